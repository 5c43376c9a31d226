// src/law/procedures/permit/examinationGates.ts —— 审查、特别程序、延长期限、审查意见、听证、陈述申辩 的条件（许可法§34、§36、§42、§45—§48、§55）
import { addDays, addYears, type PlainDate } from '../../../base/dates.ts';
import { type At, allOf, type CaseFile, condition, formGate, gate, last, once, resting, since } from '../../engine.ts';
import { itemOf } from '../../facts.ts';
import * as hearing from '../../gates/hearing.ts';
import { recordingLinked, timesPlausible } from '../../gates/investigation.ts';
import type { Computation } from '../../reckoning/days.ts';
import { decisionDue, hearingOpen, hearingWaived, hearingWindow, openSpecials, statementWindow } from './clock.ts';
import { restated } from './intakeGates.ts';

type Need = 'site' | 'technical' | 'expert' | 'interested' | 'contested' | 'publicHearing';
/** What the last plan of the examination says is needed. */
export const needs = (file: CaseFile, need: Need): boolean => last(file, 'examinationPlanned')?.particulars[need] === true;

export const needsSite = condition('审查方案认为需要实地核查', (file) => needs(file, 'site'));
export const needsTechnicians = condition('依法应当检验、检测、检疫', (file) => needs(file, 'technical'));
export const concernsOthers = condition('许可事项直接关系他人重大利益', (file) => needs(file, 'interested') || needs(file, 'contested'));
export const contested = condition('直接涉及申请人与他人之间重大利益关系', (file) => needs(file, 'contested'));
export const stated = condition('申请人、利害关系人陈述申辩', (file) => once(file, 'statementReceived'));
/** Owed while it is asked for in time, or planned as a public one and not yet held. */
export const hearingNeeded = condition(
  '依法应当听证，或者申请人、利害关系人在法定期限内要求听证',
  (file, registers) => hearingOpen(file, registers) || (needs(file, 'publicHearing') && !once(file, 'hearingHeld')),
);
/** Accepted to be decided at once; once an examination is planned after all, it is an ordinary application. */
export const isOnTheSpot = (file: CaseFile): boolean =>
  last(file, 'permitAccepted')?.particulars.onTheSpot === true && !once(file, 'examinationPlanned');
export const examined = condition('不是当场作出决定', (file) => !isOnTheSpot(file));
export const statesMajority = condition('由本机关审查后决定', (file) => !isOnTheSpot(file) && !isForwarded(file));
const isForwarded = (file: CaseFile) => last(file, 'permitAccepted')?.particulars.competence === 'first';
/** Facts that answer to something still open: offered no longer than that. */
export const beforeAcceptance = condition('还没有受理', (file) => !once(file, 'permitAccepted'));
export const beforeDecision = condition(
  '还没有作出决定',
  (file) => !once(file, 'firstReviewForwarded') && (!once(file, 'decisionMade') || since(file, 'decisionMade', ['caseReopened'])),
);
export const decidesHere = condition('由本机关决定', (file) => !isForwarded(file));
export const forwards = condition('依法应当报有权机关决定', isForwarded);

/** R02 for permits. */
export const twoVerifiers = formGate(
  'twoVerifiers',
  '许可法§34',
  '需要对申请材料的实质内容进行核实的，行政机关应当指派两名以上工作人员进行核查',
  ({ act }) => new Set(act.by).size >= 2,
  ({ act }) => `现在是${new Set(act.by).size}人，请再选一名核查人员。`,
);
export const timesStated = restated('timesStated', '本局规定§2', '记录行为应当写明实际发生的日期', timesPlausible);
export const permitRecorded = restated(
  'permitRecorded',
  '本局规定§44',
  '实地核查、听证应当进行音像记录；确实没有的，应当写明原因',
  recordingLinked,
);

export const twoTechnicians = formGate(
  'twoTechnicians',
  '许可法§55',
  '应当自受理申请之日起五日内指派两名以上工作人员按照技术标准、技术规范进行检验、检测、检疫',
  ({ act }) => new Set(((act.particulars.technicians as { name: string }[] | undefined) ?? []).map((row) => row.name)).size >= 2,
  () => '至少写明两名不同的工作人员。',
);

// ---- 特别程序的时间 -------------------------------------------------------------------------------------------------------------

/** Told before it runs, with an end. */
export const specialTimePlausible = formGate(
  'specialTimePlausible',
  '许可法§45',
  '行政机关应当将所需时间书面告知申请人',
  ({ act }) => {
    const { from, to } = act.particulars as { from?: PlainDate; to?: PlainDate };
    return !from || !to || (from >= act.on && to >= from && to <= addDays(from, 366));
  },
  ({ act }) =>
    `开始日${act.particulars.from}、结束日${act.particulars.to}：开始日不得早于告知的今天（告知以前的日子照常计算），结束日不得早于开始日，也不得超过一年。`,
);

