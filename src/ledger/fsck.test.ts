// src/ledger/fsck.test.ts —— whatever is changed behind the log's back is found and named; the export is what was checked
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { newId } from '../base/ids.ts';
import { exportLog } from './export.ts';
import { type FailureCode, fsck } from './fsck.ts';
import { openLog } from './log.ts';
import { tilePath, tilesAt } from './proof/tiles.ts';
import { append, draft, newLogOptions, openTestBed, snapshot } from './testdata/testLog.ts';

const bed = await openTestBed();
after(() => bed.close());

const options = newLogOptions(bed.directory);
const [caseId, erased] = [newId(), draft()];
const log = await openLog(bed.db, options);
await append(log, ...Array.from({ length: 300 }, () => draft({ caseId })), erased);
await log.sign();
await log.erase({ id: erased.id, ground: '保存期限届满', approver: 'head1', by: 'p2' }); // index 302 erases 301
await log.close();
const { agency } = options;
const check = { agency, vkey: options.signKey.vkey, checkpointFile: options.checkpointFile };
const restore = await snapshot(bed.db);
const copy = await restore();
after(() => copy.close());

/** Changes a copy, looks, and undoes the change. */
async function namedAfter(...changes: string[]): Promise<{ codes: FailureCode[]; says: string }> {
  const undo = new Error('undo');
  let found: Awaited<ReturnType<typeof fsck>> | undefined;
  const attempt = copy.db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    for (const change of changes) await sql.raw(change).execute(tx);
    found = await fsck(tx, check);
    throw undo;
  });
  await attempt.catch((error) => assert.equal(error, undo));
  return { codes: [...new Set(found!.failures.map(({ code }) => code))], says: found!.failures.map(({ says }) => says).join('\n') };
}

test('a sound log has no failures, and the report says how much was checked', async () => {
  const report = await fsck(copy.db, check);
  assert.deepEqual([report.failures, report.entries, report.erased, report.checkpoints], [[], 303, 1, 2]);
  assert.ok(report.hashes > 303 * 2 && report.hashedBytes > 303 * 200);
});

const tampered: [name: string, codes: FailureCode[], changes: string[]][] = [
  [
    'header bytes',
    ['entryHash', 'header', 'chain', 'checkpoint', 'hash'],
    [`update log_entry set header = decode('7b7d', 'hex') where idx = 7`],
  ],
  [
    'one letter of a header',
    ['entryHash', 'checkpoint', 'hash', 'chain', 'entryColumns'],
    [`update log_entry set header = convert_to(replace(convert_from(header, 'UTF8'), '"n":7', '"n":8'), 'UTF8') where n = 7`],
  ],
  ['a leaf hash', ['entryHash'], [`update log_entry set leaf_hash = decode(repeat('00', 32), 'hex') where idx = 7`]],
  ['a column', ['entryColumns'], [`update log_entry set type = 'decisionMade' where idx = 7`]],
  ['the time column', ['entryColumns'], [`update log_entry set at = at + interval '1 day' where idx = 7`]],
  ['the case column', ['entryColumns'], [`update log_entry set case_id = null, n = null where idx = 7`]],
  ['a deleted entry', ['entryMissing', 'chain', 'orphan', 'checkpoint', 'hash'], [`delete from log_entry where idx = 7`]],
  ['the last entries deleted', ['length', 'orphan', 'erasure'], [`delete from log_entry where idx >= 302`]],
  [
    'two entries exchanged',
    ['checkpoint', 'hash', 'chain', 'payload'],
    [
      `update log_entry set idx = -1, n = -1 where idx = 7`,
      `update log_entry set idx = 7 where idx = 8`,
      `update log_entry set idx = 8, n = 7 where idx = -1`,
    ],
  ],
  ['a subtree hash', ['hash'], [`update log_hash set hash = decode(repeat('00', 32), 'hex')`]],
  ['a deleted subtree hash', ['hash'], [`delete from log_hash`]],
  ['an invented subtree hash', ['length'], [`insert into log_hash values ('${agency}', 1, 9, decode(repeat('00', 32), 'hex'))`]],
  [
    'a payload',
    ['payload'],
    [`update log_payload set doc = convert_to(replace(convert_from(doc, 'UTF8'), '张某', '李某'), 'UTF8') where idx = 7`],
  ],
  ['a deleted payload', ['payload'], [`delete from log_payload where idx = 7`]],
  ['salts', ['payload'], [`update log_salt set salts = decode(repeat('00', 32), 'hex') where idx = 7`]],
  ['deleted salts', ['salt'], [`delete from log_salt where idx = 7`]],
  [
    'a payload and its salts, with a false erasure row',
    ['erasure'],
    [
      `delete from log_payload where idx = 7`,
      `delete from log_salt where idx = 7`,
      `insert into log_erasure values ('${agency}', 7, '${newId()}')`,
    ],
  ],
  [
    'a second payload under the id of a real erasure',
    ['erasure'],
    [
      `alter table log_erasure drop constraint log_erasure_agency_id_key`,
      `insert into log_erasure select agency, 7, id from log_erasure where idx = 301`,
      `delete from log_payload where idx = 7`,
      `delete from log_salt where idx = 7`,
    ],
  ],
  [
    'a payload under the id of an event that is no erasure',
    ['erasure'],
    [
      `delete from log_payload where idx = 7`,
      `delete from log_salt where idx = 7`,
      `insert into log_erasure select agency, 7, id from log_entry where idx = 8`,
    ],
  ],
  [
    'an erasure moved to another payload',
    ['erasure', 'payload'],
    [`update log_erasure set idx = 7`, `delete from log_payload where idx = 7`, `delete from log_salt where idx = 7`],
  ],
  ['an erased payload put back', ['erasure'], [`insert into log_payload select agency, 301, doc from log_payload where idx = 7`]],
  ['a deleted erasure row', ['payload', 'erasure'], [`delete from log_erasure`]],
  ['a payload without an entry', ['orphan'], [`insert into log_payload values ('${agency}', 5000, '')`]],
  ['a checkpoint note', ['checkpoint', 'checkpointFile'], [`update log_checkpoint set note = replace(note, '—', '- ') where size = 302`]],
  ['a checkpoint column', ['checkpoint'], [`update log_checkpoint set size = 301 where size = 302`]],
  ['a deleted checkpoint', ['checkpointFile'], [`delete from log_checkpoint where size = 302`]],
  ['the newest checkpoint deleted', ['checkpointFile'], [`delete from log_checkpoint where size = 303`]],
  ['the head', ['length'], [`update log_head set size = 304`]],
  [
    'the named key',
    ['payload'],
    [`update log_payload set doc = convert_to(replace(convert_from(doc, 'UTF8'), '+', '-'), 'UTF8') where idx = 0`],
  ],
];
for (const [name, codes, changes] of tampered)
  test(`tampering is found and named: ${name}`, async () => {
    const found = await namedAfter(...changes);
    assert.deepEqual(found.codes.toSorted(), codes.toSorted(), found.says);
  });

