// src/law/gates/filing.ts —— 立案的条件

import { addYears, type PlainDate } from '../../base/dates.ts';
import { yuan } from '../../base/money.ts';
import { type At, formGate, type Gate, gate, last, resting } from '../engine.ts';
import { itemCodeOf, partyKeyOf, partyOf } from '../facts.ts';
import { actPeriodOf, ageAtAct } from '../procedures/penalty/period.ts';
import type { PriorFine } from '../registers.ts';

const asked = (at: At) => (at.act.step === 'filingProposed' ? (at.act.particulars.item as string | undefined) : itemCodeOf(at.file));

/** R01: only an active, published item, its basis in force. */
export const itemInForce = gate(
  'itemInForce',
  '处罚法§5',
  '对违法行为给予行政处罚的规定必须公布；未经公布的，不得作为行政处罚的依据',
  (at) => {
    const code = asked(at);
    if (code === undefined) return true; // not chosen yet: the form asks for it
    const item = at.registers.item(code, at.act.on);
    return item?.usable === true && item.actType === 'penalty' && item.publishedFrom <= at.act.on;
  },
  (at) => {
    const code = asked(at);
    const item = code ? at.registers.item(code, at.act.on) : undefined;
    if (!item) return '执法事项清单中没有这个事项，请重新选择。';
    if (!item.usable) return `“${item.name}”暂不能使用：${item.whyUnusable ?? '依据待更新'}。`;
    if (item.actType !== 'penalty') return `“${item.name}”不是行政处罚事项。`;
    return `“${item.name}”自${item.publishedFrom}起公布，行为日期早于公布日期。`;
  },
);

export const withinJurisdiction = resting(
  ['clueVerified'],
  gate(
    'withinJurisdiction',
    '处罚法§22',
    '行政处罚由违法行为发生地的行政机关管辖',
    ({ file }) => last(file, 'clueVerified')?.particulars.withinJurisdiction === true,
    () => '核查认定不属于本机关管辖，请移送有管辖权的机关，不在本机关立案。',
  ),
);

export const verifiedForFiling = resting(
  ['clueVerified'],
  gate(
    'verifiedForFiling',
    '处罚法§54',
    '符合立案标准的，行政机关应当及时立案',
    ({ file }) => last(file, 'clueVerified')?.particulars.suggestion === 'file',
    () => '核查建议不予立案；确需立案的，请先更正核查结论。',
  ),
);

/** R23: two years from the end of the act, five where life, health or finance was harmed. */
export const withinLimitation = gate(
  'withinLimitation',
  '处罚法§36',
  '违法行为在二年内未被发现的，不再给予行政处罚；涉及公民生命健康安全、金融安全且有危害后果的，上述期限延长至五年',
  (at) => !limitationOver(at),
  (at) =>
    `违法行为终了日是${proposal(at).actTo ?? actPeriodOf(at.file).actTo}，追责期限到${limitationEnd(at)}；本案线索于${discoveredOn(at)}发现。`,
);
const proposal = (at: At) => (at.act.step === 'filingProposed' ? at.act.particulars : (last(at.file, 'filingProposed')?.particulars ?? {}));
const limitationEnd = (at: At): PlainDate | undefined => {
  const { longLimitation, continuing } = proposal(at);
  const actTo = (proposal(at).actTo as PlainDate | undefined) ?? actPeriodOf(at.file).actTo;
  return continuing === true || !actTo ? undefined : addYears(actTo, longLimitation === true ? 5 : 2);
};
/** 发现: the day the agency got the clue. */
const discoveredOn = (at: At): PlainDate =>
  ((last(at.file, 'clueRegistered')?.particulars.receivedAt as string | undefined)?.slice(0, 10) as PlainDate | undefined) ?? at.act.on;

/** Was the act found after its limitation had run out? */
export const limitationOver = (at: At): boolean => {
  const end = limitationEnd(at);
  return end !== undefined && discoveredOn(at) > end;
};

