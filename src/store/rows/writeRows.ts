// src/store/rows/writeRows.ts —— 写入:rows as text into a table that has none
import { sql } from 'kysely';
import type { Db } from '../database.ts';
import type { Table } from './catalogue.ts';
import type { Row } from './readRows.ts';

const mostBytes = 4 * 2 ** 20;

async function insert(tx: Db, { name, columns }: Table, rows: Row[]): Promise<void> {
  const names = columns.map((column) => sql.ref(column.name));
  const texts = columns.map((_, at) => sql`${rows.map((row) => row[at] ?? null)}::text[]`);
  const places = columns.map((_, at) => sql.ref(`c${at}`));
  const typed = columns.map(({ type }, at) => sql`r.${sql.ref(`c${at}`)}::${sql.raw(type)}`);
  await sql`insert into ${sql.table(name)} (${sql.join(names)}) select ${sql.join(typed)}
    from unnest(${sql.join(texts)}) with ordinality as r(${sql.join(places)}, place) order by r.place`.execute(tx);
}

/** Writes rows, some at a time. The types are the catalogue's, not the copy's. */
export async function writeRows(tx: Db, table: Table, rows: AsyncIterable<Row[]>): Promise<void> {
  let waiting: Row[] = [];
  let bytes = 0;
  const flush = async () => {
    if (waiting.length > 0) await insert(tx, table, waiting);
    [waiting, bytes] = [[], 0];
  };
  for await (const some of rows) {
    for (const row of some) {
      waiting.push(row);
      bytes += row.reduce((sum, text) => sum + (text?.length ?? 0), 0);
      if (bytes >= mostBytes || waiting.length >= 5000) await flush();
    }
  }
  await flush();
}

/** Is there any row in any of the tables? */
export async function firstFilled(tx: Db, tables: readonly Table[]): Promise<string | undefined> {
  for (const { name } of tables) {
    const { rows } = await sql<{ any: boolean }>`select exists (select from ${sql.table(name)}) as any`.execute(tx);
    if (rows[0]!.any) return name;
  }
  return undefined;
}
