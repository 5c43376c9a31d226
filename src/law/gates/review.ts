// src/law/gates/review.ts —— 是否重大、法制审核的条件

import { yuan } from '../../base/money.ts';
import { changesBetween, reviewOf, subjectDigest, subjectOf } from '../binding.ts';
import { type At, allOf, condition, formGate, gate, last, once, resting, since } from '../engine.ts';
import { catalogueHits, investigatorsOf, madeOf, penaltyKindOf, recusedIn, reportOf } from '../facts.ts';
import { reviewPoints } from '../vocabulary.ts';

/** Major is a signed statement, never a property of the item; after a hearing a "no" still needs review (处罚法§58). */
export const major = condition(
  '属于应当法制审核的重大执法决定',
  (file) => last(file, 'majorityStated')?.particulars.isMajor === true || once(file, 'hearingHeld'),
);
export const grave = condition('情节复杂或者重大违法', (file) => last(file, 'majorityStated')?.particulars.isGrave === true);

/** A "no" against a catalogue hit needs the head, by name and with a reason. */
export const noAgainstCatalogueByHead = formGate(
  'noAgainstCatalogueByHead',
  '本局规定§8',
  '列入法制审核目录而认定不属于重大执法决定的，须由行政机关负责人说明理由',
  (at) =>
    at.act.particulars.isMajor !== false ||
    catalogueHits(at.file, at.registers, at.act.particulars.isGrave).length === 0 ||
    at.act.by.every((id) => at.registers.holds(id, 'head', at.act.on)),
  (at) =>
    `本案${catalogueHits(at.file, at.registers, at.act.particulars.isGrave).join('、')}。请由行政机关负责人认定并说明理由，该认定列入监督清单。`,
);

export const submissionStands = resting(
  ['reviewSubmitted'],
  gate(
    'submissionStands',
    '本局规定§13',
    '送审材料应当与待审核的决定草稿一致',
    ({ file, registers }) => madeOf(last(file, 'reviewSubmitted')).bound?.digest === subjectDigest(file, registers),
    ({ file, registers }) =>
      `送审之后又有变化（${changedSince(madeOf(last(file, 'reviewSubmitted')).bound?.subject, file, registers)}），请承办人重新提请法制审核。`,
  ),
);

/** Agreement needs all seven points agreed. */
export const pointsConcluded = formGate(
  'pointsConcluded',
  '本局规定§13',
  '同意须七个要点逐项认可',
  ({ act }) => {
    const points = (act.particulars.points ?? {}) as Record<string, { agrees?: boolean } | undefined>;
    return act.particulars.outcome !== 'passed' || Object.keys(reviewPoints).every((key) => points[key]?.agrees === true);
  },
  ({ act }) => {
    const points = (act.particulars.points ?? {}) as Record<string, { agrees?: boolean } | undefined>;
    const open = Object.entries(reviewPoints).filter(([key]) => points[key]?.agrees !== true);
    return `还没有认可：${open.map(([, name]) => name).join('；')}。不能认可的，请选择其他结论。`;
  },
);

/** R14: the passed review is bound to the exact particulars, evidence, amounts and articles. */
export const reviewPassed = resting(
  ['legalReviewed'],
  gate(
    'reviewPassed',
    '处罚法§58',
    '未经法制审核或者审核未通过的，不得作出决定',
    (at) => reviewStands(at),
    (at) => whyReviewFails(at),
  ),
);

/** Does a passed review of the present draft exist where one is owed? */
export function reviewStands({ file, registers }: Pick<At, 'file' | 'registers'>): boolean {
  if (!major.holds(file, registers)) return true;
  const review = reviewOf(file);
  return review?.outcome === 'passed' && review.digest === subjectDigest(file, registers);
}
function whyReviewFails({ file, registers }: At): string {
  const review = reviewOf(file);
  if (!review) return '还没有法制审核意见，请提请法制审核。';
  if (review.outcome !== 'passed') return '最近一次审核没有通过，请按审核意见办理后重新送审。';
  return `审核之后又有变化（${changedSince(review.subject, file, registers)}），原审核意见不再适用，请重新提请法制审核。`;
}
const changedSince = (before: unknown, file: At['file'], registers: At['registers']) =>
  [...new Set(changesBetween(before, subjectOf(file, registers)).map((change) => change.path.split('·')[0]))].join('、');

export const discussedByHeads = formGate(
  'discussedByHeads',
  '处罚法§57',
  '行政机关负责人应当集体讨论决定',
  ({ act, file, registers }) => {
    const members = (act.particulars.members as string[] | undefined) ?? [];
    return members.length >= 2 && members.every((id) => registers.holds(id, 'head', act.on) && !recusedIn(file).includes(id));
  },
  () => '参加讨论、表决的应当都是行政机关负责人（含副职），至少两人，已决定回避的除外；其他人员请列入“列席人员”。',
);

