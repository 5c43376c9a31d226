// src/evidence/intake/follow.ts —— 跟读:the digests of a file are computed while it arrives, in a thread of their own
// A hash state cannot be saved. After a restart the thread reads again what had arrived, while the rest is on its way and others are served.
import { Worker } from 'node:worker_threads';
import type { Digests } from '../digestStream.ts';

/** What the thread is told: hash the file up to here, answer the ticket when there, or forget the file. */
export type Order = { path: string; upTo: number; ticket?: number; forget?: true };
/** What the thread answers to a ticket. */
export type Answer = { ticket: number; digests?: Digests; failed?: { code?: string; message: string } };

type Waiting = { resolve(digests: Digests): void; reject(error: Error): void };

let thread: Worker | undefined;
const waiting = new Map<number, Waiting>();
let tickets = 0;

function settle({ ticket, digests, failed }: Answer): void {
  const one = waiting.get(ticket);
  waiting.delete(ticket);
  if (waiting.size === 0) thread?.unref(); // an idle thread keeps no process alive
  if (digests) one?.resolve(digests);
  else one?.reject(Object.assign(new Error(failed?.message), { code: failed?.code }));
}

function running(): Worker {
  if (thread) return thread;
  const worker = new Worker(new URL('./followThread.ts', import.meta.url), { resourceLimits: { maxYoungGenerationSizeMb: 4 } });
  const ended = (why: unknown) => {
    if (thread === worker) thread = undefined; // the next order starts another, which begins at the first byte
    for (const [ticket, { reject }] of waiting) {
      waiting.delete(ticket);
      reject(new Error(`the digest thread ended: ${why}`));
    }
  };
  worker.on('message', settle);
  worker.on('error', ended);
  worker.on('exit', ended);
  worker.unref();
  thread = worker;
  return worker;
}

/** Hashes the file up to `upTo` bytes in the background; what was hashed must not change any more. */
export const follow = (path: string, upTo: number): void => running().postMessage({ path, upTo } satisfies Order);

/** The digests of the first `size` bytes, once all of them were read; rejects with the file system's error. Gives them out once. */
export function followToEnd(path: string, size: number): Promise<Digests> {
  const worker = running();
  const ticket = ++tickets;
  return new Promise((resolve, reject) => {
    waiting.set(ticket, { resolve, reject });
    worker.ref();
    worker.postMessage({ path, upTo: size, ticket } satisfies Order);
  });
}

/** Forgets a file that was given up. */
export function unfollow(path: string): void {
  thread?.postMessage({ path, upTo: 0, forget: true } satisfies Order);
}
