// src/ledger/log.test.ts —— opening, signing, refusing, erasing: the log against a real database
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { newId } from '../base/ids.ts';
import { type Db, migrate, openMemoryStore, type Store } from '../store/database.ts';
import { newSigner } from './keys.ts';
import { type Log, type LogOptions, LogRefused, openLog } from './log.ts';
import { openCheckpoint, parseVkey } from './note.ts';
import { verifyReceipt } from './receipt.ts';
import { ledgerMigrations } from './tables.ts';
import type { EventDraft } from './writer.ts';

const store = await openMemoryStore();
await migrate(store, ledgerMigrations);
const directory = await mkdtemp(join(tmpdir(), 'ledger-'));
after(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

let made = 0;
const options = (): LogOptions => {
  const agency = `agency${++made}`;
  return {
    agency,
    origin: `test.example/${agency}`,
    signKey: newSigner(`test.example/${agency}`),
    checkpointFile: join(directory, agency),
  };
};
const draft = (more: Partial<EventDraft> = {}): EventDraft => ({
  type: 'noticeServed',
  id: newId(),
  at: new Date().toISOString(),
  by: 'p1',
  segments: [{ path: 'party', value: '张某' }],
  ...more,
});
const append = (log: Log, ...drafts: EventDraft[]) => log.run(async () => ({ append: drafts, result: (appended) => appended }));
const names = ['log_head', 'log_entry', 'log_hash', 'log_checkpoint', 'log_payload', 'log_salt', 'log_erasure'];

/** Copies the tables of the log now; the copy can be brought up as a database of its own later. */
async function snapshot(db: Db): Promise<() => Promise<Store>> {
  const copies = await Promise.all(names.map((name) => db.selectFrom(name).selectAll().execute()));
  return async () => {
    const restored = await openMemoryStore();
    await migrate(restored, ledgerMigrations);
    for (const [i, rows] of copies.entries()) if (rows.length > 0) await restored.db.insertInto(names[i]!).values(rows).execute();
    return restored;
  };
}

const refusedWith = (code: string) => (error: unknown) => error instanceof LogRefused && error.code === code;

test('a new log begins with a leaf naming its key, and every event gets a receipt that verifies', async () => {
  const own = options();
  const log = await openLog(store.db, own);
  const event = draft({ caseId: newId() });
  const [appended] = await append(log, event);
  assert.equal(appended!.index, 1);
  const early = await log.receipt(event.id);
  assert.equal(early!.proof, null);
  assert.deepEqual(verifyReceipt(early, { logs: [log.vkey], trusted: true }).pending, true);
  await log.sign();
  const receipt = await log.receipt(event.id, ({ path }) => path === 'party' && { as: '姓名', ground: '测试依据' });
  const { ok, checks, facts } = verifyReceipt(receipt, { logs: [log.vkey], trusted: true });
  assert.equal(ok, true, JSON.stringify(checks, null, 1));
  assert.equal(facts!.index, 1);
  assert.equal(facts!.n, 1);
  assert.ok(!JSON.stringify(receipt).includes('张某'));
  assert.equal(openCheckpoint(log.checkpoint()!, [parseVkey(log.vkey)]).size, 2);
  await log.close();
});

test('tables refuse update, delete and truncate', async () => {
  const own = options();
  const log = await openLog(store.db, own);
  await append(log, draft());
  await log.close();
  for (const table of ['log_entry', 'log_hash', 'log_checkpoint', 'log_payload', 'log_salt', 'log_erasure', 'log_head'])
    await assert.rejects(sql.raw(`truncate ${table}`).execute(store.db), /只增不改/, table);
  for (const table of ['log_entry', 'log_checkpoint', 'log_payload', 'log_salt', 'log_head'])
    await assert.rejects(sql.raw(`delete from ${table}`).execute(store.db), /只增不改/, table);
  for (const change of [
    `update log_entry set type = 'x'`,
    `update log_checkpoint set size = 9`,
    `update log_payload set doc = ''`,
    `update log_salt set salts = ''`,
    `update log_head set size = 0`,
    `update log_head set origin = 'x'`,
  ])
    await assert.rejects(sql.raw(change).execute(store.db), /只增不改/, change);
});

test('an erasure deletes payload and salts, leaves the leaf, and is itself a leaf with its ground', async () => {
  const own = options();
  const log = await openLog(store.db, own);
  const event = draft();
  await append(log, event);
  const erased = await log.erase({ id: event.id, ground: '保存期限届满', approver: 'head1', by: 'p2' });
  await log.sign();
  const receipt = await log.receipt(event.id);
  assert.equal(receipt!.disclosure, undefined);
  assert.equal(verifyReceipt(receipt, { logs: [log.vkey], trusted: true }).ok, true);
  assert.match(JSON.stringify(await log.receipt(erased.id)), /保存期限届满/);
  await assert.rejects(log.erase({ id: event.id, ground: '再次', approver: 'head1', by: 'p2' }), /已经删除/);
  await assert.rejects(log.erase({ id: erased.id, ground: '掩盖', approver: 'head1', by: 'p2' }), /不能删除/);
  await log.close();
});

test('a restored old snapshot is noticed through the checkpoint file: it reads, but neither appends nor signs', async () => {
  const own = options();
  const log = await openLog(store.db, own);
  await append(log, draft());
  await log.close();
  const restore = await snapshot(store.db);
  const again = await openLog(store.db, own);
  await append(again, draft());
  await again.close();
  const old = await restore();
  const opened = await openLog(old.db, own);
  assert.equal(opened.status().refusal!.code, 'rolledBack');
  await assert.rejects(append(opened, draft()), refusedWith('rolledBack'));
  await assert.rejects(opened.sign(), refusedWith('rolledBack'));
  assert.equal(openCheckpoint(opened.checkpoint()!, [parseVkey(own.signKey.vkey)]).size, 2);
  await opened.close();
  await old.close();
});
