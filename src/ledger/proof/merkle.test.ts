// src/ledger/proof/merkle.test.ts —— roots and proofs against public vectors, a naive tree, and every kind of damage
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromBase64, fromHex, toBase64, toHex, utf8 } from '../../base/bytes.ts';
import { emptyRoot, type Hash, leafHash, nodeHash } from './hash.ts';
import '../hashNode.ts';
import vectors from '../testdata/merkle.vectors.json' with { type: 'json' };
import { Frontier, proveConsistency, proveInclusion, rootAt, rootOf, verifyConsistency, verifyInclusion } from './merkle.ts';

const leaves = vectors.leaves.map((hex) => leafHash(fromHex(hex)));
const root = (size: number) => fromHex(vectors.roots[size - 1]!);

/** RFC 9162 §2.1.1 word for word. */
function naiveRoot(hashes: readonly Hash[]): Hash {
  if (hashes.length <= 1) return hashes[0] ?? emptyRoot();
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return nodeHash(naiveRoot(hashes.slice(0, k)), naiveRoot(hashes.slice(k)));
}
const nodesOf = (hashes: readonly Hash[]) => (level: number, n: number) => naiveRoot(hashes.slice(n * 2 ** level, (n + 1) * 2 ** level));
const many = Array.from({ length: 130 }, (_, i) => leafHash(utf8(`leaf ${i}`)));
const flip = (hash: Hash, bit: number) => hash.map((byte, i) => (i === Math.floor(bit / 8) ? byte ^ (1 << (bit % 8)) : byte));

test('roots of 0 to 8 leaves equal the RFC 6962 constants', () => {
  assert.equal(toHex(emptyRoot()), vectors.emptyRoot);
  for (let size = 1; size <= 8; size++) assert.equal(toHex(rootOf(leaves.slice(0, size))), vectors.roots[size - 1]);
});

test('681 and 1,000,000 entries give the roots Go gives', () => {
  const [small, big] = vectors.golden;
  assert.equal(toBase64(rootOf(Array.from({ length: 681 }, (_, i) => leafHash(utf8(`leaf ${i}`))))), small!.root);
  const tree = new Frontier();
  const entry = Buffer.alloc(300);
  for (let i = 0; i < big!.size; i++) {
    entry.writeUInt32LE(i);
    tree.push(leafHash(entry));
  }
  assert.equal(toBase64(tree.root()), big!.root);
});

test('proofs of others verify, also in a tree of 961,984,013 certificates, and ours are the same', () => {
  for (const { index, size, proof } of vectors.inclusion) {
    const path = proof.map(fromHex);
    assert.ok(verifyInclusion(index, size, leaves[index]!, path, root(size)));
    assert.deepEqual(proveInclusion(index, size, nodesOf(leaves)).map(toHex), proof);
  }
  for (const { older, newer, proof } of vectors.consistency) {
    assert.ok(verifyConsistency(older, newer, proof.map(fromHex), root(older), root(newer)));
    assert.deepEqual(proveConsistency(older, newer, nodesOf(leaves)).map(toHex), proof);
  }
  const { size, index, leafHash: leaf, inclusion, consistency, olderSize, ...real } = vectors.argon2020;
  const [newer, older] = [fromBase64(real.root), fromBase64(real.olderRoot)];
  assert.ok(verifyInclusion(index, size, fromBase64(leaf), inclusion.map(fromBase64), newer));
  assert.ok(verifyConsistency(olderSize, size, consistency.map(fromBase64), older, newer));
  assert.ok(!verifyInclusion(index + 1, size, fromBase64(leaf), inclusion.map(fromBase64), newer));
  assert.ok(!verifyConsistency(olderSize + 1, size, consistency.map(fromBase64), older, newer));
});

test('a damaged inclusion proof of the public vectors is rejected', () => {
  const [other, empty, none] = [fromHex(vectors.otherHash), fromHex(vectors.emptyRoot), new Uint8Array()];
  for (const { index, size, proof } of vectors.inclusion) {
    const path = proof.map(fromHex);
    const [leaf, top] = [leaves[index]!, root(size)];
    const wrong: [number, number, Hash, Hash[], Hash][] = [
      [index - 1, size, leaf, path, top],
      [index + 1, size, leaf, path, top],
      [index ^ 2, size, leaf, path, top],
      [index, size * 2, leaf, path, top],
      [index, Math.floor(size / 2), leaf, path, top],
      [index, size, utf8('WrongLeaf'), path, top],
      ...[empty, other].map((hash): [number, number, Hash, Hash[], Hash] => [index, size, leaf, path, hash]),
      ...[none, top].flatMap((hash): [number, number, Hash, Hash[], Hash][] => [
        [index, size, leaf, [...path, hash], top],
        [index, size, leaf, [hash, ...path], top],
      ]),
      [index, size, leaf, path.slice(0, -1), top],
      [index, size, leaf, [path[0]!, other, ...path.slice(1)], top],
    ];
    for (const [i, probe] of wrong.entries()) assert.ok(!verifyInclusion(...probe), `${index}/${size} probe ${i}`);
  }
});

