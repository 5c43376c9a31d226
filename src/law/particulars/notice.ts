// src/law/particulars/notice.ts —— 事先告知、陈述申辩、听证 的必载事项
import { type CaseFile, last } from '../engine.ts';
import { partyOf } from '../facts.ts';
import { serviceMethods } from '../vocabulary.ts';
import type { Field } from './field.ts';

const paper = (label: string): Field => ({
  key: 'paper',
  label,
  kind: 'evidence',
  min: 1,
  required: true,
  help: '扫描件、照片或者录音录像',
});

/** Where papers reach the party: as it confirmed, else where the last one did, else its address. */
export function servicePlace(file: CaseFile): { value: unknown; source: string } | undefined {
  const confirmed = last(file, 'addressConfirmed')?.particulars.address;
  if (confirmed) return { value: confirmed, source: '送达地址确认书' };
  const served = last(file, 'noticeServed')?.particulars.place;
  if (served) return { value: served, source: '事先告知' };
  const address = partyOf(file)?.address;
  return address ? { value: address, source: '当事人住址' } : undefined;
}

/** How a paper was handed over in person: directly, or by leaving it. */
export const serviceFields: Field[] = [
  {
    key: 'method',
    label: '送达方式',
    kind: 'choice',
    options: { direct: serviceMethods.direct, left: serviceMethods.left },
    required: true,
  },
  { key: 'servedAt', label: '送达时间', kind: 'minute', required: true },
  {
    key: 'place',
    label: '送达地点',
    kind: 'text',
    max: 200,
    required: true,
    mask: 'homeAddress',
    known: (file) => servicePlace(file),
  },
  {
    key: 'receivedBy',
    label: '签收人',
    kind: 'text',
    max: 60,
    required: true,
    mask: 'personName',
    only: { key: 'method', is: ['direct'] },
  },
  {
    key: 'relation',
    label: '签收人与受送达人的关系',
    kind: 'choice',
    options: { self: '本人', family: '同住成年家属', representative: '法定代表人或者负责收件的人', agent: '代理人' },
    required: true,
    only: { key: 'method', is: ['direct'] },
  },
  { key: 'refusal', label: '拒收情况', kind: 'longText', max: 500, required: true, only: { key: 'method', is: ['left'] } },
  { key: 'proof', label: '留置过程的照片或者录像', kind: 'evidence', media: true, only: { key: 'method', is: ['left'] } },
  {
    key: 'witness',
    label: '见证人（基层组织或者所在单位代表）',
    kind: 'text',
    max: 60,
    mask: 'otherName',
    only: { key: 'method', is: ['left'] },
  },
];

export const statementReceived: Field[] = [
  { key: 'form', label: '形式', kind: 'choice', options: { oral: '口头，已制作笔录', written: '书面' }, required: true },
  { key: 'content', label: '陈述申辩内容', kind: 'longText', max: 8000, required: true },
  { key: 'paper', label: '陈述申辩书或者笔录', kind: 'evidence' },
];
export const statementWaived: Field[] = [paper('当事人签名的放弃陈述申辩声明')];
export const statementRechecked: Field[] = [
  { key: 'finding', label: '复核情况', kind: 'longText', max: 3000, required: true },
  {
    key: 'adopted',
    label: '是否采纳',
    kind: 'choice',
    options: { adopted: '采纳', partly: '部分采纳', notAdopted: '不予采纳' },
    required: true,
  },
  {
    key: 'changes',
    label: '采纳的意见改变认定的事实、裁量或者数额',
    kind: 'yes',
    required: true,
    only: { key: 'adopted', is: ['adopted', 'partly'] },
    help: '改变的，须重新办理调查终结，再审核、告知',
  },
  { key: 'reason', label: '理由', kind: 'longText', max: 2000, required: true },
];

export const hearingRequested: Field[] = [
  { key: 'form', label: '形式', kind: 'choice', options: { oral: '口头，已登记', written: '书面' }, required: true },
  { key: 'reason', label: '理由', kind: 'longText', max: 2000 },
  { key: 'paper', label: '听证申请书', kind: 'evidence' },
];
export const hearingWaived: Field[] = [paper('当事人签名的放弃听证声明')];
export const hearingNoticed: Field[] = [
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
  { key: 'isPublic', label: '公开听证', kind: 'yes', required: true },
  {
    key: 'whyClosed',
    label: '不公开的理由',
    kind: 'choice',
    options: { stateSecret: '涉及国家秘密', tradeSecret: '涉及商业秘密', privacy: '涉及个人隐私' },
    required: true,
    only: { key: 'isPublic', is: [false] },
  },
];
export const hearingHeld: Field[] = [
  { key: 'startedAt', label: '开始时间', kind: 'minute', required: true },
  { key: 'endedAt', label: '结束时间', kind: 'minute', required: true },
  { key: 'attendants', label: '参加人', kind: 'longText', max: 1000, required: true, mask: 'otherName' },
  { key: 'record', label: '听证笔录', kind: 'longText', max: 20000, min: 10, required: true },
  {
    key: 'signed',
    label: '笔录签名',
    kind: 'choice',
    options: { signed: '核对无误后签名', refused: '拒绝签名，主持人已注明' },
    required: true,
  },
  { key: 'opinion', label: '听证意见', kind: 'longText', max: 3000, required: true },
  { key: 'recording', label: '听证录像', kind: 'evidence', media: true },
  { key: 'whyNoRecording', label: '没有录像的原因', kind: 'text', max: 300 },
];
export const hearingAbandoned: Field[] = [
  {
    key: 'why',
    label: '情形',
    kind: 'choice',
    options: { withdrawn: '当事人撤回听证要求', absent: '无正当理由拒不出席', left: '未经许可中途退出' },
    required: true,
  },
  { key: 'paper', label: '凭据（撤回书、笔录或者录像）', kind: 'evidence', min: 1, required: true },
];
