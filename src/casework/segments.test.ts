// src/casework/segments.test.ts —— pseudonyms of a case
import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { pseudonym } from './segments.ts';

test('a pseudonym is the truncated HMAC-SHA-256 of the person under the key of the case', () => {
  for (const person of ['panjin-p01', '赵延', '', 'x'.repeat(300)]) {
    const key = randomBytes(32);
    const mac = createHmac('sha256', key).update(person).digest().subarray(0, 16);
    assert.equal(pseudonym(key.toString('base64'), person), mac.toString('base64url'));
  }
  assert.notEqual(pseudonym(randomBytes(32).toString('base64'), '赵延'), pseudonym(randomBytes(32).toString('base64'), '赵延'));
});
