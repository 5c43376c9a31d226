// src/server/upkeep/postgres/severalServers.test.ts —— two servers on one database: what one does or takes away the other knows at once
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { sql } from 'kysely';
import { newId } from '../../../base/ids.ts';
import { clue, openCase, submit, verified } from '../../overHttp/testCase.ts';
import { testServerUrl } from '../../overHttp/testDatabase.ts';
import { openTestServer, type TestServer } from '../../overHttp/testServer.ts';
import { openSchedule, tasksOf } from '../schedule.ts';

const day = '2025-02-10';

suite('two servers on one database', { skip: testServerUrl ? false : 'one process holds an embedded database' }, () => {
  let one: TestServer;
  let two: Awaited<ReturnType<TestServer['another']>>;
  before(async () => {
    one = await openTestServer();
    two = await one.another();
  });
  after(() => one.close());
  const register = (server: Pick<TestServer, 'as'>, login: string, caseId = newId(), key = newId()) =>
    submit(server.as(login), day, { caseId, step: 'clueRegistered', particulars: clue, seen: 0, key });

  test('both started on the same registers, log and demonstration state', async () => {
    const packs = await sql`select from log_entry where type = 'packLoaded'`.execute(one.heming.store.db);
    assert.equal(packs.rows.length, 1);
    assert.equal(two.heming.log.status().refusal, undefined);
    assert.equal(two.heming.log.vkey, one.heming.log.vkey);
  });

  test('an act recorded by one is read, built upon and counted by the other at once', async () => {
    const caseId = await openCase(one);
    for (const [server, seen] of [
      [two, 1],
      [one, 2],
    ] as const) {
      const read = await server.as('qianhe').get(`/api/cases/${caseId}`);
      assert.equal(read.status, 200, read.text);
      assert.equal(read.body.acts.length, seen);
      const by = [one.people.qianhe!, one.people.zhaoyan!];
      const act = await submit(server.as('qianhe'), day, { caseId, step: 'clueVerified', by, particulars: verified, seen });
      assert.equal(act.status, seen === 1 ? 201 : 422, act.text); // verified once only
      if (seen === 1)
        assert.equal((await submit(one.as('qianhe'), day, { caseId, step: 'clueVerified', by, particulars: verified, seen })).status, 409);
    }
  });

  test('acts through both doors at the same time: none lost, indices and chains whole, one key recorded once', async () => {
    const before = (await sql<{ size: number }>`select size from log_head`.execute(one.heming.store.db)).rows[0]!.size;
    for (const server of [one, two]) for (const login of ['zhaoyan', 'qianhe']) await server.as(login).get('/api/me'); // signed in once each
    const keys = Array.from({ length: 6 }, () => ({ caseId: newId(), key: newId() }));
    const answers = await Promise.all([
      ...Array.from({ length: 12 }, (_, at) => register(at % 2 ? one : two, at % 3 ? 'zhaoyan' : 'qianhe')),
      ...keys.flatMap(({ caseId, key }) => [register(one, 'zhaoyan', caseId, key), register(two, 'zhaoyan', caseId, key)]),
    ]);
    assert.deepEqual(
      answers.filter(({ status }) => ![200, 201].includes(status)).map(({ text }) => text),
      [],
    );
    const { rows } = await sql<{ size: number; count: number; last: number }>`
      select h.size, count(*) as count, max(e.idx) as last from log_head h join log_entry e using (agency) group by h.size`.execute(
      one.heming.store.db,
    );
    assert.deepEqual(rows[0], { size: before + 18, count: before + 18, last: before + 17 });
  });

  test('what one signed the other hands out, though it signed nothing itself', async () => {
    const answer = await register(one, 'zhaoyan');
    await one.heming.log.sign();
    assert.deepEqual(await two.heming.log.cosigned(), await one.heming.log.cosigned());
    const receipt = await two.heming.log.receipt(answer.body.act?.id ?? answer.body.id);
    assert.ok(receipt?.proof, JSON.stringify(Object.keys(receipt ?? {})));
  });

  test('a right lost at one is lost at the other for the very next act, and so is a session', async () => {
    assert.equal((await register(two, 'liwang')).status, 201); // the other remembers the session and the registers
    const ended = await one.as('shian').post(`/api/people/${one.people.liwang}/end-post`, { post: 'officer', until: day, why: '调离岗位' });
    assert.equal(ended.status, 204, ended.text);
    assert.ok([401, 403, 422].includes((await register(two, 'liwang')).status));
    assert.equal((await register(two, 'sunping')).status, 201);
    const reset = await one.as('luxing').post(`/api/people/${one.people.sunping}/reset-password`, {});
    assert.equal(reset.status, 200, reset.text);
    const token = two.as('sunping').cookie()!;
    const read = await fetch(`${two.base}/api/me`, { headers: { cookie: token } });
    assert.equal(read.status, 401);
  });

  test('text erased by one is shown by neither, though the other had read it before', async () => {
    const caseId = await openCase(one);
    const read = async () => (await two.as('zhaoyan').get(`/api/cases/${caseId}`)).body.acts.length as number;
    assert.equal(await read(), 1);
    const { rows } = await sql<{ id: string }>`select id from log_entry where case_id = ${caseId}`.execute(one.heming.store.db);
    await one.heming.log.erase({ id: rows[0]!.id, ground: '本人申请（演示）', approver: 'head', by: 'operator' });
    assert.equal((await two.heming.casework.files.load(two.heming.store.db, caseId)).file.acts.length, 0);
  });

  test('of two schedules one does the work', async () => {
    const counted = (server: Pick<TestServer, 'heming'>) =>
      openSchedule(tasksOf(server.heming, { sweep: async () => 0 }), {
        clock: () => new Date(),
        report: (error) => assert.fail(String(error)),
      });
    const schedules = [counted(one), counted(two)];
    await Promise.all(schedules.map(({ tick }) => tick()));
    const { rows } = await sql`select task from task_done`.execute(one.heming.store.db);
    assert.equal(rows.length, 1); // 'attempts', taken once by whoever was first
    for (const { stop } of schedules) await stop();
  });
});
