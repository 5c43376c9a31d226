// src/evidence/digestStream.test.ts —— the same file gives the same digests however it arrives
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import { concat, fromHex, toHex, utf8 } from '../base/bytes.ts';
import { sha256 } from '../base/digest.ts';
import { CHUNK, chunkRootOf, digestStream, startDigest, verifyChunk } from './digestStream.ts';

const once = (bytes: Uint8Array) => {
  const running = startDigest();
  running.update(bytes);
  return running.finish();
};
const patterned = (size: number) => Uint8Array.from({ length: size }, (_, i) => (i * 2654435761) >>> 24);

/** RFC 6962 §2.1 as the paper writes it, with another SHA-256: the reference the quick root is held against. */
const slowRoot = (leaves: Uint8Array[]): Uint8Array => {
  if (leaves.length === 0) return sha256(new Uint8Array());
  if (leaves.length === 1) return leaves[0]!;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(concat(Uint8Array.of(1), slowRoot(leaves.slice(0, split)), slowRoot(leaves.slice(split))));
};

test('known vectors: the flat digest is plain SHA-256, the root of one chunk is its RFC 6962 leaf', () => {
  const abc = once(utf8('abc'));
  assert.equal(abc.digest, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  assert.equal(abc.chunkRoot, createHash('sha256').update('\0abc').digest('hex'));
  assert.equal(once(new Uint8Array()).digest, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  assert.equal(once(new Uint8Array()).chunkRoot, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

test('known vectors: roots over one to eight leaves agree with the published ones', () => {
  // The first leaves of the well-known test tree (transparency-dev/merkle): "", 00, 10, 2021, 3031, 40414243, …
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const leaves = inputs.map((hex) => sha256(concat(Uint8Array.of(0), fromHex(hex))));
  const published = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  assert.deepEqual(
    published.map((_, i) => chunkRootOf(concat(...leaves.slice(0, i + 1)))),
    published,
  );
});

test('any chunking of the stream gives the same digests, also around the 4 MiB borders', async () => {
  const bytes = patterned(2 * CHUNK + 12_345);
  const whole = once(bytes);
  assert.equal(whole.digest, createHash('sha256').update(bytes).digest('hex'));
  assert.equal(whole.chunks.length, 3 * 32);
  const cuts = fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(cuts, async (places) => {
      const borders = [0, CHUNK - 1, CHUNK, CHUNK + 1, ...places, bytes.length].sort((a, b) => a - b);
      const pieces = borders.slice(1).map((end, i) => bytes.subarray(borders[i], end));
      assert.deepEqual(await digestStream(Readable.from(pieces)), whole);
    }),
    { numRuns: 12 },
  );
});

test('the root over any number of leaves is the root of RFC 6962', () => {
  for (let n = 0; n <= 40; n++) {
    const leaves = Array.from({ length: n }, (_, i) => sha256(Uint8Array.of(i)));
    assert.equal(chunkRootOf(concat(...leaves)), toHex(slowRoot(leaves)));
  }
  assert.throws(() => chunkRootOf(new Uint8Array(33)), RangeError);
});

test('a chunk is recognised only at its own place and only unchanged', () => {
  const bytes = patterned(CHUNK + 100);
  const { chunks } = once(bytes);
  const [first, last] = [bytes.slice(0, CHUNK), bytes.slice(CHUNK)];
  assert.equal(verifyChunk(first, 0, chunks), true);
  assert.equal(verifyChunk(last, 1, chunks), true);
  assert.equal(verifyChunk(last, 0, chunks), false);
  assert.equal(verifyChunk(last, 2, chunks), false);
  last[50]! ^= 1;
  assert.equal(verifyChunk(last, 1, chunks), false);
});
