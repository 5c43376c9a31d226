// src/law/walk/testArrivals.ts —— 走到了哪里：what every procedure's walks are asked, whatever its invariants; for tests
import assert from 'node:assert/strict';
import type { CaseFile, Procedure } from '../engine.ts';
import type { Registers } from '../registers.ts';
import { standingOf } from '../standing.ts';
import type { StepId } from '../vocabulary.ts';

/** Asserts that each invariant was held against some walk: one that never applies would prove nothing. */
export function assertAllTested(invariants: object, walks: readonly { checked: ReadonlyMap<string, number> }[]): void {
  const never = Object.keys(invariants).filter((name) => !walks.some(({ checked }) => checked.get(name)));
  assert.deepEqual(never, []);
}

/** Asserts that each of the steps was reached by some walk, and returns by how many. */
export function assertArrivals(goals: readonly StepId[], walks: readonly { file: CaseFile }[]): Record<string, number> {
  const counts = Object.fromEntries(
    goals.map((step) => [step, walks.filter(({ file }) => file.acts.some((act) => act.step === step)).length]),
  );
  for (const [step, count] of Object.entries(counts)) assert.ok(count > 0, `${step}: ${JSON.stringify(counts)}`);
  return counts;
}

/** Asserts that a case that is still open has a next step: none may be stuck. */
export function assertNextStep(law: Procedure, file: CaseFile, registers: Registers): void {
  const standing = standingOf(law, file, registers);
  if (standing.status === 'open') assert.ok(standing.next.length > 0, file.acts.map((act) => act.step).join(' '));
}
