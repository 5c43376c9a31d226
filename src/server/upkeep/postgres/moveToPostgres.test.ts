// src/server/upkeep/postgres/moveToPostgres.test.ts —— an embedded installation moves as a whole, once, and never lives twice
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { after, before, suite, test } from 'node:test';
import { sql } from 'kysely';
import { newId } from '../../../base/ids.ts';
import { perform } from '../../../casework/perform.ts';
import { fsck } from '../../../ledger/fsck.ts';
import { openPostgres } from '../../../store/postgres/openPostgres.ts';
import { type Configuration, checkpointFileOf, readConfiguration } from '../../configuration.ts';
import { clue } from '../../overHttp/testCase.ts';
import { newDatabase, testServerUrl } from '../../overHttp/testDatabase.ts';
import { temporary } from '../../overHttp/testServer.ts';
import { type Heming, openHeming } from '../../wiring.ts';
import { moveToPostgres } from './moveToPostgres.ts';
import { movedFile } from './openDatabase.ts';

const embedded = (data: string) => readConfiguration({ PORT: '0', HEMING_DATA: data });
const onServer = (data: string, url: string) => readConfiguration({ PORT: '0', HEMING_DATA: data, DATABASE_URL: url });

async function recordOne({ casework }: Heming): Promise<void> {
  const zhaoyan = (await casework.registers(casework.db)).people().find(({ login }) => login === 'zhaoyan')!.id;
  const on = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const act = { id: newId(), caseId: newId(), step: 'clueRegistered', on, by: [zhaoyan], particulars: clue, seen: 0, enteredBy: zhaoyan };
  const done = await perform(casework, act);
  assert.equal(done.kind, 'recorded', JSON.stringify(done));
}

async function withSystem<T>(configuration: Configuration, work: (heming: Heming) => Promise<T>): Promise<T> {
  const heming = await openHeming(configuration);
  return work(heming).finally(heming.close);
}

suite('moving to PostgreSQL', { skip: testServerUrl ? false : 'needs a server' }, () => {
  const data = temporary('move');
  let url: string;
  before(async () => {
    url = await newDatabase();
    await withSystem(embedded(data), async (heming) => {
      for (let n = 0; n < 5; n++) await recordOne(heming);
      await heming.log.sign();
    });
  });
  after(() => rmSync(data, { recursive: true, force: true }));

  test('a database that holds anything else is left alone, and the old installation goes on', async () => {
    const other = await newDatabase();
    const elsewhere = temporary('elsewhere');
    await withSystem(onServer(elsewhere, other), async () => {});
    await assert.rejects(moveToPostgres({ data }, other), /目标数据库里已有别的数据/);
    assert.equal(existsSync(movedFile(data)), false);
    await withSystem(embedded(data), recordOne);
    rmSync(elsewhere, { recursive: true, force: true });
  });

  test('a server that is not there changes nothing', async () => {
    await assert.rejects(moveToPostgres({ data }, 'postgres://nobody@127.0.0.1:1/nothing'), /数据库服务器没有应答/);
    assert.equal(existsSync(movedFile(data)), false);
  });

  test('a move that was cut short opens neither side, and is done again from the beginning', async () => {
    writeFileSync(movedFile(data), JSON.stringify({ to: 'somewhere', at: new Date().toISOString(), finished: false }));
    await assert.rejects(openHeming(embedded(data)), /还没有搬完。请再运行一次/);
    await assert.rejects(openHeming(onServer(data, url)), /还没有搬完。请再运行一次/);
    const { before: roots, after: moved, tables } = await moveToPostgres({ data }, url);
    assert.deepEqual(moved, roots);
    assert.ok(roots[0]!.size >= 7);
    const rows = Object.fromEntries(tables.map(({ table, sum }) => [table, sum.rows]));
    assert.equal(rows.log_entry, roots[0]!.size);
    assert.equal(rows.case_row, 6);
  });

  test('a crash after the commit and before the note is made good by running it again; nothing is copied twice', async () => {
    const note = JSON.parse(readFileSync(movedFile(data), 'utf8'));
    assert.equal(note.finished, true);
    writeFileSync(movedFile(data), JSON.stringify({ ...note, finished: false }));
    const again = await moveToPostgres({ data }, url);
    assert.deepEqual(again.after, again.before);
    assert.doesNotMatch(readFileSync(movedFile(data), 'utf8'), /:[^/]*@/, 'no password in the note');
    await assert.rejects(moveToPostgres({ data }, url), /不用再搬/);
  });

  test('the old database refuses to start and says where everything is; the new one goes on with the same log', async () => {
    await assert.rejects(openHeming(embedded(data)), /已于 .* 搬到 127\.0\.0\.1.*请设置 DATABASE_URL/);
    await withSystem(onServer(data, url), async (heming) => {
      await recordOne(heming);
      await heming.log.sign();
      const { agency } = heming.casework;
      const checkpointFile = checkpointFileOf(heming.configuration, agency);
      const report = await fsck(heming.store.db, { agency, vkey: heming.log.vkey, checkpointFile });
      assert.deepEqual(report.failures, []);
      const { rows } = await sql<{ n: number }>`select count(*) as n from case_row`.execute(heming.store.db);
      assert.equal(rows[0]!.n, 7);
    });
  });

  test('a directory whose database was not moved does not quietly begin anew on a server', async () => {
    const fresh = temporary('unmoved');
    await withSystem(embedded(fresh), async () => {});
    const empty = await newDatabase();
    await assert.rejects(openHeming(onServer(fresh, empty)), /还有一个内嵌数据库，没有搬/);
    const store = await openPostgres(empty);
    assert.equal((await sql`select from pg_tables where schemaname = 'public'`.execute(store.db)).rows.length, 0);
    await store.close();
    rmSync(fresh, { recursive: true, force: true });
  });
});
