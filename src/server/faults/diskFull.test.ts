// src/server/faults/diskFull.test.ts —— the disk of the database is full: acts are refused with the reason, none is lost, and work goes on once there is room
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, cpSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type Acknowledged, judge } from '../../../bench/crash/judge.ts';
import { prepare } from '../../../bench/crash.ts';
import { newAct, serverProcess } from './serverProcess.ts';

const place = mkdtempSync(join(tmpdir(), 'heming-full-'));
const disk = mkdtempSync(join(tmpdir(), 'heming-full-disk-'));
const installation = join(disk, 'installation');
const server = serverProcess(installation);
const mounted = (() => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
after(async () => {
  await server.kill();
  if (mounted) execFileSync('umount', ['-l', disk]);
  for (const path of [disk, place]) rmSync(path, { recursive: true, force: true });
});

/** Writes a file until the disk has no byte left. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  for (let piece = 1024 * 1024; piece >= 1; piece = Math.floor(piece / 4))
    try {
      for (;;) if (writeSync(file, Buffer.alloc(piece)) < piece) break;
    } catch (error) {
      assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
    }
  fsyncSync(file);
  closeSync(file);
}

test('a full disk under the database: refused with the reason, nothing acknowledged is lost, and it goes on', {
  skip: mounted ? false : '需要 root 挂载 tmpfs',
  timeout: 300_000,
}, async (t) => {
  const seat = await prepare(join(place, 'prepared'));
  cpSync(join(place, 'prepared'), installation, { recursive: true });
  const acknowledged: Acknowledged = { acts: [], evidence: [] };
  await server.start();
  fill(join(disk, 'filler'));
  let refused = newAct();
  let answer: Response | undefined;
  for (let tries = 0; tries < 5000; tries++) {
    refused = newAct();
    answer = await server.register(seat, refused);
    if (answer?.status !== 201) break;
    acknowledged.acts.push({ ...refused, n: 1 });
  }
  t.diagnostic(`${acknowledged.acts.length} acts still found room; then ${answer?.status ?? 'the process stopped'}`);
  if (answer) {
    assert.equal(answer.status, 507);
    assert.match(await answer.text(), /磁盘已满.*没有记录，请联系系统管理员清理磁盘后重试/);
  } else {
    await server.ended();
    assert.match(server.said(), /数据库停止：/);
  }
  rmSync(join(disk, 'filler'));
  if (!server.alive()) await server.start();
  const again = await server.register(seat, refused);
  assert.equal(again?.status, 201, await again?.text());
  acknowledged.acts.push({ ...refused, n: 1 });
  await server.kill();
  assert.deepEqual(await judge(installation, acknowledged), []);
});
