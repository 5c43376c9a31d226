// src/law/procedures/confirmation/table.ts —— 行政确认（古树认定、采伐更新验收、专门性问题认定、森林火灾调查评估）
// No statute covers confirmation as such: a light flow after the licensing law, and the special rule of each item.
import { plainDate } from '../../../base/dates.ts';
import { allOf, type CaseFile, last, type Procedure, type Run, type Step } from '../../engine.ts';
import { recorderPresent } from '../../gates/countersigning.ts';
import * as deciding from '../../gates/decision.ts';
import { evidenceKnown, timesPlausible } from '../../gates/investigation.ts';
import { endorsement } from '../../particulars/clue.ts';
import * as every from '../everyCase.ts';
import { confirmedByAll, itemListed, successorCertified } from '../houseGates.ts';
import * as rule from './gates.ts';
import * as said from './particulars.ts';

const { onSite, inner, fact, days, byParameter } = every;
const ends = ['confirmationNotAccepted', 'confirmationWithdrawn'] as const;
/** 送达以后，到此为止 */
const unserved = { unless: ['confirmationServed'] } satisfies Partial<Step>;
const numbers = ({ file, registers }: { file: CaseFile; registers: Parameters<typeof rule.decisionFormOf>[1] }): Record<string, string> => {
  const form = rule.decisionFormOf(file, registers);
  return form === 'QR02' ? { QR02: '古认' } : form === 'QR03' ? { QR03: '验' } : {};
};
/** From acceptance, or from the start where nobody applied. */
const decisionRuns = (file: CaseFile): Run[] => {
  const from = last(file, 'confirmationAccepted') ?? last(file, 'confirmationStarted');
  const waits = last(file, 'confirmationStarted')?.particulars.initiation === 'applied' && !last(file, 'confirmationAccepted');
  return from && !waits ? [{ from: from.on, metOn: allOf(file, 'confirmationDecided')[0]?.on }] : [];
};
/** Steps every case has, at a stage of this procedure. */
const within = (steps: Procedure['steps']): Procedure['steps'] =>
  Object.fromEntries(
    Object.entries(steps).map(([id, step]) => [id, step.stage === 'investigation' ? { ...step, stage: 'survey' as const } : step]),
  );

