// witness/witness.ts —— 见证程序:a known log's checkpoints are cosigned, its entries mirrored, and nothing else is served
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fromUtf8 } from '../src/base/bytes.ts';
import { openCheckpoint, parseVkey, type Signer } from '../src/ledger/proof/note.ts';
import { formatRecords } from '../src/ledger/proof/records.ts';
import { parseTilePath, widthAt } from '../src/ledger/proof/tiles.ts';
import { whoAsks } from '../src/ledger/proof/witnessRequest.ts';
import { hashOf, type KnownLog, openLogs, type WitnessConfiguration } from './configuration.ts';
import { type Answer, addCheckpoint, type LogCosigner, openLogCosigner } from './cosigning.ts';
import { holdDirectory, makeDirectory, readIfThere, replaceFile } from './durable.ts';
import { openCosigner } from './key.ts';
import { type Mirror, openMirror } from './mirror.ts';
import { type MirrorFiles, openMirrorFiles } from './mirrorFiles.ts';

/** A running witness. */
export type Witness = { base: string; vkey: string; logs: KnownLog[]; stop(): Promise<void> };

/** Says a sentence to the operator. */
type Report = (sentence: string) => void;

// 63 proof lines and a checkpoint with 64 signatures are below 12 KiB.
const MAX_BODY = 16 * 1024;
const limits = { headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 30_000, maxHeaderSize: 8192 };
const MAX_CONNECTIONS = 256;
const MAX_REFUSED = 1000;

type Served = { log: KnownLog; cosigner: LogCosigner; files: MirrorFiles; mirror?: Mirror };

/** Opens the directory and listens; throws in Chinese when the directory cannot be trusted or the port not be had. */
export async function openWitness(configuration: WitnessConfiguration, report: Report): Promise<Witness> {
  const { data, host, port } = configuration;
  await makeDirectory(data);
  const hold = holdDirectory(data);
  try {
    const key = await openCosigner(data, configuration.name);
    const logs = await openLogs(configuration);
    const served = new Map<string, Served>();
    for (const log of logs) served.set(log.vkey.name, await openLog(data, log, key, report));
    const server = createServer(limits, (request, response) => {
      void answer(request, served)
        .catch((error): Answer => {
          report(`没有完成一次请求：${error instanceof Error ? error.message : error}`);
          return { status: 500, body: '见证程序没有完成这次请求，请稍后重试\n' };
        })
        .then(({ status, body, type = 'text/plain; charset=utf-8' }) => {
          response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }).end(body);
        });
    });
    server.maxConnections = MAX_CONNECTIONS;
    const base = await listen(server, host, port);
    const stop = async () => {
      await Promise.all([...served.values()].map(({ mirror }) => mirror?.stop()));
      await new Promise((done) => {
        server.close(done);
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 3000).unref();
      });
      hold.release();
    };
    return { base, vkey: key.vkey, logs, stop };
  } catch (error) {
    hold.release();
    throw error;
  }
}

async function openLog(data: string, log: KnownLog, key: Signer, report: Report): Promise<Served> {
  const directory = join(data, hashOf(log.vkey.name));
  await makeDirectory(join(directory, 'refused'));
  const path = join(directory, 'checkpoint');
  const memory = {
    read: async () => (await readIfThere(path))?.toString(),
    keep: (note: string) => replaceFile(path, note),
  };
  const note = await memory.read();
  if (note !== undefined) checkMemory(path, note, log, key);
  let refused = 0;
  let mirror: Mirror | undefined;
  const cosigner = openLogCosigner({
    accepted: () => mirror?.wake(),
    ...{ log: log.vkey, cosigner: key, memory, now: () => Math.floor(Date.now() / 1000) },
    refused(wrong) {
      // Signed by the log and contradicting what it signed before: together the two are proof, so they are kept.
      report(`日志“${log.vkey.name}”提交了与见证过的不一致的检查点，已拒绝。证据在 ${join(directory, 'refused')}，请查明原因。`);
      if (refused++ < MAX_REFUSED)
        replaceFile(join(directory, 'refused', `${randomUUID()}.txt`), wrong).catch((error) => report(`证据没有存成：${error.message}`));
    },
  });
  const files = openMirrorFiles(join(directory, 'mirror'));
  const { url } = log;
  if (url !== undefined) mirror = openMirror({ log: { ...log, url }, key, files, latest: cosigner.latest, report });
  return { log, cosigner, files, mirror };
}

