// src/console/board/groupByWhen.test.ts
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupByWhen, whenOf } from './groupByWhen.ts';

const today = '2026-09-28';

test('a date falls into the nearest group that holds it', () => {
  const cases = {
    '2026-09-27': 'late',
    '2026-09-28': 'near',
    '2026-09-29': 'near',
    '2026-09-30': 'week',
    '2026-10-05': 'week',
    '2026-10-06': 'later',
  };
  for (const [due, when] of Object.entries(cases)) assert.equal(whenOf(due, today), when, due);
  assert.equal(whenOf(null, today), 'none');
});

test('the rest of this month is a group of its own only beyond seven days', () => {
  assert.equal(whenOf('2026-09-30', '2026-09-10'), 'month');
  assert.equal(whenOf('2026-10-01', '2026-09-10'), 'later');
});

test('groups come by urgency, dates ascending inside, empty groups absent', () => {
  const rows = [{ d: '2026-12-01' }, { d: null }, { d: '2026-09-01' }, { d: '2026-10-20' }];
  const groups = groupByWhen(rows, (row) => row.d, today);
  assert.deepEqual(
    groups.map((group) => [group.when, group.rows.map((row) => row.d)]),
    [
      ['late', ['2026-09-01']],
      ['later', ['2026-10-20', '2026-12-01']],
      ['none', [null]],
    ],
  );
});
