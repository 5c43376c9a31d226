// src/server/upkeep/postgres/openDatabase.ts —— 打开数据库:embedded in the data directory, or on the server DATABASE_URL names
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStore, type Store } from '../../../store/database.ts';
import { openPostgres } from '../../../store/postgres/openPostgres.ts';
import { inTurn } from '../../../store/turns.ts';
import { type Configuration, ConfigurationError } from '../../configuration.ts';

type Where = Pick<Configuration, 'data' | 'databaseUrl' | 'databaseConnections'>;

/** Lies beside an embedded database from the beginning of its move to a server, and stays. */
export const movedFile = (data: string): string => join(data, 'database', 'moved-to-postgres.json');
/** `finished`: everything is on the server. `to`: host and database, without a password. */
export type Move = { to: string; at: string; finished: boolean };

/** What is known of a move; undefined where none was begun. */
export function readMove(data: string): Move | undefined {
  const path = movedFile(data);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Move) : undefined;
}

/** Does a data directory hold an embedded database? */
export const hasEmbedded = (data: string): boolean => existsSync(join(data, 'database', 'pg'));

function refuseMoved({ data, databaseUrl }: Where): void {
  const move = readMove(data);
  if (move && !move.finished)
    throw new ConfigurationError(
      `${data} 里的数据库正在搬到 ${move.to}，还没有搬完。请再运行一次 npm run move-to-postgres。要放弃搬迁，请先确认那个数据库是空的，再删除文件 ${movedFile(data)}。`,
    );
  if (move && !databaseUrl)
    throw new ConfigurationError(
      `${data} 里的数据库已于 ${move.at} 搬到 ${move.to}，这里的旧库不再使用。请设置 DATABASE_URL 指向那里后再启动。`,
    );
  if (!move && databaseUrl && hasEmbedded(data))
    throw new ConfigurationError(
      `${data} 里还有一个内嵌数据库，没有搬到 DATABASE_URL 指向的服务器。请停下服务，先运行 npm run move-to-postgres -- 数据库地址；如果那是另一套数据，请用 HEMING_DATA 换一个数据目录。`,
    );
}

/** Opens the database of an installation. Throws ConfigurationError, ServerRefused or DirectoryInUse, all in Chinese. */
export async function openDatabase(where: Where): Promise<Store> {
  refuseMoved(where);
  if (where.databaseUrl) return openPostgres(where.databaseUrl, { connections: where.databaseConnections });
  return openStore(join(where.data, 'database'));
}

/** Is there an installation to open? */
export const hasDatabase = ({ data, databaseUrl }: Where): boolean => existsSync(databaseUrl ? data : join(data, 'database'));

/** Server processes that start together on one database do so one after another: tables, keys, packs and demonstration are made once. */
export async function aloneWhileStarting<T>(where: Where, work: () => Promise<T>): Promise<T> {
  if (!where.databaseUrl) return work();
  const store = await openPostgres(where.databaseUrl, { connections: 1 });
  try {
    return await inTurn(store.db, 'start', work);
  } finally {
    await store.close();
  }
}
