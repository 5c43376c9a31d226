// src/server/upkeep/witness/processes.test.ts —— server and witness as they are run: alarm, cosigned checkpoint, refusal of an old copy
import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { after, test } from 'node:test';
import { endWitnesses, startWitness } from '../../../../witness/testWitness.ts';
import { openNote, parseVkey, peekCheckpoint } from '../../../ledger/proof/note.ts';
import { commandOn, endAll, serverOn } from '../../overHttp/testCommand.ts';
import { giveDatabase } from '../../overHttp/testDatabase.ts';
import { temporary } from '../../overHttp/testServer.ts';

const [data, old, witnessData] = [temporary('server'), temporary('old'), temporary('witness')];
after(() => {
  endAll();
  endWitnesses();
  for (const directory of [data, old, witnessData]) rmSync(directory, { recursive: true, force: true });
});

type Health = { ok: boolean; log: { size: number; refusal?: string }; witnesses: { name: string; size: number; trouble?: string }[] };
const healthOf = async (base: string) => (await fetch(`${base}/healthz`)).json() as Promise<Health>;
const checkpointOf = async (base: string) => (await fetch(`${base}/log/panjin/checkpoint`)).text();
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const begin = Date.now(); !(await holds()); await new Promise((resolve) => setTimeout(resolve, 100)))
    assert.ok(Date.now() - begin < 120_000, 'it did not come about');
}

test('a server starts without its witness and says so, is cosigned once it is there, and an old copy of it refuses to go on', async () => {
  const first = await startWitness(witnessData, [], { HEMING_WITNESS_NAME: 'witness.example/sfj' });
  await first.kill();
  const port = new URL(first.base).port;
  const env = { HEMING_DEMO: '0', HEMING_WITNESSES: `${first.base} ${first.vkey}` };
  const server = await serverOn(data, env);
  await until(async () => (await healthOf(server.base)).witnesses[0]!.trouble === 'unreachable');
  const alarmed = await healthOf(server.base);
  assert.equal(alarmed.ok, true, 'acts go on');
  const page = await (await fetch(`${server.base}/how-to-verify`)).text();
  assert.ok(page.includes('见证单位') && page.includes(first.vkey.split('+')[0]!));
  const vkey = /heming\.local\/log\/panjin\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{44}/.exec(page)![0];
  await startWitness(witnessData, ['--log', vkey], { HEMING_WITNESS_PORT: port });
  await until(async () =>
    (await healthOf(server.base)).witnesses.every(({ trouble, size }) => trouble === undefined && size === alarmed.log.size),
  );
  const cosigned = await checkpointOf(server.base);
  assert.equal(openNote(cosigned, [parseVkey(vkey), parseVkey(first.vkey)]).signatures.length, 2);
  await server.end('SIGTERM');
  cpSync(data, old, { recursive: true });
  await giveDatabase(old, data);

  const added = await commandOn(data, 'addAdministrator', ['管理员甲', 'jia'], env);
  assert.equal(added.code, 0, added.out);
  const again = await serverOn(data, env);
  const { log } = await healthOf(again.base);
  assert.ok(log.size > alarmed.log.size);
  await until(async () => (await healthOf(again.base)).witnesses[0]!.size === log.size);
  assert.equal(peekCheckpoint(await checkpointOf(again.base)).size, log.size);
  await again.end('SIGTERM');

  const rolledBack = await serverOn(old, env);
  const health = await healthOf(rolledBack.base);
  assert.deepEqual([health.ok, health.log.refusal], [false, 'rolledBack']);
  const { out } = await rolledBack.end('SIGTERM');
  assert.match(out, new RegExp(`见证过 ${log.size} 条，数据库里只有 ${alarmed.log.size} 条`));
  const { out: none, code } = await commandOn(old, 'fetchTail', [], env);
  assert.equal(code, 1, 'this witness keeps no mirror');
  assert.match(none, /没有这个日志的副本/);
});
