// src/console/case/dayCells.test.ts
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '../../base/dates.ts';
import { computeDue } from '../../law/reckoning/days.ts';
import { dayCells, daysLeft } from './dayCells.ts';

const calendar = {
  version: '2026-2',
  source: '国办通知',
  years: {
    '2026': {
      holidays: { '2026-09-25': '中秋', '2026-09-26': '中秋', '2026-09-27': '中秋' },
      workdays: { '2026-09-20': '因国庆调休上班' },
    },
  },
};
const due = computeDue(plainDate('2026-09-18'), { amount: 7, basis: '处罚法§56' }, calendar);
const deadline = {
  from: due.from,
  strict: due.strict,
  amount: due.amount,
  days: { excluded: due.excluded, included: due.included, firstDay: due.firstDay },
};

test('the cells count exactly the days the law counted', () => {
  const cells = dayCells(deadline, '2026-09-28');
  assert.equal(cells[0]?.note, '当日不计');
  assert.equal(cells.at(-1)?.date, due.strict);
  assert.equal(cells.at(-1)?.note, '7 期满');
  assert.deepEqual(
    cells.filter((cell) => cell.kind === 'swap').map((cell) => cell.date),
    ['2026-09-20'],
  );
  assert.equal(cells.filter((cell) => cell.kind === 'day' || cell.kind === 'swap').length, 7);
  assert.equal(cells.find((cell) => cell.today)?.date, '2026-09-28');
});

test('a long term has no cells', () => {
  const long = computeDue(plainDate('2026-02-19'), { amount: 90, basis: '处罚法§60' }, calendar);
  assert.deepEqual(dayCells({ ...deadline, from: long.from, strict: long.strict, amount: 90 }, '2026-03-01'), []);
});

test('what is left is told in working days where the statute counts them', () => {
  assert.equal(daysLeft(deadline, '2026-09-24'), 2);
  assert.equal(daysLeft(deadline, '2026-09-29'), 0);
  assert.equal(daysLeft(deadline, '2026-09-30'), undefined);
});
