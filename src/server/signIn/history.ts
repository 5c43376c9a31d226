// src/server/signIn/history.ts —— 账号动态:the latest sign-ins of a person and changes of his account, from the operational log
import { sql } from 'kysely';
import type { Db } from '../../store/database.ts';

/** `detail` as the operational log keeps it: codes only. */
export type HistoryLine = { at: string; kind: string; by: string | null; detail: Record<string, unknown> };
type Owner = { agency: string; personId: string };

/** The latest sign-ins and failed ones, newest first. */
export async function signInsOf(db: Db, { agency, personId }: Owner, limit: number): Promise<HistoryLine[]> {
  const { rows } = await sql<HistoryLine>`
    select at, kind, person_id as by, detail from operational_log
    where agency = ${agency} and person_id = ${personId} and kind in ('signedIn', 'signInFailed') order by at desc, id desc limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** The latest changes of the account, by whom, newest first. */
export async function accountChangesOf(db: Db, { agency, personId }: Owner, limit: number): Promise<HistoryLine[]> {
  const { rows } = await sql<HistoryLine>`
    select at, kind, person_id as by, detail from operational_log
    where agency = ${agency} and kind = 'accountChanged' and detail ->> 'person' = ${personId} order by at desc, id desc limit ${limit}`.execute(
    db,
  );
  return rows;
}
