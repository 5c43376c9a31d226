// src/law/reckoning/windows.ts —— 当事人的期限：when the party may state its case and ask for a hearing
import { type CaseFile, effective, last, type RecordedAct } from '../engine.ts';
import { madeOf } from '../facts.ts';
import type { Registers } from '../registers.ts';
import { dayOfService } from './account.ts';
import { type Computation, computeDue } from './days.ts';

/** The term in which the party may state its case after the notice (default parameter, 处罚法§45 gives none). */
export function statementWindow(file: CaseFile, registers: Registers): Computation | undefined {
  const notice = last(file, 'noticeServed');
  if (!notice) return undefined;
  return computeDue(
    dayOfService(notice),
    { amount: registers.parameter('statement.days', notice.on), basis: '处罚法§45', unit: 'workingDay' },
    registers.calendar,
  );
}

/** 五日内提出听证要求(处罚法§64);only where the notice told the right. */
export function hearingWindow(file: CaseFile, registers: Registers): Computation | undefined {
  const notice = last(file, 'noticeServed');
  return notice && madeOf(notice).hearable
    ? computeDue(dayOfService(notice), { amount: 5, basis: '处罚法§64' }, registers.calendar)
    : undefined;
}

/** Does the record end a request for a hearing? A withdrawal does; absence and leaving only at a hearing that was called, on its day or later (处罚法§64). */
export function ends(before: readonly RecordedAct[], act: RecordedAct): boolean {
  if (act.particulars.why === 'withdrawn') return true;
  const day = before.findLast((each) => each.step === 'hearingNoticed')?.particulars.hearingOn as string | undefined;
  return day !== undefined && act.on >= day;
}

/**
 * A hearing was asked for within five days of the notice before it, and has neither been held nor come to an end. A later notice does not
 * wipe the request out.
 */
export function hearingAskedInTime(file: CaseFile, registers: Registers): boolean {
  const acts = effective(file);
  const ended = acts.findLastIndex(
    (act, i) => act.step === 'hearingHeld' || (act.step === 'hearingAbandoned' && ends(acts.slice(0, i), act)),
  );
  return acts.some((act, i) => {
    if (act.step !== 'hearingRequested' || i < ended) return false;
    const window = hearingWindow({ ...file, acts: acts.slice(0, i) }, registers);
    return window !== undefined && act.on <= window.rolled;
  });
}
