// src/law/procedures/penalty/steps.ts —— 处罚程序的其他环节：sent papers, no penalty, the police, deferral, late fine, demand and court, amended decisions
import { type At, allOf, type Numbers, type Procedure, type Step } from '../../engine.ts';
import { isHearable } from '../../facts.ts';
import { countersignedByAll } from '../../gates/countersigning.ts';
import { belowCrimeThreshold } from '../../gates/crime.ts';
import { leavingProved, receiverFits, serviceDayMatches } from '../../gates/decision.ts';
import { evidenceKnown } from '../../gates/investigation.ts';
import { recusalsAnswered } from '../../gates/review.ts';
import { serviceFields } from '../../particulars/notice.ts';
import { spotNote } from '../../reckoning/enforcementWindow.ts';
import type { StepId } from '../../vocabulary.ts';
import { byParameter, courtPaper, days, fact, inner, onSite, optional } from '../everyCase.ts';
import * as amendment from './amendment/amendmentFields.ts';
import * as amending from './amendment/amendmentGates.ts';
import * as money from './money/moneyFields.ts';
import * as paying from './money/moneyGates.ts';
import * as none from './noPenalty/noPenaltyFields.ts';
import * as excusing from './noPenalty/noPenaltyGates.ts';
import { pendingNotice } from './service/service.ts';
import { addressConfirmed, dispatchFields, serviceFailed } from './service/serviceFields.ts';
import { dispatch } from './service/serviceGates.ts';

type Steps = Procedure['steps'];
const announcedNumber = ({ act }: Pick<At, 'act'>): Numbers => (act.particulars.method === 'announced' ? { G08: '公送' } : {});
/** A notice that tells of the right to a hearing is two papers. */
const told = ({ file, registers }: Pick<At, 'file' | 'registers'>): Numbers =>
  isHearable(file, registers) ? { CF19: '罚先告', CF20: '听告' } : { CF19: '罚先告' };
/** The numbers a notice takes when it is told: none where it was sent under its own. */
export const noticeNumbers = (at: Pick<At, 'act' | 'file' | 'registers'>): Numbers =>
  pendingNotice(at.file, at.act, at.registers) ? {} : told(at);

/** 送达地址确认书、寄送、送达未成：`notice` is what a notice must meet before it is sent. */
// biome-ignore format: a table is read across
export const sendingSteps = (notice: Pick<Step, 'after' | 'unless' | 'when' | 'gates'>): Steps => ({
  addressConfirmed:   { stage: 'notice', actor: 'party', basis: '处罚法§61', after: ['caseFiled'], ...fact, ...inner, gates: [evidenceKnown], documents: ['G06'], fields: addressConfirmed },
  noticeDispatched:   { stage: 'notice', actor: 'officers', basis: '民诉法§91', ...notice, ...optional, ...inner, gates: [...(notice.gates ?? []), ...dispatch, evidenceKnown],
                        documents: ['CF19', 'CF20', 'G08'], numbers: (at) => ({ ...told(at), ...announcedNumber(at) }), fields: dispatchFields },
  decisionDispatched: { stage: 'service', actor: 'officers', basis: '民诉法§91', after: ['decisionMade', 'noPenaltyDecided'], ...optional, ...inner, gates: [...dispatch, evidenceKnown],
                        documents: ['G08'], numbers: announcedNumber, fields: dispatchFields },
  serviceFailed:      { stage: 'service', actor: 'officer', basis: '民诉法§95', after: ['caseFiled'], ...optional, ...inner, late: ['post', 'handedOn'], gates: [evidenceKnown], fields: serviceFailed },
});

/** 不予行政处罚、教育 */
// biome-ignore format: a table is read across
export const noPenaltySteps: Steps = {
  noPenaltyDecided:   { stage: 'decision', actor: 'head', basis: '处罚法§57', after: ['investigationConcluded', 'reportEndorsed'], when: excusing.noPenaltyProposed, unless: ['decisionMade', 'caseWithdrawn'], renewedBy: ['caseReopened'],
                        gates: [excusing.noneProposed, excusing.excused, excusing.tooYoungShown, excusing.incapacityShown, belowCrimeThreshold, recusalsAnswered, countersignedByAll], documents: ['CF30'], numbers: { CF30: '不罚' }, fields: none.noPenaltyDecided,
                        within: { term: byParameter('penalty.caseDays', '处罚法§60', 'calendarDay'), from: 'caseFiled', says: '作出不予处罚决定' } },
  partyEducated:      { stage: 'performance', actor: 'officers', basis: '处罚法§33', ...onSite, after: ['noPenaltyDecided'], when: excusing.educationOwed, unless: ['decisionMade'], renewedBy: ['caseReopened'],
                        gates: [excusing.educationFits, evidenceKnown], documents: ['CF40'], fields: none.partyEducated },
};

