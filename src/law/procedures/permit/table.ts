// src/law/procedures/permit/table.ts —— 行政许可（许可法第四章、第六章）
// From the application to the decision, and what becomes of the permit afterwards: change, renewal, inspection, revocation, cancellation.
import { plainDate } from '../../../base/dates.ts';
import { type At, allOf, type CaseFile, type Numbers, type Procedure, type Step } from '../../engine.ts';
import * as deciding from '../../gates/decision.ts';
import { major, pointsConcluded, reviewFailed, submissionStands } from '../../gates/review.ts';
import * as clue from '../../particulars/clue.ts';
import * as decision from '../../particulars/decision.ts';
import * as notice from '../../particulars/notice.ts';
import * as review from '../../particulars/review.ts';
import { proceedingsOf } from '../../reckoning/account.ts';
import type { StageId } from '../../vocabulary.ts';
import {
  actorsUnder,
  byParameter,
  closingSteps,
  courtPaper,
  days,
  fact,
  houseClaims,
  inner,
  onSite,
  optional,
  procedure,
  publicationSteps,
  recordSteps,
  staffSteps,
} from '../everyCase.ts';
import { confirmedByAll, itemListed, successorCertified } from '../houseGates.ts';
import * as clock from './clock.ts';
import * as d from './decisionGates.ts';
import * as e from './examinationGates.ts';
import * as x from './examining.ts';
import * as own from './holding.ts';
import * as k from './holdingGates.ts';
import * as i from './intakeGates.ts';
import * as p from './particulars.ts';

const known = i.permitMaterialsKnown;
const ends = ['permitDeclined', 'permitTerminated'] as const;
/** 未受理以前 */
const unaccepted = { unless: ['permitAccepted', ...ends] } satisfies Partial<Step>;
/** 一经决定或者转报，审查到此为止 */
const undecided = { unless: ['decisionMade', 'firstReviewForwarded'] } satisfies Partial<Step>;
/** 许可存续期间，结案以后也办 */
const holding = { stage: 'holding', when: k.granted, afterClosing: true } as const;
/** 这些变了，审查意见就不是原来的 */
const newFindings = ['siteVerified', 'specialResultReceived', 'hearingHeld', 'statementRechecked', 'caseReopened'] as const;

const decisionNumbers = ({ act }: Pick<At, 'act'>): Numbers =>
  act.particulars.outcome === 'granted' ? { XK16: '许准' } : { XK17: '许不准' };
const revocationNumbers = ({ act }: Pick<At, 'act'>): Numbers => (act.particulars.outcome === 'kept' ? {} : { XK19: '许撤' });

/** 受理、不予受理或者告知补正：each receipt is answered within five days. */
const intakeRuns = (file: CaseFile) =>
  allOf(file, 'permitApplied', 'supplementReceived').map(({ on, n }) => ({
    from: on,
    metOn: allOf(file, 'supplementNoticed', 'permitAccepted', 'permitDeclined', 'permitTerminated').find((act) => act.n > n)?.on,
  }));
const servedRuns = (file: CaseFile) =>
  allOf(file, 'decisionMade')
    .slice(-1)
    .filter((act) => act.particulars.outcome === 'granted')
    .map(({ on, n }) => ({ from: on, metOn: allOf(file, 'decisionServed').find((act) => act.n > n)?.on }));

const staged = (stage: StageId, steps: Procedure['steps']): Procedure['steps'] =>
  Object.fromEntries(
    Object.entries(steps).map(([id, step]) => [
      id,
      { ...(step as Step), stage: (step as Step).stage === 'investigation' ? stage : (step as Step).stage },
    ]),
  );
const publishing = publicationSteps(
  'decisionMade',
  ['decisionServed'],
  '许可法§40',
  byParameter('publication.days', '双公示通知', 'workingDay'),
  '公示许可决定',
);
const closing = closingSteps(
  '本局规定§4',
  ['permitAccepted', 'decisionMade', 'firstReviewForwarded', 'decisionServed'],
  [d.permitPublished, confirmedByAll],
  [...ends],
);

