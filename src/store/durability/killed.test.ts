// src/store/durability/killed.test.ts —— the process dies at any moment, or the disk refuses: nothing acknowledged is lost, nothing false is acknowledged
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { openStore } from '../database.ts';

const place = mkdtempSync(join(tmpdir(), 'heming-killed-'));
after(() => rmSync(place, { recursive: true, force: true }));

function startInserting(...args: string[]): { child: ChildProcess; acknowledged: () => number[]; said: () => string } {
  const script = fileURLToPath(new URL('./insertRows.ts', import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  let said = '';
  child.stdout?.on('data', (chunk) => (text += chunk));
  child.stderr?.on('data', (chunk) => (said += chunk));
  const acknowledged = () => text.split('\n').slice(0, -1).map(Number);
  return { child, acknowledged, said: () => said };
}

async function idsIn(directory: string): Promise<Set<number>> {
  const store = await openStore(directory);
  const { rows } = await sql<{ id: number }>`select id from act`.execute(store.db);
  await store.close();
  return new Set(rows.map(({ id }) => id));
}

test('kill -9 while inserting, five times: every acknowledged row is there and the directory opens again', async () => {
  const directory = join(place, 'killed');
  const all: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const { child, acknowledged } = startInserting(directory);
    while (acknowledged().length < 20 + 60 * round && child.exitCode === null) await once(child.stdout as NodeJS.ReadableStream, 'data');
    child.kill('SIGKILL');
    await once(child, 'close');
    all.push(...acknowledged());
    const found = await idsIn(directory);
    assert.deepEqual(
      all.filter((id) => !found.has(id)),
      [],
    );
  }
  assert.ok(all.length >= 5 * 20);
});

test('a failing fsync ends the process before the row is acknowledged', async () => {
  const directory = join(place, 'failing');
  const { child, acknowledged, said } = startInserting(directory, '10');
  const [code, signal] = await once(child, 'close');
  assert.deepEqual([code, signal], [null, 'SIGKILL']);
  assert.match(said(), /数据库停止：.*无法写入磁盘（fsync：EIO/);
  assert.equal(acknowledged().length, 10); // one sync a commit, ten succeeded
  const found = await idsIn(directory);
  assert.deepEqual(
    acknowledged().filter((id) => !found.has(id)),
    [],
  );
});
