// witness/witness.test.ts —— the witness as a process: what it says over HTTP, and what is left of it after kill -9
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, test } from 'node:test';
import { utf8 } from '../src/base/bytes.ts';
import { newSigner } from '../src/ledger/keys.ts';
import { leafHash, nodeHash } from '../src/ledger/proof/hash.ts';
import { type Nodes, proveConsistency, rootOf } from '../src/ledger/proof/merkle.ts';
import { formatCheckpoint, openCheckpoint, openNote, parseVkey, signNote } from '../src/ledger/proof/note.ts';
import { formatSubmission } from '../src/ledger/proof/witnessRequest.ts';
import { hashOf } from './configuration.ts';
import { endWitnesses, startWitness } from './testWitness.ts';

const origin = 'log.example/panjin';
const key = newSigner(origin);
const directory = mkdtempSync(join(tmpdir(), 'heming-witness-'));
after(() => rmSync(directory, { recursive: true }));
afterEach((t) => {
  if ((t as { filePath?: string }).filePath === import.meta.filename) endWitnesses(); // in one process with others, their tests are followed by this too
});

const leaves = Array.from({ length: 40 }, (_, i) => leafHash(utf8(`leaf ${i}`)));
const nodes: Nodes = (level, n) => (level === 0 ? leaves[n]! : nodeHash(nodes(level - 1, n * 2), nodes(level - 1, n * 2 + 1)));
const noteAt = (size: number, of = leaves) => signNote(formatCheckpoint({ origin, size, root: rootOf(of.slice(0, size)) }), [key]);
const submission = (old: number, size: number) =>
  formatSubmission({ old, proof: proveConsistency(old, size, nodes), checkpoint: noteAt(size) });
const post = (base: string, body: string | Uint8Array<ArrayBuffer>) => fetch(`${base}/add-checkpoint`, { method: 'POST', body });
const monitored = async (base: string) => (await fetch(`${base}/${hashOf(origin)}/checkpoint`)).text();

test('a witness cosigns a log it was told of, remembers it over a restart, and monitors see what it said', async () => {
  const data = join(directory, 'first');
  const { base, vkey, kill } = await startWitness(data, ['--log', key.vkey], { HEMING_WITNESS_NAME: 'witness.example/sfj' });
  assert.equal((await fetch(`${base}/${hashOf(origin)}/checkpoint`)).status, 404);
  const answer = await post(base, submission(0, 7));
  const line = await answer.text();
  assert.equal(answer.status, 200);
  const { signatures } = openNote(noteAt(7) + line, [parseVkey(key.vkey), parseVkey(vkey)]);
  assert.equal(signatures[1]!.name, 'witness.example/sfj');
  assert.ok(Math.abs(signatures[1]!.time! - Date.now() / 1000) < 60);
  assert.equal(await monitored(base), noteAt(7) + line);
  await kill();
  const again = await startWitness(data);
  assert.equal(again.vkey, vkey);
  const conflict = await post(again.base, submission(0, 9));
  assert.deepEqual([conflict.status, conflict.headers.get('content-type'), await conflict.text()], [409, 'text/x.tlog.size', '7\n']);
  assert.equal((await post(again.base, submission(7, 9))).status, 200);
  const forked = leaves.map((leaf, i) => (i === 3 ? leafHash(leaf) : leaf));
  assert.equal((await post(again.base, formatSubmission({ old: 9, proof: [], checkpoint: noteAt(9, forked) }))).status, 422);
  assert.match(await monitored(again.base), /\n9\n/);
  assert.equal(statSync(join(data, 'witness.pem')).mode & 0o77, 0);
});

test('of many submissions at once exactly one goes on from a size, and the rest are told the new one', async () => {
  const { base } = await startWitness(join(directory, 'many'), ['--log', key.vkey]);
  const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => post(base, submission(0, i + 1))));
  const statuses = answers.map(({ status }) => status);
  assert.equal(statuses.filter((status) => status === 200).length, 1);
  assert.equal(statuses.filter((status) => status === 409).length, 11);
});

test('bodies too long, not text, or by another method are refused', async () => {
  const { base } = await startWitness(join(directory, 'limits'), ['--log', key.vkey]);
  assert.equal((await post(base, `old 0\n\n${'x'.repeat(20_000)}`)).status, 413);
  assert.equal((await post(base, Uint8Array.of(0xff, 0xfe, 0x0a))).status, 400);
  assert.equal((await fetch(`${base}/add-checkpoint`)).status, 405);
  assert.equal((await fetch(`${base}/`, { method: 'DELETE' })).status, 405);
  assert.equal((await fetch(`${base}/witness.pem`)).status, 404);
});

test('a second witness on the directory, another name, a damaged memory and a wrong line are refused with what to do', async () => {
  const data = join(directory, 'guard');
  const { base, kill } = await startWitness(data, ['--log', key.vkey]);
  await assert.rejects(startWitness(data), /正被另一个进程使用/);
  assert.equal((await post(base, submission(0, 3))).status, 200);
  await kill();
  await assert.rejects(startWitness(data, [], { HEMING_WITNESS_NAME: 'other.example/w' }), /不能改成/);
  const path = join(data, hashOf(origin), 'checkpoint');
  const kept = readFileSync(path, 'utf8');
  writeFileSync(path, kept.slice(0, 60));
  await assert.rejects(startWitness(data), /不要删除/);
  writeFileSync(path, noteAt(2)); // an older one, signed by the log alone
  await assert.rejects(startWitness(data), /不要删除/);
  writeFileSync(path, kept);
  const logs = join(data, 'logs.txt');
  writeFileSync(logs, `${readFileSync(logs, 'utf8')}log junk\n`);
  await assert.rejects(startWitness(data), /第 2 行/);
  mkdirSync(join(directory, 'bad'));
  await assert.rejects(startWitness(join(directory, 'bad'), ['--nonsense']), /用法/);
});

test('kill -9 between remembering and answering: the cosigned tree is remembered, the log asks the size and goes on', async () => {
  const data = join(directory, 'killed');
  // The process kills itself after the rename was synced and before a byte of the answer is written.
  const trap = join(directory, 'trap.mjs');
  writeFileSync(
    trap,
    `import http from 'node:http';
     const { writeHead } = http.ServerResponse.prototype;
     http.ServerResponse.prototype.writeHead = function (status, ...rest) {
       if (status === 200 && this.req.method === 'POST') process.kill(process.pid, 'SIGKILL');
       return writeHead.call(this, status, ...rest);
     };`,
  );
  let from = 0;
  for (const size of [5, 6, 21]) {
    const { base } = await startWitness(data, from === 0 ? ['--log', key.vkey] : [], {}, ['--import', trap]);
    await assert.rejects(post(base, submission(from, size)), 'no answer came');
    const again = await startWitness(data);
    const note = await monitored(again.base);
    assert.deepEqual(openCheckpoint(note, [parseVkey(key.vkey), parseVkey(again.vkey)]).size, size, 'remembered though never answered');
    const conflict = await post(again.base, submission(from, size));
    assert.deepEqual([conflict.status, await conflict.text()], [409, `${size}\n`]);
    assert.equal((await post(again.base, submission(size, size))).status, 200, 'the same tree again');
    await again.kill();
    from = size;
  }
});
