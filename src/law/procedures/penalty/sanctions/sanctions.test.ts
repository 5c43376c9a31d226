// src/law/procedures/penalty/sanctions.test.ts —— 罚款以外的处罚：what the item provides, gains, what is heavier, what opens a hearing
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '../../../../base/dates.ts';
import type { Report } from '../../../facts.ts';
import { sampleRegisters } from '../../../papers/sample/registers.ts';
import {
  confiscatedMoney,
  confiscatedWorth,
  finesAlways,
  gainsOf,
  heavierThan,
  type OtherSanction,
  orderedBy,
  provides,
} from './sanctions.ts';
import { kindsOf, opensHearing, weighs } from './weight.ts';

const registers = sampleRegisters('高苇（演示）');
const itemOf = (no: string) => registers.item(`PJLS-CF-${no}`, plainDate('2025-03-01'))!;
const report = (fine: number, others: OtherSanction[] = []): Report =>
  ({ fine, others, on: plainDate('2025-03-24'), lightening: [] }) as unknown as Report;
const gains = (received: number, refunded?: number): OtherSanction => ({ kind: 'gains', received, refunded });

test('处罚法§28: gains are what came in less what must be paid back, never less than nothing', () => {
  assert.equal(gainsOf(gains(180_000, 30_000)), 150_000);
  assert.equal(gainsOf(gains(30_000, 30_000)), 0);
  assert.equal(gainsOf(gains(10_000, 30_000)), 0);
  assert.equal(confiscatedMoney([gains(100), gains(50, 20), { kind: 'goods', value: 999 }]), 130);
  assert.equal(confiscatedWorth([gains(100), { kind: 'goods', value: 999 }]), 1_099);
});

test('one word of the statute may mean money, things or both', () => {
  const both = itemOf('035'); // 没收违法所得和种子；吊销
  assert.ok(provides(both, 'gains') && provides(both, 'goods') && provides(both, 'revocation') && !provides(both, 'warning'));
  const things = itemOf('024'); // 没收野生动物及其制品
  assert.ok(provides(things, 'goods') && !provides(things, 'gains'));
  const money = itemOf('014'); // 没收违法所得
  assert.ok(provides(money, 'gains') && !provides(money, 'goods'));
  assert.ok(provides(itemOf('011'), 'halt') && provides(itemOf('026'), 'closure'));
});

test('what the item orders in every case, and what only on a condition or at discretion', () => {
  assert.deepEqual(orderedBy(itemOf('044')), ['warning']);
  assert.deepEqual(orderedBy(itemOf('035')), ['gains', 'goods', 'revocation']);
  assert.deepEqual(orderedBy(itemOf('036')), ['gains', 'goods']); // 吊销 only where grave
  assert.deepEqual(orderedBy(itemOf('047')), ['gains', 'goods']); // 吊销 may
  assert.ok(finesAlways(itemOf('006')) && !finesAlways(itemOf('001')) && !finesAlways(itemOf('005')));
});

test('处罚法§44, §45: another kind, more money, another thing or a longer time is heavier; less is not', () => {
  const told: OtherSanction[] = [gains(1000), { kind: 'suspension', object: '许可证1号', until: plainDate('2025-09-01') }];
  assert.equal(heavierThan(told, told), undefined);
  assert.equal(heavierThan([gains(900)], told), undefined);
  assert.equal(heavierThan([], told), undefined);
  assert.equal(heavierThan([gains(1001)], told), '没收违法所得');
  assert.equal(heavierThan([{ kind: 'revocation', object: '许可证1号' }], told), '吊销许可证件');
  assert.match(heavierThan([{ kind: 'suspension', object: '许可证2号', until: plainDate('2025-09-01') }], told) ?? '', /许可证2号/);
  assert.equal(heavierThan([{ kind: 'suspension', object: '许可证1号', until: plainDate('2025-10-01') }], told), '暂扣许可证件');
});

test('处罚法§63: a hearing by the kind of sanction, or by what is fined or confiscated, with the threshold of the kind of party', () => {
  assert.equal(opensHearing(report(499_999), 'person', registers), false);
  assert.equal(opensHearing(report(500_000), 'person', registers), true);
  assert.equal(opensHearing(report(500_000), 'organisation', registers), false);
  assert.equal(opensHearing(report(0, [gains(499_999)]), 'person', registers), false);
  assert.equal(opensHearing(report(0, [gains(400_000), { kind: 'goods', value: 100_000 }]), 'person', registers), true);
  assert.equal(opensHearing(report(0, [gains(500_000)]), 'organisation', registers), false);
  for (const kind of ['downgrade', 'revocation', 'restriction', 'halt', 'closure', 'ban'] as const)
    assert.equal(opensHearing(report(0, [{ kind, object: '某证' }]), 'organisation', registers), true, kind);
  for (const kind of ['warning', 'criticism', 'suspension'] as const)
    assert.equal(opensHearing(report(0, [{ kind, object: '某证' }]), 'person', registers), false, kind);
});

test('处罚法§58: the review catalogue names confiscations and revocations', () => {
  assert.deepEqual(weighs(report(100), 'person', registers), []);
  assert.match(weighs(report(0, [gains(500_000)]), 'person', registers).join(), /拟没收/);
  assert.match(weighs(report(0, [{ kind: 'revocation', object: '采集证' }]), 'organisation', registers).join(), /拟吊销许可证件/);
});

test('what is imposed is named in the order of 处罚法§9', () => {
  const all: OtherSanction[] = [{ kind: 'revocation', object: '证' }, gains(5), { kind: 'warning' }];
  assert.deepEqual(kindsOf(report(100, all)), ['警告', '罚款', '没收违法所得', '吊销许可证件']);
  assert.deepEqual(kindsOf(report(0, all)), ['警告', '没收违法所得', '吊销许可证件']);
});
