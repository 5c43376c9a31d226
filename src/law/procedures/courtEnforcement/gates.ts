// src/law/procedures/courtEnforcement/gates.ts —— 申请人民法院强制执行的条件（强制法§53—§58）
import { yuan } from '../../../base/money.ts';
import { type At, type CaseFile, condition, formGate, gate, last, once, resting, since } from '../../engine.ts';
import { unverifiedYears } from '../../gates/decision.ts';
import { type Computation, computeDue } from '../../reckoning/days.ts';
import { type Course, spotNote } from '../../reckoning/enforcementWindow.ts';
import type { Registers } from '../../registers.ts';
import { lateFineOf, owedOf, remediesEnd, windowOf } from './window.ts';
import { applicationMaterials } from './words.ts';

const proposal = (file: CaseFile) => last(file, 'courtEnforcementProposed')?.particulars;

// ---- what the court said -----------------------------------------------------------------------------------------------------

/** The court's last word against the application, unless a higher court changed it. */
export function refusalOf(file: CaseFile): { step: 'courtDeclined' | 'courtRuled'; n: number } | undefined {
  const ruled = last(file, 'courtRuled');
  const found = ruled && ruled.particulars.outcome === 'refused' ? ruled : ruled ? undefined : last(file, 'courtDeclined');
  if (!found || since(file, found.step, ['courtAccepted'])) return undefined;
  const review = last(file, 'courtReviewDecided');
  if (review && review.n > found.n && review.particulars.outcome !== 'upheld') return undefined;
  return { step: found.step as 'courtDeclined' | 'courtRuled', n: found.n };
}
/** The higher court upheld the refusal: nobody is left to ask. */
const isUpheld = (file: CaseFile): boolean => {
  const review = last(file, 'courtReviewDecided');
  return review?.particulars.outcome === 'upheld' && review.n > (refusalOf(file)?.n ?? Number.POSITIVE_INFINITY);
};
export const refused = condition('人民法院不予受理或者不予执行', (file) => refusalOf(file) !== undefined && !isUpheld(file));

// ---- whether and when (强制法§53、§54) ----------------------------------------------------------------------------------------------

