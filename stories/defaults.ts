// stories/defaults.ts —— 通常的写法：what a step states when the story does not care, so that a story says only what matters
import { addDays, type PlainDate } from '../src/base/dates.ts';
import type { Particulars } from '../src/law/particulars/field.ts';
import { reviewPoints, type StepId } from '../src/law/vocabulary.ts';
import type { Story } from './story.ts';
import { usualOfCoercion } from './usual/coercion.ts';
import { usualOfConfirmation } from './usual/confirmation.ts';
import { usualOfInspection } from './usual/inspection.ts';
import { usualOfLevy } from './usual/levy.ts';
import { usualOfOthers } from './usual/others.ts';
import { usualOfPenalty } from './usual/penalty.ts';
import { usualOfPermit } from './usual/permit.ts';

/** What a default may look at: the story, the act's day and signers, and the evidence named so far. */
export type Setting = {
  story: Pick<Story, 'item' | 'party'> & Partial<Pick<Story, 'evidence'>>;
  on: PlainDate;
  by: string[];
  evidence: string[];
};

const place = '盘锦市盘山县演示镇演示村北侧林地';
const endorsement = { agrees: true, opinion: '同意' };

const servedTo = ({ story, on }: Setting): Particulars => ({
  method: 'direct',
  servedAt: `${on} 10:20`,
  place: story.party.address,
  receivedBy: story.party.representative ?? story.party.name,
  relation: story.party.kind === 'person' ? 'self' : 'representative',
  refusal: '当事人看过文书后拒绝签收',
});

