// src/store/directoryLock.test.ts —— one process a directory
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { DirectoryInUse, takeDirectoryLock } from './directoryLock.ts';

const place = mkdtempSync(join(tmpdir(), 'heming-lock-'));
after(() => rmSync(place, { recursive: true, force: true }));

const holdElsewhere = async (directory: string) => {
  const module = JSON.stringify(new URL('./directoryLock.ts', import.meta.url).href);
  const code = `const { takeDirectoryLock } = await import(${module}); takeDirectoryLock(${JSON.stringify(directory)}); gc(); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--expose-gc', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
};

test('a second process is refused with the pid of the first; after kill -9 of the first it gets in', async (t) => {
  const directory = join(place, 'two');
  const child = await holdElsewhere(directory); // keeps no reference to its lock, and collects garbage
  t.after(() => child.kill('SIGKILL'));
  assert.throws(
    () => takeDirectoryLock(directory),
    (error) =>
      error instanceof DirectoryInUse &&
      error.pid === child.pid &&
      error.message.includes(`进程号 ${child.pid}`) &&
      error.message.includes('请先停止'),
  );
  child.kill('SIGKILL');
  await once(child, 'close');
  takeDirectoryLock(directory).release();
});

test('the same process is refused too, by whatever path it comes; release lets it in', () => {
  const directory = join(place, 'one');
  const lock = takeDirectoryLock(directory);
  symlinkSync(directory, join(place, 'alias'));
  assert.throws(() => takeDirectoryLock(join(place, 'alias')), DirectoryInUse);
  lock.release();
  lock.release();
  takeDirectoryLock(join(place, 'alias')).release();
});

test('a note left behind with the pid of a living process does not lock anyone out', () => {
  const directory = join(place, 'stale');
  takeDirectoryLock(directory).release();
  writeFileSync(join(directory, 'lock-holder.json'), JSON.stringify({ pid: process.pid, host: 'x', since: 'y' }));
  takeDirectoryLock(directory).release();
});
