// src/server/faults/bitFlips.test.ts —— one flipped bit anywhere in log, payload, salts or originals is found, and its place is named
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { type Flip, lookAtAll, sample } from './bitFlips.ts';
import { type FlippedLog, openFlippedLog } from './flippedLog.ts';

suite('a flipped bit', () => {
  let log: FlippedLog;
  const seed = Math.floor(Math.random() * 2 ** 32);
  before(async () => {
    log = await openFlippedLog();
  });
  after(() => log.close());

  const column = (table: string, name: string, idx?: number) =>
    log.flips[table]!.filter((flip) => flip.column === name && (idx === undefined || flip.row.idx === idx));

  async function assertNamed(flips: Flip[], what: string, t: { diagnostic(text: string): void }): Promise<void> {
    const { looked, impossible, missed } = await lookAtAll(log.db, flips, log.look);
    t.diagnostic(`${what}: ${looked} flips, ${impossible} a column cannot hold, seed ${seed}`);
    assert.deepEqual(missed, []);
  }

  test('a sound log says nothing', async () => {
    assert.deepEqual(await log.look(log.db, column('log_checkpoint', 'at')[0]!), []);
  });

  test('every bit of a header', async (t) => {
    await assertNamed(column('log_entry', 'header', 3), 'header of entry 3', t);
  });

  test('every bit of a payload and its salts', async (t) => {
    await assertNamed([...column('log_payload', 'doc', 3), ...column('log_salt', 'salts', 3)], 'payload 3', t);
  });

  test('every bit of a checkpoint’s time', async (t) => {
    await assertNamed(column('log_checkpoint', 'at'), 'times of checkpoints', t);
  });

  test('bits of all other rows, drawn by lot', async (t) => {
    for (const [table, flips] of Object.entries(log.flips)) await assertNamed(sample(flips, 40, seed), table, t);
  });
});
