// src/law/procedures/coercion/decided.test.ts —— 一案作出的决定：made, served, fallen, paid, as its own case records it
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '../../../base/dates.ts';
import type { CaseFile, Made, RecordedAct } from '../../engine.ts';
import { sampleRegisters } from '../../papers/sample/registers.ts';
import type { Particulars } from '../../particulars/field.ts';
import type { StepId } from '../../vocabulary.ts';
import { penaltyOrdinary } from '../penaltyOrdinary.ts';
import { decisionsMade } from './decided.ts';

const registers = sampleRegisters('高苇（演示）');
type Row = [step: StepId, on: string, particulars?: Particulars, made?: Made];
const of = (...rows: Row[]) => {
  const acts = rows.map(([step, on, particulars = {}, made], i): RecordedAct => {
    const day = plainDate(on);
    return {
      step,
      on: day,
      by: [],
      particulars,
      made,
      id: `${i}`,
      n: i + 1,
      recordedAt: `${on}T02:00:00.000Z`,
      recordedOn: day,
      enteredBy: '',
    };
  });
  return decisionsMade(penaltyOrdinary, { id: 'c', acts } satisfies CaseFile, registers);
};
const decided = (on: string, number: string): Row => [
  'decisionMade',
  on,
  {},
  { numbers: { CF29: number }, bound: { digest: '', subject: { 处理建议: { fine: 1_000_000 } } } },
];
const served: Row = ['decisionServed', '2025-04-11', { method: 'direct' }];

test('a decision is there once made, with its service once it is served', () => {
  assert.deepEqual(of(), []);
  assert.equal(of(decided('2025-04-10', '甲'))[0]!.servedOn, undefined);
  const [found] = of(decided('2025-04-10', '甲'), served);
  assert.deepEqual(
    [found!.number, found!.on, found!.servedOn, found!.undone, found!.paid, found!.fine],
    ['甲', '2025-04-10', '2025-04-11', false, false, 1_000_000],
  );
});

test('paid in full it is paid; a part is not enough', () => {
  const paying = (amount: number) => of(decided('2025-04-10', '甲'), served, ['paymentReceived', '2025-04-20', { amount }])[0]!.paid;
  assert.deepEqual([paying(400_000), paying(1_000_000)], [false, true]);
});

test('revoked it binds no more, nor does the one a new decision took the place of', () => {
  assert.equal(of(decided('2025-04-10', '甲'), served, ['decisionRevoked', '2025-06-01', { kind: 'revoked' }])[0]!.undone, true);
  const [first, second] = of(decided('2025-04-10', '甲'), served, ['caseReopened', '2025-06-02'], decided('2025-07-01', '乙'));
  assert.deepEqual([first!.undone, second!.undone, second!.servedOn], [true, false, undefined]);
});

test('an order to correct can be enforced too; an imported case knows its decision, not its service', () => {
  const [order] = of(['correctionOrdered', '2025-03-01', {}, { numbers: { G09: '责改1号' } }]);
  assert.deepEqual([order!.number, order!.servedOn], ['责改1号', '2025-03-01']);
  const [old] = of(['caseImported', '2026-01-05', { oldNumber: '旧案1号', decisionNumber: '旧决1号', decidedOn: '2019-05-01' }]);
  assert.deepEqual([old!.number, old!.servedOn, old!.imported], ['旧决1号', undefined, true]);
});
