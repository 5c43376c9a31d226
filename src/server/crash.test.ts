// src/server/crash.test.ts —— kill -9 during acts and uploads loses nothing that was acknowledged (the short form of `npm run bench -- crash`)
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crashRounds } from '../../bench/crash.ts';
import { onOwnDatabase } from './overHttp/testDatabase.ts';

test('after kill -9 every acknowledged act and file is there, the log is sound, no number is skipped', { timeout: 180_000 }, async () => {
  const { rounds, acts, evidence, faults } = await onOwnDatabase(() => crashRounds(3));
  assert.deepEqual(faults, []);
  assert.equal(rounds, 3);
  assert.ok(acts > 0 && evidence > 0, `${acts} acts, ${evidence} files: nothing was at stake`);
});
