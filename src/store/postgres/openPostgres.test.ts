// src/store/postgres/openPostgres.test.ts —— a server is refused unless its word can be relied on; a lost connection is an error, not the end
import assert from 'node:assert/strict';
import { after, suite, test } from 'node:test';
import { sql } from 'kysely';
import { openMemoryStore, type ServerStore } from '../database.ts';
import { inTurn } from '../turns.ts';
import { type Found, faultOf, openPostgres } from './openPostgres.ts';

const good: Found = {
  ...{ version: 150_018, says: '15.18', encoding: 'UTF8', fsync: 'on', pages: 'on', commit: 'on' },
  ...{ letters: true, standby: false },
};

test('each thing that could lose or misread what was acknowledged has a sentence of its own that says what to do', () => {
  assert.equal(faultOf(good), undefined);
  assert.equal(faultOf({ ...good, commit: 'remote_apply' }), undefined);
  const wrong: [Partial<Found>, RegExp][] = [
    [{ version: 140_011, says: '14.11' }, /14\.11.*需要 PostgreSQL 15/],
    [{ encoding: 'SQL_ASCII' }, /SQL_ASCII，必须是 UTF8.*createdb/],
    [{ letters: false }, /区域设置.*createdb/],
    [{ fsync: 'off' }, /fsync.*fsync = on/],
    [{ pages: 'off' }, /full_page_writes = on/],
    [{ commit: 'off' }, /synchronous_commit 是 off.*synchronous_commit = on/],
    [{ commit: 'local' }, /synchronous_commit 是 local/],
    [{ standby: true }, /备用数据库.*主库/],
  ];
  for (const [change, says] of wrong) assert.match(faultOf({ ...good, ...change }) ?? '', says);
});

test('a server that does not answer is told by what to check', async () => {
  await assert.rejects(openPostgres('postgres://nobody@127.0.0.1:1/nothing'), /DATABASE_URL：数据库服务器没有应答/);
});

const opened = await openMemoryStore();
after(() => opened.close());

suite('a server', { skip: opened.kind === 'pglite' ? 'needs a server' : false }, () => {
  const { db, url } = opened as ServerStore;
  const named = (name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const name = new URL(url ?? 'postgres://x/x').pathname.slice(1);

  test('settings of the database itself count, also for connections made later', async () => {
    const store = await openPostgres(url, { connections: 2 });
    await sql`alter database ${sql.raw(name)} set synchronous_commit = off`.execute(db);
    await assert.rejects(openPostgres(url), /synchronous_commit 是 off/);
    const first = store.db.transaction().execute(async () => {
      await assert.rejects(sql`select 1`.execute(store.db)); // the pool's second connection is not used
    });
    await first;
    await sql`alter database ${sql.raw(name)} reset synchronous_commit`.execute(db);
    await store.close();
  });

  test('wrong password, no such database, another encoding or locale', async () => {
    await assert.rejects(openPostgres(Object.assign(new URL(url), { password: 'wrong' }).href), /用户名或口令不对/);
    await assert.rejects(openPostgres(named('nothing_of_that_name')), /没有这个数据库，请先新建/);
    for (const [encoding, says] of [
      ['SQL_ASCII', /必须是 UTF8/],
      ['UTF8', /区域设置/],
    ] as const) {
      const other = `${name}_${encoding.toLowerCase()}`;
      await sql`create database ${sql.raw(other)} template template0 encoding ${sql.lit(encoding)} locale 'C'`.execute(db);
      await assert.rejects(openPostgres(named(other)), says);
      await sql`drop database ${sql.raw(other)} with (force)`.execute(db);
    }
  });

  test('a connection lost in a transaction is an error that leaves nothing, and the next statement works', async () => {
    const store = await openPostgres(url, { connections: 2 });
    await sql`create table reed (id int primary key)`.execute(store.db);
    const lost = store.db.transaction().execute(async (tx) => {
      await sql`insert into reed values (1)`.execute(tx);
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(db);
      await sql`insert into reed values (2)`.execute(tx);
    });
    await assert.rejects(lost, (error: Error & { code: string }) => error.name === 'DatabaseError' && /^(08006|57P01)$/.test(error.code));
    assert.deepEqual((await sql`select id from reed`.execute(store.db)).rows, []);
    await store.db.transaction().execute((tx) => sql`insert into reed values (3)`.execute(tx));
    assert.deepEqual((await sql`select id from reed`.execute(store.db)).rows, [{ id: 3 }]);
    await store.close();
  });

  test('a read has a limit, a transaction a longer one, and a transaction left open gives its locks back', async () => {
    const store = await openPostgres(url, { connections: 2, slowestRead: 100 });
    await assert.rejects(sql`select pg_sleep(5)`.execute(store.db), { code: '57014' });
    await store.db.transaction().execute((tx) => sql`select pg_sleep(0.2)`.execute(tx));
    const { rows } = await sql<{ idle: string }>`select current_setting('idle_in_transaction_session_timeout') as idle`.execute(store.db);
    assert.equal(rows[0]!.idle, '1min');
    await store.close();
  });

  test('works of one name wait for one another across connections; other names do not', async () => {
    const [one, two] = [await openPostgres(url, { connections: 2 }), await openPostgres(url, { connections: 2, slowestRead: 100 })];
    const order: string[] = [];
    let begun: () => void = () => {};
    const holding = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const first = inTurn(one.db, 'a', async () => {
      begun();
      await sql`select pg_sleep(0.3)`.execute(one.db); // longer than the other's limit on reads
      order.push('first');
    });
    await holding;
    const second = inTurn(two.db, 'a', async () => void order.push('second'));
    await inTurn(two.db, 'b', async () => void order.push('other'));
    await Promise.all([first, second]);
    assert.deepEqual(order, ['other', 'first', 'second']);
    await assert.rejects(sql`select pg_sleep(5)`.execute(two.db), { code: '57014' }, 'the limit is back');
    await Promise.all([one.close(), two.close()]);
  });
});
