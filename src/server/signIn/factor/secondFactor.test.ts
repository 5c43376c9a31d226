// src/server/signIn/factor/secondFactor.test.ts —— a code is asked, accepted once, counted when wrong; recovery codes work once; secrets are sealed
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import { loadPack } from '../../../registers/load.ts';
import { readPack } from '../../../registers/pack.ts';
import { keepRegisters } from '../../../registers/registers.ts';
import { registerMigrations } from '../../../registers/tables.ts';
import { migrate, openMemoryStore } from '../../../store/database.ts';
import { vaultMigrations, withVault } from '../../../store/vault/vault.ts';
import { accountOf, createAccount } from '../accounts.ts';
import { authenticate, hashToken, openSession } from '../sessions.ts';
import { signIn } from '../signIn.ts';
import { signInMigrations } from '../tables.ts';
import { enrolmentUri, stepOf } from './codes.ts';
import { mustHaveFactor } from './policy.ts';
import { RECOVERY_CODES, recoveryCodesLeft } from './recovery.ts';
import { beginFactor, confirmFactor, removeFactor } from './secondFactor.ts';

const start = Date.parse('2026-03-02T01:00:00.000Z');
const at = (seconds: number) => new Date(start + seconds * 1000);
const store = await openMemoryStore();
const keys = await mkdtemp(join(tmpdir(), 'heming-keys-'));
after(async () => {
  await store.close();
  await rm(keys, { recursive: true });
});
await migrate(store, { ...registerMigrations, ...signInMigrations, ...vaultMigrations });
const db = await withVault(store.db, keys);
const pack = await readPack(fileURLToPath(new URL('../../../../agencies/panjin', import.meta.url)));
await loadPack(db, pack, { by: 'system', at: at(0).toISOString() });
const registers = keepRegisters('panjin');
const password = 'marsh-crane-9-reeds';

const codeOf = (secret: string, seconds: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at(seconds).getTime() });
const wrongFor = (secret: string, seconds: number): string => {
  const near = new Set([-60, -30, 0, 30, 60].map((offset) => codeOf(secret, seconds + offset)));
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.has(code))!;
};
const idOf = (login: string) => pack['people.json'].people.find((person) => person.login === login)!.id;
const ownerOf = (login: string) => ({ agency: 'panjin', personId: idOf(login) });
const enter = (login: string, seconds: number, code?: string, typed = password) =>
  signIn(db, () => registers(db), { login, password: typed, code, now: at(seconds) });
const kindOf = async (login: string, seconds: number, code?: string, typed = password): Promise<string> => {
  const outcome = await enter(login, seconds, code, typed);
  return outcome.ok ? `ok ${outcome.by}` : outcome.kind;
};
async function tokenOf(login: string, seconds: number): Promise<string> {
  const account = await accountOf(db, ownerOf(login));
  return (await openSession(db, { account, browser: '', now: at(seconds) }))!;
}

/** An account whose owner has enrolled at second 0, with the code of that moment. */
async function enrolled(login: string): Promise<{ secret: string; codes: string[] }> {
  const owner = ownerOf(login);
  await createAccount(db, { ...owner, login, password, mustChange: false, at: at(0).toISOString() });
  const { secret } = await beginFactor(db, owner, { password }, at(0));
  const confirmed = await confirmFactor(db, owner, codeOf(secret, 0), at(0));
  const codes = await confirmed(db, at(0).toISOString(), hashToken('none'));
  return { secret, codes };
}

test('codes are those of RFC 6238, so any authenticator app computes the same', () => {
  const secret = Buffer.from('12345678901234567890').toString('latin1');
  const base32 = Secret.fromLatin1(secret).base32;
  for (const [seconds, code] of [
    [59, '287082'],
    [1111111109, '081804'],
    [1234567890, '005924'],
    [20000000000, '353130'],
  ] as const)
    assert.equal(stepOf(base32, code, new Date(seconds * 1000), 0), Math.floor(seconds / 30));
  assert.match(
    enrolmentUri(base32, 'zhaoyan'),
    /^otpauth:\/\/totp\/%E9%B9%A4%E9%B8%A3:zhaoyan\?.*secret=[A-Z2-7]{32}&.*digits=6&period=30$/,
  );
});