/** 公安机关立案以后移交，不予立案的可以提出异议 */
// biome-ignore format: a table is read across
export const policeSteps: Steps = {
  policeFiled:        { stage: 'conclusion', actor: 'authority', basis: '移送规定§12', after: ['crimeTransferred'], ...fact, ...courtPaper, ...inner, gates: [evidenceKnown], fields: amendment.policeFiled },
  goodsHandedOver:    { stage: 'conclusion', actor: 'officers', basis: '移送规定§12', ...onSite, after: ['policeFiled'], when: amending.filedByPolice, renewedBy: ['policeFiled'], ...inner, afterClosing: true, gates: [evidenceKnown], fields: amendment.goodsHandedOver,
                        within: { term: days(3, '移送规定§12'), from: 'policeFiled', says: '向公安机关移交涉案物品和材料', always: true, runs: amending.handoverRuns } },
  declineContested:   { stage: 'conclusion', actor: 'officer', basis: '移送规定§9', after: ['policeDeclined'], ...optional, ...inner, gates: [amending.contestedInTime], fields: amendment.declineContested,
                        within: { term: days(3, '移送规定§9'), from: 'policeDeclined', says: '提请复议或者建议立案监督', runs: amending.contestRuns } },
};

/** 延期分期、加处罚款、催告、转申请人民法院强制执行：after the decision was served by `served`. */
// biome-ignore format: a table is read across
export const moneySteps = (served: StepId): Steps => ({
  deferralRequested:  { stage: 'performance', actor: 'party', basis: '处罚法§66', after: [served], ...fact, ...inner, gates: [evidenceKnown], documents: ['CF33'], fields: money.deferralRequested },
  deferralDecided:    { stage: 'performance', actor: 'head', basis: '处罚法§66', after: ['deferralRequested'], when: paying.deferralAsked, repeats: true, renewedBy: ['deferralRequested'], ...inner, gates: [paying.deferralPlanned],
                        documents: ['CF34'], numbers: { CF34: '罚延' }, fields: money.deferralDecided,
                        within: { term: paying.deferralTerm, from: 'deferralDecided', says: '按批准的延期、分期缴清罚款', always: true, runs: paying.deferralRuns } },
  lateFineImposed:    { stage: 'performance', actor: 'head', basis: '处罚法§72', after: [served], ...optional, ...inner, gates: [paying.lateFineReckoned], fields: money.lateFineImposed },
  performanceDemanded:{ stage: 'performance', actor: 'officers', basis: '强制法§54', ...onSite, after: [served], ...optional, gates: [paying.demandDue, leavingProved, receiverFits, serviceDayMatches, evidenceKnown],
                        documents: ['QZ11', 'G07'], numbers: { QZ11: '催' }, recording: 'advised', fields: money.performanceDemanded },
  enforcementNamed:   { stage: 'performance', actor: 'officer', basis: '强制法§53', after: ['performanceDemanded'], ...optional, ...inner, gates: [paying.demandElapsed, paying.enforcementInTime], fields: money.enforcementNamed,
                        within: { term: paying.windowTerm, from: served, says: served === 'onSpotDecided' ? `申请人民法院强制执行（${spotNote}）` : '申请人民法院强制执行', always: true, runs: paying.windowRuns } },
});

/** 本机关更正、变更、撤销自己的决定：served like any decision. */
// biome-ignore format: a table is read across
export const amendmentSteps = (decided: StepId): Steps => ({
  decisionAmended:    { stage: 'performance', actor: 'head', basis: '处罚法§75', after: [decided], ...optional, ...inner, afterClosing: true, gates: [amending.stillStands, amending.changedLighter, countersignedByAll],
                        documents: ['CF41'], numbers: { amendment: '罚更' }, fields: amendment.decisionAmended },
  amendmentServed:    { stage: 'service', actor: 'officers', basis: '处罚法§61', ...onSite, after: ['decisionAmended'], when: amending.amended, renewedBy: ['decisionAmended'], ...inner, afterClosing: true,
                        gates: [leavingProved, receiverFits, serviceDayMatches, evidenceKnown], documents: ['G07'], recording: 'advised', fields: serviceFields,
                        within: { term: days(7, '处罚法§61'), from: 'decisionAmended', says: '送达更正、变更、撤销决定',
                          runs: (file) => allOf(file, 'decisionAmended').map(({ on, n }) => ({ from: on, metOn: allOf(file, 'amendmentServed').find((act) => act.n > n)?.on })) } },
});
