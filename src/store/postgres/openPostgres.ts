// src/store/postgres/openPostgres.ts —— 数据库服务器:a PostgreSQL server as the store, refused unless what it acknowledges is on its disk
import { Kysely } from 'kysely';
import pg from 'pg';
import type { Store } from '../database.ts';
import { errorOf } from './connection.ts';
import { postgresDialect } from './postgresDialect.ts';

/** A server that must not be used, or cannot be reached; the message says in Chinese what to change. */
export class ServerRefused extends Error {
  override name = 'ServerRefused';
}

/** `connections`: most held at a time. `slowestRead`: ms a statement outside a transaction may take. */
export type ServerOptions = { connections?: number; slowestRead?: number };

const seconds = 1000;
const settings = (slowestRead: number) =>
  `set TimeZone = 'UTC'; set DateStyle = 'ISO, YMD'; set bytea_output = hex; set standard_conforming_strings = on; set jit = off;
   set statement_timeout = ${slowestRead}; set idle_in_transaction_session_timeout = ${60 * seconds};
   set tcp_keepalives_idle = 15; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3`;

const asked = `select current_setting('server_version_num')::int as version, current_setting('server_version') as says,
  current_setting('server_encoding') as encoding, current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
  current_setting('synchronous_commit') as commit, upper('é') = 'É' as letters, pg_is_in_recovery() as standby`;

/** What a server says of itself. */
export type Found = {
  version: number;
  says: string;
  encoding: string;
  fsync: string;
  pages: string;
  commit: string;
  letters: boolean;
  standby: boolean;
};

/** Why this server's word cannot be relied on; undefined when it can. */
export function faultOf({ version, says, encoding, fsync, pages, commit, letters, standby }: Found): string | undefined {
  if (version < 150_000) return `数据库服务器的版本是 ${says}，需要 PostgreSQL 15 或更新版本。`;
  if (encoding !== 'UTF8') return `数据库的编码是 ${encoding}，必须是 UTF8。请新建：createdb -T template0 -E UTF8 --locale=C.UTF-8 heming`;
  if (!letters) return '数据库的区域设置不认识英文以外的字母，检索会漏。请新建：createdb -T template0 -E UTF8 --locale=C.UTF-8 heming';
  if (fsync !== 'on') return '数据库服务器关闭了 fsync，断电会丢失已经确认的记录。请在 postgresql.conf 里设置 fsync = on 后重启数据库。';
  if (pages !== 'on')
    return '数据库服务器关闭了 full_page_writes，断电可能损坏数据。请在 postgresql.conf 里设置 full_page_writes = on 后重新载入。';
  if (!['on', 'remote_apply'].includes(commit))
    return `数据库的 synchronous_commit 是 ${commit}，确认过的记录可能丢失。请设置 synchronous_commit = on（服务器、数据库和这个用户的设置都要看）。`;
  if (standby) return '连接到的是一台只读的备用数据库。请把 DATABASE_URL 指向主库。';
  return undefined;
}

async function prepare(client: pg.ClientBase, slowestRead: number): Promise<void> {
  client.on('error', () => {}); // the statement under way, or the next one, is told
  await client.query(settings(slowestRead));
  const { rows } = await client.query<Found>(asked);
  const fault = faultOf(rows[0]!);
  if (fault !== undefined) throw new ServerRefused(fault);
}

const explain: Record<string, string> = {
  ECONNREFUSED: '数据库服务器没有应答，请确认它在运行、地址和端口正确',
  ENOTFOUND: '找不到数据库服务器的地址',
  ETIMEDOUT: '连接数据库服务器超时',
  '28P01': '数据库的用户名或口令不对',
  '28000': '数据库不接受这个用户的连接',
  '3D000': '没有这个数据库，请先新建：createdb -T template0 -E UTF8 --locale=C.UTF-8 heming',
};

function unreachable(cause: unknown): Error {
  if (cause instanceof ServerRefused) return cause;
  const { code = '', message = '' } = cause as { code?: string; message?: string };
  return new ServerRefused(`DATABASE_URL：${explain[code] ?? `数据库打不开（${code || message}）`}。`, { cause });
}

/** Opens the database a URL names (postgres://user:password@host:port/name). Every connection is checked. Throws ServerRefused in Chinese. */
export async function openPostgres(url: string, { connections = 10, slowestRead = 30 * seconds }: ServerOptions = {}): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 15 * seconds,
    idleTimeoutMillis: 60 * seconds,
    keepAlive: true,
    application_name: 'heming',
    pipeline: true,
    onConnect: (client: pg.ClientBase) => prepare(client, slowestRead),
  } as pg.PoolConfig);
  pool.on('error', () => {}); // an idle connection was lost: the next one is made when needed
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    throw unreachable(error);
  }
  const db = new Kysely({ dialect: postgresDialect(pool) });
  return { db, kind: 'postgres', url, close: () => closing(pool) };
}

const ended = new WeakMap<pg.Pool, Promise<void>>();

/** Lets finish what was begun; a second call waits for the first. */
function closing(pool: pg.Pool): Promise<void> {
  const end = ended.get(pool) ?? pool.end();
  ended.set(pool, end);
  return end.catch((error) => {
    throw errorOf(error);
  });
}
