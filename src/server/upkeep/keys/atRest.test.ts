// src/server/upkeep/keys/atRest.test.ts —— at rest: the database directory holds no party's name, number or telephone; keys rotate by a leaf
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { sql } from 'kysely';
import { samplePerson, witness } from '../../../law/papers/sample/acts.ts';
import { fsck } from '../../../ledger/fsck.ts';
import { openStore } from '../../../store/database.ts';
import { withVault } from '../../../store/vault/vault.ts';
import { photoOf, publishSample, stated, upload, type Walk, walkSample } from '../../overHttp/testCase.ts';
import { commandOn, endAll } from '../../overHttp/testCommand.ts';
import { configurationOf, openTestServer, type TestServer } from '../../overHttp/testServer.ts';
import { openHeming } from '../../wiring.ts';

const inOneFile = (folder: string): [string, Buffer][] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name))]);

suite('at rest', () => {
  let server: TestServer;
  let walk: Walk;
  const secrets = [
    samplePerson.name,
    samplePerson.citizenId!,
    samplePerson.phone!,
    '犇河村3组12号',
    witness.name,
    witness.citizenId,
    '阿渔核身',
  ];
  before(async () => {
    server = await openTestServer();
    walk = await walkSample(server);
    await publishSample(server, walk);
    await upload(server.as('zhaoyan'), walk.caseId, photoOf('named'), {
      filename: `${samplePerson.name}身份证.jpg`,
      note: '犇河村3组12号',
    });
    const why = await stated(server.as('fengzheng'), walk.caseId, `阿渔核身${samplePerson.name}`);
    assert.equal((await server.as('fengzheng').get(`/api/cases/${walk.caseId}/personal?purpose=${why}`)).status, 200);
    await sql`checkpoint`.execute(server.heming.store.db);
    await server.stop();
  });
  after(async () => {
    endAll();
    await server.close();
  });
  const database = () => join(server.directory, 'database');
  const holding = (secret: string): string[] =>
    inOneFile(database())
      .filter(([, bytes]) => bytes.includes(secret))
      .map(([name]) => name);

  const reopened = async <T>(work: (heming: Awaited<ReturnType<typeof openHeming>>) => Promise<T>): Promise<T> => {
    const heming = await openHeming(configurationOf(server.directory), server.now);
    try {
      return await work(heming);
    } finally {
      await heming.close();
    }
  };

  test('tables, indexes and the write-ahead log of the database hold none of it, though they hold what is public', () => {
    const files = inOneFile(database());
    assert.ok(files.some(([name]) => name.includes('pg_wal')) && files.length > 500, `${files.length} files`);
    for (const secret of secrets) assert.deepEqual(holding(secret), [], secret);
    assert.ok(holding('盘林湿罚决').length > 0, 'the search does find what is there in clear');
  });

  test('a party in the index of fines cannot be found by trying identity numbers', async () => {
    await reopened(async ({ store }) => {
      const { rows } = await sql<{ party_key: string }>`select party_key from prior_fine`.execute(store.db);
      assert.equal(rows.length, 1);
      assert.match(rows[0]!.party_key, /^[0-9a-f]{64}$/);
    });
  });

  test('keys are rotated by a leaf; everything opens with the new ones, the old file is gone, the log is sound', async () => {
    const keys = () => readdirSync(join(server.directory, 'keys')).filter((name) => name.startsWith('personal-data'));
    const [old] = keys();
    const { code, out } = await commandOn(server.directory, 'rotateKeys');
    assert.equal(code, 0, out);
    assert.match(out, /主密钥已更换.*已记入日志/);
    assert.equal(keys().length, 1);
    assert.notEqual(keys()[0], old);
    await reopened(async ({ store, casework, log }) => {
      const { rows } = await sql<{ type: string }>`select type from log_entry order by idx desc limit 1`.execute(store.db);
      assert.equal(rows[0]!.type, 'keysRotated');
      const { file } = await casework.files.load(store.db, walk.caseId);
      assert.equal(file.acts.length, walk.n);
      assert.ok(JSON.stringify(file).includes(samplePerson.citizenId!));
      assert.deepEqual((await fsck(store.db, { agency: log.agency, vkey: log.vkey })).failures, []);
    });
    const checked = await commandOn(server.directory, 'fsck');
    assert.equal(checked.code, 0, checked.out);
  });

  test('what an earlier version wrote in clear is sealed at the first start, and no proof changes', async () => {
    const before = await reopened(async ({ log }) => log.checkpoint());
    const clear = await openStore(database());
    try {
      const heming = await withVault(clear.db, join(server.directory, 'keys'));
      for (const table of ['log_payload', 'log_salt', 'evidence_item'])
        await sql`alter table ${sql.table(table)} disable trigger user`.execute(heming);
      const payloads = await sql<{ idx: number; doc: Uint8Array; salts: Uint8Array }>`
        select p.idx, p.doc, s.salts from log_payload p join log_salt s on s.idx = p.idx`.execute(heming);
      for (const { idx, doc, salts } of payloads.rows) {
        await sql`update log_payload set doc = ${doc} where idx = ${idx}`.execute(heming);
        await sql`update log_salt set salts = ${salts} where idx = ${idx}`.execute(heming);
      }
      const items = await sql<{ id: string; name: string; note: string | null }>`select id, name, note from evidence_item`.execute(heming);
      for (const { id, name, note } of items.rows)
        await sql`update evidence_item set name = ${name}, note = ${note} where id = ${id}::uuid`.execute(heming);
      for (const table of ['log_payload', 'log_salt', 'evidence_item'])
        await sql`alter table ${sql.table(table)} enable trigger user`.execute(heming);
      await sql`delete from vault_state`.execute(heming);
      await sql`checkpoint`.execute(heming);
    } finally {
      await clear.close();
    }
    assert.ok(holding(samplePerson.citizenId!).length > 0, 'the directory is as an earlier version left it');
    await reopened(async ({ store, log }) => {
      assert.equal(log.checkpoint(), before);
      assert.deepEqual((await fsck(store.db, { agency: log.agency, vkey: log.vkey })).failures, []);
      const { rows } = await sql<{ n: number }>`select count(*)::int4 as n from log_payload where get_byte(doc, 0) <> 0`.execute(store.db);
      assert.ok(rows[0]!.n <= 3, 'what is left in clear the log says of itself');
      await assert.rejects(sql`update log_payload set doc = doc`.execute(store.db), /日志只增不改/);
    });
    const tables = inOneFile(join(database())).filter(([name]) => /\/base\/\d+\//.test(name));
    for (const [name, bytes] of tables) for (const secret of secrets) assert.ok(!bytes.includes(secret), `${secret} in ${name}`);
  });

  test('without its key files the system says which file is missing instead of starting', async () => {
    rmSync(join(server.directory, 'keys', readdirSync(join(server.directory, 'keys')).find((name) => name.startsWith('personal-data'))!));
    await assert.rejects(openHeming(configurationOf(server.directory), server.now), /缺少密钥文件.*从备份的 keys 目录找回/);
  });
});
