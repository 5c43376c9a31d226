// src/law/procedures/permit/holding.ts —— 决定、转报、公示、变更、延续、监督检查、撤销、撤回、注销 的必载事项（XK15—XK22）
import { last } from '../../engine.ts';
import type { Field } from '../../particulars/field.ts';
import { cancellationGrounds, revocationGrounds, toldBy, withdrawalGrounds } from './words.ts';

const basis: Field = { key: 'basis', label: '依据条款', kind: 'text', max: 300, required: true };
const opinion: Field = { key: 'opinion', label: '意见', kind: 'longText', max: 1000, required: true };
const reason: Field = { key: 'reason', label: '理由', kind: 'longText', max: 2000, min: 5, required: true };
const examined =
  (key: string): NonNullable<Field['known']> =>
  (file) => {
    const value = last(file, 'examinationConcluded')?.particulars[key];
    return value === undefined ? undefined : { value, source: '审查意见' };
  };
const granted = { key: 'outcome', is: ['granted'] };
const refused = { key: 'outcome', is: ['refused'] };
const outcome: Field = {
  key: 'outcome',
  label: '决定',
  kind: 'choice',
  options: { granted: '准予', refused: '不予' },
  required: true,
};

/** XK16、XK17 */
export const decisionMade: Field[] = [
  { ...outcome, known: examined('proposed') },
  {
    key: 'permitContent',
    label: '许可内容',
    kind: 'longText',
    max: 4000,
    min: 2,
    required: true,
    only: granted,
    known: examined('permitContent'),
  },
  { key: 'validFrom', label: '有效期自', kind: 'date', required: true, only: granted, known: examined('validFrom') },
  {
    key: 'validTo',
    label: '有效期至',
    kind: 'date',
    required: true,
    only: granted,
    known: examined('validTo'),
    help: '长期有效的填 2099-12-31',
  },
  { key: 'licenceName', label: '许可证件名称', kind: 'text', max: 64, only: granted },
  { key: 'licenceNo', label: '许可证件编号', kind: 'text', max: 64, only: granted },
  { ...reason, label: '不予许可的理由', only: refused },
  { ...basis, only: refused },
  {
    key: 'standard',
    label: '不予许可所依据的技术标准、技术规范',
    kind: 'text',
    max: 300,
    only: refused,
    help: '根据检验、检测、检疫结果不予许可的必填',
  },
  { key: 'fee', label: '收取的费用（元）', kind: 'money', min: 1, help: '法律、行政法规没有规定收费的不填' },
  { key: 'departure', label: '与审查意见不一致的理由', kind: 'longText', max: 1000, min: 5 },
  opinion,
];

export const firstReviewForwarded: Field[] = [
  { key: 'organ', label: '上级机关', kind: 'text', max: 100, required: true },
  { key: 'opinion', label: '初步审查意见', kind: 'longText', max: 2000, min: 5, required: true },
  {
    key: 'everything',
    label: '已将初步审查意见和全部申请材料直接报送，不要求申请人重复提供',
    kind: 'yes',
    mustBeYes: true,
    required: true,
  },
];
export const superiorDecided: Field[] = [
  { key: 'organ', label: '作出决定的机关', kind: 'text', max: 100, required: true },
  { key: 'outcome', label: '决定', kind: 'choice', options: { granted: '准予', refused: '不予' }, required: true },
  { key: 'number', label: '文书号', kind: 'text', max: 100, required: true },
  { key: 'paper', label: '决定书', kind: 'evidence', min: 1, required: true },
];

/** What is granted is open to everybody; only secrecy keeps it back. */
export const publicationJudged: Field[] = [
  { key: 'publish', label: '应当公示', kind: 'yes', required: true },
  {
    key: 'ground',
    label: '不予公示的依据',
    kind: 'choice',
    required: true,
    only: { key: 'publish', is: [false] },
    options: {
      refused: '不予许可的决定（许可法第40条公开的是准予决定）',
      stateSecret: '涉及国家秘密（许可法第5条）',
      tradeSecret: '涉及商业秘密，申请人不同意公开（许可法第5条）',
      privacy: '涉及个人隐私（许可法第5条）',
      revoked: '许可已被撤销或者撤回',
    },
  },
  { key: 'objection', label: '申请人对公开提出的异议和处理', kind: 'longText', max: 1000 },
  { key: 'reason', label: '理由', kind: 'longText', max: 1000, min: 2, required: true },
];

export const closingProposed: Field[] = [
  { key: 'result', label: '办理情况（决定、颁发送达、公示）', kind: 'longText', max: 2000, required: true },
  { key: 'opinion', label: '承办人意见', kind: 'longText', max: 1000, required: true },
];

