// src/server/upkeep/backup.ts —— 备份与恢复:database, originals, keys and the checkpoint file, with a manifest that is checked before anything is used
import { createHash } from 'node:crypto';
import { constants, createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { restoreInto } from '../../store/dump.ts';
import { type Configuration, ConfigurationError, checkpointFileOf } from '../configuration.ts';
import type { Heming } from '../wiring.ts';

type Manifest = { v: 1; at: string; agency: string; origin: string; vkey: string; size: number; files: Record<string, string> };

/** Files of the data directory that say what it is. */
const marks = ['demo-loaded'];

const digestFile = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
};

/** Writes durably: file synced, then its directory. */
async function writeSynced(path: string, bytes: Uint8Array | string, mode = 0o600): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(`${path}.part`, 'w', mode);
  await file.writeFile(bytes);
  await file.sync();
  await file.close();
  await rename(`${path}.part`, path);
  await syncDirectory(dirname(path));
}
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  await handle.sync();
  await handle.close();
}
async function copySynced(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  const file = await open(to, 'r');
  await file.sync();
  await file.close();
}

async function filesUnder(directory: string): Promise<string[]> {
  if (!existsSync(directory)) return [];
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort();
}

/**
 * Backs up a running system into a new directory. Order: the checkpoint file is read first, since every entry a checkpoint vouches for is in
 * the database by then; then the database; then the originals, since each was stored before it was named. The manifest comes last: without it
 * the backup is unfinished and not restorable.
 */
export async function backUp(heming: Heming, target: string): Promise<Manifest> {
  if (existsSync(target) && (await readdir(target)).length > 0)
    throw new ConfigurationError(`备份目录不是空的：${target}。请换一个新目录。`);
  const { configuration, casework, log, store } = heming;
  await log.sign();
  const files: Record<string, string> = {};
  const keep = async (name: string, bytes: Uint8Array) => {
    await writeSynced(join(target, name), bytes);
    files[name] = createHash('sha256').update(bytes).digest('hex');
  };
  const size = log.status().signedSize;
  const checkpoints = await readFile(checkpointFileOf(configuration, casework.agency));
  await keep('database.tar.gz', await store.dump());
  await keep('checkpoints.txt', checkpoints);
  for (const name of await filesUnder(join(configuration.data, 'keys')))
    await keep(`keys/${name}`, await readFile(join(configuration.data, 'keys', name)));
  for (const name of marks)
    if (existsSync(join(configuration.data, name))) await keep(name, await readFile(join(configuration.data, name)));
  for (const name of await filesUnder(join(configuration.data, 'blobs'))) {
    if (name.startsWith('tmp/')) continue; // on its way in: not yet an original, and gone when it is one
    await copySynced(join(configuration.data, 'blobs', name), join(target, 'blobs', name));
    files[`blobs/${name}`] = await digestFile(join(target, 'blobs', name));
  }
  const manifest: Manifest = {
    v: 1,
    at: casework.clock().toISOString(),
    agency: casework.agency,
    origin: log.origin,
    vkey: log.vkey,
    size,
    files,
  };
  await writeSynced(join(target, 'manifest.json'), JSON.stringify(manifest, null, 1));
  return manifest;
}

/** Checks a backup against its manifest; returns every difference in Chinese. */
export async function checkBackup(source: string): Promise<{ manifest?: Manifest; faults: string[] }> {
  if (!existsSync(join(source, 'manifest.json'))) return { faults: ['没有 manifest.json:这不是一份完成的备份'] };
  const manifest = JSON.parse(await readFile(join(source, 'manifest.json'), 'utf8')) as Manifest;
  const faults: string[] = [];
  for (const [name, digest] of Object.entries(manifest.files)) {
    const path = join(source, name);
    if (!existsSync(path)) faults.push(`缺少文件：${name}`);
    else if ((await digestFile(path)) !== digest) faults.push(`文件被改动过：${name}`);
  }
  return { manifest, faults };
}

/** Restores a checked backup into an empty data directory. The caller opens the system afterwards: its start-up check compares log and checkpoints. */
export async function restore(configuration: Configuration, source: string): Promise<Manifest> {
  if (existsSync(configuration.data) && (await readdir(configuration.data)).length > 0)
    throw new ConfigurationError(`数据目录不是空的：${configuration.data}。恢复只写入空目录，请换一个 HEMING_DATA，或者先移走原来的数据。`);
  const { manifest, faults } = await checkBackup(source);
  if (!manifest || faults.length > 0) throw new ConfigurationError(`备份不完整，没有恢复：\n  ${faults.join('\n  ')}`);
  await mkdir(configuration.data, { recursive: true, mode: 0o700 });
  await restoreInto(join(configuration.data, 'database'), await readFile(join(source, 'database.tar.gz')));
  for (const name of Object.keys(manifest.files))
    if (/^(blobs|keys)\//.test(name) || marks.includes(name)) await copySynced(join(source, name), join(configuration.data, name));
  // A checkpoint file on another disk outlived the database: it stays, and says what the backup has lost.
  const checkpoints = checkpointFileOf(configuration, manifest.agency);
  if (!existsSync(checkpoints)) await copySynced(join(source, 'checkpoints.txt'), checkpoints);
  await syncDirectory(configuration.data);
  return manifest;
}
