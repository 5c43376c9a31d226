// src/console/changes/calendarText.test.ts —— a year typed as lines reads back as it was; a wrong line is named
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf, readLines } from './calendarText.ts';

test('stretches of one holiday are one line, and read back day by day', () => {
  const days = { '2027-01-01': '元旦', '2027-02-05': '春节', '2027-02-06': '春节', '2027-02-07': '春节' };
  assert.equal(linesOf(days), '2027-01-01 元旦\n2027-02-05 至 2027-02-07 春节');
  assert.deepEqual(readLines(`${linesOf(days)}\n\n`), days);
});

test('a line that cannot be read, an impossible day, a day twice and a stretch backwards are named by their line', () => {
  assert.match(String(readLines('2027-01-01 元旦\n春节')), /第2行看不懂/);
  assert.match(String(readLines('2027-02-30 春节')), /没有“2027-02-30”这一天/);
  assert.match(String(readLines('2027-01-01 元旦\n2027-01-01 元旦')), /第2行：2027-01-01写了两次/);
  assert.match(String(readLines('2027-02-11 至 2027-02-05 春节')), /后一天早于前一天/);
  assert.match(String(readLines('2027-01-01 至 2027-12-31 放假')), /超过六十天/);
});
