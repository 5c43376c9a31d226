// src/law/procedures/permit/decisionGates.ts —— 法制审核、许可决定、公示 的条件（许可法§34、§37、§38、§40、§58）

import { subjectDigest } from '../../binding.ts';
import { type At, allOf, type CaseFile, condition, formGate, gate, last, once, type Run, resting, since } from '../../engine.ts';
import { itemOf, madeOf, publicationRevoked, publicationSettled } from '../../facts.ts';
import * as publicity from '../../gates/publication.ts';
import * as reviewing from '../../gates/review.ts';
import { isOnTheSpot, technicalResults } from './examinationGates.ts';
import { namesLaw, restated } from './intakeGates.ts';
import { permitHits } from './subject.ts';

// ---- 法制审核 -------------------------------------------------------------------------------------------------------------------

export const permitMajorByHead = formGate(
  'permitMajorByHead',
  '本局规定§41',
  '列入法制审核目录而认定不属于重大许可决定的，须由行政机关负责人说明理由',
  ({ act, file, registers }) =>
    act.particulars.isMajor !== false ||
    permitHits(file, registers).length === 0 ||
    act.by.every((id) => registers.holds(id, 'head', act.on)),
  ({ file, registers }) => `本案${permitHits(file, registers).join('、')}。请由行政机关负责人认定并说明理由。`,
);

/** R14: a passed review of exactly what is decided. */
export const permitReviewPassed = resting(
  ['legalReviewed'],
  gate(
    'permitReviewPassed',
    '本局规定§41',
    '重大行政许可决定，未经法制审核或者审核未通过的，不得作出',
    (at) => !reviewing.major.holds(at.file, at.registers) || passed(at, 'legalReviewed'),
    (at) => whyNotPassed(at, 'legalReviewed'),
  ),
);
/** What takes a permit away is always reviewed. */
export const revocationReviewPassed = resting(
  ['revocationReviewed'],
  gate(
    'revocationReviewPassed',
    '本局规定§41',
    '重大行政许可决定，未经法制审核或者审核未通过的，不得作出',
    (at) => passed(at, 'revocationReviewed'),
    (at) => whyNotPassed(at, 'revocationReviewed'),
  ),
);
type Review = 'legalReviewed' | 'revocationReviewed';
const passed = ({ file, registers }: At, step: Review): boolean => {
  const review = last(file, step);
  return review?.particulars.outcome === 'passed' && madeOf(review).bound?.digest === subjectDigest(file, registers);
};
const whyNotPassed = ({ file }: At, step: Review): string =>
  last(file, step)?.particulars.outcome === 'passed'
    ? '审核之后又有变化，原审核意见不再适用，请重新提请审核。'
    : '还没有通过法制审核，请按审核意见办理后重新送审。';

export const permitRecusalsAnswered = restated(
  'permitRecusalsAnswered',
  '本局规定§16',
  '与所办事项有利害关系、可能影响公正办理的人员，应当回避',
  reviewing.recusalsAnswered,
);

// ---- 决定 -----------------------------------------------------------------------------------------------------------------------

/** 当场决定 is for the day of acceptance; later the application is examined like any other. */
export const onTheSpotSameDay = gate(
  'onTheSpotSameDay',
  '许可法§34',
  '申请人提交的申请材料齐全、符合法定形式，行政机关能够当场作出决定的，应当当场作出书面的行政许可决定',
  ({ act, file }) => !isOnTheSpot(file) || last(file, 'permitAccepted')?.on === act.on,
  ({ file }) => `当场决定应当在受理当日（${last(file, 'permitAccepted')?.on}）作出；现在请先办理“确定审查方式”，审查以后再决定。`,
);

/** The head decides on what was examined; where he departs in the content, he says why. */
export const decisionMatches = formGate(
  'decisionMatches',
  '本局规定§46',
  '许可决定与审查意见不一致的，行政机关负责人应当说明理由',
  ({ act, file }) => {
    const examined = last(file, 'examinationConcluded')?.particulars;
    if (!examined || act.particulars.outcome === undefined) return true;
    if (act.particulars.outcome !== examined.proposed) return false;
    const same = ['permitContent', 'validFrom', 'validTo'].every((key) => act.particulars[key] === examined[key]);
    return same || Boolean(act.particulars.departure);
  },
  () => '准予或者不予与审查意见不同的，请退回重新审查；许可内容、有效期与审查意见不同的，请写明理由。',
);

