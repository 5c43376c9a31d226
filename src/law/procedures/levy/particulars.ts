// src/law/procedures/levy/particulars.ts —— 行政征收的必载事项
import { yuan } from '../../../base/money.ts';
import { type CaseFile, last } from '../../engine.ts';
import { partyFields } from '../../particulars/clue.ts';
import type { Field } from '../../particulars/field.ts';
import { areaUnits, conversion } from '../../reckoning/levies.ts';
import type { Registers } from '../../registers.ts';
import { computedOf, levyAccountOf, plotsInForce, refundOf } from './account.ts';
import { endGrounds, factors, lands, occupations, refundGrounds, reliefGrounds, reliefKinds } from './words.ts';

const opinion: Field = { key: 'opinion', label: '意见', kind: 'longText', max: 1000, required: true };
const decimal = { test: /^\d{1,9}(\.\d{1,4})?$/, says: '只填数字，最多四位小数，如“334.98”；单位在下一栏选择' };
const units = Object.fromEntries(Object.entries(areaUnits).map(([key, { name }]) => [key, name]));

const plotFields: Field[] = [
  { key: 'place', label: '地块位置', kind: 'text', max: 200, required: true },
  { key: 'land', label: '地类', kind: 'choice', options: lands, required: true },
  { key: 'factors', label: '计倍数的情形', kind: 'choices', options: factors },
  { key: 'area', label: '面积', kind: 'text', max: 20, required: true, pattern: decimal },
  { key: 'unit', label: '面积单位', kind: 'choice', options: units, required: true },
];
const converted: Field = {
  key: 'conversion',
  label: `面积以亩、公顷计，按${conversion}换算`,
  kind: 'yes',
  help: '全部以平方米计的不填',
};

export const levyDeclared: Field[] = [
  { key: 'item', label: '执法事项', kind: 'item', required: true },
  { key: 'cause', label: '事由', kind: 'text', max: 100, required: true, help: '写明项目和占用，如“乡道改建占用林地”；不写当事人姓名' },
  { key: 'party', label: '用地单位（个人）', kind: 'group', fields: partyFields, required: true },
  { key: 'handlers', label: '承办人', kind: 'people', min: 2, required: true },
  { key: 'how', label: '启动方式', kind: 'choice', options: { declared: '用地单位申报', exOfficio: '依职权核定' }, required: true },
  { key: 'occupation', label: '占用类型', kind: 'choice', options: occupations, required: true },
  { key: 'project', label: '建设项目', kind: 'text', max: 200, required: true },
  { key: 'approver', label: '审核同意（批准）占用的机关', kind: 'text', max: 100, required: true },
  { key: 'approvalNo', label: '审核同意（批准）文号', kind: 'text', max: 100, required: true },
  { key: 'approvedOn', label: '审核同意（批准）日期', kind: 'date', required: true },
  { key: 'approvedArea', label: '批准的面积（㎡）', kind: 'area', required: true },
  { key: 'plots', label: '占用的地块', kind: 'rows', min: 1, max: 100, required: true, fields: plotFields },
  converted,
  { key: 'evidence', label: '批准文件、图件', kind: 'evidence' },
];

const fromDeclaration = (key: string) => (file: CaseFile) => {
  const value = (last(file, 'levyAssessed') ?? last(file, 'levyDeclared'))?.particulars[key];
  return value === undefined ? undefined : { value, source: last(file, 'levyAssessed') ? '上次核定' : '征收申报登记' };
};
const computed = (file: CaseFile, registers: Registers) => {
  const levy = computedOf(file, registers);
  return levy && { value: levy.amount, source: `按征收标准：${levy.lines.find((line) => line.label === '合计')?.text ?? ''}` };
};

export const levyAssessed: Field[] = [
  {
    key: 'plots',
    label: '核定的地块',
    kind: 'rows',
    min: 1,
    max: 100,
    required: true,
    fields: plotFields,
    known: fromDeclaration('plots'),
  },
  { ...converted, known: fromDeclaration('conversion') },
  { key: 'waterworks', label: '因防洪、航道、港口或者其他水工程占用河道管理范围、蓄滞洪区内的湿地', kind: 'yes', help: '只在占用湿地时填' },
  { key: 'noRestoration', label: '没有条件恢复或者重建与所占用面积、质量相当的湿地', kind: 'yes', help: '只在占用湿地时填' },
  { key: 'sameFeePaid', label: '同一地块已经缴纳其他相同性质的恢复费用', kind: 'yes', required: true },
  { key: 'relief', label: '免征的情形', kind: 'choice', options: reliefGrounds, help: '不免征的不填' },
  {
    key: 'reliefCite',
    label: '免征依据的法律、法规条款',
    kind: 'text',
    max: 200,
    required: true,
    only: { key: 'relief', is: ['statute'] },
  },
  { key: 'amount', label: '核定数额（元）', kind: 'money', required: true, known: computed, help: '免征的为0元' },
  { key: 'evidence', label: '测量成果、核查照片', kind: 'evidence' },
  opinion,
];

