// src/law/gates/decision.ts —— 告知、听证、决定、送达、结案的条件

import { yuan } from '../../base/money.ts';
import { subjectOf } from '../binding.ts';
import { type At, allOf, type CaseFile, condition, formGate, gate, last, once, resting, since } from '../engine.ts';
import { madeOf, partyOf, publicationSettled, type Report, reportOf, undoneBy } from '../facts.ts';
import { heavierThan, type OtherSanction } from '../procedures/penalty/sanctions/sanctions.ts';
import { accountOf } from '../reckoning/account.ts';
import type { Computation } from '../reckoning/days.ts';
import { hearingAskedInTime, hearingWindow, statementWindow } from '../reckoning/windows.ts';
import type { PartyKind } from '../vocabulary.ts';
import { hasMedia } from './investigation.ts';

export const stated = condition('当事人陈述申辩', (file) => once(file, 'statementReceived'));
export const hearingAsked = condition('当事人在法定期限内要求听证', (file, registers) => hearingAskedInTime(file, registers));
export const remakeOrdered = condition('决定被撤销并责令重新作出', (file) => undoneBy(file)?.particulars.remake === true);
export const preserved = condition('先行登记保存过物品', (file) => once(file, 'evidencePreserved'));

/** Facts, basis and articles told in the notice are those decided; otherwise notice again (R11, R13). */
export const noticeCovers = resting(
  ['noticeServed', 'investigationConcluded'],
  gate(
    'noticeCovers',
    '处罚法§44',
    '行政机关在作出行政处罚决定之前，应当告知当事人拟作出的行政处罚内容及事实、理由、依据',
    (at) => noticeGap(at) === undefined,
    (at) => noticeGap(at),
  ),
);
function noticeGap({ file, registers }: At): string | undefined {
  const told = madeOf(last(file, 'noticeServed')).bound?.subject as Record<string, Record<string, unknown>> | undefined;
  const now = subjectOf(file, registers) as Record<string, Record<string, unknown>> | undefined;
  if (!told || !now) return '还没有事先告知。';
  if (JSON.stringify(told.当事人) !== JSON.stringify(now.当事人) || JSON.stringify(told.违法时间) !== JSON.stringify(now.违法时间))
    return '当事人或者违法时间与告知的不同，请重新告知。';
  const same = (key: string) => JSON.stringify(told[key]) === JSON.stringify(now[key]);
  const text = (facts: unknown) => JSON.stringify(((facts as { text: string }[] | undefined) ?? []).map((fact) => fact.text));
  if (!same('违反条款') || !same('处罚条款') || told.处理建议!.sanction !== now.处理建议!.sanction)
    return '法律依据与告知的不同，请重新告知。';
  const untold = heavierThan(now.处理建议!.others as OtherSanction[] | undefined, told.处理建议!.others as OtherSanction[] | undefined);
  if (untold) return `拟给予的${untold}没有告知，或者比告知的重，请重新告知。`;
  if (text(told.处理建议!.facts) !== text(now.处理建议!.facts)) return '认定的事实与告知的不同，请重新告知。';
  return undefined;
}

/** The notice no longer tells what is proposed: other facts, another basis, or a heavier fine. */
export const noticeOutdated = (file: CaseFile): boolean => {
  const told = (madeOf(last(file, 'noticeServed')).bound?.subject as { 处理建议?: Partial<Report> } | undefined)?.处理建议;
  const now = reportOf(file);
  const texts = (facts?: { text: string }[]) => JSON.stringify((facts ?? []).map((fact) => fact.text));
  return (
    told !== undefined &&
    now !== undefined &&
    now.proposal !== 'none' &&
    (told.sanction !== now.sanction ||
      texts(told.facts) !== texts(now.facts) ||
      now.fine > (told.fine ?? 0) ||
      heavierThan(now.others, told.others) !== undefined)
  );
};

/** Waived after being told: a waiver signed before the notice waives nothing. */
const waivedSinceNotice = (file: CaseFile, step: 'statementWaived' | 'hearingWaived'): boolean => {
  const notice = last(file, 'noticeServed');
  return notice !== undefined && allOf(file, step).some((waiver) => waiver.n > notice.n && waiver.on >= notice.on);
};
/** What is missing where a period runs into a year without holiday data: a right is never cut by a date computed without them. */
export const unverifiedYears = (window: Computation | undefined): string | undefined =>
  window && window.unverified.length > 0
    ? `${window.unverified.join('、')}年的节假日安排还没有录入，期限待核，请先在日历中录入${window.unverified.join('、')}年。`
    : undefined;

