// src/store/rows/catalogue.ts —— 表的目录:which tables and columns a database has, in an order in which their rows can be put back
import { sql } from 'kysely';
import type { Db } from '../database.ts';

/** A table: columns in their order with their types, and what its rows are ordered by. */
export type Table = { name: string; columns: { name: string; type: string }[]; order: string[] };

type Found = Table & { needs: string[] };

const bookkeeping = ['kysely_migration', 'kysely_migration_lock'];

/** The tables of the rooms, referenced ones before those that refer to them. */
export async function readCatalogue(db: Db): Promise<Table[]> {
  const { rows } = await sql<Found>`
    select c.relname::text as name,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select json_agg(a.attname order by k.at) from pg_index i, unnest(i.indkey) with ordinality as k(attnum, at), pg_attribute a
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum), '[]') as "order",
      coalesce((select json_agg(f.confrelid::regclass::text) from pg_constraint f
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid), '[]') as needs
    from pg_class c join pg_namespace s on s.oid = c.relnamespace
    where c.relkind = 'r' and s.nspname = current_schema() and c.relname <> all (${bookkeeping}) order by c.relname collate "C"`.execute(
    db,
  );
  return inOrder(rows).map(({ name, columns, order }) => ({
    name,
    columns,
    order: order.length > 0 ? order : columns.map((column) => column.name),
  }));
}

function inOrder(all: Found[]): Found[] {
  const done = new Set<string>();
  const ordered: Found[] = [];
  while (ordered.length < all.length) {
    const ready = all.filter(({ name, needs }) => !done.has(name) && needs.every((needed) => done.has(needed)));
    if (ready.length === 0) throw new Error('tables refer to one another in a circle');
    for (const table of ready) {
      done.add(table.name);
      ordered.push(table);
    }
  }
  return ordered;
}

/** Names of the migrations that made these tables; empty in a new database. */
export async function readMigrations(db: Db): Promise<string[]> {
  const { rows: found } = await sql<{ there: boolean }>`select to_regclass('kysely_migration') is not null as there`.execute(db);
  if (!found[0]!.there) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name collate "C"`.execute(db);
  return rows.map(({ name }) => name);
}
