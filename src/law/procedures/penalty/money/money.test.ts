// src/law/procedures/penalty/money.test.ts —— 罚款账：deferral, instalments, confiscated money, sent papers and changed decisions on the account
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '../../../../base/dates.ts';
import type { CaseFile, Made, RecordedAct } from '../../../engine.ts';
import { sampleRegisters } from '../../../papers/sample/registers.ts';
import type { Particulars } from '../../../particulars/field.ts';
import { accountOf, paymentDue } from '../../../reckoning/account.ts';
import type { StepId } from '../../../vocabulary.ts';
import { servedOn } from '../service/arrival.ts';
import { windowOpens } from './moneyGates.ts';

const registers = sampleRegisters('高苇（演示）');
type Row = [step: StepId, on: string, particulars?: Particulars, made?: Made];
const file = (...rows: Row[]): CaseFile => ({
  id: 'c',
  acts: rows.map(([step, on, particulars = {}, made], i): RecordedAct => {
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
  }),
});
const decided = (fine: number, others: unknown[] = []): Row => [
  'decisionMade',
  '2025-04-10',
  {},
  { bound: { digest: '', subject: { 处理建议: { fine, others } } } },
];
const served: Row = ['decisionServed', '2025-04-11', { method: 'direct' }]; // due 26 April, rolled to 28 April

test('处罚法§72: without deferral the whole fine bears three per cent a day after the rolled day, at most itself', () => {
  const at = (day: string) => accountOf(file(decided(1_000_000), served), registers, plainDate(day))!;
  assert.equal(at('2025-04-27').late.late, 0);
  const due = paymentDue(file(decided(1_000_000), served), registers)!.rolled;
  assert.equal(at('2025-05-20').late.days, (Date.parse('2025-05-20') - Date.parse(due)) / 86_400_000);
  assert.equal(at('2026-01-01').late.late, 1_000_000);
});

test('处罚法§66: a deferral bears none until its day; what was late before its decision stays late', () => {
  const before: Row = ['deferralDecided', '2025-04-20', { outcome: 'deferred', until: '2025-06-30' }];
  const at = (rows: Row[], day: string) => accountOf(file(decided(1_000_000), served, ...rows), registers, plainDate(day))!;
  assert.equal(at([before], '2025-06-30').late.late, 0);
  assert.equal(at([before], '2025-07-10').late.late, 300_000);
  const late: Row = ['deferralDecided', '2025-05-08', { outcome: 'deferred', until: '2025-06-30' }];
  const due = paymentDue(file(decided(1_000_000), served), registers)!.rolled;
  const days = (Date.parse('2025-05-07') - Date.parse(due)) / 86_400_000;
  assert.equal(at([late], '2025-06-30').late.late, 30_000 * days);
  assert.equal(at([['deferralDecided', '2025-04-20', { outcome: 'refused' }]], '2025-07-10').late.late, 1_000_000);
});

test('instalments bear late fine each by itself, together at most the fine', () => {
  const plan: Row = [
    'deferralDecided',
    '2025-04-20',
    {
      outcome: 'instalments',
      parts: [
        { by: '2025-05-31', amount: 400_000 },
        { by: '2025-06-30', amount: 600_000 },
      ],
    },
  ];
  const first: Row = ['paymentReceived', '2025-05-30', { amount: 400_000 }];
  const at = (rows: Row[], day: string) => accountOf(file(decided(1_000_000), served, plan, ...rows), registers, plainDate(day))!;
  assert.equal(at([first], '2025-06-30').late.late, 0);
  assert.equal(at([first], '2025-07-10').late.late, 180_000); // 600,000 × 3% × 10
  assert.equal(at([], '2025-06-10').late.late, 120_000); // the first alone, ten days
  assert.equal(at([], '2027-01-01').late.late, 1_000_000);
  assert.equal(at([first], '2025-07-10').owed, 780_000);
});

