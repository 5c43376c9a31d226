// src/law/procedures/seizure/particulars.ts —— 查封、扣押的必载事项（QZ01—QZ10）
import { matterAct } from '../../engine.ts';
import { partyFields } from '../../particulars/clue.ts';
import type { Field } from '../../particulars/field.ts';
import { serviceFields } from '../../particulars/notice.ts';
import { shownOnSite, signedByParty } from '../coercion/site.ts';
import { oldDecision } from '../coercion/standing.ts';
import { goodsOf, heldInWords, ledgerOf, proceedsHeld } from './ledger.ts';
import { disposals, measureKinds, releaseGrounds, testKinds } from './words.ts';

const amount = { test: /^(?!0+(\.0+)?$)\d{1,9}(\.\d{1,3})?$/, says: '填大于零的数字，最多三位小数' };
const reason = (label: string): Field => ({ key: 'reason', label, kind: 'longText', max: 2000, min: 2, required: true });

export const seizureProposed: Field[] = [
  { key: 'item', label: '执法事项', kind: 'item', required: true },
  {
    key: 'cause',
    label: '案由',
    kind: 'text',
    max: 100,
    required: true,
    help: '写明行为，如“收购来源非法的林木”；不写“涉嫌”，不写当事人姓名',
  },
  { key: 'breachCase', label: '违法行为的案件编号', kind: 'text', max: 60, help: '已经立案的，写明处罚案件的编号' },
  { key: 'party', label: '当事人', kind: 'group', fields: partyFields, required: true },
  { key: 'handlers', label: '承办人', kind: 'people', min: 2, required: true },
  { key: 'measure', label: '强制措施种类', kind: 'choice', options: measureKinds, required: true },
  { key: 'target', label: '拟查封、扣押的场所、设施、财物', kind: 'longText', max: 2000, required: true, help: '写明名称、数量、特征' },
  { key: 'place', label: '所在地点', kind: 'text', max: 200, required: true },
  { key: 'premises', label: '查封的是生产经营场所', kind: 'yes', required: true },
  { key: 'value', label: '估算价值（元）', kind: 'money', help: '财物的估算价值，用于判断是否法制审核' },
  reason('采取措施的理由'),
  { key: 'related', label: '与涉嫌的违法行为有关', kind: 'yes', required: true },
  { key: 'necessities', label: '含有公民个人及其所扶养家属的生活必需品', kind: 'yes', required: true },
  { key: 'sealedElsewhere', label: '已被其他国家机关依法查封', kind: 'yes', required: true },
  { key: 'period', label: '期限（日）', kind: 'whole', min: 1, max: 365, required: true, help: '不超过三十日' },
  { key: 'urgent', label: '情况紧急，须当场实施', kind: 'yes', required: true },
  { key: 'urgentReason', label: '紧急的情形', kind: 'longText', max: 1000, min: 2, required: true, only: { key: 'urgent', is: [true] } },
];

export const seizureDeclined: Field[] = [reason('不予批准的理由')];

export const goodsSeized: Field[] = [
  ...shownOnSite('实施地点'),
  { key: 'reasonsTold', label: '已当场告知理由、依据以及依法享有的权利、救济途径', kind: 'yes', mustBeYes: true, required: true },
  {
    key: 'statement',
    label: '当事人的陈述和申辩',
    kind: 'longText',
    max: 5000,
    required: true,
    help: '没有提出的，写“没有提出”；未到场的，写明',
  },
  { key: 'findings', label: '现场情况', kind: 'longText', max: 5000, min: 5, required: true },
  {
    key: 'goods',
    label: '查封、扣押清单',
    kind: 'rows',
    min: 1,
    required: true,
    fields: [
      { key: 'name', label: '名称', kind: 'text', max: 100, required: true, help: '查封场所、设施的，写场所、设施名称' },
      { key: 'model', label: '规格、型号', kind: 'text', max: 200 },
      { key: 'quantity', label: '数量', kind: 'text', max: 14, pattern: amount, required: true },
      { key: 'unit', label: '单位', kind: 'text', max: 20, required: true },
      { key: 'feature', label: '特征、状况', kind: 'text', max: 200 },
    ],
  },
  { key: 'keptAt', label: '保存地点', kind: 'text', max: 200, required: true },
  { key: 'keeper', label: '保管人', kind: 'text', max: 60, required: true, mask: 'otherName' },
  { key: 'keepingCostBy', label: '保管费用由谁承担', kind: 'choice', options: { agency: '本机关', party: '当事人' }, required: true },
  { key: 'seals', label: '封条张数', kind: 'whole', min: 0, max: 10000 },
  {
    key: 'handover',
    label: '决定书和清单的交付',
    kind: 'choice',
    options: { party: '当场交付当事人', left: '当事人拒收或者未到场，由见证人见证，留在现场', later: '没有当场交付' },
    required: true,
  },
  ...signedByParty,
];

