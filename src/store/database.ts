// src/store/database.ts —— 数据库:opening it, and bringing its tables up to date

import { PGlite } from '@electric-sql/pglite';
import { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { Migrator } from 'kysely/migration';
import { readers } from './pglite/columnTypes.ts';
import { pgliteDialect } from './pglite/pgliteDialect.ts';

/** Any database or open transaction. */
// biome-ignore lint/suspicious/noExplicitAny: a Db knows no tables until a room narrows it with tables<T>()
export type Db = Kysely<any>;

/** Narrows a Db to a room's own tables. */
export const tables = <T>(db: Db): Kysely<T> => db as Kysely<T>;

/** Migrations by name ('0001-ledger' …), run in the order of their names over all rooms. */
export type Migrations = Record<string, Migration>;

/** An open database; close() waits for what is running, dump() is a consistent copy for a backup. */
export type Store = { db: Db; kind: 'pglite'; directory: string; close(): Promise<void>; dump(): Promise<Uint8Array> };

/** Runs the migrations not yet run, all in one transaction; throws the first failure and then changes nothing. */
export async function migrate(store: Store, migrations: Migrations): Promise<void> {
  const migrator = new Migrator({ db: store.db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

let template: Blob | undefined;

/** A fresh database in memory, in this thread, for tests; nothing of it survives close(). */
export async function openMemoryStore(): Promise<Store> {
  const lite = await PGlite.create({ parsers: readers, ...(template ? { loadDataDir: template } : {}) });
  template ??= await lite.dumpDataDir('none');
  const dump = async () => new Uint8Array(await (await lite.dumpDataDir('none')).arrayBuffer());
  const db = new Kysely<unknown>({
    dialect: pgliteDialect({
      async query(sql, parameters) {
        const { rows, affectedRows } = await lite.query(sql, [...parameters]);
        return { rows, changed: affectedRows };
      },
      close: () => lite.close(),
    }),
  });
  return { db, kind: 'pglite', directory: 'memory:', close: () => db.destroy(), dump };
}

/** Opens (first time: creates) the database in a directory. */
export async function openStore(_directory: string): Promise<Store> {
  throw new Error('not built yet');
}
