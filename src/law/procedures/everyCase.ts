// src/law/procedures/everyCase.ts —— 每案都有的环节：who may sign, countersigning, recusal, publication, closing, archive, changes of the records
import type { PlainDate } from '../../base/dates.ts';
import type { Cite } from '../articles/statutes.ts';
import { type ActorRule, allOf, type CaseFile, type Gate, last, type Procedure, type Step, type Within } from '../engine.ts';
import { notOwnRecord, proposedTargetExists, recordMayChange, servedDecisionStays, targetExists } from '../gates/correction.ts';
import { ownSignature } from '../gates/countersigning.ts';
import { backdateApproved, backdateGrounded, caseOpen, factGrounded, inOrderOfTime, notFuture } from '../gates/dates.ts';
import { evidenceKnown } from '../gates/investigation.ts';
import { issueProposed, issuerFits, numbersOfForm, paperOfNoStep } from '../gates/otherPaper.ts';
import * as publicity from '../gates/publication.ts';
import { notOwnRecusal } from '../gates/review.ts';
import * as sign from '../gates/signing.ts';
import * as clue from '../particulars/clue.ts';
import * as correction from '../particulars/correction.ts';
import { caseArchived, closingProposed } from '../particulars/decision.ts';
import { countersigned } from '../particulars/investigation.ts';
import { paperIssued, paperProposed } from '../particulars/otherPaper.ts';
import * as publication from '../particulars/publication.ts';
import type { Term } from '../reckoning/days.ts';
import type { ParameterKey, Registers } from '../registers.ts';
import type { ActorId, ActType, StepId } from '../vocabulary.ts';
import { delegateApart, designatedHere, withinCapacity } from './across/gates.ts';
import { acrossEnds, acrossStepsOf } from './across/steps.ts';
import { certified, decidedByHead, notInterested, reviewedByReviewer, reviewerOutside, twoOnSite } from './houseGates.ts';

/** A term of so many days, counted as the statute counts. */
export const days = (amount: number, basis: Cite) => (): Term => ({ amount, basis });
/** A term whose length is a dated parameter of the agency. */
export const byParameter =
  (key: ParameterKey, basis: Cite, unit: 'workingDay' | 'calendarDay') =>
  (registers: Registers, on: PlainDate): Term => ({ amount: registers.parameter(key, on), basis, unit });

/** 可以办、可以再办 */
export const optional = { optional: true, repeats: true } as const;
/** 事实照录、不作评判 */
export const fact = { optional: true, repeats: true, fact: true, late: ['post', 'handedOn'] } as const;
/** 现场做的、先有纸质的，可以补录；其余当日记录 */
export const onSite = { late: ['offline', 'paperFirst'] } as const;
export const paperFirst = { late: ['paperFirst'] } as const;
export const courtPaper = { late: ['courtPaper', 'handedOn'] } as const;
/** 流程图上不画 */
export const inner = { inner: true } as const;

/** The claims about signers that each statute words for itself. */
export type SignerClaims = {
  distinct: Gate[];
  qualified: Gate;
  two: Gate[];
  notRecused: Gate;
  byHead: Gate;
  byReviewer: Gate;
  reviewerApart: Gate;
};
/** Our own rules, where no statute speaks. */
export const houseClaims = (actType: ActType): SignerClaims => ({
  distinct: [],
  qualified: certified(actType),
  two: [twoOnSite],
  notRecused: notInterested,
  byHead: decidedByHead,
  byReviewer: reviewedByReviewer,
  reviewerApart: reviewerOutside,
});

