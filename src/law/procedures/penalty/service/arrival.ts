// src/law/procedures/penalty/arrival.ts —— 视为送达之日：what was sent and is on its way, and the day it counts as served
import type { PlainDate } from '../../../../base/dates.ts';
import { allOf, type CaseFile, last, type RecordedAct, since } from '../../../engine.ts';
import { dayOfService } from '../../../reckoning/account.ts';
import { computeDue } from '../../../reckoning/days.ts';
import type { Registers } from '../../../registers.ts';
import type { StepId } from '../../../vocabulary.ts';
import { dispatchMethods } from '../words.ts';

/** Which step sends what another one serves. */
export const dispatchOf = {
  noticeServed: 'noticeDispatched',
  decisionServed: 'decisionDispatched',
} as const satisfies Partial<Record<StepId, StepId>>;
type Served = keyof typeof dispatchOf;
export const isServed = (step: StepId): step is Served => step in dispatchOf;

/** Is it a way of sending, not of handing over? */
export const isSending = (method: unknown): boolean => typeof method === 'string' && method in dispatchMethods;

/** What came back: the paper sent is no longer on its way, and nothing was served by it. */
const cameBack = (file: CaseFile, served: Served, sent: RecordedAct): boolean =>
  allOf(file, 'serviceFailed').some(
    (act) =>
      act.n > sent.n &&
      act.particulars.what === (served === 'noticeServed' ? 'notice' : 'decision') &&
      act.particulars.method === sent.particulars.method,
  );
/** What was sent, did not come back and has not been served since. */
export function pending(file: CaseFile, served: Served): RecordedAct | undefined {
  const sent = since(file, served, [dispatchOf[served]]) ? last(file, dispatchOf[served]) : undefined;
  return sent && !cameBack(file, served, sent) ? sent : undefined;
}

/** The day thirty days after the announcement have passed (民诉法§95). */
export const announcedUntil = (announcedOn: PlainDate, registers: Registers): PlainDate =>
  computeDue(
    announcedOn,
    { amount: registers.parameter('service.announceDays', announcedOn), basis: '民诉法§95', unit: 'calendarDay' },
    registers.calendar,
  ).strict;

/** The day on which the act's paper counts as served where that is not the day of the record (民诉法§90, §91, §94, §95). */
export function servedOn(file: CaseFile, act: Pick<RecordedAct, 'step' | 'particulars'>, registers: Registers): PlainDate | undefined {
  if (!isServed(act.step)) return undefined;
  const { method, servedAt } = act.particulars as { method?: string; servedAt?: string };
  const sent = pending(file, act.step);
  if (method === 'announced') return sent && announcedUntil(sent.on, registers);
  return isSending(method) ? (servedAt?.slice(0, 10) as PlainDate | undefined) : undefined;
}

/** 处罚法§61: seven days are kept by sending in time, as posting in time keeps a term (民诉法§85); what came back was not sent in time. */
export const sentInTime = (file: CaseFile): PlainDate | undefined => {
  const served = last(file, 'decisionServed');
  const decided = last(file, 'decisionMade') ?? last(file, 'noPenaltyDecided');
  const sent = last(file, 'decisionDispatched');
  return sent && sent.n > (decided?.n ?? 0) && !cameBack(file, 'decisionServed', sent) ? sent.on : served && dayOfService(served);
};
