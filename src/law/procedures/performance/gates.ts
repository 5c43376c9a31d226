// src/law/procedures/performance/gates.ts —— 代履行的条件（强制法§39—§43、§50—§52）
import { addYears, daysBetween, type PlainDate } from '../../../base/dates.ts';
import { yuan } from '../../../base/money.ts';
import { type At, allOf, type CaseFile, condition, formGate, gate, last, once, resting, since } from '../../engine.ts';
import { approvalDated, approvedBefore } from '../../gates/approvedBefore.ts';
import { unverifiedYears } from '../../gates/decision.ts';
import { type Computation, computeDue, dayKind, type Term } from '../../reckoning/days.ts';
import type { Registers } from '../../registers.ts';

// ---- conditions --------------------------------------------------------------------------------------------------------------

export const isSuspended = (file: CaseFile): boolean =>
  once(file, 'enforcementSuspended') && !since(file, 'enforcementSuspended', ['enforcementResumed']);
export const suspended = condition('执行已经中止', isSuspended);
const isAgreed = (file: CaseFile): boolean => once(file, 'agreementConcluded') && !since(file, 'agreementConcluded', ['agreementBroken']);
export const agreed = condition('有执行协议', isAgreed);
export const performed = condition('代履行已经完毕', (file) => last(file, 'performanceCarriedOut')?.particulars.finished === true);
export const immediatelyDone = condition('立即代履行已经完毕', (file) => last(file, 'immediatelyPerformed')?.particulars.finished === true);
/** The party was not there, when it was asked for or when it was done. */
export const partyAway = condition(
  '当事人不在场',
  (file) =>
    last(file, 'immediatePerformanceProposed')?.particulars.present === false ||
    allOf(file, 'immediatelyPerformed').some((act) => act.particulars.partyPresent === 'absent'),
);
/** Work goes on: the last record says it is not finished. */
export const unfinished = (file: CaseFile): boolean =>
  last(file, 'performanceCarriedOut')?.particulars.finished === false || last(file, 'immediatelyPerformed')?.particulars.finished === false;

// ---- whether (强制法§50) -------------------------------------------------------------------------------------------------------

/** Money is not performed by others: it is collected, or the court is applied to. */
export const dutySubstitutable = formGate(
  'dutySubstitutable',
  '强制法§50',
  '行政机关依法作出要求当事人履行排除妨碍、恢复原状等义务的行政决定',
  ({ act }) => act.particulars.dutyKind !== 'money',
  () => '金钱给付义务不能代履行；期限届满不履行的，请办理“提请申请法院强制执行”。',
);
export const harmful = formGate(
  'harmful',
  '强制法§50',
  '其后果已经或者将危害交通安全、造成环境污染或者破坏自然资源的，行政机关可以代履行',
  ({ act }) => act.particulars.harm !== 'none',
  () => '不履行没有以上后果的，不能代履行，请申请人民法院强制执行。',
);
export const performerIndependent = formGate(
  'performerIndependent',
  '强制法§50',
  '委托没有利害关系的第三人代履行',
  ({ act }) => act.particulars.interested !== true,
  () => '代履行人与本案有利害关系，请另选。',
);
/** Suspended or agreed upon, nothing is decided or carried out. */
export const notSuspended = gate(
  'notSuspended',
  '强制法§39',
  '中止执行的情形消失后，行政机关应当恢复执行',
  ({ file }) => !isSuspended(file),
  () => '执行已经中止，请先恢复执行。',
);
export const notAgreed = gate(
  'notAgreed',
  '强制法§42',
  '执行协议应当履行。当事人不履行执行协议的，行政机关应当恢复强制执行',
  ({ file }) => !isAgreed(file),
  () => '有正在履行的执行协议；当事人不履行的，请先认定。',
);
/** The day planned is a working day, not before the third day after a demand could be served. */
export const plannedDay = formGate(
  'plannedDay',
  '强制法§43',
  '行政机关不得在夜间或者法定节假日实施行政强制执行',
  ({ act, registers }) => {
    const day = act.particulars.performOn as PlainDate | undefined;
    if (day === undefined) return true;
    const { working, known } = dayKind(day, registers.calendar);
    return day > act.on && working && known;
  },
  ({ act, registers }) =>
    (act.particulars.performOn as string) <= act.on
      ? '代履行的日期应当晚于今天。'
      : !dayKind(act.particulars.performOn as PlainDate, registers.calendar).known
        ? `${(act.particulars.performOn as string).slice(0, 4)}年的节假日安排还没有录入，待核，请先在日历中录入。`
        : `${act.particulars.performOn}是${dayKind(act.particulars.performOn as PlainDate, registers.calendar).why}，请另定一日。`,
);

// ---- how (强制法§43、§51) ---------------------------------------------------------------------------------------------------------