/** Who may sign what: posts, how many, and what forbids it. */
export function actorsUnder({
  distinct,
  qualified,
  two,
  notRecused,
  byHead,
  byReviewer,
  reviewerApart,
}: SignerClaims): Record<ActorId, ActorRule> {
  const { signed, enteredBySigner, approverApart, byRecorder } = sign;
  /** 由一人签名负责 */
  const alone = [signed, enteredBySigner, sign.signsAlone];
  const enforcing = [signed, ...distinct, enteredBySigner, qualified, notRecused, sign.byHandlers];
  // biome-ignore format: a table is read across
  return {
    officer:          { posts: ['officer'], atLeast: 1, gates: enforcing },
    officers:         { posts: ['officer'], atLeast: 2, gates: [...enforcing, ...two] },
    cosigner:         { posts: sign.recorders, atLeast: 1, gates: [...alone, byRecorder, notRecused] },
    proposer:         { posts: sign.proposers, atLeast: 1, gates: [...alone, sign.byProposer, notRecused] },
    issuer:           { posts: ['officer', 'head'], atLeast: 1, gates: [...alone, notRecused] },
    sectionHead:      { posts: ['sectionHead'], atLeast: 1, gates: [...alone, sign.bySectionHead, approverApart, notRecused] },
    stater:           { posts: ['sectionHead', 'head'], atLeast: 1, gates: [...alone, sign.byStater, approverApart, notRecused] },
    head:             { posts: ['head'], atLeast: 1, gates: [...alone, byHead, approverApart, delegateApart, notRecused] },
    reviewer:         { posts: ['legalReviewer'], atLeast: 1, gates: [...alone, byReviewer, reviewerApart, notRecused] },
    host:             { posts: ['hearingHost'], atLeast: 1, gates: [...alone, sign.byHost, notRecused] },
    publicityOfficer: { posts: ['publicityOfficer'], atLeast: 1, gates: [...alone, sign.byPublicityOfficer, notRecused] },
    archivist:        { posts: ['archivist'], atLeast: 1, gates: [...alone, sign.byArchivist] },
    party:            { posts: ['officer', 'hearingHost'], atLeast: 1, gates: [...alone, byRecorder, notRecused] },
    authority:        { posts: ['officer', 'head', 'sectionHead', 'legalReviewer'], atLeast: 1, gates: [...alone, byRecorder, notRecused] },
  };
}

type Steps = Procedure['steps'];

/** 共同签名，更正、作废、补录：from the first step on, after the end too. */
// biome-ignore format: a table is read across
export const recordSteps = (opens: StepId, two: Cite): Steps => ({
  countersigned:        { stage: 'investigation', actor: 'cosigner', basis: two, after: [opens], ...optional, ...inner, afterClosing: true, gates: [ownSignature], fields: countersigned },
  recordChangeProposed: { stage: 'closing', actor: 'proposer', basis: '本局规定§9', after: [opens], ...optional, ...inner, afterClosing: true, gates: [proposedTargetExists], fields: correction.recordChangeProposed },
  backdatingApproved:   { stage: 'closing', actor: 'head', basis: '本局规定§2', after: ['recordChangeProposed'], ...optional, ...inner, afterClosing: true, gates: [sign.proposed, sign.notOwnProposal], fields: correction.backdatingApproved },
  actCorrected:         { stage: 'closing', actor: 'stater', basis: '本局规定§10', after: ['recordChangeProposed'], ...optional, ...inner, afterClosing: true,
                          gates: [targetExists, notOwnRecord, sign.proposed, sign.notOwnProposal, servedDecisionStays, recordMayChange], fields: correction.actCorrected },
  actVoided:            { stage: 'closing', actor: 'stater', basis: '本局规定§10', after: ['recordChangeProposed'], ...optional, ...inner, afterClosing: true,
                          gates: [targetExists, notOwnRecord, sign.proposed, sign.notOwnProposal, servedDecisionStays, recordMayChange], fields: correction.actVoided },
  paperProposed:        { stage: 'closing', actor: 'proposer', basis: '本局规定§60', after: [opens], ...optional, ...inner, afterClosing: true, gates: [evidenceKnown], fields: paperProposed },
  paperIssued:          { stage: 'closing', actor: 'issuer', basis: '本局规定§60', after: [opens], ...optional, ...inner, afterClosing: true, gates: [issuerFits, issueProposed, evidenceKnown],
                          numbers: numbersOfForm, fields: paperIssued },
});

