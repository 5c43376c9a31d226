// src/law/procedures/permit/particulars.ts —— 申请、受理、审查 的必载事项（XK01—XK15）
import { allOf, last } from '../../engine.ts';
import { partyFields } from '../../particulars/clue.ts';
import type { Field } from '../../particulars/field.ts';
import { intakeOutcomes, permitCategories, specialKinds, toldBy } from './words.ts';

const told: Field = { key: 'toldBy', label: '告知方式', kind: 'choice', options: toldBy, required: true };
const opinion: Field = { key: 'opinion', label: '意见', kind: 'longText', max: 1000, required: true };
const reason: Field = { key: 'reason', label: '理由', kind: 'longText', max: 2000, min: 5, required: true };
const material: Field = { key: 'material', label: '材料名称', kind: 'text', max: 100, required: true };
const yes = (key: string, label: string): Field => ({ key, label, kind: 'yes', required: true });
const mustBeYes = (key: string, label: string): Field => ({ key, label, kind: 'yes', required: true, mustBeYes: true });
/** 大于零的数，最多三位小数：quantities are never negative. */
export const positive = { test: /^(?!0+(\.0+)?$)\d{1,9}(\.\d{1,3})?$/, says: '请填写大于零的数，最多三位小数，不带单位' };

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

/** Which examination the application needs: a signed judgement, not a property of the item. */
export const examinationPlanned: Field[] = [
  yes('site', '需要对申请材料的实质内容进行实地核查'),
  yes('technical', '依法应当进行检验、检测、检疫'),
  yes('expert', '依法需要鉴定、专家评审、招标或者拍卖'),
  yes('interested', '直接关系他人重大利益'),
  yes('contested', '直接涉及申请人与他人之间重大利益关系，须告知听证权利'),
  yes('publicHearing', '依法应当听证，或者涉及公共利益的重大事项，须公告听证'),
  { ...reason, label: '理由', max: 1000 },
];

const applied =
  (key: string): NonNullable<Field['known']> =>
  (file) => {
    const value = last(file, 'permitApplied')?.particulars[key];
    return value === undefined ? undefined : { value, source: '许可申请' };
  };
const measures: Field = {
  key: 'measures',
  label: '测量数据',
  kind: 'rows',
  max: 100,
  fields: [
    { key: 'what', label: '测量什么', kind: 'text', max: 60, required: true },
    { key: 'amount', label: '数值', kind: 'text', max: 14, pattern: positive, required: true },
    {
      key: 'unit',
      label: '单位',
      kind: 'choice',
      options: { m3: '立方米', trees: '株', m2: '平方米', mu: '亩', ha: '公顷', m: '米', cm: '厘米' },
      required: true,
    },
  ],
};
const recording: Field[] = [
  { key: 'recording', label: '照片、录像', kind: 'evidence', media: true },
  { key: 'whyNoRecording', label: '没有音像记录的原因', kind: 'text', max: 300 },
];
/** XK06、XK22 */
export const siteVerified: Field[] = [
  { key: 'startedAt', label: '开始时间', kind: 'minute', required: true },
  { key: 'endedAt', label: '结束时间', kind: 'minute', required: true },
  { key: 'place', label: '核查地点', kind: 'text', max: 200, required: true, known: applied('place') },
  { key: 'coordinates', label: '坐标（CGCS2000）', kind: 'text', max: 100, mask: 'coordinates' },
  mustBeYes('certificatesShown', '已出示执法证件'),
  { key: 'findings', label: '核查情况', kind: 'longText', max: 8000, min: 5, required: true },
  measures,
  { key: 'result', label: '核查结论', kind: 'longText', max: 2000, min: 2, required: true },
  {
    key: 'signed',
    label: '申请人签名',
    kind: 'choice',
    options: { signed: '签名', refused: '拒绝签名', absent: '未到场' },
    required: true,
  },
  ...recording,
];

