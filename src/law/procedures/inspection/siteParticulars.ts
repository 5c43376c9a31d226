// src/law/procedures/inspection/siteParticulars.ts —— 进入现场、检查、询问、勘验、抽样的必载事项（forms.json JC05—JC08）
import type { Field } from '../../particulars/field.ts';
import { end, from, place, recorder, recording, refusalNote, signed, start, whyNoRecording } from './asked.ts';
import { pointFindings } from './words.ts';

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
