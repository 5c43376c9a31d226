// stories/usual/levy.ts —— 通常的写法：征收
import { addDays } from '../../src/base/dates.ts';
import type { Particulars } from '../../src/law/particulars/field.ts';
import type { StepId } from '../../src/law/vocabulary.ts';
import type { Setting } from '../defaults.ts';

const agreed = '同意';
const plot = { place: '盘山县演示镇演示村', land: 'arbor', area: '1000', unit: 'squareMetre' };

/** What the steps of a levy usually state. */
export const usualOfLevy: Partial<Record<StepId, (at: Setting) => Particulars>> = {
  levyDeclared: ({ story, on, by }) => ({
    item: story.item,
    cause: '乡道改建占用林地',
    party: story.party,
    handlers: by,
    how: 'declared',
    occupation: 'forestOccupation',
    project: '演示镇乡道改建工程',
    approver: '辽宁省林业和草原局',
    approvalNo: '辽林资许准（演示）1号',
    approvedOn: addDays(on, -3),
    approvedArea: 200000,
    plots: [plot],
  }),
  levyAssessed: () => ({ plots: [plot], sameFeePaid: false, opinion: '按征收标准核定' }),
  assessmentReturned: () => ({ reason: '请核对第1宗的地类' }),
  assessmentEndorsed: () => ({ agrees: true, opinion: agreed }),
  levyDecided: () => ({ agrees: true, opinion: agreed }),
  levyServed: ({ story, on }) => ({
    method: 'direct',
    servedAt: `${on} 10:20`,
    place: story.party.address,
    receivedBy: story.party.representative ?? story.party.name,
    relation: story.party.kind === 'person' ? 'self' : 'representative',
  }),
  levyDemanded: ({ on }) => ({ payBy: addDays(on, 15), way: 'handed', opinion: '期满没有缴清，书面催缴' }),
  reliefRequested: () => ({ kind: 'reduced', ground: 'statute', reason: '符合法律规定的减征情形' }),
  reliefProposed: () => ({
    kind: 'reduced',
    ground: 'statute',
    cite: '《演示条例》第八条',
    reason: '经审查，申请属实',
    opinion: '建议同意',
  }),
  reliefDecided: () => ({ outcome: 'granted', opinion: agreed }),
  refundRequested: () => ({ ground: 'areaShrank', reason: '设计变更，实际占用面积减少' }),
  refundProposed: () => ({ opinion: '经复测，建议退还差额' }),
  refundDecided: () => ({ outcome: 'granted', opinion: agreed }),
  refundPaid: () => ({ receipt: '演示退库0001' }),
  remissionReviewed: () => ({ outcome: 'passed', opinion: '情形、数额与依据相符' }),
  levySettled: () => ({ note: '缴款凭证与应缴数额核对一致' }),
  levyEnded: () => ({ ground: 'notOwed', reason: '依法不应当缴纳' }),
};
