// src/server/upkeep/witness/witnessing.test.ts —— a log and its witnesses, each witness a process of its own
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, test } from 'node:test';
import { endWitnesses, startWitness } from '../../../../witness/testWitness.ts';
import { type Log, type LogOptions, openLog } from '../../../ledger/log.ts';
import { openNote, parseVkey } from '../../../ledger/proof/note.ts';
import { parseProof } from '../../../ledger/proof/proof.ts';
import { verifyReceipt } from '../../../ledger/proof/receipt.ts';
import { append, draft, newLogOptions, openTestBed, snapshot } from '../../../ledger/testdata/testLog.ts';
import { takeTurn } from '../../../ledger/vouching/cosignatures.ts';
import type { Db, Store } from '../../../store/database.ts';
import { askAll } from './askWitness.ts';
import { openWitnessing, type Witnessing } from './witnessing.ts';

const bed = await openTestBed();
const directory = mkdtempSync(join(tmpdir(), 'heming-witnessing-'));
const open: { witnessing?: Witnessing; log?: Log; store?: Store }[] = [];
afterEach(async (t) => {
  if ((t as { filePath?: string }).filePath !== import.meta.filename) return; // in one process with others, their tests are followed by this too
  const all = open.splice(0);
  for (const { witnessing } of all) await witnessing?.stop();
  for (const { log } of all) await log?.close();
  for (const { store } of all) await store?.close();
  endWitnesses();
});
after(async () => {
  await bed.close();
  rmSync(directory, { recursive: true });
});

type Witness = { base: string; vkey: string };
const addressOf = ({ base, vkey }: Witness) => ({ url: base, vkey });
let made = 0;
const newWitness = (log: Pick<Log, 'vkey'>, name = `witness.example/w${++made}`) =>
  startWitness(join(directory, name.replaceAll('/', '-')), ['--log', log.vkey], { HEMING_WITNESS_NAME: name });

