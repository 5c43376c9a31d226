// src/law/clearance.test.ts —— 执法人员清理:each condition fails by itself, what is not recorded is never guessed
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '../base/dates.ts';
import { type Cleared, clear, type OfficerFacts, type Qualification, toSuspend } from './clearance.ts';

const on = plainDate('2026-11-24');
const rules = { region: '盘锦市', trainingHours: 40, firstTrainingHours: 60, warnDays: 60 };
const certificate = { number: '演示-1', validFrom: plainDate('2023-01-01'), validTo: plainDate('2027-12-31'), actTypes: ['penalty'] };
const qualification: Qualification = {
  payroll: 'established',
  area: '盘锦市行政区域',
  checks: [{ year: '2025', hours: 40, passed: true, on: plainDate('2026-01-15') }],
};
const officer: OfficerFacts = { person: 'p', officer: true, certificates: [certificate], qualification };
const judge = (change: Partial<OfficerFacts> = {}): Cleared => clear({ ...officer, ...change }, on, rules);
const told = ({ outcome, grounds }: Cleared) => `${outcome} ${grounds.map(({ says }) => says).join('；')}`.trim();

test('whoever meets every condition is kept', () => assert.equal(told(judge()), 'kept'));

test('who holds neither the post nor a certificate is no officer', () => {
  assert.equal(told(judge({ officer: false, certificates: [] })), 'outside');
  assert.equal(judge({ officer: false }).outcome, 'kept', 'a certificate alone is enough to be examined');
});

test('each condition fails by itself, with its ground', () => {
  const with_ = (change: Partial<Qualification>) => told(judge({ qualification: { ...qualification, ...change } }));
  const check = qualification.checks[0]!;
  assert.equal(with_({ payroll: 'contract' }), 'failed 合同制人员，不是在编在职人员');
  assert.equal(with_({ payroll: 'transferred' }), 'failed 已调离本机关');
  assert.equal(with_({ retiresOn: on }), 'failed 已于2026年11月24日到退休日期');
  assert.equal(with_({ retiresOn: plainDate('2026-11-25') }), 'kept');
  assert.equal(with_({ checks: [{ ...check, passed: false }] }), 'failed 2025年度审验不合格');
  assert.equal(with_({ checks: [{ ...check, hours: 39 }] }), 'failed 2025年度培训39学时，不足40学时');
  assert.equal(with_({ area: '营口市' }), 'failed 执法区域为“营口市”，不在盘锦市');
  assert.equal(told(judge({ certificates: [] })), 'failed 没有执法证');
  assert.equal(
    told(judge({ certificates: [{ ...certificate, validTo: plainDate('2026-11-23') }] })),
    'failed 执法证已于2026年11月23日到期',
  );
  assert.equal(told(judge({ certificates: [{ ...certificate, state: 'suspended' }] })), 'failed 执法证在暂扣中');
  assert.equal(told(judge({ certificates: [{ ...certificate, actTypes: [] }] })), 'failed 执法证演示-1没有执法类别');
});

test('a first certificate needs the longer training, and no check of the year before it', () => {
  const issued = (validFrom: string) => [{ ...certificate, validFrom: plainDate(validFrom) }];
  assert.equal(told(judge({ certificates: issued('2025-06-01') })), 'failed 2025年度培训40学时，不足60学时');
  assert.equal(told(judge({ certificates: issued('2026-06-01'), qualification: { ...qualification, checks: [] } })), 'kept');
});

test('what nobody recorded is 待核实 and fails nobody', () => {
  assert.equal(told(judge({ qualification: undefined })), 'pending 没有登记编制情况；没有2025年度审验的记录；没有登记执法区域');
});

test('a certificate about to end is warned of, unless the next one follows', () => {
  const ending = { ...certificate, validTo: plainDate('2027-01-23') };
  assert.equal(told(judge({ certificates: [ending] })), 'warned 执法证于2027年1月23日到期');
  const next = { ...certificate, number: '演示-2', validFrom: plainDate('2027-01-24'), validTo: plainDate('2032-01-23') };
  assert.equal(judge({ certificates: [ending, next] }).outcome, 'kept');
  assert.equal(judge({ certificates: [{ ...ending, validTo: plainDate('2027-01-24') }] }).outcome, 'kept');
});

test('a failed officer loses every certificate he could still use, the next one too', () => {
  const next = { ...certificate, number: '演示-2', validFrom: plainDate('2028-01-01'), validTo: plainDate('2032-01-23') };
  const old = { ...certificate, number: '演示-0', validTo: plainDate('2022-12-31') };
  assert.deepEqual(
    toSuspend({ ...officer, certificates: [old, certificate, next, { ...next, number: '演示-3', state: 'cancelled' }] }, on),
    ['演示-1', '演示-2'],
  );
});
