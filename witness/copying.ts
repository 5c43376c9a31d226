// witness/copying.ts —— 取副本:from what is mirrored to a cosigned checkpoint; entries are checked, payloads stay sealed and unreadable here
import { fromUtf8, sameBytes } from '../src/base/bytes.ts';
import { leafHash } from '../src/ledger/proof/hash.ts';
import { parseHeader } from '../src/ledger/proof/header.ts';
import { peekCheckpoint } from '../src/ledger/proof/note.ts';
import { parseRecords } from '../src/ledger/proof/records.ts';
import { parseBundle, TILE_WIDTH, tilePath, widthAt } from '../src/ledger/proof/tiles.ts';
import { grow, type MirrorFiles, type MirrorTree, partialTiles } from './mirrorFiles.ts';

/** Fetches a path of the log's mirror interface, at most so many bytes; throws otherwise. */
export type Fetch = (path: string, most: number) => Promise<Uint8Array>;

// A bundle is at most 256 headers of 64 KiB; an answer of sealed payloads 8 MiB and one more.
const [MAX_BUNDLE, MAX_SEALED] = [17 * 2 ** 20, 32 * 2 ** 20];
/** The type of event that erases a payload, as headers name it. */
const ERASING = 'payloadErased';

/** Copies up to the checkpoint and then erases what the log has erased; `key` is the log's key text, kept beside the copy for verifiers. */
export async function copyUpTo(files: MirrorFiles, get: Fetch, note: string, key: string): Promise<void> {
  const target = peekCheckpoint(note);
  const size = await files.size();
  if (target.size > size) {
    const tree = await files.readTree(size);
    for (let n = Math.floor(size / TILE_WIDTH); n * TILE_WIDTH < target.size; n++) {
      const kept = Math.max(0, size - n * TILE_WIDTH);
      await copyBundle(files, get, tree, { n, kept, width: widthAt(target.size, 'entries', n) });
    }
    if (!sameBytes(tree.frontier.root(), target.root)) throw new Error('取来的登记与见证过的日志不一致，没有采用');
    for (const { tile, bytes } of partialTiles(tree)) await files.writeTile(tile, bytes);
    await files.writeKey(key);
    await files.finish(note);
  }
  await eraseWhatWasErased(files, get, target.size);
}

type Part = { n: number; kept: number; width: number };

/** Copies what a bundle has beyond its `kept` entries. Crash point: nothing of it counts before the checkpoint is written. */
async function copyBundle(files: MirrorFiles, get: Fetch, tree: MirrorTree, part: Part): Promise<void> {
  const { n, kept, width } = part;
  const bundle = await get(tilePath({ level: 'entries', n, width }), MAX_BUNDLE);
  const entries = parseBundle(bundle);
  if (entries.length !== width) throw new Error('取来的登记条数不对');
  const full: Promise<void>[] = [];
  for (const entry of entries.slice(kept)) grow(tree, leafHash(entry), (tile, bytes) => void full.push(files.writeTile(tile, bytes)));
  await Promise.all(full);
  await copySealed(files, get, part);
  await files.writeTile({ level: 'entries', n, width }, bundle);
}

async function copySealed(files: MirrorFiles, get: Fetch, { n, kept, width }: Part): Promise<void> {
  for (let have = kept; have < width; ) {
    const bytes = await get(`sealed/${n * TILE_WIDTH + have}/${n * TILE_WIDTH + width}`, MAX_SEALED);
    const { records, length } = parseRecords(bytes);
    if (records.length === 0 || length !== bytes.length || have + records.length > width) throw new Error('取来的封存件不完整');
    await files.appendSealed(n, have, records);
    have += records.length;
  }
}

/** Each erasure must be an event of the log, and erases one payload before it: nobody can empty the mirror unseen. */
async function eraseWhatWasErased(files: MirrorFiles, get: Fetch, size: number): Promise<void> {
  for (let from = await files.erasedTo(); from < size; ) {
    const list = JSON.parse(fromUtf8(await get(`erased/${from}/${size}`, MAX_BUNDLE))) as { index: number; by: number }[];
    for (const { index, by } of list) {
      const isErasure = by >= from && by < size && index >= 0 && index < by && (await typeOf(files, by, size)) === ERASING;
      if (!isErasure) throw new Error('删除通知与日志不符，没有照办');
      await files.erase(index);
      from = by + 1;
    }
    if (list.length === 0) from = size;
    await files.noteErasedTo(from);
  }
}

/** The type of a mirrored event, as its header says. */
async function typeOf(files: MirrorFiles, index: number, size: number): Promise<string | undefined> {
  const n = Math.floor(index / TILE_WIDTH);
  const bundle = await files.readTile({ level: 'entries', n, width: widthAt(size, 'entries', n) });
  const entry = bundle && parseBundle(bundle)[index % TILE_WIDTH];
  return entry && parseHeader(entry).type;
}
