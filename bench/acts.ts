// bench/acts.ts —— 办理一步:the full act over HTTP against a bare insert of one row into the same database
import { sql } from 'kysely';
import { newId } from '../src/base/ids.ts';
import { type Clients, openClients, wireRequest } from './clients.ts';
import { type Bench, type Line, median, timed } from './measure.ts';
import { openSystem, type System } from './system.ts';

const ROUNDS = 7;
const ACTS = 160;
const LIMIT = 0.35;

type Block = { ms: number; cpu: number };

/** At 1 and at 16 clients: acts that take a number, acts that do not, and bare inserts, in turn. */
export const acts: Bench = async ({ say }) => {
  const system = await openSystem();
  const clients = openClients();
  try {
    await sql`create table bare_row (id int8 generated always as identity primary key, body text not null)`.execute(system.heming.store.db);
    await round(system, clients, 16); // warm-up
    const lines: Line[] = [];
    for (const connections of [1, 16]) {
      say(`办理一步:${connections}个客户端,${ROUNDS}轮`);
      const rounds: Record<'bare' | 'registered' | 'verified', Block>[] = [];
      for (let i = 0; i < ROUNDS; i++) rounds.push(await round(system, clients, connections));
      lines.push(...linesOf(rounds, connections));
    }
    return lines;
  } finally {
    clients.close();
    await system.close();
  }
};

async function round(system: System, clients: Clients, connections: number) {
  const cases = Array.from({ length: ACTS }, () => newId());
  const send = (step: string, seen: number, particulars: object, by: readonly string[]) => {
    const { port, token, today } = system;
    const requests = cases.map((id) =>
      wireRequest(port, {
        method: 'POST',
        path: `/api/cases/${id}/acts`,
        token,
        headers: { 'idempotency-key': newId() },
        body: { step, on: today, by, particulars, seen },
      }),
    );
    return timed(() => clients.run({ port, connections, requests }));
  };
  const clue = {
    source: 'satellite',
    receivedAt: `${system.today} 00:00`,
    place: '盘锦市大洼区演示村',
    summary: '遥感图斑显示林地内新修道路(演示)',
  };
  const verification = { finding: '现场核实属实(演示)', withinJurisdiction: true, suggestion: 'file' };
  const half = await bareInserts(system, connections, ACTS / 2);
  const registered = await send('clueRegistered', 0, clue, system.officers.slice(0, 1));
  const otherHalf = await bareInserts(system, connections, ACTS / 2);
  const verified = await send('clueVerified', 1, verification, system.officers);
  return { bare: { ms: half.ms + otherHalf.ms, cpu: half.cpu + otherHalf.cpu }, registered, verified };
}

/** The peer: one row, committed by itself, as durable as an act. */
function bareInserts({ heming }: System, clients: number, count: number): Promise<Block> {
  const { db } = heming.store;
  let left = count;
  const insert = async () => {
    while (left-- > 0) await sql`insert into bare_row (body) values (${'x'.repeat(200)})`.execute(db);
  };
  return timed(() => Promise.all(Array.from({ length: clients }, insert)));
}

function linesOf(rounds: Record<'bare' | 'registered' | 'verified', Block>[], connections: number): Line[] {
  const perSecond = (blocks: Block[]) => (1000 * ACTS) / median(blocks.map(({ ms }) => ms));
  const cpu = (blocks: Block[]) => median(blocks.map((block) => block.cpu)) / ACTS;
  const bare = rounds.map((each) => each.bare);
  return (['verified', 'registered'] as const).map((kind) => {
    const blocks = rounds.map((each) => each[kind]);
    return {
      what: `${kind === 'verified' ? '线索核查' : '线索登记(取号)'},${connections}个客户端`,
      value: `${perSecond(blocks).toFixed(0)} 件/秒,${cpu(blocks).toFixed(2)} CPU毫秒`,
      against: `单行插入 ${perSecond(bare).toFixed(0)} 行/秒,${cpu(bare).toFixed(2)} CPU毫秒`,
      ratio: median(rounds.map((each) => each.bare.ms / each[kind].ms)),
      limit: { atLeast: LIMIT },
    };
  });
}
