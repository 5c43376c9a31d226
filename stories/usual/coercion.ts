// stories/usual/coercion.ts —— 行政强制通常的写法：what a step of a coercion states when the story does not care
import { addDays } from '../../src/base/dates.ts';
import type { Particulars } from '../../src/law/particulars/field.ts';
import type { StepId } from '../../src/law/vocabulary.ts';
import type { Setting } from '../defaults.ts';
import { handedTo } from './inspection.ts';

const place = '盘锦市盘山县演示镇演示村北侧林地';
const endorsed = { agrees: true, opinion: '同意' };

const matter = ({ story, by }: Setting, cause: string): Particulars => ({ item: story.item, cause, party: story.party, handlers: by });
const onSite = ({ on, by }: Setting): Particulars => ({
  startedAt: `${on} 09:30`,
  endedAt: `${on} 11:10`,
  place,
  recorder: by[1] ?? by[0],
  certificatesShown: true,
  partyPresent: 'present',
  signed: 'signed',
  refusalNote: '经通知不到场，由见证人签名',
});
/** The decision of an ordinary case: served half a year ago and more, its day long over. */
const enforced = ({ on, story }: Setting): Particulars => ({
  decidedCase: '盘林罚案〔2025〕012号',
  decisionNo: '盘林罚决字〔2025〕第012号',
  old: true,
  oldReason: '决定在启用本系统以前作出，案卷在档案室',
  paper: Object.keys(story.evidence ?? {}).slice(0, 1),
  decidedOn: addDays(on, -192),
  decisionServedOn: addDays(on, -190),
  dutyKind: 'restore',
  duty: '恢复被破坏的林地植被334.98平方米',
  dutyDue: addDays(on, -30),
  unfulfilled: '经复查，林地仍为砂石路面，没有恢复植被',
});
const work: Particulars = {
  work: '清除砂石，回填种植土，按方案补植苗木，全程由执法人员监督',
  force: false,
  utilities: false,
  finished: true,
  result: '补植苗木120株，经清点验收合格',
  performerSigned: true,
};
const costs = [
  { what: '清除砂石、回填种植土', how: '56立方米，每立方米80元，按询价', amount: 448_000 },
  { what: '苗木和栽植', how: '120株，每株25元，按询价', amount: 300_000 },
];
const performer = { performerKind: 'third', performer: '盘锦演示绿化有限公司', interested: false };
const courtPaper = { number: '（2026）辽1103行审1号（演示）', organ: '盘锦市兴隆台区人民法院' };

