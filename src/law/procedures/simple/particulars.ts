// src/law/procedures/simple/particulars.ts —— 当场处罚的必载事项：one form filled on the spot, and little after it
import { allOf, last } from '../../engine.ts';
import { partyFields } from '../../particulars/clue.ts';
import type { Field } from '../../particulars/field.ts';
import { lighteningFacts } from '../../vocabulary.ts';
import { collections, onSpotPenalties } from './words.ts';

const fined = { key: 'penalty', is: ['fine', 'both'] } as const;
const onSpot = { key: 'collection', is: ['small', 'hard', 'remote'] } as const;

/** 表明身份 (处罚法§52): from here on photos and recordings come into the file. */
export const onSpotStarted: Field[] = [
  { key: 'place', label: '地点', kind: 'text', max: 200, required: true },
  { key: 'certificatesShown', label: '两名执法人员已出示执法证件', kind: 'yes', mustBeYes: true, required: true },
];
/** What was met with is no case for the spot. */
export const onSpotEnded: Field[] = [
  {
    key: 'why',
    label: '情形',
    kind: 'choice',
    options: {
      ordinary: '不符合当场处罚的条件，转普通程序（另行登记线索）',
      minor: '违法行为轻微并及时改正，没有造成危害后果，已教育',
      none: '没有违法事实',
    },
    required: true,
  },
  { key: 'reason', label: '说明', kind: 'text', max: 500, required: true },
];

/** The decision made and handed over on the spot (处罚法§52): everything it must say, once. */
export const onSpotDecided: Field[] = [
  { key: 'item', label: '执法事项', kind: 'item', required: true },
  { key: 'cause', label: '案由', kind: 'text', max: 100, required: true, help: '写明行为，如“擅自野外用火”；不写当事人姓名' },
  { key: 'party', label: '当事人', kind: 'group', fields: partyFields, required: true },
  { key: 'occurredAt', label: '违法行为时间', kind: 'minute', required: true },
  {
    key: 'place',
    label: '违法行为地点',
    kind: 'text',
    max: 200,
    required: true,
    known: (file) => {
      const place = last(file, 'onSpotStarted')?.particulars.place;
      return place ? { value: place, source: '当场表明身份' } : undefined;
    },
  },
  { key: 'facts', label: '违法事实', kind: 'longText', max: 2000, min: 5, required: true },
  { key: 'recording', label: '现场照片或者录像', kind: 'evidence', media: true, help: '既是证据，也是全过程记录；确实没有的，写明原因' },
  { key: 'whyNoRecording', label: '没有照片、录像的原因', kind: 'text', max: 300 },
  { key: 'evidence', label: '其他证据', kind: 'evidence', help: '没有照片、录像的，须关联其他证据' },
  {
    key: 'told',
    label: '违法事实确凿；已当场告知拟处罚的内容、事实、理由、依据和陈述、申辩的权利，并听取了意见',
    kind: 'yes',
    mustBeYes: true,
    required: true,
  },
  { key: 'statement', label: '当事人的陈述、申辩', kind: 'longText', max: 2000, help: '没有的不填' },
  { key: 'answer', label: '对陈述、申辩的复核意见', kind: 'longText', max: 1000, help: '当事人有陈述、申辩的，必须填写' },
  { key: 'penalty', label: '处罚', kind: 'choice', options: onSpotPenalties, required: true },
  { key: 'fine', label: '罚款（元）', kind: 'money', min: 1, required: true, only: fined },
  {
    key: 'lightening',
    label: '从轻、减轻情节',
    kind: 'choices',
    options: Object.fromEntries(Object.entries(lighteningFacts).map(([key, fact]) => [key, fact.name])),
  },
  {
    key: 'otherActReason',
    label: '另一违法行为的理由',
    kind: 'longText',
    max: 1000,
    min: 5,
    help: '同一当事人在重叠的时间内已被罚款、确属另一个违法行为的，写明两个行为的区别；没有这种情形的不填',
  },
  { key: 'correction', label: '责令改正的内容', kind: 'text', max: 500, help: '当场已经改正的写“已当场改正”' },
  { key: 'collection', label: '罚款怎样缴', kind: 'choice', options: collections, required: true, only: fined },
  { key: 'receipt', label: '财政部门统一制发的专用票据号', kind: 'text', max: 60, required: true, only: onSpot },
  {
    key: 'collectionReason',
    label: '当场收缴的理由',
    kind: 'text',
    max: 300,
    only: onSpot,
    help: '罚款一百元以下的不填；其他情形写明为什么，边远地区的写明当事人怎样提出',
  },
  {
    key: 'signed',
    label: '当事人签收',
    kind: 'choice',
    options: { signed: '签收', refused: '拒绝签收，已在决定书上注明' },
    required: true,
  },
  { key: 'preprinted', label: '纸质决定书的预印编号', kind: 'text', max: 60, help: '现场没有网络、先用预印编号的纸质决定书的，补录时填写' },
];

/** 备案, and whether the decision has an influence on the public (处罚法§48). */
export const onSpotReported: Field[] = [
  { key: 'influence', label: '具有一定社会影响，应当公示', kind: 'yes', required: true, help: '当场处罚一般不公示' },
];

const collected = (file: Parameters<NonNullable<Field['known']>>[0]) => {
  const fine = last(file, 'onSpotDecided')?.particulars.fine;
  return fine === undefined ? undefined : { value: fine, source: '当场处罚决定书' };
};
/** Cash goes from the officers to the agency, and from the agency to the bank, in two days each (处罚法§71). */
export const cashHandedIn: Field[] = [
  { key: 'amount', label: '交款金额（元）', kind: 'money', min: 1, required: true, known: collected },
  { key: 'receivedBy', label: '接收人', kind: 'text', max: 60, required: true, mask: 'otherName' },
];
export const cashBanked: Field[] = [
  { key: 'amount', label: '缴付金额（元）', kind: 'money', min: 1, required: true, known: collected },
  { key: 'receipt', label: '银行回单号', kind: 'text', max: 60, required: true },
];

/** Closing and archive ask for nothing the file already knows. */
export const onSpotClosed: Field[] = [
  { key: 'agrees', label: '同意结案', kind: 'yes', mustBeYes: true, required: true },
  { key: 'opinion', label: '意见', kind: 'text', max: 300 },
];
export const onSpotArchived: Field[] = [
  {
    key: 'retention',
    label: '保管期限',
    kind: 'choice',
    options: { permanent: '永久', years30: '30年', years10: '10年' },
    required: true,
    known: () => ({ value: 'years10', source: '当场处罚案卷' }),
  },
  {
    key: 'pages',
    label: '卷内页数',
    kind: 'whole',
    min: 1,
    max: 100000,
    required: true,
    known: (file) => ({
      value: allOf(file, 'onSpotDecided', 'onSpotReported', 'cashHandedIn', 'cashBanked', 'paymentReceived').length + 1,
      source: '案卷文书',
    }),
  },
];