const reminderDue = (file: CaseFile, registers: Registers): Computation | undefined => {
  const reminded = last(file, 'performanceReminded');
  return reminded && computeDue(reminded.on, { amount: 3, basis: '强制法§51' }, registers.calendar);
};
/** R29: three working days lie between the reminder and the work. */
export const remindedInTime = resting(
  ['performanceReminded'],
  gate(
    'remindedInTime',
    '强制法§51',
    '代履行三日前，催告当事人履行，当事人履行的，停止代履行',
    // A year without holiday data may hold days off we do not know: the right is not cut by a guess.
    ({ act, file, registers }) => {
      const due = reminderDue(file, registers);
      return due === undefined || (due.unverified.length === 0 && act.on > due.strict);
    },
    ({ file, registers }) =>
      unverifiedYears(reminderDue(file, registers)) ??
      `三日前的催告于${last(file, 'performanceReminded')?.on}送达，最早在${reminderDue(file, registers)?.strict}以后实施（三个工作日）。`,
  ),
);
/** R28: not at night, not on a day off; what is urgent says why. */
export const notAtNight = formGate(
  'notAtNight',
  '强制法§43',
  '行政机关不得在夜间或者法定节假日实施行政强制执行。但是，情况紧急的除外',
  (at) => restDisturbed(at) === undefined || Boolean(at.act.particulars.urgentReason),
  (at) => `${restDisturbed(at)}；情况紧急的，写明紧急的情形。`,
);
function restDisturbed({ act, registers }: At): string | undefined {
  const { startedAt, endedAt } = act.particulars as { startedAt?: string; endedAt?: string };
  const day = dayKind(act.on, registers.calendar);
  if (!day.known) return `${act.on.slice(0, 4)}年的节假日安排还没有录入，请先录入`;
  if (!day.working) return `${act.on}是${day.why}`;
  const [from, to] = [registers.parameter('enforcement.nightFrom', act.on), registers.parameter('enforcement.nightTo', act.on)];
  const isNight = (text: string | undefined, isEnd: boolean) => {
    if (!text) return false;
    const minute = Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16));
    return isEnd ? minute > from * 60 || minute <= to * 60 : minute >= from * 60 || minute < to * 60;
  };
  if (startedAt && endedAt && startedAt.slice(0, 10) !== endedAt.slice(0, 10)) return '实施时间跨过夜间';
  return isNight(startedAt, false) || isNight(endedAt, true) ? `实施时间在夜间（${from}时至次日${to}时）` : undefined;
}
export const utilitiesKept = formGate(
  'utilitiesKept',
  '强制法§43',
  '行政机关不得对居民生活采取停止供水、供电、供热、供燃气等方式迫使当事人履行相关行政决定',
  ({ act }) => act.particulars.utilities !== true,
  () => '请立即恢复供应，并依法处理。',
);
export const withoutForce = formGate(
  'withoutForce',
  '强制法§51',
  '代履行不得采用暴力、胁迫以及其他非法方式',
  ({ act }) => act.particulars.force !== true,
  () => '以非法方式实施的不能作为代履行记录，请停止并报告负责人。',
);
/** R29: who watched, who worked, and the party or a witness sign. */
export const executionSigned = formGate(
  'executionSigned',
  '强制法§51',
  '代履行完毕，行政机关到场监督的工作人员、代履行人和当事人或者见证人应当在执行文书上签名或者盖章',
  ({ act: { particulars } }) =>
    particulars.finished !== true ||
    (particulars.performerSigned === true && (particulars.signed === 'signed' || Boolean(particulars.witness))),
  ({ act: { particulars } }) =>
    particulars.performerSigned === true ? '当事人没有签名的，须由见证人签名，请写明见证人。' : '代履行人还没有签名或者盖章。',
);

// ---- cost (强制法§51) -----------------------------------------------------------------------------------------------------------

type Cost = { amount: number };
const sumOf = (rows: unknown): number => ((rows as Cost[] | undefined) ?? []).reduce((sum, row) => sum + (row.amount ?? 0), 0);
export const budgetOf = (file: CaseFile): number | undefined => {
  const draft = last(file, 'performanceDrafted');
  return draft && sumOf(draft.particulars.costs);
};
/** What the party owes for the work, in 分; nothing where a statute spares it. */
export const chargeOf = (file: CaseFile): number => {
  const charged = last(file, 'costCharged')?.particulars;
  return !charged || charged.exempt === true ? 0 : sumOf(charged.costs);
};
export const costPaid = (file: CaseFile): number =>
  allOf(file, 'paymentReceived').reduce((sum, act) => sum + (act.particulars.amount as number), 0);
