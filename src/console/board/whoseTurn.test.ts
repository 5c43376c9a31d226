// src/console/board/whoseTurn.test.ts
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whoseTurn } from './whoseTurn.ts';

const nameOf = (id: string) => ({ a: '赵延', b: '钱禾' })[id] ?? id;

test('an officer who does not handle the case is not awaited; its handlers are, by name', () => {
  const row = { turn: ['officers'], handlers: ['a', 'b'] };
  assert.deepEqual(whoseTurn(row, { id: 'a', posts: ['officer'] }, nameOf), { mine: true, others: [] });
  assert.deepEqual(whoseTurn(row, { id: 'c', posts: ['officer'] }, nameOf), { mine: false, others: ['赵延、钱禾'] });
});

test('parallel duties show mine and the others', () => {
  const row = { turn: ['officers', 'head'], handlers: ['a'] };
  assert.deepEqual(whoseTurn(row, { id: 'h', posts: ['head'] }, nameOf), { mine: true, others: ['赵延'] });
});

test('before anyone handles a case every officer may', () => {
  assert.equal(whoseTurn({ turn: ['officers'], handlers: [] }, { id: 'c', posts: ['officer'] }, nameOf).mine, true);
});
