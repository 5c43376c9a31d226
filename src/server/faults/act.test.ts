// src/server/faults/act.test.ts —— each file operation of the database under an act fails in turn: the act is there whole or not at all, and the answer never lies
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type Acknowledged, judge } from '../../../bench/crash/judge.ts';
import { prepare } from '../../../bench/crash.ts';
import type { Orders } from './preload.ts';
import { type Act, newAct, serverProcess } from './serverProcess.ts';

const data = mkdtempSync(join(tmpdir(), 'heming-faults-'));
const installation = join(data, 'installation');
const orders = join(data, 'orders.json');
const server = serverProcess(installation, orders);
after(async () => {
  await server.kill();
  rmSync(data, { recursive: true, force: true });
});

let order = 0;
const setFault = (fault: Omit<Orders, 'order'>) => {
  order += 1;
  writeFileSync(orders, JSON.stringify({ ...fault, order }));
};
const lift = () => rmSync(orders, { force: true });
/** The operations met under the present order. */
function seen(): string[] {
  if (!existsSync(`${orders}.seen`)) return [];
  const lines = readFileSync(`${orders}.seen`, 'utf8').split('\n');
  return lines.filter((line) => line.startsWith(`${order} `)).map((line) => line.slice(line.indexOf(' ') + 1));
}

test('whichever operation of the database fails, an act is acknowledged and there, or refused and not there', {
  timeout: 300_000,
}, async (t) => {
  const seat = await prepare(installation);
  const acknowledged: Acknowledged = { acts: [], evidence: [] };
  const accept = ({ id, caseId }: Act) => acknowledged.acts.push({ id, caseId, n: 1 });
  await server.start();
  const [warm, counted] = [newAct(), newAct()];
  assert.equal((await server.register(seat, warm))?.status, 201);
  setFault({ at: 0, code: 'EIO' });
  assert.equal((await server.register(seat, counted))?.status, 201);
  lift();
  for (const act of [warm, counted]) accept(act);
  const operations = seen();
  t.diagnostic(`${operations.length} operations: ${operations.join(' ')}`);
  assert.ok(operations.includes('fsyncSync') && operations.includes('writeSync'), operations.join(' '));

  let stopped = 0;
  for (const code of ['EIO', 'ENOSPC'] as const)
    for (let at = 1; at <= operations.length; at++) {
      const name = `${code} at ${at} (${operations[at - 1]})`;
      const act = newAct();
      setFault({ at, code });
      const answer = await server.register(seat, act);
      lift();
      if (answer?.status === 201) accept(act);
      else if (answer) assert.match(await answer.text(), /磁盘|数据库/, name);
      else await server.ended();
      if (!server.alive()) {
        stopped += 1;
        assert.match(server.said(), /数据库停止：.*未确认的操作没有生效；请检查磁盘后重新启动。/s, name);
        await server.start();
      }
      const again = await server.register(seat, act); // the same submission: what was done is told, what was not is done now
      assert.ok(again?.status === 201 || again?.status === 200, `${name}: ${again?.status} ${await again?.text()}`);
      if (answer?.status === 201) assert.equal(again.status, 200, name);
      else accept(act);
    }
  t.diagnostic(`the process stopped ${stopped} times`);
  assert.ok(stopped >= 2, 'a failed sync of the database ends the process');
  await server.kill();
  assert.deepEqual(await judge(installation, acknowledged), []);
});
