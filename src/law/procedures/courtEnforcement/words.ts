// src/law/procedures/courtEnforcement/words.ts —— 申请人民法院强制执行的词汇

/** Steps only an application to the court has. */
export const courtEnforcementSteps = {
  courtEnforcementProposed: '提请申请法院强制执行',
  courtApplicationDrafted: '拟定强制执行申请书',
  courtApplied: '申请人民法院强制执行',
  courtAccepted: '人民法院受理',
  courtDeclined: '人民法院不予受理',
  courtRuled: '人民法院作出执行裁定',
  courtReviewApplied: '向上一级人民法院申请复议',
  courtReviewDecided: '上一级人民法院复议裁定',
  enforcementForgone: '不再申请强制执行',
} as const;

/** 复议、诉讼情况（强制法§53） */
export const proceedings = {
  none: '法定期限内没有申请行政复议，也没有提起行政诉讼',
  pending: '正在复议或者诉讼',
  ended: '复议或者诉讼已经终结，决定没有被撤销',
} as const;

/** 程序 */
export const courseKinds = { reconsideration: '行政复议', suit: '行政诉讼' } as const;

/** 申请材料（强制法§55） */
export const applicationMaterials = {
  application: '强制执行申请书',
  decision: '行政决定书及作出决定的事实、理由和依据',
  opinion: '当事人的意见及行政机关催告情况',
  target: '申请强制执行标的情况',
  other: '法律、行政法规规定的其他材料',
} as const;

/** 不再申请的情形 */
export const forgoneGrounds = {
  fulfilled: '当事人已经履行',
  missed: '超过申请期限',
  refused: '人民法院不予受理或者不予执行，不再申请复议，或者复议维持',
  revoked: '据以执行的行政决定被撤销',
  gone: '当事人死亡或者终止，没有财产可供执行，又无义务承受人',
} as const;
