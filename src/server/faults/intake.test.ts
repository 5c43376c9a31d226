// src/server/faults/intake.test.ts —— each file operation of an intake fails in turn, with EIO and with a full disk: never acknowledged and lost, never half done
import assert from 'node:assert/strict';
import { after, before, mock, suite, test } from 'node:test';
import { committedItems } from '../../evidence/committed.ts';
import { scrub, strayObjects } from '../../evidence/scrub.ts';
import { fsck } from '../../ledger/fsck.ts';
import { compareEvidence } from '../commands/compareEvidence.ts';
import { checkpointFileOf } from '../configuration.ts';
import { announce, openCase, photoOf, progress, send } from '../overHttp/testCase.ts';
import { openTestServer, type TestServer } from '../overHttp/testServer.ts';
import { type Fault, failing, type Seen } from './failingDisk.ts';

suite('a failing disk under an intake', () => {
  let server: TestServer;
  let caseId: string;
  before(async () => {
    mock.method(console, 'error', () => {}); // the operator hears of each fault
    server = await openTestServer();
    caseId = await openCase(server);
    await takenThrough(photoOf('warm')); // sign-in and threads are there before anything is counted
  });
  after(async () => {
    mock.restoreAll();
    await server.close();
  });

  const client = () => server.as('zhaoyan');

  /** A refusal a person can act on. */
  async function assertClear(response: Response): Promise<void> {
    assert.ok(response.status === 507 || response.status === 500, `${response.status}`);
    if (!response.body) return; // a HEAD has no words
    const { title, detail } = (await response.json()) as { title: string; detail: string };
    assert.match(`${title}${detail}`, /磁盘|存储空间/);
  }

  /** What a client was told. */
  type Told = { location?: string; offset: number; item?: string };

  /** A client that goes on as far as the server lets him, and keeps what he was told; true when the file was taken in. */
  async function go(bytes: Buffer, told: Told): Promise<boolean> {
    if (!told.location) {
      const created = await announce(client(), bytes, { caseId });
      if (created.status !== 201) return assertClear(created).then(() => false);
      told.location = created.headers.get('location')!;
    }
    const asked = await progress(client(), told.location);
    if (!asked.ok) return assertClear(asked).then(() => false);
    const offset = Number(asked.headers.get('upload-offset'));
    assert.ok(offset >= told.offset, `told ${told.offset}, now ${offset}`);
    told.offset = offset;
    told.item = asked.headers.get('heming-evidence') ?? undefined;
    while (!told.item) {
      const end = Math.min(told.offset + Math.ceil(bytes.length / 2), bytes.length);
      const sent = await send(client(), told.location, bytes.subarray(told.offset, end), told.offset);
      if (!sent.ok) return assertClear(sent).then(() => false);
      told.offset = end;
      told.item = sent.headers.get('heming-evidence') ?? undefined;
    }
    return true;
  }

  async function takenThrough(bytes: Buffer, fault?: Fault, restart = false): Promise<Seen> {
    const told: Told = { offset: 0 };
    const disk = await failing(fault);
    await go(bytes, told);
    await server.heming.log.sign().catch(() => {}); // reported, and tried again
    disk.lift();
    if (restart) await server.restart();
    assert.ok(await go(bytes, told), 'with the fault lifted it goes through');
    const item = told.item;
    await go(bytes, told);
    assert.equal(told.item, item, 'asked again, the same item');
    return disk.seen;
  }

  async function assertSound(): Promise<void> {
    const { store, blobs, log, configuration } = server.heming;
    await log.sign();
    const { agency, vkey } = log;
    const { failures } = await fsck(store.db, { agency, vkey, checkpointFile: checkpointFileOf(configuration, agency) });
    assert.deepEqual(failures, []);
    for await (const says of compareEvidence(store.db, agency)) assert.fail(says);
    let originals = 0;
    for await (const { digest, state } of scrub(blobs, committedItems(store.db, agency))) {
      assert.equal(state, 'same', digest);
      originals += 1;
    }
    for await (const digest of strayObjects(store.db, blobs)) assert.fail(`${digest} is nobody's`);
    const { leaves } = await store.db
      .selectFrom('log_entry')
      .select(({ fn }) => fn.countAll<number>().as('leaves'))
      .where('type', '=', 'evidenceTakenIn')
      .executeTakeFirstOrThrow();
    assert.equal(Number(leaves), originals);
  }

  test('whichever operation fails, what was acknowledged stays, the answer says why, and the rest goes through afterwards', async (t) => {
    const { operations } = await takenThrough(photoOf('counted'));
    t.diagnostic(`${operations.length} operations: ${operations.join(' ')}`);
    assert.ok(operations.length > 20 && operations.filter((name) => /sync/.test(name)).length >= 8, operations.join(' '));
    let met = 0;
    for (const code of ['EIO', 'ENOSPC'] as const)
      for (let at = 1; at <= operations.length; at++) {
        const name = `${code} at ${at} (${operations[at - 1]})`;
        const seen = await takenThrough(photoOf(name), { at, code }).catch((error) => {
          throw new Error(`${name}: ${error.message}`, { cause: error });
        });
        met += seen.met ? 1 : 0;
      }
    assert.ok(met >= 2 * operations.length - 4, `${met} of ${2 * operations.length} met`);
    await assertSound();
  });

  test('a disk that stays broken from some operation on, until the server is started again', async () => {
    for (const at of [1, 6, 12, 18, 24, 30]) await takenThrough(photoOf(`lasting ${at}`), { at, code: 'EIO', lasting: true }, true);
    await assertSound();
  });
});
