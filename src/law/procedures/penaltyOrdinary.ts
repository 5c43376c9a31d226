// src/law/procedures/penaltyOrdinary.ts —— 行政处罚·普通程序（处罚法第五章第三节、第四节）
// The table a lawyer reads: step, stage, who, article, what must come before, when, what forbids it, by when, which papers.
import { type PlainDate, plainDate } from '../../base/dates.ts';
import type { Cite } from '../articles/statutes.ts';
import { allOf, last, type Procedure, type Step } from '../engine.ts';
import { notOwnRecord, proposedTargetExists, recordMayChange, servedDecisionStays, targetExists } from '../gates/correction.ts';
import * as cosigning from '../gates/countersigning.ts';
import {
  belowCrimeThreshold,
  crimeCompared,
  decisionRuns,
  measureOfItem,
  transferApproved,
  transferAsked,
  transferRuns,
} from '../gates/crime.ts';
import { backdateApproved, backdateGrounded, caseOpen, factGrounded, inOrderOfTime, notFuture, receivedBefore } from '../gates/dates.ts';
import * as deciding from '../gates/decision.ts';
import * as defence from '../gates/defence.ts';
import * as filing from '../gates/filing.ts';
import * as hearing from '../gates/hearing.ts';
import * as inquiry from '../gates/investigation.ts';
import * as publicity from '../gates/publication.ts';
import * as report from '../gates/report.ts';
import * as reviewing from '../gates/review.ts';
import * as sign from '../gates/signing.ts';
import { notSameAgain, withdrawalShown } from '../gates/withdrawal.ts';
import * as clue from '../particulars/clue.ts';
import * as correction from '../particulars/correction.ts';
import * as decision from '../particulars/decision.ts';
import * as investigation from '../particulars/investigation.ts';
import * as notice from '../particulars/notice.ts';
import * as publication from '../particulars/publication.ts';
import * as review from '../particulars/review.ts';
import { accountOf, proceedingsOf, serviceInForce } from '../reckoning/account.ts';
import type { Term } from '../reckoning/days.ts';
import type { ParameterKey, Registers } from '../registers.ts';
import type { StepId } from '../vocabulary.ts';

const days = (amount: number, basis: Cite) => (): Term => ({ amount, basis });
const byParameter =
  (key: ParameterKey, basis: Cite, unit: 'workingDay' | 'calendarDay') =>
  (registers: Registers, on: PlainDate): Term => ({ amount: registers.parameter(key, on), basis, unit });

const { evidenceKnown, recordingLinked } = inquiry;
const { countersignedByAll } = cosigning;
const { remakeOrdered, leavingProved, serviceDayMatches, hearingAsked, publicationIsSettled, goodsBalanced } = deciding;
const { hostApart } = hearing;
const { major, grave } = reviewing;
/** 可以办、可以再办；事实照录、不作评判；流程图上不画 */
const optional = { optional: true, repeats: true } as const;
const fact = { optional: true, repeats: true, fact: true, late: ['post', 'handedOn'] } as const;
/** 现场做的、先有纸质的，可以补录；其余当日记录 */
const onSite = { late: ['offline', 'paperFirst'] } as const;
const paperFirst = { late: ['paperFirst'] } as const;
const courtPaper = { late: ['courtPaper', 'handedOn'] } as const;
const inner = { inner: true } as const;
/** 一经作出决定，调查、审核、告知到此为止 */
const undecided = { unless: ['decisionMade'] } satisfies Partial<Step>;

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
  report.lawsCompared,
  crimeCompared,
];
/** 案卷里多了证据，送审稿就不是原来那一稿 */
const newEvidence: StepId[] = ['evidenceCollected', 'interviewRecorded', 'siteExamined', 'evidencePreserved', 'appraisalReceived'];

