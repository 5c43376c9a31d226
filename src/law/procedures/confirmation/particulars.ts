// src/law/procedures/confirmation/particulars.ts —— 行政确认各环节的必载事项（forms.json QR01—QR03、CF17、G24）
import { last } from '../../engine.ts';
import { itemOf } from '../../facts.ts';
import { partyFields } from '../../particulars/clue.ts';
import type { Field } from '../../particulars/field.ts';
import { serviceFields } from '../../particulars/notice.ts';
import { confirmationOutcomes, initiations, regenerations } from './words.ts';

const known = (value: unknown, source: string) => (value === undefined || value === '' ? undefined : { value, source });
const percent = (key: string, label: string): Field => ({ key, label, kind: 'whole', min: 0, max: 100 });

export const confirmationStarted: Field[] = [
  { key: 'initiation', label: '启动方式', kind: 'choice', options: initiations, required: true },
  { key: 'item', label: '确认事项', kind: 'item', required: true },
  { key: 'cause', label: '确认内容', kind: 'text', max: 100, required: true, help: '如“二级古树认定”；不写申请人姓名' },
  { key: 'party', label: '申请人或者权利人', kind: 'group', fields: partyFields, required: true },
  { key: 'place', label: '地点', kind: 'text', max: 200, required: true, help: '写全市、县（区）' },
  { key: 'applyContent', label: '申请的内容或者启动的情况', kind: 'longText', max: 3000, min: 5, required: true },
  { key: 'permitNo', label: '林木采伐许可证编号', kind: 'text', max: 60, help: '采伐更新验收的必须填写' },
  {
    key: 'materials',
    label: '申请材料目录',
    kind: 'rows',
    min: 1,
    required: true,
    only: { key: 'initiation', is: ['applied'] },
    fields: [
      { key: 'name', label: '材料', kind: 'text', max: 100, required: true },
      { key: 'copies', label: '份数', kind: 'whole', min: 1, max: 100, required: true },
    ],
  },
  { key: 'evidence', label: '申请材料', kind: 'evidence' },
  { key: 'handlers', label: '承办人', kind: 'people', min: 2, required: true },
];

export const confirmationSupplementAsked: Field[] = [
  { key: 'missing', label: '需要补正的全部内容', kind: 'longText', max: 2000, min: 2, required: true },
  { key: 'by', label: '补正期限', kind: 'date', required: true },
];
export const confirmationAccepted: Field[] = [
  { key: 'complete', label: '材料齐全、符合要求', kind: 'yes', mustBeYes: true, required: true },
  { key: 'evidence', label: '补正的材料', kind: 'evidence' },
];
export const confirmationNotAccepted: Field[] = [
  {
    key: 'why',
    label: '情形',
    kind: 'choice',
    options: { notOurs: '不属于本机关职权，已告知向有权机关提出', notNeeded: '依法不需要确认', notSupplied: '逾期没有补正', other: '其他' },
    required: true,
  },
  { key: 'reason', label: '理由', kind: 'longText', max: 2000, min: 2, required: true },
];
export const confirmationWithdrawn: Field[] = [
  { key: 'reason', label: '撤回的理由', kind: 'longText', max: 1000 },
  { key: 'paper', label: '撤回申请书', kind: 'evidence', min: 1, required: true },
];

