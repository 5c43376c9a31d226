// src/ledger/log.test.ts —— opening, signing, refusing, erasing: the log against a real database
import assert from 'node:assert/strict';
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { newId } from '../base/ids.ts';
import type { Db } from '../store/database.ts';
import { fsck } from './fsck.ts';
import { newSigner } from './keys.ts';
import { type Log, LogRefused, openLog } from './log.ts';
import { openCheckpoint, parseVkey } from './proof/note.ts';
import { verifyReceipt } from './proof/receipt.ts';
import { parseBundle, tilesAt } from './proof/tiles.ts';
import { append, draft, newLogOptions, openTestBed, snapshot } from './testdata/testLog.ts';

const bed = await openTestBed();
after(() => bed.close());

const refusedWith = (code: string) => (error: unknown) => error instanceof LogRefused && error.code === code;
const signedSize = (log: Log) => openCheckpoint(log.checkpoint()!, [parseVkey(log.vkey)]).size;
const linesOf = async (path: string) => (await readFile(path, 'utf8')).split('\n').slice(0, -1);

/** What no application can do, but whoever owns the database can. */
async function tamper(db: Db, table: string, statement: string): Promise<void> {
  await sql.raw(`alter table ${table} disable trigger all`).execute(db);
  await sql.raw(statement).execute(db);
  await sql.raw(`alter table ${table} enable trigger all`).execute(db);
}

test('a new log begins with a leaf naming its key, and every event gets a receipt that verifies', async () => {
  const log = await openLog(bed.db, newLogOptions(bed.directory));
  const event = draft({ caseId: newId() });
  const [appended] = await append(log, event);
  assert.equal(appended!.index, 1);
  const early = await log.receipt(event.id);
  assert.equal(early!.proof, null);
  assert.equal(verifyReceipt(early, { logs: [log.vkey], trusted: true }).pending, true);
  await log.sign();
  const receipt = await log.receipt(event.id, ({ path }) => path === 'party' && { as: '姓名', ground: '测试依据' });
  const { ok, facts } = verifyReceipt(receipt, { logs: [log.vkey], trusted: true });
  assert.deepEqual([ok, facts!.index, facts!.size, facts!.n], [true, 1, 2, 1]);
  assert.ok(!JSON.stringify(receipt).includes('张某'));
  assert.equal(await log.receipt(newId()), undefined);
  await log.close();
});

test('an act is covered by a signed checkpoint within a second, without asking', async () => {
  const log = await openLog(bed.db, newLogOptions(bed.directory));
  await append(log, draft());
  for (const begin = performance.now(); log.status().signedSize < 2 && performance.now() - begin < 5000; )
    await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(signedSize(log), 2);
  await log.close();
});

test('tiles and bundles of the signed log are served in full, nothing beyond it', async () => {
  const log = await openLog(bed.db, newLogOptions(bed.directory));
  await append(log, ...Array.from({ length: 600 }, () => draft()));
  await log.sign();
  for (const { level, n, width } of tilesAt(601)) assert.equal((await log.tile(level, n, width))!.length, width * 32);
  assert.equal(parseBundle((await log.entries(2, 89))!).length, 89);
  for (const [level, n, width] of [
    [0, 2, 90],
    [0, 3, 1],
    [1, 0, 3],
    [2, 0, 1],
    [0, 0, 0],
  ] as const)
    assert.equal(await log.tile(level, n, width), undefined);
  assert.equal(await log.entries(2, 90), undefined);
  await append(log, draft());
  assert.equal(await log.tile(0, 2, 90), undefined, 'not signed yet');
  const { rows } = await sql<{ id: string }>`select id from log_entry where agency = ${log.agency} and idx in (0, 255, 256, 600)`.execute(
    bed.db,
  );
  for (const { id } of rows) assert.equal(verifyReceipt(await log.receipt(id), { logs: [log.vkey], trusted: true }).ok, true);
  await log.close();
});

