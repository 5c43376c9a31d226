// src/law/procedures/permit/examining.ts —— 审查、听证、延长期限、审查意见 的必载事项（XK06—XK15、XK22）
import { last } from '../../engine.ts';
import type { Field } from '../../particulars/field.ts';
import { specialKinds, toldBy } from './words.ts';

const told: Field = { key: 'toldBy', label: '告知方式', kind: 'choice', options: toldBy, required: true };
const reason: Field = { key: 'reason', label: '理由', kind: 'longText', max: 2000, min: 5, required: true };
const yes = (key: string, label: string): Field => ({ key, label, kind: 'yes', required: true });
const mustBeYes = (key: string, label: string): Field => ({ key, label, kind: 'yes', required: true, mustBeYes: true });
/** 大于零的数，最多三位小数：quantities are never negative. */
const positive = { test: /^(?!0+(\.0+)?$)\d{1,9}(\.\d{1,3})?$/, says: '请填写大于零的数，最多三位小数，不带单位' };

/** Which examination the application needs: a signed judgement, not a property of the item. */
export const examinationPlanned: Field[] = [
  yes('site', '需要对申请材料的实质内容进行实地核查'),
  yes('technical', '依法应当进行检验、检测、检疫'),
  yes('expert', '依法需要鉴定、专家评审、招标或者拍卖'),
  yes('interested', '直接关系他人重大利益'),
  yes('contested', '直接涉及申请人与他人之间重大利益关系，须告知听证权利'),
  yes('publicHearing', '依法应当听证，或者涉及公共利益的重大事项，须公告听证'),
  { ...reason, label: '理由', max: 1000 },
];

const applied =
  (key: string): NonNullable<Field['known']> =>
  (file) => {
    const value = last(file, 'permitApplied')?.particulars[key];
    return value === undefined ? undefined : { value, source: '许可申请' };
  };
const measures: Field = {
  key: 'measures',
  label: '测量数据',
  kind: 'rows',
  max: 100,
  fields: [
    { key: 'what', label: '测量什么', kind: 'text', max: 60, required: true },
    { key: 'amount', label: '数值', kind: 'text', max: 14, pattern: positive, required: true },
    {
      key: 'unit',
      label: '单位',
      kind: 'choice',
      options: { m3: '立方米', trees: '株', m2: '平方米', mu: '亩', ha: '公顷', m: '米', cm: '厘米' },
      required: true,
    },
  ],
};
const recording: Field[] = [
  { key: 'recording', label: '照片、录像', kind: 'evidence', media: true },
  { key: 'whyNoRecording', label: '没有音像记录的原因', kind: 'text', max: 300 },
];
/** XK06、XK22 */
export const siteVerified: Field[] = [
  { key: 'startedAt', label: '开始时间', kind: 'minute', required: true },
  { key: 'endedAt', label: '结束时间', kind: 'minute', required: true },
  { key: 'place', label: '核查地点', kind: 'text', max: 200, required: true, known: applied('place') },
  { key: 'coordinates', label: '坐标（CGCS2000）', kind: 'text', max: 100, mask: 'coordinates' },
  mustBeYes('certificatesShown', '已出示执法证件'),
  { key: 'findings', label: '核查情况', kind: 'longText', max: 8000, min: 5, required: true },
  measures,
  { key: 'result', label: '核查结论', kind: 'longText', max: 2000, min: 2, required: true },
  {
    key: 'signed',
    label: '申请人签名',
    kind: 'choice',
    options: { signed: '签名', refused: '拒绝签名', absent: '未到场' },
    required: true,
  },
  ...recording,
];