const technical = ['inspection', 'testing', 'quarantine'];
/** Only what the examination does need is taken out of the term. */
export const specialNeeded = formGate(
  'specialNeeded',
  '许可法§45',
  '依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，所需时间不计算在本节规定的期限内',
  ({ act, file, registers }) => {
    const { kind } = act.particulars as { kind?: string };
    if (kind === undefined) return true;
    if (kind === 'hearing') return hearingNeeded.holds(file, registers);
    return technical.includes(kind) ? needs(file, 'technical') : needs(file, 'expert');
  },
  () => '审查方案没有认定需要这一特别程序，它的时间不得从办理期限中扣除；确实需要的，请先重新办理“确定审查方式”。',
);

// ---- 延长期限 -------------------------------------------------------------------------------------------------------------------

export const extendBeforeDue = resting(
  ['permitAccepted'],
  gate(
    'extendBeforeDue',
    '许可法§42',
    '二十日内不能作出决定的，经本行政机关负责人批准，可以延长十日，并应当将延长期限的理由告知申请人',
    ({ act, file, registers }) => {
      const due = decisionDue(file, registers);
      return due === undefined || act.on <= due.rolled || due.unverified.length > 0;
    },
    ({ file, registers }) =>
      `办理期限已于${decisionDue(file, registers)?.rolled}届满，届满以后不得再延长；请尽快作出决定，系统按迟办统计。`,
  ),
);
export const governmentApproves = formGate(
  'governmentApproves',
  '许可法§42',
  '四十五日内不能办结的，经本级人民政府负责人批准，可以延长十五日，并应当将延长期限的理由告知申请人',
  ({ act, file }) =>
    last(file, 'permitAccepted')?.particulars.joint !== true || ((act.particulars.paper as string[] | undefined) ?? []).length > 0,
  () => '统一办理、联合办理、集中办理的，请关联本级人民政府负责人的批准。',
);

// ---- 审查意见 -------------------------------------------------------------------------------------------------------------------

/** Nothing is concluded while a test, an appraisal or a review is out. */
export const resultsIn = gate(
  'resultsIn',
  '许可法§55',
  '行政机关根据检验、检测、检疫的结果作出行政许可决定',
  ({ file }) => openSpecials(file).length === 0 && (!needs(file, 'technical') || technicalResults(file).length > 0),
  () => '检验、检测、检疫、鉴定或者评审的结果还没有收到，请先登记“收到特别程序结果”。',
);
/** Results of tests the law bases the decision on. */
export const technicalResults = (file: CaseFile) =>
  allOf(file, 'specialResultReceived').filter((act) => technical.includes(act.particulars.kind as string));

export const hearingWeighed = formGate(
  'hearingWeighed',
  '许可法§48',
  '行政机关应当根据听证笔录，作出行政许可决定',
  ({ act, file }) => !once(file, 'hearingHeld') || Boolean(act.particulars.hearingWeighed),
  () => '举行过听证，请在“听证笔录的采用情况”写明根据听证笔录怎样认定。',
);

type Conditions = { condition: string; met: boolean }[];
/** Met means granted, not met means refused: discretion has no place in between. */
export const conditionsDecide = formGate(
  'conditionsDecide',
  '许可法§38',
  '申请人的申请符合法定条件、标准的，行政机关应当依法作出准予行政许可的书面决定',
  (at) => {
    const { rows, outcome } = judged(at);
    return rows === undefined || outcome === undefined || (outcome === 'granted') === rows.every((row) => row.met);
  },
  (at) => {
    const unmet = (judged(at).rows ?? []).filter((row) => !row.met).map((row) => row.condition);
    return unmet.length > 0
      ? `审查认为不符合：${unmet.join('、')}，不得准予；情况有变化的，请重新提出审查意见。`
      : '审查认为条件都符合，应当准予；不予许可的，请在审查意见中写明哪一项条件不符合。';
  },
);
function judged({ act, file }: At): { rows?: Conditions; outcome?: string } {
  if (act.step === 'examinationConcluded')
    return { rows: act.particulars.conditions as Conditions | undefined, outcome: act.particulars.proposed as string | undefined };
  return {
    rows: last(file, 'examinationConcluded')?.particulars.conditions as Conditions | undefined,
    outcome: act.particulars.outcome as string | undefined,
  };
}
const isGrant = ({ act }: At): boolean => (act.particulars.proposed ?? act.particulars.outcome) === 'granted';

const isFelling = ({ file, registers }: At) => /采伐许可证/u.test(itemOf(file, registers)?.name ?? '');
/** R38: never beyond the year's quota. */
export const quotaKept = formGate(
  'quotaKept',
  '森林法§59',
  '审核发放采伐许可证的部门不得超过年采伐限额发放采伐许可证',
  (at) => {
    if (!isFelling(at) || !isGrant(at)) return true;
    const { quotaUnit, quotaLeft, quotaAsked } = at.act.particulars as Record<string, string | undefined>;
    return quotaUnit !== undefined && quotaLeft !== undefined && quotaAsked !== undefined && Number(quotaAsked) <= Number(quotaLeft);
  },
  ({ act }) => {
    const { quotaLeft, quotaAsked } = act.particulars;
    return quotaLeft === undefined || quotaAsked === undefined
      ? '请写明剩余采伐限额、本次使用的数量和单位。'
      : `本次使用${quotaAsked}，超过剩余限额${quotaLeft}，不得准予。`;
  },
);

