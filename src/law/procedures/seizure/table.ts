// src/law/procedures/seizure/table.ts —— 行政强制措施：查封、扣押（强制法第三章第一节、第二节）
// Approved before (or, where it is urgent, within twenty-four hours after), carried out by two with list and record, ended in thirty days.
import { addDays, plainDate } from '../../../base/dates.ts';
import { allOf, type CaseFile, last, type Procedure, type Run, type Step } from '../../engine.ts';
import { approvedOnPaperAt } from '../../gates/approvedBefore.ts';
import { recorderPresent } from '../../gates/countersigning.ts';
import { endorsement } from '../../particulars/clue.ts';
import { litigationNoted } from '../../particulars/decision.ts';
import { proceedingsOf } from '../../reckoning/account.ts';
import { coercionRecorded, handlersMayCoerce, itemOfKind, materialsTaken, timesOfRecord } from '../coercion/power.ts';
import { reviewAgreed, reviewSteps } from '../coercion/review.ts';
import { recordSigned, witnessInvited } from '../coercion/site.ts';
import { closing, commonSteps, seizureClaims, served } from '../coercion/steps.ts';
import { actorsUnder, courtPaper, days, fact, inner, onSite, optional, paperFirst, procedure, publicationSteps } from '../everyCase.ts';
import { confirmedByAll, itemListed } from '../houseGates.ts';
import * as gates from './gates.ts';
import * as goods from './goodsGates.ts';
import { owedBack, periodOf, testingPauses, undecided } from './ledger.ts';
import * as form from './particulars.ts';

const ends: Procedure['ends'] = ['seizureDeclined'];
const siteRecordTimes = timesOfRecord('seizureTimes', '强制法§18', '制作现场笔录');
const { goodsThere, proceedsThere, somethingMoved } = goods;
/** 负责人认为不应当采取的，只能立即解除（强制法§19） */
const allowed = { unless: ['seizureDisallowed'] } satisfies Partial<Step>;
const common = commonSteps('seizureProposed', 'custody', '强制法§18', ['caseClosed']);

/** Twenty-four hours from the seizure: a day that no holiday makes longer. */
const hours24 = () => ({ amount: 1, basis: '强制法§19', unit: 'calendarDay', firm: true }) as const;
/** 立即: on the day itself. A term ends no earlier than the day after it begins, so it begins the day before. */
const atOnce = () => ({ amount: 1, basis: '强制法§19', unit: 'calendarDay', firm: true }) as const;
const disallowedRuns = (file: CaseFile): Run[] =>
  allOf(file, 'seizureDisallowed').map(({ on, n }) => ({
    from: addDays(on, -1),
    metOn: allOf(file, 'seizureReleased').find((act) => act.n > n && act.particulars.whole === true)?.on,
  }));
/** The period runs from the seizure until nothing is held that nobody decided on. */
function periodRuns(file: CaseFile): Run[] {
  const seized = last(file, 'goodsSeized');
  if (!seized) return [];
  const settled = undecided(file) ? undefined : allOf(file, 'goodsDisposed', 'seizureReleased', 'goodsReturned', 'goodsSold').at(-1)?.on;
  const released = allOf(file, 'seizureReleased').findLast((act) => act.particulars.whole === true)?.on;
  return [{ from: seized.on, metOn: released ?? settled }];
}

