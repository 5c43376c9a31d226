// src/server/overHttp/account.test.ts —— the second factor, sessions and what a person is told of his account, over HTTP
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { plainDate } from '../../base/dates.ts';
import { newId } from '../../base/ids.ts';
import { parseDoc } from '../../ledger/proof/disclose.ts';
import type { LedgerTables } from '../../ledger/tables.ts';
import { tables } from '../../store/database.ts';
import { changer } from '../routes/changing.ts';
import { authenticate, endSessions } from '../signIn/sessions.ts';
import { type Answer, answerOf, openTestServer, type TestServer } from './testServer.ts';

const edge =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0';

/** Someone's browser: what it types at sign-in, and what it asks once it has a cookie. */
function browserOn(server: () => TestServer) {
  const send = async (method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<Answer> =>
    answerOf(
      await fetch(`${server().base}${path}`, {
        method,
        headers: { origin: server().base, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
    );
  const signIn = (login: string, more: { password?: string; code?: string } = {}, headers: Record<string, string> = {}) =>
    send('POST', '/api/sign-in', headers, { login, password: server().passwords[login], ...more });
  const cookieOf = (answer: Answer): string => {
    assert.equal(answer.status, 200, answer.text);
    return answer.headers.get('set-cookie')!.split(';')[0]!;
  };
  return {
    signIn,
    enter: async (login: string, more = {}, headers = {}) => cookieOf(await signIn(login, more, headers)),
    get: (cookie: string, path: string) => send('GET', path, { cookie }),
    post: (cookie: string, path: string, body?: unknown, headers = {}) => send('POST', path, { cookie, ...headers }, body),
  };
}

suite('one’s own account', () => {
  let server: TestServer;
  const { signIn, enter, get, post } = browserOn(() => server);
  let now = Date.parse('2025-02-10T08:00:00+08:00');
  /** Moves the clock on, so that the next code is another one. */
  const later = (seconds = 60) => {
    now += seconds * 1000;
    server.at(new Date(now).toISOString());
  };
  const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now });
  const leaves = async (): Promise<{ type: string; header: string; said: Record<string, unknown> }[]> => {
    const rows = await tables<LedgerTables>(server.heming.store.db)
      .selectFrom('log_entry as e')
      .innerJoin('log_payload as p', (join) => join.onRef('p.agency', '=', 'e.agency').onRef('p.idx', '=', 'e.idx'))
      .select(['e.type', 'e.header', 'p.doc'])
      .orderBy('e.idx')
      .execute();
    return rows.map(({ type, header, doc }) => ({
      type,
      header: Buffer.from(header).toString(),
      said: Object.fromEntries(parseDoc(doc).map(({ path, value }) => [path, value])),
    }));
  };
  async function enrol(login: string, cookie: string): Promise<{ secret: string; codes: string[] }> {
    const begun = await post(cookie, '/api/second-factor/begin', { password: server.passwords[login] });
    assert.equal(begun.status, 200, begun.text);
    const { secret } = begun.body;
    const confirmed = await post(cookie, '/api/second-factor/confirm', { code: codeOf(secret) });
    assert.equal(confirmed.status, 200, confirmed.text);
    return { secret, codes: confirmed.body.recoveryCodes };
  }
  before(async () => {
    server = await openTestServer();
  });
  after(() => server.close());

  test('a person enrols, is asked for a code from then on, and a used one is refused', async () => {
    const cookie = await enter('zhaoyan');
    const wrong = await post(cookie, '/api/second-factor/begin', { password: 'wrong-password' });
    assert.deepEqual([wrong.status, wrong.body.detail], [422, '当前口令不正确']);
    const { secret, codes } = await enrol('zhaoyan', cookie);
    assert.equal(codes.length, 10);
    assert.equal((await get(cookie, '/api/me')).body.hasFactor, true, 'the session that enrolled goes on');
    later();
    const half = await signIn('zhaoyan');
    assert.deepEqual([half.status, half.body.type, half.headers.get('set-cookie')], [401, '/problems/sign-in-code', null]);
    const code = codeOf(secret);
    assert.equal((await signIn('zhaoyan', { code })).status, 200);
    assert.equal((await signIn('zhaoyan', { code })).body.type, '/problems/sign-in-wrongCode');
    assert.equal((await signIn('zhaoyan', { code: codes[3] })).status, 200);
    assert.equal((await signIn('zhaoyan', { code: codes[3] })).status, 401);
    assert.equal((await get(cookie, '/api/account')).body.factor.recoveryCodesLeft, 9);
  });

  test('a QR code is drawn here and holds what the text says; no answer may be stored', async () => {
    const cookie = await enter('qianhe');
    const begun = await post(cookie, '/api/second-factor/begin', { password: server.passwords.qianhe });
    assert.match(begun.body.uri, new RegExp(`^otpauth://totp/.*:qianhe\\?.*secret=${begun.body.secret}`));
    assert.ok(begun.body.qr.size >= 33 && /^(M\d+ \d+h1v1h-1z)+$/.test(begun.body.qr.path));
    assert.equal(begun.headers.get('cache-control'), 'no-store');
  });

  test('wrong codes lock the login over HTTP too, and the operational log keeps no code', async () => {
    const { secret } = await enrol('sunping', await enter('sunping'));
    later();
    const right = codeOf(secret);
    const wrong = right === '000000' ? '000001' : '000000';
    for (let i = 0; i < 4; i += 1) assert.equal((await signIn('sunping', { code: wrong })).status, 401);
    const locked = await signIn('sunping', { code: wrong });
    assert.deepEqual([locked.status, locked.body.type], [423, '/problems/sign-in-locked']);
    assert.equal((await signIn('sunping', { code: right })).status, 423);
    const lines = await server.heming.store.db.selectFrom('operational_log').selectAll().execute();
    assert.ok(!JSON.stringify(lines).includes(`"${wrong}"`) && !JSON.stringify(lines).includes(secret));
    later(15 * 60);
  });

  test('each change of sign-in is a leaf with its line in the operational log; headers say nothing of whom', async () => {
    const size = server.heming.log.status().size;
    const cookie = await enter('liwang');
    const { secret } = await enrol('liwang', cookie);
    later();
    const proof = () => ({ password: server.passwords.liwang, code: codeOf(secret) });
    assert.equal((await post(cookie, '/api/second-factor/recovery-codes', proof())).body.recoveryCodes.length, 10);
    later();
    assert.equal((await post(cookie, '/api/second-factor/disable', proof())).status, 204);
    const next = '苇海听鹤二〇二五年春';
    assert.equal((await post(cookie, '/api/password', { current: server.passwords.liwang, next })).status, 204);
    server.passwords.liwang = next;
    const made = (await leaves()).slice(size);
    assert.deepEqual(
      made.map(({ type }) => type),
      ['secondFactorEnrolled', 'recoveryCodesRenewed', 'secondFactorGivenUp', 'passwordChanged'],
    );
    const person = server.people.liwang!;
    for (const { header, said } of made) {
      assert.deepEqual(said, { by: person, person });
      assert.ok(!header.includes(person) && !header.includes('liwang'), header);
    }
    const { rows } = {
      rows: await server.heming.store.db.selectFrom('operational_log').select('detail').where('kind', '=', 'accountChanged').execute(),
    };
    const types = rows.map(({ detail }) => detail as { type: string; person: string });
    for (const { type } of made)
      assert.ok(
        types.some((detail) => detail.type === type && detail.person === person),
        type,
      );
    assert.equal((await signIn('liwang')).status, 200, 'given up, no code is asked');
  });

  test('an administrator resets the second factor: sessions die, it is a leaf, and the owner is told by whom', async () => {
    const cookie = await enter('hejian');
    await enrol('hejian', cookie);
    const path = `/api/people/${server.people.hejian}/reset-second-factor`;
    later();
    const admin = await enter('luxing');
    const key = () => ({ 'idempotency-key': newId() });
    assert.equal((await post(admin, path, {}, key())).status, 400, 'a reason is wanted');
    const reset = await post(admin, path, { why: '手机丢失' }, key());
    assert.equal(reset.status, 204, reset.text);
    assert.match((await get(cookie, '/api/me')).body.detail, /动态口令已由管理员重置/);
    const again = await enter('hejian');
    const told = (await get(again, '/api/account')).body;
    assert.deepEqual([told.changes[0].what, told.changes[0].by], ['secondFactorReset', '陆行']);
    assert.equal(told.factor.since, null);
    assert.ok(told.signIns[0].ok);
    const leaf = (await leaves()).at(-1)!;
    assert.deepEqual([leaf.type, leaf.said.why], ['secondFactorReset', '手机丢失']);
    assert.equal((await post(admin, path, { why: '再来一次' }, key())).status, 422);
    const own = await post(admin, `/api/people/${server.people.luxing}/reset-second-factor`, { why: '自己重置' }, key());
    assert.match(own.body.detail, /不能重置自己/);
  });

  test('a person sees where he is signed in, ends one session and then all others; each dies at once', async () => {
    const [mine, phone, third] = [await enter('zhengli'), await enter('zhengli', {}, { 'user-agent': edge }), await enter('zhengli')];
    const { sessions } = (await get(mine, '/api/sessions')).body as {
      sessions: { id: string; browser: string; current: boolean; begun: string; lastUsed: string }[];
    };
    assert.equal(sessions.length, 3);
    assert.equal(sessions.filter(({ current }) => current).length, 1);
    const other = sessions.find(({ browser }) => browser === 'Edge·Windows')!;
    assert.equal((await post(mine, `/api/sessions/${other.id}/end`)).status, 204);
    assert.match((await get(phone, '/api/me')).body.detail, /您在别处结束了这次登录/);
    assert.equal((await post(mine, `/api/sessions/${other.id}/end`)).status, 422);
    const stranger = await enter('wanglan');
    const left = (await get(mine, '/api/sessions')).body.sessions.find((each: { current: boolean }) => !each.current);
    assert.equal((await post(stranger, `/api/sessions/${left.id}/end`)).status, 422, 'not of another');
    assert.equal((await get(third, '/api/me')).status, 200);
    assert.equal((await post(mine, '/api/sessions/end-others')).status, 204);
    assert.equal((await get(third, '/api/me')).status, 401);
    assert.equal((await get(mine, '/api/me')).status, 200);
    const ended = (await leaves()).filter(({ type }) => type === 'sessionsEnded').map(({ said }) => said.session);
    assert.deepEqual(ended, [other.id, 'others']);
  });

  test('the keeper of accounts sees and ends the sessions of another, with a reason; looking is a leaf too', async () => {
    const cookie = await enter('yangfan');
    const admin = await enter('luxing');
    const path = `/api/people/${server.people.yangfan}`;
    assert.equal((await get(await enter('shian'), `${path}/sessions`)).status, 403);
    const seen = await get(admin, `${path}/sessions`);
    assert.equal(seen.body.sessions.length, 1, seen.text);
    assert.equal((await leaves()).at(-1)!.type, 'sessionsListed');
    const key = () => ({ 'idempotency-key': newId() });
    const [{ id }] = seen.body.sessions;
    assert.equal((await post(admin, `${path}/end-sessions`, { session: id, why: '离开未锁屏' }, key())).status, 204);
    assert.match((await get(cookie, '/api/me')).body.detail, /管理员结束了这次登录/);
    const [one, two] = [await enter('yangfan'), await enter('yangfan')];
    assert.equal((await post(admin, `${path}/end-sessions`, { why: '账号异常' }, key())).status, 204);
    for (const each of [one, two]) assert.equal((await get(each, '/api/me')).status, 401);
    const leaf = (await leaves()).at(-1)!;
    assert.deepEqual([leaf.type, leaf.said.session, leaf.said.why], ['sessionsEnded', 'all', '账号异常']);
    assert.ok(!leaf.header.includes(server.people.yangfan!));
  });

  test('an administrative write under way when its session ends is not made', async () => {
    const token = (await enter('luxing')).split('=')[1]!;
    const { log, store, casework } = server.heming;
    const size = log.status().size;
    const signedIn = await authenticate(store.db, (_, stamp) => casework.registers(store.db, stamp), token, server.now());
    assert.ok(signedIn && 'person' in signedIn);
    // The guard has let it pass; the session ends before the change is made.
    await endSessions(store.db, { agency: casework.agency, personId: server.people.luxing!, why: 'disabled', now: server.now() });
    let made = false;
    const change = { key: newId(), type: 'accountDisabled', about: 'account', said: { person: server.people.zhuning! } } as const;
    const work = async () => {
      made = true;
    };
    await assert.rejects(
      changer(server.heming)({ ...signedIn, token, today: plainDate('2025-02-10') }, { ...change, work }),
      /会话已结束，没有办理/,
    );
    assert.deepEqual([made, log.status().size], [false, size]);
  });

  test('a token set beforehand is never taken over, and a new sign-in ends the session the browser had', async () => {
    const planted = `heming=${'A'.repeat(43)}`;
    const fresh = await enter('fengzheng', {}, { cookie: planted });
    assert.notEqual(fresh, planted);
    assert.equal((await get(planted, '/api/me')).status, 401);
    const second = await enter('fengzheng', {}, { cookie: fresh });
    assert.match((await get(fresh, '/api/me')).body.detail, /同一浏览器已重新登录/);
    assert.equal((await get(second, '/api/me')).status, 200);
  });

  test('sign-in itself refuses other sites, also with the right password and code', async () => {
    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ] as Record<string, string>[]) {
      const refused = await signIn('fengzheng', {}, headers);
      assert.deepEqual([refused.status, refused.headers.get('set-cookie')], [403, null]);
    }
  });

  test('administrators need twelve characters, others ten; patterns and disguised common passwords are refused', async () => {
    const change = async (login: string, next: string) => {
      const answer = await post(await enter(login), '/api/password', { current: server.passwords[login], next });
      return answer.status === 204 ? 'ok' : answer.body.detail;
    };
    assert.equal(await change('luxing', 'reed-crane1'), '口令至少12个字符，请换一个更长的');
    assert.match(await change('xuyan', 'qwertyuiop123456'), /太常见/);
    assert.match(await change('xuyan', 'P@ssw0rd123'), /太常见/);
    assert.match(await change('xuyan', 'heron1heron1heron1'), /太常见/);
    assert.equal(await change('xuyan', 'reed-crane1'), 'ok');
  });
});