/** A memory that is not what this witness wrote must not be gone on from: it could be anyone's, or older. */
function checkMemory(path: string, note: string, log: KnownLog, key: Signer): void {
  try {
    const { origin, signatures } = openCheckpoint(note, [log.vkey, parseVkey(key.vkey)]);
    if (origin === log.vkey.name && signatures.length === 2) return;
  } catch {
    // said below
  }
  throw new Error(`${path} 不是本见证程序写下的内容，可能已经损坏。请从备份找回，不要删除：删除后会接受一本从头来过的日志。`);
}

async function answer(request: IncomingMessage, served: Map<string, Served>): Promise<Answer> {
  const { pathname } = new URL(request.url ?? '/', 'http://witness');
  if (pathname === '/add-checkpoint') {
    if (request.method !== 'POST') return { status: 405, body: '这个地址只接受 POST\n' };
    const body = await readBody(request);
    if (body === undefined) return { status: 413, body: '提交的内容太长\n' };
    return addCheckpoint(body, (origin) => served.get(origin)?.cosigner);
  }
  if (request.method !== 'GET') return { status: 405, body: '这个地址只接受 GET\n' };
  const match = /^\/([0-9a-f]{64})\/(.+)$/.exec(pathname);
  const found = match && [...served.values()].find(({ log: { vkey } }) => hashOf(vkey.name) === match[1]);
  if (found && match[2]!.startsWith('mirror/')) return mirrored(found, match[2]!, request.headers.authorization);
  const note = match?.[2] === 'checkpoint' ? await found?.cosigner.latest() : undefined;
  return note === undefined ? { status: 404, body: '没有这个地址，或者还没有见证过这个日志\n' } : { status: 200, body: note };
}

/** What was mirrored goes back to the log itself only, which proves itself with its key. */
async function mirrored({ log: { vkey }, files }: Served, path: string, authorization: string | undefined): Promise<Answer> {
  if (!whoAsks(authorization, [vkey], vkey.name, path, Math.floor(Date.now() / 1000)))
    return { status: 403, body: '副本只交还给日志自己，请求要有它的签名\n' };
  const inner = path.slice('mirror/'.length);
  const tile = parseTilePath(inner);
  const sealed = /^sealed\/(\d{1,13})$/.exec(inner);
  const bytes = async () => {
    if (inner === 'checkpoint') return files.checkpoint();
    if (tile) return files.readTile(tile);
    if (!sealed) return undefined;
    const records = await files.readSealed(Number(sealed[1]));
    return formatRecords(records.slice(0, widthAt(await files.size(), 'entries', Number(sealed[1]))));
  };
  const body = await bytes();
  return body === undefined ? { status: 404, body: '副本里没有\n' } : { status: 200, body, type: 'application/octet-stream' };
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  try {
    return fromUtf8(Buffer.concat(chunks));
  } catch {
    return ''; // not text: no submission
  }
}

function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = { EADDRINUSE: `端口 ${port} 已被占用`, EACCES: `没有权限使用端口 ${port}`, EADDRNOTAVAIL: `本机没有地址 ${host}` };
      const says = why[error.code as keyof typeof why];
      reject(says ? new Error(`${says}。请换一个，例如：HEMING_WITNESS_PORT=8091 npm run witness`) : error);
    });
    server.listen(port, host, () => {
      const name = host.includes(':') ? `[${host}]` : host;
      resolve(`http://${name}:${(server.address() as AddressInfo).port}`);
    });
  });
}
