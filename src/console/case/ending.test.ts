// src/console/case/ending.test.ts —— 了结
import assert from 'node:assert/strict';
import test from 'node:test';
import type { CaseView } from '../wire/shapes.ts';
import { endingOf } from './ending.ts';

const acts = (...steps: [string, boolean?][]) => ({
  acts: steps.map(([step, voided = false], i) => ({ n: i + 1, step, voided, on: '2026-03-02', by: [{ id: 'p1', name: '沈岳' }] })),
});
const of = (...steps: [string, boolean?][]) => endingOf(acts(...steps) as unknown as CaseView)?.says;

test('a running case has no ending; a closed, withdrawn or declined one says which', () => {
  assert.equal(of(['caseFiled']), undefined);
  assert.equal(of(['caseFiled'], ['caseClosed']), '已结案');
  assert.equal(of(['caseFiled'], ['caseWithdrawn']), '已撤销案件');
  assert.equal(of(['filingDeclined']), '不予立案');
});

test('a closing that was voided ends nothing', () => {
  assert.equal(of(['caseFiled'], ['caseClosed', true]), undefined);
});

test('a case with the police is said to be there until they decline it', () => {
  assert.equal(of(['caseFiled'], ['crimeTransferred']), '已移送公安机关');
  assert.equal(of(['caseFiled'], ['crimeTransferred'], ['policeDeclined']), undefined);
  assert.equal(of(['crimeTransferred'], ['policeDeclined'], ['caseClosed']), '已结案');
});