type Validity = { validFrom?: PlainDate; validTo?: PlainDate };
export const termPlausible = formGate(
  'termPlausible',
  '本局规定§42',
  '准予许可的期限，终止日期应当晚于起始日期',
  ({ act }) => {
    const { validFrom, validTo } = act.particulars as Validity;
    return !validFrom || !validTo || validTo > validFrom;
  },
  ({ act }) => `有效期自${act.particulars.validFrom}至${act.particulars.validTo}，请核对。`,
);
/** R37 */
export const temporaryUse = formGate(
  'temporaryUse',
  '森林法§38',
  '临时使用林地的期限一般不超过二年，并不得在临时使用的林地上修建永久性建筑物',
  (at) => {
    const { validFrom, validTo } = at.act.particulars as Validity;
    return !isTemporary(at) || !validFrom || !validTo || validTo <= addYears(validFrom, 2);
  },
  ({ act }) => `有效期自${act.particulars.validFrom}起最长到${addYears(act.particulars.validFrom as PlainDate, 2)}。`,
);
const isTemporary = ({ file, registers }: Pick<At, 'file' | 'registers'>) => /临时使用林地/u.test(itemOf(file, registers)?.name ?? '');
export const landToRestore = condition(
  '准予临时使用林地',
  (file, registers) => isTemporary({ file, registers }) && last(file, 'decisionMade')?.particulars.outcome === 'granted',
);

// ---- 听证、陈述申辩 ---------------------------------------------------------------------------------------------------------------

export const toldBoth = formGate(
  'toldBoth',
  '许可法§47',
  '行政机关在作出行政许可决定前，应当告知申请人、利害关系人享有要求听证的权利',
  ({ act }) => act.particulars.to === undefined || (act.particulars.to as string[]).length === 2,
  () => '申请人和利害关系人都应当告知。',
);

export const permitHearingNoticed = restated(
  'permitHearingNoticed',
  '许可法§48',
  '行政机关应当于举行听证的七日前将举行听证的时间、地点通知申请人、利害关系人，必要时予以公告',
  hearing.hearingNoticedInTime,
);
export const permitHearingDay = restated(
  'permitHearingDay',
  '许可法§48',
  '行政机关应当于举行听证的七日前将举行听证的时间、地点通知申请人、利害关系人，必要时予以公告',
  hearing.hearingOnTheDay,
);
const host = '行政机关应当指定审查该行政许可申请的工作人员以外的人员为听证主持人';
export const permitHostApart = restated('permitHostApart', '许可法§48', host, hearing.hostApart);
export const permitHostQualified = restated('permitHostQualified', '许可法§48', host, hearing.hostQualified);
export const permitHeldByHost = restated('permitHeldByHost', '许可法§48', host, hearing.heldByNamedHost);

/** A public hearing is announced; one on request rests on a request. */
export const hearingWayFits = formGate(
  'hearingWayFits',
  '许可法§46',
  '行政机关应当向社会公告，并举行听证',
  ({ act, file }) => {
    const { way } = act.particulars;
    const planned = last(file, 'examinationPlanned')?.particulars.publicHearing === true;
    return way === undefined || !planned || way === 'announced';
  },
  () => '审查方案认定须公告听证，请选择“公告听证”并写明公告在哪里发布。',
);

const waits = (window: Computation | undefined): string | undefined =>
  window && window.unverified.length > 0 ? `${window.unverified.join('、')}年的节假日安排还没有录入，期限待核，请先录入。` : undefined;
const isOver = (window: Computation | undefined, on: string): boolean =>
  window === undefined || (window.unverified.length === 0 && on > window.rolled);

/** Who is concerned has had time to speak. */
export const interestedHeard = gate(
  'interestedHeard',
  '许可法§36',
  '申请人、利害关系人有权进行陈述和申辩。行政机关应当听取申请人、利害关系人的意见',
  ({ act, file, registers }: At) => isOver(statementWindow(file, registers), act.on),
  ({ file, registers }: At) =>
    waits(statementWindow(file, registers)) ?? `利害关系人陈述申辩的期限到${statementWindow(file, registers)?.rolled}，期满以后再作决定。`,
);

/** Nobody is cut short of the five days to ask for a hearing. */
export const hearingChance = resting(
  ['hearingTold'],
  gate(
    'hearingChance',
    '许可法§47',
    '申请人、利害关系人在被告知听证权利之日起五日内提出听证申请的，行政机关应当在二十日内组织听证',
    ({ act, file, registers }: At) =>
      !once(file, 'hearingTold') ||
      hearingWaived(file) ||
      (!hearingOpen(file, registers) && once(file, 'hearingHeld')) ||
      isOver(hearingWindow(file, registers), act.on),
    ({ file, registers }: At) =>
      waits(hearingWindow(file, registers)) ??
      `要求听证的期限到${hearingWindow(file, registers)?.rolled}；申请人、利害关系人都书面放弃的除外。`,
  ),
);
