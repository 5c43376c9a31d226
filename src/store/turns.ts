// src/store/turns.ts —— 轮流:works of one name happen one after another, whatever process they are in
import { type Kysely, sql } from 'kysely';
import type { Db } from './database.ts';
import { ServerAdapter } from './postgres/postgresDialect.ts';

/** Do other processes use this database at the same time? */
export const isShared = (db: Db): boolean => db.getExecutor().adapter instanceof ServerAdapter;

const here = new WeakMap<object, Map<string, Promise<unknown>>>();

/** One after another within this process; all a directory needs that one process holds. */
function inTurnHere<T>(db: Db, name: string, work: () => Promise<T>): Promise<T> {
  const place = db.getExecutor().adapter;
  const lasts = here.get(place) ?? new Map<string, Promise<unknown>>();
  here.set(place, lasts);
  const done = (lasts.get(name) ?? Promise.resolve()).then(work, work);
  lasts.set(
    name,
    done.catch(() => {}),
  );
  return done;
}

/**
 * Waits until nobody else, here or in another process, is at a work of this name, and then does it. On a server the turn is an advisory
 * lock of one connection: when that is lost the turn is lost too, so a work's writes must be harmless if done twice.
 */
export function inTurn<T>(db: Db, name: string, work: () => Promise<T>): Promise<T> {
  if (!isShared(db)) return inTurnHere(db, name, work);
  // Within the process first, so that those who wait hold no connection.
  return inTurnHere(db, name, () => db.connection().execute((held) => holding(held, name, work)));
}

async function holding<T>(held: Kysely<unknown>, name: string, work: () => Promise<T>): Promise<T> {
  // No limit on the wait: a first start holds its turn as long as it takes.
  const { rows } = await sql<{ limit: string }>`
    select current_setting('statement_timeout') as limit, set_config('statement_timeout', '0', false)`.execute(held);
  await sql`select pg_advisory_lock(hashtextextended(${`heming ${name}`}, 0))`.execute(held);
  try {
    return await work();
  } finally {
    // A lost connection has let go by itself.
    await sql`select pg_advisory_unlock_all(), set_config('statement_timeout', ${rows[0]!.limit}, false)`.execute(held).catch(() => {});
  }
}