export const assessmentReturned: Field[] = [
  { key: 'reason', label: '退回的理由', kind: 'longText', max: 1000, min: 2, required: true, help: '写明要核对、修改什么' },
];

export const levyDemanded: Field[] = [
  {
    key: 'owed',
    label: '尚未缴纳的数额（元）',
    kind: 'money',
    min: 1,
    required: true,
    known: (file, registers) => {
      const account = levyAccountOf(file, registers);
      return account && { value: account.owed, source: `应缴${yuan(account.target)}元，已缴${yuan(account.paid)}元` };
    },
  },
  { key: 'payBy', label: '限期缴纳至', kind: 'date', required: true },
  { key: 'way', label: '送达方式', kind: 'choice', options: { handed: '直接送达', posted: '邮寄', left: '留置' }, required: true },
  { key: 'proof', label: '送达凭据', kind: 'evidence' },
  opinion,
];

const relief: Field[] = [
  { key: 'kind', label: '减免缓', kind: 'choice', options: reliefKinds, required: true },
  { key: 'ground', label: '情形', kind: 'choice', options: reliefGrounds, required: true },
];
export const reliefRequested: Field[] = [
  ...relief,
  { key: 'reason', label: '申请的理由', kind: 'longText', max: 2000, required: true },
  { key: 'paper', label: '申请书和证明材料', kind: 'evidence', min: 1, required: true },
];
const asked = (key: string) => (file: CaseFile) => {
  const value = last(file, 'reliefRequested')?.particulars[key];
  return value === undefined ? undefined : { value, source: '申请减免缓' };
};
export const reliefProposed: Field[] = [
  ...relief.map((field): Field => ({ ...field, known: asked(field.key) })),
  { key: 'cite', label: '依据的法律、法规条款', kind: 'text', max: 200, required: true, only: { key: 'ground', is: ['statute'] } },
  { key: 'amount', label: '减征的数额（元）', kind: 'money', min: 1, required: true, only: { key: 'kind', is: ['reduced'] } },
  { key: 'until', label: '缓缴至', kind: 'date', required: true, only: { key: 'kind', is: ['deferred'] } },
  { key: 'reason', label: '审查情况', kind: 'longText', max: 2000, min: 2, required: true },
  opinion,
];

const outcome: Field = { key: 'outcome', label: '决定', kind: 'choice', options: { granted: '同意', refused: '不同意' }, required: true };
export const reliefDecided: Field[] = [outcome, opinion];

export const refundRequested: Field[] = [
  { key: 'ground', label: '情形', kind: 'choice', options: refundGrounds, required: true },
  { key: 'noticedOn', label: '接到不予批准通知的日期', kind: 'date', required: true, only: { key: 'ground', is: ['notApproved'] } },
  { key: 'reason', label: '申请的理由', kind: 'longText', max: 2000, required: true },
  { key: 'paper', label: '申请书和证明材料', kind: 'evidence', min: 1, required: true },
];
export const refundProposed: Field[] = [
  {
    key: 'plots',
    label: '实际占用的地块',
    kind: 'rows',
    max: 100,
    fields: plotFields,
    help: '实际占用面积减少、多收错收的填写；没有批准、没有实施的不填',
  },
  converted,
  {
    key: 'amount',
    label: '退还数额（元）',
    kind: 'money',
    min: 1,
    required: true,
    known: (file, registers) => {
      const refund = refundOf(file, registers, plotsInForce(file));
      return refund && { value: refund.amount, source: refund.formula };
    },
  },
  { key: 'evidence', label: '复测成果、现场照片', kind: 'evidence' },
  opinion,
];
export const refundDecided: Field[] = [outcome, opinion];
export const remissionReviewed: Field[] = [
  { key: 'outcome', label: '审核结论', kind: 'choice', options: { passed: '同意', returned: '退回重新审查' }, required: true },
  { key: 'opinion', label: '审核意见', kind: 'longText', max: 3000, min: 2, required: true },
];
export const refundPaid: Field[] = [
  {
    key: 'amount',
    label: '退还金额（元）',
    kind: 'money',
    min: 1,
    required: true,
    known: (file) => {
      const amount = last(file, 'refundProposed')?.particulars.amount;
      return amount === undefined ? undefined : { value: amount, source: '批准的退还数额' };
    },
  },
  { key: 'receipt', label: '退库（退款）凭证号', kind: 'text', max: 60, required: true },
  { key: 'paper', label: '退库（退款）凭证', kind: 'evidence' },
];

export const levySettled: Field[] = [{ key: 'note', label: '核对情况', kind: 'longText', max: 1000, required: true }];

export const levyEnded: Field[] = [
  { key: 'ground', label: '情形', kind: 'choice', options: endGrounds, required: true },
  { key: 'reason', label: '理由', kind: 'longText', max: 2000, min: 2, required: true },
  { key: 'paper', label: '证明这一情形的材料', kind: 'evidence', min: 1, required: true },
];
