// src/store/rows/moveRows.ts —— 搬库:all tables of one database into another, compared before anything counts
import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { readCatalogue, readMigrations, type Table } from './catalogue.ts';
import { readRows, type Sum, sumOf } from './readRows.ts';
import { firstFilled, writeRows } from './writeRows.ts';

/** A table that came out differently. */
export type Moved = { table: string; sum: Sum }[];

async function sameTables(from: Db, to: Db): Promise<Table[]> {
  const [there, here] = [await readCatalogue(from), await readCatalogue(to)];
  const shape = (tables: Table[]) => JSON.stringify(tables.map(({ name, columns }) => [name, columns]));
  if (shape(there) !== shape(here) || `${await readMigrations(from)}` !== `${await readMigrations(to)}`)
    throw new Error('两个数据库的表不一样，请用同一版本的程序重试。');
  return there;
}

/** Sums of all tables when both hold the same rows; undefined when they differ. */
export async function compareAll(from: Db, to: Db): Promise<Moved | undefined> {
  const moved: Moved = [];
  for (const table of await sameTables(from, to)) {
    const [there, here] = [await sumOf(from, table), await sumOf(to, table)];
    if (there.rows !== here.rows || there.digest !== here.digest) return undefined;
    moved.push({ table: table.name, sum: here });
  }
  return moved;
}

/** Lets a transaction on a server wait as long as the other side takes. */
export const beingPatient = (tx: Db): Promise<unknown> =>
  sql`set local idle_in_transaction_session_timeout = 0; set local statement_timeout = 0`.execute(tx);

/** Has the database any row at all? */
export const isEmpty = async (db: Db): Promise<boolean> => (await firstFilled(db, await readCatalogue(db))) === undefined;

/** Copies every row inside two open transactions and compares all tables; the caller commits. Throws in Chinese when they differ. */
export async function moveAll(from: Db, to: Db, tell: (table: string) => void = () => {}): Promise<Moved> {
  for (const table of await sameTables(from, to)) {
    tell(table.name);
    await writeRows(to, table, readRows(from, table));
  }
  const moved = await compareAll(from, to);
  if (!moved) throw new Error('搬过去的内容和原来的不一致，已全部撤回，原数据库没有变化。');
  return moved;
}
