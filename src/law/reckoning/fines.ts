// src/law/reckoning/fines.ts —— 罚款:lawful range, discretion tier and late fine, exact to the 分
// Multiples such as 0.9 are taken as the decimals they are written as; no floating arithmetic touches an amount.
import { daysBetween, type PlainDate } from '../../base/dates.ts';
import { type Fen, yuan } from '../../base/money.ts';
import type { Sanction, Tier } from '../registers.ts';

/** What the evidence says, in whole small units. */
export type FineInputs = {
  base?: Fen; // 倍数的基数,分
  area?: number; // 1/100 ㎡
  trees?: number; // 株
  volume?: number; // 1/1000 m³
};
export type FineRange = { min: Fen; max: Fen; formula: string; basis: string };

type Ratio = { n: bigint; d: bigint };
const ratio = (n: bigint, d = 1n): Ratio => ({ n, d });
const times = (a: Ratio, b: Ratio): Ratio => ({ n: a.n * b.n, d: a.d * b.d });
const down = ({ n, d }: Ratio): Fen => toFen(n / d);
const up = ({ n, d }: Ratio): Fen => toFen((n + d - 1n) / d);
const nearest = ({ n, d }: Ratio): Fen => toFen((2n * n + d) / (2n * d));

function toFen(value: bigint): Fen {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError('金额过大，请核对面积、数量和单价');
  return Number(value);
}

/** The number as the decimal it is written as: 0.9 is 9/10. Throws RangeError for negative or exponent forms. */
function decimal(value: number): Ratio {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(String(value));
  if (!match) throw new RangeError(`不是可以计算罚款的数：${value}`);
  const fraction = match[2] ?? '';
  return ratio(BigInt(match[1]! + fraction), 10n ** BigInt(fraction.length));
}

function whole(value: number): Ratio {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`应当是不小于零的整数：${value}`);
  return ratio(BigInt(value));
}

/** Writes a count of small units (1/100, 1/1000) as a decimal without trailing zeros: 33498 → 334.98 */
export function inUnits(count: number, perUnit: 1 | 100 | 1000): string {
  const places = String(perUnit).length - 1;
  const text = String(count).padStart(places + 1, '0');
  const [integer, fraction] = [text.slice(0, text.length - places), text.slice(text.length - places)];
  const kept = fraction.replace(/0+$/, '');
  return kept === '' ? integer : `${integer}.${kept}`;
}

/** 恢复植被和林业生产条件所需费用: area (1/100 ㎡) × unit cost (分/㎡) × coefficient, to the nearest 分. */
export function restorationCost(evidence: { area: number; unitCost: Fen; coefficient?: number }): { cost: Fen; formula: string } {
  const { area, unitCost, coefficient = 1 } = evidence;
  const cost = nearest(times(times(times(whole(area), ratio(1n, 100n)), whole(unitCost)), decimal(coefficient)));
  const factor = coefficient === 1 ? '' : ` × ${coefficient}`;
  return { cost, formula: `${inUnits(area, 100)}㎡ × ${yuan(unitCost)}元/㎡${factor} = ${yuan(cost)}元` };
}

/** How one basis is measured: which input, in which small unit, and how it is written. */
type Measure = { input: keyof FineInputs; ask: string; perUnit: (unit: string) => Ratio; write: (value: number) => string };
const areaUnits: Record<string, Ratio> = { 平方米: ratio(1n, 100n), 公顷: ratio(1n, 1_000_000n), 亩: ratio(3n, 200_000n) };
const measures: Partial<Record<NonNullable<Sanction['basis']>, Measure>> = {
  multiple: { input: 'base', ask: '金额', perUnit: () => ratio(1n), write: (fen) => `${yuan(fen)}元` },
  perArea: { input: 'area', ask: '面积', perUnit: areaUnit, write: (area) => `${inUnits(area, 100)}㎡` },
  perTree: { input: 'trees', ask: '株数', perUnit: () => ratio(1n), write: (trees) => `${trees}株` },
  perVolume: { input: 'volume', ask: '材积', perUnit: () => ratio(1n, 1000n), write: (volume) => `${inUnits(volume, 1000)}立方米` },
};

