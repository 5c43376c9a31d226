// src/ledger/keep/head.test.ts —— the head is read as of a length, whatever was appended since; rows beyond what the log ever was are damage
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openLog } from '../log.ts';
import { append, draft, newLogOptions, openTestBed } from '../testdata/testLog.ts';
import { LogDamaged, readHead } from './head.ts';

const bed = await openTestBed();
after(() => bed.close());
const options = newLogOptions(bed.directory);
const { agency } = options;
const log = await openLog(bed.db, options);
after(() => log.close());

test('a head read as of any earlier length, of nothing too, is the tree of that length', async () => {
  for (let n = 0; n < 6; n++) await append(log, draft());
  const roots = await Promise.all([0, 1, 3, 7].map(async (size) => (await readHead(bed.db, agency, size)).frontier));
  assert.deepEqual(
    roots.map(({ size }) => size),
    [0, 1, 3, 7],
  );
});

test('a row beyond the stated length, or one too few, is damage', async () => {
  await assert.rejects(readHead(bed.db, agency, 8), LogDamaged);
  await sql`alter table log_head disable trigger all`.execute(bed.db);
  await sql`update log_head set size = 6 where agency = ${agency}`.execute(bed.db);
  await assert.rejects(readHead(bed.db, agency, 6), /长度是 6，最后一条记录的序号却是 6/);
  await sql`update log_head set size = 7 where agency = ${agency}`.execute(bed.db);
  await sql`alter table log_head enable trigger all`.execute(bed.db);
});
