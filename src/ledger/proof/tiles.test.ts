// src/ledger/proof/tiles.test.ts —— tile paths, tile sets, bundles, and proofs read from tiles
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { concat, utf8 } from '../../base/bytes.ts';
import { type Hash, leafHash } from './hash.ts';
import '../hashNode.ts';
import vectors from '../testdata/tiles.vectors.json' with { type: 'json' };
import { Frontier, proveInclusion, rootAt, verifyInclusion } from './merkle.ts';
import { formatBundle, parseBundle, parseTilePath, type Tile, tilePath, tilesAt, withTiles } from './tiles.ts';

test('tile paths are written and read as Tessera does', () => {
  for (const { path, ...tile } of vectors.paths) {
    assert.equal(tilePath(tile as Tile), path);
    assert.deepEqual(parseTilePath(path), tile);
  }
  for (const path of vectors.bad) assert.equal(parseTilePath(path), undefined, path);
});

test('every tile path reads back as itself', () => {
  const level = fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 63 }));
  const tile = fc.record({ level, n: fc.maxSafeNat(), width: fc.integer({ min: 1, max: 256 }) }, { noNullPrototype: true });
  fc.assert(fc.property(tile, (any) => assert.deepEqual(parseTilePath(tilePath(any)), any)));
});

test('the tiles of a size are those of the specification', () => {
  for (const { size, tiles } of vectors.sets) assert.deepEqual([...tilesAt(size)].map(tilePath), tiles);
  for (const { size, full, partial } of vectors.counts) {
    const all = [...tilesAt(size)];
    for (const [level, count] of full.entries()) {
      assert.equal(all.filter((tile) => tile.level === level && tile.width === 256).length, count);
      assert.deepEqual(
        all.filter((tile) => tile.level === level && tile.width < 256).map(({ width }) => width),
        partial[level] ? [partial[level]] : [],
      );
    }
    assert.ok(all.every(({ level }) => level < full.length));
  }
});

test('proofs from tiles equal proofs from nodes', async () => {
  const size = 70_000;
  const hashes = new Map<string, Hash[]>();
  const tree = new Frontier();
  for (let i = 0; i < size; i++)
    tree.push(leafHash(utf8(`leaf ${i}`)), (level, n, hash) => {
      if (level % 8 !== 0) return;
      const tile = `${level / 8}/${Math.floor(n / 256)}`;
      hashes.set(tile, [...(hashes.get(tile) ?? []), hash]);
    });
  const fetched: Tile[] = [];
  const fetch = async (wanted: (Tile & { level: number })[]) => {
    fetched.push(...wanted);
    return wanted.map(({ level, n, width }) => concat(...hashes.get(`${level}/${n}`)!.slice(0, width)));
  };
  assert.deepEqual(await withTiles(size, (nodes) => rootAt(size, nodes), fetch), tree.root());
  for (const index of [0, 255, 256, 65_535, 65_536, 69_888, 69_999]) {
    const path = await withTiles(size, (nodes) => proveInclusion(index, size, nodes), fetch);
    assert.ok(verifyInclusion(index, size, leafHash(utf8(`leaf ${index}`)), path, tree.root()), String(index));
  }
  const known = new Set([...tilesAt(size)].map(tilePath));
  assert.ok(
    fetched.every((tile) => known.has(tilePath(tile))),
    'only tiles the log publishes are asked for',
  );
});

test('a bundle gives its entries back, and half an entry is refused', () => {
  const entries = fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 20 });
  fc.assert(fc.property(entries, (list) => assert.deepEqual(parseBundle(formatBundle(list)), list)));
  const bundle = formatBundle([utf8('鹤'), new Uint8Array(0xffff)]);
  for (const cut of [1, 2, 4, bundle.length - 1]) assert.throws(() => parseBundle(bundle.slice(0, cut)), RangeError);
  assert.throws(() => formatBundle([new Uint8Array(0x10000)]), RangeError);
});
