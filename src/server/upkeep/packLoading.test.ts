// src/server/upkeep/packLoading.test.ts —— no change of the registers by a pack without its leaf, and no leaf without a change
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { sql } from 'kysely';
import { loadPack } from '../../registers/load.ts';
import { readPack } from '../../registers/pack.ts';
import { compareReadModels } from '../commands/compareReadModels.ts';
import { openCase } from '../overHttp/testCase.ts';
import { openTestServer, type TestServer } from '../overHttp/testServer.ts';
import { loadWithLeaf, PACK_LOADED, rebuilding } from './packLoading.ts';

suite('loading a pack', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer();
  });
  after(() => server.close());
  const leaves = async () =>
    (await server.heming.store.db.selectFrom('log_entry').select('idx').where('type', '=', PACK_LOADED).execute()).length;
  const changed = async () => {
    const pack = structuredClone(await readPack(server.heming.configuration.pack));
    pack['parameters.json'].parameters.find(({ key }) => key === 'archive.days')!.value = 20;
    return pack;
  };
  const days = async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from register_entry where key = 'archive.days'`.execute(
      server.heming.store.db,
    );
    return rows[0]!.n;
  };

  test('the first start leaves one leaf, a start with the same pack none', async () => {
    assert.equal(await leaves(), 1);
    await server.restart();
    assert.equal(await leaves(), 1);
  });

  test('a change that cannot be written leaves no leaf, and is loaded with its leaf at the next start', async () => {
    const { store, log, casework } = server.heming;
    const held = await days();
    await sql`create function no_entry() returns trigger language plpgsql as $$ begin
      if exists (select from log_entry where type = 'packLoaded' and idx > 1) then raise exception 'broken off'; end if; return new; end $$`.execute(
      store.db,
    );
    await sql`create trigger broken before insert on register_entry for each row execute function no_entry()`.execute(store.db);
    const pack = await changed();
    await assert.rejects(loadWithLeaf(store.db, log, pack, casework.clock), /broken off/);
    assert.deepEqual([await leaves(), await days()], [1, held]);
    await sql`drop trigger broken on register_entry`.execute(store.db);
    await loadWithLeaf(store.db, log, pack, casework.clock);
    assert.deepEqual([await leaves(), await days()], [2, held + 1]);
    assert.equal((await loadPack(store.db, pack, { by: 'system', at: casework.clock().toISOString() })).added, 0);
  });

  test('a pack with another calendar moves the running deadlines with it; one that cannot be folded loads all the same and says so', async () => {
    const caseId = await openCase(server);
    const { store, log, casework } = server.heming;
    const due = async () => {
      const { rows } = await sql<{ day: string }>`select rolled_on::text as day from case_deadline where case_id = ${caseId}`.execute(
        store.db,
      );
      return rows[0]!.day;
    };
    const pack = await changed();
    const held = await due();
    pack['calendar.json'].years['2025']!.holidays[held as never] = '演示假日' as never;
    const said: string[] = [];
    await loadWithLeaf(
      store.db,
      log,
      pack,
      casework.clock,
      rebuilding(casework, (says) => said.push(says)),
    );
    assert.ok((await due()) > held);
    assert.deepEqual([said, await compareReadModels(casework)], [[], []]);
    const broken = {
      ...casework,
      files: {
        ...casework.files,
        all: () => {
          throw new Error('damaged');
        },
      },
    };
    pack['calendar.json'].version = '2026.9';
    await loadWithLeaf(
      store.db,
      log,
      pack,
      casework.clock,
      rebuilding(broken, (says) => said.push(says)),
    );
    assert.match(said.join(), /没有能够按它重算/);
    assert.equal((await casework.registers(store.db)).calendar.version, '2026.9');
    assert.deepEqual(await compareReadModels(casework), [], 'what was there stays whole');
  });
});