test('tables refuse update, delete and truncate', async () => {
  const log = await openLog(bed.db, newLogOptions(bed.directory));
  await append(log, draft());
  await log.close();
  const all = ['log_entry', 'log_hash', 'log_checkpoint', 'log_erasure', 'log_head', 'log_payload', 'log_salt'];
  for (const table of all) {
    await assert.rejects(sql.raw(`truncate ${table}`).execute(bed.db), /只增不改/, table);
    await assert.rejects(sql.raw(`update ${table} set agency = 'x'`).execute(bed.db), /只增不改/, table);
  }
  for (const table of ['log_entry', 'log_hash', 'log_checkpoint', 'log_payload', 'log_salt', 'log_head'])
    await assert.rejects(sql.raw(`delete from ${table}`).execute(bed.db), /只增不改/, table);
  for (const change of [`size = 0`, `size = size`, `origin = 'x'`])
    await assert.rejects(sql.raw(`update log_head set ${change}`).execute(bed.db), /只增不改/, change);
});

test('an erasure deletes payload and salts, leaves the leaf, and is itself a leaf with its ground', async () => {
  const log = await openLog(bed.db, newLogOptions(bed.directory));
  const event = draft();
  await append(log, event);
  const erased = await log.erase({ id: event.id, ground: '保存期限届满', approver: 'head1', by: 'p2' });
  await log.sign();
  const receipt = await log.receipt(event.id);
  assert.equal(receipt!.disclosure, undefined);
  assert.equal(verifyReceipt(receipt, { logs: [log.vkey], trusted: true }).ok, true);
  assert.match(JSON.stringify(await log.receipt(erased.id)), /保存期限届满/);
  for (const table of ['log_payload', 'log_salt']) {
    const { rows } = await sql`select from ${sql.table(table)} where agency = ${log.agency} and idx = 1`.execute(bed.db);
    assert.equal(rows.length, 0, table);
  }
  await assert.rejects(log.erase({ id: event.id, ground: '再次', approver: 'head1', by: 'p2' }), /已经删除/);
  await assert.rejects(log.erase({ id: erased.id, ground: '掩盖', approver: 'head1', by: 'p2' }), /不能删除/);
  await assert.rejects(log.erase({ id: event.id, ground: ' ', approver: 'head1', by: 'p2' }), /写明依据/);
  const report = await fsck(bed.db, { agency: log.agency });
  assert.deepEqual([report.failures, report.erased], [[], 1]);
  await log.close();
});

test('what is written beside an erasure stands or falls with it', async () => {
  const log = await openLog(bed.db, newLogOptions(bed.directory));
  const event = draft();
  await append(log, event);
  const erasure = { id: event.id, ground: '保存期限届满', approver: 'head1', by: 'p2' };
  const broken = async () => {
    throw new Error('broken off');
  };
  await assert.rejects(log.erase(erasure, broken), /broken off/);
  assert.equal(log.status().size, 2);
  assert.match(JSON.stringify(await log.receipt(event.id)), /张某/);
  let gone: number | undefined;
  await log.erase(erasure, async (tx) => {
    gone = (await sql`select from log_payload where agency = ${log.agency} and idx = 1`.execute(tx)).rows.length;
  });
  assert.equal(gone, 0, 'what is rebuilt beside it no longer sees the text');
  await log.close();
});

test('the permission to erase holds for that one payload and that one transaction', async () => {
  const log = await openLog(bed.db, newLogOptions(bed.directory));
  const [event, other] = [draft(), draft()];
  await append(log, event, other);
  const erased = await log.erase({ id: event.id, ground: '保存期限届满', approver: 'head1', by: 'p2' });
  const attempt = bed.db.transaction().execute(async (tx) => {
    await sql`select set_config('heming.erasing', ${erased.id}, true)`.execute(tx);
    await sql`delete from log_payload where agency = ${log.agency} and idx = 2`.execute(tx);
  });
  await assert.rejects(attempt, /只能依法删除/);
  await log.close();
});

