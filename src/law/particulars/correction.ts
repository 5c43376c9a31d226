// src/law/particulars/correction.ts —— 更正、作废、补录 的必载事项,以及每一步都有的事项
import { z } from 'zod';
import { backdateGrounds, stepNames } from '../vocabulary.ts';
import type { Field } from './field.ts';

export const actCorrected: Field[] = [
  { key: 'act', label: '更正哪一条记录', kind: 'act', required: true },
  { key: 'corrected', label: '更正后的内容', kind: 'data', schema: z.record(z.string().max(40), z.unknown()), required: true },
  { key: 'reason', label: '更正理由', kind: 'longText', max: 1000, min: 2, required: true },
  { key: 'proposedBy', label: '提请人', kind: 'person', required: true },
];
export const actVoided: Field[] = [
  { key: 'act', label: '作废哪一条记录', kind: 'act', required: true },
  { key: 'reason', label: '作废理由', kind: 'longText', max: 1000, min: 2, required: true },
  { key: 'proposedBy', label: '提请人', kind: 'person', required: true },
];
export const backdatingApproved: Field[] = [
  { key: 'step', label: '补录的环节', kind: 'choice', options: stepNames, required: true },
  { key: 'happenedOn', label: '实际发生日期', kind: 'date', required: true },
  { key: 'reason', label: '不能当日记录的原因', kind: 'longText', max: 1000, required: true },
  { key: 'proposedBy', label: '提请人', kind: 'person', required: true },
];

/** Every step may carry the ground on which an earlier date is recorded (补录). */
export const everyStep: Field[] = [
  { key: 'backdateGround', label: '补录理由', kind: 'choice', options: backdateGrounds, help: '发生日期早于今天时选择' },
];
