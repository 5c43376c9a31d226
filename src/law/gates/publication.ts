// src/law/gates/publication.ts —— 公示的条件
import { condition, formGate, gate, last, once, since } from '../engine.ts';
import { ageAtAct, publicationRevoked } from '../facts.ts';

export const toPublish = condition('决定公示', (file) => last(file, 'publicationJudged')?.particulars.publish === true);
export const revokedAfterPublished = condition(
  '已公示的决定被撤销或者变更',
  (file) => once(file, 'decisionPublished') && publicationRevoked(file),
);

/** R42: never for minors. */
export const adultToPublish = formGate(
  'adultToPublish',
  '公开条例§15',
  '涉及未成年人的行政处罚不予公示',
  ({ act, file }) => {
    const age = ageAtAct(file);
    return act.particulars.publish !== true || age === undefined || age >= 18;
  },
  () => '当事人行为时未满十八周岁，请选择不予公示。',
);

/** R40: cleared as it now stands. */
export const clearedAsIs = gate(
  'clearedAsIs',
  '公开条例§17',
  '行政机关应当依照法律法规对拟公开的政府信息进行审查',
  ({ file }) =>
    last(file, 'publicationCleared')?.particulars.outcome === 'passed' &&
    !since(file, 'publicationCleared', ['publicationRedacted', 'publicationJudged']),
  () => '审查没有通过，或者审查之后公开文本又有改动，请重新审查。',
);

export const approvedAsIs = gate(
  'approvedAsIs',
  '公开条例§17',
  '公开须经批准',
  ({ file }) =>
    once(file, 'publicationApproved') &&
    !since(file, 'publicationApproved', ['publicationRedacted', 'publicationJudged', 'publicationCleared']),
  () => '批准之后公开文本又有改动，请重新审查、批准。',
);

export const notRevoked = gate(
  'notRevoked',
  '处罚法§48',
  '公开的行政处罚决定被依法变更、撤销、确认违法或者确认无效的，行政机关应当在三日内撤回',
  ({ file }) => !publicationRevoked(file),
  () => '决定已被撤销或者变更，不得公示。',
);
