// src/server/faults/serverProcess.ts —— for tests: a server in a process of its own that may stop by itself, and a clerk who registers clues there
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Seat } from '../../../bench/crash.ts';
import { shanghaiDate } from '../../base/dates.ts';
import { newId } from '../../base/ids.ts';
import { clue } from '../overHttp/testCase.ts';

/** A submission; the same again is the same act. */
export type Act = { id: string; caseId: string };
export const newAct = (): Act => ({ id: newId(), caseId: newId() });

/** A server process on a prepared directory; `said` is its standard error since it was last started. */
export type ServerProcess = {
  start(): Promise<void>;
  alive(): boolean;
  ended(): Promise<void>;
  kill(): Promise<void>;
  said(): string;
  /** Registers a clue; undefined when the connection broke before an answer. */
  register(seat: Seat, act: Act): Promise<Response | undefined>;
};

const crashServer = join(import.meta.dirname, '..', '..', '..', 'bench', 'crashServer.ts');

/** Made, but not yet started. `failingDisk`: the file of orders for a disk that fails (see preload.ts). */
export function serverProcess(data: string, failingDisk?: string): ServerProcess {
  let child: ChildProcess | undefined;
  let base = '';
  let said = '';
  const flags = failingDisk ? ['--import', join(import.meta.dirname, 'preload.ts')] : [];
  const alive = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  const ended = async () => {
    if (alive()) await once(child!, 'exit');
  };
  return {
    alive,
    ended,
    said: () => said,
    async start() {
      said = '';
      child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...flags, crashServer, data], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, ...(failingDisk ? { HEMING_FAILING_DISK: failingDisk } : {}) },
      });
      child.stderr!.on('data', (bytes) => {
        said += bytes;
      });
      const [first] = await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]);
      if (!(first instanceof Buffer)) throw new Error(`the server did not start: ${said}`);
      base = String(first).trim();
    },
    async kill() {
      child?.kill('SIGKILL');
      await ended();
    },
    register({ token, officers }, { id, caseId }) {
      const today = shanghaiDate(new Date());
      const particulars = { ...clue, receivedAt: `${today} 00:00` };
      const body = JSON.stringify({ step: 'clueRegistered', on: today, by: [officers[0]], particulars, seen: 0 });
      const headers = { cookie: `heming=${token}`, origin: base, 'content-type': 'application/json', 'idempotency-key': id };
      return fetch(`${base}/api/cases/${caseId}/acts`, { method: 'POST', headers, body }).catch(() => undefined);
    },
  };
}
