// src/evidence/diskStore.ts —— 本地原件库:blobs/ab/cd/<digest> on a local disk, written once, synced before it counts
import { createReadStream } from 'node:fs';
import { chmod, link, opendir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type BlobStore, type ByteRange, digestDiffers, type StoredBlob, type Verification } from './blobStore.ts';
import { type Digests, digestStream, startDigest } from './digestStream.ts';
import { exists, makeDirectory, syncDirectory, syncFlags, temporaryName, withFile, writeAll, writeWhole } from './durableFiles.ts';
import { EvidenceRefused, isMissing, namedDiskError } from './refusal.ts';

const READ_SIZE = 1024 * 1024;
/** A temporary file untouched for this long has no writer any more: a writer reads from a local file and never pauses. */
const DEAD_AFTER = 3_600_000;

/** Errors of a disk that has no second names, or of two disks. */
const NO_LINKS = new Set(['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

const missing = (digest: string) =>
  new EvidenceRefused(
    'original-missing',
    410,
    '找不到证据原件',
    `原件库中没有摘要为 ${digest.slice(0, 16)}… 的文件，请立即报告系统管理员。`,
  );
const damaged = (digest: string) =>
  new EvidenceRefused(
    'original-damaged',
    500,
    '已入库的同名原件内容已变',
    `摘要为 ${digest.slice(0, 16)}… 的原件与其摘要不一致，已停止写入。请保留现场并立即报告系统管理员。`,
  );

/** Opens (first time: creates) a store under `directory`; removes temporary files an earlier crash left there. */
export async function openDiskStore(directory: string): Promise<BlobStore> {
  const temporaries = join(directory, 'tmp');
  for (const path of [temporaries, join(directory, 'blobs')]) await makeDirectory(path);
  await sweepTemporaries(temporaries);
  const pathOf = (digest: string) => {
    if (!/^[0-9a-f]{64}$/.test(digest)) throw new RangeError('摘要须为 64 位小写十六进制');
    return join(directory, 'blobs', digest.slice(0, 2), digest.slice(2, 4), digest);
  };
  const read = (digest: string, range?: ByteRange) => createReadStream(pathOf(digest), { highWaterMark: READ_SIZE, ...range });
  const has = (digest: string) => exists(pathOf(digest));

  const verify = async (digest: string): Promise<Verification> => {
    try {
      const found = await digestStream(read(digest));
      return { state: found.digest === digest ? 'same' : 'differs', found };
    } catch (error) {
      if (isMissing(error)) return { state: 'missing' };
      throw error;
    }
  };

  /** The same content again: nothing is written, but what is there must still be right, and its directory entry durable. */
  const confirm = async (found: Digests): Promise<StoredBlob> => {
    if ((await verify(found.digest)).state !== 'same') throw damaged(found.digest);
    await syncDirectory(dirname(pathOf(found.digest)));
    return { ...found, existed: true };
  };

  const keepChunks = (digest: string, chunks: Uint8Array): Promise<void> =>
    writeWhole(`${pathOf(digest)}.chunks`, chunks, join(temporaries, temporaryName()), 0o444);

  const settle = async (temporary: string, found: Digests): Promise<StoredBlob> => {
    const path = pathOf(found.digest);
    if (await exists(path)) return confirm(found);
    await makeDirectory(dirname(path));
    // The leaves first: an object that is there has them. They are derived, so losing them costs a re-hash only.
    await keepChunks(found.digest, found.chunks);
    // Two writers of one content may both come here; the later rename puts equal bytes in place of equal bytes.
    await rename(temporary, path);
    await syncDirectory(dirname(path));
    return { ...found, existed: false };
  };

  /** The file's second name; false where the disk has no such thing, or is another one. */
  const linked = async (source: string, found: Digests): Promise<boolean> => {
    const path = pathOf(found.digest);
    await withFile(source, syncFlags, (file) => file.sync());
    await makeDirectory(dirname(path));
    await keepChunks(found.digest, found.chunks);
    try {
      await link(source, path);
    } catch (error) {
      if (NO_LINKS.has((error as NodeJS.ErrnoException).code ?? '')) return false;
      throw error;
    }
    await chmod(path, 0o444);
    await syncDirectory(dirname(path));
    return true;
  };

  const put = async (source: AsyncIterable<Uint8Array>, expected?: string): Promise<StoredBlob> => {
    if (expected !== undefined && (await has(expected))) {
      const found = await digestStream(source);
      if (found.digest !== expected) throw digestDiffers(expected, found.digest);
      return confirm(found);
    }
    const temporary = join(temporaries, temporaryName());
    try {
      const found = await writeHashed(temporary, source);
      if (expected !== undefined && found.digest !== expected) throw digestDiffers(expected, found.digest);
      return await settle(temporary, found);
    } catch (error) {
      throw namedDiskError(error);
    } finally {
      await rm(temporary, { force: true }).catch(() => {}); // or the next sweep takes it
    }
  };

  return {
    has,
    verify,
    put,
    keepChunks,
    async adopt(source, found) {
      try {
        const path = pathOf(found.digest);
        if (await sameFile(source, path))
          await syncDirectory(dirname(path)); // a crash came between the name and the record
        else if (await exists(path)) return await confirm(found);
        else if (!(await linked(source, found))) return await put(createReadStream(source, { highWaterMark: READ_SIZE }), found.digest);
        return { ...found, existed: false };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') return confirm(found); // another upload of the same content was quicker
        throw namedDiskError(error);
      }
    },
    async *list() {
      for await (const entry of await opendir(join(directory, 'blobs'), { recursive: true }))
        if (entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name)) yield entry.name;
    },
    async get(digest, range) {
      if (!(await has(digest))) throw missing(digest);
      return read(digest, range);
    },
    async chunks(digest) {
      try {
        return new Uint8Array(await readFile(`${pathOf(digest)}.chunks`));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
  };
}

/** Are both names of one file? */
async function sameFile(one: string, other: string): Promise<boolean> {
  try {
    const [a, b] = await Promise.all([stat(one, { bigint: true }), stat(other, { bigint: true })]);
    return a.dev === b.dev && a.ino === b.ino;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Writes a stream into a new read-only file, synced; returns its digests. */
const writeHashed = (path: string, source: AsyncIterable<Uint8Array>): Promise<Digests> =>
  withFile(path, 'wx', async (file) => {
    const running = startDigest();
    for await (const bytes of source) {
      running.update(bytes);
      await writeAll(file, bytes);
    }
    await file.chmod(0o444);
    await file.sync();
    return running.finish();
  });

async function sweepTemporaries(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    // Gone between the two calls: another process swept it.
    const touched = (await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now();
    if (Date.now() - touched > DEAD_AFTER) await rm(path, { force: true });
  }
}
