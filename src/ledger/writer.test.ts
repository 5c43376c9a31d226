// src/ledger/writer.test.ts —— group append: gap-free, in order, each work answering for itself alone
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { newId } from '../base/ids.ts';
import { type Db, tables } from '../store/database.ts';
import { fsck } from './fsck.ts';
import { type Log, openLog } from './log.ts';
import type { LedgerTables } from './tables.ts';
import { append, draft, newLogOptions, openTestBed } from './testdata/testLog.ts';
import { DraftRefused } from './writer.ts';

const bed = await openTestBed();
after(() => bed.close());
await sql`create table act (id uuid primary key, idx int8)`.execute(bed.db);

const entries = (agency: string) =>
  tables<LedgerTables>(bed.db)
    .selectFrom('log_entry')
    .select(['idx', 'id', 'case_id', 'n'])
    .where('agency', '=', agency)
    .orderBy('idx')
    .execute();
const sound = async (log: Log) => {
  await log.sign();
  assert.deepEqual((await fsck(bed.db, { agency: log.agency })).failures, []);
};
const countOf = async (tx: Db, agency: string, caseId: string) =>
  (
    await tables<LedgerTables>(tx)
      .selectFrom('log_entry')
      .select('idx')
      .where('agency', '=', agency)
      .where('case_id', '=', caseId)
      .execute()
  ).length;

test('concurrent works get a gap-free index and unbroken cases, with and without keys', async () => {
  const log = await openLog(bed.db, newLogOptions(bed.directory));
  const cases = [newId(), newId(), newId()];
  const works = Array.from({ length: 60 }, (_, i) => {
    const caseId = cases[i % 3]!;
    const work = async () => ({ append: [draft({ caseId })], result: ([one]: { index: number }[]) => one!.index });
    return log.run(work, i % 2 === 0 ? { key: caseId } : {});
  });
  assert.deepEqual(
    (await Promise.all(works)).toSorted((a, b) => a - b),
    Array.from({ length: 60 }, (_, i) => i + 1),
  );
  const rows = await entries(log.agency);
  assert.deepEqual(
    rows.map(({ idx }) => idx),
    Array.from({ length: 61 }, (_, i) => i),
  );
  for (const caseId of cases)
    assert.deepEqual(
      rows.filter((row) => row.case_id === caseId).map(({ n }) => n),
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
  await sound(log);
  await log.close();
});

test('works of one case see what earlier works of the same batch appended', async () => {
  const log = await openLog(bed.db, newLogOptions(bed.directory));
  const caseId = newId();
  const once = () =>
    log.run(
      async (tx) => {
        if ((await countOf(tx, log.agency, caseId)) > 0) throw new Error('已经有人先办了');
        return { append: [draft({ caseId })], result: () => 'done' };
      },
      { key: caseId },
    );
  const outcomes = await Promise.allSettled([once(), once(), once()]);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'rejected'],
  );
  await log.close();
});

test('a keyed work sees what a work without a key wrote before it in the same batch', async () => {
  const log = await openLog(bed.db, newLogOptions(bed.directory));
  const [rule, caseId] = [newId(), newId()];
  const inForce = async (tx: Db) => (await sql`select from act where id = ${rule}`.execute(tx)).rows.length > 0;
  const change = log.run(async () => ({
    append: [draft()],
    write: async (tx) => void (await sql`insert into act (id) values (${rule})`.execute(tx)),
    result: () => 'changed',
  }));
  const judged = log.run(
    async (tx) => {
      const seen = await inForce(tx);
      return { append: [draft({ caseId })], result: () => seen };
    },
    { key: caseId },
  );
  assert.deepEqual(await Promise.all([change, judged]), ['changed', true]);
  await log.close();
});

test('a work that throws rejects itself and not its batch', async () => {
  const log = await openLog(bed.db, newLogOptions(bed.directory));
  const good = () => append(log, draft());
  const stale = () => log.run(async () => Promise.reject(new Error('版本已旧')), { key: newId() });
  const outcomes = await Promise.allSettled([good(), stale(), good(), stale(), good()]);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'],
  );
  assert.equal((await entries(log.agency)).length, 4);
  await sound(log);
  await log.close();
});

