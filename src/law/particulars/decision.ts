// src/law/particulars/decision.ts —— 集体讨论、决定、送达、履行、结案 的必载事项
import { penaltyKindOf, reportOf } from '../facts.ts';
import type { Field } from './field.ts';

const discussionOutcomes = { penalise: '同意给予处罚', noPenalty: '不予处罚', further: '补充调查或者修改报告' };
const ofReport = (value: unknown) => (value === undefined ? undefined : { value, source: '调查终结报告' });

export const jointlyDiscussed: Field[] = [
  { key: 'startedAt', label: '讨论时间', kind: 'minute', required: true },
  { key: 'place', label: '讨论地点', kind: 'text', max: 200, required: true },
  {
    key: 'members',
    label: '参加人员',
    kind: 'people',
    min: 2,
    required: true,
    help: '行政机关负责人（正职、副职）；各人登录后确认自己的意见',
  },
  { key: 'attending', label: '列席人员', kind: 'people', help: '承办人、承办机构负责人、法制审核人员只列席，不参加表决' },
  { key: 'recorder', label: '记录人', kind: 'person', required: true },
  {
    key: 'views',
    label: '各人意见',
    kind: 'rows',
    min: 2,
    required: true,
    fields: [
      { key: 'who', label: '谁', kind: 'person', required: true },
      { key: 'view', label: '意见', kind: 'longText', max: 1000, required: true },
    ],
  },
  { key: 'outcome', label: '讨论结论', kind: 'choice', options: discussionOutcomes, required: true },
  {
    key: 'penaltyKind',
    label: '处罚种类',
    kind: 'text',
    max: 40,
    required: true,
    only: { key: 'outcome', is: ['penalise'] },
    known: (file) => ofReport(penaltyKindOf(file)),
  },
  {
    key: 'fine',
    label: '罚款（元）',
    kind: 'money',
    min: 1,
    only: { key: 'outcome', is: ['penalise'] },
    help: '不给予罚款的不填',
    known: (file) => ofReport(reportOf(file)?.fine || undefined),
  },
  { key: 'conclusion', label: '讨论决定', kind: 'longText', max: 2000, required: true },
];

export const decisionMade: Field[] = [
  {
    key: 'agrees',
    label: '对调查结果进行了审查，同意按调查终结报告给予处罚',
    kind: 'yes',
    mustBeYes: true,
    required: true,
    help: '不同意的，请退回补充调查或者修改报告',
  },
  { key: 'opinion', label: '负责人审批意见', kind: 'longText', max: 1000, required: true },
  {
    key: 'otherActReason',
    label: '另一违法行为的理由',
    kind: 'longText',
    max: 1000,
    min: 5,
    help: '同一当事人在重叠的时间内已被罚款、经核实确属另一个违法行为的，写明两个行为的区别；没有这种情形的不填',
  },
];

export const caseWithdrawn: Field[] = [
  {
    key: 'ground',
    label: '情形',
    kind: 'choice',
    options: {
      notEstablished: '违法事实不能成立',
      minorCorrected: '违法行为轻微，依法不予处罚',
      transferred: '移送司法机关',
      tooYoung: '当事人不满十四周岁，不予行政处罚',
      noCapacity: '当事人不能辨认或者不能控制自己行为，不予行政处罚',
      noFault: '当事人有证据足以证明没有主观过错，不予行政处罚',
      alreadyFined: '同一个违法行为已经给予罚款',
      expired: '超过追责期限',
      noCompetence: '不属于本机关管辖，已移送',
      partyGone: '当事人死亡或者终止，没有权利义务承受人',
    },
    required: true,
  },
  { key: 'reason', label: '理由', kind: 'longText', max: 2000, required: true },
  {
    key: 'paper',
    label: '证明这一情形的材料',
    kind: 'evidence',
    help: '由其他机关罚款、移送其他机关、死亡或者终止的，必须关联；违法行为轻微、没有主观过错、未满十四周岁等，不撤销案件，请“决定不予行政处罚”',
  },
];

export const serviceFoundDefective: Field[] = [
  {
    key: 'defect',
    label: '情形',
    kind: 'choice',
    options: {
      person: '签收的人无权签收',
      place: '送达地点有误',
      paper: '送达的文书有误或者缺页',
      proof: '没有证明送达的材料',
      other: '其他',
    },
    required: true,
  },
  { key: 'reason', label: '说明', kind: 'longText', max: 1000, min: 2, required: true },
];