const usual: Partial<Record<StepId, (at: Setting) => Particulars>> = {
  clueRegistered: ({ on }) => ({
    source: 'satellite',
    receivedAt: `${on} 09:00`,
    place,
    summary: '遥感图斑显示林地内新增道路，疑似未经审核同意改变林地用途',
  }),
  clueVerified: () => ({ finding: '经现场核查，林地内新修道路一条，未见使用林地审核同意书', withinJurisdiction: true, suggestion: 'file' }),
  filingProposed: ({ story, on, by }) => ({
    item: story.item,
    cause: '擅自改变林地用途',
    party: story.party,
    actFrom: addDays(on, -40),
    actTo: addDays(on, -35),
    handlers: by,
    facts: '经现场核查，林地内新修道路一条，未见使用林地审核同意书',
    opinion: '有初步证据证明存在违法行为，属于本机关管辖，建议立案',
  }),
  filingEndorsed: () => endorsement,
  caseFiled: () => endorsement,
  filingReturned: () => ({ reason: '违法时间没有写明依据，请补充' }),
  handlerReplaced: () => ({ why: 'ill', reason: '因病住院，不能继续办理' }),
  filingDeclined: () => ({ ground: 'noBreach', reason: '核查没有发现违法事实，不符合立案标准' }),
  recusalRequested: () => ({ asks: 'party', reason: '与本案有直接利害关系' }),
  recusalDecided: () => ({ outcome: 'granted', reason: '经审查，理由成立' }),
  evidenceCollected: () => ({ evidenceKind: 'documentary', proves: '地块的林地类别', origin: '森林资源管理数据库查询打印' }),
  interviewRecorded: ({ story, on, by }) => ({
    startedAt: `${on} 13:40`,
    endedAt: `${on} 14:30`,
    place: '盘锦市林业和湿地保护管理局询问室',
    role: 'party',
    recorder: by[1] ?? by[0],
    certificatesShown: true,
    rightsTold: true,
    dialogue: [
      { question: '林地里的道路是谁修的？', answer: `是${story.party.kind === 'person' ? '我' : '我单位'}雇人修的，没有办过手续。` },
    ],
    readBack: true,
    signed: 'signed',
  }),
  siteExamined: ({ on, by }) => ({
    startedAt: `${on} 09:10`,
    endedAt: `${on} 10:40`,
    place,
    weather: '晴',
    recorder: by[1] ?? by[0],
    certificatesShown: true,
    partyPresent: 'present',
    findings: '林地内新修砂石路一条，未见林木采伐',
    signed: 'signed',
  }),
  preservationProposed: () => ({ goods: '铺路用的砂石', reason: '铺路用的砂石可能被运走，证据可能灭失' }),
  preservationApproved: () => ({ opinion: '同意先行登记保存' }),
  evidencePreserved: ({ on }) => ({
    startedAt: `${on} 16:30`,
    keptAt: '演示村村民委员会院内',
    keeper: '何保管（演示）',
    goods: [{ name: '山皮石', quantity: 12, unit: '立方米' }],
    certificatesShown: true,
    signed: 'signed',
  }),
  preservedGoodsDisposed: () => ({ disposal: 'returned', detail: '已固定证据，返还当事人' }),
  appraisalReceived: () => ({ institution: '辽宁演示林业司法鉴定所', opinion: '占用林地面积和恢复植被所需费用见鉴定意见书' }),
  correctionOrdered: ({ on }) => ({ demand: '限期恢复植被和林业生产条件', by: addDays(on, 120) }),
  investigationConcluded: ({ on, evidence }) => ({
    restoreBy: addDays(on, 180),
    facts: [{ text: '当事人未经审核同意，雇人在林地内修建农用道路', evidence }],
    sanction: 0,
    tier: '较轻（从轻）',
    tierReason: '占用公益林面积小于1亩，当事人配合调查',
    lawComparison: 'same',
    crimeChecked: true,
    crimeNote: '涉案数量没有达到追诉标准',
    opinion: '建议按拟定的数额处罚，责令限期恢复植被和林业生产条件',
    correction: '责令限期恢复植被和林业生产条件',
  }),
  reportEndorsed: () => endorsement,
  crimeReported: () => ({
    crime: '非法占用农用地罪',
    facts: '经核实，毁坏公益林地的面积达到追诉标准',
    materials: '移送书、调查报告、涉案物品清单、鉴定意见',
  }),
  transferDecided: () => ({ outcome: 'approved', reason: '数量达到追诉标准，涉嫌犯罪' }),
  crimeTransferred: ({ on }) => ({ transferredAt: `${on} 16:30`, organ: '盘锦市公安局（演示）' }),
  policeDeclined: () => ({ organ: '盘锦市公安局（演示）' }),
  majorityStated: () => ({
    isMajor: true,
    majorReason: '本局对林地案件一律法制审核',
    isGrave: false,
    graveReason: '案情简单',
  }),
  reviewSubmitted: () => ({ statement: '事实、法律适用和裁量见调查终结报告，执法人员均持有效执法证', complete: true }),
  reviewReturned: () => ({ missing: '缺少鉴定机构资质材料' }),
  legalReviewed: () => ({
    points: Object.fromEntries(Object.keys(reviewPoints).map((point) => [point, { agrees: true }])),
    outcome: 'passed',
    opinion: '事实清楚、证据确凿、程序合法、裁量适当',
  }),
  noticeServed: servedTo,
  statementReceived: () => ({ form: 'written', content: '修路是为了方便春耕运输，已经开始补栽树苗，请求从轻处罚' }),
  statementRechecked: () => ({
    finding: '经现场复核，当事人已经补栽',
    adopted: 'notAdopted',
    changes: false,
    reason: '裁量时已经考虑该情节',
  }),
  hearingRequested: () => ({ form: 'written', reason: '对占用面积有异议' }),
  hearingNoticed: () => ({ hearingAt: '09:00', hearingPlace: '本局三楼会议室', isPublic: true }),
  hearingHeld: ({ on }) => ({
    startedAt: `${on} 09:00`,
    endedAt: `${on} 11:00`,
    attendants: '当事人、调查人员、记录人',
    record: '调查人员陈述事实、证据和处罚建议，当事人申辩和质证，内容详见笔录',
    signed: 'signed',
    opinion: '事实清楚，建议维持拟处罚意见',
  }),
  hearingAbandoned: () => ({ why: 'withdrawn' }),
  jointlyDiscussed: ({ on }) => ({ startedAt: `${on} 09:00`, place: '三楼会议室', conclusion: '同意按调查终结报告处罚' }),
  decisionMade: () => endorsement,
  caseWithdrawn: () => ({ reason: '经审查，不应当给予行政处罚' }),
  decisionServed: servedTo,
  serviceFoundDefective: () => ({ defect: 'person', reason: '签收的人不是同住成年家属' }),
  enforcementEnded: () => ({ organ: '盘锦市兴隆台区人民法院', number: '（2025）辽1103行审9号（演示）', kind: 'ended' }),
  caseReopened: () => ({ plan: '针对撤销的理由补充测量、补充证据，重新认定面积' }),
  paymentReceived: () => ({ receipt: '演示票据0001' }),
  performanceSettled: () => ({ correction: '已补栽树苗，经复查恢复植被' }),
  litigationNoted: () => ({ kind: 'reconsideration', organ: '盘锦市人民政府' }),
  decisionRevoked: () => ({ organ: '盘锦市人民政府', kind: 'revoked', reason: '认定面积的证据不足' }),
  publicationJudged: () => ({
    publish: true,
    influence: ['ecology'],
    ground: 'noInfluence',
    reason: '涉及公益林保护',
    creditClass: 'general',
  }),
  publicationRedacted: () => ({ checked: true }),
  publicationCleared: () => ({ outcome: 'passed', secrecy: true, opinion: '不涉及国家秘密、商业秘密，个人信息已隐去' }),
  publicationApproved: () => ({ opinion: '同意' }),
  decisionPublished: () => ({ confirmed: true }),
  publicationErrorFound: () => ({ kind: 'personal', detail: '公开文本中有应当隐去而未隐去的文字' }),
  publicationWithdrawn: () => ({ reason: '该处罚决定已被依法撤销，现撤回公示' }),
  closingProposed: () => ({ result: '罚款已缴清，植被已恢复', opinion: '建议结案' }),
  caseClosed: () => endorsement,
  caseArchived: () => ({ retention: 'years30', pages: 68 }),
  recordChangeProposed: () => ({ content: '按所附材料更正', reason: '录入有误' }),
  backdatingApproved: () => ({ reason: '现场没有网络，回局后补录' }),
  actCorrected: () => ({ reason: '录入有误' }),
  actVoided: () => ({ reason: '录入有误' }),
  caseImported: ({ story }) => ({
    oldNumber: '盘林罚〔2016〕3号',
    kind: 'penalty',
    item: story.item,
    cause: '擅自开垦林地',
    party: { kind: story.party.kind, name: story.party.name, ...(story.party.citizenId ? { citizenId: story.party.citizenId } : {}) },
    filedOn: '2016-03-01',
    decidedOn: '2016-04-20',
    decisionNumber: '盘林罚决〔2016〕3号',
    outcome: '罚款1,234.50元，已缴纳',
    fine: 123_450,
    sourceDigest: '0'.repeat(64),
    sourceRow: 2,
  }),
  ...usualOfInspection,
  ...usualOfConfirmation,
  ...usualOfCoercion,
  ...usualOfLevy,
  ...usualOfOthers,
  ...usualOfPenalty,
  ...usualOfLevy,
  ...usualOfOthers,
};

/** What a procedure says in its own way of steps others have too, by its first step. */
const ofProcedure: Partial<Record<StepId, typeof usual>> = { permitApplied: usualOfPermit };

/** The usual particulars of a step; fields the other answers do not ask for are dropped by the reader. */
export const defaultsFor = (step: StepId, at: Setting, opens?: StepId): Particulars =>
  ((opens && ofProcedure[opens]?.[step]) ?? usual[step])?.(at) ?? {};
