// src/publication/after/results.test.ts —— 公示:nothing personal gets out, the page comes provably from the original
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { fromBase64, toBase64 } from '../../base/bytes.ts';
import { plainDate } from '../../base/dates.ts';
import { rebuild } from '../../casework/rebuild.ts';
import { assemble, type ReadRun, runsOf } from '../../law/papers/paper.ts';
import { sampleCompany, samplePerson, witness } from '../../law/papers/sample/acts.ts';
import { sampleCase } from '../../law/papers/sampleCase.ts';
import { commitmentOf, readSegments } from '../../ledger/proof/disclose.ts';
import { parseHeader } from '../../ledger/proof/header.ts';
import { verifyReceipt } from '../../ledger/proof/receipt.ts';
import { openSampleHouse, publishSample } from '../samplePublication.ts';
import { publicationTables } from '../tables.ts';
import { draftFor } from './draftPublication.ts';
import { countResults, findResult, listResults, readDoc, receiptOf, yearFigures } from './readResults.ts';

const house = await openSampleHouse();
after(() => house.close());
const { agency, log } = house;
const { db } = house.store;
const today = plainDate('2025-07-01');

const one = await publishSample(house);
const rowOf = (caseId: string) =>
  publicationTables(db).selectFrom('publication').selectAll().where('case_id', '=', caseId).executeTakeFirstOrThrow();
const shownTo = (text: string) => listResults(db, agency, today, { text });

/** What must stand nowhere: given name, number, address below the county, telephone. */
const secrets = [
  samplePerson.name,
  samplePerson.name.slice(1),
  samplePerson.citizenId!,
  '1978年2月28日',
  '犇河村3组12号',
  samplePerson.phone,
  '李演示',
  witness.name,
  witness.citizenId,
];
const free = (text: string, of = secrets) => {
  for (const secret of of) assert.ok(!text.includes(secret), `“${secret}”出现在公开内容里`);
};
/** Every run of a paper read back, in reading order, headings and labels included. */
const readRuns = (node: unknown): Extract<ReadRun, { path: string }>[] => {
  if (typeof node !== 'object' || node === null) return [];
  return 'path' in node ? [node as ReadRun] : Object.values(node).flatMap(readRuns);
};

test('公开的一行、公开文本和回执里没有当事人和其他自然人的任何个人信息', async () => {
  const row = await rowOf(one.file.id);
  free(JSON.stringify(row));
  const receipt = await receiptOf(db, log, agency, one.publicId, row.act_id);
  free(JSON.stringify(receipt));
  free(JSON.stringify(await draftFor(db, agency, one.file)));
  assert.equal(row.party_public, '张某');
  assert.equal(row.title, '擅自改变林地用途，罚款5,359.68元');
});

test('公开文本与原件逐字一致，隐去的每一段都写明是什么、依据哪一条', async () => {
  const doc = (await readDoc(db, agency, one.publicId))!;
  const read = new Map(readSegments(doc.disclosure).map((segment) => [segment.path, segment]));
  const shape = read.get('paper/CF29') as { value: unknown };
  const paper = assemble(shape.value, 'CF29', (path) => read.get(path));
  const runs = readRuns(paper.blocks);
  const text = runs.map((run) => ('text' in run ? run.text : '')).join('');
  assert.match(text, /当事人（自然人）：/);
  assert.match(text, /罚款人民币伍仟叁佰伍拾玖元陆角捌分/);
  const hidden = runs.flatMap((run) => ('hidden' in run ? [run] : []));
  assert.ok(hidden.length >= 5);
  for (const { as, ground } of hidden) assert.ok(as && /第.+条/.test(ground));
  const original = runsOf(sampleCase().papers.CF29!).map(({ run }) => run.text);
  assert.deepEqual(
    runs.flatMap((run, i) => ('text' in run && run.text !== original[i] ? [run.text] : [])),
    [],
  );
  assert.equal(runs.length, original.length);
});

