// src/casework/rewriteCases.ts —— 名册变更以后:the rows of every case it can bear upon, written anew; a rebuild would give the same
import { sql } from 'kysely';
import { addDays, type PlainDate } from '../base/dates.ts';
import type { Db } from '../store/database.ts';
import type { Casework } from './perform.ts';
import { foldCase, rebuild } from './rebuild.ts';
import { caseTables } from './tables.ts';

/**
 * What a change may bear upon: days of the calendar from one on, acts dated from a day on, everything (the agency's own name or address is
 * in publications of any age), or nothing yet.
 */
export type Reach = { days: PlainDate } | { acts: PlainDate } | 'all' | 'none';

/** No period of a closed case reaches further than this beyond its last act: six months to sue, and what is rolled over. */
const REACH_DAYS = 400;

/** Rewrites boards, running deadlines and publications, in the transaction of the change; returns how many cases. */
export async function rewriteCases(casework: Casework, tx: Db, reach: Reach): Promise<number> {
  if (reach === 'none') return 0;
  if (reach === 'all') return (await rebuild(casework, tx)).cases;
  const { agency } = casework;
  const ids = await borneUpon(tx, agency, reach);
  if (ids.length === 0) return 0;
  const snapshot = await casework.registers(tx);
  await sql`delete from case_deadline where agency = ${agency} and case_id = any (${ids}::uuid[])`.execute(tx);
  for (const id of ids) {
    const loaded = await casework.files.load(tx, id);
    if (loaded.file.acts.length > 0) await foldCase(casework, tx, snapshot, loaded);
  }
  return ids.length;
}

/** A closed case whose periods ended before the first changed day stays as it is: both sides of every comparison lie before that day. */
async function borneUpon(tx: Db, agency: string, reach: { days: PlainDate } | { acts: PlainDate }): Promise<string[]> {
  const calendar = 'days' in reach;
  const since = calendar ? addDays(reach.days, -REACH_DAYS) : reach.acts;
  const ending = sql<boolean>`exists (select from case_deadline d where d.agency = case_row.agency and d.case_id = case_row.case_id
    and d.rolled_on >= ${calendar ? reach.days : reach.acts}::date)`;
  const rows = await caseTables(tx)
    .selectFrom('case_row')
    .select('case_id')
    .where('agency', '=', agency)
    .where((is) => is.or([is('status', '=', 'open'), sql<boolean>`updated_at >= ${`${since}T00:00:00+08:00`}::timestamptz`, ending]))
    .orderBy('case_id')
    .execute();
  return rows.map((row) => row.case_id);
}
