// src/server/faults/oldSnapshot.test.ts —— a database put back to an older state is noticed at the start by the checkpoint file: it is read, and no longer written
import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { newId } from '../../base/ids.ts';
import { clue, openCase, photoOf, submit, upload } from '../overHttp/testCase.ts';
import { testServerUrl } from '../overHttp/testDatabase.ts';
import { openTestServer, type TestServer, temporary } from '../overHttp/testServer.ts';

suite('a restored old snapshot', { skip: testServerUrl ? 'the embedded database is put back by its files' : false }, () => {
  let server: TestServer;
  const old = temporary('snapshot');
  before(async () => {
    server = await openTestServer();
  });
  after(async () => {
    await server.close();
    rmSync(old, { recursive: true, force: true });
  });

  test('acts and uploads are refused with what to do; what is there can be read; the newer database goes on', async () => {
    const caseId = await openCase(server);
    await server.stop();
    const database = join(server.directory, 'database');
    cpSync(database, join(old, 'older'), { recursive: true });
    await server.restart();
    await upload(server.as('zhaoyan'), caseId, photoOf('lost'));
    await server.heming.log.sign();
    await server.stop();
    cpSync(database, join(old, 'newer'), { recursive: true });

    rmSync(database, { recursive: true });
    cpSync(join(old, 'older'), database, { recursive: true });
    await server.restart();
    const health = await server.stranger.get('/healthz');
    assert.match(health.text, /rolledBack/);
    const act = await submit(server.as('zhaoyan'), '2025-02-10', { caseId: newId(), step: 'clueRegistered', particulars: clue, seen: 0 });
    assert.equal(act.status, 503, act.text);
    assert.match(act.body.detail, /数据库可能是用旧备份恢复的.*请用更新的备份恢复.*日志现在只能查阅/s);
    await assert.rejects(upload(server.as('zhaoyan'), caseId, photoOf('refused')), /日志停止记录.*旧备份.*已收到的部分保存完好/s);
    assert.equal((await server.as('zhaoyan').get(`/api/cases/${caseId}`)).status, 200);
    await server.stop();

    rmSync(database, { recursive: true });
    cpSync(join(old, 'newer'), database, { recursive: true });
    await server.restart();
    await openCase(server);
    await upload(server.as('zhaoyan'), caseId, photoOf('refused')); // its bytes were kept
  });
});
