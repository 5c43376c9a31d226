// src/law/procedures/performance/particulars.ts —— 代履行、立即代履行的必载事项（QZ11—QZ20）
import { last } from '../../engine.ts';
import { approvedOnPaperAt } from '../../gates/approvedBefore.ts';
import { partyFields } from '../../particulars/clue.ts';
import type { Field } from '../../particulars/field.ts';
import { enforcedDecision } from '../coercion/demand.ts';
import { shownOnSite, signedByParty } from '../coercion/site.ts';
import { harms, obstacles, publicPlaces, suspensionGrounds, terminationGrounds } from './words.ts';

const matter: Field[] = [
  { key: 'item', label: '执法事项', kind: 'item', required: true },
  { key: 'cause', label: '案由', kind: 'text', max: 100, required: true, help: '不写当事人姓名' },
  { key: 'party', label: '当事人', kind: 'group', fields: partyFields, required: true },
  { key: 'handlers', label: '承办人', kind: 'people', min: 2, required: true },
];
const reason = (label: string): Field => ({ key: 'reason', label, kind: 'longText', max: 2000, min: 2, required: true });
const opinion: Field = { key: 'opinion', label: '意见', kind: 'longText', max: 1000, required: true };
const agrees: Field = { key: 'agrees', label: '同意', kind: 'yes', mustBeYes: true, required: true };

export const performanceProposed: Field[] = [
  ...matter,
  ...enforcedDecision,
  {
    key: 'isStructure',
    label: '标的是建筑物、构筑物、设施，须强制拆除',
    kind: 'yes',
    required: true,
    only: { key: 'dutyKind', is: ['remove', 'restore', 'other'] },
    help: '须先出具并张贴《限期拆除公告》，公告的期限和复议、诉讼期限都届满以后才能实施',
  },
  { key: 'place', label: '代履行地点', kind: 'text', max: 200, required: true },
  { key: 'harm', label: '不履行的后果', kind: 'choice', options: harms, required: true },
  { key: 'harmReason', label: '后果的事实依据', kind: 'longText', max: 2000, min: 2, required: true },
];

/** Who performs, whether he has an interest, and what it is to cost: one row a kind of work. */
const performer: Field[] = [
  { key: 'performerKind', label: '由谁代履行', kind: 'choice', options: { agency: '本机关', third: '委托第三人' }, required: true },
  { key: 'performer', label: '代履行人', kind: 'text', max: 100, required: true },
  {
    key: 'interested',
    label: '代履行人与本案有利害关系',
    kind: 'yes',
    required: true,
    only: { key: 'performerKind', is: ['third'] },
  },
];
const costs = (label: string): Field => ({
  key: 'costs',
  label,
  kind: 'rows',
  min: 1,
  required: true,
  fields: [
    { key: 'what', label: '工程、费用名称', kind: 'text', max: 100, required: true },
    { key: 'how', label: '怎样计算（数量、单价、来源）', kind: 'text', max: 300, required: true },
    { key: 'amount', label: '金额（元）', kind: 'money', min: 1, required: true },
  ],
});

export const performanceDrafted: Field[] = [
  reason('代履行的理由'),
  { key: 'way', label: '代履行的方式', kind: 'longText', max: 1000, required: true },
  { key: 'performOn', label: '代履行的日期', kind: 'date', required: true, help: '不得是法定节假日、休息日，并给三日前的催告留出时间' },
  { key: 'target', label: '代履行标的', kind: 'longText', max: 1000, required: true, help: '地点、面积、数量和要达到的标准' },
  ...performer,
  costs('费用预算'),
];
export const performanceDecided: Field[] = [agrees, opinion];

