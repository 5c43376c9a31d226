// src/console/act/writing/awaiting.test.ts
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseView } from '../../wire/shapes.ts';
import { awaiting } from './awaiting.ts';

const view = {
  acts: [
    { n: 1, awaits: [] },
    { n: 2, awaits: ['b'] },
    { n: 3, awaits: ['a', 'b'] },
  ],
} as unknown as CaseView;

test('what a colleague entered with me waits for my confirmation, and nobody else’s', () => {
  assert.deepEqual(awaiting(view, 'b'), [2, 3]);
  assert.deepEqual(awaiting(view, 'a'), [3]);
  assert.deepEqual(awaiting(view, 'c'), []);
});
