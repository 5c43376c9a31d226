// bench/clone.ts —— 从克隆到第一页:`git clone` and `npm start` as anyone would, timed where installing, building and starting end
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../src/server/configuration.ts';
import type { Bench, Line } from './measure.ts';

const AT_MOST_MS = 900_000;

/** Runs only when asked for: it installs everything from the registry once more. */
export const cloneBench: Bench = async ({ say }) => {
  const place = await mkdtemp(join(tmpdir(), 'heming-clone-'));
  const lines: Line[] = [];
  let begin = performance.now();
  const note = (what: string) => {
    lines.push({ what: `克隆到第一页：${what}`, value: `${((performance.now() - begin) / 1000).toFixed(1)} 秒`, against: '（无对照）' });
    begin = performance.now();
  };
  let child: ChildProcess | undefined;
  try {
    say('克隆到第一页：一个全新的目录，安装、构建、启动');
    const cloned = spawnSync('git', ['clone', '--quiet', root, place], { encoding: 'utf8' });
    if (cloned.status !== 0) throw new Error(cloned.stderr);
    note('克隆');
    child = spawn('npm', ['start'], { cwd: place, env: { ...process.env, PORT: '0' }, detached: true });
    const said = listen(child);
    await until(child, said, () => said().includes('正在构建'));
    note('安装');
    await until(child, said, () => existsSync(join(place, 'dist', 'stamp')));
    note('构建');
    await until(child, said, async () => {
      const base = /公示门户\s+(\S+)\//.exec(said())?.[1];
      return base !== undefined && (await fetch(`${base}/`)).status === 200;
    });
    note('启动，首次，装入演示案件');
    return lines;
  } finally {
    if (child?.pid) process.kill(-child.pid, 'SIGKILL'); // npm and what it started are one group
    await rm(place, { recursive: true, force: true, maxRetries: 5 });
  }
};

function listen(child: ChildProcess): () => string {
  let said = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (bytes) => {
      said += bytes;
    });
  return () => said;
}

async function until(child: ChildProcess, said: () => string, reached: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + AT_MOST_MS; Date.now() < end && child.exitCode === null; ) {
    if (await reached()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`the fresh clone did not get so far: ${said().slice(-500)}`);
}
