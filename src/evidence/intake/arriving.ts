// src/evidence/intake/arriving.ts —— 接收:bytes of one upload reach its file in large writes, and count only when synced
import { type FileHandle, statfs } from 'node:fs/promises';
import { EvidenceRefused, isFull, namedDiskError } from '../refusal.ts';
import { collectYoung } from './youngGarbage.ts';

const WRITE = 1024 * 1024;
/** Bytes between two syncs: what a power cut during one long request may cost. */
const SYNC_EVERY = 64 * 1024 * 1024;
/** Bytes between two collections of what their buffers leave behind. */
const COLLECT_EVERY = 8 * 1024 * 1024;

/** `durable` is told each time how much of the file is on the disk; `floor` is how much of the disk is never filled, in bytes. */
export type ArrivingOptions = { directory: string; offset: number; floor: number; durable(upTo: number): void };

/**
 * Writes a stream from `offset` on and returns the new offset, all of it synced. However it ends, what came before the end is synced and
 * told; then the source's own error is thrown, or a full disk as 'disk-full'. After a failed sync the file is cut back to what is known
 * to be on the disk: the kernel may have dropped the pages it could not write, and a second sync would say nothing about them.
 */
export async function writeArriving(file: FileHandle, source: AsyncIterable<Uint8Array>, options: ArrivingOptions): Promise<number> {
  const gathered = Buffer.allocUnsafe(WRITE);
  let [filled, flushed] = [0, 0];
  let at = options.offset;
  let synced = at;

  async function flush(): Promise<void> {
    while (flushed < filled) {
      const { bytesWritten } = await file.write(gathered, flushed, filled - flushed, at);
      flushed += bytesWritten; // kept outside: a flush that failed half-way goes on from here
      at += bytesWritten;
    }
    [filled, flushed] = [0, 0];
    if (Math.floor(at / COLLECT_EVERY) > Math.floor((at - WRITE) / COLLECT_EVERY)) collectYoung();
  }
  async function sync(): Promise<void> {
    if (at === synced) return;
    try {
      await file.datasync();
    } catch (error) {
      at = synced;
      await file.truncate(synced).catch(() => {}); // the caller is told `synced` and will ask no more of the file
      throw error;
    }
    synced = at;
    options.durable(synced);
  }
  async function take(bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.length; ) {
      const part = bytes.subarray(from, from + WRITE - filled);
      gathered.set(part, filled);
      filled += part.length;
      from += part.length;
      if (filled === WRITE) await flush();
    }
    if (at - synced < SYNC_EVERY) return;
    await sync();
    await keepFloor(options);
  }

  try {
    for await (const bytes of source) await take(bytes);
    await flush();
    await sync();
    return at;
  } catch (error) {
    await flush().catch(() => {}); // the line broke: what came is the offset the client resumes from
    await sync().catch(() => {});
    throw isFull(error) ? diskFull() : namedDiskError(error);
  }
}

/** Other writers filled the disk meanwhile: the upload stops before the database has no room left. */
async function keepFloor({ directory, floor }: ArrivingOptions): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  if (bavail * bsize < floor) throw diskFull();
}

/** The upload stands still where it is until there is room again. */
export const diskFull = (): EvidenceRefused =>
  new EvidenceRefused(
    'disk-full',
    507,
    '存储空间不足，上传已暂停',
    '服务器磁盘已满，已收到的部分保存完好。请联系系统管理员清理或扩容；有了空间以后再选一次这个文件，会从中断处接着传。',
  );
