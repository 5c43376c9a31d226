// bench/evidence.ts —— 大文件证据:one recording of many gigabytes, killed half-way; memory, speed against cp and sha256sum, and a look into its middle
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, stat, statfs } from 'node:fs/promises';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { registerClue } from './crash/clerk.ts';
import { prepare, type Seat, type Started, start } from './crash.ts';
import type { Bench, Line } from './measure.ts';

const run = promisify(execFile);
const MIB = 1024 ** 2;
const BLOCK = 4 * MIB;
/** As large as one request of a patient client. */
const PIECE = 256 * MIB;
const GROWTH_LIMIT = 64;

/** Bytes no disk can compress and nobody has to store: a real video's beginning, then random blocks with their number stamped in. */
function recordingOf(size: number) {
  const head = readFileSync(new URL('../agencies/panjin/demo/farm-road-walk-through.mp4', import.meta.url));
  const block = randomBytes(BLOCK);
  return function* (from: number, to: number): Generator<Buffer> {
    for (let at = from; at < Math.min(to, size); ) {
      const number = Math.floor(at / BLOCK);
      block.writeDoubleLE(number, 8);
      if (number === 0) head.copy(block, 0, 0, 4096);
      const end = Math.min(to, size, (number + 1) * BLOCK);
      yield Buffer.from(block.subarray(at - number * BLOCK, end - number * BLOCK)); // a copy: the socket may still hold it
      at = end;
    }
  };
}

/** Resident memory of a process in MiB. */
const residentOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;

/** Watches memory and how long a small question takes meanwhile. */
function watch({ child, base }: Started) {
  const before = residentOf(child.pid!);
  const seen = { peak: before, slowest: 0 };
  let going = true;
  const ended = (async () => {
    while (going) {
      seen.peak = Math.max(seen.peak, residentOf(child.pid!));
      const begin = performance.now();
      await fetch(`${base}/healthz`).then((response) => response.text());
      seen.slowest = Math.max(seen.slowest, performance.now() - begin);
      await sleep(100);
    }
  })().catch(() => {}); // the server was killed
  return async () => {
    going = false;
    await ended;
    return { growth: seen.peak - before, slowest: seen.slowest };
  };
}

type Answered = { status: number; headers: IncomingMessage['headers']; text: string; lastByteMs: number };

/** One request with a streamed body; `lastByteMs` from the last byte sent to the answer. */
async function ask(url: URL, method: string, headers: Record<string, string>, body?: Iterable<Buffer>): Promise<Answered> {
  const request: ClientRequest = httpRequest(url, { method, headers });
  const answered = new Promise<IncomingMessage>((resolve, reject) => request.on('response', resolve).on('error', reject));
  await Promise.all([pipeline(body ?? [], request), answered]);
  const sent = performance.now();
  const response = await answered;
  let text = '';
  for await (const part of response.setEncoding('utf8')) text += part;
  return { status: response.statusCode!, headers: response.headers, text, lastByteMs: performance.now() - sent };
}

type Recording = { size: number; digest: string; bytes: ReturnType<typeof recordingOf> };

