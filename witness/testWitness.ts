// witness/testWitness.ts —— for tests: the witness as a process of its own
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const running = new Set<ChildProcess>();
/** Ends what a test left running. */
export const endWitnesses = (): void => {
  for (const child of running) child.kill('SIGKILL');
};

/** A started witness; `kill` is kill -9 and waits for the end. */
export type StartedWitness = { base: string; vkey: string; kill(): Promise<void>; said(): string };

/** Starts the witness on a directory; rejects with what it said when it does not start. `node` are arguments of Node itself. */
export function startWitness(
  data: string,
  args: string[] = [],
  env: Record<string, string> = {},
  node: string[] = [],
): Promise<StartedWitness> {
  const main = join(import.meta.dirname, '..', 'src', 'server', 'commands', 'witness.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...node, main, ...args], {
    env: { PATH: process.env.PATH, HEMING_WITNESS_DATA: data, HEMING_WITNESS_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const kill = () => {
    child.kill('SIGKILL');
    return ended;
  };
  return new Promise((resolve, reject) => {
    let said = '';
    for (const stream of [child.stdout!, child.stderr!])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const found = /地址\s+(\S+)\/\n\s+见证公钥\s+(\S+)\n/.exec(said);
        if (found) resolve({ base: found[1]!, vkey: found[2]!, kill, said: () => said });
      });
    void ended.then(() => {
      running.delete(child);
      reject(new Error(said));
    });
  });
}