function areaUnit(unit: string): Ratio {
  const name = unit.replace(/^元\//, '') || '平方米';
  return (
    areaUnits[name] ??
    areaUnits[name.replace('㎡', '平方米')] ??
    refuse(`事项清单中的面积单位“${unit}”不能计算，请改为元/平方米、元/公顷或元/亩`)
  );
}
function refuse(says: string): never {
  throw new RangeError(says);
}

/** What must still be evidenced before the range can be computed, in Chinese; undefined when nothing is missing. */
export function missingInput(sanction: Sanction, inputs: FineInputs): string | undefined {
  const measure = sanction.basis && measures[sanction.basis];
  if (!measure || inputs[measure.input] !== undefined) return undefined;
  return `请先填写有证据证明的${sanction.base ?? measure.ask}`;
}

/** Unit without the case it is meant for: 元/株(二级) → 元/株 and 二级. */
function splitUnit(unit = ''): { unit: string; only?: string } {
  const match = /^([^(（]*)[(（](.*)[)）]$/.exec(unit);
  return match ? { unit: match[1]!, only: match[2] } : { unit };
}

/**
 * The tiers that speak of this sanction: same unit, and meant for its case (个人、单位、国家重要湿地…).
 * A sanction with tiers of its own does not use the item's general ones; tiers without a fine suit every sanction.
 */
export function tiersOf<T extends Tier>(sanction: Sanction, tiers: T[]): T[] {
  const isOwn = (tier: T) => tier.condition !== undefined && tier.condition === sanction.condition;
  const hasOwn = tiers.some(isOwn);
  return tiers.filter((tier) => {
    if (tier.fineMax == null) return true;
    const { unit, only } = splitUnit(tier.unit);
    const isMeant = only === undefined || (sanction.condition ?? '').includes(only);
    return unit === (sanction.unit ?? '') && isMeant && (isOwn(tier) || (!hasOwn && !tier.condition));
  });
}

const span = (min: number, max: number, write: (value: number) => string) =>
  min === max ? write(max) : min === 0 ? write(max) : `${write(min)}至${write(max)}`;

function rangeOf(sanction: Sanction, min: number, max: number, inputs: FineInputs): Omit<FineRange, 'basis'> {
  const missing = missingInput(sanction, inputs);
  if (missing) throw new RangeError(missing);
  const measure = measures[sanction.basis!];
  if (!measure) {
    const [low, high] = [up(times(decimal(min), ratio(100n))), down(times(decimal(max), ratio(100n)))];
    return { min: low, max: high, formula: `${min === 0 && max > 0 ? '不超过' : ''}${span(low, high, (fen) => `${yuan(fen)}元`)}` };
  }
  const value = inputs[measure.input]!;
  const isMultiple = sanction.basis === 'multiple';
  const quantity = times(whole(value), measure.perUnit(splitUnit(sanction.unit).unit));
  const rate = (each: number) => times(quantity, times(decimal(each), ratio(isMultiple ? 1n : 100n)));
  const [low, high] = [up(rate(min)), down(rate(max))]; // rounded inwards: never below the lawful minimum nor above the maximum
  const unit = isMultiple ? '倍' : splitUnit(sanction.unit).unit;
  const label = sanction.base ? `${sanction.base} ` : '';
  const result = span(low, high, (fen) => `${yuan(fen)}元`);
  return { min: low, max: high, formula: `${label}${measure.write(value)} × ${span(min, max, (each) => `${each}${unit}`)} = ${result}` };
}

const bounds = (min: number, max: number, unit: string) =>
  min === max ? `${max}${unit}` : `${min > 0 ? `${min}${unit}以上` : ''}${max}${unit}以下`;

/**
 * The lawful range of a fine from the item's sanction and the evidenced inputs.
 * Throws RangeError, in Chinese, when the sanction is no fine, has no upper limit or an input is missing.
 */
export function fineRange(sanction: Sanction, inputs: FineInputs): FineRange {
  if (!sanction.basis || sanction.max == null) throw new RangeError(`“${sanction.kind}”没有可以计算的罚款幅度，请核对事项清单`);
  const min = sanction.basis === 'fixed' ? sanction.max : (sanction.min ?? 0);
  const says = `${sanction.mode === 'may' ? '可以处' : '处'}${sanction.base ?? ''}${bounds(min, sanction.max, sanction.unit ?? '元')}罚款`;
  return { ...rangeOf(sanction, min, sanction.max, inputs), basis: sanction.condition ? `${sanction.condition}：${says}` : says };
}

/**
 * The range of a published discretion tier (处罚法第34条); a tier without a fine gives 0 to 0.
 * Throws RangeError when its unit differs from the sanction's, or it exceeds the statutory maximum: a standard cannot raise it.
 */
export function tierRange(sanction: Sanction, tier: Tier, inputs: FineInputs): FineRange {
  if (tier.fineMax == null) return { min: 0, max: 0, formula: '本档不处罚款', basis: `${tier.tier}（${tier.source}）` };
  if (!sanction.basis || sanction.max == null) throw new RangeError(`“${sanction.kind}”没有可以计算的罚款幅度，请核对事项清单`);
  const unit = splitUnit(tier.unit ?? sanction.unit).unit;
  if (unit !== splitUnit(sanction.unit).unit)
    throw new RangeError(`裁量档次“${tier.tier}”以“${unit}”计，与法定幅度的“${sanction.unit}”不一致，请选择对应的档次`);
  if (tier.fineMax > sanction.max) throw new RangeError(`裁量档次“${tier.tier}”超出法定幅度，请先更正裁量基准`);
  const min = tier.fineMin ?? 0;
  return { ...rangeOf(sanction, min, tier.fineMax, inputs), basis: `${tier.tier}：${bounds(min, tier.fineMax, unit)}（${tier.source}）` };
}

/** Days on which no late fine runs (处罚法第73条第3款), both ends included; without `to` it still lasts. */
export type LatePause = { from: PlainDate; to?: PlainDate; why: string };
export type LateFine = { late: Fen; days: number; pausedDays: number; capped: boolean; formula: string };

/**
 * 加处罚款 (处罚法第72、73条): 3% of the fine a day from the day after `dueOn` to `until` (payment, or the day asked about),
 * never more than the fine, pauses left out; to the nearest 分.
 */
export function lateFine(fine: Fen, dueOn: PlainDate, until: PlainDate, pauses: LatePause[] = []): LateFine {
  const all = Math.max(0, daysBetween(dueOn, until));
  const pausedDays = pausedWithin(dueOn, until, pauses);
  const days = all - pausedDays;
  const raw = nearest(times(whole(fine), ratio(3n * BigInt(days), 100n)));
  const capped = raw > fine;
  const late = capped ? fine : raw;
  const deferred = pauses.some(({ why }) => why.includes('分期')) ? '延期、分期和' : '';
  const counted = pausedDays > 0 ? `（逾期${all}日，扣除${deferred}复议、诉讼期间${pausedDays}日）` : '';
  const cap = capped ? `，超出罚款数额，按${yuan(fine)}元计` : '';
  return { late, days, pausedDays, capped, formula: `${yuan(fine)}元 × 3% × ${days}日${counted} = ${yuan(raw)}元${cap}` };
}

/** Late days covered by at least one pause; overlapping pauses are counted once. */
function pausedWithin(dueOn: PlainDate, until: PlainDate, pauses: LatePause[]): number {
  const later = (a: PlainDate, b: PlainDate) => (a > b ? a : b);
  let [count, done] = [0, dueOn];
  for (const pause of pauses.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const end = pause.to !== undefined && pause.to < until ? pause.to : until;
    if (end <= done || end < pause.from) continue;
    count += pause.from > done ? daysBetween(pause.from, end) + 1 : daysBetween(done, end);
    done = later(done, end);
  }
  return count;
}
