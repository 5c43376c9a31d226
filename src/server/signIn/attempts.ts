// src/server/signIn/attempts.ts —— 登录失败计数:five failures lock a login for fifteen minutes, also across restarts
import { sql } from 'kysely';
import { utf8 } from '../../base/bytes.ts';
import { sha256 } from '../../base/digest.ts';
import type { Db } from '../../store/database.ts';
import { signInTables } from './tables.ts';

export const failuresAllowed = 5;
const lockMinutes = 15;

/** One try, counted before the password is looked at. `admitted` false: the login was locked already. */
export type Attempt = { admitted: boolean; lockedUntil: Date | undefined };

// A digest, because people type their password into the wrong box.
const digestOfLogin = (login: string) => sha256(utf8(login));

/** Counts a try as failed at once, so that many guesses sent together do not all pass before the first is counted; success forgives it. */
export async function countAttempt(db: Db, login: string, now: Date): Promise<Attempt> {
  const at = now.toISOString();
  const until = new Date(now.getTime() + lockMinutes * 60_000).toISOString();
  const { rows } = await sql<{ failed_count: number; locked_until: string | null }>`
    insert into sign_in_attempt as a (login_digest, failed_count, locked_until, last_at) values (${digestOfLogin(login)}, 1, null, ${at})
    on conflict (login_digest) do update set
      last_at = ${at},
      failed_count = case when a.locked_until <= ${at} then 1 else least(a.failed_count + 1, ${failuresAllowed + 1}) end,
      locked_until = case
        when a.locked_until > ${at} then a.locked_until
        when a.locked_until is null and a.failed_count + 1 >= ${failuresAllowed} then ${until}::timestamptz
      end
    returning failed_count, locked_until`.execute(db);
  const { failed_count, locked_until } = rows[0]!;
  return { admitted: failed_count <= failuresAllowed, lockedUntil: locked_until === null ? undefined : new Date(locked_until) };
}

/** Takes one counted try back: the password was right and the code still to be given. Earlier failures stay counted. */
export async function takeBackAttempt(db: Db, login: string): Promise<void> {
  await sql`update sign_in_attempt set failed_count = greatest(failed_count - 1, 0),
    locked_until = case when failed_count - 1 >= ${failuresAllowed} then locked_until end
    where login_digest = ${digestOfLogin(login)}`.execute(db);
}

/** Forgets the failures of a login: after the right password, or after an administrator's reset. */
export async function forgiveAttempts(db: Db, login: string): Promise<void> {
  await signInTables(db).deleteFrom('sign_in_attempt').where('login_digest', '=', digestOfLogin(login)).execute();
}

/** Drops counts that nobody added to for a day; run it on a schedule so that made-up logins do not pile up. */
export async function forgetOldAttempts(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 86_400_000).toISOString();
  await signInTables(db).deleteFrom('sign_in_attempt').where('last_at', '<', before).execute();
}
