// src/store/directoryLock.ts —— 目录锁:one process at a time on a data directory
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A held lock; release() may be called twice. The kernel releases it by itself when the process ends, however it ends. */
export type DirectoryLock = { directory: string; release(): void };

/** Someone else holds the directory; `pid` is theirs as far as they noted it. */
export class DirectoryInUse extends Error {
  override name = 'DirectoryInUse';
  readonly pid: number | undefined;
  constructor(directory: string, holder: { pid?: number; since?: string; host?: string } | undefined) {
    const who = holder?.pid ? `（进程号 ${holder.pid}，主机 ${holder.host}，${holder.since} 起）` : '';
    super(`数据目录 ${directory} 正被另一个进程使用${who}。请先停止那个进程，或者改用另一个数据目录。`);
    this.pid = holder?.pid;
  }
}

/** Held locks stay reachable here: a collected DatabaseSync closes itself, and the lock would be gone without a word. */
const heldLocks = new Set<DatabaseSync>();

function readHolder(path: string): { pid?: number; since?: string; host?: string } | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // the holder is just writing it: the lock decides, this note only names
  }
}

/**
 * Takes the directory (created if missing) for this process; throws DirectoryInUse if another holds it, this one included.
 * The lock is SQLite's on an empty file: a kernel lock on its bytes, which no kill -9 leaves behind and no reused pid can fake,
 * and which containers sharing the directory see too. Nothing may open `lock` by other means: closing it would drop the lock.
 */
export function takeDirectoryLock(directory: string): DirectoryLock {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const place = realpathSync(directory);
  const note = join(place, 'lock-holder.json');
  const lock = new DatabaseSync(join(place, 'lock'), { timeout: 0 });
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    lock.close();
    const busy = (error as { errcode?: number }).errcode === 5; // SQLITE_BUSY
    if (busy) throw new DirectoryInUse(place, readHolder(note));
    throw new Error(`数据目录 ${place} 无法加锁（${(error as Error).message}）。请确认可以写入，并且不在不支持文件锁的网络盘上。`, {
      cause: error,
    });
  }
  heldLocks.add(lock);
  writeFileSync(note, JSON.stringify({ pid: process.pid, host: hostname(), since: new Date().toISOString() }));
  return {
    directory: place,
    release() {
      if (heldLocks.delete(lock)) lock.close();
    },
  };
}
