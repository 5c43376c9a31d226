// src/law/procedures/coercion/site.ts —— 强制现场笔录的必载事项：when, where, who was there, who signed
import { formGate, matterAct } from '../../engine.ts';
import type { Field } from '../../particulars/field.ts';

/** When, where, by whom, and who was there. */
export const shownOnSite = (place: string): Field[] => [
  { key: 'startedAt', label: '开始时间', kind: 'minute', required: true },
  { key: 'endedAt', label: '结束时间', kind: 'minute', required: true },
  {
    key: 'place',
    label: place,
    kind: 'text',
    max: 200,
    required: true,
    known: (file) => {
      const proposed = matterAct(file)?.particulars.place;
      return proposed ? { value: proposed, source: '提请时写明的地点' } : undefined;
    },
  },
  { key: 'recorder', label: '记录人', kind: 'person', required: true },
  { key: 'certificatesShown', label: '已出示执法身份证件', kind: 'yes', mustBeYes: true, required: true },
  {
    key: 'partyPresent',
    label: '当事人到场情况',
    kind: 'choice',
    options: { present: '经通知到场', absent: '经通知不到场' },
    required: true,
  },
  { key: 'witness', label: '见证人', kind: 'text', max: 60, mask: 'otherName', help: '当事人不到场、拒绝签名或者拒收的，邀请见证人' },
];

/** Who signed the record, and what was recorded of it. */
export const signedByParty: Field[] = [
  {
    key: 'signed',
    label: '当事人签名',
    kind: 'choice',
    options: { signed: '签名或者盖章', refused: '拒绝签名', absent: '未到场' },
    required: true,
  },
  {
    key: 'refusalNote',
    label: '拒签或者未到场情况',
    kind: 'text',
    max: 300,
    required: true,
    only: { key: 'signed', is: ['refused', 'absent'] },
  },
  { key: 'recording', label: '音像记录', kind: 'evidence', media: true, help: '关联现场录像或者照片；确实没有的，在下一栏写明原因' },
  { key: 'whyNoRecording', label: '没有音像记录的原因', kind: 'text', max: 300 },
];

/** Where the party is not there, a witness is. */
export const witnessInvited = formGate(
  'witnessInvited',
  '强制法§18',
  '当事人不到场的，邀请见证人到场，由见证人和行政执法人员在现场笔录上签名或者盖章',
  ({ act: { particulars } }) => particulars.partyPresent !== 'absent' || Boolean(particulars.witness),
  () => '当事人不到场，请写明到场的见证人。',
);
/** Who is not there cannot sign, and who is there signs or refuses. */
export const recordSigned = formGate(
  'recordSigned',
  '强制法§18',
  '现场笔录由当事人和行政执法人员签名或者盖章，当事人拒绝的，在笔录中予以注明',
  ({ act: { particulars } }) =>
    particulars.partyPresent === undefined ||
    particulars.signed === undefined ||
    (particulars.partyPresent === 'absent') === (particulars.signed === 'absent'),
  ({ act: { particulars } }) =>
    particulars.partyPresent === 'absent'
      ? '当事人未到场，“当事人签名”请选择“未到场”，或者更正到场情况。'
      : '当事人到场的，请写明签名或者拒绝签名；“未到场”只用于没有到场的。',
);
