// src/store/pglite/engine.ts —— 引擎:one PGlite, opened so that what it acknowledges is on the disk
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { copyCluster, placeCluster } from './cluster.ts';
import { failStop, SyncedFiles } from './syncedFiles.ts';
import { readAnswer, simpleQuery } from './wire.ts';

/** An open PGlite in this thread: exchange() runs one request to its end and may block for as long as it takes. */
export type Engine = {
  exchange(request: Uint8Array): Uint8Array;
  /** A consistent copy of the data directory; only between transactions. */
  copyTo(target: string): void;
  /** The data directory as a tar, for engines in memory. */
  tar(): Promise<Uint8Array>;
  close(): Promise<void>;
};

/** The one version whose internals were read and tested (docs/decisions/0002-embedded-database.md). */
const testedVersion = 'PGlite 0.5.16';
const segmentsPerCheckpoint = 8; // 128 MiB of log

const settings = (pairs: Record<string, string>): string[] => Object.entries(pairs).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
const common = settings({ TimeZone: 'UTC', DateStyle: 'ISO, YMD', jit: 'off' });
const durable = { fsync: 'on', wal_sync_method: 'fsync', full_page_writes: 'on', synchronous_commit: 'on' };
const shipped = PGlite.defaultStartParams;
/** Code point order and Unicode letters, the same on every machine. */
const initDbStartParams = ['--locale-provider=builtin', '--locale=C.UTF-8'];

/** PGlite swallows every exception out of the engine but its own error jump, then answers as if nothing had been wrong. */
function stopOnTrap(lite: PGlite): void {
  const module = lite.Module as unknown as { _PostgresMainLoopOnce(): void };
  const once = module._PostgresMainLoopOnce.bind(module);
  const errorJump = 100;
  module._PostgresMainLoopOnce = () => {
    try {
      once();
    } catch (error) {
      if ((error as { status?: number }).status === errorJump) throw error;
      failStop(`数据库引擎异常（${error instanceof Error ? `${error.name}: ${error.message}` : error}）`);
    }
  };
}

function exchangeOver(lite: PGlite): Engine['exchange'] {
  return (request) => {
    const chunks: Uint8Array[] = [];
    const onRawData = (bytes: Uint8Array) => void chunks.push(bytes.slice());
    // With syncToFs false it has done everything before it returns its promise.
    void lite.execProtocolRawStream(request, { syncToFs: false, onRawData }).catch((error) => failStop(`数据库引擎异常（${error}）`));
    return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
  };
}

function read(exchange: Engine['exchange'], sql: string): Record<string, unknown>[] {
  const { answer, error } = readAnswer(exchange(simpleQuery(sql)));
  if (error) throw error;
  return answer.rows;
}

/** Throws unless the engine is the tested one, its settings are the durable ones, and a checkpoint has been seen to reach fsync. */
function checkDurability(exchange: Engine['exchange'], files: SyncedFiles): void {
  const [row] = read(exchange, 'select version()');
  if (!String(row?.version).includes(`(${testedVersion})`))
    throw new Error(`数据库引擎应为 ${testedVersion}，实际是：${row?.version}。请重新安装依赖（npm ci）。`);
  for (const [name, wanted] of Object.entries(durable)) {
    const found = read(exchange, `select current_setting('${name}') as value`)[0]?.value;
    if (found !== wanted) throw new Error(`数据库设置 ${name} 应为 ${wanted}，实际是 ${found}，不能保证落盘，拒绝打开。`);
  }
  const before = files.syncs;
  read(exchange, 'checkpoint');
  if (files.syncs === before) throw new Error('数据库引擎没有把数据同步到磁盘（fsync 未被调用），拒绝打开。');
}

async function start(options: PGliteOptions, where: string): Promise<PGlite> {
  const said: string[] = [];
  const onStderr = (text: string): boolean => {
    said.push(text);
    if (said.length > 5) said.shift();
    return false;
  };
  try {
    return await PGlite.create({ initDbStartParams, onStderr, ...options });
  } catch (cause) {
    const detail = [cause instanceof Error ? cause.message : String(cause), ...said].join(';');
    throw new Error(`数据库打不开（${where}）：${detail}`, { cause });
  }
}

const durableParams = [...shipped.filter((parameter) => parameter !== '-F'), ...common, ...settings(durable)];
const openFiles = (files: SyncedFiles, where: string) => start({ fs: files, startParams: durableParams }, where);

/** Makes the cluster beside its place and moves it there whole, so that a crash leaves either nothing or all of it. */
async function createCluster(directory: string): Promise<void> {
  const fresh = `${directory}.new`;
  rmSync(fresh, { recursive: true, force: true });
  await (await openFiles(new SyncedFiles(fresh), fresh)).close();
  placeCluster(fresh, directory);
}

/** Opens the cluster in a directory, creating it the first time. The caller holds the directory's lock. Throws in Chinese. */
export async function openEngine(directory: string): Promise<Engine> {
  if (!existsSync(join(directory, 'PG_VERSION'))) await createCluster(directory);
  const files = new SyncedFiles(directory);
  const lite = await openFiles(files, directory);
  stopOnTrap(lite);
  const raw = exchangeOver(lite);
  checkDurability(raw, files);
  const checkpoint = (): void => {
    files.segments = 0;
    read(raw, 'checkpoint');
  };
  files.segments = 0;
  const exchange = (request: Uint8Array): Uint8Array => {
    const reply = raw(request);
    // A single-user PostgreSQL never checkpoints by itself: its log would grow for ever. Only between transactions ('I').
    if (files.segments >= segmentsPerCheckpoint && reply.at(-1) === 'I'.charCodeAt(0)) checkpoint();
    return reply;
  };
  return {
    exchange,
    copyTo(target) {
      checkpoint();
      const [log] = read(
        raw,
        'select pg_walfile_name(redo_lsn) as first, pg_walfile_name(pg_current_wal_insert_lsn()) as last from pg_control_checkpoint()',
      );
      copyCluster(directory, target, log as { first: string; last: string });
    },
    tar: () => Promise.reject(new Error('copyTo() instead')),
    close: () => lite.close(),
  };
}

/** Opens a database in memory, from a tar if one is given; what it holds ends with the process. */
export async function openMemoryEngine(tar?: Uint8Array): Promise<Engine> {
  const loadDataDir = tar && new Blob([tar as Uint8Array<ArrayBuffer>]);
  const lite = await start({ startParams: [...shipped, ...common], ...(loadDataDir ? { loadDataDir } : {}) }, '内存');
  stopOnTrap(lite);
  return {
    exchange: exchangeOver(lite),
    copyTo: () => {
      throw new Error('a database in memory has no directory');
    },
    tar: async () => new Uint8Array(await (await lite.dumpDataDir('none')).arrayBuffer()),
    close: () => lite.close(),
  };
}
