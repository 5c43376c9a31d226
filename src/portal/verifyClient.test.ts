// src/portal/verifyClient.test.ts —— 浏览器里的核验:a page that adds, moves, hides or renames is caught although each text is right
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fourChecks, panelHtml } from '../ui/verifyPanel.ts';
import { checkShown, type Shown, type ShownRun } from './verifyClient.ts';

const segments = [
  { s: JSON.stringify(['AAAAAAAAAAAAAAAAAAAAAA', 'paper/CF29', { title: '行政处罚决定书', number: '第001号', agency: '本局' }]) },
  { s: JSON.stringify(['AAAAAAAAAAAAAAAAAAAAAA', 'paper/CF29/0', '当事人：']) },
  { h: '', path: 'paper/CF29/1', as: '姓名', ground: '依据' },
  { s: JSON.stringify(['AAAAAAAAAAAAAAAAAAAAAA', 'paper/CF29/2', '。']) },
];
const receipt = { v: 1, agency: 'x', origin: 'x', header: '', proof: null, disclosure: { segments } } as const;
const page: Shown = {
  runs: [
    { path: 'paper/CF29/0', text: '当事人：' },
    { path: 'paper/CF29/1', text: '已隐去：姓名', mark: '1' },
    { path: 'paper/CF29/2', text: '。' },
  ],
  parts: { title: '行政处罚决定书', number: '第001号', agency: '本局' },
  loose: '',
};
const says = (change: Partial<Shown>) => {
  const { ok, says } = checkShown(receipt as never, { ...page, ...change });
  assert.equal(ok, false);
  return says;
};

test('照原样显示的通过', () => {
  assert.equal(checkShown(receipt as never, page).ok, true);
});

test('调换先后、添加文字、改标题文号、多遮一处，都不通过', () => {
  assert.match(says({ runs: page.runs.toReversed() }), /先后/);
  assert.match(says({ loose: '另罚一万元' }), /不属于原件/);
  assert.match(says({ parts: { ...page.parts, number: '第002号' } }), /文号/);
  assert.match(says({ parts: { title: '行政处罚决定书', agency: '本局' } }), /文号/);
  assert.match(says({ runs: [...page.runs.slice(0, 2), { path: 'paper/CF29/2', text: '已隐去：姓名', mark: '1' }] }), /遮住/);
});

test('隐去的一处没有标出、标的不是声明的、一段出现两次，都不通过', () => {
  const [first, withheld, last] = page.runs as [ShownRun, ShownRun, ShownRun];
  assert.match(says({ runs: [first, last] }), /没有标出/);
  assert.match(says({ runs: [first, withheld, withheld, last] }), /重复/);
  assert.match(says({ runs: [first, first, withheld, last] }), /重复/);
  assert.match(says({ runs: [first, withheld] }), /缺少/);
  for (const wrong of [
    { text: '已隐去：住址' },
    { text: '姓名' },
    { text: '' },
    { text: '姓名已隐去，以下是替代文字，非原文：王某' },
    { mark: '' },
    { mark: '另罚' },
  ])
    assert.match(says({ runs: [first, { ...withheld, ...wrong }, last] }), /说明的不同/, JSON.stringify(wrong));
  assert.match(says({ runs: [first, { path: withheld.path, text: '王某' }, last] }), /说明的不同/);
});

test('替代文字须是回执声明的那几个字', () => {
  const declared = { segments: segments.map((each) => ('h' in each ? { ...each, instead: '张某' } : each)) };
  const withText = (text: string) =>
    checkShown({ ...receipt, disclosure: declared } as never, {
      ...page,
      runs: page.runs.with(1, { path: 'paper/CF29/1', text, mark: '1' }),
    });
  assert.equal(withText('姓名已隐去，以下是替代文字，非原文：张某').ok, true);
  assert.equal(withText('姓名已隐去，以下是替代文字，非原文：王某').ok, false);
  assert.equal(withText('已隐去：姓名').ok, false);
});

test('四项检查各有名称；没有做的检查不算通过', () => {
  const four = fourChecks([{ name: 'commitment', ok: true, says: '一致' }]);
  assert.equal(four.length, 4);
  assert.deepEqual(
    four.map(({ ok }) => ok),
    [false, true, false, false],
  );
});

test('面板里的文字不成为标记，绿勾旁边总有“这不能说明”', () => {
  const html = panelHtml({
    ...{
      state: 'passed',
      by: 'browser',
      checks: [],
      proves: ['<b>'],
      doesNotProve: ['对不对'],
      at: '2026-01-01 09:00',
      number: '"',
      phone: '<',
    },
  });
  assert.ok(!html.includes('<b>'));
  assert.match(html, /这不能说明/);
});
