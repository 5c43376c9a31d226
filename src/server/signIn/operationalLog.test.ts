// src/server/signIn/operationalLog.test.ts —— the log only grows, keeps six months, and holds no personal data
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { migrate, openMemoryStore } from '../../store/database.ts';
import { codesOnly, logOperation, pruneOperations, readOperations } from './operationalLog.ts';
import { signInMigrations } from './tables.ts';

const store = await openMemoryStore();
after(() => store.close());
await migrate(store, signInMigrations);
const { db } = store;
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const refusedAct = (at: Date) =>
  logOperation(db, {
    ...{ at, agency: 'panjin', kind: 'actRefused' as const, personId: 'panjin-p01', caseId: '0192f3a0-1111-7abc-8def-0123456789ab' },
    ...{ step: 'decisionMade', gates: ['reviewPassed', 'statementHeard'], detail: { status: 409, party: '张三', phone: '13842700000' } },
  });
await refusedAct(daysAgo(400));
await refusedAct(daysAgo(190));
await refusedAct(daysAgo(1));

test('a refused act is told by codes: who, which case, which step, which gates', async () => {
  const [row] = await readOperations(db, { agency: 'panjin' });
  assert.deepEqual(
    [row?.personId, row?.step, row?.gates, row?.caseId],
    ['panjin-p01', 'decisionMade', ['reviewPassed', 'statementHeard'], '0192f3a0-1111-7abc-8def-0123456789ab'],
  );
});

test('names, sentences, telephone and identity numbers are cut', async () => {
  const [row] = await readOperations(db, { agency: 'panjin' });
  assert.deepEqual(row?.detail, { status: 409, party: '[已略去]', phone: '[已略去]' });
  assert.deepEqual(
    codesOnly({ id: '11010519491231002X', amount: 20_098_80, reason: 'he said so', 姓名: 'x', list: ['ok', '王'], yes: true }),
    {
      id: '[已略去]',
      amount: '[已略去]',
      reason: '[已略去]',
      list: ['ok', '[已略去]'],
      yes: true,
    },
  );
});

test('lines refuse change, deletion and truncation, also with the pruning switch on for young lines', async () => {
  for (const statement of ["update operational_log set step = 'x'", 'delete from operational_log', 'truncate operational_log']) {
    await assert.rejects(sql.raw(statement).execute(db), /只能增加/, statement);
  }
  const switched = db.transaction().execute(async (tx) => {
    await sql`set local heming.pruning = 'on'`.execute(tx);
    await sql`delete from operational_log where at > now() - interval '30 days'`.execute(tx);
  });
  await assert.rejects(switched, /只能增加/);
});

test('pruning refuses less than six months and removes only what is older', async () => {
  await assert.rejects(pruneOperations(db, 5), /至少保存6个月/);
  assert.equal(await pruneOperations(db, 12), 1);
  assert.equal(await pruneOperations(db, 6), 1);
  assert.equal(await pruneOperations(db, 6), 0);
  assert.equal((await readOperations(db, { agency: 'panjin' })).length, 1);
  await assert.rejects(sql`delete from operational_log`.execute(db), /只能增加/, 'the switch is off again');
});

test('pages go from newest to oldest without gap or double, also among lines of one instant', async () => {
  const at = daysAgo(2);
  for (let i = 0; i < 5; i += 1) await logOperation(db, { at, agency: 'panjin', kind: 'signInFailed', detail: { i } });
  const seen: unknown[] = [];
  let before: { at: string; id: string } | undefined;
  for (;;) {
    const page = await readOperations(db, { agency: 'panjin', kind: 'signInFailed', before, limit: 2 });
    if (page.length === 0) break;
    seen.push(...page.map(({ detail }) => (detail as { i: number }).i));
    before = page.at(-1);
  }
  assert.deepEqual(seen.toSorted(), [0, 1, 2, 3, 4]);
});

test('another agency sees nothing of it', async () => {
  assert.deepEqual(await readOperations(db, { agency: 'dawa' }), []);
});
