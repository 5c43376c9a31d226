// src/casework/movedDeadlines.ts —— 名册变更移动了哪些期限:running deadlines recomputed on the registers as they will be
import { sql } from 'kysely';
import type { PlainDate } from '../base/dates.ts';
import { procedureOf } from '../law/procedures/inForce.ts';
import { type Entry, type Hand, recordEntries } from '../registers/load.ts';
import { type RegisterSnapshot, readRegisters } from '../registers/registers.ts';
import type { MovedDeadline } from '../registers/signed/table.ts';
import type { Db } from '../store/database.ts';
import { rowsOf } from './caseRow.ts';
import type { Casework } from './perform.ts';
import { registersFor } from './surroundings.ts';
import { caseTables, type DeadlineRow } from './tables.ts';

/** What a change does to the running deadlines: those that moved, of how many looked at. */
export type Moves = { moved: MovedDeadline[]; checked: number };

/** The registers as the entries would leave them; in a transaction, and nothing of them stays. */
async function foresee(tx: Db, agency: string, entries: Entry[], hand: Hand): Promise<RegisterSnapshot> {
  await sql`savepoint foreseen`.execute(tx);
  try {
    await recordEntries(tx, agency, entries, hand);
    return await readRegisters(tx, agency);
  } finally {
    await sql`rollback to savepoint foreseen`.execute(tx);
  }
}

/**
 * Compares the running deadlines with what they would be under the entries, in a transaction. `since`: the first day whose kind changes;
 * deadlines that end before it cannot move and are not looked at.
 */
export async function movedBy(
  { agency, files, clock }: Pick<Casework, 'agency' | 'files' | 'clock'>,
  tx: Db,
  entries: Entry[],
  by: string,
  since?: PlainDate,
): Promise<Moves> {
  const snapshot = await foresee(tx, agency, entries, { by, at: clock().toISOString() });
  let select = caseTables(tx).selectFrom('case_deadline').selectAll().where('agency', '=', agency);
  if (since) select = select.where('rolled_on', '>=', since);
  const held = Map.groupBy(await select.orderBy('case_id').orderBy('step').execute(), (row) => row.case_id);
  const moved: MovedDeadline[] = [];
  let checked = 0;
  for (const [caseId, rows] of held) {
    const { file, n } = await files.load(tx, caseId);
    const registers = await registersFor(tx, agency, snapshot, file);
    const { deadlines } = rowsOf(agency, procedureOf(file, file.acts[0]!.on), file, registers, n);
    checked += rows.length;
    for (const row of rows)
      moved.push(
        ...difference(
          row,
          deadlines.find(({ step }) => step === row.step),
        ),
      );
  }
  return { moved, checked };
}

const days = ({ strict_on: strict, rolled_on: rolled }: DeadlineRow) => ({ strict, rolled });
/** Old and new last day of one deadline; nothing where both stayed. */
function difference(row: DeadlineRow, now: DeadlineRow | undefined): MovedDeadline[] {
  if (!now || (now.strict_on === row.strict_on && now.rolled_on === row.rolled_on)) return [];
  return [{ case: row.case_id, step: row.step, says: row.says, old: days(row), new: days(now) }];
}
