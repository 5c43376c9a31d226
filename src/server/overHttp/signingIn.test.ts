// src/server/overHttp/signingIn.test.ts —— who gets in, how long he stays, and what ends it, over HTTP
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { newId } from '../../base/ids.ts';
import { openCase, submit, verified } from './testCase.ts';
import { type Answer, answerOf, openTestServer, type TestServer } from './testServer.ts';

suite('signing in', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer();
  });
  after(() => server.close());

  const signIn = async (login: string, password: string, headers: Record<string, string> = {}): Promise<Answer> => {
    const init = { 'content-type': 'application/json', origin: server.base, ...headers };
    return answerOf(
      await fetch(`${server.base}/api/sign-in`, { method: 'POST', headers: init, body: JSON.stringify({ login, password }) }),
    );
  };
  /** Asks with a cookie, whatever the client of that person believes. */
  const me = async (cookie: string): Promise<Answer> => answerOf(await fetch(`${server.base}/api/me`, { headers: { cookie } }));
  const enter = async (login: string, password = server.passwords[login]!): Promise<string> => {
    const done = await signIn(login, password);
    assert.equal(done.status, 200, done.text);
    return done.headers.get('set-cookie')!.split(';')[0]!;
  };

  test('the session cookie is invisible to scripts, sent to no other site, and carries nothing but a token', async () => {
    const done = await signIn('zhaoyan', server.passwords.zhaoyan!);
    assert.match(done.headers.get('set-cookie')!, /^heming=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    assert.deepEqual([done.body.person.name, done.body.posts, done.body.mustChange], ['赵延', ['officer'], false]);
    assert.equal(done.headers.get('cache-control'), 'no-store');
  });

  test('a wrong password, an unknown login and no login at all get the same answer', async () => {
    const answers = [
      await signIn('qianhe', 'wrong-password'),
      await signIn('nobodyhere', 'wrong-password'),
      await signIn('\u0000', 'wrong-password'),
    ];
    assert.deepEqual(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size, 1, answers.map(({ text }) => text).join('\n'));
    assert.equal(answers[0]!.status, 401);
    assert.equal(answers[0]!.body.detail, '登录名或者口令不正确，请核对后重试');
  });

  test('five failures lock the login, the answer says until when, and the right password waits like any other', async () => {
    for (let i = 0; i < 4; i += 1) assert.equal((await signIn('sunping', 'wrong-password')).status, 401);
    const locked = await signIn('sunping', 'wrong-password');
    assert.equal(locked.status, 423);
    assert.match(locked.body.detail, /请在15分钟后（08:15）再试/);
    assert.equal((await signIn('sunping', server.passwords.sunping!)).status, 423);
    server.at('2025-02-10T08:15:00+08:00');
    assert.equal((await signIn('sunping', server.passwords.sunping!)).status, 200);
  });

  test('a write from another site is refused, with or without a session, and changes nothing', async () => {
    const foreign = await signIn('zhaoyan', server.passwords.zhaoyan!, { origin: 'https://evil.example' });
    assert.equal(foreign.status, 403);
    assert.equal(foreign.headers.get('set-cookie'), null);
    const cookie = await enter('zhaoyan');
    for (const headers of [{ origin: 'https://evil.example' }, { origin: server.base, 'sec-fetch-site': 'cross-site' }, {}] as Record<
      string,
      string
    >[]) {
      const refused = await answerOf(await fetch(`${server.base}/api/sign-out`, { method: 'POST', headers: { cookie, ...headers } }));
      assert.equal(refused.status, 403, refused.text);
      assert.equal(refused.body.type, '/problems/foreign');
    }
    assert.equal((await me(cookie)).status, 200, 'still signed in');
  });

  test('thirty idle minutes end a session, and the answer says so', async () => {
    server.at('2025-02-10T10:00:00+08:00');
    const cookie = await enter('qianhe');
    server.at('2025-02-10T10:29:00+08:00');
    assert.equal((await me(cookie)).status, 200);
    server.at('2025-02-10T10:59:00+08:00');
    const idle = await me(cookie);
    assert.equal(idle.status, 401);
    assert.match(idle.body.detail, /长时间未操作/);
  });

  test('signing out ends the session and clears the cookie', async () => {
    const cookie = await enter('zhaoyan');
    const out = await fetch(`${server.base}/api/sign-out`, { method: 'POST', headers: { cookie, origin: server.base } });
    assert.equal(out.status, 204);
    assert.match(out.headers.get('set-cookie')!, /^heming=; Path=\/; HttpOnly; SameSite=Strict; Max-Age=0$/);
    assert.equal((await me(cookie)).status, 401);
  });

  test('a reset ends every session of the person; the one-time password opens nothing but the change of it', async () => {
    const [one, other] = [await enter('liwang'), await enter('liwang')];
    const reset = await server.as('luxing').post(`/api/people/${server.people.liwang}/reset-password`, {});
    assert.equal(reset.status, 200, reset.text);
    for (const cookie of [one, other]) assert.match((await me(cookie)).body.detail, /口令已由管理员重置/);
    const cookie = await enter('liwang', reset.body.password);
    const closed = await answerOf(await fetch(`${server.base}/api/cases`, { headers: { cookie } }));
    assert.deepEqual([closed.status, closed.body.type], [403, '/problems/must-change']);
    assert.equal((await me(cookie)).body.mustChange, true);
    const change = (current: string, next: string) =>
      fetch(`${server.base}/api/password`, {
        method: 'POST',
        headers: { cookie, origin: server.base, 'content-type': 'application/json' },
        body: JSON.stringify({ current, next }),
      }).then(answerOf);
    const short = await change(reset.body.password, 'short');
    assert.deepEqual([short.status, short.body.detail], [422, '口令至少10个字符，请换一个更长的']);
    assert.equal((await change(reset.body.password, '苇海听鹤二〇二五年春')).status, 204);
    assert.equal((await answerOf(await fetch(`${server.base}/api/cases`, { headers: { cookie } }))).status, 200);
    server.passwords.liwang = '苇海听鹤二〇二五年春';
  });

  test('a session dies at once when the last post ends, and there is no way back in', async () => {
    const cookie = await enter('wanglan');
    const ended = await server
      .as('shian')
      .post(`/api/people/${server.people.wanglan}/end-post`, { post: 'sectionHead', until: '2025-02-10', why: '调离岗位' });
    assert.equal(ended.status, 204, ended.text);
    assert.match((await me(cookie)).body.detail, /目前没有岗位/);
    const again = await signIn('wanglan', server.passwords.wanglan!);
    assert.deepEqual([again.status, again.body.type], [401, '/problems/sign-in-noPost']);
  });

  test('acts of an officer are refused from the moment his certificate is suspended', async () => {
    const caseId = await openCase(server);
    const by = [server.people.zhaoyan!, server.people.sunping!];
    const number = '演示-2111000003';
    const suspended = await server
      .as('shian')
      .post(`/api/people/${server.people.sunping}/suspend-certificate`, { number, why: '证件核查' });
    assert.equal(suspended.status, 204, suspended.text);
    const refused = await submit(server.as('zhaoyan'), '2025-02-10', { caseId, step: 'clueVerified', by, particulars: verified, seen: 1 });
    assert.equal(refused.status, 422);
    assert.match(refused.body.reasons.find((reason: { gate: string }) => reason.gate === 'qualified').detail, /孙平.*没有有效的执法证/);
    const resumed = await server.as('shian').post(`/api/people/${server.people.sunping}/resume-certificate`, { number, why: '核查完毕' });
    assert.equal(resumed.status, 204, resumed.text);
    const done = await submit(server.as('zhaoyan'), '2025-02-10', { caseId, step: 'clueVerified', by, particulars: verified, seen: 1 });
    assert.equal(done.status, 201, done.text);
  });

  test('a disabled account loses its sessions, and gets in again only when enabled', async () => {
    const cookie = await enter('hejian');
    const of = (what: string) => server.as('luxing').post(`/api/people/${server.people.hejian}/${what}`, { why: '长期离岗' });
    assert.equal((await of('disable')).status, 204);
    assert.match((await me(cookie)).body.detail, /账号已停用/);
    assert.equal((await signIn('hejian', server.passwords.hejian!)).status, 401);
    assert.equal((await of('enable')).status, 204);
    assert.equal((await signIn('hejian', server.passwords.hejian!)).status, 200);
  });

  test('a new person is registered, given an account and a post by different administrators, and works', async () => {
    const units = (await server.as('luxing').get('/api/people')).body.units;
    const made = await server.as('luxing').post('/api/people', { name: '新同志', unit: units[0].id, position: '科员' });
    assert.equal(made.status, 201, made.text);
    const account = await server.as('luxing').post(`/api/people/${made.body.id}/account`, { login: 'xintongzhi' });
    assert.equal(account.status, 200, account.text);
    assert.equal((await signIn('xintongzhi', account.body.password)).body.type, '/problems/sign-in-noPost');
    const own = await server
      .as('luxing')
      .post(`/api/people/${made.body.id}/grant-post`, { post: 'archivist', from: '2025-02-10', basis: '任职文件' });
    assert.equal(own.status, 403, 'accounts and posts are kept by different people');
    const granted = await server
      .as('shian')
      .post(`/api/people/${made.body.id}/grant-post`, { post: 'archivist', from: '2025-02-10', basis: '任职文件' });
    assert.equal(granted.status, 204, granted.text);
    assert.equal((await signIn('xintongzhi', account.body.password)).body.mustChange, true);
  });

  test('an administrative write sent twice under one key is done once, and its password is shown once', async () => {
    const key = { 'idempotency-key': newId() };
    const reset = (headers: Record<string, string>, who = 'hejian') =>
      server.as('luxing').post(`/api/people/${server.people[who]!}/reset-password`, {}, headers);
    const size = () => server.heming.log.status().size;
    const first = await reset(key);
    assert.deepEqual([first.status, first.body.replayed, typeof first.body.password], [200, false, 'string']);
    const before = size();
    assert.deepEqual((await reset(key)).body, { password: null, replayed: true });
    assert.equal((await signIn('hejian', first.body.password)).status, 200, 'the password of the first answer still holds');
    assert.equal(size(), before, 'nothing was recorded a second time');
    const other = await reset(key, 'liwang');
    assert.deepEqual([other.status, other.body.type], [422, '/problems/idempotency']);
    const together = { 'idempotency-key': newId() };
    const both = await Promise.all([reset(together), reset(together)]);
    assert.deepEqual(both.map(({ body }) => body.replayed).sort(), [false, true]);
    const none = await reset({ 'idempotency-key': '' });
    assert.equal(none.status, 400);
    assert.match(none.body.detail, /Idempotency-Key/);
  });

  test('a change of rights, its leaf and its line in the operational log are one: a refused one leaves none of them', async () => {
    const { log, store } = server.heming;
    const lines = async () =>
      (await store.db.selectFrom('operational_log').select('id').where('kind', '=', 'registerChanged').execute()).length;
    const before = [log.status().size, await lines()];
    for (const body of [
      { post: 'archivist', until: '2025-02-10', why: '没有担任过' },
      { post: 'head', until: '2025-02-10', why: '没有担任过' },
    ]) {
      const refused = await server.as('shian').post(`/api/people/${server.people.zhaoyan}/end-post`, body);
      assert.equal(refused.status, 422, refused.text);
    }
    assert.deepEqual([log.status().size, await lines()], before);
    const own = await server
      .as('shian')
      .post(`/api/people/${server.people.shian}/grant-post`, { post: 'head', from: '2025-02-10', basis: '自己任命自己' });
    assert.equal(own.status, 422);
    assert.match(own.body.detail, /不能为自己/);
    const mixed = await server
      .as('shian')
      .post(`/api/people/${server.people.zhanghe}/grant-post`, { post: 'officer', from: '2025-02-10', basis: '兼任' });
    assert.match(mixed.body.detail, /三类管理员彼此分立/);
    const unknown = await server.as('luxing').post('/api/people/nobody/account', { login: 'nobody' });
    assert.deepEqual([unknown.status, /没有这个人/.test(unknown.text)], [422, true], unknown.text);
    const others = await server
      .as('shian')
      .post(`/api/people/${server.people.liwang}/suspend-certificate`, { number: '演示-2111000003', why: '证件核查' });
    assert.deepEqual([others.status, /不是此人的/.test(others.text)], [422, true], others.text);
    assert.deepEqual([log.status().size, await lines()], before);
  });
});

test('behind TLS the cookie is Secure and bound to the host', async () => {
  const server = await openTestServer({ HEMING_TLS: '1' });
  try {
    const body = JSON.stringify({ login: 'zhaoyan', password: server.passwords.zhaoyan });
    const done = await fetch(`${server.base}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.base },
      body,
    });
    assert.match(done.headers.get('set-cookie')!, /^__Host-heming=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
    assert.match(done.headers.get('strict-transport-security')!, /^max-age=\d+$/);
  } finally {
    await server.close();
  }
});
