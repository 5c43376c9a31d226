// src/store/rows/recordText.test.ts
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { openMemoryStore, type Store } from '../database.ts';
import { recordText } from './recordText.ts';

let store: Store;
before(async () => {
  store = await openMemoryStore();
  await sql`create table thing (id int4, name text, many text[], yes boolean, day date, nothing text)`.execute(store.db);
});
after(() => store.close());

test('a row comes back as it was written, whatever stands in its texts', async () => {
  for (const name of ['', ' ', 'NULL', '"', '\\', '\\"', "'", '(a,b)', '{x}', '一\n二\t三', '𠮷', ',', '")"', '\\N']) {
    const row = { nothing: null, id: -7, name, many: [name, '', 'NULL', 'a,"b"\\'], yes: false, day: '2026-02-28' };
    const text = recordText(row, ['id', 'name', 'many', 'yes', 'day', 'nothing']);
    const one = await sql<object>`select (${text}::thing).*`.execute(store.db);
    assert.deepEqual(one.rows, [row], name);
    const several = await sql<object>`select * from unnest(${[text, text]}::thing[])`.execute(store.db);
    assert.deepEqual(several.rows, [row, row], name);
  }
});

test('a missing column is null', async () => {
  const { rows } = await sql<{
    name: string | null;
  }>`select (${recordText({ id: 1 }, ['id', 'name', 'many', 'yes', 'day', 'nothing'])}::thing).name`.execute(store.db);
  assert.equal(rows[0]!.name, null);
});
