// src/law/procedures/penalty/noPenaltyFields.ts —— 不予行政处罚、教育 的必载事项
import type { Field } from '../../../particulars/field.ts';

export const noPenaltyDecided: Field[] = [
  {
    key: 'agrees',
    label: '对调查结果进行了审查，同意不予行政处罚',
    kind: 'yes',
    mustBeYes: true,
    required: true,
    help: '不同意的，请退回补充调查或者修改报告',
  },
  { key: 'opinion', label: '负责人审批意见', kind: 'longText', max: 1000, required: true },
];

/** 处罚法§33: who is not penalised is educated; §30, §31: his guardian is told what to do. */
export const partyEducated: Field[] = [
  {
    key: 'whom',
    label: '对谁',
    kind: 'choice',
    options: { party: '当事人（教育）', guardian: '监护人（责令管教，或者严加看管和治疗）' },
    required: true,
  },
  {
    key: 'guardian',
    label: '监护人姓名',
    kind: 'text',
    max: 60,
    required: true,
    mask: 'otherName',
    only: { key: 'whom', is: ['guardian'] },
  },
  { key: 'content', label: '教育、责令的内容', kind: 'longText', max: 2000, min: 5, required: true },
  { key: 'promise', label: '当事人的承诺', kind: 'longText', max: 1000, help: '承诺不再违法、已经改正的情况；没有的不填' },
  { key: 'evidence', label: '照片或者签名的教育记录', kind: 'evidence' },
];
