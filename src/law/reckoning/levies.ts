// src/law/reckoning/levies.ts —— 征收:area × standard × multipliers, line by line, exact to the 分
// Standards, multipliers and grounds of relief are data of the agency; nothing here knows a figure except how 亩 and 公顷 are written.
import type { PlainDate } from '../../base/dates.ts';
import { type Fen, yuan } from '../../base/money.ts';
import type { DayUnit, ExplainedLine } from './days.ts';
import { inUnits } from './fines.ts';

/** How sure we are of a figure (handbook §0.1). */
export type Mark = 'C' | 'X' | 'M' | 'V' | 'D';
type Sourced = { basis: string; mark: Mark };
export type LevyTerm = Sourced & { amount: number; unit: DayUnit };
/** What may be granted on a ground: 免、减、缓. */
export type ReliefKind = 'exempted' | 'reduced' | 'deferred';
/** 征收标准 of one levy, in force from a day until the next entry of the item. */
export type LevyRule = {
  item: string;
  name: string;
  from: PlainDate;
  /** Occupations that owe it. */
  occupies: string[];
  rates: (Sourced & { land: string; name: string; yuan: number })[];
  /** `unless`: not beside that factor. */
  multipliers: (Sourced & { factor: string; name: string; times: number; unless?: string })[];
  /** `cites`: the article of the law that grants it must be written. */
  relief: (Sourced & { ground: string; name: string; allows: ReliefKind[]; cites?: boolean })[];
  noticeDays?: LevyTerm;
  payDays: LevyTerm;
  /** Areas above it are probably written in another unit. */
  largest: { squareMetres: number; basis: string; mark: Mark };
  /** Who collects, where it is not the agency itself. */
  collector?: string;
};

/** Units an area may be stated in, with how many 1/100 ㎡ one is; 1亩 is written 666.67㎡ as the levy rules write it. */
export const areaUnits = {
  squareMetre: { name: '平方米', short: '㎡', hundredths: 100n },
  mu: { name: '亩', short: '亩', hundredths: 66667n },
  hectare: { name: '公顷', short: '公顷', hundredths: 1_000_000n },
} as const;
export type AreaUnit = keyof typeof areaUnits;
/** The sentence that must be agreed to where an area is not in ㎡. */
export const conversion = '1亩＝666.67平方米，1公顷＝10000平方米';

/** One plot as declared or assessed. `area` as written, in its unit. */
export type Plot = { place: string; land: string; factors?: string[]; area: string; unit: AreaUnit };

const decimals = /^(\d{1,9})(?:\.(\d{1,4}))?$/;
/** Is it a positive decimal of at most four places? */
export const isQuantity = (text: string): boolean => decimals.test(text) && /[1-9]/.test(text);

/** The plot's area in 1/100 ㎡, to the nearest. Throws RangeError for what is no positive number. */
export function areaOf({ area, unit }: Pick<Plot, 'area' | 'unit'>): number {
  const match = decimals.exec(area);
  if (!match || !isQuantity(area)) throw new RangeError(`面积应当是大于零的数，最多四位小数：${area}`);
  const fraction = match[2] ?? '';
  const [n, d] = [BigInt(match[1]! + fraction) * areaUnits[unit].hundredths, 10n ** BigInt(fraction.length)];
  return Number((2n * n + d) / (2n * d));
}

export type Levy = {
  /** 1/100 ㎡ */
  area: number;
  amount: Fen;
  plots: { area: number; amount: Fen; times: number }[];
  lines: ExplainedLine[];
};

const thousandths = (times: number): bigint => BigInt(Math.round(times * 1000));
const toFen = (value: bigint): Fen => {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError('金额过大，请核对面积和单位');
  return Number(value);
};

/**
 * The levy of the plots, every step of it written down. Throws RangeError, in Chinese, for a kind of land the standard does not know,
 * or an area that is no positive number.
 */
export function computeLevy(rule: LevyRule, plots: readonly Plot[]): Levy {
  const done = plots.map((plot, i) => onePlot(rule, plot, i));
  const area = done.reduce((sum, each) => sum + each.area, 0);
  const amount = done.reduce((sum, each) => sum + each.amount, 0);
  const total = `${done.map((each) => `${yuan(each.amount)}元`).join(' + ')} = ${yuan(amount)}元`;
  const lines = [
    ...done.flatMap((each) => each.lines),
    { label: '合计', text: done.length > 1 ? `${inUnits(area, 100)}㎡；${total}` : `${inUnits(area, 100)}㎡；${yuan(amount)}元` },
    { label: '标准', text: `${rule.name}，自${rule.from}起适用；尾数四舍五入到分` },
  ];
  return { area, amount, plots: done.map(({ area: each, amount: fee, times }) => ({ area: each, amount: fee, times })), lines };
}

function onePlot(rule: LevyRule, plot: Plot, i: number) {
  const rate = rule.rates.find((each) => each.land === plot.land);
  if (!rate) throw new RangeError(`${rule.name}没有“${plot.land}”的征收标准，请核对地类`);
  const area = areaOf(plot);
  const factors = plot.factors ?? [];
  const applied = rule.multipliers.filter((each) => factors.includes(each.factor) && !(each.unless && factors.includes(each.unless)));
  const dropped = rule.multipliers.filter((each) => factors.includes(each.factor) && !applied.includes(each));
  const fen = BigInt(Math.round(rate.yuan * 100));
  const n = applied.reduce((product, each) => product * thousandths(each.times), BigInt(area) * fen);
  const d = applied.reduce((product) => product * 1000n, 100n);
  const amount = toFen((2n * n + d) / (2n * d));
  const times = applied.reduce((product, each) => product * each.times, 1);
  const unit = areaUnits[plot.unit];
  const where = `第${i + 1}宗（${plot.place}）`;
  const converted =
    plot.unit === 'squareMetre'
      ? ''
      : ` × ${inUnits(Number(unit.hundredths), 100)}㎡/${unit.short} = ${inUnits(area, 100)}㎡（四舍五入到0.01㎡）`;
  const lines: ExplainedLine[] = [
    { label: `${where}面积`, text: `${plot.area}${unit.short}${converted}` },
    { label: `${where}标准`, text: `${rate.name}，${rate.yuan}元/㎡（${rate.basis}）` },
    ...applied.map((each) => ({ label: `${where}倍数`, text: `${each.name} × ${each.times}（${each.basis}）` })),
    ...dropped.map((each) => ({ label: `${where}不计`, text: `${each.name}，与其他倍数不重复计算（${each.basis}）` })),
    {
      label: `${where}应征`,
      text: `${inUnits(area, 100)}㎡ × ${rate.yuan}元/㎡${applied.map((each) => ` × ${each.times}`).join('')} = ${yuan(amount)}元`,
    },
  ];
  return { area, amount, times, lines };
}

/** The ground of relief by its id, where the standard in force knows it for what is asked. */
export const reliefOf = (rule: LevyRule | undefined, ground: unknown, kind: ReliefKind) =>
  rule?.relief.find((each) => each.ground === ground && each.allows.includes(kind));
