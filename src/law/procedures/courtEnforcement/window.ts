// src/law/procedures/courtEnforcement/window.ts —— 申请期限和加处罚款：when the court may be applied to, and for how much
import { addMonths, daysBetween, type PlainDate } from '../../../base/dates.ts';
import type { Fen } from '../../../base/money.ts';
import { allOf, type CaseFile, last } from '../../engine.ts';
import { type Computation, computeDue, type Term } from '../../reckoning/days.ts';
import { lateFine } from '../../reckoning/fines.ts';
import type { Registers } from '../../registers.ts';

type Decided = { decisionServedOn: PlainDate; proceedings: string; proceedingsEnd?: PlainDate; deferredTo?: PlainDate };
const decided = (file: CaseFile) => last(file, 'courtEnforcementProposed')?.particulars as Decided | undefined;

/**
 * The day on which the party's remedies (and an instalment it was granted) have run out: six months from service, or the end of what it
 * began, or of the deferral, whichever is latest (强制法§53、诉讼法§46、处罚法§72).
 */
export function remediesEnd(file: CaseFile): PlainDate | undefined {
  const decision = decided(file);
  if (!decision) return undefined;
  const own = decision.proceedings === 'ended' ? decision.proceedingsEnd : addMonths(decision.decisionServedOn, 6);
  return [own, decision.deferredTo]
    .filter((day): day is PlainDate => day !== undefined)
    .sort()
    .at(-1);
}
/** Three months from that day, as a term. */
export const threeMonths = (from: PlainDate): Term => ({
  amount: daysBetween(from, addMonths(from, 3)),
  basis: '强制法§53',
  unit: 'calendarDay',
});
/** The window for the application. */
export function windowOf(file: CaseFile, registers: Registers): Computation | undefined {
  const from = remediesEnd(file);
  return from && computeDue(from, threeMonths(from), registers.calendar);
}

/** What of the principal is still owed, in 分: as proposed, less what was paid since. */
export function owedOf(file: CaseFile): Fen {
  const { principal = 0, paid = 0 } = (last(file, 'courtEnforcementProposed')?.particulars ?? {}) as { principal?: Fen; paid?: Fen };
  const since = allOf(file, 'paymentReceived').reduce((sum, act) => sum + (act.particulars.amount as Fen), 0);
  return Math.max(0, principal - paid - since);
}

/**
 * 加处罚款 to the day, in 分: three per cent of the principal a day after the term to pay, never above it (处罚法§72、强制法§45); to the day
 * of the demand unless asked for another. Undefined where the decision is not about money or did not tell it.
 */
export function lateFineOf(file: CaseFile, until?: PlainDate): Fen | undefined {
  const proposed = last(file, 'courtEnforcementProposed');
  const { dutyDue, principal, lateTold } = (proposed?.particulars ?? {}) as { dutyDue?: PlainDate; principal?: Fen; lateTold?: boolean };
  if (!proposed || principal === undefined || lateTold !== true || !dutyDue) return undefined;
  return lateFine(principal, dutyDue, until ?? last(file, 'demandServed')?.on ?? proposed.on).late;
}
