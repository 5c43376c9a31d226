// src/server/signIn/accounts.ts —— 账号:making, disabling and resetting them, and changing a password

import type { Selectable } from 'kysely';
import type { Hand } from '../../registers/load.ts';
import type { Db } from '../../store/database.ts';
import { countAttempt, forgiveAttempts } from './attempts.ts';
import { hashPassword, passwordFault, passwordMatches, randomPassword } from './passwords.ts';
import { type Ending, endSessions, hashToken } from './sessions.ts';
import { type SignInTables, signInTables } from './tables.ts';

/** An account as it is kept; secrets as the vault opened them. */
export type Account = Selectable<SignInTables['account']>;

/** A change of an account that is refused; the message says in Chinese what to do. */
export class AccountRefused extends Error {
  override name = 'AccountRefused';
}
const refuse = (says: string): never => {
  throw new AccountRefused(says);
};

/** A login as it is stored and compared: trimmed, lower case, full-width letters made plain. */
export const normaliseLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase();

/** Can this be a login at all? 3 to 32 small letters and digits, a letter first. */
export const isLogin = (login: string): boolean => /^[a-z][a-z0-9]{2,31}$/.test(login);

/** Makes a person's account; throws AccountRefused for a bad login or password, or when the person or the login already has one. */
export async function createAccount(
  db: Db,
  account: { agency: string; personId: string; login: string; password: string; mustChange: boolean; at: string; demo?: boolean },
): Promise<void> {
  const { agency, personId, password, mustChange, at } = account;
  const login = normaliseLogin(account.login);
  if (!isLogin(login)) refuse('登录名只能用小写字母和数字，以字母开头，3至32位');
  const fault = passwordFault(password, login);
  if (fault !== undefined) refuse(fault);
  const row = { agency, person_id: personId, login, password_hash: await hashPassword(password), must_change: mustChange };
  const { numInsertedOrUpdatedRows } = await signInTables(db)
    .insertInto('account')
    .values({ ...row, disabled: false, password_set_at: at, created_at: at, before_leaves: account.demo ? at : null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (Number(numInsertedOrUpdatedRows) === 0) refuse('此人已有账号，或者登录名已被使用，请换一个登录名');
}

/**
 * Looks at a change of one's own password; a wrong current one counts as a failed sign-in. Returns what makes the change in the transaction of
 * its leaf, ending one's other sessions: the slow work is done before. Throws AccountRefused.
 */
export async function changePassword(
  db: Db,
  change: { agency: string; personId: string; current: string; next: string; token: string; now: Date; least?: number },
): Promise<(tx: Db) => Promise<void>> {
  const { agency, personId, current, next, token, now, least } = change;
  const account = await accountOf(db, { agency, personId });
  const attempt = await countAttempt(db, account.login, now);
  if (!attempt.admitted) refuse('口令输错次数过多，请稍后再试');
  if (!(await passwordMatches(current, account.password_hash))) refuse('当前口令不正确');
  await forgiveAttempts(db, account.login);
  const fault = passwordFault(next, account.login, least);
  if (fault !== undefined) refuse(fault);
  if (current.normalize('NFKC') === next.normalize('NFKC')) refuse('新口令不能与当前口令相同');
  const hash = await hashPassword(next);
  const how = { hash, mustChange: false, now, why: 'passwordChanged', except: hashToken(token), instead: account.password_hash } as const;
  return (tx) => replacePassword(tx, { agency, personId, ...how });
}

/** A one-time password and its hash, made before the transaction that sets it: hashing is slow on purpose. */
export async function newPassword(): Promise<{ password: string; hash: string }> {
  const password = randomPassword();
  return { password, hash: await hashPassword(password) };
}

/**
 * Resets a person's password to a one-time one (its hash) that he must change: ends all his sessions and unlocks his login.
 * Nobody resets his own. That `by` is an administrator is for the caller to judge.
 */
export async function resetPassword(db: Db, reset: Hand & { agency: string; personId: string; hash: string }): Promise<void> {
  const { agency, personId, by, at, hash } = reset;
  if (personId === by) refuse('不能重置自己的口令，请在“修改口令”中办理');
  const account = await accountOf(db, { agency, personId });
  await replacePassword(db, { agency, personId, hash, mustChange: true, now: new Date(at), why: 'passwordReset' });
  await forgiveAttempts(db, account.login);
}

/** Disables an account, which ends its sessions at once, or enables it again; nobody disables his own. */
export async function setDisabled(db: Db, change: Hand & { agency: string; personId: string; disabled: boolean }): Promise<void> {
  const { agency, personId, by, at, disabled } = change;
  if (personId === by) refuse('不能停用或者启用自己的账号，请由其他管理员办理');
  await accountOf(db, { agency, personId });
  await signInTables(db).updateTable('account').set({ disabled }).where('agency', '=', agency).where('person_id', '=', personId).execute();
  if (disabled) await endSessions(db, { agency, personId, why: 'disabled', now: new Date(at) });
}

/** The account of a person; throws AccountRefused when there is none. */
export async function accountOf(db: Db, { agency, personId }: { agency: string; personId: string }): Promise<Account> {
  const row = await signInTables(db)
    .selectFrom('account')
    .selectAll()
    .where('agency', '=', agency)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row ?? refuse('此人没有账号，请先建立账号');
}

/** New hash first, then the old sessions, in one transaction: openSession checks the hash, so no session slips in between. */
async function replacePassword(
  db: Db,
  it: {
    agency: string;
    personId: string;
    hash: string;
    mustChange: boolean;
    now: Date;
    why: Ending;
    except?: Uint8Array;
    instead?: string;
  },
): Promise<void> {
  const { agency, personId, now, why, except, instead } = it;
  const change = { password_hash: it.hash, must_change: it.mustChange, password_set_at: now.toISOString() };
  const work = async (tx: Db) => {
    const setting = signInTables(tx).updateTable('account').set(change).where('agency', '=', agency).where('person_id', '=', personId);
    const { numUpdatedRows } = await (instead ? setting.where('password_hash', '=', instead) : setting).executeTakeFirst();
    if (numUpdatedRows !== 1n) refuse('口令刚刚已被改变，没有再改；请重新登录');
    await endSessions(tx, { agency, personId, why, now, except });
  };
  await (db.isTransaction ? work(db) : db.transaction().execute(work));
}
