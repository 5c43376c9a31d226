// src/law/procedures/across/words.ts —— 各类案件都可能有的环节：管辖、协助、并案分案、授权代行

/** Steps any case may have, whatever its procedure. */
export const acrossSteps = {
  jurisdictionTransferred: '移送管辖',
  designationRequested: '报请指定管辖',
  jurisdictionDesignated: '收到指定管辖决定',
  assistanceRequested: '请求协助',
  assistanceAnswered: '收到协助答复',
  caseJoined: '并案办理',
  caseMerged: '并入他案',
  caseSplit: '分案',
  splitOriginNoted: '注明由他案分出',
  headDelegated: '授权代行审批',
} as const;
