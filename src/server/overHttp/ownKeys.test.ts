// src/server/overHttp/ownKeys.test.ts —— what a person changes of his own account is done once a key; who reset a password is seen by others
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { newId } from '../../base/ids.ts';
import { openTestServer, type TestServer } from './testServer.ts';

suite('keys of what one does oneself', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer();
  });
  after(() => server.close());
  const size = () => server.heming.log.status().size;

  test('a password changed twice under one key is changed once, and the key serves for nothing else', async () => {
    const key = { 'idempotency-key': newId() };
    const me = server.as('zhaoyan');
    const body = { current: server.passwords.zhaoyan, next: '苇塘里的白鹤-1024' };
    const before = size();
    for (const _ of [1, 2]) assert.equal((await me.post('/api/password', body, key)).status, 204);
    assert.equal(size(), before + 1);
    for (const path of ['/api/sessions/end-others', '/api/second-factor/disable']) {
      const reused = await me.post(path, path.endsWith('disable') ? { password: body.next } : undefined, key);
      assert.deepEqual([reused.status, reused.body.type], [422, '/problems/idempotency'], path);
    }
    const other = await server.as('qianhe').post('/api/password', { ...body, current: server.passwords.qianhe }, key);
    assert.deepEqual([other.status, other.body.type], [422, '/problems/idempotency'], 'nor for another person');
    assert.equal((await me.post('/api/password', body, { 'idempotency-key': 'x' })).status, 400);
    assert.equal((await me.post('/api/sessions/end-others')).status, 204, 'without a key it is done as asked');
    assert.equal(size(), before + 2);
  });

  test('a reset of a password is seen by the head, the supervisor and the other administrators, with who did it; never the password', async () => {
    server.at(new Date(server.now().getTime() + 60_000).toISOString()); // later than what the tests before did
    const done = await server.as('luxing').post(`/api/people/${server.people.sunping}/reset-password`, {});
    assert.equal(done.status, 200, done.text);
    for (const login of ['shenyue', 'hejian', 'shian', 'zhanghe', 'luxing']) {
      const { status, body, text } = await server.as(login).get('/api/oversight/changes');
      assert.equal(status, 200, login);
      const { at, ...told } = body.changes[0];
      assert.deepEqual(told, { what: 'passwordReset', who: '陆行', whose: '孙平' });
      assert.equal(at, server.now().toISOString());
      assert.ok(!text.includes(done.body.password));
    }
    assert.equal((await server.as('zhuning').get('/api/oversight/changes')).status, 403);
    assert.deepEqual((await server.as('hejian').get('/api/oversight/changes?kind=registerChanged')).body.changes, []);
    assert.equal((await server.as('hejian').get('/api/oversight/changes?kind=actRefused')).status, 400);
  });
});
