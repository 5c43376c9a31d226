// src/store/postgres/connection.ts —— 连接:one connection to a PostgreSQL server, checked before use, its values read as the embedded database reads them
import type pg from 'pg';
import { readers, wireValue } from '../pglite/columnTypes.ts';
import { plannedAnew } from '../pglite/session.ts';
import { DatabaseError } from '../pglite/wire.ts';

/** What a statement answered; `command` is its first word as the server names it. */
export type Result = { rows: Record<string, unknown>[]; changed?: number; command: string };

/** Counts the statements of this process that changed tables: what is prepared from before must be prepared again. */
export type Schema = { changes: number };

const mostPrepared = 512;
const mostParameters = 65_535;
const changesSchema = /^(?:CREATE|ALTER|DROP|DO)$/;
const counts = /^(?:INSERT|UPDATE|DELETE|MERGE)$/;
const asText = (text: string): unknown => text;
const types = { getTypeParser: (oid: number) => readers[oid] ?? asText } as unknown as pg.CustomTypesConfig;

/** The server or the way to it is gone; whether a COMMIT just sent was carried out is not known. */
const connectionLost = '08006';

/** A server's error without detail or parameters, which may hold personal data; an error of the way there as SQLSTATE 08006. */
export function errorOf(error: unknown): unknown {
  if (error instanceof RangeError || error instanceof SyntaxError || error instanceof DatabaseError) return error; // a value that cannot be read
  const { code, message, table, column, constraint, severity } = (error ?? {}) as pg.DatabaseError;
  const made = new DatabaseError(severity ? message : `与数据库的连接中断（${code ?? message}），请稍后重试`);
  made.code = severity ? (code ?? '') : connectionLost;
  made.table = table;
  made.column = column;
  made.constraint = constraint;
  return made;
}

/** Chooses names for statements: one seen twice is kept prepared. A name is never given twice, so dropping one is safe at any time. */
function nameStatements(drop: (name: string) => void) {
  const prepared = new Map<string, string>();
  const seen = new Set<string>();
  let count = 0;
  return {
    choose(sql: string): string | undefined {
      let name = prepared.get(sql);
      if (name === undefined) {
        if (!seen.has(sql) || sql.includes(plannedAnew)) {
          if (seen.size >= mostPrepared) seen.clear();
          seen.add(sql);
          return undefined;
        }
        count += 1;
        name = `s${count}`;
      }
      prepared.delete(sql); // moved to the end: the map's order is the order of last use
      prepared.set(sql, name);
      for (const [oldest, old] of prepared) {
        if (prepared.size <= mostPrepared) break;
        prepared.delete(oldest);
        drop(old);
      }
      return name;
    },
    forget(): boolean {
      const any = prepared.size > 0;
      prepared.clear();
      return any;
    },
  };
}

/** A connection of the pool. Statements sent together do not wait for one another and are carried out in their order. */
export type Link = {
  client: pg.PoolClient;
  query(sql: string, parameters?: readonly unknown[]): Promise<Result>;
  /** True while a transaction is open, failed ones included. */
  inTransaction(): boolean;
};

/** Wraps a client once; `schema` is shared by all of a process. */
export function linkOf(client: pg.PoolClient, schema: Schema): Link {
  const names = nameStatements((name) => void client.query(`deallocate ${name}`).catch(() => {}));
  let known = schema.changes;

  async function send(sql: string, parameters: readonly unknown[]): Promise<Result> {
    if (parameters.length > mostParameters) throw new RangeError('too many parameters: pass arrays and unnest them');
    const values = parameters.map(wireValue);
    if (known !== schema.changes) {
      known = schema.changes;
      if (names.forget()) void client.query('deallocate all').catch(() => {});
    }
    const name = values.length > 0 ? names.choose(sql) : undefined;
    const answer = await client.query({ text: sql, values, types, ...(name ? { name } : {}) });
    const last = Array.isArray(answer) ? (answer as pg.QueryResult[]).at(-1)! : answer;
    if (changesSchema.test(last.command)) schema.changes += 1;
    return { rows: last.rows, command: last.command, ...(counts.test(last.command) ? { changed: last.rowCount ?? 0 } : {}) };
  }
  const inTransaction = () => !['I', null].includes(client.getTransactionStatus());
  return {
    client,
    inTransaction,
    async query(sql, parameters = []) {
      try {
        return await send(sql, parameters);
      } catch (caught) {
        const error = errorOf(caught);
        // A plan outlived its table, changed by another process: nothing was done yet.
        if (error instanceof DatabaseError && error.code === '0A000' && names.forget() && !inTransaction()) return send(sql, parameters);
        if (error instanceof Error) Error.captureStackTrace(error); // made in a socket's handler: show the caller instead
        throw error;
      }
    },
  };
}
