// src/casework/inspections.test.ts —— 检查频次：counted with the act, asked at approval, the same after a rebuild
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { defaultsFor } from '../../stories/defaults.ts';
import { addDays, type PlainDate, plainDate } from '../base/dates.ts';
import { newId } from '../base/ids.ts';
import type { Party } from '../law/facts.ts';
import type { StepId } from '../law/vocabulary.ts';
import { inspectionMigrations, inspectionsProjection } from './inspections.ts';
import { rebuild } from './rebuild.ts';
import { act, openTestCasework, type TestCasework } from './testCasework.ts';

let casework: TestCasework;
before(async () => {
  casework = await openTestCasework({ migrations: inspectionMigrations, projections: [inspectionsProjection] });
});
after(() => casework.close());

const party = (name: string, uscc: string): Party => ({
  kind: 'organisation',
  name,
  uscc,
  representative: '周演示',
  address: '辽宁省盘锦市大洼区演示镇苇田路1号',
  phone: '0427-2000000',
});
const farm = party('盘锦演示苇田农业有限公司', '91211100MA0DEM001J');
const other = party('盘锦演示水产养殖有限公司', '91211104MA0DEM007Y');

/** Does a step of an inspection on its day with what it usually states. */
async function does(caseId: string, seen: number, step: StepId, by: string[], on: PlainDate, whom: Party, more: object = {}) {
  casework.at(`${on}T10:00:00+08:00`);
  const ids = by.map((name) => casework.people[name]!);
  const usual = defaultsFor(step, { story: { item: 'PJLS-JC-008', party: whom }, on, by: ids, evidence: [] });
  const particulars = Object.fromEntries(Object.entries({ ...usual, ...more }).filter(([, value]) => value !== undefined));
  return act(casework, { caseId, step, seen, by, on, particulars });
}
const propose = { trigger: undefined, whyUnannounced: undefined };
async function proposed(on: PlainDate, whom: Party, more: object = {}): Promise<string> {
  const caseId = newId();
  const done = await does(caseId, 0, 'inspectionProposed', ['孙平', '李望'], on, whom, { ...propose, ...more });
  assert.equal(done.kind, 'recorded', JSON.stringify(done));
  return caseId;
}
const approve = (caseId: string, on: PlainDate) => does(caseId, 1, 'inspectionApproved', ['沈岳'], on, farm);
const gatesOf = (done: Awaited<ReturnType<typeof approve>>) => (done.kind === 'refused' ? done.reasons.map(({ gate }) => gate) : done.kind);

test('R53: the third planned inspection of a subject in a year is not approved; another subject, another year and a single cause are', async () => {
  const day = plainDate('2026-03-02');
  const [first, second, third] = [await proposed(day, farm), await proposed(day, farm), await proposed(day, farm)];
  assert.equal((await approve(first, day)).kind, 'recorded');
  assert.equal((await approve(second, day)).kind, 'recorded');
  assert.deepEqual(gatesOf(await approve(third, day)), ['withinYearlyCap']);
  assert.equal((await approve(await proposed(day, other), day)).kind, 'recorded');
  const nextYear = await proposed(day, farm, { plannedOn: '2027-01-05' });
  assert.equal((await approve(nextYear, day)).kind, 'recorded');
  const single = await proposed(day, farm, { source: 'complaint', planNo: undefined, trigger: '12345热线转办单2026-0001（演示）' });
  assert.equal((await approve(single, day)).kind, 'recorded');
  // One that is called off before anybody went there no longer counts.
  const cancelled = await does(second, 2, 'inspectionCancelled', ['韩江'], addDays(day, 1), farm);
  assert.equal(cancelled.kind, 'recorded', JSON.stringify(cancelled));
  assert.equal((await approve(third, addDays(day, 1))).kind, 'recorded');
});

test('two heads who approve at once do not both pass: the cap is asked in the log’s own queue', async () => {
  const day = plainDate('2026-04-01');
  const whom = party('盘锦演示林场有限公司', '91211122MA0DEM003L');
  const cases = [await proposed(day, whom), await proposed(day, whom), await proposed(day, whom), await proposed(day, whom)];
  const done = await Promise.all(cases.map((caseId) => approve(caseId, day)));
  assert.deepEqual(done.map(({ kind }) => kind).sort(), ['recorded', 'recorded', 'refused', 'refused']);
});

test('the counts are the same after a rebuild', async () => {
  const rows = async () => (await sql`select * from inspection_count order by case_number`.execute(casework.db)).rows;
  const kept = await rows();
  assert.equal(kept.length, 7);
  await rebuild(casework);
  assert.deepEqual(await rows(), kept);
});

test('a clue names an inspection that handed it over: no other number passes', async () => {
  const day = plainDate('2026-06-01');
  const caseId = await proposed(day, other, {
    source: 'monitoring',
    planNo: undefined,
    trigger: '卫星图斑2026-0601（演示）',
    mode: 'documents',
  });
  let seen = 1;
  const goes = async (step: StepId, by: string[], more: object = {}) => {
    const done = await does(caseId, seen, step, by, day, other, more);
    assert.equal(done.kind, 'recorded', `${step} ${JSON.stringify(done)}`);
    seen += 1;
    return seen;
  };
  const confirm = (n: number) => goes('countersigned', ['李望'], { acts: [{ act: n }] });
  const problem = { text: '湿地占用、利用情况', finding: 'problem', note: '围垦湿地约300平方米' };
  await confirm(1);
  await goes('inspectionApproved', ['沈岳']);
  const notice = { inspectAt: '2026-06-02 09:30', refusal: undefined };
  await confirm(await goes('inspectionNoticed', ['孙平', '李望'], notice));
  const visit = addDays(day, 1);
  const onVisit = async (step: StepId, by: string[], more: object) => {
    const done = await does(caseId, seen, step, by, visit, other, more);
    assert.equal(done.kind, 'recorded', `${step} ${JSON.stringify(done)}`);
    seen += 1;
    return seen;
  };
  const record = { points: [problem], whyNoRecording: '书面检查，没有进入现场', witness: undefined, refusalNote: undefined };
  const first = await onVisit('siteInspected', ['孙平', '李望'], record);
  await onVisit('countersigned', ['李望'], { acts: [{ act: first }] });
  const concluded = { outcome: 'penalty', problems: '围垦湿地约300平方米', breach: undefined, demand: undefined, orderBy: undefined };
  const second = await onVisit('inspectionConcluded', ['孙平', '李望'], concluded);
  await onVisit('countersigned', ['李望'], { acts: [{ act: second }] });
  await onVisit('outcomeEndorsed', ['王岚'], {});
  await onVisit('inspectionResultNoticed', ['孙平', '李望'], { refusal: undefined });
  const { rows } = await sql<{ case_number: string }>`select case_number from case_row where case_id = ${caseId}`.execute(casework.db);
  const inspectionNo = rows[0]!.case_number;
  const clue = () => does(newId(), 0, 'clueRegistered', ['孙平'], visit, other, { source: 'inspection', inspectionNo, suspect: undefined });
  assert.deepEqual(gatesOf(await clue()), ['inspectionHandedOver']);
  await onVisit('violationHandedOver', ['孙平'], {});
  assert.equal((await clue()).kind, 'recorded');
});
