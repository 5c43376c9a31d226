// src/server/overHttp/registerChanges.test.ts —— lists change by signed changes: proposed by one, approved by another, told by leaves, deadlines moved with them
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { sql } from 'kysely';
import { newId } from '../../base/ids.ts';
import { rebuild } from '../../casework/rebuild.ts';
import { loadPack } from '../../registers/load.ts';
import { readPack } from '../../registers/pack.ts';
import { compareReadModels } from '../commands/compareReadModels.ts';
import { compareRegisters } from '../commands/compareRegisters.ts';
import { openCase, publishSample, submit, verified, walkSample } from './testCase.ts';
import { openTestServer, type TestServer } from './testServer.ts';

const path = '/api/register-changes';
const key = () => ({ 'idempotency-key': newId() });
const why = { reason: '国务院办公厅发布了新的安排', document: '国办发明电〔2025〕99号（演示）' };

suite('signed changes of the registers', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer();
  });
  after(() => server.close());
  const propose = (login: string, body: object) => server.as(login).post(path, { ...why, ...body }, key());
  const decide = (login: string, id: string, how: string, body: object = { why: '核对无误' }) =>
    server.as(login).post(`${path}/${id}/${how}`, body, key());
  const registers = () => server.heming.casework.registers(server.heming.store.db);
  const sound = async () => {
    const { store, casework } = server.heming;
    assert.deepEqual(await compareRegisters(store.db, casework.agency), []);
    assert.deepEqual(await compareReadModels(casework), []);
  };
  /** The holidays of 2025 with days more that are off. */
  const year2025 = async (more: Record<string, string>) => {
    const { holidays, workdays } = (await registers()).calendar.years['2025']!;
    return { holidays: { ...holidays, ...more }, workdays };
  };

  test('a new holiday moves the running deadlines it touches, lists each with old and new day, and rewrites boards in the same transaction', async () => {
    const walked = await walkSample(server, { until: 'caseFiled' });
    const board = async () =>
      (
        await sql<{
          step: string;
          strict: string;
        }>`select step, strict_on::text as strict from case_deadline where case_id = ${walked.caseId} order by step`.execute(
          server.heming.store.db,
        )
      ).rows;
    const earlier = await board();
    assert.ok(earlier.length > 0);
    const today = server.now().toISOString().slice(0, 10);
    const due = (
      await sql<{
        rolled: string;
        strict: string;
        unit: string;
      }>`select rolled_on::text as rolled, strict_on::text as strict, unit from case_deadline where case_id = ${walked.caseId} order by strict_on`.execute(
        server.heming.store.db,
      )
    ).rows.at(-1)!;
    const content = await year2025({ [due.rolled]: '演示假日' });
    const made = await propose('luxing', { list: 'calendar', key: '2025', kind: 'set', content });
    assert.equal(made.status, 201, made.text);
    const seen = (await server.as('fengzheng').get(`${path}/${made.body.id}`)).body;
    assert.ok(seen.moved.length >= 1, 'what would move is shown before anybody approves');
    assert.deepEqual(await board(), earlier, 'and nothing moved by looking');
    for (const login of ['luxing', 'shian', 'zhanghe', 'zhengli', 'zhaoyan'])
      assert.equal((await decide(login, made.body.id, 'approve')).status, 403, `${login} approves nothing`);
    const approved = await decide('fengzheng', made.body.id, 'approve');
    assert.equal(approved.status, 204, approved.text);
    const { change, moved, checked } = (await server.as('fengzheng').get(`${path}/${made.body.id}`)).body;
    assert.deepEqual([change.state, change.version, change.from], ['approved', '2025.1', today]);
    assert.deepEqual(moved, seen.moved);
    assert.ok(checked >= moved.length);
    const one = moved.find((each: { old: { rolled: string } }) => each.old.rolled === due.rolled);
    assert.ok(one.new.rolled > due.rolled, JSON.stringify(moved));
    assert.match(one.number, /〔2025〕/);
    const { rows } = await sql<{
      rolled: string;
    }>`select rolled_on::text as rolled from case_deadline where case_id = ${walked.caseId} and step = ${one.step}`.execute(
      server.heming.store.db,
    );
    assert.equal(rows[0]!.rolled, one.new.rolled);
    assert.equal((await registers()).calendar.version, '2025.1');
    await sound();
  });

  test('a year without data becomes known: deadlines that were 待核 are so no more', async () => {
    const before = (await registers()).calendar.years['2027'];
    assert.equal(before, undefined);
    const content = { holidays: { '2027-01-01': '元旦' }, workdays: {} };
    const { body } = await propose('fengzheng', { list: 'calendar', key: '2027', kind: 'set', content });
    assert.equal((await decide('fengzheng', body.id, 'approve')).status, 422, 'nobody approves his own proposal');
    assert.equal((await decide('shenyue', body.id, 'approve')).status, 204);
    const { calendar, calendarOn } = await registers();
    assert.deepEqual(calendar.years['2027'], content);
    assert.equal(calendar.version, '2025.2');
    assert.equal(calendarOn('2025-02-09' as never)?.version, '2026.1', 'as of an earlier day the calendar is the pack’s');
    await sound();
  });

  test('a parameter changes from its day on, and not before', async () => {
    const asked = { list: 'parameter', key: 'statement.days', kind: 'set', content: { value: 7 } };
    const past = await propose('fengzheng', { ...asked, from: '2025-02-09' });
    assert.match(past.body.detail, /不能早于今天/);
    assert.match((await propose('fengzheng', { ...asked, from: '2026-02-30' })).body.detail, /没有这一天/);
    assert.match((await propose('fengzheng', { ...asked, from: '2026-01-01', content: { value: -1 } })).body.detail, /不能为负数/);
    const { body } = await propose('fengzheng', { ...asked, from: '2026-01-01' });
    assert.match((await propose('zhengli', { ...asked, from: '2026-02-01' })).body.detail, /已有待批准的变更/);
    assert.equal((await decide('shenyue', body.id, 'approve')).status, 204);
    const { parameter, parameterEntry } = await registers();
    assert.deepEqual([parameter('statement.days', '2025-12-31' as never), parameter('statement.days', '2026-01-01' as never)], [5, 7]);
    assert.equal(parameterEntry('statement.days', '2026-01-01' as never)?.basis, why.document);
    await sound();
  });

  test('an item is suspended, restored, revised and ended; the public page shows the version of the day', async () => {
    const item = { list: 'item', key: 'PJLS-CF-001' };
    const day = server.now().toISOString().slice(0, 10);
    const now = (await registers()).item('PJLS-CF-001', day as never)!;
    const step = async (body: object) => {
      const made = await propose('luxing', { ...item, ...body });
      assert.equal(made.status, 201, made.text);
      assert.equal((await decide('shenyue', made.body.id, 'approve')).status, 204);
      return registers();
    };
    await step({ kind: 'suspend', from: '2026-03-01', reason: '依据修订，正在核对' });
    assert.match((await propose('luxing', { ...item, kind: 'restore', from: '2026-02-01' })).body.detail, /不早于那一天/);
    await step({ kind: 'restore', from: '2026-04-01' });
    await step({ kind: 'set', from: '2026-05-01', content: { ...now, name: '擅自改变林地用途（演示新版）' } });
    const after = await step({ kind: 'end', from: '2026-06-01' });
    const at = (on: string) => after.item('PJLS-CF-001', on as never);
    assert.deepEqual(
      ['2026-02-28', '2026-03-01', '2026-04-01', '2026-05-31', '2026-06-01'].map((on) => [at(on)?.usable, at(on)?.name === now.name]),
      [
        [true, true],
        [false, true],
        [true, true],
        [true, false],
        [undefined, false],
      ],
    );
    assert.match(at('2026-03-01')!.whyUnusable!, /正在核对/);
    await sound();
  });

  test('bad contents are named in Chinese: a workday that is no weekend, a day of another year, a code that is changed', async () => {
    const calendar = (content: object) => propose('luxing', { list: 'calendar', key: '2028', kind: 'set', content });
    assert.match(
      (await calendar({ holidays: { '2028-01-01': '元旦' }, workdays: { '2028-01-05': '上班' } })).body.detail,
      /不是周六或者周日/,
    );
    assert.match((await calendar({ holidays: { '2027-12-31': '元旦' }, workdays: {} })).body.detail, /不在2028年内/);
    assert.match((await calendar({ holidays: { '2028-02-30': '春节' }, workdays: {} })).body.detail, /真实存在的日期/);
    const item = (await registers()).item('PJLS-CF-002', '2025-02-10' as never);
    const renamed = { list: 'item', key: 'PJLS-CF-002', kind: 'set', from: '2027-01-01', content: { ...item, code: 'PJLS-CF-999' } };
    assert.match((await propose('luxing', renamed)).body.detail, /编码不能改/);
    const same = { list: 'agency', key: 'agency', kind: 'set', content: (await registers()).agency };
    assert.match((await propose('luxing', same)).body.detail, /不需要变更/);
    assert.equal((await propose('shian', same)).status, 403, 'the security administrator proposes no lists');
    assert.equal((await propose('zhaoyan', same)).status, 403);
  });

  test('the agency’s own data change on approval; rejected and withdrawn proposals change nothing and stay listed', async () => {
    const agency = (await registers()).agency;
    const move = (address: string) => propose('luxing', { list: 'agency', key: 'agency', kind: 'set', content: { ...agency, address } });
    const first = await move('盘锦市兴隆台区演示街1号');
    assert.equal((await decide('shenyue', first.body.id, 'reject', { why: '地址待核实' })).status, 204);
    assert.match((await decide('shenyue', first.body.id, 'approve')).body.detail, /已经退回/);
    const second = await move('盘锦市兴隆台区演示街2号');
    assert.equal((await decide('fengzheng', second.body.id, 'withdraw')).status, 422, 'only its proposer withdraws');
    assert.equal((await decide('luxing', second.body.id, 'withdraw')).status, 204);
    const third = await move('盘锦市兴隆台区演示街3号');
    assert.equal((await decide('shenyue', third.body.id, 'approve')).status, 204);
    assert.equal((await registers()).agency.address, '盘锦市兴隆台区演示街3号');
    const listed = (await server.as('hejian').get(`${path}?list=agency`)).body.changes;
    assert.deepEqual(
      listed.map(({ state }: { state: string }) => state),
      ['approved', 'withdrawn', 'rejected'],
    );
    await sound();
  });

  test('the same request sent twice is one change; the same key for another is refused', async () => {
    const header = key();
    const body = { ...why, list: 'parameter', key: 'archive.days', kind: 'set', from: '2027-01-01', content: { value: 20 } };
    const first = await server.as('luxing').post(path, body, header);
    const again = await server.as('luxing').post(path, body, header);
    assert.deepEqual([first.status, again.status, again.body.id], [201, 201, first.body.id]);
    assert.equal((await server.as('luxing').post(path, { ...body, content: { value: 25 } }, header)).status, 422);
    const approval = key();
    for (const _ of [1, 2]) assert.equal((await server.as('shenyue').post(`${path}/${first.body.id}/approve`, {}, approval)).status, 204);
    await sound();
  });

  test('what was signed here wins over a pack of the same day; a rebuild leaves the lists as they are', async () => {
    const { store, casework } = server.heming;
    const pack = structuredClone(await readPack(server.heming.configuration.pack));
    pack['agency.json'].address = '数据包里的地址';
    await store.db.transaction().execute((tx) => loadPack(tx, pack, { by: 'system', at: server.now().toISOString() }));
    assert.equal((await registers()).agency.address, '盘锦市兴隆台区演示街3号');
    const all = async () =>
      (await sql`select t::text as row from register_entry t union all select c::text from register_change c order by 1`.execute(store.db))
        .rows;
    const held = await all();
    await rebuild(casework);
    assert.deepEqual(await all(), held);
  });

  test('an entry slipped in, altered or hidden around the log is named', async () => {
    const { db } = server.heming.store;
    const tampered = async (statement: string): Promise<string> => {
      let said: string[] = [];
      const undo = new Error('undo');
      await db
        .transaction()
        .execute(async (tx) => {
          await sql.raw('alter table register_entry disable trigger user').execute(tx);
          await sql.raw(statement).execute(tx);
          said = await compareRegisters(tx, server.heming.casework.agency);
          throw undo;
        })
        .catch((error) => assert.equal(error, undo));
      return said.join();
    };
    assert.match(
      await tampered(
        `update register_entry set content = jsonb_set(content, '{value}', '1') where key = 'archive.days' and recorded_by <> 'system'`,
      ),
      /参数和标准“archive.days”自2027-01-01起的内容 没有对应的变更记录.*在名册里找不到/,
    );
    const erased =
      "delete from log_payload p using log_entry e where e.agency = p.agency and e.idx = p.idx and e.type = 'registerChangeApproved'";
    assert.equal(await tampered(`alter table log_payload disable trigger user; ${erased}`), '', 'what was lawfully erased accuses nobody');
    assert.match(await tampered(`update register_entry set replaced_at = now() where key = 'review.days'`), /被隐去/);
    assert.match(
      await tampered(
        `insert into register_entry select gen_random_uuid(), agency, list, key, '2028-01-01', content, now(), 'panjin-p99', null from register_entry where key = 'review.days'`,
      ),
      /没有对应的变更记录/,
    );
  });

  test('a clock a second back dates leaf and rows alike: a rebuild finds them as they are', async () => {
    const { body } = await propose('luxing', {
      list: 'parameter',
      key: 'review.days',
      kind: 'set',
      from: '2030-01-01',
      content: { value: 6 },
    });
    server.at(new Date(server.now().getTime() - 1000).toISOString());
    assert.equal((await decide('shenyue', body.id, 'approve')).status, 204);
    await sound();
  });

  test('a change whose rows cannot be written leaves no leaf and no moved deadline', async () => {
    const { store, log } = server.heming;
    await log.sign();
    const caseId = await openCase(server, 'zhaoyan', server.now().toISOString().slice(0, 10));
    await submit(server.as('zhaoyan'), server.now().toISOString().slice(0, 10), {
      caseId,
      step: 'clueVerified',
      by: [server.people.zhaoyan!, server.people.qianhe!],
      particulars: verified,
      seen: 1,
    });
    const { body } = await propose('luxing', {
      list: 'calendar',
      key: '2028',
      kind: 'set',
      content: { holidays: { '2028-01-01': '元旦' }, workdays: {} },
    });
    const size = log.status().size;
    await sql`create function no_change() returns trigger language plpgsql as $$ begin
      if new.key = '2028' then raise exception 'broken off'; end if; return new; end $$`.execute(store.db);
    await sql`create trigger broken before insert on register_entry for each row execute function no_change()`.execute(store.db);
    assert.equal((await decide('shenyue', body.id, 'approve')).status, 500);
    assert.equal(log.status().size, size);
    assert.equal((await registers()).calendar.years['2028'], undefined);
    await sql`drop trigger broken on register_entry`.execute(store.db);
    assert.equal((await decide('shenyue', body.id, 'approve')).status, 204);
    await sound();
  });
});