const work: Field[] = [
  {
    key: 'performer',
    label: '代履行人',
    kind: 'text',
    max: 100,
    required: true,
    known: (file) => {
      const named = last(file, 'performanceDrafted')?.particulars.performer;
      return named ? { value: named, source: '代履行决定' } : undefined;
    },
  },
  { key: 'work', label: '实施过程', kind: 'longText', max: 5000, min: 5, required: true },
  { key: 'force', label: '采用了暴力、胁迫以及其他非法方式', kind: 'yes', required: true },
  { key: 'utilities', label: '对居民生活停止了供水、供电、供热、供燃气', kind: 'yes', required: true },
  { key: 'urgentReason', label: '在夜间或者节假日实施的紧急情形', kind: 'longText', max: 1000, help: '不在夜间、节假日实施的不填' },
  { key: 'finished', label: '已经完毕并验收', kind: 'yes', required: true },
  { key: 'result', label: '完成和验收情况', kind: 'longText', max: 3000, min: 2, required: true },
  { key: 'performerSigned', label: '代履行人已签名或者盖章', kind: 'yes', required: true },
];
export const performanceCarriedOut: Field[] = [...shownOnSite('代履行地点'), ...work, ...signedByParty];

export const costCharged: Field[] = [
  costs('实际费用'),
  {
    key: 'overrunReason',
    label: '超过预算的原因',
    kind: 'longText',
    max: 1000,
    help: '不超过决定书写明的预算的不填',
  },
  { key: 'exempt', label: '法律规定不由当事人承担', kind: 'yes' },
  { key: 'exemptBasis', label: '法律依据', kind: 'text', max: 200, required: true, only: { key: 'exempt', is: [true] } },
  { key: 'payBy', label: '缴款期限', kind: 'date', required: true },
  opinion,
];
export const costSettled: Field[] = [
  {
    key: 'how',
    label: '结清情况',
    kind: 'choice',
    options: { paid: '当事人已缴清', exempt: '法律规定不由当事人承担', court: '逾期不缴，另行申请人民法院强制执行' },
    required: true,
  },
  { key: 'note', label: '说明', kind: 'longText', max: 1000, required: true },
];

export const enforcementSuspended: Field[] = [
  { key: 'ground', label: '情形', kind: 'choice', options: suspensionGrounds, required: true },
  reason('理由'),
  { key: 'paper', label: '证明材料', kind: 'evidence' },
];
export const enforcementResumed: Field[] = [reason('中止的情形怎样消失')];
export const enforcementTerminated: Field[] = [
  { key: 'ground', label: '情形', kind: 'choice', options: terminationGrounds, required: true },
  reason('理由'),
  { key: 'paper', label: '证明材料', kind: 'evidence', min: 1, required: true },
];
export const agreementConcluded: Field[] = [
  {
    key: 'terms',
    label: '分阶段履行的约定',
    kind: 'rows',
    min: 1,
    required: true,
    fields: [
      { key: 'what', label: '履行内容', kind: 'text', max: 300, required: true },
      { key: 'by', label: '期限', kind: 'date', required: true },
    ],
  },
  {
    key: 'reduces',
    label: '减免',
    kind: 'choice',
    options: { none: '不减免', late: '减免加处的罚款或者滞纳金', principal: '减免决定确定的义务' },
    required: true,
  },
  { key: 'harms', label: '损害公共利益或者他人合法权益', kind: 'yes', required: true },
  { key: 'paper', label: '双方签名盖章的执行协议', kind: 'evidence', min: 1, required: true },
  opinion,
];
export const agreementBroken: Field[] = [
  reason('不履行的情况'),
  { key: 'evidence', label: '证据', kind: 'evidence', min: 1, required: true },
];

export const immediatePerformanceProposed: Field[] = [
  ...matter,
  { key: 'place', label: '地点', kind: 'text', max: 200, required: true },
  { key: 'placeKind', label: '地点的种类', kind: 'choice', options: publicPlaces, required: true },
  { key: 'obstacle', label: '清除什么', kind: 'choice', options: obstacles, required: true },
  { key: 'target', label: '名称、数量和危害', kind: 'longText', max: 2000, min: 2, required: true },
  { key: 'partyCan', label: '当事人能够清除', kind: 'yes', required: true },
  { key: 'present', label: '当事人在场', kind: 'yes', required: true },
  reason('须立即清除的理由'),
];
export const immediatePerformanceDecided: Field[] = [agrees, opinion, approvedOnPaperAt];
export const immediatelyPerformed: Field[] = [
  ...shownOnSite('实施地点'),
  ...performer,
  ...work.filter((field) => field.key !== 'performer'),
  ...signedByParty,
];
