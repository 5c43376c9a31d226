// src/law/procedures/penalty/money/moneyGates.ts —— 延期分期、加处罚款、催告、申请强制执行的条件
import { daysBetween, type PlainDate } from '../../../../base/dates.ts';
import { yuan } from '../../../../base/money.ts';
import { type At, allOf, type CaseFile, condition, formGate, gate, last, type Run, resting, since } from '../../../engine.ts';
import { decisionOf } from '../../../facts.ts';
import { unverifiedYears } from '../../../gates/decision.ts';
import { accountOf, dayOfService, deferralOf, type Part, paymentDue, proceedingsOf, serviceInForce } from '../../../reckoning/account.ts';
import { type Computation, computeDue, type Term } from '../../../reckoning/days.ts';
import { spotNote, threeMonths, threeMonthsFrom, windowOpensOn } from '../../../reckoning/enforcementWindow.ts';
import type { Registers } from '../../../registers.ts';

/** An application that nobody has decided yet. */
export const deferralAsked = condition('当事人申请延期、分期缴纳', (file) => since(file, 'deferralDecided', ['deferralRequested']));

/** Days ahead, in order, and together exactly what is still to be paid (处罚法§66). */
export const deferralPlanned = formGate(
  'deferralPlanned',
  '处罚法§66',
  '当事人确有经济困难，需要延期或者分期缴纳罚款的，经当事人申请和行政机关批准，可以暂缓或者分期缴纳',
  (at) => planProblem(at) === undefined,
  (at) => planProblem(at),
);
function planProblem({ act, file, registers }: At): string | undefined {
  const { outcome, until, parts = [] } = act.particulars as { outcome?: string; until?: string; parts?: Part[] };
  const account = accountOf(file, registers, act.on);
  if (outcome === 'refused' || outcome === undefined) return undefined;
  if (!account) return '决定还没有有效送达，缴款期限没有起算。';
  const left = account.fine - account.paid;
  if (left <= 0) return '罚款已经缴清，没有可以延期、分期的。';
  if (outcome === 'deferred') return until === undefined || until > act.on ? undefined : '延期的期限应当晚于今天。';
  const days = parts.map(({ by }) => by ?? '');
  if (days.some((day, i) => day <= (days[i - 1] ?? act.on))) return '各期的缴款期限应当晚于今天，并依次往后。';
  const sum = parts.reduce((total, { amount }) => total + amount, 0);
  return sum === left ? undefined : `各期合计${yuan(sum)}元，尚未缴纳的罚款是${yuan(left)}元，应当相等。`;
}

/** The day set by the deferral or the last instalment, as a term of its own. */
export const deferralTerm = (_: Registers, on: PlainDate, file?: CaseFile): Term => {
  const until = file && deferralOf(file)?.until;
  return { amount: Math.max(1, until ? daysBetween(on, until) : 1), basis: '处罚法§66', unit: 'calendarDay' };
};
export const deferralRuns = (file: CaseFile, registers: Registers): Run[] => {
  const deferral = deferralOf(file);
  if (!deferral) return [];
  const settled = accountOf(file, registers, file.acts.at(-1)!.recordedOn)?.settledOn;
  return [{ from: deferral.act.on, metOn: settled }];
};

/** R26: exactly what the account reckons for the day, never more than the fine. */
export const lateFineReckoned = formGate(
  'lateFineReckoned',
  '处罚法§72',
  '到期不缴纳罚款的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不得超出罚款的数额',
  ({ act, file, registers }) => {
    const late = accountOf(file, registers, act.on)?.late.late ?? 0;
    return late > 0 && act.particulars.amount === late;
  },
  ({ act, file, registers }) => {
    const account = accountOf(file, registers, act.on);
    return (account?.late.late ?? 0) > 0
      ? `到${act.on}的加处罚款是${yuan(account!.late.late)}元（${account!.late.formula}）。`
      : '罚款没有逾期，或者在批准的延期、分期以内，不得加处罚款。';
  },
);

