// src/law/procedures/penalty/amendmentFields.ts —— 更正、变更、撤销决定，移送后续 的必载事项

import type { Field } from '../../../particulars/field.ts';
import { fineDecided } from '../../../reckoning/account.ts';

/** The agency's own decision about its decision (处罚法§75): a slip put right, less imposed, or all taken back. */
export const decisionAmended: Field[] = [
  {
    key: 'kind',
    label: '决定',
    kind: 'choice',
    options: { corrected: '更正（文字、计算错误，不改变决定的内容）', changed: '变更（减轻）', revoked: '撤销' },
    required: true,
  },
  {
    key: 'content',
    label: '更正、变更的内容',
    kind: 'longText',
    max: 2000,
    min: 2,
    required: true,
    only: { key: 'kind', is: ['corrected', 'changed'] },
    help: '写明原来怎样、现在怎样',
  },
  {
    key: 'newFine',
    label: '变更后的罚款（元）',
    kind: 'money',
    required: true,
    only: { key: 'kind', is: ['changed'] },
    known: (file) => {
      const fine = fineDecided(file);
      return fine ? { value: fine, source: '现在的决定' } : undefined;
    },
  },
  { key: 'remake', label: '重新作出处罚决定', kind: 'yes', only: { key: 'kind', is: ['revoked'] } },
  {
    key: 'defect',
    label: '撤销的理由',
    kind: 'choice',
    options: {
      facts: '主要事实不清、证据不足',
      procedure: '违反法定程序',
      law: '适用依据错误',
      power: '超越或者滥用职权',
      unfair: '明显不当',
    },
    required: true,
    only: { key: 'remake', is: [true] },
  },
  { key: 'reason', label: '理由', kind: 'longText', max: 2000, min: 5, required: true },
];

/** 移送规定§12: the police take the case up, the goods and papers follow. */
export const policeFiled: Field[] = [
  { key: 'organ', label: '决定立案的公安机关', kind: 'text', max: 100, required: true },
  { key: 'number', label: '立案通知书文号', kind: 'text', max: 100, required: true },
  { key: 'paper', label: '立案通知书', kind: 'evidence', min: 1, required: true },
];
export const goodsHandedOver: Field[] = [
  { key: 'goods', label: '移交的物品和材料', kind: 'longText', max: 3000, required: true },
  { key: 'receivedBy', label: '接收的公安机关和接收人', kind: 'text', max: 100, required: true, mask: 'otherName' },
  { key: 'paper', label: '交接清单', kind: 'evidence', min: 1, required: true },
];
/** 移送规定§9: who disagrees asks the police again, or the prosecutor. */
export const declineContested: Field[] = [
  {
    key: 'way',
    label: '方式',
    kind: 'choice',
    options: { reconsideration: '提请作出不予立案决定的公安机关复议', prosecutor: '建议人民检察院依法进行立案监督' },
    required: true,
  },
  { key: 'reason', label: '理由', kind: 'longText', max: 2000, min: 5, required: true },
];
