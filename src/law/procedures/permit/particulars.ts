// src/law/procedures/permit/particulars.ts —— 申请、补正、受理 的必载事项（XK01—XK05）
import { allOf, type last } from '../../engine.ts';
import { partyFields } from '../../particulars/clue.ts';
import type { Field } from '../../particulars/field.ts';
import { intakeOutcomes, permitCategories, toldBy } from './words.ts';

const told: Field = { key: 'toldBy', label: '告知方式', kind: 'choice', options: toldBy, required: true };
const opinion: Field = { key: 'opinion', label: '意见', kind: 'longText', max: 1000, required: true };
const reason: Field = { key: 'reason', label: '理由', kind: 'longText', max: 2000, min: 5, required: true };
const material: Field = { key: 'material', label: '材料名称', kind: 'text', max: 100, required: true };
const yes = (key: string, label: string): Field => ({ key, label, kind: 'yes', required: true });
const mustBeYes = (key: string, label: string): Field => ({ key, label, kind: 'yes', required: true, mustBeYes: true });

/** XK01、XK02：the application as it came in. */
export const permitApplied: Field[] = [
  {
    key: 'channel',
    label: '提出方式',
    kind: 'choice',
    options: { window: '窗口', online: '网上', post: '信函邮寄', telegraph: '传真、电子邮件等', forwarded: '下级机关初审转报' },
    required: true,
  },
  { key: 'forwardedBy', label: '转报的机关', kind: 'text', max: 100, required: true, only: { key: 'channel', is: ['forwarded'] } },
  { key: 'receivedAt', label: '收到申请材料的时间', kind: 'minute', required: true },
  { key: 'item', label: '许可事项', kind: 'item', help: '清单里没有对应事项的不选，在收件审查时告知' },
  { key: 'cause', label: '申请办理什么', kind: 'text', max: 100, required: true, help: '如“采伐自有商品林”；不写申请人姓名' },
  { key: 'party', label: '申请人', kind: 'group', fields: partyFields, required: true },
  { key: 'agent', label: '代理人', kind: 'text', max: 60, mask: 'otherName' },
  { key: 'proof', label: '授权委托书', kind: 'evidence', help: '有代理人的必须关联' },
  { key: 'applyContent', label: '申请内容', kind: 'longText', max: 4000, min: 5, required: true, help: '范围、数量、期限等，照申请书填写' },
  { key: 'place', label: '许可活动所在地', kind: 'text', max: 200, required: true, help: '写明市、县（区）、乡镇，如“盘锦市盘山县某镇”' },
  {
    key: 'materials',
    label: '申请材料目录',
    kind: 'rows',
    min: 1,
    max: 60,
    required: true,
    fields: [
      material,
      { key: 'form', label: '形式', kind: 'choice', options: { original: '原件', copy: '复印件', electronic: '电子件' }, required: true },
      { key: 'copies', label: '份数', kind: 'whole', min: 1, max: 99, required: true },
    ],
  },
  yes('promised', '申请人已承诺材料真实'),
  yes('signed', '申请书已由申请人签名或者盖章'),
  { key: 'paper', label: '申请书和材料的扫描件', kind: 'evidence' },
  { key: 'handlers', label: '承办人', kind: 'people', min: 2, required: true, help: '收件、受理、审查由承办人办理；实地核查须两人以上' },
];

export const intakeChecked: Field[] = [
  { key: 'outcome', label: '审查结果', kind: 'choice', options: intakeOutcomes, required: true },
  yes('withinTerritory', '许可活动在本机关管辖区域内'),
  { key: 'corrections', label: '当场更正的内容', kind: 'longText', max: 1000, required: true, only: { key: 'outcome', is: ['corrected'] } },
  {
    key: 'stillMissing',
    label: '告知过而没有补正的材料',
    kind: 'rows',
    min: 1,
    required: true,
    only: { key: 'outcome', is: ['stillIncomplete'] },
    fields: [material],
    help: '只能是补正告知书里列明的材料',
  },
  opinion,
];

/** XK03：everything at once. */
export const supplementNoticed: Field[] = [
  {
    key: 'materials',
    label: '需要补正的全部内容',
    kind: 'rows',
    min: 1,
    max: 60,
    required: true,
    fields: [
      material,
      {
        key: 'fault',
        label: '问题',
        kind: 'choice',
        options: { missing: '没有提交', form: '不符合法定形式', unsigned: '没有签名或者盖章', unclear: '内容不全或者不清楚' },
        required: true,
      },
      { key: 'how', label: '怎样补正', kind: 'text', max: 300, required: true },
      { key: 'basis', label: '要求提交的依据', kind: 'text', max: 200, required: true, help: '写明法律、法规、规章的名称和条款' },
    ],
  },
  { key: 'supplementBy', label: '请于何日前补正', kind: 'date', required: true },
  mustBeYes('allTold', '以上是需要补正的全部内容，以后不再要求补正其他材料'),
  told,
];
export const supplementReceived: Field[] = [
  { key: 'materials', label: '补正的材料', kind: 'rows', min: 1, max: 60, required: true, fields: [material] },
  { key: 'paper', label: '补正材料的扫描件', kind: 'evidence' },
];

/** XK04 */
export const permitAccepted: Field[] = [
  {
    key: 'competence',
    label: '本机关的职责',
    kind: 'choice',
    options: { own: '审查并决定', first: '审查后报有权机关决定（初审转报）' },
    required: true,
  },
  { key: 'category', label: '许可类别', kind: 'choice', options: permitCategories, required: true },
  { ...yes('joint', '统一办理、联合办理或者集中办理'), help: '办理的时间不得超过四十五日（许可法第42条）' },
  yes('onTheSpot', '材料齐全、符合法定形式，能够当场作出决定'),
  { key: 'organs', label: '一同办理的部门', kind: 'text', max: 300, required: true, only: { key: 'joint', is: [true] } },
  told,
];

/** XK05 */
export const permitDeclined: Field[] = [
  {
    key: 'ground',
    label: '情形',
    kind: 'choice',
    options: {
      notNeeded: '依法不需要取得行政许可',
      notOurs: '不属于本机关职权范围',
      stillIncomplete: '没有按照要求补正全部材料',
      falseMaterials: '隐瞒有关情况或者提供虚假材料',
    },
    required: true,
  },
  {
    key: 'rightOrgan',
    label: '应当向哪个机关申请',
    kind: 'text',
    max: 100,
    required: true,
    only: { key: 'ground', is: ['notOurs'] },
  },
  reason,
  { key: 'basis', label: '依据条款', kind: 'text', max: 300, required: true },
  { key: 'paper', label: '证明虚假的材料', kind: 'evidence', only: { key: 'ground', is: ['falseMaterials'] } },
  told,
];
export const permitTerminated: Field[] = [
  {
    key: 'ground',
    label: '情形',
    kind: 'choice',
    options: { withdrawn: '申请人撤回申请', notSupplied: '申请人逾期没有补正', applicantGone: '申请人死亡或者终止' },
    required: true,
  },
  reason,
  { key: 'paper', label: '撤回书，或者死亡、终止的证明', kind: 'evidence', help: '撤回、死亡、终止的必须关联' },
];

/** Materials the file already has, by name. */
export const materialsIn = (file: Parameters<typeof last>[0]): string[] =>
  allOf(file, 'permitApplied', 'supplementReceived').flatMap((act) =>
    ((act.particulars.materials as { material: string }[] | undefined) ?? []).map((row) => row.material),
  );
