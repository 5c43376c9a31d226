// src/console/parts/formNames.ts —— 文书的名称,按文书代码
const names: Record<string, string> = {
  CF03: '立案审批表',
  CF06: '询问笔录',
  CF07: '现场勘验笔录',
  CF13: '先行登记保存通知书',
  CF18: '调查终结报告',
  CF19: '行政处罚事先告知书',
  CF20: '行政处罚听证告知书',
  CF29: '行政处罚决定书',
  G07: '送达回证',
  G21: '法制审核意见书',
};
/** CF29 → 行政处罚决定书; of other codes the name given, or the code as it is. */
export const formName = (form: string, name?: string): string => names[form] ?? name ?? form;
