// src/ledger/keep/head.ts —— 日志的头:what a writer must know to append, read from the database and then kept in memory
import { type Db, tables } from '../../store/database.ts';
import type { Hash } from '../proof/hash.ts';
import { parseHeader } from '../proof/header.ts';
import { Frontier, peaks } from '../proof/merkle.ts';
import { formatBundle, HASH_BYTES, TILE_WIDTH, type Tile, withTiles } from '../proof/tiles.ts';
import type { LedgerTables } from '../tables.ts';

/** The last event of a case; n 0 and no leaf while it has none. */
export type Tail = { n: number; leaf?: Hash };

/** The end of a log: its tree, the time of its last event, and the last events of the cases touched lately. */
export type Head = { frontier: Frontier; lastAt: string; tails: Map<string, Tail> };

/** An independent copy that starts without the remembered cases (look them up in the original). */
export const forkHead = (head: Head): Head => ({ frontier: head.frontier.clone(), lastAt: head.lastAt, tails: new Map() });

/** A log's rows do not hold together; the message is a Chinese sentence. */
export class LogDamaged extends Error {
  override name = 'LogDamaged';
}

/** The bytes of a tile of hashes; throws LogDamaged when a row of it is missing. */
export async function readTile(db: Db, agency: string, { level, n, width }: Tile & { level: number }): Promise<Uint8Array> {
  const log = tables<LedgerTables>(db);
  const first = n * TILE_WIDTH;
  const rows =
    level === 0
      ? await log
          .selectFrom('log_entry')
          .select(['idx as n', 'leaf_hash as hash'])
          .where('agency', '=', agency)
          .where('idx', '>=', first)
          .where('idx', '<', first + width)
          .orderBy('idx')
          .execute()
      : await log
          .selectFrom('log_hash')
          .select(['n', 'hash'])
          .where('agency', '=', agency)
          .where('level', '=', level)
          .where('n', '>=', first)
          .where('n', '<', first + width)
          .orderBy('n')
          .execute();
  const tile = new Uint8Array(width * HASH_BYTES);
  for (const [i, row] of rows.entries()) {
    if (row.n !== first + i || row.hash.length !== HASH_BYTES) throw new LogDamaged(`日志第 ${level} 层缺少第 ${first + i} 个指纹`);
    tile.set(row.hash, i * HASH_BYTES);
  }
  if (rows.length !== width) throw new LogDamaged(`日志第 ${level} 层缺少第 ${first + rows.length} 个指纹`);
  return tile;
}

/** Runs a proof or root over the tiles of a tree of `size` leaves. */
export const overTiles = <T>(db: Db, agency: string, size: number, prove: Parameters<typeof withTiles<T>>[1]): Promise<T> =>
  withTiles(size, prove, (wanted) => Promise.all(wanted.map((tile) => readTile(db, agency, tile))));

/** The tree of the first `size` leaves, from the stored hashes; throws LogDamaged when one is missing. */
export const readFrontier = async (db: Db, agency: string, size: number): Promise<Frontier> =>
  new Frontier(size, await overTiles(db, agency, size, (nodes) => peaks(size).map(({ level, n }) => nodes(level, n))));

/** The length the head row states; undefined when the agency has no log yet. */
export const readSize = async (db: Db, agency: string): Promise<number | undefined> =>
  (await tables<LedgerTables>(db).selectFrom('log_head').select('size').where('agency', '=', agency).executeTakeFirst())?.size;

/** The head of a log of `size` leaves; throws LogDamaged when rows are missing, or there are more than the log ever was long. */
export async function readHead(db: Db, agency: string, size: number): Promise<Head> {
  const frontier = await readFrontier(db, agency, size);
  const lastTwo = await tables<LedgerTables>(db)
    .selectFrom('log_entry')
    .select(['idx', 'header'])
    .where('agency', '=', agency)
    .where((e) =>
      e.or([
        e('idx', '=', size - 1),
        e('idx', '=', e.selectFrom('log_entry').select(e.fn.max('idx').as('idx')).where('agency', '=', agency)),
      ]),
    )
    .orderBy('idx')
    .execute();
  const last = lastTwo.find(({ idx }) => idx === size - 1);
  const newest = lastTwo.at(-1)?.idx ?? -1;
  // Another process may have appended since the length was read: then that has grown too.
  const beyond = newest >= size && ((await readSize(db, agency)) ?? 0) <= newest;
  if ((size > 0 && !last) || beyond) throw new LogDamaged(`日志登记的长度是 ${size}，最后一条记录的序号却是 ${newest < 0 ? '无' : newest}`);
  return { frontier, lastAt: last ? parseHeader(last.header).at : '', tails: new Map() };
}

/** A bundle of header bytes; throws LogDamaged when one is missing. */
export async function readBundle(db: Db, agency: string, n: number, width: number): Promise<Uint8Array> {
  const rows = await tables<LedgerTables>(db)
    .selectFrom('log_entry')
    .select('header')
    .where('agency', '=', agency)
    .where('idx', '>=', n * TILE_WIDTH)
    .where('idx', '<', n * TILE_WIDTH + width)
    .orderBy('idx')
    .execute();
  if (rows.length !== width) throw new LogDamaged(`序号 ${n * TILE_WIDTH} 起的 ${width} 条记录不全`);
  return formatBundle(rows.map(({ header }) => header));
}
