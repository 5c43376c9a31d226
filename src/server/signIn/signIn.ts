// src/server/signIn/signIn.ts —— 登录:the same answer and the same time whether the login exists or not
import { shanghaiDate, shanghaiMinute } from '../../base/dates.ts';
import type { RegisterSnapshot } from '../../registers/registers.ts';
import type { Db } from '../../store/database.ts';
import { isLogin, normaliseLogin } from './accounts.ts';
import { type Attempt, countAttempt, forgiveAttempts, takeBackAttempt } from './attempts.ts';
import { type CodeTaken, takeCode } from './factor/secondFactor.ts';
import { passwordMatches } from './passwords.ts';
import { openSession } from './sessions.ts';
import { signInTables } from './tables.ts';

export type SignInOutcome =
  | { ok: true; token: string; agency: string; personId: string; mustChange: boolean; hasFactor: boolean; by: 'password' | CodeTaken }
  /** `says` is for the page; `kind` and `personId` are for the operational log only. */
  | { ok: false; kind: Failure; says: string; personId?: string; agency?: string };
/** `code`: the password was right, the code of the second factor is still to be given; `wrongCode`: it was wrong or used. */
type Failure = 'wrong' | 'locked' | 'disabled' | 'noPost' | 'code' | 'wrongCode';

const wrongSays = '登录名或者口令不正确，请核对后重试';

/**
 * Signs a person in. Refuses in Chinese: wrong login or password alike, locked with the minutes left; and to whoever has the right password:
 * a code still to be given or wrong, disabled, or without a post today.
 */
export async function signIn(
  db: Db,
  registersOf: (agency: string) => Promise<RegisterSnapshot>,
  typed: { login: string; password: string; code?: string; browser?: string; now: Date },
): Promise<SignInOutcome> {
  const { password, now } = typed;
  const login = normaliseLogin(typed.login.slice(0, 200));
  const attempt = await countAttempt(db, login, now);
  if (!attempt.admitted) return { ok: false, kind: 'locked', says: lockedSays(attempt, now) };
  const account = isLogin(login)
    ? await signInTables(db).selectFrom('account').selectAll().where('login', '=', login).executeTakeFirst()
    : undefined;
  const known = account && { personId: account.person_id, agency: account.agency };
  if (!(await passwordMatches(password, account?.password_hash)) || !account) {
    if (attempt.lockedUntil) return { ok: false, kind: 'locked', says: lockedSays(attempt, now), ...known };
    return { ok: false, kind: 'wrong', says: wrongSays, ...known };
  }
  const by = account.totp_since === null ? 'password' : await takeCode(db, account, typed.code, now);
  if (by === 'missing') {
    await takeBackAttempt(db, login);
    return { ok: false, kind: 'code', says: '请输入手机上的动态口令；手机不在身边的，可以用一个备用码', ...known };
  }
  if (by === 'wrong') {
    if (attempt.lockedUntil) return { ok: false, kind: 'locked', says: lockedSays(attempt, now), ...known };
    return { ok: false, kind: 'wrongCode', says: '动态口令不正确，或者已经用过；请等它换成下一个再试', ...known };
  }
  await forgiveAttempts(db, login);
  const { agency, person_id: personId } = account;
  if (account.disabled) return { ok: false, kind: 'disabled', says: '账号已停用，请联系系统管理员', personId, agency };
  const registers = await registersOf(agency);
  if (!registers.person(personId) || registers.postsOf(personId, shanghaiDate(now)).length === 0) {
    return { ok: false, kind: 'noPost', says: '您目前没有岗位，不能登录；如有疑问请联系安全管理员', personId, agency };
  }
  const token = await openSession(db, { account, browser: typed.browser ?? '', now });
  if (token === undefined) return { ok: false, kind: 'wrong', says: wrongSays, personId, agency };
  const hasFactor = account.totp_since !== null;
  return { ok: true, token, agency, personId, mustChange: account.must_change, hasFactor, by };
}

function lockedSays({ lockedUntil }: Attempt, now: Date): string {
  const minutes = Math.max(1, Math.ceil(((lockedUntil?.getTime() ?? now.getTime()) - now.getTime()) / 60_000));
  return `连续输错次数过多，请在${minutes}分钟后（${shanghaiMinute(lockedUntil ?? now).slice(11)}）再试`;
}
