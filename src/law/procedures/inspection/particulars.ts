// src/law/procedures/inspection/particulars.ts —— 提请、通知、处理、复查、移交的必载事项（forms.json JC03、JC04、JC09—JC11、G09、G16）
import { last } from '../../engine.ts';
import { itemOf } from '../../facts.ts';
import { partyFields } from '../../particulars/clue.ts';
import type { Field } from '../../particulars/field.ts';
import { serviceFields } from '../../particulars/notice.ts';
import { from, known, refusalNote, signed } from './asked.ts';
import { inspectionModes, inspectionOutcomes, inspectionSources, plannedSources, recheckOutcomes, singleSources } from './words.ts';

export const inspectionProposed: Field[] = [
  { key: 'source', label: '任务来源', kind: 'choice', options: inspectionSources, required: true },
  {
    key: 'planNo',
    label: '检查计划编号',
    kind: 'text',
    max: 60,
    required: true,
    only: { key: 'source', is: plannedSources },
    help: '已经公布的年度检查计划、专项检查方案或者抽取任务的编号',
  },
  {
    key: 'trigger',
    label: '引起检查的情况',
    kind: 'longText',
    max: 1000,
    min: 5,
    required: true,
    only: { key: 'source', is: singleSources },
    help: '写明投诉举报、转办文书或者监测数据的编号和内容；不写举报人姓名',
  },
  { key: 'item', label: '检查事项', kind: 'item', required: true },
  { key: 'cause', label: '检查事由', kind: 'text', max: 100, required: true, help: '如“湿地利用情况检查”；不写检查对象姓名' },
  { key: 'party', label: '检查对象', kind: 'group', fields: partyFields, required: true },
  { key: 'place', label: '检查地点', kind: 'text', max: 200, required: true, help: '写全市、县（区）' },
  {
    key: 'points',
    label: '检查内容',
    kind: 'rows',
    min: 1,
    max: 40,
    required: true,
    help: '一行一项；现场检查只限于批准的各项',
    fields: [{ key: 'text', label: '内容', kind: 'text', max: 200, required: true }],
  },
  { key: 'mode', label: '检查方式', kind: 'choice', options: inspectionModes, required: true, help: '能非现场检查的，不进入现场' },
  { key: 'plannedOn', label: '拟检查日期', kind: 'date', required: true },
  {
    key: 'announced',
    label: '通知方式',
    kind: 'choice',
    options: { before: '事先通知', onArrival: '到场时通知' },
    required: true,
  },
  {
    key: 'whyUnannounced',
    label: '不事先通知的理由',
    kind: 'text',
    max: 300,
    required: true,
    only: { key: 'announced', is: ['onArrival'] },
  },
  { key: 'handlers', label: '检查人员', kind: 'people', min: 2, required: true },
  { key: 'assistants', label: '协助人员（专家、辅助人员）', kind: 'text', max: 200, mask: 'otherName', help: '只协助，不得单独检查' },
  { key: 'opinion', label: '承办人意见', kind: 'text', max: 500, required: true },
];

export const inspectionDeclined: Field[] = [
  { key: 'reason', label: '不予批准的理由', kind: 'longText', max: 1000, min: 2, required: true },
];

export const urgentEntryReported: Field[] = [
  { key: 'reportedAt', label: '报告时间', kind: 'minute', required: true },
  { key: 'reportedTo', label: '向谁报告', kind: 'person', required: true },
  { key: 'reason', label: '需要当场检查的紧急情况', kind: 'longText', max: 1000, min: 5, required: true },
];

const disciplineTold: Field = {
  key: 'disciplineTold',
  label: '已告知检查纪律“五个严禁”和监督电话',
  kind: 'yes',
  mustBeYes: true,
  required: true,
};
const rightsTold: Field = {
  key: 'rightsTold',
  label: '已告知陈述、申辩、申请回避和拒绝违法检查的权利',
  kind: 'yes',
  mustBeYes: true,
  required: true,
};

