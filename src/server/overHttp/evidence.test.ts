// src/server/overHttp/evidence.test.ts —— evidence over HTTP: resumable intake that is a leaf of the log, looks that leave a trace, tampering that is named
import assert from 'node:assert/strict';
import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { sql } from 'kysely';
import { newId } from '../../base/ids.ts';
import { EvidenceRefused } from '../../evidence/refusal.ts';
import { parseDoc } from '../../ledger/proof/disclose.ts';
import { compareEvidence } from '../commands/compareEvidence.ts';
import { takeIn } from '../routes/evidenceRoutes.ts';
import { announce, openCase, photo, photoOf, progress, send, sha, stated, upload } from './testCase.ts';
import { answerOf, openTestServer, type TestServer } from './testServer.ts';

suite('evidence', () => {
  let server: TestServer;
  let caseId: string;
  before(async () => {
    server = await openTestServer();
    caseId = await openCase(server);
  });
  after(() => server.close());
  const zhaoyan = () => server.as('zhaoyan');
  const size = () => server.heming.log.status().size;
  const looks = async () => (await zhaoyan().get(`/api/cases/${caseId}/views`)).body.looks;
  const stored = (bytes: Uint8Array) => {
    const digest = sha(bytes);
    const found = readdirSync(join(server.directory, 'blobs'), { recursive: true, withFileTypes: true }).find(
      (entry) =>
        entry.isFile() && `${entry.parentPath}/${entry.name}`.replaceAll('/', '').includes(digest) && !/\.(chunks|leaves)/.test(entry.name),
    );
    return join(found!.parentPath, found!.name);
  };

  test('an intake is a leaf that commits digest, size, chunks, name and uploader; the answer names the item', async () => {
    const before = size();
    const item = await upload(zhaoyan(), caseId, photo, { filename: '苇田.jpg', device: '记录仪-01', place: '演示村' });
    assert.equal(size(), before + 1);
    const { doc } = await server.heming.store.db
      .selectFrom('log_payload')
      .select('doc')
      .where('idx', '=', before)
      .executeTakeFirstOrThrow();
    const said = Object.fromEntries(parseDoc(doc).map(({ path, value }) => [path, value]));
    assert.deepEqual(
      [said.case, said.digest, said.size, said.name, said.mediaType, said.by, said.device],
      [caseId, sha(photo), photo.length, '苇田.jpg', 'image/jpeg', server.people.zhaoyan, '记录仪-01'],
    );
    const { header } = await server.heming.store.db
      .selectFrom('log_entry')
      .select('header')
      .where('idx', '=', before)
      .executeTakeFirstOrThrow();
    assert.doesNotMatch(Buffer.from(header).toString(), /苇田|panjin-p01|记录仪/);
    const view = (await zhaoyan().get(`/api/cases/${caseId}`)).body.evidence;
    assert.deepEqual([view[0].id, view[0].digest, view[0].label], [item, sha(photo), '未入卷']);
  });

  test('the leaf of an intake says every column of its item', async () => {
    const { db } = server.heming.store;
    const before = size();
    const takenBy = `${server.people.zhaoyan},${server.people.qianhe}`;
    const claims = { capturedOn: '2025-02-09', place: '演示村', device: '记录仪-02', note: '路口', takenBy };
    const id = await upload(zhaoyan(), caseId, photoOf('columns'), claims);
    const { doc } = await db.selectFrom('log_payload').select('doc').where('idx', '=', before).executeTakeFirstOrThrow();
    const said = Object.fromEntries(parseDoc(doc).map(({ path, value }) => [path, value]));
    const row = await db.selectFrom('evidence_item').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    assert.deepEqual(
      [said.item, said.case, said.digest, said.name, said.mediaType, said.capturedOn, said.capturedAt, said.place, said.device, said.note],
      [id, row.case_id, row.digest, row.name, row.media_type, row.captured_on, row.captured_at, row.place, row.device, row.note],
    );
    assert.deepEqual([said.takenBy, said.by], [row.taken_by, row.uploaded_by]);
    assert.deepEqual(said.takenBy, takenBy.split(','));
  });

  test('a changed, missing or invented evidence row is named from the log', async () => {
    const { db } = server.heming.store;
    const found = async (change?: string) => {
      const says: string[] = [];
      const undo = new Error('undo');
      const look = db.transaction().execute(async (tx) => {
        await sql`set local session_replication_role = replica`.execute(tx);
        if (change) await sql.raw(change).execute(tx);
        for await (const each of compareEvidence(tx, server.heming.casework.agency)) says.push(each);
        throw undo;
      });
      await look.catch((error) => assert.equal(error, undo));
      return says.join();
    };
    assert.equal(await found(), '');
    const one = '(select id from evidence_item order by id desc limit 1)';
    assert.match(await found(`update evidence_item set taken_by = '{x}', note = '改' where id = ${one}`), /taken_by、note与日志不一致/);
    assert.match(await found(`delete from evidence_item where id = ${one}`), /没有这一件/);
    assert.match(await found(`update evidence_item set id = '${newId()}' where id = ${one}`), /没有这一件.*没有收取的记录/);
  });

  test('nothing is taken in that somebody outside the register took, and nothing into a case that has ended', async () => {
    const bytes = photoOf('refused intake');
    const before = size();
    const stranger = await announce(zhaoyan(), bytes, { caseId, takenBy: 'nobody' });
    const unknown = await answerOf(await send(zhaoyan(), stranger.headers.get('location')!, bytes));
    assert.deepEqual([unknown.status, unknown.body.title], [422, '拍摄人不在名册上'], unknown.text);
    const ended = { acts: [{ step: 'filingDeclined', n: 1, particulars: {} }] };
    const casework = { ...server.heming.casework, files: { ...server.heming.casework.files, load: async () => ({ file: ended, n: 1 }) } };
    const arrival = { agency: casework.agency, caseId, personId: server.people.zhaoyan!, name: 'a.jpg', mediaType: 'image/jpeg' };
    const stored = { digest: sha(bytes), size: bytes.length, chunkRoot: sha(bytes) };
    const refused = takeIn(
      { casework } as never,
      { ...arrival, stored, claims: { filename: 'a.jpg', sha256: sha(bytes), caseId } } as never,
    );
    await assert.rejects(refused, (error: unknown) => error instanceof EvidenceRefused && error.problem.status === 409);
    assert.equal(size(), before);
  });

  test('a recording cut off half-way goes on after a restart of the server, from where it stopped', async () => {
    const bytes = photoOf('resumed', 600_000);
    const created = await announce(zhaoyan(), bytes, { caseId });
    const location = created.headers.get('location')!;
    assert.equal((await send(zhaoyan(), location, bytes.subarray(0, 250_000))).status, 204);
    await server.restart();
    const far = await progress(zhaoyan(), location);
    assert.equal(far.headers.get('upload-offset'), '250000');
    const before = size();
    const done = await send(zhaoyan(), location, bytes.subarray(250_000), 250_000);
    assert.equal(done.status, 200, await done.clone().text());
    assert.equal(size(), before + 1);
    const again = await progress(zhaoyan(), location);
    assert.equal(again.headers.get('heming-evidence'), done.headers.get('heming-evidence'), 'asked again, the same item is named');
    assert.equal(size(), before + 1);
  });

  test('the same content twice in a case is one item and one leaf; in another case it is another item', async () => {
    const bytes = photoOf('twice');
    const first = await upload(zhaoyan(), caseId, bytes);
    const before = size();
    const created = await announce(server.as('qianhe'), bytes, { caseId, filename: '改名.jpg' });
    const again = await answerOf(await send(server.as('qianhe'), created.headers.get('location')!, bytes));
    assert.deepEqual([again.body.item, again.body.existing, size()], [first, true, before]);
    const other = await upload(zhaoyan(), await openCase(server), bytes);
    assert.notEqual(other, first);
  });

  test('a renamed, truncated, oversize, empty or unannounced file is refused in Chinese, and nothing of it stays', async () => {
    const before = size();
    const problem = async (response: Response, status: number) => {
      const answer = await answerOf(response);
      assert.equal(answer.status, status, answer.text);
      assert.match(answer.headers.get('content-type')!, /^application\/problem\+json/);
      assert.match(answer.body.detail, /\p{Script=Han}/u);
    };
    const program = Buffer.concat([Buffer.from('MZ\u0090\u0000'), Buffer.alloc(9000)]);
    const created = await announce(zhaoyan(), program, { caseId, filename: '照片.jpg' });
    await problem(await send(zhaoyan(), created.headers.get('location')!, program), 415);
    await problem(await announce(zhaoyan(), program, { caseId, filename: '程序.exe' }), 415);
    const bytes = photoOf('changed');
    const differs = await announce(zhaoyan(), bytes, { caseId, sha256: sha(photo) });
    await problem(await send(zhaoyan(), differs.headers.get('location')!, bytes), 422);
    await problem(await announce(zhaoyan(), Buffer.alloc(0), { caseId }), 422);
    const huge = {
      'tus-resumable': '1.0.0',
      'upload-length': String(20 * 1024 ** 3 + 1),
      'upload-metadata': `caseId ${Buffer.from(caseId).toString('base64')}`,
    };
    await problem(await zhaoyan().fetch('/api/uploads', { method: 'POST', headers: huge }), 413);
    await problem(await announce(zhaoyan(), bytes, { caseId, filename: '../../etc/passwd.jpg' }), 422);
    await problem(await announce(zhaoyan(), bytes, { caseId, capturedAt: '2999-01-01T00:00:00+08:00' }), 422);
    await problem(await announce(zhaoyan(), bytes, { caseId: newId() }), 404);
    assert.equal(size(), before);
    const rows = await server.heming.store.db.selectFrom('evidence_item').select('id').where('digest', '=', sha(bytes)).execute();
    assert.deepEqual(rows, []);
  });

  test('nobody finds, continues or cancels the upload of another; posts that take no evidence begin none', async () => {
    const bytes = photoOf('private', 40_000);
    const created = await announce(zhaoyan(), bytes, { caseId });
    const location = created.headers.get('location')!;
    assert.equal((await send(zhaoyan(), location, bytes.subarray(0, 10_000))).status, 204);
    assert.equal((await progress(server.as('qianhe'), location)).status, 404);
    assert.equal((await send(server.as('qianhe'), location, bytes.subarray(10_000), 10_000)).status, 404);
    const cancel = await server
      .as('qianhe')
      .fetch(new URL(location, server.base).pathname, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } });
    assert.equal(cancel.status, 404);
    assert.equal((await progress(zhaoyan(), location)).headers.get('upload-offset'), '10000');
    for (const login of ['fengzheng', 'yangfan', 'zhuning', 'hejian', 'luxing'])
      assert.equal((await announce(server.as(login), bytes, { caseId })).status, 403, login);
    assert.equal((await announce(server.stranger, bytes, { caseId })).status, 401);
  });

  test('a look needs a purpose, is recorded with it before a byte leaves, and ranges of one recording are one line', async () => {
    const bytes = photoOf('looked at', 90_000);
    const item = await upload(zhaoyan(), caseId, bytes);
    assert.equal((await server.as('fengzheng').get(`/api/evidence/${item}`)).status, 400);
    assert.equal((await server.as('fengzheng').get(`/api/evidence/${item}?purpose=${encodeURIComponent('法制审核')}`)).status, 400);
    assert.deepEqual(
      (await looks()).filter((look: { item?: string }) => look.item === item),
      [],
    );
    const whole = await server.as('fengzheng').fetch(`/api/evidence/${item}?purpose=legalReview`);
    assert.equal(whole.status, 200);
    assert.equal(sha(new Uint8Array(await whole.arrayBuffer())), sha(bytes));
    assert.match(whole.headers.get('cache-control')!, /no-store/);
    assert.match(whole.headers.get('content-disposition')!, /^inline; filename\*=UTF-8''/);
    const part = await server
      .as('fengzheng')
      .fetch(`/api/evidence/${item}?purpose=${await stated(server.as('fengzheng'), item, '法制审核')}`, {
        headers: { range: 'bytes=100-199' },
      });
    assert.deepEqual([part.status, part.headers.get('content-range')], [206, `bytes 100-199/${bytes.length}`]);
    assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(100, 200));
    const line = (await looks()).filter((look: { item?: string }) => look.item === item);
    assert.equal(line.length, 1);
    assert.deepEqual(
      [line[0].who, line[0].what, line[0].purpose, line[0].times, line[0].same],
      ['冯正', 'evidenceViewed', '法制审核', 2, true],
    );
  });

  test('an original changed on the disk is not served: 409, and the trace says it was no longer the same', async () => {
    const bytes = photoOf('tampered', 5000);
    const item = await upload(zhaoyan(), caseId, bytes);
    const changed = Buffer.from(bytes);
    changed[2000]! ^= 1;
    const path = stored(bytes);
    chmodSync(path, 0o600);
    writeFileSync(path, changed);
    const refused = await zhaoyan().get(`/api/evidence/${item}?purpose=checkingFacts`);
    assert.equal(refused.status, 409);
    assert.match(refused.body.title, /与入库摘要不一致/);
    const line = (await looks()).find((look: { item?: string }) => look.item === item);
    assert.deepEqual([line.same, line.purpose], [false, '核对案情']);
  });
});