/** XK07 */
export const interestedNotified: Field[] = [
  {
    key: 'persons',
    label: '利害关系人',
    kind: 'rows',
    min: 1,
    max: 100,
    required: true,
    fields: [
      { key: 'name', label: '姓名或者名称', kind: 'text', max: 100, required: true, mask: 'otherName' },
      { key: 'interest', label: '什么利益', kind: 'text', max: 300, required: true },
    ],
  },
  mustBeYes('rightsTold', '已告知有权陈述、申辩'),
  told,
  { key: 'proof', label: '送达的凭据', kind: 'evidence' },
];
const who: Field = {
  key: 'who',
  label: '谁提出的',
  kind: 'choice',
  options: { applicant: '申请人（被许可人）', interested: '利害关系人' },
  required: true,
};
/** XK08 */
export const statementReceived: Field[] = [
  who,
  {
    key: 'name',
    label: '利害关系人姓名',
    kind: 'text',
    max: 100,
    required: true,
    mask: 'otherName',
    only: { key: 'who', is: ['interested'] },
  },
  { key: 'form', label: '形式', kind: 'choice', options: { oral: '口头，已制作笔录', written: '书面' }, required: true },
  { key: 'statement', label: '陈述申辩内容', kind: 'longText', max: 8000, required: true },
  { key: 'paper', label: '陈述申辩书或者笔录', kind: 'evidence' },
];
export const statementRechecked: Field[] = [
  { key: 'finding', label: '复核情况', kind: 'longText', max: 3000, required: true },
  {
    key: 'adopted',
    label: '是否采纳',
    kind: 'choice',
    options: { adopted: '采纳', partly: '部分采纳', notAdopted: '不予采纳' },
    required: true,
  },
  { key: 'reason', label: '理由', kind: 'longText', max: 2000, required: true },
];

/** XK09 */
export const hearingTold: Field[] = [
  {
    key: 'to',
    label: '告知了谁',
    kind: 'choices',
    options: { applicant: '申请人', interested: '利害关系人' },
    min: 1,
    required: true,
  },
  mustBeYes('rightsTold', '已告知自被告知之日起五日内可以要求听证，不承担听证费用'),
  told,
  { key: 'proof', label: '送达的凭据', kind: 'evidence' },
];
export const hearingRequested: Field[] = [
  who,
  { key: 'form', label: '形式', kind: 'choice', options: { oral: '口头，已登记', written: '书面' }, required: true },
  { key: 'reason', label: '理由', kind: 'longText', max: 2000 },
  { key: 'paper', label: '听证申请书', kind: 'evidence' },
];
export const hearingWaived: Field[] = [who, { key: 'paper', label: '签名的放弃听证声明', kind: 'evidence', min: 1, required: true }];
/** XK10 */
export const hearingNoticed: Field[] = [
  { key: 'way', label: '听证的种类', kind: 'choice', options: { requested: '应申请听证', announced: '公告听证' }, required: true },
  { key: 'announcedAt', label: '公告在哪里发布', kind: 'text', max: 200, required: true, only: { key: 'way', is: ['announced'] } },
  { key: 'hearingOn', label: '听证日期', kind: 'date', required: true },
  {
    key: 'hearingAt',
    label: '听证时间',
    kind: 'text',
    max: 5,
    required: true,
    pattern: { test: /^([01]\d|2[0-3]):[0-5]\d$/, says: '按“09:00”的样子填写' },
  },
  { key: 'hearingPlace', label: '听证地点', kind: 'text', max: 200, required: true },
  { key: 'host', label: '听证主持人', kind: 'person', required: true },
];
/** XK11 */
export const hearingHeld: Field[] = [
  { key: 'startedAt', label: '开始时间', kind: 'minute', required: true },
  { key: 'endedAt', label: '结束时间', kind: 'minute', required: true },
  { key: 'attendants', label: '参加人', kind: 'longText', max: 1000, required: true, mask: 'otherName' },
  { key: 'record', label: '听证笔录', kind: 'longText', max: 20000, min: 10, required: true },
  {
    key: 'signed',
    label: '笔录签名',
    kind: 'choice',
    options: { signed: '确认无误后签名', refused: '拒绝签名，主持人已注明' },
    required: true,
  },
  { key: 'opinion', label: '听证意见', kind: 'longText', max: 3000, required: true },
  ...recording,
];

