// src/law/procedures/inspection/gates.ts —— 行政检查的条件：国办发〔2024〕54号 as our own rules carry it, each with its sentence
import { type At, allOf, type CaseFile, condition, formGate, gate, last, once, resting } from '../../engine.ts';
import { itemOf, partyKeyOf, partyOf, publicationSettled } from '../../facts.ts';
import { approvalDated, approvedBefore } from '../../gates/approvedBefore.ts';
import { hasMedia } from '../../gates/investigation.ts';
import { whyUnqualified } from '../../gates/signing.ts';
import { partyOfItem, placeOfOurs } from '../../gates/subject.ts';
import type { PriorInspection, Registers } from '../../registers.ts';
import { type InspectionOutcome, type InspectionSource, inspectionOutcomes, kindOf } from './words.ts';

type Proposal = {
  source: InspectionSource;
  plannedOn: string;
  mode: string;
  announced: string;
  points: { text: string }[];
  handlers?: string[];
};
export const proposalOf = (file: CaseFile): Proposal | undefined => last(file, 'inspectionProposed')?.particulars as Proposal | undefined;
type Conclusion = { outcome: InspectionOutcome; problems?: string; breach?: string; demand?: string; orderBy?: string };
export const conclusionOf = (file: CaseFile): Conclusion | undefined =>
  last(file, 'inspectionConcluded')?.particulars as Conclusion | undefined;

// ---- when a step is there at all -------------------------------------------------------------------------------------------

export const urgent = condition('情况紧急、先行当场检查', (file) => once(file, 'urgentEntryReported'));
export const entersPremises = condition('到现场检查', (file) => ['onSite', 'joint'].includes(proposalOf(file)?.mode ?? ''));
/** Refused at the last attempt to enter. */
const wasRefused = (file: CaseFile): boolean => last(file, 'identityShown')?.particulars.admitted === 'refused';
export const admitted = condition('检查对象配合检查', (file) => !wasRefused(file));
const outcomeIs = (says: string, ...outcomes: InspectionOutcome[]) =>
  condition(says, (file) => outcomes.includes(conclusionOf(file)?.outcome ?? 'fine'));
export const ordersCorrection = outcomeIs('处理意见是责令改正', 'correct', 'both');
export const ordersHazard = outcomeIs('处理意见是责令消除火灾隐患', 'hazard');
export const orders = outcomeIs('责令改正或者消除隐患', 'correct', 'both', 'hazard');
export const forwards = outcomeIs('处理意见是移送其他机关', 'forward');
const notCorrected = (file: CaseFile) => last(file, 'rectificationRechecked')?.particulars.outcome === 'notCorrected';
export const toPursue = condition(
  '涉嫌违法应当立案查处，或者复查没有改正',
  (file) => ['penalty', 'both'].includes(conclusionOf(file)?.outcome ?? '') || notCorrected(file),
);
/** A recheck that granted more time is followed by another. */
export const recheckOpen = (file: CaseFile): boolean => last(file, 'rectificationRechecked')?.particulars.outcome === 'extended';

/** The last day for correcting, each time it was set: by the order, by each extension. */
export function duesOf(file: CaseFile): { from: string; n: number }[] {
  const order = last(file, 'rectificationOrdered') ?? last(file, 'hazardOrdered');
  const by = conclusionOf(file)?.orderBy;
  const first = order && by ? [{ from: by, n: order.n }] : [];
  const later = allOf(file, 'rectificationRechecked').flatMap(({ particulars, n }) =>
    typeof particulars.newBy === 'string' ? [{ from: particulars.newBy, n }] : [],
  );
  return [...first, ...later];
}

// ---- before the inspection -------------------------------------------------------------------------------------------------

export const inspectedPartyFits = partyOfItem(
  'inspectedPartyFits',
  '本局规定§21',
  '检查的对象应当在本机关管辖的区域内，并且属于检查事项规定的对象',
);
export const inspectedHere = placeOfOurs('inspectedHere', '本局规定§21', '检查的对象应当在本机关管辖的区域内，并且属于检查事项规定的对象');

