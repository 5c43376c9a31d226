// src/server/overHttp/testServer.ts —— for tests: the whole system on a data directory of its own, over real HTTP, with a clock the test sets
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '../../base/ids.ts';
import { openApp } from '../app.ts';
import { type Configuration, readConfiguration } from '../configuration.ts';
import { openUploads } from '../routes/evidenceRoutes.ts';
import { prepareDemoAccounts } from '../signIn/demoAccounts.ts';
import { type Listening, listen } from '../upkeep/listen.ts';
import { type Heming, openHeming } from '../wiring.ts';
import { databaseOf, giveDatabase } from './testDatabase.ts';

/** Morning of the first day of every test server: a working day, on which the demo officers hold valid certificates. */
export const firstMorning = '2025-02-10T08:00:00+08:00';

/** An answer with its body read. */
// biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what an answer holds
export type Answer = { status: number; body: any; text: string; headers: Headers };
/** A signed-in person's browser. It signs in anew when the clock was moved past its session. */
export type Client = {
  id: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  cookie(): string | undefined;
};
export type TestServer = {
  base: string;
  directory: string;
  heming: Heming;
  /** Lines of the request log. */
  requests: string[];
  people: Record<string, string>;
  passwords: Record<string, string>;
  /** Sets the clock: an instant with its zone. */
  at(instant: string): void;
  now(): Date;
  as(login: string): Client;
  stranger: Client;
  /** Stops it and opens it again on the same directory, at another port. */
  restart(): Promise<void>;
  /** Opens one more on the same database and directory, as another process would (on a server's database only). It ends with close(). */
  another(): Promise<Pick<TestServer, 'base' | 'heming' | 'as'>>;
  /** Stops it and leaves the directory to commands. */
  stop(): Promise<void>;
  close(): Promise<void>;
};

/** A directory of this run for whatever a test writes. */
export const temporary = (name: string): string => mkdtempSync(join(tmpdir(), `heming-${name}-`));

/** The configuration of a data directory with everything else by default. */
export const configurationOf = (data: string, env: Record<string, string> = {}): Configuration =>
  readConfiguration({ PORT: '0', HEMING_DATA: data, ...databaseOf(data), ...env });

let prepared: Promise<string> | undefined;
/** A data directory with migrations, pack and demo accounts, made once a process and copied from then on. */
async function prepare(): Promise<string> {
  const directory = temporary('prepared');
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  const clock = () => new Date(firstMorning);
  const heming = await openHeming(configurationOf(directory), clock);
  await prepareDemoAccounts(heming.store.db, await heming.casework.registers(heming.store.db), clock(), directory);
  await heming.close();
  return directory;
}

/** Copies the data directory of a stopped system, and its database with it. */
export async function copySystem(from: string, to: string): Promise<void> {
  cpSync(from, to, { recursive: true });
  await giveDatabase(to, from);
}

/** Copies the prepared directory; the copy is a system that was never started with a case. */
export async function preparedDirectory(): Promise<string> {
  prepared ??= prepare();
  const directory = temporary('data');
  await copySystem(await prepared, directory);
  return directory;
}

/** Passwords of the demo accounts by login, as the first start wrote them down. */
export const passwordsIn = (directory: string): Record<string, string> =>
  Object.fromEntries(
    [...readFileSync(join(directory, 'demo-passwords.txt'), 'utf8').matchAll(/^(\w+)\s+(\S+)\s+.*（演示）/gm)].map(
      ([, login, password]) => [login!, password!],
    ),
  );

/** Opens a server of its own for one group of tests. */
export async function openTestServer(env: Record<string, string> = {}): Promise<TestServer> {
  const directory = await preparedDirectory();
  const configuration = configurationOf(directory, env);
  let now = new Date(firstMorning);
  const requests: string[] = [];
  const open = async () => {
    const heming = await openHeming(configuration, () => now);
    const app = await openApp(heming, { uploads: await openUploads(heming), log: (line) => requests.push(line) });
    return { heming, door: await listen(app.fetch, configuration) };
  };
  let running: { heming: Heming; door: Listening } | undefined = await open();
  const stop = async () => {
    await running?.door.stop();
    await running?.heming.close();
    running = undefined;
  };
  const base = () => running!.door.base;
  const passwords = passwordsIn(directory);
  const clients = new Map<string, Client>();
  const known = (await running.heming.casework.registers(running.heming.store.db)).people();
  const people = Object.fromEntries(known.map(({ id, login }) => [login!, id]));
  const client = (login?: string, at = base) =>
    openClient({ base: at, now: () => now, login, id: login ? people[login]! : '', password: () => passwords[login!]! });
  const others: (() => Promise<void>)[] = [];
  const another = async () => {
    const { heming, door } = await open();
    others.push(() => door.stop().then(() => heming.close()));
    const seated = new Map<string, Client>();
    const as = (login: string) =>
      seated.get(login) ??
      seated
        .set(
          login,
          client(login, () => door.base),
        )
        .get(login)!;
    return { base: door.base, heming, as };
  };
  return {
    get base() {
      return base();
    },
    get heming() {
      return running!.heming;
    },
    ...{ directory, requests, people, passwords, stop, another },
    at: (instant) => {
      now = new Date(instant);
    },
    now: () => now,
    as: (login) => clients.get(login) ?? clients.set(login, client(login)).get(login)!,
    stranger: client(),
    async restart() {
      await stop();
      running = await open();
    },
    async close() {
      for (const end of others) await end();
      await stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

type Seat = { base(): string; now(): Date; login?: string; id: string; password(): string };

function openClient({ base, now, login, id, password }: Seat): Client {
  let cookie: string | undefined;
  let seen = 0;
  const send = (path: string, init: RequestInit = {}) => {
    const headers = { origin: base(), ...(cookie ? { cookie } : {}), ...(init.headers as Record<string, string>) };
    return fetch(`${base()}${path}`, { redirect: 'manual', ...init, headers });
  };
  async function signIn(): Promise<void> {
    const body = JSON.stringify({ login, password: password() });
    const response = await send('/api/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    if (!response.ok) throw new Error(`${login}: ${await response.text()}`);
    cookie = response.headers.get('set-cookie')!.split(';')[0]!;
  }
  const get = async (path: string, init?: RequestInit): Promise<Response> => {
    const moved = Math.abs(now().getTime() - seen) > 20 * 60_000;
    if (login && (!cookie || moved)) {
      cookie = undefined;
      await signIn();
    }
    seen = now().getTime();
    return send(path, init);
  };
  return {
    id,
    fetch: get,
    get: async (path) => answerOf(await get(path)),
    post: async (path, body, headers = {}) => {
      const json = body === undefined ? {} : { body: JSON.stringify(body) };
      const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
      const key: Record<string, string> = path.startsWith('/api/people') ? { 'idempotency-key': newId() } : {};
      return answerOf(await get(path, { method: 'POST', headers: { ...type, ...key, ...headers }, ...json }));
    },
    cookie: () => cookie,
  };
}

/** Reads an answer to its end. */
export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  return { status: response.status, body, text, headers: response.headers };
}
