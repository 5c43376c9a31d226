// src/store/pglite/pgliteDialect.ts —— Kysely over one embedded PostgreSQL session
import type { DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';
import { CompiledQuery, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';

/** The one session: runs a statement, answers rows and the number of rows changed. */
export type Session = {
  query(sql: string, parameters: readonly unknown[]): Promise<{ rows: unknown[]; changed?: number }>;
  close(): Promise<void>;
};

/** One session, so no migration lock is needed and Kysely queues whatever runs at the same time. */
class Adapter extends PostgresAdapter {
  override get supportsMultipleConnections(): boolean {
    return false;
  }
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

const connect = (session: Session): DatabaseConnection => ({
  async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changed } = await session.query(compiled.sql, compiled.parameters);
    return { rows: rows as R[], ...(changed === undefined ? {} : { numAffectedRows: BigInt(changed) }) };
  },
  streamQuery() {
    throw new Error('the embedded database does not stream: page by key instead');
  },
});

/** A Kysely dialect over one session. */
export function pgliteDialect(session: Session): Dialect {
  const connection = connect(session);
  const run = async (statement: string): Promise<void> => {
    await connection.executeQuery(CompiledQuery.raw(statement));
  };
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    beginTransaction: () => run('begin'),
    commitTransaction: () => run('commit'),
    rollbackTransaction: () => run('rollback'),
    destroy: () => session.close(),
  };
  return {
    createDriver: () => driver,
    createAdapter: () => new Adapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
