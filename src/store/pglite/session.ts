// src/store/pglite/session.ts —— 会话:statements in order over one connection, transactions one after another
import { wireValue } from './columnTypes.ts';
import { type Answer, type Column, DatabaseError, extendedQuery, readAnswer, simpleQuery } from './wire.ts';

/** Carries one request to the engine and its answer back; requests are answered in the order they were sent. */
export type Exchange = (request: Uint8Array) => Promise<Uint8Array>;

/** Runs statements. Outside a transaction each is its own; inside, they all belong to it. */
export type Statements = { query(sql: string, parameters: readonly unknown[]): Promise<Answer> };

/** An open transaction: nothing else runs until commit() or rollback() has been sent. */
export type OpenTransaction = Statements & { commit(): Promise<void>; rollback(): Promise<void> };

/** The one session of an embedded database. alone() runs work with nothing else running; close() lets what was sent before finish and refuses what comes after. */
export type Session = Statements & {
  begin(mode?: string): Promise<OpenTransaction>;
  alone<T>(work: () => Promise<T>): Promise<T>;
  close(finish: () => Promise<void>): Promise<void>;
};

/** A comment in a statement that must be planned with its values each time: a plan kept for any value suits no search term. */
export const plannedAnew = '/* planned anew */';

const mostPrepared = 512;
const longTransaction = 30_000; // ms
const mostParameters = 65_535;
const changesSchema = /^(?:CREATE|ALTER|DROP|DO)\b/;

type Chosen = { name: string; parse?: string; columns?: Column[] };

/** Remembers statements: one seen twice is kept prepared in the engine under a name, its columns known here. */
function rememberStatements(exchange: Exchange) {
  const prepared = new Map<string, { name: string; columns?: Column[] }>();
  const seen = new Set<string>();
  let count = 0;

  const prepare = (sql: string): Chosen => {
    count += 1;
    prepared.set(sql, { name: `s${count}` });
    for (const [oldest, { name }] of prepared) {
      if (prepared.size <= mostPrepared) break;
      prepared.delete(oldest);
      void exchange(simpleQuery(`deallocate ${name}`));
    }
    return { name: `s${count}`, parse: sql };
  };
  return {
    choose(sql: string): Chosen {
      const known = prepared.get(sql);
      if (known) {
        prepared.delete(sql); // moved to the end: the map's order is the order of last use
        prepared.set(sql, known);
        return known;
      }
      if (seen.has(sql) && !sql.includes(plannedAnew)) return prepare(sql);
      if (seen.size >= mostPrepared) seen.clear();
      seen.add(sql);
      return { name: '', parse: sql };
    },
    learn(sql: string, { name, parse }: Chosen, answer: Answer): void {
      const entry = prepared.get(sql);
      if (entry?.name !== name || parse === undefined) return;
      if (!answer.prepared) prepared.delete(sql);
      else if (answer.columns) entry.columns = answer.columns;
    },
    async forget(): Promise<void> {
      if (prepared.size === 0) return;
      prepared.clear();
      await exchange(simpleQuery('deallocate all'));
    },
  };
}

/** Sends one statement and reads its answer; without parameters it may be several statements, answered by the last. */
function sendOver(exchange: Exchange): Statements['query'] {
  const statements = rememberStatements(exchange);
  const simple = async (sql: string): Promise<Answer> => {
    const { answer, error } = readAnswer(await exchange(simpleQuery(sql)));
    // A changed table would make "cached plan must not change result type" out of what is prepared.
    if (changesSchema.test(answer.tag)) await statements.forget();
    if (error) throw error;
    return answer;
  };
  return async (sql, parameters) => {
    if (parameters.length === 0) return simple(sql);
    if (parameters.length > mostParameters) throw new RangeError('too many parameters: pass arrays and unnest them');
    const values = parameters.map(wireValue); // may throw, so before anything is remembered
    const chosen = statements.choose(sql);
    const { columns } = chosen;
    const { answer, error } = readAnswer(await exchange(extendedQuery({ ...chosen, values })), columns);
    statements.learn(sql, chosen, answer);
    if (error?.code === '0A000') await statements.forget(); // a plan outlived its table
    if (error) throw error;
    return answer;
  };
}

/** Hands the session to one holder at a time, first come first served; a single statement only passes through. */
function takeTurns() {
  const waiting: { holds: boolean; go: () => void }[] = [];
  let held = false;
  const next = (): void => {
    while (!held && waiting.length > 0) {
      const { holds, go } = waiting.shift() as { holds: boolean; go: () => void };
      held = holds;
      go(); // sends at once: were it to send later, its statement could land inside the next holder's transaction
    }
  };
  return {
    enter: (holds: boolean, go: () => void): void => {
      waiting.push({ holds, go });
      next();
    },
    leave: (): void => {
      held = false;
      next();
    },
    waiting: () => waiting.length,
  };
}

type Turns = ReturnType<typeof takeTurns>;

/** Begins a transaction in the turn just taken, and gives the turn on once its end is sent. */
function openTransaction(exchange: Exchange, send: Statements['query'], turns: Turns, mode: string): OpenTransaction {
  const started = exchange(simpleQuery(mode)); // its answer is not awaited: the next statement may follow at once
  let open = true;
  const warn = () =>
    process.emitWarning(`a database transaction has been open for ${longTransaction / 1000} s; ${turns.waiting()} others wait`);
  const alarm = setTimeout(warn, longTransaction).unref();
  const end = async (statement: 'commit' | 'rollback'): Promise<void> => {
    if (!open) return; // a commit that failed has already rolled back
    open = false;
    clearTimeout(alarm);
    const ended = exchange(simpleQuery(statement));
    turns.leave(); // the order of sending keeps the next holder behind this end
    await started;
    const { answer, error } = readAnswer(await ended);
    if (error) throw error;
    if (statement === 'commit' && answer.tag !== 'COMMIT') {
      throw Object.assign(new DatabaseError('the transaction had failed and was rolled back'), { code: '25P02' });
    }
  };
  return {
    query: (sql, parameters) => (open ? send(sql, parameters) : Promise.reject(new Error('the transaction has ended'))),
    commit: () => end('commit'),
    rollback: () => end('rollback'),
  };
}

/** A session over an exchange. Statements sent while a transaction is open wait until it has ended. */
export function openSession(exchange: Exchange): Session {
  const turns = takeTurns();
  const send = sendOver(exchange);
  let closing: Promise<void> | undefined;

  const sendAlone = async (sql: string, parameters: readonly unknown[]): Promise<Answer> => {
    const answer = await send(sql, parameters);
    if (!answer.inTransaction) return answer;
    await exchange(simpleQuery('rollback'));
    throw new Error('a transaction must be opened with db.transaction(), not by a statement');
  };
  const inTurn = <T>(holds: boolean, start: () => T | Promise<T>): Promise<T> => {
    if (closing) return Promise.reject(new Error('the database is closed'));
    return new Promise((resolve) => turns.enter(holds, () => resolve(start())));
  };
  return {
    query: (sql, parameters) => inTurn(false, () => sendAlone(sql, parameters)),
    begin: (mode = 'begin') => inTurn(true, () => openTransaction(exchange, send, turns, mode)),
    alone: (work) => inTurn(true, () => work().finally(turns.leave)),
    close(finish) {
      closing ??= inTurn(true, finish);
      return closing;
    },
  };
}
