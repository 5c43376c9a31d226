// src/server/overHttp/weeks.test.ts —— 每周的数
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { clue, openCase, submit } from './testCase.ts';
import { openTestServer, type TestServer } from './testServer.ts';

type Week = { from: string; acts: number; refused: number; overdue: number };

suite('weeks of oversight', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer();
  });
  after(() => server.close());
  const weeks = async (): Promise<Week[]> => (await server.as('hejian').get('/api/oversight/weeks')).body.weeks;

  test('a week goes from Monday to Sunday in Shanghai; refusals are counted apart; the list holds what the figure counts', async () => {
    const first = await openCase(server);
    server.at('2025-02-16T23:30:00+08:00');
    await openCase(server, 'zhaoyan', '2025-02-16');
    server.at('2025-02-17T00:30:00+08:00'); // still Sunday in UTC
    const third = await openCase(server, 'zhaoyan', '2025-02-17');
    const refused = await submit(server.as('zhaoyan'), '2025-02-17', { caseId: third, step: 'clueRegistered', particulars: clue, seen: 1 });
    assert.equal(refused.status, 422, refused.text);

    const counted = await weeks();
    assert.equal(counted.length, 12);
    assert.deepEqual(counted.slice(-2), [
      { from: '2025-02-10', acts: 2, refused: 0, overdue: 0 },
      { from: '2025-02-17', acts: 1, refused: 1, overdue: 0 },
    ]);
    const { acts, more } = (await server.as('hejian').get('/api/oversight/acts?from=2025-02-10')).body;
    assert.equal(more, false);
    assert.deepEqual([acts.length, acts[1].case_id, acts[1].step], [2, first, 'clueRegistered']);
  });

  test('what ran out undone is counted in the week it ran out', async () => {
    server.at('2025-04-01T09:00:00+08:00');
    const counted = await weeks();
    const { deadlines } = (await server.as('hejian').get('/api/deadlines')).body as { deadlines: { strict_on: string }[] };
    assert.equal(deadlines.length, 3);
    for (const { from, overdue } of counted) {
      const end = new Date(Date.parse(from) + 6 * 86_400_000).toISOString().slice(0, 10);
      assert.equal(overdue, deadlines.filter(({ strict_on }) => strict_on >= from && strict_on <= end).length, from);
    }
    assert.equal(
      counted.reduce((sum, { overdue }) => sum + overdue, 0),
      3,
    );
  });

  test('a list is asked for a week that begins on its Monday', async () => {
    const denied = await server.as('hejian').get('/api/oversight/acts?from=2025-02-11');
    assert.equal(denied.status, 400, denied.text);
  });
});