async function announce(base: string, seat: Seat, caseId: string, { size, digest }: Recording): Promise<string> {
  const claims = { filename: '巡查录像.mp4', mediaType: 'video/mp4', sha256: digest, caseId };
  const metadata = Object.entries(claims).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`);
  const headers = { ...headersOf(seat, base), 'upload-length': String(size), 'upload-metadata': metadata.join(',') };
  const made = await ask(new URL('/api/uploads', base), 'POST', headers);
  if (made.status !== 201) throw new Error(`上传登记得到 ${made.status}：${made.text}`);
  return new URL(made.headers.location!, base).pathname;
}

const headersOf = ({ token }: Seat, base: string) => ({ cookie: `heming=${token}`, origin: base, 'tus-resumable': '1.0.0' });

/** Sends from an offset to another; returns the last answer. */
async function send(base: string, seat: Seat, path: string, { bytes }: Recording, from: number, to: number): Promise<Answered> {
  let last: Answered | undefined;
  for (let at = from; at < to; at += PIECE) {
    const end = Math.min(at + PIECE, to);
    const headers = { 'upload-offset': String(at), 'content-type': 'application/offset+octet-stream', 'content-length': String(end - at) };
    last = await ask(new URL(path, base), 'PATCH', { ...headersOf(seat, base), ...headers }, bytes(at, end));
    if (last.status >= 300) throw new Error(`上传到 ${at} 得到 ${last.status}：${last.text}`);
  }
  return last!;
}

async function readMiddle(base: string, seat: Seat, item: string, size: number): Promise<{ ms: number; bytes: number }> {
  const begin = performance.now();
  const range = `bytes=${Math.floor(size / 2)}-`;
  const response = await fetch(`${base}/api/evidence/${item}?purpose=checkingFacts`, {
    headers: { ...headersOf(seat, base), range },
  });
  const { length } = new Uint8Array(await response.arrayBuffer());
  if (response.status !== 206) throw new Error(`查阅得到 ${response.status}`);
  return { ms: performance.now() - begin, bytes: length };
}

/** `cp` of the stored original to the disk and `sha256sum` of the copy, in seconds. */
async function copyAndSum(data: string, digest: string): Promise<{ copy: number; sum: number }> {
  const [source, copy] = [join(data, 'blobs', 'blobs', digest.slice(0, 2), digest.slice(2, 4), digest), join(data, 'copy')];
  const timed = async (command: string, args: string[]) => {
    const begin = performance.now();
    const { stdout } = await run(command, args);
    return { seconds: (performance.now() - begin) / 1000, stdout };
  };
  const copied = (await timed('cp', [source, copy])).seconds + (await timed('sync', [copy])).seconds;
  const { seconds, stdout } = await timed('sha256sum', [copy]);
  if (!stdout.startsWith(digest)) throw new Error('sha256sum 算出的与入库的不一样');
  await rm(copy);
  return { copy: copied, sum: seconds };
}

/** `npm run bench -- evidence 20`: gigabytes of one recording (default 1). Twice as much disk is needed. */
export const evidenceBench: Bench = async ({ args, say }) => {
  const gigabytes = Number(args[0] ?? 1);
  if (!(gigabytes > 0 && gigabytes <= 20)) throw new Error(`大小应当是不超过 20 的数（GB），现在是“${args[0]}”`);
  const size = Math.floor(gigabytes * 1024 ** 3) - 12_345; // the last chunk is a short one
  const data = await mkdtemp(join(tmpdir(), 'heming-evidence-'));
  const { bavail, bsize } = await statfs(data);
  if (bavail * bsize < 2 * size + 1024 ** 3) throw new Error(`临时目录的磁盘空间不够：需要 ${((2 * size) / 1024 ** 3 + 1).toFixed(0)} GB`);
  let server: Started | undefined;
  try {
    const seat = await prepare(data);
    server = await start(data);
    return await measure({ data, seat, size, say, server, restart: async () => (server = await start(data)) });
  } finally {
    server?.child.kill('SIGKILL');
    await rm(data, { recursive: true, force: true });
  }
};

type Context = { data: string; seat: Seat; size: number; say(text: string): void; server: Started; restart(): Promise<Started> };

async function measure({ data, seat, size, say, server, restart }: Context): Promise<Line[]> {
  say('正在计算录像的摘要…');
  const recording = prepared(size);
  const caseId = await registerClue(server.base, seat);
  const small = prepared(8 * MIB);
  await send(server.base, seat, await announce(server.base, seat, caseId, small), small, 0, small.size); // threads and code are there before it counts

  say('正在上传前一半…');
  const half = Math.floor(size / 2 / MIB) * MIB + 777;
  const path = await announce(server.base, seat, caseId, recording);
  let ended = watch(server);
  const begin = performance.now();
  await send(server.base, seat, path, recording, 0, half);
  const firstSeconds = (performance.now() - begin) / 1000;
  const first = await ended();

  say('kill -9，重新启动，接着传…');
  server.child.kill('SIGKILL');
  const again = await restart();
  await send(again.base, seat, await announce(again.base, seat, caseId, small), small, 0, small.size);
  const asked = performance.now();
  const told = await ask(new URL(path, again.base), 'HEAD', headersOf(seat, again.base));
  const askedMs = performance.now() - asked;
  if (Number(told.headers['upload-offset']) !== half) throw new Error(`续传位置是 ${told.headers['upload-offset']}，应为 ${half}`);
  ended = watch(again);
  const second = performance.now();
  const last = await send(again.base, seat, path, recording, half, size);
  const secondSeconds = (performance.now() - second) / 1000;
  const after = await ended();
  const item = String(last.headers['heming-evidence']);
  if (!last.text.includes('文件已入库')) throw new Error(last.text);

  say('正在查阅中段，再用 cp 和 sha256sum 作对照…');
  const middle = await readMiddle(again.base, seat, item, size);
  again.child.kill('SIGKILL');
  const stored = join(data, 'blobs', 'blobs', recording.digest.slice(0, 2), recording.digest.slice(2, 4), recording.digest);
  if ((await stat(stored)).size !== size) throw new Error('入库的大小不对');
  const peer = await copyAndSum(data, recording.digest);

  const speed = (seconds: number, bytes: number) => `${(bytes / 1e6 / seconds).toFixed(0)} MB/s`;
  const growth = Math.max(first.growth, after.growth);
  const [uploading, copying] = [firstSeconds + secondSeconds, peer.copy + peer.sum];
  return [
    {
      what: `证据${(size / 1024 ** 3).toFixed(1)} GB：服务器内存增长`,
      value: `${growth.toFixed(0)} MiB（前半${first.growth.toFixed(0)}，续传${after.growth.toFixed(0)}）`,
      against: `上限${GROWTH_LIMIT} MiB`,
      ratio: growth / GROWTH_LIMIT,
      limit: { atMost: 1 },
    },
    {
      what: '上传、落盘、算摘要、入库的用时',
      value: `${uploading.toFixed(1)} s（${speed(uploading, size)}）`,
      against: `cp ${peer.copy.toFixed(1)} s（${speed(peer.copy, size)}）+ sha256sum ${peer.sum.toFixed(1)} s（${speed(peer.sum, size)}）`,
      ratio: uploading / copying,
    },
    {
      what: '其中前一半（没有中断）',
      value: `${firstSeconds.toFixed(1)} s（${speed(firstSeconds, half)}）`,
      against: `cp + sha256sum 的一半${(copying / 2).toFixed(1)} s`,
      ratio: firstSeconds / (copying / 2),
    },
    { what: 'kill -9 之后查询续传位置', value: `${askedMs.toFixed(0)} ms`, against: `重算前一半要读 ${(half / 1024 ** 3).toFixed(1)} GB` },
    { what: '补算摘要期间，别的请求最慢', value: `${after.slowest.toFixed(0)} ms`, against: `没有中断时${first.slowest.toFixed(0)} ms` },
    { what: '最后一字节到确认入库', value: `${(last.lastByteMs / 1000).toFixed(1)} s`, against: '包括补算没有算完的摘要' },
    {
      what: '查阅中段（逐块核验）',
      value: `${middle.ms.toFixed(0)} ms 得 ${(middle.bytes / MIB).toFixed(1)} MiB`,
      against: '不读其余部分',
    },
  ];
}

function prepared(size: number): Recording {
  const bytes = recordingOf(size);
  const hash = createHash('sha256');
  for (const part of bytes(0, size)) hash.update(part);
  return { size, digest: hash.digest('hex'), bytes };
}
