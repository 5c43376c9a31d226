// src/evidence/intake/badInput.test.ts —— renamed, truncated, oversize, duplicate, unauthorised, and a disk that is full
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { listItems } from '../custody.ts';
import { openDiskStore } from '../diskStore.ts';
import {
  create,
  demo,
  head,
  large,
  locationOf,
  lying,
  metadata,
  originals,
  photo,
  place,
  refused,
  root,
  send,
  sha,
  start,
  stop,
  store,
  TUS,
  upload,
} from './testDesk.ts';

test('the same file again in the same case is recognised and not stored twice', async () => {
  const home = place();
  const { url } = await start(home);
  const first = (await (await upload(url, photo, { caseId: 'case-twice' })).json()) as { item: string };
  const second = (await (await upload(url, photo, { caseId: 'case-twice', filename: '另一个名字.jpg' })).json()) as Record<string, unknown>;
  assert.deepEqual([second.item, second.existing], [first.item, true]);
  assert.match(String(second.says), /同一文件已入库/);
  assert.equal(originals(home), 2);
});

test('identical uploads at the same time end as one original and one item', async () => {
  const home = place();
  const { url } = await start(home);
  const bytes = large(6);
  const answers = await Promise.all(
    Array.from(
      { length: 5 },
      async () => (await (await upload(url, bytes, { caseId: 'case-same' })).json()) as { item: string; existing: boolean },
    ),
  );
  assert.equal(new Set(answers.map(({ item }) => item)).size, 1);
  assert.equal(answers.filter(({ existing }) => !existing).length, 1);
  assert.equal(originals(home), 2);
});

test('a truncated or altered file is refused and leaves neither part nor original', async () => {
  const home = place();
  const { url } = await start(home);
  const whole = large(7, 100_000);
  const truncated = await upload(url, whole.subarray(0, 60_000), { sha256: sha(whole), caseId: 'case-torn' });
  assert.match((await refused(truncated, 422, 'digest-differs')).detail, /重新上传/);
  const altered = Buffer.from(whole);
  altered[70_000]! ^= 1;
  await refused(await upload(url, altered, { sha256: sha(whole), caseId: 'case-torn' }), 422, 'digest-differs');
  assert.deepEqual([lying(home), originals(home)], [[], 0]);
  assert.deepEqual(await listItems(store.db, { agency: 'panjin', caseId: 'case-torn' }), []);
});

test('more bytes than declared are refused', async () => {
  const { url } = await start(place());
  const location = locationOf(url, await create(url, photo, {}));
  await refused(await send(location, Buffer.concat([photo, photo])), 413, 'longer-than-declared');
});

test('renamed and unknown files are refused by content, a long one before it has arrived', async () => {
  const home = place();
  const { url } = await start(home);
  const png = demo('site-plan.png');
  assert.match((await refused(await upload(url, png), 415, 'renamed')).detail, /PNG/);
  const page = Buffer.from(`<!doctype html><script>alert(1)</script>${' '.repeat(5000)}`);
  assert.match((await refused(await upload(url, page), 415, 'format-unknown')).detail, /网页/);
  await refused(await create(url, photo, { filename: '木马.exe' }), 415, 'format-unknown');
  const location = locationOf(url, await create(url, Buffer.concat([page, page]), {}));
  assert.equal((await send(location, page)).status, 204);
  await refused(await send(location, page, page.length), 415, 'format-unknown');
  assert.deepEqual([lying(home), originals(home)], [[], 0]);
});

test('an empty, oversize or unmeasured file is refused before a byte is sent', async () => {
  const home = place();
  const { url } = await start(home, { limits: { size: 50_000 } });
  await refused(await create(url, new Uint8Array(), {}), 422, 'empty');
  assert.match((await refused(await create(url, photo, {}), 413, 'too-large')).detail, /不得超过 50000 字节/);
  await refused(await create(url, photo, {}, { 'upload-length': '9'.repeat(15) }), 413, 'too-large');
  await refused(await create(url, photo, {}, { 'upload-length': '-1' }), 400, 'length-missing');
  const deferred = { ...TUS, 'upload-defer-length': '1', 'upload-metadata': metadata({ filename: 'a.jpg' }) };
  await refused(await fetch(`${url}/uploads`, { method: 'POST', headers: deferred }), 400, 'length-missing');
  assert.deepEqual(lying(home), []);
});

test('every unclear declaration is named at once, field by field', async () => {
  const { url } = await start(place());
  const wrong = { filename: '../a.jpg', sha256: 'abc', caseId: '案', capturedOn: '2025-02-30', place: '远'.repeat(201), note: undefined };
  const problem = await refused(await create(url, photo, wrong), 422, 'claims-unclear');
  assert.deepEqual(problem.errors?.map(({ field }) => field).sort(), ['capturedOn', 'caseId', 'filename', 'place', 'sha256']);
  const missing = await refused(
    await create(url, photo, { filename: undefined, sha256: undefined, caseId: undefined }),
    422,
    'claims-unclear',
  );
  assert.deepEqual(missing.errors?.map(({ field }) => field).sort(), ['caseId', 'filename', 'sha256']);
  const future = { capturedOn: '2199-01-01', capturedAt: '2199-01-02T08:00:00+08:00' };
  assert.equal((await refused(await create(url, photo, future), 422, 'claims-unclear')).errors?.length, 3);
  await refused(await create(url, photo, {}, { 'upload-metadata': 'filename ???' }), 400, 'request-unclear');
});