/** 回避、更换承办人：once the matter was taken up by `taken`; `handlers` is the step that names them. */
// biome-ignore format: a table is read across
export const staffSteps = (taken: StepId, handlers: StepId, recusal: Cite, successor: Gate): Steps => ({
  recusalRequested:     { stage: 'investigation', actor: 'party', basis: recusal, after: [taken], ...fact, ...inner, fields: clue.recusalRequested },
  recusalDecided:       { stage: 'investigation', actor: 'head', basis: recusal, after: ['recusalRequested'], ...optional, ...inner, gates: [notOwnRecusal, successor], documents: ['G05'], numbers: { G05: '回避' }, fields: clue.recusalDecided },
  handlerReplaced:      { stage: 'investigation', actor: 'head', basis: '本局规定§6', after: [handlers], ...optional, ...inner, gates: [sign.replacedHandles, successor], fields: clue.handlerReplaced },
});

/** 公示：judged, redacted, reviewed, approved, published within `term` of the decision; withdrawn when it falls. */
// biome-ignore format: a table is read across
export const publicationSteps = (decided: StepId, served: StepId[], basis: Cite, term: Within['term'], says = '公示决定'): Steps => ({
  publicationJudged:    { stage: 'publication', actor: 'officer', basis, after: [decided], repeats: true, renewedBy: ['caseReopened'], ...inner, gates: [publicity.adultToPublish], fields: publication.publicationJudged,
                          within: { term, from: decided, says: '判断是否公示' } },
  publicationRedacted:  { stage: 'publication', actor: 'publicityOfficer', basis: '公开条例§37', after: ['publicationJudged'], when: publicity.toPublish, repeats: true, renewedBy: ['publicationErrorFound', 'caseReopened'], ...inner, fields: publication.publicationRedacted },
  publicationCleared:   { stage: 'publication', actor: 'reviewer', basis: '公开条例§17', after: ['publicationJudged', 'publicationRedacted'],
                          renewedBy: ['publicationJudged', 'publicationRedacted', 'publicationErrorFound', 'caseReopened'], ...inner, fields: publication.publicationCleared },
  publicationApproved:  { stage: 'publication', actor: 'head', basis: '公开条例§17', after: ['publicationCleared'], renewedBy: ['publicationJudged', 'publicationRedacted', 'publicationCleared', 'publicationErrorFound', 'caseReopened'], ...inner,
                          gates: [publicity.clearedAsIs], documents: ['G18'], fields: publication.publicationApproved },
  decisionPublished:    { stage: 'publication', actor: 'publicityOfficer', basis, after: ['publicationApproved', ...served], when: publicity.toPublish, renewedBy: ['publicationWithdrawn'], afterClosing: true,
                          gates: [publicity.adultToPublish, publicity.notRevoked], fields: publication.decisionPublished,
                          within: { term, from: decided, says,
                            runs: (file) => allOf(file, decided).slice(-1).map(({ on }) => ({ from: on, metOn: allOf(file, 'decisionPublished')[0]?.on })) } },
  publicationErrorFound:{ stage: 'publication', actor: 'publicityOfficer', basis: '公开条例§6', after: ['decisionPublished'], when: publicity.published, ...optional, ...inner, afterClosing: true, fields: publication.publicationErrorFound },
  publicationWithdrawn: { stage: 'publication', actor: 'publicityOfficer', basis, after: ['decisionPublished'], when: publicity.toWithdraw, renewedBy: ['publicationErrorFound'], afterClosing: true, documents: ['G19'], fields: publication.publicationWithdrawn,
                          within: { term: days(3, '处罚法§48'), from: 'decisionRevoked', says: '撤回公示并说明理由', runs: withdrawalRuns } },
});
const withdrawalRuns = (file: CaseFile) =>
  allOf(file, 'decisionRevoked', 'decisionAmended', 'publicationErrorFound')
    .filter((act) => act.particulars.kind !== 'corrected')
    .slice(-1)
    .map(({ on, n }) => ({ from: on, metOn: allOf(file, 'publicationWithdrawn').find((act) => act.n > n)?.on }));

