// src/server/overHttp/sessionAtCommit.test.ts —— an act asks for its session in the statement that records it: an ended one records nothing
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { sql } from 'kysely';
import { newId } from '../../base/ids.ts';
import { endSessions } from '../signIn/sessions.ts';
import { clue, openCase, submit, verified } from './testCase.ts';
import { openTestServer, type TestServer } from './testServer.ts';

suite('the session of an act', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer();
  });
  after(() => server.close());
  const size = () => server.heming.log.status().size;
  const register = (login: string, seen = 0, caseId = newId()) =>
    submit(server.as(login), '2025-02-10', { caseId, step: 'clueRegistered', particulars: clue, seen });

  test('ended behind the back of this process, it records nothing and is answered 401, though it was good a moment ago', async () => {
    assert.equal((await register('zhaoyan')).status, 201);
    const before = size();
    const agency = server.heming.casework.agency;
    await endSessions(server.heming.store.db, { agency, personId: server.people.zhaoyan!, why: 'passwordReset', now: server.now() });
    for (const act of [await register('zhaoyan'), await register('zhaoyan', 3)]) {
      assert.deepEqual([act.status, act.body.type], [401, '/problems/session-ended'], act.text);
      assert.match(act.body.detail, /口令已由管理员重置/);
    }
    assert.equal(size(), before);
  });

  test('one ended session does not stop the acts of others that wait with it', async () => {
    const cases = await Promise.all(Array.from({ length: 4 }, () => openCase(server, 'qianhe')));
    const { people } = server;
    const verify = (caseId: string) =>
      submit(server.as('qianhe'), '2025-02-10', {
        caseId,
        step: 'clueVerified',
        by: [people.qianhe!, people.zhaoyan!],
        particulars: verified,
        seen: 1,
      });
    assert.equal((await register('sunping')).status, 201);
    await sql`update account set disabled = true where person_id = ${people.sunping!}`.execute(server.heming.store.db);
    const answers = await Promise.all([register('sunping'), ...cases.map(verify)]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [401, 201, 201, 201, 201],
    );
  });

  test('registers that changed meanwhile are read again before the act is decided', async () => {
    assert.equal((await register('liwang')).status, 201);
    const { db } = server.heming.store;
    await sql`update register_version set stamp = 'changed'`.execute(db);
    const before = size();
    assert.equal((await register('liwang')).status, 201);
    assert.equal(size(), before + 1);
    await sql`update post_held set valid_until = '2025-01-01', ended_at = now(), ended_by = 'x', why_ended = 'x' where person_id = ${server.people.liwang!}`.execute(
      db,
    );
    await sql`update register_version set stamp = 'changed again'`.execute(db);
    const refused = await register('liwang');
    assert.deepEqual([refused.status, refused.body.type], [401, '/problems/session-ended'], refused.text);
    assert.equal(size(), before + 1);
  });
});