suite('a corrected calendar and a decision that is published', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer();
  });
  after(() => server.close());

  test('a day put right afterwards is told of the publication too, as a rebuild would tell it', async () => {
    const walk = await walkSample(server);
    await publishSample(server, walk);
    const { store, casework } = server.heming;
    const row = async () =>
      (
        await sql<{
          decided: string;
          published: string;
          used: number;
        }>`select decided_on::text as decided, published_on::text as published, used_days as used from publication`.execute(store.db)
      ).rows[0]!;
    const published = await row();
    const { holidays, workdays } = (await casework.registers(store.db)).calendar.years['2025']!;
    const off = '2025-06-17';
    assert.ok(published.decided < off && off <= published.published, JSON.stringify(published));
    const content = { holidays: { ...holidays, [off]: '演示假日' }, workdays };
    const made = await server.as('luxing').post(path, { ...why, list: 'calendar', key: '2025', kind: 'set', content }, key());
    assert.equal(made.status, 201, made.text);
    assert.equal((await server.as('shenyue').post(`${path}/${made.body.id}/approve`, {}, key())).status, 204);
    assert.equal((await row()).used, published.used - 1);
    assert.deepEqual(await compareReadModels(casework), []);
    assert.deepEqual(await compareRegisters(store.db, casework.agency), []);
  });
});
