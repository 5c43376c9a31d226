// src/law/procedures/courtEnforcement/table.ts —— 申请人民法院强制执行（强制法第五章）
// Proposed for one decision of one case, demanded, heard, drafted, reviewed, applied for in its window; what the court does is recorded as it comes.
import { plainDate } from '../../../base/dates.ts';
import { allOf, type CaseFile, last, once, type Procedure, type Run } from '../../engine.ts';
import { enforcementEnded, paymentReceived } from '../../particulars/decision.ts';
import { threeMonths } from '../../reckoning/enforcementWindow.ts';
import type { StepId } from '../../vocabulary.ts';
import * as demand from '../coercion/demand.ts';
import { handlersMayCoerce, itemOfKind, materialsTaken, reviewedAlways } from '../coercion/power.ts';
import { reviewAgreed, reviewSteps } from '../coercion/review.ts';
import { decisionStands } from '../coercion/standing.ts';
import { closing, commonSteps, enforcementClaims, served, statementSteps } from '../coercion/steps.ts';
import { actorsUnder, courtPaper, days, fact, onSite, procedure } from '../everyCase.ts';
import { confirmedByAll, itemListed } from '../houseGates.ts';
import * as gates from './gates.ts';
import * as form from './particulars.ts';
import { remediesEnd } from './window.ts';

const ends: Procedure['ends'] = ['enforcementForgone'];
const unapplied = { unless: ['courtApplied', 'dutyFulfilled', ...ends] } as { unless: StepId[] };
const courtFact = { ...fact, ...courtPaper } as const;

/** The window is one; it is met by the application. */
const windowRuns = (file: CaseFile): Run[] => {
  const [from, metOn] = [remediesEnd(file), last(file, 'courtApplied')?.on];
  const pointless = !metOn && (once(file, 'dutyFulfilled') || once(file, 'enforcementForgone'));
  return from && !pointless ? [{ from, metOn }] : [];
};
/** From each act to the next of the steps that answer it. */
const answered =
  (from: StepId, ...answers: StepId[]) =>
  (file: CaseFile): Run[] =>
    allOf(file, from).map(({ on, n }) => ({ from: on, metOn: allOf(file, ...answers).find((act) => act.n > n)?.on }));
const reviewRuns = (file: CaseFile): Run[] =>
  allOf(file, 'courtDeclined', 'courtRuled')
    .filter((act) => act.step === 'courtDeclined' || act.particulars.outcome === 'refused')
    .map(({ on, n }) => ({ from: on, metOn: allOf(file, 'courtReviewApplied', 'enforcementForgone').find((act) => act.n > n)?.on }));

