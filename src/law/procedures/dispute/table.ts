// src/law/procedures/dispute/table.ts —— 林木、林地权属争议调处（森林法§22）：本局调解、承办，人民政府处理
import { plainDate } from '../../../base/dates.ts';
import { last, type Procedure, type Step } from '../../engine.ts';
import { recorderPresent } from '../../gates/countersigning.ts';
import { evidenceKnown, recordingLinked, signatureFits, timesPlausible } from '../../gates/investigation.ts';
import { pointsConcluded, submissionStands } from '../../gates/review.ts';
import { reviewerQualified } from '../../gates/signing.ts';
import { endorsement } from '../../particulars/clue.ts';
import { litigationNoted } from '../../particulars/decision.ts';
import { evidenceCollected, interviewRecorded, siteExamined } from '../../particulars/investigation.ts';
import { legalReviewed, reviewReturned, reviewSubmitted } from '../../particulars/review.ts';
import { proceedingsOf } from '../../reckoning/account.ts';
import * as every from '../everyCase.ts';
import { confirmedByAll, itemListed, successorCertified } from '../houseGates.ts';
import * as rule from './gates.ts';
import * as form from './particulars.ts';

const { byParameter, courtPaper, days, fact, inner, onSite, optional } = every;
const ends = ['disputeDeclined', 'disputeWithdrawn'] as const;
/** 报请处理、达成协议以前 */
const pending = { unless: ['awardSubmitted', 'settlementSigned'] } satisfies Partial<Step>;
const newFindings = ['evidenceCollected', 'interviewRecorded', 'siteExamined'] as const;

