// src/server/upkeep/witness/mirror.test.ts —— a real server, a real witness: what an old snapshot has lost comes back from the mirror as it was
import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { sql } from 'kysely';
import { verifyFiles } from '../../../../verify/verify.ts';
import { hashOf } from '../../../../witness/configuration.ts';
import { endWitnesses, type StartedWitness, startWitness } from '../../../../witness/testWitness.ts';
import { rebuild } from '../../../casework/rebuild.ts';
import { newSigner } from '../../../ledger/keys.ts';
import { peekCheckpoint } from '../../../ledger/proof/note.ts';
import { signRequest } from '../../../ledger/proof/witnessRequest.ts';
import { withVault } from '../../../store/vault/vault.ts';
import { keysOf } from '../../configuration.ts';
import { openCase } from '../../overHttp/testCase.ts';
import { commandOn, readModelsIn } from '../../overHttp/testCommand.ts';
import { giveDatabase } from '../../overHttp/testDatabase.ts';
import { configurationOf, openTestServer, type TestServer, temporary } from '../../overHttp/testServer.ts';
import { openDatabase } from '../postgres/openDatabase.ts';
import { openWitnessing, type Witnessing } from './witnessing.ts';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function until(holds: () => boolean): Promise<void> {
  for (const begin = Date.now(); !holds(); await new Promise((resolve) => setTimeout(resolve, 50)))
    assert.ok(Date.now() - begin < 120_000, 'it did not come about');
}

/** Every row of the log's tables, as texts; payloads and salts as they are when opened, for each sealing of the same bytes is another. */
async function logIn(data: string): Promise<Record<string, string>> {
  const store = await openDatabase(configurationOf(data));
  const db = await withVault(store.db, keysOf(configurationOf(data)));
  const read: Record<string, string> = {};
  for (const table of ['log_head', 'log_entry', 'log_hash', 'log_payload', 'log_salt', 'log_erasure']) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(db);
    const text = (value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value));
    const texts = rows.map((row) => Object.values(row).map(text).join(' '));
    read[table] = texts.sort().join('\n');
  }
  await store.close();
  return read;
}

