// src/server/signIn/signIn.test.ts —— accounts, lockout, sessions and what ends them
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { plainDate } from '../../base/dates.ts';
import { endPost } from '../../registers/changes.ts';
import { loadPack } from '../../registers/load.ts';
import { readPack } from '../../registers/pack.ts';
import { keepRegisters } from '../../registers/registers.ts';
import { registerMigrations } from '../../registers/tables.ts';
import { migrate, openMemoryStore } from '../../store/database.ts';
import { AccountRefused, accountOf, changePassword, createAccount, newPassword, resetPassword, setDisabled } from './accounts.ts';
import { forgetOldAttempts } from './attempts.ts';
import { demoAccountList, prepareDemoAccounts } from './demoAccounts.ts';
import { passwordFault, passwordMatches, randomPassword } from './passwords.ts';
import { authenticate, endSessions, forgetOldSessions, hashToken, openSession } from './sessions.ts';
import { signIn } from './signIn.ts';
import { signInMigrations } from './tables.ts';

const start = Date.parse('2026-03-02T01:00:00.000Z'); // 09:00 in 盘锦
const at = (minutes: number) => new Date(start + minutes * 60_000);
const store = await openMemoryStore();
after(() => store.close());
await migrate(store, { ...registerMigrations, ...signInMigrations });
const { db } = store;
const pack = await readPack(fileURLToPath(new URL('../../../agencies/panjin', import.meta.url)));
await loadPack(db, pack, { by: 'system', at: at(0).toISOString() });
const current = keepRegisters('panjin');
const registersOf = () => current(db);
const data = await mkdtemp(join(tmpdir(), 'heming-demo-'));
after(() => rm(data, { recursive: true }));
const demo = await prepareDemoAccounts(db, await current(db), at(0), data);
const passwordOf = (login: string) => demo.find((account) => account.login === login)!.password;
const idOf = (login: string) => pack['people.json'].people.find((person) => person.login === login)!.id;
const admin = (minutes: number) => ({ by: idOf('luxing'), at: at(minutes).toISOString() });

/** A reset by the administrator, as the route does it; returns the one-time password. */
async function reset(login: string, minutes: number): Promise<string> {
  const { password, hash } = await newPassword();
  await resetPassword(db, { ...admin(minutes), agency: 'panjin', personId: idOf(login), hash });
  return password;
}
/** A change of one's own password, carried out. */
const change = async (it: Parameters<typeof changePassword>[1]) => (await changePassword(db, it))(db);
const tryToSignIn = (login: string, password: string, minutes: number) => signIn(db, registersOf, { login, password, now: at(minutes) });
const see = (token: string, minutes: number) => authenticate(db, registersOf, token, at(minutes));
async function enter(login: string, minutes: number, password = passwordOf(login)): Promise<string> {
  const outcome = await tryToSignIn(login, password, minutes);
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return outcome.token;
}
const says = async (login: string, password: string, minutes: number) => {
  const outcome = await tryToSignIn(login, password, minutes);
  return outcome.ok ? 'ok' : outcome.says;
};

test('each demo person gets a password nobody can guess, listed in a file only its owner reads', async () => {
  assert.equal(demo.length, pack['people.json'].people.length);
  assert.equal(new Set(demo.map(({ password }) => password)).size, demo.length);
  for (const { password } of demo) assert.match(password, /^[a-hjkmnp-z2-8]{4}(-[a-hjkmnp-z2-8]{4}){3}$/);
  const path = join(data, 'demo-passwords.txt');
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  assert.ok((await readFile(path, 'utf8')).includes(demoAccountList(demo, at(0))));
  assert.deepEqual(await prepareDemoAccounts(db, await current(db), at(1), data), [], 'a second start makes none');
});