/** Waits until something holds: the loops of the system are its clock, not ours. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const begin = Date.now(); !(await holds()); await new Promise((resolve) => setTimeout(resolve, 20)))
    assert.ok(Date.now() - begin < 120_000, 'it did not come about');
}

async function openWith(db: Db, options: LogOptions, witnesses: Witness[]) {
  const { notes } = await askAll(witnesses.map(addressOf), options.origin);
  const log = await openLog(db, { ...options, witnessed: notes });
  const reports: string[] = [];
  const witnessing = openWitnessing({ db, log, witnesses: witnesses.map(addressOf), report: (says) => reports.push(says), every: 20 });
  open.push({ witnessing, log });
  return { log, witnessing, reports };
}

const cosigners = async (log: Log, witnesses: Witness[]) =>
  openNote((await log.cosigned())!, [log.vkey, ...witnesses.map(({ vkey }) => vkey)].map(parseVkey)).signatures.length - 1;
const newestCosigned = (log: Log, { status }: Witnessing) => status().every(({ size }) => size === log.status().signedSize);

test('each signed checkpoint is cosigned by every witness, and checkpoint and receipts carry it', async () => {
  const options = newLogOptions(bed.directory);
  const witnesses = [await newWitness(options.signKey), await newWitness(options.signKey)];
  const { log, witnessing, reports } = await openWith(bed.db, options, witnesses);
  const events = [draft(), draft(), draft()];
  for (const event of events) {
    await append(log, event);
    await log.sign();
    await until(() => newestCosigned(log, witnessing));
    assert.equal(await cosigners(log, witnesses), 2);
  }
  const receipt = (await log.receipt(events[1]!.id))!;
  const { checkpoint } = parseProof(receipt.proof!);
  assert.match(checkpoint, /^log\.example\/.*\n3\n/, 'the first checkpoint that covers it proves the earliest time');
  const { signatures } = openNote(
    checkpoint,
    [options.signKey, ...witnesses].map(({ vkey }) => parseVkey(vkey)),
  );
  assert.equal(signatures.filter(({ time }) => time !== undefined).length, 2);
  assert.equal(verifyReceipt(receipt, { logs: [log.vkey], trusted: true }).ok, true);
  assert.deepEqual(reports, []);
});

test('a witness that is down delays nobody; when it is back the newest checkpoint is cosigned and the one in trouble is named', async () => {
  const options = newLogOptions(bed.directory);
  const name = 'witness.example/flaky';
  const first = await newWitness(options.signKey, name);
  const steady = await newWitness(options.signKey);
  const { log, witnessing, reports } = await openWith(bed.db, options, [first, steady]);
  await log.sign();
  await until(() => newestCosigned(log, witnessing));
  await first.kill();
  for (let i = 0; i < 5; i++) {
    await append(log, draft());
    await log.sign();
  }
  await until(() => witnessing.status().some(({ trouble }) => trouble === 'unreachable'));
  await until(() => witnessing.status()[1]!.size === log.status().signedSize);
  assert.equal(log.status().refusal, undefined);
  const port = new URL(first.base).port;
  await startWitness(join(directory, name.replaceAll('/', '-')), [], { HEMING_WITNESS_PORT: port });
  await until(() => newestCosigned(log, witnessing) && witnessing.status().every(({ trouble }) => trouble === undefined));
  assert.equal(await cosigners(log, [first, steady]), 2);
  assert.match(reports.join(), /没有答复.*恢复正常/);
});

test('a rolled-back database meets its witness at the start: it only reads, and says how much is lost', async () => {
  const options = { ...newLogOptions(bed.directory), checkpointFile: undefined };
  const witness = await newWitness(options.signKey);
  const before = await openWith(bed.db, options, [witness]);
  await before.log.sign();
  const old = await snapshot(bed.db);
  await append(before.log, draft(), draft());
  await before.log.sign();
  await until(() => newestCosigned(before.log, before.witnessing));
  const store = await old();
  open.push({ store });
  const { log } = await openWith(store.db, options, [witness]);
  assert.equal(log.status().refusal?.code, 'rolledBack');
  assert.match(log.status().refusal!.message, /见证过 3 条，数据库里只有 1 条.*fetch-tail/s);
  await assert.rejects(log.sign());
  await assert.rejects(append(log, draft()));
});

test('a log that went on differently after a rollback is a fork: it stops at the start, and also when the witness was silent then', async () => {
  const options = { ...newLogOptions(bed.directory), checkpointFile: undefined };
  const witness = await newWitness(options.signKey);
  const before = await openWith(bed.db, options, [witness]);
  await before.log.sign();
  const old = await snapshot(bed.db);
  await append(before.log, draft());
  await before.log.sign();
  await until(() => newestCosigned(before.log, before.witnessing));
  const store = await old();
  open.push({ store });
  const alone = await openLog(store.db, options); // nobody was asked
  await append(alone, draft(), draft());
  await alone.sign();
  await alone.close();
  const atStart = await openWith(store.db, options, [witness]);
  assert.equal(atStart.log.status().refusal?.code, 'rewritten');
  const silent = await openLog(store.db, options);
  assert.equal(silent.status().refusal, undefined);
  const witnessing = openWitnessing({ db: store.db, log: silent, witnesses: [addressOf(witness)], report: () => {}, every: 20 });
  open.push({ witnessing, log: silent });
  await until(() => silent.status().refusal !== undefined);
  assert.equal(silent.status().refusal!.code, 'rewritten');
});

test('a witness that does not know the log, has another key, or lies stops nobody: it is an alarm', async () => {
  const options = newLogOptions(bed.directory);
  const other = newLogOptions(bed.directory);
  const stranger = await newWitness(other.signKey);
  const liar = await newWitness(options.signKey);
  const third = await newWitness(options.signKey);
  const mistaken = { base: liar.base, vkey: third.vkey };
  const { log, witnessing } = await openWith(bed.db, options, [stranger]);
  const second = openWitnessing({ db: bed.db, log, witnesses: [addressOf(mistaken)], report: () => {}, every: 20 });
  open.push({ witnessing: second });
  await log.sign();
  await until(() => witnessing.status()[0]!.trouble === 'notKnown');
  await until(() => second.status()[0]!.trouble === 'badAnswer');
  assert.equal(await log.confront('junk'), false);
  await append(log, draft());
  await log.sign();
  assert.equal(log.status().refusal, undefined);
});

test('of several servers on one database one submits; when it is gone another takes over after its turn', async () => {
  const options = newLogOptions(bed.directory);
  const witness = await newWitness(options.signKey);
  const { log, witnessing } = await openWith(bed.db, options, [witness]);
  await log.sign();
  await until(() => newestCosigned(log, witnessing));
  const task = `witness ${parseVkey(witness.vkey).name}`;
  assert.equal(await takeTurn(bed.db, log.agency, task, 'another server', 30), false);
  await witnessing.stop();
  assert.equal(await takeTurn(bed.db, log.agency, task, 'another server', 30), true, 'a server that stops in order gives it back');
  assert.equal(await takeTurn(bed.db, log.agency, 'another task', 'a', 0), true);
  assert.equal(await takeTurn(bed.db, log.agency, 'another task', 'b', 30), true, 'its turn had run out');
  assert.equal(await takeTurn(bed.db, log.agency, 'another task', 'b', 30), true, 'and may be kept');
  assert.equal(await takeTurn(bed.db, log.agency, 'another task', 'a', 30), false);
});