test('who may not add to the case is refused on every request; another person does not even find the upload', async () => {
  const { url } = await start(place());
  await refused(await create(url, photo, {}, { 'x-person': '' }), 401, 'not-allowed');
  assert.equal((await refused(await create(url, photo, { caseId: 'closed' }), 403, 'not-allowed')).title, '案件已办结');
  const location = locationOf(url, await create(url, photo, { owner: 'p2', agency: 'other' }));
  await refused(await send(location, photo, 0, { 'x-person': '' }), 401, 'not-allowed');
  await refused(await send(location, photo, 0, { 'x-person': 'p2' }), 404, 'upload-unknown');
  assert.equal((await head(location, { 'x-person': 'p2' })).status, 404);
  assert.equal((await send(location, photo)).status, 200);
});

test('requests that are not of the protocol, or of an upload nobody knows, get a problem in Chinese', async () => {
  const { url } = await start(place());
  await refused(await fetch(`${url}/uploads/${'0'.repeat(32)}`, { headers: TUS }), 405, 'method-unknown');
  await refused(await send(`${url}/uploads/${'0'.repeat(32)}`, photo), 404, 'upload-unknown');
  await refused(await send(`${url}/uploads/..%2F..%2Fetc`, photo), 404, 'upload-unknown');
  const location = locationOf(url, await create(url, photo, {}));
  await refused(await send(location, photo.subarray(9), 9), 409, 'offset-differs');
  await refused(await send(location, photo, 0, { 'tus-resumable': '' }), 400, 'request-unclear');
  await refused(await send(location, photo, 0, { 'content-type': 'text/plain' }), 400, 'request-unclear');
});

test('no room on the disk is said before a byte is sent', async () => {
  const { url } = await start(place(), { limits: { reserve: Number.MAX_SAFE_INTEGER } });
  await refused(await create(url, photo, {}), 507, 'disk-full');
});

test('what open uploads still have to bring is kept for them, also after a restart; what is given up is free again', async () => {
  const home = place();
  const { bavail, bsize } = statfsSync(root);
  const half = Math.floor((bavail * bsize) / 2 + 2 ** 29);
  const announce = (url: string) => create(url, photo, {}, { 'upload-length': String(half) });
  const limits = { size: Number.MAX_SAFE_INTEGER, reserve: 0 };
  const first = await start(home, { limits });
  const [one, two] = await Promise.all([announce(first.url), announce(first.url)]);
  assert.deepEqual([one.status, two.status].sort(), [201, 507]);
  const problem = (await (one.status === 507 ? one : two).json()) as { detail: string };
  assert.match(problem.detail, /另有 1 个正在上传的文件还要占用 [\d.]+ GB/);
  await stop(first.server);
  const { url } = await start(home, { limits });
  await refused(await announce(url), 507, 'disk-full');
  const location = locationOf(url, one.status === 201 ? one : two);
  assert.equal((await fetch(location, { method: 'DELETE', headers: TUS })).status, 204);
  assert.equal((await announce(url)).status, 201);
});

const mounts: string[] = [];
/** A disk of its own, of a few megabytes; undefined where one cannot be made. */
const smallDisk = (size: string): string | undefined => {
  const small = mkdtempSync(join(tmpdir(), 'heming-small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', small], { stdio: 'ignore' });
    mounts.push(small);
    return small;
  } catch {
    rmSync(small, { recursive: true, force: true });
    return undefined;
  }
};
const enlarge = (small: string, size: string) => execFileSync('mount', ['-o', `remount,size=${size}`, small]);
after(() => {
  for (const small of mounts) {
    execFileSync('umount', [small]);
    rmSync(small, { recursive: true, force: true });
  }
});

test('a full disk of originals keeps what arrived, and the upload ends well once there is room', async (t) => {
  const small = smallDisk('2m');
  if (!small) return t.skip('需要 root 挂载 tmpfs');
  const home = place();
  const originalsThere = await openDiskStore(join(small, 'originals'));
  const { url } = await start(home, { blobs: originalsThere });
  const bytes = large(8, 2_500_000);
  const location = locationOf(url, await create(url, bytes, { caseId: 'case-full' }));
  await refused(await send(location, bytes), 507, 'disk-full');
  for await (const name of originalsThere.list()) assert.fail(name);
  assert.equal((await head(location)).status, 507);
  enlarge(small, '8m');
  assert.equal((await head(location)).status, 200);
  assert.equal((await originalsThere.verify(sha(bytes))).state, 'same');
});

test('a disk that fills up under an upload says so, keeps what arrived, and takes the rest once there is room', async (t) => {
  const small = smallDisk('2m');
  if (!small) return t.skip('需要 root 挂载 tmpfs');
  const home = place();
  // A reserve below zero switches the check beforehand off: another process may fill the disk after it.
  const { url, blobs } = await start(home, { directory: join(small, 'partials'), limits: { reserve: -(2 ** 40) } });
  const bytes = large(9, 2_500_000);
  const location = locationOf(url, await create(url, bytes, { caseId: 'case-filling' }));
  assert.match((await refused(await send(location, bytes), 507, 'disk-full')).detail, /已收到的部分保存完好/);
  const offset = Number((await head(location)).headers.get('upload-offset'));
  assert.ok(offset > 1_000_000 && offset < bytes.length, `offset ${offset}`);
  enlarge(small, '8m');
  assert.equal((await send(location, bytes.subarray(offset), offset)).status, 200);
  assert.equal((await blobs.verify(sha(bytes))).state, 'same');
});
