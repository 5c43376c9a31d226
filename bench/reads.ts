// bench/reads.ts —— 十万件决定之上的查阅:CPU of a request against a bare node:http server that runs the same SQL and answers as many bytes
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CompiledQuery, sql } from 'kysely';
import { newId } from '../src/base/ids.ts';
import type { Db } from '../src/store/database.ts';
import { bigrams } from '../src/store/search.ts';
import { openClients, wireRequest } from './clients.ts';
import { type Bench, type Line, median, timed } from './measure.ts';
import { openSystem, type System } from './system.ts';

const DECISIONS = 100_000;
const ROUNDS = 15;
const WARM_UP = 5;
const BLOCK_MS = 250; // CPU of one block of requests, so that the clock's grain does not count

type Statement = { sql: string; parameters: readonly unknown[] };

/** Lists, filters, two-character searches and a decision page, on the console and on the portal; `npm run bench -- reads 决定书页` measures one. */
export const readsBench: Bench = async ({ args, say }) => {
  const system = await openSystem({ demo: true });
  const clients = openClients();
  try {
    const { db } = system.heming.store;
    const agency = system.heming.casework.agency;
    const [shown] = (
      await sql<{ public_id: string }>`select public_id from publication where state = 'shown' and ends_on >= current_date`.execute(db)
    ).rows;
    if (!shown) throw new Error('no demonstration case is published: there is no decision page to measure');
    say(`查阅：写入${DECISIONS}行看板和公示的读模型（直接写表，只供测读）`);
    await fill(db, agency);
    const recorder = record(db);
    const pages: [name: string, path: string, signedIn: boolean, body?: unknown][] = [
      ['看板列表', '/api/cases?view=all', true],
      ['看板筛选', '/api/cases?view=turn', true],
      ['看板两字检索', '/api/cases/search', true, { view: 'all', q: '苇场' }],
      ['期限看板', '/api/deadlines', true],
      ['公示列表', '/results', false],
      ['公示筛选', '/results?year=2024', false],
      ['公示两字检索', `/results?q=${encodeURIComponent('苇场')}`, false],
      ['决定书页', `/results/${shown.public_id}`, false],
    ];
    const lines: Line[] = [];
    for (const [name, path, signedIn, body] of pages.filter(([each]) => args.length === 0 || args.includes(each))) {
      say(`查阅：${name}`);
      lines.push(await measure(system, clients, recorder, { name, path, body, token: signedIn ? system.token : undefined }));
    }
    return lines;
  } finally {
    clients.close();
    await system.close();
  }
};

async function measure(
  system: System,
  clients: ReturnType<typeof openClients>,
  recorder: ReturnType<typeof record>,
  { name, path, body: asked, token }: { name: string; path: string; body?: unknown; token?: string },
): Promise<Line> {
  const method = asked === undefined ? 'GET' : 'POST';
  const request = wireRequest(system.port, { method, path, token, body: asked });
  const load = (port: number, count: number) => timed(() => clients.run({ port, connections: 2, requests: Array(count).fill(request) }));
  await load(system.port, 20);
  const count = Math.min(600, Math.max(10, Math.round((BLOCK_MS * 20) / (await load(system.port, 20)).cpu)));
  recorder.begin();
  const origin = `http://127.0.0.1:${system.port}`;
  const headers = { origin, 'content-type': 'application/json', ...(token ? { cookie: `heming=${token}` } : {}) };
  const sent = asked === undefined ? {} : { body: JSON.stringify(asked) };
  const body = await (await fetch(`${origin}${path}`, { method, headers, ...sent })).text();
  const peer = await openPeer(system.heming.store.db, recorder.end(), body);
  try {
    // Both are compiled by then: a server runs for days.
    for (let i = 0; i < WARM_UP; i++) for (const port of [peer.port, system.port]) await load(port, count);
    const rounds = [];
    for (let i = 0; i < ROUNDS; i++) {
      const ours = await load(system.port, count);
      const bare = await load(peer.port, count);
      rounds.push({ ours: ours.cpu / count, bare: bare.cpu / count });
    }
    return {
      what: `${name}（${DECISIONS / 10_000}万件）`,
      value: `${median(rounds.map(({ ours }) => ours)).toFixed(2)} CPU毫秒，${(Buffer.byteLength(body) / 1024).toFixed(0)} KB`,
      against: `node:http 加同样的${peer.statements}条SQL ${median(rounds.map(({ bare }) => bare)).toFixed(2)} CPU毫秒`,
      ratio: median(rounds.map(({ ours, bare }) => ours / bare)),
      limit: { atMost: 1.5 },
    };
  } finally {
    peer.close();
  }
}

