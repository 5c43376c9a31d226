// src/store/pglite/syncedFiles.ts —— 落盘:a file system for PGlite whose fsync reaches the disk
import { closeSync, fsyncSync, openSync, readdirSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type Node = { id: number; name: string; parent: Node };
type Stream = { nfd: number; node: Node };
/** The parts of Emscripten's NODEFS that are leaned on: internal, hence the pinned version and the checks at start-up. */
type NodeFsModule = {
  realPath(node: Node): string;
  node_ops: {
    mknod(parent: Node, name: string, mode: number, dev: number): Node;
    rename(node: Node, parent: Node, name: string): void;
    unlink(parent: Node, name: string): void;
    rmdir(parent: Node, name: string): void;
  };
  stream_ops: { open(stream: Stream): void; fsync?(stream: Stream): number };
};
type EmscriptenOptions = { preRun?: ((module: { NODEFS: NodeFsModule }) => void)[] };

/** Ends the process at once, by a signal no handler can catch: after this point no commit may be acknowledged. */
export function failStop(reason: string): never {
  writeSync(2, `数据库停止：${reason}。未确认的操作没有生效；请检查磁盘后重新启动。\n`);
  process.kill(process.pid, 'SIGKILL'); // process.abort() and process.exit() do not end the process from a worker thread
  for (;;);
}

/** fsync of an open file; a failure stops the process, since the kernel may have dropped the very pages it failed to write. */
function syncOrStop(descriptor: number, path: string): void {
  try {
    fsyncSync(descriptor);
  } catch (error) {
    failStop(`${path} 无法写入磁盘（fsync：${error instanceof Error ? error.message : error}）`);
  }
}

/** fsync of a directory, which makes the names in it durable. Windows has no such thing and needs none. */
export function syncDirectory(path: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  syncOrStop(descriptor, path);
  closeSync(descriptor);
}

/** fsync of every file and directory below a path, and of the path itself. */
export function syncTree(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) syncTree(child);
    else if (entry.isFile()) {
      const descriptor = openSync(child, 'r+');
      syncOrStop(descriptor, child);
      closeSync(descriptor);
    }
  }
  syncDirectory(path);
}

const walSegment = /[\\/]pg_wal[\\/][0-9A-F]{24}$/;

/** NodeFS with fsync. PGlite's own calls `stream_ops.fsync` if there is one, and there is none. */
export class SyncedFiles extends NodeFS {
  /** How often the engine asked for an fsync. */
  syncs = 0;
  /** How often a write-ahead segment (16 MiB) was opened: the engine's log volume since counting began. */
  segments = 0;
  readonly #unsyncedDirectories = new Set<string>();

  override async init(pg: PGlite, options: Parameters<NodeFS['init']>[1]) {
    const { emscriptenOpts } = await super.init(pg, options);
    const { preRun } = emscriptenOpts as EmscriptenOptions;
    preRun?.push(({ NODEFS }) => this.#hook(NODEFS));
    return { emscriptenOpts };
  }

  #hook(files: NodeFsModule): void {
    const { open } = files.stream_ops;
    files.stream_ops.open = (stream) => {
      open(stream);
      if (walSegment.test(files.realPath(stream.node))) this.segments += 1;
    };
    files.stream_ops.fsync = (stream) => {
      this.syncs += 1;
      const path = files.realPath(stream.node);
      syncOrStop(stream.nfd, path);
      this.#syncNames(path);
      return 0;
    };
    this.#noteNames(files);
  }

  /** Names created, renamed or removed are durable only once their directory is synced: note which are not. */
  #noteNames({ node_ops: ops, realPath }: NodeFsModule): void {
    const { mknod, rename, unlink, rmdir } = ops;
    const note = (parent: Node): void => void this.#unsyncedDirectories.add(realPath(parent));
    ops.mknod = (parent, name, mode, dev) => {
      note(parent);
      return mknod(parent, name, mode, dev);
    };
    ops.rename = (node, parent, name) => {
      note(node.parent);
      note(parent);
      rename(node, parent, name);
    };
    ops.unlink = (parent, name) => {
      note(parent);
      unlink(parent, name);
    };
    ops.rmdir = (parent, name) => {
      note(parent);
      rmdir(parent, name);
    };
  }

  /** PostgreSQL leaves the name of a new table file to the file system's kindness; here a synced file has a synced name. */
  #syncNames(path: string): void {
    this.#unsyncedDirectories.delete(path); // if it was a directory, it is synced now
    for (let at = path; at !== this.rootDir && this.#unsyncedDirectories.size > 0; at = dirname(at)) {
      if (this.#unsyncedDirectories.delete(dirname(at))) syncDirectory(dirname(at));
    }
  }
}
