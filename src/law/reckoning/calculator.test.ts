// src/law/reckoning/calculator.test.ts —— anyone’s term is reckoned by the engine of the cases; what cannot be reckoned is said in Chinese
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { plainDate } from '../../base/dates.ts';
import { proceduresInForce } from '../procedures/inForce.ts';
import type { Registers } from '../registers.ts';
import { type Asked, offeredTerms, type Reckoned, reckon } from './calculator.ts';

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../../agencies/panjin/${name}.json`, import.meta.url), 'utf8'));
const { parameters } = read('parameters') as { parameters: { key: string; from: string; value: number }[] };
const registers = {
  calendar: read('calendar'),
  parameter(key: string, on: string) {
    const found = parameters.findLast((entry) => entry.key === key && entry.from <= on);
    if (!found) throw new RangeError(`参数“${key}”在${on}没有生效的数值`);
    return found.value;
  },
} as unknown as Registers;
const today = plainDate('2026-11-24');
const ask = (asked: Asked) => reckon(asked, registers, today);
const due = (asked: Asked) => {
  const answer = ask(asked);
  assert.ok('due' in answer, JSON.stringify(answer));
  return answer;
};
const faults = (answer: Reckoned) => ('faults' in answer ? answer.faults.map(({ field, says }) => `${field}：${says}`).join('\n') : '');

test('the case limit of the handbook: filed on 2 March 2026, ninety days end on a Sunday and roll over to 1 June; warned of on 29 May', () => {
  const { due: counted, term } = due({ term: 'penalty.ordinary:decisionMade', from: '2026-03-02' });
  assert.deepEqual([counted.strict, counted.rolled, counted.remindOn], ['2026-05-31', '2026-06-01', '2026-05-29']);
  assert.deepEqual([term.basis, term.says], ['处罚法§60', '作出处罚决定']);
});

test('every term of every enforced procedure is offered, and each is reckoned', () => {
  const offered = offeredTerms(registers, today);
  const tables = proceduresInForce(today).flatMap(({ id, steps }) =>
    Object.entries(steps).flatMap(([step, { within }]) => (within ? [`${id}:${step}`] : [])),
  );
  assert.deepEqual(
    offered.map(({ id }) => id),
    tables,
  );
  assert.ok(offered.length >= 10, `${offered.length}`);
  for (const { id, amount } of offered) assert.equal(due({ term: id, from: '2026-03-02' }).due.amount, amount, id);
});

test('days are counted as the statute counts them: 5 days are working days under 处罚法 and 15 are not; all are under 许可法', () => {
  const unit = (amount: string, statute: string) => due({ amount, statute, from: '2026-03-02' }).due.unit;
  assert.deepEqual(
    [unit('5', '处罚法'), unit('15', '处罚法'), unit('15', '许可法'), unit('10', '强制法'), unit('30', '强制法'), unit('7', '民诉法')],
    ['workingDay', 'calendarDay', 'workingDay', 'workingDay', 'calendarDay', 'calendarDay'],
  );
});

test('only what the statute names is taken out: testing within a seizure moves its last day by as many days', () => {
  const plain = due({ amount: '60', statute: '强制法', from: '2026-03-02' }).due;
  const paused = due({ amount: '60', statute: '强制法', from: '2026-03-02', why1: '检测', from1: '2026-03-10', to1: '2026-03-21' }).due;
  assert.deepEqual([plain.strict, paused.strict], ['2026-05-01', '2026-05-13']);
  assert.equal(paused.excluded.filter(({ why }) => why === '检测（强制法第25条）').length, 12);
  const stretch = { from1: '2026-03-10', to1: '2026-03-21' };
  assert.match(
    faults(ask({ amount: '60', statute: '强制法', from: '2026-03-02', why1: '听证', ...stretch })),
    /why1：按强制法第25条，只有检测、/,
  );
  assert.match(
    faults(ask({ term: 'penalty.ordinary:decisionMade', from: '2026-03-02', why1: '鉴定', ...stretch })),
    /行政处罚法没有规定可以扣除的时间/,
  );
});

test('a year the calendar does not know is 待核, and the answer says so', () => {
  const { due: counted, lines } = due({ amount: '20', statute: '许可法', from: '2028-03-02' });
  assert.deepEqual(counted.unverified, ['2028']);
  assert.match(lines.find(({ label }) => label === '待核')?.text ?? '', /2028年节假日安排尚未录入/);
});

test('impossible days, absurd amounts, both ways at once and nothing at all are refused with what to do', () => {
  const term = 'penalty.ordinary:decisionMade';
  assert.match(faults(ask({ term, from: '2026-02-30' })), /from：起算之日“2026-02-30”不是真实存在的日期/);
  assert.match(faults(ask({ term, from: '' })), /from：请填写起算之日/);
  for (const amount of ['0', '-5', '1.5', '99999', '十'])
    assert.match(faults(ask({ amount, statute: '处罚法', from: '2026-03-02' })), /amount：天数应当是1到3650之间的整数/);
  assert.match(faults(ask({ amount: '5', statute: '宪法', from: '2026-03-02' })), /statute：请选择按哪部法律计日/);
  assert.match(faults(ask({ term, amount: '5', statute: '处罚法', from: '2026-03-02' })), /只用一种/);
  assert.match(faults(ask({ from: '2026-03-02' })), /请从列表里选一个期限/);
  assert.match(faults(ask({ term: 'penalty.ordinary:nothing', from: '2026-03-02' })), /没有这个期限/);
  assert.match(faults(ask({ term: 'penalty.ordinary:decisionMade', from: '2020-03-02' })), /没有这个期限，或者那一天还没有施行/);
  const backwards = { why1: '检测', from1: '2026-03-21', to1: '2026-03-10' };
  assert.match(
    faults(ask({ amount: '60', statute: '强制法', from: '2026-03-02', ...backwards })),
    /to1：第1段扣除的最后一日不能早于第一日/,
  );
  assert.match(
    faults(ask({ amount: '60', statute: '强制法', from: '2026-03-02', why2: '检测', from2: '2026-03-10' })),
    /to2：请填写第2段扣除的最后一日/,
  );
});
