// src/law/gates/crime.ts —— 涉嫌犯罪的移送
import { addYears, shanghaiMinute } from '../../base/dates.ts';
import type { Fen } from '../../base/money.ts';
import {
  type At,
  allOf,
  type CaseFile,
  condition,
  formGate,
  gate,
  last,
  once,
  type RecordedAct,
  type Run,
  resting,
  since,
} from '../engine.ts';
import { itemOf, measuredArea, partyKeyOf, partyOf, reportOf } from '../facts.ts';
import type { Particulars } from '../particulars/field.ts';
import { actPeriodOf } from '../procedures/penalty/period.ts';
import { forbiddenHunting, penaltiesWithinTwoYears, type Quantity, reachesCrime } from '../reckoning/crime.ts';
import type { Term } from '../reckoning/days.ts';
import type { PriorFine } from '../registers.ts';
import { reportGate } from './report.ts';

/** R25: at the threshold the case goes to the police; no fine in its place, nor while the police have it. */
export const belowCrimeThreshold = gate(
  'belowCrimeThreshold',
  '处罚法§27',
  '违法行为涉嫌犯罪的，行政机关应当及时将案件移送司法机关，依法追究刑事责任',
  ({ file, registers }) => {
    if (transferPending(file)) return false;
    if (once(file, 'crimeTransferred')) return !withPolice(file);
    return transferRefused(file) || crimeReached(file, registers).length === 0;
  },
  ({ file, registers }) => {
    const says = crimeReached(file, registers).map((each) => each.says);
    const reached = says.length > 0 ? `已达到追诉标准：${says.join('；')}。` : '';
    if (transferPending(file)) return `${reached}移送报告还没有办结：请由负责人决定是否移送，批准的在二十四小时内移送。`;
    return once(file, 'crimeTransferred')
      ? `${reached}案件已移送公安机关；公安机关不予立案的，记录后再继续。`
      : `${reached}请办理“提出移送报告”；公安机关不予立案的，记录后再继续。`;
  },
);
/** A report waits for the head's decision. */
export const transferAsked = condition('提出了移送报告', (file) => since(file, 'transferDecided', ['crimeReported']));
const approved = (file: CaseFile) => last(file, 'transferDecided')?.particulars.outcome === 'approved';
/** The head approved the transfer. */
export const transferApproved = condition('负责人批准移送', approved);
const transferPending = (file: CaseFile): boolean =>
  since(file, 'transferDecided', ['crimeReported']) || (approved(file) && since(file, 'crimeTransferred', ['transferDecided']));
/** The chief refused the transfer with his reasons, and nothing measured since says otherwise: the case goes on, and supervision sees it. */
export const transferRefused = (file: CaseFile): boolean =>
  last(file, 'transferDecided')?.particulars.outcome === 'refused' &&
  !since(file, 'transferDecided', ['crimeReported', 'appraisalReceived']);
/** The police have the case: it was transferred, and they have not declined it, or filed it after all. */
export const withPolice = (file: CaseFile): boolean =>
  once(file, 'crimeTransferred') &&
  (!since(file, 'crimeTransferred', ['policeDeclined']) || since(file, 'policeDeclined', ['policeFiled', 'crimeTransferred']));
/** §5's terms: three days for the head from the report, twenty-four hours for the transfer from his approval. */
export const decisionRuns = (file: CaseFile): Run[] =>
  allOf(file, 'crimeReported').map(({ on, n }) => ({ from: on, metOn: allOf(file, 'transferDecided').find((act) => act.n > n)?.on }));
export const transferRuns = (file: CaseFile): Run[] =>
  allOf(file, 'transferDecided')
    .filter((act) => act.particulars.outcome === 'approved')
    .map((decided) => {
      const sent = allOf(file, 'crimeTransferred').find((act) => act.n > decided.n);
      return { from: decided.on, metOn: sent?.on, late: sent && hoursBetween(decided, sent.particulars) > 24 };
    });
/** Twenty-four hours end on their day, whatever day that is. */
export const transferTerm = (): Term => ({ amount: 1, basis: '移送规定§5', unit: 'calendarDay', firm: true });