suite('a mirror at the witness', () => {
  const witnessData = temporary('mirror');
  const [early, cut] = [temporary('early'), temporary('cut')];
  let server: TestServer;
  let witness: StartedWitness;
  let witnessing: Witnessing;
  let env: Record<string, string>;
  let mirror: string;
  let size: number;
  const mirrored = () => {
    const path = join(mirror, 'checkpoint');
    return existsSync(path) ? peekCheckpoint(readFileSync(path, 'utf8')).size : 0;
  };
  const settle = async () => {
    await server.heming.log.sign();
    size = server.heming.log.status().size;
    await until(() => mirrored() === size);
  };

  before(async () => {
    const port = String(await freePort());
    const first = await startWitness(witnessData, [], { HEMING_WITNESS_NAME: 'witness.example/sfj', HEMING_WITNESS_PORT: port });
    await first.kill();
    env = { HEMING_WITNESSES: `${first.base} ${first.vkey}` };
    server = await openTestServer(env);
    const erased = await openCase(server);
    await openCase(server);
    await server.stop();
    for (const copy of [early, cut]) {
      cpSync(server.directory, copy, { recursive: true });
      await giveDatabase(copy, server.directory);
    }
    await server.restart();
    const { log, store, configuration, casework } = server.heming;
    mirror = join(witnessData, hashOf(log.origin), 'mirror');
    witness = await startWitness(witnessData, ['--log', log.vkey, '--mirror', `${server.base}/log/panjin`], { HEMING_WITNESS_PORT: port });
    witnessing = openWitnessing({ db: store.db, log, witnesses: configuration.witnesses, report: () => {}, every: 20 });
    await openCase(server);
    await settle();
    const later = await openCase(server);
    await settle();
    for (const caseId of [erased, later]) {
      const { rows } = await sql<{ id: string }>`select id from log_entry where case_id = ${caseId} order by idx limit 1`.execute(store.db);
      const why = { ground: '个人信息保护法第四十七条', approver: 'head', by: 'erasure' };
      await log.erase({ id: rows[0]!.id, ...why }, (tx) => rebuild(casework, tx));
    }
    await openCase(server);
    await settle();
  });
  after(async () => {
    await witnessing?.stop();
    await server?.close();
    endWitnesses();
    for (const directory of [witnessData, early, cut]) rmSync(directory, { recursive: true, force: true });
  });

  test('the mirror is a whole copy any verifier accepts, and nothing in it is readable', async () => {
    const said: string[] = [];
    assert.equal(await verifyFiles([mirror], (line) => said.push(line)), 0, said.join('\n'));
    const { rows } = await sql<{ doc: Uint8Array }>`select doc from log_payload`.execute(server.heming.store.db);
    assert.ok(rows.some(({ doc }) => Buffer.from(doc).includes('盘锦市大洼区')));
    const files = readdirSync(witnessData, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    assert.ok(files.some(({ name }) => name.endsWith('.bin')));
    for (const { parentPath, name } of files) assert.ok(!readFileSync(join(parentPath, name)).includes('大洼区'), name);
  });

  test('entries, payloads and erasures are for the witness only, and the mirror gives back to the log only', async () => {
    const { log, signKey } = server.heming;
    const now = Math.floor(Date.now() / 1000);
    const stranger = newSigner('witness.example/sfj');
    for (const path of ['tile/entries/000.p/3', 'sealed/0/3', 'erased/0/3'])
      for (const authorization of ['', signRequest(stranger, log.origin, path, now), signRequest(signKey, log.origin, path, now)])
        assert.equal((await fetch(`${server.base}/log/panjin/${path}`, { headers: { authorization } })).status, 403, path);
    const place = `${witness.base}/${hashOf(log.origin)}`;
    const ask = (path: string, authorization: string) =>
      fetch(`${place}/${path}`, { headers: { authorization } }).then(({ status }) => status);
    const path = 'mirror/checkpoint';
    assert.equal(await ask(path, ''), 403);
    assert.equal(await ask(path, signRequest(newSigner(log.origin), log.origin, path, now)), 403);
    assert.equal(await ask(path, signRequest(signKey, log.origin, 'mirror/vkey', now)), 403, 'a signature is for one path');
    assert.equal(await ask(path, signRequest(signKey, log.origin, path, now - 1000)), 403, 'and for a few minutes');
    assert.equal(await ask(path, signRequest(signKey, log.origin, path, now)), 200);
    assert.equal(await ask('mirror/../checkpoint', ''), 200, 'the checkpoint itself is for everyone');
  });

  test('an old snapshot refuses to go on, then gets back what it lost: rows, roots and read models equal, and goes on', async () => {
    await witnessing.stop();
    await server.stop();
    const refused = await commandOn(early, 'backup', [temporary('unused')], env);
    assert.match(refused.out, /见证过 .*条.*fetch-tail/);
    const ended = await commandOn(early, 'fetchTail', [], env);
    assert.equal(ended.code, 0, ended.out);
    assert.match(ended.out, new RegExp(`至第${size}条，逐条与签过名的日志相符`));
    assert.deepEqual(await logIn(early), await logIn(server.directory));
    const [back, original] = [await readModelsIn(early), await readModelsIn(server.directory)];
    // A number given by an act that was erased is nowhere but in the lost row: the command says so.
    const lost = original.issued_number!.split('\n').filter((row) => !back.issued_number!.includes(row));
    assert.equal(lost.length, 1);
    assert.match(ended.out, /1条的内容已依法删除/);
    const numbers = original.issued_number!.split('\n').filter((row) => !lost.includes(row));
    assert.deepEqual(back, { ...original, issued_number: numbers.join('\n') });
    const checked = await commandOn(early, 'fsck', [], env);
    assert.match(checked.out, /全部一致/);
    assert.match((await commandOn(early, 'fetchTail', [], env)).out, /没有比数据库更多/);
  });

  test('a mirror that was changed gives nothing back, and the log goes on refusing', async () => {
    const bundle = join(mirror, 'tile', 'entries', '000.p', String(size));
    const kept = readFileSync(bundle);
    const flipped = Buffer.from(kept);
    flipped[flipped.length - 10]! ^= 1;
    writeFileSync(bundle, flipped);
    const before = await logIn(cut);
    const refused = await commandOn(cut, 'fetchTail', [], env);
    assert.equal(refused.code, 1);
    assert.match(refused.out, /什么也没有写入/);
    writeFileSync(bundle, kept);
    const sealed = join(mirror, 'sealed', '000.bin');
    const whole = readFileSync(sealed);
    const changed = Buffer.from(whole);
    changed[changed.length - 3]! ^= 1;
    writeFileSync(sealed, changed);
    assert.match((await commandOn(cut, 'fetchTail', [], env)).out, /封存件被改动过/);
    assert.deepEqual(await logIn(cut), before);
    writeFileSync(sealed, whole);
  });
});
