// src/law/procedures/courtEnforcement/particulars.ts —— 申请人民法院强制执行的必载事项（QZ11、QZ12、QZ21）
import { last } from '../../engine.ts';
import { partyFields } from '../../particulars/clue.ts';
import type { Field } from '../../particulars/field.ts';
import { enforcedDecision } from '../coercion/demand.ts';
import { lateFineOf, owedOf } from './window.ts';
import { applicationMaterials, courseKinds, forgoneGrounds, proceedings } from './words.ts';

const reason = (label: string): Field => ({ key: 'reason', label, kind: 'longText', max: 2000, min: 2, required: true });
const organ: Field = {
  key: 'organ',
  label: '人民法院',
  kind: 'text',
  max: 100,
  required: true,
  known: (file, registers) => ({
    value: last(file, 'courtApplicationDrafted')?.particulars.court ?? registers.agency.court,
    source: '强制执行申请书',
  }),
};
const number: Field = { key: 'number', label: '文号', kind: 'text', max: 100, required: true };
const paper = (label: string): Field => ({ key: 'paper', label, kind: 'evidence', min: 1, required: true });
const onlyMoney = { key: 'dutyKind', is: ['money'] } as const;

export const courtEnforcementProposed: Field[] = [
  { key: 'item', label: '执法事项', kind: 'item', required: true },
  { key: 'cause', label: '案由', kind: 'text', max: 100, required: true, help: '不写当事人姓名' },
  { key: 'party', label: '当事人', kind: 'group', fields: partyFields, required: true },
  { key: 'handlers', label: '承办人', kind: 'people', min: 2, required: true },
  ...enforcedDecision,
  { key: 'facts', label: '作出决定的事实、理由', kind: 'longText', max: 3000, min: 2, required: true },
  { key: 'basis', label: '作出决定的依据', kind: 'text', max: 300, required: true },
  { key: 'principal', label: '决定确定的金额（元）', kind: 'money', min: 1, required: true, only: onlyMoney },
  { key: 'paid', label: '已经缴纳（元）', kind: 'money', only: onlyMoney },
  { key: 'lateTold', label: '决定书写明了加处罚款的标准', kind: 'yes', required: true, only: onlyMoney },
  { key: 'deferredTo', label: '批准延期、分期缴纳的，期限至', kind: 'date', only: onlyMoney },
  { key: 'deferredOn', label: '批准延期、分期的日期', kind: 'date', only: onlyMoney, help: '批准延期、分期的必须填写：其间不加处罚款' },
  {
    key: 'onTheSpot',
    label: '是当场作出的行政处罚决定',
    kind: 'yes',
    help: '当场处罚须先复议后诉讼，复议期限六十日，申请期限按此计算（待核）',
  },
  { key: 'proceedings', label: '复议、诉讼情况', kind: 'choice', options: proceedings, required: true },
  {
    key: 'courses',
    label: '复议、诉讼的经过',
    kind: 'rows',
    min: 1,
    max: 10,
    required: true,
    only: { key: 'proceedings', is: ['pending', 'ended'] },
    help: '其间不加处罚款；终结以后才起算申请期限',
    fields: [
      { key: 'kind', label: '程序', kind: 'choice', options: courseKinds, required: true },
      { key: 'from', label: '受理之日', kind: 'date', required: true },
      { key: 'to', label: '终结之日', kind: 'date', help: '复议：收到决定书之日；诉讼：不能再上诉之日。没有终结的不填' },
    ],
  },
  { key: 'immovable', label: '执行对象是不动产', kind: 'yes', required: true },
];

export const courtApplicationDrafted: Field[] = [
  {
    key: 'court',
    label: '有管辖权的人民法院',
    kind: 'text',
    max: 100,
    required: true,
    known: (_file, registers) => ({ value: registers.agency.court, source: '本机关所在地' }),
  },
  { key: 'atProperty', label: '该院在不动产所在地', kind: 'yes', help: '执行对象是不动产的必须填写' },
  { key: 'request', label: '申请执行的事项（标的）', kind: 'longText', max: 2000, min: 2, required: true },
  {
    key: 'owed',
    label: '申请执行的本金（元）',
    kind: 'money',
    min: 1,
    help: '涉及金钱给付的填写',
    known: (file) => (owedOf(file) > 0 ? { value: owedOf(file), source: '决定确定的金额减去已缴金额' } : undefined),
  },
  {
    key: 'lateFine',
    label: '加处罚款（元，计至催告之日）',
    kind: 'money',
    help: '每日按百分之三计算，不超出本金',
    known: (file) => {
      const late = lateFineOf(file);
      return late === undefined ? undefined : { value: late, source: '按逾期至催告之日的日数计算' };
    },
  },
  { key: 'materials', label: '申请材料', kind: 'choices', options: applicationMaterials, min: 1, required: true },
  { key: 'opinionHeard', label: '当事人的意见', kind: 'longText', max: 2000, required: true, help: '没有提出的，写“没有提出”' },
];
export const courtApplied: Field[] = [
  { key: 'agrees', label: '同意并签名', kind: 'yes', mustBeYes: true, required: true },
  { key: 'opinion', label: '意见', kind: 'longText', max: 1000, required: true },
];

export const courtAccepted: Field[] = [organ, number, paper('受理通知书')];
export const courtDeclined: Field[] = [organ, number, paper('不予受理裁定书')];
export const courtRuled: Field[] = [
  organ,
  number,
  { key: 'outcome', label: '裁定', kind: 'choice', options: { granted: '准予强制执行', refused: '不予执行' }, required: true },
  { key: 'why', label: '不予执行的理由', kind: 'longText', max: 2000, required: true, only: { key: 'outcome', is: ['refused'] } },
  paper('裁定书'),
];
export const courtReviewApplied: Field[] = [
  { key: 'higher', label: '上一级人民法院', kind: 'text', max: 100, required: true },
  reason('理由'),
];
export const courtReviewDecided: Field[] = [
  { key: 'organ', label: '上一级人民法院', kind: 'text', max: 100, required: true },
  number,
  {
    key: 'outcome',
    label: '裁定',
    kind: 'choice',
    options: { accepted: '撤销原裁定，予以受理', granted: '撤销原裁定，准予执行', upheld: '维持原裁定' },
    required: true,
  },
  paper('裁定书'),
];
export const enforcementForgone: Field[] = [
  { key: 'ground', label: '情形', kind: 'choice', options: forgoneGrounds, required: true },
  reason('理由'),
  { key: 'paper', label: '证明材料', kind: 'evidence', help: '当事人履行、决定被撤销、人民法院裁定的，必须关联' },
];
