// src/server/overHttp/permissions.test.ts —— denied by default: every route without a session, every step to every post that does not hold it
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Step } from '../../law/engine.ts';
import type { Field, Particulars } from '../../law/particulars/field.ts';
import { penaltyOrdinary } from '../../law/procedures/penaltyOrdinary.ts';
import { citizenCheckCharacter } from '../../law/reckoning/identifiers.ts';
import type { Post } from '../../law/registers.ts';
import type { StepId } from '../../law/vocabulary.ts';
import { openCase, photo, submit, upload } from './testCase.ts';
import { answerOf, openTestServer, type TestServer } from './testServer.ts';

type Operation = {
  summary?: string;
  security?: unknown[];
  responses: Record<string, unknown>;
  parameters?: { name: string; in: string; required?: boolean; schema: { type?: unknown } }[];
};
type Description = { openapi: string; paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, unknown> } };

/** What the three administrators may ask for; everything else about business is closed to them. */
const theirs = [
  '/api/me',
  '/api/sign-out',
  '/api/password',
  '/api/account',
  '/api/sessions',
  '/api/sessions/{id}/end',
  '/api/sessions/end-others',
  '/api/second-factor/begin',
  '/api/second-factor/confirm',
  '/api/second-factor/recovery-codes',
  '/api/second-factor/disable',
  '/api/items',
  '/api/articles/{cite}',
  '/api/people',
  '/api/registers/{list}',
  '/api/register-changes',
  '/api/register-changes/{id}',
  '/api/register-changes/{id}/withdraw',
  '/api/clearances',
  '/api/clearances/preview',
  '/api/clearances/{id}',
  '/api/clearances/{id}/report.csv',
  '/api/oversight/refusals',
  '/api/oversight/weeks',
  '/api/oversight/changes',
  '/api/oversight/checks',
];