export const seizureRatified: Field[] = [
  { key: 'reportedAt', label: '报告时间', kind: 'minute', required: true },
  { key: 'approvedAt', label: '批准时间', kind: 'minute', required: true },
  { key: 'lateReason', label: '超过二十四小时的原因', kind: 'longText', max: 1000, help: '二十四小时以内的不填' },
  { key: 'opinion', label: '审批意见', kind: 'longText', max: 1000, required: true },
];
export const seizureDisallowed: Field[] = [reason('认为不应当采取的理由')];

export const keepingEntrusted: Field[] = [
  { key: 'keeper', label: '受委托保管的第三人', kind: 'text', max: 100, required: true, mask: 'otherName' },
  {
    key: 'goods',
    label: '委托保管的物品',
    kind: 'longText',
    max: 2000,
    required: true,
    known: (file) => (goodsOf(file).length > 0 ? { value: heldInWords(file), source: '查封扣押清单' } : undefined),
  },
  { key: 'keptAt', label: '保存地点', kind: 'text', max: 200, required: true },
  { key: 'until', label: '保管到', kind: 'date', required: true },
  { key: 'keepingCostBy', label: '保管费用由谁承担', kind: 'choice', options: { agency: '本机关', party: '当事人' }, required: true },
  { key: 'paper', label: '委托保管协议', kind: 'evidence' },
];

export const testingNoticed: Field[] = [
  { key: 'kind', label: '种类', kind: 'choice', options: testKinds, required: true },
  { key: 'institution', label: '机构', kind: 'text', max: 100, required: true },
  { key: 'matter', label: '检测、鉴定事项', kind: 'text', max: 300, required: true },
  { key: 'from', label: '期间自', kind: 'date', required: true },
  { key: 'to', label: '期间至', kind: 'date', required: true },
  { key: 'testCostBy', label: '费用由谁承担', kind: 'choice', options: { agency: '本机关', party: '当事人' }, required: true },
  ...serviceFields,
];
export const testResultReceived: Field[] = [
  { key: 'institution', label: '机构', kind: 'text', max: 100, required: true },
  { key: 'opinion', label: '结论', kind: 'longText', max: 3000, required: true },
  { key: 'evidence', label: '报告、意见书', kind: 'evidence', min: 1, required: true },
];

export const seizureExtended: Field[] = [
  { key: 'days', label: '延长（日）', kind: 'whole', min: 1, max: 365, required: true, help: '不超过三十日，只能延长一次' },
  reason('延长的理由（情况复杂之处）'),
];

