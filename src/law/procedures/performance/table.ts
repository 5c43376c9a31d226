// src/law/procedures/performance/table.ts —— 行政强制执行：代履行（强制法第四章第一节、第三节）
// Demanded, heard, drafted, reviewed, decided, served, reminded, carried out under our eyes, charged at cost.
import { plainDate } from '../../../base/dates.ts';
import { allOf, type CaseFile, type Procedure, type Run, type Step } from '../../engine.ts';
import { recorderPresent } from '../../gates/countersigning.ts';
import { litigationNoted, paymentReceived } from '../../particulars/decision.ts';
import { proceedingsOf } from '../../reckoning/account.ts';
import * as demand from '../coercion/demand.ts';
import { coercionRecorded, handlersMayCoerce, itemOfKind, materialsTaken, reviewedAlways, timesOfRecord } from '../coercion/power.ts';
import { reviewAgreed, reviewSteps } from '../coercion/review.ts';
import { recordSigned, witnessInvited } from '../coercion/site.ts';
import { decisionStands } from '../coercion/standing.ts';
import { closing, commonSteps, enforcementClaims, served, statementSteps } from '../coercion/steps.ts';
import { actorsUnder, courtPaper, days, fact, inner, onSite, optional, procedure, publicationSteps } from '../everyCase.ts';
import { confirmedByAll, itemListed } from '../houseGates.ts';
import * as gates from './gates.ts';
import * as form from './particulars.ts';
import { structureAnnounced } from './structure.ts';

const ends: Procedure['ends'] = ['enforcementTerminated'];
/** 当事人已经履行、终结执行的，不再执行 */
const outstanding = { unless: ['dutyFulfilled', ...ends] } satisfies Partial<Step>;
const { notSuspended, notAgreed } = gates;
const goesOn = [notSuspended, notAgreed];
const executionTimes = timesOfRecord('executionTimes', '强制法§51', '代履行时，作出决定的行政机关应当派员到场监督');

/** Each suspension by itself, until resumed. */
const suspensionRuns = (file: CaseFile): Run[] =>
  allOf(file, 'enforcementSuspended').map(({ on, n }) => ({
    from: on,
    metOn: allOf(file, 'enforcementResumed', 'enforcementTerminated').find((act) => act.n > n)?.on,
  }));

