// src/server/upkeep/backup.ts —— 备份与恢复:database, originals, keys and the checkpoint file, with a manifest that is checked before anything is used
import { createHash } from 'node:crypto';
import { constants, createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncDirectory } from '../../evidence/durableFiles.ts';
import { restoreInto } from '../../store/dump.ts';
import { loadCopy, writeCopy } from '../../store/rows/copyFile.ts';
import { isEmpty } from '../../store/rows/moveRows.ts';
import { type Configuration, ConfigurationError, checkpointFileOf, keysOf } from '../configuration.ts';
import { type Heming, migrations } from '../wiring.ts';
import { openDatabase } from './postgres/openDatabase.ts';
import { refuseUnfinished, unfinishedFile } from './unfinished.ts';

/** `refusal`: why the log backed up here takes no more entries; such a copy is evidence of the damage, not a working system. */
type Manifest = {
  v: 1;
  at: string;
  agency: string;
  origin: string;
  vkey: string;
  size: number;
  refusal?: string;
  files: Record<string, string>;
};

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
async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r');
  await file.sync();
  await file.close();
}
async function copySynced(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  await syncFile(to);
}

/** Syncs a directory, every directory below it, and the entry of its parent. */
async function syncTree(directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  for (const entry of entries) if (entry.isDirectory()) await syncDirectory(join(entry.parentPath, entry.name));
  await syncDirectory(directory);
  await syncDirectory(dirname(directory));
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
 * the backup is unfinished and not restorable. A log that refuses to go on is copied as it is, unsigned, and the manifest says why.
 */
export async function backUp(heming: Heming, target: string): Promise<Manifest> {
  if (existsSync(target) && (await readdir(target)).length > 0)
    throw new ConfigurationError(`备份目录不是空的：${target}。请换一个新目录。`);
  const { configuration, casework, log, store } = heming;
  if (!log.status().refusal) await log.sign();
  const { signedSize: size, refusal } = log.status();
  const files: Record<string, string> = {};
  const keep = async (name: string, bytes: Uint8Array) => {
    await writeSynced(join(target, name), bytes);
    files[name] = createHash('sha256').update(bytes).digest('hex');
  };
  const checkpointFile = checkpointFileOf(configuration, casework.agency);
  const checkpoints = existsSync(checkpointFile) ? await readFile(checkpointFile) : undefined;
  if (store.kind === 'pglite') await keep('database.tar.gz', await store.dump());
  else {
    await mkdir(target, { recursive: true, mode: 0o700 });
    await writeCopy(store.db.withoutPlugins(), join(target, 'database.rows.gz'));
    await syncFile(join(target, 'database.rows.gz'));
    files['database.rows.gz'] = await digestFile(join(target, 'database.rows.gz'));
  }
  if (checkpoints) await keep('checkpoints.txt', checkpoints);
  for (const name of await filesUnder(keysOf(configuration))) await keep(`keys/${name}`, await readFile(join(keysOf(configuration), name)));
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
    ...(refusal ? { refusal: refusal.message } : {}),
    files,
  };
  await syncTree(target);
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

/** A folder of keys on another disk (HEMING_KEYS) may have outlived the database: what is there stays, and must be the same. */
async function restoreKey(from: string, to: string): Promise<void> {
  if (!existsSync(to)) {
    await copySynced(from, to);
    return syncDirectory(dirname(to));
  }
  if (!(await readFile(from)).equals(await readFile(to)))
    throw new ConfigurationError(`${to} 已有另一把密钥，与备份里的不同。请用 HEMING_KEYS 另指一个目录，再恢复。`);
}

/** A server's database is looked at before anything is written; a directory was empty already. */
async function refuseFilled(configuration: Configuration): Promise<void> {
  if (!configuration.databaseUrl) return;
  const store = await openDatabase(configuration);
  const empty = await isEmpty(store.db).finally(store.close);
  if (!empty) throw new ConfigurationError('DATABASE_URL 指向的数据库不是空的，没有恢复任何内容。请换一个新建的数据库。');
}

/** A copy by rows goes into either kind of database; a copy of files only into a directory. */
async function restoreDatabase(configuration: Configuration, source: string): Promise<void> {
  const rows = join(source, 'database.rows.gz');
  if (!existsSync(rows)) return restoreInto(join(configuration.data, 'database'), await readFile(join(source, 'database.tar.gz')));
  const store = await openDatabase(configuration);
  await loadCopy(store, rows, migrations).finally(store.close);
}

/**
 * Restores a checked backup into an empty data directory: originals, keys and checkpoints first, each durable, the database last.
 * Crash point: a directory left half restored says so and is never opened. The caller opens the system afterwards: its start-up check
 * compares log and checkpoints.
 */
export async function restore(configuration: Configuration, source: string): Promise<Manifest> {
  const { data } = configuration;
  refuseUnfinished(configuration);
  if (existsSync(data) && (await readdir(data)).length > 0)
    throw new ConfigurationError(`数据目录不是空的：${data}。恢复只写入空目录，请换一个 HEMING_DATA，或者先移走原来的数据。`);
  const { manifest, faults } = await checkBackup(source);
  if (configuration.databaseUrl && manifest && 'database.tar.gz' in manifest.files)
    throw new ConfigurationError(
      '这份备份来自内嵌数据库，不能直接恢复到 PostgreSQL。请先不设 DATABASE_URL 恢复到一个空目录，再运行 npm run move-to-postgres。',
    );
  if (!manifest || faults.length > 0) throw new ConfigurationError(`备份不完整，没有恢复：\n  ${faults.join('\n  ')}`);
  await refuseFilled(configuration);
  await writeSynced(unfinishedFile(data), '恢复还没有完成。如果没有正在进行的恢复，请删除这个目录，再从备份恢复一次。\n');
  for (const name of Object.keys(manifest.files)) {
    if (name.startsWith('blobs/')) await copySynced(join(source, name), join(data, name));
    if (name.startsWith('keys/')) await restoreKey(join(source, name), join(keysOf(configuration), name.slice('keys/'.length)));
  }
  // A checkpoint file on another disk outlived the database: it stays, and says what the backup has lost.
  const checkpoints = checkpointFileOf(configuration, manifest.agency);
  if ('checkpoints.txt' in manifest.files && !existsSync(checkpoints)) {
    await copySynced(join(source, 'checkpoints.txt'), checkpoints);
    await syncDirectory(dirname(checkpoints));
  }
  await syncTree(data);
  await restoreDatabase(configuration, source);
  await rm(unfinishedFile(data));
  await syncTree(data);
  return manifest;
}