// biome-ignore format: a table is read across
const steps: Procedure['steps'] = {
  // 一、申请、收件审查、补正、受理
  permitApplied:         { stage: 'application', actor: 'officer', basis: '许可法§29', late: ['offline', 'post', 'handedOn'], documents: ['XK01', 'XK02'], numbers: { XK02: '许收' },
                           gates: [i.receivedThatDay, i.materialsNamedOnce, i.agentAuthorised, i.handlersCertified, known], fields: p.permitApplied },
  intakeChecked:         { stage: 'application', actor: 'officer', basis: '许可法§32', after: ['permitApplied'], ...unaccepted, repeats: true, renewedBy: ['supplementReceived'], ...inner,
                           gates: [i.territoryJudged, i.truthPromised, i.onlyWhatWasTold], fields: p.intakeChecked },
  supplementNoticed:     { stage: 'application', actor: 'officer', basis: '许可法§32', after: ['intakeChecked'], when: i.foundIncomplete, ...unaccepted, documents: ['XK03'], numbers: { XK03: '许补' },
                           gates: [i.toldOnce, i.supplementInTime, i.supplementAhead, i.materialsNamedOnce, i.asksOnlyRelated, i.notAskedAgain], fields: p.supplementNoticed },
  supplementReceived:    { stage: 'application', actor: 'party', basis: '许可法§32', after: ['supplementNoticed'], when: e.beforeAcceptance, ...fact, gates: [i.materialsNamedOnce, known], fields: p.supplementReceived },
  permitAccepted:        { stage: 'application', actor: 'officer', basis: '许可法§32', after: ['intakeChecked'], unless: [...ends], documents: ['XK04'], numbers: { case: '案', XK04: '许受' },
                           gates: [i.acceptable, i.itemNamed, itemListed(['permit']), i.competenceAsListed, i.spotPossible], fields: p.permitAccepted,
                           within: { term: days(5, '许可法§32'), from: 'permitApplied', says: '受理、不予受理或者一次告知补正（逾期视为受理）', runs: intakeRuns } },
  permitDeclined:        { stage: 'application', actor: 'officer', basis: '许可法§32', after: ['intakeChecked'], ...unaccepted, optional: true, documents: ['XK05'], numbers: { XK05: '许不受' },
                           gates: [i.declineFits, i.declineInTime, i.falsityShown, known], fields: p.permitDeclined },
  permitTerminated:      { stage: 'application', actor: 'officer', basis: '本局规定§43', after: ['permitApplied'], unless: ['decisionMade', 'permitDeclined', 'firstReviewForwarded'], optional: true,
                           gates: [i.terminationShown, known], fields: p.permitTerminated },

  // 二、审查
  examinationPlanned:    { stage: 'examination', actor: 'officer', basis: '许可法§34', after: ['permitAccepted'], ...undecided, repeats: true, ...inner, fields: x.examinationPlanned },
  siteVerified:          { stage: 'examination', actor: 'officers', basis: '许可法§34', ...onSite, after: ['examinationPlanned'], when: e.needsSite, ...undecided, repeats: true, documents: ['XK06', 'XK22'], recording: 'advised',
                           gates: [e.twoVerifiers, e.timesStated, e.permitRecorded, known], fields: x.siteVerified },
  techniciansAssigned:   { stage: 'examination', actor: 'officer', basis: '许可法§55', after: ['examinationPlanned'], when: e.needsTechnicians, ...undecided, gates: [e.twoTechnicians], fields: x.techniciansAssigned,
                           within: { term: days(5, '许可法§55'), from: 'permitAccepted', says: '指派检验、检测、检疫人员',
                             runs: (file, registers) => clock.decisionRuns(file, registers).map(({ from }) => ({ from, metOn: allOf(file, 'techniciansAssigned')[0]?.on })) } },
  specialTimeTold:       { stage: 'examination', actor: 'officer', basis: '许可法§45', after: ['examinationPlanned'], ...undecided, ...optional, documents: ['XK12'], numbers: { XK12: '许特' },
                           gates: [e.specialTimePlausible, e.specialNeeded], fields: x.specialTimeTold },
  specialResultReceived: { stage: 'examination', actor: 'party', basis: '许可法§55', after: ['permitAccepted'], when: e.beforeDecision, ...fact, gates: [known], fields: x.specialResultReceived },
  interestedNotified:    { stage: 'defence', actor: 'officer', basis: '许可法§36', after: ['examinationPlanned'], when: e.concernsOthers, ...undecided, documents: ['XK07'], numbers: { XK07: '许利' },
                           gates: [known], fields: x.interestedNotified },
  statementReceived:     { stage: 'defence', actor: 'party', basis: '许可法§36', after: ['permitAccepted'], ...fact, documents: ['XK08'], afterClosing: true, gates: [known], fields: x.statementReceived },
  statementRechecked:    { stage: 'defence', actor: 'officer', basis: '许可法§36', after: ['statementReceived'], when: e.stated, renewedBy: ['statementReceived'], afterClosing: true, ...inner, fields: x.statementRechecked },

  // 三、听证
  hearingTold:           { stage: 'hearing', actor: 'officer', basis: '许可法§47', after: ['examinationPlanned'], when: e.contested, ...undecided, documents: ['XK09'], numbers: { XK09: '许听告' },
                           gates: [e.toldBoth, known], fields: x.hearingTold },
  hearingRequested:      { stage: 'hearing', actor: 'party', basis: '许可法§47', after: ['hearingTold'], when: e.beforeDecision, ...fact, gates: [known], fields: x.hearingRequested },
  hearingWaived:         { stage: 'hearing', actor: 'party', basis: '许可法§47', after: ['hearingTold'], when: e.beforeDecision, ...fact, gates: [known], fields: x.hearingWaived },
  hearingNoticed:        { stage: 'hearing', actor: 'officer', basis: '许可法§48', after: ['examinationPlanned'], when: e.hearingNeeded, ...undecided, repeats: true, renewedBy: ['hearingHeld', 'hearingAbandoned'],
                           documents: ['XK10'], numbers: { XK10: '许听通' },
                           gates: [e.permitHearingNoticed, e.permitHostApart, e.permitHostQualified, e.hearingWayFits], fields: x.hearingNoticed },
  hearingHeld:           { stage: 'hearing', actor: 'host', basis: '许可法§48', ...onSite, after: ['hearingNoticed'], when: e.hearingNeeded, ...undecided, renewedBy: ['hearingRequested'], documents: ['XK11'], recording: 'required',
                           gates: [e.permitHearingDay, e.permitHeldByHost, e.permitHostApart, e.timesStated, e.permitRecorded, known], fields: x.hearingHeld,
                           within: { term: days(20, '许可法§47'), from: 'hearingRequested', says: '组织听证', runs: clock.hearingRuns } },
  hearingAbandoned:      { stage: 'hearing', actor: 'party', basis: '许可法§48', after: ['hearingTold'], when: e.beforeDecision, ...fact, gates: [known], fields: notice.hearingAbandoned },

  // 四、延长期限
  periodExtended:        { stage: 'examination', actor: 'head', basis: '许可法§42', after: ['permitAccepted'], ...undecided, optional: true, ...inner, documents: ['XK13'],
                           gates: [e.extendBeforeDue, e.governmentApproves, known], fields: x.periodExtended },
  extensionTold:         { stage: 'examination', actor: 'officer', basis: '许可法§42', after: ['periodExtended'], when: extended(), ...undecided, ...inner, documents: ['XK14'], numbers: { XK14: '许延' }, fields: x.extensionTold },

  // 五、审查意见、法制审核
  examinationConcluded:  { stage: 'examination', actor: 'officer', basis: '许可法§34', when: e.examined, ...undecided, repeats: true, renewedBy: [...newFindings],
                           after: ['permitAccepted', 'examinationPlanned', 'siteVerified', 'techniciansAssigned', 'interestedNotified', 'statementRechecked', 'hearingTold', 'hearingHeld'],
                           gates: [confirmedByAll, e.resultsIn, e.hearingWeighed, e.conditionsDecide, e.quotaKept, e.termPlausible, e.temporaryUse], fields: x.examinationConcluded },
  examinationEndorsed:   { stage: 'examination', actor: 'sectionHead', basis: '本局规定§7', after: ['examinationConcluded'], when: e.examined, ...undecided, renewedBy: ['examinationConcluded'], ...inner, fields: clue.endorsement },
  majorityStated:        { stage: 'review', actor: 'stater', basis: '本局规定§8', after: ['examinationEndorsed'], when: e.statesMajority, ...undecided, renewedBy: ['examinationConcluded'], ...inner, gates: [d.permitMajorByHead], fields: review.majorityStated },
  reviewSubmitted:       { stage: 'review', actor: 'officer', basis: '辽宁审核办法', after: ['majorityStated'], when: major, ...undecided, repeats: true, ...inner,
                           renewedBy: ['examinationConcluded', 'reviewReturned', ...newFindings], redo: reviewFailed, fields: review.reviewSubmitted },
  reviewReturned:        { stage: 'review', actor: 'reviewer', basis: '辽宁审核办法', after: ['reviewSubmitted'], when: major, unless: ['legalReviewed', 'decisionMade'], ...optional, ...inner, fields: review.reviewReturned },
  legalReviewed:         { stage: 'review', actor: 'reviewer', basis: '本局规定§18', after: ['reviewSubmitted'], when: major, ...undecided, renewedBy: ['reviewSubmitted'], documents: ['G21'], numbers: { G21: '法审' },
                           gates: [submissionStands, pointsConcluded], fields: review.legalReviewed,
                           within: { term: byParameter('review.days', '辽宁审核办法', 'workingDay'), from: 'reviewSubmitted', says: '法制审核' } },

  // 六、决定、转报、送达
  decisionMade:          { stage: 'decision', actor: 'head', basis: '许可法§38', after: ['permitAccepted', 'examinationEndorsed', 'majorityStated', 'extensionTold', 'legalReviewed', 'hearingHeld'], when: e.decidesHere, unless: [...ends, 'firstReviewForwarded'], renewedBy: ['caseReopened'],
                           documents: ['XK16', 'XK17', 'XK15'], numbers: decisionNumbers, // the decision first: what is published is the first paper
                           gates: [d.onTheSpotSameDay, e.conditionsDecide, d.decisionMatches, d.refusalBased, d.standardStated, d.feeLawful, e.termPlausible, e.temporaryUse,
                             e.interestedHeard, e.hearingChance, d.permitReviewPassed, d.permitRecusalsAnswered, confirmedByAll], fields: own.decisionMade,
                           within: { term: clock.decisionTerm, from: 'permitAccepted', says: '作出许可决定', runs: clock.decisionRuns, pauses: clock.pausesOf } },
  firstReviewForwarded:  { stage: 'decision', actor: 'head', basis: '许可法§35', after: ['examinationEndorsed', 'extensionTold'], when: e.forwards, unless: [...ends], documents: ['XK15'],
                           gates: [e.interestedHeard, e.hearingChance, confirmedByAll], fields: own.firstReviewForwarded,
                           within: { term: days(20, '许可法§43'), from: 'permitAccepted', says: '初步审查完毕并转报', runs: clock.forwardRuns, pauses: clock.pausesOf } },
  superiorDecided:       { stage: 'decision', actor: 'authority', basis: '许可法§35', after: ['firstReviewForwarded'], ...fact, ...inner, afterClosing: true, gates: [known], fields: own.superiorDecided },
  decisionServed:        { stage: 'service', actor: 'officers', basis: '许可法§44', ...onSite, after: ['decisionMade'], when: d.decided, renewedBy: ['serviceFoundDefective', 'decisionMade'], documents: ['G07'], recording: 'advised',
                           gates: [deciding.leavingProved, deciding.receiverFits, deciding.serviceDayMatches, known], fields: notice.serviceFields,
                           within: { term: days(10, '许可法§44'), from: 'decisionMade', says: '颁发、送达许可证件', runs: servedRuns } },
  serviceFoundDefective: { stage: 'service', actor: 'stater', basis: '民诉法§87', after: ['decisionServed'], ...optional, ...inner, fields: decision.serviceFoundDefective },

  // 七、公示
  ...publishing,
  publicationJudged:     { ...publishing.publicationJudged!, when: d.decided, gates: [d.grantedIsPublic], fields: own.publicationJudged },
  publicationCleared:    { ...publishing.publicationCleared!, when: d.decided },
  publicationApproved:   { ...publishing.publicationApproved!, when: d.decided },
  decisionPublished:     { ...publishing.decisionPublished!, when: d.permitToPublish, gates: [d.standsToPublish] },
  publicationWithdrawn:  { ...publishing.publicationWithdrawn!, basis: '本局规定§47', when: d.permitToWithdraw, renewedBy: ['publicationErrorFound', 'revocationDecided'],
                           within: { term: () => ({ amount: 3, basis: '本局规定§47', unit: 'workingDay' }), from: 'revocationDecided', says: '撤回公示并说明理由', runs: d.withdrawalRuns } },

  // 八、复议诉讼、结案归档
  litigationNoted:       { stage: 'holding', actor: 'authority', basis: '许可法§7', after: ['decisionMade'], ...fact, ...courtPaper, ...inner, afterClosing: true, fields: decision.litigationNoted,
                           within: { term: days(90, '本局规定§12'), from: 'litigationNoted', says: '核对复议、诉讼进展并登记办结', always: true, runs: (file) => proceedingsOf(file).map(({ from, to }) => ({ from, metOn: to })) } },
  decisionRevoked:       { stage: 'holding', actor: 'authority', basis: '许可法§7', after: ['decisionMade'], ...fact, ...courtPaper, ...inner, afterClosing: true, gates: [known],
                           fields: decision.decisionRevoked.filter((field) => field.key !== 'newFine') },
  caseReopened:          { stage: 'examination', actor: 'head', basis: '诉讼法§71', after: ['decisionRevoked'], when: deciding.remakeOrdered, renewedBy: ['decisionRevoked'], ...inner, fields: decision.caseReopened },
  ...closing,
  closingProposed:       { ...closing.closingProposed!, fields: own.closingProposed },

  // 九、变更、延续、监督检查
  changeRequested:       { ...holding, actor: 'party', basis: '许可法§49', after: ['decisionMade'], ...fact, gates: [known], fields: own.changeRequested },
  changeDecided:         { ...holding, actor: 'head', basis: '许可法§49', after: ['decisionMade'], when: k.changeAsked, renewedBy: ['changeRequested'], documents: ['XK18'], numbers: { XK18: '许变' },
                           gates: [k.permitInForce, d.refusalBased], fields: own.changeDecided },
  renewalRequested:      { ...holding, actor: 'party', basis: '许可法§50', after: ['decisionMade'], ...fact, gates: [known], fields: own.renewalRequested },
  renewalDecided:        { ...holding, actor: 'head', basis: '许可法§50', after: ['decisionMade'], when: k.renewalAsked, renewedBy: ['renewalRequested'], documents: ['XK18'], numbers: { XK18: '许变' },
                           gates: [k.renewedBeforeExpiry, k.deemedStays, k.renewedLonger, d.refusalBased], fields: own.renewalDecided,
                           within: { term: (_registers, on, file) => ({ amount: file ? clock.daysToExpiry(file, on) : 30, basis: '许可法§50', unit: 'calendarDay', firm: true }), from: 'renewalRequested',
                             says: '有效期届满前决定是否延续（逾期视为准予延续）', runs: clock.renewalRuns } },
  holderInspected:       { ...holding, actor: 'officers', basis: '许可法§61', after: ['decisionMade'], ...optional, ...onSite, documents: ['XK21'], recording: 'advised', gates: [known], fields: own.holderInspected },
  restorationVerified:   { ...holding, actor: 'officers', basis: '森林法§38', after: ['decisionServed'], when: e.landToRestore, ...onSite, repeats: true, gates: [known], fields: own.restorationVerified,
                           within: { term: () => ({ amount: 365, basis: '森林法§38', unit: 'calendarDay' }), from: 'decisionMade', says: '期满后一年内恢复植被和林业生产条件', runs: clock.restorationRuns } },

  // 十、撤销、撤回、注销
  revocationProposed:    { ...holding, actor: 'officer', basis: '许可法§69', after: ['decisionMade'], ...optional, gates: [k.permitProtected, known], fields: own.revocationProposed },
  holderNotified:        { ...holding, actor: 'officer', basis: '许可法§7', after: ['decisionMade'], when: k.revocationAsked, renewedBy: ['revocationProposed'], gates: [known], fields: own.holderNotified },
  revocationReviewed:    { ...holding, actor: 'reviewer', basis: '本局规定§41', after: ['holderNotified'], when: k.revocationAsked, renewedBy: ['revocationProposed'], documents: ['G21'], numbers: { G21: '法审' },
                           gates: [pointsConcluded], fields: review.legalReviewed },
  revocationDecided:     { ...holding, actor: 'head', basis: '许可法§69', after: ['holderNotified', 'statementRechecked', 'revocationReviewed'], when: k.revocationAsked, renewedBy: ['revocationProposed'], documents: ['XK19'], numbers: revocationNumbers,
                           gates: [k.permitProtected, k.asProposed, k.noGreatHarm, k.fraudFalls, k.holderHeard, d.revocationReviewPassed, confirmedByAll], fields: own.revocationDecided },
  permitCancelled:       { ...holding, actor: 'head', basis: '许可法§70', after: ['decisionMade'], optional: true, documents: ['XK20'], numbers: { XK20: '许销' }, gates: [k.cancellationShown, known], fields: own.permitCancelled },

  holdingServed:         { ...holding, actor: 'officers', basis: '许可法§44', ...onSite, after: ['decisionMade'], when: k.toServe, renewedBy: [...k.followUps], serves: [...k.followUps], documents: ['G07'], recording: 'advised',
                           gates: [deciding.leavingProved, deciding.receiverFits, deciding.serviceDayMatches, known], fields: notice.serviceFields },

  // 十一、回避、共同签名、更正作废补录
  ...staged('examination', staffSteps('permitAccepted', 'permitApplied', '许可法§48', successorCertified('permit'))),
  ...staged('examination', recordSteps('permitApplied', '本局规定§5')),
};

function extended() {
  return { says: '已批准延长办理期限', holds: (file: CaseFile) => allOf(file, 'periodExtended').length > 0 };
}

export const permit: Procedure = procedure({
  id: 'permit',
  version: '2019-04-23',
  name: '行政许可',
  inForceFrom: plainDate('2019-04-23'),
  actTypes: ['permit'],
  opens: 'permitApplied',
  files: 'permitAccepted',
  decision: { step: 'decisionMade', form: 'XK16' },
  ends: [...ends],
  actors: actorsUnder(houseClaims('permit')),
  steps,
});