const unfitInspectors = (at: At): string[] =>
  ((at.act.particulars.handlers as string[] | undefined) ?? proposalOf(at.file)?.handlers ?? []).flatMap(
    (id) => whyUnqualified(at, id, at.act.on, 'inspection') ?? [],
  );
/** Asked when they are named, and again when the head approves: a certificate may have lapsed meanwhile. */
export const inspectorsFit = gate(
  'inspectorsFit',
  '本局规定§14',
  '执法人员应当持有有效的执法证，执法证载明的执法种类包括所办的事项',
  (at) => unfitInspectors(at).length === 0,
  (at) => `检查人员不符合条件：${unfitInspectors(at).join('；')}。请换人。`,
);

export const plannedAhead = formGate(
  'plannedAhead',
  '本局规定§23',
  '行政检查应当在实施前经行政机关负责人批准',
  ({ act }) => act.particulars.plannedOn === undefined || (act.particulars.plannedOn as string) >= act.on,
  ({ act }) => `拟检查日期${String(act.particulars.plannedOn)}早于提请日期${act.on}；已经当场检查的，请先提请，再办理“报告紧急检查”。`,
);

const approvedFirst = '行政检查应当在实施前经行政机关负责人批准';
/** Entering, and each act on site where nobody enters, comes after the approval by the minute; what was urgent is ratified instead. */
export const enteredAfterApproval = approvedBefore('enteredAfterApproval', '本局规定§23', approvedFirst, 'inspectionApproved', 'arrivedAt');
export const begunAfterApproval = approvedBefore('begunAfterApproval', '本局规定§23', approvedFirst, 'inspectionApproved', 'startedAt');
export const approvalOfDay = approvalDated('approvalOfDay', '本局规定§23', approvedFirst);

/** R53: inspections of the same subject this year against the cap; those a complaint or clue brought about are outside it. */
export const withinYearlyCap = resting(
  ['inspectionProposed'],
  gate(
    'withinYearlyCap',
    '本局规定§22',
    '同一检查对象每年接受日常检查、专项检查的次数，不得超过本机关公布的年度频次上限',
    (at) => isSingle(at.file) || counted(at).length < capOn(at),
    (at) =>
      `该检查对象本年度已经检查${counted(at).length}次（${counted(at)
        .map(({ caseNo, on }) => `${caseNo}，${on}`)
        .join('；')}），上限是${capOn(at)}次。请并入其他检查或者不予批准；有投诉举报、转办交办、数据监测情况的，按个案检查提请。`,
  ),
);
const isSingle = (file: CaseFile): boolean => kindOf[proposalOf(file)?.source ?? 'complaint'] === 'single';
/** The day that says which year the inspection belongs to: of the visit, or as planned. */
const dayOf = ({ act, file }: At) =>
  (act.step === 'inspectionApproved' ? ((proposalOf(file)?.plannedOn as typeof act.on | undefined) ?? act.on) : act.on) as typeof act.on;
const capOn = (at: At) => at.registers.parameter('inspection.yearlyCap', dayOf(at));
const counted = (at: At): PriorInspection[] => {
  const party = partyOf(at.file);
  return party ? countedOf(at.registers, partyKeyOf(party), dayOf(at)) : [];
};
const countedOf = (registers: Registers, key: string, on: At['act']['on']): PriorInspection[] =>
  registers.inspectionsThisYear(key, on).filter(({ kind }) => kind !== 'single');

/** 本年度已检次数/上限 as the papers say it, the present inspection left out. */
export function frequencyOf(file: CaseFile, registers: Registers, on: At['act']['on']): { done: number; cap: number } {
  const party = partyOf(file);
  return {
    done: party ? countedOf(registers, partyKeyOf(party), on).length : 0,
    cap: registers.parameter('inspection.yearlyCap', on),
  };
}

