// src/law/procedures/rejudge.ts —— 更正以后重新判断：which earlier acts the law would refuse now
import { type At, type CaseFile, effective, evolve, type Procedure, type RecordedAct, refusals } from '../engine.ts';
import type { Reason, Registers } from '../registers.ts';

/** Replays the counting acts and lists those the law would now refuse. */
export function rejudge(law: Procedure, file: CaseFile, registers: Registers): { act: RecordedAct; reasons: Reason[] }[] {
  let replay: CaseFile = { id: file.id, acts: [] };
  const out: { act: RecordedAct; reasons: Reason[] }[] = [];
  for (const act of effective(file)) {
    if (act.step !== 'actCorrected' && act.step !== 'actVoided' && act.step !== 'recordChangeProposed') {
      const at: At = { act, file: replay, registers, today: act.recordedOn, enteredBy: act.enteredBy };
      const reasons = refusals(law, at).filter((reason) => reason.gate !== 'once');
      if (reasons.length > 0) out.push({ act, reasons });
    }
    replay = evolve(replay, act);
  }
  return out;
}
