// src/server/faults/act.test.ts —— each file operation of the database under an act fails in turn: the act is there whole or not at all, and the answer never lies
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type Acknowledged, judge } from '../../../bench/crash/judge.ts';
import { prepare, type Seat } from '../../../bench/crash.ts';
import { shanghaiDate } from '../../base/dates.ts';
import { newId } from '../../base/ids.ts';
import { clue } from '../overHttp/testCase.ts';
import type { Orders } from './preload.ts';

const data = mkdtempSync(join(tmpdir(), 'heming-faults-'));
const orders = join(data, 'orders.json');
let child: ChildProcess | undefined;
let base = '';
let said = '';
after(() => {
  child?.kill('SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

async function startServer(): Promise<void> {
  const preload = join(import.meta.dirname, 'preload.ts');
  const server = join(import.meta.dirname, '..', '..', '..', 'bench', 'crashServer.ts');
  said = '';
  child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', preload, server, join(data, 'installation')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HEMING_FAILING_DISK: orders },
  });
  child.stderr!.on('data', (bytes) => {
    said += bytes;
  });
  const [first] = await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]);
  if (!(first instanceof Buffer)) throw new Error(`the server did not start: ${said}`);
  base = String(first).trim();
}

const alive = () => child?.exitCode === null && child.signalCode === null;

let order = 0;
const setFault = (fault: Omit<Orders, 'order'>) => writeFileSync(orders, JSON.stringify({ ...fault, order: ++order }));
const lift = () => rmSync(orders, { force: true });
const seen = (): string[] =>
  existsSync(`${orders}.seen`)
    ? readFileSync(`${orders}.seen`, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith(`${order} `))
        .map((line) => line.slice(line.indexOf(' ') + 1))
    : [];

type Act = { id: string; caseId: string };

/** Submits; undefined when the connection broke before an answer. */
async function register(seat: Seat, { id, caseId }: Act): Promise<Response | undefined> {
  const particulars = { ...clue, receivedAt: `${shanghaiDate(new Date())} 00:00` };
  const body = JSON.stringify({ step: 'clueRegistered', on: shanghaiDate(new Date()), by: [seat.officers[0]], particulars, seen: 0 });
  const headers = { cookie: `heming=${seat.token}`, origin: base, 'content-type': 'application/json', 'idempotency-key': id };
  return fetch(`${base}/api/cases/${caseId}/acts`, { method: 'POST', headers, body }).catch(() => undefined);
}

test('whichever operation of the database fails, an act is acknowledged and there, or refused and not there', {
  timeout: 240_000,
}, async (t) => {
  const seat = await prepare(join(data, 'installation'));
  const acknowledged: Acknowledged = { acts: [], evidence: [] };
  const accept = ({ id, caseId }: Act) => acknowledged.acts.push({ id, caseId, n: 1 });
  const begin = () => ({ id: newId(), caseId: newId() });
  await startServer();
  const warm = begin();
  assert.equal((await register(seat, warm))?.status, 201);
  accept(warm);

  setFault({ at: 0, code: 'EIO' });
  const counted = begin();
  assert.equal((await register(seat, counted))?.status, 201);
  accept(counted);
  lift();
  const operations = seen();
  t.diagnostic(`${operations.length} operations: ${operations.join(' ')}`);
  assert.ok(operations.includes('fsyncSync') && operations.includes('writeSync'), operations.join(' '));

  let stopped = 0;
  for (const code of ['EIO', 'ENOSPC'] as const)
    for (let at = 1; at <= operations.length; at++) {
      const name = `${code} at ${at} (${operations[at - 1]})`;
      const act = begin();
      setFault({ at, code });
      const answer = await register(seat, act);
      lift();
      if (answer?.status === 201) accept(act);
      else if (answer) assert.match(await answer.text(), /磁盘|数据库/, name);
      if (!answer) await Promise.race([once(child!, 'exit'), t.waitFor?.(() => assert.ok(!alive()), { timeout: 10_000 })]);
      if (!alive()) {
        stopped += 1;
        assert.match(said, /数据库停止：.*未确认的操作没有生效；请检查磁盘后重新启动。/s, name);
        await startServer();
      }
      const again = await register(seat, act); // the same submission: what was done is told, what was not is done now
      assert.ok(again?.status === 201 || again?.status === 200, `${name}: ${again?.status} ${await again?.text()}`);
      if (answer?.status === 201) assert.equal(again.status, 200, name);
      else accept(act);
    }
  t.diagnostic(`the process stopped ${stopped} times`);
  assert.ok(stopped >= 2, 'a failed sync of the database ends the process');
  child!.kill('SIGKILL');
  await once(child!, 'exit').catch(() => {});
  assert.deepEqual(await judge(join(data, 'installation'), acknowledged), []);
});
