// src/console/act/writing/sections.ts —— 表单分节:一、二、三; what belongs together, in the order it is written down
import type { Field, StepId } from '../../wire/shapes.ts';

export type Section = { title: string; fields: Field[] };
type Plan = [title: string, keys: string[]][];

const service: Plan = [
  ['送达', ['method', 'servedAt', 'place']],
  ['谁收的', ['receivedBy', 'relation', 'refusal', 'proof', 'witness']],
];
const plans: Partial<Record<StepId, Plan>> = {
  clueRegistered: [
    ['线索', ['source', 'receivedAt', 'place', 'summary']],
    ['有关的人', ['suspect', 'informant']],
  ],
  clueVerified: [
    ['核查', ['finding', 'withinJurisdiction', 'evidence']],
    ['建议', ['suggestion']],
  ],
  filingProposed: [
    ['事项与案由', ['item', 'cause']],
    ['当事人', ['party']],
    ['违法行为的时间', ['actFrom', 'continuing', 'actTo', 'longLimitation']],
    ['立案', ['handlers', 'facts', 'opinion']],
  ],
  interviewRecorded: [
    ['时间、地点、人', ['startedAt', 'endedAt', 'place', 'role', 'name', 'citizenId', 'recorder']],
    ['出示证件、告知权利', ['certificatesShown', 'rightsTold']],
    ['询问', ['dialogue']],
    ['核对与签名', ['readBack', 'signed', 'refusalNote', 'recording']],
  ],
  siteExamined: [
    [
      '时间、地点、人',
      ['startedAt', 'endedAt', 'place', 'coordinates', 'weather', 'recorder', 'certificatesShown', 'partyPresent', 'witness'],
    ],
    ['勘验情况', ['findings', 'area']],
    ['签名与音像记录', ['signed', 'refusalNote', 'recording', 'whyNoRecording']],
  ],
  evidencePreserved: [
    ['登记保存', ['startedAt', 'keptAt', 'keeper', 'certificatesShown']],
    ['清单', ['goods']],
    ['签名与音像记录', ['signed', 'refusalNote', 'recording', 'whyNoRecording']],
  ],
  appraisalReceived: [
    ['鉴定意见', ['institution', 'evidence', 'opinion']],
    [
      '作为罚款依据的数',
      ['area', 'forestKind', 'unitCost', 'coefficient', 'baseAmount', 'baseMeasure', 'quantity', 'quantityUnit', 'measure'],
    ],
  ],
  investigationConcluded: [
    ['违法事实与证据', ['facts']],
    ['裁量与罚款', ['appraisal', 'sanction', 'tier', 'tierReason', 'lightening', 'lighteningReason', 'fine']],
    ['改正', ['correction', 'restoreBy']],
    ['新旧法与刑事标准', ['lawComparison', 'comparisonNote', 'crimeChecked', 'hunting', 'crimeNote']],
    ['处理意见', ['opinion']],
  ],
  majorityStated: [
    ['是否重大', ['isMajor', 'majorReason']],
    ['是否须集体讨论', ['isGrave', 'graveReason']],
  ],
  noticeServed: service,
  decisionServed: service,
  paperProposed: [
    ['哪一种文书', ['form']],
    ['文书的内容', ['content']],
  ],
  paperIssued: [
    ['哪一种文书', ['form']],
    ['文书的内容', ['content']],
  ],
  hearingHeld: [
    ['听证', ['startedAt', 'endedAt', 'attendants', 'record', 'signed']],
    ['听证意见', ['opinion', 'recording']],
  ],
  jointlyDiscussed: [
    ['会议', ['startedAt', 'place', 'members', 'attending', 'recorder']],
    ['各人意见', ['views']],
    ['讨论决定', ['outcome', 'penaltyKind', 'fine', 'conclusion']],
  ],
};
/** Fields with a place of their own on the page. */
const elsewhere = ['backdateGround'];

/** The sections of a form; a field no plan names comes in a last section, so that none is ever left out. */
export function sectionsOf(step: StepId, fields: readonly Field[]): Section[] {
  const left = new Map(fields.filter((field) => !elsewhere.includes(field.key)).map((field) => [field.key, field]));
  const take = (keys: readonly string[]) =>
    keys.flatMap((key) => {
      const field = left.get(key);
      left.delete(key);
      return field ? [field] : [];
    });
  const planned = (plans[step] ?? [])
    .map(([title, keys]) => ({ title, fields: take(keys) }))
    .filter((section) => section.fields.length > 0);
  const rest = [...left.values()];
  return rest.length > 0 ? [...planned, { title: planned.length > 0 ? '其他' : '记载事项', fields: rest }] : planned;
}

/** 一 二 三 … as sections are numbered. */
export const numeral = (i: number): string => '一二三四五六七八九十'[i] ?? String(i + 1);

const verbs: Partial<Record<StepId, string>> = {
  clueRegistered: '登记线索',
  clueVerified: '提交核查',
  filingEndorsed: '提交审核意见',
  interviewRecorded: '提交询问笔录',
  siteExamined: '提交勘验笔录',
  evidencePreserved: '登记保存',
  investigationConcluded: '提交调查终结报告',
  reportEndorsed: '提交审核意见',
  majorityStated: '认定',
  legalReviewed: '出具审核意见',
  noticeServed: '记录告知',
  statementWaived: '记录放弃',
  hearingWaived: '记录放弃',
  jointlyDiscussed: '提交讨论记录',
  decisionServed: '记录送达',
  publicationJudged: '提交判断',
  publicationRedacted: '提交隐去处理',
  publicationCleared: '提交审查结论',
  decisionPublished: '公示',
  caseClosed: '批准结案',
  actCorrected: '更正记录',
  actVoided: '作废记录',
  countersigned: '确认',
};
/** What the button does, in verb and object: 作出决定, 记录送达. */
export const submitLabel = (step: StepId, name: string): string => verbs[step] ?? name;
/** The acts that cannot be taken back are asked once more. */
export const cannotBeTakenBack: readonly StepId[] = [
  'decisionMade',
  'onSpotDecided',
  'noPenaltyDecided',
  'goodsSeized',
  'performanceDecided',
  'immediatePerformanceDecided',
  'confirmationDecided',
  'levyDecided',
  'answerSigned',
  'decisionServed',
  'noticeServed',
  'decisionPublished',
];
