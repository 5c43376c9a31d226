// src/law/procedures/permit/words.ts —— 行政许可的用语：its steps, and the choices of its forms

/** Steps only a permit has. */
export const permitSteps = {
  permitApplied: '收到许可申请',
  intakeChecked: '收件审查',
  supplementNoticed: '告知补正',
  supplementReceived: '收到补正材料',
  permitAccepted: '受理许可申请',
  permitDeclined: '不予受理许可申请',
  permitTerminated: '终止办理许可申请',
  examinationPlanned: '确定审查方式',
  siteVerified: '实地核查',
  interestedNotified: '告知利害关系人',
  hearingTold: '告知听证权利',
  techniciansAssigned: '指派检验检测检疫人员',
  specialTimeTold: '告知特别程序所需时间',
  specialResultReceived: '收到特别程序结果',
  periodExtended: '批准延长办理期限',
  extensionTold: '告知延长办理期限',
  examinationConcluded: '提出审查意见',
  examinationEndorsed: '审核审查意见',
  firstReviewForwarded: '初审转报',
  superiorDecided: '收到上级机关决定',
  changeRequested: '申请变更许可',
  changeDecided: '决定变更许可',
  renewalRequested: '申请延续许可',
  renewalDecided: '决定延续许可',
  holderInspected: '监督检查被许可人',
  restorationVerified: '查验植被恢复',
  revocationProposed: '提请撤销或者撤回许可',
  holderNotified: '告知被许可人',
  revocationReviewed: '审核撤销或者撤回许可',
  revocationDecided: '决定撤销或者撤回许可',
  permitCancelled: '注销许可',
  holdingServed: '送达后续决定',
} as const;

/** 收件审查的五种结果，以及补正以后仍不齐全 */
export const intakeOutcomes = {
  complete: '材料齐全、符合法定形式',
  corrected: '当场更正后齐全',
  incomplete: '材料不齐全或者不符合法定形式',
  stillIncomplete: '没有按照要求补正全部材料',
  notNeeded: '依法不需要取得行政许可',
  notOurs: '不属于本机关职权范围',
} as const;

/** 许可类别（许可法第12条） */
export const permitCategories = {
  ordinary: '普通',
  special: '特许',
  recognised: '认可',
  verified: '核准',
  registered: '登记',
  other: '其他',
} as const;

/** 不计算在期限内的特别程序，只有这些（许可法第45条） */
export const specialKinds = {
  hearing: '听证',
  tender: '招标',
  auction: '拍卖',
  inspection: '检验',
  testing: '检测',
  quarantine: '检疫',
  appraisal: '鉴定',
  expertReview: '专家评审',
} as const;
export type SpecialKind = keyof typeof specialKinds;

/** 撤销的情形（许可法第69条） */
export const revocationGrounds = {
  abuse: '工作人员滥用职权、玩忽职守作出准予决定',
  powerExceeded: '超越法定职权作出准予决定',
  procedureBroken: '违反法定程序作出准予决定',
  unqualified: '对不具备申请资格或者不符合法定条件的申请人准予许可',
  other: '依法可以撤销的其他情形',
  fraud: '被许可人以欺骗、贿赂等不正当手段取得',
} as const;
/** 撤回的情形（许可法第8条） */
export const withdrawalGrounds = {
  lawChanged: '所依据的法律、法规、规章修改或者废止',
  factsChanged: '所依据的客观情况发生重大变化',
} as const;

/** 注销的情形（许可法第70条） */
export const cancellationGrounds = {
  expired: '有效期届满未延续',
  dead: '赋予公民特定资格，该公民死亡或者丧失行为能力',
  dissolved: '法人或者其他组织依法终止',
  revoked: '许可依法被撤销、撤回',
  licenceRevoked: '许可证件依法被吊销',
  forceMajeure: '因不可抗力无法实施',
  other: '法律、法规规定的其他情形',
} as const;

/** 怎样送到申请人、利害关系人手中 */
export const toldBy = { hand: '当面交付', online: '网上办事系统', post: '邮寄', announced: '公告' } as const;
