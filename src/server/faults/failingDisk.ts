// src/server/faults/failingDisk.ts —— 坏盘:for tests: numbers the file operations that change or sync something, and fails the one asked for
import { createRequire, syncBuiltinESMExports } from 'node:module';

const require = createRequire(import.meta.url);
const fs: typeof import('node:fs') = require('node:fs');
const promises: typeof import('node:fs/promises') = require('node:fs/promises');

/** An error of a disk, and which operation from now on meets it, counted from 1; `lasting`: every operation after it too. */
export type Fault = { at: number; code: 'EIO' | 'ENOSPC'; lasting?: boolean };

type Call = (...args: unknown[]) => unknown;
type Calls = Record<string, Call>;

const synchronous = [
  ...['openSync', 'writeSync', 'writevSync', 'writeFileSync', 'fsyncSync', 'fdatasyncSync', 'ftruncateSync', 'truncateSync'],
  ...['mkdirSync', 'renameSync', 'linkSync', 'unlinkSync', 'rmSync', 'rmdirSync', 'chmodSync'],
];
const asynchronous = ['open', 'writeFile', 'truncate', 'mkdir', 'rename', 'link', 'unlink', 'rm', 'chmod'];
const ofHandles = ['write', 'writev', 'writeFile', 'sync', 'datasync', 'truncate', 'chmod'];

/** Operations on standard output and error are nobody's disk. */
const isTerminal = (name: string, [target]: unknown[]): boolean => name === 'writeSync' && typeof target === 'number' && target <= 2;

/** Puts `meet` before each operation of this thread; what it throws is what the operation fails with. Cannot be taken out again. */
export async function intercept(meet: (name: string) => void): Promise<void> {
  const before = (target: Calls, names: string[], kind: string, settle: (call: () => unknown) => unknown) => {
    for (const name of names) {
      const real = target[name]!;
      target[name] = function (this: unknown, ...args: unknown[]) {
        return settle(() => {
          if (!isTerminal(name, args)) meet(`${kind}${name}`);
          return real.apply(this, args);
        });
      };
    }
  };
  const rejecting = async (call: () => unknown) => call();
  const handle = await promises.open(import.meta.filename);
  before(Object.getPrototypeOf(handle), ofHandles, 'handle.', rejecting);
  await handle.close();
  before(promises as unknown as Calls, asynchronous, '', rejecting);
  before(fs as unknown as Calls, synchronous, '', (call) => call());
  syncBuiltinESMExports();
}

/** The error as node gives it. */
export const diskError = (name: string, code: string): Error =>
  Object.assign(new Error(`${code}: injected, ${name}`), { code, syscall: name });

/** What happened since a fault was set: the operations met, in order, and whether the fault was among them. */
export type Seen = { operations: string[]; met: boolean };

let set: (Fault & Seen) | undefined;
let intercepted: Promise<void> | undefined;

/** Sets a fault for the operations of this thread from now on; `lift` takes it away. Without a fault the operations are only counted. */
export async function failing(fault?: Fault): Promise<{ seen: Seen; lift(): void }> {
  intercepted ??= intercept((name) => {
    if (!set) return;
    set.operations.push(name);
    const [nth, { at, code, lasting }] = [set.operations.length, set];
    if (nth !== at && !(lasting && nth > at)) return;
    set.met = true;
    throw diskError(name, code);
  });
  await intercepted;
  const mine = { at: 0, code: 'EIO' as const, ...fault, operations: [], met: false };
  set = mine;
  return {
    seen: mine,
    lift: () => {
      set = undefined;
    },
  };
}
