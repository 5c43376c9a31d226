// src/evidence/intake/followThread.ts —— 跟读线程:hashes half-arrived files behind their writers, a piece of each in turn
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { startDigest } from '../digestStream.ts';
import type { Answer, Order } from './follow.ts';

const PIECE = 1024 * 1024;
/** Digests not asked about for longest are forgotten beyond this many; they are computed again from the file when needed. */
const REMEMBERED = 256;

type Followed = { at: number; upTo: number; descriptor?: number; digest: ReturnType<typeof startDigest>; wanted: number[] };

const port = parentPort!;
const followed = new Map<string, Followed>();
const piece = Buffer.allocUnsafe(PIECE);
let awake = false;

const tell = (answer: Answer) => port.postMessage(answer);
const rest = (file: Followed) => {
  if (file.descriptor !== undefined) closeSync(file.descriptor);
  file.descriptor = undefined;
};

function give(path: string, file: Followed): void {
  if (file.at < file.upTo || file.wanted.length === 0) return;
  followed.delete(path); // a digest is finished once
  const digests = file.digest.finish();
  for (const ticket of file.wanted) tell({ ticket, digests });
}

/** One piece of one file; what cannot be read is told to whoever waits, and begun anew when asked again. */
function step(path: string, file: Followed): void {
  try {
    file.descriptor ??= openSync(path, 'r');
    const length = readSync(file.descriptor, piece, 0, Math.min(PIECE, file.upTo - file.at), file.at);
    if (length === 0) throw new Error(`ends at ${fstatSync(file.descriptor).size} bytes, before ${file.upTo}`);
    file.digest.update(piece.subarray(0, length));
    file.at += length;
    if (file.at < file.upTo) return;
    rest(file);
    give(path, file);
  } catch (error) {
    rest(file);
    followed.delete(path);
    const { code, message } = error as NodeJS.ErrnoException;
    for (const ticket of file.wanted) tell({ ticket, failed: { code, message } });
  }
}

function round(): void {
  const behind = [...followed].filter(([, { at, upTo }]) => at < upTo);
  for (const [path, file] of behind) step(path, file);
  awake = behind.length > 0;
  if (awake) setImmediate(round); // lets new orders in
}

function forgetBeyondBound(): void {
  for (const [path, file] of followed) {
    if (followed.size <= REMEMBERED) return;
    if (file.wanted.length === 0) drop(path);
  }
}

function drop(path: string): void {
  const file = followed.get(path);
  if (file) rest(file);
  followed.delete(path);
}

port.on('message', ({ path, upTo, ticket, forget }: Order) => {
  if (forget) return drop(path);
  const file = followed.get(path) ?? { at: 0, upTo: 0, digest: startDigest(), wanted: [] };
  followed.delete(path); // and to the end of the line of those to be forgotten
  followed.set(path, file);
  file.upTo = Math.max(file.upTo, upTo);
  if (ticket !== undefined) file.wanted.push(ticket);
  forgetBeyondBound();
  give(path, file);
  if (!awake) round();
});