/** Who handled the case reports on it and leaves the deciding to others. */
export const membersApart = formGate(
  'membersApart',
  '处罚法§57',
  '行政机关负责人应当集体讨论决定',
  (at) => handlingMembers(at).length === 0,
  (at) =>
    `${handlingMembers(at)
      .map((id) => at.registers.person(id)?.name ?? id)
      .join('、')}是本案承办人，只能列席，不参加表决，请列入“列席人员”。`,
);
const handlingMembers = ({ act, file }: At): string[] =>
  ((act.particulars.members as string[] | undefined) ?? []).filter((id) => investigatorsOf(file).has(id));

/** What is decided is what was discussed: the same draft, kind and amount. */
export const discussionAgrees = resting(
  ['jointlyDiscussed'],
  gate(
    'discussionAgrees',
    '处罚法§57',
    '对情节复杂或者重大违法行为给予行政处罚，行政机关负责人应当集体讨论决定',
    (at) => whyNotDiscussed(at) === undefined,
    (at) => whyNotDiscussed(at),
  ),
);
function whyNotDiscussed({ file, registers }: At): string | undefined {
  const discussed = last(file, 'jointlyDiscussed');
  const report = reportOf(file);
  if (!grave.holds(file, registers) || !discussed || !report) return undefined;
  const { outcome, penaltyKind, fine = 0 } = discussed.particulars;
  const kind = penaltyKindOf(file);
  if (outcome !== 'penalise') return '集体讨论没有同意给予处罚，请按讨论结论办理，修改报告后重新讨论。';
  if (penaltyKind !== kind || fine !== report.fine)
    return `集体讨论同意的是${penaltyKind}${yuan(fine as number)}元，报告建议的是${kind}${yuan(report.fine)}元。请按讨论结论修改报告，或者重新讨论。`;
  const { bound } = madeOf(discussed);
  return bound?.digest === subjectDigest(file, registers)
    ? undefined
    : `讨论之后又有变化（${changedSince(bound?.subject, file, registers)}），请重新集体讨论。`;
}
/** The last discussion did not agree to a penalty: it is held again once the report is new. */
export const discussedOtherwise = (file: At['file']): boolean => {
  const outcome = last(file, 'jointlyDiscussed')?.particulars.outcome;
  return outcome !== undefined && outcome !== 'penalise';
};

export const everyoneSpoke = formGate(
  'everyoneSpoke',
  '处罚法§57',
  '行政机关负责人应当集体讨论决定',
  ({ act }) => {
    const spoke = ((act.particulars.views as { who: string }[] | undefined) ?? []).map((row) => row.who);
    return ((act.particulars.members as string[] | undefined) ?? []).every((id) => spoke.includes(id));
  },
  (at) =>
    `还没有记录意见的：${((at.act.particulars.members as string[] | undefined) ?? [])
      .filter((id) => !((at.act.particulars.views as { who: string }[] | undefined) ?? []).some((row) => row.who === id))
      .map((id) => at.registers.person(id)?.name ?? id)
      .join('、')}。`,
);

/** The last review did not pass, and nothing has been submitted since. */
export const reviewFailed = (file: At['file']): boolean => {
  const review = last(file, 'legalReviewed');
  return review !== undefined && review.particulars.outcome !== 'passed' && !since(file, 'legalReviewed', ['reviewSubmitted']);
};

/** A party's request is answered before anything is decided. */
export const recusalsAnswered = gate(
  'recusalsAnswered',
  '处罚法§43',
  '当事人提出回避申请的，行政机关应当依法审查，由行政机关负责人决定',
  ({ file }) => openRecusals(file).length === 0,
  (at) =>
    `申请${openRecusals(at.file)
      .map((id) => at.registers.person(id)?.name ?? id)
      .join('、')}回避，还没有决定。`,
);
const openRecusals = (file: At['file']): string[] =>
  allOf(file, 'recusalRequested')
    .filter(
      (request) =>
        !allOf(file, 'recusalDecided').some((answer) => answer.n > request.n && answer.particulars.about === request.particulars.about),
    )
    .map((request) => request.particulars.about as string);

/** Nobody decides on his own recusal. */
export const notOwnRecusal = formGate(
  'notOwnRecusal',
  '处罚法§43',
  '当事人认为执法人员与案件有直接利害关系或者有其他关系可能影响公正执法的，有权申请回避',
  ({ act }) => !act.by.includes(act.particulars.about as string),
  () => '申请负责人回避的，由其他负责人决定。',
);