suite('where a second factor is required', () => {
  let server: TestServer;
  const { enter, get, post } = browserOn(() => server);
  before(async () => {
    server = await openTestServer({ HEMING_TOTP: 'required' });
  });
  after(() => server.close());

  test('a head and an administrator get to nothing but enrolment, an officer works as before', async () => {
    assert.equal((await get(await enter('zhaoyan'), '/api/cases')).status, 200);
    for (const [login, path] of [
      ['shenyue', '/api/cases'],
      ['luxing', '/api/people'],
    ] as const) {
      const cookie = await enter(login);
      assert.equal((await get(cookie, '/api/me')).body.mustEnrol, true);
      for (const asked of [path, '/api/sessions', '/api/items']) {
        const closed = await get(cookie, asked);
        assert.deepEqual([closed.status, closed.body.type], [403, '/problems/must-enrol'], `${login} ${asked}`);
      }
      const begun = await post(cookie, '/api/second-factor/begin', { password: server.passwords[login] });
      const code = new TOTP({ secret: Secret.fromBase32(begun.body.secret) }).generate({ timestamp: server.now().getTime() });
      assert.equal((await get(cookie, path)).status, 403, 'begun is not enrolled');
      assert.equal((await post(cookie, '/api/second-factor/confirm', { code })).status, 200);
      assert.equal((await get(cookie, path)).status, 200);
      const giveUp = await post(cookie, '/api/second-factor/disable', { password: server.passwords[login], code });
      assert.match(giveUp.body.detail, /不能停用/);
    }
  });

  test('a post that requires it closes the session of who has none, from the day he holds it', async () => {
    const cookie = await enter('qianhe');
    assert.equal((await get(cookie, '/api/cases')).status, 200);
    const security = await enter('shian');
    const begun = await post(security, '/api/second-factor/begin', { password: server.passwords.shian });
    const code = new TOTP({ secret: Secret.fromBase32(begun.body.secret) }).generate({ timestamp: server.now().getTime() });
    await post(security, '/api/second-factor/confirm', { code });
    const granted = await post(
      security,
      `/api/people/${server.people.qianhe}/grant-post`,
      { post: 'head', from: '2025-02-10', basis: '任职文件' },
      { 'idempotency-key': newId() },
    );
    assert.equal(granted.status, 204, granted.text);
    assert.equal((await get(cookie, '/api/cases')).body.type, '/problems/must-enrol');
  });
});
