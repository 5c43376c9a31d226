// src/law/gates/correction.ts —— 更正、作废的条件:an act is never edited
import { digestOf } from '../../base/digest.ts';
import { type At, effective, evolve, formGate, once } from '../engine.ts';
import { subjectOf } from '../facts.ts';
import type { StepId } from '../vocabulary.ts';

const target = ({ act, file }: At) => effective(file).find((each) => each.n === act.particulars.act);

export const targetExists = formGate(
  'targetExists',
  '本局规定§10',
  '只能更正或者作废本案已有的记录',
  (at) => {
    const found = target(at);
    return found !== undefined && found.step !== 'actCorrected' && found.step !== 'actVoided';
  },
  () => '没有这条记录，或者它已经作废。',
);

/** Nobody approves a change of what he signed himself. */
export const notOwnRecord = formGate(
  'notOwnRecord',
  '本局规定§10',
  '不得批准更正自己签名的记录',
  (at) => !target(at)?.by.some((id) => at.act.by.includes(id)),
  () => '请由其他有权的人批准。',
);

/** A served decision is changed by a new decision, not by changing the records it rests on (更正、变更、撤销 decisions). */
export const servedDecisionStays = formGate(
  'servedDecisionStays',
  '本局规定§10',
  '已经送达的决定不得以更正、作废记录的方式改变',
  (at) => !once(at.file, 'decisionServed') || !changesDecision(at),
  () => '请依法作出变更、撤销决定，并记录“决定被撤销或者变更”。',
);

const decided: StepId[] = [
  'caseFiled',
  'legalReviewed',
  'noticeServed',
  'jointlyDiscussed',
  'decisionMade',
  'decisionServed',
  'decisionPublished',
];
/** Would the change touch what was decided: its papers, its party, facts, amounts, articles or evidence? */
function changesDecision(at: At): boolean {
  const found = target(at);
  if (!found) return false;
  if (decided.includes(found.step)) return true;
  const { file, act, registers } = at;
  const n = file.acts.length + 1;
  const after = evolve(file, { ...act, id: '', n, recordedAt: '', recordedOn: at.today, enteredBy: at.enteredBy });
  const subject = (each: typeof file) => ({ ...subjectOf(each, registers), 更正: null });
  return digestOf(subject(file)) !== digestOf(subject(after));
}
