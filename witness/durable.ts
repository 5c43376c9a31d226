// witness/durable.ts —— 落盘:what a witness has said must survive a power cut, so it is on the disk before it is said
import { type FileHandle, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Makes a new or renamed entry of a directory survive a power cut. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  await directory.sync().finally(() => directory.close());
}

/** Creates a directory and its parents (0700), durably. */
export async function makeDirectory(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let at = path; at.length >= first.length; at = dirname(at)) await syncDirectory(dirname(at));
}

/** Opens a file for one work and closes it whatever happens. */
export async function withFile<T>(path: string, flags: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags, 0o600);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

/** Replaces a file in one step: there whole, old or new, whatever happens; synced when this returns. */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  await withFile(`${path}.part`, 'w', async (file) => {
    await file.writeFile(content);
    await file.sync();
  });
  await rename(`${path}.part`, path);
  await syncDirectory(dirname(path));
}

/** The content of a file; undefined only when there is none. */
export const readIfThere = (path: string): Promise<Buffer | undefined> =>
  readFile(path).catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });

const held = new Set<DatabaseSync>(); // a collected database would let go of its lock without a word

/** Holds a directory for this process until it ends, however it ends; throws when another holds it. Two witnesses on one directory could
 * each cosign another tree. The lock is SQLite's on an empty file, which the kernel releases. */
export function holdDirectory(directory: string): { release(): void } {
  const lock = new DatabaseSync(`${directory}/lock`, { timeout: 0 });
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive');
  } catch {
    lock.close();
    throw new Error(`见证目录 ${directory} 正被另一个进程使用，或者不能加锁。请先停止那个进程。`);
  }
  held.add(lock);
  return {
    release() {
      if (held.delete(lock)) lock.close();
    },
  };
}