export const actEndedBefore = gate(
  'actEndedBefore',
  '处罚法§36',
  '违法行为有连续或者继续状态的，从行为终了之日起计算',
  (at) => {
    const { actFrom, actTo } = proposal(at);
    return (!actTo || (actTo as string) <= at.act.on) && (!actFrom || !actTo || (actFrom as string) <= (actTo as string));
  },
  () => '违法行为的开始日应当早于终了日，终了日应当早于提请立案的日期，请核对。',
);

export const twoHandlers = gate(
  'twoHandlers',
  '处罚法§42',
  '执法人员不得少于两人',
  (at) => {
    const handlers = proposal(at).handlers as string[] | undefined;
    if (handlers === undefined) return true; // not named yet: the form asks for them
    return (
      new Set(handlers).size >= 2 &&
      handlers.every((id) => at.registers.holds(id, 'officer', at.act.on) && at.registers.certificate(id, at.act.on)?.valid === true)
    );
  },
  (at) =>
    `承办人至少两名，都须持有效执法证：${((proposal(at).handlers as string[] | undefined) ?? []).map((id) => `${at.registers.person(id)?.name ?? id}${at.registers.certificate(id, at.act.on)?.valid ? '' : '（无有效执法证）'}`).join('、')}。`,
);

/** 超过追责期限 is reckoned, not said: the day the act ended against the day the clue came in. */
export const declinedRightly = formGate(
  'declinedRightly',
  '处罚法§36',
  '违法行为在二年内未被发现的，不再给予行政处罚；涉及公民生命健康安全、金融安全且有危害后果的，上述期限延长至五年',
  (at) => {
    const { ground, actTo, longLimitation } = at.act.particulars as { ground?: string; actTo?: PlainDate; longLimitation?: boolean };
    return ground !== 'expired' || actTo === undefined || discoveredOn(at) > addYears(actTo, longLimitation === true ? 5 : 2);
  },
  (at) => `违法行为${at.act.particulars.actTo}终了，线索${discoveredOn(at)}发现，没有超过追责期限，应当依法立案。`,
);

/** R24 first half. */
export const oldEnough = gate(
  'oldEnough',
  '处罚法§30',
  '不满十四周岁的未成年人有违法行为的，不予行政处罚，责令监护人加以管教',
  ({ file }) => {
    const age = ageAtAct(file);
    return age === undefined || age >= 14;
  },
  ({ file }) => `当事人行为时${ageAtAct(file)}周岁。请在调查终结报告中建议不予行政处罚，并责令监护人加以管教。`,
);

/** A report that nobody be penalised may be about a child. */
export const oldEnoughToPropose: Gate = {
  ...oldEnough,
  ofForm: true,
  holds: (at) => at.act.particulars.proposal === 'none' || oldEnough.holds(at),
};

/** R22: the same act of the same party is fined once; that it is another act the head states with his reason. */
export const notFinedBefore = formGate(
  'notFinedBefore',
  '处罚法§29',
  '对当事人的同一个违法行为，不得给予两次以上罚款的行政处罚',
  (at) => finesOfSameTime(at).length === 0 || Boolean(at.act.particulars.otherActReason),
  (at) =>
    `同一当事人在${finesOfSameTime(at)
      .map(({ caseNo, actFrom, actTo, fine }) => `${caseNo}（${actFrom ?? '？'}至${actTo ?? '今'}，罚款${yuan(fine)}元）`)
      .join(
        '、',
      )}已被罚款，违法时间与本案重叠。是同一个违法行为的，请办理“撤销案件”；同一行为违反几项规定的，按罚款数额高的规定处罚，不再另罚；经核实确属另一个违法行为的，在“另一违法行为的理由”中写明。`,
);
/** Fines of the same party for a time that overlaps this case's, whatever item they were imposed under. */
export const finesOfSameTime = (at: Pick<At, 'file' | 'registers' | 'act'>): PriorFine[] => {
  const party = partyOf(at.file);
  if (!party) return [];
  const { actFrom, actTo } = actPeriodOf(at.file);
  const [from, to] = [actFrom ?? actTo ?? '0000', actTo ?? '9999'];
  return at.registers
    .priorFines(partyKeyOf(party))
    .filter((prior) => (prior.actFrom ?? prior.actTo ?? '0000') <= to && from <= (prior.actTo ?? '9999'));
};
