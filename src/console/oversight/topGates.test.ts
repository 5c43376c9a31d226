// src/console/oversight/topGates.test.ts
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { topGates } from './topGates.ts';

test('gates are counted over all refusals, the most frequent first', () => {
  const rows = [{ gates: ['a', 'b'] }, { gates: ['b'] }, {}];
  assert.deepEqual(topGates(rows), [
    { gate: 'b', n: 2 },
    { gate: 'a', n: 1 },
  ]);
  assert.deepEqual(topGates(rows, 1), [{ gate: 'b', n: 2 }]);
});