// biome-ignore format: a table is read across
const steps: Procedure['steps'] = {
  // 一、提请、催告、陈述申辩
  courtEnforcementProposed: { stage: 'proposal', actor: 'officers', basis: '强制法§53', numbers: { case: '案' }, fields: form.courtEnforcementProposed,
                              gates: [itemListed(['coercion']), itemOfKind('court'), handlersMayCoerce, demand.decisionInOrder, decisionStands, demand.dutyOverdue, gates.coursesDated, materialsTaken] },
  demandServed:             { stage: 'demand', actor: 'officers', basis: '强制法§54', ...onSite, ...served, after: ['courtEnforcementProposed'], ...unapplied, repeats: true,
                              gates: [demand.dutyOverdue, demand.demandGivesTime, demand.demandComplete, ...served.gates], documents: ['QZ11', 'G07'], numbers: { QZ11: '催' }, fields: demand.demandServed },
  ...statementSteps('demand', 'courtApplied'),
  paymentReceived:          { stage: 'demand', actor: 'party', basis: '强制法§54', after: ['courtEnforcementProposed'], ...fact, late: ['bankAdvice', 'handedOn'], afterClosing: true, gates: [materialsTaken], fields: paymentReceived },
  dutyFulfilled:            { stage: 'enforcement', actor: 'officers', basis: '强制法§54', ...onSite, after: ['courtEnforcementProposed'], unless: ends, optional: true, gates: [materialsTaken], fields: demand.dutyFulfilled },

  // 二、拟定申请书、法制审核、申请
  courtApplicationDrafted:  { stage: 'court', actor: 'officers', basis: '强制法§55', after: ['demandServed', 'statementRechecked'], ...unapplied, repeats: true, renewedBy: ['demandServed', 'statementRechecked', 'paymentReceived'],
                              gates: [demand.statementNotUpheld, gates.courtCompetent, gates.owedAsKept, gates.lateFineCapped, gates.materialsComplete], fields: form.courtApplicationDrafted },
  ...reviewSteps(['courtApplicationDrafted'], ['courtApplicationDrafted', 'statementRechecked', 'evidenceCollected'], reviewedAlways, 'courtApplied'),
  courtApplied:             { stage: 'court', actor: 'head', basis: '强制法§55', after: ['demandServed', 'statementRechecked', 'courtApplicationDrafted', 'legalReviewed'], unless: ['dutyFulfilled', ...ends],
                              gates: [itemListed(['coercion']), decisionStands, gates.noProceedingsPending, gates.remediesOver, gates.withinThreeMonths, gates.tenDaysAfterDemand, demand.statementNotUpheld, gates.somethingOwed, reviewAgreed(reviewedAlways), confirmedByAll],
                              documents: ['QZ21'], numbers: { QZ21: '强申' }, fields: form.courtApplied,
                              within: { term: (_registers, on) => threeMonths(on), from: 'courtEnforcementProposed', says: '申请人民法院强制执行（三个月）', runs: windowRuns } },

  // 三、受理、裁定、复议、执行
  courtAccepted:            { stage: 'court', actor: 'authority', basis: '强制法§56', after: ['courtApplied'], ...courtFact, gates: [materialsTaken], fields: form.courtAccepted,
                              within: { term: days(5, '强制法§56'), from: 'courtApplied', says: '人民法院受理', always: true, runs: answered('courtApplied', 'courtAccepted', 'courtDeclined', 'dutyFulfilled') } },
  courtDeclined:            { stage: 'court', actor: 'authority', basis: '强制法§56', after: ['courtApplied'], ...courtFact, gates: [materialsTaken], fields: form.courtDeclined },
  courtRuled:               { stage: 'court', actor: 'authority', basis: '强制法§57', after: ['courtApplied'], ...courtFact, gates: [materialsTaken], fields: form.courtRuled,
                              within: { term: days(7, '强制法§57'), from: 'courtAccepted', says: '人民法院裁定（有第58条情形的三十日）', always: true, runs: answered('courtAccepted', 'courtRuled', 'dutyFulfilled') } },
  courtReviewApplied:       { stage: 'court', actor: 'head', basis: '强制法§56', after: ['courtApplied'], when: gates.refused, unless: ends, optional: true, renewedBy: ['courtRuled'], gates: [gates.reviewInTime, gates.rulingReviewInTime], fields: form.courtReviewApplied,
                              within: { term: days(15, '强制法§56'), from: 'courtDeclined', says: '向上一级人民法院申请复议', always: true, runs: reviewRuns } },
  courtReviewDecided:       { stage: 'court', actor: 'authority', basis: '强制法§56', after: ['courtReviewApplied'], ...courtFact, gates: [materialsTaken], fields: form.courtReviewDecided },
  enforcementEnded:         { stage: 'enforcement', actor: 'authority', basis: '强制法§60', after: ['courtApplied'], ...courtFact, afterClosing: true, gates: [materialsTaken], fields: enforcementEnded },

  // 四、不再申请、结案归档
  enforcementForgone:       { stage: 'court', actor: 'head', basis: '强制法§53', after: ['courtEnforcementProposed'], unless: ['enforcementEnded'], optional: true, gates: [gates.forgoneGrounded, materialsTaken], fields: form.enforcementForgone },
  ...closing('强制法§57', ['demandServed', 'courtApplied'], [gates.enforcedOrFulfilled, confirmedByAll], ends),
  ...commonSteps('courtEnforcementProposed', 'demand', '本局规定§15', ['caseClosed']),
};

export const courtEnforcement: Procedure = procedure({
  id: 'coercion.court',
  version: '2012-01-01',
  name: '申请人民法院强制执行',
  inForceFrom: plainDate('2012-01-01'),
  actTypes: ['coercion'],
  opens: 'courtEnforcementProposed',
  files: 'courtEnforcementProposed',
  decision: { step: 'courtApplied', form: 'QZ21' },
  ends,
  actors: actorsUnder(enforcementClaims),
  steps,
});
