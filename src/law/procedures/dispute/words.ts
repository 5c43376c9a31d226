// src/law/procedures/dispute/words.ts —— 林木、林地权属争议调处的用语

/** Steps only a tenure dispute has. */
export const disputeSteps = {
  disputeFiled: '登记权属争议申请',
  disputeAccepted: '受理权属争议',
  disputeDeclined: '不受理权属争议',
  standstillTold: '告知维持现状',
  standstillExcepted: '准许争议期间的例外',
  standstillBroken: '发现擅自砍伐或者改变现状',
  breachHandedOn: '移交查处擅自行为',
  mediationHeld: '调解',
  settlementSigned: '达成调解协议',
  disputeWithdrawn: '申请人撤回',
  disputeReported: '提出处理方案',
  awardSubmitted: '报请人民政府处理',
  awardMade: '人民政府作出处理决定',
  awardServed: '送达人民政府处理决定',
} as const;

/** Between whom: decides which government (森林法§22). */
export const betweens = { units: '单位之间', persons: '个人之间、个人与单位之间' } as const;
export const governments = { county: '县级以上人民政府', township: '乡镇人民政府' } as const;

/** 森林法§22: the only needs for which the disputed trees or land may be touched. */
export const exceptions = { fire: '森林防火', pests: '林业有害生物防治', infrastructure: '国家重大基础设施建设' } as const;
