// src/evidence/diskStore.test.ts —— originals are written once, whole or not at all, and every change is noticed
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { utf8 } from '../base/bytes.ts';
import type { BlobStore } from './blobStore.ts';
import { CHUNK, digestStream } from './digestStream.ts';
import { openDiskStore } from './diskStore.ts';
import { EvidenceRefused, namedDiskError } from './refusal.ts';

const root = mkdtempSync(join(tmpdir(), 'heming-blobs-'));
after(() => {
  if (mounted) execFileSync('umount', [small]);
  rmSync(root, { recursive: true, force: true });
});
let count = 0;
const fresh = async () => {
  const directory = join(root, String(count++));
  return { directory, store: await openDiskStore(directory) };
};
const stream = (...pieces: Uint8Array[]): AsyncIterable<Uint8Array> => Readable.from(pieces);
const files = (directory: string) => readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const refusedAs = (code: string) => (error: unknown) =>
  error instanceof EvidenceRefused && error.code === code && /[一-鿿]/.test(error.problem.detail);
const read = async (store: BlobStore, digest: string, range?: { start: number; end: number }) =>
  buffer(Readable.from(await store.get(digest, range)));

test('an original lies at blobs/ab/cd/<digest>, read-only, with its chunk leaves beside it', async () => {
  const { directory, store } = await fresh();
  const { digest, existed, chunkRoot } = await store.put(stream(utf8('鹤'), utf8('鸣')));
  const path = join(directory, 'blobs', digest.slice(0, 2), digest.slice(2, 4), digest);
  assert.equal(existed, false);
  assert.equal(readFileSync(path, 'utf8'), '鹤鸣');
  assert.equal(statSync(path).mode & 0o777, 0o444);
  assert.deepEqual(new Uint8Array(readFileSync(`${path}.chunks`)), await store.chunks(digest));
  assert.deepEqual(await store.verify(digest), { state: 'same', found: await digestStream(stream(utf8('鹤鸣'))) });
  assert.equal((await store.verify(digest)).found?.chunkRoot, chunkRoot);
  assert.equal((await read(store, digest, { start: 3, end: 5 })).toString(), '鸣');
  assert.deepEqual(readdirSync(join(directory, 'tmp')), []);
});

test('putting the same content again writes nothing', async () => {
  const { directory, store } = await fresh();
  const first = await store.put(stream(utf8('苇田')));
  const before = files(directory).map((entry) => statSync(join(entry.parentPath, entry.name)));
  assert.equal((await store.put(stream(utf8('苇田')))).existed, true);
  assert.equal((await store.put(stream(utf8('苇田')), first.digest)).existed, true);
  const later = files(directory).map((entry) => statSync(join(entry.parentPath, entry.name)));
  assert.deepEqual(
    later.map(({ ino, mtimeMs }) => [ino, mtimeMs]),
    before.map(({ ino, mtimeMs }) => [ino, mtimeMs]),
  );
});

test('writers of one content at the same time leave one original', async () => {
  const { directory, store } = await fresh();
  const results = await Promise.all(Array.from({ length: 6 }, () => store.put(stream(utf8('同'), utf8('一')))));
  assert.equal(new Set(results.map(({ digest }) => digest)).size, 1);
  assert.equal(files(directory).length, 2);
  assert.equal((await store.verify(results[0]!.digest)).state, 'same');
});

test('content that is not the one announced is refused and leaves nothing, whether or not the announced one is there', async () => {
  const { directory, store } = await fresh();
  const announced = (await digestStream(stream(utf8('完整的录像')))).digest;
  await assert.rejects(store.put(stream(utf8('完整的')), announced), refusedAs('digest-differs'));
  assert.deepEqual(files(directory), []);
  await store.put(stream(utf8('完整的录像')), announced);
  await assert.rejects(store.put(stream(utf8('完整的')), announced), refusedAs('digest-differs'));
  assert.equal(files(directory).length, 2);
});

