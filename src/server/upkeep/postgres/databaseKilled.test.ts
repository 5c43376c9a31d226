// src/server/upkeep/postgres/databaseKilled.test.ts —— kill -9 of the database under load: nothing acknowledged is lost, and the server goes on by itself
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { newId } from '../../../base/ids.ts';
import { perform } from '../../../casework/perform.ts';
import { fsck } from '../../../ledger/fsck.ts';
import { checkpointFileOf, readConfiguration } from '../../configuration.ts';
import { clue } from '../../overHttp/testCase.ts';
import { testServerUrl } from '../../overHttp/testDatabase.ts';
import { temporary } from '../../overHttp/testServer.ts';
import { openHeming } from '../../wiring.ts';
import { findPrograms } from './programs.ts';
import { startTemporaryServer } from './temporaryServer.ts';

const skip = testServerUrl ? false : 'needs a server';
const data = temporary('killed');
const ends: (() => Promise<unknown>)[] = [];
after(async () => {
  for (const end of ends.reverse()) await end();
  rmSync(data, { recursive: true, force: true });
});

test('each act is there once if it was acknowledged, retried acts too, and work resumes without a restart', {
  skip,
  timeout: 180_000,
}, async () => {
  const server = await startTemporaryServer(findPrograms()!, { onDisk: true });
  ends.push(server.stop);
  const configuration = readConfiguration({ PORT: '0', HEMING_DATA: data, DATABASE_URL: server.url });
  const heming = await openHeming(configuration);
  ends.push(heming.close);
  const { casework, log, store } = heming;
  const zhaoyan = (await casework.registers(store.db)).people().find(({ login }) => login === 'zhaoyan')!.id;
  const on = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const acknowledged = new Set<string>();
  let [failures, working] = [0, true];
  const clerk = async () => {
    while (working) {
      const act = {
        id: newId(),
        caseId: newId(),
        step: 'clueRegistered',
        on,
        by: [zhaoyan],
        particulars: clue,
        seen: 0,
        enteredBy: zhaoyan,
      };
      for (let done = false; !done && working; ) {
        try {
          const { kind } = await perform(casework, act);
          assert.equal(kind, 'recorded');
          acknowledged.add(act.id);
          done = true;
        } catch (error) {
          if (error instanceof assert.AssertionError) throw error;
          failures += 1; // sent again under the same key, as a client does
          await sleep(20);
        }
      }
    }
  };
  const clerks = Promise.all(Array.from({ length: 6 }, clerk));
  const more = async (count: number) => {
    const wanted = acknowledged.size + count;
    while (acknowledged.size < wanted) await sleep(10);
  };
  for (let round = 0; round < 2; round++) {
    await more(30);
    await server.kill();
    await server.start();
  }
  await more(30);
  working = false;
  await clerks;
  assert.ok(failures > 0, 'the database was killed while acts were under way');

  const { rows } = await sql<{ id: string }>`select id from log_entry where type = 'clueRegistered'`.execute(store.db);
  const found = new Set(rows.map(({ id }) => id));
  assert.deepEqual(
    [...acknowledged].filter((id) => !found.has(id)),
    [],
  );
  await log.sign();
  const { agency } = casework;
  const report = await fsck(store.db, { agency, vkey: log.vkey, checkpointFile: checkpointFileOf(configuration, agency) });
  assert.deepEqual(report.failures, []);
});
