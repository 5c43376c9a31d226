// src/law/reckoning/fines.test.ts —— 罚款:amounts that must be exact, and bounds that may not be passed
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, plainDate } from '../../base/dates.ts';
import type { Sanction, Tier } from '../registers.ts';
import { fineRange, inUnits, lateFine, missingInput, restorationCost, tierRange, tiersOf } from './fines.ts';

const restore: Sanction = { kind: '罚款', mode: 'may', basis: 'multiple', base: '恢复费用', min: 0, max: 3, unit: '倍' };
const wetland: Sanction = { kind: '罚款', mode: 'must', basis: 'perArea', base: '占用湿地面积', min: 500, max: 2000, unit: '元/平方米' };
const oldTree: Sanction = { kind: '罚款', mode: 'must', basis: 'perTree', min: 200000, max: 500000, unit: '元/株', condition: '二级古树' };
const peat: Sanction = { kind: '罚款', mode: 'must', basis: 'perVolume', base: '采挖泥炭体积', min: 2000, max: 10000, unit: '元/立方米' };
const source = '裁量基准（示例）';

test('the reported case: 334.98㎡ × 10元 × 2 is 6,699.60元, and three times it is 20,098.80元, to the 分', () => {
  const { cost, formula } = restorationCost({ area: 33498, unitCost: 1000, coefficient: 2 });
  assert.equal(cost, 669960);
  assert.equal(formula, '334.98㎡ × 10.00元/㎡ × 2 = 6,699.60元');
  const range = fineRange(restore, { base: cost });
  assert.deepEqual([range.min, range.max], [0, 2009880]);
  assert.equal(range.formula, '恢复费用 6,699.60元 × 3倍 = 20,098.80元');
  assert.equal(range.basis, '可以处恢复费用3倍以下罚款');
});

test('森林法§76: five to ten times gives both ends', () => {
  const range = fineRange({ ...restore, mode: 'must', base: '盗伐林木价值', min: 5, max: 10 }, { base: 123456 });
  assert.deepEqual([range.min, range.max], [617280, 1234560]);
  assert.equal(range.formula, '盗伐林木价值 1,234.56元 × 5倍至10倍 = 6,172.80元至12,345.60元');
});

test('a decimal multiple is the decimal it is written as: 0.9 to 2.1 times', () => {
  const tier: Tier = { tier: '一般', when: '', fineMin: 0.9, fineMax: 2.1, unit: '倍', source };
  const range = tierRange(restore, tier, { base: 669960 });
  assert.deepEqual([range.min, range.max], [602964, 1406916]);
  assert.equal(range.basis, '一般：0.9倍以上2.1倍以下（裁量基准（示例））');
});

test('a bound that is no whole 分 is rounded inwards, so that it never leaves the lawful range', () => {
  const tier: Tier = { tier: '一般', when: '', fineMin: 0.9, fineMax: 2.1, unit: '倍', source };
  const range = tierRange(restore, tier, { base: 1 });
  assert.deepEqual([range.min, range.max], [1, 2]);
});

test('湿地法§52: yuan per square metre with two decimals of area', () => {
  const range = fineRange(wetland, { area: 12345 });
  assert.deepEqual([range.min, range.max], [6172500, 24690000]);
  assert.equal(range.formula, '占用湿地面积 123.45㎡ × 500元/平方米至2000元/平方米 = 61,725.00元至246,900.00元');
});

test('yuan per hectare is measured on the same square metres', () => {
  const range = fineRange({ ...wetland, base: '沙化面积', min: 5000, max: 50000, unit: '元/公顷' }, { area: 1_500_000 });
  assert.deepEqual([range.min, range.max], [750000, 7500000]);
});

test('yuan per tree and per cubic metre', () => {
  assert.deepEqual(fineRange(oldTree, { trees: 2 }).max, 100_000_000);
  const range = fineRange(peat, { volume: 1250 });
  assert.deepEqual([range.min, range.max], [250000, 1250000]);
  assert.match(range.formula, /^采挖泥炭体积 1\.25立方米 × /);
});

test('a range and a fixed amount need no input', () => {
  const range = fineRange({ kind: '罚款', mode: 'may', basis: 'range', min: 0, max: 50000, unit: '元' }, {});
  assert.deepEqual([range.min, range.max, range.formula], [0, 5000000, '不超过50,000.00元']);
  const fixed = fineRange({ kind: '罚款', mode: 'must', basis: 'fixed', max: 200, unit: '元' }, {});
  assert.deepEqual([fixed.min, fixed.max, fixed.formula], [20000, 20000, '200.00元']);
});

test('a missing input is asked for by name before anything is computed', () => {
  assert.equal(missingInput(restore, {}), '请先填写有证据证明的恢复费用');
  assert.equal(missingInput(restore, { base: 0 }), undefined);
  assert.throws(() => fineRange(restore, {}), /请先填写有证据证明的恢复费用/);
});

test('a sanction that is no fine has no range', () => {
  assert.throws(() => fineRange({ kind: '没收违法所得', mode: 'must' }, {}), /没收违法所得/);
});

test('a tier without a fine is zero, and a tier above the statutory maximum is refused', () => {
  assert.equal(tierRange(restore, { tier: '不予处罚', when: '', source }, {}).max, 0);
  assert.throws(
    () => tierRange(restore, { tier: '较重', when: '', fineMin: 2, fineMax: 4, unit: '倍', source }, { base: 100 }),
    /超出法定幅度/,
  );
});

