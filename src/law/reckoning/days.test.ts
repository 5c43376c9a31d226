// src/law/reckoning/days.test.ts —— 期间:the vectors of the statutes and what must hold of every period
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, type PlainDate, plainDate } from '../../base/dates.ts';
import type { Cite } from '../articles/statutes.ts';
import type { Calendar } from '../registers.ts';
import { computeDue, dayKind, explain, nearestWorkingDay, workingDaysBetween } from './days.ts';

const run = (from: string, days: number, why: string) =>
  Object.fromEntries(Array.from({ length: days }, (_, i) => [addDays(plainDate(from), i), why]));
const madeUp = (dates: string[]) => Object.fromEntries(dates.map((date) => [date, '调休上班']));
/** 国务院办公厅 2026 年节假日安排 */
const calendar: Calendar = {
  version: '2026年第1版',
  source: '国务院办公厅关于2026年部分节假日安排的通知',
  years: {
    '2026': {
      holidays: {
        ...run('2026-01-01', 3, '元旦'),
        ...run('2026-02-15', 9, '春节'),
        ...run('2026-04-04', 3, '清明节'),
        ...run('2026-05-01', 5, '劳动节'),
        ...run('2026-06-19', 3, '端午节'),
        ...run('2026-09-25', 3, '中秋节'),
        ...run('2026-10-01', 7, '国庆节'),
      },
      workdays: madeUp(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']),
    },
  },
};
const due = (from: string, amount: number, basis: Cite) => computeDue(plainDate(from), { amount, basis }, calendar);

test('处罚法§60: ninety calendar days from filing; the strict last day is a Sunday, rolled to Monday, warned of on Friday', () => {
  const limit = due('2026-03-02', 90, '处罚法§60');
  assert.equal(limit.unit, 'calendarDay');
  assert.equal(limit.strict, '2026-05-31');
  assert.equal(limit.rolled, '2026-06-01');
  assert.equal(limit.remindOn, '2026-05-29');
  assert.match(limit.rolledWhy!, /周日/);
});

test('民诉法§85: a period ending inside a holiday ends on the first working day after it', () => {
  const limit = due('2026-09-16', 15, '处罚法§67');
  assert.deepEqual([limit.strict, limit.rolled, limit.remindOn], ['2026-10-01', '2026-10-08', '2026-09-30']);
});

test('民诉法§85: a period ending on a 调休 Sunday is not rolled', () => {
  const limit = due('2026-09-05', 15, '处罚法§67');
  assert.deepEqual([limit.strict, limit.rolled, limit.rolledWhy], ['2026-09-20', '2026-09-20', undefined]);
});

test('a firm term ends on its last day, holiday or not: hours, and limits on what is taken from the party', () => {
  const limit = computeDue(plainDate('2026-09-01'), { amount: 30, basis: '强制法§25', unit: 'calendarDay', firm: true }, calendar);
  assert.deepEqual([limit.strict, limit.rolled, limit.rolledWhy], ['2026-10-01', '2026-10-01', undefined]);
  assert.equal(due('2026-09-01', 30, '强制法§25').rolled, '2026-10-08');
});

test('处罚法§64、§85: a hearing may be requested until the fifth working day, so notice on Monday runs to next Monday', () => {
  const limit = due('2026-03-09', 5, '处罚法§64');
  assert.equal(limit.strict, '2026-03-16');
  assert.equal(limit.unitBasis, '处罚法§85');
  assert.deepEqual(
    limit.excluded.map((day) => day.date),
    ['2026-03-14', '2026-03-15'],
  );
});

test('处罚法§56: seven days over 中秋 leave out its holidays and count the 调休 Sunday', () => {
  const limit = due('2026-09-18', 7, '处罚法§56');
  assert.equal(limit.strict, '2026-09-29');
  assert.deepEqual(
    limit.included.map((day) => day.date),
    ['2026-09-20'],
  );
  assert.deepEqual(
    limit.excluded.map((day) => day.date),
    ['2026-09-19', '2026-09-25', '2026-09-26', '2026-09-27'],
  );
});

test('处罚法§64: notice before 国庆 runs to the 调休 Saturday after it', () => {
  assert.equal(due('2026-09-28', 5, '处罚法§64').rolled, '2026-10-10');
});

test('许可法§32、§82: silence until the fifth working day means acceptance, so that day is the last', () => {
  assert.equal(due('2026-04-30', 5, '许可法§32').strict, '2026-05-11'); // 劳动节五日、5月9日调休、5月10日周日
});

test('强制法§69: ten days are working days, thirty are not', () => {
  assert.equal(due('2026-03-02', 10, '强制法§54').unit, 'workingDay');
  assert.equal(due('2026-03-02', 30, '强制法§25').unit, 'calendarDay');
});

test('强制法§25: seizure of 30 + 30 days with 12 days of notified testing ends 72 days after its start', () => {
  const from = plainDate('2026-07-01');
  const testing = { from: plainDate('2026-07-10'), to: plainDate('2026-07-21'), why: '技术鉴定期间' };
  const limit = computeDue(from, { amount: 60, basis: '强制法§25' }, calendar, [testing]);
  assert.equal(limit.strict, addDays(from, 72));
  assert.equal(limit.excluded.length, 12);
});

test('复议法§88: three, five, seven and ten days are working days, sixty are not', () => {
  assert.equal(due('2026-03-02', 7, '复议法§88').unit, 'workingDay');
  assert.equal(due('2026-03-02', 60, '复议法§20').unit, 'calendarDay');
});

test('移送规定§5: its days are undefined and counted strictly, as calendar days', () => {
  assert.equal(due('2026-03-05', 3, '移送规定§5').strict, '2026-03-08');
});

test('民诉法§95: service by announcement takes thirty calendar days', () => {
  assert.equal(due('2026-03-02', 30, '民诉法§95').strict, '2026-04-01');
});

test('a data parameter may name its own unit', () => {
  const limit = computeDue(plainDate('2026-03-02'), { amount: 20, basis: '本局规定§1', unit: 'workingDay' }, calendar);
  assert.equal(limit.strict, '2026-03-30');
});

test('a year without data is never computed silently', () => {
  const crossing = due('2026-12-30', 5, '处罚法§64');
  assert.deepEqual(crossing.unverified, ['2027']);
  assert.match(explain(crossing).find((line) => line.label === '待核')!.text, /2027年/);
  assert.deepEqual(due('2026-12-01', 5, '处罚法§64').unverified, []);
});

test('a calendar-day period asks the calendar only about its last day', () => {
  assert.deepEqual(due('2026-11-01', 90, '处罚法§60').unverified, ['2027']);
  assert.deepEqual(due('2025-12-01', 60, '处罚法§60').unverified, []);
});

test('a period of zero, negative or broken days is refused', () => {
  for (const amount of [0, -1, 1.5, Number.NaN]) assert.throws(() => due('2026-03-02', amount, '处罚法§64'), RangeError);
});

test('the explanation names start, counting, exceptions, end, article and calendar in order', () => {
  const lines = explain(due('2026-09-18', 7, '处罚法§56'));
  assert.deepEqual(lines, [
    { label: '起算', text: '2026年9月18日，当日不计，自2026年9月19日起算' },
    { label: '怎么计日', text: '7个工作日，不含法定节假日、休息日（处罚法第85条）' },
    { label: '不计入', text: '09-19 周六；09-25 至 09-27 中秋节' },
    { label: '计入', text: '09-20 周日，调休上班' },
    { label: '到期', text: '2026年9月29日（周二）' },
    { label: '依据', text: '处罚法第56条' },
    { label: '日历版本', text: '2026年第1版' },
  ]);
});

test('the explanation of a rolled period keeps the strict day for the agency', () => {
  const text = explain(due('2026-03-02', 90, '处罚法§60')).find((line) => line.label === '到期')!.text;
  assert.match(text, /^2026年6月1日（周一）/);
  assert.match(text, /从严按2026年5月31日掌握，于前一个工作日05-29提醒/);
});

const dates = fc.integer({ min: 0, max: 300 }).map((n): PlainDate => addDays(plainDate('2026-01-01'), n));
const amounts = fc.integer({ min: 1, max: 25 });
const working = (from: PlainDate, amount: number) => computeDue(from, { amount, basis: '许可法§42' }, calendar);

test('property: n working days lie between start and end, and the end is one of them', () => {
  fc.assert(
    fc.property(dates, amounts, (from, amount) => {
      const limit = working(from, amount);
      assert.equal(workingDaysBetween(from, limit.strict, calendar), amount);
      assert.ok(dayKind(limit.strict, calendar).working);
      assert.equal(limit.rolled, limit.strict);
    }),
  );
});

test('property: every day of a working-day period is counted or listed as left out', () => {
  fc.assert(
    fc.property(dates, amounts, (from, amount) => {
      const limit = working(from, amount);
      assert.equal(addDays(from, amount + limit.excluded.length), limit.strict);
    }),
  );
});

test('property: a later start or a longer period never ends earlier', () => {
  fc.assert(
    fc.property(dates, amounts, fc.constantFrom<Cite>('许可法§42', '处罚法§60'), (from, amount, basis) => {
      const end = computeDue(from, { amount, basis, unit: undefined }, calendar);
      const later = computeDue(addDays(from, 1), { amount, basis, unit: end.unit }, calendar);
      const longer = computeDue(from, { amount: amount + 1, basis, unit: end.unit }, calendar);
      assert.ok(later.strict >= end.strict && later.rolled >= end.rolled);
      assert.ok(longer.strict > end.strict && longer.rolled >= end.rolled);
    }),
  );
});

test('property: a rolled end is a working day not before the strict one, and the reminder is one not after it', () => {
  fc.assert(
    fc.property(dates, amounts, (from, amount) => {
      const limit = computeDue(from, { amount, basis: '处罚法§60', unit: 'calendarDay' }, calendar);
      assert.ok(dayKind(limit.rolled, calendar).working && limit.rolled >= limit.strict);
      assert.ok(dayKind(limit.remindOn, calendar).working && limit.remindOn <= limit.strict);
      assert.equal(nearestWorkingDay(limit.strict, 1, calendar), limit.rolled);
    }),
  );
});
