// src/law/procedures/courtEnforcement/window.ts —— 申请期限和加处罚款：when the court may be applied to, and for how much
import type { PlainDate } from '../../../base/dates.ts';
import type { Fen } from '../../../base/money.ts';
import { allOf, type CaseFile, last } from '../../engine.ts';
import type { Computation } from '../../reckoning/days.ts';
import { type Course, threeMonthsFrom, windowOpensOn } from '../../reckoning/enforcementWindow.ts';
import { type LatePause, lateFine } from '../../reckoning/fines.ts';
import type { Registers } from '../../registers.ts';

type Decided = {
  decisionServedOn: PlainDate;
  onTheSpot?: boolean;
  courses?: Course[];
  deferredOn?: PlainDate;
  deferredTo?: PlainDate;
  dutyDue?: PlainDate;
  principal?: Fen;
  lateTold?: boolean;
};
const decided = (file: CaseFile) => last(file, 'courtEnforcementProposed')?.particulars as Decided | undefined;

/** The day on which remedies, proceedings and a deferral are over, as the proposal states them; undefined while proceedings are pending. */
export function remediesEnd(file: CaseFile): PlainDate | undefined {
  const decision = decided(file);
  if (!decision) return undefined;
  const { decisionServedOn, onTheSpot, courses = [], deferredTo } = decision;
  return windowOpensOn({ servedOn: decisionServedOn, onTheSpot, courses, deferredUntil: deferredTo });
}
/** The window for the application. */
export function windowOf(file: CaseFile, registers: Registers): Computation | undefined {
  const from = remediesEnd(file);
  return from && threeMonthsFrom(from, registers.calendar);
}

/** What of the principal is still owed, in 分: as proposed, less what was paid since. */
export function owedOf(file: CaseFile): Fen {
  const { principal = 0, paid = 0 } = (last(file, 'courtEnforcementProposed')?.particulars ?? {}) as { principal?: Fen; paid?: Fen };
  const since = allOf(file, 'paymentReceived').reduce((sum, act) => sum + (act.particulars.amount as Fen), 0);
  return Math.max(0, principal - paid - since);
}

/**
 * 加处罚款 to the day, in 分: three per cent of the principal a day after the term to pay, never above it (处罚法§72、强制法§45), the days of
 * reconsideration, of suits and of a deferral left out (处罚法§73、§66); to the day of the demand unless asked for another. Undefined where
 * the decision is not about money or did not tell it.
 */
export function lateFineOf(file: CaseFile, until?: PlainDate): Fen | undefined {
  const proposed = last(file, 'courtEnforcementProposed');
  const { dutyDue, principal, lateTold, courses = [], deferredOn, deferredTo } = decided(file) ?? ({} as Partial<Decided>);
  if (!proposed || principal === undefined || lateTold !== true || !dutyDue) return undefined;
  const pauses: LatePause[] = courses.map(({ from, to }) => ({ from, to, why: '复议或者诉讼期间' }));
  if (deferredTo) pauses.push({ from: deferredOn ?? dutyDue, to: deferredTo, why: '批准延期、分期期间' });
  return lateFine(principal, dutyDue, until ?? last(file, 'demandServed')?.on ?? proposed.on, pauses).late;
}
