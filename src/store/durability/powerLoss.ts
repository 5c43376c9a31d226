// src/store/durability/powerLoss.ts —— 断电:records what reaches node:fs below a directory, and rebuilds what a disk would still hold
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { dirname, join } from 'node:path';

const fs: typeof import('node:fs') = createRequire(import.meta.url)('node:fs');
const real = { ...fs };

type Inode = number;
type Op =
  | { kind: 'write'; inode: Inode; at: number; bytes: Buffer }
  | { kind: 'truncate'; inode: Inode; size: number }
  | { kind: 'name'; directory: Inode; name: string; inode: Inode | undefined }
  | { kind: 'sync'; inode: Inode }
  | { kind: 'acknowledged'; id: number };

/** A file's or directory's state: `synced` survives the crash for certain, `pending` may or may not. */
type Kept = { bytes?: Buffer; names?: Map<string, Inode>; pending: Op[] };

/** What happened below a directory, in order, since record() began. */
export type Recording = {
  operations(): number;
  acknowledge(id: number): void;
  stop(): void;
  /** Rebuilds into `target` what survives if power fails after `at` operations; answers the ids acknowledged by then. `keep` decides over each unsynced write. */
  crash(target: string, at: number, keep: () => boolean): number[];
};

function applyTo(state: Kept, op: Op): void {
  if (op.kind === 'name') {
    if (op.inode === undefined) state.names?.delete(op.name);
    else state.names?.set(op.name, op.inode);
  } else if (op.kind === 'truncate') {
    const next = Buffer.alloc(op.size);
    state.bytes?.copy(next, 0, 0, op.size);
    state.bytes = next;
  } else if (op.kind === 'write') {
    const end = op.at + op.bytes.length;
    if (end > (state.bytes?.length ?? 0)) applyTo(state, { kind: 'truncate', inode: op.inode, size: end });
    if (state.bytes) op.bytes.copy(state.bytes, op.at);
  }
}

/** Follows paths and descriptors to inodes, and notes every change of the ones below the root. */
class Recorder {
  readonly log: Op[] = [];
  readonly directories = new Set<Inode>();
  readonly #paths = new Map<string, Inode>();
  readonly #open = new Map<number, Inode>();
  readonly #root: string;
  #last = 0;

  constructor(root: string) {
    this.#root = root;
    this.#scan(root);
    for (let at = 0; at < this.#last; at += 1) this.log.push({ kind: 'sync', inode: at + 1 }); // what was there before counts as synced
  }

  #scan(path: string): Inode {
    const inode = this.#fresh(path, true);
    for (const entry of real.readdirSync(path, { withFileTypes: true })) {
      const child = join(path, entry.name);
      const of = entry.isDirectory() ? this.#scan(child) : this.#fresh(child, false);
      if (entry.isFile()) this.log.push({ kind: 'write', inode: of, at: 0, bytes: real.readFileSync(child) });
      this.log.push({ kind: 'name', directory: inode, name: entry.name, inode: of });
    }
    return inode;
  }

  #fresh(path: string, directory: boolean): Inode {
    this.#last += 1;
    this.#paths.set(path, this.#last);
    if (directory) this.directories.add(this.#last);
    return this.#last;
  }

