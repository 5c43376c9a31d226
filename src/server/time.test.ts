// src/server/time.test.ts —— a clock that leaps ahead records nothing; back again, or looked at by a restart, it does
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DraftRefused } from '../ledger/writer.ts';
import { openTime } from './time.ts';

const HOUR = 3_600_000;
function machine() {
  let [wall, monotonic] = [Date.parse('2025-03-11T09:00:00+08:00'), 1000];
  return {
    sources: { wall: () => wall, monotonic: () => monotonic },
    pass(ms: number) {
      wall += ms;
      monotonic += ms;
    },
    set(ms: number) {
      wall += ms;
    },
  };
}
const ahead = (error: unknown) => error instanceof DraftRefused && error.code === 'clockAhead' && /请校准时钟后重试/.test(error.message);

test('time that passes is no leap, however long', () => {
  const { sources, pass } = machine();
  const { now } = openTime(sources);
  pass(90 * 24 * HOUR);
  now.steady!();
  assert.equal(now().toISOString(), '2025-06-09T01:00:00.000Z');
});

test('a leap of more than an hour refuses, and goes on refusing, until the clock is right again', () => {
  const { sources, pass, set } = machine();
  const { now } = openTime(sources);
  set(25 * HOUR);
  assert.throws(() => now.steady!(), ahead);
  pass(2 * HOUR);
  assert.throws(() => now.steady!(), ahead);
  set(-25 * HOUR);
  now.steady!();
});

test('small corrections, forward and back and forth, never add up to an alarm', () => {
  const { sources, pass, set } = machine();
  const { now } = openTime(sources);
  for (let i = 0; i < 50; i++) {
    pass(HOUR);
    set(i % 3 === 0 ? -600_000 : 900_000);
    now.steady!();
  }
});

test('set back, however far, and then right again is no leap', () => {
  for (const back of [HOUR / 2, 3 * HOUR, 1000 * HOUR]) {
    const { sources, set } = machine();
    const { now } = openTime(sources);
    set(-back);
    now.steady!();
    set(back);
    now.steady!();
    set(2 * HOUR);
    assert.throws(() => now.steady!(), ahead, 'and a leap is still one');
  }
});

test('a restart takes the clock as it finds it; a standing clock is asked nothing', () => {
  const { sources, set } = machine();
  const time = openTime(sources);
  time.stand(new Date('2024-01-01T00:00:00Z'));
  set(100 * 24 * HOUR);
  time.now.steady!();
  assert.equal(time.now().toISOString(), '2024-01-01T00:00:00.000Z');
  time.stand();
  time.now.steady!();
  openTime(sources).now.steady!();
});