// biome-ignore format: a table is read across
const steps: Procedure['steps'] = {
  // 一、提请、催告、陈述申辩
  performanceProposed:  { stage: 'proposal', actor: 'officers', basis: '强制法§50', numbers: { case: '案' }, fields: form.performanceProposed,
                          gates: [itemListed(['coercion']), itemOfKind('performance'), handlersMayCoerce, demand.decisionInOrder, decisionStands, demand.dutyOverdue, gates.dutySubstitutable, gates.harmful, materialsTaken] },
  demandServed:         { stage: 'demand', actor: 'officers', basis: '强制法§35', ...onSite, ...served, after: ['performanceProposed'], unless: ['performanceDecided', ...outstanding.unless], repeats: true,
                          gates: [demand.dutyOverdue, demand.demandGivesTime, demand.demandComplete, ...served.gates], documents: ['QZ11', 'G07'], numbers: { QZ11: '催' }, fields: demand.demandServed },
  ...statementSteps('demand', 'performanceDecided'),

  // 二、拟定、法制审核、决定、送达
  performanceDrafted:   { stage: 'decision', actor: 'officers', basis: '强制法§51', after: ['demandServed', 'statementRechecked'], unless: ['performanceDecided', ...outstanding.unless], repeats: true, renewedBy: ['demandServed', 'statementRechecked'],
                          gates: [...goesOn, demand.demandRanOut, demand.statementNotUpheld, gates.performerIndependent, gates.plannedDay], fields: form.performanceDrafted },
  ...reviewSteps(['performanceDrafted'], ['performanceDrafted', 'statementRechecked', 'evidenceCollected'], reviewedAlways, 'performanceDecided'),
  performanceDecided:   { stage: 'decision', actor: 'head', basis: '强制法§51', after: ['demandServed', 'statementRechecked', 'performanceDrafted', 'legalReviewed'], ...outstanding,
                          gates: [...goesOn, itemListed(['coercion']), decisionStands, structureAnnounced, demand.demandRanOut, demand.statementNotUpheld, gates.performerIndependent, reviewAgreed(reviewedAlways), confirmedByAll],
                          documents: ['QZ14'], numbers: { QZ14: '代履' }, fields: form.performanceDecided },
  decisionServed:    { stage: 'service', actor: 'officers', basis: '强制法§51', ...onSite, ...served, after: ['performanceDecided'], ...outstanding, documents: ['G07'] },

  // 三、三日前催告、实施、验收
  performanceReminded:  { stage: 'enforcement', actor: 'officers', basis: '强制法§51', ...onSite, ...served, after: ['decisionServed'], ...outstanding, repeats: true, renewedBy: ['enforcementResumed', 'agreementBroken'],
                          gates: [...goesOn, demand.demandGivesTime, ...served.gates], documents: ['QZ15', 'G07'], numbers: { QZ15: '代催' }, fields: demand.demandServed },
  performanceCarriedOut:{ stage: 'enforcement', actor: 'officers', basis: '强制法§51', ...onSite, after: ['performanceReminded'], ...outstanding, repeats: true, redo: gates.unfinished, recording: 'required',
                          gates: [...goesOn, decisionStands, structureAnnounced, gates.remindedInTime, executionTimes, recorderPresent, gates.notAtNight, gates.utilitiesKept, gates.withoutForce, witnessInvited, recordSigned, gates.executionSigned, coercionRecorded, materialsTaken],
                          documents: ['QZ16'], fields: form.performanceCarriedOut },

  // 四、费用
  costCharged:          { stage: 'cost', actor: 'head', basis: '强制法§51', after: ['performanceCarriedOut'], when: gates.performed, unless: ends, gates: [gates.costAtCost, confirmedByAll], documents: ['QZ17'], numbers: { QZ17: '代费' }, fields: form.costCharged },
  costNoticed:          { stage: 'cost', actor: 'officers', basis: '强制法§51', ...onSite, ...served, after: ['costCharged'], when: gates.performed, unless: ends, renewedBy: ['costCharged'], documents: ['G07'] },
  paymentReceived:      { stage: 'cost', actor: 'party', basis: '强制法§51', after: ['costNoticed'], ...fact, late: ['bankAdvice', 'handedOn'], afterClosing: true, gates: [materialsTaken], fields: paymentReceived },
  costSettled:          { stage: 'cost', actor: 'officers', basis: '强制法§51', after: ['costNoticed'], when: gates.performed, unless: ends, gates: [gates.costCleared], fields: form.costSettled },

  // 五、当事人履行，中止、恢复、协议、终结
  dutyFulfilled:        { stage: 'enforcement', actor: 'officers', basis: '强制法§51', ...onSite, after: ['performanceProposed'], unless: ['performanceCarriedOut', ...ends], optional: true, gates: [materialsTaken], fields: demand.dutyFulfilled },
  enforcementSuspended: { stage: 'enforcement', actor: 'head', basis: '强制法§39', after: ['performanceProposed'], ...outstanding, ...optional, gates: [notSuspended, materialsTaken], documents: ['QZ18'], numbers: { QZ18: '中执' }, fields: form.enforcementSuspended },
  enforcementResumed:   { stage: 'enforcement', actor: 'head', basis: '强制法§39', after: ['enforcementSuspended'], when: gates.suspended, ...outstanding, repeats: true, renewedBy: ['enforcementSuspended'], documents: ['QZ18'], numbers: { QZ18: '中执' }, fields: form.enforcementResumed,
                          within: { term: (_registers, on) => gates.threeYears(on), from: 'enforcementSuspended', says: '中止执行满三年', runs: suspensionRuns } },
  agreementConcluded:   { stage: 'enforcement', actor: 'head', basis: '强制法§42', after: ['performanceProposed'], ...outstanding, ...optional, gates: [notSuspended, notAgreed, gates.agreementHarmless, gates.onlyLateReduced, materialsTaken], documents: ['QZ20'], fields: form.agreementConcluded },
  agreementBroken:      { stage: 'enforcement', actor: 'officers', basis: '强制法§42', after: ['agreementConcluded'], when: gates.agreed, ...outstanding, ...optional, gates: [materialsTaken], fields: form.agreementBroken },
  enforcementTerminated:{ stage: 'enforcement', actor: 'head', basis: '强制法§40', after: ['performanceProposed'], unless: ['performanceCarriedOut', 'dutyFulfilled'], optional: true, gates: [gates.terminatedOnGround, materialsTaken], documents: ['QZ19'], numbers: { QZ19: '终执' }, fields: form.enforcementTerminated },

  // 六、复议诉讼、公示、结案归档
  litigationNoted:      { stage: 'enforcement', actor: 'authority', basis: '强制法§41', after: ['performanceProposed'], ...fact, ...courtPaper, ...inner, afterClosing: true, fields: litigationNoted,
                          within: { term: days(90, '本局规定§12'), from: 'litigationNoted', says: '核对复议、诉讼进展并登记办结', always: true,
                            runs: (file) => proceedingsOf(file).map(({ from, to }) => ({ from, metOn: to })) } },
  ...publicationSteps('performanceDecided', ['decisionServed'], '公开条例§26', days(20, '公开条例§26'), '公示强制决定'),
  ...closing('强制法§51', ['demandServed', 'decisionServed', 'performanceCarriedOut', 'costSettled'], [gates.performedOrFulfilled, confirmedByAll], ends),
  ...commonSteps('performanceProposed', 'demand', '本局规定§15', ['caseClosed']),
};

export const performance: Procedure = procedure({
  id: 'coercion.performance',
  version: '2012-01-01',
  name: '行政强制执行（代履行）',
  inForceFrom: plainDate('2012-01-01'),
  actTypes: ['coercion'],
  opens: 'performanceProposed',
  files: 'performanceProposed',
  decision: { step: 'performanceDecided', form: 'QZ14' },
  ends,
  actors: actorsUnder(enforcementClaims),
  steps,
});