const numbered = (more: Field[] = []): Field[] => [
  { key: 'no', label: '清单序号', kind: 'whole', min: 1, max: 200, required: true },
  { key: 'quantity', label: '数量', kind: 'text', max: 14, pattern: amount, required: true },
  ...more,
];
export const goodsSold: Field[] = [
  { key: 'perishable', label: '属于鲜活物品或者其他不易保管的财物', kind: 'yes', required: true },
  { key: 'way', label: '方式', kind: 'choice', options: { auction: '拍卖', sale: '变卖' }, required: true },
  { key: 'moves', label: '拍卖、变卖的物品', kind: 'rows', min: 1, required: true, fields: numbered() },
  { key: 'proceeds', label: '所得款项（元）', kind: 'money', min: 1, required: true },
  reason('理由和价格依据'),
  { key: 'paper', label: '成交凭证', kind: 'evidence', min: 1, required: true },
];
export const goodsDisposed: Field[] = [
  {
    key: 'moves',
    label: '处理的物品',
    kind: 'rows',
    fields: numbered([
      { key: 'disposal', label: '处理', kind: 'choice', options: disposals, required: true },
      {
        key: 'basis',
        label: '法律、行政法规依据',
        kind: 'text',
        max: 200,
        required: true,
        only: { key: 'disposal', is: ['confiscated', 'destroyed'] },
      },
      {
        key: 'to',
        label: '接收的机关、机构',
        kind: 'text',
        max: 100,
        required: true,
        only: { key: 'disposal', is: ['transferred', 'handedOver'] },
      },
    ]),
  },
  {
    key: 'proceeds',
    label: '没收的变卖所得款项（元）',
    kind: 'money',
    min: 1,
    help: '只在拍卖、变卖过财物时填写',
    known: (file) => (proceedsHeld(file) > 0 ? { value: proceedsHeld(file), source: '变卖所得款项' } : undefined),
  },
  {
    key: 'penaltyCase',
    label: '作出处罚决定的案件编号',
    kind: 'text',
    max: 60,
    help: '没收财物或者款项的必须填写',
    known: (file) => {
      const breachCase = matterAct(file)?.particulars.breachCase;
      return breachCase ? { value: breachCase, source: '提请时写明的违法行为的案件' } : undefined;
    },
  },
  {
    key: 'penaltyNo',
    label: '没收所依据的处罚决定文号',
    kind: 'text',
    max: 100,
    help: '没收财物或者款项的必须填写',
    known: (file, registers) => {
      const breachCase = matterAct(file)?.particulars.breachCase as string | undefined;
      const made = breachCase === undefined ? undefined : registers.otherCase(breachCase)?.decisions?.findLast((each) => !each.undone);
      return made && { value: made.number, source: breachCase! };
    },
  },
  ...oldDecision,
  { key: 'partyTold', label: '移送司法机关的，已书面告知当事人', kind: 'yes' },
  reason('理由'),
];

export const seizureReleased: Field[] = [
  { key: 'ground', label: '情形', kind: 'choice', options: releaseGrounds, required: true },
  { key: 'penaltyNo', label: '处理决定文号', kind: 'text', max: 100, required: true, only: { key: 'ground', is: ['decided'] } },
  { key: 'whole', label: '全部解除', kind: 'yes', required: true },
  { key: 'moves', label: '解除的物品', kind: 'rows', min: 1, required: true, fields: numbered(), only: { key: 'whole', is: [false] } },
  reason('理由'),
];

export const goodsReturned: Field[] = [
  { key: 'releaseDelivered', label: '解除决定书已交付当事人', kind: 'yes', mustBeYes: true, required: true },
  {
    key: 'moves',
    label: '退还的物品',
    kind: 'rows',
    fields: numbered(),
    known: (file) => {
      const rows = ledgerOf(file).flatMap(({ no, released }) => (released > 0 ? [{ no, quantity: String(released / 1000) }] : []));
      return rows.length > 0 ? { value: rows, source: '解除决定' } : undefined;
    },
  },
  {
    key: 'proceeds',
    label: '退还的变卖所得款项（元）',
    kind: 'money',
    min: 1,
    known: (file) => (proceedsHeld(file) > 0 ? { value: proceedsHeld(file), source: '变卖所得款项' } : undefined),
  },
  { key: 'lowPrice', label: '变卖价格明显低于市场价格，给当事人造成损失', kind: 'yes' },
  { key: 'compensation', label: '补偿（元）', kind: 'money', min: 1, required: true, only: { key: 'lowPrice', is: [true] } },
  { key: 'condition', label: '财物状况', kind: 'text', max: 300, required: true, help: '与清单一致、完好的，写明；有损毁的，写明赔偿' },
  { key: 'receivedBy', label: '接收人', kind: 'text', max: 60, required: true, mask: 'personName' },
  { key: 'recording', label: '音像记录', kind: 'evidence', media: true, help: '关联退还时的录像或者照片' },
  { key: 'whyNoRecording', label: '没有音像记录的原因', kind: 'text', max: 300 },
];
