// src/server/overHttp/testDatabase.ts —— for tests: where the runner names a PostgreSQL server, every test's database is a fresh one there
// Loaded before the tests with --import. Without HEMING_TEST_DATABASE_URL everything stays embedded.
import { isMainThread } from 'node:worker_threads';
import pg from 'pg';
import { setTestServer } from '../../store/database.ts';
import { openPostgres } from '../../store/postgres/openPostgres.ts';

/** The server's URL as a superuser; undefined where the tests run on embedded databases. */
export const testServerUrl = (isMainThread && process.env.HEMING_TEST_DATABASE_URL) || undefined; // worker threads load this file too

let made = 0;
let last: Promise<unknown> = Promise.resolve();

/** Carries out one statement that no transaction may hold, one after another. */
export function onTestServer(statement: string): Promise<unknown> {
  const work = async () => {
    const client = new pg.Client({ connectionString: testServerUrl });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  last = last.then(work, work);
  return last;
}

const urlOf = (name: string): string => Object.assign(new URL(testServerUrl!), { pathname: `/${name}` }).href;

/** Makes a database, empty or a copy of another that nobody uses at the moment, and returns its URL. */
export async function newDatabase(from?: string): Promise<string> {
  made += 1;
  const name = `t${process.pid}_${made}`;
  await onTestServer(`create database ${name} template ${from ? new URL(from).pathname.slice(1) : 'template0'}`);
  return urlOf(name);
}

/** Drops a database and whoever is still connected to it. */
export const dropDatabase = (url: string): Promise<unknown> =>
  onTestServer(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);

const given = new Map<string, string>();
const reserve: string[] = [];
const wanted = 4;
const refill = async () => {
  while (reserve.length < wanted) reserve.push(await newDatabase());
};

/** Gives a data directory a database of its own, a copy of another directory's if that has one; nothing where the tests run on embedded ones. */
export async function giveDatabase(directory: string, from: string): Promise<void> {
  const original = given.get(from);
  if (original) given.set(directory, await newDatabase(original));
}

/** What a configuration of a data directory must be told besides: its database, an empty one the first time it is asked for. */
export function databaseOf(directory: string): { DATABASE_URL?: string } {
  if (!testServerUrl) return {};
  const url = given.get(directory) ?? reserve.shift();
  if (!url) throw new Error('no empty database is ready');
  given.set(directory, url);
  void refill();
  return { DATABASE_URL: url };
}

/** Does what takes its database from DATABASE_URL, as the crash rounds do, on a new one, which is the directory's too if one is named. */
export async function onOwnDatabase<T>(work: () => Promise<T>, directory?: string): Promise<T> {
  if (!testServerUrl) return work();
  const url = await newDatabase();
  if (directory !== undefined) given.set(directory, url);
  process.env.DATABASE_URL = url;
  return work().finally(() => {
    delete process.env.DATABASE_URL;
  });
}

if (testServerUrl) {
  await refill();
  setTestServer(async () => {
    const url = await newDatabase();
    const store = await openPostgres(url, { connections: 4 });
    return {
      ...store,
      async close() {
        await store.close();
        void dropDatabase(url).catch(() => {});
      },
    };
  });
}
