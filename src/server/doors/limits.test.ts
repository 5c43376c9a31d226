// src/server/doors/limits.test.ts —— allowances: more than so many a minute wait, each source by itself, and memory is bounded
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { openTestServer } from '../overHttp/testServer.ts';
import { allowance, kindOf } from './limits.ts';
import { networkOf } from './source.ts';

test('an allowance is spent, refills evenly, and says how long to wait', () => {
  const take = allowance(60);
  for (let i = 0; i < 60; i++) assert.equal(take('a', 0), 0);
  assert.equal(take('a', 0), 1);
  assert.equal(take('b', 0), 0, 'another source has its own');
  assert.equal(take('a', 1000), 0);
  assert.equal(take('a', 1000), 1);
  assert.equal(take('a', 0), 1, 'a clock set back gives nothing');
});

test('what is remembered of sources is bounded, and the busiest are not forgotten first', () => {
  const take = allowance(1, 3);
  assert.equal(take('busy', 0), 0);
  for (const each of ['a', 'b', 'c', 'd']) {
    assert.ok(take('busy', 0) > 0, 'still known');
    take(each, 0);
  }
  assert.equal(take('a', 0), 0, 'forgotten, so free again');
});

test('reads of one who is signed in and uploads have no allowance; searches and signing in have one of their own', () => {
  const kinds = [
    kindOf('GET', '/', false),
    kindOf('GET', '/results', true),
    kindOf('POST', '/api/sign-in', false),
    kindOf('POST', '/api/cases/x/acts', false),
    kindOf('GET', '/api/cases', true),
    kindOf('PATCH', '/api/uploads/x', false),
    kindOf('GET', '/log/panjin/tile/0/000', false),
    kindOf('GET', '/healthz', false),
    kindOf('GET', '/console/assets/main-x.js', false),
    kindOf('GET', '/assets/portal.css', false),
    kindOf('GET', '/consoles', false),
  ];
  assert.deepEqual(kinds, [
    'public',
    'search',
    'signIn',
    'write',
    undefined,
    undefined,
    'public',
    undefined,
    undefined,
    undefined,
    'public',
  ]);
});

test('a customer of IPv6 is one source whatever address of his network he takes', () => {
  assert.equal(networkOf('2001:db8:1:2:aaaa::1'), networkOf('2001:db8:1:2:bbbb:cccc:dddd:2'));
  assert.notEqual(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:3::1'));
  assert.equal(networkOf('2001:db8::1'), '2001:db8:0:0::/64');
  assert.equal(networkOf('203.0.113.7'), '203.0.113.7');
});

suite('over HTTP', () => {
  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

  test('a trusted proxy names the source; one source waits, another does not, and what a client writes itself counts for nothing', async () => {
    const server = await openTestServer({ HEMING_TRUSTED_PROXY: '127.0.0.1', HEMING_RATES: 'public=5 search=2 signIn=2' });
    try {
      for (let i = 0; i < 5; i++) assert.equal((await server.stranger.fetch('/about', from('203.0.113.1'))).status, 200);
      const refused = await server.stranger.fetch('/about', from('198.51.100.9, 203.0.113.1'));
      assert.equal(refused.status, 429);
      assert.equal(refused.headers.get('content-type'), 'application/problem+json; charset=utf-8');
      assert.equal(refused.headers.get('x-content-type-options'), 'nosniff');
      const wait = Number(refused.headers.get('retry-after'));
      const problem = (await refused.json()) as { detail: string };
      assert.ok(wait >= 1 && wait <= 12 && problem.detail === `访问得太频繁，请过${wait}秒再试。`, problem.detail);
      assert.equal((await server.stranger.fetch('/about', from('203.0.113.2'))).status, 200);
      const statuses: number[] = [];
      for (let i = 0; i < 3; i++) {
        const init = { method: 'POST', body: '{"login":"x","password":"y"}' };
        const headers = { 'content-type': 'application/json', ...from('203.0.113.3').headers };
        statuses.push((await server.stranger.fetch('/api/sign-in', { ...init, headers })).status);
      }
      assert.deepEqual(statuses, [401, 401, 429]);
      assert.equal((await server.stranger.fetch('/healthz', from('203.0.113.1'))).status, 200);
    } finally {
      await server.close();
    }
  });

  test('without a trusted proxy the header is not believed, and requests of this machine are not limited', async () => {
    const server = await openTestServer({ HEMING_RATES: 'public=1' });
    try {
      for (let i = 0; i < 4; i++) assert.equal((await server.stranger.fetch('/about', from('203.0.113.1'))).status, 200);
    } finally {
      await server.close();
    }
  });

  test('writes are counted by session', async () => {
    const server = await openTestServer({ HEMING_TRUSTED_PROXY: '127.0.0.1', HEMING_RATES: 'write=2' });
    try {
      const write = (login: string) => server.as(login).post('/api/password', {}, from('203.0.113.1').headers);
      assert.deepEqual(
        [await write('zhaoyan'), await write('zhaoyan'), await write('zhaoyan')].map(({ status }) => status),
        [400, 400, 429],
      );
      assert.notEqual((await write('qianhe')).status, 429);
    } finally {
      await server.close();
    }
  });
});
