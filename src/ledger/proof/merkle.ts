// src/ledger/proof/merkle.ts —— 树:roots and proofs of RFC 9162, exact for sizes up to 2^53
// Sizes never meet a 32-bit operator: halving is floor(n / 2) and parity is n % 2.
import { sameBytes } from '../../base/bytes.ts';
import { emptyRoot, type Hash, nodeHash } from './hash.ts';

/** Gives the hash of the complete subtree over leaves [n·2^level, (n+1)·2^level). */
export type Nodes = (level: number, n: number) => Hash;

/** A complete subtree of a tree. */
export type Peak = { level: number; n: number };

const half = (n: number) => Math.floor(n / 2);
const odd = (n: number) => n % 2 === 1;
const isHash = (hash: Hash) => hash.length === 32;
const isSize = (n: number) => Number.isSafeInteger(n) && n >= 0;

/** The complete subtrees a tree of `size` leaves consists of, largest first. */
export function peaks(size: number): Peak[] {
  const found: Peak[] = [];
  for (let level = 0, n = size; n > 0; level++, n = half(n)) if (odd(n)) found.unshift({ level, n: n - 1 });
  return found;
}

/** The right edge of a growing tree: its peaks, enough to append and to give the root. */
export class Frontier {
  size: number;
  private edge: Hash[];

  /** A tree of `size` leaves with these peak hashes, largest first; throws RangeError when their number is wrong. */
  constructor(size = 0, edge: Hash[] = []) {
    if (!isSize(size) || edge.length !== peaks(size).length) throw new RangeError('树的边缘与长度不符');
    this.size = size;
    this.edge = edge;
  }

  /** Appends a leaf hash; `completed` hears of every complete subtree this closes, the leaf (level 0) first. */
  push(leaf: Hash, completed?: (level: number, n: number, hash: Hash) => void): void {
    let [hash, level, n] = [leaf, 0, this.size];
    completed?.(level, n, hash);
    while (odd(n)) {
      hash = nodeHash(this.edge.pop()!, hash);
      level += 1;
      n = half(n);
      completed?.(level, n, hash);
    }
    this.edge.push(hash);
    this.size += 1;
  }

  /** The root over all leaves so far. */
  root(): Hash {
    return this.edge.length === 0 ? emptyRoot() : this.edge.reduceRight((right, left) => nodeHash(left, right));
  }

  /** An independent copy. */
  clone(): Frontier {
    return new Frontier(this.size, [...this.edge]);
  }
}

/** The root over a list of leaf hashes. */
export function rootOf(leaves: readonly Hash[]): Hash {
  const tree = new Frontier();
  for (const leaf of leaves) tree.push(leaf);
  return tree.root();
}

/** Largest power of two below n (n ≥ 2). */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** MTH(D[begin:end]); `begin` is a multiple of the largest power of two in the range, as in the RFC's recursions. */
function range(begin: number, end: number, nodes: Nodes): Hash {
  let [level, width] = [0, 1];
  while (width < end - begin) {
    width *= 2;
    level += 1;
  }
  if (width === end - begin) return nodes(level, begin / width);
  const middle = begin + width / 2;
  return nodeHash(range(begin, middle, nodes), range(middle, end, nodes));
}

/** Root of the tree of `size` leaves. */
export const rootAt = (size: number, nodes: Nodes): Hash => (size === 0 ? emptyRoot() : range(0, size, nodes));

/** Inclusion proof of leaf `index` in the tree of `size` leaves (RFC 9162 §2.1.3.1); throws RangeError outside it. */
export function proveInclusion(index: number, size: number, nodes: Nodes): Hash[] {
  if (!isSize(index) || !isSize(size) || index >= size) throw new RangeError('序号不在日志之内');
  const path: Hash[] = [];
  for (let [begin, end] = [0, size]; end - begin > 1; ) {
    const middle = begin + split(end - begin);
    if (index < middle) {
      path.unshift(range(middle, end, nodes));
      end = middle;
    } else {
      path.unshift(range(begin, middle, nodes));
      begin = middle;
    }
  }
  return path;
}

/** Consistency proof from `older` to `newer` leaves (RFC 9162 §2.1.4.1); empty when older is 0 or equal. */
export function proveConsistency(older: number, newer: number, nodes: Nodes): Hash[] {
  if (!isSize(older) || !isSize(newer) || older > newer) throw new RangeError('较早的长度不能大于较晚的长度');
  if (older === 0 || older === newer) return [];
  const path: Hash[] = [];
  let [begin, end] = [0, newer];
  while (older !== end) {
    const middle = begin + split(end - begin);
    if (older <= middle) {
      path.unshift(range(middle, end, nodes));
      end = middle;
    } else {
      path.unshift(range(begin, middle, nodes));
      begin = middle;
    }
  }
  return begin === 0 ? path : [range(begin, end, nodes), ...path];
}

/** Does the proof lead from this leaf at `index` to the root of the tree of `size` leaves? (RFC 9162 §2.1.3.2) */
export function verifyInclusion(index: number, size: number, leaf: Hash, path: readonly Hash[], root: Hash): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || ![leaf, root, ...path].every(isHash)) return false;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const next of path) {
    if (last === 0) return false;
    if (odd(at) || at === last) {
      hash = nodeHash(next, hash);
      while (!odd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else hash = nodeHash(hash, next);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameBytes(hash, root);
}

/** Does the proof show that the newer tree only appends to the older one? (RFC 9162 §2.1.4.2; older 0 needs an empty proof) */
export function verifyConsistency(older: number, newer: number, path: readonly Hash[], olderRoot: Hash, newerRoot: Hash): boolean {
  if (!isSize(older) || !isSize(newer) || older > newer || ![olderRoot, newerRoot, ...path].every(isHash)) return false;
  if (older === newer) return path.length === 0 && sameBytes(olderRoot, newerRoot);
  if (older === 0) return path.length === 0 && sameBytes(olderRoot, emptyRoot());
  let [at, last] = [older - 1, newer - 1];
  while (odd(at)) [at, last] = [half(at), half(last)];
  // Once `at` is 0 the older tree is a complete subtree of the newer: its root starts the proof.
  const [first, ...rest] = at === 0 ? [olderRoot, ...path] : path;
  if (!first) return false;
  let [older_, newer_] = [first, first];
  for (const next of rest) {
    if (last === 0) return false;
    if (odd(at) || at === last) {
      [older_, newer_] = [nodeHash(next, older_), nodeHash(next, newer_)];
      while (!odd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else newer_ = nodeHash(newer_, next);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameBytes(older_, olderRoot) && sameBytes(newer_, newerRoot);
}
