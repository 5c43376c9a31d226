// src/store/rows/readRows.ts —— 读出:every row of a table as text, in an order both databases agree on
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../database.ts';
import type { Table } from './catalogue.ts';

/** A row: the text form of each column. */
export type Row = (string | null)[];
/** How many rows, and the SHA-256 of all of them in order. */
export type Sum = { rows: number; digest: string };

const atOnce = 200; // rows may hold documents of megabytes

/** The rows of a table, some at a time. Only inside a transaction, best a repeatable read: then all tables are of one moment. */
export async function* readRows(tx: Db, { name, columns, order }: Table): AsyncGenerator<Row[]> {
  const texts = columns.map((column) => sql`${sql.ref(column.name)}::text`);
  const by = order.map((column) => sql`${sql.ref(column)}::text collate "C"`);
  const wanted = sql`select array[${sql.join(texts)}] as row from ${sql.table(name)} order by ${sql.join(by)}`;
  await sql`declare reading no scroll cursor for ${wanted}`.execute(tx);
  try {
    for (;;) {
      const { rows } = await sql<{ row: Row }>`fetch ${sql.lit(atOnce)} from reading`.execute(tx);
      if (rows.length === 0) break;
      yield rows.map(({ row }) => row);
    }
  } finally {
    await sql`close reading`.execute(tx).catch(() => {}); // gone already with a failed transaction
  }
}

/** One line of a copy. */
export const lineOf = (row: Row): string => `${JSON.stringify(row)}\n`;

/** Adds rows up to a Sum. */
export function openSum(): { add(line: string): void; sum(): Sum } {
  const hash = createHash('sha256');
  let rows = 0;
  return {
    add(line) {
      hash.update(line);
      rows += 1;
    },
    sum: () => ({ rows, digest: hash.copy().digest('hex') }),
  };
}

/** Sums up a table. */
export async function sumOf(tx: Db, table: Table): Promise<Sum> {
  const sum = openSum();
  for await (const rows of readRows(tx, table)) for (const row of rows) sum.add(lineOf(row));
  return sum.sum();
}
