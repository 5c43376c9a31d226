// src/console/changes/differences.test.ts —— before and after show what differs and nothing else
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differencesOf, linesOfSide } from './differences.ts';

test('only what differs is shown, under its Chinese name; a key without a name is shown too', () => {
  const before = { name: '甲', value: 5, usable: true, other: [1] };
  assert.deepEqual(differencesOf(before, { ...before, value: 7, usable: false, other: [2] }), [
    { name: '数值', before: '5', after: '7' },
    { name: '可以选用', before: '是', after: '否' },
    { name: 'other', before: '[\n 1\n]', after: '[\n 2\n]' },
  ]);
});

test('an entry that ends shows everything it was; days are stretches', () => {
  assert.deepEqual(differencesOf({ holidays: { '2027-01-01': '元旦', '2027-01-02': '元旦' } }, null), [
    { name: '放假', before: '2027-01-01 至 2027-01-02 元旦', after: '' },
  ]);
});

test('of a list only the lines that differ are shown; structured content is shown whole, with those marked', () => {
  assert.deepEqual(linesOfSide('元旦\n春节', '元旦'), [{ line: '春节', differs: true }]);
  assert.deepEqual(linesOfSide('元旦', '元旦\n春节'), []);
  assert.deepEqual(linesOfSide('[\n 1\n]', '[\n 2\n]'), [
    { line: '[', differs: false },
    { line: ' 1', differs: true },
    { line: ']', differs: false },
  ]);
});