export const usualOfCoercion: Partial<Record<StepId, (at: Setting) => Particulars>> = {
  // 查封、扣押
  seizureProposed: (at) => ({
    ...matter(at, '收购来源非法的林木'),
    measure: 'seizeGoods',
    target: '杨木原木12.5立方米、油锯1台',
    place,
    premises: false,
    reason: '当事人不能提供木材的合法来源证明，木材可能被转移',
    related: true,
    necessities: false,
    sealedElsewhere: false,
    period: 30,
    urgent: false,
    urgentReason: '当事人正在装车外运',
  }),
  seizureApproved: () => endorsed,
  seizureDeclined: () => ({ reason: '违法行为情节显著轻微，没有必要采取强制措施' }),
  goodsSeized: (at) => ({
    ...onSite(at),
    reasonsTold: true,
    statement: '木材是从邻村收购的，没有要求提供手续',
    findings: '院内堆放杨木原木，现场清点、检尺后装车运至保管地点',
    goods: [
      { name: '杨木原木', model: '长4米', quantity: '12.5', unit: '立方米', feature: '有新鲜锯口' },
      { name: '油锯', model: '演示牌', quantity: '1', unit: '台', feature: '可以使用' },
    ],
    keptAt: '本局罚没物品仓库（演示）',
    keeper: '何保管（演示）',
    keepingCostBy: 'agency',
    handover: 'party',
  }),
  seizureRatified: ({ on }) => ({ reportedAt: `${on} 12:00`, approvedAt: `${on} 14:00`, opinion: '情况紧急，同意补办' }),
  seizureDisallowed: () => ({ reason: '物品与违法行为没有关联，不应当采取' }),
  keepingEntrusted: ({ on }) => ({
    keeper: '演示村村民委员会',
    goods: '查封的木材加工设备1套',
    keptAt: '演示村集体仓库',
    until: addDays(on, 25),
    keepingCostBy: 'agency',
  }),
  testingNoticed: (at) => ({
    kind: 'appraisal',
    institution: '辽宁演示林业司法鉴定所',
    matter: '木材的树种、材积和来源',
    testCostBy: 'agency',
    ...handedTo(at),
  }),
  seizureExtended: () => ({ days: 30, reason: '涉及多个来源地，须向外地调查取证，情况复杂' }),
  extensionServed: handedTo,
  goodsSold: () => ({ perishable: true, way: 'sale', reason: '鲜菌棒不易保管，按市场询价变卖' }),
  goodsDisposed: () => ({ reason: '违法事实清楚，依法处理' }),
  disposalServed: handedTo,
  seizureReleased: () => ({
    ground: 'decided',
    penaltyNo: '盘林湿罚决〔2026〕第001号',
    whole: true,
    reason: '已经作出处罚决定，不再需要扣押',
  }),
  goodsReturned: ({ story }) => ({
    releaseDelivered: true,
    condition: '与清单一致，完好',
    receivedBy: story.party.representative ?? story.party.name,
  }),

  // 催告和代履行
  performanceProposed: (at) => ({
    ...matter(at, '拒不恢复植被和林业生产条件'),
    ...enforced(at),
    place,
    isStructure: false,
    harm: 'resources',
    harmReason: '公益林地长期裸露，水土流失，破坏森林资源',
  }),
  demandServed: (at) => ({
    demanded: '恢复被破坏的林地植被334.98平方米',
    demandedBy: addDays(at.on, 15),
    demandedWay: '自行清除砂石、补植苗木，并通知本机关复查',
    rightsTold: true,
    ...handedTo(at),
  }),
  dutyFulfilled: ({ on }) => ({ finding: '经现场复查，当事人已经履行', fulfilledOn: on }),
  performanceDrafted: () => ({
    reason: '当事人逾期不履行，经催告仍不履行，后果破坏森林资源',
    way: '委托没有利害关系的第三人清除砂石、回填、补植',
    target: '被破坏的林地334.98平方米，补植苗木120株',
    ...performer,
    costs,
  }),
  performanceDecided: () => endorsed,
  performanceReminded: (at) => ({
    demanded: '恢复被破坏的林地植被334.98平方米',
    demandedBy: addDays(at.on, 3),
    demandedWay: '自行清除砂石、补植苗木；届时仍不履行的，由代履行人实施',
    rightsTold: true,
    ...handedTo(at),
  }),
  performanceCarriedOut: (at) => ({ ...onSite(at), performer: performer.performer, ...work }),
  costCharged: ({ on }) => ({ costs, payBy: addDays(on, 15), exemptBasis: '法律另有规定', opinion: '按实际成本确定' }),
  costNoticed: handedTo,
  costSettled: () => ({ how: 'paid', note: '见缴款凭证' }),
  enforcementSuspended: () => ({ ground: 'unable', reason: '当事人患病住院，暂无履行能力' }),
  enforcementResumed: () => ({ reason: '当事人已经康复' }),
  enforcementTerminated: () => ({ ground: 'lost', reason: '地块已被依法征收，执行标的灭失' }),
  agreementConcluded: ({ on }) => ({
    terms: [
      { what: '清除砂石并回填', by: addDays(on, 20) },
      { what: '补植苗木120株', by: addDays(on, 60) },
    ],
    reduces: 'none',
    harms: false,
    opinion: '同意',
  }),
  agreementBroken: () => ({ reason: '第一阶段期限届满，没有清除砂石' }),

  // 立即代履行
  immediatePerformanceProposed: (at) => ({
    ...matter(at, '放生的外来动物进入公共场所'),
    place: '盘锦市大洼区演示镇河道',
    placeKind: 'river',
    obstacle: 'obstacle',
    target: '堵塞河道的倒木和枝桠约3立方米，威胁行洪',
    partyCan: false,
    present: true,
    reason: '汛期行洪，须立即清除，当事人没有机械',
  }),
  immediatePerformanceDecided: ({ on }) => ({ ...endorsed, approvedAt: `${on} 08:50` }),
  immediatelyPerformed: (at) => ({ ...onSite(at), place: '盘锦市大洼区演示镇河道', ...performer, ...work, result: '倒木全部清出河道' }),
  absentPartyNoticed: handedTo,

  // 申请人民法院强制执行
  courtEnforcementProposed: (at) => ({
    ...matter(at, '不履行行政处罚决定'),
    ...enforced(at),
    dutyKind: 'money',
    duty: '缴纳罚款人民币9000.00元',
    dutyDue: addDays(at.on, -175),
    unfulfilled: '没有缴纳罚款',
    facts: '当事人未经审核同意，雇人在林地内修建农用道路334.98平方米',
    basis: '《中华人民共和国森林法》第七十三条第一款',
    principal: 900_000,
    lateTold: true,
    proceedings: 'none',
    courses: [{ kind: 'suit', from: addDays(at.on, -100) }],
    immovable: false,
  }),
  courtApplicationDrafted: () => ({
    court: '盘锦市兴隆台区人民法院',
    request: '强制执行罚款本金和加处罚款',
    owed: 900_000,
    lateFine: 900_000,
    materials: ['application', 'decision', 'opinion', 'target'],
    opinionHeard: '没有提出',
  }),
  courtApplied: () => endorsed,
  courtAccepted: () => courtPaper,
  courtDeclined: () => courtPaper,
  courtRuled: () => ({ ...courtPaper, outcome: 'granted', why: '认定事实的证据不足' }),
  courtReviewApplied: () => ({ higher: '盘锦市中级人民法院', reason: '申请材料齐全，符合受理条件' }),
  courtReviewDecided: () => ({ organ: '盘锦市中级人民法院', number: '（2026）辽11行复1号（演示）', outcome: 'accepted' }),
  enforcementForgone: () => ({ ground: 'fulfilled', reason: '当事人在催告期内已经履行' }),
};
