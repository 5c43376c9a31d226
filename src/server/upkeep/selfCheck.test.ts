// src/server/upkeep/selfCheck.test.ts —— what the night finds is kept, shown to who oversees, and goes on where the budget ended
import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { sql } from 'kysely';
import { openCase, photoOf, sha, upload } from '../overHttp/testCase.ts';
import { openTestServer, type TestServer } from '../overHttp/testServer.ts';
import { selfCheck } from './selfCheck.ts';

suite('the nightly check', () => {
  let server: TestServer;
  const photos = [photoOf('one'), photoOf('two')].sort((a, b) => (sha(a) < sha(b) ? -1 : 1));
  before(async () => {
    server = await openTestServer();
    const caseId = await openCase(server);
    for (const photo of photos) await upload(server.as('zhaoyan'), caseId, photo);
  });
  after(() => server.close());

  const checks = async () => (await server.as('hejian').get('/api/oversight/checks')).body;
  const fileOf = (digest: string): string => {
    const found = readdirSync(server.directory, { recursive: true, withFileTypes: true }).find(
      (entry) => entry.isFile() && entry.name === digest,
    );
    return join(found!.parentPath, found!.name);
  };

  test('nothing is said before the first night; a sound system is said to be sound, with what was looked at', async () => {
    assert.deepEqual(await checks(), {});
    await selfCheck(server.heming, server.now());
    const { log, originals } = await checks();
    assert.deepEqual([log.ok, log.checked, log.says], [true, server.heming.log.status().size, []]);
    assert.deepEqual([originals.ok, originals.checked], [true, 2]);
    assert.equal((await server.as('zhaoyan').get('/api/oversight/checks')).status, 403);
  });

  test('a night that ends early goes on with the next original the night after, and one changed byte is named', async () => {
    const path = fileOf(sha(photos[1]!));
    const bytes = readFileSync(path);
    bytes[100]! ^= 1;
    chmodSync(path, 0o600);
    writeFileSync(path, bytes);
    await selfCheck(server.heming, server.now(), 1);
    assert.deepEqual([(await checks()).originals.ok, (await checks()).originals.checked], [true, 1]);
    await selfCheck(server.heming, server.now(), 1);
    const { originals } = await checks();
    assert.deepEqual([originals.ok, originals.checked], [false, 2]);
    assert.match(originals.says[0], /证据文件 [0-9a-f]{16}… 与入库摘要不一致/);
  });

  test('what a night found is not forgotten by the next, only by a whole round that finds it mended; anyone may ask whether all is well', async () => {
    const alarm = async () => (await server.stranger.get('/healthz')).body.checks;
    assert.deepEqual(await alarm(), { ok: false, at: server.now().toISOString() });
    await selfCheck(server.heming, server.now(), 1); // the round ends
    await selfCheck(server.heming, server.now(), 1); // a new one, as far as the sound one
    const { originals } = await checks();
    assert.deepEqual([originals.ok, originals.checked, originals.says.length], [false, 1, 1]);
    writeFileSync(fileOf(sha(photos[1]!)), photos[1]!);
    await selfCheck(server.heming, server.now());
    assert.deepEqual([(await checks()).originals.ok, (await alarm()).ok], [true, true]);
  });

  test('a changed row of evidence is named by the check of the log', async () => {
    const { db } = server.heming.store;
    await sql`alter table evidence_item disable trigger all`.execute(db);
    await sql`update evidence_item set place = '别处'`.execute(db);
    await sql`alter table evidence_item enable trigger all`.execute(db);
    await selfCheck(server.heming, server.now());
    const { log } = await checks();
    assert.equal(log.ok, false);
    assert.ok(
      log.says.every((says: string) => !says.includes('别处')),
      'it names the row and quotes nothing of it',
    );
  });
});
