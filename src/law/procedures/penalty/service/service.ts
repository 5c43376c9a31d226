// src/law/procedures/penalty/service.ts —— 告知书的文号：a notice sent is served without a new number
import { subjectDigest } from '../../../binding.ts';
import { type CaseFile, last, type RecordedAct } from '../../../engine.ts';
import { madeOf } from '../../../facts.ts';
import type { Registers } from '../../../registers.ts';
import { pending } from './arrival.ts';

/** The notice that was sent and still says what is proposed: serving it needs no new paper and no new number. */
export function pendingNotice(file: CaseFile, registers: Registers): RecordedAct | undefined {
  const sent = pending(file, 'noticeServed');
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
