// src/ledger/keep/quick.test.ts —— quick decisions: one statement for all, the database has the last word, no gap in what is counted
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { newId } from '../../base/ids.ts';
import { fsck } from '../fsck.ts';
import { type Log, openLog } from '../log.ts';
import { draft, newLogOptions, openTestBed } from '../testdata/testLog.ts';
import type { Beside, Place } from '../writer.ts';

const bed = await openTestBed();
after(() => bed.close());
await sql`create table noted (note text not null)`.execute(bed.db);
await sql`create function noted_all(notes text[]) returns boolean language sql as 'insert into noted select unnest(notes) returning true'`.execute(
  bed.db,
);
const together = (all: string[]) => sql<boolean>`noted_all(${all}::text[])`;
const note = (what: string): Beside => ({ together, what });
const notes = async () => (await sql<{ note: string }>`select note from noted order by note`.execute(bed.db)).rows.map((row) => row.note);

/** Appends one event quickly; the work, when it comes to it, answers 'slow'. */
const append = (
  log: Log,
  caseId: string,
  { n = 0, provided, says = caseId, accepted }: { n?: number; provided?: Beside; says?: string; accepted?: (place: Place) => void } = {},
) =>
  log.run<string>(async () => ({ append: [draft({ caseId })], result: () => 'slow' }), {
    quick: {
      caseId,
      decide: (place) =>
        (place.n ?? 0) === n
          ? {
              append: [draft({ caseId })],
              opens: n === 0,
              provided,
              beside: [note(says)],
              accepted: () => accepted?.(place),
              result: () => 'quick',
            }
          : undefined,
    },
  });

test('decisions that wait together are appended with their rows, and chain on within their case', async () => {
  await sql`delete from noted`.execute(bed.db);
  const log = await openLog(bed.db, newLogOptions(bed.directory));
  const cases = Array.from({ length: 20 }, () => newId());
  assert.deepEqual(new Set(await Promise.all(cases.map((caseId) => append(log, caseId)))), new Set(['quick']));
  assert.deepEqual(
    await Promise.all(cases.map((caseId) => append(log, caseId, { n: 1 }))),
    cases.map(() => 'quick'),
  );
  assert.equal((await notes()).length, 40);
  await log.close();
  assert.deepEqual((await fsck(bed.db, { agency: log.agency })).failures, []);
  assert.equal(log.status().size, 41);
});

test('of two decisions upon the same state of a case the second goes to its work', async () => {
  const log = await openLog(bed.db, newLogOptions(bed.directory));
  const caseId = newId();
  assert.deepEqual(await Promise.all([append(log, caseId), append(log, caseId), append(log, newId())]), ['quick', 'slow', 'quick']);
  await log.close();
  assert.deepEqual((await fsck(bed.db, { agency: log.agency })).failures, []);
});

test('a decision on a case wrongly taken for new, or while another process appended, is decided anew by its work; its rows are not written', async () => {
  const options = newLogOptions(bed.directory);
  const [one, other] = [await openLog(bed.db, options), await openLog(bed.db, options)];
  const caseId = newId();
  assert.equal(await append(other, caseId), 'quick');
  await sql`delete from noted`.execute(bed.db);
  assert.equal(await append(one, newId(), { says: 'moved' }), 'slow');
  assert.deepEqual(await notes(), []);
  assert.equal(await append(one, newId(), { says: 'known again' }), 'quick');
  await one.close();
  const fresh = await openLog(bed.db, { ...options, checkpointFile: undefined });
  assert.equal(await append(fresh, caseId, { says: 'not new' }), 'slow');
  assert.deepEqual(await notes(), ['known again']);
  await fresh.close();
  await other.close();
  assert.deepEqual((await fsck(bed.db, { agency: one.agency })).failures, []);
});

test('where something provided no longer holds, nothing of the batch is appended by the statement', async () => {
  await sql`delete from noted`.execute(bed.db);
  const log = await openLog(bed.db, newLogOptions(bed.directory));
  const holds = (all: boolean[]) => sql<boolean>`(select bool_and(x) from unnest(${all}::boolean[]) x)`;
  const provided = (what: boolean): Beside => ({ together: holds, what });
  assert.deepEqual(
    await Promise.all([append(log, newId(), { provided: provided(true) }), append(log, newId(), { provided: provided(false) })]),
    ['slow', 'slow'],
  );
  assert.deepEqual(await notes(), []);
  assert.equal(await append(log, newId(), { provided: provided(true) }), 'quick');
  await log.close();
});

test('a decision that is no good is not accepted, so nothing counted in the batch is spent on it', async () => {
  const log = await openLog(bed.db, newLogOptions(bed.directory));
  const counted: string[] = [];
  const bad = log.run(async () => ({ append: [draft()], result: () => 'slow' }), {
    quick: {
      caseId: newId(),
      decide: () => ({
        append: [draft({ type: '' })],
        opens: true,
        beside: [],
        accepted: () => void counted.push('bad'),
        result: () => 'quick',
      }),
    },
  });
  assert.deepEqual(await Promise.all([bad, append(log, newId(), { accepted: () => void counted.push('good') })]), ['slow', 'quick']);
  assert.deepEqual(counted, ['good']);
  await log.close();
});
