// src/law/procedures/performance/words.ts —— 代履行、立即代履行的词汇

/** Steps of substitute performance; the demand, suspension and agreement are those of every enforcement. */
export const performanceSteps = {
  performanceProposed: '提请代履行',
  demandServed: '催告',
  dutyFulfilled: '核实当事人已履行',
  performanceDrafted: '拟定代履行方案',
  performanceDecided: '作出代履行决定',
  performanceReminded: '代履行三日前催告',
  performanceCarriedOut: '实施代履行',
  costCharged: '确定代履行费用',
  costNoticed: '送达费用缴纳通知',
  costSettled: '结清代履行费用',
  enforcementSuspended: '中止执行',
  enforcementResumed: '恢复执行',
  enforcementTerminated: '终结执行',
  agreementConcluded: '达成执行协议',
  agreementBroken: '认定不履行执行协议',
  immediatePerformanceProposed: '提请立即代履行',
  immediatePerformanceDecided: '决定立即代履行',
  immediatelyPerformed: '立即代履行',
  absentPartyNoticed: '通知不在场的当事人',
} as const;

/** 应当履行的义务（强制法§45、§50） */
export const dutyKinds = { restore: '恢复原状', remove: '排除妨碍', other: '其他行为义务', money: '金钱给付义务' } as const;

/** 不履行的后果（强制法§50） */
export const harms = {
  traffic: '已经或者将危害交通安全',
  pollution: '已经或者将造成环境污染',
  resources: '已经或者将破坏自然资源',
  none: '没有以上后果',
} as const;

/** 中止执行的情形（强制法§39） */
export const suspensionGrounds = {
  unable: '当事人履行行政决定确有困难或者暂无履行能力',
  claimed: '第三人对执行标的主张权利，确有理由',
  irreparable: '执行可能造成难以弥补的损失，且中止执行不损害公共利益',
  other: '认为需要中止执行的其他情形',
} as const;

/** 终结执行的情形（强制法§40；满三年的见§39） */
export const terminationGrounds = {
  died: '公民死亡，无遗产可供执行，又无义务承受人',
  dissolved: '法人或者其他组织终止，无财产可供执行，又无义务承受人',
  lost: '执行标的灭失',
  revoked: '据以执行的行政决定被撤销',
  threeYears: '没有明显社会危害，当事人确无能力履行，中止执行满三年未恢复执行',
  other: '认为需要终结执行的其他情形',
} as const;

/** 立即代履行的地点（强制法§52） */
export const publicPlaces = { road: '道路', river: '河道', channel: '航道', public: '公共场所', other: '其他地点' } as const;
/** 立即代履行清除的东西（强制法§52） */
export const obstacles = { spill: '遗洒物', obstacle: '障碍物', pollutant: '污染物' } as const;
