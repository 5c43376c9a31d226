// src/law/procedures/penalty/sanctionFields.ts —— 处罚建议的必载事项：fine, other sanctions, or none
import type { Field } from '../../../particulars/field.ts';
import { noPenaltyGrounds, proposals, type SanctionKind, sanctionKinds } from '../words.ts';

const bare: SanctionKind[] = ['warning', 'criticism', 'gains'];
const withObject = (Object.keys(sanctionKinds) as SanctionKind[]).filter((kind) => !bare.includes(kind));
const confiscating: SanctionKind[] = ['gains', 'goods'];

/** What is proposed decides what else is asked. */
export const proposal: Field = {
  key: 'proposal',
  label: '处理建议',
  kind: 'choice',
  options: proposals,
  help: '不选的，按给予罚款办理',
};
/** Asked where a fine is proposed. */
export const whenFined = { key: 'proposal', is: [undefined, 'fine'] } as const;
/** Asked where anything is imposed. */
export const whenPenalised = { key: 'proposal', is: [undefined, 'fine', 'other'] } as const;

/** Sanctions beside or instead of the fine (处罚法§9), one a row. */
export const otherSanctions: Field = {
  key: 'others',
  label: '罚款以外的处罚',
  kind: 'rows',
  max: 20,
  only: whenPenalised,
  help: '一行一种；没收的写明怎样计算、关联证据',
  fields: [
    { key: 'kind', label: '处罚种类', kind: 'choice', options: sanctionKinds, required: true },
    {
      key: 'object',
      label: '对象',
      kind: 'text',
      max: 300,
      required: true,
      only: { key: 'kind', is: withObject },
      help: '财物的名称、数量；许可证件的名称、编号；停产停业、关闭、限制的范围',
    },
    { key: 'received', label: '实施违法行为取得的款项（元）', kind: 'money', min: 1, required: true, only: { key: 'kind', is: ['gains'] } },
    { key: 'refunded', label: '其中依法应当退赔的（元）', kind: 'money', only: { key: 'kind', is: ['gains'] } },
    { key: 'value', label: '财物价值（元）', kind: 'money', required: true, only: { key: 'kind', is: ['goods'] } },
    { key: 'how', label: '怎样计算、认定', kind: 'longText', max: 1000, required: true, only: { key: 'kind', is: confiscating } },
    { key: 'evidence', label: '证据', kind: 'evidence', min: 1, required: true, only: { key: 'kind', is: confiscating } },
    { key: 'until', label: '期限至', kind: 'date', required: true, only: { key: 'kind', is: ['suspension'] } },
  ],
};
export const whyNotOrdered: Field = {
  key: 'whyNotOrdered',
  label: '应当并处而没有并处的理由',
  kind: 'longText',
  max: 1000,
  only: whenPenalised,
  help: '法律规定应当没收而没有违法所得、没有财物的，在这里说明；没有这种情形的不填',
};
export const noPenaltyGround: Field = {
  key: 'ground',
  label: '不予处罚的情形',
  kind: 'choice',
  options: Object.fromEntries(Object.entries(noPenaltyGrounds).map(([key, { name }]) => [key, name])),
  required: true,
  only: { key: 'proposal', is: ['none'] },
};
export const groundProof: Field = {
  key: 'groundProof',
  label: '证明这一情形的证据',
  kind: 'evidence',
  only: { key: 'proposal', is: ['none'] },
  help: '已经改正、没有主观过错、不能辨认行为的，必须关联；年龄由公民身份号码证明',
};
