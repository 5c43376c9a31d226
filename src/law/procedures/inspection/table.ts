// src/law/procedures/inspection/table.ts —— 行政检查（国办发〔2024〕54号；日常检查、专项检查、个案检查）
// The table a lawyer reads: step, stage, who, article, what must come before, when, what forbids it, by when, which papers.
import { type PlainDate, plainDate } from '../../../base/dates.ts';
import { allOf, type CaseFile, last, type Procedure, type Run, type Step } from '../../engine.ts';
import { approvedOnPaperAt } from '../../gates/approvedBefore.ts';
import { recorderPresent } from '../../gates/countersigning.ts';
import * as deciding from '../../gates/decision.ts';
import { evidenceKnown, signatureFits, timesPlausible } from '../../gates/investigation.ts';
import { endorsement } from '../../particulars/clue.ts';
import type { Term } from '../../reckoning/days.ts';
import type { Registers } from '../../registers.ts';
import * as every from '../everyCase.ts';
import { confirmedByAll, itemListed, successorCertified } from '../houseGates.ts';
import * as rule from './gates.ts';
import * as said from './particulars.ts';
import * as site from './siteParticulars.ts';

const { onSite, inner, optional, days, byParameter } = every;
const served = [deciding.leavingProved, deciding.receiverFits, deciding.serviceDayMatches, evidenceKnown];
const ends = ['inspectionDeclined', 'inspectionCancelled'] as const;
/** 提出处理意见以后，不再进入现场；告知结果以后，不再改变处理意见 */
const visiting = { unless: ['inspectionConcluded'] } satisfies Partial<Step>;

/** 二十四小时内: hours end on their day, whatever day that is. */
const withinDays = (registers: Registers, on: PlainDate): Term => ({
  ...byParameter('inspection.urgentDays', '本局规定§23', 'calendarDay')(registers, on),
  firm: true,
});

/** From the last visit on, which is refused or carried out. */
const resultRuns = (file: CaseFile): Run[] =>
  allOf(file, 'siteInspected', 'identityShown')
    .slice(-1)
    .map(({ on }) => ({ from: on, metOn: last(file, 'inspectionResultNoticed')?.on }));
/** Each day set for correcting is followed by a recheck. */
const recheckRuns = (file: CaseFile): Run[] =>
  rule.duesOf(file).map(({ from, n }) => ({
    from: from as PlainDate,
    metOn: allOf(file, 'rectificationRechecked').find((act) => act.n > n)?.on,
  }));

/** Steps every case has, at a stage of this procedure. */
const within = (steps: Procedure['steps']): Procedure['steps'] =>
  Object.fromEntries(
    Object.entries(steps).map(([id, step]) => [id, step.stage === 'investigation' ? { ...step, stage: 'visit' as const } : step]),
  );

