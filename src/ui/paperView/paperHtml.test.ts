// src/ui/paperView/paperHtml.test.ts
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assemble, type Block, dismantle, type Paper } from '../../law/papers/paper.ts';
import { paperHtml } from './paperHtml.ts';

const blocks: Block[] = [
  { kind: 'heading', text: '一、违法事实' },
  { kind: 'paragraph', runs: [{ text: '当事人' }, { text: '张喆堃', mask: 'personName' }], flush: true },
  {
    kind: 'form',
    columns: 2,
    rows: [
      [
        { label: '案由', runs: [{ text: '改变林地用途' }] },
        { label: '案号', runs: [{ text: '0031' }] },
      ],
      [{ label: '意见', runs: [{ text: '同意' }], span: 2, tall: true }],
    ],
  },
  { kind: 'list', head: ['序号', '证据'], widths: [1, 3], rows: [[[{ text: '1' }], [{ text: '勘验笔录' }]]] },
  {
    kind: 'dialogue',
    turns: [
      { asks: true, runs: [{ text: '何时修的' }] },
      { asks: false, runs: [{ text: '去年十一月' }] },
    ],
  },
  { kind: 'opinion', label: '审核意见', runs: [{ text: '无异议' }], signers: ['吴岚'], date: '2026年3月2日' },
  { kind: 'signature', lines: ['盘锦市林业和湿地保护管理局'], date: '2026年3月16日', seal: true },
  { kind: 'signLines', labels: ['被询问人：'] },
  { kind: 'note', text: '本文书一式两份。' },
];
const paper: Paper = {
  form: 'CF29',
  template: 'v1',
  agency: '某局',
  title: '决定书',
  number: '第001号',
  layout: 'letter',
  date: '2026-03-16',
  blocks,
};
const wordsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => (['kind', 'mask'].includes(key) ? [] : wordsOf(member)));
};

test('every word of every kind of block is shown', () => {
  const html = paperHtml(paper);
  for (const word of wordsOf(blocks)) assert.ok(html.includes(word), word);
});

test('text never becomes markup', () => {
  const html = paperHtml({ ...paper, title: '<img src=x onerror=alert(1)>', blocks: [{ kind: 'note', text: '"<script>' }] });
  assert.ok(!html.includes('<img') && !html.includes('<script'));
});

test('a withheld run says what and why, and its text is nowhere', () => {
  const pieces = new Map(dismantle(paper).map((piece) => [piece.path, piece.value]));
  const name = [...pieces].find(([, value]) => value === '张喆堃')![0];
  const read = assemble(pieces.get('paper/CF29'), 'CF29', (path) =>
    path === name ? { hidden: true, as: '自然人姓名', ground: '个人信息保护法第六条' } : { value: pieces.get(path) },
  );
  const html = paperHtml(read, { marks: true });
  assert.ok(!html.includes('张喆堃'));
  assert.match(html, /〔自然人姓名〕/);
  assert.match(html, /个人信息保护法第六条/);
  for (const path of pieces.keys()) if (path !== 'paper/CF29') assert.ok(html.includes(`data-path="${path}"`), path);
});

test('no style attribute is written: the content security policy forbids it', () => {
  assert.ok(!paperHtml(paper, { marks: true, gaps: true }).includes('style='));
});
