// src/law/procedures/inspection/particulars.ts —— 行政检查各环节的必载事项（forms.json JC03—JC11、G09、G16）
import { type CaseFile, last } from '../../engine.ts';
import { itemOf } from '../../facts.ts';
import { partyFields } from '../../particulars/clue.ts';
import type { Field } from '../../particulars/field.ts';
import { serviceFields } from '../../particulars/notice.ts';
import {
  inspectionModes,
  inspectionOutcomes,
  inspectionSources,
  plannedSources,
  pointFindings,
  recheckOutcomes,
  singleSources,
} from './words.ts';

const known = (value: unknown, source: string) => (value === undefined || value === '' ? undefined : { value, source });
const from =
  (step: 'inspectionProposed' | 'inspectionConcluded', key: string, source: string): NonNullable<Field['known']> =>
  (file: CaseFile) =>
    known(last(file, step)?.particulars[key], source);

const start: Field = { key: 'startedAt', label: '开始时间', kind: 'minute', required: true };
const end: Field = { key: 'endedAt', label: '结束时间', kind: 'minute', required: true };
const place: Field = {
  key: 'place',
  label: '检查地点',
  kind: 'text',
  max: 200,
  required: true,
  known: from('inspectionProposed', 'place', '提请检查'),
};
const recorder: Field = { key: 'recorder', label: '记录人', kind: 'person', required: true };
const recording: Field = {
  key: 'recording',
  label: '音像记录',
  kind: 'evidence',
  media: true,
  help: '关联检查录像或者照片；确实没有的，在下一栏写明原因',
};
const whyNoRecording: Field = { key: 'whyNoRecording', label: '没有音像记录的原因', kind: 'text', max: 300 };
const signed: Field = {
  key: 'signed',
  label: '检查对象签名',
  kind: 'choice',
  options: { signed: '核对无误后签名', refused: '拒绝签名' },
  required: true,
};
const refusalNote: Field = {
  key: 'refusalNote',
  label: '拒签情况',
  kind: 'text',
  max: 300,
  required: true,
  only: { key: 'signed', is: ['refused'] },
};

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

export const identityShown: Field[] = [
  { key: 'arrivedAt', label: '到达时间', kind: 'minute', required: true },
  {
    key: 'certificatesShown',
    label: '已主动出示执法证件',
    kind: 'yes',
    mustBeYes: true,
    required: true,
    help: '证号由系统按当日有效的执法证填入文书',
  },
  { key: 'recordingTold', label: '已告知正在录音录像', kind: 'yes', mustBeYes: true, required: true },
  {
    key: 'scan',
    label: '扫码登记',
    kind: 'choice',
    options: { scanned: '已扫描检查码', unable: '不能扫码', notEnterprise: '检查对象不是经营者，没有检查码' },
    required: true,
  },
  { key: 'scanCode', label: '检查码或者登记编号', kind: 'text', max: 80, required: true, only: { key: 'scan', is: ['scanned'] } },
  { key: 'whyNoScan', label: '不能扫码的原因', kind: 'text', max: 300, required: true, only: { key: 'scan', is: ['unable'] } },
  {
    key: 'admitted',
    label: '检查对象是否配合',
    kind: 'choice',
    options: { admitted: '配合', refused: '拒绝、阻碍检查' },
    required: true,
  },
  { key: 'refusal', label: '拒绝、阻碍的情况', kind: 'longText', max: 1000, required: true, only: { key: 'admitted', is: ['refused'] } },
  recording,
  whyNoRecording,
];

export const siteInspected: Field[] = [
  start,
  end,
  place,
  recorder,
  {
    key: 'points',
    label: '检查内容和结果',
    kind: 'rows',
    min: 1,
    max: 40,
    required: true,
    known: from('inspectionProposed', 'points', '提请检查'),
    fields: [
      { key: 'text', label: '内容', kind: 'text', max: 200, required: true },
      { key: 'finding', label: '结果', kind: 'choice', options: pointFindings, required: true },
      { key: 'note', label: '问题', kind: 'longText', max: 1000, required: true, only: { key: 'finding', is: ['problem'] } },
    ],
  },
  { key: 'findings', label: '检查情况', kind: 'longText', max: 8000, min: 5, required: true },
  {
    key: 'partyPresent',
    label: '检查对象到场情况',
    kind: 'choice',
    options: { present: '到场', absent: '没有到场，已请见证人' },
    required: true,
  },
  {
    key: 'witness',
    label: '见证人',
    kind: 'text',
    max: 60,
    required: true,
    mask: 'otherName',
    only: { key: 'partyPresent', is: ['absent'] },
  },
  {
    key: 'signed',
    label: '检查对象签名',
    kind: 'choice',
    options: { signed: '核对无误后签名', refused: '拒绝签名', absent: '未到场' },
    required: true,
  },
  {
    key: 'refusalNote',
    label: '拒签或者未到场情况',
    kind: 'text',
    max: 300,
    required: true,
    only: { key: 'signed', is: ['refused', 'absent'] },
  },
  recording,
  whyNoRecording,
];

export const inspectionInterviewed: Field[] = [
  start,
  end,
  place,
  { key: 'name', label: '被询问人姓名', kind: 'text', max: 60, required: true, mask: 'otherName' },
  {
    key: 'role',
    label: '被询问人身份',
    kind: 'choice',
    options: { party: '检查对象或者其负责人', staff: '检查对象的工作人员', other: '其他' },
    required: true,
  },
  recorder,
  {
    key: 'dialogue',
    label: '问答内容',
    kind: 'rows',
    min: 1,
    required: true,
    fields: [
      { key: 'question', label: '问', kind: 'longText', max: 2000, required: true },
      { key: 'answer', label: '答', kind: 'longText', max: 5000, required: true },
    ],
  },
  { key: 'readBack', label: '已交被询问人核对或者向其宣读', kind: 'yes', mustBeYes: true, required: true },
  signed,
  refusalNote,
  recording,
];

export const siteMeasured: Field[] = [
  start,
  end,
  place,
  { key: 'coordinates', label: '坐标', kind: 'text', max: 100, mask: 'coordinates' },
  recorder,
  { key: 'findings', label: '勘验情况', kind: 'longText', max: 8000, min: 5, required: true },
  {
    key: 'measures',
    label: '测量数据',
    kind: 'rows',
    fields: [
      { key: 'what', label: '项目', kind: 'text', max: 60, required: true },
      {
        key: 'value',
        label: '数值',
        kind: 'text',
        max: 20,
        required: true,
        pattern: { test: /^\d{1,9}(\.\d{1,3})?$/, says: '只填数字，最多三位小数' },
      },
      { key: 'unit', label: '单位', kind: 'text', max: 10, required: true },
    ],
  },
  { key: 'evidence', label: '现场示意图', kind: 'evidence' },
  signed,
  refusalNote,
  recording,
  whyNoRecording,
];

export const samplesTaken: Field[] = [
  { key: 'startedAt', label: '抽样时间', kind: 'minute', required: true },
  place,
  {
    key: 'samples',
    label: '抽样清单',
    kind: 'rows',
    min: 1,
    required: true,
    fields: [
      { key: 'name', label: '品名', kind: 'text', max: 100, required: true },
      { key: 'batch', label: '批号', kind: 'text', max: 60 },
      { key: 'base', label: '基数', kind: 'text', max: 40, required: true },
      { key: 'quantity', label: '抽样数量', kind: 'text', max: 40, required: true },
      { key: 'sealNo', label: '封样编号', kind: 'text', max: 60, required: true },
    ],
  },
  signed,
  refusalNote,
  recording,
  whyNoRecording,
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
