// src/ledger/vouching/sealing.test.ts —— what a mirror keeps opens with the log's key only, in its own place only; records survive being cut
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newSigner } from '../keys.ts';
import { leafHash } from '../proof/hash.ts';
import { formatRecords, parseRecords } from '../proof/records.ts';
import { sealingOf } from './sealing.ts';

const bytes = fc.uint8Array({ maxLength: 300 });
const key = newSigner('log.example/a');
const sealing = sealingOf(key);

test('a sealed payload opens to the same bytes, and never elsewhere, under another key, or changed by a bit', () => {
  const others = [sealingOf(newSigner('log.example/a')), sealingOf({ ...key, vkey: newSigner('log.example/b').vkey })];
  fc.assert(
    fc.property(bytes, bytes, fc.nat(), fc.nat(), (doc, salts, index, at) => {
      const leaf = leafHash(doc);
      const sealed = sealing.seal(index, leaf, { doc, salts });
      assert.deepEqual(sealing.open(index, leaf, sealed), { doc, salts });
      assert.notDeepEqual(sealing.seal(index, leaf, { doc, salts }), sealed, 'twice the same looks different');
      const flipped = sealed.with(at % sealed.length, sealed[at % sealed.length]! ^ 1);
      for (const wrong of [flipped, sealed.subarray(1), sealed.subarray(0, -1), new Uint8Array()])
        assert.throws(() => sealing.open(index, leaf, wrong), RangeError);
      assert.throws(() => sealing.open(index + 1, leaf, sealed), RangeError);
      assert.throws(() => sealing.open(index, leafHash(leaf), sealed), RangeError);
      for (const other of others) assert.throws(() => other.open(index, leaf, sealed), RangeError);
    }),
  );
});

test('records read back as written, and of a file cut anywhere the whole ones before the cut', () => {
  fc.assert(
    fc.property(fc.array(bytes, { maxLength: 8 }), fc.nat(), (records, at) => {
      const whole = formatRecords(records);
      assert.deepEqual(parseRecords(whole), { records, length: whole.length });
      const cut = parseRecords(whole.slice(0, at % (whole.length + 1)));
      assert.deepEqual(cut.records, records.slice(0, cut.records.length));
      assert.ok(cut.length <= at % (whole.length + 1));
    }),
  );
});
