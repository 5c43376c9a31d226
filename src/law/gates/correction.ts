// src/law/gates/correction.ts —— 更正、作废的条件:an act is never edited
import { digestOf } from '../../base/digest.ts';
import { subjectOf } from '../binding.ts';
import { type At, effective, evolve, formGate, once, type RecordedAct, since } from '../engine.ts';
import { type StepId, stepNames } from '../vocabulary.ts';

const target = ({ act, file }: At) => effective(file).find((each) => each.n === act.particulars.act);

/** A change of the records, and the request for one, stay as they are: another is asked for instead. */
const mayBeTarget = (found: RecordedAct | undefined): boolean =>
  found !== undefined && !['actCorrected', 'actVoided', 'recordChangeProposed'].includes(found.step);

export const targetExists = formGate(
  'targetExists',
  '本局规定§10',
  '只能更正或者作废本案已有的记录',
  (at) => mayBeTarget(target(at)),
  () => '没有这条记录，或者它已经作废。',
);

export const proposedTargetExists = formGate(
  'proposedTargetExists',
  '本局规定§10',
  '只能更正或者作废本案已有的记录',
  (at) => at.act.particulars.act === undefined || mayBeTarget(target(at)),
  () => '没有这条记录，或者它已经作废；请从列出的记录中选择。',
);

/** Nobody approves a change of what he signed himself. */
export const notOwnRecord = formGate(
  'notOwnRecord',
  '本局规定§10',
  '不得批准更正自己签名的记录',
  (at) => !target(at)?.by.some((id) => at.act.by.includes(id)),
  () => '请由其他有权的人批准。',
);

/** Each decision with the step by which it reaches whom it binds. */
const told: [made: StepId, served: StepId][] = [
  ['decisionMade', 'decisionServed'],
  ['levyDecided', 'levyServed'],
  ['answerSigned', 'answerTold'],
  ['awardSubmitted', 'awardServed'],
];

/** A served decision is changed by a new decision, not by changing the records it rests on (更正、变更、撤销 decisions). */
export const servedDecisionStays = formGate(
  'servedDecisionStays',
  '本局规定§10',
  '已经作出、送达的决定不得以更正、作废它所依据的记录的方式改变',
  // Before service only the decision itself may be voided, to be made again.
  (at) => {
    const stands = (step: StepId) => once(at.file, step) && !since(at.file, step, ['caseReopened']);
    const fixed = told.some(([made, served]) => stands(served) || (stands(made) && target(at)?.step !== made));
    return !fixed || !changesDecision(at);
  },
  () => '请办理“更正、变更、撤销决定”；由复议机关、人民法院改变的，记录“决定被撤销或者变更”。',
);

/** What a person judged is judged again, not edited; what the party or another authority did is not undone by us. */
const judged: StepId[] = [
  'caseFiled',
  'majorityStated',
  'legalReviewed',
  'hearingNoticed',
  'hearingHeld',
  'jointlyDiscussed',
  'decisionMade',
  'noPenaltyDecided',
  'deferralDecided',
  'lateFineImposed',
  'decisionAmended',
  'levyDecided',
  'remissionReviewed',
  'reliefDecided',
  'refundDecided',
  'answerSigned',
  'awardSubmitted',
  'publicationJudged',
  'publicationCleared',
  'publicationApproved',
  'inspectionApproved',
  'urgentEntryRatified',
  'outcomeEndorsed',
  'confirmationEndorsed',
  'confirmationDecided',
  'governmentApproved',
  'seizureApproved',
  'seizureRatified',
  'seizureExtended',
  'goodsSold',
  'goodsDisposed',
  'seizureReleased',
  'performanceDecided',
  'costCharged',
  'enforcementSuspended',
  'enforcementResumed',
  'agreementConcluded',
  'immediatePerformanceDecided',
  'courtApplied',
];
const lasting: StepId[] = [
  'filingDeclined',
  'caseWithdrawn',
  'caseClosed',
  'inspectionDeclined',
  'inspectionCancelled',
  'confirmationNotAccepted',
  'confirmationWithdrawn',
  'recusalRequested',
  'statementReceived',
  'hearingRequested',
  'decisionRevoked',
  'decisionAmended',
  'deferralRequested',
  'enforcementEnded',
  'litigationNoted',
  'levyEnded',
  'reliefRequested',
  'refundRequested',
  'matterDeclined',
  'disputeDeclined',
  'disputeWithdrawn',
  'standstillBroken',
  'awardMade',
  'jurisdictionTransferred',
  'jurisdictionDesignated',
  'caseMerged',
  'seizureDeclined',
  'goodsSeized',
  'seizureDisallowed',
  'enforcementTerminated',
  'enforcementForgone',
  'courtAccepted',
  'courtDeclined',
  'courtRuled',
  'courtReviewDecided',
];
const ofFiling = ['party', 'item', 'actFrom', 'actTo', 'continuing', 'longLimitation'];

export const recordMayChange = formGate(
  'recordMayChange',
  '本局规定§10',
  '判断和决定不得以更正记录的方式改变，当事人和其他机关的行为不得作废',
  (at) => whyNot(at) === undefined,
  (at) => whyNot(at),
);
function whyNot(at: At): string | undefined {
  const found = target(at);
  if (!found) return undefined;
  const name = stepNames[found.step];
  if (found.step === 'onSpotDecided')
    return '当场处罚决定书已经交付当事人，不得更正或者作废记录；确有错误的，请办理“更正、变更、撤销决定”。';
  if (at.act.step === 'actVoided')
    return lasting.includes(found.step) ? `“${name}”不得作废；记录有误的，请更正其内容并说明理由。` : undefined;
  if (judged.includes(found.step)) return `“${name}”是具名的判断，不得更正；请重新办理，或者作废以后重新办理。`;
  const touched = Object.keys((at.act.particulars.corrected as object | undefined) ?? {});
  const byHead = at.act.by.every((id) => at.registers.holds(id, 'head', at.act.on));
  if (found.step === 'filingProposed' && once(at.file, 'caseFiled') && touched.some((key) => ofFiling.includes(key)) && !byHead)
    return '负责人批准立案以后，当事人、事项、违法时间只能由行政机关负责人批准更正。';
  return undefined;
}

const decided: StepId[] = [
  'caseFiled',
  'legalReviewed',
  'noticeServed',
  'jointlyDiscussed',
  'decisionMade',
  'noPenaltyDecided',
  'levyDecided',
  'levyServed',
  'answerSigned',
  'answerTold',
  'awardSubmitted',
  'awardServed',
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