/** R11: the party's time is over, or it waived it in writing. */
export const statementTimeOver = resting(
  ['noticeServed'],
  gate(
    'statementTimeOver',
    '处罚法§62',
    '拒绝听取当事人的陈述、申辩，不得作出行政处罚决定；当事人明确放弃陈述或者申辩权利的除外',
    ({ act, file, registers }) => {
      if (waivedSinceNotice(file, 'statementWaived')) return true;
      const window = statementWindow(file, registers);
      return window !== undefined && window.unverified.length === 0 && act.on > window.rolled;
    },
    ({ file, registers }) =>
      unverifiedYears(statementWindow(file, registers)) ??
      `陈述申辩期限到${statementWindow(file, registers)?.rolled}，期满前作出决定须有当事人签名的放弃陈述申辩声明。`,
  ),
);

export const hearingWindowOver = resting(
  ['noticeServed'],
  gate(
    'hearingWindowOver',
    '处罚法§64',
    '当事人要求听证的，应当在行政机关告知后五日内提出',
    ({ act, file, registers }) => {
      const window = hearingWindow(file, registers);
      if (!window || waivedSinceNotice(file, 'hearingWaived') || hearingAskedInTime(file, registers)) return true;
      return window.unverified.length === 0 && act.on > window.rolled;
    },
    ({ file, registers }) =>
      unverifiedYears(hearingWindow(file, registers)) ??
      `听证申请期到${hearingWindow(file, registers)?.rolled}，期满前作出决定须有当事人签名的放弃听证声明。`,
  ),
);

/** R19: leaving needs a witness, or photos or video of the process (民诉法§89). */
export const leavingProved = formGate(
  'leavingProved',
  '民诉法§89',
  '也可以把诉讼文书留在受送达人的住所，并采用拍照、录像等方式记录送达过程，即视为送达',
  (at) => at.act.particulars.method !== 'left' || hasMedia(at, 'proof') || Boolean(at.act.particulars.witness),
  () => '留置送达须关联照片或者录像，或者写明到场见证的基层组织、单位代表。',
);

/** R19: who may take a paper for whom: for a citizen himself or an adult of his household, for an organisation its head or mail room. */
const receivers: Record<PartyKind, string[]> = {
  person: ['self', 'family', 'agent'],
  soleTrader: ['self', 'family', 'representative', 'agent'],
  organisation: ['representative', 'agent'],
};
export const receiverFits = formGate(
  'receiverFits',
  '民诉法§88',
  '受送达人是公民的，本人不在交他的同住成年家属签收；受送达人是法人或者其他组织的，应当由法人的法定代表人、其他组织的主要负责人或者该法人、组织负责收件的人签收',
  ({ act, file }) => {
    const kind = partyOf(file)?.kind;
    const { relation } = act.particulars as { relation?: string };
    return relation === undefined || kind === undefined || receivers[kind].includes(relation);
  },
  ({ file }) =>
    partyOf(file)?.kind === 'organisation'
      ? '当事人是单位，应当由法定代表人、负责收件的人或者代理人签收。'
      : '当事人是自然人，应当由本人、同住成年家属或者代理人签收。',
);

export const serviceDayMatches = formGate(
  'serviceDayMatches',
  '民诉法§87',
  '受送达人在送达回证上的签收日期为送达日期',
  ({ act }) =>
    act.particulars.servedAt === undefined ||
    !['direct', 'left'].includes(act.particulars.method as string) || // what is sent arrives before it is known to have arrived
    (act.particulars.servedAt as string).startsWith(act.on),
  ({ act }) => `送达时间${act.particulars.servedAt}与发生日期${act.on}不是同一天。`,
);

export const paidInFull = resting(
  ['decisionServed'],
  gate(
    'paidInFull',
    '处罚法§66',
    '行政处罚决定依法作出后，当事人应当在行政处罚决定书载明的期限内，予以履行',
    ({ act, file, registers }) =>
      accountOf(file, registers, act.on)?.owed === 0 ||
      (once(file, 'enforcementEnded') && !since(file, 'enforcementEnded', ['decisionMade'])),
    ({ act, file, registers }) => {
      const account = accountOf(file, registers, act.on);
      return (
        account &&
        `罚款${yuan(account.fine)}元，加处罚款${yuan(account.late.late)}元，${account.gains > 0 ? `没收违法所得${yuan(account.gains)}元，` : ''}已缴${yuan(account.paid + account.gainsPaid)}元，还差${yuan(account.owed)}元。`
      );
    },
  ),
);

/** Closing waits for settled, not for published: 处罚法§48 publishes only some. */
export const publicationIsSettled = resting(
  ['decisionMade'],
  gate(
    'publicationIsSettled',
    '处罚法§48',
    '具有一定社会影响的行政处罚决定应当依法公开',
    ({ file }) => publicationSettled(file) || once(file, 'noPenaltyDecided'),
    () => '须先公示，或者经批准不予公示。',
  ),
);

export const goodsBalanced = gate(
  'goodsBalanced',
  '处罚法§56',
  '应当在七日内及时作出处理决定',
  ({ file }) => !once(file, 'evidencePreserved') || !since(file, 'preservedGoodsDisposed', ['evidencePreserved']),
  () => '先行登记保存的物品还没有处理，请先作出处理决定。',
);
