// src/law/particulars/publication.ts —— 公示判断、隐去、审查、撤回 的必载事项
import type { Field } from './field.ts';

export const publicationJudged: Field[] = [
  { key: 'publish', label: '具有一定社会影响，应当公示', kind: 'yes', required: true },
  {
    key: 'influence',
    label: '社会影响的依据',
    kind: 'choices',
    min: 1,
    required: true,
    only: { key: 'publish', is: [true] },
    options: {
      ecology: '涉及生态环境、公共安全',
      largeFine: '罚款数额较大',
      catalogue: '列入信用信息公示目录',
      repeat: '再次违法',
      media: '社会关注',
      statute: '法律规定应当公开',
    },
  },
  {
    key: 'ground',
    label: '不予公示的依据',
    kind: 'choice',
    required: true,
    only: { key: 'publish', is: [false] },
    options: {
      noInfluence: '不具有一定社会影响（处罚法第48条）',
      minor: '当事人是未成年人',
      revoked: '决定已被撤销或者变更',
      stateSecret: '国家秘密、公共安全（公开条例第14条）',
      privacy: '商业秘密、个人隐私（公开条例第15条）',
    },
  },
  { key: 'reason', label: '理由', kind: 'longText', max: 1000, min: 2, required: true },
  {
    key: 'creditClass',
    label: '失信信息分类',
    kind: 'choice',
    options: { general: '一般', serious: '严重' },
    required: true,
    only: { key: 'publish', is: [true] },
  },
];

export const publicationRedacted: Field[] = [
  {
    key: 'extra',
    label: '除系统已隐去的以外，还须隐去',
    kind: 'rows',
    fields: [
      { key: 'path', label: '文字位置', kind: 'text', max: 80, required: true },
      { key: 'as', label: '隐去的是', kind: 'text', max: 30, required: true },
      { key: 'ground', label: '依据', kind: 'text', max: 100, required: true },
    ],
  },
  { key: 'checked', label: '已逐字核对公开文本，没有应当隐去而未隐去的内容', kind: 'yes', mustBeYes: true, required: true },
];

export const publicationCleared: Field[] = [
  { key: 'outcome', label: '审查结论', kind: 'choice', options: { passed: '可以按拟定方式办理', returned: '退回修改' }, required: true },
  { key: 'secrecy', label: '已审查国家秘密、工作秘密、商业秘密、个人隐私', kind: 'yes', mustBeYes: true, required: true },
  { key: 'opinion', label: '审查意见', kind: 'longText', max: 1000, required: true },
];

export const publicationApproved: Field[] = [{ key: 'opinion', label: '审批意见', kind: 'longText', max: 1000, required: true }];
export const decisionPublished: Field[] = [
  { key: 'confirmed', label: '公开文本与批准的一致，现在公示', kind: 'yes', mustBeYes: true, required: true },
];
export const publicationErrorFound: Field[] = [
  {
    key: 'kind',
    label: '情形',
    kind: 'choice',
    required: true,
    options: { personal: '公开了不应当公开的个人信息、商业秘密', wrong: '公开的文字有错误', repaired: '信用修复，提前停止公示' },
  },
  { key: 'detail', label: '说明', kind: 'longText', max: 1000, min: 2, required: true },
];
export const publicationWithdrawn: Field[] = [
  { key: 'reason', label: '撤回理由（向社会公开说明）', kind: 'longText', max: 1000, min: 5, required: true },
];