/** Hours from the approval, as recorded, to the minute the form states; none where an earlier form stated no minute. */
const hoursBetween = (decided: RecordedAct, { transferredAt }: Particulars): number =>
  transferredAt === undefined ? 0 : (minuteOf(String(transferredAt)) - minuteOf(shanghaiMinute(decided.recordedAt))) / 60;
const minuteOf = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`) / 60_000;

/** 移送规定§5: the chief himself decides; no deputy, and nobody by authorisation. */
export const byChief = gate(
  'byChief',
  '移送规定§5',
  '报经本机关正职负责人或者主持工作的负责人审批',
  ({ act, registers }) => act.by.every((id) => registers.person(id)?.chief === true && registers.holds(id, 'head', act.on)),
  ({ act, registers }) =>
    `${act.by.map((id) => registers.person(id)?.name ?? id).join('、')}不是正职负责人或者主持工作的负责人，副职负责人和受权人不能代为决定；人员名册没有标明正职负责人的，请先标明。`,
);
/** Handed over after the approval and within twenty-four hours of it by the minute; later is recorded, never without its reason. */
export const transferredInTime = resting(
  ['transferDecided'],
  formGate(
    'transferredInTime',
    '移送规定§5',
    '决定批准的，应当在24小时内向同级公安机关移送',
    ({ act, file }) => {
      const { transferredAt, lateReason } = act.particulars as { transferredAt?: string; lateReason?: string };
      const decided = last(file, 'transferDecided');
      if (!decided || transferredAt === undefined) return true;
      const hours = hoursBetween(decided, act.particulars);
      return transferredAt.startsWith(act.on) && hours >= 0 && (hours <= 24 || Boolean(lateReason));
    },
    ({ act, file }) => {
      const approved = shanghaiMinute(last(file, 'transferDecided')!.recordedAt);
      return `批准时间是${approved}，移送时间填的是${String(act.particulars.transferredAt)}：应当在批准以后、${act.on}当日；超过二十四小时的，请写明原因，该情形列为迟办。`;
    },
  ),
);

/** A quantity counts only for the measure it names: an unnamed one would be missed, or counted for another. */
export const measureOfItem = formGate(
  'measureOfItem',
  '处罚法§46',
  '证据必须经查证属实，方可作为认定案件事实的根据',
  (at) => misnamed(at) === undefined,
  (at) => misnamed(at),
);
function misnamed({ act, file, registers }: At): string | undefined {
  const thresholds = itemOf(file, registers)?.crime?.thresholds ?? [];
  const { quantity, quantityUnit, measure, baseAmount, baseMeasure } = act.particulars;
  const faultOf = (what: string, name: unknown, unit: unknown) => {
    const fitting = thresholds.filter((each) => each.unit === unit).map((each) => each.measure);
    const known = name === '其他' || fitting.includes(name as string);
    return fitting.length > 0 && !known ? `请写明${what}是哪一项：${fitting.join('、')}；都不是的，写“其他”。` : undefined;
  };
  return (
    (quantity === undefined ? undefined : faultOf('数量', measure, quantityUnit)) ??
    (baseAmount === undefined ? undefined : faultOf('金额', baseMeasure, '元'))
  );
}

/** The report says that the thresholds were looked at: then at least one of them must be measured. */
export const crimeCompared = reportGate(
  'crimeCompared',
  '移送规定§3',
  '涉嫌构成犯罪，依法需要追究刑事责任的，必须依照本规定向公安机关移送',
  ({ act, file, registers }) => {
    const thresholds = itemOf(file, registers)?.crime?.thresholds ?? [];
    const { proposal, ground } = (act.step === 'investigationConcluded' ? act.particulars : (reportOf(file) ?? {})) as Record<
      string,
      unknown
    >;
    if (proposal === 'none' && ground === 'notEstablished') return true; // there is no quantity of what did not happen
    return thresholds.length === 0 || quantitiesOf(file, registers).some(({ measure }) => measure !== forbiddenHunting);
  },
  ({ file, registers }) => {
    const measures = (itemOf(file, registers)?.crime?.thresholds ?? [])
      .map((each) => each.measure)
      .filter((name) => name !== forbiddenHunting);
    return `本事项有追诉标准（${measures.join('、')}），案卷里还没有可以对照的数量。请在“收到鉴定意见”中写明，涉及林地的写明林地类别。`;
  },
);

/** Where the item has it as a threshold, the report answers whether a forbidden place or season met a forbidden tool; "none" excludes the rest. */
export const huntingAnswered = reportGate(
  'huntingAnswered',
  '移送规定§3',
  '涉嫌构成犯罪，依法需要追究刑事责任的，必须依照本规定向公安机关移送',
  ({ act, file, registers }) => {
    const report = (act.step === 'investigationConcluded' ? act.particulars : reportOf(file)) as
      | { hunting?: string[]; ground?: string }
      | undefined;
    const { hunting = [], ground } = report ?? {};
    if (!itemOf(file, registers)?.crime?.thresholds.some(({ measure }) => measure === forbiddenHunting) || ground === 'notEstablished')
      return true;
    return hunting.length > 0 && (!hunting.includes('none') || hunting.length === 1);
  },
  () => '请在“狩猎的地点、时间和工具”中选择：是否在禁猎区、禁猎期，是否使用禁用的工具或者方法；都不是的，只选“都不是”。',
);

/** Which thresholds the measured quantities reach. */
export function crimeReached(file: At['file'], registers: At['registers']) {
  const thresholds = itemOf(file, registers)?.crime?.thresholds;
  const quantities = quantitiesOf(file, registers);
  const reached = reachesCrime(thresholds, quantities);
  // Earlier penalties are looked up only where they would make the difference.
  const twice: Quantity = { measure: penaltiesWithinTwoYears, value: 2, unit: '次' };
  const lowered = reached.length === 0 ? reachesCrime(thresholds, [...quantities, twice]) : [];
  return lowered.length > 0 && earlierPenalties(file, registers) >= 2 ? lowered : reached;
}

/** Penalties for the same kind of act in the two years before it: as the report states, at least those this agency knows of. */
function earlierPenalties(file: CaseFile, registers: At['registers']): number {
  const stated = (reportOf(file) as { earlierPenalties?: number } | undefined)?.earlierPenalties ?? 0;
  const [party, crime, { actTo, actFrom }] = [partyOf(file), itemOf(file, registers)?.crime?.name, actPeriodOf(file)];
  const until = actTo ?? actFrom ?? file.acts[0]!.on;
  const isSame = ({ itemCode, actTo: ended }: PriorFine) =>
    registers.item(itemCode, until)?.crime?.name === crime && ended !== undefined && ended <= until && addYears(ended, 2) >= until;
  return Math.max(stated, party ? registers.priorFines(partyKeyOf(party)).filter(isSame).length : 0);
}

/** Quantities in evidence that one of the item's thresholds speaks of: the latest of each measure, and all of other untreated acts (累计). */
function quantitiesOf(file: At['file'], registers: At['registers']): Quantity[] {
  const thresholds = itemOf(file, registers)?.crime?.thresholds ?? [];
  const appraisals = allOf(file, 'appraisalReceived').map((act) => act.particulars);
  const found = new Map<string, Quantity>();
  const add = (measure: unknown, value: number, unit: unknown, among = thresholds.filter((each) => each.unit === unit)) => {
    if (among.some((each) => each.measure === measure))
      found.set(`${measure} ${extra}`, { measure: measure as string, value, unit: unit as string });
  };
  const whole = measuredArea(file)?.value;
  let extra = 0; // an act of its own is added up, an appraisal of the same act takes the earlier one's place
  for (const [i, appraisal] of appraisals.entries()) {
    extra = appraisal.separate === true ? i + 1 : 0;
    const area = (appraisal.area as number | undefined) ?? (appraisal.separate === true ? undefined : whole);
    const land = { publicWelfare: '公益林地面积', commercial: '商品林地面积' }[appraisal.forestKind as string];
    if (area !== undefined && land) add(land, area / 100, '㎡', thresholds);
    if (appraisal.quantity !== undefined) add(appraisal.measure, Number(appraisal.quantity), appraisal.quantityUnit);
    if (appraisal.baseAmount !== undefined) add(appraisal.baseMeasure, (appraisal.baseAmount as Fen) / 100, '元');
  }
  const hunting = reportOf(file)?.hunting ?? [];
  extra = 0;
  if (hunting.includes('method') && (hunting.includes('area') || hunting.includes('season'))) add(forbiddenHunting, 1, '次');
  return [...found.values()];
}
