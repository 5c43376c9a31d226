// src/law/procedures/levy/table.ts —— 行政征收：森林植被恢复费、湿地恢复费（森林法§37，湿地法§21）
// Declared, assessed by the standard, rechecked, reviewed where large, decided, told, paid; relief and refund by rounds of their own.
import { type PlainDate, plainDate } from '../../../base/dates.ts';
import { allOf, type CaseFile, last, type Procedure, type Run, type Step } from '../../engine.ts';
import { recorderPresent } from '../../gates/countersigning.ts';
import { leavingProved, receiverFits, serviceDayMatches } from '../../gates/decision.ts';
import { evidenceKnown, recordingLinked, signatureFits, timesPlausible } from '../../gates/investigation.ts';
import { pointsConcluded, submissionStands } from '../../gates/review.ts';
import { reviewerQualified } from '../../gates/signing.ts';
import { endorsement } from '../../particulars/clue.ts';
import { decisionRevoked, enforcementEnded, litigationNoted, paymentReceived } from '../../particulars/decision.ts';
import { evidenceCollected, siteExamined } from '../../particulars/investigation.ts';
import { serviceFields } from '../../particulars/notice.ts';
import { legalReviewed, reviewReturned, reviewSubmitted } from '../../particulars/review.ts';
import { proceedingsOf } from '../../reckoning/account.ts';
import type { Term } from '../../reckoning/days.ts';
import type { Registers } from '../../registers.ts';
import * as every from '../everyCase.ts';
import { confirmedByAll, itemListed, successorCertified } from '../houseGates.ts';
import { levyAccountOf, noticeOf, ruleOf } from './account.ts';
import * as assess from './gates.ts';
import * as money from './moneyGates.ts';
import * as form from './particulars.ts';

const { byParameter, courtPaper, days, fact, inner, onSite, optional } = every;
/** 决定以前才有；决定以后只有减免缓、退还 */
const undecided = { unless: ['levyDecided', 'levyEnded'] } satisfies Partial<Step>;
const land = [assess.standardKnown, assess.areasPlausible, assess.conversionSaid, assess.areaWithinApproval];

/** A term of the levy's own standard; where the standard has none it is not asked for (`runs` is empty). */
const byStandard =
  (which: 'noticeDays' | 'payDays') =>
  (registers: Registers, _on: PlainDate, file?: CaseFile): Term => {
    const term = file && ruleOf(file, registers)?.[which];
    return { amount: term?.amount ?? 10, unit: term?.unit ?? 'workingDay', basis: '本局规定§76' };
  };
const noticeRuns = (file: CaseFile, registers: Registers): Run[] => {
  const declared = last(file, 'levyDeclared');
  return declared && ruleOf(file, registers)?.noticeDays
    ? [{ from: declared.particulars.approvedOn as PlainDate, metOn: last(file, 'levyServed')?.on }]
    : [];
};
const payRuns = (file: CaseFile, registers: Registers): Run[] => {
  const served = last(file, 'levyServed');
  return served ? [{ from: served.on, metOn: levyAccountOf(file, registers)?.settledOn }] : [];
};
/** 条例§16: from the notice that the occupation was not approved until the money is back. */
const refundRuns = (file: CaseFile): Run[] =>
  allOf(file, 'refundRequested')
    .filter((act) => act.particulars.ground === 'notApproved')
    .map((act) => ({ from: act.particulars.noticedOn as PlainDate, metOn: allOf(file, 'refundPaid').find((paid) => paid.n > act.n)?.on }));

/** Steps every case has, at a stage of this procedure. */
const staged = (steps: Procedure['steps']): Procedure['steps'] =>
  Object.fromEntries(
    Object.entries(steps).map(([id, step]) => [id, step.stage === 'investigation' ? { ...step, stage: 'assessment' as const } : step]),
  );

