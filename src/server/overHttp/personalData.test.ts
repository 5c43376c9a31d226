// src/server/overHttp/personalData.test.ts —— the party's name, number and telephone are nowhere but where a trace is left
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { coordinates, sampleActs, samplePerson, witness } from '../../law/papers/sample/acts.ts';
import { verifyReceipt } from '../../ledger/proof/receipt.ts';
import { photoOf, stated, submit, upload, type Walk, walkSample } from './testCase.ts';
import { openTestServer, type TestServer } from './testServer.ts';

suite('personal data', () => {
  let server: TestServer;
  let walk: Walk;
  let clueOnly: Walk;
  const said: string[] = [];
  const { log, error, warn } = console;
  const secrets = [
    samplePerson.name,
    samplePerson.citizenId!,
    samplePerson.phone!,
    '犇河村3组12号',
    witness.name,
    witness.citizenId,
    '何演示',
    coordinates,
  ];
  before(async () => {
    for (const name of ['log', 'error', 'warn'] as const) console[name] = (...args: unknown[]) => void said.push(args.join(' '));
    server = await openTestServer();
    clueOnly = await walkSample(server, { until: 'clueRegistered', party: { ...samplePerson, name: '诸葛㛃堃' } });
    walk = await walkSample(server);
  });
  after(async () => {
    Object.assign(console, { log, error, warn });
    await server.close();
  });
  const hasNone = (text: string, where: string): void => {
    for (const secret of secrets)
      assert.ok(
        !text.includes(secret),
        `${where} holds ${secret}: …${text.slice(Math.max(0, text.indexOf(secret) - 80), text.indexOf(secret) + 80)}…`,
      );
  };
  const logins = ['zhaoyan', 'qianhe', 'zhengli', 'fengzheng', 'shenyue', 'yangfan', 'zhuning', 'hejian', 'xuyan'];

  test('boards, deadlines, case page, trail of looks, lists and oversight show none of it to anyone', async () => {
    await upload(server.as('zhaoyan'), walk.caseId, photoOf('named'), { filename: `${samplePerson.name}身份证.jpg` });
    await submit(server.as('shenyue'), '2025-06-13', {
      caseId: walk.caseId,
      step: 'caseFiled',
      particulars: { agrees: true, opinion: `再次对${samplePerson.name}立案` },
      seen: walk.n,
    });
    const paths = ['all', 'mine', 'turn', 'due', 'closed'].map((view) => `/api/cases?view=${view}`);
    paths.push('/api/deadlines', `/api/cases/${walk.caseId}`, `/api/cases/${walk.caseId}/views`, '/api/items', '/api/me');
    for (const login of logins)
      for (const path of paths) {
        const answer = await server.as(login).get(path);
        assert.equal(answer.status, 200, `${login} ${path}`);
        hasNone(answer.text, `${login} ${path}`);
      }
    for (const path of ['/api/oversight/refusals', '/api/oversight/not-major', '/api/people'])
      hasNone((await server.as('shenyue').get(path)).text, path);
    const { body } = await server.as('zhaoyan').get(`/api/cases/${walk.caseId}`);
    assert.equal(body.party, '张某');
    const finding = body.acts[1].fields.find((field: { key: string }) => field.key === 'finding').text;
    assert.equal(finding, '经现场核查，张某在林地内修建农用道路，未见使用林地审核同意书', 'the sentence stays readable');
    assert.ok(body.matrix.facts[0].text.includes('张某'));
    assert.deepEqual(
      (await server.as('zhaoyan').post('/api/cases/search', { view: 'all', q: samplePerson.name })).body.cases,
      [],
      'nor can one search by it',
    );
  });

  test('a clue shows no name before there is a party either', async () => {
    for (const path of ['/api/cases?view=all', `/api/cases/${clueOnly.caseId}`])
      assert.ok(!(await server.as('zhaoyan').get(path)).text.includes('诸葛㛃堃'), path);
  });

  test('forms and previews carry what is known to those who hold the step only', async () => {
    for (const login of ['yangfan', 'zhuning', 'hejian'])
      for (const step of ['noticeServed', 'decisionServed', 'investigationConcluded', 'closingProposed', 'filingProposed']) {
        const form = await server.as(login).get(`/api/cases/${walk.caseId}/forms/${step}`);
        hasNone(form.text, `${login} ${step}`);
        const check = await server.as(login).post(`/api/cases/${walk.caseId}/checks`, { step, on: '2025-06-13', by: [], particulars: {} });
        hasNone(check.text, `${login} check ${step}`);
      }
  });

  test('the preview of a paper names the party to who works on the case; to others who hold the post it is cut', async () => {
    const previewed = async (login: string) => {
      const { particulars } = sampleActs(samplePerson).find(({ step }) => step === 'noticeServed')!;
      const body = { step: 'noticeServed', on: '2025-06-13', by: [server.people[login]!], particulars };
      return server.as(login).post(`/api/cases/${walk.caseId}/checks`, body);
    };
    const stranger = await previewed('liwang');
    assert.ok(stranger.body.papers.length > 0, 'there is a preview');
    hasNone(stranger.text, 'a preview for an officer of another case');
    assert.ok((await previewed('zhaoyan')).text.includes(samplePerson.name));
  });

  test('the traced endpoints show it, and leave who, when, what and why', async () => {
    const why = '核对当事人身份';
    assert.equal((await server.as('fengzheng').get(`/api/cases/${walk.caseId}/personal`)).status, 400);
    const id = await stated(server.as('fengzheng'), walk.caseId, why);
    const party = await server.as('fengzheng').get(`/api/cases/${walk.caseId}/personal?purpose=${id}`);
    assert.deepEqual([party.status, party.body.party.name, party.body.party.citizenId], [200, samplePerson.name, samplePerson.citizenId]);
    const act = await server.as('fengzheng').get(`/api/cases/${walk.caseId}/acts/3/personal?purpose=${id}`);
    assert.ok(act.text.includes(samplePerson.phone!));
    const { looks } = (await server.as('hejian').get(`/api/cases/${walk.caseId}/views`)).body;
    const mine = looks.filter((look: { who: string; what: string }) => look.who === '冯正' && look.what === 'personalDataViewed');
    const told = mine.map(({ step, n, purpose }: { step: string; n?: number; purpose: string }) => `${step} ${n} ${purpose}`);
    assert.deepEqual(told.sort(), [`filingProposed 3 ${why}`, `party undefined ${why}`]);
    await assert.rejects(server.heming.store.db.deleteFrom('personal_look').execute(), /只能增加/);
    await assert.rejects(server.heming.store.db.updateTable('personal_look').set({ purpose: 'x' }).execute(), /只能增加/);
  });

  test('an address carries the code of a usual purpose or the id of one that was written, and never words', async () => {
    const of = walk.caseId;
    const path = (code: string) => `/api/cases/${of}/personal?purpose=${encodeURIComponent(code)}`;
    assert.equal((await server.as('fengzheng').get(path('handling'))).status, 200);
    const id = await stated(server.as('fengzheng'), of, '复核张㛃堃的身份');
    assert.equal((await server.as('fengzheng').get(path(id))).status, 200);
    const elsewhere = await stated(server.as('fengzheng'), clueOnly.caseId, '另一个案件');
    for (const code of ['核对当事人身份', 'constructor', elsewhere, of]) {
      const answer = await server.as('fengzheng').get(path(code));
      assert.deepEqual([answer.status, answer.body.type], [400, '/problems/purpose'], code);
    }
    assert.equal((await server.as('yangfan').get(path(id))).status, 400, 'what another person wrote is not mine');
    for (const purpose of ['看', '长'.repeat(101), 'a\u0000b'])
      assert.equal((await server.as('fengzheng').post('/api/purposes', { of, purpose })).status, 400);
    assert.equal((await server.as('luxing').post('/api/purposes', { of, purpose: '抽查案卷' })).status, 403);
    assert.equal((await server.as('zhaoyan').get('/api/cases?view=all&q=张某')).status, 400, 'a search has no address either');
  });

  test('a paper is exported with a line in the trail, its name holds no personal datum, and it reads as it was issued', async () => {
    const n = walk.acts.find(({ step }) => step === 'decisionMade')!.n;
    const pdf = await server.as('zhaoyan').fetch(`/api/cases/${walk.caseId}/acts/${n}/papers/CF29.pdf`);
    assert.equal(pdf.status, 200, await pdf.clone().text());
    assert.equal(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
      '%PDF-',
    );
    hasNone(decodeURIComponent(pdf.headers.get('content-disposition')!), 'file name');
    assert.match(pdf.headers.get('cache-control')!, /no-store/);
    const { traces } = (await server.as('zhaoyan').get(`/api/cases/${walk.caseId}/views`)).body;
    assert.ok(
      traces.some((trace: { what: string; detail: { form?: string } }) => trace.what === 'dataExported' && trace.detail.form === 'CF29'),
    );
  });

  test('the receipt of an act downloads, and the offline verifier finds every check sound', async () => {
    await server.heming.log.sign();
    const n = walk.acts.find(({ step }) => step === 'decisionMade')!.n;
    const answer = await server.as('zhaoyan').get(`/api/cases/${walk.caseId}/acts/${n}/receipt`);
    assert.match(answer.headers.get('content-disposition')!, /^attachment; filename="heming-[0-9a-f-]{36}\.json"$/);
    const keys = { logs: [server.heming.log.vkey], trusted: true };
    const report = verifyReceipt(answer.body, keys);
    assert.ok(report.ok, JSON.stringify(report.checks));
    const forged = structuredClone(answer.body);
    const spoken = forged.disclosure.segments.find(({ s }: { s?: string }) => s?.includes('张㛃堃'));
    spoken.s = spoken.s.replace('张㛃堃', '张㛃坤');
    assert.equal(verifyReceipt(forged, keys).ok, false);
  });

  test('papers and receipts are for who works on the case; anyone else says why, and the look is in the trail', async () => {
    const n = walk.acts.find(({ step }) => step === 'decisionMade')!.n;
    const [act, why] = [`/api/cases/${walk.caseId}/acts/${n}`, '抽查案卷质量'];
    for (const path of [`${act}/receipt`, `${act}/papers/CF29.pdf`]) {
      assert.equal((await server.as('qianhe').fetch(path)).status, 200, `a handler: ${path}`);
      const denied = await server.as('yangfan').get(path);
      assert.deepEqual([denied.status, denied.body.type], [400, '/problems/purpose'], path);
      hasNone(denied.text, path);
      const given = await server.as('yangfan').fetch(`${path}?purpose=${await stated(server.as('yangfan'), walk.caseId, why)}`);
      assert.equal(given.status, 200, path);
    }
    const { looks } = (await server.as('hejian').get(`/api/cases/${walk.caseId}/views`)).body;
    const told = looks.filter((look: { who: string; purpose?: string }) => look.who === '杨帆' && look.purpose === why);
    assert.deepEqual(
      told.map(({ step, n: at }: { step: string; n: number }) => [step, at]),
      [
        ['decisionMade', n],
        ['decisionMade', n],
      ],
    );
  });

  test('an officer who does not work on the case is not told personal data by a form he may take on', async () => {
    const path = `/api/cases/${walk.caseId}/forms/noticeServed`;
    const handlers = (await server.as('zhaoyan').get(path)).body.known;
    assert.ok(JSON.stringify(handlers).includes('犇河村3组12号'), 'who works on the case need not type it again');
    const others = await server.as('sunping').get(path);
    hasNone(JSON.stringify(others.body.known), path);
    for (const [key, entry] of Object.entries(others.body.known)) assert.deepEqual(entry, handlers[key], 'what is told is told whole');
  });

  test('headers of the log, the operational log, the request log and the console hold none of it', async () => {
    const { db } = server.heming.store;
    const headers = await db.selectFrom('log_entry').select(['header', 'type']).execute();
    assert.ok(headers.length > 35);
    for (const { header, type } of headers) hasNone(Buffer.from(header).toString(), `header of ${type}`);
    const operations = await db.selectFrom('operational_log').selectAll().execute();
    assert.ok(operations.length > 20);
    hasNone(JSON.stringify(operations), 'operational log');
    assert.ok(server.requests.length > 100);
    hasNone(server.requests.join('\n'), 'request log');
    for (const line of server.requests) assert.doesNotMatch(line, /purpose=|\?|[0-9a-f]{8}-[0-9a-f]{4}/);
    hasNone(said.join('\n'), 'console');
    const rows = await db.selectFrom('case_row').selectAll().execute();
    hasNone(JSON.stringify(rows), 'board rows');
  });
});
