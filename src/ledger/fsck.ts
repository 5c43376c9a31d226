// src/ledger/fsck.ts —— 全面核对:recomputes a whole log from its stored bytes and names everything that does not agree
// A column is compared with the header bytes, the header with its hash, the hashes with the signed roots, the payload with the header.

import { sameBytes } from '../base/bytes.ts';
import { type Db, tables } from '../store/database.ts';
import { commitmentOfDoc } from './hashNode.ts';
import { compareCheckpointFile, openCheckpoints } from './keep/fsckCheckpoints.ts';
import { type EntryRow, eventBeyond, readEntries, storedHashes, strays } from './keep/fsckRows.ts';
import { LOG_STARTED, PAYLOAD_ERASED } from './keep/ownEvents.ts';
import { parseDoc } from './proof/disclose.ts';
import { type Hash, leafHash } from './proof/hash.ts';
import { type Header, parseHeader } from './proof/header.ts';
import { Frontier } from './proof/merkle.ts';
import { TILE_WIDTH } from './proof/tiles.ts';
import type { LedgerTables } from './tables.ts';

/** What does not agree; the sentence (中文) says where and what. */
export type Failure = { code: FailureCode; says: string };
/** The tables and rules a failure can name. */
export type FailureCode =
  | 'noLog'
  | 'length'
  | 'entryMissing'
  | 'entryHash'
  | 'entryColumns'
  | 'header'
  | 'time'
  | 'chain'
  | 'hash'
  | 'payload'
  | 'salt'
  | 'erasure'
  | 'orphan'
  | 'checkpoint'
  | 'key'
  | 'checkpointFile';

/** The report; times in ms: CPU of hashing, and waiting for the database. `hashes` and `hashedBytes` say how much was hashed. */
export type FsckReport = {
  agency: string;
  entries: number;
  erased: number;
  checkpoints: number;
  failures: Failure[];
  hashes: number;
  hashedBytes: number;
  hashingMs: number;
  databaseMs: number;
};

/** `vkey`: the key to believe; without it the one the log itself names. `checkpointFile`: see HEMING_CHECKPOINTS. `between` is told after
 * each page how many ms of computing it took, and waited for: a server that checks itself gives others their turn there. */
export type FsckOptions = { agency: string; vkey?: string; checkpointFile?: string; between?: (ms: number) => Promise<unknown> };

/** One run over one log. */
export type Run = { report: FsckReport; fail(code: FailureCode, says: string): void; timed<T>(query: Promise<T>): Promise<T> };

/** Recomputes the log of an agency as long as it is now; what is appended meanwhile is left to the next time. Never stops at a failure;
 * throws only when the database cannot be read. */
export async function fsck(db: Db, { agency, vkey, checkpointFile, between }: FsckOptions): Promise<FsckReport> {
  const run = openRun(agency);
  const head = await tables<LedgerTables>(db).selectFrom('log_head').selectAll().where('agency', '=', agency).executeTakeFirst();
  if (!head) {
    run.fail('noLog', `没有“${agency}”的日志。`);
    return run.report;
  }
  const walk = openWalk(run, agency, vkey);
  const checkpoints = await openCheckpoints(db, run, agency, head.origin);
  await checkpoints.reached(walk.tree, () => walk.vkey());
  for await (const rows of readEntries(db, run, agency, head.size)) {
    const begin = performance.now();
    const hashed = hashRows(run, rows);
    for (const [i, row] of rows.entries()) {
      walk.visit(row, hashed[i]!);
      await checkpoints.reached(walk.tree, () => walk.vkey());
    }
    await between?.(performance.now() - begin);
  }
  if (walk.tree.size !== head.size) run.fail('length', `日志登记的长度是 ${head.size}，实际有 ${walk.tree.size} 条。`);
  await walk.finish(db);
  await compareHashes(db, run, agency, walk.subtrees, head.size);
  await strays(db, run, agency);
  if (checkpointFile !== undefined) await compareCheckpointFile(db, run, agency, checkpointFile);
  return run.report;
}

function openRun(agency: string): Run {
  const counts = { entries: 0, erased: 0, checkpoints: 0, hashes: 0, hashedBytes: 0, hashingMs: 0, databaseMs: 0 };
  const report: FsckReport = { agency, failures: [], ...counts };
  return {
    report,
    fail: (code, says) => void report.failures.push({ code, says }),
    async timed(query) {
      const begin = performance.now();
      const answer = await query;
      report.databaseMs += performance.now() - begin;
      return answer;
    },
  };
}

type Hashed = { leaf: Hash; commitment: Hash | undefined };

/** All hashing of a batch in one go, so that its CPU time can be told from everything else. */
function hashRows({ report }: Run, rows: readonly EntryRow[]): Hashed[] {
  const before = process.threadCpuUsage();
  const hashed = rows.map(({ header, doc, salts }) => ({
    leaf: leafHash(header),
    commitment: doc && salts ? commitmentOfDoc(doc, salts) : undefined,
  }));
  const { user, system } = process.threadCpuUsage(before);
  report.hashingMs += (user + system) / 1000;
  for (const { header, doc, salts } of rows) {
    const segments = (salts?.length ?? 0) / 16;
    report.hashes += 1 + Math.max(0, 2 * segments - 1);
    report.hashedBytes += header.length + 1 + (doc?.length ?? 0) + segments * 26 + Math.max(0, segments - 1) * 65;
  }
  return hashed;
}

