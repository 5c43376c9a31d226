// src/law/gates/publication.ts —— 公示的条件
import { condition, formGate, gate, last, once, resting, since } from '../engine.ts';
import { publicationRevoked } from '../facts.ts';
import { ageAtAct } from '../procedures/penalty/period.ts';

export const toPublish = condition(
  '决定公示',
  (file) =>
    last(file, 'publicationJudged')?.particulars.publish === true &&
    !publicationRevoked(file) &&
    !since(file, 'publicationJudged', ['caseReopened']),
);
export const published = condition('已经公示', (file) => once(file, 'decisionPublished'));
export const toWithdraw = condition(
  '已公示的决定被撤销、变更或者公示有误',
  (file) => once(file, 'decisionPublished') && (publicationRevoked(file) || since(file, 'decisionPublished', ['publicationErrorFound'])),
);

/** R42: never for minors. */
export const adultToPublish = formGate(
  'adultToPublish',
  '公开条例§15',
  '涉及商业秘密、个人隐私等公开会对第三方合法权益造成损害的政府信息，行政机关不得公开',
  ({ act, file }) => {
    const age = ageAtAct(file);
    const publishes = act.step === 'decisionPublished' || act.particulars.publish === true;
    return !publishes || age === undefined || age >= 18;
  },
  () => '当事人行为时未满十八周岁，涉及未成年人的行政处罚不予公示，请选择不予公示。',
);

/** R40: cleared as it now stands. */
export const clearedAsIs = resting(
  ['publicationCleared'],
  gate(
    'clearedAsIs',
    '公开条例§17',
    '行政机关应当依照《中华人民共和国保守国家秘密法》以及其他法律、法规和国家有关规定对拟公开的政府信息进行审查',
    ({ file }) => last(file, 'publicationCleared')?.particulars.outcome === 'passed',
    () => '审查没有通过，请修改公开文本后重新审查。',
  ),
);

export const notRevoked = gate(
  'notRevoked',
  '处罚法§48',
  '公开的行政处罚决定被依法变更、撤销、确认违法或者确认无效的，行政机关应当在三日内撤回行政处罚决定信息并公开说明理由',
  ({ file }) => !publicationRevoked(file),
  () => '决定已被撤销或者变更，不得公示。',
);
