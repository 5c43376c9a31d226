// src/law/particulars/review.ts —— 是否重大、法制审核、刑事移送 的必载事项
import { reviewOutcomes, reviewPoints } from '../vocabulary.ts';
import type { Field } from './field.ts';

export const majorityStated: Field[] = [
  { key: 'isMajor', label: '属于应当法制审核的重大执法决定', kind: 'yes', required: true },
  { key: 'majorReason', label: '理由', kind: 'longText', max: 1000, min: 2, required: true },
  { key: 'isGrave', label: '情节复杂或者重大违法，须集体讨论', kind: 'yes', required: true },
  { key: 'graveReason', label: '理由', kind: 'longText', max: 1000, min: 2, required: true },
];

export const reviewSubmitted: Field[] = [
  { key: 'statement', label: '送审说明（事实、法律适用、裁量、执法人员资格）', kind: 'longText', max: 3000, min: 5, required: true },
  {
    key: 'complete',
    label: '送审材料齐全：说明、决定草稿、证据、程序文书、鉴定意见、听证笔录（有听证的）',
    kind: 'yes',
    mustBeYes: true,
    required: true,
  },
];

export const reviewReturned: Field[] = [{ key: 'missing', label: '须补正的材料', kind: 'longText', max: 1000, required: true }];

export const legalReviewed: Field[] = [
  {
    key: 'points',
    label: '审核七点',
    kind: 'group',
    required: true,
    fields: Object.entries(reviewPoints).map(
      ([key, label]): Field => ({
        key,
        label,
        kind: 'group',
        required: true,
        fields: [
          { key: 'agrees', label: '认可', kind: 'yes', required: true },
          { key: 'note', label: '说明', kind: 'text', max: 500 },
        ],
      }),
    ),
  },
  {
    key: 'outcome',
    label: '审核结论',
    kind: 'choice',
    options: Object.fromEntries(Object.entries(reviewOutcomes).map(([key, outcome]) => [key, outcome.name])),
    required: true,
  },
  { key: 'opinion', label: '审核意见', kind: 'longText', max: 3000, min: 2, required: true },
];

export const crimeReported: Field[] = [
  { key: 'crime', label: '涉嫌的罪名', kind: 'text', max: 100, required: true },
  { key: 'facts', label: '涉嫌犯罪的事实和依据（核实情况）', kind: 'longText', max: 3000, min: 5, required: true },
  {
    key: 'materials',
    label: '移送材料清单',
    kind: 'longText',
    max: 2000,
    required: true,
    help: '移送书、调查报告、涉案物品清单、检验报告或者鉴定结论、其他材料',
  },
];
export const transferDecided: Field[] = [
  { key: 'outcome', label: '决定', kind: 'choice', options: { approved: '批准移送', refused: '不批准移送' }, required: true },
  { key: 'reason', label: '理由', kind: 'longText', max: 2000, min: 2, required: true, help: '不批准的，理由记录在案' },
];
export const crimeTransferred: Field[] = [
  { key: 'transferredAt', label: '移送时间', kind: 'minute', required: true },
  { key: 'organ', label: '移送的公安机关', kind: 'text', max: 100, required: true },
  { key: 'number', label: '移送书文号', kind: 'text', max: 100 },
  { key: 'paper', label: '公安机关的接收回执', kind: 'evidence' },
  { key: 'lateReason', label: '超过二十四小时的原因', kind: 'text', max: 300, help: '自批准时起二十四小时内移送的不填' },
];
export const policeDeclined: Field[] = [
  { key: 'organ', label: '作出不予立案决定的机关', kind: 'text', max: 100, required: true },
  { key: 'paper', label: '不予立案通知书', kind: 'evidence', min: 1, required: true },
];
