// src/store/database.test.ts —— opening, migrating, value types, transactions
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { type Db, migrate, openMemoryStore, tables } from './database.ts';

const store = await openMemoryStore();
after(() => store.close());

test('migrations of all rooms run once, in the order of their names', async () => {
  const ran: string[] = [];
  const migrations = {
    '0002-b': { up: async () => void ran.push('b') },
    '0001-a': { up: async () => void ran.push('a') },
  };
  await migrate(store, migrations);
  await migrate(store, migrations);
  assert.deepEqual(ran, ['a', 'b']);
});

test('values come back as the types the rooms expect', async () => {
  const { rows } = await sql`select 9007199254740991::int8 as int8, '\\x00ff'::bytea as bytea, '2025-02-19T08:00:00+08'::timestamptz as at,
    '2025-02-19'::date as day, '{"a":[1]}'::jsonb as json, true as yes, null::text as nothing, array['鹤','鸣'] as words`.execute(store.db);
  assert.deepEqual(rows[0], {
    int8: 9007199254740991,
    bytea: Uint8Array.of(0, 255),
    at: '2025-02-19T00:00:00.000Z',
    day: '2025-02-19',
    json: { a: [1] },
    yes: true,
    nothing: null,
    words: ['鹤', '鸣'],
  });
});

test('a failed transaction leaves nothing behind and does not poison the next; concurrent ones queue', async () => {
  await sql`create table heron (id int primary key)`.execute(store.db);
  const db = tables<{ heron: { id: number } }>(store.db);
  const attempts = Array.from({ length: 20 }, (_, id) =>
    db.transaction().execute(async (tx) => {
      await tx.insertInto('heron').values({ id }).execute();
      if (id % 2 === 1) await tx.insertInto('heron').values({ id }).execute();
    }),
  );
  const outcomes = await Promise.allSettled(attempts);
  assert.deepEqual(
    outcomes.map(({ status }) => status === 'fulfilled'),
    Array.from({ length: 20 }, (_, id) => id % 2 === 0),
  );
  const left = await db.selectFrom('heron').select('id').orderBy('id').execute();
  assert.deepEqual(
    left.map(({ id }) => id),
    [0, 2, 4, 6, 8, 10, 12, 14, 16, 18],
  );
});

test('parameters of every kind arrive as they were', async () => {
  const bytes = Uint8Array.of(0, 39, 92, 255);
  const words = ['鹤', 'a"b', "c'd", 'e\\f', '{g,h}', 'NULL', '', null];
  const json = { text: 'null byte excluded', list: [1, '二'], deep: { yes: true } };
  const at = '2025-02-19T01:02:03.456Z';
  // Three times: the first is unprepared, the second prepares, the third asks for known columns in binary.
  for (let round = 0; round < 3; round += 1) {
    const { rows } =
      await sql`select ${bytes}::bytea as bytes, ${words}::text[] as words, ${[bytes, bytes]}::bytea[] as many, ${json}::jsonb as json,
      ${[1, 2]}::int8[] as numbers, ${true}::bool as yes, ${null}::text as nothing, ${new Date(at)}::timestamptz as at, ${[[1], [2]]}::int[] as nested`.execute(
        store.db,
      );
    assert.deepEqual(rows[0], {
      bytes,
      words,
      many: [bytes, bytes],
      json,
      numbers: [1, 2],
      yes: true,
      nothing: null,
      at,
      nested: [[1], [2]],
    });
  }
});

test('a number that would lose digits, or an instant without ISO form, is refused and not rounded', async () => {
  await assert.rejects(sql`select 9007199254740993::int8 as n`.execute(store.db), RangeError);
  await assert.rejects(sql`select 'infinity'::timestamptz as t`.execute(store.db), RangeError);
});

test('a table changed by a migration is read anew by statements already prepared', async () => {
  await sql`create table reed (id int)`.execute(store.db);
  const read = () => sql`select * from reed where ${1} = 1`.execute(store.db);
  for (let round = 0; round < 3; round += 1) await read();
  await sql`insert into reed values (1)`.execute(store.db);
  await sql`alter table reed add column tall bytea default '\\x01'`.execute(store.db);
  assert.deepEqual((await read()).rows, [{ id: 1, tall: Uint8Array.of(1) }]);
});

test('more distinct statements than the cache holds still all answer', async () => {
  for (let n = 0; n < 600; n += 1) {
    for (const value of [1, 2]) {
      const { rows } = await sql`select ${value}::int + ${sql.raw(String(n))} as sum`.execute(store.db);
      assert.deepEqual(rows, [{ sum: value + n }]);
    }
  }
  assert.ok(Number((await sql<{ n: number }>`select count(*) as n from pg_prepared_statements`.execute(store.db)).rows[0]?.n) <= 513);
});

test('a refused statement names the constraint and repeats no value', async () => {
  await sql`create table egret (id text constraint one_egret primary key)`.execute(store.db);
  const insert = () => sql`insert into egret values (${'身份证号'})`.execute(store.db);
  await insert();
  await assert.rejects(insert(), (error: Error & { code?: string; constraint?: string }) => {
    assert.deepEqual([error.name, error.code, error.constraint], ['DatabaseError', '23505', 'one_egret']);
    assert.ok(!JSON.stringify({ ...error, message: error.message, stack: error.stack }).includes('身份证号'));
    return true;
  });
});

test('begin as a bare statement is refused', async () => {
  await assert.rejects(sql`begin`.execute(store.db), /db\.transaction\(\)/);
  assert.deepEqual((await sql`select 1 as n`.execute(store.db)).rows, [{ n: 1 }]);
});

test('an error swallowed inside a transaction makes the commit fail: nothing half-written', async () => {
  await sql`create table stork (id int primary key)`.execute(store.db);
  const half = store.db.transaction().execute(async (tx) => {
    await sql`insert into stork values (1)`.execute(tx);
    await sql`insert into stork values (1)`.execute(tx).catch(() => {});
  });
  await assert.rejects(half, { code: '25P02' });
  assert.deepEqual((await sql`select id from stork`.execute(store.db)).rows, []);
});

test('a failed migration leaves all of its run undone', async () => {
  const migrations = {
    '0001-a': { up: async () => {} },
    '0002-b': { up: async () => {} },
    '0003-c': { up: async (db: Db) => void (await sql`create table crane (id int)`.execute(db)) },
    '0004-d': { up: async () => Promise.reject(new Error('broken')) },
  };
  await assert.rejects(migrate(store, migrations), /broken/);
  assert.deepEqual((await sql`select to_regclass('crane') as crane`.execute(store.db)).rows, [{ crane: null }]);
});
