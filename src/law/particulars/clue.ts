// src/law/particulars/clue.ts —— 线索、核查、立案 的必载事项
import { last } from '../engine.ts';
import { clueSources, partyKinds } from '../vocabulary.ts';
import type { Field } from './field.ts';

export const clueRegistered: Field[] = [
  { key: 'source', label: '线索来源', kind: 'choice', options: clueSources, required: true },
  {
    key: 'inspectionNo',
    label: '检查编号',
    kind: 'text',
    max: 60,
    only: { key: 'source', is: ['inspection'] },
    pattern: { test: /^\S{1,20}检〔\d{4}〕第\d{3,}号$/u, says: '按“盘林湿检〔2026〕第001号”的样子填写' },
    help: '行政检查移交的线索，写明检查编号',
  },
  { key: 'receivedAt', label: '线索获取时间', kind: 'minute', required: true },
  { key: 'place', label: '违法行为地点', kind: 'text', max: 200, required: true },
  { key: 'summary', label: '简要案情', kind: 'longText', max: 3000, min: 5, required: true },
  { key: 'suspect', label: '涉嫌当事人（已知时）', kind: 'text', max: 100, mask: 'personName' },
  { key: 'informant', label: '举报人（要求保密的不公开）', kind: 'text', max: 100, mask: 'otherName' },
];

export const clueVerified: Field[] = [
  { key: 'finding', label: '核查情况', kind: 'longText', max: 3000, min: 5, required: true },
  { key: 'withinJurisdiction', label: '违法行为发生地属本机关管辖', kind: 'yes', required: true },
  { key: 'evidence', label: '核查时取得的证据', kind: 'evidence' },
  { key: 'suggestion', label: '建议', kind: 'choice', options: { file: '建议立案', decline: '建议不予立案' }, required: true },
];

export const partyFields: Field[] = [
  { key: 'kind', label: '当事人类别', kind: 'choice', options: partyKinds, required: true },
  {
    key: 'name',
    label: '姓名或者名称',
    kind: 'text',
    max: 100,
    required: true,
    mask: 'personName',
    help: '与身份证件、营业执照一致；生僻字照录',
  },
  { key: 'citizenId', label: '公民身份号码', kind: 'citizenId', required: true, mask: 'idNumber', only: { key: 'kind', is: ['person'] } },
  { key: 'uscc', label: '统一社会信用代码', kind: 'uscc', required: true, only: { key: 'kind', is: ['soleTrader', 'organisation'] } },
  {
    key: 'representative',
    label: '法定代表人（负责人、经营者）',
    kind: 'text',
    max: 60,
    required: true,
    only: { key: 'kind', is: ['soleTrader', 'organisation'] },
  },
  { key: 'address', label: '住址或者住所', kind: 'text', max: 200, required: true, mask: 'homeAddress' },
  { key: 'phone', label: '联系电话', kind: 'phone', required: true, mask: 'phone' },
];

export const filingProposed: Field[] = [
  { key: 'item', label: '执法事项', kind: 'item', required: true },
  { key: 'cause', label: '案由', kind: 'text', max: 100, required: true, help: '写明行为，如“擅自改变林地用途”；不写当事人姓名' },
  { key: 'party', label: '当事人', kind: 'group', fields: partyFields, required: true },
  { key: 'actFrom', label: '违法行为开始日', kind: 'date' },
  {
    key: 'actTo',
    label: '违法行为终了日',
    kind: 'date',
    help: '仍在继续的不填',
    only: { key: 'continuing', is: [false, undefined] },
    required: true,
  },
  { key: 'continuing', label: '违法行为仍在继续', kind: 'yes' },
  { key: 'longLimitation', label: '涉及公民生命健康安全、金融安全且有危害后果（追责期限五年）', kind: 'yes' },
  { key: 'handlers', label: '承办人', kind: 'people', min: 2, required: true },
  {
    key: 'facts',
    label: '立案理由',
    kind: 'longText',
    max: 3000,
    min: 5,
    required: true,
    known: (file) => {
      const finding = last(file, 'clueVerified')?.particulars.finding;
      return finding ? { value: finding, source: '线索核查' } : undefined;
    },
  },
  { key: 'opinion', label: '承办人意见', kind: 'text', max: 500, required: true },
];

export const endorsement: Field[] = [
  { key: 'agrees', label: '同意', kind: 'yes', mustBeYes: true, required: true, help: '不同意的，请退回承办人修改后重新提请' },
  { key: 'opinion', label: '意见', kind: 'longText', max: 1000, required: true },
];

export const filingDeclined: Field[] = [
  {
    key: 'ground',
    label: '情形',
    kind: 'choice',
    options: {
      noBreach: '没有违法事实，或者不符合立案标准',
      notOurs: '不属于本机关管辖',
      expired: '超过追责期限',
      minor: '违法行为轻微并及时改正，没有造成危害后果',
      other: '其他',
    },
    required: true,
  },
  { key: 'actTo', label: '违法行为终了日', kind: 'date', required: true, only: { key: 'ground', is: ['expired'] } },
  {
    key: 'longLimitation',
    label: '涉及公民生命健康安全、金融安全且有危害后果（追责期限五年）',
    kind: 'yes',
    only: { key: 'ground', is: ['expired'] },
  },
  { key: 'reason', label: '不予立案的理由', kind: 'longText', max: 2000, min: 5, required: true },
];

export const filingReturned: Field[] = [
  {
    key: 'reason',
    label: '退回的理由',
    kind: 'longText',
    max: 1000,
    min: 2,
    required: true,
    help: '写明要补充、修改什么；承办人修改后重新提请立案',
  },
];
export const handlerReplaced: Field[] = [
  { key: 'replaced', label: '更换下来的承办人', kind: 'person', required: true },
  { key: 'successor', label: '接替的承办人', kind: 'person', required: true },
  {
    key: 'why',
    label: '原因',
    kind: 'choice',
    options: { ill: '生病', transferred: '调离岗位', leave: '休假、出差等暂时不能办理', other: '其他' },
    required: true,
  },
  { key: 'reason', label: '说明', kind: 'longText', max: 1000, min: 2, required: true },
];

export const recusalRequested: Field[] = [
  { key: 'asks', label: '申请人', kind: 'choice', options: { party: '当事人', officer: '执法人员自行回避' }, required: true },
  { key: 'about', label: '申请谁回避', kind: 'person', required: true },
  { key: 'reason', label: '理由', kind: 'longText', max: 2000, required: true },
];
export const recusalDecided: Field[] = [
  { key: 'about', label: '决定谁回避', kind: 'person', required: true },
  { key: 'outcome', label: '决定', kind: 'choice', options: { granted: '应当回避', refused: '不予回避' }, required: true },
  { key: 'successor', label: '接替的承办人', kind: 'person', only: { key: 'outcome', is: ['granted'] } },
  { key: 'reason', label: '理由', kind: 'longText', max: 1000, required: true },
];
