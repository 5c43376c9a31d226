// src/law/procedures/penalty/papers.ts —— CF30 不予行政处罚决定书、CF34 延期（分期）缴纳通知书、G08 公告、QZ11 催告书、更正变更撤销书
import { chineseDate, type PlainDate } from '../../../base/dates.ts';
import type { Fen } from '../../../base/money.ts';
import { fullCite } from '../../articles/statutes.ts';
import { last } from '../../engine.ts';
import { decisionOf, madeOf, reportOf } from '../../facts.ts';
import { hearingNotice } from '../../papers/hearingNotice.ts';
import type { Block, Paper } from '../../papers/paper.ts';
import { penaltyDecision } from '../../papers/penaltyDecision.ts';
import { evidenceList, factParagraphs, quotedEvidence } from '../../papers/pieces/evidence.ts';
import { closing, contact, type Matter, paper } from '../../papers/pieces/matter.ts';
import { nameRun, partyLines } from '../../papers/pieces/party.ts';
import { breachParagraph } from '../../papers/pieces/penalty.ts';
import { blank, heading, openEnded, paragraph, sum } from '../../papers/pieces/words.ts';
import { priorNotice } from '../../papers/priorNotice.ts';
import { serviceReceipt } from '../../papers/serviceReceipt.ts';
import { deferralOf, fineDecided, type Part } from '../../reckoning/account.ts';
import { remedies } from '../../reckoning/remedies.ts';
import type { StepId } from '../../vocabulary.ts';
import { announcedUntil } from './service/arrival.ts';
import { noticeNumbers, pendingNotice } from './service/service.ts';
import { noPenaltyGrounds } from './words.ts';

/** Number and name of the penalty decision the paper speaks of. */
const decisionNamed = ({ file }: Matter): string => {
  const { numbers } = madeOf(decisionOf(file));
  return numbers?.CF01 ? `《当场行政处罚决定书》（${numbers.CF01}）` : `《行政处罚决定书》（${numbers?.CF29 ?? blank}）`;
};

/** What was found, why nobody is penalised, and the remedies (处罚法§57). */
export function noPenaltyDecision(matter: Matter): Paper {
  const report = reportOf(matter.file)!;
  const ground = noPenaltyGrounds[report.ground ?? 'notEstablished'];
  const established = report.ground !== 'notEstablished';
  return paper(matter, 'CF30', '不予行政处罚决定书', 'letter', [
    ...partyLines(matter.party),
    paragraph('当事人', matter.goesOn(matter.cause), `一案（案件编号：${matter.caseNo}），本机关现已调查终结。`),
    heading('一、查明的事实和证据'),
    ...factParagraphs(matter, report.facts),
    evidenceList(matter, quotedEvidence(matter), 'proves'),
    heading('二、理由和依据'),
    ...(established ? [breachParagraph(matter, '当事人')] : []),
    paragraph(`${ground.name}。`, matter.states(report.tierReason)),
    paragraph(`依据${fullCite(ground.basis)}和${fullCite('处罚法§57')}的规定，本机关决定对当事人不予行政处罚。`),
    ...(report.correction ? [paragraph('责令当事人：', matter.states(openEnded(report.correction)))] : []),
    ...(established
      ? [paragraph(`本机关将依法${['tooYoung', 'noCapacity'].includes(report.ground ?? '') ? '责令监护人加以管教' : '对当事人进行教育'}。`)]
      : []),
    heading('三、救济途径'),
    paragraph(remedies(matter.registers.agency, { document: '本决定书' }).text),
    closing(matter),
  ]);
}

/** What was granted and until when; a refusal says why (处罚法§66). */
export function deferralNotice(matter: Matter): Paper {
  const { outcome, reason } = matter.act.particulars as { outcome: string; reason: string };
  const deferral = deferralOf(matter.file);
  const fine = fineDecided(matter.file) ?? 0;
  const parts = (matter.act.particulars.parts as Part[] | undefined) ?? [];
  const granted: Block[] =
    outcome === 'instalments'
      ? [
          paragraph(`本机关准予分${parts.length}期缴纳：`),
          ...parts.map(({ by, amount }, i) =>
            paragraph(`第${i + 1}期：${chineseDate(by!)}以前缴纳${sum(amount)}${i === parts.length - 1 ? '。' : '；'}`),
          ),
        ]
      : [paragraph(`本机关准予延期至${deferral ? chineseDate(deferral.until) : blank}以前缴纳。`)];
  return paper(matter, 'CF34', '延期（分期）缴纳罚款通知书', 'letter', [
    ...partyLines(matter.party),
    paragraph(`${decisionNamed(matter)}决定的罚款${sum(fine)}，你（单位）申请${outcome === 'instalments' ? '分期' : '延期（分期）'}缴纳。`),
    ...(outcome === 'refused' ? [paragraph('经审查，本机关不予批准，应当在决定书载明的期限内缴纳。')] : granted),
    paragraph('理由：', matter.states(reason)),
    ...(outcome === 'refused'
      ? []
      : [
          paragraph(
            `依据${fullCite('处罚法§66')}、${fullCite('处罚法§72')}的规定，期满仍不缴纳的，每日按未缴数额的百分之三加处罚款，加处罚款不超过罚款数额；`,
            '申请人民法院强制执行的期限，自暂缓或者分期缴纳期限结束之日起计算。',
          ),
        ]),
    closing(matter),
  ]);
}

