// src/console/case/orderedMoves.test.ts
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseView, MoveView } from '../wire/shapes.ts';
import { awaitedOf, classOf, lockedOf, orderedMoves, withoutSigners } from './orderedMoves.ts';

const move = (step: string, over: Partial<MoveView> = {}) =>
  ({ step, name: step, reasons: [], fact: false, owed: true, ...over }) as MoveView;
const locked = move('investigationConcluded', {
  reasons: [{ gate: 'countersignedByAll', basis: '处罚法§55', says: '', detail: '第6条还须由钱禾本人登录确认' }],
});
const view = {
  standing: { next: [{ step: 'noticeServed' }, { step: 'legalReviewed' }] },
  moves: {
    mine: [move('countersigned'), move('reviewSubmitted'), move('statementReceived', { fact: true }), move('noticeServed')],
    others: [move('legalReviewed'), move('reviewSubmitted')],
    locked: [locked, move('filingDeclined', { reasons: [{ gate: 'unless:caseFiled', basis: '处罚法§54', says: '' }] })],
  },
} as unknown as CaseView;

test('what the procedure waits for comes first; a repeatable step already done is only possible', () => {
  assert.deepEqual(
    orderedMoves(view, '赵延').map((each) => each.step),
    ['noticeServed', 'reviewSubmitted', 'statementReceived', 'countersigned'],
  );
  assert.deepEqual(
    awaitedOf(view).map((each) => each.step),
    ['legalReviewed'],
  );
});

test('a colleague whose confirmation another step waits for owes it', () => {
  assert.equal(classOf(view, view.moves.mine[0]!, '钱禾'), 'owed');
  assert.equal(classOf(view, view.moves.mine[0]!, '赵延'), 'inner');
});

test('a step whose place another took is not listed as locked', () => {
  assert.deepEqual(
    lockedOf(view).map((each) => each.step),
    ['investigationConcluded'],
  );
});

test('an act that lacks only a second signer is open: the form is where he is chosen', () => {
  const lacking = move('clueVerified', { turn: 'mine', reasons: [{ gate: 'twoOfficers', basis: '处罚法§42', says: '' }] });
  const opened = withoutSigners({ ...view, moves: { mine: [], others: [], locked: [lacking, locked] } });
  assert.deepEqual(
    opened.moves.mine.map((each) => each.step),
    ['clueVerified'],
  );
  assert.deepEqual(
    opened.moves.locked.map((each) => each.step),
    ['investigationConcluded'],
  );
});
