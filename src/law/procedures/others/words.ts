// src/law/procedures/others/words.ts —— 其他行政行为的用语

/** Steps only the light flow has. */
export const othersSteps = {
  matterRegistered: '事项登记',
  matterAccepted: '受理事项',
  matterDeclined: '不受理事项',
  factsVerified: '核查事实',
  answerProposed: '提出处理意见',
  answerReturned: '退回处理意见',
  answerSigned: '签发处理结果',
  answerTold: '告知处理结果',
  correctionChecked: '复查改正情况',
  awardPaid: '发放奖励、补偿',
} as const;
