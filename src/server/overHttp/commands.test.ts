// src/server/overHttp/commands.test.ts —— the operator's commands on a real directory, each in a process of its own
import assert from 'node:assert/strict';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';
import { newId } from '../../base/ids.ts';
import { noteDemoLoaded } from '../installation.ts';
import { clue, openCase, publishSample, type Walk, walkSample } from './testCase.ts';
import { commandOn, endAll, readModelsIn, serverOn, tamper } from './testCommand.ts';
import { testServerUrl } from './testDatabase.ts';
import { copySystem, openTestServer, passwordsIn, type TestServer, temporary } from './testServer.ts';

const flip = (path: string, at: number): void => {
  const bytes = readFileSync(path);
  bytes[at]! ^= 1;
  chmodSync(path, 0o600);
  writeFileSync(path, bytes);
};
const filesIn = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

suite('commands', () => {
  let server: TestServer;
  let walk: Walk;
  let data: string;
  const made: string[] = [];
  const fresh = (name: string): string => {
    const directory = temporary(name);
    made.push(directory);
    return directory;
  };
  const copyOf = async (directory: string): Promise<string> => {
    const copy = fresh('copy');
    await copySystem(directory, copy);
    return copy;
  };
  before(async () => {
    server = await openTestServer();
    walk = await walkSample(server);
    await publishSample(server, walk);
    await openCase(server, 'zhaoyan', '2025-06-18');
    await noteDemoLoaded(server.heming.store.db); // the sample case stands for the demonstration
    await server.stop();
    data = server.directory;
  });
  after(async () => {
    endAll();
    await server.close();
    for (const directory of made) rmSync(directory, { recursive: true, force: true });
  });

  test('fsck of a sound directory ends with 0 and says what it compared', async () => {
    const { code, out } = await commandOn(data, 'fsck');
    assert.equal(code, 0, out);
    assert.match(out, /日志\d{2}条（其中依法删除内容0条），检查点\d+个，证据\d+件；全部一致/);
  });

  test('fsck names one flipped byte in a payload and one in an original, and ends with 1', async () => {
    const copy = await copyOf(data);
    await tamper(copy, 'log_payload', 'update log_payload set doc = set_byte(doc, 40, get_byte(doc, 40) # 1) where idx = 7');
    const original = filesIn(join(copy, 'blobs')).find((path) => readFileSync(path).length > 10_000)!;
    flip(original, 5000);
    const { code, out } = await commandOn(copy, 'fsck');
    assert.equal(code, 1, out);
    assert.match(out, /✗ 序号 7：内容或盐值被改动过/);
    assert.match(out, /✗ 证据文件 [0-9a-f]{16}… 与入库摘要不一致/);
    assert.match(out, /发现2处问题/);
  });

  test('a log whose checkpoint file is gone takes nothing more until the operator begins a new one on purpose', async () => {
    const copy = await copyOf(data);
    const path = filesIn(copy).find((name) => /checkpoints-.*txt$/.test(name))!;
    const kept = readFileSync(path, 'utf8');
    rmSync(path);
    const running = await serverOn(copy);
    const health = (await (await fetch(`${running.base}/healthz`)).json()) as { log: { refusal: string } };
    assert.equal(health.log.refusal, 'noCheckpointFile');
    const stopped = await running.end('SIGTERM');
    assert.match(stopped.out, /检查点文件.*不见了或者是空的.*new-checkpoint-file/);
    const begun = await commandOn(copy, 'newCheckpointFile');
    assert.deepEqual([begun.code, /重新开始，写入数据库里的检查点\d+个/.test(begun.out)], [0, true], begun.out);
    const [notes, before] = [readFileSync(path, 'utf8'), kept].map((text) =>
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).note),
    );
    assert.deepEqual(notes, before);
    const again = await commandOn(copy, 'newCheckpointFile');
    assert.deepEqual([again.code, /没有问题/.test(again.out)], [1, true], again.out);
    assert.equal((await commandOn(copy, 'fsck')).code, 0);
  });

  test('rebuild gives the same read models, publication included', async () => {
    const live = await readModelsIn(data);
    assert.ok(live.publication!.length > 500 && live.issued_number!.includes('罚决'));
    const { code, out } = await commandOn(data, 'rebuild');
    assert.equal(code, 0, out);
    assert.match(out, /已重建：2件案件，\d+条记录/);
    assert.deepEqual(await readModelsIn(data), live);
  });

  test('an exported log passes the offline verifier; with one byte changed it does not', async () => {
    const target = fresh('export');
    const exported = await commandOn(data, 'logExport', [target, '--entries']);
    assert.equal(exported.code, 0, exported.out);
    const bad = await copyOf(target);
    flip(filesIn(join(bad, 'tile', 'entries'))[0]!, 100);
    const [sound, changed, nothing] = await Promise.all([[target], [bad], []].map((args) => commandOn(data, 'verify', args)));
    assert.deepEqual([sound!.code, /核验通过/.test(sound!.out)], [0, true], sound!.out);
    assert.deepEqual([changed!.code, /核验没有通过/.test(changed!.out)], [1, true], changed!.out);
    assert.equal(nothing!.code, 1, 'nothing to verify is no success');
  });

  test('while a server runs, a second process is refused by name, and backup goes through the server without stopping work', async () => {
    const running = await serverOn(data);
    const cookie = await signIn(running.base, 'zhaoyan', passwordsIn(data).zhaoyan!);
    const backup = join(fresh('backup'), 'first');
    let backingUp = true;
    const [second, done, acts] = await Promise.all([
      commandOn(data, 'fsck'),
      commandOn(data, 'backup', [backup]).finally(() => {
        backingUp = false;
      }),
      workWhile(running.base, cookie, () => backingUp),
    ]);
    if (testServerUrl)
      assert.equal(second.code, 0, second.out); // a server's database is open to several
    else assert.match(second.out, /正被另一个进程使用（进程号 \d+/);
    assert.doesNotMatch(second.out, /\n\s+at /, 'no stack');
    assert.equal(done.code, 0, done.out);
    assert.match(done.out, /备份完成：日志\d+条，\d+个文件/);
    assert.ok(acts > 3, `${acts} acts were recorded meanwhile`);
    const again = await commandOn(data, 'backup', [backup]);
    assert.deepEqual([again.code, /备份目录不是空的/.test(again.out)], [1, true], again.out);
    const stopped = await running.end('SIGTERM');
    assert.equal(stopped.code, 0, stopped.out);
    assert.equal(existsSync(join(data, 'control.json')), false);

    const damaged = await copyOf(backup);
    flip(filesIn(join(damaged, 'blobs'))[0]!, 10);
    rmSync(join(damaged, 'checkpoints.txt'));
    const [restored, empty] = [fresh('restored'), fresh('empty')];
    const [whole, bad] = await Promise.all([commandOn(restored, 'restore', [backup]), commandOn(empty, 'restore', [damaged])]);
    assert.equal(whole.code, 0, whole.out);
    assert.equal(bad.code, 1);
    for (const words of [/备份不完整，没有恢复：/, /文件被改动过：blobs\//, /缺少文件：checkpoints\.txt/]) assert.match(bad.out, words);
    const [checked, twice] = await Promise.all([commandOn(restored, 'fsck'), commandOn(data, 'restore', [backup])]);
    assert.deepEqual([checked.code, /全部一致/.test(checked.out)], [0, true], checked.out);
    assert.deepEqual([twice.code, /数据目录不是空的/.test(twice.out)], [1, true], twice.out);
    assert.deepEqual(readdirSync(empty), [], 'nothing is left in the directory');
    const revived = await serverOn(restored);
    assert.equal((await fetch(`${revived.base}/healthz`)).status, 200);
    assert.equal((await revived.end('SIGTERM')).code, 0);
    const [before, after] = [await readModelsIn(restored), await readModelsIn(data)];
    assert.equal(before.publication, after.publication);
    assert.ok(
      before.case_row!.split('\n').every((row) => after.case_row!.includes(row)),
      'every case of the copy is a case of the original',
    );
  });

  test('an erased record is a tombstone: the log stays sound, its text is gone from boards and publications, its number is never given again', async () => {
    const copy = await copyOf(data);
    const decided = walk.acts.find(({ step }) => step === 'decisionMade')!;
    const other = await copyOf(data);
    const refused = commandOn(other, 'erase', [decided.id, '个人信息保护法第四十七条', 'panjin-p01']);
    const { code, out } = await commandOn(copy, 'erase', [decided.id, '个人信息保护法第四十七条', 'panjin-p11']);
    assert.equal(code, 0, out);
    const wrong = await refused;
    assert.deepEqual([wrong.code, /批准人须是行政机关负责人/.test(wrong.out)], [1, true], wrong.out);
    const checked = await commandOn(copy, 'fsck');
    assert.deepEqual([checked.code, /依法删除内容1条/.test(checked.out)], [0, true], checked.out);
    const after = await readModelsIn(copy);
    assert.equal(after.publication, '');
    assert.match(after.issued_number!, /罚决/);

    const running = await serverOn(copy);
    const signedIn = await signIn(running.base, 'zhaoyan', passwordsIn(copy).zhaoyan!);
    const ask = (path: string) => fetch(`${running.base}${path}`, { headers: { cookie: signedIn } });
    assert.equal((await ask(`/api/cases/${walk.caseId}`)).status, 200, 'the case still opens');
    assert.equal((await ask(`/api/cases/${walk.caseId}/acts/${decided.n}/papers/CF29.pdf`)).status, 404);
    assert.equal((await ask('/results')).status, 200);
    assert.equal((await running.end('SIGTERM')).code, 0);
  });

  test('a directory that is not there is told, not made', async () => {
    const nowhere = join(fresh('nowhere'), 'data');
    const [missing, usage] = await Promise.all([commandOn(nowhere, 'fsck'), commandOn(nowhere, 'backup')]);
    assert.deepEqual([missing.code, /没有数据。请用 HEMING_DATA 指明数据目录/.test(missing.out)], [1, true], missing.out);
    assert.equal(existsSync(nowhere), false);
    assert.deepEqual([usage.code, /用法：npm run backup/.test(usage.out)], [2, true]);
  });

  test('a real installation has no sample people, gets its administrator by command, and never mixes with a demonstration', async () => {
    const real = fresh('real');
    const added = await commandOn(real, 'addAdministrator', ['周安', 'zhouan', 'security']);
    assert.equal(added.code, 0, added.out);
    const password = /口令\s+(\S+)（只显示这一次/.exec(added.out)![1]!;
    const [onDemo] = await Promise.all([
      commandOn(data, 'addAdministrator', ['周安', 'zhouan']),
      assert.rejects(serverOn(real), /这个数据目录是正式安装，不能装入演示数据/),
    ]);
    assert.deepEqual([onDemo.code, /有演示数据，不能作为正式安装/.test(onDemo.out)], [1, true], onDemo.out);
    const running = await serverOn(real, { HEMING_DEMO: '0' });
    const cookie = await signIn(running.base, 'zhouan', password);
    const next = '苇海听鹤二〇二六年春二月';
    const post = (path: string, body: unknown) =>
      fetch(`${running.base}${path}`, {
        method: 'POST',
        headers: { cookie, origin: running.base, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    assert.equal((await post('/api/password', { current: password, next })).status, 204);
    const closed = await fetch(`${running.base}/api/people`, { headers: { cookie } });
    assert.match(await closed.text(), /must-enrol/, 'an administrator of a real installation enrols a second factor first');
    const { secret } = (await (await post('/api/second-factor/begin', { password: next })).json()) as { secret: string };
    const typed = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
    assert.equal((await post('/api/second-factor/confirm', { code: typed })).status, 200);
    const { people } = (await (await fetch(`${running.base}/api/people`, { headers: { cookie } })).json()) as {
      people: { name: string; demo?: boolean }[];
    };
    assert.deepEqual(
      people.map(({ name, demo }) => [name, demo]),
      [['周安', undefined]],
    );
    assert.doesNotMatch(await (await fetch(`${running.base}/officers`)).text(), /赵延|演示账号/);
    const { code, out } = await running.end('SIGINT');
    assert.equal(code, 0, out);
    assert.doesNotMatch(out, /演示/);
    assert.match(out, /"method":"POST","route":"\/api\/password","status":204/, 'requests are noted on standard output');
    assert.doesNotMatch(out, /zhouan|苇海/);
    assert.equal((await commandOn(real, 'fsck')).code, 0, 'commands take the directory as it is');
  });
});

async function signIn(base: string, login: string, password: string): Promise<string> {
  const headers = { origin: base, 'content-type': 'application/json' };
  const done = await fetch(`${base}/api/sign-in`, { method: 'POST', headers, body: JSON.stringify({ login, password }) });
  assert.equal(done.status, 200, await done.clone().text());
  return done.headers.get('set-cookie')!.split(';')[0]!;
}

/** Registers clues one after another as long as asked to; returns how many were recorded. */
async function workWhile(base: string, cookie: string, goOn: () => boolean): Promise<number> {
  const headers = { cookie, origin: base, 'content-type': 'application/json' };
  const { today, person } = (await (await fetch(`${base}/api/me`, { headers })).json()) as { today: string; person: { id: string } };
  const particulars = { ...clue, receivedAt: `${today} 00:00` };
  const body = JSON.stringify({ step: 'clueRegistered', on: today, by: [person.id], particulars, seen: 0 });
  let recorded = 0;
  while (goOn()) {
    const done = await fetch(`${base}/api/cases/${newId()}/acts`, {
      method: 'POST',
      headers: { ...headers, 'idempotency-key': newId() },
      body,
    });
    assert.equal(done.status, 201, await done.text());
    recorded += 1;
    await setTimeout(20); // leaves the machine to the commands under test
  }
  return recorded;
}
