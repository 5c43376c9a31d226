// src/server/upkeep/postgres/moveToPostgres.ts —— 搬到 PostgreSQL:everything of a stopped embedded database into an empty one on a server
// Crash points: before the commit the server holds no row; the directory says it is being moved from before the copy until after the commit,
// so at no moment can both be opened. Run again, it copies anew, or finds everything there and only finishes.
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { readHead, readSize } from '../../../ledger/keep/head.ts';
import { type Db, migrate, openStore, type Store } from '../../../store/database.ts';
import { openPostgres } from '../../../store/postgres/openPostgres.ts';
import { beingPatient, compareAll, isEmpty, type Moved, moveAll } from '../../../store/rows/moveRows.ts';
import { type Configuration, ConfigurationError } from '../../configuration.ts';
import { migrations } from '../../wiring.ts';
import { refuseUnfinished } from '../unfinished.ts';
import { writeDurably } from '../writeDurably.ts';
import { hasEmbedded, type Move, movedFile, readMove } from './openDatabase.ts';

/** The root of an agency's log over `size` leaves, in hex. */
export type Root = { agency: string; size: number; root: string };
/** What was moved: where to, every table with its count and digest, the roots on either side. */
export type MoveReport = { to: string; tables: Moved; before: Root[]; after: Root[] };

async function rootsOf(db: Db): Promise<Root[]> {
  const agencies = await db.selectFrom('log_head').select('agency').orderBy('agency').execute();
  const roots: Root[] = [];
  for (const { agency } of agencies as { agency: string }[]) {
    const size = (await readSize(db, agency)) ?? 0;
    const { frontier } = await readHead(db, agency, size);
    roots.push({ agency, size, root: Buffer.from(frontier.root()).toString('hex') });
  }
  return roots;
}

async function place(from: Store, to: Store, note: (move: Move) => Promise<void>, move: Move, tell: (table: string) => void) {
  const before = await rootsOf(from.db);
  await note(move);
  const tables = await from.db.transaction().execute((reading) =>
    to.db.transaction().execute(async (writing) => {
      await beingPatient(writing);
      const moved = (await isEmpty(writing)) ? await moveAll(reading, writing, tell) : await compareAll(reading, writing);
      if (!moved) throw new ConfigurationError('目标数据库里已有别的数据，没有搬。请新建一个空的数据库再试。');
      if (JSON.stringify(await rootsOf(writing)) !== JSON.stringify(before))
        throw new ConfigurationError('搬过去的日志树根与原来的不一致，已全部撤回，原数据库没有变化。');
      return moved;
    }),
  );
  return { tables, before, after: await rootsOf(to.db) };
}

/** Moves the database of a data directory to the one `url` names. Originals, keys and checkpoint files stay where they are. Throws in Chinese. */
export async function moveToPostgres(
  { data }: Pick<Configuration, 'data'>,
  url: string,
  tell: (table: string) => void = () => {},
): Promise<MoveReport> {
  refuseUnfinished({ data });
  const earlier = readMove(data);
  if (earlier?.finished) throw new ConfigurationError(`${data} 里的数据库已于 ${earlier.at} 搬到 ${earlier.to}，不用再搬。`);
  if (!hasEmbedded(data)) throw new ConfigurationError(`${data} 里没有内嵌数据库。请用 HEMING_DATA 指明数据目录。`);
  const { host, pathname } = new URL(url);
  const move: Move = { to: `${host}${pathname}`, at: new Date().toISOString(), finished: false };
  const note = (said: Move) => writeDurably(movedFile(data), `${JSON.stringify(said, null, 1)}\n`);
  const from = await openStore(join(data, 'database'));
  try {
    await migrate(from, migrations);
    const to = await openPostgres(url);
    try {
      await migrate(to, migrations);
      const done = await place(from, to, note, move, tell).catch(async (error) => {
        if (!earlier) await unlink(movedFile(data)).catch(() => {}); // nothing was committed: the old one goes on
        throw error;
      });
      await note({ ...move, finished: true });
      return { to: move.to, ...done };
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}
