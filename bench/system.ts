// bench/system.ts —— 被测系统:the whole system on a fresh directory, served over HTTP, with people signed in
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { shanghaiDate } from '../src/base/dates.ts';
import { openApp } from '../src/server/app.ts';
import { readConfiguration } from '../src/server/configuration.ts';
import { createAccount } from '../src/server/signIn/accounts.ts';
import { randomPassword } from '../src/server/signIn/passwords.ts';
import { openSession } from '../src/server/signIn/sessions.ts';
import { signInTables } from '../src/server/signIn/tables.ts';
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

/** Opens it in a temporary directory; its disk is the one measured. */
export async function openSystem(): Promise<System> {
  const data = await mkdtemp(join(tmpdir(), 'heming-bench-'));
  const heming = await openHeming({ ...readConfiguration({}), data, demo: true });
  const app = await openApp(heming);
  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) => resolve({ server, port: info.port }));
  });
  const officers = await qualifiedOfficers(heming);
  const token = await signInAs(heming, officers[0]);
  return {
    heming,
    port,
    officers,
    today: shanghaiDate(new Date()),
    token,
    async close() {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await heming.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function qualifiedOfficers({ casework }: Heming): Promise<[string, string]> {
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
  const login = `bench${personId.replace(/\W/g, '').slice(-8)}`.toLowerCase();
  await createAccount(db, { agency, personId, login, password: randomPassword(), mustChange: false, at: now.toISOString() });
  const { password_hash: passwordHash } = await signInTables(db)
    .selectFrom('account')
    .select('password_hash')
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  const token = await openSession(db, { agency, personId, passwordHash, now });
  if (!token) throw new Error('no session could be opened');
  return token;
}