/** Only a sudden cause excuses entering before the approval. */
export const urgencyOfSingle = resting(
  ['inspectionProposed'],
  gate(
    'urgencyOfSingle',
    '本局规定§23',
    '情况紧急，需要当场检查的，应当立即向行政机关负责人报告，并在规定期限内补办批准手续',
    ({ file }) => isSingle(file),
    () => '日常检查、专项检查有计划，没有紧急当场检查的情形，请先报批准。',
  ),
);
export const reportedToHead = formGate(
  'reportedToHead',
  '本局规定§23',
  '情况紧急，需要当场检查的，应当立即向行政机关负责人报告，并在规定期限内补办批准手续',
  ({ act, registers }) => act.particulars.reportedTo === undefined || registers.holds(act.particulars.reportedTo as string, 'head', act.on),
  ({ act, registers }) =>
    `${registers.person(act.particulars.reportedTo as string)?.name ?? '所选的人'}不是行政机关负责人，请向负责人报告。`,
);

/** 事先通知的，通知在前；到场通知的，当日送达。 */
export const noticedBefore = formGate(
  'noticedBefore',
  '本局规定§24',
  '检查前应当将行政检查通知书送达检查对象，写明检查的事项、依据、时间和人员',
  (at) => noticeProblem(at) === undefined,
  (at) => noticeProblem(at),
);
function noticeProblem({ act, file }: At): string | undefined {
  const { inspectAt, servedAt } = act.particulars as { inspectAt?: string; servedAt?: string };
  if (inspectAt === undefined || servedAt === undefined) return undefined;
  if (inspectAt < servedAt) return `检查时间${inspectAt}早于通知书送达的时间${servedAt}。`;
  if (proposalOf(file)?.announced === 'before' && inspectAt.slice(0, 10) === servedAt.slice(0, 10))
    return '批准的是事先通知，通知书应当在检查当日以前送达；不宜事先通知的，应当在提请时写明理由。';
  return undefined;
}

// ---- on site ----------------------------------------------------------------------------------------------------------------

/** 扫码入企: an enterprise's code is scanned, or it is said why not. */
export const entryScanned = formGate(
  'entryScanned',
  '本局规定§25',
  '进入检查对象的场所前，应当出示执法证件，告知音像记录，并扫描检查码登记；不能扫码的，写明原因',
  ({ act, file }) => act.particulars.scan !== 'notEnterprise' || partyOf(file)?.kind === 'person',
  () => '检查对象是经营者，应当扫描检查码登记；确实不能扫码的，请选择“不能扫码”并写明原因。',
);

/** R44 for inspections: the record is words and pictures, or it is said why not. */
export const inspectionFilmed = formGate(
  'inspectionFilmed',
  '营商环境条例§58',
  '实现行政执法信息及时准确公示、行政执法全过程留痕和可回溯管理',
  (at) => hasMedia(at, 'recording') || Boolean(at.act.particulars.whyNoRecording),
  () => '请关联检查录像或者照片；确实没有的，写明原因。',
);

/** The day is the one told in the notice, or a later one told anew. */
export const onNoticedDay = formGate(
  'onNoticedDay',
  '本局规定§24',
  '检查前应当将行政检查通知书送达检查对象，写明检查的事项、依据、时间和人员',
  ({ act, file }) => {
    const told = last(file, 'inspectionNoticed')?.particulars.inspectAt as string | undefined;
    return told === undefined || act.on >= told.slice(0, 10);
  },
  ({ file }) =>
    `通知书写明的检查时间是${String(last(file, 'inspectionNoticed')?.particulars.inspectAt)}，不得提前；改期的，请重新送达通知书。`,
);

const beyond = ({ act, file }: At): string[] => {
  const approved = new Set((proposalOf(file)?.points ?? []).map((point) => point.text));
  return ((act.particulars.points as { text: string }[] | undefined) ?? []).flatMap(({ text }) => (approved.has(text) ? [] : [text]));
};
/** Only what was approved is inspected. */
export const withinApproval = formGate(
  'withinApproval',
  '本局规定§21',
  '检查的对象、内容限于批准的范围，不得超出',
  (at) => beyond(at).length === 0,
  (at) => `“${beyond(at).join('”、“')}”不在批准的检查内容里。另有线索的，请另行提请检查或者登记线索。`,
);

export const afterIdentity = formGate(
  'afterIdentity',
  '处罚法§55',
  '执法人员在调查或者进行检查时，应当主动向当事人或者有关人员出示执法证件',
  ({ act, file }) => {
    const shown = last(file, 'identityShown')?.particulars.arrivedAt as string | undefined;
    const { startedAt } = act.particulars as { startedAt?: string };
    return shown === undefined || startedAt === undefined || startedAt >= shown;
  },
  ({ act, file }) =>
    `检查开始时间${String(act.particulars.startedAt)}早于亮证的时间${String(last(file, 'identityShown')?.particulars.arrivedAt)}，请核对；应当先亮证，再检查。`,
);

