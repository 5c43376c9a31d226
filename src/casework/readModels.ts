// src/casework/readModels.ts —— 读模型:written in the transaction of the act, rebuilt whole by one command
import { type RawBuilder, sql } from 'kysely';
import type { CaseFile, Procedure, RecordedAct } from '../law/engine.ts';
import type { Registers } from '../law/registers.ts';
import type { Segment } from '../ledger/proof/disclose.ts';
import type { Db } from '../store/database.ts';
import { recordText } from '../store/rows/recordText.ts';
import { vaultOf } from '../store/vault/vault.ts';
import { type CaseRows, rowsOf } from './caseRow.ts';
import { caseTables, columnsOf, type NumberRow } from './tables.ts';

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
  /** Acts whose law asks this read model what other cases did: nobody else's act is decided meanwhile. */
  alone?: (step: RecordedAct['step']) => boolean;
  apply: (tx: Db, recorded: Recorded) => Promise<void>;
  clear: (tx: Db, agency: string) => Promise<void>;
};

/** What an act writes beside its leaf: the rows of its case, and the numbers it took. */
export type Written = CaseRows & { numbers: NumberRow[] };

/**
 * The call that writes the rows of several cases of one agency, each once, replacing the earlier ones: part of a statement, so that
 * leaves and rows are one.
 */
export const written = (all: readonly Written[]): RawBuilder<boolean> => {
  const [only, ...others] = all;
  if (only && others.length === 0) return writtenAlone(only);
  const json = (values: readonly unknown[]) => sql`${JSON.stringify(values)}::json`;
  const known = all.filter(({ row }) => row.n > 1).map(({ row }) => row.case_id);
  const unfined = all.filter((each) => each.unfined).map(({ row }) => row.case_id);
  return sql<boolean>`case_write(${json(all.map(({ row }) => row))}, ${json(all.flatMap(({ deadlines }) => deadlines))},
    ${json(all.flatMap(({ fine }) => fine ?? []))}, ${json(all.flatMap(({ numbers }) => numbers))}, ${known}::uuid[], ${unfined}::uuid[])`;
};

function writtenAlone({ row, deadlines, fine, numbers, unfined }: Written): RawBuilder<boolean> {
  const records = (table: keyof typeof columnsOf, rows: readonly object[]) =>
    rows.length > 0 ? rows.map((each) => recordText(each, columnsOf[table])) : null;
  return sql<boolean>`case_write_one(${recordText(row, columnsOf.case_row)}::case_row, ${records('case_deadline', deadlines)}::case_deadline[],
    ${records('prior_fine', fine ? [fine] : [])}::prior_fine[], ${records('issued_number', numbers)}::issued_number[], ${row.n > 1}::boolean, ${unfined}::boolean)`;
}

/** Writes the rows of a case in one statement, replacing the earlier ones. */
export async function writeRows(tx: Db, rows: CaseRows, numbers: NumberRow[] = []): Promise<void> {
  await sql`select ${written([{ ...rows, numbers }])}`.execute(tx);
}

/** The projection every case has: board row, deadlines, fines. */
export const writeCase = (tx: Db, { agency, law, after, registers, n }: Recorded): Promise<void> =>
  writeRows(tx, blinded(tx, rowsOf(agency, law, after, registers, n)));

/** The rows with the party's key as an index may hold it: a digest of an identity number alone could be found by trying all numbers. */
export const blinded = (db: Db, rows: CaseRows): CaseRows =>
  rows.fine ? { ...rows, fine: { ...rows.fine, party_key: blind(db, rows.fine.party_key) } } : rows;

/** A key of a party as the database holds it. */
export const blind = (db: Db, key: string): string => vaultOf(db)?.blind(key) ?? key;

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
