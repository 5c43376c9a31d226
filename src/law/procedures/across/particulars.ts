// src/law/procedures/across/particulars.ts —— 移送、指定管辖、协助、并案分案、授权 的必载事项
import { type CaseFile, last } from '../../engine.ts';
import type { Field } from '../../particulars/field.ts';
import { type StepId, stepNames } from '../../vocabulary.ts';

const opinion: Field = { key: 'opinion', label: '意见', kind: 'longText', max: 1000, required: true };
const reason: Field = { key: 'reason', label: '理由', kind: 'longText', max: 2000, min: 2, required: true };
const paper = (label: string): Field => ({ key: 'paper', label, kind: 'evidence', min: 1, required: true });
const caseNumber: Field = {
  key: 'otherCase',
  label: '对方案号',
  kind: 'text',
  max: 60,
  required: true,
  pattern: { test: /^\S+〔\d{4}〕\S*\d+号$/, says: '照录案号全文，如“盘林湿案〔2026〕0001号”' },
};

export const jurisdictionTransferred: Field[] = [
  {
    key: 'transferTo',
    label: '移送机关',
    kind: 'text',
    max: 100,
    required: true,
    known: (file: CaseFile) => {
      const { designee, organ } = (last(file, 'jurisdictionDesignated')?.particulars ?? {}) as { designee?: string; organ?: string };
      return designee === 'other' && organ ? { value: organ, source: '指定管辖决定' } : undefined;
    },
  },
  { key: 'transferReason', label: '移送理由', kind: 'longText', max: 2000, min: 5, required: true },
  {
    key: 'transferMaterials',
    label: '移送材料清单',
    kind: 'rows',
    min: 1,
    max: 100,
    required: true,
    fields: [
      { key: 'name', label: '材料名称', kind: 'text', max: 100, required: true },
      { key: 'pages', label: '页数、件数', kind: 'text', max: 30 },
    ],
  },
  { key: 'receiptNo', label: '回执', kind: 'text', max: 100 },
  opinion,
];
export const designationRequested: Field[] = [
  { key: 'superior', label: '共同的上一级行政机关', kind: 'text', max: 100, required: true },
  { key: 'rivals', label: '管辖有争议的机关', kind: 'text', max: 200, required: true },
  { key: 'negotiated', label: '协商的经过', kind: 'longText', max: 1000, min: 2, required: true },
  opinion,
];
export const jurisdictionDesignated: Field[] = [
  { key: 'superior', label: '作出指定的机关', kind: 'text', max: 100, required: true },
  { key: 'designee', label: '指定由谁管辖', kind: 'choice', options: { ours: '本机关', other: '其他机关' }, required: true },
  { key: 'organ', label: '被指定的机关', kind: 'text', max: 100, required: true, only: { key: 'designee', is: ['other'] } },
  paper('指定管辖决定书'),
];

export const assistanceRequested: Field[] = [
  { key: 'agency', label: '致送的机关', kind: 'text', max: 100, required: true },
  { key: 'content', label: '请求协助的事项', kind: 'longText', max: 2000, min: 5, required: true },
  {
    key: 'letterNo',
    label: '协助调查函文号',
    kind: 'text',
    max: 60,
    required: true,
    help: '函由负责人签发：先办理“出具其他文书”，文书选协助调查函',
    known: (file) => {
      const number = last(file, 'paperIssued')?.made?.numbers?.G15;
      return number === undefined ? undefined : { value: number, source: '出具其他文书' };
    },
  },
  reason,
];
export const assistanceAnswered: Field[] = [
  { key: 'agency', label: '答复的机关', kind: 'text', max: 100, required: true },
  { key: 'outcome', label: '结果', kind: 'choice', options: { given: '已经协助', declined: '不属于其职权，不予协助' }, required: true },
  { key: 'content', label: '答复的内容', kind: 'longText', max: 3000, min: 2, required: true },
  { key: 'paper', label: '复函', kind: 'evidence' },
];

export const caseJoined: Field[] = [caseNumber, reason];
export const caseMerged: Field[] = [caseNumber, reason];
export const caseSplit: Field[] = [
  caseNumber,
  { key: 'part', label: '分出的当事人、行为', kind: 'longText', max: 1000, min: 2, required: true },
  reason,
];
export const splitOriginNoted: Field[] = [caseNumber, reason];

/** The approvals of a procedure that its head may leave to somebody else while he is away. */
export const headDelegated = (delegable: readonly StepId[]): Field[] => [
  { key: 'delegate', label: '被授权人', kind: 'person', required: true },
  { key: 'from', label: '自', kind: 'date', required: true },
  { key: 'until', label: '至（当日有效）', kind: 'date', required: true },
  {
    key: 'matters',
    label: '授权的事项',
    kind: 'choices',
    min: 1,
    required: true,
    options: Object.fromEntries(delegable.map((step) => [step, stepNames[step]])),
  },
  {
    key: 'why',
    label: '不在岗的原因',
    kind: 'choice',
    options: { travel: '出差', leave: '休假', ill: '生病', training: '学习培训', recused: '回避', other: '其他' },
    required: true,
  },
  paper('授权书（写明被授权人、起止日期、事项，负责人签名）'),
];