test('文书以外的案卷内容整段隐去，也不透露有哪些事项', async () => {
  const { disclosure } = (await readDoc(db, agency, one.publicId))!;
  const others = disclosure.segments.flatMap((segment) => ('h' in segment && !segment.path.startsWith('paper/') ? [segment] : []));
  assert.ok(others.length >= 4);
  for (const segment of others) assert.match(segment.path, /^(act|p|made)$/);
  const opinion = readSegments(disclosure).filter((segment) => 'value' in segment && !segment.path.startsWith('paper/CF29'));
  assert.deepEqual(opinion, []);
});

test('回执不经本站也能验证：承诺、收录、签名都对', async () => {
  const { act_id } = await rowOf(one.file.id);
  const receipt = (await receiptOf(db, log, agency, one.publicId, act_id))!;
  const checked = verifyReceipt(receipt, { logs: [log.vkey], trusted: true });
  assert.deepEqual(
    checked.checks.filter(({ ok }) => !ok),
    [],
  );
  assert.equal(checked.ok, true);
  assert.equal(toBase64(commitmentOf(receipt.disclosure!)), toBase64(parseHeader(fromBase64(receipt.header)).c));
});

test('显示的替代文字只有姓氏和县区，并且不在证明之内', async () => {
  const { instead, disclosure } = (await readDoc(db, agency, one.publicId))!;
  const words = Object.values(instead);
  assert.ok(words.includes('张某'));
  assert.ok(words.includes('辽宁省盘锦市盘山县'));
  const open = new Set(disclosure.segments.filter((segment) => 's' in segment).map((segment) => JSON.parse(segment.s)[1]));
  for (const path of Object.keys(instead)) assert.ok(!open.has(path));
});

test('隐去处理另行指定的段落不公开，指错位置的会被指出', async () => {
  const target = readRuns((await draftFor(db, agency, one.file))!.paper.blocks).find(
    (run) => 'text' in run && run.text.includes('修建道路改变用途'),
  );
  const extra = [
    { path: target!.path, as: '精确地点', ground: '政府信息公开条例第十七条' },
    { path: 'paper/CF29/99999', as: '不存在', ground: '无' },
  ];
  const other = await publishSample(house, { extra });
  const draft = (await draftFor(db, agency, other.file))!;
  assert.deepEqual(draft.unknown, ['paper/CF29/99999']);
  assert.ok(draft.hidden.some(({ as }) => as === '精确地点'));
  assert.ok(!JSON.stringify(await readDoc(db, agency, other.publicId)).includes('修建道路改变用途'));
});

test('案由里写了当事人姓名的，标题里只有姓氏', async () => {
  const named = await publishSample(house, { cause: `${samplePerson.name}擅自改变林地用途` });
  const row = await rowOf(named.file.id);
  assert.equal(row.cause, '张某擅自改变林地用途');
  free(JSON.stringify(row));
});

test('单位的名称照实公开，个人的手机号码仍然隐去', async () => {
  const company = await publishSample(house, { party: { ...sampleCompany, phone: '13900000034' } });
  const row = await rowOf(company.file.id);
  assert.equal(row.party_public, sampleCompany.name);
  free(JSON.stringify(row), ['13900000034']);
});

test('超过七个工作日公开的，记为迟延', async () => {
  const late = await publishSample(house, { publishedOn: '2025-06-24' });
  const row = await rowOf(late.file.id);
  assert.equal(row.due_on, '2025-06-23');
  assert.equal(row.late, true);
  assert.match(row.doc!.process.find(({ name }) => name === '公开')!.says, /第8个工作日，法定期限7个工作日，超期1个工作日/);
  assert.equal((await rowOf(one.file.id)).late, false);
});

test('两个字就能查到；当事人的全名和证件号码查不到', async () => {
  assert.ok((await shownTo('林地')).results.length >= 3);
  assert.ok((await shownTo('苇田')).results.length === 1);
  assert.deepEqual((await shownTo(samplePerson.name)).results, []);
  assert.deepEqual((await shownTo(samplePerson.citizenId!)).results, []);
  assert.equal((await listResults(db, agency, today, { item: 'PJLS-CF-999' })).results.length, 0);
  assert.equal((await listResults(db, agency, today, { year: '2024' })).results.length, 0);
});

