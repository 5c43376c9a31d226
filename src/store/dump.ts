// src/store/dump.ts —— 备份包:a database directory as one .tar.gz, and back
import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGunzip, createGzip, gzipSync } from 'node:zlib';
import { takeDirectoryLock } from './directoryLock.ts';
import { clusterIn, clusterVersion, placeCluster } from './pglite/cluster.ts';

const block = 512;
const padding = (size: number): Buffer => Buffer.alloc((block - (size % block)) % block);

/** A ustar header; names here are PostgreSQL's, far below the 100 bytes that fit. */
function header(name: string, size: number, directory: boolean): Buffer {
  if (Buffer.byteLength(name) > 100) throw new RangeError(`file name too long for the backup: ${name}`);
  const head = Buffer.alloc(block);
  head.write(name, 0);
  head.write(directory ? '0000700\0' : '0000600\0', 100);
  head.write('0000000\0'.repeat(2), 108);
  head.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  head.write('00000000000\0', 136);
  head.write('        ', 148); // the sum counts its own field as spaces
  head.write(directory ? '5' : '0', 156);
  head.write('ustar\x0000', 257);
  head.write(
    `${head
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  return head;
}

async function* tarOf(root: string, below = ''): AsyncGenerator<Buffer> {
  for (const entry of readdirSync(join(root, below), { withFileTypes: true })) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    const path = join(root, name);
    if (entry.isDirectory()) {
      yield header(`${name}/`, 0, true);
      yield* tarOf(root, name);
    } else {
      const { size } = statSync(path);
      yield header(name, size, false);
      if (size > 0) yield* createReadStream(path);
      yield padding(size);
    }
  }
  if (below === '') yield Buffer.alloc(2 * block);
}

/** A directory that nothing is writing to, as a .tar.gz. */
export async function packDirectory(root: string): Promise<Uint8Array> {
  return buffer(Readable.from(tarOf(root)).pipe(createGzip({ level: 1 })));
}

/** A finished tar as a .tar.gz. */
export const packTar = (tar: Uint8Array): Uint8Array => gzipSync(tar, { level: 1 });

const broken = (why: string, cause?: unknown): Error =>
  new Error(`备份文件不完整或已损坏（${why}），没有恢复任何内容。请换一份备份重试。`, { cause });

function readHeader(head: Buffer): { name: string; size: number; directory: boolean } | null {
  if (head.every((byte) => byte === 0)) return null;
  const text = (from: number, length: number): string => head.toString('utf8', from, from + length).replace(/\0.*$/s, '');
  const sum = head.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  if (Number.parseInt(text(148, 8), 8) !== sum) throw broken('校验和不符');
  const name = text(0, 100)
    .replace(/^[./]+/, '')
    .replace(/\/$/, '');
  if (name.split('/').includes('..')) throw broken('文件名越界');
  return { name, size: Number.parseInt(text(124, 12), 8), directory: text(156, 1) === '5' };
}

/** Reads exactly as many bytes as asked from a stream of chunks; fewer only at its end. */
function takeFrom(chunks: AsyncIterator<Buffer>): (size: number) => Promise<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  return async (size) => {
    while (length < size) {
      const { value, done } = await chunks.next();
      if (done) break;
      held.push(value);
      length += value.length;
    }
    const all = Buffer.concat(held);
    held = [all.subarray(size)];
    length = Math.max(0, all.length - size);
    return all.subarray(0, size);
  };
}

async function unpack(dump: Uint8Array, root: string): Promise<void> {
  const take = takeFrom(Readable.from([dump]).pipe(createGunzip())[Symbol.asyncIterator]());
  for (;;) {
    const head = await take(block);
    if (head.length < block) throw broken('提前结束');
    const entry = readHeader(head);
    if (!entry) return void (await take(Number.MAX_SAFE_INTEGER)); // to the end, so that gzip's own checksum is compared
    const path = join(root, entry.name);
    mkdirSync(entry.directory ? path : dirname(path), { recursive: true, mode: 0o700 });
    if (entry.directory) continue;
    const content = await take(entry.size + padding(entry.size).length);
    if (content.length < entry.size) throw broken('提前结束');
    writeFileSync(path, content.subarray(0, entry.size), { mode: 0o600 });
  }
}

/**
 * Puts a dump() into a directory that holds no database yet, under the directory's lock: all of it, synced, or nothing.
 * Throws in Chinese on a damaged dump, an occupied directory, or DirectoryInUse.
 */
export async function restoreInto(directory: string, dump: Uint8Array): Promise<void> {
  const lock = takeDirectoryLock(directory);
  const target = clusterIn(lock.directory);
  const fresh = `${target}.new`;
  try {
    if (existsSync(target)) throw new Error(`目录 ${lock.directory} 里已有数据库，不能覆盖。请先把它移到别处，或者恢复到一个空目录。`);
    rmSync(fresh, { recursive: true, force: true });
    await unpack(dump, fresh).catch((error) => {
      throw error instanceof Error && 'code' in error ? broken(error.message, error) : error;
    });
    const version = join(fresh, 'PG_VERSION');
    if (!existsSync(version) || readFileSync(version, 'utf8').trim() !== clusterVersion)
      throw broken(`不是 PostgreSQL ${clusterVersion} 的数据库`);
    placeCluster(fresh, target);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    lock.release();
  }
}
