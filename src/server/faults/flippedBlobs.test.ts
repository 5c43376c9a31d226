// src/server/faults/flippedBlobs.test.ts —— one flipped bit in an original, its chunk leaves, its rows or a read model is found, and its place is named
import assert from 'node:assert/strict';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { committedItems } from '../../evidence/committed.ts';
import { scrub } from '../../evidence/scrub.ts';
import { compareEvidence } from '../commands/compareEvidence.ts';
import { compareReadModels } from '../commands/compareReadModels.ts';
import { openCase, photoOf, sha, upload } from '../overHttp/testCase.ts';
import { openTestServer, type TestServer } from '../overHttp/testServer.ts';
import { flipsOf, lookAtAll, sample } from './bitFlips.ts';

suite('a flipped bit of evidence and read models', () => {
  let server: TestServer;
  const bytes = photoOf('to be flipped', 5 * 1024 * 1024); // two chunks
  const digest = sha(bytes);
  const seed = Math.floor(Math.random() * 2 ** 32);
  const db = () => server.heming.store.db;
  before(async () => {
    server = await openTestServer();
    const caseId = await openCase(server);
    await upload(server.as('zhaoyan'), caseId, bytes);
    await upload(server.as('zhaoyan'), caseId, photoOf('sound'));
  });
  after(() => server.close());

  const path = (ending: string) => join(server.directory, 'blobs', 'blobs', digest.slice(0, 2), digest.slice(2, 4), `${digest}${ending}`);

  async function statesWith(ending: string, bit: number): Promise<string[]> {
    const right = readFileSync(path(ending));
    const flipped = Buffer.from(right);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    chmodSync(path(ending), 0o600);
    writeFileSync(path(ending), flipped);
    const states: string[] = [];
    for await (const found of scrub(server.heming.blobs, committedItems(db(), server.heming.casework.agency)))
      if (found.state !== 'same') states.push(`${found.digest} ${found.state}`);
    writeFileSync(path(ending), right);
    return states;
  }

  test('in the original: its digest is named, whichever bit; and no other', async (t) => {
    t.diagnostic(`seed ${seed}`);
    const bits = [
      0,
      7,
      bytes.length * 8 - 1,
      ...sample([...Array(1000).keys()], 20, seed).map((n) => Math.floor((n / 1000) * bytes.length * 8)),
    ];
    for (const bit of bits) assert.deepEqual(await statesWith('', bit), [`${digest} differs`], `bit ${bit}`);
  });

  test('in the leaves beside it: every bit', async () => {
    const bits = sample([...Array(64 * 8).keys()], 24, seed);
    for (const bit of bits) assert.deepEqual(await statesWith('.chunks', bit), [`${digest} leavesDiffer`], `bit ${bit}`);
  });

  test('in the rows of an item: the entry that took it in is named', async (t) => {
    const named = () => /序号 \d+ 收取的证据|在日志里没有收取的记录/;
    const described = { keys: ['id'], named, except: ['uploaded_at'] };
    const flips = await flipsOf(db(), { table: 'evidence_item', ...described });
    const found = await lookAtAll(db(), sample(flips, 80, seed), async (tx) => {
      const says: string[] = [];
      for await (const sentence of compareEvidence(tx, server.heming.casework.agency)) says.push(sentence);
      return says;
    });
    t.diagnostic(`${found.looked} of ${flips.length} flips, seed ${seed}`);
    assert.deepEqual(found.missed, []);
  });

  test('in a read model: the row is named', async (t) => {
    assert.deepEqual(await compareReadModels(server.heming.casework), []);
    for (const table of ['case_row', 'issued_number']) {
      const keys = table === 'case_row' ? ['agency', 'case_id'] : ['agency', 'series', 'year', 'no'];
      const flips = await flipsOf(db(), { table, keys, named: () => new RegExp(`^${table} 的“`) });
      const found = await lookAtAll(db(), sample(flips, 60, seed), (tx) => compareReadModels(server.heming.casework, tx));
      t.diagnostic(`${table}: ${found.looked} of ${flips.length} flips, seed ${seed}`);
      assert.deepEqual(found.missed, []);
    }
  });
});
