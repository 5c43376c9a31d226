// src/server/overHttp/clock.test.ts —— the machine's clock set forward, back, and back and forth, under a server that is running
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, suite, test } from 'node:test';
import { newId } from '../../base/ids.ts';
import { openApp } from '../app.ts';
import { openTime } from '../time.ts';
import { type Listening, listen } from '../upkeep/listen.ts';
import { type Heming, openHeming } from '../wiring.ts';
import { clue } from './testCase.ts';
import { answerOf, configurationOf, firstMorning, passwordsIn, preparedDirectory } from './testServer.ts';

const HOUR = 3_600_000;

suite('the clock of the machine', () => {
  let [wall, monotonic] = [Date.parse(firstMorning) + HOUR, 5000];
  let [heming, door, directory, cookie]: [Heming?, Listening?, string?, string?] = [];
  const open = async () => {
    const configuration = configurationOf(directory!);
    heming = await openHeming(configuration, openTime({ wall: () => wall, monotonic: () => monotonic }).now);
    door = await listen((await openApp(heming)).fetch, configuration);
  };
  const stop = () => door!.stop().then(() => heming!.close());
  before(async () => {
    directory = await preparedDirectory();
    await open();
  });
  after(async () => {
    await stop();
    rmSync(directory!, { recursive: true, force: true });
  });
  const pass = (ms: number) => {
    wall += ms;
    monotonic += ms;
  };
  const post = async (path: string, body: unknown) => {
    const headers = { origin: door!.base, 'content-type': 'application/json', 'idempotency-key': newId(), ...(cookie ? { cookie } : {}) };
    return fetch(`${door!.base}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  };
  const signIn = async () => {
    cookie = undefined;
    const answer = await post('/api/sign-in', { login: 'zhaoyan', password: passwordsIn(directory!).zhaoyan });
    assert.equal(answer.status, 200, await answer.clone().text());
    cookie = answer.headers.get('set-cookie')!.split(';')[0]!;
  };
  const register = async () => {
    await signIn();
    const on = new Date(wall + 8 * HOUR).toISOString().slice(0, 10);
    const act = { step: 'clueRegistered', on, by: ['panjin-p01'], particulars: clue, seen: 0 };
    const { status, body, text } = await answerOf(await post(`/api/cases/${newId()}/acts`, act));
    return { told: [status, body.type] as const, text };
  };
  const refused = async (type: string, says: RegExp) => {
    const before = heming!.log.status().size;
    const { told, text } = await register();
    assert.deepEqual([...told, heming!.log.status().size], [503, type, before], text);
    assert.match(text, says);
  };
  const recorded = async () => {
    const { told, text } = await register();
    assert.equal(told[0], 201, text);
  };

  test('set forward, acts are refused and pages still answer; right again, they are recorded, and nothing bears the wrong date', async () => {
    await recorded();
    wall += 400 * 24 * HOUR;
    await refused('/problems/clockAhead', /服务器时钟在运行中突然快了9600\.0小时/);
    assert.equal((await fetch(`${door!.base}/healthz`)).status, 200);
    wall -= 400 * 24 * HOUR;
    pass(60_000);
    await recorded();
    const { newest } = await heming!.store.db
      .selectFrom('log_entry')
      .select(({ fn }) => fn.max<string>('at').as('newest'))
      .executeTakeFirstOrThrow();
    assert.ok(Date.parse(newest) <= wall);
  });

  test('set back, acts are refused until it is right again; back and forth likewise', async () => {
    wall -= 3 * HOUR;
    await refused('/problems/clockSetBack', /时钟/);
    wall += 30 * HOUR;
    await refused('/problems/clockAhead', /请校准时钟后重试/);
    wall -= 28 * HOUR;
    await refused('/problems/clockSetBack', /时钟/);
    wall += HOUR;
    pass(60_000);
    await recorded();
  });

  test('an installation that lay still for weeks starts and records without ado', async () => {
    await stop();
    wall += 40 * 24 * HOUR;
    monotonic = 100; // the machine was started anew
    await open();
    await recorded();
  });
});