export const noProceedingsPending = gate(
  'noProceedingsPending',
  '强制法§53',
  '当事人在法定期限内不申请行政复议或者提起行政诉讼，又不履行行政决定的',
  ({ file }) => proposal(file)?.proceedings !== 'pending',
  () => '当事人正在复议或者诉讼，终结以后再申请；请更正提请记录中的复议、诉讼情况。',
);
/** What is over has its end, what is pending has none; each after its beginning. What began after the proposal is added by correcting it. */
export const coursesDated = formGate(
  'coursesDated',
  '处罚法§73',
  '当事人申请行政复议或者提起行政诉讼的，加处罚款的数额在行政复议或者行政诉讼期间不予计算',
  (at) => courseFault(at) === undefined,
  (at) => courseFault(at),
);
function courseFault({ act }: At): string | undefined {
  const { proceedings, courses = [], decisionServedOn, deferredTo, deferredOn } = act.particulars as Stated;
  if (deferredTo && !deferredOn) return '批准延期、分期的，请填写批准的日期；其间不加处罚款。';
  if (deferredOn && (!deferredTo || deferredTo < deferredOn)) return '批准延期、分期的期限应当晚于批准的日期，请核对。';
  if (proceedings === 'ended' && courses.some(({ to }) => !to)) return '复议、诉讼已经终结的，每一项都要填写终结之日。';
  if (proceedings === 'pending' && courses.length > 0 && courses.every(({ to }) => to)) return '正在复议、诉讼的一项，不填终结之日。';
  const wrong = courses.find(({ from, to }) => from && ((decisionServedOn && from < decisionServedOn) || (to && to < from)));
  return wrong && `复议、诉讼应当在决定送达以后受理（${wrong.from}），在受理以后终结，请核对。`;
}
type Stated = { proceedings?: string; courses?: Partial<Course>[]; decisionServedOn?: string; deferredTo?: string; deferredOn?: string };
export const remediesOver = resting(
  ['courtEnforcementProposed'],
  gate(
    'remediesOver',
    '强制法§53',
    '没有行政强制执行权的行政机关可以自期限届满之日起三个月内，依照本章规定申请人民法院强制执行',
    // While proceedings are pending there is no such day: `noProceedingsPending` says it.
    ({ act, file }) => act.on > (remediesEnd(file) ?? ''),
    ({ file }) => `复议、诉讼期限到${remediesEnd(file)}届满（批准延期、分期的，自其届满${onSpot(file)}），还不能申请。`,
  ),
);
const onSpot = (file: CaseFile): string => (proposal(file)?.onTheSpot === true ? `；${spotNote}` : '');
/** R27: past three months the decision can no longer be enforced. */
export const withinThreeMonths = resting(
  ['courtEnforcementProposed'],
  gate(
    'withinThreeMonths',
    '强制法§53',
    '可以自期限届满之日起三个月内，依照本章规定申请人民法院强制执行',
    ({ act, file, registers }) => act.on <= (windowOf(file, registers)?.rolled ?? '9999'),
    ({ file, registers }) =>
      `申请期限已于${windowOf(file, registers)?.rolled}届满${onSpot(file)}，人民法院不再受理；请办理“不再申请强制执行”，并报告负责人。`,
  ),
);
const demandDue = (file: CaseFile, registers: Registers): Computation | undefined => {
  const demand = last(file, 'demandServed');
  return demand && computeDue(demand.on, { amount: 10, basis: '强制法§54' }, registers.calendar);
};
/** R27: ten working days after the demand was served. */
export const tenDaysAfterDemand = resting(
  ['demandServed'],
  gate(
    'tenDaysAfterDemand',
    '强制法§54',
    '催告书送达十日后当事人仍未履行义务的，行政机关可以向所在地有管辖权的人民法院申请强制执行',
    ({ act, file, registers }) => {
      const due = demandDue(file, registers);
      return due === undefined || (due.unverified.length === 0 && act.on > due.strict);
    },
    ({ file, registers }) =>
      unverifiedYears(demandDue(file, registers)) ??
      `催告书于${last(file, 'demandServed')?.on}送达，十日（工作日）到${demandDue(file, registers)?.strict}，期满以后才能申请。`,
  ),
);

// ---- the application (强制法§45、§54、§55) --------------------------------------------------------------------------------------------

export const materialsComplete = formGate(
  'materialsComplete',
  '强制法§55',
  '行政机关向人民法院申请强制执行，应当提供下列材料',
  (at) => missing(at).length === 0,
  (at) => `还缺：${missing(at).join('、')}。`,
);
const missing = ({ act }: At): string[] => {
  const given = act.particulars.materials as string[] | undefined;
  if (given === undefined) return [];
  return Object.entries(applicationMaterials).flatMap(([key, name]) => (key === 'other' || given.includes(key) ? [] : [name]));
};
/** R26: late fine never above what it is added to, nor above what the days come to. */
export const lateFineCapped = formGate(
  'lateFineCapped',
  '强制法§45',
  '加处罚款或者滞纳金的数额不得超出金钱给付义务的数额',
  (at) => ((at.act.particulars.lateFine as number | undefined) ?? 0) <= mostLate(at),
  (at) => `加处罚款最多${yuan(mostLate(at))}元（每日百分之三，不超出本金；没有在决定书告知标准的，不得加处）。`,
);
const mostLate = ({ act, file }: At): number => lateFineOf(file, act.on) ?? 0;
export const owedAsKept = formGate(
  'owedAsKept',
  '强制法§35',
  '涉及金钱给付的，应当有明确的金额和给付方式',
  ({ act, file }) => act.particulars.request === undefined || ((act.particulars.owed as number | undefined) ?? 0) === owedOf(file),
  ({ file }) => `尚欠的本金是${yuan(owedOf(file))}元，申请的金额应当与此一致。`,
);
export const courtCompetent = formGate(
  'courtCompetent',
  '强制法§54',
  '执行对象是不动产的，向不动产所在地有管辖权的人民法院申请强制执行',
  ({ act, file }) => act.particulars.request === undefined || proposal(file)?.immovable !== true || act.particulars.atProperty === true,
  () => '执行对象是不动产，请向不动产所在地的人民法院申请。',
);
/** Nothing is left to apply for once everything is paid. */
export const somethingOwed = gate(
  'somethingOwed',
  '强制法§54',
  '催告书送达十日后当事人仍未履行义务的',
  ({ file }) => proposal(file)?.dutyKind !== 'money' || owedOf(file) > 0,
  () => '本金已经缴清，请办理“核实当事人已履行”。',
);