test('常见的词和少见的词，查到的一样完整', async () => {
  const found = await shownTo('林地');
  assert.equal(found.results.length, found.count);
  await sql`insert into publication select p.agency, gen_random_uuid(), gen_random_uuid(), 'many' || lpad(i::text, 8, '0'), p.n,
    '盘林湿罚决〔2024〕第' || lpad(i::text, 4, '0') || '号', p.title, p.cause, p.party_public, p.party_kind, p.item_code, p.item_name, date '2024-01-01' + i % 300,
    p.published_on, p.ends_on, p.due_on, p.used_days, p.late, p.state, null, null, null, p.fine, p.doc, p.terms, p.haystack
    from publication p, generate_series(1, 1100) as i where p.public_id = ${one.publicId}`.execute(db);
  try {
    const seen = new Set<string>();
    let page = await listResults(db, agency, today, { text: '林地', limit: 100 });
    assert.equal(page.count, 1001);
    assert.equal(page.results[0]!.decision_number, found.results[0]!.decision_number);
    for (;;) {
      for (const row of page.results) seen.add(row.public_id);
      if (!page.next) break;
      page = await listResults(db, agency, today, { text: '林地', limit: 100, after: page.next });
    }
    assert.equal(seen.size, 1100 + found.count);
  } finally {
    await db.deleteFrom('publication').where('public_id', 'like', 'many%').execute();
  }
});

test('翻页不重复、不遗漏', async () => {
  const all = (await listResults(db, agency, today)).results.map((row) => row.public_id);
  const seen: string[] = [];
  for (let next: string | undefined, first = true; first || next; first = false) {
    const page = await listResults(db, agency, today, { limit: 2, ...(next ? { after: next } : {}) });
    seen.push(...page.results.map((row) => row.public_id));
    next = page.next;
  }
  assert.deepEqual(seen, all);
  assert.equal(await countResults(db, agency, today), all.length);
});

test('公示期满之后查不到，也不能再下载', async () => {
  const row = await rowOf(one.file.id);
  assert.equal((await findResult(db, agency, one.publicId, plainDate(row.ends_on))).kind, 'shown');
  const after = plainDate('2026-06-13');
  assert.equal((await findResult(db, agency, one.publicId, after)).kind, 'expired');
  assert.deepEqual((await listResults(db, agency, after)).results, []);
});

test('撤回之后只剩文书号、日期、原因和机关，当事人、结果和正文都没有了', async () => {
  const gone = await publishSample(house);
  await gone.record('decisionRevoked', '2025-06-25', {
    organ: '盘锦市人民政府',
    kind: 'revoked',
    number: '盘政复决〔2025〕1号',
    paper: ['x'],
    reason: '程序',
  });
  await gone.record('publicationWithdrawn', '2025-06-26', { reason: `复议决定撤销原处罚决定（${samplePerson.name}一案）` });
  const row = await rowOf(gone.file.id);
  assert.deepEqual([row.state, row.doc, row.party_public, row.fine], ['withdrawn', null, null, null]);
  assert.equal(row.withdrawn_on, '2025-06-26');
  assert.equal(row.withdrawn_by, '盘锦市人民政府撤销（盘政复决〔2025〕1号）');
  assert.ok(!row.title.includes('罚款') && !row.haystack.includes('张某'));
  free(JSON.stringify(row));
  assert.equal((await findResult(db, agency, gone.publicId, today)).kind, 'withdrawn');
  assert.equal(await receiptOf(db, log, agency, gone.publicId, row.act_id), undefined);
  assert.equal((await yearFigures(db, agency, '2025', today)).withdrawn, 1);
});

test('从日志重建的公示与现有的完全相同', async () => {
  const read = () => publicationTables(db).selectFrom('publication').selectAll().orderBy('public_id').execute();
  const live = await read();
  await rebuild(house.casework);
  assert.deepEqual(await read(), live);
});
