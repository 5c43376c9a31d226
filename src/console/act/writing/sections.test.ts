// src/console/act/writing/sections.test.ts
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { penaltyOrdinary } from '../../../law/procedures/penaltyOrdinary.ts';
import type { StepId } from '../../../law/vocabulary.ts';
import { sectionsOf } from './sections.ts';

test('every field of every step stands in exactly one section', () => {
  for (const [step, rule] of Object.entries(penaltyOrdinary.steps)) {
    const shown = sectionsOf(step as StepId, rule.fields).flatMap((section) => section.fields.map((field) => field.key));
    const expected = rule.fields.map((field) => field.key).filter((key) => key !== 'backdateGround');
    assert.deepEqual(shown.toSorted(), expected.toSorted(), step);
  }
});