export const inspectionNoticed: Field[] = [
  { key: 'inspectAt', label: '检查时间', kind: 'minute', required: true },
  disciplineTold,
  rightsTold,
  ...serviceFields,
];

export const inspectionCancelled: Field[] = [
  {
    key: 'why',
    label: '情形',
    kind: 'choice',
    options: {
      gone: '检查对象已经注销、停业或者无法找到',
      merged: '已经由其他部门检查或者并入联合检查',
      settled: '引起检查的情况已经查清，不需要再检查',
      other: '其他',
    },
    required: true,
  },
  { key: 'reason', label: '说明', kind: 'longText', max: 1000, min: 2, required: true },
];

const orders = ['correct', 'hazard', 'both'];
export const inspectionConcluded: Field[] = [
  { key: 'outcome', label: '处理意见', kind: 'choice', options: inspectionOutcomes, required: true },
  {
    key: 'problems',
    label: '发现的问题',
    kind: 'longText',
    max: 3000,
    min: 5,
    required: true,
    only: { key: 'outcome', is: ['correct', 'hazard', 'penalty', 'both', 'forward', 'settled'] },
    known: (file) => {
      const rows = (last(file, 'siteInspected')?.particulars.points as { finding: string; note?: string }[] | undefined) ?? [];
      const found = rows.flatMap((row) => (row.finding === 'problem' ? (row.note ?? []) : [])).join('；');
      return known(found || last(file, 'identityShown')?.particulars.refusal, found ? '现场检查' : '亮证扫码');
    },
  },
  {
    key: 'breach',
    label: '违反的规定',
    kind: 'text',
    max: 300,
    required: true,
    only: { key: 'outcome', is: orders },
    help: '写明法律名称和条款',
  },
  {
    key: 'demand',
    label: '应当改正的内容',
    kind: 'longText',
    max: 1000,
    required: true,
    only: { key: 'outcome', is: orders },
    known: (file, registers) => known(itemOf(file, registers)?.correctiveOrders.join('；'), '执法事项清单'),
  },
  { key: 'orderBy', label: '改正期限', kind: 'date', required: true, only: { key: 'outcome', is: orders } },
  { key: 'opinion', label: '检查人员意见', kind: 'longText', max: 1000, required: true },
];

export const rectificationOrdered: Field[] = [...serviceFields];
export const hazardOrdered: Field[] = [...serviceFields];
export const inspectionResultNoticed: Field[] = [...serviceFields];

export const rectificationRechecked: Field[] = [
  { key: 'findings', label: '复查情况', kind: 'longText', max: 3000, min: 5, required: true },
  { key: 'outcome', label: '复查意见', kind: 'choice', options: recheckOutcomes, required: true },
  { key: 'newBy', label: '延长至', kind: 'date', required: true, only: { key: 'outcome', is: ['extended'] } },
  { key: 'evidence', label: '复查照片', kind: 'evidence' },
  signed,
  refusalNote,
];

export const violationHandedOver: Field[] = [
  {
    key: 'summary',
    label: '涉嫌违法的情况',
    kind: 'longText',
    max: 3000,
    min: 5,
    required: true,
    known: (file) =>
      known(last(file, 'rectificationRechecked')?.particulars.findings, '复查整改') ??
      known(last(file, 'inspectionConcluded')?.particulars.problems, '检查处理意见'),
  },
  { key: 'materials', label: '移交的材料', kind: 'longText', max: 1000, required: true },
];

export const inspectionForwarded: Field[] = [
  { key: 'organ', label: '移送机关', kind: 'text', max: 100, required: true, help: '有管辖权的机关全称' },
  {
    key: 'reason',
    label: '移送理由',
    kind: 'longText',
    max: 2000,
    min: 5,
    required: true,
    known: from('inspectionConcluded', 'problems', '检查处理意见'),
  },
  {
    key: 'materials',
    label: '移送材料清单',
    kind: 'rows',
    min: 1,
    required: true,
    fields: [
      { key: 'name', label: '材料', kind: 'text', max: 100, required: true },
      { key: 'copies', label: '份数', kind: 'whole', min: 1, max: 100, required: true },
    ],
  },
];
