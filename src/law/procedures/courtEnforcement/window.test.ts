// src/law/procedures/courtEnforcement/window.test.ts —— 申请期限：vectors
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '../../../base/dates.ts';
import type { CaseFile, RecordedAct } from '../../engine.ts';
import { sampleRegisters } from '../../papers/sample/registers.ts';
import type { Particulars } from '../../particulars/field.ts';
import { windowOpens } from '../penalty/money/moneyGates.ts';
import { lateFineOf, owedOf, remediesEnd, windowOf } from './window.ts';

const registers = sampleRegisters('高演示');
const base = {
  decisionServedOn: '2025-08-24',
  proceedings: 'none',
  dutyKind: 'money',
  dutyDue: '2025-09-08',
  principal: 900_000,
  lateTold: true,
};
const fileOf = (proposal: Particulars, payments: number[] = []): CaseFile => ({
  id: 'window',
  acts: [
    act(1, 'courtEnforcementProposed', '2026-03-02', { ...base, ...proposal }),
    ...payments.map((amount, i) => act(i + 2, 'paymentReceived', '2026-03-10', { amount })),
  ],
});
const act = (n: number, step: RecordedAct['step'], on: string, particulars: Particulars): RecordedAct => ({
  step,
  on: plainDate(on),
  by: [],
  particulars,
  id: String(n),
  n,
  recordedAt: `${on}T02:00:00.000Z`,
  recordedOn: plainDate(on),
  enteredBy: '',
});

test('强制法§53、诉讼法§46: six months from service, then three months; a Sunday rolls to Monday', () => {
  assert.equal(remediesEnd(fileOf({})), '2026-02-24');
  const window = windowOf(fileOf({}), registers)!;
  assert.deepEqual([window.strict, window.rolled], ['2026-05-24', '2026-05-25']);
});

test('处罚法§72: a deferral that ends later starts the three months', () => {
  assert.equal(remediesEnd(fileOf({ deferredTo: '2026-04-30' })), '2026-04-30');
  assert.equal(windowOf(fileOf({ deferredTo: '2026-04-30' }), registers)?.strict, '2026-07-30');
  assert.equal(remediesEnd(fileOf({ deferredTo: '2025-12-31' })), '2026-02-24');
});

test('a suit that ended counts from its end when the six months are over before it, from the six months otherwise', () => {
  const suit = (to?: string) => fileOf({ courses: [{ kind: 'suit', from: '2025-10-01', to }] });
  assert.equal(remediesEnd(suit('2026-06-15')), '2026-06-15');
  assert.equal(remediesEnd(suit('2025-12-15')), '2026-02-24');
  assert.equal(remediesEnd(suit()), undefined);
});

test('诉讼法§45: after a review decision fifteen days are left for a suit, and the penalty case reckons the same day', () => {
  const review = { kind: 'reconsideration', from: '2025-10-20', to: '2025-11-05' };
  assert.equal(remediesEnd(fileOf({ decisionServedOn: '2025-10-01', courses: [review] })), '2025-11-20');
  const suit = { kind: 'suit', from: '2025-11-18', to: '2026-01-30' };
  assert.equal(remediesEnd(fileOf({ decisionServedOn: '2025-10-01', courses: [review, suit] })), '2026-01-30');
  const penalty: CaseFile = {
    id: 'p',
    acts: [act(1, 'decisionServed', '2025-10-01', {}), act(2, 'litigationNoted', '2025-11-06', review)],
  };
  assert.equal(windowOpens(penalty), '2025-11-20');
});

test('复议法§23: a penalty on the spot leaves sixty days, for review comes first; in both cases', () => {
  assert.equal(remediesEnd(fileOf({ decisionServedOn: '2025-10-01', onTheSpot: true })), '2025-11-30');
  assert.equal(windowOpens({ id: 'p', acts: [act(1, 'onSpotDecided', '2025-10-01', { fine: 20_000 })] }), '2025-11-30');
});

test('处罚法§73, §66: no late fine for the days of reconsideration, of a suit and of a deferral', () => {
  const late = (more: Particulars, until: string) => lateFineOf(fileOf(more), plainDate(until));
  const review = { kind: 'reconsideration', from: '2025-09-11', to: '2025-09-20' };
  assert.equal(late({}, '2025-09-28'), 540_000); // twenty days
  assert.equal(late({ courses: [review] }, '2025-09-28'), 270_000);
  assert.equal(late({ courses: [{ kind: 'suit', from: '2025-09-11' }] }, '2025-09-28'), 54_000);
  assert.equal(late({ deferredOn: '2025-09-01', deferredTo: '2025-09-18' }, '2025-09-28'), 270_000);
});

test('served at the end of August: six months end on the last day of February', () => {
  assert.equal(remediesEnd(fileOf({ decisionServedOn: '2025-08-31' })), '2026-02-28');
});

test('强制法§45: the late fine grows by three per cent a day and stops at the principal; none where it was not told', () => {
  assert.equal(lateFineOf(fileOf({}), plainDate('2025-09-18')), 270_000);
  assert.equal(lateFineOf(fileOf({}), plainDate('2026-03-02')), 900_000);
  assert.equal(lateFineOf(fileOf({ lateTold: false }), plainDate('2026-03-02')), undefined);
});

test('what is owed is the principal less every payment', () => {
  assert.equal(owedOf(fileOf({ paid: 100_000 }, [200_000, 50_000])), 550_000);
  assert.equal(owedOf(fileOf({}, [900_000, 100])), 0);
});