test('passwords are kept as argon2id with 19 MiB and two passes, and nothing else of them', async () => {
  const { rows } = await sql<{ password_hash: string }>`select password_hash from account`.execute(db);
  for (const { password_hash } of rows) assert.match(password_hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  assert.equal(await passwordMatches(passwordOf('zhaoyan'), undefined), false);
});

test('a person signs in and is who the registers say, with the posts of today', async () => {
  const signedIn = await see(await enter('zhaoyan', 0), 1);
  assert.ok(signedIn && 'person' in signedIn);
  assert.deepEqual([signedIn.person.name, signedIn.posts, signedIn.agency, signedIn.mustChange], ['赵延', ['officer'], 'panjin', false]);
  assert.equal(await see('x'.repeat(43), 1), undefined);
});

test('the login is read without regard to case, width and spaces', async () => {
  assert.equal(await says(' ＺhaoYan ', passwordOf('zhaoyan'), 0), 'ok');
});

test('a wrong password and an unknown login get the same words, and are locked the same way', async () => {
  const known: string[] = [];
  const unknown: string[] = [];
  for (let i = 0; i < 6; i += 1) {
    known.push(await says('qianhe', 'wrong-password', 0));
    unknown.push(await says('nobodyhere', 'wrong-password', 0));
  }
  assert.deepEqual(known, unknown);
  assert.equal(known[3], '登录名或者口令不正确，请核对后重试');
  assert.equal(known[4], '连续输错次数过多，请在15分钟后（09:15）再试');
});

test('a locked login refuses even the right password, says how long, and opens after fifteen minutes', async () => {
  assert.equal(await says('qianhe', passwordOf('qianhe'), 14.5), '连续输错次数过多，请在1分钟后（09:15）再试');
  assert.equal(await says('qianhe', passwordOf('qianhe'), 15), 'ok');
});

test('after a lock has passed, five new failures are needed for the next', async () => {
  for (let i = 0; i < 5; i += 1) await says('sunping', 'wrong-password', 0);
  assert.equal(await says('sunping', 'wrong-password', 16), '登录名或者口令不正确，请核对后重试');
  assert.equal(await says('sunping', passwordOf('sunping'), 16), 'ok');
});

test('the right password forgives earlier failures; the counts live in the database, not in the process', async () => {
  for (let i = 0; i < 4; i += 1) await says('liwang', 'wrong-password', 0);
  const { rows } = await sql<{ failed_count: number }>`select failed_count from sign_in_attempt where failed_count = 4`.execute(db);
  assert.equal(rows.length, 1);
  await enter('liwang', 0);
  assert.equal(await says('liwang', 'wrong-password', 0), '登录名或者口令不正确，请核对后重试');
});

test('twenty guesses sent together are still only five guesses', async () => {
  const right = passwordOf('wanglan');
  const guesses = Array.from({ length: 20 }, (_, i) => tryToSignIn('wanglan', i === 19 ? right : `wrong-password-${i}`, 0));
  const kinds = (await Promise.all(guesses)).map((outcome) => (outcome.ok ? 'ok' : outcome.kind));
  assert.ok(!kinds.includes('ok'), 'the twentieth guess was right and came too late');
  assert.equal(kinds.filter((kind) => kind === 'wrong').length, 4);
});

test('counts nobody added to for a day are dropped', async () => {
  await forgetOldAttempts(db, at(24 * 60 + 20));
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from sign_in_attempt`.execute(db);
  assert.equal(rows[0]?.n, 0);
});

test('a session idle for thirty minutes is over for good; one in use lives on', async () => {
  const [idle, used] = [await enter('zhengli', 0), await enter('zhengli', 0)];
  assert.ok('person' in (await see(used, 29))!);
  assert.ok('person' in (await see(used, 58))!);
  assert.deepEqual(await see(idle, 30), { ended: 'idle' });
  assert.deepEqual(await see(idle, 1), { ended: 'idle' }, 'a clock set back does not revive it');
});

test('a session ends twelve hours after sign-in however busy', async () => {
  const token = await enter('fengzheng', 0);
  for (let minutes = 25; minutes < 720; minutes += 25) assert.ok('person' in (await see(token, minutes))!, `${minutes}`);
  assert.deepEqual(await see(token, 720), { ended: 'expired' });
});

test('a session dies at the next request when its person has no post left', async () => {
  const token = await enter('zhuning', 0);
  assert.ok('person' in (await see(token, 1))!);
  const ending = { ...admin(2), agency: 'panjin', personId: idOf('zhuning'), post: 'publicityOfficer' as const, why: '调离' };
  await db.transaction().execute((tx) => endPost(tx, { ...ending, from: plainDate('2026-03-02') }));
  assert.deepEqual(await see(token, 2), { ended: 'noPost' });
  assert.match(await says('zhuning', passwordOf('zhuning'), 3), /没有岗位，不能登录/);
});

test('a person without a post never gets a session', async () => {
  assert.match(await says('wutong', passwordOf('wutong'), 0), /没有岗位，不能登录/);
});

test('signing out ends that session only', async () => {
  const [one, other] = [await enter('chenming', 0), await enter('chenming', 0)];
  await endSessions(db, { tokenHash: hashToken(one), why: 'signedOut', now: at(1) });
  assert.deepEqual(await see(one, 2), { ended: 'signedOut' });
  assert.ok('person' in (await see(other, 2))!);
});

test('a reset by an administrator kills every session and gives a one-time password that must be changed', async () => {
  const [one, other] = [await enter('shenyue', 0), await enter('shenyue', 0)];
  const oneTime = await reset('shenyue', 1);
  assert.deepEqual([await see(one, 2), await see(other, 2)], [{ ended: 'passwordReset' }, { ended: 'passwordReset' }]);
  assert.equal(await says('shenyue', passwordOf('shenyue'), 2), '登录名或者口令不正确，请核对后重试');
  const token = await enter('shenyue', 2, oneTime);
  const before = await see(token, 3);
  assert.ok(before && 'person' in before && before.mustChange);
  const asked = { agency: 'panjin', personId: idOf('shenyue'), token, now: at(4) };
  await assert.rejects(change({ ...asked, current: oneTime, next: oneTime }), /不能与当前口令相同/);
  await change({ ...asked, current: oneTime, next: '白鹤与芦苇荡的十月清晨' });
  const later = await see(token, 5);
  assert.ok(later && 'person' in later && !later.mustChange);
});

test('a sign-in under way when the password is reset opens no session', async () => {
  const account = await accountOf(db, { agency: 'panjin', personId: idOf('zhanghe') });
  const checked = { account, browser: '', now: at(1) };
  assert.equal(typeof (await openSession(db, checked)), 'string');
  await reset('zhanghe', 1);
  assert.equal(await openSession(db, checked), undefined);
});

test('a reset opens a locked login; nobody resets or disables his own account', async () => {
  for (let i = 0; i < 5; i += 1) await says('yangfan', 'wrong-password', 0);
  const oneTime = await reset('yangfan', 1);
  await enter('yangfan', 1, oneTime);
  const own = { by: idOf('yangfan'), at: at(1).toISOString(), agency: 'panjin', personId: idOf('yangfan') };
  await assert.rejects(resetPassword(db, { ...own, hash: '' }), /不能重置自己的口令/);
  await assert.rejects(setDisabled(db, { ...own, disabled: true }), /请由其他管理员办理/);
});

test('a change of password ends the other sessions and keeps this one', async () => {
  const [mine, other] = [await enter('hanjiang', 0), await enter('hanjiang', 0)];
  const asked = { agency: 'panjin', personId: idOf('hanjiang'), token: mine, now: at(1) };
  await assert.rejects(change({ ...asked, current: 'wrong-password', next: 'marsh-crane-9-reeds' }), /当前口令不正确/);
  await change({ ...asked, current: passwordOf('hanjiang'), next: 'marsh-crane-9-reeds' });
  assert.ok('person' in (await see(mine, 2))!);
  assert.deepEqual(await see(other, 2), { ended: 'passwordChanged' });
  await enter('hanjiang', 2, 'marsh-crane-9-reeds');
});

test('wrong current passwords lock the change of password too', async () => {
  const token = await enter('hejian', 0);
  const asked = { agency: 'panjin', personId: idOf('hejian'), token, now: at(1), next: 'marsh-crane-9-reeds' };
  for (let i = 0; i < 5; i += 1) await assert.rejects(change({ ...asked, current: 'wrong-password' }), /当前口令不正确/);
  await assert.rejects(change({ ...asked, current: passwordOf('hejian') }), /输错次数过多/);
});

test('a disabled account loses its sessions at once and cannot sign in', async () => {
  const token = await enter('xuyan', 0);
  const change = { ...admin(1), agency: 'panjin', personId: idOf('xuyan') };
  await setDisabled(db, { ...change, disabled: true });
  assert.deepEqual(await see(token, 1), { ended: 'disabled' });
  assert.equal(await says('xuyan', passwordOf('xuyan'), 1), '账号已停用，请联系系统管理员');
  await setDisabled(db, { ...change, disabled: false });
  await enter('xuyan', 2);
});

test('the cookie is worth nothing to whoever reads the database: only its hash is there', async () => {
  const token = await enter('zhaoyan', 0);
  const { rows } = await sql<{ dump: string }>`select session::text as dump from session`.execute(db);
  assert.ok(rows.length > 0 && rows.every(({ dump }) => !dump.includes(token)));
});

test('password rules say what to do', () => {
  const fault = (password: string) => passwordFault(password, 'zhaoyan');
  assert.match(fault('short-1') ?? '', /至少10个字符/);
  assert.match(fault('ZhaoYan20261') ?? '', /不能是登录名/);
  assert.match(fault('Password123') ?? '', /太常见/);
  assert.match(fault('aaaaaaaaaaaa') ?? '', /太常见/);
  assert.match(fault('长'.repeat(129)) ?? '', /最多128个字符/);
  assert.equal(fault('苇海听鹤二〇二六年春'), undefined);
  assert.equal(fault(randomPassword()), undefined);
});

test('one person, one account; one login, one person', async () => {
  const account = { agency: 'panjin', password: 'marsh-crane-9-reeds', mustChange: true, at: at(0).toISOString() };
  const refused = (personId: string, login: string, words: RegExp) =>
    assert.rejects(
      createAccount(db, { ...account, personId, login }),
      (error) => error instanceof AccountRefused && words.test(error.message),
    );
  await refused(idOf('zhaoyan'), 'another', /已有账号/);
  await refused('panjin-p99', 'zhaoyan', /已被使用/);
  await refused('panjin-p99', '赵延', /只能用小写字母和数字/);
});

test('sessions long over are dropped, open ones stay', async () => {
  const token = await enter('zhaoyan', 10 * 24 * 60);
  await forgetOldSessions(db, at(10 * 24 * 60));
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from session`.execute(db);
  assert.equal(rows[0]?.n, 1);
  assert.ok('person' in (await see(token, 10 * 24 * 60 + 1))!);
});
