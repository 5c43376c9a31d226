// src/server/upkeep/build.ts —— 构建:console and verification script, only when their sources changed
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../configuration.ts';

const sources = [
  'src/console',
  'src/ui',
  'src/law',
  'src/base',
  'src/ledger',
  'src/portal',
  'verify',
  'vite.config.ts',
  'vite.verify.config.ts',
  'package-lock.json',
];

/** Builds both bundles with Vite if anything they are made of changed since. Throws with what to do when a build fails. */
export async function build(): Promise<void> {
  const stamp = join(root, 'dist', 'stamp');
  const digest = await digestOfSources();
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === digest) return;
  console.log('正在构建办案页面和核验脚本…');
  await Promise.all([vite('vite.config.ts'), vite('vite.verify.config.ts')]);
  await mkdir(join(root, 'dist'), { recursive: true });
  await writeFile(stamp, digest);
}

async function digestOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(root, source);
    if (!existsSync(path)) continue;
    const names = /\.[a-z]+$/.test(source)
      ? ['']
      : (await readdir(path, { recursive: true, withFileTypes: true }))
          .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
          .map((entry) => join(entry.parentPath, entry.name).slice(path.length))
          .sort();
    for (const name of names)
      hash
        .update(`${source}${name}\0`)
        .update(await readFile(path + name))
        .update('\0');
  }
  return hash.digest('hex');
}

function vite(config: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', config, '--logLevel', 'warn'],
      { cwd: root, stdio: 'inherit' },
    );
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`构建失败（${config}），请查看上面的提示`))));
  });
}