export const confirmationSurveyed: Field[] = [
  { key: 'startedAt', label: '开始时间', kind: 'minute', required: true },
  { key: 'endedAt', label: '结束时间', kind: 'minute', required: true },
  {
    key: 'place',
    label: '勘查地点',
    kind: 'text',
    max: 200,
    required: true,
    known: (file) => known(last(file, 'confirmationStarted')?.particulars.place, '启动行政确认'),
  },
  { key: 'coordinates', label: '坐标（CGCS2000）', kind: 'text', max: 100, mask: 'coordinates' },
  { key: 'inCity', label: '在城市建成区内', kind: 'yes' },
  { key: 'recorder', label: '记录人', kind: 'person', required: true },
  {
    key: 'measures',
    label: '测量数据',
    kind: 'rows',
    min: 1,
    required: true,
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
  { key: 'regeneration', label: '更新方式', kind: 'choice', options: regenerations, help: '采伐更新验收的必须填写' },
  percent('survival', '当年成活率（%）'),
  percent('preservation', '三年后保存率（%）'),
  percent('evenness', '更新均匀度（%）'),
  { key: 'saplings', label: '每公顷幼树（株）', kind: 'whole', min: 0, max: 1_000_000 },
  { key: 'seedlings', label: '每公顷幼苗（株）', kind: 'whole', min: 0, max: 1_000_000 },
  { key: 'findings', label: '勘查情况', kind: 'longText', max: 5000, min: 5, required: true },
  { key: 'recording', label: '照片、录像', kind: 'evidence', media: true, help: '古树认定必须有照片' },
  {
    key: 'signed',
    label: '申请人或者权利人签名',
    kind: 'choice',
    options: { signed: '签名', refused: '拒绝签名', absent: '未到场' },
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
];

export const expertsAppraised: Field[] = [
  { key: 'discussedAt', label: '鉴定时间', kind: 'minute', required: true },
  {
    key: 'experts',
    label: '鉴定人员',
    kind: 'rows',
    min: 1,
    max: 20,
    required: true,
    fields: [
      { key: 'name', label: '姓名', kind: 'text', max: 60, required: true, mask: 'otherName' },
      { key: 'title', label: '单位和职称', kind: 'text', max: 100, required: true },
      { key: 'opinion', label: '意见', kind: 'longText', max: 1000, required: true },
    ],
  },
  { key: 'treeAge', label: '鉴定树龄（年）', kind: 'whole', min: 1, max: 5000, help: '古树认定的必须填写' },
  { key: 'result', label: '鉴定意见', kind: 'longText', max: 3000, min: 5, required: true },
  { key: 'evidence', label: '鉴定意见书', kind: 'evidence', min: 1, required: true },
];

export const ownerHeard: Field[] = [
  {
    key: 'heard',
    label: '征求了谁的意见',
    kind: 'choice',
    options: { owner: '所有权人', keeper: '日常养护责任人', both: '所有权人和养护责任人' },
    required: true,
  },
  { key: 'opinion', label: '意见', kind: 'longText', max: 2000, required: true },
  { key: 'agrees', label: '同意认定', kind: 'yes', required: true },
  { key: 'answer', label: '对不同意见的处理', kind: 'longText', max: 2000, required: true, only: { key: 'agrees', is: [false] } },
  { key: 'paper', label: '书面意见', kind: 'evidence' },
];

export const confirmationConcluded: Field[] = [
  { key: 'outcome', label: '结论', kind: 'choice', options: confirmationOutcomes, required: true },
  {
    key: 'content',
    label: '确认的内容',
    kind: 'longText',
    max: 2000,
    min: 5,
    required: true,
    known: (file) => known(last(file, 'expertsAppraised')?.particulars.result, '专家鉴定'),
  },
  {
    key: 'ground',
    label: '依据',
    kind: 'text',
    max: 300,
    required: true,
    known: (file, registers) =>
      known(
        (itemOf(file, registers)?.basis as { law: string; article?: string }[] | undefined)
          ?.map(({ law, article }) => `《${law}》${article ?? ''}`)
          .join('、'),
        '执法事项清单',
      ),
  },
  { key: 'reason', label: '理由', kind: 'longText', max: 2000, required: true },
];

export const governmentApproved: Field[] = [
  {
    key: 'organ',
    label: '批准的人民政府',
    kind: 'text',
    max: 60,
    required: true,
    known: (_, registers) => ({ value: registers.agency.government, source: '机关名册' }),
  },
  { key: 'number', label: '批准文号', kind: 'text', max: 60, required: true },
  { key: 'outcome', label: '批准情况', kind: 'choice', options: { approved: '批准', refused: '没有批准' }, required: true },
  { key: 'paper', label: '批准文件', kind: 'evidence', min: 1, required: true },
];

export const confirmationServed: Field[] = [...serviceFields];
