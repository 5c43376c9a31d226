// src/registers/clearance/table.ts —— 执法人员清理的表:one row a run with its whole report; folded from the log
import { type Kysely, sql } from 'kysely';
import type { Cleared } from '../../law/clearance.ts';
import { parseDoc } from '../../ledger/proof/disclose.ts';
import type { LedgerTables } from '../../ledger/tables.ts';
import { type Db, type Migrations, tables } from '../../store/database.ts';

/** Type of the leaf of a run. */
export const OFFICERS_CLEARED = 'officersCleared';

/** What became of one person: the judgement, and the certificates that were suspended at that moment. */
export type ClearedPerson = Cleared & { suspended: string[] };
export type ClearanceRow = {
  agency: string;
  id: string;
  on_day: string;
  document: string;
  at: string;
  by: string;
  report: ClearedPerson[];
};
export const clearanceTables = (db: Db) => tables<{ clearance: ClearanceRow }>(db);

export const clearanceMigrations: Migrations = {
  '0135-clearance': {
    async up(db: Kysely<unknown>) {
      await sql`create table clearance (
        agency text not null, id uuid not null, on_day date not null, document text not null, at timestamptz not null, by text not null,
        report jsonb not null, primary key (agency, id))`.execute(db);
      await sql`create index clearance_at on clearance (agency, at desc, id)`.execute(db);
    },
  },
};

/** Writes the row of a run from what its leaf says. */
export async function foldClearance(
  tx: Db,
  agency: string,
  { id, at, said }: { id: string; at: string; said: Record<string, unknown> },
): Promise<void> {
  const { on, document, by } = said as Record<string, string>;
  await clearanceTables(tx)
    .insertInto('clearance')
    .values({ agency, id, on_day: on!, document: document!, at, by: by!, report: sql`${JSON.stringify(said.report)}::jsonb` as never })
    .execute();
}

/** Makes the table of runs anew from the log; a run whose payload was lawfully erased is not there any more. */
export async function rebuildClearances(tx: Db, agency: string): Promise<void> {
  await clearanceTables(tx).deleteFrom('clearance').where('agency', '=', agency).execute();
  const rows = await tables<LedgerTables>(tx)
    .selectFrom('log_entry as e')
    .innerJoin('log_payload as p', (join) => join.onRef('p.agency', '=', 'e.agency').onRef('p.idx', '=', 'e.idx'))
    .select(['e.id', 'e.at', 'p.doc'])
    .where('e.agency', '=', agency)
    .where('e.type', '=', OFFICERS_CLEARED)
    .orderBy('e.idx')
    .execute();
  for (const { id, at, doc } of rows) {
    const said = Object.fromEntries(parseDoc(doc).map(({ path, value }) => [path, value]));
    await foldClearance(tx, agency, { id, at: new Date(at).toISOString(), said });
  }
}