test('a log goes on where it stopped, and signs at the start what a crash left unsigned', async () => {
  const options = newLogOptions(bed.directory);
  const log = await openLog(bed.db, options);
  await append(log, draft());
  await log.close();
  const before = await linesOf(options.checkpointFile!);
  const crashed = await openLog(bed.db, options);
  await append(crashed, ...Array.from({ length: 300 }, () => draft())); // never closed, never signed
  const again = await openLog(bed.db, options);
  assert.deepEqual(again.status(), { size: 302, signedSize: 2, waiting: 0, refusal: undefined });
  await again.sign();
  await append(again, draft());
  await again.close();
  await crashed.close();
  assert.equal(signedSize(again), 303);
  assert.deepEqual((await linesOf(options.checkpointFile!)).slice(0, before.length), before);
  assert.deepEqual((await fsck(bed.db, { agency: options.agency, vkey: options.signKey.vkey })).failures, []);
});

test('a checkpoint that reached the file but not the database is kept at the next start', async () => {
  const options = newLogOptions(bed.directory);
  const log = await openLog(bed.db, options);
  await append(log, draft());
  await log.close();
  await tamper(bed.db, 'log_checkpoint', `delete from log_checkpoint where agency = '${options.agency}'`);
  await appendFile(options.checkpointFile!, '{"at":"2026-'); // a line torn by the crash
  const again = await openLog(bed.db, options);
  assert.equal(again.status().signedSize, 2);
  await append(again, draft());
  await again.close();
  assert.deepEqual((await fsck(bed.db, options)).failures, []);
});

test('a restored old snapshot is noticed through the checkpoint file: it reads, but neither appends nor signs', async () => {
  const options = newLogOptions(bed.directory);
  const log = await openLog(bed.db, options);
  const event = draft();
  await append(log, event);
  await log.close();
  const restore = await snapshot(bed.db);
  const later = await openLog(bed.db, options);
  await append(later, draft());
  await later.close();
  const old = await restore();
  const said: string[] = [];
  const opened = await openLog(old.db, { ...options, report: (sentence) => said.push(sentence) });
  assert.equal(opened.status().refusal!.code, 'rolledBack');
  assert.match(said.join(), /旧备份/);
  await assert.rejects(append(opened, draft()), refusedWith('rolledBack'));
  await assert.rejects(opened.erase({ id: event.id, ground: '依据', approver: 'h', by: 'p' }), refusedWith('rolledBack'));
  await assert.rejects(opened.sign(), refusedWith('rolledBack'));
  assert.equal(verifyReceipt(await opened.receipt(event.id), { logs: [opened.vkey], trusted: true }).ok, true);
  await opened.close();
  await old.close();
  const empty = await openTestBed();
  const fresh = await openLog(empty.db, options);
  assert.equal(fresh.status().refusal!.code, 'rolledBack', 'a new database beside an old file is one too');
  assert.equal((await sql`select from log_head`.execute(empty.db)).rows.length, 0);
  await fresh.close();
  await empty.close();
});

test('whatever contradicts the signed log at the start is refused by name', async () => {
  const make = async (events: number) => {
    const options = newLogOptions(bed.directory);
    const log = await openLog(bed.db, options);
    for (let i = 0; i < events; i++) await append(log, draft());
    await log.close();
    return options;
  };
  const opens = async (options: Parameters<typeof openLog>[1]) => {
    const log = await openLog(bed.db, options);
    const code = log.status().refusal?.code;
    if (code) await assert.rejects(append(log, draft()), refusedWith(code));
    await log.close();
    return code;
  };
  const mine = (options: { agency: string }, table: string, change: string) =>
    tamper(bed.db, table, `${change} where agency = '${options.agency}'${table === 'log_entry' ? ' and idx = 2' : ''}`);

  const changed = await make(2);
  await mine(changed, 'log_entry', `update log_entry set leaf_hash = decode(repeat('ab', 32), 'hex')`);
  assert.equal(await opens(changed), 'rewritten');
  const shortened = await make(2);
  await mine(shortened, 'log_entry', 'delete from log_entry');
  assert.equal(await opens(shortened), 'damaged');
  const cut = await make(2);
  await mine(cut, 'log_entry', 'delete from log_entry');
  await mine(cut, 'log_head', 'update log_head set size = 2');
  assert.equal(await opens({ ...cut, checkpointFile: undefined }), 'rolledBack');
  const forged = await make(2);
  await mine(forged, 'log_checkpoint', `update log_checkpoint set note = replace(note, '3', '2')`);
  assert.equal(await opens({ ...forged, checkpointFile: undefined }), 'badSignature');
  const rekeyed = await make(1);
  assert.equal(await opens({ ...rekeyed, signKey: newSigner(rekeyed.origin) }), 'otherKey');
  const scribbled = await make(1);
  await writeFile(scribbled.checkpointFile!, '涂改\n');
  assert.equal(await opens(scribbled), 'badCheckpointFile');
  const bereft = await make(1);
  await rm(bereft.checkpointFile!);
  assert.equal(await opens(bereft), 'noCheckpointFile');
  await writeFile(bereft.checkpointFile!, '');
  assert.equal(await opens(bereft), 'noCheckpointFile', 'an empty file stands for nothing either');
  const borrowed = await make(1);
  await writeFile(borrowed.checkpointFile!, await readFile(changed.checkpointFile!));
  assert.equal(await opens(borrowed), 'badSignature');
  await assert.rejects(openLog(bed.db, { ...borrowed, signKey: newSigner('log.example/else') }), RangeError);
});