test('a damaged consistency proof of the public vectors is rejected', () => {
  for (const { older, newer, proof } of vectors.consistency) {
    const path = proof.map(fromHex);
    const [first, second, none] = [root(older), root(newer), new Uint8Array()];
    const wrong: [number, number, Hash[], Hash, Hash][] = [
      [older - 1, newer, path, first, second],
      [older + 1, newer, path, first, second],
      [older ^ 2, newer, path, first, second],
      [older, newer * 2, path, first, second],
      [older, Math.floor(newer / 2), path, first, second],
      [older, newer, path, utf8('WrongRoot'), second],
      [older, newer, path, first, utf8('WrongRoot')],
      [older, newer, path, second, first],
      [older, newer, [], first, second],
      ...[none, first, second].flatMap((hash): [number, number, Hash[], Hash, Hash][] => [
        [older, newer, [...path, hash], first, second],
        [older, newer, [hash, ...path], first, second],
      ]),
      [older, newer, [path[0]!, ...path], first, second],
      [older, newer, path.slice(0, -1), first, second],
      ...path.map((_, i): [number, number, Hash[], Hash, Hash] => [older, newer, path.with(i, flip(path[i]!, 4)), first, second]),
    ];
    for (const [i, probe] of wrong.entries()) assert.ok(!verifyConsistency(...probe), `${older}-${newer} probe ${i}`);
  }
});

test('any batch split gives the naive root, and the peaks carry on', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 600 }), (a, b) => {
      const hashes = Array.from({ length: Math.max(a, b) }, (_, i) => leafHash(utf8(`leaf ${i}`)));
      const tree = new Frontier();
      for (const hash of hashes.slice(0, Math.min(a, b))) tree.push(hash);
      const rest = tree.clone();
      for (const hash of hashes.slice(tree.size)) rest.push(hash);
      assert.deepEqual(tree.root(), naiveRoot(hashes.slice(0, tree.size)));
      assert.deepEqual(rest.root(), naiveRoot(hashes));
      assert.deepEqual(rootAt(hashes.length, nodesOf(hashes)), rest.root());
    }),
    { numRuns: 25 },
  );
});

test('every proof of every tree up to 130 leaves verifies', () => {
  const nodes = new Map<string, Hash>();
  const roots: Hash[] = [emptyRoot()];
  const tree = new Frontier();
  for (const leaf of many) {
    tree.push(leaf, (level, n, hash) => nodes.set(`${level}/${n}`, hash));
    roots.push(tree.root());
  }
  const at = (level: number, n: number) => nodes.get(`${level}/${n}`)!;
  for (let size = 1; size <= many.length; size++)
    for (let i = 0; i < size; i++) {
      assert.ok(verifyInclusion(i, size, many[i]!, proveInclusion(i, size, at), roots[size]!), `${i}/${size}`);
      assert.ok(verifyConsistency(i, size, proveConsistency(i, size, at), roots[i]!, roots[size]!), `${i}-${size}`);
    }
});

test('one changed bit, a missing or added hash, a neighbouring index or size is rejected', () => {
  const nodes = nodesOf(many);
  const pick = fc.record({ size: fc.integer({ min: 2, max: 130 }), i: fc.nat(), hash: fc.nat(), bit: fc.integer({ min: 0, max: 255 }) });
  fc.assert(
    fc.property(pick, ({ size, i, hash, bit }) => {
      const index = i % size;
      const [leaf, top, path] = [many[index]!, rootAt(size, nodes), proveInclusion(index, size, nodes)];
      const at = hash % path.length;
      assert.ok(!verifyInclusion(index, size, leaf, path.with(at, flip(path[at]!, bit)), top));
      assert.ok(!verifyInclusion(index, size, flip(leaf, bit), path, top));
      assert.ok(!verifyInclusion(index, size, leaf, path, flip(top, bit)));
      assert.ok(!verifyInclusion(index, size, leaf, path.toSpliced(at, 1), top));
      assert.ok(!verifyInclusion(index, size, leaf, [...path, top], top));
      for (const other of [index - 1, index + 1]) assert.ok(!verifyInclusion(other, size, leaf, path, top));
      const older = 1 + (i % (size - 1));
      const [proof, olderTop] = [proveConsistency(older, size, nodes), rootAt(older, nodes)];
      const step = hash % proof.length;
      assert.ok(!verifyConsistency(older, size, proof.with(step, flip(proof[step]!, bit)), olderTop, top));
      assert.ok(!verifyConsistency(older, size, proof.toSpliced(step, 1), olderTop, top));
      assert.ok(!verifyConsistency(older, size, [...proof, top], olderTop, top));
    }),
    { numRuns: 150 },
  );
});

test('index arithmetic is exact beyond 2^31, 2^32 and 2^40', () => {
  // Below level 3 nodes are computed, above they are merely named: the left part of the tree is one named node.
  const node = (level: number, n: number): Hash =>
    level > 0 && level < 3 ? nodeHash(node(level - 1, 2 * n), node(level - 1, 2 * n + 1)) : leafHash(utf8(`${level}/${n}`));
  for (const exponent of [31, 32, 40, 52]) {
    const [left, size] = [2 ** exponent, 2 ** exponent + 6];
    const top = rootAt(size, node);
    for (let index = left; index < size; index++) {
      const path = proveInclusion(index, size, node);
      assert.ok(verifyInclusion(index, size, node(0, index), path, top), `${index} of ${size}`);
      for (const wrong of [index - left, index - 1, index + 1, index - 2 ** 31])
        assert.ok(!verifyInclusion(wrong, size, node(0, index), path, top), `${wrong} instead of ${index} of ${size}`);
    }
    for (const older of [left, left + 1, left + 4]) {
      const path = proveConsistency(older, size, node);
      assert.ok(verifyConsistency(older, size, path, rootAt(older, node), top), `${older}-${size}`);
      assert.ok(!verifyConsistency(older - left + 2, size, path, rootAt(older, node), top));
    }
  }
});
