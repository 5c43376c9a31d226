// src/server/signIn/sessions.ts —— 会话:lives no longer than the right it stands for; judged anew at every request
import { hash } from 'node:crypto';
import { CompiledQuery, type RawBuilder, sql } from 'kysely';
import { toHex } from '../../base/bytes.ts';
import { shanghaiDate } from '../../base/dates.ts';
import { newToken } from '../../base/ids.ts';
import type { Post } from '../../law/registers.ts';
import type { Beside } from '../../ledger/writer.ts';
import type { PersonRecord, RegisterSnapshot } from '../../registers/registers.ts';
import type { Db } from '../../store/database.ts';
import { type SignInTables, signInTables } from './tables.ts';

export const idleMinutes = 30;
export const absoluteHours = 12;

/** Why a session ended: what the sign-in page says next time, and what the operational log keeps. */
export const endings = {
  signedOut: '已退出',
  idle: '长时间未操作，已自动退出',
  expired: '登录已超过12小时，请重新登录',
  passwordChanged: '口令已修改，请重新登录',
  passwordReset: '口令已由管理员重置，请用新口令登录',
  disabled: '账号已停用',
  factorChanged: '动态口令的设置已改变，请重新登录',
  factorReset: '动态口令已由管理员重置，请重新登录',
  endedByOwner: '您在别处结束了这次登录',
  endedByAdmin: '管理员结束了这次登录',
  replaced: '同一浏览器已重新登录',
  notCleared: '执法人员清理不合格，执法证已暂扣；有疑问的请联系安全管理员',
  noPost: '目前没有岗位，不能使用系统',
} as const;
export type Ending = keyof typeof endings;

/**
 * Who is asking: a person with at least one post today. `mustChange`: nothing but a change of password is allowed. `registers` are those
 * his right was judged by, read for this request.
 */
export type SignedIn = {
  agency: string;
  person: PersonRecord;
  posts: Post[];
  mustChange: boolean;
  /** Does he sign in with a second factor? */
  hasFactor: boolean;
  registers: RegisterSnapshot;
  expiresAt: number; // ms
};

/** What the database keeps of a token; the token itself is only in the cookie. */
export const hashToken = (token: string): Uint8Array<ArrayBuffer> => hash('sha256', token, 'buffer') as Buffer<ArrayBuffer>;

/** What of an account a sign-in has been judged by. */
type Checked = Pick<SignInTables['account'], 'agency' | 'person_id' | 'password_hash' | 'totp_since'>;

/**
 * Opens a session and returns its token; undefined when the password or the second factor was changed or the account disabled since they
 * were checked, so that a sign-in under way cannot outlive the change that was meant to end it. The token is always new.
 */
export async function openSession(
  db: Db,
  { account, browser, now }: { account: Checked; browser: string; now: Date },
): Promise<string | undefined> {
  const token = newToken();
  const at = now.toISOString();
  const expires = new Date(now.getTime() + absoluteHours * 3_600_000).toISOString();
  const { numAffectedRows } = await sql`
    insert into session (token_hash, agency, person_id, created_at, last_seen_at, expires_at, browser)
    select ${hashToken(token)}::bytea, agency, person_id, ${at}::timestamptz, ${at}::timestamptz, ${expires}::timestamptz, ${browser}
    from account where agency = ${account.agency} and person_id = ${account.person_id} and password_hash = ${account.password_hash}
    and totp_since is not distinct from ${account.totp_since}::timestamptz and not disabled for share`.execute(db);
  return numAffectedRows === 1n ? token : undefined;
}

type Found = Pick<SignInTables['session'], 'agency' | 'person_id' | 'last_seen_at' | 'expires_at' | 'ended_at' | 'why_ended'> &
  Pick<SignInTables['account'], 'disabled' | 'must_change' | 'totp_since'> & { stamp: string | null };

/**
 * The person behind a token, or why there is none any more; undefined for a token that never was. Ends the session for good when a right
 * is gone. `registersOf` is told the stamp the registers have at this moment.
 */
export async function authenticate(
  db: Db,
  registersOf: (agency: string, stamp: string | undefined) => Promise<RegisterSnapshot>,
  token: string,
  now: Date,
): Promise<SignedIn | { ended: Ending } | undefined> {
  const tokenHash = hashToken(token);
  // Every request pays for this: one statement, its text made once.
  const query = CompiledQuery.raw(
    `select s.agency, s.person_id, s.last_seen_at, s.expires_at, s.ended_at, s.why_ended, a.disabled, a.must_change, a.totp_since, v.stamp
    from session s join account a on a.agency = s.agency and a.person_id = s.person_id left join register_version v on v.agency = s.agency
    where s.token_hash = $1`,
    [tokenHash],
  );
  const found = (await db.executeQuery<Found>(query as CompiledQuery<Found>)).rows[0];
  if (!found) return undefined;
  if (found.ended_at !== null) return { ended: found.why_ended as Ending };
  const registers = await registersOf(found.agency, found.stamp ?? undefined);
  const person = registers.person(found.person_id);
  const posts = registers.postsOf(found.person_id, shanghaiDate(now));
  const ended = endingOf(found, person !== undefined && posts.length > 0, now);
  if (ended !== undefined || person === undefined) {
    await endSessions(db, { tokenHash, why: ended ?? 'noPost', now });
    return { ended: ended ?? 'noPost' };
  }
  await noteSeen(db, tokenHash, found.last_seen_at, now);
  const { agency, must_change: mustChange, totp_since: since } = found;
  return { agency, person, posts, mustChange, hasFactor: since !== null, registers, expiresAt: Date.parse(found.expires_at) };
}

