// bench/clone.ts —— 从克隆到第一页:a fresh clone installed, built and started, until the first page answers
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../src/server/configuration.ts';
import type { Bench, Line } from './measure.ts';

/** Runs only when asked for: it installs everything from the registry once more. */
export const cloneBench: Bench = async ({ say }) => {
  const place = await mkdtemp(join(tmpdir(), 'heming-clone-'));
  const lines: Line[] = [];
  const note = (what: string, begin: number) =>
    lines.push({ what: `克隆到第一页：${what}`, value: `${((performance.now() - begin) / 1000).toFixed(1)} 秒`, against: '（无对照）' });
  const command = (name: string, args: string[]) => {
    const { status, stderr } = spawnSync(name, args, {
      cwd: place,
      encoding: 'utf8',
      env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
    });
    if (status !== 0) throw new Error(`${name} ${args[0]} failed: ${stderr.slice(-500)}`);
  };
  let child: ChildProcess | undefined;
  try {
    say('克隆、安装、构建、启动：一个全新的目录');
    let begin = performance.now();
    command('git', ['clone', '--quiet', root, '.']);
    note('克隆', begin);
    begin = performance.now();
    command('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    note('安装', begin);
    begin = performance.now();
    const build = "import('./src/server/upkeep/build.ts').then(({ build }) => build())";
    command(join(place, 'node_modules', 'node', 'bin', 'node'), ['--disable-warning=ExperimentalWarning', '-e', build]);
    note('构建', begin);
    begin = performance.now();
    child = spawn('npm', ['start'], { cwd: place, env: { ...process.env, PORT: '0', HEMING_DATA: join(place, 'data') }, detached: true });
    await firstPage(child);
    note('启动（首次，装入演示）', begin);
    return lines;
  } finally {
    if (child?.pid) process.kill(-child.pid, 'SIGKILL'); // npm and what it started are one group
    await rm(place, { recursive: true, force: true });
  }
};

async function firstPage(child: ChildProcess): Promise<void> {
  let said = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (bytes) => (said += bytes));
  const until = Date.now() + 300_000;
  while (Date.now() < until && child.exitCode === null) {
    const base = /公示门户\s+(\S+)\//.exec(said)?.[1];
    const response = base ? await fetch(`${base}/`).catch(() => undefined) : undefined;
    if (response?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no first page: ${said.slice(-500)}`);
}
