// src/portal/tools/tools.test.ts —— 期限计算器、节假日安排、事项的版本:complete pages without a script; the address names no person
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { plainDate } from '../../base/dates.ts';
import { newId } from '../../base/ids.ts';
import { openSampleHouse } from '../../publication/samplePublication.ts';
import { recordEntries, touchRegisters } from '../../registers/load.ts';
import { changeLeaves, foldLeaf } from '../../registers/signed/fold.ts';
import { portal } from '../portal.ts';

const house = await openSampleHouse('heming.example/panjin');
after(() => house.close());
const today = plainDate('2026-11-24');
const open = () =>
  portal({
    ...{ db: house.store.db, agency: house.agency, registers: house.registers, log: house.log, today: () => today },
    ...{ fingerprint: '01234567 89abcdef 01234567 89abcdef', publicUrl: 'http://heming.example', assets: '/nowhere' },
  });
const get = async (path: string) => {
  const response = await open().request(`http://heming.example${path}`);
  return { status: response.status, body: await response.text() };
};

test('the calculator is a form that works without a script, and its fields are dates, days and names of terms', async () => {
  const { status, body } = await get('/tools/deadline');
  assert.equal(status, 200);
  assert.match(body, /<form class="filters" action="\/tools\/deadline#r"/);
  const fields = [...body.matchAll(/ name="(\w+)"/g)].map(([, name]) => name).filter((name) => !/^[A-Z]|viewport/.test(name!));
  const stretches = [1, 2, 3].flatMap((n) => [`why${n}`, `from${n}`, `to${n}`]);
  assert.deepEqual(fields, ['term', 'amount', 'statute', 'from', ...stretches]);
  assert.doesNotMatch(body, /\sstyle=|<style|\son[a-z]+=|<script(?![^>]* src=)/);
});

test('an answer opens into its computation; a year without data is 待核; faults are said and the page is not lost', async () => {
  const due = (await get('/tools/deadline?term=penalty.ordinary:decisionMade&from=2026-03-02')).body;
  for (const words of ['2026年6月1日', '当日不计', '处罚法第60条', '2026年5月31日是周日，顺延', '日历版本'])
    assert.ok(due.includes(words), words);
  assert.match(
    (await get('/tools/deadline?amount=20&statute=%E8%AE%B8%E5%8F%AF%E6%B3%95&from=2029-03-02')).body,
    /待核[\s\S]*2029年节假日安排尚未录入/,
  );
  const wrong = await get('/tools/deadline?term=penalty.ordinary:decisionMade&from=2026-02-30');
  assert.equal(wrong.status, 200);
  assert.match(wrong.body, /role="alert"[\s\S]*不是真实存在的日期/);
  assert.match(wrong.body, /aria-invalid="true" aria-describedby="e-from"/);
  const typed = (await get('/tools/deadline?term=%22%3E%3Cscript%3E&from=%3Cb%3E')).body;
  assert.doesNotMatch(typed, /<script>|<b>/);
});

test('calendar and items show the version of the asked day, all versions, and what each rests on', async () => {
  const { agency } = house;
  const hand = { by: 'panjin-p17', at: '2026-11-01T01:00:00.000Z' };
  const [from, document] = ['2026-11-01', '国办发明电〔2026〕9号（演示）'];
  const item = (await house.registers(house.store.db)).item('PJLS-CF-001', today)!;
  const stopped = { ...item, usable: false, whyUnusable: '依据修订', publishedFrom: from };
  await house.store.db.transaction().execute(async (tx) => {
    await touchRegisters(tx, agency, hand.at);
    const entries = [
      { list: 'calendar' as const, key: 'calendar', from, content: { version: '2026.2', source: document, notices: {} } },
      { list: 'calendar' as const, key: '2029', from, content: { holidays: { '2029-01-01': '元旦' }, workdays: {} } },
      { list: 'item' as const, key: item.code, from, content: stopped },
      { list: 'item' as const, key: 'PJLS-CF-002', from, content: null },
    ];
    await recordEntries(tx, agency, entries, hand);
    const id = newId();
    const said = {
      by: hand.by,
      list: 'item',
      key: item.code,
      kind: 'suspend',
      from,
      before: item,
      content: stopped,
      reason: '依据修订',
      document,
    };
    await foldLeaf(tx, agency, { id, type: changeLeaves.proposed, at: hand.at, said });
    await foldLeaf(tx, agency, {
      id,
      type: changeLeaves.approved,
      at: hand.at,
      said: { by: hand.by, change: id, effectiveOn: from, checked: 0, moved: [] },
    });
  });
  const now = (await get('/calendar')).body;
  assert.match(now, /有效的是<strong>日历2026.2<\/strong>/);
  assert.ok(now.includes(document) && now.includes('2029年'));
  const then = (await get('/calendar?on=2026-10-31')).body;
  assert.match(then, /有效的是<strong>日历2026.1<\/strong>/);
  assert.ok(!then.includes('<caption>2029年'));
  assert.match((await get('/calendar?on=2026-02-30')).body, /没有“2026-02-30”这一天/);
  const current = (await get('/items/PJLS-CF-001')).body;
  assert.match(current, /正在核对更新：依据修订/);
  assert.ok(current.includes('停用待更新') && current.includes(document));
  const earlier = (await get('/items/PJLS-CF-001?on=2026-10-31')).body;
  assert.match(earlier, /这是2026-10-31有效的内容/);
  assert.doesNotMatch(earlier, /正在核对更新/);
  const ended = await get('/items/PJLS-CF-002');
  assert.deepEqual([ended.status, /自2026-11-01起取消/.test(ended.body)], [200, true]);
  assert.doesNotMatch((await get('/items')).body, /PJLS-CF-002"/);
  assert.equal((await get('/items/PJLS-CF-999')).status, 404);
});
