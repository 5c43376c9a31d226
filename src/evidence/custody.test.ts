// src/evidence/custody.test.ts —— nobody sees bytes that are not those taken in, and every look is on record
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { isId } from '../base/ids.ts';
import { migrate, openMemoryStore } from '../store/database.ts';
import { findItem, listItems, listViews, registerItem, serveItem, viewItem } from './custody.ts';
import { CHUNK } from './digestStream.ts';
import { openDiskStore } from './diskStore.ts';
import { EvidenceRefused } from './refusal.ts';
import { scrub } from './scrub.ts';
import { evidenceMigrations } from './tables.ts';
import { boundedRange, parseRange } from './verifiedRead.ts';

const directory = mkdtempSync(join(tmpdir(), 'heming-custody-'));
const [store, blobs] = [await openMemoryStore(), await openDiskStore(directory)];
await migrate(store, evidenceMigrations);
after(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

const bytesOf = (seed: number, size: number) => Uint8Array.from({ length: size }, (_, i) => (i * seed) >>> 3);
const demo = (name: string) => new Uint8Array(readFileSync(new URL(`../../agencies/panjin/demo/${name}`, import.meta.url)));
const take = async (bytes: Uint8Array, caseId: string, agency = 'panjin') => {
  const stored = await blobs.put(Readable.from([bytes]));
  const about = { name: '便道（一）.jpg', mediaType: 'image/jpeg', capturedOn: '2025-02-20', takenBy: ['p1', 'p2'], uploadedBy: 'p1' };
  const result = await store.db
    .transaction()
    .execute((tx) => registerItem(tx, { agency, caseId, stored, ...about, at: '2025-02-20T02:00:00.000Z' }));
  const { digest, size, chunkRoot } = stored;
  return { ...result, digest, size, chunkRoot };
};
const look = (item: string, more: object = {}) =>
  viewItem(store.db, blobs, { agency: 'panjin', item, person: 'p3', purpose: '法制审核', ...more });
const tamper = (digest: string, position: number) => {
  const path = join(directory, 'blobs', digest.slice(0, 2), digest.slice(2, 4), digest);
  chmodSync(path, 0o644);
  writeSync(openSync(path, 'r+'), Uint8Array.of(readFileSync(path)[position]! ^ 1), 0, 1, position);
};
const refusedAs = (code: string) => (error: unknown) => error instanceof EvidenceRefused && error.code === code;

test('an item keeps what is known of its taking; the same content in the same case is one item, elsewhere another', async () => {
  const photo = demo('farm-road-across-forest-land.jpg');
  const first = await take(photo, 'case-1');
  assert.ok(isId(first.item));
  assert.equal(first.existing, false);
  assert.deepEqual(await take(photo, 'case-1'), { ...first, existing: true });
  assert.notEqual((await take(photo, 'case-2')).item, first.item);
  assert.notEqual((await take(photo, 'case-1', 'other')).item, first.item);
  const [item, ...more] = await listItems(store.db, { agency: 'panjin', caseId: 'case-1' });
  assert.deepEqual(more, []);
  assert.equal(item!.size, photo.length);
  assert.deepEqual([item!.captured_on, item!.taken_by, item!.place], ['2025-02-20', ['p1', 'p2'], null]);
});

test('the tables of custody refuse change, removal and emptying, in Chinese', async () => {
  const { item } = await take(bytesOf(7, 100), 'case-guard');
  await (await look(item)).bytes.return(undefined);
  for (const table of ['evidence_object', 'evidence_item', 'evidence_view']) {
    const column = table === 'evidence_object' ? 'media_type' : 'case_id';
    await assert.rejects(sql`update ${sql.table(table)} set ${sql.ref(column)} = 'x'`.execute(store.db), /只能追加/);
    await assert.rejects(sql`delete from ${sql.table(table)}`.execute(store.db), /只能追加/);
    await assert.rejects(sql`truncate ${sql.table(table)} cascade`.execute(store.db), /只能追加/);
  }
});

test('a look is recorded with person, purpose and outcome before a byte leaves, and gives exactly the bytes taken in', async () => {
  const bytes = bytesOf(5, CHUNK + 1000);
  const { item, digest, size, chunkRoot } = await take(bytes, 'case-look');
  const opened = await look(item, { at: new Date('2025-03-01T00:00:00Z'), committed: { digest, size, chunkRoot } });
  const [view] = await listViews(store.db, { agency: 'panjin', item });
  assert.deepEqual(
    [view!.person_id, view!.purpose, view!.range, view!.digest_ok, view!.at, view!.case_id],
    ['p3', '法制审核', null, true, '2025-03-01T00:00:00.000Z', 'case-look'],
  );
  const response = serveItem(opened);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-disposition'), "inline; filename*=UTF-8''%E4%BE%BF%E9%81%93%EF%BC%88%E4%B8%80%EF%BC%89.jpg");
  assert.equal(
    createHash('sha256')
      .update(Buffer.from(await response.arrayBuffer()))
      .digest('hex'),
    digest,
  );
});

test('without a purpose, or for an item of another agency, nothing is opened and nothing recorded', async () => {
  const { item } = await take(bytesOf(11, 100), 'case-purpose');
  await assert.rejects(look(item, { purpose: '  ' }), refusedAs('purpose-missing'));
  await assert.rejects(look(item, { purpose: '长'.repeat(101) }), refusedAs('purpose-missing'));
  await assert.rejects(look(item, { agency: 'other' }), refusedAs('item-unknown'));
  await assert.rejects(findItem(store.db, { agency: 'other', item }), refusedAs('item-unknown'));
  assert.deepEqual(await listViews(store.db, { agency: 'panjin', item }), []);
});

test('one changed bit stops the item from being given out, and the attempt stays on record', async () => {
  const { item, digest } = await take(bytesOf(13, 5000), 'case-tampered');
  tamper(digest, 4321);
  await assert.rejects(look(item), (error) => refusedAs('original-differs')(error) && /与入库摘要不一致，已停止提供/.test(String(error)));
  const [view, ...more] = await listViews(store.db, { agency: 'panjin', item });
  assert.equal(view!.digest_ok, false);
  assert.deepEqual(more, []);
});

test('a leaf that says anything else of the item than its row stops it as well', async () => {
  const { item, ...committed } = await take(bytesOf(17, 500), 'case-named');
  for (const other of [{ digest: 'ab'.repeat(32) }, { size: 501 }, { chunkRoot: 'ab'.repeat(32) }])
    await assert.rejects(look(item, { committed: { ...committed, ...other } }), refusedAs('original-differs'));
});

test('a missing original is a differing one', async () => {
  const { item, digest } = await take(bytesOf(19, 500), 'case-missing');
  rmSync(join(directory, 'blobs', digest.slice(0, 2), digest.slice(2, 4), digest));
  await assert.rejects(look(item), refusedAs('original-differs'));
  await assert.rejects(look(item, { range: 'bytes=0-9' }), refusedAs('original-differs'));
});

test('a range answers for the chunks it touches: a change there stops it, a change elsewhere stops only the whole', async () => {
  const bytes = bytesOf(23, 3 * CHUNK + 77);
  const { item, digest } = await take(bytes, 'case-range');
  tamper(digest, 2 * CHUNK + 5);
  const opened = await look(item, { range: `bytes=${CHUNK - 10}-${CHUNK + 9}` });
  const response = serveItem(opened);
  assert.equal(response.status, 206);
  assert.equal(response.headers.get('content-range'), `bytes ${CHUNK - 10}-${CHUNK + 9}/${bytes.length}`);
  assert.deepEqual(new Uint8Array(await response.arrayBuffer()), bytes.subarray(CHUNK - 10, CHUNK + 10));
  await assert.rejects(look(item, { range: `bytes=${2 * CHUNK}-` }), refusedAs('original-differs'));
  await assert.rejects(look(item), refusedAs('original-differs'));
  const views = await listViews(store.db, { agency: 'panjin', item });
  assert.deepEqual(
    views.map(({ range, digest_ok }) => [range, digest_ok]),
    [
      [`bytes=${CHUNK - 10}-${CHUNK + 9}`, true],
      [`bytes=${2 * CHUNK}-${bytes.length - 1}`, false],
      [null, false],
    ],
  );
});

test('forged chunk leaves do not help a forged original, and lost leaves do not stop a good one', async () => {
  const good = await take(bytesOf(29, CHUNK + 9), 'case-leaves');
  const leaves = join(directory, 'blobs', good.digest.slice(0, 2), good.digest.slice(2, 4), `${good.digest}.chunks`);
  rmSync(leaves);
  assert.equal((await buffer((await look(good.item, { range: 'bytes=0-3' })).bytes)).length, 4);
  tamper(good.digest, 1);
  const forged = await blobs.verify(good.digest);
  writeFileSync(leaves, forged.found!.chunks);
  await assert.rejects(look(good.item, { range: 'bytes=0-3' }), refusedAs('original-differs'));
});

test('bytes changed between the check and the sending break the sending off, and that is recorded', async () => {
  const { item, digest } = await take(bytesOf(31, 2 * CHUNK), 'case-between');
  const opened = await look(item);
  tamper(digest, CHUNK + 1);
  const got: Uint8Array[] = [];
  await assert.rejects(async () => {
    for await (const bytes of opened.bytes) got.push(bytes);
  }, refusedAs('original-differs'));
  assert.equal(got.length, 1);
  const views = await listViews(store.db, { agency: 'panjin', item });
  assert.deepEqual(
    views.map(({ digest_ok }) => digest_ok),
    [true, false],
  );
});

test('of a recording too long to be hashed whole first, the beginning answers, and a change further on breaks the sending off', async () => {
  const { item, digest } = await take(bytesOf(47, 17 * CHUNK), 'case-long');
  tamper(digest, 16 * CHUNK + 3);
  const opened = await look(item);
  let got = 0;
  await assert.rejects(async () => {
    for await (const bytes of opened.bytes) got += bytes.length;
  }, refusedAs('original-differs'));
  assert.equal(got, 16 * CHUNK);
  tamper(digest, 5);
  await assert.rejects(look(item), refusedAs('original-differs'));
  const views = await listViews(store.db, { agency: 'panjin', item });
  assert.deepEqual(
    views.map(({ digest_ok }) => digest_ok),
    [true, false, false],
  );
});

test('lost or changed chunk leaves are computed anew once and kept; the scrub names them until then', async () => {
  const taken = await take(bytesOf(53, CHUNK + 9), 'case-mended');
  const { item, digest } = taken;
  const leaves = join(directory, 'blobs', digest.slice(0, 2), digest.slice(2, 4), `${digest}.chunks`);
  const right = readFileSync(leaves);
  rmSync(leaves);
  writeFileSync(
    leaves,
    right.map((byte, i) => (i === 40 ? byte ^ 4 : byte)),
  );
  const state = async () => {
    for await (const found of scrub(blobs, [taken])) return found.state;
  };
  assert.equal(await state(), 'leavesDiffer');
  assert.equal((await buffer((await look(item, { range: 'bytes=0-3' })).bytes)).length, 4);
  assert.deepEqual(readFileSync(leaves), right);
  assert.equal(await state(), 'same');
});

test('HTTP ranges are read as RFC 9110 has them', () => {
  assert.deepEqual(parseRange('bytes=0-', 100), { start: 0, end: 99 });
  assert.deepEqual(parseRange('bytes=10-19', 100), { start: 10, end: 19 });
  assert.deepEqual(parseRange('bytes=90-999', 100), { start: 90, end: 99 });
  assert.deepEqual(parseRange('bytes=-5', 100), { start: 95, end: 99 });
  assert.deepEqual(parseRange('bytes=-500', 100), { start: 0, end: 99 });
  for (const ignored of [undefined, null, '', 'bytes=', 'bytes=-', 'items=0-1', 'bytes=5-3', 'bytes=0-1,3-4', 'bytes=a-b'])
    assert.equal(parseRange(ignored, 100), undefined);
  for (const outside of ['bytes=100-', 'bytes=100-200', 'bytes=-0'])
    assert.throws(() => parseRange(outside, 100), refusedAs('range-unsatisfiable'));
});

test('whatever is asked, an answer starts where asked and touches at most two chunks', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 33), fc.nat(2 ** 33), (start, length) => {
      const bounded = boundedRange({ start, end: start + length });
      assert.equal(bounded.start, start);
      assert.ok(bounded.end >= start && bounded.end <= start + length);
      assert.ok(Math.floor(bounded.end / CHUNK) - Math.floor(start / CHUNK) <= 1);
    }),
  );
});

test('the scrub names each lost or changed original and passes the others', async () => {
  const good = await take(bytesOf(37, 300), 'case-scrub');
  const bad = await take(bytesOf(41, 300), 'case-scrub');
  tamper(bad.digest, 0);
  const gone = await take(bytesOf(43, 300), 'case-scrub');
  rmSync(join(directory, 'blobs', gone.digest.slice(0, 2), gone.digest.slice(2, 4), gone.digest));
  const states = new Map<string, string>();
  const other = { ...(await take(bytesOf(47, 300), 'case-scrub')), size: 299 };
  for await (const { digest, state } of scrub(blobs, [good, bad, gone, other, good])) states.set(digest, state);
  assert.deepEqual(
    [good, bad, gone, other].map(({ digest }) => states.get(digest)),
    ['same', 'differs', 'missing', 'differs'],
  );
});