// biome-ignore format: a table is read across
const steps: Procedure['steps'] = {
  // 一、线索、立案
  clueRegistered:         { stage: 'clue', actor: 'officer', basis: '处罚法§54', late: ['offline', 'post', 'handedOn'], gates: [receivedBefore], fields: clue.clueRegistered },
  clueVerified:           { stage: 'clue', actor: 'officers', basis: '处罚法§54', ...onSite, after: ['clueRegistered'], gates: [evidenceKnown], fields: clue.clueVerified,
                            within: { term: byParameter('clue.verifyDays', '本局规定§3', 'calendarDay'), from: 'clueRegistered', says: '线索核查' } },
  filingProposed:         { stage: 'filing', actor: 'officer', basis: '处罚法§54', after: ['clueVerified'], unless: ['filingDeclined'], renewedBy: ['filingReturned'], ...inner, fields: clue.filingProposed,
                            gates: [filing.withinJurisdiction, filing.verifiedForFiling, filing.itemInForce, filing.actEndedBefore, filing.withinLimitation, filing.twoHandlers] },
  filingReturned:         { stage: 'filing', actor: 'stater', basis: '本局规定§7', after: ['filingProposed'], unless: ['caseFiled', 'filingDeclined'], ...optional, ...inner, fields: clue.filingReturned },
  filingEndorsed:         { stage: 'filing', actor: 'sectionHead', basis: '处罚法§54', after: ['filingProposed'], unless: ['filingDeclined'], renewedBy: ['filingReturned', 'filingProposed'], ...inner, fields: clue.endorsement },
  caseFiled:              { stage: 'filing', actor: 'head', basis: '处罚法§54', after: ['filingProposed', 'filingEndorsed'], unless: ['filingDeclined'],
                            gates: [filing.itemInForce, filing.withinJurisdiction, filing.withinLimitation], documents: ['CF03'], fields: clue.endorsement },
  filingDeclined:         { stage: 'filing', actor: 'head', basis: '处罚法§54', after: ['clueVerified'], unless: ['caseFiled'], optional: true, fields: clue.filingDeclined },

  // 二、回避
  recusalRequested:       { stage: 'investigation', actor: 'party', basis: '处罚法§43', after: ['caseFiled'], ...fact, ...inner, fields: clue.recusalRequested },
  recusalDecided:         { stage: 'investigation', actor: 'head', basis: '处罚法§43', after: ['recusalRequested'], ...optional, ...inner, gates: [reviewing.notOwnRecusal, sign.successorQualified], fields: clue.recusalDecided },
  handlerReplaced:        { stage: 'investigation', actor: 'head', basis: '本局规定§6', after: ['filingProposed'], ...optional, ...inner, gates: [sign.replacedHandles, sign.successorQualified], fields: clue.handlerReplaced },

  // 三、调查取证
  evidenceCollected:      { stage: 'investigation', actor: 'officers', basis: '处罚法§54', ...onSite, after: ['caseFiled'], ...undecided, ...optional,
                            gates: [evidenceKnown], fields: investigation.evidenceCollected },
  interviewRecorded:      { stage: 'investigation', actor: 'officers', basis: '处罚法§55', ...onSite, after: ['caseFiled'], ...undecided, ...optional,
                            gates: [inquiry.timesPlausible, cosigning.recorderPresent, evidenceKnown], documents: ['CF06'], recording: 'advised', fields: investigation.interviewRecorded },
  siteExamined:           { stage: 'investigation', actor: 'officers', basis: '处罚法§55', ...onSite, after: ['caseFiled'], ...undecided, ...optional,
                            gates: [inquiry.timesPlausible, cosigning.recorderPresent, inquiry.signatureFits, recordingLinked, evidenceKnown], documents: ['CF07'], recording: 'required', fields: investigation.siteExamined },
  preservationProposed:   { stage: 'investigation', actor: 'officers', basis: '处罚法§56', ...onSite, after: ['caseFiled'], ...undecided, ...optional, ...inner, fields: investigation.preservationProposed },
  preservationApproved:   { stage: 'investigation', actor: 'head', basis: '处罚法§56', ...paperFirst, after: ['preservationProposed'], ...undecided, ...optional, ...inner,
                            gates: [sign.proposed, sign.notOwnProposal], fields: investigation.preservationApproved },
  evidencePreserved:      { stage: 'investigation', actor: 'officers', basis: '处罚法§56', ...onSite, after: ['preservationApproved'], ...undecided, ...optional,
                            gates: [inquiry.preservationAgreed, inquiry.timesPlausible, recordingLinked, evidenceKnown], documents: ['CF13'], recording: 'required', fields: investigation.evidencePreserved },
  preservedGoodsDisposed: { stage: 'investigation', actor: 'head', basis: '处罚法§56', after: ['evidencePreserved'], when: deciding.preserved, renewedBy: ['evidencePreserved'],
                            fields: investigation.preservedGoodsDisposed,
                            within: { term: days(7, '处罚法§56'), from: 'evidencePreserved', says: '处理登记保存的证据',
                              runs: (file) => allOf(file, 'evidencePreserved').map(({ on, n }) => ({ from: on, metOn: allOf(file, 'preservedGoodsDisposed').find((act) => act.n > n)?.on })) } },
  appraisalReceived:      { stage: 'investigation', actor: 'party', basis: '处罚法§46', after: ['caseFiled'], ...fact, gates: [evidenceKnown, measureOfItem],
                            fields: investigation.appraisalReceived },
  correctionOrdered:      { stage: 'investigation', actor: 'officers', basis: '处罚法§28', ...onSite, after: ['caseFiled'], ...optional, fields: investigation.correctionOrdered },
  countersigned:          { stage: 'investigation', actor: 'cosigner', basis: '处罚法§42', after: ['clueRegistered'], ...optional, ...inner, afterClosing: true,
                            gates: [cosigning.ownSignature], fields: investigation.countersigned },

  // 四、调查终结、移送
  investigationConcluded: { stage: 'conclusion', actor: 'officers', basis: '处罚法§57', after: ['caseFiled'], ...undecided, repeats: true, redo: defence.adoptionOpen, renewedBy: ['caseReopened'],
                            gates: [inquiry.investigated, countersignedByAll, evidenceKnown, ...reportSound, filing.oldEnough],
                            documents: ['CF18'], fields: investigation.investigationConcluded },
  reportEndorsed:         { stage: 'conclusion', actor: 'sectionHead', basis: '处罚法§57', after: ['investigationConcluded'], ...undecided, renewedBy: ['investigationConcluded'], ...inner,
                            gates: [countersignedByAll], fields: clue.endorsement },
  crimeReported:          { stage: 'conclusion', actor: 'officers', basis: '移送规定§5', after: ['caseFiled'], ...undecided, ...optional, ...inner, fields: review.crimeReported },
  transferDecided:        { stage: 'conclusion', actor: 'head', basis: '移送规定§5', after: ['crimeReported'], when: transferAsked, renewedBy: ['crimeReported'], ...inner, gates: [countersignedByAll], fields: review.transferDecided,
                            within: { term: days(3, '移送规定§5'), from: 'crimeReported', says: '决定是否移送', runs: decisionRuns } },
  crimeTransferred:       { stage: 'conclusion', actor: 'officer', basis: '移送规定§5', ...onSite, after: ['transferDecided'], when: transferApproved, renewedBy: ['transferDecided'], gates: [evidenceKnown], fields: review.crimeTransferred,
                            within: { term: days(1, '移送规定§5'), from: 'transferDecided', says: '向公安机关移送（二十四小时内）', runs: transferRuns } },
  policeDeclined:         { stage: 'conclusion', actor: 'authority', basis: '移送规定§10', after: ['crimeTransferred'], ...fact, ...courtPaper, ...inner, gates: [evidenceKnown], fields: review.policeDeclined },

  // 五、是否重大、法制审核
  majorityStated:         { stage: 'review', actor: 'stater', basis: '处罚法§58', after: ['investigationConcluded', 'reportEndorsed'], ...undecided, renewedBy: ['investigationConcluded'],
                            gates: [reviewing.noAgainstCatalogueByHead], fields: review.majorityStated },
  reviewSubmitted:        { stage: 'review', actor: 'officer', basis: '辽宁审核办法', after: ['majorityStated'], when: major, ...undecided, repeats: true, ...inner, gates: [...reportSound, defence.adoptionReported],
                            renewedBy: ['investigationConcluded', 'reviewReturned', 'hearingHeld', ...newEvidence], redo: reviewing.reviewFailed, fields: review.reviewSubmitted },
  reviewReturned:         { stage: 'review', actor: 'reviewer', basis: '辽宁审核办法', after: ['reviewSubmitted'], when: major, unless: ['legalReviewed', 'decisionMade'], ...optional, ...inner, fields: review.reviewReturned },
  legalReviewed:          { stage: 'review', actor: 'reviewer', basis: '处罚法§58', after: ['reviewSubmitted'], when: major, ...undecided, renewedBy: ['reviewSubmitted'],
                            gates: [sign.reviewerQualified, reviewing.submissionStands, reviewing.pointsConcluded], documents: ['G21'], fields: review.legalReviewed,
                            within: { term: byParameter('review.days', '辽宁审核办法', 'workingDay'), from: 'reviewSubmitted', says: '法制审核' } },

  // 六、告知、陈述申辩、听证
  noticeServed:           { stage: 'notice', actor: 'officers', basis: '处罚法§44', ...onSite, after: ['reportEndorsed', 'majorityStated'], ...undecided, repeats: true, redo: deciding.noticeOutdated, renewedBy: ['caseReopened'],
                            gates: [...reportSound, defence.adoptionReported, belowCrimeThreshold, leavingProved, deciding.receiverFits, serviceDayMatches, evidenceKnown], documents: ['CF19', 'CF20', 'G07'], recording: 'advised', fields: notice.noticeServed },
  statementReceived:      { stage: 'defence', actor: 'party', basis: '处罚法§45', after: ['noticeServed'], ...fact, gates: [evidenceKnown], fields: notice.statementReceived },
  statementWaived:        { stage: 'defence', actor: 'party', basis: '处罚法§62', after: ['noticeServed'], ...fact, gates: [evidenceKnown], fields: notice.statementWaived },
  statementRechecked:     { stage: 'defence', actor: 'officers', basis: '处罚法§45', after: ['statementReceived'], when: deciding.stated, ...undecided, renewedBy: ['statementReceived'],
                            fields: notice.statementRechecked },
  hearingRequested:       { stage: 'hearing', actor: 'party', basis: '处罚法§64', after: ['noticeServed'], ...fact, gates: [evidenceKnown], fields: notice.hearingRequested },
  hearingWaived:          { stage: 'hearing', actor: 'party', basis: '处罚法§64', after: ['noticeServed'], ...fact, gates: [evidenceKnown], fields: notice.hearingWaived },
  hearingNoticed:         { stage: 'hearing', actor: 'officer', basis: '处罚法§64', after: ['hearingRequested'], when: hearingAsked, ...undecided, repeats: true,
                            renewedBy: ['hearingHeld', 'hearingAbandoned'], gates: [hearing.hearingNoticedInTime, hostApart, hearing.hostQualified], fields: notice.hearingNoticed },
  hearingHeld:            { stage: 'hearing', actor: 'host', basis: '处罚法§63', ...onSite, after: ['hearingNoticed'], when: hearingAsked, ...undecided, renewedBy: ['hearingRequested'],
                            gates: [hearing.hearingOnTheDay, hearing.heldByNamedHost, hostApart, inquiry.timesPlausible, recordingLinked, evidenceKnown], recording: 'required', fields: notice.hearingHeld },
  hearingAbandoned:       { stage: 'hearing', actor: 'party', basis: '处罚法§64', after: ['hearingRequested'], when: hearingAsked, ...fact, gates: [evidenceKnown], fields: notice.hearingAbandoned },

  // 七、集体讨论、决定
  jointlyDiscussed:       { stage: 'discussion', actor: 'head', basis: '处罚法§57', ...paperFirst, after: ['majorityStated', 'noticeServed', 'hearingHeld', 'legalReviewed'], when: grave, ...undecided,
                            renewedBy: ['investigationConcluded', 'hearingHeld', 'statementRechecked', ...newEvidence], repeats: true, redo: reviewing.discussedOtherwise,
                            gates: [inquiry.timesPlausible, reviewing.discussedByHeads, reviewing.membersApart, reviewing.everyoneSpoke], recording: 'advised', fields: decision.jointlyDiscussed },
  decisionMade:           { stage: 'decision', actor: 'head', basis: '处罚法§57', unless: ['caseWithdrawn'], renewedBy: ['caseReopened'],
                            after: ['reportEndorsed', 'majorityStated', 'noticeServed', 'statementRechecked', 'hearingHeld', 'legalReviewed', 'jointlyDiscussed'],
                            gates: [...reportSound, filing.oldEnough, belowCrimeThreshold, reviewing.recusalsAnswered, reviewing.reviewPassed, reviewing.discussionAgrees, defence.adoptionReported, deciding.noticeCovers, defence.notHeavierThanNoticed, deciding.statementTimeOver,
                              deciding.hearingWindowOver, filing.notFinedBefore, notSameAgain, countersignedByAll],
                            documents: ['CF29'], fields: decision.decisionMade,
                            within: { term: byParameter('penalty.caseDays', '处罚法§60', 'calendarDay'), from: 'caseFiled', says: '作出处罚决定',
                              runs: (file) => allOf(file, 'caseFiled', 'caseReopened').map(({ on, n }) => ({ from: on, metOn: allOf(file, 'decisionMade').find((act) => act.n > n)?.on })) } },
  caseWithdrawn:          { stage: 'decision', actor: 'head', basis: '处罚法§57', after: ['caseFiled'], ...undecided, optional: true, gates: [withdrawalShown, goodsBalanced, evidenceKnown], fields: decision.caseWithdrawn },

  // 八、送达、履行
  decisionServed:         { stage: 'service', actor: 'officers', basis: '处罚法§61', ...onSite, after: ['decisionMade'], renewedBy: ['serviceFoundDefective', 'decisionMade'], gates: [leavingProved, deciding.receiverFits, serviceDayMatches, evidenceKnown],
                            documents: ['G07'], recording: 'advised', fields: notice.serviceFields,
                            within: { term: days(7, '处罚法§61'), from: 'decisionMade', says: '送达决定书' } },
  serviceFoundDefective:  { stage: 'service', actor: 'stater', basis: '民诉法§87', after: ['decisionServed'], ...optional, ...inner, fields: decision.serviceFoundDefective },
  paymentReceived:        { stage: 'performance', actor: 'party', basis: '处罚法§67', after: ['decisionServed'], ...fact, late: ['bankAdvice', 'handedOn'], gates: [evidenceKnown], afterClosing: true, fields: decision.paymentReceived },
  performanceSettled:     { stage: 'performance', actor: 'officers', basis: '处罚法§66', ...onSite, after: ['decisionServed'], renewedBy: ['decisionMade'], gates: [deciding.paidInFull, evidenceKnown], fields: decision.performanceSettled,
                            within: { term: days(15, '处罚法§67'), from: 'decisionServed', says: '当事人缴纳罚款',
                              runs: (file, registers) => [serviceInForce(file)].flatMap((served) => (served ? [{ from: served.on, metOn: accountOf(file, registers, served.on)?.settledOn }] : [])) } },
  litigationNoted:        { stage: 'performance', actor: 'authority', basis: '处罚法§73', after: ['decisionServed'], ...fact, ...courtPaper, ...inner, afterClosing: true, fields: decision.litigationNoted,
                            within: { term: days(90, '本局规定§12'), from: 'litigationNoted', says: '核对复议、诉讼进展并登记办结', always: true,
                              runs: (file) => proceedingsOf(file).map(({ from, to }) => ({ from, metOn: to })) } },
  enforcementEnded:       { stage: 'performance', actor: 'authority', basis: '处罚法§72', after: ['decisionServed'], ...fact, ...courtPaper, ...inner, gates: [evidenceKnown], afterClosing: true, fields: decision.enforcementEnded },
  decisionRevoked:        { stage: 'performance', actor: 'authority', basis: '处罚法§48', after: ['decisionMade'], ...fact, ...courtPaper, ...inner, gates: [evidenceKnown], afterClosing: true, fields: decision.decisionRevoked },
  caseReopened:           { stage: 'conclusion', actor: 'head', basis: '诉讼法§71', after: ['decisionRevoked', 'publicationWithdrawn'], when: remakeOrdered, renewedBy: ['decisionRevoked'], ...inner, fields: decision.caseReopened },

  // 九、公示
  publicationJudged:      { stage: 'publication', actor: 'officer', basis: '处罚法§48', after: ['decisionMade'], repeats: true, renewedBy: ['caseReopened'], ...inner, gates: [publicity.adultToPublish], fields: publication.publicationJudged,
                            within: { term: byParameter('publication.days', '双公示通知', 'workingDay'), from: 'decisionMade', says: '判断是否公示' } },
  publicationRedacted:    { stage: 'publication', actor: 'publicityOfficer', basis: '公开条例§37', after: ['publicationJudged'], when: publicity.toPublish, repeats: true, renewedBy: ['publicationErrorFound', 'caseReopened'], ...inner, fields: publication.publicationRedacted },
  publicationCleared:     { stage: 'publication', actor: 'reviewer', basis: '公开条例§17', after: ['publicationJudged', 'publicationRedacted'],
                            renewedBy: ['publicationJudged', 'publicationRedacted', 'publicationErrorFound', 'caseReopened'], ...inner, fields: publication.publicationCleared },
  publicationApproved:    { stage: 'publication', actor: 'head', basis: '公开条例§17', after: ['publicationCleared'], renewedBy: ['publicationJudged', 'publicationRedacted', 'publicationCleared', 'publicationErrorFound', 'caseReopened'], ...inner,
                            gates: [publicity.clearedAsIs], fields: publication.publicationApproved },
  decisionPublished:      { stage: 'publication', actor: 'publicityOfficer', basis: '处罚法§48', after: ['publicationApproved', 'decisionServed'], when: publicity.toPublish, renewedBy: ['publicationWithdrawn'], afterClosing: true,
                            gates: [publicity.adultToPublish, publicity.notRevoked], fields: publication.decisionPublished,
                            within: { term: byParameter('publication.days', '双公示通知', 'workingDay'), from: 'decisionMade', says: '公示处罚决定',
                              runs: (file) => allOf(file, 'decisionMade').slice(-1).map(({ on }) => ({ from: on, metOn: allOf(file, 'decisionPublished')[0]?.on })) } },
  publicationErrorFound:  { stage: 'publication', actor: 'publicityOfficer', basis: '公开条例§6', after: ['decisionPublished'], when: publicity.published, ...optional, ...inner, afterClosing: true, fields: publication.publicationErrorFound },
  publicationWithdrawn:   { stage: 'publication', actor: 'publicityOfficer', basis: '处罚法§48', after: ['decisionPublished'], when: publicity.toWithdraw, renewedBy: ['publicationErrorFound'], afterClosing: true,
                            fields: publication.publicationWithdrawn,
                            within: { term: days(3, '处罚法§48'), from: 'decisionRevoked', says: '撤回公示并说明理由',
                              runs: (file) => allOf(file, 'decisionRevoked', 'publicationErrorFound').slice(-1).map(({ on, n }) => ({ from: on, metOn: allOf(file, 'publicationWithdrawn').find((act) => act.n > n)?.on })) } },

  // 十、结案归档
  closingProposed:        { stage: 'closing', actor: 'officer', basis: '处罚法§47', after: ['decisionServed', 'performanceSettled', 'preservedGoodsDisposed'], unless: ['caseWithdrawn'], ...inner,
                            gates: [publicationIsSettled, countersignedByAll], fields: decision.closingProposed },
  caseClosed:             { stage: 'closing', actor: 'head', basis: '处罚法§47', after: ['closingProposed'], unless: ['caseWithdrawn'], gates: [publicationIsSettled], fields: clue.endorsement },
  caseArchived:           { stage: 'closing', actor: 'archivist', basis: '档案法§14', after: ['caseClosed'], afterClosing: true, fields: decision.caseArchived,
                            within: { term: byParameter('archive.days', '本局规定§4', 'calendarDay'), from: 'caseClosed', says: '归档',
                              runs: (file) => allOf(file, 'caseClosed', 'caseWithdrawn').slice(-1).map(({ on }) => ({ from: on, metOn: last(file, 'caseArchived')?.on })) } },

  // 十一、补录、更正、作废
  recordChangeProposed:   { stage: 'closing', actor: 'proposer', basis: '本局规定§9', after: ['clueRegistered'], ...optional, ...inner, afterClosing: true, gates: [proposedTargetExists], fields: correction.recordChangeProposed },
  backdatingApproved:     { stage: 'closing', actor: 'head', basis: '本局规定§2', after: ['recordChangeProposed'], ...optional, ...inner, afterClosing: true, gates: [sign.proposed, sign.notOwnProposal], fields: correction.backdatingApproved },
  actCorrected:           { stage: 'closing', actor: 'stater', basis: '本局规定§10', after: ['recordChangeProposed'], ...optional, ...inner, afterClosing: true,
                            gates: [targetExists, notOwnRecord, sign.proposed, sign.notOwnProposal, servedDecisionStays, recordMayChange], fields: correction.actCorrected },
  actVoided:              { stage: 'closing', actor: 'stater', basis: '本局规定§10', after: ['recordChangeProposed'], ...optional, ...inner, afterClosing: true,
                            gates: [targetExists, notOwnRecord, sign.proposed, sign.notOwnProposal, servedDecisionStays, recordMayChange], fields: correction.actVoided },
};