test('a stream that breaks off leaves nothing', async () => {
  const { directory, store } = await fresh();
  const broken = async function* () {
    yield utf8('前半');
    throw new Error('对端断开');
  };
  await assert.rejects(store.put(broken()), /对端断开/);
  assert.deepEqual(files(directory), []);
});

test('a changed original is found by re-hashing, and the same content is then not quietly accepted again', async () => {
  const { directory, store } = await fresh();
  const { digest } = await store.put(stream(utf8('原件')));
  const path = join(directory, 'blobs', digest.slice(0, 2), digest.slice(2, 4), digest);
  chmodSync(path, 0o644);
  writeFileSync(path, '假件');
  assert.equal((await store.verify(digest)).state, 'differs');
  await assert.rejects(store.put(stream(utf8('原件'))), refusedAs('original-damaged'));
  rmSync(path);
  assert.deepEqual(await store.verify(digest), { state: 'missing' });
  await assert.rejects(store.get(digest), refusedAs('original-missing'));
});

test('torn temporary files of a crash are removed at the next start, those of a running writer are not', async () => {
  const { directory } = await fresh();
  const [torn, running] = [join(directory, 'tmp', 'tmp-torn'), join(directory, 'tmp', 'tmp-running')];
  writeFileSync(torn, 'half');
  writeFileSync(running, 'half');
  utimesSync(torn, new Date(0), new Date(0));
  await openDiskStore(directory);
  assert.deepEqual(readdirSync(join(directory, 'tmp')), ['tmp-running']);
});

test('a name that is not a digest never reaches the disk', async () => {
  const { store } = await fresh();
  await assert.rejects(async () => store.get('../../etc/passwd'), RangeError);
  await assert.rejects(async () => store.has('AB'.repeat(32)), RangeError);
});

const small = join(root, 'small-disk');
const mounted = (() => {
  try {
    mkdirSync(small);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', small], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

test('a full disk refuses in Chinese, leaves nothing half-done, and works again once there is room', {
  skip: mounted ? false : '需要 root 挂载 tmpfs；此处只由下一条测试覆盖',
}, async () => {
  const store = await openDiskStore(join(small, 'evidence'));
  const kept = await store.put(stream(new Uint8Array(1024)));
  const large = new Uint8Array(CHUNK);
  await assert.rejects(store.put(stream(large, large)), refusedAs('disk-full'));
  assert.equal(files(small).length, 2);
  assert.equal((await store.verify(kept.digest)).state, 'same');
  assert.equal((await store.put(stream(large))).existed, false);
});

test('"no space left", "quota exceeded" and a failing disk are named, other errors stay what they are', () => {
  for (const code of ['ENOSPC', 'EDQUOT']) assert.ok(refusedAs('disk-full')(namedDiskError(Object.assign(new Error(code), { code }))));
  assert.ok(refusedAs('disk-failing')(namedDiskError(Object.assign(new Error('EIO'), { code: 'EIO' }))));
  const other = Object.assign(new Error('EACCES'), { code: 'EACCES' });
  assert.equal(namedDiskError(other), other);
});

test('a whole file is taken over under a second name, and again after a crash before it was recorded', async () => {
  const { directory, store } = await fresh();
  const part = join(directory, 'part');
  writeFileSync(part, '苇田');
  const found = await digestStream(stream(utf8('苇田')));
  assert.deepEqual(await store.adopt(part, found), { ...found, existed: false });
  const path = join(directory, 'blobs', found.digest.slice(0, 2), found.digest.slice(2, 4), found.digest);
  assert.equal(statSync(path).ino, statSync(part).ino);
  assert.equal((await store.adopt(part, found)).existed, false);
  rmSync(part);
  assert.equal((await store.verify(found.digest)).state, 'same');
  assert.equal(statSync(path).mode & 0o777, 0o444);
  writeFileSync(part, '苇田');
  assert.equal((await store.adopt(part, found)).existed, true);
  for await (const name of store.list()) assert.equal(name, found.digest);
});