// biome-ignore format: a table is read across
const steps: Procedure['steps'] = {
  // 一、提请、法制审核、批准
  seizureProposed:    { stage: 'proposal', actor: 'officers', basis: '强制法§18', ...onSite, numbers: { case: '案' }, fields: form.seizureProposed,
                        gates: [itemListed(['coercion']), itemOfKind('seizure'), handlersMayCoerce, gates.onlyRelated, gates.noNecessities, gates.notSealedTwice, gates.withinThirtyDays] },
  ...reviewSteps(['seizureProposed'], ['seizureProposed', 'evidenceCollected'], gates.toReview, 'goodsSeized'),
  seizureApproved:    { stage: 'decision', actor: 'head', basis: '强制法§18', ...paperFirst, after: ['seizureProposed', 'legalReviewed'], when: gates.notUrgent, unless: ['seizureDeclined'],
                        gates: [itemListed(['coercion']), reviewAgreed(gates.toReview), gates.seizureApprovalDated, confirmedByAll], documents: ['QZ01'], fields: [...endorsement, approvedOnPaperAt] },
  seizureDeclined:    { stage: 'decision', actor: 'head', basis: '强制法§18', after: ['seizureProposed'], when: gates.notUrgent, unless: ['seizureApproved'], optional: true, fields: form.seizureDeclined },

  // 二、实施；紧急情形二十四小时内补办批准
  goodsSeized:        { stage: 'measure', actor: 'officers', basis: '强制法§24', ...onSite, after: ['seizureProposed', 'seizureApproved'], unless: ['seizureDeclined'], recording: 'required',
                        gates: [gates.seizedAfterApproval, siteRecordTimes, recorderPresent, witnessInvited, recordSigned, gates.handedOverOnSpot, gates.keepingCostOurs, coercionRecorded, materialsTaken],
                        documents: ['QZ02', 'QZ03', 'QZ04'], numbers: { QZ02: '查扣' }, fields: form.goodsSeized },
  seizureRatified:    { stage: 'measure', actor: 'head', basis: '强制法§19', after: ['goodsSeized'], when: gates.urgent, unless: ['seizureDisallowed'], gates: [gates.ratifiedAfterwards, gates.ratifiedInTime],
                        documents: ['QZ01'], fields: form.seizureRatified,
                        within: { term: hours24, from: 'goodsSeized', says: '紧急查封扣押补办批准（二十四小时内）' } },
  seizureDisallowed:  { stage: 'measure', actor: 'head', basis: '强制法§19', after: ['goodsSeized'], when: gates.urgent, unless: ['seizureRatified'], optional: true, fields: form.seizureDisallowed },

  // 三、保管、检测、延长
  keepingEntrusted:   { stage: 'custody', actor: 'officer', basis: '强制法§26', ...onSite, after: ['goodsSeized'], when: gates.sealed, ...allowed, ...optional, gates: [gates.entrustedOnlySealed, gates.keepingCostOurs, materialsTaken],
                        documents: ['QZ10'], fields: form.keepingEntrusted },
  testingNoticed:     { stage: 'custody', actor: 'officers', basis: '强制法§25', ...onSite, ...served, after: ['goodsSeized', 'seizureRatified'], when: gates.somethingHeld, ...allowed, ...optional,
                        gates: [gates.withinPeriod, gates.testingPeriodClear, gates.testCostOurs, ...served.gates], documents: ['QZ07', 'G07'], numbers: { QZ07: '检期' }, fields: form.testingNoticed },
  appraisalReceived:  { stage: 'custody', actor: 'authority', basis: '强制法§25', after: ['testingNoticed'], ...fact, gates: [materialsTaken], fields: form.testResultReceived },
  seizureExtended:    { stage: 'custody', actor: 'head', basis: '强制法§25', after: ['goodsSeized', 'seizureRatified'], ...allowed, optional: true, gates: [gates.withinPeriod, gates.extensionWithinThirty],
                        documents: ['QZ06'], numbers: { QZ06: '查延' }, fields: form.seizureExtended },
  extensionServed:    { stage: 'custody', actor: 'officers', basis: '强制法§25', ...onSite, ...served, after: ['seizureExtended'], when: gates.extended, documents: ['G07'] },
  goodsSold:          { stage: 'custody', actor: 'head', basis: '强制法§28', after: ['goodsSeized', 'seizureRatified'], when: gates.somethingHeld, ...allowed, ...optional,
                        gates: [gates.withinPeriod, goods.onlyPerishable, goodsThere, materialsTaken], fields: form.goodsSold },

  // 四、处理、解除、退还
  goodsDisposed:      { stage: 'disposal', actor: 'head', basis: '强制法§27', after: ['goodsSeized', 'seizureRatified'], ...allowed, ...optional,
                        gates: [gates.withinPeriod, goodsThere, proceedsThere, somethingMoved, goods.confiscatedByDecision, goods.transferTold, materialsTaken, confirmedByAll],
                        documents: ['QZ09'], numbers: { QZ09: '处扣' }, fields: form.goodsDisposed },
  disposalServed:     { stage: 'disposal', actor: 'officers', basis: '强制法§27', ...onSite, ...served, after: ['goodsDisposed'], when: gates.disposed, renewedBy: ['goodsDisposed'], documents: ['G07'] },
  seizureReleased:    { stage: 'disposal', actor: 'head', basis: '强制法§28', after: ['goodsSeized'], when: gates.somethingHeld, repeats: true, redo: undecided, gates: [gates.releaseGrounded, goodsThere],
                        documents: ['QZ08'], numbers: { QZ08: '解扣' }, fields: form.seizureReleased,
                        within: { term: (_registers, _on, file) => (file ? periodOf(file) : { amount: 30, basis: '强制法§25' }), from: 'goodsSeized', says: '作出处理决定或者解除查封扣押', always: true, runs: periodRuns, pauses: testingPauses } },
  goodsReturned:      { stage: 'disposal', actor: 'officers', basis: '强制法§28', ...onSite, after: ['seizureReleased'], when: gates.somethingOwedBack, repeats: true, redo: owedBack, recording: 'required',
                        within: { term: atOnce, from: 'seizureDisallowed', says: '没有批准的，立即解除查封扣押', always: true, runs: disallowedRuns },
                        gates: [goodsThere, proceedsThere, somethingMoved, coercionRecorded, materialsTaken], fields: form.goodsReturned },

  // 五、复议诉讼、公示、结案归档
  litigationNoted:    { stage: 'disposal', actor: 'authority', basis: '强制法§24', after: ['goodsSeized'], ...fact, ...courtPaper, ...inner, afterClosing: true, fields: litigationNoted,
                        within: { term: days(90, '本局规定§12'), from: 'litigationNoted', says: '核对复议、诉讼进展并登记办结', always: true,
                          runs: (file) => proceedingsOf(file).map(({ from, to }) => ({ from, metOn: to })) } },
  ...publicationSteps('goodsSeized', [], '公开条例§26', days(20, '公开条例§26'), '公示强制决定'),
  ...closing('强制法§27', ['goodsSeized', 'seizureRatified', 'extensionServed', 'disposalServed', 'seizureReleased', 'goodsReturned'], [goods.goodsSettled, confirmedByAll], ends),
  ...common,
  actCorrected:       { ...common.actCorrected!, gates: [...(common.actCorrected!.gates ?? []), goods.ledgerStands] },
  actVoided:          { ...common.actVoided!, gates: [...(common.actVoided!.gates ?? []), goods.ledgerStands] },
};

export const seizure: Procedure = procedure({
  id: 'coercion.seizure',
  version: '2012-01-01',
  name: '行政强制措施（查封、扣押）',
  inForceFrom: plainDate('2012-01-01'),
  actTypes: ['coercion'],
  opens: 'seizureProposed',
  files: 'seizureProposed',
  decision: { step: 'goodsSeized', form: 'QZ02' },
  ends,
  actors: actorsUnder(seizureClaims),
  steps,
});
