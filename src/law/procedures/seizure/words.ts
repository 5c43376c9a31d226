// src/law/procedures/seizure/words.ts —— 查封、扣押的词汇

/** Steps only a seizure has. */
export const seizureSteps = {
  seizureProposed: '提请查封扣押',
  seizureApproved: '批准查封扣押',
  seizureDeclined: '不予查封扣押',
  goodsSeized: '查封扣押',
  seizureRatified: '补办查封扣押批准',
  seizureDisallowed: '不予补办批准',
  keepingEntrusted: '委托保管',
  testingNoticed: '告知检测鉴定期间',
  seizureExtended: '延长查封扣押期限',
  extensionServed: '送达延长决定',
  goodsSold: '变卖不易保管财物',
  goodsDisposed: '处理查封扣押财物',
  disposalServed: '送达处理决定',
  seizureReleased: '解除查封扣押',
  goodsReturned: '退还查封扣押财物',
} as const;

/** 强制措施种类（强制法§9） */
export const measureKinds = {
  sealPremises: '查封场所',
  sealFacility: '查封设施',
  sealGoods: '查封财物',
  seizeGoods: '扣押财物',
  sealPapers: '封存文件资料',
} as const;

/** 解除的情形（强制法§19、§28） */
export const releaseGrounds = {
  noBreach: '当事人没有违法行为',
  unrelated: '查封、扣押的场所、设施或者财物与违法行为无关',
  decided: '对违法行为已经作出处理决定，不再需要查封、扣押',
  expired: '查封、扣押期限已经届满',
  other: '其他不再需要采取查封、扣押措施的情形',
  disallowed: '行政机关负责人认为不应当采取（紧急情形补办批准时）',
} as const;

/** 处理方式（强制法§21、§27） */
export const disposals = {
  confiscated: '没收',
  destroyed: '销毁',
  transferred: '移送司法机关',
  handedOver: '移交有权机关、收容救护机构',
} as const;
export type Disposal = keyof typeof disposals;

/** 检测、检验、检疫、技术鉴定（强制法§25） */
export const testKinds = { testing: '检测', inspection: '检验', quarantine: '检疫', appraisal: '技术鉴定' } as const;
