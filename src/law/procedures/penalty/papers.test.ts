// src/law/procedures/penalty/papers.test.ts —— 公示的是决定书：the decision is the first paper of its step, before approvals that stay inside
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { procedures } from '../inForce.ts';

test('where a penalty’s step issues the decision and other papers, the decision comes first: the first one is published', () => {
  const wrong = procedures
    .filter(({ actTypes }) => actTypes.includes('penalty'))
    .flatMap(({ id, decision, steps }) => {
      const documents = (decision && steps[decision.step]?.documents) ?? [];
      return decision && documents.includes(decision.form) && documents[0] !== decision.form ? [`${id}: ${documents.join(' ')}`] : [];
    });
  assert.deepEqual(wrong, []);
});
