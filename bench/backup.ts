// bench/backup.ts —— 备份和恢复:a running system's copy and its way back, against cp of the same directory
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newId } from '../src/base/ids.ts';
import { backUp, restore } from '../src/server/upkeep/backup.ts';
import { type Bench, median, timed } from './measure.ts';
import { openSystem } from './system.ts';

const run = promisify(execFile);
const MIB = 2 ** 20;
const ORIGINAL_MIB = 512;
const EVENTS = 20_000;
const ROUNDS = 3;

/** A copy is digested on the way and synced file by file; cp is given one sync at its end. */
export const backupBench: Bench = async ({ say }) => {
  const system = await openSystem();
  const { heming } = system;
  const { data } = heming.configuration;
  const scratch = await mkdtemp(join(tmpdir(), 'heming-bench-backup-'));
  try {
    say(`备份：${EVENTS}条日志，${ORIGINAL_MIB} MiB原件`);
    for (let i = 0; i < EVENTS; i += 2000) {
      const at = new Date().toISOString();
      const segments = [{ path: 'text', value: '遥感图斑显示林地内新修道路（演示）'.repeat(8) }];
      const append = Array.from({ length: 2000 }, () => ({ type: 'benchEvent', id: newId(), at, by: 'bench', caseId: newId(), segments }));
      await heming.casework.log.run(async () => ({ append, result: () => undefined }));
    }
    await writeOriginal(join(data, 'blobs'));
    const ms: Record<'backup' | 'copy' | 'restore', number[]> = { backup: [], copy: [], restore: [] };
    let bytes = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const at = (name: string) => join(scratch, `${name}${round}`);
      ms.backup.push((await timed(() => backUp(heming, at('backup')))).ms);
      bytes = Number((await run('du', ['-sb', at('backup')])).stdout.split('\t')[0]);
      ms.copy.push((await timed(() => run('sh', ['-c', 'cp -r "$0" "$1" && sync -f "$1"', at('backup'), at('copy')]))).ms);
      await mkdir(at('restored'));
      ms.restore.push((await timed(() => restore({ ...heming.configuration, data: at('restored') }, at('backup')))).ms);
      for (const name of ['backup', 'copy', 'restored']) await rm(at(name), { recursive: true, force: true });
    }
    const speed = (kind: keyof typeof ms) => `${((bytes / MIB / median(ms[kind])) * 1000).toFixed(0)} MB/秒`;
    return (['backup', 'restore'] as const).map((kind) => ({
      what: kind === 'backup' ? '运行中备份（含逐个摘要、落盘）' : '恢复（含核对摘要、落盘）',
      value: speed(kind),
      against: `cp 同样的文件再 sync ${speed('copy')}`,
      ratio: median(ms[kind].map((each, i) => ms.copy[i]! / each)),
    }));
  } finally {
    await system.close();
    await rm(scratch, { recursive: true, force: true });
  }
};

/** One large original nobody can compress. */
async function writeOriginal(blobs: string): Promise<void> {
  const block = randomBytes(MIB);
  const name = createHash('sha256').update(block).digest('hex');
  await mkdir(join(blobs, name.slice(0, 2)), { recursive: true });
  const file = await open(join(blobs, name.slice(0, 2), name), 'w');
  for (let i = 0; i < ORIGINAL_MIB; i++) await file.write(block.fill(i, 0, 8));
  await file.sync();
  await file.close();
}
