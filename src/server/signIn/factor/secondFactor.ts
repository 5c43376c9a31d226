// src/server/signIn/factor/secondFactor.ts —— 第二道验证:begun, confirmed by a code, asked at sign-in, given up, reset
import type { Db } from '../../../store/database.ts';
import { vaultOf } from '../../../store/vault/vault.ts';
import { type Account, AccountRefused, accountOf } from '../accounts.ts';
import { countAttempt, forgiveAttempts, takeBackAttempt } from '../attempts.ts';
import { passwordMatches } from '../passwords.ts';
import { endSessions } from '../sessions.ts';
import { signInTables } from '../tables.ts';
import { newSecret, stepOf } from './codes.ts';
import { newRecoveryCodes, type Owner, readRecoveryCode, replaceRecoveryCodes, spendRecoveryCode } from './recovery.ts';

/** What a person shows to change something about his account. */
export type Proof = { password: string; code?: string };
/** How a code was taken; `missing` when none was given. */
export type CodeTaken = 'code' | 'recovery' | 'wrong' | 'missing';

const refuse = (says: string): never => {
  throw new AccountRefused(says);
};
const wrongCode = '动态口令不正确，或者已经用过；请等它换成下一个再试';
const tooMany = '输错次数过多，请稍后再试';

/** Sealed together with its owner's name, so that a secret copied to another's row opens nothing. */
function sealSecret(db: Db, { agency, personId }: Owner, secret: string): string {
  const vault = vaultOf(db);
  if (!vault) throw new Error('a second factor needs the vault');
  return vault.sealText(null, `${agency}/${personId} ${secret}`);
}

/** The secret in a column the vault has opened; throws when it is not this person's, or was not opened. */
function secretOf({ agency, personId }: Owner, column: string): string {
  const [of, secret, ...more] = column.split(' ');
  if (of !== `${agency}/${personId}` || secret === undefined || more.length > 0)
    throw new Error('the secret of a second factor does not open');
  return secret;
}

const ofAccount = (db: Db, { agency, personId }: Owner) =>
  signInTables(db).updateTable('account').where('agency', '=', agency).where('person_id', '=', personId);

/**
 * Takes a code of the account's second factor and uses it up: the step is kept in the same statement that compares it, so a code is never
 * accepted twice, in whatever process.
 */
export async function takeCode(db: Db, account: Account, typed: string | undefined, now: Date): Promise<CodeTaken> {
  const owner = { agency: account.agency, personId: account.person_id };
  if (typed === undefined || typed.trim() === '') return 'missing';
  const recovery = readRecoveryCode(typed);
  if (recovery !== undefined) return (await spendRecoveryCode(db, owner, recovery, now)) ? 'recovery' : 'wrong';
  const step = stepOf(secretOf(owner, account.totp_secret!), digitsOf(typed), now, account.totp_last_step);
  if (step === undefined) return 'wrong';
  const { numUpdatedRows } = await ofAccount(db, owner)
    .set({ totp_last_step: step })
    .where('totp_last_step', '<', step)
    .where('totp_since', '=', account.totp_since)
    .executeTakeFirst();
  return numUpdatedRows === 1n ? 'code' : 'wrong';
}
const digitsOf = (typed: string): string => typed.normalize('NFKC').replaceAll(/\s/g, '').slice(0, 20);

/** Asks again who it is, before anything about his sign-in changes; a wrong answer counts as a failed sign-in. Throws AccountRefused. */
export async function prove(db: Db, owner: Owner, { password, code }: Proof, now: Date): Promise<Account> {
  const account = await accountOf(db, owner);
  const { admitted } = await countAttempt(db, account.login, now);
  if (!admitted) refuse(tooMany);
  if (!(await passwordMatches(password, account.password_hash))) refuse('当前口令不正确');
  const taken = account.totp_since === null ? 'code' : await takeCode(db, account, code, now);
  if (taken === 'missing') {
    await takeBackAttempt(db, account.login);
    refuse('请同时填写现在的动态口令或者备用码');
  }
  if (taken === 'wrong') refuse(wrongCode);
  await forgiveAttempts(db, account.login);
  return account;
}

/** Begins an enrolment and returns its secret; nothing is asked at sign-in before it is confirmed. Beginning anew forgets the one before. */
export async function beginFactor(db: Db, owner: Owner, proof: Proof, now: Date): Promise<{ secret: string; login: string }> {
  const { login } = await prove(db, owner, proof, now);
  const secret = newSecret();
  await ofAccount(db, owner)
    .set({ totp_pending: sealSecret(db, owner, secret), totp_pending_at: now.toISOString() })
    .execute();
  return { secret, login };
}

const PENDING_MINUTES = 15;

/**
 * Looks at the code that is to confirm an enrolment; returns what puts it into effect in the transaction of its leaf: codes for recovery, and
 * every other session ended, since it was begun without the second factor. Throws AccountRefused.
 */
export async function confirmFactor(db: Db, owner: Owner, code: string, now: Date) {
  const account = await accountOf(db, owner);
  const { totp_pending: pending, totp_pending_at: begun } = account;
  if (pending === null || begun === null || now.getTime() - Date.parse(begun) > PENDING_MINUTES * 60_000)
    return refuse('没有正在进行的绑定，或者已经超过15分钟，请重新开始');
  const { admitted } = await countAttempt(db, account.login, now);
  if (!admitted) refuse(tooMany);
  const step = stepOf(secretOf(owner, pending), digitsOf(code), now, 0);
  if (step === undefined) return refuse('动态口令不正确。请核对手机时间是否准确，等它换成下一个再试');
  await forgiveAttempts(db, account.login);
  return async (tx: Db, at: string, except: Uint8Array): Promise<string[]> => {
    const sealed = sealSecret(tx, owner, secretOf(owner, pending));
    const { numUpdatedRows } = await ofAccount(tx, owner)
      .set({ totp_secret: sealed, totp_since: at, totp_last_step: step, totp_pending: null, totp_pending_at: null })
      .where('totp_pending_at', '=', begun)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) refuse('绑定已在别处重新开始，请从头再来');
    const codes = newRecoveryCodes();
    await replaceRecoveryCodes(tx, owner, codes);
    await endSessions(tx, { ...owner, why: 'factorChanged', now: new Date(at), except });
    return codes;
  };
}

/** New recovery codes in place of the old ones, in the transaction of their leaf. */
export async function renewRecoveryCodes(tx: Db, owner: Owner): Promise<string[]> {
  const { totp_since } = await accountOf(tx, owner);
  if (totp_since === null) refuse('还没有启用动态口令');
  const codes = newRecoveryCodes();
  await replaceRecoveryCodes(tx, owner, codes);
  return codes;
}

/** Takes the second factor away, with its recovery codes, in the transaction of its leaf; `except` keeps the session of who gives it up himself. */
export async function removeFactor(tx: Db, owner: Owner, { at, except }: { at: string; except?: Uint8Array }): Promise<void> {
  const { numUpdatedRows } = await ofAccount(tx, owner)
    .set({ totp_secret: null, totp_since: null, totp_last_step: 0, totp_pending: null, totp_pending_at: null })
    .where('totp_since', 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) refuse('此人没有启用动态口令，不需要重置');
  await replaceRecoveryCodes(tx, owner, []);
  await endSessions(tx, { ...owner, why: except ? 'factorChanged' : 'factorReset', now: new Date(at), except });
}