/** R35: a refusal names the law it rests on; the remedies the paper says by itself. */
export const refusalBased = formGate(
  'refusalBased',
  '许可法§38',
  '行政机关依法作出不予行政许可的书面决定的，应当说明理由，并告知申请人享有依法申请行政复议或者提起行政诉讼的权利',
  (at) => at.act.particulars.outcome !== 'refused' || namesLaw((at.act.particulars.basis as string | undefined) ?? '', at),
  ({ file, registers }) =>
    `依据条款应当写明本事项的依据（${(itemOf(file, registers)?.basis ?? []).map((each) => `《${each.law}》`).join('、')}）的具体条款。`,
);
export const standardStated = formGate(
  'standardStated',
  '许可法§55',
  '行政机关根据检验、检测、检疫结果，作出不予行政许可决定的，应当书面说明不予行政许可所依据的技术标准、技术规范',
  ({ act, file }) =>
    act.particulars.outcome !== 'refused' ||
    !technicalResults(file).some((result) => result.particulars.result === 'failed') ||
    Boolean(act.particulars.standard),
  () => '请写明所依据的技术标准、技术规范。',
);
/** R36 */
export const feeLawful = formGate(
  'feeLawful',
  '许可法§58',
  '行政机关实施行政许可和对行政许可事项进行监督检查，不得收取任何费用',
  ({ act, file, registers }) => act.particulars.fee === undefined || itemOf(file, registers)?.charge?.has === true,
  ({ file, registers }) => `“${itemOf(file, registers)?.name ?? '本事项'}”没有法律、行政法规规定的收费，请清空费用。`,
);

// ---- 公示、结案 -------------------------------------------------------------------------------------------------------------------

const isGranted = ({ file }: At) => last(file, 'decisionMade')?.particulars.outcome === 'granted';
export const decided = condition('已经作出决定', (file) => once(file, 'decisionMade'));
/** To be shown, and still standing. */
export const permitToPublish = condition(
  '决定公示，许可没有被撤销、撤回',
  (file, registers) => publicity.toPublish.holds(file, registers) && takenAway(file) === undefined,
);
/** A permit taken away is no longer shown as one. */
export const permitToWithdraw = condition(
  '已公示的许可被撤销、撤回、变更或者公示有误',
  (file) =>
    once(file, 'decisionPublished') &&
    (publicationRevoked(file) || since(file, 'decisionPublished', ['publicationErrorFound']) || takenAway(file) !== undefined),
);
/** From the last of what takes it off the page. */
export const withdrawalRuns = (file: CaseFile): Run[] => {
  const why = [...allOf(file, 'decisionRevoked', 'publicationErrorFound'), takenAway(file)]
    .filter((act) => act !== undefined)
    .sort((a, b) => a.n - b.n)
    .at(-1);
  return why ? [{ from: why.on, metOn: allOf(file, 'publicationWithdrawn').find((act) => act.n > why.n)?.on }] : [];
};
const takenAway = (file: CaseFile) => allOf(file, 'revocationDecided').findLast((act) => act.particulars.outcome !== 'kept');
/** What is granted is open, but for secrets. */
export const grantedIsPublic = formGate(
  'grantedIsPublic',
  '许可法§40',
  '行政机关作出的准予行政许可决定，应当予以公开，公众有权查阅',
  (at) => {
    const { publish, ground } = at.act.particulars;
    return publish !== false || !isGranted(at) || ['stateSecret', 'tradeSecret', 'privacy'].includes(ground as string) || revoked(at);
  },
  () => '准予许可的决定应当公示；只有涉及国家秘密、商业秘密、个人隐私的才不公示。',
);
const revoked = ({ file }: At) => publicationRevoked(file) || takenAway(file) !== undefined;
export const standsToPublish = gate(
  'standsToPublish',
  '许可法§5',
  '行政许可的实施和结果，除涉及国家秘密、商业秘密或者个人隐私的外，应当公开',
  (at) => !revoked(at),
  () => '许可决定已被撤销、撤回或者变更，不再作为有效的许可公示。',
);
export const permitPublished = gate(
  'permitPublished',
  '许可法§40',
  '行政机关作出的准予行政许可决定，应当予以公开，公众有权查阅',
  ({ file }) => !once(file, 'decisionMade') || publicationSettled(file),
  () => '须先公示，或者经批准不予公示。',
);
