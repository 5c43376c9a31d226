// bench/acts.ts —— 办理一步:the full act against a bare insert of one row into the same database, each through the same door
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { newId } from '../src/base/ids.ts';
import { perform } from '../src/casework/perform.ts';
import { authenticate, rememberSessions } from '../src/server/signIn/sessions.ts';
import type { Load } from './client.ts';
import { type Clients, openClients, wireRequest } from './clients.ts';
import { type Bench, type Line, median, timed } from './measure.ts';
import { openSystem, type System } from './system.ts';

const ROUNDS = 24;
const WARM_UP = 6;
const CLIENTS = [1, 4, 16, 64];
const LIMITED = [1, 16]; // clients at which the limit holds; the others only inform
const LIMIT = 0.35;

/** Acts of each kind a round: few, so that a busy moment of the machine meets them all. */
const actsFor = (connections: number) => Math.max(48, 4 * connections);

type Block = { ms: number; cpu: number; waits: number[] };
type Round = Record<'bare' | 'bareOverHttp' | 'registered' | 'verified' | 'direct', Block>;
type Send = (cases: readonly string[], step: string, seen: number, particulars: object, by: string[]) => Promise<Block>;

/** At 1 to 64 clients: acts that take a number, acts that do not, and bare inserts, in turn. */
export const acts: Bench = async ({ say }) => {
  const system = await openSystem();
  const clients = openClients();
  await sql`create table bare_row (id int8 generated always as identity primary key, body text not null)`.execute(system.heming.store.db);
  const peer = await openInsertPeer(system);
  try {
    for (let i = 0; i < WARM_UP; i++) await round(system, peer.port, clients, 16);
    const lines: Line[] = [];
    for (const connections of CLIENTS) {
      say(`办理一步：${connections}个客户端，${ROUNDS}轮`);
      const rounds: Round[] = [];
      for (let i = 0; i < ROUNDS; i++) rounds.push(await round(system, peer.port, clients, connections));
      lines.push(...linesOf(rounds, connections));
    }
    return lines;
  } finally {
    clients.close();
    await peer.close();
    await system.close();
  }
};

async function round(system: System, peer: number, clients: Clients, connections: number): Promise<Round> {
  const { today, officers } = system;
  const clue = {
    source: 'satellite',
    receivedAt: `${today} 00:00`,
    place: '盘锦市大洼区演示村',
    summary: '遥感图斑显示林地内新修道路（演示）',
  };
  const verification = { finding: '现场核查属实（演示）', withinJurisdiction: true, suggestion: 'file' };
  const [overHttp, direct] = [sendOverHttp(system, clients, connections), sendDirectly(system, connections)];
  const count = actsFor(connections);
  const cases = () => Array.from({ length: count }, () => newId());
  const [some, others] = [cases(), cases()];
  await direct(others, 'clueRegistered', 0, clue, [officers[0]]);
  const before = await bareInserts(system, connections, count / 2);
  const beforeOverHttp = await insertsOverHttp(peer, clients, connections, count / 2);
  const registered = await overHttp(some, 'clueRegistered', 0, clue, [officers[0]]);
  const verified = await overHttp(some, 'clueVerified', 1, verification, officers);
  const after = await bareInserts(system, connections, count / 2);
  const directly = await direct(others, 'clueVerified', 1, verification, officers);
  const afterOverHttp = await insertsOverHttp(peer, clients, connections, count / 2);
  return { bare: sum(before, after), bareOverHttp: sum(beforeOverHttp, afterOverHttp), registered, verified, direct: directly };
}

const sum = (one: Block, other: Block): Block => ({
  ms: one.ms + other.ms,
  cpu: one.cpu + other.cpu,
  waits: [...one.waits, ...other.waits],
});

/** The peer over HTTP: nothing but node:http, the JSON read, one row inserted, a short answer. */
async function openInsertPeer({ heming: { store } }: System): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { body } = JSON.parse(Buffer.concat(parts).toString());
    await sql`insert into bare_row (body) values (${body})`.execute(store.db);
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"kind":"recorded"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

async function insertsOverHttp(port: number, clients: Clients, connections: number, count: number): Promise<Block> {
  const request = wireRequest(port, { method: 'POST', path: '/', body: { body: 'x'.repeat(200) } });
  return load(clients, { port, connections, requests: Array(count).fill(request) });
}

