// src/law/procedures/confirmation/words.ts —— 行政确认的用语：its steps and choices

export const confirmationSteps = {
  confirmationStarted: '启动行政确认',
  confirmationSupplementAsked: '告知补正确认材料',
  confirmationAccepted: '受理确认申请',
  confirmationNotAccepted: '不予受理确认申请',
  confirmationWithdrawn: '撤回确认申请',
  confirmationSurveyed: '勘查确认对象',
  expertsAppraised: '专家鉴定',
  ownerHeard: '征求权利人意见',
  confirmationConcluded: '提出确认意见',
  confirmationEndorsed: '审核确认意见',
  confirmationDecided: '审批确认',
  governmentApproved: '报政府批准',
  confirmationServed: '送达确认文书',
} as const;

/** 依申请、依职权 */
export const initiations = { applied: '依申请', ownMotion: '依职权' } as const;

/** 更新方式: each has its own standard (森林采伐更新管理办法§15). */
export const regenerations = {
  planted: '人工更新',
  assisted: '人工促进天然更新（补植、补播）',
  natural: '天然更新',
  fellingOnly: '只验收采伐作业质量',
} as const;

export const confirmationOutcomes = { confirmed: '予以确认', refused: '不予确认' } as const;