/** 提请结案、结案、归档：when everything in `after` is done; `ends` are the other ends of a case, archived too. */
// biome-ignore format: a table is read across
export const closingSteps = (basis: Cite, after: StepId[], gates: Gate[], ends: StepId[]): Steps => ({
  closingProposed:      { stage: 'closing', actor: 'officer', basis, after, unless: ends, ...inner, gates, fields: closingProposed },
  caseClosed:           { stage: 'closing', actor: 'head', basis, after: ['closingProposed'], unless: ends, gates, ...(basis === '处罚法§47' ? { documents: ['CF38'] } : {}), fields: clue.endorsement },
  caseArchived:         { stage: 'closing', actor: 'archivist', basis: '档案法§14', after: ['caseClosed'], afterClosing: true, documents: ['G25', 'G26', 'G27'], fields: caseArchived,
                          within: { term: byParameter('archive.days', '本局规定§4', 'calendarDay'), from: 'caseClosed', says: '归档',
                            runs: (file) => allOf(file, 'caseClosed', ...ends).slice(-1).map(({ on }) => ({ from: on, metOn: last(file, 'caseArchived')?.on })) } },
});

/** Puts a procedure together: the claims every act meets (dates, order, an open case), and the ground of whatever may be recorded late. */
export function procedure(own: Omit<Procedure, 'always' | 'facts'>): Procedure {
  const of = { ...own, steps: { ...own.steps, ...acrossStepsOf(own) }, ends: [...own.ends, ...acrossEnds] };
  endsAcross(of.steps);
  for (const step of Object.values(of.steps) as Step[]) if (step.late) step.fields = [...step.fields, correction.lateField(step.late)];
  const law: Procedure = {
    ...of,
    actors: enforcedWithin(of.actors, of.actTypes[0]!),
    steps: { ...of.steps, ...papersByHand(of.steps, () => law) },
    facts: [notFuture, factGrounded],
    always: [
      notFuture,
      inOrderOfTime((step) => of.steps[step]?.after ?? [], of.actTypes.includes('penalty')),
      backdateGrounded((step) => of.steps[step]?.late ?? []),
      backdateApproved,
      designatedHere,
      caseOpen((step) => of.steps[step]?.afterClosing === true, ['caseClosed', ...of.ends]),
    ],
  };
  return law;
}

/** Officers act for the agency, or for a body that may do this kind of act (R05). */
function enforcedWithin(actors: Procedure['actors'], served: ActType): Procedure['actors'] {
  const within = withinCapacity(served);
  const bound = (rule: ActorRule): ActorRule => ({ ...rule, gates: [...rule.gates, within] });
  return { ...actors, officer: bound(actors.officer), officers: bound(actors.officers) };
}

/** A case that went elsewhere is not closed here, but archived. */
function endsAcross(steps: Steps): void {
  for (const id of ['closingProposed', 'caseClosed'] as const) {
    const step = steps[id];
    if (step) steps[id] = { ...step, unless: [...(step.unless ?? []), ...acrossEnds] };
  }
}

/** What a step of this procedure issues, nobody writes by hand. */
function papersByHand({ paperProposed, paperIssued }: Steps, law: () => Procedure): Steps {
  const own = (step: Step): Step => ({ ...step, gates: [paperOfNoStep(law), ...(step.gates ?? [])] });
  return { ...(paperProposed ? { paperProposed: own(paperProposed) } : {}), ...(paperIssued ? { paperIssued: own(paperIssued) } : {}) };
}