// A step that may be recorded late says why.
for (const step of Object.values(steps) as Step[]) if (step.late) step.fields = [...step.fields, correction.lateField(step.late)];

const { signed, enteredBySigner, notRecused, approverApart, byRecorder } = sign;
/** 由一人签名负责 */
const alone = [signed, enteredBySigner, sign.signsAlone];

export const penaltyOrdinary: Procedure = {
  id: 'penalty.ordinary',
  version: '2021-07-15',
  name: '行政处罚（普通程序）',
  inForceFrom: plainDate('2021-07-15'),
  // biome-ignore format: a table is read across
  actors: {
    officer:          { posts: ['officer'], atLeast: 1, gates: [signed, sign.signersDistinct, enteredBySigner, sign.qualified, notRecused, sign.byHandlers] },
    officers:         { posts: ['officer'], atLeast: 2, gates: [signed, sign.signersDistinct, enteredBySigner, sign.qualified, sign.twoOfficers, notRecused, sign.byHandlers] },
    cosigner:         { posts: sign.recorders, atLeast: 1, gates: [...alone, byRecorder, notRecused] },
    proposer:         { posts: sign.proposers, atLeast: 1, gates: [...alone, sign.byProposer, notRecused] },
    sectionHead:      { posts: ['sectionHead'], atLeast: 1, gates: [...alone, sign.bySectionHead, approverApart, notRecused] },
    stater:           { posts: ['sectionHead', 'head'], atLeast: 1, gates: [...alone, sign.byStater, approverApart, notRecused] },
    head:             { posts: ['head'], atLeast: 1, gates: [...alone, sign.byHead, approverApart, notRecused] },
    reviewer:         { posts: ['legalReviewer'], atLeast: 1, gates: [...alone, sign.byReviewer, sign.reviewerApart, notRecused] },
    host:             { posts: ['hearingHost'], atLeast: 1, gates: [...alone, sign.byHost, notRecused] },
    publicityOfficer: { posts: ['publicityOfficer'], atLeast: 1, gates: [...alone, sign.byPublicityOfficer, notRecused] },
    archivist:        { posts: ['archivist'], atLeast: 1, gates: [...alone, sign.byArchivist] },
    party:            { posts: ['officer', 'hearingHost'], atLeast: 1, gates: [...alone, byRecorder, notRecused] },
    authority:        { posts: ['officer', 'head', 'sectionHead', 'legalReviewer'], atLeast: 1, gates: [...alone, byRecorder, notRecused] },
  },
  facts: [notFuture, factGrounded],
  always: [
    notFuture,
    inOrderOfTime((step) => steps[step]?.after ?? []),
    backdateGrounded((step) => steps[step]?.late ?? []),
    backdateApproved,
    caseOpen((step) => steps[step]?.afterClosing === true),
  ],
  steps,
};
