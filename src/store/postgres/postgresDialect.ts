// src/store/postgres/postgresDialect.ts —— Kysely over a pool of connections to a PostgreSQL server
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult, TransactionSettings } from 'kysely';
import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type pg from 'pg';
import { DatabaseError } from '../pglite/wire.ts';
import { errorOf, type Link, linkOf, type Schema } from './connection.ts';

/** Marks a database that other processes use at the same time. */
export class ServerAdapter extends PostgresAdapter {}

/** ms a transaction's statement may take; reads outside transactions have the connection's shorter limit. */
const longestInTransaction = 600_000;

class Connection implements DatabaseConnection {
  readonly link: Link;
  open = false;
  constructor(link: Link) {
    this.link = link;
  }
  async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changed } = await this.link.query(compiled.sql, compiled.parameters);
    if (!this.open && this.link.inTransaction()) {
      await this.link.query('rollback');
      throw new Error('a transaction must be opened with db.transaction(), not by a statement');
    }
    return { rows: rows as R[], ...(changed === undefined ? {} : { numAffectedRows: BigInt(changed) }) };
  }
  streamQuery(): never {
    throw new Error('not streamed: page by key instead');
  }
  async end(statement: 'commit' | 'rollback'): Promise<void> {
    if (!this.open) return; // a commit that failed has already rolled back, or its connection is gone
    this.open = false;
    const { command } = await this.link.query(statement);
    if (statement === 'commit' && command !== 'COMMIT')
      throw Object.assign(new DatabaseError('the transaction had failed and was rolled back'), { code: '25P02' });
  }
}

const beginStatement = ({ isolationLevel, accessMode }: TransactionSettings): string =>
  `${['begin', isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean).join(' ')}; set local statement_timeout = ${longestInTransaction}`;

/** A Kysely dialect over a pool. */
export function postgresDialect(pool: pg.Pool): Dialect {
  const links = new WeakMap<pg.PoolClient, Link>();
  const schema: Schema = { changes: 0 };
  const of = (connection: DatabaseConnection): Connection => connection as Connection;
  const run = async (connection: DatabaseConnection, statement: string): Promise<void> => {
    await of(connection).link.query(statement);
  };
  const driver: Driver = {
    init: async () => {},
    async acquireConnection() {
      const client = await pool.connect().catch((error) => {
        throw errorOf(error);
      });
      const link = links.get(client) ?? linkOf(client, schema);
      links.set(client, link);
      return new Connection(link);
    },
    async releaseConnection(connection) {
      const { client, inTransaction } = of(connection).link;
      client.release(inTransaction()); // one that could not be brought to an end is closed
    },
    async beginTransaction(connection, settings) {
      await run(connection, beginStatement(settings));
      of(connection).open = true;
    },
    commitTransaction: (connection) => of(connection).end('commit'),
    // Its connection may be gone, and the transaction with it: what went wrong first is what the caller must hear.
    rollbackTransaction: (connection) =>
      of(connection)
        .end('rollback')
        .catch(() => {}),
    savepoint: (connection, name) => run(connection, `savepoint "${name}"`),
    rollbackToSavepoint: (connection, name) => run(connection, `rollback to "${name}"`),
    releaseSavepoint: (connection, name) => run(connection, `release "${name}"`),
    destroy: async () => {},
  };
  return {
    createDriver: () => driver,
    createAdapter: () => new ServerAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
