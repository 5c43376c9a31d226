// bench/fsck.ts —— 查账:CPU of hashing an event against OpenSSL's SHA-256 over messages of the same number and lengths
import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '../src/base/ids.ts';
import { type FsckReport, fsck } from '../src/ledger/fsck.ts';
import { newSigner } from '../src/ledger/keys.ts';
import { openLog } from '../src/ledger/log.ts';
import { parseDoc, type Segment } from '../src/ledger/proof/disclose.ts';
import type { Db } from '../src/store/database.ts';
import { type Bench, median } from './measure.ts';
import { openSystem } from './system.ts';

const EVENTS = 5000;
const WARM_UP = 2;
const ROUNDS = 7;

type Round = { ours: number; database: number; openssl?: number; inProcess: number };

/** The events are those of the demonstration, over and over, in a log of their own. */
export const fsckBench: Bench = async ({ say }) => {
  say(`查账：${EVENTS}条记录，内容取自演示案件`);
  const system = await openSystem({ demo: true });
  const { db } = system.heming.store;
  try {
    const agency = await fill(db);
    const rounds: Round[] = [];
    let messages: Messages = [];
    for (let i = -WARM_UP; i < ROUNDS; i++) {
      const report = await fsck(db, { agency });
      if (report.failures.length > 0) throw new Error(report.failures[0]!.says);
      messages = messagesOf(report);
      if (i >= 0) rounds.push(roundOf(report, messages));
    }
    return linesOf(rounds, messages);
  } finally {
    await system.close();
  }
};

async function fill(db: Db): Promise<string> {
  const { rows } = await sql<{ doc: Uint8Array }>`select doc from log_payload order by agency, idx`.execute(db);
  const payloads = rows.map(({ doc }) => parseDoc(doc));
  const [agency, origin] = ['bench', 'example.test/bench'];
  const log = await openLog(db, { agency, origin, signKey: newSigner(origin) });
  const event = (segments: Segment[]) => ({
    type: 'test',
    id: newId(),
    at: new Date().toISOString(),
    by: 'p'.repeat(22),
    caseId: newId(),
    segments,
  });
  for (let i = 0; i < EVENTS; i += 100) {
    const append = Array.from({ length: 100 }, (_, k) => event(payloads[(i + k) % payloads.length]!));
    await log.run(async () => ({ append, result: () => undefined }));
  }
  await log.close();
  return agency;
}

/** What is hashed for one event on average: a header, the segments, and the nodes of 65 bytes over them. */
type Messages = { bytes: number; count: number }[];

function messagesOf({ entries, hashes, hashedBytes }: FsckReport): Messages {
  const [all, header] = [hashes / entries, 330];
  const segments = all / 2; // one leaf, s segments, s − 1 nodes
  const rest = hashedBytes / entries - header - (segments - 1) * 65;
  return [
    { bytes: header, count: 1 },
    { bytes: Math.round(rest / segments), count: segments },
    { bytes: 65, count: segments - 1 },
  ];
}

const roundOf = (report: FsckReport, messages: Messages): Round => ({
  ours: (report.hashingMs * 1000) / report.entries,
  database: (report.databaseMs * 1000) / report.entries,
  openssl: opensslPerEvent(messages),
  inProcess: nodePerEvent(messages),
});

/** CPU-µs by `openssl speed`, a second a length; undefined where there is no such command. */
function opensslPerEvent(messages: Messages): number | undefined {
  let sum = 0;
  for (const { bytes, count } of messages) {
    const speed = ['speed', '-seconds', '1', '-bytes', String(bytes), '-evp', 'sha256'];
    const { stderr, status } = spawnSync('openssl', speed, { encoding: 'utf8' });
    const [, done, seconds] = /: (\d+) .*? in ([\d.]+)s/.exec(stderr ?? '') ?? [];
    if (status !== 0 || !done) return undefined;
    sum += (count * Number(seconds) * 1e6) / Number(done);
  }
  return sum;
}

/** CPU-µs by crypto.hash over the same lengths: an upper bound of what OpenSSL needs, calls included. */
function nodePerEvent(messages: Messages): number {
  const [repeat, runs] = [10, 300];
  const buffers = messages.flatMap(({ bytes, count }) => Array.from({ length: Math.round(count * repeat) }, () => Buffer.alloc(bytes, 7)));
  const before = process.threadCpuUsage();
  for (let i = 0; i < runs; i++) for (const buffer of buffers) hash('sha256', buffer, 'latin1' as 'binary');
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / runs / repeat;
}

function linesOf(rounds: Round[], messages: Messages) {
  const of = (pick: (round: Round) => number) => median(rounds.map(pick));
  const peer = (round: Round) => round.openssl ?? round.inProcess;
  const [, segment] = messages;
  const name = rounds[0]!.openssl === undefined ? 'crypto.hash' : 'openssl speed';
  return [
    {
      what: `查账：每条记录的摘要（平均${segment!.count.toFixed(0)}段，每段${segment!.bytes}字节）`,
      value: `${of(({ ours }) => ours).toFixed(1)} CPU微秒`,
      against: `${name} ${of(peer).toFixed(1)} CPU微秒`,
      ratio: of((round) => round.ours / peer(round)),
      limit: { atMost: 4 },
    },
    {
      what: '查账：同样长度用 crypto.hash',
      value: `${of(({ inProcess }) => inProcess).toFixed(1)} CPU微秒`,
      against: '（含 Node 调用开销）',
    },
    { what: '查账：每条记录的读库', value: `${of(({ database }) => database).toFixed(1)} 微秒`, against: '（单列，不计入比值）' },
  ];
}
