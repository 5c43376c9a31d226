// src/server/commands/compareRegisters.test.ts —— every right has its leaf: what was changed around the log is named, a rebuild changes no right
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import { rebuild } from '../../casework/rebuild.ts';
import { openTestServer, type TestServer } from '../overHttp/testServer.ts';
import { compareRegisters } from './compareRegisters.ts';

suite('rights and their leaves', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer();
  });
  after(() => server.close());
  const compare = () => compareRegisters(server.heming.store.db, server.heming.casework.agency);
  const person = (login: string) => `/api/people/${server.people[login]}`;
  const done = async (login: string, path: string, body: unknown) => {
    const answer = await server.as(login).post(path, body);
    assert.ok(answer.status < 300, `${path}: ${answer.text}`);
    return answer.body;
  };
  /** Does something behind the log's back and takes it back again; returns what the comparison says meanwhile. */
  async function tampered(table: string, statement: string): Promise<string[]> {
    const { db } = server.heming.store;
    let said: string[] = [];
    const undo = new Error('undo');
    await db
      .transaction()
      .execute(async (tx) => {
        await sql.raw(`alter table ${table} disable trigger user`).execute(tx);
        await sql.raw(statement).execute(tx);
        said = await compareRegisters(tx, server.heming.casework.agency);
        throw undo;
      })
      .catch((error) => assert.equal(error, undo));
    return said;
  }

  test('a new installation with its pack agrees with its log', async () => {
    assert.deepEqual(await compare(), []);
  });

  test('after every kind of change by its administrator the registers still agree, and a rebuild leaves them as they are', async () => {
    const number = '演示-2111000003';
    await done('shian', `${person('liwang')}/grant-post`, { post: 'archivist', from: '2025-02-10', basis: '任职文件' });
    await done('shian', `${person('liwang')}/end-post`, { post: 'archivist', until: '2025-02-20', why: '调离' });
    await done('shian', `${person('zhuning')}/end-post`, { post: 'publicityOfficer', until: '2025-02-10', why: '调离' });
    await done('shian', `${person('sunping')}/suspend-certificate`, { number, why: '证件核查' });
    await done('shian', `${person('sunping')}/resume-certificate`, { number, why: '核查完毕' });
    const issued = { number: '演示-2111999999', validFrom: '2025-02-10', validTo: '2028-02-09', actTypes: ['penalty'] };
    await done('shian', `${person('xuyan')}/record-certificate`, issued);
    await done('luxing', `${person('hejian')}/disable`, { why: '长期离岗' });
    await done('luxing', `${person('hejian')}/enable`, { why: '已经返岗' });
    await done('luxing', `${person('wanglan')}/disable`, { why: '长期离岗' });
    await done('luxing', `${person('yangfan')}/reset-password`, {});
    const next = '苇海听鹤二〇二五年春';
    await done('chenming', '/api/password', { current: server.passwords.chenming, next });
    server.passwords.chenming = next;
    for (const login of ['qianhe', 'zhengli']) {
      const { secret } = await done(login, '/api/second-factor/begin', { password: server.passwords[login] });
      const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.now().getTime() });
      await done(login, '/api/second-factor/confirm', { code });
    }
    await done('luxing', `${person('zhengli')}/reset-second-factor`, { why: '手机丢失' });
    assert.deepEqual(await compare(), []);
    const all = async () => {
      const found: unknown[] = [];
      for (const table of [
        'register_version',
        'register_entry',
        'post_held',
        'certificate',
        'certificate_state',
        'account',
        'recovery_code',
      ])
        found.push((await sql`select t::text as row from ${sql.table(table)} t order by 1`.execute(server.heming.store.db)).rows);
      return found;
    };
    const earlier = await all();
    await rebuild(server.heming.casework);
    assert.deepEqual(await all(), earlier);
    assert.deepEqual(await compare(), []);
  });

  test('a post granted, prolonged or ended around the log is named', async () => {
    const { liwang, qianhe } = server.people;
    const grant = `insert into post_held (id, agency, person_id, post, valid_from, basis, granted_at, granted_by)
      select gen_random_uuid(), agency, '${qianhe}', 'head', '2025-02-10', 'x', granted_at, granted_by from post_held`;
    assert.deepEqual(await tampered('post_held', `${grant} where granted_by <> 'system' limit 1`), [
      `${qianhe} 自2025-02-10的岗位 head 没有对应的任命记录`,
    ]);
    assert.match(
      (
        await tampered('post_held', `update post_held set valid_until = '2030-01-01' where person_id = '${liwang}' and post = 'archivist'`)
      ).join(),
      /终止没有对应/,
    );
    assert.match(
      (await tampered('post_held', `delete from post_held where person_id = '${liwang}' and post = 'archivist'`)).join(),
      /任命在名册里找不到.*免职在名册里找不到/,
    );
  });

  test('a damaged payload is no finding of its own here and hides no other: it is for the check of the log to name', async () => {
    const { qianhe } = server.people;
    const damaged = `update log_payload set doc = set_byte(doc, 60, get_byte(doc, 60) # 1)
      where idx = (select idx from log_entry where type = 'postGranted' limit 1)`;
    assert.deepEqual(await tampered('log_payload', damaged), []);
    const grant = `insert into post_held (id, agency, person_id, post, valid_from, basis, granted_at, granted_by)
      values (gen_random_uuid(), '${server.heming.casework.agency}', '${qianhe}', 'head', '2025-02-10', 'x', '2025-02-09', 'x')`;
    assert.equal((await tampered('log_payload', `${damaged}; ${grant}`)).length, 1);
  });

  test('a post slipped in under the moment of a pack is named', async () => {
    const copy = `insert into post_held (id, agency, person_id, post, valid_from, basis, granted_at, granted_by)
      select gen_random_uuid(), agency, '${server.people.qianhe}', 'head', '2025-02-10', 'x', granted_at, granted_by from post_held`;
    assert.match(
      (await tampered('post_held', `${copy} where granted_by = 'system' limit 1`)).join(),
      /^\S+ 装入的数据包应有\d+行，名册里的行数不符$/,
    );
  });

  test('a certificate given back, an account enabled, a password or a second factor changed around the log is named', async () => {
    const { sunping, wanglan, yangfan, qianhe } = server.people;
    const said = async (table: string, statement: string) => (await tampered(table, statement)).join();
    assert.match(
      await said('certificate_state', 'delete from certificate_state where lifted_at is not null'),
      new RegExp(`${sunping}的执法证暂扣在名册里找不到`),
    );
    assert.match(
      await said('certificate', `update certificate set valid_to = '2040-01-01' where number = '演示-2111999999'`),
      /没有对应的登记记录/,
    );
    assert.equal(
      await said('account', `update account set disabled = false where person_id = '${wanglan}'`),
      `${wanglan} 的账号启用没有对应的记录`,
    );
    assert.equal(
      await said('account', `update account set password_set_at = now() where person_id = '${yangfan}'`),
      `${yangfan} 的口令有过没有记录的改动`,
    );
    assert.equal(
      await said('account', `update account set totp_secret = null, totp_since = null where person_id = '${qianhe}'`),
      `${qianhe} 的动态口令有过没有记录的改动`,
    );
  });
});
