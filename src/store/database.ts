// src/store/database.ts —— 数据库:opening it, bringing its tables up to date, keeping it tidy
import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { Migrator } from 'kysely/migration';
import { takeDirectoryLock } from './directoryLock.ts';
import { packDirectory, packTar } from './dump.ts';
import { clusterIn } from './pglite/cluster.ts';
import { openMemoryEngine } from './pglite/engine.ts';
import { openEngineHere, openEngineThread } from './pglite/engineThread.ts';
import { pgliteDialect } from './pglite/pgliteDialect.ts';
import { type Exchange, openSession, type Session } from './pglite/session.ts';
import { inTurn } from './turns.ts';

/** Any database or open transaction. */
// biome-ignore lint/suspicious/noExplicitAny: a Db knows no tables until a room narrows it with tables<T>()
export type Db = Kysely<any>;

/** Narrows a Db to a room's own tables. */
export const tables = <T>(db: Db): Kysely<T> => db as Kysely<T>;

/** Migrations by name ('0001-ledger' …), run in the order of their names over all rooms. */
export type Migrations = Record<string, Migration>;

/** The embedded database of a directory. close() waits for what is running; dump() is a consistent copy for a backup, taken while it runs. */
export type EmbeddedStore = { db: Db; kind: 'pglite'; directory: string; close(): Promise<void>; dump(): Promise<Uint8Array> };

/** A database on a PostgreSQL server, which other processes may use too. */
export type ServerStore = { db: Db; kind: 'postgres'; url: string; close(): Promise<void> };

/** An open database. */
export type Store = EmbeddedStore | ServerStore;

/** Runs the migrations not yet run, all in one transaction; throws the first failure and then changes nothing. Processes wait for one another. */
export async function migrate(store: Store, migrations: Migrations): Promise<void> {
  const migrator = new Migrator({ db: store.db, provider: { getMigrations: async () => migrations } });
  const { error } = await inTurn(store.db, 'migrations', () => migrator.migrateToLatest());
  if (error) throw error;
}

type Parts = { directory: string; exchange: Exchange; dump(session: Session): Promise<Uint8Array>; close(): Promise<void> };

function assemble({ directory, exchange, dump, close }: Parts): EmbeddedStore {
  const session = openSession(exchange);
  const end = () => session.close(close);
  const db: Db = new Kysely({ dialect: pgliteDialect(session, end) });
  return {
    db,
    kind: 'pglite',
    directory,
    dump: () => dump(session),
    async close() {
      await db.destroy();
      await end(); // Kysely calls it only if a query has ever run
    },
  };
}

const copyPrefix = 'dump-';

/**
 * Opens the database in a directory, creating both the first time, and holds the directory until close().
 * Acknowledged means synced to disk; should a sync fail, the process stops at once. Throws DirectoryInUse.
 */
export async function openStore(directory: string, options: { runInWorker?: boolean } = {}): Promise<EmbeddedStore> {
  const lock = takeDirectoryLock(directory);
  try {
    for (const name of readdirSync(lock.directory)) {
      if (name.startsWith(copyPrefix)) rmSync(join(lock.directory, name), { recursive: true }); // of a dump() that a crash cut short
    }
    const engine = await (options.runInWorker === false ? openEngineHere : openEngineThread)(clusterIn(lock.directory));
    return assemble({
      directory: lock.directory,
      exchange: engine.exchange,
      async dump(session) {
        const copy = join(lock.directory, copyPrefix + randomUUID());
        try {
          await session.alone(() => engine.copyTo(copy));
          return await packDirectory(copy);
        } finally {
          rmSync(copy, { recursive: true, force: true });
        }
      },
      async close() {
        await engine.close();
        lock.release();
      },
    });
  } catch (error) {
    lock.release();
    throw error;
  }
}

let template: Promise<Uint8Array> | undefined;

async function makeTemplate(): Promise<Uint8Array> {
  const engine = await openMemoryEngine();
  const tar = await engine.tar();
  await engine.close();
  return tar;
}

let testServer: (() => Promise<Store>) | undefined;

/** From now on openMemoryStore() gives what `open` does: a fresh database on a server, that the same tests run on both. */
export function setTestServer(open: () => Promise<Store>): void {
  testServer = open;
}

/** A fresh, empty database for a test; nothing of it is needed after close(). */
export const openMemoryStore = (): Promise<Store> => (testServer ?? openInMemory)();

/** A fresh embedded database in memory, in this thread: no fsync, and nothing of it survives close(). */
export async function openInMemory(): Promise<EmbeddedStore> {
  template ??= makeTemplate();
  const engine = await openMemoryEngine(await template);
  return assemble({
    directory: 'memory:',
    exchange: async (request) => engine.exchange(request),
    dump: (session) => session.alone(async () => packTar(await engine.tar())),
    close: engine.close,
  });
}

/** VACUUM ANALYZE, table by table so that others get their turn in between: nothing does it by itself here. Run it nightly. A server has its own. */
export async function vacuum(store: Store): Promise<void> {
  if (store.kind === 'postgres') return;
  const found = await sql<{ name: string }>`select c.oid::regclass::text as name from pg_class c
    where c.relkind in ('r', 'm') and c.relpersistence = 'p' order by c.oid`.execute(store.db);
  for (const { name } of found.rows) await sql`vacuum (analyze) ${sql.raw(name)}`.execute(store.db);
}
