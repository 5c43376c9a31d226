// src/law/procedures/simple/table.ts —— 行政处罚·简易程序（处罚法第五章第二节）
// Who we are, one form, one confirmation, one report; then the money, closing and archive.
import { plainDate } from '../../../base/dates.ts';
import { allOf, last, type Procedure } from '../../engine.ts';
import { countersignedByAll } from '../../gates/countersigning.ts';
import * as filing from '../../gates/filing.ts';
import { evidenceKnown, recordingLinked } from '../../gates/investigation.ts';
import { recusalsAnswered } from '../../gates/review.ts';
import * as sign from '../../gates/signing.ts';
import * as decision from '../../particulars/decision.ts';
import { proceedingsOf } from '../../reckoning/account.ts';
import {
  actorsUnder,
  byParameter,
  courtPaper,
  days,
  fact,
  inner,
  onSite,
  procedure,
  publicationSteps,
  recordSteps,
  staffSteps,
} from '../everyCase.ts';
import { amendmentSteps, moneySteps } from '../penalty/steps.ts';
import * as spot from './gates.ts';
import * as form from './particulars.ts';

const published = publicationSteps('onSpotDecided', [], '处罚法§48', byParameter('publication.days', '双公示通知', 'workingDay'));
/** 认为具有一定社会影响的才公示 */
const judged = { when: spot.influential };

// biome-ignore format: a table is read across
const steps: Procedure['steps'] = {
  // 一、当场：表明身份、查明事实、告知、听取申辩、决定、交付
  onSpotStarted:          { stage: 'investigation', actor: 'officers', basis: '处罚法§52', ...onSite, recording: 'required', fields: form.onSpotStarted },
  onSpotDecided:          { stage: 'decision', actor: 'officers', basis: '处罚法§51', ...onSite, after: ['onSpotStarted'], unless: ['onSpotEnded'], numbers: { case: '案', CF01: '罚当' }, documents: ['CF01'], recording: 'required', fields: form.onSpotDecided,
                            gates: [spot.asOpened(filing.itemInForce), spot.onSpotKinds, spot.onSpotLimit, spot.onSpotWithinArticle, spot.onSpotEvidenced, recordingLinked, evidenceKnown, spot.onSpotAnswered,
                              spot.onSpotNumbered, spot.onSpotTimely, spot.asOpened(filing.withinLimitation), spot.asOpened(filing.oldEnough), spot.onSpotMinorLightened, spot.asOpened(filing.notFinedBefore), spot.collectedLawfully, spot.collectedOnRequest] },
  onSpotEnded:            { stage: 'decision', actor: 'officers', basis: '处罚法§51', ...onSite, after: ['onSpotStarted'], unless: ['onSpotDecided'], optional: true, fields: form.onSpotEnded },

  // 二、备案
  onSpotReported:         { stage: 'decision', actor: 'officer', basis: '处罚法§52', after: ['onSpotDecided'], gates: [countersignedByAll], documents: ['CF02'], fields: form.onSpotReported,
                            within: { term: byParameter('simple.reportDays', '处罚法§52', 'workingDay'), from: 'onSpotDecided', says: '报本机关备案' } },
  // 三、收缴
  cashHandedIn:           { stage: 'performance', actor: 'officer', basis: '处罚法§71', after: ['onSpotDecided'], when: spot.collectedOnSpot, gates: [spot.cashWhole], documents: ['CF35'], fields: form.cashHandedIn,
                            within: { term: days(2, '处罚法§71'), from: 'onSpotDecided', says: '当场收缴的罚款交至本机关' } },
  cashBanked:             { stage: 'performance', actor: 'officer', basis: '处罚法§71', after: ['cashHandedIn'], when: spot.collectedOnSpot, gates: [spot.cashWhole], fields: form.cashBanked,
                            within: { term: days(2, '处罚法§71'), from: 'cashHandedIn', says: '本机关将当场收缴的罚款缴付银行' } },
  paymentReceived:        { stage: 'performance', actor: 'party', basis: '处罚法§67', after: ['onSpotDecided'], ...fact, late: ['bankAdvice', 'handedOn'], gates: [evidenceKnown], afterClosing: true, fields: decision.paymentReceived },
  litigationNoted:        { stage: 'performance', actor: 'authority', basis: '处罚法§73', after: ['onSpotDecided'], ...fact, ...courtPaper, ...inner, afterClosing: true, fields: decision.litigationNoted,
                            within: { term: days(90, '本局规定§12'), from: 'litigationNoted', says: '核对复议、诉讼进展并登记办结', always: true,
                              runs: (file) => proceedingsOf(file).map(({ from, to }) => ({ from, metOn: to })) } },
  enforcementEnded:       { stage: 'performance', actor: 'authority', basis: '处罚法§72', after: ['onSpotDecided'], ...fact, ...courtPaper, ...inner, gates: [evidenceKnown], afterClosing: true, fields: decision.enforcementEnded },
  decisionRevoked:        { stage: 'performance', actor: 'authority', basis: '处罚法§48', after: ['onSpotDecided'], ...fact, ...courtPaper, ...inner, gates: [evidenceKnown], afterClosing: true, fields: decision.decisionRevoked },

  ...moneySteps('onSpotDecided'),
  ...amendmentSteps('onSpotDecided'),

  // 四、公示（有一定社会影响的）
  ...published,
  publicationJudged:      { ...published.publicationJudged!, ...judged, after: ['onSpotReported'] },
  publicationCleared:     { ...published.publicationCleared!, ...judged },
  publicationApproved:    { ...published.publicationApproved!, ...judged },

  // 五、结案归档
  caseClosed:             { stage: 'closing', actor: 'stater', basis: '处罚法§47', after: ['onSpotReported', 'cashBanked'], gates: [recusalsAnswered, spot.onSpotPaid, spot.onSpotPublished], fields: form.onSpotClosed },
  caseArchived:           { stage: 'closing', actor: 'archivist', basis: '档案法§14', after: ['caseClosed'], afterClosing: true, fields: form.onSpotArchived,
                            within: { term: byParameter('archive.days', '本局规定§4', 'calendarDay'), from: 'caseClosed', says: '归档',
                              runs: (file) => allOf(file, 'caseClosed').slice(-1).map(({ on }) => ({ from: on, metOn: last(file, 'caseArchived')?.on })) } },

  // 六、回避、签名、更正
  ...staffSteps('onSpotDecided', 'onSpotDecided', '处罚法§43', sign.successorQualified),
  ...recordSteps('onSpotStarted', '处罚法§42'),
};

export const penaltySimple: Procedure = procedure({
  id: 'penalty.simple',
  version: '2021-07-15',
  name: '行政处罚（简易程序）',
  inForceFrom: plainDate('2021-07-15'),
  actTypes: ['penalty'],
  opens: 'onSpotStarted',
  files: 'onSpotDecided',
  decision: { step: 'onSpotDecided', form: 'CF01' },
  ends: ['onSpotEnded'],
  actors: actorsUnder({
    qualified: sign.qualified,
    distinct: [sign.signersDistinct],
    two: [sign.twoOfficers],
    notRecused: sign.notRecused,
    byHead: sign.byHead,
    byReviewer: sign.byReviewer,
    reviewerApart: sign.reviewerApart,
  }),
  steps,
});
