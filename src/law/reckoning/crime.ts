// src/law/reckoning/crime.ts —— 涉嫌犯罪的门槛:are the evidenced quantities enough to hand the case to the police (处罚法第27条、移送规定第3条)?
// Decided on exact fractions: 20.0 m³ reaches a threshold of 20 m³, 19.9 does not, and 亩 is 2000/3 ㎡.
import type { CrimeThreshold } from '../registers.ts';

/** A quantity in evidence; several of one measure are added up, as untreated acts are (破坏森林资源解释). */
export type Quantity = { measure: string; value: number; unit: string };

/** How many administrative penalties for the same within two years, in 次 (破坏森林资源解释第1条第4项). */
export const penaltiesWithinTwoYears = '二年内行政处罚次数';

/** 在禁猎区、禁猎期使用禁用工具或者方法, in 次: yes or no (野生动物解释第7条). */
export const forbiddenHunting = '在禁猎区、禁猎期使用禁用工具或者方法';

// 折算合计 (破坏森林资源解释第1、4、6、8条): the shares of two measures of different things are added up. Value is never added, and the
// trees and the volume of one protected plant are not either, for they would count the same tree twice.
const addedUp: { measures: [string, string]; says: string; halfAfterPenalties: boolean }[] = [
  { measures: ['公益林地', '商品林地'], says: '公益林地、商品林地按相应比例折算合计达到标准', halfAfterPenalties: true },
  { measures: ['立木蓄积', '幼树'], says: '立木蓄积、幼树按相应比例折算合计达到标准', halfAfterPenalties: false },
];

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
const half: Ratio = { n: 1n, d: 2n };
const whole: Ratio = { n: 1n, d: 1n };

function unitOf(name: string): Unit {
  const unit = units[name];
  if (!unit) throw new RangeError(`不认识的计量单位“${name}”，请使用平方米、亩、公顷、立方米、株、只、次、元或者万元`);
  return unit;
}

/** 公益林地 and 公益林地面积, 幼树 and 幼树株数 name one measure; the unit tells what is counted. */
const plainName = (measure: string) => measure.replace(/(面积|株数)$/, '');

/** The measure's evidenced total as a share of the threshold: 3亩 of 5亩 is 3/5. */
function shareOf(threshold: CrimeThreshold, quantities: Quantity[]): Ratio {
  const wanted = unitOf(threshold.unit);
  let total = nothing;
  for (const quantity of quantities.filter((each) => plainName(each.measure) === plainName(threshold.measure))) {
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

/** The thresholds reached only by adding up, as thresholds of their own; empty when a part already reaches alone. */
function addedUpReached(thresholds: CrimeThreshold[], quantities: Quantity[]): CrimeThreshold[] {
  const penalties = quantities.filter((each) => each.measure === penaltiesWithinTwoYears).reduce((total, each) => total + each.value, 0);
  return addedUp.flatMap(({ measures, says, halfAfterPenalties }) => {
    const parts = thresholds.filter((each) => measures.includes(plainName(each.measure)));
    const shares = parts.map((part) => shareOf(part, quantities));
    if (parts.length === 0 || shares.some((share) => isAtLeast(share, whole))) return [];
    const sum = shares.reduce(plus, nothing);
    const found = (atLeast: number, text: string) => [{ measure: '折算合计', atLeast, unit: '倍', says: text, basis: parts[0]!.basis }];
    if (isAtLeast(sum, whole)) return found(1, says);
    const lowered = halfAfterPenalties && penalties >= 2 && isAtLeast(sum, half);
    return lowered ? found(0.5, '二年内因同类行为受过二次以上行政处罚，数量达到标准一半以上') : [];
  });
}

/**
 * The thresholds that are reached, in the item's order, then those reached by 折算合计; empty when none is.
 * Throws RangeError, in Chinese, on an unknown unit or one of another dimension: a threshold is never missed silently.
 */
export function reachesCrime(thresholds: CrimeThreshold[] | undefined, quantities: Quantity[]): CrimeThreshold[] {
  const all = thresholds ?? [];
  return [...all.filter((each) => isAtLeast(shareOf(each, quantities), whole)), ...addedUpReached(all, quantities)];
}
