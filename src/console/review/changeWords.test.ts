// src/console/review/changeWords.test.ts
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeWords } from './changeWords.ts';

test('amounts and areas are told in 元 and ㎡', () => {
  assert.deepEqual(changeWords({ path: '处理建议·fine', before: 2009880, after: 1339920 }), {
    place: '处理建议·建议罚款',
    before: '20,098.80元',
    after: '13,399.20元',
  });
  assert.equal(changeWords({ path: '金额依据·area', before: 33498, after: null }).before, '334.98㎡');
});

test('an added row is told whole, its place counted from one', () => {
  const words = changeWords({ path: '处理建议·facts·1', before: undefined, after: { text: '未经批准', evidence: [] } });
  assert.deepEqual(words, { place: '处理建议·违法事实·第2项', before: '（无）', after: '事实：未经批准；证据：（无）' });
});

test('personal data of the party is never spelled out in a comparison', () => {
  const words = changeWords({ path: '当事人·name', before: '张喆堃', after: '张喆' });
  assert.ok(!JSON.stringify(words).includes('张'));
});