/** XK07 */
export const interestedNotified: Field[] = [
  {
    key: 'persons',
    label: '利害关系人',
    kind: 'rows',
    min: 1,
    max: 100,
    required: true,
    fields: [
      { key: 'name', label: '姓名或者名称', kind: 'text', max: 100, required: true, mask: 'otherName' },
      { key: 'interest', label: '什么利益', kind: 'text', max: 300, required: true },
    ],
  },
  mustBeYes('rightsTold', '已告知有权陈述、申辩'),
  told,
  { key: 'proof', label: '送达的凭据', kind: 'evidence' },
];
const who: Field = {
  key: 'who',
  label: '谁提出的',
  kind: 'choice',
  options: { applicant: '申请人（被许可人）', interested: '利害关系人' },
  required: true,
};
/** XK08 */
export const statementReceived: Field[] = [
  who,
  {
    key: 'name',
    label: '利害关系人姓名',
    kind: 'text',
    max: 100,
    required: true,
    mask: 'otherName',
    only: { key: 'who', is: ['interested'] },
  },
  { key: 'form', label: '形式', kind: 'choice', options: { oral: '口头，已制作笔录', written: '书面' }, required: true },
  { key: 'statement', label: '陈述申辩内容', kind: 'longText', max: 8000, required: true },
  { key: 'paper', label: '陈述申辩书或者笔录', kind: 'evidence' },
];
export const statementRechecked: Field[] = [
  { key: 'finding', label: '复核情况', kind: 'longText', max: 3000, required: true },
  {
    key: 'adopted',
    label: '是否采纳',
    kind: 'choice',
    options: { adopted: '采纳', partly: '部分采纳', notAdopted: '不予采纳' },
    required: true,
  },
  { key: 'reason', label: '理由', kind: 'longText', max: 2000, required: true },
];

/** XK09 */
export const hearingTold: Field[] = [
  {
    key: 'to',
    label: '告知了谁',
    kind: 'choices',
    options: { applicant: '申请人', interested: '利害关系人' },
    min: 1,
    required: true,
  },
  mustBeYes('rightsTold', '已告知自被告知之日起五日内可以要求听证，不承担听证费用'),
  told,
  { key: 'proof', label: '送达的凭据', kind: 'evidence' },
];
export const hearingRequested: Field[] = [
  who,
  { key: 'form', label: '形式', kind: 'choice', options: { oral: '口头，已登记', written: '书面' }, required: true },
  { key: 'reason', label: '理由', kind: 'longText', max: 2000 },
  { key: 'paper', label: '听证申请书', kind: 'evidence' },
];
export const hearingWaived: Field[] = [who, { key: 'paper', label: '签名的放弃听证声明', kind: 'evidence', min: 1, required: true }];
/** XK10 */
export const hearingNoticed: Field[] = [
  { key: 'way', label: '听证的种类', kind: 'choice', options: { requested: '应申请听证', announced: '公告听证' }, required: true },
  { key: 'announcedAt', label: '公告在哪里发布', kind: 'text', max: 200, required: true, only: { key: 'way', is: ['announced'] } },
  { key: 'hearingOn', label: '听证日期', kind: 'date', required: true },
  {
    key: 'hearingAt',
    label: '听证时间',
    kind: 'text',
    max: 5,
    required: true,
    pattern: { test: /^([01]\d|2[0-3]):[0-5]\d$/, says: '按“09:00”的样子填写' },
  },
  { key: 'hearingPlace', label: '听证地点', kind: 'text', max: 200, required: true },
  { key: 'host', label: '听证主持人', kind: 'person', required: true },
];
/** XK11 */
export const hearingHeld: Field[] = [
  { key: 'startedAt', label: '开始时间', kind: 'minute', required: true },
  { key: 'endedAt', label: '结束时间', kind: 'minute', required: true },
  { key: 'attendants', label: '参加人', kind: 'longText', max: 1000, required: true, mask: 'otherName' },
  { key: 'record', label: '听证笔录', kind: 'longText', max: 20000, min: 10, required: true },
  {
    key: 'signed',
    label: '笔录签名',
    kind: 'choice',
    options: { signed: '确认无误后签名', refused: '拒绝签名，主持人已注明' },
    required: true,
  },
  { key: 'opinion', label: '听证意见', kind: 'longText', max: 3000, required: true },
  ...recording,
];

export const techniciansAssigned: Field[] = [
  {
    key: 'kind',
    label: '做什么',
    kind: 'choice',
    options: { inspection: '检验', testing: '检测', quarantine: '检疫' },
    required: true,
  },
  { key: 'standard', label: '技术标准、技术规范', kind: 'text', max: 300, required: true },
  {
    key: 'technicians',
    label: '工作人员',
    kind: 'rows',
    min: 1,
    required: true,
    fields: [
      { key: 'name', label: '姓名', kind: 'text', max: 60, required: true, mask: 'otherName' },
      { key: 'qualification', label: '资格或者单位', kind: 'text', max: 100, required: true },
    ],
  },
];
/** XK12：only what 许可法第45条 names, told in writing. */
export const specialTimeTold: Field[] = [
  { key: 'kind', label: '特别程序', kind: 'choice', options: specialKinds, required: true },
  { key: 'from', label: '开始日', kind: 'date', required: true },
  { key: 'to', label: '需要到哪一天', kind: 'date', required: true, help: '届时没有结束的，重新告知；没有告知的日子照常计算' },
  { key: 'institution', label: '承担的机构', kind: 'text', max: 100 },
  { key: 'reason', label: '依据和理由', kind: 'longText', max: 1000, min: 2, required: true },
  told,
];
const { hearing: _hearing, ...resultKinds } = specialKinds;
export const specialResultReceived: Field[] = [
  { key: 'kind', label: '特别程序', kind: 'choice', options: resultKinds, required: true },
  { key: 'institution', label: '出具结果的机构', kind: 'text', max: 100, required: true },
  {
    key: 'result',
    label: '结果',
    kind: 'choice',
    options: { passed: '符合', failed: '不符合', opinion: '见意见书' },
    required: true,
  },
  { key: 'opinion', label: '结论', kind: 'longText', max: 3000, required: true },
  { key: 'paper', label: '报告、意见书', kind: 'evidence', min: 1, required: true },
];

