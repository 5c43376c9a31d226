// src/law/procedures/simple/words.ts —— 简易程序的用语：steps of its own and what the form offers

/** Steps only the simple procedure has. */
export const simpleSteps = {
  onSpotStarted: '当场表明身份',
  onSpotDecided: '当场处罚',
  onSpotEnded: '不当场处罚',
  onSpotReported: '报本机关备案',
  cashHandedIn: '当场收缴的罚款交至本机关',
  cashBanked: '当场收缴的罚款缴付银行',
} as const;

/** What may be imposed on the spot (处罚法§51). */
export const onSpotPenalties = { warning: '警告', fine: '罚款', both: '警告，并处罚款' } as const;

/** How the fine is paid: at the bank, or on the spot on one of the grounds of 处罚法§68、§69. */
export const collections = {
  bank: '当事人自收到决定书之日起十五日内到代收银行或者通过电子支付系统缴纳',
  small: '当场收缴（依法给予一百元以下罚款）',
  hard: '当场收缴（不当场收缴事后难以执行）',
  remote: '当场收缴（边远、水上、交通不便地区，缴纳确有困难，当事人提出）',
} as const;