/** The holder asks for a change (许可法第49条). */
export const changeRequested: Field[] = [
  { key: 'applyContent', label: '要求变更的内容', kind: 'longText', max: 4000, min: 2, required: true },
  { key: 'reason', label: '理由', kind: 'longText', max: 2000 },
  { key: 'paper', label: '变更申请书', kind: 'evidence' },
];
/** XK18 */
export const changeDecided: Field[] = [
  outcome,
  { key: 'permitContent', label: '变更后的许可内容', kind: 'longText', max: 4000, min: 2, required: true, only: granted },
  { ...reason, label: '不予变更的理由', only: refused },
  { ...basis, only: refused },
  opinion,
];
/** 届满三十日前 (许可法第50条) */
export const renewalRequested: Field[] = [
  { key: 'until', label: '申请延续到', kind: 'date' },
  { key: 'reason', label: '理由', kind: 'longText', max: 2000 },
  { key: 'paper', label: '延续申请书', kind: 'evidence' },
];
export const renewalDecided: Field[] = [
  outcome,
  { key: 'validTo', label: '延续后的有效期至', kind: 'date', required: true, only: granted },
  { ...reason, label: '不予延续的理由', only: refused },
  { ...basis, only: refused },
  opinion,
];

/** XK21 */
export const holderInspected: Field[] = [
  { key: 'inspectContent', label: '检查情况', kind: 'longText', max: 4000, min: 5, required: true },
  {
    key: 'inspectResult',
    label: '检查结果',
    kind: 'choice',
    options: { clean: '未发现问题', correct: '责令改正', file: '立案查处', transfer: '移送', other: '其他' },
    required: true,
  },
  { key: 'detail', label: '处理情况', kind: 'longText', max: 2000 },
  { key: 'evidence', label: '照片和材料', kind: 'evidence' },
];
/** 临时使用林地期满后一年内恢复 (森林法第38条) */
export const restorationVerified: Field[] = [
  { key: 'restored', label: '已经恢复植被和林业生产条件', kind: 'yes', required: true },
  { key: 'finding', label: '查验情况', kind: 'longText', max: 4000, min: 5, required: true },
  { key: 'evidence', label: '照片和材料', kind: 'evidence' },
];

export const revocationProposed: Field[] = [
  { key: 'kind', label: '提请', kind: 'choice', options: { revoked: '撤销', withdrawn: '撤回' }, required: true },
  {
    key: 'ground',
    label: '撤销的情形',
    kind: 'choice',
    options: revocationGrounds,
    required: true,
    only: { key: 'kind', is: ['revoked'] },
  },
  {
    key: 'change',
    label: '撤回的情形',
    kind: 'choice',
    options: withdrawalGrounds,
    required: true,
    only: { key: 'kind', is: ['withdrawn'] },
  },
  {
    key: 'publicInterest',
    label: '为了什么公共利益',
    kind: 'longText',
    max: 1000,
    min: 5,
    required: true,
    only: { key: 'kind', is: ['withdrawn'] },
  },
  {
    key: 'harm',
    label: '撤销可能对公共利益造成重大损害',
    kind: 'yes',
    required: true,
    only: { key: 'kind', is: ['revoked'] },
  },
  { key: 'facts', label: '事实和理由', kind: 'longText', max: 4000, min: 5, required: true },
  { key: 'evidence', label: '证据', kind: 'evidence', min: 1, required: true },
  {
    key: 'compensation',
    label: '赔偿或者补偿的意见',
    kind: 'longText',
    max: 1000,
    min: 2,
    required: true,
    help: '没有损失的写明“没有损失”和依据',
  },
  basis,
];
export const holderNotified: Field[] = [
  { key: 'rightsTold', label: '已告知拟作决定的事实、理由、依据和陈述、申辩的权利', kind: 'yes', mustBeYes: true, required: true },
  { key: 'toldBy', label: '告知方式', kind: 'choice', options: toldBy, required: true },
  { key: 'proof', label: '送达的凭据', kind: 'evidence' },
];
/** XK19 */
export const revocationDecided: Field[] = [
  {
    key: 'outcome',
    label: '决定',
    kind: 'choice',
    options: { revoked: '撤销', withdrawn: '撤回', kept: '不予撤销、撤回' },
    required: true,
  },
  reason,
  basis,
  {
    key: 'compensation',
    label: '赔偿或者补偿',
    kind: 'longText',
    max: 1000,
    min: 2,
    required: true,
    only: { key: 'outcome', is: ['revoked', 'withdrawn'] },
    known: (file) => {
      const value = last(file, 'revocationProposed')?.particulars.compensation;
      return value === undefined ? undefined : { value, source: '提请' };
    },
  },
  opinion,
];
/** XK20 */
export const permitCancelled: Field[] = [
  { key: 'ground', label: '情形', kind: 'choice', options: cancellationGrounds, required: true },
  reason,
  { key: 'paper', label: '证明这一情形的材料', kind: 'evidence', help: '死亡、终止、吊销、不可抗力的必须关联' },
  { key: 'announcedAt', label: '公告在哪里发布', kind: 'text', max: 200, required: true },
];
