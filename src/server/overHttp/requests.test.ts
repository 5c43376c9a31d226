// src/server/overHttp/requests.test.ts —— bad requests: each gets a problem in Chinese, none a stack, and the server goes on
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { connect } from 'node:net';
import { after, before, suite, test } from 'node:test';
import { newId } from '../../base/ids.ts';
import { BODY_LIMIT } from '../routes/bodies.ts';
import { clue, openCase } from './testCase.ts';
import { type Answer, answerOf, openTestServer, type TestServer } from './testServer.ts';

suite('requests', () => {
  let server: TestServer;
  let caseId: string;
  const errors: string[] = [];
  const { error } = console;
  before(async () => {
    server = await openTestServer();
    caseId = await openCase(server);
    console.error = (...args: unknown[]) => void errors.push(args.join(' '));
  });
  after(async () => {
    console.error = error;
    await server.close();
  });

  const isProblem = (answer: Answer, status: number, type?: string): void => {
    assert.equal(answer.status, status, answer.text);
    assert.equal(answer.headers.get('content-type'), 'application/problem+json; charset=utf-8');
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.equal(answer.body.status, status);
    if (type) assert.equal(answer.body.type, type);
    assert.match(`${answer.body.title}${answer.body.detail}`, /\p{Script=Han}/u);
    assert.doesNotMatch(answer.text, /\bat \S+ \(|node_modules|\.ts:\d|invalid input|syntax|Invalid|\bexpected/i);
  };
  const raw = async (path: string, init: RequestInit): Promise<Answer> => answerOf(await server.as('zhaoyan').fetch(path, init));
  const json = { 'content-type': 'application/json' };
  const key = () => ({ 'idempotency-key': newId() });
  const acts = () => `/api/cases/${caseId}/acts`;
  const act = (more: object = {}) => ({
    step: 'clueVerified',
    on: '2025-02-10',
    by: [server.people.zhaoyan],
    particulars: {},
    seen: 1,
    ...more,
  });

  test('malformed JSON', async () => {
    for (const body of ['{', '{"step":', 'null', '[]', '""', '{"step": NaN}', '\u0000'])
      isProblem(await raw(acts(), { method: 'POST', headers: { ...json, ...key() }, body }), 400, '/problems/request');
    isProblem(await raw('/api/password', { method: 'POST', headers: json, body: '{"current"' }), 400);
    const open = await answerOf(await server.stranger.fetch('/api/sign-in', { method: 'POST', headers: json, body: '{' }));
    isProblem(open, 400, '/problems/request');
  });

  test('a body of another type, of no type, and none at all', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      isProblem(
        await raw(acts(), { method: 'POST', headers: { 'content-type': type, ...key() }, body: JSON.stringify(act()) }),
        415,
        '/problems/media-type',
      );
    isProblem(await raw(acts(), { method: 'POST', headers: key() }), 400);
  });

  test('a body over the limit is refused before it is read, also when it hides its length', async () => {
    const long = JSON.stringify(act({ particulars: { finding: 'x'.repeat(BODY_LIMIT) } }));
    isProblem(await raw(acts(), { method: 'POST', headers: { ...json, ...key() }, body: long }), 413, '/problems/too-large');
    isProblem(await answerOf(await server.stranger.fetch('/api/sign-in', { method: 'POST', headers: json, body: long })), 413);
    const chunked = await new Promise<string>((resolve, reject) => {
      const headers = { ...json, ...key(), origin: server.base, cookie: server.as('zhaoyan').cookie() };
      const asked = request(`${server.base}${acts()}`, { method: 'POST', headers }, (response) => {
        response.setEncoding('utf8');
        let text = '';
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve(`${response.statusCode} ${text}`));
      });
      asked.on('error', reject);
      asked.write('{');
      asked.end('}');
    });
    assert.match(chunked, /^411 .*申报长度/);
  });

  test('fields that are missing, unknown, too long or of a wrong kind are named one by one', async () => {
    const bad = await server.as('zhaoyan').post(acts(), { step: 5, on: '2025-02-10', by: 'zhaoyan', seen: -1, extra: true }, key());
    isProblem(bad, 400, '/problems/request');
    assert.deepEqual(bad.body.faults.map((fault: { path: string }) => fault.path).sort(), ['', 'by', 'seen', 'step']);
    for (const { says } of bad.body.faults) assert.match(says, /\p{Script=Han}/u);
    isProblem(await server.as('zhaoyan').post(acts(), act({ step: 'x'.repeat(61) }), key()), 400);
    isProblem(await server.as('zhaoyan').post(acts(), act({ by: Array.from({ length: 21 }, () => 'x') }), key()), 400);
    isProblem(await server.as('zhaoyan').post(acts(), act({ step: 'noSuchStep' }), key()), 422, '/problems/form');
    isProblem(await server.as('zhaoyan').post(acts(), act({ by: ['nobody'] }), key()), 422, '/problems/form');
  });

  test('an act without its key, or with one that is no UUID, is told to reload', async () => {
    for (const headers of [{}, { 'idempotency-key': 'x' }] as Record<string, string>[]) {
      const refused = await server.as('zhaoyan').post(acts(), act(), headers);
      isProblem(refused, 400, '/problems/request');
      assert.match(refused.body.detail, /缺少提交编号.*刷新页面/);
    }
  });

  test('unknown routes, ids that are none, ids of nothing', async () => {
    isProblem(await server.as('zhaoyan').get('/api/nothing'), 404, '/problems/not-found');
    isProblem(await raw('/api/cases', { method: 'DELETE' }), 404);
    for (const path of ['/api/cases/1', "/api/cases/'; drop table case_row; --", '/api/cases/%00', '/api/cases/x/acts/1/receipt'])
      isProblem(await server.as('zhaoyan').get(path), 400, '/problems/request');
    for (const n of ['0', '-1', '1.5', '1e3', '99999999'])
      isProblem(await server.as('zhaoyan').get(`/api/cases/${caseId}/acts/${n}/receipt`), 400);
    const unknown = newId();
    for (const path of [
      `/api/cases/${unknown}`,
      `/api/cases/${unknown}/views`,
      `/api/cases/${unknown}/acts/1/receipt`,
      `/api/cases/${caseId}/acts/9/receipt`,
      `/api/cases/${caseId}/acts/1/papers/CF03.pdf`,
      `/api/cases/${caseId}/forms/noStep`,
      `/api/evidence/${unknown}?purpose=checkingFacts`,
      '/api/evidence/1?purpose=checkingFacts',
      '/api/articles/处罚法',
      '/api/articles/constructor§1',
      `/api/publications/${unknown}/draft`,
    ])
      isProblem(await server.as('zhaoyan').get(path), 404);
  });

  test('cursors, searches and filters that the database could not read are refused before they reach it', async () => {
    const lists = ['/api/cases?view=all&after=', '/api/deadlines?after='];
    for (const list of lists)
      for (const after of ['x', 'a~b', '2025-02-30~x', "2025-01-01~' or 1=1", `2025-01-01~${caseId}~%00`, '~'.repeat(300)])
        isProblem(await server.as('zhaoyan').get(list + encodeURIComponent(after)), 400);
    isProblem(await server.as('hejian').get('/api/oversight/refusals?after=x~y'), 400);
    const search = (q: string) => server.as('zhaoyan').post('/api/cases/search', { view: 'all', q });
    for (const q of ['\u0000', 'x'.repeat(101)]) isProblem(await search(q), 400);
    isProblem(await server.as('zhaoyan').get('/api/cases?view=everything'), 400);
    isProblem(await server.as('zhaoyan').get('/api/items?type=everything'), 400);
    const found = await search('%_\'\\"');
    assert.deepEqual([found.status, found.body.cases], [200, []]);
  });

  test('a day that does not exist in a cursor of the right shape finds no server error either', async () => {
    const answer = await server.as('zhaoyan').get(`/api/cases?view=due&after=${encodeURIComponent(`2025-02-30~${caseId}`)}`);
    isProblem(answer, 400);
  });

  test('texts with characters no database keeps are refused by name', async () => {
    const dirty = { ...clue, summary: 'a\u0000bcdef', place: '\ud800' };
    const done = await server
      .as('zhaoyan')
      .post(`/api/cases/${newId()}/acts`, act({ step: 'clueRegistered', particulars: dirty, seen: 0 }), key());
    isProblem(done, 422, '/problems/form');
    assert.deepEqual(done.body.faults.map((fault: { path: string }) => fault.path).sort(), ['place', 'summary']);
    isProblem(await server.as('luxing').post(`/api/people/${server.people.qianhe}/disable`, { why: 'a\u0000b' }), 400);
    isProblem(await server.as('zhaoyan').get(`/api/cases/${caseId}/personal?purpose=%00%00%00`), 400);
    isProblem(await server.as('zhaoyan').post('/api/password', { current: '\u0000', next: '\u0000'.repeat(12) }), 422);
  });

  test('brackets without end are refused wherever they are put, and the database never sees them', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const head = JSON.stringify(act({ step: 'actCorrected' }))
      .replace(/}$/, '')
      .replace('"particulars":{}', `"particulars":{"act":1,"corrected":{"summary":${deep}}}`);
    for (const path of [acts(), `/api/cases/${caseId}/checks`]) {
      const body = path.endsWith('checks') ? `${head.replace(',"seen":1', '')}}` : `${head}}`;
      const refused = await raw(path, { method: 'POST', headers: { ...json, ...key() }, body });
      isProblem(refused, 400, '/problems/request');
      assert.match(refused.body.detail, /层次太深/);
    }
    isProblem(await raw('/api/password', { method: 'POST', headers: json, body: deep }), 400);
    isProblem(await raw(acts(), { method: 'POST', headers: { ...json, ...key() }, body: '['.repeat(500_000) }), 400);
  });

  test('identifiers are checked: a wrong last digit of an ID or a USCC is a fault of that field', async () => {
    const party = { kind: 'person', name: '张演示', citizenId: '211122197802280038', address: '盘锦市', phone: '123' };
    const filing = {
      item: 'PJLS-CF-001',
      cause: '擅自改变林地用途',
      party,
      actTo: '2024-11-08',
      handlers: [server.people.zhaoyan, server.people.qianhe],
      facts: '演示的立案理由',
      opinion: '建议立案',
    };
    const of = async (more: object) => {
      const done = await server
        .as('zhaoyan')
        .post(acts(), act({ step: 'filingProposed', particulars: { ...filing, party: { ...party, ...more } } }), key());
      isProblem(done, 422, '/problems/form');
      return Object.fromEntries(done.body.faults.map(({ path, says }: { path: string; says: string }) => [path, says]));
    };
    const person = await of({});
    assert.match(person['party.citizenId'], /身份号码有误/);
    assert.match(person['party.phone'], /电话有误/);
    const company = await of({
      kind: 'organisation',
      uscc: '91211100MA0DEM0004',
      representative: '周',
      citizenId: undefined,
      phone: '13800000001',
    });
    assert.deepEqual(Object.keys(company), ['party.uscc']);
  });

  test('no file outside the console bundle is served, whatever the path looks like', async () => {
    const { hostname, port } = new URL(server.base);
    for (const path of [
      '/console/../package.json',
      '/console/..%2f..%2fpackage.json',
      '/console/%2e%2e/%2e%2e/package.json',
      '/console//etc/passwd',
      '/console/..\\..\\package.json',
      '/console/assets/../../../package.json',
      '/assets/..%2f..%2fpackage.json',
    ]) {
      const answer = await new Promise<string>((resolve) => {
        const socket = connect(Number(port), hostname, () =>
          socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: close\r\n\r\n`),
        );
        let text = '';
        socket.setEncoding('utf8').on('data', (chunk) => {
          text += chunk;
        });
        socket.on('close', () => resolve(text));
      });
      assert.doesNotMatch(answer, /"devDependencies"|root:x:/, path);
      assert.match(answer, /^HTTP\/1\.1 (200|30\d|40\d)/, path);
    }
  });

  test('a forged Host header gets into no page: addresses are those the connection reached', async () => {
    const page = await new Promise<string>((resolve, reject) => {
      request(`${server.base}/notice-board`, { headers: { host: 'forged.example' } }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        response.on('end', () => resolve(text));
      })
        .on('error', reject)
        .end();
    });
    assert.ok(page.includes(server.base));
    assert.ok(!page.includes('forged.example'));
  });

  test('every answer forbids sniffing and framing by others; problems too', async () => {
    for (const path of ['/healthz', '/api/me', '/api/nothing', '/', '/nowhere', '/log/panjin/checkpoint', '/log/other/checkpoint']) {
      const { headers } = await server.as('zhaoyan').get(path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
      assert.match(headers.get('content-security-policy')!, /default-src 'none'.*frame-ancestors 'none'/, path);
    }
  });

  test('HEAD answers like GET without a body', async () => {
    for (const path of ['/healthz', '/', `/api/cases/${caseId}`, '/log/panjin/checkpoint']) {
      const [head, get] = [await raw(path, { method: 'HEAD' }), await server.as('zhaoyan').get(path)];
      assert.deepEqual([head.status, head.text, head.headers.get('content-type')], [get.status, '', get.headers.get('content-type')], path);
    }
  });

  test('the request log has one line a request: method, pattern, status, time, and nothing anyone typed', async () => {
    server.requests.length = 0;
    await server.as('zhaoyan').get(`/api/cases/${caseId}?q=张伟`);
    await server.as('zhaoyan').post('/api/cases/search', { view: 'all', q: '张伟' });
    await server.as('zhaoyan').get('/api/secret-13800000012');
    await server.stranger.get('/api/me');
    const lines = server.requests.map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map(({ method, route, status }) => [method, route, status]),
      [
        ['GET', '/api/cases/:id', 200],
        ['POST', '/api/cases/search', 200],
        ['GET', '/api/*', 404],
        ['GET', '/api/*', 401],
      ],
    );
    for (const line of lines) assert.deepEqual(Object.keys(line), ['at', 'level', 'request', 'method', 'route', 'status', 'ms']);
  });

  test('what nobody foresaw is 500 in Chinese; the operator gets its name and place, and none of its words', async () => {
    const { casework } = server.heming;
    const { load } = casework.files;
    casework.files.load = async () => {
      throw Object.assign(new Error('party 张㛃堃\nphone 13800000012'), { code: 'X1' });
    };
    try {
      isProblem(await server.as('zhaoyan').get(`/api/cases/${caseId}`), 500, '/problems/unexpected');
    } finally {
      casework.files.load = load;
    }
    assert.equal(errors.length, 1, errors.join('\n'));
    const told = JSON.parse(errors.pop()!);
    assert.deepEqual([told.level, told.name, told.code], ['error', 'Error', 'X1']);
    assert.ok(told.place.length > 0 && !JSON.stringify(told).includes('张㛃堃') && !JSON.stringify(told).includes('13800000012'));
  });

  test('a database that is away is told as such, and fills no error log', async () => {
    const { casework } = server.heming;
    const { load } = casework.files;
    for (const code of ['08006', '57P01', '25006']) {
      casework.files.load = async () => {
        throw Object.assign(new Error('terminating connection'), { code });
      };
      const answer = await server.as('zhaoyan').get(`/api/cases/${caseId}`);
      casework.files.load = load;
      isProblem(answer, 503, '/problems/database-away');
    }
    assert.deepEqual(errors, []);
  });

  test('none of all this was a fault of the server', () => {
    assert.deepEqual(errors, []);
  });
});
