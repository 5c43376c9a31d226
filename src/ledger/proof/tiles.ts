// src/ledger/proof/tiles.ts —— 瓦片:the tree cut into pieces of 256 hashes (c2sp.org/tlog-tiles), so that a file server can publish it
import { concat } from '../../base/bytes.ts';
import { type Hash, nodeHash } from './hash.ts';
import type { Nodes } from './merkle.ts';

/** Hashes in a full tile. */
export const TILE_WIDTH = 256;
/** Bytes of a hash. */
export const HASH_BYTES = 32;

/** A tile of hashes at level 0..63, or a bundle of entries; `width` 1..256. */
export type Tile = { level: number | 'entries'; n: number; width: number };

/** The path of a tile below the log's address: tile/0/x001/067, tile/1/000.p/5, tile/entries/000. */
export function tilePath({ level, n, width }: Tile): string {
  const digits = String(n).padStart(Math.ceil(String(n).length / 3) * 3, '0');
  const groups = digits.match(/.../g)!;
  const name = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${name}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** The tile a path names; undefined unless `tilePath` gives exactly this path back. */
export function parseTilePath(path: string): Tile | undefined {
  const match = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (!match) return undefined;
  const level = match[1] === 'entries' ? 'entries' : Number(match[1]);
  const tile: Tile = { level, n: Number(match[2]!.replaceAll(/[x/]/g, '')), width: match[3] ? Number(match[3]) : TILE_WIDTH };
  const valid = tile.width >= 1 && tile.width <= TILE_WIDTH && (level === 'entries' || level <= 63) && Number.isSafeInteger(tile.n);
  return valid && tilePath(tile) === path ? tile : undefined;
}

/** How many hashes level `level` has in a tree of `size` leaves: floor(size / 256^level). */
export const hashesAt = (size: number, level: number): number => Math.floor(size / TILE_WIDTH ** level);

/** Width of tile n of a level in a tree of `size` leaves; 0 when the tree does not reach it. */
export const widthAt = (size: number, level: number | 'entries', n: number): number =>
  Math.max(0, Math.min(TILE_WIDTH, hashesAt(size, level === 'entries' ? 0 : level) - n * TILE_WIDTH));

/** Every tile of hashes of a tree of `size` leaves, level by level. */
export function* tilesAt(size: number): Generator<Tile & { level: number }> {
  for (let level = 0; hashesAt(size, level) > 0; level++)
    for (let n = 0; n * TILE_WIDTH < hashesAt(size, level); n++) yield { level, n, width: widthAt(size, level, n) };
}

/** Every bundle of entries of a log of `size` leaves. */
export function* bundlesAt(size: number): Generator<Tile> {
  for (let n = 0; n * TILE_WIDTH < size; n++) yield { level: 'entries', n, width: widthAt(size, 'entries', n) };
}

/** Entries with their big-endian 16-bit lengths; throws RangeError beyond 65535 bytes an entry. */
export function formatBundle(entries: readonly Uint8Array[]): Uint8Array {
  return concat(
    ...entries.flatMap((entry) => {
      if (entry.length > 0xffff) throw new RangeError('日志条目超过 65535 字节');
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
    }),
  );
}

/** The entries of a bundle; throws RangeError when it ends inside one. */
export function parseBundle(bundle: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length; ) {
    const begin = at + 2;
    at = begin + (bundle[at]! << 8) + (bundle[at + 1] ?? 0);
    if (begin > bundle.length || at > bundle.length) throw new RangeError('条目文件不完整');
    entries.push(bundle.subarray(begin, at));
  }
  return entries;
}

const tileOf = (level: number, n: number) => {
  const tileLevel = Math.floor(level / 8);
  const width = 2 ** (level % 8);
  return { tileLevel, first: n * width, width, tile: Math.floor((n * width) / TILE_WIDTH) };
};

/** Runs a proof over tiles that are fetched first: a dry run notes what it needs, `fetch` gives the bytes, the second run computes. */
export async function withTiles<T>(
  size: number,
  prove: (nodes: Nodes) => T,
  fetch: (wanted: (Tile & { level: number })[]) => Promise<Uint8Array[]>,
): Promise<T> {
  const wanted = new Map<string, Tile & { level: number }>();
  const key = (level: number, n: number) => `${level}/${n}`;
  prove((level, n) => {
    const { tileLevel, tile } = tileOf(level, n);
    wanted.set(key(tileLevel, tile), { level: tileLevel, n: tile, width: widthAt(size, tileLevel, tile) });
    return new Uint8Array(HASH_BYTES);
  });
  const bytes = await fetch([...wanted.values()]);
  const tiles = new Map([...wanted.keys()].map((name, i) => [name, bytes[i]!]));
  return prove((level, n) => {
    const { tileLevel, first, width, tile } = tileOf(level, n);
    return subtree(tiles.get(key(tileLevel, tile))!, first - tile * TILE_WIDTH, width);
  });
}

/** The hash over `width` (a power of two) neighbouring hashes of a tile. */
function subtree(tile: Uint8Array, first: number, width: number): Hash {
  if (width === 1) {
    const hash = tile.slice(first * HASH_BYTES, (first + 1) * HASH_BYTES);
    if (hash.length !== HASH_BYTES) throw new RangeError('瓦片不完整');
    return hash;
  }
  return nodeHash(subtree(tile, first, width / 2), subtree(tile, first + width / 2, width / 2));
}