/** The announcement that stands for service, with the day it takes effect (民诉法§95). */
export function serviceAnnouncement(matter: Matter): Paper | undefined {
  if (matter.act.particulars.method !== 'announced') return undefined;
  const notice = matter.act.step === 'noticeDispatched';
  const numbers = noticeNumbers(matter.file);
  const none = madeOf(last(matter.file, 'noPenaltyDecided')).numbers?.CF30;
  const named = notice
    ? `《行政处罚事先告知书》（${matter.made.numbers?.CF19 ?? numbers.CF19 ?? blank}）${matter.made.hearable ? `、《行政处罚听证告知书》（${matter.made.numbers?.CF20 ?? blank}）` : ''}`
    : none && !last(matter.file, 'decisionMade')
      ? `《不予行政处罚决定书》（${none}）`
      : decisionNamed(matter);
  return paper(matter, 'G08', '送达公告', 'letter', [
    paragraph(nameRun(matter.party), '：'),
    paragraph(
      `因采用其他方式无法向你（单位）送达${named}，依据${fullCite('民诉法§95')}的规定，现予公告送达。`,
      `自发出本公告之日起经过${matter.registers.parameter('service.announceDays', matter.act.on)}日，至${chineseDate(announcedUntil(matter.act.on, matter.registers))}，即视为送达。`,
    ),
    ...(notice
      ? [paragraph('你（单位）享有陈述、申辩的权利，可以在视为送达之日起的期限内向本机关提出。')]
      : [paragraph(remedies(matter.registers.agency, { document: '本决定书' }).text)]),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}

/** What is owed, how, until when, and the right to state one's case (强制法§35、§54). */
export function performanceDemand(matter: Matter): Paper {
  const { amount, duty, by } = matter.act.particulars as { amount?: Fen; duty?: string; by: PlainDate };
  const { name, account } = matter.registers.agency.bank;
  return paper(matter, 'QZ11', '履行行政决定催告书', 'letter', [
    ...partyLines(matter.party),
    paragraph(`${decisionNamed(matter)}已经送达，你（单位）在规定的期限内没有履行。依据${fullCite('强制法§54')}的规定，现催告如下：`),
    ...(amount ? [paragraph(`缴纳罚款、加处罚款和没收的款项共计${sum(amount)}，缴至代收机构${name}（账号：${account}）。`)] : []),
    ...(duty ? [paragraph('履行其他义务：', matter.states(duty))] : []),
    paragraph(
      `履行期限至${chineseDate(by)}。期满仍未履行的，本机关将依法申请人民法院强制执行。`,
      '你（单位）收到催告书后有权进行陈述和申辩，本机关将记录、复核，理由成立的予以采纳。',
    ),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}

const amendmentTitles: Record<string, string> = {
  corrected: '行政处罚决定更正书',
  changed: '行政处罚决定变更书',
  revoked: '撤销行政处罚决定书',
};
/** The agency's own decision about its decision (处罚法§75); a change in substance can be challenged as any decision. */
export function amendment(matter: Matter): Paper {
  const { kind, content, newFine, reason, remake } = matter.act.particulars as Record<string, unknown>;
  const does: Record<string, Block> = {
    corrected: paragraph(`现将${decisionNamed(matter)}更正如下：`, matter.states(content)),
    changed: paragraph(
      `现将${decisionNamed(matter)}变更如下：`,
      matter.goesOn(content),
      `；罚款变更为${sum((newFine as Fen | undefined) ?? 0)}。`,
    ),
    revoked: paragraph(`本机关决定撤销${decisionNamed(matter)}${remake === true ? '，重新作出处罚决定' : ''}。`),
  };
  const sheet = paper(matter, 'CF41', amendmentTitles[kind as string] ?? '', 'letter', [
    ...partyLines(matter.party),
    paragraph('经审查：', matter.states(reason)),
    paragraph(`依据${fullCite('处罚法§75')}的规定，应当主动改正。`),
    does[kind as string] ?? paragraph(blank),
    ...(kind === 'corrected' ? [] : [paragraph(remedies(matter.registers.agency, { document: '本决定书' }).text)]),
    closing(matter),
  ]);
  return { ...sheet, number: matter.made.numbers?.amendment };
}

type Composer = (matter: Matter) => Paper | undefined;
const hearingNoticeIfAny: Composer = (matter) => (matter.made.hearable ? hearingNotice(matter) : undefined);
/** A notice that was sent is on paper already, under its own number: serving it makes the receipt alone. */
const unlessSent =
  (composer: Composer): Composer =>
  (matter) =>
    pendingNotice({ ...matter.file, acts: matter.file.acts.slice(0, -1) }, matter.act, matter.registers) ? undefined : composer(matter);

/** Papers of the steps an ordinary penalty case has. */
export const penaltyComposers: Partial<Record<StepId, Composer[]>> = {
  noticeDispatched: [priorNotice, hearingNoticeIfAny, serviceAnnouncement],
  noticeServed: [unlessSent(priorNotice), unlessSent(hearingNoticeIfAny), serviceReceipt],
  decisionMade: [penaltyDecision],
  decisionDispatched: [serviceAnnouncement],
  decisionServed: [serviceReceipt],
  noPenaltyDecided: [noPenaltyDecision],
  deferralDecided: [deferralNotice],
  performanceDemanded: [performanceDemand, serviceReceipt],
  decisionAmended: [amendment],
  amendmentServed: [serviceReceipt],
};
/** Forms their composer leaves out where the case has none. */
export const penaltyEither: Partial<Record<StepId, readonly string[]>> = {
  noticeServed: ['CF19', 'CF20'],
  noticeDispatched: ['CF20', 'G08'],
  decisionDispatched: ['G08'],
};
