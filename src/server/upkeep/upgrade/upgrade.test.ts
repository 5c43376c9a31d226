// src/server/upkeep/upgrade/upgrade.test.ts —— a data directory that each released version made is opened by this one, and goes on
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { sql } from 'kysely';
import { newId } from '../../../base/ids.ts';
import { perform } from '../../../casework/perform.ts';
import { readFrontier } from '../../../ledger/keep/head.ts';
import { openCheckpoint, parseVkey } from '../../../ledger/proof/note.ts';
import { verified } from '../../overHttp/testCase.ts';
import { commandOn } from '../../overHttp/testCommand.ts';
import { configurationOf, temporary } from '../../overHttp/testServer.ts';
import { openHeming } from '../../wiring.ts';
import { unpackFolder } from './packed.ts';

type Facts = { published: string; open: string; checkpoint: string; now: string };
const versions = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.packed'));

suite('upgrade', () => {
  const folders: string[] = [];
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  test('there is a directory of an earlier version to open', () => assert.ok(versions.includes('v0.1.0.packed'), versions.join()));

  for (const version of versions)
    test(`${version}: tables are brought up to date, roots stay equal, fsck is clean, cases go on`, { timeout: 120_000 }, async () => {
      const data = temporary('upgrade');
      folders.push(data);
      unpackFolder(readFileSync(join(import.meta.dirname, version)), data);
      const facts = JSON.parse(readFileSync(join(data, 'facts.json'), 'utf8')) as Facts;
      const heming = await openHeming(configurationOf(data), () => new Date(Date.parse(facts.now) + 60_000));
      try {
        const { log, casework, store } = heming;
        assert.equal(log.status().refusal, undefined);
        const { size, root } = openCheckpoint(facts.checkpoint, [parseVkey(log.vkey)]);
        assert.deepEqual(
          Buffer.from((await readFrontier(store.db, log.agency, size)).root()),
          Buffer.from(root),
          'what the old version signed is what is there',
        );
        const { file, n } = await casework.files.load(store.db, facts.open);
        const [first] = file.acts;
        const officers = (await casework.registers(store.db)).people().filter(({ login }) => ['zhaoyan', 'qianhe'].includes(login!));
        const by = officers.map(({ id }) => id);
        const act = { id: newId(), caseId: facts.open, step: 'clueVerified', on: first!.on, by, particulars: verified, seen: n };
        const done = await perform(casework, { ...act, enteredBy: by[0]! });
        assert.equal(done.kind, 'recorded', JSON.stringify(done));
        await log.sign();
        assert.ok(log.status().signedSize > size);
        const receipt = await log.receipt(file.acts[0]!.id);
        assert.ok(receipt?.proof);
        const { rows } = await sql<{
          n: number;
        }>`select count(*)::int4 as n from publication where case_id = ${facts.published}::uuid`.execute(store.db);
        assert.equal(rows[0]!.n, 1);
      } finally {
        await heming.close();
      }
      const checked = await commandOn(data, 'fsck');
      assert.equal(checked.code, 0, checked.out);
    });
});
