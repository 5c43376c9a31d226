// src/law/gates/correction.ts —— 更正、作废的条件:an act is never edited
import { type At, effective, formGate, once } from '../engine.ts';

const target = ({ act, file }: At) => effective(file).find((each) => each.n === act.particulars.act);

export const targetExists = formGate(
  'targetExists',
  '处罚法§47',
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
  '处罚法§57',
  '不得批准更正自己签名的记录',
  (at) => !target(at)?.by.some((id) => at.act.by.includes(id)),
  () => '请由其他有权的人批准。',
);

/** A served decision is changed by a new decision, not by voiding the record of it (更正、变更、撤销 decisions). */
export const servedDecisionStays = formGate(
  'servedDecisionStays',
  '处罚法§48',
  '已经送达的决定不得以更正、作废记录的方式改变',
  (at) => {
    const found = target(at);
    return !(
      found &&
      ['decisionMade', 'noticeServed', 'decisionServed', 'decisionPublished'].includes(found.step) &&
      once(at.file, 'decisionServed')
    );
  },
  () => '请依法作出变更、撤销决定，并记录“决定被撤销或者变更”。',
);
