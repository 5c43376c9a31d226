// src/law/procedures/seizure/ledger.test.ts —— 财物的账和期限：vectors
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '../../../base/dates.ts';
import type { CaseFile, RecordedAct } from '../../engine.ts';
import { sampleRegisters } from '../../papers/sample/registers.ts';
import type { Particulars } from '../../particulars/field.ts';
import type { StepId } from '../../vocabulary.ts';
import { heldInWords, lastDayOf, ledgerOf, overdrawn, owedBack, proceedsHeld, unbalanced, undecided } from './ledger.ts';

const registers = sampleRegisters('阎演示');
const fileOf = (...acts: [StepId, string, Particulars][]): CaseFile => ({
  id: 'ledger',
  acts: acts.map(
    ([step, on, particulars], i): RecordedAct => ({
      step,
      on: plainDate(on),
      by: [],
      particulars,
      id: String(i),
      n: i + 1,
      recordedAt: `${on}T02:00:00.000Z`,
      recordedOn: plainDate(on),
      enteredBy: '',
    }),
  ),
});
const seized: [StepId, string, Particulars][] = [
  ['seizureProposed', '2026-03-02', { period: 30 }],
  [
    'goodsSeized',
    '2026-03-03',
    {
      goods: [
        { name: '原木', quantity: '12.5', unit: '立方米' },
        { name: '油锯', quantity: '1', unit: '台' },
      ],
    },
  ],
];

test('R57: seized is held, returned, confiscated, sold, each unit once; fractions of a cubic metre exactly', () => {
  const file = fileOf(
    ...seized,
    ['goodsSold', '2026-03-04', { moves: [{ no: 1, quantity: '0.1' }], proceeds: 5000 }],
    ['goodsDisposed', '2026-03-05', { moves: [{ no: 1, quantity: '12.2', disposal: 'confiscated' }] }],
    ['seizureReleased', '2026-03-06', { whole: true }],
    ['goodsReturned', '2026-03-06', { moves: [{ no: 1, quantity: '0.2' }] }],
  );
  const [timber, saw] = ledgerOf(file);
  assert.deepEqual(
    [timber!.seized, timber!.sold, timber!.confiscated, timber!.returned, timber!.released, timber!.held],
    [12500, 100, 12200, 200, 0, 0],
  );
  assert.deepEqual([saw!.held, saw!.released], [1000, 1000]);
  assert.equal(heldInWords(file), '2号油锯1台、变卖款50元');
  assert.equal(proceedsHeld(file), 5000);
  assert.deepEqual([undecided(file), owedBack(file), unbalanced(file)], [false, true, undefined]);
});

test('R57: more than is there, or what is on no list, is not moved', () => {
  const file = fileOf(...seized, ['goodsDisposed', '2026-03-05', { moves: [{ no: 1, quantity: '12', disposal: 'destroyed' }] }]);
  assert.match(
    overdrawn(file, 'goodsDisposed', {
      moves: [
        { no: 1, quantity: '0.3' },
        { no: 1, quantity: '0.3' },
      ],
    })!,
    /在库而未解除的是0\.5立方米，填写的是0\.6立方米/,
  );
  assert.equal(overdrawn(file, 'goodsDisposed', { moves: [{ no: 1, quantity: '0.5' }] }), undefined);
  assert.match(overdrawn(file, 'goodsSold', { moves: [{ no: 3, quantity: '1' }] })!, /没有第3号/);
  assert.match(overdrawn(file, 'goodsReturned', { moves: [{ no: 2, quantity: '1' }] })!, /已解除而未退还的是0台/);
});

test('强制法§25: thirty days end on the thirtieth, a holiday or not', () => {
  assert.equal(
    lastDayOf(fileOf(['seizureProposed', '2026-03-05', { period: 30 }], ['goodsSeized', '2026-03-06', { goods: [] }]), registers),
    '2026-04-05',
  ); // 清明
});

test('强制法§25: a test that was told is left out, to its end or to its result, and an extension is added', () => {
  const told: [StepId, string, Particulars] = ['testingNoticed', '2026-03-09', { kind: 'appraisal', from: '2026-03-10', to: '2026-03-24' }];
  assert.equal(lastDayOf(fileOf(...seized, told), registers), '2026-04-17');
  assert.equal(lastDayOf(fileOf(...seized, told, ['appraisalReceived', '2026-03-20', {}]), registers), '2026-04-13');
  assert.equal(lastDayOf(fileOf(...seized, told, ['seizureExtended', '2026-04-01', { days: 30 }]), registers), '2026-05-17');
});
