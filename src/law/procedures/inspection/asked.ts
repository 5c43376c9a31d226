// src/law/procedures/inspection/asked.ts —— 检查各份笔录都问的事项：what several records of an inspection ask alike
import { type CaseFile, last } from '../../engine.ts';
import type { Field } from '../../particulars/field.ts';

/** Already in the file: shown with its source. */
export const known = (value: unknown, source: string) => (value === undefined || value === '' ? undefined : { value, source });
/** What an earlier step of the inspection said. */
export const from =
  (step: 'inspectionProposed' | 'inspectionConcluded', key: string, source: string): NonNullable<Field['known']> =>
  (file: CaseFile) =>
    known(last(file, step)?.particulars[key], source);

/** What every record made on site asks. */
export const start: Field = { key: 'startedAt', label: '开始时间', kind: 'minute', required: true };
export const end: Field = { key: 'endedAt', label: '结束时间', kind: 'minute', required: true };
export const place: Field = {
  key: 'place',
  label: '检查地点',
  kind: 'text',
  max: 200,
  required: true,
  known: from('inspectionProposed', 'place', '提请检查'),
};
export const recorder: Field = { key: 'recorder', label: '记录人', kind: 'person', required: true };
export const recording: Field = {
  key: 'recording',
  label: '音像记录',
  kind: 'evidence',
  media: true,
  help: '关联检查录像或者照片；确实没有的，在下一栏写明原因',
};
export const whyNoRecording: Field = { key: 'whyNoRecording', label: '没有音像记录的原因', kind: 'text', max: 300 };
export const signed: Field = {
  key: 'signed',
  label: '检查对象签名',
  kind: 'choice',
  options: { signed: '核对无误后签名', refused: '拒绝签名' },
  required: true,
};
export const refusalNote: Field = {
  key: 'refusalNote',
  label: '拒签情况',
  kind: 'text',
  max: 300,
  required: true,
  only: { key: 'signed', is: ['refused'] },
};