// ---- what follows -------------------------------------------------------------------------------------------------------------

/** The outcome is what the record shows: no order without a problem, no problem passed over, no refusal without consequence. */
export const conclusionFits = formGate(
  'conclusionFits',
  '本局规定§26',
  '检查结果应当与检查笔录一致',
  (at) => misfit(at) === undefined,
  (at) => misfit(at),
);
function misfit({ act, file }: At): string | undefined {
  const outcome = act.particulars.outcome as InspectionOutcome | undefined;
  if (outcome === undefined) return undefined;
  if (wasRefused(file))
    return ['penalty', 'both', 'forward'].includes(outcome) ? undefined : '检查对象拒绝、阻碍检查，应当立案查处或者移送有权机关。';
  const problems = allOf(file, 'siteInspected').some(({ particulars }) =>
    (particulars.points as { finding: string }[]).some(({ finding }) => finding === 'problem'),
  );
  if (problems && outcome === 'fine') return '检查笔录记有问题，处理意见不能是“未发现问题”。';
  if (!problems && outcome !== 'fine')
    return `检查笔录没有记载问题，处理意见不能是“${inspectionOutcomes[outcome]}”；确有问题的，请先更正笔录。`;
  return undefined;
}

export const rectificationDated = formGate(
  'rectificationDated',
  '本局规定§27',
  '责令改正应当写明违反的规定、改正的内容和期限',
  ({ act }) =>
    (act.particulars.orderBy === undefined || (act.particulars.orderBy as string) > act.on) &&
    (act.particulars.newBy === undefined || (act.particulars.newBy as string) > act.on),
  ({ act }) => `改正期限${String(act.particulars.orderBy ?? act.particulars.newBy)}应当晚于${act.on}。`,
);
/** An order whose day has passed before it is handed over gives no time. */
export const orderStillRuns = resting(
  ['inspectionConcluded'],
  gate(
    'orderStillRuns',
    '本局规定§27',
    '责令改正应当写明违反的规定、改正的内容和期限',
    ({ act, file }) => (conclusionOf(file)?.orderBy ?? '9999') > act.on,
    ({ act, file }) => `处理意见写明的改正期限${conclusionOf(file)?.orderBy}不晚于送达日期${act.on}，请重新提出处理意见。`,
  ),
);

/** 森林火灾隐患整改通知书 belongs to fire inspections: by the item's own basis. */
export const hazardOfFire = formGate(
  'hazardOfFire',
  '防火条例§24',
  '对检查中发现的森林火灾隐患，县级以上地方人民政府林业主管部门应当及时向有关单位下达森林火灾隐患整改通知书，责令限期整改，消除隐患',
  ({ act, file, registers }) =>
    act.particulars.outcome !== 'hazard' || (itemOf(file, registers)?.basis ?? []).some(({ law }) => law === '森林防火条例'),
  () => '火灾隐患整改通知书只用于以《森林防火条例》为依据的检查；其他问题请选择“责令改正”。',
);

/** Closing waits until the result was published, or lawfully kept back. */
export const resultPublicityDecided = resting(
  ['inspectionResultNoticed'],
  gate(
    'resultPublicityDecided',
    '公开条例§26',
    '属于主动公开范围的政府信息，应当自该政府信息形成或者变更之日起20个工作日内及时公开',
    ({ file }) => publicationSettled(file),
    () => '须先公示检查结果，或者经批准不予公示。',
  ),
);
/** A day that was extended is rechecked again before the case closes. */
export const recheckFinished = gate(
  'recheckFinished',
  '本局规定§27',
  '责令改正期限届满的，应当由两名以上执法人员复查；没有改正的，应当依法处理',
  ({ file }) => !recheckOpen(file),
  ({ file }) => `改正期限延长至${String(last(file, 'rectificationRechecked')?.particulars.newBy)}，期满后还须复查。`,
);
