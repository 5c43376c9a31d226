// src/server/upkeep/metrics.test.ts —— what an operator watches: counted, without ids, and not for everyone
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shanghaiDate } from '../../base/dates.ts';
import { samplePerson } from '../../law/papers/sample/acts.ts';
import { openApp } from '../app.ts';
import { clue, openCase, walkSample } from '../overHttp/testCase.ts';
import { openTestServer } from '../overHttp/testServer.ts';
import { listen } from './listen.ts';
import { openMetrics } from './metrics.ts';

const readingOf = (text: string, line: string): number => {
  const found = text.split('\n').find((each) => each.startsWith(`${line} `));
  assert.ok(found, `${line} in\n${text}`);
  return Number(found.slice(line.length + 1));
};

test('acts by step and outcome, requests by route, the log, the database and tasks are counted; no id and no name is in it', async () => {
  const server = await openTestServer();
  const metrics = openMetrics(server.heming);
  const lines: string[] = [];
  const app = await openApp(server.heming, { metrics, log: (line) => void lines.push(line) });
  const door = await listen(app.fetch, { host: '127.0.0.1', port: 0 });
  try {
    const walk = await walkSample(server, { until: 'filingProposed' }); // through the other door: this one counts only what comes to it
    const desk = server.as('zhaoyan');
    await openCase(server, 'zhaoyan', shanghaiDate(server.now()));
    const headers = { cookie: desk.cookie()!, origin: door.base, 'content-type': 'application/json' };
    const act = async (body: object) => {
      const answer = await fetch(`${door.base}/api/cases/${walk.caseId}/acts`, {
        ...{ method: 'POST', headers: { ...headers, 'idempotency-key': crypto.randomUUID() }, body: JSON.stringify(body) },
      });
      assert.match(answer.headers.get('request-id')!, /^[0-9a-f]{16}$/);
      return answer.status;
    };
    const common = { on: shanghaiDate(server.now()), by: [desk.id], particulars: clue };
    assert.equal(await act({ ...common, step: 'clueRegistered', seen: walk.n }), 422);
    assert.equal(await act({ ...common, step: 'noStep', seen: walk.n }), 422);
    const [task] = metrics.watching([{ name: 'uploads', every: 'hour', run: async () => 1 }]);
    await task!.run(server.now());
    const text = await (await fetch(`${door.base}/metrics`)).text();
    assert.equal(readingOf(text, 'heming_acts_total{step="clueRegistered",outcome="refused"}'), 1);
    assert.equal(readingOf(text, 'heming_acts_total{step="unknown",outcome="faulty"}'), 1);
    assert.equal(readingOf(text, 'heming_request_seconds_count{method="POST",route="/api/cases/:id/acts",status="4xx"}'), 2);
    assert.equal(readingOf(text, 'heming_log_size'), server.heming.log.status().size);
    assert.equal(readingOf(text, 'heming_log_refused'), 0);
    assert.equal(readingOf(text, 'heming_tasks_total{task="uploads",outcome="done"}'), 1);
    assert.ok(readingOf(text, 'heming_database_queries_total') > 10);
    assert.ok(readingOf(text, 'heming_database_seconds_total') > 0);
    assert.ok(readingOf(text, 'process_resident_memory_bytes') > 0);
    for (const said of [text, lines.join('\n')]) {
      assert.doesNotMatch(said, /[0-9a-f]{8}-[0-9a-f]{4}-/);
      for (const secret of [samplePerson.name, samplePerson.citizenId!, desk.id]) assert.ok(!said.includes(secret), secret);
    }
    assert.ok(lines.every((line) => /^\{"at":.*"request":"[0-9a-f]{16}".*"route":/.test(line)) && lines.length > 2);
  } finally {
    await door.stop();
    await server.close();
  }
});

test('only this machine reads them; through a proxy, or with a token set, only who shows the token', async () => {
  const server = await openTestServer();
  const open = async (token?: string) =>
    listen((await openApp(server.heming, { metrics: openMetrics(server.heming, token) })).fetch, { host: '127.0.0.1', port: 0 });
  const [plain, guarded] = [await open(), await open('a token of the scraper')];
  const ask = async (base: string, headers: Record<string, string> = {}) => (await fetch(`${base}/metrics`, { headers })).status;
  try {
    assert.equal(await ask(plain.base), 200);
    assert.equal(await ask(plain.base, { 'x-forwarded-for': '203.0.113.1' }), 403);
    assert.equal(await ask(guarded.base), 403);
    assert.equal(await ask(guarded.base, { authorization: 'Bearer a token of the scrapes' }), 403);
    assert.equal(await ask(guarded.base, { authorization: 'Bearer a token of the scraper', 'x-forwarded-for': '203.0.113.1' }), 200);
  } finally {
    await Promise.all([plain.stop(), guarded.stop()]);
    await server.close();
  }
});
