// src/store/database.test.ts —— opening, migrating, value types, transactions
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { migrate, openMemoryStore, tables } from './database.ts';

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
