// witness/mirrorFiles.ts —— 副本的文件:the log as static files (c2sp.org/tlog-tiles), and beside each bundle its sealed payloads
import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { concat } from '../src/base/bytes.ts';
import type { Hash } from '../src/ledger/proof/hash.ts';
import { Frontier } from '../src/ledger/proof/merkle.ts';
import { peekCheckpoint } from '../src/ledger/proof/note.ts';
import { formatRecords, parseRecords } from '../src/ledger/proof/records.ts';
import { HASH_BYTES, hashesAt, TILE_WIDTH, type Tile, tilePath, tilesAt, widthAt } from '../src/ledger/proof/tiles.ts';
import { makeDirectory, readIfThere, replaceFile, withFile } from './durable.ts';

/** A mirrored tree: its frontier and, per tile level, the hashes of the tile it ends in. */
export type MirrorTree = { frontier: Frontier; edges: Hash[][] };

/** The files of one log's mirror. Only what lies below `checkpoint` counts; the rest is of a copy that was not finished. */
export type MirrorFiles = ReturnType<typeof openMirrorFiles>;

/** Where sealed payloads of a bundle lie. */
const sealedPath = (n: number) => `${tilePath({ level: 'entries', n, width: TILE_WIDTH }).replace('tile/entries', 'sealed')}.bin`;

/** The files below a directory. */
export function openMirrorFiles(directory: string) {
  const at = (path: string) => join(directory, path);

  async function write(path: string, bytes: Uint8Array | string): Promise<void> {
    await makeDirectory(dirname(at(path)));
    await replaceFile(at(path), bytes);
  }

  /** Writes a tile or bundle. */
  const writeTile = (tile: Tile, bytes: Uint8Array) => write(tilePath(tile), bytes);

  /** Removes the partial tiles that the growth from `before` to `size` has made useless. */
  async function tidy(before: number, size: number): Promise<void> {
    for (const level of ['entries', ...Array(8).keys()] as const) {
      const hashes = (of: number) => hashesAt(of, level === 'entries' ? 0 : level);
      for (let n = Math.floor(hashes(before) / TILE_WIDTH); n * TILE_WIDTH < hashes(size); n++) {
        const partials = at(`${tilePath({ level, n, width: TILE_WIDTH })}.p`);
        const width = String(widthAt(size, level, n));
        for (const name of await readdir(partials).catch(() => [])) if (name !== width) await rm(join(partials, name), { force: true });
      }
    }
  }

  return {
    checkpoint: async () => (await readIfThere(at('checkpoint')))?.toString(),
    size: async () => {
      const note = (await readIfThere(at('checkpoint')))?.toString();
      return note === undefined ? 0 : peekCheckpoint(note).size;
    },
    /** Comes last: with it what was written before counts. */
    async finish(note: string): Promise<void> {
      const before = (await readIfThere(at('checkpoint')))?.toString();
      await write('checkpoint', note);
      await tidy(before === undefined ? 0 : peekCheckpoint(before).size, peekCheckpoint(note).size);
    },
    writeKey: (vkey: string) => write('vkey', `${vkey}\n`),
    writeTile,
    readTile: (tile: Tile) => readIfThere(at(tilePath(tile))),

    /** The tree of the first `size` leaves, from the lowest tiles; throws when one is missing or cut short. */
    async readTree(size: number): Promise<MirrorTree> {
      const tree: MirrorTree = { frontier: new Frontier(), edges: [] };
      for (const tile of tilesAt(size)) {
        if (tile.level > 0) continue;
        const bytes = await readIfThere(at(tilePath(tile)));
        if (bytes?.length !== tile.width * HASH_BYTES) throw new Error(`副本缺少 ${tilePath(tile)}，请删除副本目录，让它重新取一份`);
        for (let i = 0; i < tile.width; i++) grow(tree, new Uint8Array(bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES)), () => {});
      }
      return tree;
    },

    /** Appends sealed payloads to a bundle that holds `kept` of them, synced; what an unfinished copy left behind them is cut off. */
    async appendSealed(n: number, kept: number, records: readonly Uint8Array[]): Promise<void> {
      const path = at(sealedPath(n));
      await makeDirectory(dirname(path));
      const found = parseRecords((await readIfThere(path)) ?? new Uint8Array()).records;
      if (found.length < kept) throw new Error(`副本的封存件 ${path} 不全，请删除副本目录，让它重新取一份`);
      const begin = formatRecords(found.slice(0, kept)).length;
      await withFile(path, (await readIfThere(path)) ? 'r+' : 'w+', async (file) => {
        await file.truncate(begin);
        const bytes = formatRecords(records);
        for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done, bytes.length - done, begin + done)).bytesWritten;
        await file.sync();
      });
    },
    readSealed: async (n: number) => parseRecords((await readIfThere(at(sealedPath(n)))) ?? new Uint8Array()).records,

    /** Replaces the sealed payload of an event by nothing: the law said so. */
    async erase(index: number): Promise<void> {
      const [n, i] = [Math.floor(index / TILE_WIDTH), index % TILE_WIDTH];
      const { records } = parseRecords((await readIfThere(at(sealedPath(n)))) ?? new Uint8Array());
      if (records[i] === undefined || records[i].length === 0) return;
      await write(sealedPath(n), formatRecords(records.with(i, new Uint8Array())));
    },
    erasedTo: async () => Number((await readIfThere(at('erased')))?.toString() ?? 0),
    noteErasedTo: (index: number) => write('erased', String(index)),
  };
}

/** Appends a leaf; `ended` gets each tile that became full. */
export function grow(
  { frontier, edges }: MirrorTree,
  leaf: Hash,
  ended: (tile: Tile & { level: number }, bytes: Uint8Array) => void,
): void {
  frontier.push(leaf, (level, n, hash) => {
    if (level % 8 !== 0) return;
    const edge = edges[level / 8] ?? [];
    edges[level / 8] = edge;
    edge.push(hash);
    if (edge.length < TILE_WIDTH) return;
    ended({ level: level / 8, n: Math.floor(n / TILE_WIDTH), width: TILE_WIDTH }, concat(...edge));
    edges[level / 8] = [];
  });
}

/** The tiles a tree ends in that are not full. */
export const partialTiles = ({ frontier: { size }, edges }: MirrorTree): { tile: Tile & { level: number }; bytes: Uint8Array }[] =>
  edges.flatMap((edge, level) => {
    const n = Math.floor(Math.floor(size / TILE_WIDTH ** level) / TILE_WIDTH);
    return edge.length === 0 ? [] : [{ tile: { level, n, width: widthAt(size, level, n) }, bytes: concat(...edge) }];
  });