// biome-ignore format: a table is read across
const steps: Procedure['steps'] = {
  // 一、启动、受理
  confirmationStarted:         { stage: 'application', actor: 'officer', basis: '本局规定§31', late: ['post', 'handedOn'], documents: ['QR01'], numbers: { case: '确' }, fields: said.confirmationStarted,
                                 gates: [itemListed(['confirmation']), rule.confirmedPartyFits, rule.confirmedHere, rule.confirmersFit, rule.permitNamed, evidenceKnown] },
  confirmationSupplementAsked: { stage: 'application', actor: 'officer', basis: '本局规定§32', after: ['confirmationStarted'], when: rule.applied, unless: ['confirmationAccepted', 'confirmationNotAccepted'], optional: true, ...inner,
                                 gates: [rule.supplementDated], fields: said.confirmationSupplementAsked },
  confirmationAccepted:        { stage: 'application', actor: 'officer', basis: '本局规定§32', after: ['confirmationStarted'], when: rule.applied, unless: ['confirmationNotAccepted'], gates: [evidenceKnown], fields: said.confirmationAccepted,
                                 within: { term: byParameter('confirmation.acceptDays', '本局规定§32', 'workingDay'), from: 'confirmationStarted', says: '决定是否受理' } },
  confirmationNotAccepted:     { stage: 'application', actor: 'sectionHead', basis: '本局规定§32', after: ['confirmationStarted'], when: rule.applied, unless: ['confirmationAccepted'], optional: true, fields: said.confirmationNotAccepted },
  confirmationWithdrawn:       { stage: 'application', actor: 'party', basis: '本局规定§32', after: ['confirmationStarted'], ...fact, ...inner, gates: [evidenceKnown], fields: said.confirmationWithdrawn },

  // 二、勘查、鉴定、征求意见
  confirmationSurveyed:        { stage: 'survey', actor: 'officers', basis: '本局规定§33', ...onSite, after: ['confirmationStarted', 'confirmationAccepted'], ...unserved, repeats: true,
                                 gates: [rule.surveyComplete, timesPlausible, recorderPresent, evidenceKnown], recording: 'advised', fields: said.confirmationSurveyed },
  expertsAppraised:            { stage: 'survey', actor: 'officers', basis: '古树条例§9', ...onSite, after: ['confirmationSurveyed'], when: rule.needsAppraisal, ...unserved, repeats: true,
                                 gates: [rule.twoExperts, rule.ageAppraised, evidenceKnown], documents: ['G24'], fields: said.expertsAppraised },
  ownerHeard:                  { stage: 'survey', actor: 'officers', basis: '本局规定§34', ...onSite, after: ['confirmationSurveyed'], when: rule.ofTree, ...unserved, repeats: true,
                                 gates: [evidenceKnown], fields: said.ownerHeard },

  // 三、审批
  confirmationConcluded:       { stage: 'decision', actor: 'officers', basis: '本局规定§35', after: ['confirmationSurveyed', 'expertsAppraised', 'ownerHeard'], ...unserved, repeats: true, ...inner,
                                 gates: [confirmedByAll, rule.gradeOfCity, rule.regenerationReached], fields: said.confirmationConcluded },
  confirmationEndorsed:        { stage: 'decision', actor: 'sectionHead', basis: '本局规定§7', after: ['confirmationConcluded'], ...unserved, renewedBy: ['confirmationConcluded'], ...inner, gates: [confirmedByAll], fields: endorsement },
  confirmationDecided:         { stage: 'decision', actor: 'head', basis: '本局规定§35', after: ['confirmationEndorsed'], ...unserved, renewedBy: ['confirmationConcluded'], documents: ['QR02', 'QR03', 'CF17'], numbers, fields: endorsement,
                                 within: { term: byParameter('confirmation.days', '本局规定§35', 'workingDay'), from: 'confirmationAccepted', says: '办结行政确认', runs: decisionRuns } },
  governmentApproved:          { stage: 'decision', actor: 'authority', basis: '古树条例§10', late: ['courtPaper', 'handedOn'], after: ['confirmationDecided'], when: rule.needsGovernment, ...unserved, renewedBy: ['confirmationConcluded'],
                                 gates: [rule.approvedByOwnGovernment, evidenceKnown], fields: said.governmentApproved },

  // 四、送达、公布、归档
  confirmationServed:          { stage: 'service', actor: 'officers', basis: '民诉法§87', ...onSite, after: ['confirmationDecided', 'governmentApproved'],
                                 gates: [rule.approvalGranted, deciding.leavingProved, deciding.receiverFits, deciding.serviceDayMatches, evidenceKnown], documents: ['G07'], fields: said.confirmationServed },
  ...every.publicationSteps('confirmationDecided', ['confirmationServed'], '公开条例§26', days(20, '公开条例§26'), '公布确认结果'),
  ...within(every.staffSteps('confirmationStarted', 'confirmationStarted', '本局规定§16', successorCertified('confirmation'))),
  ...every.closingSteps('档案法§14', ['confirmationServed'], [rule.confirmationPublicityDecided, confirmedByAll], [...ends]),
  ...within(every.recordSteps('confirmationStarted', '本局规定§15')),
};

export const confirmation: Procedure = every.procedure({
  id: 'confirmation',
  version: '2021-07-15',
  name: '行政确认',
  inForceFrom: plainDate('2021-07-15'),
  actTypes: ['confirmation'],
  opens: 'confirmationStarted',
  files: 'confirmationStarted',
  decision: { step: 'confirmationDecided', form: 'QR02' },
  ends: [...ends],
  actors: every.actorsUnder(every.houseClaims('confirmation')),
  steps,
});
