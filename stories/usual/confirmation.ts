// stories/usual/confirmation.ts —— 行政确认通常的写法：what a step of a confirmation states when the story does not care
import { addDays } from '../../src/base/dates.ts';
import type { Particulars } from '../../src/law/particulars/field.ts';
import type { StepId } from '../../src/law/vocabulary.ts';
import type { Setting } from '../defaults.ts';
import { handedTo } from './inspection.ts';

const place = '盘锦市盘山县演示镇演示村古槐树旁';
const endorsement = { agrees: true, opinion: '同意' };

export const usualOfConfirmation: Partial<Record<StepId, (at: Setting) => Particulars>> = {
  confirmationStarted: ({ story, by }) => ({
    initiation: 'ownMotion',
    item: story.item,
    cause: '二级古树认定',
    party: story.party,
    place,
    applyContent: '古树名木资源补充调查发现古槐一株，拟认定',
    materials: [{ name: '申请书', copies: 1 }],
    handlers: by,
  }),
  confirmationSupplementAsked: ({ on }) => ({ missing: '缺少采伐作业设计图', by: addDays(on, 10) }),
  confirmationAccepted: () => ({ complete: true }),
  confirmationNotAccepted: () => ({ why: 'notSupplied', reason: '逾期没有补正采伐作业设计图' }),
  confirmationWithdrawn: () => ({ reason: '申请人不再需要' }),
  confirmationSurveyed: ({ on, by }) => ({
    startedAt: `${on} 09:00`,
    endedAt: `${on} 10:30`,
    place,
    coordinates: 'E122°03′15.2″，N41°11′40.6″（演示）',
    recorder: by[1] ?? by[0],
    measures: [{ what: '胸径', value: '98.5', unit: '厘米' }],
    findings: '树体完整，长势良好，周围五米内没有建筑物',
    signed: 'signed',
    refusalNote: '没有到场',
  }),
  expertsAppraised: ({ on }) => ({
    discussedAt: `${on} 14:00`,
    experts: [
      { name: '林专家（演示）', title: '演示林业科学研究所高级工程师', opinion: '按胸径和树种生长曲线推算，树龄约330年' },
      { name: '木专家（演示）', title: '演示大学副教授', opinion: '同意' },
    ],
    result: '国槐一株，鉴定树龄330年，符合二级古树标准',
  }),
  ownerHeard: () => ({ heard: 'both', opinion: '村民委员会和养护人都同意认定', agrees: true, answer: '已经说明养护补助和保护范围' }),
  confirmationConcluded: () => ({
    outcome: 'confirmed',
    content: '认定国槐一株为二级古树，编号21112200001（演示）',
    ground: '《古树名木保护条例》第八条、第十条',
    reason: '树龄、树种、权属清楚，鉴定意见一致',
  }),
  confirmationEndorsed: () => endorsement,
  confirmationDecided: () => endorsement,
  governmentApproved: () => ({ organ: '盘锦市人民政府', number: '盘政〔2026〕1号（演示）', outcome: 'approved' }),
  confirmationServed: handedTo,
};
