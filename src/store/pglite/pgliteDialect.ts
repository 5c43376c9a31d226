// src/store/pglite/pgliteDialect.ts —— Kysely over one embedded PostgreSQL session
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult, TransactionSettings } from 'kysely';
import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { OpenTransaction, Session } from './session.ts';
import { DatabaseError } from './wire.ts';

/** One process owns the directory and migrates inside one transaction: no further migration lock is needed. */
class Adapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

/** What Kysely takes for a connection: the session, and the transaction it may have opened on it. */
class Connection implements DatabaseConnection {
  readonly session: Session;
  transaction: OpenTransaction | undefined;
  constructor(session: Session) {
    this.session = session;
  }
  async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
    try {
      const { rows, changed } = await (this.transaction ?? this.session).query(compiled.sql, compiled.parameters);
      return { rows: rows as R[], ...(changed === undefined ? {} : { numAffectedRows: BigInt(changed) }) };
    } catch (error) {
      if (error instanceof DatabaseError) Error.captureStackTrace(error); // made in a message handler: show the caller instead
      throw error;
    }
  }
  streamQuery(): never {
    throw new Error('the embedded database does not stream: page by key instead');
  }
}

const beginStatement = ({ isolationLevel, accessMode }: TransactionSettings): string =>
  ['begin', isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean).join(' ');

/** A Kysely dialect over one session; close is called when the Kysely instance is destroyed. */
export function pgliteDialect(session: Session, close: () => Promise<void>): Dialect {
  const of = (connection: DatabaseConnection): Connection => connection as Connection;
  const run = async (connection: DatabaseConnection, statement: string): Promise<void> => {
    await of(connection).transaction?.query(statement, []);
  };
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => new Connection(session),
    releaseConnection: async () => {},
    async beginTransaction(connection, settings) {
      of(connection).transaction = await session.begin(beginStatement(settings));
    },
    commitTransaction: async (connection) => of(connection).transaction?.commit(),
    rollbackTransaction: async (connection) => of(connection).transaction?.rollback(),
    savepoint: (connection, name) => run(connection, `savepoint "${name}"`),
    rollbackToSavepoint: (connection, name) => run(connection, `rollback to "${name}"`),
    releaseSavepoint: (connection, name) => run(connection, `release "${name}"`),
    destroy: close,
  };
  return {
    createDriver: () => driver,
    createAdapter: () => new Adapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