/** XK13 */
export const periodExtended: Field[] = [
  { key: 'reason', label: '延长期限的理由', kind: 'longText', max: 1000, min: 5, required: true },
  { key: 'paper', label: '本级人民政府负责人的批准', kind: 'evidence', help: '联合办理、集中办理的必须关联' },
];
/** XK14 */
export const extensionTold: Field[] = [
  {
    key: 'reason',
    label: '延长期限的理由',
    kind: 'longText',
    max: 1000,
    min: 5,
    required: true,
    known: (file) => {
      const value = last(file, 'periodExtended')?.particulars.reason;
      return value === undefined ? undefined : { value, source: '批准延长办理期限' };
    },
  },
  told,
];

/** XK15：the conditions one by one, and what is proposed. */
export const examinationConcluded: Field[] = [
  {
    key: 'conditions',
    label: '法定条件、标准',
    kind: 'rows',
    min: 1,
    max: 40,
    required: true,
    fields: [
      { key: 'condition', label: '条件、标准（写明条款）', kind: 'text', max: 300, required: true },
      yes('met', '符合'),
      { key: 'ground', label: '材料和理由', kind: 'text', max: 500, required: true },
    ],
  },
  {
    key: 'hearingWeighed',
    label: '听证笔录的采用情况',
    kind: 'longText',
    max: 2000,
    min: 5,
    help: '举行过听证的必填：写明根据听证笔录怎样认定',
  },
  { key: 'quotaUnit', label: '限额的单位', kind: 'choice', options: { m3: '立方米', trees: '株', ha: '公顷', pieces: '件' } },
  { key: 'quotaLeft', label: '剩余限额', kind: 'text', max: 14, pattern: positive, help: '有数量限制的必填（采伐限额等）' },
  { key: 'quotaAsked', label: '本次使用的数量', kind: 'text', max: 14, pattern: positive },
  { key: 'proposed', label: '建议', kind: 'choice', options: { granted: '准予', refused: '不予' }, required: true },
  {
    key: 'permitContent',
    label: '许可内容',
    kind: 'longText',
    max: 4000,
    min: 2,
    required: true,
    only: { key: 'proposed', is: ['granted'] },
    known: applied('applyContent'),
  },
  { key: 'validFrom', label: '有效期自', kind: 'date', required: true, only: { key: 'proposed', is: ['granted'] } },
  {
    key: 'validTo',
    label: '有效期至',
    kind: 'date',
    required: true,
    only: { key: 'proposed', is: ['granted'] },
    help: '长期有效的填 2099-12-31',
  },
  { key: 'opinion', label: '承办人意见', kind: 'longText', max: 2000, required: true },
];

export const firstReviewForwarded: Field[] = [
  { key: 'organ', label: '上级机关', kind: 'text', max: 100, required: true },
  { key: 'opinion', label: '初步审查意见', kind: 'longText', max: 2000, min: 5, required: true },
  mustBeYes('everything', '已将初步审查意见和全部申请材料直接报送，不要求申请人重复提供'),
];
export const superiorDecided: Field[] = [
  { key: 'organ', label: '作出决定的机关', kind: 'text', max: 100, required: true },
  { key: 'outcome', label: '决定', kind: 'choice', options: { granted: '准予', refused: '不予' }, required: true },
  { key: 'number', label: '文书号', kind: 'text', max: 100, required: true },
  { key: 'paper', label: '决定书', kind: 'evidence', min: 1, required: true },
];
/** Materials the file already has, by name. */
export const materialsIn = (file: Parameters<typeof last>[0]): string[] =>
  allOf(file, 'permitApplied', 'supplementReceived').flatMap((act) =>
    ((act.particulars.materials as { material: string }[] | undefined) ?? []).map((row) => row.material),
  );