/** Goes over the entries in order and keeps what later ones are compared with. */
function openWalk(run: Run, agency: string, trusted: string | undefined) {
  const { report, fail } = run;
  const tree = new Frontier();
  const subtrees = new Map<string, Hash>();
  const cases = new Map<string, { n: number; leaf: Hash }>();
  const erasing = new Map<string, number>(); // erasing event → what it must have erased
  const erasures = new Set<string>(); // all erasing events met
  let lastAt = '';
  let named: string | undefined;

  const push = (leaf: Hash) =>
    tree.push(leaf, (level, n, hash) => {
      if (level > 0 && level % 8 === 0) subtrees.set(`${level / 8}/${n}`, hash);
    });

  function checkChain(row: EntryRow, { caseId, n, prev }: Header, leaf: Hash): void {
    if (caseId === undefined) return;
    const before = cases.get(caseId);
    const follows = n === (before?.n ?? 0) + 1 && (before ? prev !== undefined && sameBytes(prev, before.leaf) : prev === undefined);
    if (!follows) fail('chain', `序号 ${row.idx}：与本案上一条记录接不上，中间有缺失或调换。`);
    cases.set(caseId, { n: n!, leaf });
  }

  function checkHeader(row: EntryRow, leaf: Hash): Header | undefined {
    try {
      const header = parseHeader(row.header);
      const same =
        header.id === row.id && header.type === row.type && (header.caseId ?? null) === row.case_id && (header.n ?? null) === row.n;
      if (!same || header.at !== row.at || header.org !== agency) fail('entryColumns', `序号 ${row.idx}：表里的列与登记头不一致。`);
      if (header.at < lastAt) fail('time', `序号 ${row.idx}：记录时间早于上一条。`);
      lastAt = header.at;
      checkChain(row, header, leaf);
      return header;
    } catch {
      fail('header', `序号 ${row.idx}：登记头读不出来。`);
      return undefined;
    }
  }

  function checkPayload(row: EntryRow, header: Header, commitment: Hash | undefined): void {
    if (row.erasure !== null) {
      report.erased += 1;
      if (erasures.has(row.erasure)) fail('erasure', `序号 ${row.idx}：登记为已删除，所说的删除（${row.erasure}）删的却是另一条。`);
      else erasing.set(row.erasure, row.idx);
      erasures.add(row.erasure);
      if (row.doc || row.salts) fail('erasure', `序号 ${row.idx}：登记为已删除，内容却还在。`);
      return;
    }
    if (!row.doc) fail('payload', `序号 ${row.idx}：内容不见了，也没有删除的登记。`);
    else if (!row.salts) fail('salt', `序号 ${row.idx}：盐值不见了，也没有删除的登记。`);
    else if (!commitment || !sameBytes(commitment, header.c)) fail('payload', `序号 ${row.idx}：内容或盐值被改动过，与登记头的指纹不符。`);
    else if (header.type === LOG_STARTED) named ??= read(row, 'vkey') as string;
    else if (header.type === PAYLOAD_ERASED) checkErasure(row);
  }

  function checkErasure(row: EntryRow): void {
    if (erasing.get(row.id) !== read(row, 'index'))
      fail('erasure', `序号 ${row.idx}：说删除了序号 ${read(row, 'index')}，表里没有这次删除。`);
    erasing.delete(row.id);
  }

  const read = (row: Pick<EntryRow, 'doc'>, wanted: string) => parseDoc(row.doc!).find(({ path }) => path === wanted)?.value;

  return {
    tree,
    subtrees,
    vkey: () => trusted ?? named,
    visit(row: EntryRow, { leaf, commitment }: Hashed): void {
      report.entries += 1;
      while (tree.size < row.idx) {
        fail('entryMissing', `序号 ${tree.size}：这一条不见了。`);
        push(new Uint8Array(32)); // keeps later entries in their places
      }
      if (!sameBytes(leaf, row.leaf_hash)) fail('entryHash', `序号 ${row.idx}：登记头与它的指纹不符。`);
      push(leaf);
      const header = checkHeader(row, leaf);
      if (header) checkPayload(row, header, commitment);
    },
    async finish(db: Db): Promise<void> {
      for (const [id, idx] of erasing) {
        // Erased while this check was running: the event lies beyond what it walked.
        const event = await eventBeyond(db, run, agency, id, tree.size);
        if (event?.type === PAYLOAD_ERASED && event.doc && read(event, 'index') === idx) continue;
        fail('erasure', `序号 ${idx}：登记为已删除，日志里没有这次删除的记录（${id}）。`);
      }
      if (trusted !== undefined && named !== undefined && trusted !== named) fail('key', '日志第一条写明的公钥不是所给的公钥。');
    },
  };
}

async function compareHashes(db: Db, run: Run, agency: string, expected: Map<string, Hash>, size: number): Promise<void> {
  for await (const rows of storedHashes(db, run, agency))
    for (const { level, n, hash } of rows) {
      const right = expected.get(`${level}/${n}`);
      if (!right && (n + 1) * TILE_WIDTH ** level > size) continue; // newer than this check, or a stray
      if (!right) run.fail('hash', `第 ${level} 层第 ${n} 个指纹是多出来的。`);
      else if (!sameBytes(right, hash)) run.fail('hash', `第 ${level} 层第 ${n} 个指纹不对。`);
      expected.delete(`${level}/${n}`);
    }
  for (const name of expected.keys()) run.fail('hash', `缺少第 ${name.replace('/', ' 层第 ')} 个指纹。`);
}
