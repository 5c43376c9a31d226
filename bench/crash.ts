// bench/crash.ts —— 断电演习:kill -9 in the middle of acts and uploads; whatever was acknowledged must be there, and the log sound
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openHeming } from '../src/server/wiring.ts';
import { openClerk, Unexpected } from './crash/clerk.ts';
import { type Acknowledged, configurationOf, judge } from './crash/judge.ts';
import { openUploader } from './crash/uploader.ts';
import type { Bench } from './measure.ts';
import { qualifiedOfficers, signInAs } from './system.ts';

const CLERKS = 4;
const UPLOADERS = 2;
/** Every so many rounds, and after the last, all originals are hashed; in between those of the round. */
const WHOLE_EVERY = 50;

/** What the rounds came to: how much was acknowledged, and a sentence for everything lost or not in order. */
export type Crashed = { rounds: number; acts: number; evidence: number; resumed: number; faults: string[] };

/** Starts, works, kills and judges, so many times, on one data directory. */
export async function crashRounds(rounds: number, say: (text: string) => void = () => {}): Promise<Crashed> {
  const data = await mkdtemp(join(tmpdir(), 'heming-crash-'));
  let child: ChildProcess | undefined;
  try {
    const seat = await prepare(data);
    const acknowledged: Acknowledged = { acts: [], evidence: [] };
    const crashed: Crashed = { rounds: 0, acts: 0, evidence: 0, resumed: 0, faults: [] };
    const uploaders = Array.from({ length: UPLOADERS }, () => openUploader(seat, acknowledged, crashed));
    for (; crashed.rounds < rounds; crashed.rounds++) {
      const server = await start(data);
      child = server.child;
      const clerks = Array.from({ length: CLERKS }, () => openClerk(seat, acknowledged));
      const killed = new AbortController();
      const ended = Promise.allSettled([...clerks, ...uploaders].map((work) => work(server.base, killed.signal))); // each ends with its connection
      const [acts, evidence] = [acknowledged.acts.length, acknowledged.evidence.length];
      const atStake = () => acknowledged.acts.length >= acts + 3 && acknowledged.evidence.length > evidence;
      for (const until = Date.now() + 20_000; !atStake() && Date.now() < until; ) await sleep(20);
      await sleep(Math.random() * 1000);
      child.kill('SIGKILL');
      killed.abort();
      for (const { reason } of (await ended) as PromiseRejectedResult[])
        if (reason instanceof Unexpected) crashed.faults.push(reason.message);
      const whole = crashed.rounds % WHOLE_EVERY === WHOLE_EVERY - 1 || crashed.rounds === rounds - 1;
      crashed.faults.push(...(await judge(data, acknowledged, whole ? 0 : evidence)));
      [crashed.acts, crashed.evidence] = [acknowledged.acts.length, acknowledged.evidence.length];
      say(`断电演习：第${crashed.rounds + 1}轮，已确认办理${crashed.acts}件、证据${crashed.evidence}份，问题${crashed.faults.length}处`);
    }
    return crashed;
  } finally {
    child?.kill('SIGKILL');
    await rm(data, { recursive: true, force: true });
  }
}

/** Who works in the rounds. */
export type Seat = { token: string; officers: [string, string] };

/** An empty installation with two qualified officers, the first of them signed in. */
export async function prepare(data: string): Promise<Seat> {
  const heming = await openHeming(configurationOf(data));
  const officers = await qualifiedOfficers(heming);
  const token = await signInAs(heming, officers[0]);
  await heming.close();
  return { token, officers };
}

/** A server process and its address. */
export type Started = { child: ChildProcess; base: string };

/** Starts a server process on a prepared directory. */
export async function start(data: string): Promise<Started> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'crashServer.ts'), data], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (bytes) => {
    said += bytes;
  });
  const [first] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  if (!(first instanceof Buffer)) throw new Error(`the server did not start again: ${said}`);
  return { child, base: String(first).trim() };
}

export const crashBench: Bench = async ({ args, say }) => {
  const rounds = Number(args[0] ?? 50);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`轮数应当是正整数，现在是“${args[0]}”`);
  const { acts, evidence, resumed, faults } = await crashRounds(rounds, say);
  for (const fault of faults) say(`✗ ${fault}`);
  return [
    {
      what: `断电演习：kill -9 ${rounds}轮`,
      value: `丢失或者不符${faults.length}处`,
      against: `已确认办理${acts}件、证据${evidence}份，其中续传${resumed}份`,
      ratio: faults.length,
      limit: { atMost: 0 },
    },
  ];
};
