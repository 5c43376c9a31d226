// src/law/procedures/coercion/review.ts —— 强制的法制审核：submitted, reviewed, and bound to the exact draft
import { changesBetween, reviewOf, subjectDigest, subjectOf } from '../../binding.ts';
import { type At, type Condition, gate, type Procedure } from '../../engine.ts';
import { pointsConcluded, reviewFailed, submissionStands } from '../../gates/review.ts';
import * as review from '../../particulars/review.ts';
import type { StepId } from '../../vocabulary.ts';
import { byParameter, inner, optional } from '../everyCase.ts';

/** R14: what is owed to review was reviewed, passed, and has not changed since. */
export const reviewAgreed = (owed: Condition) =>
  gate(
    'reviewAgreed',
    '本局规定§62',
    '未经法制审核或者审核未通过的，不得作出强制决定、申请强制执行',
    (at) => !owed.holds(at.file, at.registers) || whyNot(at) === undefined,
    (at) => whyNot(at),
  );
function whyNot({ file, registers }: At): string | undefined {
  const found = reviewOf(file);
  if (!found) return '还没有法制审核意见，请提请法制审核。';
  if (found.outcome !== 'passed') return '最近一次审核没有通过，请按审核意见办理后重新送审。';
  if (found.digest === subjectDigest(file, registers)) return undefined;
  const changed = changesBetween(found.subject, subjectOf(file, registers)).map((change) => change.path.split('·')[0]);
  return `审核之后又有变化（${[...new Set(changed)].join('、')}），原审核意见不再适用，请重新提请法制审核。`;
}

/** 提请、退回、审核：before the step that decides; `draft` are the steps after which it is another draft. */
// biome-ignore format: a table is read across
export const reviewSteps = (after: StepId[], draft: StepId[], when: Condition, decided: StepId): Procedure['steps'] => ({
  reviewSubmitted: { stage: 'review', actor: 'officer', basis: '辽宁审核办法', after, when, unless: [decided], repeats: true, ...inner, renewedBy: ['reviewReturned', ...draft], redo: reviewFailed, fields: review.reviewSubmitted },
  reviewReturned:  { stage: 'review', actor: 'reviewer', basis: '辽宁审核办法', after: ['reviewSubmitted'], when, unless: ['legalReviewed', decided], ...optional, ...inner, fields: review.reviewReturned },
  legalReviewed:   { stage: 'review', actor: 'reviewer', basis: '本局规定§62', after: ['reviewSubmitted'], when, unless: [decided], renewedBy: ['reviewSubmitted'],
                     gates: [submissionStands, pointsConcluded], documents: ['G21'], numbers: { G21: '法审' }, fields: review.legalReviewed,
                     within: { term: byParameter('review.days', '辽宁审核办法', 'workingDay'), from: 'reviewSubmitted', says: '法制审核' } },
});
