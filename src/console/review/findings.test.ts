// src/console/review/findings.test.ts
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '../../base/dates.ts';
import type { CaseView } from '../wire/shapes.ts';
import { findingsOf } from './findings.ts';

const on = plainDate('2026-03-02');
const act = {
  n: 1,
  step: 'siteExamined',
  name: '现场勘验',
  on,
  recordedAt: '2026-03-02T02:00:00.000Z',
  voided: false,
  corrected: false,
  fields: [],
  papers: [],
};
const view = {
  handlers: [
    { id: 'a', name: '赵延' },
    { id: 'b', name: '钱禾' },
  ],
  agency: { id: 'panjin', name: '某局' },
  acts: [act],
  deadlines: [],
  crime: [],
  matrix: { facts: [{ text: '未经批准', evidence: ['e1', 'e2'] }], unquoted: [], unquotedRecords: [] },
} as unknown as CaseView;
const open = (over: Partial<CaseView>) =>
  Object.values(findingsOf({ ...view, ...over }))
    .flat()
    .filter((finding) => !finding.ok)
    .map((finding) => finding.says);

test('a fact with one proof and unquoted evidence are put before the reviewer', () => {
  const says = open({ matrix: { facts: [{ text: '未经批准', evidence: ['e1'] }], unquoted: ['e2'], unquotedRecords: [] } });
  assert.ok(says.some((each) => each.includes('只有一份证据')) && says.some((each) => each.includes('1份证据没有引用')));
});

test('overdue terms, back-dated acts, corrections and crime thresholds are each named', () => {
  const says = open({
    deadlines: [{ says: '九十日办案', strict: on, state: 'late' }] as unknown as CaseView['deadlines'],
    acts: [{ ...act, recordedAt: '2026-03-05T02:00:00.000Z', corrected: true }] as unknown as CaseView['acts'],
    crime: ['林地5亩以上'],
  });
  for (const part of ['九十日办案', '补录', '已更正', '林地5亩以上'])
    assert.ok(
      says.some((each) => each.includes(part)),
      part,
    );
});

test('the system never concludes: with nothing to look at it still lists facts on every point', () => {
  for (const findings of Object.values(findingsOf(view))) assert.ok(findings.length > 0);
});
