// src/ledger/proof/header.ts —— 登记头:the bytes that are hashed into the log; nothing in them identifies a person

import { fromBase64, fromUtf8, toBase64 } from '../../base/bytes.ts';
import { isId } from '../../base/ids.ts';
import type { Hash } from './hash.ts';

/** A leaf of the log. `c` commits to the payload; `n` and `prev` chain the events of one case (n counts from 1). */
export type Header = {
  type: string;
  id: string;
  at: string; // when it was recorded, ISO UTC with milliseconds
  org: string;
  by: string; // pseudonym of the actor
  caseId?: string;
  n?: number;
  prev?: Hash; // leaf hash of the case's event n − 1; absent when n is 1
  c: Hash;
};

/** The bytes, as text: written once with this key order, stored as they are, never written again. */
export function formatHeader({ type, id, at, org, by, caseId, n, prev, c }: Header): string {
  return JSON.stringify({ v: 1, t: type, id, at, org, by, case: caseId, n, prev: prev && toBase64(prev), c: toBase64(c) });
}

/** Reads header bytes; throws RangeError when they are not one. */
export function parseHeader(bytes: Uint8Array): Header {
  let raw: Record<string, unknown>;
  try {
    raw = JSON.parse(fromUtf8(bytes));
  } catch {
    throw new RangeError('登记头不是可读的文字');
  }
  if (raw === null || typeof raw !== 'object') throw new RangeError('登记头的格式不对');
  const { v, t, id, at, org, by, case: caseId, n, prev, c } = raw;
  const words = [t, at, org, by].every((word) => typeof word === 'string' && word !== '');
  const chained =
    caseId === undefined ? n === undefined && prev === undefined : isId(caseId) && isCount(n) && (n === 1) === (prev === undefined);
  if (v !== 1 || !words || !isId(id) || !isInstant(at as string) || !chained) throw new RangeError('登记头的格式不对');
  const chain =
    caseId === undefined ? {} : { caseId: caseId as string, n: n as number, ...(prev === undefined ? {} : { prev: readHash(prev) }) };
  return { type: t as string, id, at: at as string, org: org as string, by: by as string, ...chain, c: readHash(c) };
}

/** Is the text an instant as headers write it (ISO, UTC, milliseconds)? */
export const isInstant = (text: string): boolean => {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
};

const isCount = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 1;

function readHash(text: unknown): Hash {
  const hash = typeof text === 'string' ? fromBase64(text) : new Uint8Array();
  if (hash.length !== 32) throw new RangeError('登记头里的指纹长度不对');
  return hash;
}
