// src/ledger/export.ts —— 导出:the log as static files (c2sp.org/tlog-tiles), for mirrors, CDNs and the offline verifier
import { mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { utf8 } from '../base/bytes.ts';
import type { Log } from './log.ts';
import { openCheckpoint, parseVkey } from './proof/note.ts';
import { bundlesAt, HASH_BYTES, TILE_WIDTH, type Tile, tilePath, tilesAt } from './proof/tiles.ts';

/** What was exported: the length of the log and how many files were new. */
export type Exported = { size: number; written: number };

/** Writes the signed log into a directory: tiles, with `entries` bundles of headers (they show activity: for mirrors only), and last the
 * checkpoint with its cosignatures. Full tiles never change and are not written again. Throws when nothing has been signed yet. */
export async function exportLog(log: Log, directory: string, { entries = false } = {}): Promise<Exported> {
  const note = await log.cosigned();
  if (note === undefined) throw new Error('日志还没有签发检查点，没有可以导出的内容');
  const { size } = openCheckpoint(note, [parseVkey(log.vkey)]);
  let written = 0;
  for (const tile of [...tilesAt(size), ...(entries ? bundlesAt(size) : [])]) written += await exportTile(log, directory, tile);
  await writeWhole(join(directory, 'vkey'), utf8(`${log.vkey}\n`)); // the log's own word for its key: no substitute for a policy
  await writeWhole(join(directory, 'checkpoint'), utf8(note));
  return { size, written };
}

async function exportTile(log: Log, directory: string, { level, n, width }: Tile): Promise<number> {
  const path = join(directory, tilePath({ level, n, width }));
  if (await stat(path).catch(() => undefined)) return 0;
  const bytes = level === 'entries' ? await log.entries(n, width) : await log.tile(level, n, width);
  // A short file under a full tile's name would be cached for ever.
  if (!bytes || (level !== 'entries' && bytes.length !== width * HASH_BYTES) || width > TILE_WIDTH) throw new Error(`${path} 的内容不完整`);
  await writeWhole(path, bytes);
  return 1;
}

/** Writes beside and renames, so that a reader never sees half a file. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(`${path}.part`, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${path}.part`, path);
}
