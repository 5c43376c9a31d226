// src/law/particulars/investigation.ts —— 调查取证、调查终结 的必载事项
import { last } from '../engine.ts';
import { itemOf, measuredArea } from '../facts.ts';
import { approvedOnPaperAt } from '../gates/approvedBefore.ts';
import {
  groundProof,
  noPenaltyGround,
  otherSanctions,
  proposal,
  whenFined,
  whyNotOrdered,
} from '../procedures/penalty/sanctions/sanctionFields.ts';
import { evidenceKinds, huntingFacts, lighteningFacts } from '../vocabulary.ts';
import type { Field } from './field.ts';

const start: Field = { key: 'startedAt', label: '开始时间', kind: 'minute', required: true };
const end: Field = { key: 'endedAt', label: '结束时间', kind: 'minute', required: true };
const shown: Field = {
  key: 'certificatesShown',
  label: '已主动出示执法证件',
  kind: 'yes',
  mustBeYes: true,
  required: true,
  help: '证号由系统按当日有效的执法证填入文书',
};
const told: Field = {
  key: 'rightsTold',
  label: '已告知陈述、申辩、申请回避的权利和如实回答的义务',
  kind: 'yes',
  mustBeYes: true,
  required: true,
};
const recording: Field = {
  key: 'recording',
  label: '音像记录',
  kind: 'evidence',
  media: true,
  help: '关联现场录像或者照片；确实没有的，在下一栏写明原因',
};
const whyNoRecording: Field = { key: 'whyNoRecording', label: '没有音像记录的原因', kind: 'text', max: 300 };

export const evidenceCollected: Field[] = [
  { key: 'evidence', label: '证据', kind: 'evidence', min: 1, required: true },
  { key: 'evidenceKind', label: '证据种类', kind: 'choice', options: evidenceKinds, required: true },
  { key: 'proves', label: '证明内容', kind: 'text', max: 500, required: true },
  { key: 'origin', label: '来源和取得方式', kind: 'text', max: 300, required: true },
];

export const interviewRecorded: Field[] = [
  start,
  end,
  { key: 'place', label: '询问地点', kind: 'text', max: 200, required: true },
  {
    key: 'role',
    label: '被询问人身份',
    kind: 'choice',
    options: { party: '当事人', representative: '当事人的代理人', witness: '证人', other: '其他' },
    required: true,
  },
  {
    key: 'name',
    label: '被询问人姓名',
    kind: 'text',
    max: 60,
    required: true,
    mask: 'otherName',
    only: { key: 'role', is: ['representative', 'witness', 'other'] },
  },
  {
    key: 'citizenId',
    label: '被询问人公民身份号码',
    kind: 'citizenId',
    mask: 'idNumber',
    only: { key: 'role', is: ['representative', 'witness', 'other'] },
  },
  { key: 'recorder', label: '记录人', kind: 'person', required: true },
  shown,
  told,
  {
    key: 'dialogue',
    label: '询问内容',
    kind: 'rows',
    min: 1,
    required: true,
    fields: [
      { key: 'question', label: '问', kind: 'longText', max: 2000, required: true },
      { key: 'answer', label: '答', kind: 'longText', max: 5000, required: true },
    ],
  },
  { key: 'readBack', label: '已交被询问人核对或者向其宣读', kind: 'yes', mustBeYes: true, required: true },
  { key: 'signed', label: '被询问人签名', kind: 'choice', options: { signed: '逐页签名', refused: '拒绝签名' }, required: true },
  { key: 'refusalNote', label: '拒签情况', kind: 'text', max: 300, required: true, only: { key: 'signed', is: ['refused'] } },
  recording,
];

