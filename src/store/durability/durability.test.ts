// src/store/durability/durability.test.ts —— power fails: what was acknowledged is there, with ours; with PGlite as shipped it is not
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';
import { openStore, vacuum } from '../database.ts';
import { record } from './powerLoss.ts';

// The recording decides what survives, not the disk below: memory is quicker.
const place = realpathSync(mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'heming-power-')));
after(() => rmSync(place, { recursive: true, force: true }));

/** A repeatable coin, so that a failure can be run again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

async function idsIn(directory: string): Promise<Set<number>> {
  const store = await openStore(directory, { runInWorker: false });
  try {
    const { rows } = await sql<{ id: number }>`select id from act order by id`.execute(store.db);
    return new Set(rows.map(({ id }) => id));
  } finally {
    await store.close();
  }
}

test('ours loses no acknowledged row, whenever the power fails and whichever unsynced writes survive', async () => {
  const live = join(place, 'ours');
  await (await openStore(live, { runInWorker: false })).close(); // the lock file is SQLite's and is not part of the recording
  rmSync(join(live, 'pg'), { recursive: true });
  const recording = record(live);
  const store = await openStore(live, { runInWorker: false });
  await sql`create table act (id int primary key, what text not null)`.execute(store.db);
  const first = recording.operations();
  for (let id = 0; id < 60; id += 1) {
    await sql`insert into act values (${id}, ${'鹤鸣'.repeat(id)})`.execute(store.db);
    recording.acknowledge(id);
    if (id === 20) await sql`create index act_what on act (what)`.execute(store.db);
    if (id === 30) await vacuum(store);
    if (id === 40) await sql`checkpoint`.execute(store.db);
  }
  const last = recording.operations();
  recording.stop();
  await store.close();

  const random = seeded(20250219);
  const moments = [last, ...Array.from({ length: 4 }, () => first + Math.floor(random() * (last - first)))];
  for (const [round, moment] of moments.entries()) {
    for (const survives of [0, 0.5]) {
      const target = join(place, `ours-${round}-${survives}`);
      const acknowledged = recording.crash(target, moment, () => random() < survives);
      const found = await idsIn(target);
      assert.deepEqual(
        acknowledged.filter((id) => !found.has(id)),
        [],
        `operation ${moment}, ${survives} of the unsynced writes kept`,
      );
      rmSync(target, { recursive: true, force: true });
    }
  }
  assert.equal(recording.crash(join(place, 'count'), last, () => false).length, 60); // the crashes above were not vacuous
  const half = join(place, 'half-created');
  recording.crash(half, Math.floor(first / 2), () => true);
  await (await openStore(half, { runInWorker: false })).close(); // power failed while the database was being created: it starts afresh
});

test('PGlite as shipped, even on a directory that was safely on the disk, loses what it acknowledged', async () => {
  const live = join(place, 'shipped');
  const before = await PGlite.create(live);
  await before.exec('create table act (id int primary key)');
  await before.close();
  const recording = record(live);
  const lite = await PGlite.create(live);
  for (let id = 0; id < 20; id += 1) {
    await lite.query('insert into act values ($1)', [id]);
    recording.acknowledge(id);
  }
  const target = join(place, 'shipped-after');
  const acknowledged = recording.crash(target, recording.operations(), () => false);
  recording.stop();
  await lite.close();
  const after = await PGlite.create(target);
  const { rows } = await after.query('select id from act');
  await after.close();
  assert.equal(acknowledged.length, 20);
  assert.equal(rows.length, 0);
});