// biome-ignore format: a table is read across
const steps: Procedure['steps'] = {
  // 一、申请、受理、维持现状
  disputeFiled:       { stage: 'intake', actor: 'officer', basis: '森林法§22', late: ['post', 'handedOn'], numbers: { case: '案' }, gates: [itemListed(['other']), rule.disputeItem, rule.betweenFits, evidenceKnown], fields: form.disputeFiled },
  disputeAccepted:    { stage: 'intake', actor: 'sectionHead', basis: '本局规定§87', after: ['disputeFiled'], unless: ['disputeDeclined'], fields: form.disputeAccepted },
  disputeDeclined:    { stage: 'intake', actor: 'sectionHead', basis: '本局规定§87', after: ['disputeFiled'], unless: ['disputeAccepted'], optional: true, fields: form.disputeDeclined },
  disputeWithdrawn:   { stage: 'intake', actor: 'party', basis: '本局规定§87', after: ['disputeFiled'], ...pending, optional: true, gates: [evidenceKnown], fields: form.disputeWithdrawn },
  standstillTold:     { stage: 'intake', actor: 'officers', basis: '森林法§22', ...onSite, after: ['disputeAccepted'], repeats: true, gates: [rule.standstillForAll, evidenceKnown], fields: form.standstillTold },
  standstillExcepted: { stage: 'intake', actor: 'head', basis: '森林法§22', after: ['standstillTold'], ...optional, ...inner, fields: form.standstillExcepted },
  standstillBroken:   { stage: 'intake', actor: 'party', basis: '森林法§22', after: ['standstillTold'], ...fact, gates: [evidenceKnown], fields: form.standstillBroken },
  breachHandedOn:     { stage: 'intake', actor: 'officer', basis: '森林法§22', after: ['standstillBroken'], when: rule.breachFound, renewedBy: ['standstillBroken'], repeats: true, fields: form.breachHandedOn },

  // 二、调查
  siteExamined:       { stage: 'investigation', actor: 'officers', basis: '本局规定§15', ...onSite, after: ['disputeAccepted'], ...pending, ...optional,
                        gates: [timesPlausible, recorderPresent, signatureFits, recordingLinked, evidenceKnown], documents: ['CF07'], recording: 'advised', fields: siteExamined },
  interviewRecorded:  { stage: 'investigation', actor: 'officers', basis: '本局规定§15', ...onSite, after: ['disputeAccepted'], ...pending, ...optional, gates: [timesPlausible, recorderPresent, evidenceKnown], documents: ['CF06'], recording: 'advised', fields: interviewRecorded },
  evidenceCollected:  { stage: 'investigation', actor: 'officers', basis: '本局规定§15', ...onSite, after: ['disputeAccepted'], ...pending, ...optional, gates: [evidenceKnown], fields: evidenceCollected },

  // 三、调解
  mediationHeld:      { stage: 'mediation', actor: 'officers', basis: '本局规定§87', ...onSite, after: ['disputeAccepted', 'standstillTold', 'breachHandedOn'], ...pending, repeats: true, redo: rule.toMediateAgain,
                        gates: [rule.breachesPursued, timesPlausible, evidenceKnown], recording: 'advised', fields: form.mediationHeld },
  settlementSigned:   { stage: 'mediation', actor: 'officers', basis: '本局规定§88', ...onSite, after: ['mediationHeld'], when: rule.agreed, unless: ['awardSubmitted'], gates: [rule.settlementByAll, evidenceKnown], fields: form.settlementSigned },

  // 四、处理方案、法制审核、报请人民政府
  disputeReported:    { stage: 'conclusion', actor: 'officers', basis: '本局规定§87', after: ['mediationHeld', 'breachHandedOn'], when: rule.notAgreed, ...pending, repeats: true, renewedBy: [...newFindings],
                        gates: [rule.breachesPursued, rule.levelOfGovernment, evidenceKnown], fields: form.disputeReported },
  reportEndorsed:     { stage: 'conclusion', actor: 'sectionHead', basis: '本局规定§7', after: ['disputeReported'], when: rule.notAgreed, ...pending, renewedBy: ['disputeReported'], ...inner, gates: [confirmedByAll], fields: endorsement },
  reviewSubmitted:    { stage: 'review', actor: 'officer', basis: '本局规定§87', after: ['reportEndorsed'], when: rule.notAgreed, ...pending, ...inner, repeats: true, redo: rule.awardReviewFailed, renewedBy: ['disputeReported', 'reviewReturned', ...newFindings], fields: reviewSubmitted },
  reviewReturned:     { stage: 'review', actor: 'reviewer', basis: '本局规定§87', after: ['reviewSubmitted'], when: rule.notAgreed, ...pending, ...optional, ...inner, fields: reviewReturned },
  legalReviewed:      { stage: 'review', actor: 'reviewer', basis: '本局规定§87', after: ['reviewSubmitted'], when: rule.notAgreed, ...pending, renewedBy: ['reviewSubmitted'], gates: [reviewerQualified, submissionStands, pointsConcluded],
                        documents: ['G21'], numbers: { G21: '法审' }, fields: legalReviewed,
                        within: { term: byParameter('review.days', '辽宁审核办法', 'workingDay'), from: 'reviewSubmitted', says: '法制审核' } },
  awardSubmitted:     { stage: 'decision', actor: 'head', basis: '森林法§22', after: ['reportEndorsed', 'legalReviewed'], when: rule.notAgreed, unless: ['settlementSigned'], gates: [rule.awardReviewed, rule.breachesPursued, confirmedByAll],
                        documents: ['QT01'], numbers: { QT01: '权裁' }, fields: form.awardSubmitted,
                        within: { term: byParameter('dispute.days', '本局规定§87', 'calendarDay'), from: 'disputeAccepted', says: '调处权属争议',
                          runs: (file) => { const taken = last(file, 'disputeAccepted'); return taken ? [{ from: taken.on, metOn: (last(file, 'settlementSigned') ?? last(file, 'awardSubmitted'))?.on }] : []; } } },
  awardMade:          { stage: 'decision', actor: 'authority', basis: '森林法§22', after: ['awardSubmitted'], ...courtPaper, when: rule.notAgreed, unless: ['settlementSigned'], gates: [rule.governmentDecides, rule.decidedInOrder, evidenceKnown], fields: form.awardMade },
  awardServed:        { stage: 'service', actor: 'officers', basis: '森林法§22', ...onSite, after: ['awardMade'], when: rule.notAgreed, unless: ['settlementSigned'], gates: [rule.awardToAll, evidenceKnown], fields: form.awardServed },
  litigationNoted:    { stage: 'performance', actor: 'authority', basis: '森林法§22', after: ['awardServed'], ...fact, ...courtPaper, ...inner, afterClosing: true, fields: litigationNoted,
                        within: { term: days(90, '本局规定§12'), from: 'litigationNoted', says: '核对复议、诉讼进展并登记办结', always: true,
                          runs: (file) => proceedingsOf(file).map(({ from, to }) => ({ from, metOn: to })) } },

  // 五、结案、记录
  ...every.staffSteps('disputeFiled', 'disputeFiled', '本局规定§16', successorCertified('other')),
  ...every.closingSteps('档案法§14', ['mediationHeld', 'settlementSigned', 'awardServed', 'breachHandedOn'], [confirmedByAll], [...ends]),
  ...every.recordSteps('disputeFiled', '本局规定§5'),
};

export const dispute: Procedure = every.procedure({
  id: 'other.dispute',
  version: '2021-07-15',
  name: '林木、林地权属争议调处',
  inForceFrom: plainDate('2021-07-15'),
  actTypes: ['other'],
  opens: 'disputeFiled',
  files: 'disputeFiled',
  ends: [...ends],
  actors: every.actorsUnder(every.houseClaims('other')),
  steps,
});