// biome-ignore format: a table is read across
const steps: Procedure['steps'] = {
  // 一、申报、核定、复核
  levyDeclared:         { stage: 'declaration', actor: 'officer', basis: '本局规定§71', numbers: { case: '案' }, gates: [itemListed(['levy']), ...land, assess.approvedBefore, evidenceKnown], fields: form.levyDeclared },
  siteExamined:         { stage: 'assessment', actor: 'officers', basis: '本局规定§72', ...onSite, after: ['levyDeclared'], ...undecided, ...optional,
                          gates: [timesPlausible, recorderPresent, signatureFits, recordingLinked, evidenceKnown], documents: ['CF07'], recording: 'advised', fields: siteExamined },
  evidenceCollected:    { stage: 'assessment', actor: 'officers', basis: '本局规定§72', ...onSite, after: ['levyDeclared'], ...undecided, ...optional, gates: [evidenceKnown], fields: evidenceCollected },
  levyAssessed:         { stage: 'assessment', actor: 'officers', basis: '本局规定§72', after: ['levyDeclared'], ...undecided, renewedBy: ['assessmentReturned'], repeats: true,
                          gates: [...land, assess.wetlandFeeOwed, assess.feeOnce, assess.exemptionGrounded, assess.assessedByStandard, evidenceKnown], fields: form.levyAssessed },
  assessmentReturned:   { stage: 'assessment', actor: 'stater', basis: '本局规定§7', after: ['levyAssessed'], ...undecided, ...optional, ...inner, fields: form.assessmentReturned },
  assessmentEndorsed:   { stage: 'assessment', actor: 'sectionHead', basis: '本局规定§7', after: ['levyAssessed'], ...undecided, renewedBy: ['levyAssessed', 'assessmentReturned'], gates: [confirmedByAll], fields: endorsement },

  // 二、法制审核（数额大的，免征、减征、缓缴、退还的）
  reviewSubmitted:      { stage: 'review', actor: 'officer', basis: '本局规定§75', after: ['assessmentEndorsed'], when: money.majorLevy, ...undecided, ...inner, repeats: true, redo: money.levyReviewFailed,
                          renewedBy: ['levyAssessed', 'reviewReturned'], fields: reviewSubmitted },
  reviewReturned:       { stage: 'review', actor: 'reviewer', basis: '本局规定§75', after: ['reviewSubmitted'], when: money.majorLevy, ...undecided, ...optional, ...inner, fields: reviewReturned },
  legalReviewed:        { stage: 'review', actor: 'reviewer', basis: '本局规定§75', after: ['reviewSubmitted'], when: money.majorLevy, ...undecided, renewedBy: ['reviewSubmitted'],
                          gates: [reviewerQualified, submissionStands, pointsConcluded], documents: ['G21'], numbers: { G21: '法审' }, fields: legalReviewed,
                          within: { term: byParameter('review.days', '辽宁审核办法', 'workingDay'), from: 'reviewSubmitted', says: '法制审核' } },

  // 三、决定、送达
  levyDecided:          { stage: 'decision', actor: 'head', basis: '本局规定§72', after: ['assessmentEndorsed', 'legalReviewed'], unless: ['levyEnded'], gates: [money.levyReviewed, confirmedByAll],
                          documents: ['ZS01', 'ZS02'], numbers: ({ file }) => { const { form: code, series } = noticeOf(file); return { [code]: series }; }, fields: endorsement },
  levyEnded:            { stage: 'decision', actor: 'head', basis: '本局规定§73', after: ['levyDeclared'], unless: ['levyDecided'], optional: true, gates: [evidenceKnown], fields: form.levyEnded },
  levyServed:           { stage: 'service', actor: 'officers', basis: '民诉法§88', ...onSite, after: ['levyDecided'], gates: [leavingProved, receiverFits, serviceDayMatches, evidenceKnown],
                          documents: ['G07'], recording: 'advised', fields: serviceFields,
                          within: { term: byStandard('noticeDays'), from: 'levyDeclared', says: '送达缴费通知', runs: noticeRuns } },

  // 四、缴纳、催缴
  paymentReceived:      { stage: 'performance', actor: 'party', basis: '本局规定§76', after: ['levyServed'], ...fact, late: ['bankAdvice', 'handedOn'], gates: [evidenceKnown], afterClosing: true, fields: paymentReceived },
  levyDemanded:         { stage: 'performance', actor: 'officer', basis: '本局规定§76', after: ['levyServed'], ...optional, gates: [money.demandedWhenOverdue, money.demandAmountRight, evidenceKnown],
                          documents: ['QZ11'], numbers: { QZ11: '催' }, fields: form.levyDemanded },
  levySettled:          { stage: 'performance', actor: 'officer', basis: '本局规定§76', after: ['levyServed', 'refundPaid'], renewedBy: ['reliefRequested', 'refundRequested', 'refundDecided'], gates: [money.paidInWhole, money.requestsAnswered], fields: form.levySettled,
                          within: { term: byStandard('payDays'), from: 'levyServed', says: '缴纳恢复费', runs: payRuns } },

  // 五、减免缓
  reliefRequested:      { stage: 'performance', actor: 'party', basis: '本局规定§74', after: ['levyServed'], ...fact, gates: [evidenceKnown], fields: form.reliefRequested },
  reliefProposed:       { stage: 'performance', actor: 'officers', basis: '本局规定§74', after: ['reliefRequested'], ...optional, gates: [money.reliefGrounded, money.reliefBounded], fields: form.reliefProposed },
  reliefDecided:        { stage: 'performance', actor: 'head', basis: '本局规定§74', after: ['reliefRequested'], when: money.reliefAsked, renewedBy: ['reliefRequested'], repeats: true,
                          gates: [money.grantedOnProposal, money.remissionPassed, confirmedByAll], documents: ['ZS03'], fields: form.reliefDecided },

  // 六、退还
  refundRequested:      { stage: 'performance', actor: 'party', basis: '本局规定§77', after: ['levyServed'], ...fact, gates: [evidenceKnown], fields: form.refundRequested },
  refundProposed:       { stage: 'performance', actor: 'officers', basis: '本局规定§77', after: ['refundRequested'], ...optional,
                          gates: [assess.standardKnown, assess.areasPlausible, assess.conversionSaid, assess.areaWithinApproval, money.refundComputed, evidenceKnown], fields: form.refundProposed },
  refundDecided:        { stage: 'performance', actor: 'head', basis: '本局规定§77', after: ['refundRequested'], when: money.refundAsked, renewedBy: ['refundRequested'], repeats: true,
                          gates: [money.grantedOnProposal, money.remissionPassed, confirmedByAll], documents: ['ZS03'], fields: form.refundDecided },
  refundPaid:           { stage: 'performance', actor: 'officer', basis: '森林法条例§16', after: ['refundDecided'], when: money.refundGranted, renewedBy: ['refundDecided'], repeats: true, gates: [money.refundAsGranted, evidenceKnown], fields: form.refundPaid,
                          within: { term: days(7, '森林法条例§16'), from: 'refundRequested', says: '退还森林植被恢复费', runs: refundRuns } },

  remissionReviewed:    { stage: 'performance', actor: 'reviewer', basis: '本局规定§75', after: ['levyServed'], when: money.remissionProposed, repeats: true, redo: money.remissionReturned, renewedBy: ['reliefProposed', 'refundProposed'], ...inner,
                          gates: [reviewerQualified, confirmedByAll], documents: ['G21'], numbers: { G21: '法审' }, fields: form.remissionReviewed },

  // 七、复议、诉讼
  litigationNoted:      { stage: 'performance', actor: 'authority', basis: '本局规定§12', after: ['levyServed'], ...fact, ...courtPaper, ...inner, afterClosing: true, fields: litigationNoted,
                          within: { term: days(90, '本局规定§12'), from: 'litigationNoted', says: '核对复议、诉讼进展并登记办结', always: true,
                            runs: (file) => proceedingsOf(file).map(({ from, to }) => ({ from, metOn: to })) } },
  decisionRevoked:      { stage: 'performance', actor: 'authority', basis: '本局规定§12', after: ['levyDecided'], ...fact, ...courtPaper, ...inner, gates: [evidenceKnown], afterClosing: true, fields: decisionRevoked },
  enforcementEnded:     { stage: 'performance', actor: 'authority', basis: '强制法§53', after: ['levyServed'], ...fact, ...courtPaper, ...inner, gates: [evidenceKnown], afterClosing: true, fields: enforcementEnded },

  // 八、公开、结案归档
  ...every.publicationSteps('levyDecided', ['levyServed'], '公开条例§26', days(20, '公开条例§26'), '公开征收结果'),
  ...staged(every.staffSteps('levyDeclared', 'levyDeclared', '本局规定§16', successorCertified('levy'))),
  ...every.closingSteps('档案法§14', ['levySettled'], [assess.disclosureSettled, confirmedByAll], ['levyEnded']),
  ...staged(every.recordSteps('levyDeclared', '本局规定§5')),
};

export const levy: Procedure = every.procedure({
  id: 'levy',
  version: '2021-07-15',
  name: '行政征收',
  inForceFrom: plainDate('2021-07-15'),
  actTypes: ['levy'],
  opens: 'levyDeclared',
  files: 'levyDeclared',
  decision: { step: 'levyDecided', form: 'ZS01' },
  ends: ['levyEnded'],
  actors: every.actorsUnder(every.houseClaims('levy')),
  steps,
});