test('a log that grows while it is checked is not called damaged', async () => {
  const growing = newLogOptions(bed.directory);
  const own = await openLog(bed.db, growing);
  await append(own, ...Array.from({ length: 2000 }, () => draft()));
  const event = draft();
  await append(own, event);
  const checking = fsck(bed.db, { ...check, agency: growing.agency, vkey: own.vkey, checkpointFile: growing.checkpointFile });
  await own.sign();
  await own.erase({ id: event.id, ground: '保存期限届满', approver: 'head1', by: 'p2' });
  await append(own, ...Array.from({ length: 300 }, () => draft()));
  await own.sign();
  assert.deepEqual((await checking).failures, []);
  await own.close();
});

test('the tables refuse a second payload for one erasure, and to delete what the erasing event does not name', async () => {
  const { id } = await copy.db.selectFrom('log_erasure').select('id').executeTakeFirstOrThrow();
  const refused = async (message: RegExp, ...statements: string[]) =>
    assert.rejects(
      copy.db.transaction().execute(async (tx) => {
        for (const statement of statements) await sql.raw(statement).execute(tx);
      }),
      message,
    );
  await refused(/unique/, `insert into log_erasure values ('${agency}', 7, '${id}')`);
  const deleting = (index: number, event: string) => [
    `insert into log_erasure values ('${agency}', ${index}, '${event}')`,
    `select set_config('heming.erasing', '${event}', true)`,
    `delete from log_payload where idx = ${index}`,
  ];
  const { id: noErasure } = await copy.db.selectFrom('log_entry').select('id').where('idx', '=', 8).executeTakeFirstOrThrow();
  await refused(/只增不改/, ...deleting(7, noErasure));
  await refused(
    /只增不改/,
    `set local session_replication_role = replica`,
    `delete from log_erasure`,
    `set local session_replication_role = origin`,
    ...deleting(7, id),
  );
});

test('the failure names the place', async () => {
  assert.match((await namedAfter(`delete from log_payload where idx = 7`)).says, /序号 7：/);
  assert.match((await namedAfter(`delete from log_checkpoint where size = 302`)).says, /长度 302/);
});

test('a checkpoint file that lost or changed a line is named, and so is another key', async () => {
  const text = await readFile(options.checkpointFile!, 'utf8');
  const lines = text.split('\n');
  const codesWith = async (changed: string) => {
    const path = join(bed.directory, 'changed');
    await writeFile(path, changed);
    return (await fsck(copy.db, { ...check, checkpointFile: path })).failures.map(({ code }) => code);
  };
  assert.deepEqual(await codesWith(lines.toSpliced(1, 1).join('\n')), ['checkpointFile']);
  assert.deepEqual(await codesWith(`涂改\n${text}`), ['checkpointFile']);
  assert.deepEqual(await codesWith(text.replaceAll('\\n302\\n', '\\n301\\n')), ['checkpointFile', 'checkpointFile']);
  assert.deepEqual(
    (await fsck(copy.db, { ...check, checkpointFile: '/没有' })).failures.map(({ code }) => code),
    ['checkpointFile'],
  );
  const other = newLogOptions(bed.directory).signKey.vkey;
  assert.ok((await fsck(copy.db, { ...check, vkey: other })).failures.some(({ code }) => code === 'key'));
  assert.deepEqual(
    (await fsck(copy.db, { agency: '没有' })).failures.map(({ code }) => code),
    ['noLog'],
  );
});

test('an export holds the signed log as static files, and a second one writes only what is new', async () => {
  const again = await openLog(bed.db, options);
  const directory = join(bed.directory, 'export');
  const first = await exportLog(again, directory);
  assert.equal(first.size, 303);
  for (const tile of tilesAt(303)) assert.equal((await readFile(join(directory, tilePath(tile)))).length, tile.width * 32);
  assert.equal(await readFile(join(directory, 'checkpoint'), 'utf8'), again.checkpoint());
  assert.equal((await exportLog(again, directory)).written, 0);
  await append(again, draft());
  await again.sign();
  assert.equal((await exportLog(again, directory)).written, 1);
  await again.close();
});
