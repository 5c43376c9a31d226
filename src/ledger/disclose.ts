// src/ledger/disclose.ts —— 分段披露:what is public comes provably from the signed original, what is withheld stays withheld
// A payload is a list of segments; each is hashed with its own salt, and the root over them is the commitment `c` of the header.
// The exact JSON string is what is hashed, stored and shown: it is never parsed and written again.
import { fromBase64, fromUtf8, toBase64, toBase64Url, utf8 } from '../base/bytes.ts';
import { type Hash, leafHash } from './hash.ts';
import { Frontier, rootOf } from './merkle.ts';

/** One particular of an event; `value` is JSON. */
export type Segment = { path: string; value: unknown };
/** A commitment (32 bytes) and the salts it was made with, 16 bytes a segment, concatenated. */
export type Sealed = { commitment: Uint8Array; salts: Uint8Array };
/** A segment shown: the exact JSON string `["<salt>","<path>",<value>]`. */
export type OpenSegment = { s: string };
/** A segment withheld: its hash (base64), and for the reader what was withheld and on what ground (these two are not proved). */
export type HiddenSegment = { h: string; path: string; as?: string; ground?: string };
/** The ordered list of all segments, each shown or withheld. */
export type Disclosure = { segments: (OpenSegment | HiddenSegment)[] };
/** A segment as the reader sees it. */
export type ReadSegment = { path: string; value: unknown } | { path: string; hidden: true; as?: string; ground?: string };

/** Bytes of a salt. */
export const SALT_BYTES = 16;

const saltAt = (salts: Uint8Array, i: number) => toBase64Url(salts.subarray(i * SALT_BYTES, (i + 1) * SALT_BYTES));
const stringOf = (line: string, salt: string) => `["${salt}",${line.slice(1)}`;

/** The stored form of a payload: one line `["<path>",<value>]` a segment, in UTF-8. Throws TypeError on a value JSON cannot hold. */
export function formatDoc(segments: readonly Segment[]): string {
  return segments
    .map(({ path, value }) => {
      if (JSON.stringify(value) === undefined) throw new TypeError(`“${path}”的内容不能写成 JSON`);
      return JSON.stringify([path, value]);
    })
    .join('\n');
}

/** The segments of a stored payload. */
export function parseDoc(doc: Uint8Array): Segment[] {
  return linesOf(doc).map((line) => {
    const [path, value] = JSON.parse(line);
    return { path, value };
  });
}

const linesOf = (doc: Uint8Array | string): string[] => {
  const text = typeof doc === 'string' ? doc : fromUtf8(doc);
  return text === '' ? [] : text.split('\n');
};

/** Commits to segments with fresh salts. */
export const seal = (segments: readonly Segment[]): Sealed => sealDoc(formatDoc(segments));

/** Commits to a stored payload with fresh salts. */
export function sealDoc(doc: string): Sealed {
  const lines = linesOf(doc);
  const salts = new Uint8Array(lines.length * SALT_BYTES);
  // getRandomValues gives at most 65536 bytes a call.
  for (let at = 0; at < salts.length; at += 0x10000) crypto.getRandomValues(salts.subarray(at, at + 0x10000));
  const tree = new Frontier();
  for (const [i, line] of lines.entries()) tree.push(hashOf(stringOf(line, saltAt(salts, i))));
  return { commitment: tree.root(), salts };
}

const hashOf = (s: string): Hash => leafHash(utf8(s));

/** Shows all segments but those `hide` names; throws RangeError when salts and segments do not match in number. */
export function disclose(
  segments: readonly Segment[],
  salts: Uint8Array,
  hide: (segment: Segment, index: number) => false | { as: string; ground: string },
): Disclosure {
  if (salts.length !== segments.length * SALT_BYTES) throw new RangeError('盐值与段数不符');
  return {
    segments: segments.map((segment, i) => {
      const s = stringOf(JSON.stringify([segment.path, segment.value]), saltAt(salts, i));
      const hidden = hide(segment, i);
      return hidden ? { h: toBase64(hashOf(s)), path: segment.path, ...hidden } : { s };
    }),
  };
}

/** Rebuilds the commitment from shown and withheld segments; throws RangeError on a damaged hash. */
export const commitmentOf = (disclosure: Disclosure): Uint8Array =>
  rootOf(
    disclosure.segments.map((segment) => {
      if ('s' in segment) return hashOf(segment.s);
      const hash = fromBase64(segment.h);
      if (hash.length !== 32) throw new RangeError('被遮盖一段的指纹长度不对');
      return hash;
    }),
  );

/** What a reader sees of a disclosure; throws RangeError when a shown segment is not `[salt, path, value]` with a full salt. */
export function readSegments(disclosure: Disclosure): ReadSegment[] {
  return disclosure.segments.map((segment) => {
    if (!('s' in segment)) {
      const { path, as, ground } = segment;
      return { path, hidden: true, ...(as === undefined ? {} : { as }), ...(ground === undefined ? {} : { ground }) };
    }
    const parts: unknown = JSON.parse(segment.s);
    const [salt, path, value] = Array.isArray(parts) && parts.length === 3 ? parts : [];
    if (typeof salt !== 'string' || salt.length < 22 || typeof path !== 'string') throw new RangeError('公开的一段文字格式不对');
    return { path, value };
  });
}
