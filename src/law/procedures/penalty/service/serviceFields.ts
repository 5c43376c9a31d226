// src/law/procedures/penalty/serviceFields.ts —— 送达的必载事项：address confirmed, paper sent, paper served, service failed
import { type CaseFile, last } from '../../../engine.ts';
import { partyOf } from '../../../facts.ts';
import type { Field } from '../../../particulars/field.ts';
import { servicePlace } from '../../../particulars/notice.ts';
import { serviceMethods } from '../../../vocabulary.ts';
import { dispatchMethods } from '../words.ts';
import { pending } from './arrival.ts';

/** The system the party named in its confirmation (民诉法§90). */
function confirmedSystem(file: CaseFile): { value: unknown; source: string } | undefined {
  const system = last(file, 'addressConfirmed')?.particulars.system;
  return system ? { value: system, source: '送达地址确认书' } : undefined;
}
const sentThrough = (file: CaseFile): { value: unknown; source: string } | undefined => {
  const through = (pending(file, 'noticeServed') ?? pending(file, 'decisionServed'))?.particulars.through;
  return through ? { value: through, source: '寄送记录' } : undefined;
};

const by = (...methods: (keyof typeof serviceMethods)[]) => ({ key: 'method', is: methods }) as const;

/** How a paper was served, in whatever way; the same for notices and decisions. */
export const everyWay: Field[] = [
  { key: 'method', label: '送达方式', kind: 'choice', options: serviceMethods, required: true },
  {
    key: 'servedAt',
    label: '送达时间',
    kind: 'minute',
    required: true,
    only: by('direct', 'left', 'mailed', 'electronic', 'entrusted', 'forwarded'),
    help: '邮寄的填回执注明的收件时间，电子的填到达特定系统的时间，委托、转交的填签收时间',
  },
  {
    key: 'place',
    label: '送达地点',
    kind: 'text',
    max: 200,
    required: true,
    mask: 'homeAddress',
    only: by('direct', 'left', 'mailed', 'entrusted', 'forwarded'),
    known: (file) => servicePlace(file),
  },
  {
    key: 'system',
    label: '接收文书的系统和账号',
    kind: 'text',
    max: 120,
    required: true,
    mask: 'phone',
    only: by('electronic'),
    known: confirmedSystem,
  },
  {
    key: 'through',
    label: '受委托、转交的机关',
    kind: 'text',
    max: 100,
    required: true,
    only: by('entrusted', 'forwarded'),
    known: sentThrough,
  },
  {
    key: 'receivedBy',
    label: '签收人',
    kind: 'text',
    max: 60,
    required: true,
    mask: 'personName',
    only: by('direct', 'mailed', 'entrusted', 'forwarded'),
  },
  {
    key: 'relation',
    label: '签收人与受送达人的关系',
    kind: 'choice',
    options: { self: '本人', family: '同住成年家属', representative: '法定代表人或者负责收件的人', agent: '代理人' },
    required: true,
    only: by('direct', 'mailed', 'entrusted', 'forwarded'),
  },
  { key: 'refusal', label: '拒收情况', kind: 'longText', max: 500, required: true, only: by('left') },
  { key: 'proof', label: '留置过程的照片或者录像', kind: 'evidence', media: true, only: by('left') },
  {
    key: 'witness',
    label: '见证人（基层组织或者所在单位代表）',
    kind: 'text',
    max: 60,
    mask: 'otherName',
    only: by('left'),
  },
  {
    key: 'paper',
    label: '送达的凭证',
    kind: 'evidence',
    min: 1,
    required: true,
    only: by('mailed', 'electronic', 'entrusted', 'forwarded', 'announced'),
    help: '邮件回执、到达凭证、受委托或者转交机关退回的送达回证、公告的照片或者网页',
  },
];

/** 送达地址确认书: where papers reach the party, and whether electronically (处罚法§61). */
export const addressConfirmed: Field[] = [
  {
    key: 'address',
    label: '送达地址',
    kind: 'text',
    max: 200,
    required: true,
    mask: 'homeAddress',
    known: (file) => {
      const address = partyOf(file)?.address;
      return address ? { value: address, source: '当事人住址' } : undefined;
    },
  },
  { key: 'electronic', label: '同意电子送达', kind: 'yes', required: true },
  {
    key: 'system',
    label: '接收文书的系统和账号',
    kind: 'text',
    max: 120,
    required: true,
    mask: 'phone',
    only: { key: 'electronic', is: [true] },
    help: '写明哪个系统、哪个账号，如“电子邮箱 …”“辽宁政务服务网个人账户 …”',
  },
  { key: 'paper', label: '当事人签名的确认书', kind: 'evidence', min: 1, required: true },
];

const sent = (...methods: (keyof typeof dispatchMethods)[]) => ({ key: 'method', is: methods }) as const;

/** A paper put on its way; the day it counts as served is recorded when it is known. */
export const dispatchFields: Field[] = [
  { key: 'method', label: '送达方式', kind: 'choice', options: dispatchMethods, required: true },
  {
    key: 'place',
    label: '寄往的地址',
    kind: 'text',
    max: 200,
    required: true,
    mask: 'homeAddress',
    only: sent('mailed'),
    known: (file) => servicePlace(file),
  },
  { key: 'tracking', label: '邮件号码', kind: 'text', max: 40, required: true, only: sent('mailed') },
  {
    key: 'system',
    label: '接收文书的系统和账号',
    kind: 'text',
    max: 120,
    required: true,
    mask: 'phone',
    only: sent('electronic'),
    known: confirmedSystem,
  },
  { key: 'through', label: '受委托、转交的机关', kind: 'text', max: 100, required: true, only: sent('entrusted', 'forwarded') },
  {
    key: 'forwardedFor',
    label: '转交的情形',
    kind: 'choice',
    options: { army: '军人，通过团以上单位的政治机关', prison: '被监禁，通过监所', education: '被采取强制性教育措施，通过强制性教育机构' },
    required: true,
    only: sent('forwarded'),
  },
  {
    key: 'where',
    label: '公告的方式和地点',
    kind: 'text',
    max: 200,
    required: true,
    only: sent('announced'),
    help: '如“本局网站、当事人住所地公告栏”',
  },
  {
    key: 'reason',
    label: '采用这种方式的原因和经过',
    kind: 'longText',
    max: 1000,
    min: 5,
    required: true,
    only: sent('entrusted', 'forwarded', 'announced'),
  },
  { key: 'paper', label: '证明下落不明的材料', kind: 'evidence', only: sent('announced'), help: '没有其他方式送达未成的记录时，必须关联' },
];

/** A way that did not reach the party: what later allows an announcement (民诉法§95). */
export const serviceFailed: Field[] = [
  { key: 'what', label: '没有送达的文书', kind: 'choice', options: { notice: '告知书', decision: '决定书' }, required: true },
  { key: 'method', label: '送达方式', kind: 'choice', options: serviceMethods, required: true },
  {
    key: 'why',
    label: '情形',
    kind: 'choice',
    options: { absent: '多次上门无人', moved: '原址查无此人', returned: '邮件退回', unreachable: '没有到达指定系统', other: '其他' },
    required: true,
  },
  { key: 'detail', label: '经过', kind: 'longText', max: 1000, min: 5, required: true },
  { key: 'paper', label: '退件、照片或者记录', kind: 'evidence', min: 1, required: true },
];
