// src/console/parts/fullWidth.test.ts
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fullWidth } from './fullWidth.ts';

test('marks between Chinese words become full width', () => {
  assert.equal(fullWidth('办理后,原意见(同意)不再适用;请重新送审:见下'), '办理后，原意见（同意）不再适用；请重新送审：见下');
  assert.equal(fullWidth('当事人:高某'), '当事人：高某');
});

test('marks inside figures, times and Latin text stay', () => {
  assert.equal(fullWidth('20,098.80元'), '20,098.80元');
  assert.equal(fullWidth('09:30开始'), '09:30开始');
  assert.equal(fullWidth('a, b'), 'a, b');
});
