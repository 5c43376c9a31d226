// src/law/crime.ts —— 涉嫌犯罪的门槛:are the evidenced quantities enough to hand the case to the police (处罚法第27条、移送规定第3条)?
// Decided on exact fractions: 20.0 m³ reaches a threshold of 20 m³, 19.9 does not, and 亩 is 2000/3 ㎡.
import type { CrimeThreshold } from './registers.ts';

/** A quantity in evidence; several of one measure are added up, as untreated acts are (破坏森林资源解释). */
export type Quantity = { measure: string; value: number; unit: string };

/** A threshold of this measure is the sum of the shares of the item's other thresholds (按相应比例折算合计). */
export const addedUp = '折算合计';
/** As `addedUp`, for who was penalised twice within two years; needs the quantity `penaltiesWithinTwoYears`. */
export const addedUpAfterPenalties = '二年内受过二次以上行政处罚的折算合计';
export const penaltiesWithinTwoYears = '二年内行政处罚次数';

type Ratio = { n: bigint; d: bigint };
type Unit = { dimension: string; n: bigint; d: bigint };
const units: Record<string, Unit> = {
  平方米: { dimension: '面积', n: 1n, d: 1n },
  '㎡': { dimension: '面积', n: 1n, d: 1n },
  亩: { dimension: '面积', n: 2000n, d: 3n },
  公顷: { dimension: '面积', n: 10_000n, d: 1n },
  立方米: { dimension: '体积', n: 1n, d: 1n },
  'm³': { dimension: '体积', n: 1n, d: 1n },
  株: { dimension: '株数', n: 1n, d: 1n },
  只: { dimension: '只数', n: 1n, d: 1n },
  次: { dimension: '次数', n: 1n, d: 1n },
  元: { dimension: '金额', n: 1n, d: 1n },
  万元: { dimension: '金额', n: 10_000n, d: 1n },
};

function decimal(value: number): Ratio {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(String(value));
  if (!match) throw new RangeError(`数量应当是不小于零的数：${value}`);
  const fraction = match[2] ?? '';
  return { n: BigInt(match[1]! + fraction), d: 10n ** BigInt(fraction.length) };
}

const plus = (a: Ratio, b: Ratio): Ratio => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const isAtLeast = (a: Ratio, b: Ratio) => a.n * b.d >= b.n * a.d;
const nothing: Ratio = { n: 0n, d: 1n };

function unitOf(name: string): Unit {
  const unit = units[name];
  if (!unit) throw new RangeError(`不认识的计量单位“${name}”，请使用平方米、亩、公顷、立方米、株、只、次、元或者万元`);
  return unit;
}

/** The measure's evidenced total as a share of the threshold: 3亩 of 5亩 is 3/5. */
function shareOf(threshold: CrimeThreshold, quantities: Quantity[]): Ratio {
  const wanted = unitOf(threshold.unit);
  let total = nothing;
  for (const quantity of quantities.filter((each) => each.measure === threshold.measure)) {
    const unit = unitOf(quantity.unit);
    if (unit.dimension !== wanted.dimension) {
      throw new RangeError(`“${quantity.measure}”应当以${threshold.unit}计，现以${quantity.unit}填写，请改正`);
    }
    const value = decimal(quantity.value);
    total = plus(total, { n: value.n * unit.n, d: value.d * unit.d });
  }
  const limit = decimal(threshold.atLeast);
  return { n: total.n * limit.d * wanted.d, d: total.d * limit.n * wanted.n };
}

const isAddedUp = (threshold: CrimeThreshold) => threshold.measure === addedUp || threshold.measure === addedUpAfterPenalties;
const isMoney = (threshold: CrimeThreshold) => unitOf(threshold.unit).dimension === '金额';

/**
 * The thresholds that are reached, in the item's order; empty when none is. Values are no part of 折算合计, only quantities are.
 * Throws RangeError, in Chinese, on an unknown unit or one of another dimension: a threshold is never missed silently.
 */
export function reachesCrime(thresholds: CrimeThreshold[] | undefined, quantities: Quantity[]): CrimeThreshold[] {
  const all = thresholds ?? [];
  const single = all.filter((threshold) => !isAddedUp(threshold));
  const one: Ratio = { n: 1n, d: 1n };
  const sum = single.filter((threshold) => !isMoney(threshold)).reduce((total, each) => plus(total, shareOf(each, quantities)), nothing);
  const penalties = quantities.filter((each) => each.measure === penaltiesWithinTwoYears).reduce((total, each) => total + each.value, 0);
  return all.filter((threshold) => {
    if (!isAddedUp(threshold)) return isAtLeast(shareOf(threshold, quantities), one);
    const due = threshold.measure === addedUp || penalties >= 2;
    return due && isAtLeast(sum, decimal(threshold.atLeast));
  });
}