// biome-ignore format: a table is read across
const steps: Procedure['steps'] = {
  // 一、提请、批准
  inspectionProposed:      { stage: 'preparation', actor: 'officer', basis: '涉企检查意见', numbers: { case: '检' }, fields: said.inspectionProposed,
                             gates: [itemListed(['inspection']), rule.inspectedPartyFits, rule.inspectedHere, rule.inspectorsFit, rule.plannedAhead] },
  inspectionApproved:      { stage: 'preparation', actor: 'head', basis: '本局规定§23', after: ['inspectionProposed'], unless: ['urgentEntryReported', 'inspectionDeclined'],
                             gates: [itemListed(['inspection']), rule.inspectorsFit, rule.withinYearlyCap, rule.approvalOfDay], documents: ['JC03'], fields: [...endorsement, approvedOnPaperAt] },
  inspectionDeclined:      { stage: 'preparation', actor: 'head', basis: '本局规定§23', after: ['inspectionProposed'], unless: ['inspectionApproved', 'urgentEntryRatified'], optional: true, fields: said.inspectionDeclined },
  urgentEntryReported:     { stage: 'preparation', actor: 'officers', basis: '本局规定§23', ...onSite, after: ['inspectionProposed'], unless: ['inspectionApproved', 'inspectionDeclined'], optional: true, ...inner,
                             gates: [rule.urgencyOfSingle, rule.reportedToHead], fields: said.urgentEntryReported },
  urgentEntryRatified:     { stage: 'preparation', actor: 'head', basis: '本局规定§23', after: ['urgentEntryReported'], when: rule.urgent, unless: ['inspectionDeclined'], ...inner,
                             gates: [itemListed(['inspection']), rule.inspectorsFit], documents: ['JC03'], fields: endorsement,
                             within: { term: withinDays, from: 'urgentEntryReported', says: '补办检查批准' } },
  inspectionNoticed:       { stage: 'preparation', actor: 'officers', basis: '本局规定§24', ...onSite, after: ['inspectionApproved'], ...visiting, repeats: true,
                             gates: [rule.noticedBefore, ...served], documents: ['JC04', 'G07'], numbers: { JC04: '检通' }, fields: said.inspectionNoticed },

  // 二、进入现场、检查
  identityShown:           { stage: 'visit', actor: 'officers', basis: '处罚法§55', ...onSite, after: ['inspectionNoticed'], when: rule.entersPremises, ...visiting, repeats: true,
                             gates: [rule.withinYearlyCap, rule.onNoticedDay, rule.enteredAfterApproval, rule.entryScanned, rule.inspectionFilmed, evidenceKnown], recording: 'required', fields: site.identityShown },
  siteInspected:           { stage: 'visit', actor: 'officers', basis: '处罚法§55', ...onSite, after: ['inspectionNoticed', 'identityShown'], when: rule.admitted, ...visiting, repeats: true,
                             gates: [rule.afterIdentity, rule.onNoticedDay, rule.begunAfterApproval, rule.withinApproval, timesPlausible, signatureFits, recorderPresent, rule.inspectionFilmed, evidenceKnown],
                             documents: ['JC05'], recording: 'required', fields: site.siteInspected },
  inspectionInterviewed:   { stage: 'visit', actor: 'officers', basis: '处罚法§55', ...onSite, after: ['inspectionNoticed', 'identityShown'], when: rule.admitted, ...visiting, ...optional,
                             gates: [rule.begunAfterApproval, timesPlausible, recorderPresent, evidenceKnown], documents: ['JC06'], recording: 'advised', fields: site.inspectionInterviewed },
  siteMeasured:            { stage: 'visit', actor: 'officers', basis: '处罚法§55', ...onSite, after: ['inspectionNoticed', 'identityShown'], when: rule.admitted, ...visiting, ...optional,
                             gates: [rule.begunAfterApproval, timesPlausible, recorderPresent, rule.inspectionFilmed, evidenceKnown], documents: ['JC07'], recording: 'required', fields: site.siteMeasured },
  samplesTaken:            { stage: 'visit', actor: 'officers', basis: '处罚法§56', ...onSite, after: ['inspectionNoticed', 'identityShown'], when: rule.admitted, ...visiting, ...optional,
                             gates: [rule.begunAfterApproval, timesPlausible, rule.inspectionFilmed, evidenceKnown], documents: ['JC08'], recording: 'required', fields: site.samplesTaken },
  inspectionCancelled:     { stage: 'visit', actor: 'head', basis: '本局规定§23', after: ['inspectionProposed', 'inspectionApproved'], ...visiting, optional: true, fields: said.inspectionCancelled },

  // 三、处理
  inspectionConcluded:     { stage: 'outcome', actor: 'officers', basis: '本局规定§26', after: ['inspectionNoticed', 'identityShown', 'siteInspected', 'urgentEntryRatified'], repeats: true,
                             unless: ['rectificationOrdered', 'hazardOrdered', 'inspectionResultNoticed'],
                             gates: [confirmedByAll, rule.conclusionFits, rule.rectificationDated, rule.hazardOfFire], fields: said.inspectionConcluded },
  outcomeEndorsed:         { stage: 'outcome', actor: 'sectionHead', basis: '本局规定§7', after: ['inspectionConcluded'], renewedBy: ['inspectionConcluded'], ...inner, gates: [confirmedByAll], fields: endorsement },
  rectificationOrdered:    { stage: 'outcome', actor: 'officers', basis: '处罚法§28', ...onSite, after: ['outcomeEndorsed'], when: rule.ordersCorrection,
                             gates: [rule.orderStillRuns, ...served], documents: ['G09', 'G07'], numbers: { G09: '责改' }, fields: said.rectificationOrdered },
  hazardOrdered:           { stage: 'outcome', actor: 'officers', basis: '防火条例§24', ...onSite, after: ['outcomeEndorsed'], when: rule.ordersHazard,
                             gates: [rule.orderStillRuns, ...served], documents: ['JC10', 'G07'], numbers: { JC10: '防改' }, fields: said.hazardOrdered },
  inspectionForwarded:     { stage: 'outcome', actor: 'head', basis: '本局规定§28', after: ['outcomeEndorsed'], when: rule.forwards,
                             documents: ['G16'], numbers: { G16: '移' }, fields: said.inspectionForwarded },
  inspectionResultNoticed: { stage: 'outcome', actor: 'officers', basis: '本局规定§26', ...onSite, after: ['outcomeEndorsed', 'rectificationOrdered', 'hazardOrdered', 'inspectionForwarded'],
                             gates: served, documents: ['JC09', 'G07'], numbers: { JC09: '检告' }, fields: said.inspectionResultNoticed,
                             within: { term: byParameter('inspection.resultDays', '本局规定§26', 'workingDay'), from: 'siteInspected', says: '告知检查结果', runs: resultRuns } },

  // 四、复查、移交
  rectificationRechecked:  { stage: 'rectification', actor: 'officers', basis: '处罚法§28', ...onSite, after: ['rectificationOrdered', 'hazardOrdered', 'inspectionResultNoticed'], when: rule.orders, repeats: true, redo: rule.recheckOpen,
                             gates: [rule.rectificationDated, evidenceKnown], documents: ['JC11'], recording: 'advised', fields: said.rectificationRechecked,
                             within: { term: byParameter('inspection.recheckDays', '本局规定§27', 'workingDay'), from: 'rectificationOrdered', says: '复查整改', runs: recheckRuns } },
  violationHandedOver:     { stage: 'rectification', actor: 'officer', basis: '处罚法§54', after: ['inspectionResultNoticed', 'rectificationRechecked'], when: rule.toPursue, fields: said.violationHandedOver },

  // 五、公示、结案、记录
  ...every.publicationSteps('inspectionResultNoticed', [], '公开条例§26', days(20, '公开条例§26'), '公示检查结果'),
  ...within(every.staffSteps('inspectionProposed', 'inspectionProposed', '本局规定§16', successorCertified('inspection'))),
  ...every.closingSteps('档案法§14', ['inspectionResultNoticed', 'rectificationRechecked', 'violationHandedOver', 'inspectionForwarded'],
                        [rule.recheckFinished, rule.resultPublicityDecided, confirmedByAll], [...ends]),
  ...within(every.recordSteps('inspectionProposed', '本局规定§15')),
};

export const inspection: Procedure = every.procedure({
  id: 'inspection',
  version: '2025-01-03',
  name: '行政检查',
  inForceFrom: plainDate('2025-01-03'),
  actTypes: ['inspection'],
  opens: 'inspectionProposed',
  files: 'inspectionProposed',
  decision: { step: 'inspectionResultNoticed', form: 'JC09' },
  ends: [...ends],
  actors: every.actorsUnder(every.houseClaims('inspection')),
  steps,
});