/** Wall time as the clients saw it, CPU time of this process. */
async function load(clients: Clients, what: Load): Promise<Block> {
  let [ms, waits]: [number, number[]] = [0, []];
  const { cpu } = await timed(async () => {
    ({ ms, waits } = await clients.run(what));
  });
  return { ms, cpu, waits };
}

/** Each act is a request of its own; the clients are another process, whose CPU does not count. */
function sendOverHttp({ port, token, today }: System, clients: Clients, connections: number): Send {
  return async (cases, step, seen, particulars, by) => {
    const requests = cases.map((id) =>
      wireRequest(port, {
        method: 'POST',
        path: `/api/cases/${id}/acts`,
        token,
        headers: { 'idempotency-key': newId() },
        body: { step, on: today, by, particulars, seen },
      }),
    );
    return load(clients, { port, connections, requests });
  };
}

/** What the route does, without HTTP: the session asked for in the act's own statement, as the guard has it done. */
function sendDirectly({ heming: { casework }, token, today }: System, connections: number): Send {
  const sessions = rememberSessions();
  return async (cases, step, seen, particulars, by) => {
    const signed = await authenticate(casework.db, (_, stamp) => casework.registers(casework.db, stamp), token, new Date());
    if (!signed || 'ended' in signed) throw new Error('the session of the bench has ended');
    sessions.note(token, signed, new Date());
    const act = async (caseId: string) => {
      const { provided } = sessions.recall(token, new Date())!;
      const submission = { id: newId(), caseId, step, on: today, by, particulars, seen, enteredBy: signed.person.id };
      const performed = await perform(casework, submission, { registers: signed.registers, provided });
      if (performed.kind !== 'recorded') throw new Error(`an act of the bench was not recorded: ${JSON.stringify(performed)}`);
    };
    return { ...(await timed(() => atOnce(connections, cases, act))), waits: [] };
  };
}

/** The peer: one row, committed by itself, as durable as an act. */
async function bareInserts({ heming: { store } }: System, connections: number, count: number): Promise<Block> {
  const insert = (body: string) => sql`insert into bare_row (body) values (${body})`.execute(store.db);
  return { ...(await timed(() => atOnce(connections, Array(count).fill('x'.repeat(200)), insert))), waits: [] };
}

async function atOnce<T>(connections: number, all: readonly T[], each: (one: T) => Promise<unknown>): Promise<void> {
  const waiting = all.values();
  const work = async () => {
    for (const one of waiting) await each(one);
  };
  await Promise.all(Array.from({ length: connections }, work));
}

const kinds = {
  direct: { name: '线索核查，进程内', peer: 'bare', against: '单行插入，进程内' },
  verified: { name: '线索核查，经 HTTP', peer: 'bareOverHttp', against: '单行插入，经 node:http' },
  registered: { name: '线索登记（取号），经 HTTP', peer: 'bareOverHttp', against: '单行插入，经 node:http' },
} as const;

function linesOf(rounds: Round[], connections: number): Line[] {
  const count = actsFor(connections);
  const perSecond = (kind: keyof Round) => ((1000 * count) / median(rounds.map((each) => each[kind].ms))).toFixed(0);
  const cpu = (kind: keyof Round) => (median(rounds.map((each) => each[kind].cpu)) / count).toFixed(2);
  const p99 = (kind: keyof Round) => {
    const waits = rounds.flatMap((each) => each[kind].waits).sort((a, b) => a - b);
    return waits.length === 0 ? '' : `，p99 ${waits[Math.floor(waits.length * 0.99)]!.toFixed(1)} 毫秒`;
  };
  return (['direct', 'verified', 'registered'] as const).map((kind) => {
    const { name, peer, against } = kinds[kind];
    return {
      what: `${name}，${connections}个客户端`,
      value: `${perSecond(kind)} 件/秒，${cpu(kind)} CPU毫秒${p99(kind)}`,
      against: `${against} ${perSecond(peer)} 行/秒，${cpu(peer)} CPU毫秒${p99(peer)}`,
      ratio: median(rounds.map((each) => each[peer].ms / each[kind].ms)),
      limit: LIMITED.includes(connections) ? { atLeast: LIMIT } : undefined,
    };
  });
}
