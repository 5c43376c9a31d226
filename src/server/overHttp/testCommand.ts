// src/server/overHttp/testCommand.ts —— for tests: the commands as an operator runs them, in a process of their own
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { sql } from 'kysely';
import { root } from '../configuration.ts';
import { openDatabase } from '../upkeep/postgres/openDatabase.ts';
import { databaseOf } from './testDatabase.ts';
import { configurationOf } from './testServer.ts';

const running = new Set<ChildProcess>();
/** Ends what a failed test left running. */
export const endAll = (): void => {
  for (const child of running) child.kill('SIGKILL');
};

export type Ended = { code: number | null; out: string };

function start(args: string[], data: string, env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: '0', HEMING_DATA: data, ...databaseOf(data), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.on('exit', () => running.delete(child));
  return child;
}

function ended(child: ChildProcess): Promise<Ended> {
  let out = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out })));
}

/** Runs a command on a data directory to its end. */
export const commandOn = (data: string, name: string, args: string[] = [], env: Record<string, string> = {}): Promise<Ended> =>
  ended(start([join('src', 'server', 'commands', `${name}.ts`), ...args], data, env));

/** Starts the server without building its pages first; resolves when it says that it runs, or rejects with what it said. */
export async function serverOn(
  data: string,
  env: Record<string, string> = {},
): Promise<{ base: string; end(signal: NodeJS.Signals): Promise<Ended> }> {
  const child = start([join('src', 'server', 'overHttp', 'testServe.ts')], data, env);
  const end = ended(child);
  const base = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout!.on('data', (text: string) => {
      said += text;
      const found = /公示门户\s+(\S+)\/\n/.exec(said);
      if (found) resolve(found[1]!);
    });
    void end.then(({ out }) => reject(new Error(out)));
  });
  return {
    base,
    end(signal) {
      child.kill(signal);
      return end;
    },
  };
}

/** Read models of a stopped system, as JSON texts by table. */
export async function readModelsIn(data: string): Promise<Record<string, string>> {
  const store = await openDatabase(configurationOf(data));
  try {
    const read: Record<string, string> = {};
    for (const table of ['case_row', 'case_deadline', 'issued_number', 'prior_fine', 'publication']) {
      const { rows } = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(table)} t order by 1`.execute(store.db);
      read[table] = rows.map(({ row }) => row).join('\n');
    }
    return read;
  } finally {
    await store.close();
  }
}

/** Changes rows of a stopped system behind its back, as whoever holds the disk could. */
export async function tamper(data: string, table: string, statement: string): Promise<void> {
  const store = await openDatabase(configurationOf(data));
  try {
    await sql`alter table ${sql.table(table)} disable trigger all`.execute(store.db);
    await sql.raw(statement).execute(store.db);
    await sql`alter table ${sql.table(table)} enable trigger all`.execute(store.db);
  } finally {
    await store.close();
  }
}