// ---- afterwards (强制法§56—§58) -------------------------------------------------------------------------------------------------------

/** 十五日内: against a refusal to accept, counted from receipt (§56); against a refusal to enforce likewise (§58). */
export const reviewInTime = gate(
  'reviewInTime',
  '强制法§56',
  '行政机关对人民法院不予受理的裁定有异议的，可以在十五日内向上一级人民法院申请复议',
  (at) => at.act.on <= (reviewDue(at, 'courtDeclined')?.rolled ?? '9999'),
  (at) => `裁定书的复议期限到${reviewDue(at, 'courtDeclined')?.rolled}，已经届满。`,
);
export const rulingReviewInTime = gate(
  'rulingReviewInTime',
  '强制法§58',
  '行政机关对人民法院不予执行的裁定有异议的，可以自收到裁定之日起十五日内向上一级人民法院申请复议',
  (at) => at.act.on <= (reviewDue(at, 'courtRuled')?.rolled ?? '9999'),
  (at) => `裁定书的复议期限到${reviewDue(at, 'courtRuled')?.rolled}，已经届满。`,
);
const reviewDue = ({ file, registers }: Pick<At, 'file' | 'registers'>, step: 'courtDeclined' | 'courtRuled'): Computation | undefined => {
  const refusal = refusalOf(file);
  if (refusal?.step !== step) return undefined;
  return computeDue(last(file, step)!.on, { amount: 15, basis: step === 'courtDeclined' ? '强制法§56' : '强制法§58' }, registers.calendar);
};
/** Closed only when enforced or fulfilled; what the court refused or nobody asked for in time ends otherwise. */
export const enforcedOrFulfilled = gate(
  'enforcedOrFulfilled',
  '强制法§57',
  '人民法院应当自受理之日起七日内作出执行裁定',
  ({ file }) => once(file, 'enforcementEnded') || once(file, 'dutyFulfilled'),
  ({ file }) =>
    refusalOf(file)
      ? '人民法院没有受理或者不予执行：请申请复议，或者办理“不再申请强制执行”。'
      : '等待人民法院受理、裁定、执行：收到文书后请登记；当事人自行履行的，请核实。',
);
/** An end without enforcement is what the file shows. */
export const forgoneGrounded = formGate(
  'forgoneGrounded',
  '强制法§53',
  '又不履行行政决定的，没有行政强制执行权的行政机关可以自期限届满之日起三个月内，依照本章规定申请人民法院强制执行',
  (at) => whyNotForgone(at) === undefined,
  (at) => whyNotForgone(at),
);
function whyNotForgone({ act, file, registers }: At): string | undefined {
  const { ground, paper } = act.particulars as { ground?: string; paper?: string[] };
  if (ground === undefined) return undefined;
  if (ground === 'missed')
    return !once(file, 'courtApplied') && act.on > (windowOf(file, registers)?.rolled ?? '9999')
      ? undefined
      : `申请期限到${windowOf(file, registers)?.rolled}，还没有超过，或者已经申请。`;
  if (ground === 'refused' && !refusalOf(file)) return '人民法院没有不予受理、不予执行的裁定。';
  if (ground === 'fulfilled' && once(file, 'courtApplied') && !once(file, 'dutyFulfilled')) return '请先核实当事人已经履行。';
  return paper && paper.length > 0 ? undefined : '请关联证明材料。';
}
