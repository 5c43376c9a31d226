// src/store/dump.test.ts —— a backup taken while the database runs brings back exactly what had been committed
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openInMemory, openStore } from './database.ts';
import { DirectoryInUse } from './directoryLock.ts';
import { restoreInto } from './dump.ts';

const place = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'heming-dump-')); // memory is quicker, and no sync is tested here
after(() => rmSync(place, { recursive: true, force: true }));

test('a dump taken while transactions run restores to a moment between them', async () => {
  const store = await openStore(join(place, 'live'));
  await sql`create table act (id int primary key, what text)`.execute(store.db);
  // Each transaction writes a pair: a copy in the middle of one would hold an odd number.
  const insert = (id: number) =>
    store.db.transaction().execute(async (tx) => {
      await sql`insert into act values (${2 * id}, repeat('鹤', 3000))`.execute(tx);
      await sql`insert into act values (${2 * id + 1}, repeat('鸣', 3000))`.execute(tx);
    });
  const insertMany = (from: number) => Promise.all(Array.from({ length: 50 }, (_, at) => insert(from + at)));
  await insertMany(0);
  const [bytes] = await Promise.all([store.dump(), insertMany(50)]);
  assert.deepEqual(readdirSync(store.directory).sort(), ['lock', 'lock-holder.json', 'pg']);
  await store.close();

  await restoreInto(join(place, 'restored'), bytes);
  const restored = await openStore(join(place, 'restored'));
  const { rows } = await sql<{ id: number }>`select id from act where length(what) = 3000 order by id`.execute(restored.db);
  assert.ok(rows.length >= 100 && rows.length % 2 === 0, `${rows.length} rows`);
  assert.deepEqual(
    rows.map(({ id }) => id),
    rows.map((_, at) => at),
  );
  await sql`insert into act values (1000, '')`.execute(restored.db);
  await assert.rejects(restoreInto(restored.directory, bytes), DirectoryInUse);
  await restored.close();
  await assert.rejects(restoreInto(join(place, 'restored'), bytes), /已有数据库/);

  writeFileSync(join(place, 'dump.tar.gz'), bytes);
  const listed = spawnSync('tar', ['tzf', join(place, 'dump.tar.gz')], { encoding: 'utf8' });
  if (!listed.error) assert.match(listed.stdout, /^PG_VERSION$/m); // any tar can read it
});

test('a damaged dump changes nothing and says so', async () => {
  const memory = await openInMemory();
  const bytes = await memory.dump();
  await memory.close();
  const target = join(place, 'damaged');
  const flipped = Uint8Array.from(bytes);
  flipped[bytes.length >> 1] = (flipped[bytes.length >> 1] ?? 0) ^ 0xff;
  for (const bad of [bytes.subarray(0, bytes.length >> 1), bytes.subarray(0, -4), flipped, new Uint8Array(0), Buffer.from('not a dump')]) {
    await assert.rejects(restoreInto(target, bad), /备份文件不完整或已损坏/);
    assert.ok(!existsSync(join(target, 'pg')) && !existsSync(join(target, 'pg.new')));
  }
  await restoreInto(target, bytes);
  await (await openStore(target)).close();
});
