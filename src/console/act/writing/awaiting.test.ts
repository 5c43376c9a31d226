// src/console/act/writing/awaiting.test.ts
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseView } from '../../wire/shapes.ts';
import { awaiting } from './awaiting.ts';

const [a, b] = [
  { id: 'a', name: '赵延' },
  { id: 'b', name: '钱禾' },
];
const act = (n: number, over: object = {}) => ({ n, step: 'siteExamined', by: [a, b], enteredBy: a, voided: false, fields: [], ...over });
const view = {
  acts: [
    act(1, { by: [a] }),
    act(2),
    act(3),
    act(4, { voided: true }),
    act(5, { step: 'countersigned', by: [b], enteredBy: b, fields: [{ key: 'acts', label: '', text: '1. 记录：第2条' }] }),
  ],
} as unknown as CaseView;

test('what a colleague entered with me waits for my confirmation until I give it; a voided record waits for nobody', () => {
  assert.deepEqual(awaiting(view, 'b'), [3]);
  assert.deepEqual(awaiting(view, 'a'), []);
});
