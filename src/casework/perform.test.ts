// src/casework/perform.test.ts —— one act: recorded with its leaf, numbers and rows, or refused with nothing written
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newId } from '../base/ids.ts';
import { listCases, listDeadlines } from './boards.ts';
import { rebuild } from './rebuild.ts';
import { caseTables } from './tables.ts';
import { act, openTestCasework } from './testCasework.ts';

const casework = await openTestCasework();
after(() => casework.close());

const clue = {
  source: 'satellite',
  receivedAt: '2025-02-10 09:00',
  place: '盘锦市大洼区演示村',
  summary: '遥感图斑显示林地内新修道路（演示）',
};
const register = async () => {
  const caseId = newId();
  const done = await act(casework, { caseId, step: 'clueRegistered', by: ['赵延'], particulars: clue, seen: 0 });
  assert.equal(done.kind, 'recorded', JSON.stringify(done));
  return caseId;
};

test('an act is recorded with its number, its leaf and its board row in one transaction', async () => {
  const size = casework.log.status().size;
  const caseId = await register();
  assert.equal(casework.log.status().size, size + 1);
  const { file, n } = await casework.files.load(casework.db, caseId);
  assert.equal(n, 1);
  assert.match(file.acts[0]!.made!.numbers!.clue!, /^盘林湿线〔2025〕\d{4}号$/);
  const { cases } = await listCases(casework.db, { agency: casework.agency, view: 'all', person: '', actors: [], text: '图斑' });
  assert.ok(cases.some((row) => row.case_id === caseId));
});

test('a refused act writes nothing and names every reason with its article', async () => {
  const caseId = await register();
  const size = casework.log.status().size;
  const refused = await act(casework, {
    caseId,
    step: 'caseFiled',
    by: ['赵延'],
    particulars: { agrees: true, opinion: '同意立案' },
    seen: 1,
  });
  assert.equal(refused.kind, 'refused');
  if (refused.kind === 'refused') {
    const gates = refused.reasons.map((reason) => reason.gate);
    assert.ok(gates.includes('byHead') && gates.includes('after:filingProposed'), gates.join());
    assert.ok(refused.reasons.every((reason) => /§\d+$/.test(reason.basis) && reason.says.length > 3));
  }
  assert.equal(casework.log.status().size, size);
});

test('a form with faults names each field and what to do', async () => {
  const faulty = await act(casework, {
    caseId: newId(),
    step: 'clueRegistered',
    by: ['赵延'],
    particulars: { ...clue, source: 'nobody', receivedAt: '2025-02-30 09:00', place: undefined, extra: 1 },
    seen: 0,
  });
  assert.equal(faulty.kind, 'faulty');
  if (faulty.kind === 'faulty')
    assert.deepEqual(new Set(faulty.faults.map((fault) => fault.label)), new Set(['线索来源', '线索获取时间', '违法行为地点', '']));
});

test('the same key records once, and another act under the key is refused', async () => {
  const [caseId, id] = [newId(), newId()];
  const given = { id, caseId, step: 'clueRegistered', by: ['赵延'], particulars: clue, seen: 0 };
  const first = await act(casework, given);
  const again = await act(casework, given);
  assert.ok(first.kind === 'recorded' && !first.replayed);
  assert.ok(again.kind === 'recorded' && again.replayed && again.n === 1);
  const other = await act(casework, { ...given, step: 'clueVerified', seen: 1, by: ['赵延', '钱禾'], particulars: {} });
  assert.equal(other.kind, 'reused');
});

test('two people on one act: the second is told who did what, and nothing of his is written', async () => {
  const caseId = await register();
  const verified = { finding: '现场核实属实（演示）', withinJurisdiction: true, suggestion: 'file' };
  const results = await Promise.all([
    act(casework, { caseId, step: 'clueVerified', by: ['赵延', '钱禾'], particulars: verified, seen: 1 }),
    act(casework, { caseId, step: 'clueVerified', by: ['钱禾', '赵延'], particulars: verified, seen: 1 }),
  ]);
  assert.deepEqual(results.map((result) => result.kind).sort(), ['conflict', 'recorded']);
  const conflict = results.find((result) => result.kind === 'conflict');
  assert.ok(
    conflict?.kind === 'conflict' &&
      conflict.n === 2 &&
      conflict.since[0]?.step === 'clueVerified' &&
      conflict.since[0].fields.includes('核查情况'),
  );
});

test('numbers of a series have no gap under concurrent acts of different cases', async () => {
  const before = await caseTables(casework.db).selectFrom('issued_number').select('no').where('series', '=', '线').execute();
  await Promise.all(Array.from({ length: 12 }, register));
  const numbers = (
    await caseTables(casework.db).selectFrom('issued_number').select('no').where('series', '=', '线').orderBy('no').execute()
  ).map((row) => row.no);
  assert.deepEqual(
    numbers,
    Array.from({ length: before.length + 12 }, (_, i) => i + 1),
  );
});

test('an act in the future and an act before the clock of the log are refused by name', async () => {
  const caseId = await register();
  const future = await act(casework, {
    caseId,
    step: 'clueVerified',
    on: '2025-03-01',
    by: ['赵延', '钱禾'],
    particulars: { finding: '现场核实属实（演示）', withinJurisdiction: true, suggestion: 'file' },
    seen: 1,
  });
  assert.ok(future.kind === 'refused' && future.reasons.some((reason) => reason.gate === 'notFuture'));
  casework.at('2025-02-09T09:00:00+08:00');
  await assert.rejects(
    act(casework, {
      caseId: newId(),
      step: 'clueRegistered',
      by: ['赵延'],
      particulars: { ...clue, receivedAt: '2025-02-09 08:00' },
      seen: 0,
    }),
    (error: { code?: string }) => error.code === 'clockSetBack',
  );
  casework.at('2025-02-10T09:00:00+08:00');
});

test('read models rebuilt from the log equal the live ones, numbers included', async () => {
  const dump = async () => ({
    rows: await caseTables(casework.db).selectFrom('case_row').selectAll().orderBy('case_id').execute(),
    deadlines: (await listDeadlines(casework.db, casework.agency)).deadlines,
    numbers: await caseTables(casework.db).selectFrom('issued_number').selectAll().orderBy('series').orderBy('no').execute(),
  });
  const live = await dump();
  assert.ok(live.rows.length > 10);
  await rebuild(casework);
  assert.deepEqual(await dump(), live);
});
