// src/law/procedures/performance/immediate.ts —— 立即代履行（强制法§52）：roads, rivers, channels and public places cleared at once
import { plainDate } from '../../../base/dates.ts';
import type { Procedure } from '../../engine.ts';
import { recorderPresent } from '../../gates/countersigning.ts';
import { litigationNoted, paymentReceived } from '../../particulars/decision.ts';
import { proceedingsOf } from '../../reckoning/account.ts';
import { coercionRecorded, handlersMayCoerce, itemOfKind, materialsTaken, timesOfRecord } from '../coercion/power.ts';
import { recordSigned, witnessInvited } from '../coercion/site.ts';
import { closing, commonSteps, enforcementClaims, served } from '../coercion/steps.ts';
import { actorsUnder, courtPaper, days, fact, inner, onSite, procedure } from '../everyCase.ts';
import { confirmedByAll, itemListed } from '../houseGates.ts';
import * as gates from './gates.ts';
import * as form from './particulars.ts';

const executionTimes = timesOfRecord('executionTimes', '强制法§51', '代履行时，作出决定的行政机关应当派员到场监督');

// biome-ignore format: a table is read across
const steps: Procedure['steps'] = {
  immediatePerformanceProposed: { stage: 'proposal', actor: 'officers', basis: '强制法§52', ...onSite, numbers: { case: '案' }, fields: form.immediatePerformanceProposed,
                                  gates: [itemListed(['coercion']), itemOfKind('performance'), handlersMayCoerce, gates.publicPlaceObstructed, gates.partyCannotClear] },
  immediatePerformanceDecided:  { stage: 'decision', actor: 'head', basis: '强制法§52', late: ['paperFirst'], after: ['immediatePerformanceProposed'], gates: [gates.immediateDecisionDated], fields: form.immediatePerformanceDecided },
  immediatelyPerformed:         { stage: 'enforcement', actor: 'officers', basis: '强制法§52', ...onSite, after: ['immediatePerformanceDecided'], repeats: true, redo: gates.unfinished, recording: 'required',
                                  gates: [gates.clearedAfterDecision, gates.performerIndependent, executionTimes, recorderPresent, gates.notAtNight, gates.utilitiesKept, gates.withoutForce, witnessInvited, recordSigned, gates.executionSigned, coercionRecorded, materialsTaken],
                                  documents: ['QZ16'], fields: form.immediatelyPerformed },
  absentPartyNoticed:           { stage: 'enforcement', actor: 'officers', basis: '强制法§52', ...onSite, ...served, after: ['immediatelyPerformed'], when: gates.partyAway, documents: ['G07'] },

  costCharged:                  { stage: 'cost', actor: 'head', basis: '强制法§51', after: ['immediatelyPerformed'], when: gates.immediatelyDone, gates: [gates.costAtCost, confirmedByAll], documents: ['QZ17'], numbers: { QZ17: '代费' }, fields: form.costCharged },
  costNoticed:                  { stage: 'cost', actor: 'officers', basis: '强制法§51', ...onSite, ...served, after: ['costCharged'], when: gates.immediatelyDone, renewedBy: ['costCharged'], documents: ['G07'] },
  paymentReceived:              { stage: 'cost', actor: 'party', basis: '强制法§51', after: ['costNoticed'], ...fact, late: ['bankAdvice', 'handedOn'], afterClosing: true, gates: [materialsTaken], fields: paymentReceived },
  costSettled:                  { stage: 'cost', actor: 'officers', basis: '强制法§51', after: ['costNoticed'], when: gates.immediatelyDone, gates: [gates.costCleared], fields: form.costSettled },

  litigationNoted:              { stage: 'enforcement', actor: 'authority', basis: '强制法§41', after: ['immediatePerformanceProposed'], ...fact, ...courtPaper, ...inner, afterClosing: true, fields: litigationNoted,
                                  within: { term: days(90, '本局规定§12'), from: 'litigationNoted', says: '核对复议、诉讼进展并登记办结', always: true,
                                    runs: (file) => proceedingsOf(file).map(({ from, to }) => ({ from, metOn: to })) } },
  ...closing('强制法§52', ['immediatelyPerformed', 'absentPartyNoticed', 'costSettled'], [gates.immediatelyFinished, confirmedByAll], []),
  ...commonSteps('immediatePerformanceProposed', 'enforcement', '本局规定§15', ['caseClosed']),
};

export const immediatePerformance: Procedure = procedure({
  id: 'coercion.immediate',
  version: '2012-01-01',
  name: '行政强制执行（立即代履行）',
  inForceFrom: plainDate('2012-01-01'),
  actTypes: ['coercion'],
  opens: 'immediatePerformanceProposed',
  files: 'immediatePerformanceProposed',
  ends: [],
  actors: actorsUnder(enforcementClaims),
  steps,
});
