// src/law/procedures/dispute/particulars.ts —— 权属争议调处的必载事项
import { last } from '../../engine.ts';
import { partyFields } from '../../particulars/clue.ts';
import type { Field } from '../../particulars/field.ts';
import { partyKinds } from '../../vocabulary.ts';
import { betweens, exceptions, governments } from './words.ts';

const opinion: Field = { key: 'opinion', label: '意见', kind: 'longText', max: 1000, required: true };
const paper = (label: string): Field => ({ key: 'paper', label, kind: 'evidence', min: 1, required: true });

export const disputeFiled: Field[] = [
  { key: 'item', label: '执法事项', kind: 'item', required: true },
  { key: 'cause', label: '事由', kind: 'text', max: 100, required: true, help: '写明争议的林木、林地，如“村组之间林地使用权争议”' },
  { key: 'party', label: '申请人', kind: 'group', fields: partyFields, required: true },
  {
    key: 'opponents',
    label: '被申请人、第三人',
    kind: 'rows',
    min: 1,
    max: 20,
    required: true,
    fields: [
      { key: 'kind', label: '类别', kind: 'choice', options: partyKinds, required: true },
      { key: 'name', label: '姓名或者名称', kind: 'text', max: 100, required: true, mask: 'otherName' },
      { key: 'address', label: '住址或者住所', kind: 'text', max: 200, required: true, mask: 'homeAddress' },
      { key: 'phone', label: '联系电话', kind: 'phone', mask: 'phone' },
    ],
  },
  { key: 'between', label: '争议双方', kind: 'choice', options: betweens, required: true },
  {
    key: 'right',
    label: '争议的权利',
    kind: 'choice',
    options: { treeOwnership: '林木所有权', landOwnership: '林地所有权', landUse: '林地使用权', both: '林木所有权和林地使用权' },
    required: true,
  },
  { key: 'place', label: '争议地点和四至', kind: 'text', max: 300, required: true },
  { key: 'area', label: '争议面积（㎡）', kind: 'area' },
  { key: 'claims', label: '申请人的主张和依据', kind: 'longText', max: 5000, min: 5, required: true },
  { key: 'handlers', label: '承办人', kind: 'people', min: 2, required: true },
  { key: 'evidence', label: '申请书、权属凭证', kind: 'evidence' },
];

export const disputeAccepted: Field[] = [opinion];
export const disputeDeclined: Field[] = [
  {
    key: 'ground',
    label: '情形',
    kind: 'choice',
    options: {
      registered: '权属已经登记、没有争议',
      judged: '已经人民法院判决或者人民政府处理',
      contract: '属于承包经营、合同纠纷',
      elsewhere: '不在本行政区域',
      noInterest: '申请人没有利害关系',
    },
    required: true,
  },
  { key: 'reason', label: '理由', kind: 'longText', max: 1000, min: 5, required: true },
];

export const standstillTold: Field[] = [
  {
    key: 'told',
    label: '告知的当事人',
    kind: 'rows',
    min: 2,
    max: 21,
    required: true,
    fields: [
      { key: 'name', label: '姓名或者名称', kind: 'text', max: 100, required: true, mask: 'otherName' },
      {
        key: 'way',
        label: '方式',
        kind: 'choice',
        options: { signed: '当面签收', posted: '邮寄签收', left: '留置，已拍照录像' },
        required: true,
      },
    ],
  },
  {
    key: 'content',
    label: '告知内容：争议解决前，任何一方不得砍伐有争议的林木、不得改变林地现状',
    kind: 'yes',
    mustBeYes: true,
    required: true,
  },
  { key: 'proof', label: '送达凭据', kind: 'evidence' },
];

export const standstillExcepted: Field[] = [
  { key: 'need', label: '需要', kind: 'choice', options: exceptions, required: true },
  { key: 'scope', label: '准许的范围（地点、数量、时间）', kind: 'longText', max: 1000, min: 5, required: true },
  opinion,
];
export const standstillBroken: Field[] = [
  { key: 'who', label: '何人', kind: 'text', max: 100, required: true, mask: 'otherName' },
  { key: 'what', label: '行为（砍伐株数、改变的面积和用途）', kind: 'longText', max: 2000, min: 5, required: true },
  { key: 'evidence', label: '照片、录像', kind: 'evidence' },
];
export const breachHandedOn: Field[] = [
  { key: 'clueNo', label: '移交立案的线索编号', kind: 'text', max: 60, required: true },
  { key: 'note', label: '说明', kind: 'longText', max: 1000, required: true },
];

