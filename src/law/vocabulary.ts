// src/law/vocabulary.ts —— 词汇:English identifier → what officials call it; steps are the event names

import { acrossSteps } from './procedures/across/words.ts';
import { confirmationSteps } from './procedures/confirmation/words.ts';
import { courtEnforcementSteps } from './procedures/courtEnforcement/words.ts';
import { disputeSteps } from './procedures/dispute/words.ts';
import { importedSteps } from './procedures/imported/words.ts';
import { inspectionSteps } from './procedures/inspection/words.ts';
import { levySteps } from './procedures/levy/words.ts';
import { othersSteps } from './procedures/others/words.ts';
import { dispatchMethods, penaltySteps } from './procedures/penalty/words.ts';
import { performanceSteps } from './procedures/performance/words.ts';
import { permitSteps } from './procedures/permit/words.ts';
import { seizureSteps } from './procedures/seizure/words.ts';
import { simpleSteps } from './procedures/simple/words.ts';

/** 执法行为七类 */
export const actTypes = {
  permit: '行政许可',
  confirmation: '行政确认',
  inspection: '行政检查',
  penalty: '行政处罚',
  coercion: '行政强制',
  levy: '行政征收',
  other: '其他',
} as const;
export type ActType = keyof typeof actTypes;

/** Steps are past participles and are the event names in the ledger. Each procedure adds those nobody else has. */
export const stepNames = {
  clueRegistered: '线索登记',
  clueVerified: '线索核查',
  filingProposed: '提请立案',
  filingReturned: '退回立案提请',
  filingEndorsed: '审核立案',
  caseFiled: '批准立案',
  filingDeclined: '不予立案',
  recusalRequested: '申请回避',
  recusalDecided: '决定回避',
  handlerReplaced: '更换承办人',
  evidenceCollected: '收集证据',
  interviewRecorded: '询问',
  siteExamined: '现场勘验',
  preservationProposed: '提请先行登记保存',
  preservationApproved: '批准先行登记保存',
  evidencePreserved: '先行登记保存',
  preservedGoodsDisposed: '处理登记保存物品',
  appraisalReceived: '收到鉴定意见',
  correctionOrdered: '责令改正',
  countersigned: '共同执法人员确认',
  investigationConcluded: '调查终结',
  reportEndorsed: '审核调查终结报告',
  majorityStated: '认定是否重大',
  crimeReported: '提出移送报告',
  transferDecided: '决定是否移送',
  crimeTransferred: '移送公安机关',
  policeDeclined: '公安机关不予立案',
  reviewSubmitted: '提请法制审核',
  reviewReturned: '退回补正送审材料',
  legalReviewed: '法制审核',
  noticeServed: '事先告知',
  statementReceived: '收到陈述申辩',
  statementWaived: '放弃陈述申辩',
  statementRechecked: '复核陈述申辩',
  hearingRequested: '要求听证',
  hearingWaived: '放弃听证',
  hearingNoticed: '通知听证',
  hearingHeld: '举行听证',
  hearingAbandoned: '听证终止',
  jointlyDiscussed: '集体讨论',
  decisionMade: '作出决定',
  caseWithdrawn: '撤销案件',
  decisionServed: '送达',
  serviceFoundDefective: '认定送达有误',
  paymentReceived: '收到缴款',
  performanceSettled: '认定履行完毕',
  litigationNoted: '复议诉讼情况',
  enforcementEnded: '人民法院执行终结',
  decisionRevoked: '决定被撤销或者变更',
  caseReopened: '重新办理',
  publicationJudged: '判断是否公示',
  publicationRedacted: '隐去处理',
  publicationCleared: '公示审查',
  publicationApproved: '批准公示',
  decisionPublished: '公示',
  publicationErrorFound: '发现公示有误',
  publicationWithdrawn: '撤回公示',
  closingProposed: '提请结案',
  caseClosed: '结案',
  caseArchived: '归档',
  recordChangeProposed: '提请更正、作废或者补录',
  backdatingApproved: '批准补录',
  actCorrected: '更正记录',
  actVoided: '作废记录',
  paperProposed: '提请出具其他文书',
  paperIssued: '出具其他文书',
  ...permitSteps,
  ...inspectionSteps,
  ...acrossSteps,
  ...levySteps,
  ...othersSteps,
  ...disputeSteps,
  ...confirmationSteps,
  ...seizureSteps,
  ...performanceSteps,
  ...courtEnforcementSteps,
  ...simpleSteps,
  ...penaltySteps,
  ...importedSteps,
} as const;
export type StepId = keyof typeof stepNames;
/** Steps whose particulars say `item`, `cause`, `party` and `handlers`: what a case is about is read from the latest of them. */
export const matterSteps: readonly StepId[] = [
  'filingProposed',
  'onSpotDecided',
  'permitApplied',
  'inspectionProposed',
  'levyDeclared',
  'matterRegistered',
  'disputeFiled',
  'confirmationStarted',
  'seizureProposed',
  'performanceProposed',
  'immediatePerformanceProposed',
  'courtEnforcementProposed',
  'caseImported',
];
export const isStep = (text: string): text is StepId => Object.hasOwn(stepNames, text);

