// src/console/oversight/gateWords.test.ts
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { penaltyOrdinary } from '../../law/procedures/penaltyOrdinary.ts';
import { gateWords } from './gateWords.ts';

test('every gate of the procedure is told by its sentence and article', () => {
  for (const gate of Object.values(penaltyOrdinary.steps).flatMap((step) => step?.gates ?? [])) {
    const { says, basis } = gateWords(gate.id);
    assert.notEqual(says, gate.id);
    assert.match(basis ?? '', /§\d+$/);
  }
});

test('an order refused names the step that must come first', () => {
  assert.equal(gateWords('after:noticeServed').says, '须先事先告知');
  assert.equal(gateWords('goneSince2020').says, 'goneSince2020');
});