  concerns(path: unknown): path is string {
    return typeof path === 'string' && (path === this.#root || path.startsWith(`${this.#root}/`));
  }

  name(path: string, inode: Inode | undefined): void {
    const directory = this.#paths.get(dirname(path));
    if (directory !== undefined) this.log.push({ kind: 'name', directory, name: path.slice(dirname(path).length + 1), inode });
  }

  create(path: string, directory: boolean): Inode {
    const known = this.#paths.get(path);
    if (known !== undefined) return known;
    const inode = this.#fresh(path, directory);
    this.name(path, inode);
    return inode;
  }

  remove(path: string): void {
    for (const known of [...this.#paths.keys()].filter((at) => at === path || at.startsWith(`${path}/`)).reverse()) {
      this.name(known, undefined);
      this.#paths.delete(known);
    }
  }

  move(from: string, to: string): void {
    const inode = this.#paths.get(from);
    if (inode === undefined) return;
    this.#paths.delete(to);
    for (const [path, of] of [...this.#paths]) {
      if (path !== from && !path.startsWith(`${from}/`)) continue;
      this.#paths.delete(path);
      this.#paths.set(to + path.slice(from.length), of);
    }
    this.name(to, inode);
    this.name(from, undefined);
  }

  opened(descriptor: number, path: unknown): void {
    const inode = this.concerns(path) ? this.#paths.get(path) : undefined;
    if (inode === undefined) this.#open.delete(descriptor);
    else this.#open.set(descriptor, inode);
  }

  write(descriptor: number, at: number, bytes: Buffer): void {
    const inode = this.#open.get(descriptor);
    if (inode !== undefined) this.log.push({ kind: 'write', inode, at, bytes });
  }

  truncate(target: number | string, size: number): void {
    const inode = typeof target === 'number' ? this.#open.get(target) : this.#paths.get(target);
    if (inode !== undefined) this.log.push({ kind: 'truncate', inode, size });
  }

  sync(descriptor: number): void {
    const inode = this.#open.get(descriptor);
    if (inode !== undefined) this.log.push({ kind: 'sync', inode });
  }
}

type Calls = Partial<Record<keyof typeof fs, unknown>>;

/** The calls that open, make, move and remove. */
function recordNames(recorder: Recorder): Calls {
  const removal = (name: 'unlinkSync' | 'rmdirSync' | 'rmSync') => (path: string, options?: object) => {
    (real[name] as (path: string, options?: object) => void)(path, options);
    if (recorder.concerns(path)) recorder.remove(path);
  };
  return {
    unlinkSync: removal('unlinkSync'),
    rmdirSync: removal('rmdirSync'),
    rmSync: removal('rmSync'),
    openSync(path: string, flags: string | number, mode?: number) {
      const descriptor = real.openSync(path, flags, mode);
      const asked = typeof flags === 'number' ? flags : flags === 'w' ? fs.constants.O_CREAT | fs.constants.O_TRUNC : 0;
      if (recorder.concerns(path) && asked & fs.constants.O_CREAT) recorder.create(path, false);
      if (recorder.concerns(path) && asked & fs.constants.O_TRUNC) recorder.truncate(path, 0);
      recorder.opened(descriptor, path);
      return descriptor;
    },
    mkdirSync(path: string, options?: { recursive?: boolean }) {
      const made = real.mkdirSync(path, options);
      if (recorder.concerns(path)) recorder.create(path, true);
      return made;
    },
    renameSync(from: string, to: string) {
      real.renameSync(from, to);
      if (recorder.concerns(from)) recorder.move(from, to);
    },
  };
}

/** The calls that change and sync contents. */
function recordContents(recorder: Recorder): Calls {
  return {
    writeSync(descriptor: number, data: NodeJS.ArrayBufferView, offset: number, length: number, position: number) {
      const written = real.writeSync(descriptor, data, offset, length, position);
      if (ArrayBuffer.isView(data)) {
        recorder.write(descriptor, position, Buffer.from(Buffer.from(data.buffer, data.byteOffset + offset, written)));
      }
      return written;
    },
    writeFileSync(path: string, data: string | Uint8Array, options?: object) {
      real.writeFileSync(path, data, options);
      if (!recorder.concerns(path)) return;
      const descriptor = -1;
      recorder.create(path, false);
      recorder.truncate(path, 0);
      recorder.opened(descriptor, path);
      recorder.write(descriptor, 0, Buffer.from(data as Uint8Array));
    },
    fsyncSync(descriptor: number) {
      real.fsyncSync(descriptor);
      recorder.sync(descriptor);
    },
    ftruncateSync(descriptor: number, size = 0) {
      real.ftruncateSync(descriptor, size);
      recorder.truncate(descriptor, size);
    },
    truncateSync(path: string, size = 0) {
      real.truncateSync(path, size);
      recorder.truncate(path, size);
    },
  };
}

/** Puts the recording calls into node:fs, which PGlite and the store both use; answers how to take them out again. */
function intercept(recorder: Recorder): () => void {
  const seen = { ...recordNames(recorder), ...recordContents(recorder) };
  const replaced = Object.keys(seen) as (keyof typeof fs)[];
  Object.assign(fs, seen);
  syncBuiltinESMExports();
  return () => {
    Object.assign(fs, Object.fromEntries(replaced.map((name) => [name, real[name]])));
    syncBuiltinESMExports();
  };
}

function rebuild(states: Map<Inode, Kept>, inode: Inode, target: string): void {
  const state = states.get(inode);
  if (!state?.names) {
    real.writeFileSync(target, state?.bytes ?? '');
    return;
  }
  real.mkdirSync(target, { recursive: true });
  for (const [name, child] of state.names) rebuild(states, child, join(target, name));
}

/** Runs the log on empty disks: a sync makes what was pending on its file or directory certain; the rest is left to `keep`. */
function survivors(log: readonly Op[], directories: ReadonlySet<Inode>, keep: () => boolean) {
  const states = new Map<Inode, Kept>();
  const stateOf = (inode: Inode): Kept => {
    const state = states.get(inode) ?? { pending: [], ...(directories.has(inode) ? { names: new Map() } : { bytes: Buffer.alloc(0) }) };
    states.set(inode, state);
    return state;
  };
  const acknowledged: number[] = [];
  for (const op of log) {
    if (op.kind === 'acknowledged') acknowledged.push(op.id);
    else if (op.kind === 'sync') {
      const state = stateOf(op.inode);
      for (const pending of state.pending) applyTo(state, pending);
      state.pending = [];
    } else stateOf(op.kind === 'name' ? op.directory : op.inode).pending.push(op);
  }
  for (const state of states.values()) {
    let going = true; // data may survive in any selection; of a directory's changes only the first few
    for (const pending of state.pending) {
      const kept = keep();
      going &&= kept;
      if (state.names ? going : kept) applyTo(state, pending);
    }
  }
  return { states, acknowledged };
}

/** Begins to record; the directory as it stands counts as safely on the disk. */
export function record(root: string): Recording {
  const recorder = new Recorder(root);
  const { log, directories } = recorder;
  const start = log.length;
  return {
    operations: () => log.length - start,
    acknowledge: (id) => void log.push({ kind: 'acknowledged', id }),
    stop: intercept(recorder),
    crash(target, at, keep) {
      const { states, acknowledged } = survivors(log.slice(0, start + at), directories, keep);
      rebuild(states, 1, target);
      return acknowledged;
    },
  };
}
