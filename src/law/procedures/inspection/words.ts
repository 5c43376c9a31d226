// src/law/procedures/inspection/words.ts —— 行政检查的用语：its steps, its sources, ways and outcomes

import type { PriorInspection } from '../../registers.ts';

export const inspectionSteps = {
  inspectionProposed: '提请检查',
  inspectionApproved: '批准检查',
  inspectionDeclined: '不予批准检查',
  urgentEntryReported: '报告紧急检查',
  urgentEntryRatified: '补批紧急检查',
  inspectionNoticed: '送达检查通知书',
  identityShown: '亮证扫码',
  siteInspected: '现场检查',
  inspectionInterviewed: '检查询问',
  siteMeasured: '检查勘验',
  samplesTaken: '检查抽样',
  inspectionCancelled: '终止检查',
  inspectionConcluded: '提出检查处理意见',
  outcomeEndorsed: '审核检查处理意见',
  rectificationOrdered: '责令限期改正',
  hazardOrdered: '责令消除火灾隐患',
  inspectionResultNoticed: '告知检查结果',
  rectificationRechecked: '复查整改',
  violationHandedOver: '移交立案线索',
  inspectionForwarded: '移送其他机关处理',
} as const;

/** 任务来源: what brings an inspection about. */
export const inspectionSources = {
  randomDraw: '日常检查：双随机抽取',
  plan: '日常检查：年度计划',
  special: '专项检查',
  complaint: '个案检查：投诉举报',
  assigned: '个案检查：转办交办',
  monitoring: '个案检查：数据监测',
  trigger: '个案检查：触发式监管',
} as const;
export type InspectionSource = keyof typeof inspectionSources;

/** 日常检查、专项检查、个案检查: only single ones are outside the yearly cap. */
type InspectionKind = PriorInspection['kind'];
export const kindOf: Readonly<Record<InspectionSource, InspectionKind>> = {
  randomDraw: 'routine',
  plan: 'routine',
  special: 'special',
  complaint: 'single',
  assigned: 'single',
  monitoring: 'single',
  trigger: 'single',
};
const sourcesOf = (...kinds: InspectionKind[]) =>
  (Object.keys(kindOf) as InspectionSource[]).filter((source) => kinds.includes(kindOf[source]));
export const plannedSources = sourcesOf('routine', 'special');
export const singleSources = sourcesOf('single');

export const inspectionModes = { onSite: '现场检查', joint: '联合现场检查', offSite: '非现场检查（远程）', documents: '书面检查' } as const;

/** What was found at one approved point. */
export const pointFindings = { fine: '符合', problem: '发现问题', none: '不涉及' } as const;

/** 检查处理意见 */
export const inspectionOutcomes = {
  fine: '未发现问题',
  correct: '责令改正',
  hazard: '责令消除火灾隐患',
  penalty: '立案查处',
  both: '责令改正并立案查处',
  forward: '移送其他机关',
  settled: '其他：问题轻微，已经当场改正',
} as const;
export type InspectionOutcome = keyof typeof inspectionOutcomes;

export const recheckOutcomes = { corrected: '已经改正', extended: '正在改正，同意延期', notCorrected: '没有改正' } as const;

/** 国办发〔2024〕54号 five prohibitions, as the handbook has them from memory: the bureau puts the official wording here. */
export const fiveProhibitions = [
  '严禁逐利检查',
  '严禁接受检查对象的馈赠、报酬、福利待遇',
  '严禁参加检查对象提供的宴请、娱乐、旅游等活动',
  '严禁由检查对象支付消费开支或者将检查费用转嫁给检查对象',
  '严禁乱查封、乱扣押、乱冻结、动辄责令停产停业',
];