/** Stages of a case as the strip on top of its page shows them. */
export const stages = {
  clue: '线索',
  filing: '立案',
  proposal: '提请',
  declaration: '申报',
  intake: '登记受理',
  application: '申请受理',
  examination: '审查',
  survey: '勘查鉴定',
  preparation: '检查准备',
  visit: '现场检查',
  outcome: '检查处理',
  rectification: '整改复查',
  assessment: '核定',
  handling: '办理',
  investigation: '调查取证',
  mediation: '调解',
  conclusion: '调查终结',
  demand: '催告',
  review: '法制审核',
  notice: '告知',
  defence: '陈述申辩',
  hearing: '听证',
  discussion: '集体讨论',
  decision: '决定',
  service: '送达',
  measure: '实施',
  custody: '保管',
  disposal: '处理',
  court: '人民法院',
  enforcement: '执行',
  cost: '费用',
  publication: '公示',
  performance: '履行',
  holding: '后续管理',
  closing: '结案归档',
} as const;
export type StageId = keyof typeof stages;

/** Who a step belongs to. `party` steps are facts: recorded whatever we think of them. */
export const actorNames = {
  officer: '执法人员',
  officers: '两名以上执法人员',
  sectionHead: '承办机构负责人',
  reviewer: '法制审核人员',
  head: '行政机关负责人',
  stater: '承办机构负责人或者行政机关负责人',
  host: '听证主持人',
  publicityOfficer: '公示管理人员',
  archivist: '档案管理人员',
  cosigner: '共同签名人',
  proposer: '办案人员',
  issuer: '承办人或者行政机关负责人',
  party: '当事人',
  authority: '其他机关',
} as const;
export type ActorId = keyof typeof actorNames;

/** 法制审核七点(国办发〔2018〕118号) */
export const reviewPoints = {
  subject: '执法主体合法，执法人员具备执法资格',
  procedure: '执法程序合法',
  facts: '案件事实清楚，证据合法充分',
  law: '适用法律法规规章准确，裁量基准运用适当',
  powers: '执法没有超越本机关法定权限',
  papers: '行政执法文书完备、规范',
  crime: '违法行为不涉嫌犯罪，无须移送司法机关',
} as const;
export type ReviewPoint = keyof typeof reviewPoints;

/** 法制审核结论及其效果 */
export const reviewOutcomes = {
  passed: { name: '同意', effect: '可以进入事先告知或者作出决定' },
  modify: { name: '基本同意，建议修改', effect: '修改文书或者裁量后重新送审' },
  supplement: { name: '事实不清、证据不足，建议补充调查', effect: '补充调查后重新送审' },
  correctProcedure: { name: '程序违法，建议纠正', effect: '纠正程序后重新送审' },
  wrongLaw: { name: '适用依据错误或者裁量不当，建议纠正', effect: '修改调查终结报告后重新送审' },
  outOfPower: { name: '超越权限，建议移送', effect: '移送有管辖权的机关' },
  crime: { name: '涉嫌犯罪，建议移送', effect: '移送公安机关' },
  rejected: { name: '不同意', effect: '不得作出决定' },
} as const;
export type ReviewOutcome = keyof typeof reviewOutcomes;

export const partyKinds = { person: '自然人', soleTrader: '个体工商户', organisation: '法人或者非法人组织' } as const;
export type PartyKind = keyof typeof partyKinds;

export const clueSources = {
  inspection: '检查发现',
  complaint: '投诉举报',
  assigned: '上级交办',
  transferred: '其他机关移送',
  media: '媒体曝光',
  surrender: '自首',
  satellite: '遥感图斑',
  other: '其他',
} as const;

export const evidenceKinds = {
  documentary: '书证',
  physical: '物证',
  audiovisual: '视听资料',
  electronic: '电子数据',
  testimony: '证人证言',
  partyStatement: '当事人的陈述',
  appraisal: '鉴定意见',
  record: '勘验笔录、现场笔录',
} as const;

export const serviceMethods = { direct: '直接送达', left: '留置送达', ...dispatchMethods } as const;

/** 处罚法§30—§32: facts that lighten. Below the minimum only with one of them. */
export const lighteningFacts = {
  minor: { name: '已满十四周岁不满十八周岁', basis: '处罚法§30' },
  limitedCapacity: { name: '尚未完全丧失辨认或者控制能力的精神病人、智力残疾人', basis: '处罚法§31' },
  remedied: { name: '主动消除或者减轻违法行为危害后果', basis: '处罚法§32' },
  coerced: { name: '受他人胁迫或者诱骗实施违法行为', basis: '处罚法§32' },
  confessed: { name: '主动供述行政机关尚未掌握的违法行为', basis: '处罚法§32' },
  merit: { name: '配合行政机关查处违法行为有立功表现', basis: '处罚法§32' },
} as const;

/** Where, when and with what somebody hunted: what 野生动物解释§7 asks about. */
export const huntingFacts = { area: '在禁猎区', season: '在禁猎期', method: '使用禁用的工具或者方法', none: '都不是' } as const;

/** 补录(事后记录较早行为)的法定或者本局理由 */
export const backdateGrounds = {
  offline: '现场无网络',
  post: '邮寄到达',
  courtPaper: '收到法院或者复议机关文书',
  handedOn: '本机关其他机构收到后转来',
  bankAdvice: '代收机构对账到达',
  paperFirst: '纸质先行办理',
} as const;
export type BackdateGround = keyof typeof backdateGrounds;

/** 提请变更记录的三种情形 */
export const changeKinds = { corrected: '更正', voided: '作废', backdated: '补录' } as const;
export type ChangeKind = keyof typeof changeKinds;