/** Nothing is demanded before its day, nor what is done. */
export const demandDue = formGate(
  'demandDue',
  '强制法§35',
  '行政机关作出强制执行决定前，应当事先催告当事人履行义务',
  (at) => demandProblem(at) === undefined,
  (at) => demandProblem(at),
);
function demandProblem({ act, file, registers }: At): string | undefined {
  const { amount, duty, by } = act.particulars as { amount?: number; duty?: string; by?: PlainDate };
  const account = accountOf(file, registers, act.on);
  const due = deferralOf(file)?.until ?? paymentDue(file, registers)?.rolled;
  if (amount === undefined && !duty) return '请写明应当缴纳的金额，或者应当履行的其他义务。';
  if (amount !== undefined && due !== undefined && act.on <= due) return `缴款期限到${due}，期满以前不必催告。`;
  if (amount !== undefined && account && amount !== account.owed) return `到${act.on}应缴${yuan(account.owed)}元，请按罚款账填写。`;
  const earliest = computeDue(act.on, { amount: 10, basis: '强制法§54' }, registers.calendar).strict;
  return by === undefined || by >= earliest ? undefined : `催告的履行期限不少于十个工作日，最早到${earliest}。`;
}

/** R27: ten working days after the demand, and still not performed. */
export const demandElapsed = resting(
  ['performanceDemanded'],
  gate(
    'demandElapsed',
    '强制法§54',
    '催告书送达十日后当事人仍未履行义务的，行政机关可以向所在地有管辖权的人民法院申请强制执行',
    ({ act, file, registers }) => {
      const over = demandOver(file, registers);
      return (
        over !== undefined && over.unverified.length === 0 && act.on > over.rolled && (accountOf(file, registers, act.on)?.owed ?? 0) > 0
      );
    },
    ({ act, file, registers }) => {
      const over = demandOver(file, registers);
      if (over !== undefined && over.unverified.length === 0 && act.on > over.rolled) return '当事人已经缴清，不必申请强制执行。';
      return unverifiedYears(over) ?? `催告以后十个工作日到${over?.rolled}，期满仍未履行的才能申请。`;
    },
  ),
);
const demandOver = (file: CaseFile, registers: Registers): Computation | undefined => {
  const demand = last(file, 'performanceDemanded');
  return demand && computeDue(dayOfService(demand), { amount: 10, basis: '强制法§54' }, registers.calendar);
};

/** The day from which three months are left for the application (强制法§53): reckoned as in the case at the court. */
export function windowOpens(file: CaseFile): PlainDate | undefined {
  const served = serviceInForce(file);
  if (!served) return undefined;
  return windowOpensOn({
    servedOn: dayOfService(served),
    onTheSpot: served.step === 'onSpotDecided',
    courses: proceedingsOf(file),
    deferredUntil: deferralOf(file)?.until,
  });
}
export const windowTerm = (_: Registers, on: PlainDate): Term => threeMonths(on);
/** Runs while something is owed and no case at the court is named. */
export const windowRuns = (file: CaseFile, registers: Registers): Run[] => {
  const from = windowOpens(file);
  const today = file.acts.at(-1)!.recordedOn;
  const named = allOf(file, 'enforcementNamed').find((act) => act.n > (decisionOf(file)?.n ?? 0));
  if (!from || (!named && (today < from || (accountOf(file, registers, today)?.owed ?? 0) === 0))) return [];
  return [{ from, metOn: named?.on }];
};

/** R27: within three months of the end of the remedy periods, not before and not after. */
export const enforcementInTime = gate(
  'enforcementInTime',
  '强制法§53',
  '当事人在法定期限内不申请行政复议或者提起行政诉讼，又不履行行政决定的，没有行政强制执行权的行政机关可以自期限届满之日起三个月内，依照本章规定申请人民法院强制执行',
  ({ act, file, registers }) => {
    const from = windowOpens(file);
    return from !== undefined && act.on > from && act.on <= threeMonthsFrom(from, registers.calendar).rolled;
  },
  ({ act, file, registers }) => {
    const from = windowOpens(file);
    if (!from) return '复议或者诉讼还没有办结，不能申请强制执行。';
    return act.on <= from
      ? `复议、诉讼期限（或者延期、分期）到${from}，期满以后才能申请${onSpot(file)}。`
      : `申请强制执行的期限到${threeMonthsFrom(from, registers.calendar).rolled}，已经超过${onSpot(file)}。`;
  },
);
const onSpot = (file: CaseFile): string => (serviceInForce(file)?.step === 'onSpotDecided' ? `（${spotNote}）` : '');
