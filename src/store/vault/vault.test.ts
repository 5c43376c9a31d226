// src/store/vault/vault.test.ts —— the vault: opened only with its keys, as it is read, and what was changed stays closed
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { sql } from 'kysely';
import { migrate, openMemoryStore, type Store } from '../database.ts';
import { fromText, isSealed, openKeyring } from './envelope.ts';
import { makeMasterKey, removeMasterKey } from './keyFiles.ts';
import { keepKey, newDataKey, readKeys, vaultMigrations, vaultOf, withVault } from './vault.ts';

const caseId = '0192aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee';

suite('vault', () => {
  let store: Store;
  let folder: string;
  before(async () => {
    store = await openMemoryStore();
    await migrate(store, vaultMigrations);
    await sql`create table kept (id int primary key, bytes bytea, text text)`.execute(store.db);
    folder = mkdtempSync(join(tmpdir(), 'heming-vault-'));
  });
  after(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  type Row = { bytes: Uint8Array; text: string };
  const read = async (db = store.db): Promise<Row> => (await sql<Row>`select bytes, text from kept where id = 1`.execute(db)).rows[0]!;

  test('what is sealed is ciphertext in the table and plain to who reads with the vault, in transactions too', async () => {
    const db = await withVault(store.db, folder);
    const vault = vaultOf(db)!;
    await sql`insert into kept values (1, ${vault.seal(caseId, Buffer.from('张㛃堃'))}, ${vault.sealText(caseId, '卢沟桥1号')})`.execute(
      db,
    );
    const raw = await read();
    assert.ok(isSealed(raw.bytes) && fromText(raw.text));
    assert.ok(!Buffer.from(raw.bytes).toString().includes('㛃') && !raw.text.includes('卢'));
    await db.transaction().execute(async (tx) => {
      assert.equal(vaultOf(tx), vault);
      const { bytes, text } = await read(tx);
      assert.deepEqual([Buffer.from(bytes).toString(), text], ['张㛃堃', '卢沟桥1号']);
    });
  });

  test('the same text is sealed differently each time, and its index entry is the same each time and no plain digest', async () => {
    const vault = vaultOf(await withVault(store.db, folder))!;
    assert.notDeepEqual(vault.seal(caseId, Buffer.from('一')), vault.seal(caseId, Buffer.from('一')));
    assert.equal(vault.blind('x'), vaultOf(await withVault(store.db, folder))!.blind('x'));
    assert.notEqual(vault.blind('x'), vault.blind('y'));
  });

  test('every flipped bit keeps it closed', async () => {
    const db = await withVault(store.db, folder);
    const { bytes } = await read();
    for (let at = 4; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1 << (at % 8);
      const { rows } = await sql<{ it: Uint8Array }>`select ${changed}::bytea as it`.execute(db);
      assert.deepEqual(Buffer.from(rows[0]!.it), changed, `byte ${at}`);
    }
  });

  test('text that only looks sealed is left alone', async () => {
    const db = await withVault(store.db, folder);
    for (const text of ['\u{200b}hm1:', '\u{200b}hm1:AAAA', '\u{200b}', 'hm1:AEhNAQ==']) {
      const { rows } = await sql<{ it: string }>`select ${text}::text as it`.execute(db);
      assert.equal(rows[0]!.it, text);
    }
  });

  test('keys wrapped anew open what older ones sealed; without its file, with another or with one others may read nothing opens', async () => {
    const [old] = readdirSync(folder);
    const master = await makeMasterKey(folder);
    for (const key of [...(await readKeys(store.db, folder)), newDataKey()]) await keepKey(store.db, master, key);
    await removeMasterKey(folder, old!.slice('personal-data-'.length, -'.key'.length));
    const db = await withVault(store.db, folder);
    assert.equal((await read(db)).text, '卢沟桥1号');
    const fresh = vaultOf(db)!.sealText(caseId, '新');
    const key = (text: string) => Buffer.from(fromText(text)!).subarray(4, 8).toString('hex');
    assert.notEqual(key(fresh), key((await read()).text), 'new data under the new key');
    const [file] = readdirSync(folder).map((name) => join(folder, name));
    const right = readFileSync(file!);
    const refused = (words: RegExp) =>
      assert.rejects(withVault(store.db, folder), (error: Error) => error.name === 'VaultClosed' && words.test(error.message));
    writeFileSync(file!, Buffer.alloc(32, 7).toString('base64'));
    await refused(/内容不对/);
    writeFileSync(file!, right);
    chmodSync(file!, 0o640);
    await refused(/别人也能读.*chmod 600/);
    rmSync(file!);
    await refused(/缺少密钥文件.*备份的 keys 目录/);
  });
});

test('the key of a case is the HMAC of its id, as others would compute it', () => {
  const key = newDataKey();
  const scope = Buffer.from(caseId.replaceAll('-', ''), 'hex');
  const wanted = createHmac('sha256', key.secret).update('heming-case/v1').update(scope).digest();
  assert.deepEqual(openKeyring()(key, scope).export(), wanted);
});
