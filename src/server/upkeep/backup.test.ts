// src/server/upkeep/backup.test.ts —— a log that refuses to go on can still be copied; a restore that broke off never passes for a system
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { checkpointFileOf } from '../configuration.ts';
import { openCase } from '../overHttp/testCase.ts';
import { testServerUrl } from '../overHttp/testDatabase.ts';
import { configurationOf, openTestServer, type TestServer, temporary } from '../overHttp/testServer.ts';
import { openHeming } from '../wiring.ts';
import { backUp, restore } from './backup.ts';

const databaseFile = testServerUrl ? 'database.rows.gz' : 'database.tar.gz';

suite('backup', () => {
  let server: TestServer;
  const made: string[] = [];
  const fresh = (): string => {
    const directory = temporary('backup');
    made.push(directory);
    return directory;
  };
  before(async () => {
    server = await openTestServer();
    await openCase(server);
  });
  after(async () => {
    await server.close();
    for (const directory of made) rmSync(directory, { recursive: true, force: true });
  });

  test('a restore that breaks off keeps the database for last, says so in the directory, and nothing opens it', async () => {
    const source = fresh();
    const { files } = await backUp(server.heming, source);
    const cut = readFileSync(join(source, databaseFile)).subarray(0, 5000);
    writeFileSync(join(source, databaseFile), cut);
    const manifest = JSON.parse(readFileSync(join(source, 'manifest.json'), 'utf8'));
    manifest.files[databaseFile] = createHash('sha256').update(cut).digest('hex');
    writeFileSync(join(source, 'manifest.json'), JSON.stringify(manifest));
    const target = configurationOf(fresh());
    await assert.rejects(restore(target, source), /备份文件不完整或已损坏/);
    const left = readdirSync(target.data, { recursive: true }).map(String);
    for (const name of Object.keys(files)) if (name.startsWith('keys/')) assert.ok(left.includes(name), name);
    assert.match(readFileSync(join(target.data, 'restore-unfinished'), 'utf8'), /恢复还没有完成/);
    await assert.rejects(openHeming(target), /上次恢复没有完成/);
    await assert.rejects(restore(target, source), /上次恢复没有完成/);
  });

  test('a log that refuses to go on is backed up unsigned, without a checkpoint file if there is none, and the manifest says why', async () => {
    await server.stop();
    const { data } = configurationOf(server.directory);
    rmSync(join(data, 'keys', 'panjin.pem'));
    rmSync(checkpointFileOf({ data }, 'panjin'));
    await server.restart();
    const source = fresh();
    const manifest = await backUp(server.heming, source);
    assert.match(manifest.refusal ?? '', /签名密钥或者日志名称与日志第一条写明的不一致/);
    assert.ok(!('checkpoints.txt' in manifest.files) && databaseFile in manifest.files);
    const target = configurationOf(fresh());
    await restore(target, source);
    assert.equal(existsSync(join(target.data, 'restore-unfinished')), false);
    const revived = await openHeming(target, server.now);
    assert.equal(revived.log.status().refusal?.code, 'otherKey');
    await revived.close();
  });
});
