// src/portal/verifyClient.test.ts —— 浏览器里的核验:a page that adds, moves, hides or renames is caught although each text is right
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fourChecks, panelHtml } from '../ui/verifyPanel.ts';
import { checkShown, type Shown } from './verifyClient.ts';

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
    { path: 'paper/CF29/2', text: '。' },
  ],
  parts: { title: '行政处罚决定书', number: '第001号', agency: '本局' },
  hidden: ['paper/CF29/1'],
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
  assert.match(says({ hidden: ['paper/CF29/1', 'paper/CF29/2'] }), /遮住/);
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