test('bytes that read back differently are never signed, and the log stops', async () => {
  const options = newLogOptions(bed.directory);
  const log = await openLog(bed.db, options);
  await log.sign();
  await append(log, draft());
  await tamper(bed.db, 'log_entry', `update log_entry set header = header || ' ' where agency = '${options.agency}' and idx = 1`);
  await assert.rejects(log.sign(), /与它的指纹不符/);
  assert.equal(log.status().refusal!.code, 'damaged');
  await assert.rejects(append(log, draft()), refusedWith('damaged'));
  assert.equal(signedSize(log), 1);
  await log.close();
  assert.equal((await linesOf(options.checkpointFile!)).length, 1);
});

test('a checkpoint file that cannot be written delays the signature and not the acts', async () => {
  const options = newLogOptions(bed.directory);
  const said: string[] = [];
  const log = await openLog(bed.db, { ...options, checkpointFile: '/dev/null', report: (sentence) => said.push(sentence) });
  await append(log, draft());
  await assert.rejects(log.sign(), /EINVAL/);
  assert.match(said.join(), /会再试/);
  assert.equal(log.checkpoint(), undefined);
  await append(log, draft());
  assert.equal(log.status().size, 3);
  await log.close();
});

test('a checkpoint the database could not take is kept by it before a longer one is signed', async () => {
  const options = newLogOptions(bed.directory);
  const log = await openLog(bed.db, { ...options, report: () => {} });
  await log.sign();
  const { agency, checkpointFile, signKey } = options;
  const refuse = `create function no_room() returns trigger language plpgsql as $$ begin raise exception 'no room'; end $$`;
  await sql.raw(refuse).execute(bed.db);
  await sql.raw('create trigger no_room before insert on log_checkpoint for each row execute function no_room()').execute(bed.db);
  await append(log, draft());
  await assert.rejects(log.sign(), /no room/);
  await append(log, draft()); // the log grows beyond what the file says was signed
  await assert.rejects(log.sign(), /no room/);
  await sql.raw('drop trigger no_room on log_checkpoint').execute(bed.db);
  await log.sign();
  assert.deepEqual((await fsck(bed.db, { agency, vkey: signKey.vkey, checkpointFile })).failures, []);
  assert.equal(signedSize(log), 3);
  await log.close();
});

test('a checkpoint two servers signed is in the file with the time the database has', async () => {
  const options = newLogOptions(bed.directory);
  const log = await openLog(bed.db, options);
  await append(log, draft());
  await log.sign();
  await log.close();
  const { agency, checkpointFile, signKey } = options;
  const check = async () => (await fsck(bed.db, { agency, vkey: signKey.vkey, checkpointFile })).failures.map(({ says }) => says);
  const lines = await linesOf(checkpointFile!);
  const other = JSON.stringify({ ...JSON.parse(lines.at(-1)!), at: '2026-01-01T00:00:00.000Z' });
  await writeFile(checkpointFile!, `${[...lines.slice(0, -1), other].join('\n')}\n`);
  assert.match((await check()).join(), /文件写的时间与数据库的不一样/);
  await writeFile(checkpointFile!, `${[...lines.slice(0, -1), other, lines.at(-1)].join('\n')}\n`);
  assert.deepEqual(await check(), []);
});