export const paymentReceived: Field[] = [
  { key: 'of', label: '缴的是', kind: 'choice', options: { fine: '罚款、加处罚款', gains: '没收的违法所得' }, help: '不选的，按罚款记账' },
  { key: 'amount', label: '缴款金额（元）', kind: 'money', min: 1, required: true },
  { key: 'receipt', label: '缴款凭证号', kind: 'text', max: 60, required: true },
  { key: 'paper', label: '缴款凭证', kind: 'evidence' },
];

export const performanceSettled: Field[] = [
  { key: 'correction', label: '改正、恢复情况', kind: 'longText', max: 2000, required: true },
  {
    key: 'others',
    label: '罚款以外的处罚怎样执行',
    kind: 'longText',
    max: 2000,
    help: '没收物品的去向、许可证件收缴或者登记、停产停业的起止；没有的不填',
  },
  { key: 'evidence', label: '复查照片或者验收材料', kind: 'evidence' },
];

export const litigationNoted: Field[] = [
  { key: 'kind', label: '程序', kind: 'choice', options: { reconsideration: '行政复议', suit: '行政诉讼' }, required: true },
  { key: 'organ', label: '机关', kind: 'text', max: 100, required: true },
  { key: 'from', label: '受理日期', kind: 'date', required: true },
  { key: 'to', label: '办结日期', kind: 'date' },
  { key: 'result', label: '结果', kind: 'text', max: 300 },
];

export const enforcementEnded: Field[] = [
  { key: 'organ', label: '执行法院', kind: 'text', max: 100, required: true },
  { key: 'number', label: '裁定书、结案通知书文号', kind: 'text', max: 100, required: true },
  { key: 'kind', label: '结果', kind: 'choice', options: { fulfilled: '执行完毕', ended: '终结执行' }, required: true },
  { key: 'paper', label: '裁定书、结案通知书', kind: 'evidence', min: 1, required: true },
];

/** After 撤销重作: the case is taken up again, and a new decision becomes possible. */
export const caseReopened: Field[] = [
  {
    key: 'plan',
    label: '重新办理的安排',
    kind: 'longText',
    max: 2000,
    min: 5,
    required: true,
    help: '写明针对撤销理由补充调查、更正程序或者依据的内容',
  },
];

export const decisionRevoked: Field[] = [
  { key: 'organ', label: '作出机关', kind: 'text', max: 100, required: true },
  {
    key: 'kind',
    label: '结果',
    kind: 'choice',
    options: { revoked: '撤销', changed: '变更', illegal: '确认违法', void: '确认无效' },
    required: true,
  },
  { key: 'newFine', label: '变更后的罚款（元）', kind: 'money', required: true, only: { key: 'kind', is: ['changed'] } },
  { key: 'remake', label: '责令（决定）重新作出行政行为', kind: 'yes', only: { key: 'kind', is: ['revoked'] } },
  {
    key: 'defect',
    label: '撤销的理由',
    kind: 'choice',
    options: {
      facts: '主要事实不清、证据不足',
      procedure: '违反法定程序',
      law: '适用依据错误',
      power: '超越或者滥用职权',
      unfair: '明显不当',
    },
    required: true,
    only: { key: 'remake', is: [true] },
  },
  {
    key: 'remakeBy',
    label: '责令重新作出的期限',
    kind: 'date',
    only: { key: 'remake', is: [true] },
    help: '复议决定、判决写明期限的填写；没有写明的，自重新办理之日起九十日',
  },
  { key: 'number', label: '文书号', kind: 'text', max: 100 },
  { key: 'paper', label: '复议决定书、判决书或者自行纠正文书', kind: 'evidence', min: 1, required: true },
  { key: 'reason', label: '理由', kind: 'longText', max: 2000, required: true },
];

export const closingProposed: Field[] = [
  { key: 'result', label: '处罚执行情况', kind: 'longText', max: 2000, required: true },
  { key: 'opinion', label: '承办人意见', kind: 'longText', max: 1000, required: true },
];
export const caseArchived: Field[] = [
  { key: 'retention', label: '保管期限', kind: 'choice', options: { permanent: '永久', years30: '30年', years10: '10年' }, required: true },
  { key: 'pages', label: '卷内页数', kind: 'whole', min: 1, max: 100000, required: true },
  { key: 'note', label: '备考', kind: 'longText', max: 1000 },
];