/** A session as an earlier request found it, to be trusted no further than its `provided` holds. */
export type Remembered = { signed: SignedIn; provided: Beside };

type Asked = { tokenHash: Uint8Array; stamp: string };
/** Is every one of the sessions open, its account in order, and the registers those its right was judged by? One question for a batch. */
const sessionsStand = (all: Asked[]): RawBuilder<boolean> => {
  const asked = all.length === 1 ? all : [...new Map(all.map((each) => [toHex(each.tokenHash) + each.stamp, each])).values()];
  const [only, ...others] = asked;
  if (only && others.length === 0) return sql<boolean>`session_stands(${only.tokenHash}, ${only.stamp})`;
  return sql<boolean>`sessions_stand(${asked.map(({ tokenHash }) => tokenHash)}::bytea[], ${asked.map(({ stamp }) => stamp)}::text[])`;
};

const REMEMBERED_MS = 60_000; // as long as a session may go unnoted (noteSeen)
const REMEMBERED = 10_000;

/**
 * Keeps what requests found out about their sessions, for writes that can ask the rest at their commit: the condition goes into the same
 * statement, so that nothing is recorded for a session that has ended, in whatever process.
 */
export function rememberSessions() {
  const known = new Map<string, { signed: SignedIn; at: number; tokenHash: Uint8Array }>();
  return {
    note(token: string, signed: SignedIn, now: Date): void {
      if (known.size >= REMEMBERED) known.clear();
      known.set(token, { signed, at: now.getTime(), tokenHash: hashToken(token) });
    },
    recall(token: string, now: Date): Remembered | undefined {
      const found = known.get(token);
      const fresh = found && now.getTime() >= found.at && now.getTime() < found.at + REMEMBERED_MS;
      if (!fresh || found.signed.mustChange || now.getTime() >= found.signed.expiresAt) return undefined;
      if (shanghaiDate(now) !== shanghaiDate(new Date(found.at))) return undefined; // posts and certificates begin and end with days
      const what: Asked = { tokenHash: found.tokenHash, stamp: found.signed.registers.stamp };
      return { signed: found.signed, provided: { together: sessionsStand, what } };
    },
  };
}

function endingOf(found: { disabled: boolean; expires_at: string; last_seen_at: string }, hasPost: boolean, now: Date): Ending | undefined {
  if (found.disabled) return 'disabled';
  if (!hasPost) return 'noPost';
  if (now.getTime() >= Date.parse(found.expires_at)) return 'expired';
  if (now.getTime() >= Date.parse(found.last_seen_at) + idleMinutes * 60_000) return 'idle';
  return undefined;
}

/** At most one write a minute and session; never backwards, so a clock set back lengthens nothing. */
async function noteSeen(db: Db, tokenHash: Uint8Array, lastSeen: string, now: Date): Promise<void> {
  if (now.getTime() - Date.parse(lastSeen) < 60_000) return;
  const seen = { last_seen_at: now.toISOString() };
  await signInTables(db).updateTable('session').set(seen).where('token_hash', '=', tokenHash).where('ended_at', 'is', null).execute();
}

/** Ends one session (by its token's hash) or all of a person's but one; those already ended keep their reason. */
export async function endSessions(
  db: Db,
  which: ({ tokenHash: Uint8Array } | { agency: string; personId: string; except?: Uint8Array }) & { why: Ending; now: Date },
): Promise<void> {
  const ending = signInTables(db)
    .updateTable('session')
    .set({ ended_at: which.now.toISOString(), why_ended: which.why })
    .where('ended_at', 'is', null);
  if ('tokenHash' in which) await ending.where('token_hash', '=', which.tokenHash).execute();
  else {
    const all = ending.where('agency', '=', which.agency).where('person_id', '=', which.personId);
    await (which.except ? all.where('token_hash', '!=', which.except) : all).execute();
  }
}

/** Has a person, whose account is not disabled, a session that is neither ended nor expired? */
export async function isSignedIn(db: Db, { agency, personId }: { agency: string; personId: string }, now: Date): Promise<boolean> {
  const open = signInTables(db)
    .selectFrom('session as s')
    .innerJoin('account as a', (join) => join.onRef('a.agency', '=', 's.agency').onRef('a.person_id', '=', 's.person_id'))
    .select('s.id')
    .where('s.agency', '=', agency)
    .where('s.person_id', '=', personId)
    .where('s.ended_at', 'is', null)
    .where('s.expires_at', '>', now.toISOString())
    .where('a.disabled', '=', false);
  return (await open.limit(1).executeTakeFirst()) !== undefined;
}

/** Drops sessions that ended or expired more than a week ago; run it on a schedule. */
export async function forgetOldSessions(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 7 * 86_400_000).toISOString();
  await signInTables(db).deleteFrom('session').where('expires_at', '<', before).execute();
}