export const costAtCost = formGate(
  'costAtCost',
  '强制法§51',
  '代履行的费用按照成本合理确定，由当事人承担',
  ({ act, file }) => {
    const limit = budgetOf(file);
    return limit === undefined || sumOf(act.particulars.costs) <= limit || Boolean(act.particulars.overrunReason);
  },
  ({ act, file }) => `实际费用${yuan(sumOf(act.particulars.costs))}元超过决定的预算${yuan(budgetOf(file) ?? 0)}元，请写明原因，或者核减。`,
);
export const costCleared = formGate(
  'costCleared',
  '强制法§51',
  '代履行的费用按照成本合理确定，由当事人承担。但是，法律另有规定的除外',
  ({ act, file }) => {
    const { how } = act.particulars;
    if (how === 'paid') return costPaid(file) >= chargeOf(file);
    if (how === 'exempt') return last(file, 'costCharged')?.particulars.exempt === true;
    return how !== 'court' || act.on > (last(file, 'costCharged')?.particulars.payBy as string);
  },
  ({ act, file }) =>
    act.particulars.how === 'paid'
      ? `应缴${yuan(chargeOf(file))}元，已缴${yuan(costPaid(file))}元。`
      : act.particulars.how === 'court'
        ? `缴款期限到${last(file, 'costCharged')?.particulars.payBy}，期满以后才能申请人民法院强制执行。`
        : '确定费用时没有写明法律规定不由当事人承担。',
);

/** A case is closed over work that is finished, or a duty the party did itself. */
export const performedOrFulfilled = gate(
  'performedOrFulfilled',
  '强制法§51',
  '当事人履行的，停止代履行',
  ({ file, registers }) => once(file, 'dutyFulfilled') || performed.holds(file, registers),
  () => '代履行还没有完毕、当事人也没有履行。',
);
export const immediatelyFinished = gate(
  'immediatelyFinished',
  '强制法§52',
  '行政机关可以决定立即实施代履行',
  ({ file, registers }) => immediatelyDone.holds(file, registers),
  () => '立即代履行还没有完毕。',
);

// ---- suspension, agreement, end (强制法§39、§40、§42) ---------------------------------------------------------------------------------

/** Three years of suspension, as a term from its day. */
export const threeYears = (on: PlainDate): Term => ({
  amount: daysBetween(on, addYears(on, 3)),
  basis: '强制法§39',
  unit: 'calendarDay',
  firm: true,
});
export const terminatedOnGround = formGate(
  'terminatedOnGround',
  '强制法§39',
  '对没有明显社会危害，当事人确无能力履行，中止执行满三年未恢复执行的，行政机关不再执行',
  ({ act, file }) => {
    if (act.particulars.ground !== 'threeYears') return true;
    const since = last(file, 'enforcementSuspended');
    return since !== undefined && isSuspended(file) && since.particulars.ground === 'unable' && act.on >= addYears(since.on, 3);
  },
  ({ file }) => {
    const since = isSuspended(file) ? last(file, 'enforcementSuspended') : undefined;
    return since ? `因无履行能力中止执行的，满三年才能适用；本案于${since.on}中止。` : '本案没有处于中止执行。';
  },
);
export const agreementHarmless = formGate(
  'agreementHarmless',
  '强制法§42',
  '行政机关可以在不损害公共利益和他人合法权益的情况下，与当事人达成执行协议',
  ({ act }) => act.particulars.harms !== true,
  () => '损害公共利益或者他人合法权益的，不能达成执行协议。',
);
export const onlyLateReduced = formGate(
  'onlyLateReduced',
  '强制法§42',
  '当事人采取补救措施的，可以减免加处的罚款或者滞纳金',
  ({ act }) => act.particulars.reduces !== 'principal',
  () => '决定确定的义务不能减免，只能减免加处的罚款或者滞纳金。',
);

// ---- at once (强制法§52) ---------------------------------------------------------------------------------------------------------

const decidedFirst = '行政机关可以决定立即实施代履行';
/** Cleared at once, but not before it was decided. */
export const clearedAfterDecision = approvedBefore(
  'clearedAfterDecision',
  '强制法§52',
  decidedFirst,
  'immediatePerformanceDecided',
  'startedAt',
);
export const immediateDecisionDated = approvalDated('immediateDecisionDated', '强制法§52', decidedFirst);
export const publicPlaceObstructed = formGate(
  'publicPlaceObstructed',
  '强制法§52',
  '需要立即清除道路、河道、航道或者公共场所的遗洒物、障碍物或者污染物',
  ({ act }) => act.particulars.placeKind !== 'other',
  () => '不在道路、河道、航道或者公共场所的，不能立即代履行，请办理代履行。',
);
export const partyCannotClear = formGate(
  'partyCannotClear',
  '强制法§52',
  '当事人不能清除的，行政机关可以决定立即实施代履行',
  ({ act }) => act.particulars.partyCan !== true,
  () => '当事人能够清除的，请责令当事人清除。',
);