export const techniciansAssigned: Field[] = [
  {
    key: 'kind',
    label: '做什么',
    kind: 'choice',
    options: { inspection: '检验', testing: '检测', quarantine: '检疫' },
    required: true,
  },
  { key: 'standard', label: '技术标准、技术规范', kind: 'text', max: 300, required: true },
  {
    key: 'technicians',
    label: '工作人员',
    kind: 'rows',
    min: 1,
    required: true,
    fields: [
      { key: 'name', label: '姓名', kind: 'text', max: 60, required: true, mask: 'otherName' },
      { key: 'qualification', label: '资格或者单位', kind: 'text', max: 100, required: true },
    ],
  },
];
/** XK12：only what 许可法第45条 names, told in writing. */
export const specialTimeTold: Field[] = [
  { key: 'kind', label: '特别程序', kind: 'choice', options: specialKinds, required: true },
  { key: 'from', label: '开始日', kind: 'date', required: true },
  { key: 'to', label: '需要到哪一天', kind: 'date', required: true, help: '届时没有结束的，重新告知；没有告知的日子照常计算' },
  { key: 'institution', label: '承担的机构', kind: 'text', max: 100 },
  { key: 'reason', label: '依据和理由', kind: 'longText', max: 1000, min: 2, required: true },
  told,
];
const { hearing: _hearing, ...resultKinds } = specialKinds;
export const specialResultReceived: Field[] = [
  { key: 'kind', label: '特别程序', kind: 'choice', options: resultKinds, required: true },
  { key: 'institution', label: '出具结果的机构', kind: 'text', max: 100, required: true },
  {
    key: 'result',
    label: '结果',
    kind: 'choice',
    options: { passed: '符合', failed: '不符合', opinion: '见意见书' },
    required: true,
  },
  { key: 'opinion', label: '结论', kind: 'longText', max: 3000, required: true },
  { key: 'paper', label: '报告、意见书', kind: 'evidence', min: 1, required: true },
];

/** XK13 */
export const periodExtended: Field[] = [
  { key: 'reason', label: '延长期限的理由', kind: 'longText', max: 1000, min: 5, required: true },
  { key: 'paper', label: '本级人民政府负责人的批准', kind: 'evidence', help: '联合办理、集中办理的必须关联' },
];
/** XK14 */
export const extensionTold: Field[] = [
  {
    key: 'reason',
    label: '延长期限的理由',
    kind: 'longText',
    max: 1000,
    min: 5,
    required: true,
    known: (file) => {
      const value = last(file, 'periodExtended')?.particulars.reason;
      return value === undefined ? undefined : { value, source: '批准延长办理期限' };
    },
  },
  told,
];

/** XK15：the conditions one by one, and what is proposed. */
export const examinationConcluded: Field[] = [
  {
    key: 'conditions',
    label: '法定条件、标准',
    kind: 'rows',
    min: 1,
    max: 40,
    required: true,
    fields: [
      { key: 'condition', label: '条件、标准（写明条款）', kind: 'text', max: 300, required: true },
      yes('met', '符合'),
      { key: 'ground', label: '材料和理由', kind: 'text', max: 500, required: true },
    ],
  },
  {
    key: 'hearingWeighed',
    label: '听证笔录的采用情况',
    kind: 'longText',
    max: 2000,
    min: 5,
    help: '举行过听证的必填：写明根据听证笔录怎样认定',
  },
  { key: 'quotaUnit', label: '限额的单位', kind: 'choice', options: { m3: '立方米', trees: '株', ha: '公顷', pieces: '件' } },
  { key: 'quotaLeft', label: '剩余限额', kind: 'text', max: 14, pattern: positive, help: '有数量限制的必填（采伐限额等）' },
  { key: 'quotaAsked', label: '本次使用的数量', kind: 'text', max: 14, pattern: positive },
  { key: 'proposed', label: '建议', kind: 'choice', options: { granted: '准予', refused: '不予' }, required: true },
  {
    key: 'permitContent',
    label: '许可内容',
    kind: 'longText',
    max: 4000,
    min: 2,
    required: true,
    only: { key: 'proposed', is: ['granted'] },
    known: applied('applyContent'),
  },
  { key: 'validFrom', label: '有效期自', kind: 'date', required: true, only: { key: 'proposed', is: ['granted'] } },
  {
    key: 'validTo',
    label: '有效期至',
    kind: 'date',
    required: true,
    only: { key: 'proposed', is: ['granted'] },
    help: '长期有效的填 2099-12-31',
  },
  { key: 'opinion', label: '承办人意见', kind: 'longText', max: 2000, required: true },
];
