// src/ledger/proof/disclose.ts —— 分段披露:what is public comes provably from the signed original, what is withheld stays withheld
// A payload is a list of segments; each is hashed with its own salt, and the root over them is the commitment `c` of the header.
// The exact JSON string is what is hashed, stored and shown: it is never parsed and written again.
import { fromBase64, fromUtf8, toBase64, toBase64Url, utf8 } from '../../base/bytes.ts';
import { type Hash, leafHash } from './hash.ts';
import { Frontier, rootOf } from './merkle.ts';

/** One particular of an event; `value` is JSON. */
export type Segment = { path: string; value: unknown };
/** A commitment (32 bytes) and the salts it was made with, 16 bytes a segment, concatenated. */
export type Sealed = { commitment: Uint8Array; salts: Uint8Array };
/** A segment shown: the exact JSON string `["<salt>","<path>",<value>]`. */
export type OpenSegment = { s: string };
/** A segment withheld: its hash (base64), and for the reader what was withheld, on what ground, and which words a page shows in its place
 * (none of this is proved, the path neither: a withheld path without `/` names only the kind of a segment). */
export type HiddenSegment = { h: string; path: string; as?: string; ground?: string; instead?: string };
/** The ordered list of all segments, each shown or withheld. */
export type Disclosure = { segments: (OpenSegment | HiddenSegment)[] };
/** A segment as the reader sees it. */
export type ReadSegment =
  | { path: string; value: unknown }
  | ({ path: string; hidden: true } & Pick<HiddenSegment, 'as' | 'ground' | 'instead'>);

/** Bytes of a salt. */
export const SALT_BYTES = 16;

const saltAt = (salts: Uint8Array, i: number) => toBase64Url(salts.subarray(i * SALT_BYTES, (i + 1) * SALT_BYTES));
const stringOf = (line: string, salt: string) => `["${salt}",${line.slice(1)}`;

/** The stored form of a payload: one line `["<path>",<value>]` a segment, in UTF-8. Throws TypeError on a value JSON cannot hold, RangeError
 * on a path that comes twice: shown one by one, two values under one path would each look like the only one. */
export function formatDoc(segments: readonly Segment[]): string {
  const paths = new Set<string>();
  for (const { path } of segments) {
    if (paths.has(path)) throw new RangeError(`“${path}”在一次记录里出现了两次`);
    paths.add(path);
  }
  return segments
    .map(({ path, value }) => {
      const text = JSON.stringify(value);
      if (text === undefined) throw new TypeError(`“${path}”的内容不能写成 JSON`);
      return `[${JSON.stringify(path)},${text}]`;
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

/** What a reader sees of a disclosure; throws RangeError when a shown segment is not `[salt, path, value]` with a full salt, or when a path
 * comes twice, shown or withheld (only withheld segments that name no more than their kind may share it). */
export function readSegments(disclosure: Disclosure): ReadSegment[] {
  const read = disclosure.segments.map(readSegment);
  const paths = new Map<string, ReadSegment>();
  for (const segment of read) {
    const other = paths.get(segment.path);
    const kindOnly = 'hidden' in segment && other && 'hidden' in other && !segment.path.includes('/');
    if (other && !kindOnly) throw new RangeError(`“${segment.path}”出现了两次`);
    paths.set(segment.path, segment);
  }
  return read;
}

function readSegment(segment: OpenSegment | HiddenSegment): ReadSegment {
  if (!('s' in segment)) {
    const { h: _, path, ...words } = segment;
    if (typeof path !== 'string') throw new RangeError('被遮盖的一段没有写明位置');
    return { ...words, path, hidden: true };
  }
  const parts: unknown = JSON.parse(segment.s);
  const [salt, path, value] = Array.isArray(parts) && parts.length === 3 ? parts : [];
  if (typeof salt !== 'string' || salt.length < 22 || typeof path !== 'string') throw new RangeError('公开的一段文字格式不对');
  return { path, value };
}