suite('permissions', () => {
  let server: TestServer;
  let description: Description;
  let caseId: string;
  let evidence: string;
  before(async () => {
    server = await openTestServer();
    description = (await server.stranger.get('/api/openapi.json')).body;
    caseId = await openCase(server);
    evidence = await upload(server.as('zhaoyan'), caseId, photo);
  });
  after(() => server.close());

  const operations = () =>
    Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );
  const filled = (path: string) =>
    path
      .replace('/people/{id}', `/people/${server.people.qianhe}`)
      .replace('/evidence/{id}', `/evidence/${evidence}`)
      .replace('/uploads/{id}', `/uploads/${'0'.repeat(32)}`)
      .replace('{list}', 'calendar')
      .replace('{id}', caseId)
      .replace('{n}', '1')
      .replace('{form}', 'CF03.pdf')
      .replace('{step}', 'clueVerified')
      .replace('{cite}', encodeURIComponent('处罚法§58'));
  const ask = async (login: string | undefined, method: string, path: string) => {
    const client = login ? server.as(login) : server.stranger;
    return answerOf(await client.fetch(path, { method: method.toUpperCase(), headers: { 'tus-resumable': '1.0.0' } }));
  };

  test('the description is OpenAPI 3.1, every route has a Chinese summary, answers and problems; path parameters are required and never null', () => {
    assert.equal(description.openapi, '3.1.0');
    assert.ok(operations().length > 30, `${operations().length}`);
    for (const { path, method, operation } of operations()) {
      assert.match(operation.summary ?? '', /\p{Script=Han}/u, `${method} ${path}`);
      assert.ok(
        Object.keys(operation.responses).some((status) => status.startsWith('2')),
        `${method} ${path}`,
      );
      if (path.startsWith('/api/'))
        assert.ok(
          Object.keys(operation.responses).some((status) => status >= '400'),
          `${method} ${path}`,
        );
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      assert.deepEqual(parameters.map(({ name }) => name).sort(), named.sort(), `${method} ${path}`);
      for (const { required, schema } of parameters) assert.ok(required === true && typeof schema.type === 'string', `${method} ${path}`);
    }
  });

  test('without a session every route but the open ones answers 401 with a problem in Chinese', async () => {
    const closed = operations().filter(({ operation, path }) => path.startsWith('/api/') && !(operation.security?.length === 0));
    assert.ok(closed.length > 25);
    for (const { path, method } of closed) {
      const denied = await ask(undefined, method, filled(path));
      // A write is first asked where it comes from; the stranger's client says so truly.
      assert.equal(denied.status, 401, `${method} ${path}: ${denied.text}`);
      if (method !== 'head') assert.match(denied.headers.get('content-type')!, /^application\/problem\+json/);
    }
    assert.equal((await server.stranger.get('/api/nothing-here')).status, 401, 'routes that do not exist are not told apart');
  });

  test('administrators see no case, no evidence and no business list', async () => {
    const business = operations().filter(
      ({ path, operation }) =>
        path.startsWith('/api/') && operation.security?.length !== 0 && !theirs.includes(path) && !path.startsWith('/api/people'),
    );
    assert.ok(business.length >= 15, business.map(({ path }) => path).join());
    for (const login of ['luxing', 'shian', 'zhanghe'])
      for (const { path, method } of business) {
        const denied = await ask(login, method, filled(path));
        assert.equal(denied.status, 403, `${login} ${method} ${path}: ${denied.text}`);
      }
  });

  test('changes of rights are closed to everyone but their administrator, before the request is read', async () => {
    const changes = operations().filter(({ path, method }) => path.startsWith('/api/people') && method === 'post');
    const keeper = (path: string) => (/post$|certificate$|qualification$|annual-check$/.test(path) ? 'shian' : 'luxing');
    for (const { path, method } of changes)
      for (const login of Object.keys(server.people).filter((each) => each !== keeper(path) && each !== 'wutong')) {
        const denied = await ask(login, method, filled(path));
        assert.equal(denied.status, 403, `${login} ${path}: ${denied.text}`);
      }
    assert.equal(changes.length, 15);
  });

  test('oversight is open to those who oversee, people lists to those who keep or lead them', async () => {
    const may = async (login: string, path: string) => (await server.as(login).get(path)).status === 200;
    const all = Object.keys(server.people).filter((login) => login !== 'wutong' && login !== 'zhouchuan');
    const who = async (path: string) => {
      const allowed = [];
      for (const login of all) if (await may(login, path)) allowed.push(login);
      return allowed.sort();
    };
    assert.deepEqual(await who('/api/oversight/refusals'), ['chenming', 'fengzheng', 'hanjiang', 'hejian', 'shenyue', 'zhanghe'].sort());
    assert.deepEqual(await who('/api/oversight/weeks'), await who('/api/oversight/refusals'));
    assert.deepEqual(await who('/api/oversight/acts?from=2025-02-10'), await who('/api/oversight/not-major'));
    assert.deepEqual(await who('/api/oversight/not-major'), ['chenming', 'fengzheng', 'hanjiang', 'hejian', 'shenyue'].sort());
    const officers = ['zhaoyan', 'qianhe', 'sunping', 'liwang', 'yangfan', 'zhuning', 'xuyan', 'gushen', 'yezhou'];
    assert.deepEqual(await who('/api/people'), all.filter((login) => !officers.includes(login)).sort());
  });

  test('logins are listed for the keeper of accounts only', async () => {
    assert.ok((await server.as('luxing').get('/api/people')).text.includes('"login":"zhaoyan"'));
    assert.ok(!(await server.as('shenyue').get('/api/people')).text.includes('"login"'));
  });

  test('each step is refused to every post that does not hold it, and says which post it takes', async () => {
    const size = server.heming.log.status().size;
    const people = (await server.as('luxing').get('/api/people')).body.people as {
      id: string;
      posts: { post: Post; from: string; until?: string }[];
    }[];
    const holding = new Map(
      people.map(({ id, posts }) => [
        id,
        posts.filter(({ from, until }) => from <= '2025-02-10' && (!until || until > '2025-02-10')).map(({ post }) => post),
      ]),
    );
    const business = Object.keys(server.people).filter((login) => !['wutong', 'luxing', 'shian', 'zhanghe'].includes(login));
    let asked = 0;
    for (const [step, rule] of Object.entries(penaltyOrdinary.steps) as [StepId, Step][]) {
      const allowed = penaltyOrdinary.actors[rule.actor].posts;
      for (const login of business.filter((each) => !holding.get(server.people[each]!)!.some((post) => allowed.includes(post)))) {
        const particulars = { ...fill(rule.fields), ...(step.startsWith('paper') ? written : {}) };
        const denied = await submit(server.as(login), '2025-02-10', { caseId, step, particulars, seen: 1 });
        asked += 1;
        if (rule.fact) {
          assert.deepEqual([denied.status, denied.body.type], [403, '/problems/no-right'], `${login} ${step}: ${denied.text}`);
          continue;
        }
        assert.deepEqual([denied.status, denied.body.type], [422, '/problems/refused'], `${login} ${step}: ${denied.text}`);
        const gates = denied.body.reasons.map((reason: { gate: string }) => reason.gate);
        const gate = step === 'paperIssued' ? 'issuerFits' : gateOf[rule.actor]; // who issues depends on the paper
        assert.ok(gates.includes(gate), `${login} ${step}: ${gates}`);
      }
    }
    assert.ok(asked > 400, `${asked}`);
    assert.equal(server.heming.log.status().size, size, 'nothing was recorded');
    const refusals = await server.as('hejian').get('/api/oversight/refusals');
    assert.ok(refusals.body.refusals.length === 100 && refusals.body.next, 'each refusal is in the operational log');
  });

  test('a person who holds the post is not refused for the post', async () => {
    for (const [login, step, gate] of [
      ['zhengli', 'filingEndorsed', 'bySectionHead'],
      ['shenyue', 'caseFiled', 'byHead'],
      ['fengzheng', 'legalReviewed', 'byReviewer'],
      ['yangfan', 'caseArchived', 'byArchivist'],
      ['zhuning', 'decisionPublished', 'byPublicityOfficer'],
      ['xuyan', 'hearingHeld', 'byHost'],
    ] as const) {
      const form = await server.as(login).get(`/api/cases/${caseId}/forms/${step}`);
      assert.equal(form.status, 200);
      const gates = form.body.reasons.map((reason: { gate: string }) => reason.gate);
      assert.ok(!gates.includes(gate) && gates.length > 0, `${login} ${step}: ${gates}`);
    }
  });

  test('nobody signs for another', async () => {
    const by = [server.people.qianhe!, server.people.sunping!];
    const denied = await submit(server.as('zhaoyan'), '2025-02-10', {
      caseId,
      step: 'clueVerified',
      by,
      particulars: fill(penaltyOrdinary.steps.clueVerified!.fields),
      seen: 1,
    });
    assert.ok(
      denied.body.reasons.some((reason: { gate: string }) => reason.gate === 'enteredBySigner'),
      denied.text,
    );
  });

  /** A paper of the agency's list, whose fields are asked from the list. */
  const written = { form: 'G01', content: { agency: '演示机关', reason: '演示理由', basis: '演示依据', period: 5 } };
  /** A form that could be submitted: the least every field takes. */
  function fill(fields: readonly Field[]): Particulars {
    const values: Particulars = {};
    for (const field of fields) {
      if (!field.required || (field.only && !field.only.is.includes(values[field.only.key] as never))) continue;
      values[field.key] = least(field);
    }
    return values;
  }
  function least(field: Field): unknown {
    switch (field.kind) {
      case 'text':
        if (field.pattern)
          return ['09:00', '演示', 'G01', '盘林湿案〔2025〕0001号', '盘林湿罚〔2025〕第1号'].find((text) => field.pattern!.test.test(text));
        return '演示文字';
      case 'longText':
        return '演示文字，足够长的一句话'.slice(0, field.max ?? 50);
      case 'date':
        return '2025-02-10';
      case 'minute':
        return '2025-02-10 07:00';
      case 'money':
      case 'whole':
        return field.min ?? 1;
      case 'area':
        return 1;
      case 'yes':
        return true;
      case 'choice':
        return Object.keys(field.options)[0];
      case 'choices':
        return Object.keys(field.options).slice(0, Math.max(1, field.min ?? 1));
      case 'person':
        return server.people.zhaoyan;
      case 'people':
        return [server.people.zhaoyan, server.people.qianhe, server.people.sunping].slice(0, Math.max(1, field.min ?? 1));
      case 'item':
        return 'PJLS-CF-001';
      case 'act':
        return 1;
      case 'evidence':
        return [evidence];
      case 'citizenId':
        return `21110219900101001${citizenCheckCharacter('21110219900101001')}`;
      case 'uscc':
        return '91211100MA0DEM0003';
      case 'phone':
        return '13800000001';
      case 'group':
        return fill(field.fields);
      case 'rows':
        return Array.from({ length: Math.max(1, field.min ?? 1) }, () => fill(field.fields));
      case 'data':
        return {};
    }
  }
});

const gateOf: Record<string, string> = {
  cosigner: 'byRecorder',
  proposer: 'byProposer',
  officer: 'qualified',
  officers: 'qualified',
  sectionHead: 'bySectionHead',
  stater: 'byStater',
  reviewer: 'byReviewer',
  head: 'byHead',
  host: 'byHost',
  publicityOfficer: 'byPublicityOfficer',
  archivist: 'byArchivist',
};
