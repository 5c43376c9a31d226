// src/store/openStore.test.ts —— a database in a directory, its engine in a worker: settings, limits, order of work
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openStore, tables, vacuum } from './database.ts';
import { DirectoryInUse } from './directoryLock.ts';

const place = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'heming-store-'));
const store = await openStore(place);
after(async () => {
  await store.close();
  rmSync(place, { recursive: true, force: true });
});

test('commits are synced, pages are checksummed, text sorts by code point', async () => {
  const { rows } =
    await sql`select current_setting('fsync') as fsync, current_setting('wal_sync_method') as method, current_setting('full_page_writes') as pages,
    current_setting('synchronous_commit') as commit, current_setting('data_checksums') as checksums, current_setting('TimeZone') as zone,
    (select datlocale from pg_database where datname = current_database()) as locale, 'É' = upper('é') as letters`.execute(store.db);
  assert.deepEqual(rows[0], {
    fsync: 'on',
    method: 'fsync',
    pages: 'on',
    commit: 'on',
    checksums: 'on',
    zone: 'UTC',
    locale: 'C.UTF-8',
    letters: true,
  });
});

test('the directory is held: a second opening is refused', async () => {
  await assert.rejects(openStore(place), DirectoryInUse);
});

test('too deep a document is an error of that statement and not the end of the engine', async () => {
  await assert.rejects(sql`select ${'['.repeat(200_000)}::jsonb`.execute(store.db), { name: 'DatabaseError' });
  await assert.rejects(sql`select ${sql.raw(`${'1+'.repeat(50_000)}1`)}`.execute(store.db), /stack depth/);
});

test('the log of changes does not grow for ever, though nothing but the store asks for checkpoints', async () => {
  await sql`create table bulk (id int, what text)`.execute(store.db);
  for (let round = 0; round < 30; round += 1) {
    await sql`insert into bulk select n, repeat('x', 500) from generate_series(1, 20000) n`.execute(store.db); // some 11 MiB
  }
  assert.ok(readdirSync(join(place, 'pg', 'pg_wal')).length < 20); // 30 rounds make more than 20 segments
  await sql`drop table bulk`.execute(store.db);
});

test('statements sent together inside a transaction run in their order, without waiting for one another', async () => {
  await sql`create table step (n int)`.execute(store.db);
  const db = tables<{ step: { n: number } }>(store.db);
  await db.transaction().execute(async (tx) => {
    await Promise.all([1, 2, 3].map((n) => tx.insertInto('step').values({ n }).execute()));
  });
  assert.deepEqual(await db.selectFrom('step').select('n').execute(), [{ n: 1 }, { n: 2 }, { n: 3 }]);
});

test('a statement outside waits until the open transaction has ended', async () => {
  await sql`create table ibis (id int)`.execute(store.db);
  const order: string[] = [];
  let outside: Promise<unknown> = Promise.resolve();
  await store.db.transaction().execute(async (tx) => {
    await sql`insert into ibis values (1)`.execute(tx);
    outside = sql`select count(*) as n from ibis`.execute(store.db).then(({ rows }) => order.push(JSON.stringify(rows)));
    await sql`select pg_sleep(0.01)`.execute(tx);
    order.push('inside');
  });
  await outside;
  assert.deepEqual(order, ['inside', '[{"n":1}]']);
});

test('vacuum reaches every table', async () => {
  await sql`delete from step`.execute(store.db);
  await vacuum(store);
  const { rows } = await sql`select relpages from pg_class where relname = 'step'`.execute(store.db);
  assert.deepEqual(rows, [{ relpages: 0 }]); // emptied pages were given back
});

test('close lets finish what was begun and refuses what comes after', async () => {
  const directory = join(place, 'closing');
  const closing = await openStore(directory);
  await sql`create table act (id int)`.execute(closing.db);
  const insert = closing.db.transaction().execute((tx) => sql`insert into act values (1)`.execute(tx));
  await new Promise(setImmediate);
  await closing.close();
  await insert;
  await closing.close();
  await assert.rejects(sql`select 1`.execute(closing.db));
  const again = await openStore(directory);
  assert.deepEqual((await sql`select id from act`.execute(again.db)).rows, [{ id: 1 }]);
  await again.close();
});
