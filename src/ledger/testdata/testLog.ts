// src/ledger/testdata/testLog.ts —— 测试用日志:a database with the log's tables, and the few things every test of a log does
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '../../base/ids.ts';
import { type Db, migrate, openMemoryStore, type Store } from '../../store/database.ts';
import { newSigner } from '../keys.ts';
import type { Log, LogOptions } from '../log.ts';
import { ledgerMigrations } from '../tables.ts';
import type { Appended, EventDraft } from '../writer.ts';

/** A database with the log's tables, and a directory for checkpoint files and exports; both go with `close`. */
export async function openTestBed(): Promise<{ store: Store; db: Db; directory: string; close(): Promise<void> }> {
  const store = await openMemoryStore();
  await migrate(store, ledgerMigrations);
  const directory = await mkdtemp(join(tmpdir(), 'ledger-'));
  const close = async () => {
    await store.close();
    await rm(directory, { recursive: true });
  };
  return { store, db: store.db, directory, close };
}

let made = 0;

/** Options of a fresh log of its own agency, with a checkpoint file in `directory`. */
export function newLogOptions(directory: string): LogOptions {
  const agency = `agency${++made}`;
  const origin = `log.example/${agency}`;
  return { agency, origin, signKey: newSigner(origin), checkpointFile: join(directory, `${agency}.checkpoints`) };
}

/** A draft of an event. */
export const draft = (more: Partial<EventDraft> = {}): EventDraft => ({
  type: 'noticeServed',
  id: newId(),
  at: new Date().toISOString(),
  by: 'p1',
  segments: [
    { path: 'party', value: '张某' },
    { path: 'amount', value: 2009880 },
  ],
  ...more,
});

/** Appends events in one work. */
export const append = (log: Log, ...drafts: EventDraft[]): Promise<Appended[]> =>
  log.run(async () => ({ append: drafts, result: (appended) => appended }));

const names = ['log_head', 'log_entry', 'log_hash', 'log_checkpoint', 'log_payload', 'log_salt', 'log_erasure'];

/** Copies the log's tables as they are now; the copy can be brought up later as a database of its own. */
export async function snapshot(db: Db): Promise<() => Promise<Store>> {
  const copies = await Promise.all(names.map((name) => db.selectFrom(name).selectAll().execute()));
  return async () => {
    const restored = await openMemoryStore();
    await migrate(restored, ledgerMigrations);
    for (const [i, rows] of copies.entries()) if (rows.length > 0) await restored.db.insertInto(names[i]!).values(rows).execute();
    return restored;
  };
}