test('an enrolment that was not confirmed asks nothing at sign-in, and is forgotten after a quarter of an hour', async () => {
  const owner = ownerOf('zhaoyan');
  await createAccount(db, { ...owner, login: 'zhaoyan', password, mustChange: false, at: at(0).toISOString() });
  const { secret } = await beginFactor(db, owner, { password }, at(0));
  assert.equal(await kindOf('zhaoyan', 1), 'ok password');
  await assert.rejects(confirmFactor(db, owner, wrongFor(secret, 1), at(1)), /动态口令不正确/);
  await assert.rejects(confirmFactor(db, owner, codeOf(secret, 901), at(901)), /已经超过15分钟/);
  assert.equal(await kindOf('zhaoyan', 902), 'ok password');
});

test('once confirmed, the right password alone gets no session, and says that a code is to be given', async () => {
  const { secret } = await enrolled('qianhe');
  assert.equal(await kindOf('qianhe', 60), 'code');
  assert.equal(await kindOf('qianhe', 60, ' '), 'code');
  assert.equal(await kindOf('qianhe', 60, codeOf(secret, 60), 'wrong-password'), 'wrong');
  assert.equal(await kindOf('qianhe', 60, codeOf(secret, 60)), 'ok code');
});

test('a code is good for its own step and the one before and after, and for no other', async () => {
  const { secret } = await enrolled('sunping');
  assert.equal(await kindOf('sunping', 300, codeOf(secret, 240)), 'wrongCode');
  assert.equal(await kindOf('sunping', 300, codeOf(secret, 360)), 'wrongCode');
  assert.equal(await kindOf('sunping', 300, codeOf(secret, 270)), 'ok code');
  assert.equal(await kindOf('sunping', 300, codeOf(secret, 300)), 'ok code');
  assert.equal(await kindOf('sunping', 300, codeOf(secret, 330)), 'ok code');
});

test('a code is accepted once: not again, not an older one after it, and not twice when sent twice at once', async () => {
  const { secret } = await enrolled('liwang');
  assert.equal(await kindOf('liwang', 0, codeOf(secret, 0)), 'wrongCode', 'the one that confirmed the enrolment is used up');
  assert.equal(await kindOf('liwang', 60, codeOf(secret, 60)), 'ok code');
  assert.equal(await kindOf('liwang', 61, codeOf(secret, 60)), 'wrongCode');
  assert.equal(await kindOf('liwang', 62, codeOf(secret, 30)), 'wrongCode');
  const twice = await Promise.all([1, 2, 3].map(() => kindOf('liwang', 90, codeOf(secret, 90))));
  assert.deepEqual(twice.filter((kind) => kind === 'ok code').length, 1, twice.join());
});

test('wrong codes lock the login like wrong passwords; asking only with the password gives no further guesses', async () => {
  const { secret } = await enrolled('yangfan');
  for (let i = 0; i < 4; i += 1) {
    assert.equal(await kindOf('yangfan', 60, wrongFor(secret, 60)), 'wrongCode');
    assert.equal(await kindOf('yangfan', 60), 'code');
  }
  assert.equal(await kindOf('yangfan', 60, wrongFor(secret, 60)), 'locked');
  assert.equal(await kindOf('yangfan', 60), 'locked');
  assert.equal(await kindOf('yangfan', 60, codeOf(secret, 60)), 'locked', 'even the right one waits');
  assert.equal(await kindOf('yangfan', 960, codeOf(secret, 960)), 'ok code');
});

