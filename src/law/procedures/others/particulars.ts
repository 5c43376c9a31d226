// src/law/procedures/others/particulars.ts —— 其他行政行为的必载事项
import { last } from '../../engine.ts';
import { partyFields } from '../../particulars/clue.ts';
import type { Field } from '../../particulars/field.ts';
import { kindOf, otherKinds, outcomes } from './kinds.ts';

const kinds = Object.entries(otherKinds);
const withParty = kinds.filter(([, kind]) => kind.about === 'party').map(([id]) => id);
const opinion: Field = { key: 'opinion', label: '意见', kind: 'longText', max: 1000, required: true };

export const matterRegistered: Field[] = [
  { key: 'kind', label: '种类', kind: 'choice', options: Object.fromEntries(kinds.map(([id, kind]) => [id, kind.name])), required: true },
  { key: 'item', label: '执法事项', kind: 'item', required: true },
  { key: 'cause', label: '事由', kind: 'text', max: 100, required: true, help: '一句话写明事项；不写举报人、申请人的姓名' },
  { key: 'receivedAt', label: '收到时间', kind: 'minute', required: true },
  { key: 'place', label: '涉及地点', kind: 'text', max: 200 },
  { key: 'summary', label: '内容', kind: 'longText', max: 3000, min: 5, required: true },
  {
    key: 'party',
    label: '当事人（申请人、被责令人、受奖人、受补偿人）',
    kind: 'group',
    fields: partyFields,
    required: true,
    only: { key: 'kind', is: withParty },
  },
  { key: 'anonymous', label: '匿名举报，没有联系方式', kind: 'yes', required: true, only: { key: 'kind', is: ['complaint'] } },
  {
    key: 'informant',
    label: '举报人姓名（保密）',
    kind: 'text',
    max: 60,
    required: true,
    mask: 'otherName',
    only: { key: 'anonymous', is: [false] },
  },
  {
    key: 'informantPhone',
    label: '举报人联系电话（保密）',
    kind: 'phone',
    required: true,
    mask: 'phone',
    only: { key: 'anonymous', is: [false] },
  },
  { key: 'suspect', label: '被举报的人（已知时）', kind: 'text', max: 100, mask: 'personName', only: { key: 'kind', is: ['complaint'] } },
  { key: 'handlers', label: '承办人', kind: 'people', min: 2, required: true },
  { key: 'evidence', label: '提交的材料', kind: 'evidence' },
];

export const matterAccepted: Field[] = [opinion];
export const matterDeclined: Field[] = [
  { key: 'reason', label: '不受理的理由', kind: 'longText', max: 1000, min: 5, required: true },
  {
    key: 'toldBy',
    label: '告知方式',
    kind: 'choice',
    options: { paper: '书面', phone: '电话', inPerson: '当面', none: '匿名，无法告知' },
    required: true,
  },
  { key: 'toldAt', label: '告知时间', kind: 'minute', required: true, only: { key: 'toldBy', is: ['paper', 'phone', 'inPerson'] } },
];

export const factsVerified: Field[] = [
  { key: 'finding', label: '核查情况', kind: 'longText', max: 5000, min: 5, required: true },
  { key: 'evidence', label: '核查取得的材料', kind: 'evidence' },
];

export const answerProposed: Field[] = [
  { key: 'outcome', label: '处理结果', kind: 'choice', options: outcomes, required: true },
  {
    key: 'content',
    label: '告知的内容',
    kind: 'longText',
    max: 5000,
    min: 5,
    required: true,
    help: '会原样写入文书；不写举报人的姓名、电话',
  },
  { key: 'breach', label: '违反的规定', kind: 'text', max: 300, required: true, only: { key: 'outcome', is: ['ordered'] } },
  { key: 'dutyBy', label: '改正期限', kind: 'date', required: true, only: { key: 'outcome', is: ['ordered'] } },
  {
    key: 'amount',
    label: '奖励、补偿数额（元）',
    kind: 'money',
    required: true,
    only: { key: 'outcome', is: ['granted'] },
    help: '只给予荣誉的填0元',
  },
  { key: 'reason', label: '理由和依据', kind: 'longText', max: 2000, min: 2, required: true },
  { key: 'isMajor', label: '涉及重大公共利益或者重大权益，应当法制审核', kind: 'yes', required: true },
  opinion,
];
export const answerReturned: Field[] = [{ key: 'reason', label: '退回的理由', kind: 'longText', max: 1000, min: 2, required: true }];

const proposed = (key: string) => (file: Parameters<typeof last>[0]) => {
  const value = last(file, 'answerProposed')?.particulars[key];
  return value === undefined ? undefined : { value, source: '处理意见' };
};
export const answerSigned: Field[] = [
  { key: 'content', label: '告知的内容', kind: 'longText', max: 5000, required: true, known: proposed('content') },
  { key: 'opinion', label: '签发意见', kind: 'longText', max: 1000, required: true },
];

export const answerTold: Field[] = [
  {
    key: 'way',
    label: '告知方式',
    kind: 'choice',
    options: { served: '书面送达，当事人签收', posted: '邮寄', phone: '电话，已记录', inPerson: '当面，已记录' },
    required: true,
  },
  { key: 'toldAt', label: '告知时间', kind: 'minute', required: true },
  {
    key: 'toldTo',
    label: '告知的人',
    kind: 'text',
    max: 60,
    required: true,
    mask: 'otherName',
    known: (file) => {
      const { informant, party } = (last(file, 'matterRegistered')?.particulars ?? {}) as {
        informant?: string;
        party?: { name: string; representative?: string };
      };
      const value = kindOf(file)?.about === 'informant' ? informant : (party?.representative ?? party?.name);
      return value === undefined ? undefined : { value, source: '事项登记' };
    },
  },
  { key: 'proof', label: '送达回证、邮寄凭证、通话记录', kind: 'evidence' },
];

export const correctionChecked: Field[] = [
  { key: 'result', label: '复查结果', kind: 'choice', options: { done: '已经改正', notDone: '没有改正' }, required: true },
  { key: 'finding', label: '复查情况', kind: 'longText', max: 2000, min: 2, required: true },
  { key: 'handedOn', label: '移交立案的线索编号', kind: 'text', max: 60, required: true, only: { key: 'result', is: ['notDone'] } },
  { key: 'evidence', label: '复查照片', kind: 'evidence' },
];

export const awardPaid: Field[] = [
  { key: 'amount', label: '发放金额（元）', kind: 'money', required: true, known: proposed('amount') },
  { key: 'receipt', label: '发放凭证号', kind: 'text', max: 60, required: true },
  { key: 'paper', label: '领取签名、转账凭证', kind: 'evidence' },
];
