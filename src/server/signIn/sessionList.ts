// src/server/signIn/sessionList.ts —— 会话清单:where a person is signed in, and ending it from elsewhere
import { sql } from 'kysely';
import type { Db } from '../../store/database.ts';
import { AccountRefused } from './accounts.ts';
import { absoluteHours, type Ending, idleMinutes } from './sessions.ts';

/** One open session as its owner sees it; times in ISO UTC, `lastUsed` to the minute. */
export type SessionListed = { id: string; begun: string; lastUsed: string; browser: string; current: boolean };
type Owner = { agency: string; personId: string };

/** The person's open sessions, the latest used first; `tokenHash` is the asking one's. */
export async function listSessions(db: Db, { agency, personId }: Owner, now: Date, tokenHash?: Uint8Array): Promise<SessionListed[]> {
  const idle = new Date(now.getTime() - idleMinutes * 60_000).toISOString();
  const { rows } = await sql<SessionListed>`
    select id, created_at as begun, last_seen_at as "lastUsed", browser, coalesce(token_hash = ${tokenHash ?? null}::bytea, false) as current
    from session where agency = ${agency} and person_id = ${personId} and ended_at is null
    and expires_at > ${now.toISOString()}::timestamptz and last_seen_at > ${idle}::timestamptz
    order by last_seen_at desc, id limit 100`.execute(db);
  return rows;
}

/** Ends one open session of the person by its id, in the transaction of its leaf; throws AccountRefused when it is not his or over already. */
export async function endSession(tx: Db, { agency, personId }: Owner, how: { id: string; why: Ending; at: string }): Promise<void> {
  const { numAffectedRows } = await sql`
    update session set ended_at = ${how.at}::timestamptz, why_ended = ${how.why}
    where id = ${how.id}::uuid and agency = ${agency} and person_id = ${personId} and ended_at is null`.execute(tx);
  if (numAffectedRows !== 1n) throw new AccountRefused(`这次登录已经结束（最长${absoluteHours}小时），请刷新页面`);
}