/** Writes down the statements that reach the database between begin() and end(), with their parameters. */
function record(db: Db) {
  const executor = db.getExecutor();
  const executeQuery = executor.executeQuery.bind(executor);
  let statements: Statement[] | undefined;
  executor.executeQuery = ((compiled: CompiledQuery, ...rest: []) => {
    statements?.push({ sql: compiled.sql, parameters: compiled.parameters });
    return executeQuery(compiled, ...rest);
  }) as typeof executor.executeQuery;
  return {
    begin: () => {
      statements = [];
    },
    end: () => {
      const found = statements ?? [];
      statements = undefined;
      if (found.length === 0) throw new Error('no statement was seen: the peer would have nothing to do');
      return found;
    },
  };
}

/** The peer: the statements of one request, and the very string that was answered to it. */
async function openPeer(db: Db, statements: Statement[], body: string) {
  const server = createServer(async (_, response) => {
    for (const { sql: text, parameters } of statements) await db.executeQuery(CompiledQuery.raw(text, [...parameters]));
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': Buffer.byteLength(body) });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    statements: statements.length,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Scattered, so that no word goes with a day. */
const pick = <T>(all: readonly T[], i: number, salt: number): T => all[(Math.imul(i + salt * 7919, 2_654_435_761) >>> 9) % all.length]!;
const towns = [
  '羊圈子镇',
  '东郭苇场',
  '赵圈河镇',
  '田庄台镇',
  '胡家镇',
  '石新镇',
  '甜水镇',
  '新立镇',
  '清水镇',
  '荣兴镇',
  '西安镇',
  '唐家镇',
];
const causes = [
  '擅自改变林地用途',
  '滥伐林木',
  '非法开垦湿地',
  '违法猎捕野生动物',
  '未经批准占用湿地',
  '盗伐芦苇',
  '非法收购木材',
  '擅自移植古树',
];
const surnames = [...'赵钱孙李周吴郑王冯陈沈韩杨朱秦许何吕施张'];

/** Board rows, deadlines and publications straight into the read models, copied from those of the demonstration with other words and days. */
async function fill(db: Db, agency: string): Promise<void> {
  const whole = (i: number) => {
    const year = 2016 + (i % 9);
    const day = `${year}-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`;
    const number = `盘林湿罚决〔${year}〕第${String(1000 + i)}号`;
    const party = `${pick(surnames, i, 1)}某`;
    const cause = `${pick(causes, i, 2)}（${pick(towns, i, 3)}）`;
    const haystack = `${number}\n${cause}\n${party}`;
    const shared = { agency, case_id: newId(), decision_number: number, cause, party, haystack, terms: bigrams(haystack), day };
    return { ...shared, public_id: `b${String(i).padStart(11, '0')}`, act_id: newId(), open: i % 20 === 0, i };
  };
  for (let from = 0; from < DECISIONS; from += 5000) {
    const rows = JSON.stringify(Array.from({ length: 5000 }, (_, i) => whole(from + i)));
    await sql`with r as (select * from json_to_recordset(${rows}::json) as r(agency text, case_id uuid, decision_number text, cause text, party text, haystack text, terms text, day date, open boolean, i int4)),
        sample as (select c as whole from case_row c order by n desc limit 1)
      insert into case_row select c.* from r, sample, json_populate_record(sample.whole, json_build_object('case_id', r.case_id, 'decision_number', r.decision_number, 'cause', r.cause,
        'party', r.party, 'haystack', r.haystack, 'terms', r.terms, 'status', case when r.open then 'open' else 'closed' end, 'due_on', case when r.open then r.day end,
        'decided_on', r.day, 'updated_at', r.day + (r.i || ' seconds')::interval)) as c`.execute(db);
    await sql`with r as (select * from json_to_recordset(${rows}::json) as r(agency text, case_id uuid, day date, open boolean))
      insert into case_deadline select r.agency, r.case_id, 'decisionMade', '作出处罚决定', '处罚法§60', r.day, r.day, 'calendarDay', 90, r.day - 90, false from r where r.open`.execute(
      db,
    );
    await sql`with r as (select * from json_to_recordset(${rows}::json) as r(agency text, case_id uuid, act_id uuid, public_id text, decision_number text, cause text, party text, haystack text, terms text, day date)),
        sample as (select p as whole from publication p where state = 'shown' limit 1)
      insert into publication select p.* from r, sample, json_populate_record(sample.whole, json_build_object('case_id', r.case_id, 'act_id', r.act_id, 'public_id', r.public_id, 'decision_number', r.decision_number,
        'title', r.cause || '案', 'cause', r.cause, 'party_public', r.party, 'haystack', r.haystack, 'terms', r.terms, 'decided_on', r.day, 'published_on', r.day + 7,
        'ends_on', '2099-12-31', 'doc', json_build_object())) as p`.execute(db);
  }
  for (const table of ['case_row', 'case_deadline', 'publication']) await sql`vacuum (analyze) ${sql.table(table)}`.execute(db);
}