export const mediationHeld: Field[] = [
  { key: 'startedAt', label: '开始时间', kind: 'minute', required: true },
  { key: 'endedAt', label: '结束时间', kind: 'minute', required: true },
  { key: 'place', label: '地点', kind: 'text', max: 200, required: true },
  { key: 'attendants', label: '参加人', kind: 'longText', max: 1000, required: true, mask: 'otherName' },
  { key: 'record', label: '调解笔录', kind: 'longText', max: 20000, min: 10, required: true },
  { key: 'outcome', label: '结果', kind: 'choice', options: { agreed: '达成一致', again: '另行调解', failed: '调解不成' }, required: true },
  { key: 'recording', label: '音像记录', kind: 'evidence', media: true },
];
export const settlementSigned: Field[] = [
  { key: 'terms', label: '协议内容', kind: 'longText', max: 5000, min: 5, required: true },
  {
    key: 'signers',
    label: '签名的当事人',
    kind: 'rows',
    min: 2,
    max: 21,
    required: true,
    fields: [{ key: 'name', label: '姓名或者名称', kind: 'text', max: 100, required: true, mask: 'otherName' }],
  },
  paper('调解协议书'),
];
export const disputeWithdrawn: Field[] = [
  { key: 'reason', label: '撤回的理由', kind: 'longText', max: 1000, required: true },
  paper('撤回申请书'),
];

export const disputeReported: Field[] = [
  { key: 'facts', label: '查明的事实', kind: 'longText', max: 8000, min: 5, required: true },
  { key: 'evidence', label: '认定事实的证据', kind: 'evidence', min: 1, required: true },
  { key: 'proposal', label: '处理方案（权属归谁、界线）', kind: 'longText', max: 5000, min: 5, required: true },
  {
    key: 'acquiredRights',
    label: '方案涉及当事人已经依法取得的所有权、使用权',
    kind: 'yes',
    required: true,
    help: '涉及的，处理决定要写明先申请行政复议',
  },
  { key: 'government', label: '由哪一级人民政府处理', kind: 'choice', options: governments, required: true },
  opinion,
];
export const awardSubmitted: Field[] = [
  {
    key: 'to',
    label: '报请的人民政府',
    kind: 'text',
    max: 100,
    required: true,
    known: (file, registers) =>
      last(file, 'disputeReported')?.particulars.government === 'county'
        ? { value: registers.agency.government, source: '处理方案' }
        : undefined,
  },
  opinion,
];
export const awardMade: Field[] = [
  { key: 'organ', label: '作出决定的人民政府', kind: 'text', max: 100, required: true },
  { key: 'number', label: '处理决定文号', kind: 'text', max: 100, required: true },
  { key: 'madeOn', label: '作出日期', kind: 'date', required: true },
  { key: 'content', label: '处理决定', kind: 'longText', max: 8000, min: 5, required: true },
  paper('处理决定书'),
];
export const awardServed: Field[] = [
  {
    key: 'served',
    label: '送达情况',
    kind: 'rows',
    min: 2,
    max: 21,
    required: true,
    fields: [
      { key: 'name', label: '姓名或者名称', kind: 'text', max: 100, required: true, mask: 'otherName' },
      { key: 'servedAt', label: '送达时间', kind: 'minute', required: true },
      {
        key: 'way',
        label: '方式',
        kind: 'choice',
        options: { signed: '直接送达', posted: '邮寄', left: '留置，已拍照录像' },
        required: true,
      },
    ],
  },
  { key: 'remedyTold', label: '已告知先申请行政复议（涉及已经依法取得的权利的）和起诉期限', kind: 'yes', mustBeYes: true, required: true },
  { key: 'proof', label: '送达凭据', kind: 'evidence' },
];
