// src/casework/readModels.ts —— 读模型:written in the transaction of the act, rebuilt whole by one command
import { sql } from 'kysely';
import type { CaseFile, Procedure, RecordedAct } from '../law/engine.ts';
import type { Registers } from '../law/registers.ts';
import type { Segment } from '../ledger/disclose.ts';
import type { Db } from '../store/database.ts';
import { type CaseRows, rowsOf } from './caseRow.ts';
import { caseTables } from './tables.ts';

/** What a projection sees of a recorded act. `after` is the case with the act. */
export type Recorded = {
  agency: string;
  law: Procedure;
  after: CaseFile;
  act: RecordedAct;
  n: number;
  segments: Segment[];
  registers: Registers;
};
/** A read model kept by another room: applied in the same transaction, and again from scratch by `rebuild`. */
export type Projection = {
  name: string;
  touches: (step: RecordedAct['step']) => boolean;
  apply: (tx: Db, recorded: Recorded) => Promise<void>;
  clear: (tx: Db, agency: string) => Promise<void>;
};

/** Writes the rows of a case in one statement, replacing the earlier ones. */
export async function writeRows(tx: Db, rows: CaseRows): Promise<void> {
  const { row, deadlines, fine } = rows;
  const columns = Object.keys(row) as (keyof typeof row)[];
  const value = (name: keyof typeof row) =>
    Array.isArray(row[name]) ? sql`${row[name]}::text[]` : name === 'terms' ? sql`${row.terms}::tsvector` : sql`${row[name]}`;
  const set = sql.join(columns.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`));
  await sql`
    with gone as (delete from case_deadline where agency = ${row.agency} and case_id = ${row.case_id} and step <> all (${deadlines.map((each) => each.step)}::text[])),
    kept as (
      insert into case_deadline select * from json_populate_recordset(null::case_deadline, ${JSON.stringify(deadlines)}::json)
      on conflict (agency, case_id, step) do update set says = excluded.says, basis = excluded.basis, strict_on = excluded.strict_on,
        rolled_on = excluded.rolled_on, unit = excluded.unit, amount = excluded.amount, from_on = excluded.from_on, unverified = excluded.unverified),
    unfined as (delete from prior_fine where agency = ${row.agency} and case_id = ${row.case_id} and ${fine === undefined}::boolean),
    fined as (
      insert into prior_fine select * from json_populate_recordset(null::prior_fine, ${JSON.stringify(fine ? [fine] : [])}::json)
      on conflict (agency, case_id) do update set party_key = excluded.party_key, item_code = excluded.item_code, case_number = excluded.case_number,
        act_from = excluded.act_from, act_to = excluded.act_to, fine = excluded.fine)
    insert into case_row (${sql.join(columns.map((name) => sql.ref(name)))}) values (${sql.join(columns.map(value))})
    on conflict (agency, case_id) do update set ${set}`.execute(tx);
}

/** The projection every case has: board row, deadlines, fines. */
export const writeCase = (tx: Db, { agency, law, after, registers, n }: Recorded): Promise<void> =>
  writeRows(tx, rowsOf(agency, law, after, registers, n));

/**
 * Forgets the derived rows of an agency. Issued numbers are facts of acts and are derived again from them, but for acts lawfully
 * erased: their numbers stay, or the series would give them out a second time.
 */
export async function clearRows(tx: Db, agency: string): Promise<void> {
  for (const table of ['case_row', 'case_deadline', 'prior_fine'] as const)
    await caseTables(tx).deleteFrom(table).where('agency', '=', agency).execute();
  await sql`delete from issued_number where agency = ${agency} and act_id not in (
    select e.id from log_entry e join log_erasure r on r.agency = e.agency and r.idx = e.idx where e.agency = ${agency})`.execute(tx);
}
