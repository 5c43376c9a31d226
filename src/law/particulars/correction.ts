// src/law/particulars/correction.ts —— 更正、作废、补录 的必载事项,以及每一步都有的事项
import { z } from 'zod';
import { openProposals } from '../facts.ts';
import { type BackdateGround, backdateGrounds, type ChangeKind, changeKinds, stepNames } from '../vocabulary.ts';
import type { Field } from './field.ts';

/** What the last open proposal of the kind says, so that nobody writes it twice. */
function proposedValue(change: ChangeKind, key: string): NonNullable<Field['known']> {
  return (file) => {
    const value = openProposals(file, change).at(-1)?.particulars[key];
    return value === undefined ? undefined : { value, source: '提请' };
  };
}
function proposedReason(change: ChangeKind): NonNullable<Field['known']> {
  return proposedValue(change, 'reason');
}

/** One officer asks, by his own signature, for a change of the records; another person decides. */
export const recordChangeProposed: Field[] = [
  { key: 'change', label: '提请', kind: 'choice', options: changeKinds, required: true },
  { key: 'act', label: '哪一条记录', kind: 'act', required: true, only: { key: 'change', is: ['corrected', 'voided'] } },
  { key: 'step', label: '补录的环节', kind: 'choice', options: stepNames, required: true, only: { key: 'change', is: ['backdated'] } },
  { key: 'happenedOn', label: '实际发生日期', kind: 'date', required: true, only: { key: 'change', is: ['backdated'] } },
  { key: 'content', label: '应当更正为', kind: 'longText', max: 2000, required: true, only: { key: 'change', is: ['corrected'] } },
  { key: 'reason', label: '理由', kind: 'longText', max: 1000, min: 2, required: true },
];

export const actCorrected: Field[] = [
  { key: 'act', label: '更正哪一条记录', kind: 'act', required: true, known: proposedValue('corrected', 'act') },
  { key: 'corrected', label: '更正后的内容', kind: 'data', schema: z.record(z.string().max(40), z.unknown()), required: true },
  { key: 'reason', label: '更正理由', kind: 'longText', max: 1000, min: 2, required: true, known: proposedReason('corrected') },
];
export const actVoided: Field[] = [
  { key: 'act', label: '作废哪一条记录', kind: 'act', required: true, known: proposedValue('voided', 'act') },
  { key: 'reason', label: '作废理由', kind: 'longText', max: 1000, min: 2, required: true, known: proposedReason('voided') },
];
export const backdatingApproved: Field[] = [
  { key: 'step', label: '补录的环节', kind: 'choice', options: stepNames, required: true, known: proposedValue('backdated', 'step') },
  { key: 'happenedOn', label: '实际发生日期', kind: 'date', required: true, known: proposedValue('backdated', 'happenedOn') },
  { key: 'reason', label: '不能当日记录的原因', kind: 'longText', max: 1000, required: true, known: proposedReason('backdated') },
];

/** The grounds on which the step may be recorded on a later day than it happened (补录). */
export const lateField = (grounds: readonly BackdateGround[]): Field => ({
  key: 'backdateGround',
  label: '补录理由',
  kind: 'choice',
  options: Object.fromEntries(grounds.map((ground) => [ground, backdateGrounds[ground]])),
  help: '发生日期早于今天时选择',
});
