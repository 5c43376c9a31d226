// src/ledger/several.test.ts —— several processes append to one log on a server: no gap, no fork, one answer to one key
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { newId } from '../base/ids.ts';
import { migrate, openMemoryStore, type ServerStore } from '../store/database.ts';
import { fsck } from './fsck.ts';
import { openKey } from './keys.ts';
import { openLog } from './log.ts';
import { ledgerMigrations } from './tables.ts';

const opened = await openMemoryStore();
const skip = opened.kind === 'pglite' && 'one process holds an embedded database';
const directory = mkdtempSync(join(tmpdir(), 'heming-several-'));
const processes: ChildProcess[] = [];
after(async () => {
  for (const child of processes) child.kill('SIGKILL');
  await opened.close();
  rmSync(directory, { recursive: true, force: true });
});

const origin = 'log.example/several';
const [keyFile, checkpointFile] = [join(directory, 'key.pem'), join(directory, 'checkpoints')];

async function startAppender(url: string, count: number, shared: string[]) {
  const program = join(import.meta.dirname, 'testdata', 'testAppender.ts');
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, url, keyFile, checkpointFile, String(count), ...shared],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  processes.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  assert.equal((await lines.next()).value, 'ready');
  return async () => {
    child.stdin.write('go\n');
    return JSON.parse((await lines.next()).value!) as { appended: [string, number][]; won: number; receipts: boolean[] };
  };
}

test('three processes append at once: every index once, one signer, cases in one chain, a shared key recorded by one of them', {
  skip,
  timeout: 120_000,
}, async () => {
  const { db, url } = opened as ServerStore;
  await migrate(opened, ledgerMigrations);
  await openKey(keyFile, origin);
  const shared = Array.from({ length: 10 }, () => newId());
  const appenders = await Promise.all([1, 2, 3].map(() => startAppender(url, 150, shared)));
  const results = await Promise.all(appenders.map((go) => go()));
  const places = results.flatMap(({ appended }) => appended.map(([, index]) => index));
  assert.equal(new Set(places).size, 450);
  assert.equal(
    results.reduce((sum, { won }) => sum + won, 0),
    shared.length,
  );
  assert.ok(results.every(({ receipts }) => receipts.every(Boolean)));

  const signKey = await openKey(keyFile, origin);
  const report = await fsck(db, { agency: 'several', vkey: signKey.vkey, checkpointFile });
  assert.deepEqual(report.failures, []);
  assert.equal(report.entries, 1 + 450 + shared.length);
  const log = await openLog(db, { agency: 'several', origin, signKey, checkpointFile });
  assert.equal(log.status().refusal, undefined);
  assert.equal(log.status().signedSize, report.entries);
  await log.close();
});