export const siteExamined: Field[] = [
  start,
  end,
  {
    key: 'place',
    label: '勘验地点',
    kind: 'text',
    max: 200,
    required: true,
    known: (file) => known(last(file, 'clueRegistered')?.particulars.place, '线索登记'),
  },
  { key: 'coordinates', label: '坐标', kind: 'text', max: 100, mask: 'coordinates' },
  { key: 'weather', label: '天气', kind: 'text', max: 40, required: true },
  { key: 'recorder', label: '记录人', kind: 'person', required: true },
  shown,
  {
    key: 'partyPresent',
    label: '当事人到场情况',
    kind: 'choice',
    options: { present: '到场', absent: '拒不到场或者无法找到，已注明' },
    required: true,
  },
  { key: 'witness', label: '见证人', kind: 'text', max: 60, mask: 'otherName', only: { key: 'partyPresent', is: ['absent'] } },
  { key: 'findings', label: '勘验情况', kind: 'longText', max: 8000, min: 5, required: true },
  { key: 'area', label: '实测面积（㎡）', kind: 'area' },
  {
    key: 'signed',
    label: '当事人签名',
    kind: 'choice',
    options: { signed: '签名', refused: '拒绝签名', absent: '未到场' },
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
  recording,
  whyNoRecording,
];

export const preservationProposed: Field[] = [
  { key: 'goods', label: '拟登记保存的物品', kind: 'longText', max: 1000, required: true },
  { key: 'reason', label: '证据可能灭失或者以后难以取得的理由', kind: 'longText', max: 1000, required: true },
];
export const preservationApproved: Field[] = [
  { key: 'opinion', label: '审批意见', kind: 'longText', max: 1000, required: true },
  approvedOnPaperAt,
];

export const evidencePreserved: Field[] = [
  { key: 'startedAt', label: '登记时间', kind: 'minute', required: true },
  { key: 'keptAt', label: '保存地点', kind: 'text', max: 200, required: true },
  { key: 'keeper', label: '保管人', kind: 'text', max: 60, required: true, mask: 'otherName' },
  {
    key: 'goods',
    label: '登记保存清单',
    kind: 'rows',
    min: 1,
    required: true,
    fields: [
      { key: 'name', label: '品名', kind: 'text', max: 100, required: true },
      { key: 'model', label: '规格、型号或者特征', kind: 'text', max: 200 },
      { key: 'quantity', label: '数量', kind: 'whole', min: 1, required: true },
      { key: 'unit', label: '单位', kind: 'text', max: 20, required: true },
      { key: 'condition', label: '状况', kind: 'text', max: 200 },
    ],
  },
  shown,
  { key: 'signed', label: '当事人签名', kind: 'choice', options: { signed: '签名', refused: '拒绝签名' }, required: true },
  { key: 'refusalNote', label: '拒签情况', kind: 'text', max: 300, required: true, only: { key: 'signed', is: ['refused'] } },
  recording,
  whyNoRecording,
];

export const preservedGoodsDisposed: Field[] = [
  {
    key: 'disposal',
    label: '处理',
    kind: 'choice',
    options: { returned: '返还当事人', forwarded: '送鉴定后返还', kept: '随案保管，待处罚决定处理' },
    required: true,
  },
  { key: 'detail', label: '处理情况', kind: 'longText', max: 1000, required: true },
];

const comparedHelp = '事项有刑事追诉标准的，写标准中的名称（如“立木蓄积”“林木价值”），与标准无关的写“其他”';
export const appraisalReceived: Field[] = [
  { key: 'institution', label: '鉴定（认定）机构', kind: 'text', max: 100, required: true },
  { key: 'evidence', label: '鉴定意见书', kind: 'evidence', min: 1, required: true },
  { key: 'opinion', label: '鉴定意见', kind: 'longText', max: 3000, required: true },
  { key: 'area', label: '涉案面积（㎡）', kind: 'area', known: (file) => measuredArea(file) },
  {
    key: 'forestKind',
    label: '林地类别',
    kind: 'choice',
    options: { publicWelfare: '公益林地', commercial: '商品林地', none: '不涉及林地' },
  },
  { key: 'unitCost', label: '恢复单价（元/㎡）', kind: 'money', min: 1 },
  { key: 'coefficient', label: '系数（公益林加倍等）', kind: 'whole', min: 1, max: 10 },
  { key: 'baseAmount', label: '价值或者违法所得（元）', kind: 'money', help: '按倍数计罚而不按恢复费用计算的，填认定的金额' },
  { key: 'baseMeasure', label: '金额是哪一项', kind: 'text', max: 40, help: comparedHelp },
  {
    key: 'quantity',
    label: '数量（株、立方米等）',
    kind: 'text',
    max: 20,
    pattern: { test: /^\d{1,9}(\.\d{1,3})?$/, says: '只填数字，最多三位小数' },
  },
  { key: 'quantityUnit', label: '数量单位', kind: 'choice', options: { 株: '株', 立方米: '立方米', 只: '只', 公斤: '公斤' } },
  { key: 'measure', label: '数量是哪一项', kind: 'text', max: 40, help: comparedHelp },
  {
    key: 'separate',
    label: '是同类的另一次未经处理的行为',
    kind: 'yes',
    help: '只与本案的数量累计对照追诉标准，不作为本案罚款的依据；本案自己的鉴定不填',
  },
];

export const correctionOrdered: Field[] = [
  {
    key: 'demand',
    label: '责令改正的内容',
    kind: 'longText',
    max: 1000,
    required: true,
    known: (file, registers) => known(itemOf(file, registers)?.correctiveOrders.join('；'), '执法事项清单'),
  },
  { key: 'by', label: '改正期限', kind: 'date', required: true },
];

export const countersigned: Field[] = [
  {
    key: 'acts',
    label: '确认的记录',
    kind: 'rows',
    min: 1,
    required: true,
    fields: [{ key: 'act', label: '记录', kind: 'act', required: true }],
  },
];

export const investigationConcluded: Field[] = [
  {
    key: 'facts',
    label: '违法事实',
    kind: 'rows',
    min: 1,
    required: true,
    help: '一行一个事实，每个事实关联证据',
    fields: [
      { key: 'text', label: '事实', kind: 'longText', max: 3000, required: true },
      { key: 'evidence', label: '证明这个事实的证据', kind: 'evidence', help: '证据、笔录至少关联一份' },
      {
        key: 'records',
        label: '笔录（也证明这个事实的）',
        kind: 'rows',
        max: 20,
        fields: [{ key: 'act', label: '哪一份', kind: 'act', required: true }],
        help: '询问、勘验、听证笔录本身就是证据，从记录中选择',
      },
    ],
  },
  { key: 'appraisal', label: '金额依据的鉴定意见', kind: 'act', help: '案卷里有几份鉴定意见时写明依据哪一份' },
  proposal,
  {
    key: 'sanction',
    label: '处罚种类和幅度（法条）',
    kind: 'whole',
    min: 0,
    max: 20,
    required: true,
    only: whenFined,
    help: '从事项的法定罚则中选择',
  },
  { key: 'tier', label: '裁量档次', kind: 'text', max: 40, required: true, only: whenFined },
  { key: 'tierReason', label: '裁量理由', kind: 'longText', max: 2000, min: 5, required: true },
  {
    key: 'lightening',
    label: '从轻、减轻情节',
    kind: 'choices',
    options: Object.fromEntries(Object.entries(lighteningFacts).map(([key, fact]) => [key, fact.name])),
  },
  {
    key: 'lighteningReason',
    label: '从轻、减轻怎样体现',
    kind: 'longText',
    max: 1000,
    only: whenFined,
    help: '有从轻、减轻情节而罚款没有低于所选档次上限的，必须写明',
  },
  { key: 'fine', label: '建议罚款（元）', kind: 'money', min: 1, required: true, only: whenFined },
  otherSanctions,
  whyNotOrdered,
  noPenaltyGround,
  groundProof,
  {
    key: 'correction',
    label: '责令改正的内容',
    kind: 'longText',
    max: 1000,
    known: (file, registers) => known(itemOf(file, registers)?.correctiveOrders.join('；'), '执法事项清单'),
  },
  { key: 'restoreBy', label: '改正（恢复）期限', kind: 'date', help: '责令限期改正的必须填写' },
  {
    key: 'lawComparison',
    label: '新旧法比较',
    kind: 'choice',
    options: { same: '行为时和决定时法律相同', newLighter: '适用新法（处罚较轻）', oldApplies: '适用行为时的法律' },
    required: true,
  },
  {
    key: 'comparisonNote',
    label: '比较说明',
    kind: 'longText',
    max: 1000,
    required: true,
    only: { key: 'lawComparison', is: ['newLighter', 'oldApplies'] },
  },
  { key: 'crimeChecked', label: '已对照刑事追诉标准', kind: 'yes', mustBeYes: true, required: true },
  {
    key: 'hunting',
    label: '狩猎的地点、时间和工具',
    kind: 'choices',
    options: huntingFacts,
    help: '狩猎的必须选择；在禁猎区或者禁猎期使用禁用的工具、方法的，达到追诉标准。其他案件不填',
  },
  { key: 'crimeNote', label: '对照情况', kind: 'longText', max: 1000, required: true },
  {
    key: 'earlierPenalties',
    label: '二年内因同类行为受过行政处罚的次数',
    kind: 'whole',
    max: 100,
    help: '本机关已知的由系统计入；其他机关处罚的在这里写明，没有的不填',
  },
  { key: 'opinion', label: '承办人处理意见', kind: 'longText', max: 1000, required: true },
];

function known(value: unknown, source: string) {
  return value === undefined || value === '' ? undefined : { value, source };
}
