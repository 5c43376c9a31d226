// src/law/reckoning/crime.test.ts —— 涉嫌犯罪的门槛:on the border, across units and added up
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CrimeThreshold } from '../registers.ts';
import { penaltiesWithinTwoYears, type Quantity, reachesCrime } from './crime.ts';

const basis = '破坏森林资源解释';
const threshold = (measure: string, atLeast: number, unit: string): CrimeThreshold => ({ measure, atLeast, unit, says: measure, basis });
const overFelling = [threshold('立木蓄积', 20, '立方米'), threshold('幼树株数', 1000, '株'), threshold('林木价值', 50000, '元')];
const forestLand = [threshold('公益林地面积', 5, '亩'), threshold('商品林地面积', 10, '亩')];
const protectedPlants = [threshold('国家二级保护野生植物株数', 2, '株'), threshold('国家二级保护野生植物蓄积', 2, '立方米')];
const reached = (thresholds: CrimeThreshold[], ...quantities: [string, number, string][]) =>
  reachesCrime(
    thresholds,
    quantities.map(([measure, value, unit]): Quantity => ({ measure, value, unit })),
  ).map((each) => each.measure);

test('滥伐林木: 20.0 m³ reaches the threshold, 19.9 m³ does not', () => {
  assert.ok(reached(overFelling, ['立木蓄积', 20.0, '立方米']).includes('立木蓄积'));
  assert.deepEqual(reached(overFelling, ['立木蓄积', 19.9, '立方米']), []);
  assert.deepEqual(reached(overFelling, ['立木蓄积', 19.999, 'm³']), []);
});

test('floating sums do not blur the border: 6.6 + 6.7 + 6.7 m³ is 20 m³', () => {
  assert.ok(
    reached(overFelling, ['立木蓄积', 6.6, '立方米'], ['立木蓄积', 6.7, '立方米'], ['立木蓄积', 6.7, '立方米']).includes('立木蓄积'),
  );
  assert.deepEqual(reached(overFelling, ['立木蓄积', 6.6, '立方米'], ['立木蓄积', 6.7, '立方米'], ['立木蓄积', 6.6, '立方米']), []);
});

test('the reported case of 334.98㎡ of forest land is no crime', () => {
  assert.deepEqual(reached(forestLand, ['商品林地', 334.98, '㎡']), []);
});

test('亩 is 2000/3 ㎡: 5亩 are 3,333.33…㎡, so 3,333.33㎡ fall short and 3,333.34㎡ do not', () => {
  assert.deepEqual(reached(forestLand, ['公益林地', 3333.33, '平方米']), []);
  assert.deepEqual(reached(forestLand, ['公益林地', 3333.34, '平方米']), ['公益林地面积']);
  assert.deepEqual(reached(forestLand, ['公益林地', 5, '亩']), ['公益林地面积']);
  assert.deepEqual(reached(forestLand, ['商品林地', 0.6666, '公顷']), []);
  assert.ok(reached(forestLand, ['商品林地', 0.6667, '公顷']).includes('商品林地面积'));
});

test('折算合计: 公益林/5 + 商品林/10 ≥ 1 reaches, though neither does alone', () => {
  assert.deepEqual(reached(forestLand, ['公益林地', 2.5, '亩'], ['商品林地', 5, '亩']), ['折算合计']);
  assert.deepEqual(reached(forestLand, ['公益林地', 2.5, '亩'], ['商品林地', 4.99, '亩']), []);
});

test('折算合计 adds volume and saplings, never value', () => {
  assert.deepEqual(reached(overFelling, ['立木蓄积', 10, '立方米'], ['幼树', 500, '株']), ['折算合计']);
  assert.deepEqual(reached(overFelling, ['立木蓄积', 10, '立方米'], ['林木价值', 30000, '元']), []);
});

test('折算合计 is not reported beside a threshold that is reached alone', () => {
  assert.deepEqual(reached(forestLand, ['公益林地', 6, '亩'], ['商品林地', 3, '亩']), ['公益林地面积']);
});

test('one protected tree is not counted twice, by number and by volume', () => {
  assert.deepEqual(reached(protectedPlants, ['国家二级保护野生植物株数', 1, '株'], ['国家二级保护野生植物蓄积', 1, '立方米']), []);
});

test('half of the standard is enough after two penalties within two years, not after one', () => {
  const half: [string, number, string] = ['公益林地', 2.5, '亩'];
  assert.deepEqual(reached(forestLand, half, [penaltiesWithinTwoYears, 2, '次']), ['折算合计']);
  assert.deepEqual(reached(forestLand, half, [penaltiesWithinTwoYears, 1, '次']), []);
  assert.deepEqual(reached(forestLand, half), []);
});

test('林木价值 may be stated in 万元', () => {
  assert.deepEqual(reached(overFelling, ['林木价值', 5, '万元']), ['林木价值']);
  assert.deepEqual(reached(overFelling, ['林木价值', 4.9999, '万元']), []);
});

test('an unknown unit, a wrong dimension and a negative quantity are refused, never passed over', () => {
  assert.throws(() => reached(overFelling, ['立木蓄积', 30, '吨']), /不认识的计量单位“吨”/);
  assert.throws(() => reached(overFelling, ['立木蓄积', 30, '亩']), /应当以立方米计/);
  assert.throws(() => reached(overFelling, ['立木蓄积', -1, '立方米']), RangeError);
});

test('an item without thresholds reaches none', () => {
  assert.deepEqual(reachesCrime(undefined, [{ measure: '立木蓄积', value: 100, unit: '立方米' }]), []);
});

test('property: more is never less, and a split quantity counts as its sum', () => {
  const tenths = fc.integer({ min: 0, max: 400 });
  fc.assert(
    fc.property(tenths, tenths, (a, b) => {
      const volume = (n: number): [string, number, string] => ['立木蓄积', n / 10, '立方米'];
      assert.deepEqual(reached(overFelling, volume(a), volume(b)), reached(overFelling, volume(a + b)));
      assert.equal(reached(overFelling, volume(a + b)).includes('立木蓄积'), a + b >= 200);
    }),
  );
});
