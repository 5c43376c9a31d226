// src/law/procedures/others/table.ts —— 其他行政行为：备案、责令改正、意见函、行政奖励、行政补偿、投诉举报核查，一条简易流程
// What a kind has and has not is read from the table of kinds; this one says in which order.
import type { PlainDate } from '../../../base/dates.ts';
import { plainDate } from '../../../base/dates.ts';
import { type CaseFile, last, type Procedure, type Run, type Step } from '../../engine.ts';
import { evidenceKnown } from '../../gates/investigation.ts';
import { pointsConcluded, submissionStands } from '../../gates/review.ts';
import { reviewerQualified } from '../../gates/signing.ts';
import { endorsement } from '../../particulars/clue.ts';
import { legalReviewed, reviewReturned, reviewSubmitted } from '../../particulars/review.ts';
import type { Term } from '../../reckoning/days.ts';
import type { Registers } from '../../registers.ts';
import * as every from '../everyCase.ts';
import { confirmedByAll, itemListed, successorCertified } from '../houseGates.ts';
import * as rule from './gates.ts';
import { kindOf } from './kinds.ts';
import * as form from './particulars.ts';

const { byParameter, inner, onSite, optional } = every;
/** 签发以后不再核查、不再改意见 */
const unsigned = { unless: ['answerSigned', 'matterDeclined'] } satisfies Partial<Step>;

const termOfKind = (registers: Registers, on: PlainDate, file?: CaseFile): Term => ({
  amount: registers.parameter((file && kindOf(file)?.term) ?? 'others.days', on),
  unit: 'workingDay',
  basis: '本局规定§83',
});
/** From receiving the matter until the result is told (signed, where nobody can be told). */
const answerRuns = (file: CaseFile): Run[] => {
  const registered = last(file, 'matterRegistered');
  if (!registered || last(file, 'matterDeclined')) return [];
  const received = ((registered.particulars.receivedAt as string | undefined)?.slice(0, 10) ?? registered.on) as PlainDate;
  const anonymous = registered.particulars.anonymous === true;
  return [{ from: received, metOn: last(file, anonymous ? 'answerSigned' : 'answerTold')?.on }];
};
const staged = (steps: Procedure['steps']): Procedure['steps'] =>
  Object.fromEntries(
    Object.entries(steps).map(([id, step]) => [id, step.stage === 'investigation' ? { ...step, stage: 'handling' as const } : step]),
  );

// biome-ignore format: a table is read across
const steps: Procedure['steps'] = {
  matterRegistered:   { stage: 'intake', actor: 'officer', basis: '本局规定§81', late: ['offline', 'post', 'handedOn'], numbers: { case: '案' }, gates: [itemListed(['other']), rule.handledAsListed, rule.informantProtected, evidenceKnown], fields: form.matterRegistered },
  matterAccepted:     { stage: 'intake', actor: 'sectionHead', basis: '本局规定§81', after: ['matterRegistered'], unless: ['matterDeclined'], fields: form.matterAccepted },
  matterDeclined:     { stage: 'intake', actor: 'sectionHead', basis: '本局规定§81', after: ['matterRegistered'], unless: ['matterAccepted'], optional: true, gates: [rule.informantProtected], fields: form.matterDeclined },

  factsVerified:      { stage: 'handling', actor: 'officers', basis: '本局规定§81', ...onSite, after: ['matterAccepted'], when: rule.takesFacts, ...unsigned, repeats: true, gates: [rule.informantProtected, evidenceKnown], recording: 'advised', fields: form.factsVerified },
  answerProposed:     { stage: 'handling', actor: 'officer', basis: '本局规定§82', after: ['matterAccepted', 'factsVerified'], ...unsigned, repeats: true, renewedBy: ['answerReturned', 'factsVerified'],
                        gates: [confirmedByAll, rule.outcomeOfKind, rule.correctionTimely, rule.informantProtected], fields: form.answerProposed },
  answerReturned:     { stage: 'handling', actor: 'stater', basis: '本局规定§7', after: ['answerProposed'], ...unsigned, ...optional, ...inner, fields: form.answerReturned },

  reviewSubmitted:    { stage: 'review', actor: 'officer', basis: '本局规定§85', after: ['answerProposed'], when: rule.majorMatter, ...unsigned, repeats: true, ...inner, redo: rule.matterReviewFailed, renewedBy: ['answerProposed', 'reviewReturned'], fields: reviewSubmitted },
  reviewReturned:     { stage: 'review', actor: 'reviewer', basis: '本局规定§85', after: ['reviewSubmitted'], when: rule.majorMatter, ...unsigned, ...optional, ...inner, fields: reviewReturned },
  legalReviewed:      { stage: 'review', actor: 'reviewer', basis: '本局规定§85', after: ['reviewSubmitted'], when: rule.majorMatter, ...unsigned, renewedBy: ['reviewSubmitted'], gates: [reviewerQualified, submissionStands, pointsConcluded],
                        documents: ['G21'], numbers: { G21: '法审' }, fields: legalReviewed,
                        within: { term: byParameter('review.days', '辽宁审核办法', 'workingDay'), from: 'reviewSubmitted', says: '法制审核' } },

  answerSigned:       { stage: 'decision', actor: 'stater', basis: '本局规定§82', after: ['answerProposed', 'legalReviewed'], unless: ['matterDeclined'], gates: [rule.signedByRank, rule.signedAsProposed, rule.matterReviewed, rule.informantProtected],
                        documents: ['QT02', 'G09', 'QT03'], numbers: ({ file }) => { const kind = kindOf(file); return kind?.form && kind.series ? { [kind.form]: kind.series } : {}; }, fields: form.answerSigned },
  answerTold:         { stage: 'service', actor: 'officer', basis: '本局规定§83', ...onSite, after: ['answerSigned'], when: rule.tellable, gates: [rule.toldInWriting, evidenceKnown], fields: form.answerTold,
                        within: { term: termOfKind, from: 'matterRegistered', says: '办理并告知结果', runs: answerRuns } },

  correctionChecked:  { stage: 'performance', actor: 'officers', basis: '处罚法§28', ...onSite, after: ['answerTold'], when: rule.isOrder, gates: [rule.correctionTimely, evidenceKnown], documents: ['G10'], recording: 'advised', fields: form.correctionChecked },
  awardPaid:          { stage: 'performance', actor: 'officer', basis: '本局规定§84', after: ['answerTold'], when: rule.isAward, gates: [rule.paidAsDecided, evidenceKnown], fields: form.awardPaid },

  caseClosed:         { stage: 'closing', actor: 'sectionHead', basis: '档案法§14', after: ['answerSigned', 'answerTold', 'correctionChecked', 'awardPaid'], unless: ['matterDeclined'], gates: [confirmedByAll], fields: endorsement },
  caseArchived:       every.closingSteps('档案法§14', [], [], ['matterDeclined']).caseArchived!,
  ...staged(every.staffSteps('matterRegistered', 'matterRegistered', '本局规定§16', successorCertified('other'))),
  ...staged(every.recordSteps('matterRegistered', '本局规定§5')),
};

export const others: Procedure = every.procedure({
  id: 'other',
  version: '2021-07-15',
  name: '其他行政行为',
  inForceFrom: plainDate('2021-07-15'),
  actTypes: ['other'],
  opens: 'matterRegistered',
  files: 'matterRegistered',
  decision: { step: 'answerSigned', form: 'G09' },
  ends: ['matterDeclined'],
  actors: every.actorsUnder(every.houseClaims('other')),
  steps,
});