test('instalments of what is left after a part was paid', () => {
  const paid: Row = ['paymentReceived', '2025-04-18', { amount: 200_000 }];
  const plan: Row = [
    'deferralDecided',
    '2025-04-20',
    {
      outcome: 'instalments',
      parts: [
        { by: '2025-05-31', amount: 400_000 },
        { by: '2025-06-30', amount: 400_000 },
      ],
    },
  ];
  const next: Row = ['paymentReceived', '2025-05-31', { amount: 400_000 }];
  assert.equal(accountOf(file(decided(1_000_000), served, paid, plan, next), registers, plainDate('2025-06-30'))!.late.late, 0);
});

test('confiscated money is owed beside the fine, paid apart, and bears no late fine', () => {
  const rows: Row[] = [decided(0, [{ kind: 'gains', received: 180_000, refunded: 30_000 }]), served];
  const at = (...more: Row[]) => accountOf(file(...rows, ...more), registers, plainDate('2025-12-01'))!;
  assert.deepEqual([at().owed, at().late.late, at().gains], [150_000, 0, 150_000]);
  assert.equal(at(['paymentReceived', '2025-05-01', { of: 'gains', amount: 150_000 }]).owed, 0);
  assert.equal(at(['paymentReceived', '2025-05-01', { amount: 150_000 }]).owed, 150_000);
});

test('our own decision changes or takes away what is owed; a slip put right changes nothing', () => {
  const at = (...more: Row[]) => accountOf(file(decided(1_000_000), served, ...more), registers, plainDate('2025-04-28'))!;
  assert.equal(at(['decisionAmended', '2025-04-20', { kind: 'corrected' }]).fine, 1_000_000);
  assert.equal(at(['decisionAmended', '2025-04-20', { kind: 'changed', newFine: 400_000 }]).fine, 400_000);
  assert.equal(at(['decisionAmended', '2025-04-20', { kind: 'revoked' }]).owed, 0);
});

test('on the spot the decision is served with itself, and cash pays it', () => {
  const spot = (collection: string): Row => ['onSpotDecided', '2025-04-01', { fine: 20_000, collection }];
  assert.equal(accountOf(file(spot('bank')), registers, plainDate('2025-04-10'))!.owed, 20_000);
  assert.equal(accountOf(file(spot('small')), registers, plainDate('2026-04-10'))!.owed, 0);
});

test('民诉法§91, §95: terms run from the receipt, and from the thirtieth day after the announcement', () => {
  const mailed = { step: 'decisionServed', particulars: { method: 'mailed', servedAt: '2025-04-15 09:00' } } as const;
  assert.equal(servedOn(file(decided(1)), mailed, registers), '2025-04-15');
  const announced = { step: 'decisionServed', particulars: { method: 'announced' } } as const;
  const sent = file(decided(1), ['decisionDispatched', '2025-04-17', { method: 'announced' }]);
  assert.equal(servedOn(sent, announced, registers), '2025-05-17');
  assert.equal(
    servedOn(sent, { step: 'decisionServed', particulars: { method: 'direct', servedAt: '2025-04-20 09:00' } }, registers),
    undefined,
  );
  const due = paymentDue(
    file(decided(1), ['decisionServed', '2025-04-20', { method: 'mailed' }, { servedOn: plainDate('2025-04-15') }]),
    registers,
  );
  assert.equal(due?.from, '2025-04-15');
});

test('强制法§53, 处罚法§72(2): the window opens when the remedies, the proceedings and the deferral are over, and not while one is open', () => {
  assert.equal(windowOpens(file(decided(1), served)), '2025-10-11');
  const deferred: Row = ['deferralDecided', '2025-04-20', { outcome: 'deferred', until: '2025-12-31' }];
  assert.equal(windowOpens(file(decided(1), served, deferred)), '2025-12-31');
  const open: Row = ['litigationNoted', '2025-05-01', { kind: 'suit', from: '2025-05-01' }];
  assert.equal(windowOpens(file(decided(1), served, open)), undefined);
  const ended: Row = ['litigationNoted', '2025-11-20', { kind: 'suit', from: '2025-05-01', to: '2025-11-20' }];
  assert.equal(windowOpens(file(decided(1), served, open, ended)), '2025-11-20');
});