test('a work whose statements fail, in deciding or in writing, rejects itself and leaves nothing', async () => {
  const log = await openLog(bed.db, newLogOptions(bed.directory));
  const [shared, kept] = [newId(), newId()];
  const insert = (id: string) => async (tx: Db) => void (await sql`insert into act (id) values (${id})`.execute(tx));
  const writing = (id: string) => log.run(async () => ({ append: [draft()], write: insert(id), result: () => id }), { key: newId() });
  const broken = () => log.run(async (tx) => Promise.reject(await sql`select 1 / 0`.execute(tx)), { key: newId() });
  const swallowing = () =>
    log.run(
      async (tx) => {
        await sql`select 1 / 0`.execute(tx).catch(() => {});
        return { append: [], result: () => 'nothing happened' };
      },
      { key: newId() },
    );
  const outcomes = await Promise.allSettled([
    writing(shared),
    broken(),
    writing(shared),
    writing(kept),
    swallowing(),
    append(log, draft()),
  ]);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'rejected', 'fulfilled', 'rejected', 'fulfilled'],
  );
  const { rows } = await sql<{ id: string }>`select id from act where id in (${shared}, ${kept})`.execute(bed.db);
  assert.equal(rows.length, 2);
  assert.equal((await entries(log.agency)).length, 4);
  await sound(log);
  await log.close();
});

test('the same id is recorded once, whether it comes again in one batch or later', async () => {
  const log = await openLog(bed.db, newLogOptions(bed.directory));
  const again = draft();
  const outcomes = await Promise.allSettled([append(log, again), append(log, again), append(log, draft())]);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  await assert.rejects(append(log, again));
  assert.equal((await entries(log.agency)).length, 3);
  await log.close();
});

test('a clock set back by up to two seconds is evened out, by more it is refused by name', async () => {
  const log = await openLog(bed.db, newLogOptions(bed.directory));
  const now = Date.now();
  const at = (ms: number) => draft({ at: new Date(now + ms).toISOString() });
  const [first] = await append(log, at(5000));
  const [second] = await append(log, at(3000));
  assert.equal(second!.at, first!.at);
  await assert.rejects(append(log, at(2999)), (error: unknown) => error instanceof DraftRefused && error.code === 'clockSetBack');
  const outcomes = await Promise.allSettled([append(log, at(6000)), append(log, at(0)), append(log, at(6001))]);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  await sound(log);
  await log.close();
});

test('drafts that a header cannot hold are refused with a sentence', async () => {
  const log = await openLog(bed.db, newLogOptions(bed.directory));
  for (const bad of [{ type: '' }, { by: 'x'.repeat(129) }, { id: 'ABC' }, { caseId: '文号' }, { at: '2025-02-19' }])
    await assert.rejects(append(log, draft(bad)), DraftRefused, JSON.stringify(bad));
  assert.equal((await entries(log.agency)).length, 1);
  await log.close();
});

test('two processes on one log never give an index twice: whoever lost the race starts again from the new head', async () => {
  const options = newLogOptions(bed.directory);
  const one = await openLog(bed.db, options);
  const other = await openLog(bed.db, { ...options, checkpointFile: undefined });
  const caseId = newId();
  for (let round = 0; round < 5; round++)
    await Promise.all([append(one, draft({ caseId })), append(other, draft({ caseId })), append(one, draft())]);
  const rows = await entries(one.agency);
  assert.equal(rows.length, 16);
  assert.deepEqual(
    rows.filter((row) => row.case_id === caseId).map(({ n }) => n),
    Array.from({ length: 10 }, (_, i) => i + 1),
  );
  await other.close();
  await one.close();
  assert.deepEqual((await fsck(bed.db, { agency: one.agency })).failures, []);
});

test('a closed log takes nothing more, and what was asked for before is finished', async () => {
  const log = await openLog(bed.db, newLogOptions(bed.directory));
  const asked = append(log, draft());
  const closing = log.close();
  await assert.rejects(append(log, draft()), /已经关闭/);
  assert.equal((await asked)[0]!.index, 1);
  await closing;
  assert.equal(log.status().signedSize, 2);
});