test('a tier measured otherwise than the sanction is refused', () => {
  assert.throws(() => tierRange(restore, { tier: '一般', when: '', fineMax: 100, unit: '元', source }, { base: 100 }), /不一致/);
});

test('tiers are offered only for the case they are meant for', () => {
  const tier = (unit?: string): Tier => ({ tier: unit ?? '不予处罚', when: '', fineMax: unit ? 1 : undefined, unit, source });
  const tiers = [tier(), tier('元(个人)'), tier('元(单位)'), tier('元/株(二级)'), tier('倍')];
  const named = (sanction: Sanction) => tiersOf(sanction, tiers).map((each) => each.tier);
  assert.deepEqual(named({ kind: '罚款', mode: 'must', basis: 'range', max: 1, unit: '元', condition: '单位' }), ['不予处罚', '元(单位)']);
  assert.deepEqual(named(oldTree), ['不予处罚', '元/株(二级)']);
  assert.deepEqual(named(restore), ['不予处罚', '倍']);
});

test('a sanction with tiers of its own uses those, the others use the general ones', () => {
  const tier = (name: string, fineMax: number, condition?: string) => ({ tier: name, when: '', fineMax, unit: '元', source, condition });
  const tiers: Tier[] = [tier('一般', 73000), tier('一般', 155000, '拒不停止'), { tier: '不予处罚', when: '', source }];
  const most = (condition?: string) =>
    tiersOf({ kind: '罚款', mode: 'must', basis: 'range', max: 200000, unit: '元', condition }, tiers).map((each) => each.fineMax);
  assert.deepEqual(most(), [73000, undefined]);
  assert.deepEqual(most('拒不停止'), [155000, undefined]);
  assert.deepEqual(most('造成严重后果'), [73000, undefined]);
});

test('negative, broken and overlarge inputs are refused', () => {
  assert.throws(() => fineRange(restore, { base: -1 }), RangeError);
  assert.throws(() => fineRange(restore, { base: 0.5 }), RangeError);
  assert.throws(() => fineRange(restore, { base: Number.MAX_SAFE_INTEGER }), /金额过大/);
  assert.throws(() => restorationCost({ area: 1, unitCost: 1, coefficient: 1e-7 }), RangeError);
});

test('property: the range is what exact decimal arithmetic gives', () => {
  const cents = fc.integer({ min: 0, max: 1_000_000_000 });
  const tenths = fc.integer({ min: 0, max: 300 });
  fc.assert(
    fc.property(cents, tenths, (base, tenth) => {
      const range = fineRange({ ...restore, max: tenth / 10 }, { base });
      assert.equal(range.max, Number((BigInt(base) * BigInt(tenth)) / 10n));
    }),
  );
});

test('units are written without trailing zeros', () => {
  assert.deepEqual([inUnits(33498, 100), inUnits(5, 100), inUnits(12000, 1000), inUnits(7, 1)], ['334.98', '0.05', '12', '7']);
});

const dueOn = plainDate('2026-03-31');
const late = (days: number, ...pauses: Parameters<typeof lateFine>[3] & {}) => lateFine(1_000_000, dueOn, addDays(dueOn, days), pauses);
const reconsideration = (first: number, last?: number) => ({
  from: addDays(dueOn, first),
  to: last === undefined ? undefined : addDays(dueOn, last),
  why: '行政复议',
});

test('处罚法§72: 10,000元 twenty days late costs 6,000元 more', () => {
  assert.equal(late(20).late, 600_000);
  assert.equal(late(20).formula, '10,000.00元 × 3% × 20日 = 6,000.00元');
});

test('处罚法§72: the late fine never exceeds the fine', () => {
  assert.deepEqual([late(33).late, late(33).capped], [990_000, false]);
  assert.deepEqual([late(34).late, late(34).capped], [1_000_000, true]);
  assert.match(late(34).formula, /按10,000\.00元计$/);
});

test('处罚法§73: eight of twenty late days inside a reconsideration are not counted', () => {
  const result = late(20, reconsideration(5, 12));
  assert.deepEqual([result.late, result.days, result.pausedDays], [360_000, 12, 8]);
});

test('处罚法§73: overlapping and unfinished pauses are counted once, and days before the due day not at all', () => {
  assert.equal(late(20, reconsideration(5, 12), reconsideration(10, 14)).pausedDays, 10);
  assert.equal(late(20, reconsideration(5, 12), reconsideration(6, 8)).pausedDays, 8);
  assert.equal(late(20, reconsideration(11)).days, 10);
  assert.equal(late(20, reconsideration(-5, 4)).pausedDays, 4);
  assert.equal(late(20, reconsideration(21, 30)).pausedDays, 0);
});

test('处罚法§72: payment on or before the last day costs nothing more', () => {
  assert.equal(late(0).late, 0);
  assert.equal(late(-3).late, 0);
});

test('property: paused days are exactly the late days inside some pause', () => {
  const pause = fc.tuple(fc.integer({ min: -10, max: 40 }), fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.array(pause, { maxLength: 4 }), (days, drawn) => {
      const pauses = drawn.map(([first, length]) => reconsideration(first, length === undefined ? undefined : first + length));
      const inside = Array.from({ length: days }, (_, i) => addDays(dueOn, i + 1)).filter((day) =>
        pauses.some((each) => each.from <= day && (each.to === undefined || day <= each.to)),
      );
      assert.equal(late(days, ...pauses).pausedDays, inside.length);
    }),
  );
});
