// bench/failover.ts —— 主库没了:acts go on against a cluster whose primary is handed over, then killed; what was acknowledged must be there
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { newId } from '../src/base/ids.ts';
import { fsck } from '../src/ledger/fsck.ts';
import { missingPrograms, startCluster } from './failover/threeNodes.ts';
import type { Bench } from './measure.ts';
import { openSystem, type System } from './system.ts';

const CLIENTS = 8;
const BEFORE_MS = 5_000; // of quiet work before each blow, and after work has resumed
const PATIENCE_MS = 120_000;

/** Seconds without an acknowledged act, and acknowledged acts lost: both must be counted, the latter must be 0. */
export const failoverBench: Bench = async ({ say }) => {
  const missing = missingPrograms();
  if (missing.length > 0) throw new Error(`缺少程序：${missing.join('、')}。请运行 apt-get install patroni etcd-server haproxy postgresql`);
  say('换主库：启动三个节点');
  const cluster = await startCluster();
  const system = await openSystem({ databaseUrl: cluster.url });
  const work = keepActing(system);
  try {
    const outages: Record<string, number> = {};
    for (const [name, blow] of [
      ['计划内切换', () => cluster.switchOver()],
      ['主库断电（kill -9）', async () => void (await cluster.killPrimary())],
    ] as const) {
      await cluster.settle();
      await sleep(BEFORE_MS);
      say(`换主库：${name}`);
      const at = performance.now();
      await blow();
      await work.resumedAfter(at + 1000);
      await sleep(BEFORE_MS);
      outages[name] = work.longestGapSince(at) / 1000;
    }
    const acknowledged = await work.stop();
    say('换主库：核对');
    const lost = await countLost(system, acknowledged);
    const { failures } = await fsck(system.heming.store.db, { agency: system.heming.casework.agency, vkey: system.heming.log.vkey });
    return [
      ...Object.entries(outages).map(([name, seconds]) => ({
        what: `${name}，三节点同步复制，${CLIENTS}个客户端`,
        value: `最长 ${seconds.toFixed(1)} 秒没有确认`,
        against: '—',
      })),
      {
        what: '其间已确认的办理',
        value: `${acknowledged.length}件，丢失${lost}件，日志缺陷${failures.length}处`,
        against: '应为 0',
        ratio: lost + failures.length,
        limit: { atMost: 0 },
      },
    ];
  } finally {
    await work.stop();
    await system.close().catch(() => {});
    await cluster.close();
  }
};

/** Clients that act without pause; what is not acknowledged is sent again under the same key, as a console would. */
function keepActing({ port, token, officers, today }: System) {
  const acknowledged: { id: string; at: number }[] = [];
  let stopped = false;
  const particulars = { source: 'satellite', receivedAt: `${today} 00:00`, place: '盘锦市大洼区演示村', summary: '林地内新修道路（演示）' };
  const body = JSON.stringify({ step: 'clueRegistered', on: today, by: [officers[0]], particulars, seen: 0 });
  async function send(caseId: string, id: string): Promise<boolean> {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/api/cases/${caseId}/acts`, {
        method: 'POST',
        headers: { cookie: `heming=${token}`, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', 'idempotency-key': id },
        body,
        signal: AbortSignal.timeout(10_000),
      });
      await answer.arrayBuffer();
      if (answer.status >= 400 && answer.status < 500) throw new TypeError(`an act of the bench was refused: ${answer.status}`);
      return answer.ok;
    } catch (error) {
      if (error instanceof TypeError && error.message.startsWith('an act')) throw error;
      return false;
    }
  }
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (!stopped) {
      const [caseId, id] = [newId(), newId()];
      while (!(await send(caseId, id))) {
        if (stopped) return; // never acknowledged: nothing was promised
        await sleep(100);
      }
      acknowledged.push({ id, at: performance.now() });
    }
  });
  return {
    async resumedAfter(at: number): Promise<void> {
      for (const began = performance.now(); performance.now() < began + PATIENCE_MS; await sleep(50)) {
        if ((acknowledged.at(-1)?.at ?? 0) > at && performance.now() > at) return;
      }
      throw new Error('no act was acknowledged within two minutes of the blow');
    },
    longestGapSince(from: number): number {
      const times = acknowledged.map(({ at }) => at).filter((at) => at >= from);
      return Math.max(...[from, ...times].slice(0, -1).map((at, i) => times[i]! - at));
    },
    async stop(): Promise<string[]> {
      stopped = true;
      await Promise.all(clients);
      return acknowledged.map(({ id }) => id);
    },
  };
}

async function countLost({ heming: { store } }: System, acknowledged: string[]): Promise<number> {
  let lost = 0;
  for (let i = 0; i < acknowledged.length; i += 1000) {
    const some = acknowledged.slice(i, i + 1000);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from log_entry where id = any(${some}::uuid[])`.execute(store.db);
    lost += some.length - rows[0]!.n;
  }
  return lost;
}
