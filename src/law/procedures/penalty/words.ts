// src/law/procedures/penalty/words.ts —— 普通程序的用语：steps and choices beside those of the first version

/** Steps of the ordinary procedure beyond investigation, notice, decision and payment. */
export const penaltySteps = {
  addressConfirmed: '签署送达地址确认书',
  noticeDispatched: '寄送告知书',
  decisionDispatched: '寄送决定书',
  serviceFailed: '送达未成',
  noPenaltyDecided: '决定不予行政处罚',
  partyEducated: '教育当事人',
  restorationRechecked: '复查恢复情况',
  deferralRequested: '申请延期、分期缴纳',
  deferralDecided: '决定是否延期、分期缴纳',
  lateFineImposed: '决定加处罚款',
  performanceDemanded: '催告履行',
  enforcementNamed: '转申请人民法院强制执行',
  decisionAmended: '更正、变更、撤销决定',
  amendmentServed: '送达更正、变更、撤销决定',
  policeFiled: '公安机关立案',
  goodsHandedOver: '移交涉案物品',
  declineContested: '对公安机关不予立案提出异议',
} as const;

/** 处罚种类 (处罚法§9) beside the fine, which is reckoned by itself, and detention, which is for the police. */
export const sanctionKinds = {
  warning: '警告',
  criticism: '通报批评',
  gains: '没收违法所得',
  goods: '没收非法财物',
  suspension: '暂扣许可证件',
  downgrade: '降低资质等级',
  revocation: '吊销许可证件',
  restriction: '限制开展生产经营活动',
  halt: '责令停产停业',
  closure: '责令关闭',
  ban: '限制从业',
} as const;
export type SanctionKind = keyof typeof sanctionKinds;

/** What the report proposes; reports of the first version propose a fine. */
export const proposals = { fine: '给予罚款（可以并处其他处罚）', other: '给予罚款以外的处罚', none: '不予行政处罚' } as const;

/** Why nobody is penalised, and the article that says so. */
export const noPenaltyGrounds = {
  minorCorrected: { name: '违法行为轻微并及时改正，没有造成危害后果', basis: '处罚法§33' },
  firstMinor: { name: '初次违法且危害后果轻微并及时改正', basis: '处罚法§33' },
  noFault: { name: '当事人有证据足以证明没有主观过错', basis: '处罚法§33' },
  tooYoung: { name: '不满十四周岁', basis: '处罚法§30' },
  noCapacity: { name: '不能辨认或者不能控制自己行为的精神病人、智力残疾人', basis: '处罚法§31' },
  notEstablished: { name: '违法事实不能成立', basis: '处罚法§57' },
} as const;
export type NoPenaltyGround = keyof typeof noPenaltyGrounds;

/** 送达方式 (民诉法§88—§95; 处罚法§61). */
export const dispatchMethods = {
  mailed: '邮寄送达',
  electronic: '电子送达',
  entrusted: '委托送达',
  forwarded: '转交送达',
  announced: '公告送达',
} as const;
