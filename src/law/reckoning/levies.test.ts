// src/law/reckoning/levies.test.ts —— 征收:the sums, the units, and standards that change on a day
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '../../base/dates.ts';
import { sampleRegisters } from '../papers/sample/registers.ts';
import { areaOf, computeLevy, isQuantity, type LevyRule, type Plot, reliefOf } from './levies.ts';

const registers = sampleRegisters('');
const forest = registers.levy('PJLS-ZS-001', plainDate('2026-03-02'))!;
const wetland = registers.levy('PJLS-ZS-002', plainDate('2026-03-02'))!;
const plot = (area: string, unit: Plot['unit'], land: string, factors: string[] = []): Plot => ({
  place: '演示地块',
  area,
  unit,
  land,
  factors,
});
const feeOf = (rule: LevyRule, ...plots: Plot[]) => computeLevy(rule, plots).amount;

test('forest: area × standard, doubled for public-welfare forest, again in the city, for business only outside it', () => {
  assert.equal(feeOf(forest, plot('1000', 'squareMetre', 'arbor')), 1_000_000);
  assert.equal(feeOf(forest, plot('1000', 'squareMetre', 'shrub')), 600_000);
  assert.equal(feeOf(forest, plot('1000', 'squareMetre', 'suitable')), 300_000);
  assert.equal(feeOf(forest, plot('1000', 'squareMetre', 'arbor', ['publicWelfare'])), 2_000_000);
  assert.equal(feeOf(forest, plot('1000', 'squareMetre', 'arbor', ['publicWelfare', 'urban'])), 4_000_000);
  assert.equal(feeOf(forest, plot('1000', 'squareMetre', 'arbor', ['urban', 'commercial'])), 2_000_000);
  assert.equal(feeOf(forest, plot('1000', 'squareMetre', 'arbor', ['commercial', 'publicWelfare'])), 4_000_000);
});

test('wetland: 200元 a ㎡, three times on the coast, once only', () => {
  assert.equal(feeOf(wetland, plot('100', 'squareMetre', 'importantWetland')), 2_000_000);
  assert.equal(feeOf(wetland, plot('100', 'squareMetre', 'importantWetland', ['coastal'])), 6_000_000);
  assert.equal(feeOf(wetland, plot('100', 'squareMetre', 'importantWetland', ['coastal', 'peat'])), 6_000_000);
});

test('亩 and 公顷 are converted as the rule writes them, to the nearest 0.01㎡', () => {
  assert.equal(areaOf({ area: '1', unit: 'mu' }), 66_667);
  assert.equal(areaOf({ area: '2.5', unit: 'mu' }), 166_668); // 1666.675 → 1666.68
  assert.equal(areaOf({ area: '0.0335', unit: 'hectare' }), 33_500);
  assert.equal(areaOf({ area: '334.98', unit: 'squareMetre' }), 33_498);
});

test('an area that is no positive decimal is no area', () => {
  for (const bad of ['0', '0.00', '-3', '1e5', '12.34567', ' 5', '3亩', '', '1,000', 'NaN']) assert.equal(isQuantity(bad), false, bad);
  assert.throws(() => areaOf({ area: '-3', unit: 'mu' }), /大于零/);
});

test('a kind of land the standard does not know is refused, not guessed', () => {
  assert.throws(() => computeLevy(wetland, [plot('10', 'squareMetre', 'arbor')]), /没有“arbor”的征收标准/);
});

test('the sum is written down line by line', () => {
  const { lines, area, amount } = computeLevy(forest, [
    plot('2.5', 'mu', 'arbor', ['publicWelfare']),
    plot('100', 'squareMetre', 'suitable', ['urban', 'commercial']),
  ]);
  assert.deepEqual([area, amount], [176_668, 3_393_360]);
  const text = lines.map((line) => `${line.label}：${line.text}`).join('\n');
  assert.match(text, /第1宗（演示地块）面积：2\.5亩 × 666\.67㎡\/亩 = 1666\.68㎡（四舍五入到0\.01㎡）/);
  assert.match(text, /第1宗（演示地块）倍数：国家和省级公益林地 × 2/);
  assert.match(text, /第1宗（演示地块）应征：1666\.68㎡ × 10元\/㎡ × 2 = 33,333\.60元/);
  assert.match(text, /第2宗（演示地块）不计：城市规划区外的经营性建设项目/);
  assert.match(text, /合计：1766\.68㎡；33,333\.60元 \+ 600\.00元 = 33,933\.60元/);
});

test('a standard is the one of its day', () => {
  assert.equal(registers.levy('PJLS-ZS-002', plainDate('2024-06-30')), undefined);
  assert.equal(registers.levy('PJLS-ZS-002', plainDate('2024-07-01'))?.rates[0]?.yuan, 200);
});

test('relief only on a ground the standard knows, for what it allows', () => {
  assert.ok(reliefOf(forest, 'ruralHousing', 'exempted'));
  assert.equal(reliefOf(forest, 'ruralHousing', 'deferred'), undefined);
  assert.equal(reliefOf(forest, 'friendship', 'exempted'), undefined);
  assert.ok(reliefOf(wetland, 'statute', 'reduced')?.cites);
});