test('ten recovery codes, each for one sign-in however it is typed; one of another person is worth nothing', async () => {
  const { codes } = await enrolled('zhengli');
  const other = await enrolled('xuyan');
  assert.equal(new Set(codes).size, RECOVERY_CODES);
  assert.equal(await kindOf('zhengli', 60, codes[0]!.toUpperCase().replaceAll('-', ' ')), 'ok recovery');
  assert.equal(await kindOf('zhengli', 60, codes[0]), 'wrongCode');
  assert.equal(await kindOf('zhengli', 60, other.codes[0]), 'wrongCode');
  assert.equal(await recoveryCodesLeft(db, ownerOf('zhengli')), RECOVERY_CODES - 1);
  const { rows } = await sql<{ dump: string }>`select recovery_code::text as dump from recovery_code`.execute(store.db);
  assert.ok(rows.length > RECOVERY_CODES && rows.every(({ dump }) => codes.every((code) => !dump.includes(code))), 'only digests are kept');
});

test('the secret is not in the database in clear, and copied to the row of another it opens nothing', async () => {
  const { secret } = await enrolled('wanglan');
  await enrolled('zhuning');
  const { rows } = await sql<{ dump: string }>`select account::text as dump from account`.execute(store.db);
  assert.ok(rows.length > 1 && rows.every(({ dump }) => !dump.includes(secret)));
  await sql`update account set totp_secret = (select totp_secret from account where login = 'wanglan') where login = 'zhuning'`.execute(
    store.db,
  );
  await assert.rejects(enter('zhuning', 60, codeOf(secret, 60)), /does not open/);
});

test('enrolling ends the sessions begun without it; a reset ends all, and a sign-in under way opens none', async () => {
  const owner = ownerOf('fengzheng');
  await createAccount(db, { ...owner, login: 'fengzheng', password, mustChange: false, at: at(0).toISOString() });
  const [mine, other] = [await tokenOf('fengzheng', 0), await tokenOf('fengzheng', 0)];
  const checked = await accountOf(db, owner);
  const { secret } = await beginFactor(db, owner, { password }, at(0));
  await (await confirmFactor(db, owner, codeOf(secret, 0), at(0)))(db, at(0).toISOString(), hashToken(mine));
  const see = (token: string) => authenticate(db, (_, stamp) => registers(db, stamp), token, at(1));
  assert.deepEqual(await see(other), { ended: 'factorChanged' });
  const now = await see(mine);
  assert.ok(now && 'person' in now && now.hasFactor);
  assert.equal(await openSession(db, { account: checked, browser: '', now: at(1) }), undefined);
  await removeFactor(db, owner, { at: at(2).toISOString() });
  assert.deepEqual(await see(mine), { ended: 'factorReset' });
  assert.equal(await recoveryCodesLeft(db, owner), 0);
  assert.equal(await kindOf('fengzheng', 60), 'ok password');
  await assert.rejects(removeFactor(db, owner, { at: at(3).toISOString() }), /没有启用动态口令/);
});

test('beginning needs the password, and once enrolled a code too; wrong ones count as failed sign-ins', async () => {
  const owner = ownerOf('chenming');
  const { secret } = await enrolled('chenming');
  await assert.rejects(beginFactor(db, owner, { password: 'wrong-password' }, at(60)), /当前口令不正确/);
  await assert.rejects(beginFactor(db, owner, { password }, at(60)), /请同时填写/);
  await assert.rejects(beginFactor(db, owner, { password, code: wrongFor(secret, 60) }, at(60)), /动态口令不正确/);
  for (let i = 0; i < 3; i += 1) await assert.rejects(beginFactor(db, owner, { password, code: wrongFor(secret, 60) }, at(60)));
  await assert.rejects(beginFactor(db, owner, { password, code: codeOf(secret, 60) }, at(60)), /输错次数过多/);
});

test('required means administrators and heads; optional means nobody', () => {
  assert.deepEqual(
    (['systemAdmin', 'securityAdmin', 'auditAdmin', 'head', 'officer', 'supervisor'] as const).map((post) =>
      mustHaveFactor('required', [post]),
    ),
    [true, true, true, true, false, false],
  );
  assert.equal(mustHaveFactor('optional', ['head', 'systemAdmin']), false);
});
