// bench/system.ts —— 被测系统:the whole system on a fresh directory, served over HTTP, with people signed in
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shanghaiDate } from '../src/base/dates.ts';
import { openApp } from '../src/server/app.ts';
import { type Configuration, readConfiguration } from '../src/server/configuration.ts';
import { accountOf, createAccount } from '../src/server/signIn/accounts.ts';
import { randomPassword } from '../src/server/signIn/passwords.ts';
import { openSession } from '../src/server/signIn/sessions.ts';
import { listen } from '../src/server/upkeep/listen.ts';
import { type Running, run } from '../src/server/upkeep/run.ts';
import { type Heming, openHeming } from '../src/server/wiring.ts';

/** The system under measurement: two officers qualified today, and a session token of the first for each client. */
export type System = {
  heming: Heming;
  port: number;
  officers: [string, string];
  today: string;
  token: string;
  close(): Promise<void>;
};

/**
 * Opens it in a temporary directory, whose disk is the one measured, or on the server of `databaseUrl` (DATABASE_URL); with `demo`, the
 * demonstration cases are in it.
 */
export async function openSystem({
  demo = false,
  databaseUrl = process.env.DATABASE_URL,
}: {
  demo?: boolean;
  databaseUrl?: string;
} = {}): Promise<System> {
  const data = await mkdtemp(join(tmpdir(), 'heming-bench-'));
  // Demonstration or not, the officers of the pack are demo people.
  const configuration = { ...readConfiguration({ DATABASE_URL: databaseUrl }), data, demo: true, port: 0 };
  const { heming, base, stop } = await (demo ? quietly(() => run(configuration)) : runWithoutCases(configuration));
  const officers = await qualifiedOfficers(heming);
  return {
    heming,
    port: Number(new URL(base).port),
    officers,
    today: shanghaiDate(new Date()),
    token: await signInAs(heming, officers[0]),
    async close() {
      await stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** The system and its door, without demonstration and schedule. */
export async function runWithoutCases(configuration: Configuration): Promise<Running> {
  const heming = await openHeming(configuration);
  const door = await listen((await openApp(heming)).fetch, configuration);
  return {
    heming,
    base: door.base,
    async stop() {
      await door.stop();
      await heming.close();
    },
  };
}

/** Passwords that nobody will use need not be shown. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { log } = console;
  console.log = () => {};
  return work().finally(() => {
    console.log = log;
  });
}

/** Two officers whose certificates are valid today. */
export async function qualifiedOfficers({ casework }: Heming): Promise<[string, string]> {
  const registers = await casework.registers(casework.db);
  const today = shanghaiDate(new Date());
  const qualified = registers
    .people()
    .filter(({ id }) => registers.holds(id, 'officer', today) && registers.certificate(id, today)?.valid === true);
  const [first, second] = qualified;
  if (!first || !second) throw new Error('the pack has no two officers with a certificate valid today');
  return [first.id, second.id];
}

/** Makes an account for the person and opens a session, as signing in would (argon2 is not what is measured here). */
export async function signInAs({ casework }: Heming, personId: string): Promise<string> {
  const now = new Date();
  const { agency, db } = casework;
  const account = { agency, personId, login: `bench${personId.replace(/\W/g, '').slice(-8)}`, password: randomPassword() };
  await createAccount(db, { ...account, mustChange: false, at: now.toISOString() }).catch(() => {}); // he may have one already
  const token = await openSession(db, { account: await accountOf(db, { agency, personId }), browser: '', now });
  if (!token) throw new Error('no session could be opened');
  return token;
}
