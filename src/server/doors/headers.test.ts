// src/server/doors/headers.test.ts —— every answer of every door carries its headers, and none allows inline script or style
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { openCase } from '../overHttp/testCase.ts';
import { openTestServer, type TestServer } from '../overHttp/testServer.ts';
import { doorOf, securityHeaders } from './headers.ts';

suite('security headers', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer();
  });
  after(() => server.close());

  const always = {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };

  test('pages, missing pages, answers, refusals, the log and assets: all doors, all states', async () => {
    const caseId = await openCase(server);
    await server.heming.log.sign();
    const desk = server.as('zhaoyan');
    const open = [
      '/',
      '/items',
      '/results?q=林地',
      '/officers',
      '/notice-board',
      '/nowhere',
      '/results/none',
      '/assets/none',
      '/view?text=large',
    ];
    open.push(
      '/console/',
      '/console/cases/x',
      '/console/assets/none.js',
      '/healthz',
      '/log/panjin/checkpoint',
      '/log/panjin/tile/entries/000',
    );
    open.push('/log/panjin/tile/0/000.p/1', '/api/openapi.json', '/api/cases', '/api/nothing', '/control/backup', '/metrics', '/field/');
    const answers: [string, Response][] = [];
    for (const path of open) answers.push([path, await server.stranger.fetch(path)]);
    for (const path of ['/api/me', `/api/cases/${caseId}`, '/api/nothing', `/api/cases/${caseId}/personal`])
      answers.push([path, await desk.fetch(path)]);
    answers.push(['/api/sign-out', await server.stranger.fetch('/api/sign-out', { method: 'POST' })]);
    answers.push(['/api/uploads', await desk.fetch('/api/uploads', { method: 'POST' })]);
    assert.ok(new Set(answers.map(([, { status }]) => status)).size >= 5, 'good and bad answers alike');
    for (const [path, { headers, status }] of answers) {
      for (const [name, value] of Object.entries(always)) assert.equal(headers.get(name), value, `${name} of ${path} (${status})`);
      const csp = headers.get('content-security-policy')!;
      assert.match(csp, /default-src 'none'/, path);
      for (const each of ["frame-ancestors 'none'", "base-uri 'none'"]) assert.ok(csp.includes(each), `${each} on ${path}`);
      assert.doesNotMatch(csp, /unsafe|\*|https?:/, path);
      const corp = path.startsWith('/log/') ? 'cross-origin' : 'same-origin';
      assert.equal(headers.get('cross-origin-resource-policy'), corp, path);
      const sensors = headers.get('permissions-policy')!;
      const recording = path.startsWith('/field') ? '(self)' : '()';
      for (const sensor of ['camera', 'microphone', 'geolocation'])
        assert.ok(sensors.includes(`${sensor}=${recording}`), `${sensor} on ${path}`);
      assert.equal(headers.get('strict-transport-security'), null, 'nothing is promised without TLS');
    }
  });

  test('under TLS every door promises to stay there', () => {
    for (const path of ['/', '/console/', '/api/me', '/log/panjin/checkpoint', '/field/'])
      assert.match(securityHeaders(path, true)['strict-transport-security']!, /^max-age=31536000$/);
  });

  test('a path that only begins like a door is not that door', () => {
    const doors = ['/consoles', '/fieldwork', '/api', '/apiary', '/logs/x'].map(doorOf);
    assert.deepEqual(doors, ['portal', 'portal', 'portal', 'portal', 'portal']);
  });
});
