// src/server/overHttp/acts.test.ts —— acts over HTTP: once, in order, by two different qualified people, and never half
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { newId } from '../../base/ids.ts';
import { clue, openCase, submit, verified } from './testCase.ts';
import { type Answer, answerOf, openTestServer, type TestServer } from './testServer.ts';

suite('acts', () => {
  let server: TestServer;
  let two: string[];
  before(async () => {
    server = await openTestServer();
    two = [server.people.zhaoyan!, server.people.qianhe!];
  });
  after(() => server.close());
  const zhaoyan = () => server.as('zhaoyan');
  const size = () => server.heming.log.status().size;
  const gates = ({ body }: Answer): string[] => (body.reasons ?? []).map((reason: { gate: string }) => reason.gate);
  const verify = (caseId: string, more: object = {}) =>
    submit(zhaoyan(), '2025-02-10', { caseId, step: 'clueVerified', by: two, particulars: verified, seen: 1, ...more });

  test('an act is recorded with its number; the same key again is answered the same and records nothing', async () => {
    const [caseId, key] = [newId(), newId()];
    const act = { caseId, step: 'clueRegistered', particulars: clue, seen: 0, key };
    const first = await submit(zhaoyan(), '2025-02-10', act);
    assert.equal(first.status, 201, first.text);
    assert.match(first.body.act.numbers.clue, /^盘林湿线〔2025〕\d{4}号$/);
    const before = size();
    await server.heming.log.sign();
    const again = await submit(zhaoyan(), '2025-02-10', act);
    assert.deepEqual([again.status, again.body.replayed, again.body.act, again.body.receipt], [200, true, first.body.act, '已签发']);
    assert.equal(size(), before);
  });

  test('a key used for another step, other particulars, other signers, by another person or in another case is refused', async () => {
    const [caseId, key] = [newId(), newId()];
    const act = { caseId, step: 'clueRegistered', particulars: clue, seen: 0, key };
    assert.equal((await submit(zhaoyan(), '2025-02-10', act)).status, 201);
    const before = size();
    const others: [Partial<typeof act> & { by?: string[] }, string][] = [
      [{ particulars: { ...clue, summary: '另一段案情，与原来的不同' } }, 'zhaoyan'],
      [{ step: 'clueVerified' }, 'zhaoyan'],
      [{ by: two }, 'zhaoyan'],
      [{ by: [server.people.qianhe!] }, 'qianhe'],
      [{ caseId: newId() }, 'zhaoyan'],
    ];
    for (const [more, login] of others) {
      const reused = await submit(server.as(login), '2025-02-10', { ...act, ...more });
      assert.deepEqual([reused.status, reused.body.type], [422, '/problems/idempotency'], `${JSON.stringify(more)} ${reused.text}`);
      assert.match(reused.body.detail, /提交编号已用于另一次办理/);
    }
    assert.equal(size(), before);
  });

  test('a submission repeated while the first is still under way records once', async () => {
    const [caseId, key] = [newId(), newId()];
    const before = size();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => submit(zhaoyan(), '2025-02-10', { caseId, step: 'clueRegistered', particulars: clue, seen: 0, key })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 200, 200, 200, 200, 200, 201]);
    assert.equal(size(), before + 1);
  });

  test('two people on one act: the second is told who did which step with which fields, and may go on with the new number', async () => {
    const caseId = await openCase(server);
    const answers = await Promise.all([
      verify(caseId),
      submit(server.as('qianhe'), '2025-02-10', { caseId, step: 'clueVerified', by: [...two].reverse(), particulars: verified, seen: 1 }),
    ]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409]);
    const { body } = answers.find(({ status }) => status === 409)!;
    assert.equal(body.type, '/problems/conflict');
    assert.deepEqual(
      [body.n, body.since.length, body.since[0].name, new Set(body.since[0].by)],
      [2, 1, '线索核查', new Set(['赵延', '钱禾'])],
    );
    assert.ok(body.since[0].fields.includes('核查情况'));
    assert.match(body.detail, /(赵延、钱禾|钱禾、赵延)办理了“线索核查”。您的草稿还在/);
    const again = await verify(caseId, { seen: body.n });
    assert.ok(gates(again).includes('once'), 'judged again on the new state, not written over it');
  });

  test('sixteen people at once: numbers of a series have no gap and no double', async () => {
    const numberOf = async () => {
      const caseId = newId();
      const done = await submit(zhaoyan(), '2025-02-10', { caseId, step: 'clueRegistered', particulars: clue, seen: 0 });
      return Number(/〔2025〕(\d+)号/.exec(done.body.act.numbers.clue)![1]);
    };
    const numbers = (await Promise.all(Array.from({ length: 16 }, numberOf))).sort((a, b) => a - b);
    assert.deepEqual(
      numbers,
      Array.from({ length: 16 }, (_, i) => numbers[0]! + i),
    );
  });

  test('the same officer twice, one officer alone, and an unqualified one are each refused by name', async () => {
    const caseId = await openCase(server);
    const before = size();
    const twice = await verify(caseId, { by: [two[0], two[0]] });
    assert.equal(twice.status, 422);
    assert.ok(gates(twice).includes('signersDistinct') && gates(twice).includes('twoOfficers'));
    assert.match(twice.text, /同一人填了两次：赵延/);
    assert.ok(gates(await verify(caseId, { by: [two[0]] })).includes('twoOfficers'));
    const auxiliary = await verify(caseId, { by: [two[0], server.people.wutong] });
    assert.match(auxiliary.text, /吴桐.*辅助人员不得单独执法/);
    assert.equal(size(), before);
  });

  test('a certificate that expired the day before refuses; on its last day it still counts', async () => {
    const by = [server.people.zhouchuan!, server.people.zhaoyan!];
    const caseId = await openCase(server);
    server.at('2025-02-19T09:00:00+08:00');
    const expired = await submit(zhaoyan(), '2025-02-19', { caseId, step: 'clueVerified', by, particulars: verified, seen: 1 });
    assert.equal(expired.status, 422);
    assert.match(
      expired.body.reasons.find((reason: { gate: string }) => reason.gate === 'qualified').detail,
      /周川在2025-02-19没有有效的执法证/,
    );
    server.at('2025-02-20T09:00:00+08:00');
    const backThen = await submit(zhaoyan(), '2025-02-18', {
      caseId,
      step: 'clueVerified',
      by,
      particulars: { ...verified, backdateGround: 'offline' },
      seen: 1,
    });
    assert.match(backThen.text, /周川在2025-02-20/, 'and it must still count on the day of recording');
  });

  test('future and back-dated acts are refused with what to do; a grounded late record within the hours is recorded with both times', async () => {
    server.at('2025-02-21T09:00:00+08:00');
    const caseId = await openCase(server, 'zhaoyan', '2025-02-21');
    const future = await verify(caseId, { on: '2025-02-22' });
    assert.ok(gates(future).includes('notFuture'), future.text);
    server.at('2025-02-22T09:00:00+08:00');
    const silent = await verify(caseId, { on: '2025-02-21' });
    assert.ok(gates(silent).includes('backdateGrounded'), silent.text);
    for (const on of ['2025-02-30', '20250221', '']) assert.equal((await verify(caseId, { on })).body.type, '/problems/form', on);
    const grounded = await verify(caseId, { on: '2025-02-21', particulars: { ...verified, backdateGround: 'offline' } });
    assert.equal(grounded.status, 201, grounded.text);
    const view = await zhaoyan().get(`/api/cases/${caseId}`);
    assert.deepEqual([view.body.acts[1].on, view.body.acts[1].recordedAt.slice(0, 10)], ['2025-02-21', '2025-02-22']);
    server.at('2025-03-10T09:00:00+08:00');
    const old = await openCase(server, 'zhaoyan', '2025-03-10');
    const late = await verify(old, { on: '2025-02-20', particulars: { ...verified, backdateGround: 'offline' } });
    assert.ok(gates(late).includes('backdateApproved') || gates(late).includes('inOrderOfTime'), late.text);
  });

  test('after the case ended nothing more is done in it but corrections', async () => {
    const caseId = await openCase(server, 'zhaoyan', '2025-03-10');
    assert.equal((await verify(caseId, { on: '2025-03-10', particulars: { ...verified, suggestion: 'decline' } })).status, 201);
    const declined = await submit(server.as('shenyue'), '2025-03-10', {
      caseId,
      step: 'filingDeclined',
      particulars: { ground: 'noBreach', reason: '没有违法事实，不予立案' },
      seen: 2,
    });
    assert.equal(declined.status, 201, declined.text);
    const before = size();
    const after = await submit(server.as('shenyue'), '2025-03-10', {
      caseId,
      step: 'caseFiled',
      particulars: { agrees: true, opinion: '同意' },
      seen: 3,
    });
    assert.ok(gates(after).includes('caseOpen'), after.text);
    assert.match(after.text, /本案已于2025-03-10终结/);
    assert.equal(size(), before);
  });

  test('a reviewer who handled the case as an officer is refused by person, whatever his post', async () => {
    const { fengzheng } = server.people;
    server.at('2025-03-11T09:00:00+08:00');
    const granted = await server
      .as('shian')
      .post(`/api/people/${fengzheng}/grant-post`, { post: 'officer', from: '2025-03-11', basis: '临时支援执法' });
    assert.equal(granted.status, 204, granted.text);
    const issued = await server.as('shian').post(`/api/people/${fengzheng}/record-certificate`, {
      number: '演示-2111000099',
      validFrom: '2025-03-11',
      validTo: '2030-03-10',
      actTypes: ['penalty'],
    });
    assert.equal(issued.status, 204, issued.text);
    const caseId = await openCase(server, 'fengzheng', '2025-03-11');
    const by = [fengzheng!, server.people.zhaoyan!];
    const done = await submit(server.as('fengzheng'), '2025-03-11', { caseId, step: 'clueVerified', by, particulars: verified, seen: 1 });
    assert.equal(done.status, 201, done.text);
    const form = await server.as('fengzheng').get(`/api/cases/${caseId}/forms/publicationCleared`);
    assert.ok(
      form.body.reasons.some((reason: { gate: string }) => reason.gate === 'reviewerApart'),
      form.text,
    );
  });

  test('a clock set back stops recording with a problem for the administrator, and nothing is written', async () => {
    const caseId = await openCase(server, 'zhaoyan', '2025-03-11');
    const before = size();
    server.at('2025-03-10T09:00:00+08:00');
    const refused = await submit(zhaoyan(), '2025-03-10', { caseId: newId(), step: 'clueRegistered', particulars: clue, seen: 0 });
    assert.deepEqual([refused.status, refused.body.type, refused.body.title], [503, '/problems/clockSetBack', '服务器时钟不对']);
    assert.match(refused.body.detail, /请校准时钟后重试/);
    const rights = await server
      .as('shian')
      .post(`/api/people/${server.people.liwang}/end-post`, { post: 'officer', until: '2025-03-10', why: '时钟被调慢' });
    assert.equal(rights.status, 503, rights.text);
    assert.equal((await zhaoyan().get(`/api/cases/${caseId}`)).status, 200, 'reading goes on');
    assert.equal(size(), before);
    server.at('2025-03-11T09:05:00+08:00');
    assert.ok(
      (await server.as('luxing').get('/api/people')).body.people
        .find((person: { id: string }) => person.id === server.people.liwang)
        .posts.some((held: { post: string; until?: string }) => held.post === 'officer' && !held.until),
    );
  });

  test('acts survive a restart, and the queue goes on where it stopped', async () => {
    const caseId = await openCase(server, 'zhaoyan', '2025-03-11');
    const before = size();
    await server.restart();
    assert.equal(size(), before);
    assert.equal((await verify(caseId, { on: '2025-03-11' })).status, 201);
  });

  test('a dry run names reasons and faults and writes nothing, not even a refusal', async () => {
    const caseId = await openCase(server, 'zhaoyan', '2025-03-11');
    const [before, refusals] = [size(), (await server.as('hejian').get('/api/oversight/refusals')).body.refusals.length];
    const check = (body: object) => zhaoyan().post(`/api/cases/${caseId}/checks`, { on: '2025-03-11', by: two, particulars: {}, ...body });
    const faults = await check({ step: 'clueVerified' });
    assert.equal(faults.status, 200);
    assert.ok(faults.body.faults.length >= 3);
    const reasons = await check({ step: 'caseFiled', particulars: { agrees: true, opinion: '同意' } });
    assert.ok(reasons.body.reasons.some((reason: { gate: string }) => reason.gate === 'byHead'));
    assert.deepEqual((await check({ step: 'clueVerified', particulars: verified })).body, { faults: [], reasons: [], papers: [] });
    assert.equal((await answerOf(await zhaoyan().fetch(`/api/cases/${caseId}/checks`, { method: 'POST' }))).status, 400);
    assert.deepEqual([size(), (await server.as('hejian').get('/api/oversight/refusals')).body.refusals.length], [before, refusals]);
  });
});
