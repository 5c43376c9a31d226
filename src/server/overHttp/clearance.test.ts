// src/server/overHttp/clearance.test.ts —— 执法人员清理: a run judges everybody; who fails cannot act from that moment; the report stays
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { sql } from 'kysely';
import { newId } from '../../base/ids.ts';
import { compareReadModels } from '../commands/compareReadModels.ts';
import { compareRegisters } from '../commands/compareRegisters.ts';
import { openCase, submit, verified } from './testCase.ts';
import { openTestServer, type TestServer } from './testServer.ts';

type Told = {
  person: string;
  name: string;
  outcome: string;
  grounds: { says: string; followUp: string }[];
  suspended: string[];
  now?: { number: string; state: string }[];
};
const key = () => ({ 'idempotency-key': newId() });
const document = '关于开展行政执法人员清理的通知（演示）';

suite('clearance of officers', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer();
    server.at('2026-11-24T09:00:00+08:00');
  });
  after(() => server.close());
  const run = (header = key()) => server.as('shian').post('/api/clearances', { document }, header);
  const report = async (id: string) =>
    (await server.as('hejian').get(`/api/clearances/${id}`)).body as { run: { counts: Record<string, number> }; people: Told[] };
  const of = (people: Told[], login: string) => people.find(({ person }) => person === server.people[login])!;
  const sound = async () => {
    const { store, casework } = server.heming;
    assert.deepEqual(await compareRegisters(store.db, casework.agency), []);
    assert.deepEqual(await compareReadModels(casework), []);
  };
  const person = (login: string) => `/api/people/${server.people[login]}`;

  test('looking beforehand changes nothing; only the security administrator runs, those who lead and oversee read', async () => {
    const size = server.heming.log.status().size;
    const { people } = (await server.as('shenyue').get('/api/clearances/preview')).body as { people: Told[] };
    assert.equal(of(people, 'liwang').outcome, 'failed');
    assert.equal(server.heming.log.status().size, size);
    for (const login of ['luxing', 'zhanghe', 'shenyue', 'hejian', 'zhaoyan'])
      assert.equal((await server.as(login).post('/api/clearances', { document }, key())).status, 403, login);
    for (const login of ['zhaoyan', 'luxing']) assert.equal((await server.as(login).get('/api/clearances/preview')).status, 403, login);
    assert.equal((await server.as('shian').post('/api/clearances', { document: ' ' }, key())).status, 400);
  });

  test('who fails loses certificate and session in that moment, may not act any more, and the report says why and what follows', async () => {
    const caseId = await openCase(server, 'liwang', '2026-11-24');
    const form = (by: string[]) =>
      submit(server.as('liwang'), '2026-11-24', {
        caseId,
        step: 'clueVerified',
        by: by.map((login) => server.people[login]!),
        particulars: verified,
        seen: 1,
      });
    assert.equal((await server.as('liwang').get('/api/me')).status, 200);
    const cookie = server.as('liwang').cookie()!;
    const header = key();
    const made = await run(header);
    assert.equal(made.status, 201, made.text);
    const ended = await fetch(`${server.base}/api/me`, { headers: { cookie } });
    assert.equal(ended.status, 401);
    assert.match(((await ended.json()) as { detail: string }).detail, /执法人员清理不合格/);
    const { run: told, people } = await report(made.body.id);
    const failed = of(people, 'liwang');
    assert.deepEqual(
      failed.grounds.map(({ says }) => says),
      ['2025年度审验不合格', '2025年度培训28学时，不足40学时'],
    );
    assert.match(failed.grounds[0]!.followUp, /补训和补考/);
    assert.deepEqual(failed.suspended, ['演示-2111000004', '演示-2111000024'], 'the certificate that would follow too');
    assert.deepEqual(
      failed.now,
      failed.suspended.map((number) => ({ number, state: '暂扣中' })),
    );
    assert.deepEqual(
      [of(people, 'zhaoyan').outcome, of(people, 'sunping').outcome, of(people, 'wutong').outcome],
      ['kept', 'pending', 'outside'],
    );
    assert.match(
      of(people, 'zhouchuan')
        .grounds.map(({ says }) => says)
        .join(),
      /2025年2月18日到期/,
    );
    assert.equal(
      people.length,
      Object.values(told.counts).reduce((sum, n) => sum + n, 0),
      'everybody is in the report',
    );
    server.at('2026-11-24T10:00:00+08:00'); // he signs in anew: he holds the post still, but no certificate
    const denied = await form(['liwang', 'zhaoyan']);
    assert.equal(denied.status, 422, denied.text);
    assert.ok(
      denied.body.reasons.some(
        ({ gate, detail = '', says = '' }: Record<string, string>) => gate === 'qualified' || /暂扣/.test(detail + says),
      ),
      denied.text,
    );
    const again = await run(header);
    assert.deepEqual([again.status, again.body.id], [201, made.body.id], 'the same request is one run');
    assert.equal((await server.as('hejian').get('/api/clearances')).body.runs.length, 1);
    await sound();
  });

  test('a qualification is recorded with its leaf; a second run judges by it, and a suspended certificate is not suspended twice', async () => {
    const check = { year: '2025', hours: 60, passed: true, on: '2026-11-24', why: '补训补考合格' };
    assert.equal((await server.as('shian').post(`${person('liwang')}/record-annual-check`, check)).status, 204);
    assert.equal(
      (await server.as('shian').post(`${person('liwang')}/record-annual-check`, check)).status,
      422,
      'the same again is no news',
    );
    for (const number of ['演示-2111000004', '演示-2111000024'])
      assert.equal((await server.as('shian').post(`${person('liwang')}/resume-certificate`, { number, why: '补训补考合格' })).status, 204);
    const left = { payroll: 'transferred', area: '盘锦市', why: '调离文件' };
    assert.equal((await server.as('shian').post(`${person('qianhe')}/record-qualification`, left)).status, 204);
    const { body } = await run();
    const { people } = await report(body.id);
    assert.equal(of(people, 'liwang').outcome, 'kept');
    assert.match(of(people, 'qianhe').grounds[0]!.followUp, /办理注销/);
    const [number] = of(people, 'qianhe').suspended;
    assert.equal((await server.as('shian').post(`${person('qianhe')}/cancel-certificate`, { number, why: '调离，收回' })).status, 204);
    assert.deepEqual(of((await report(body.id)).people, 'qianhe').now, [{ number, state: '已注销' }]);
    const third = await run();
    assert.equal(third.status, 201, third.text);
    assert.deepEqual(of((await report(third.body.id)).people, 'qianhe').suspended, []);
    await sound();
  });

  test('bad input is refused in Chinese: no such day, negative hours, an unknown kind of employment', async () => {
    const wrong = async (path: string, body: object) =>
      (await server.as('shian').post(`${person('sunping')}/${path}`, body)).body.detail as string;
    const check = { year: '2025', hours: 40, passed: true, on: '2026-01-20', why: '年度审验' };
    assert.match(await wrong('record-annual-check', { ...check, on: '2026-02-30' }), /没有这一天/);
    assert.match(await wrong('record-annual-check', { ...check, hours: -1 }), /不能为负数/);
    assert.match(await wrong('record-annual-check', { ...check, on: '2026-12-01' }), /不能晚于今天/);
    assert.match(await wrong('record-qualification', { payroll: 'boss', why: '登记' }), /请选择编制情况/);
  });

  test('the report is a table file whose export leaves a trace, and no cell of it is a formula', async () => {
    const [first] = (await server.as('hejian').get('/api/clearances')).body.runs;
    const csv = await server.as('hejian').get(`/api/clearances/${first.id}/report.csv`);
    assert.match(csv.headers.get('content-type')!, /^text\/csv/);
    assert.match(csv.text, /"姓名","单位","职务","结果"/);
    assert.match(csv.text, /"周川",[^\n]*"不合格"/);
    assert.doesNotMatch(csv.text, /(^|,)"[=+@-]/m);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from operational_log where kind = 'dataExported'`.execute(
      server.heming.store.db,
    );
    assert.equal(rows[0]!.n, 1);
    assert.equal((await server.as('zhaoyan').get(`/api/clearances/${first.id}/report.csv`)).status, 403);
  });
});
