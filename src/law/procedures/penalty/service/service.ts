// src/law/procedures/penalty/service.ts —— 告知书的文号：a notice sent is served without a new number
import { subjectDigest } from '../../../binding.ts';
import { type Act, type CaseFile, last, type RecordedAct } from '../../../engine.ts';
import { madeOf } from '../../../facts.ts';
import type { Registers } from '../../../registers.ts';
import { isSending, pending } from './arrival.ts';

/**
 * The notice that was sent and is served by this act: no new paper, no new number. What arrived is the paper sent, whatever came in since;
 * handed over in person it is a new one once the draft has changed.
 */
export function pendingNotice(file: CaseFile, act: Pick<Act, 'particulars'>, registers: Registers): RecordedAct | undefined {
  const sent = pending(file, 'noticeServed');
  if (sent && isSending(act.particulars.method)) return sent;
  return sent && madeOf(sent).bound?.digest === subjectDigest(file, registers) ? sent : undefined;
}

/** Numbers of the notice last told, whether it took them when it was handed over or when it was sent. */
export function noticeNumbers(file: CaseFile): Record<string, string> {
  const told = last(file, 'noticeServed');
  const own = madeOf(told).numbers ?? {};
  if (own.CF19) return own;
  const sent = file.acts.findLast((act) => act.step === 'noticeDispatched' && act.n < (told?.n ?? Number.POSITIVE_INFINITY));
  return madeOf(sent).numbers ?? own;
}
