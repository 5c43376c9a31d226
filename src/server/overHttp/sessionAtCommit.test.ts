// src/server/overHttp/sessionAtCommit.test.ts —— an act asks for its session in the statement that records it: an ended one records nothing
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { sql } from 'kysely';
import { newId } from '../../base/ids.ts';
import { endSessions } from '../signIn/sessions.ts';
import { announce, clue, openCase, photoOf, progress, send, submit, verified } from './testCase.ts';
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

  /** Carries out `meanwhile` once, after the next request was let in and before its transaction begins. */
  function between(meanwhile: () => Promise<unknown>): void {
    const { log } = server.heming.casework;
    const { run } = log;
    log.run = async (work, options) => {
      log.run = run;
      await meanwhile();
      return run(work, options);
    };
  }
  const endAllOf = (login: string) => {
    const { agency, db } = server.heming.casework;
    return endSessions(db, { agency, personId: server.people[login]!, why: 'endedByAdmin', now: server.now() });
  };

  test('ended between the sign-in of its very first act and the commit, it records nothing either', async () => {
    server.at('2025-02-10T09:00:00+08:00'); // the client signs in anew: nothing is remembered of its session
    await server.as('qianhe').get('/api/me');
    server.at('2025-02-10T09:02:00+08:00'); // and by now what was remembered is too old
    const before = size();
    between(() => endAllOf('qianhe'));
    const act = await register('qianhe');
    assert.deepEqual([act.status, act.body.type, size()], [401, '/problems/session-ended', before], act.text);
  });

  test('a change by an administrator is not made once his session has ended, or his post', async () => {
    const { db } = server.heming.store;
    const suspend = () =>
      server.as('shian').post(`/api/people/${server.people.sunping}/end-post`, { post: 'officer', until: '2025-03-01', why: '调离' });
    server.at('2025-02-10T10:00:00+08:00');
    await server.as('shian').get('/api/me');
    const before = size();
    between(() => endAllOf('shian'));
    const ended = await suspend();
    assert.deepEqual([ended.status, size()], [401, before], ended.text);
    server.at('2025-02-10T11:00:00+08:00');
    await server.as('shian').get('/api/me');
    between(async () => {
      await sql`update post_held set valid_until = '2025-01-01', ended_at = now(), ended_by = 'x', why_ended = 'x' where person_id = ${server.people.shian!}`.execute(
        db,
      );
      await sql`update register_version set stamp = 'changed once more'`.execute(db);
    });
    const lost = await suspend();
    assert.deepEqual([lost.status, lost.body.type, size()], [403, '/problems/no-right', before], lost.text);
  });

  test('an upload whose sender was signed out everywhere before its end is taken in only after he signed in again', async () => {
    server.at('2025-02-10T12:00:00+08:00');
    const caseId = await openCase(server, 'zhaoyan');
    const bytes = photoOf('late');
    const created = await announce(server.as('zhaoyan'), bytes, { caseId });
    const location = created.headers.get('location')!;
    const before = size();
    between(() => endAllOf('zhaoyan'));
    assert.equal((await send(server.as('zhaoyan'), location, bytes)).status, 401);
    assert.equal(size(), before);
    server.at('2025-02-10T12:30:00+08:00'); // signs in again
    const taken = await progress(server.as('zhaoyan'), location);
    assert.ok(taken.headers.get('heming-evidence'), String(taken.status));
    assert.equal(size(), before + 1);
  });
});
