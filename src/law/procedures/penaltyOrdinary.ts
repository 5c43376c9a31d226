// src/law/procedures/penaltyOrdinary.ts —— 行政处罚·普通程序（处罚法第五章第三节、第四节）
// The table a lawyer reads: step, stage, who, article, what must come before, when, what forbids it, by when, which papers.
import { plainDate } from '../../base/dates.ts';
import { allOf, type Procedure, type Step } from '../engine.ts';
import * as cosigning from '../gates/countersigning.ts';
import {
  belowCrimeThreshold,
  byChief,
  crimeCompared,
  decisionRuns,
  huntingAnswered,
  measureOfItem,
  transferApproved,
  transferAsked,
  transferRuns,
  transferredInTime,
  transferTerm,
} from '../gates/crime.ts';
import { receivedBefore } from '../gates/dates.ts';
import * as deciding from '../gates/decision.ts';
import * as defence from '../gates/defence.ts';
import * as filing from '../gates/filing.ts';
import * as hearing from '../gates/hearing.ts';
import * as inquiry from '../gates/investigation.ts';
import * as report from '../gates/report.ts';
import * as reviewing from '../gates/review.ts';
import * as sign from '../gates/signing.ts';
import { inspectionHandedOver } from '../gates/subject.ts';
import { notSameAgain, withdrawalShown } from '../gates/withdrawal.ts';
import * as clue from '../particulars/clue.ts';
import * as decision from '../particulars/decision.ts';
import * as investigation from '../particulars/investigation.ts';
import * as notice from '../particulars/notice.ts';
import * as review from '../particulars/review.ts';
import { accountOf, dayOfService, proceedingsOf, serviceInForce } from '../reckoning/account.ts';
import type { StepId } from '../vocabulary.ts';
import {
  actorsUnder,
  byParameter,
  closingSteps,
  courtPaper,
  days,
  fact,
  inner,
  onSite,
  optional,
  paperFirst,
  procedure,
  publicationSteps,
  recordSteps,
  staffSteps,
} from './everyCase.ts';
import { caseTerm } from './penalty/amendment/amendmentGates.ts';
import { excused, incapacityShown, penaltyAhead, tooYoungShown } from './penalty/noPenalty/noPenaltyGates.ts';
import { restorationRechecked } from './penalty/restoration/restorationFields.ts';
import * as restoring from './penalty/restoration/restorationGates.ts';
import * as sanctioning from './penalty/sanctions/sanctionGates.ts';
import { sentInTime } from './penalty/service/arrival.ts';
import { everyWay } from './penalty/service/serviceFields.ts';
import { arrival } from './penalty/service/serviceGates.ts';
import { amendmentSteps, moneySteps, noPenaltySteps, noticeNumbers, policeSteps, sendingSteps } from './penalty/steps.ts';

const { evidenceKnown, recordingLinked } = inquiry;
const { countersignedByAll } = cosigning;
const { remakeOrdered, leavingProved, serviceDayMatches, hearingAsked, publicationIsSettled, goodsBalanced } = deciding;
const { hostApart } = hearing;
const { major, grave } = reviewing;
/** 一经作出决定，调查、审核、告知到此为止 */
const undecided = { unless: ['decisionMade', 'noPenaltyDecided'] } satisfies Partial<Step>;
/** 拟给予处罚的才认定是否重大、审核、告知、讨论 */
const penalising = { ...undecided, when: penaltyAhead } satisfies Partial<Step>;

/** 报告的内容：写报告时问，此后每一步依据它时再问 */
const reportSound = [
  report.factsEvidenced,
  report.appraisalNamed,
  report.restoreDated,
  report.sanctionOfItem,
  report.withinArticle,
  report.tierKnown,
  report.withinTier,
  report.minorLightened,
  report.minorTrue,
  report.lighteningGiven,
  report.lawsCompared,
  crimeCompared,
  huntingAnswered,
  sanctioning.othersOfItem,
  sanctioning.orderedImposed,
  sanctioning.gainsProved,
  sanctioning.suspensionAhead,
];
/** 案卷里多了证据，送审稿就不是原来那一稿 */
const newEvidence: StepId[] = ['evidenceCollected', 'interviewRecorded', 'siteExamined', 'evidencePreserved', 'appraisalReceived'];

