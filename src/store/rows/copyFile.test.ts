// src/store/rows/copyFile.test.ts —— a copy by rows brings back every value of one moment, into either kind of database, or nothing
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { type Db, type Migrations, migrate, openInMemory, openMemoryStore, type Store } from '../database.ts';
import { loadCopy, writeCopy } from './copyFile.ts';

const migrations: Migrations = {
  '0001-birds': {
    async up(db: Db) {
      await sql`create table flock (id int4 primary key, name text not null)`.execute(db);
      await sql`create table bird (flock int4 not null references flock, ring text collate "C", seen timestamptz, day date, weight float8, photo bytea,
        notes jsonb, raw json, tags text[], terms tsvector, ok boolean, big int8, half text generated always as (left(ring, 1)) stored, primary key (flock, ring))`.execute(
        db,
      );
      await sql`create table loose (what text)`.execute(db);
      await sql`create function only_grows() returns trigger language plpgsql as $$ begin raise exception 'only grows'; end $$`.execute(db);
      await sql`create trigger keep before update or delete or truncate on loose for each statement execute function only_grows()`.execute(
        db,
      );
    },
  },
};

const place = mkdtempSync(join(tmpdir(), 'heming-rows-'));
const path = join(place, 'copy');
const opened: Store[] = [];
const open = async (how: () => Promise<Store>): Promise<Store> => {
  const store = await how();
  opened.push(store);
  return store;
};
after(async () => {
  for (const store of opened) await store.close();
  rmSync(place, { recursive: true, force: true });
});

const fill = async ({ db }: Store) => {
  await sql`insert into flock values (2, '鹤'), (1, ${'quote " \\ \n tab\t'})`.execute(db);
  await sql`insert into bird select 1 + n % 2, 'r' || n, '2025-02-19T08:00:00.123456+08'::timestamptz + n * interval '1 second', '2025-02-19', 0.1 + n, ${Uint8Array.of(0, 255, 92)},
    jsonb_build_object('n', n, 'text', '鸣'), '{"b": 1,  "a":2}', array['a"b', null, '{}'], '''鹤鸣'''::tsvector, n % 3 = 0, 9007199254740993 from generate_series(1, 1500) n`.execute(
    db,
  );
  await sql`insert into loose values ('same'), ('same'), (null)`.execute(db);
};
const contents = async ({ db }: Store) => {
  const { rows } = await sql<{
    row: string;
  }>`select r.line as row from (select b::text as line from bird b union all select f::text from flock f
    union all select coalesce(l.what, 'none') from loose l) as r order by r.line collate "C"`.execute(db);
  return rows.map(({ row }) => row);
};
const restored = async (how: () => Promise<Store>, from = path): Promise<Store> => {
  const store = await open(how);
  await loadCopy(store, from, migrations);
  return store;
};

const source = await open(openMemoryStore);
await migrate(source, migrations);
await fill(source);
await writeCopy(source.db, path);

for (const [kind, how] of [
  ['the same kind', openMemoryStore],
  ['an embedded one', openInMemory],
] as const)
  test(`every value comes back as it was, into a database of ${kind}`, async () => {
    const store = await restored(how);
    assert.equal((await contents(store)).length, 1505);
    assert.deepEqual(await contents(store), await contents(source));
    await assert.rejects(loadCopy(store, path, migrations), /数据库不是空的（\w+ 里已有内容），没有恢复任何内容/);
  });

test('a copy taken of a copy is the same, byte for byte of its lines', async () => {
  const again = join(place, 'again');
  await writeCopy((await restored(openMemoryStore)).db, again);
  assert.deepEqual(gunzipSync(readFileSync(again)), gunzipSync(readFileSync(path)));
});

test('cut short, changed or something else: nothing is brought in', async () => {
  const bytes = readFileSync(path);
  const text = gunzipSync(bytes).toString();
  const lines = text.split('\n');
  const flipped = Uint8Array.from(bytes);
  flipped[bytes.length >> 1]! ^= 0xff;
  const damaged: [string, Uint8Array][] = [
    ['cut', bytes.subarray(0, bytes.length >> 1)],
    ['without its end', bytes.subarray(0, -4)],
    ['flipped', flipped],
    ['a value changed', gzipSync(text.replace('鸣', '明'))],
    ['a row left out', gzipSync(lines.filter((_, at) => at !== 40).join('\n'))],
    ['without sums', gzipSync(lines.slice(0, -2).join('\n'))],
    ['no copy', Buffer.from('not a copy')],
    ['empty', new Uint8Array(0)],
  ];
  const store = await open(openMemoryStore);
  for (const [what, bad] of damaged) {
    const file = join(place, 'bad');
    writeFileSync(file, bad);
    await assert.rejects(loadCopy(store, file, migrations), /备份文件不完整或已损坏/, what);
  }
  await loadCopy(store, path, migrations); // still empty
  assert.equal((await contents(store)).length, 1505);
});

test('a copy of a newer version is refused by name', async () => {
  await assert.rejects(loadCopy(await open(openMemoryStore), path, {}), /备份来自更新的版本（0001-birds），请先升级程序/);
});
