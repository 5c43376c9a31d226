// src/server/upkeep/schedule.test.ts —— what is due is done, nightly work at night, and a failing task stops no other
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { sql } from 'kysely';
import { openTestServer, type TestServer } from '../overHttp/testServer.ts';
import { openSchedule, type Task, tasksOf } from './schedule.ts';

const clockAt = (instant: string) => {
  let now = new Date(instant);
  const set = (later: string) => {
    now = new Date(later);
  };
  return { clock: () => now, set };
};
const never = (error: unknown) => assert.fail(String(error));
const named = (name: string, every: Task['every'], run: () => Promise<unknown> = async () => {}): Task => ({ name, every, run });

test('hourly work is done at every look, nightly work once a night', async () => {
  const { clock, set } = clockAt('2025-02-10T09:00:00+08:00');
  const schedule = openSchedule([named('a', 'hour'), named('b', 'night')], { clock, report: never });
  assert.deepEqual(await schedule.tick(), ['a']);
  set('2025-02-11T01:59:00+08:00');
  assert.deepEqual(await schedule.tick(), ['a']);
  set('2025-02-11T02:10:00+08:00');
  assert.deepEqual(await schedule.tick(), ['a', 'b']);
  set('2025-02-11T03:10:00+08:00');
  assert.deepEqual(await schedule.tick(), ['a']);
  await schedule.stop();
});

test('a server that is never up at night does the nightly work after three days', async () => {
  const { clock, set } = clockAt('2025-02-10T09:00:00+08:00');
  const schedule = openSchedule([named('b', 'night')], { clock, report: never });
  set('2025-02-13T08:00:00+08:00');
  assert.deepEqual(await schedule.tick(), []);
  set('2025-02-13T10:00:00+08:00');
  assert.deepEqual(await schedule.tick(), ['b']);
  await schedule.stop();
});

test('a task that fails is reported and the others are done', async () => {
  const reported: unknown[] = [];
  const failing = named('a', 'hour', async () => {
    throw new Error('no space');
  });
  const schedule = openSchedule([failing, named('b', 'hour')], { clock: () => new Date(), report: (error) => reported.push(error) });
  assert.deepEqual(await schedule.tick(), ['b']);
  assert.equal(reported.length, 1);
  await schedule.stop();
});

suite('on a real directory', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer();
  });
  after(() => server.close());

  test('every task of the system runs: old sessions and counts go, operational lines younger than the term stay', async () => {
    const { heming } = server;
    await server.as('zhaoyan').get('/api/me');
    const body = JSON.stringify({ login: 'nobodyhere', password: 'wrong-password' });
    await fetch(`${server.base}/api/sign-in`, {
      method: 'POST',
      headers: { origin: server.base, 'content-type': 'application/json' },
      body,
    });
    const count = async (table: string) =>
      (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(heming.store.db)).rows[0]!.n;
    assert.deepEqual([await count('session'), await count('sign_in_attempt')], [1, 1]);
    // The database's own clock decides about the operational log; lines of today are young by any clock.
    await sql`insert into operational_log (id, at, agency, kind) values (gen_random_uuid(), now(), 'panjin', 'signedIn')`.execute(
      heming.store.db,
    );
    let swept = 0;
    const schedule = openSchedule(tasksOf(heming, { sweep: async () => ++swept }), { clock: server.now, report: never });
    server.at('2025-03-01T03:00:00+08:00');
    assert.deepEqual(await schedule.tick(), ['uploads', 'attempts', 'sessions', 'operations', 'vacuum', 'selfCheck']);
    assert.deepEqual([await count('session'), await count('sign_in_attempt'), swept], [0, 0, 1]);
    assert.equal(await count('operational_log'), 1, 'lines of the test clock are years old and past the term');
    await schedule.stop();
  });
});