/** 告知以前要问的 */
const noticeSound = [...reportSound, defence.adoptionReported, belowCrimeThreshold];
/** 不予处罚的不公示 */
const unlessNone = (of: Procedure['steps']): Procedure['steps'] =>
  Object.fromEntries(Object.entries(of).map(([id, step]) => [id, { ...step, unless: [...(step.unless ?? []), 'noPenaltyDecided'] }]));
const records = recordSteps('clueRegistered', '处罚法§42');

// biome-ignore format: a table is read across
const steps: Procedure['steps'] = {
  // 一、线索、立案
  clueRegistered:         { stage: 'clue', actor: 'officer', basis: '处罚法§54', late: ['offline', 'post', 'handedOn'], gates: [receivedBefore, inspectionHandedOver], numbers: { clue: '线' }, fields: clue.clueRegistered },
  clueVerified:           { stage: 'clue', actor: 'officers', basis: '处罚法§54', ...onSite, after: ['clueRegistered'], gates: [evidenceKnown], fields: clue.clueVerified,
                            within: { term: byParameter('clue.verifyDays', '本局规定§3', 'calendarDay'), from: 'clueRegistered', says: '线索核查' } },
  filingProposed:         { stage: 'filing', actor: 'officer', basis: '处罚法§54', after: ['clueVerified'], unless: ['filingDeclined'], renewedBy: ['filingReturned'], ...inner, fields: clue.filingProposed,
                            gates: [filing.withinJurisdiction, filing.verifiedForFiling, filing.itemInForce, filing.actEndedBefore, filing.withinLimitation, filing.twoHandlers] },
  filingReturned:         { stage: 'filing', actor: 'stater', basis: '本局规定§7', after: ['filingProposed'], unless: ['caseFiled', 'filingDeclined'], ...optional, ...inner, fields: clue.filingReturned },
  filingEndorsed:         { stage: 'filing', actor: 'sectionHead', basis: '处罚法§54', after: ['filingProposed'], unless: ['filingDeclined'], renewedBy: ['filingReturned', 'filingProposed'], ...inner, fields: clue.endorsement },
  caseFiled:              { stage: 'filing', actor: 'head', basis: '处罚法§54', after: ['filingProposed', 'filingEndorsed'], unless: ['filingDeclined'],
                            gates: [filing.itemInForce, filing.withinJurisdiction, filing.withinLimitation], documents: ['CF03'], numbers: { case: '案' }, fields: clue.endorsement },
  filingDeclined:         { stage: 'filing', actor: 'head', basis: '处罚法§54', after: ['clueVerified'], unless: ['caseFiled'], optional: true, gates: [filing.declinedRightly], documents: ['CF04'], fields: clue.filingDeclined },

  // 二、回避
  ...staffSteps('caseFiled', 'filingProposed', '处罚法§43', sign.successorQualified),

  // 三、调查取证
  evidenceCollected:      { stage: 'investigation', actor: 'officers', basis: '处罚法§54', ...onSite, after: ['caseFiled'], ...undecided, ...optional,
                            gates: [evidenceKnown], fields: investigation.evidenceCollected },
  interviewRecorded:      { stage: 'investigation', actor: 'officers', basis: '处罚法§55', ...onSite, after: ['caseFiled'], ...undecided, ...optional,
                            gates: [inquiry.timesPlausible, cosigning.recorderPresent, evidenceKnown], documents: ['CF06'], recording: 'advised', fields: investigation.interviewRecorded },
  siteExamined:           { stage: 'investigation', actor: 'officers', basis: '处罚法§55', ...onSite, after: ['caseFiled'], ...undecided, ...optional,
                            gates: [inquiry.timesPlausible, cosigning.recorderPresent, inquiry.signatureFits, recordingLinked, evidenceKnown], documents: ['CF07'], recording: 'required', fields: investigation.siteExamined },
  preservationProposed:   { stage: 'investigation', actor: 'officers', basis: '处罚法§56', ...onSite, after: ['caseFiled'], ...undecided, ...optional, ...inner, fields: investigation.preservationProposed },
  preservationApproved:   { stage: 'investigation', actor: 'head', basis: '处罚法§56', ...paperFirst, after: ['preservationProposed'], ...undecided, ...optional, ...inner,
                            gates: [sign.proposed, sign.notOwnProposal, inquiry.preservationApprovalDated], documents: ['CF12'], fields: investigation.preservationApproved },
  evidencePreserved:      { stage: 'investigation', actor: 'officers', basis: '处罚法§56', ...onSite, after: ['preservationApproved'], ...undecided, ...optional,
                            gates: [inquiry.preservationAgreed, inquiry.preservedAfterApproval, inquiry.timesPlausible, recordingLinked, evidenceKnown], documents: ['CF13'], numbers: { CF13: '登保' }, recording: 'required', fields: investigation.evidencePreserved },
  preservedGoodsDisposed: { stage: 'investigation', actor: 'head', basis: '处罚法§56', after: ['evidencePreserved'], when: deciding.preserved, renewedBy: ['evidencePreserved'],
                            documents: ['CF14'], numbers: { CF14: '登处' }, fields: investigation.preservedGoodsDisposed,
                            within: { term: days(7, '处罚法§56'), from: 'evidencePreserved', says: '处理登记保存的证据',
                              runs: (file) => allOf(file, 'evidencePreserved').map(({ on, n }) => ({ from: on, metOn: allOf(file, 'preservedGoodsDisposed').find((act) => act.n > n)?.on })) } },
  appraisalReceived:      { stage: 'investigation', actor: 'party', basis: '处罚法§46', after: ['caseFiled'], ...fact, gates: [evidenceKnown, measureOfItem],
                            fields: investigation.appraisalReceived },
  correctionOrdered:      { stage: 'investigation', actor: 'officers', basis: '处罚法§28', ...onSite, after: ['caseFiled'], ...optional, documents: ['G09'], numbers: { G09: '责改' }, fields: investigation.correctionOrdered },
  countersigned: records.countersigned!,

  // 四、调查终结、移送
  investigationConcluded: { stage: 'conclusion', actor: 'officers', basis: '处罚法§57', after: ['caseFiled'], ...undecided, repeats: true, redo: defence.adoptionOpen, renewedBy: ['caseReopened'],
                            gates: [inquiry.investigated, countersignedByAll, evidenceKnown, ...reportSound, excused, tooYoungShown, incapacityShown, filing.oldEnoughToPropose],
                            documents: ['CF18'], fields: investigation.investigationConcluded },
  reportEndorsed:         { stage: 'conclusion', actor: 'sectionHead', basis: '处罚法§57', after: ['investigationConcluded'], ...undecided, renewedBy: ['investigationConcluded', 'caseReopened'], ...inner,
                            gates: [countersignedByAll], fields: clue.endorsement },
  crimeReported:          { stage: 'conclusion', actor: 'officers', basis: '移送规定§5', after: ['caseFiled'], ...undecided, ...optional, ...inner, fields: review.crimeReported },
  transferDecided:        { stage: 'conclusion', actor: 'head', basis: '移送规定§5', after: ['crimeReported'], when: transferAsked, renewedBy: ['crimeReported'], ...inner, gates: [byChief, countersignedByAll], fields: review.transferDecided,
                            within: { term: days(3, '移送规定§5'), from: 'crimeReported', says: '决定是否移送', runs: decisionRuns } },
  crimeTransferred:       { stage: 'conclusion', actor: 'officer', basis: '移送规定§5', ...onSite, after: ['transferDecided'], when: transferApproved, renewedBy: ['transferDecided'], gates: [transferredInTime, evidenceKnown], documents: ['G17'], numbers: { G17: '罪移' }, fields: review.crimeTransferred,
                            within: { term: transferTerm, from: 'transferDecided', says: '向公安机关移送（二十四小时内）', runs: transferRuns } },
  policeDeclined:         { stage: 'conclusion', actor: 'authority', basis: '移送规定§10', after: ['crimeTransferred'], ...fact, ...courtPaper, ...inner, gates: [evidenceKnown], fields: review.policeDeclined },
  ...policeSteps,

  // 五、是否重大、法制审核
  majorityStated:         { stage: 'review', actor: 'stater', basis: '处罚法§58', after: ['investigationConcluded', 'reportEndorsed'], ...penalising, renewedBy: ['investigationConcluded', 'caseReopened'],
                            gates: [reviewing.noAgainstCatalogueByHead], fields: review.majorityStated },
  reviewSubmitted:        { stage: 'review', actor: 'officer', basis: '辽宁审核办法', after: ['majorityStated'], when: major, ...undecided, repeats: true, ...inner, gates: [...reportSound, defence.adoptionReported],
                            renewedBy: ['investigationConcluded', 'reviewReturned', 'hearingHeld', ...newEvidence], redo: reviewing.reviewFailed, documents: ['G20'], fields: review.reviewSubmitted },
  reviewReturned:         { stage: 'review', actor: 'reviewer', basis: '辽宁审核办法', after: ['reviewSubmitted'], when: major, unless: ['legalReviewed', 'decisionMade', 'noPenaltyDecided'], ...optional, ...inner, fields: review.reviewReturned },
  legalReviewed:          { stage: 'review', actor: 'reviewer', basis: '处罚法§58', after: ['reviewSubmitted'], when: major, ...undecided, renewedBy: ['reviewSubmitted'],
                            gates: [sign.reviewerQualified, reviewing.submissionStands, reviewing.pointsConcluded], documents: ['G21'], numbers: { G21: '法审' }, fields: review.legalReviewed,
                            within: { term: byParameter('review.days', '辽宁审核办法', 'workingDay'), from: 'reviewSubmitted', says: '法制审核' } },

  // 六、告知、陈述申辩、听证
  ...sendingSteps({ after: ['reportEndorsed', 'majorityStated'], ...penalising, gates: noticeSound }),
  noticeServed:           { stage: 'notice', actor: 'officers', basis: '处罚法§44', ...onSite, after: ['reportEndorsed', 'majorityStated'], ...penalising, repeats: true, redo: deciding.noticeOutdated, renewedBy: ['caseReopened'],
                            gates: [...noticeSound, ...arrival, leavingProved, deciding.receiverFits, serviceDayMatches, evidenceKnown], documents: ['CF19', 'CF20', 'G07'], numbers: noticeNumbers, recording: 'advised', fields: everyWay },
  statementReceived:      { stage: 'defence', actor: 'party', basis: '处罚法§45', after: ['noticeServed'], ...fact, gates: [evidenceKnown], fields: notice.statementReceived },
  statementWaived:        { stage: 'defence', actor: 'party', basis: '处罚法§62', after: ['noticeServed'], ...fact, gates: [evidenceKnown], fields: notice.statementWaived },
  statementRechecked:     { stage: 'defence', actor: 'officers', basis: '处罚法§45', after: ['statementReceived'], when: deciding.stated, ...undecided, renewedBy: ['statementReceived'],
                            documents: ['CF22'], fields: notice.statementRechecked },
  hearingRequested:       { stage: 'hearing', actor: 'party', basis: '处罚法§64', after: ['noticeServed'], ...fact, gates: [evidenceKnown], fields: notice.hearingRequested },
  hearingWaived:          { stage: 'hearing', actor: 'party', basis: '处罚法§64', after: ['noticeServed'], ...fact, gates: [evidenceKnown], fields: notice.hearingWaived },
  hearingNoticed:         { stage: 'hearing', actor: 'officer', basis: '处罚法§64', after: ['hearingRequested'], when: hearingAsked, ...undecided, repeats: true,
                            renewedBy: ['hearingHeld', 'hearingAbandoned'], gates: [hearing.hearingNoticedInTime, hostApart, hearing.hostQualified], documents: ['CF24'], numbers: { CF24: '听通' }, fields: notice.hearingNoticed },
  hearingHeld:            { stage: 'hearing', actor: 'host', basis: '处罚法§63', ...onSite, after: ['hearingNoticed'], when: hearingAsked, ...undecided, renewedBy: ['hearingRequested'],
                            gates: [hearing.hearingOnTheDay, hearing.heldByNamedHost, hostApart, inquiry.timesPlausible, recordingLinked, evidenceKnown], recording: 'required', documents: ['CF26', 'CF27'], fields: notice.hearingHeld },
  hearingAbandoned:       { stage: 'hearing', actor: 'party', basis: '处罚法§64', after: ['hearingRequested'], when: hearingAsked, ...fact, gates: [evidenceKnown], fields: notice.hearingAbandoned },

  // 七、集体讨论、决定
  jointlyDiscussed:       { stage: 'discussion', actor: 'head', basis: '处罚法§57', ...paperFirst, after: ['majorityStated', 'noticeServed', 'hearingHeld', 'legalReviewed'], when: grave, ...undecided,
                            renewedBy: ['investigationConcluded', 'hearingHeld', 'statementRechecked', ...newEvidence], repeats: true, redo: reviewing.discussedOtherwise,
                            gates: [inquiry.timesPlausible, reviewing.discussedByHeads, reviewing.membersApart, reviewing.everyoneSpoke], recording: 'advised', documents: ['G23'], fields: decision.jointlyDiscussed },
  decisionMade:           { stage: 'decision', actor: 'head', basis: '处罚法§57', when: penaltyAhead, unless: ['caseWithdrawn', 'noPenaltyDecided'], renewedBy: ['caseReopened'],
                            after: ['reportEndorsed', 'majorityStated', 'noticeServed', 'statementRechecked', 'hearingHeld', 'legalReviewed', 'jointlyDiscussed'],
                            gates: [...reportSound, sanctioning.penaltyProposed, filing.oldEnough, belowCrimeThreshold, reviewing.recusalsAnswered, reviewing.reviewPassed, reviewing.discussionAgrees, defence.adoptionReported, deciding.noticeCovers, defence.notHeavierThanNoticed, deciding.statementTimeOver,
                              deciding.hearingWindowOver, filing.notFinedBefore, notSameAgain, countersignedByAll],
                            documents: ['CF29', 'CF28'], numbers: { CF29: '罚决' }, fields: decision.decisionMade,
                            within: { term: caseTerm, from: 'caseFiled', says: '作出处罚决定',
                              runs: (file) => allOf(file, 'caseFiled', 'caseReopened').map(({ on, n }) => ({ from: on, metOn: allOf(file, 'decisionMade').find((act) => act.n > n)?.on })) } },
  ...noPenaltySteps,
  caseWithdrawn:          { stage: 'decision', actor: 'head', basis: '处罚法§57', after: ['caseFiled'], ...undecided, optional: true, gates: [withdrawalShown, goodsBalanced, evidenceKnown], documents: ['CF04'], fields: decision.caseWithdrawn },

  // 八、送达、履行
  decisionServed:         { stage: 'service', actor: 'officers', basis: '处罚法§61', ...onSite, after: ['decisionMade', 'noPenaltyDecided'], renewedBy: ['serviceFoundDefective', 'decisionMade', 'noPenaltyDecided'], gates: [...arrival, leavingProved, deciding.receiverFits, serviceDayMatches, evidenceKnown],
                            documents: ['G07'], recording: 'advised', fields: everyWay,
                            within: { term: days(7, '处罚法§61'), from: 'decisionMade', says: '送达决定书',
                              runs: (file) => allOf(file, 'decisionMade', 'noPenaltyDecided').slice(-1).map(({ on }) => ({ from: on, metOn: sentInTime(file) })) } },
  serviceFoundDefective:  { stage: 'service', actor: 'stater', basis: '民诉法§87', after: ['decisionServed'], ...optional, ...inner, fields: decision.serviceFoundDefective },
  paymentReceived:        { stage: 'performance', actor: 'party', basis: '处罚法§67', after: ['decisionServed'], ...fact, late: ['bankAdvice', 'handedOn'], gates: [evidenceKnown], afterClosing: true, fields: decision.paymentReceived },
  restorationRechecked:   { stage: 'performance', actor: 'officers', basis: '处罚法§28', ...onSite, after: ['caseFiled'], when: restoring.restorationOpen, unless: ['caseWithdrawn'], repeats: true, redo: restoring.recheckAgain,
                            gates: [restoring.recheckFits, evidenceKnown], recording: 'advised', fields: restorationRechecked,
                            within: { term: byParameter('inspection.recheckDays', '本局规定§27', 'workingDay'), from: 'correctionOrdered', says: '复查改正、恢复情况', runs: restoring.restorationRuns } },
  performanceSettled:     { stage: 'performance', actor: 'officers', basis: '处罚法§66', ...onSite, after: ['decisionServed', 'restorationRechecked'], unless: ['noPenaltyDecided'], renewedBy: ['decisionMade'], gates: [deciding.paidInFull, restoring.restorationSettled, sanctioning.othersPerformed, evidenceKnown], fields: decision.performanceSettled,
                            within: { term: days(15, '处罚法§67'), from: 'decisionServed', says: '当事人缴纳罚款',
                              runs: (file, registers) => [serviceInForce(file)].flatMap((served) => (served && (accountOf(file, registers, served.on)?.fine ?? 0) + (accountOf(file, registers, served.on)?.gains ?? 0) > 0
                                ? [{ from: dayOfService(served), metOn: accountOf(file, registers, served.on)?.settledOn }]
                                : [])) } },
  litigationNoted:        { stage: 'performance', actor: 'authority', basis: '处罚法§73', after: ['decisionServed'], ...fact, ...courtPaper, ...inner, afterClosing: true, fields: decision.litigationNoted,
                            within: { term: days(90, '本局规定§12'), from: 'litigationNoted', says: '核对复议、诉讼进展并登记办结', always: true,
                              runs: (file) => proceedingsOf(file).map(({ from, to }) => ({ from, metOn: to })) } },
  enforcementEnded:       { stage: 'performance', actor: 'authority', basis: '处罚法§72', after: ['decisionServed'], ...fact, ...courtPaper, ...inner, gates: [evidenceKnown], afterClosing: true, fields: decision.enforcementEnded },
  decisionRevoked:        { stage: 'performance', actor: 'authority', basis: '处罚法§48', after: ['decisionMade'], ...fact, ...courtPaper, ...inner, gates: [evidenceKnown], afterClosing: true, fields: decision.decisionRevoked },
  ...moneySteps('decisionServed'),
  ...amendmentSteps('decisionMade'),
  caseReopened:           { stage: 'conclusion', actor: 'head', basis: '诉讼法§71', after: ['decisionMade', 'publicationWithdrawn'], when: remakeOrdered, renewedBy: ['decisionRevoked', 'decisionAmended'], ...inner, fields: decision.caseReopened },

  // 九、公示
  ...unlessNone(publicationSteps('decisionMade', ['decisionServed'], '处罚法§48', byParameter('publication.days', '双公示通知', 'workingDay'), '公示处罚决定')),

  // 十、结案归档
  ...closingSteps('处罚法§47', ['decisionServed', 'performanceSettled', 'partyEducated', 'preservedGoodsDisposed'], [publicationIsSettled, restoring.restorationSettled, countersignedByAll], ['caseWithdrawn']),

  // 十一、补录、更正、作废
  ...records,
};

export const penaltyOrdinary = procedure({
  id: 'penalty.ordinary',
  version: '2021-07-15',
  name: '行政处罚（普通程序）',
  inForceFrom: plainDate('2021-07-15'),
  actTypes: ['penalty'],
  opens: 'clueRegistered',
  files: 'caseFiled',
  decision: { step: 'decisionMade', form: 'CF29' },
  ends: ['filingDeclined', 'caseWithdrawn'],
  actors: actorsUnder({
    qualified: sign.qualified,
    distinct: [sign.signersDistinct],
    two: [sign.twoOfficers],
    notRecused: sign.notRecused,
    byHead: sign.byHead,
    byReviewer: sign.byReviewer,
    reviewerApart: sign.reviewerApart,
  }),
  steps,
});
