// src/ledger/proof/witnessRequest.test.ts —— submissions as the specification writes them, and who is believed to ask
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../hashNode.ts';
import { newSigner } from '../keys.ts';
import { NoteError, parseVkey } from './note.ts';
import { formatSubmission, parseSize, parseSubmission, signRequest, whoAsks } from './witnessRequest.ts';

// The request of c2sp.org/tlog-witness.
const example = `old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
`;

test('the example of the specification reads, and is written again as it stands', () => {
  const submission = parseSubmission(example);
  assert.deepEqual([submission.old, submission.proof.length], [20852014, 4]);
  assert.ok(submission.checkpoint.startsWith('example.com/behind-the-sofa\n20852163\n'));
  assert.equal(formatSubmission(submission), example);
});

test('whatever is written reads back; anything else is refused and never crashes', () => {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.array(hash, { maxLength: 63 }), (old, proof) => {
      assert.deepEqual(parseSubmission(formatSubmission({ old, proof, checkpoint: 'x\n' })), { old, proof, checkpoint: 'x\n' });
      assert.equal(parseSize(`${old}\n`), old);
    }),
  );
  fc.assert(fc.property(fc.string(), (junk) => assert.throws(() => parseSubmission(junk), NoteError)));
  const line = `${'A'.repeat(43)}=\n`;
  for (const bad of [
    `old 1\n${line.repeat(64)}\nx`,
    'old 01\n\nx',
    'old -1\n\nx',
    'old 1 \n\nx',
    `old 1\n${line.trim()} \n\nx`,
    'old 1\nAAAA\n\nx',
  ])
    assert.throws(() => parseSubmission(bad), NoteError, bad);
  for (const bad of ['1', '01\n', '1\n\n', ' 1\n', '99999999999999999\n', 'x\n']) assert.equal(parseSize(bad), undefined, bad);
});

test('who asks is whoever signed this path of this log within five minutes', () => {
  const [key, other] = [newSigner('w.example/a'), newSigner('w.example/a')];
  const known = [parseVkey(newSigner('w.example/b').vkey), parseVkey(key.vkey)];
  const header = signRequest(key, 'log.example/a', 'sealed/0/3', 1_700_000_000);
  const asks = (given: string | undefined, origin = 'log.example/a', path = 'sealed/0/3', now = 1_700_000_000) =>
    whoAsks(given, known, origin, path, now)?.name;
  assert.equal(asks(header), 'w.example/a');
  assert.equal(asks(header, undefined, undefined, 1_700_000_300), 'w.example/a');
  for (const refused of [
    asks(header, 'log.example/b'),
    asks(header, undefined, 'sealed/0/4'),
    asks(header, undefined, undefined, 1_700_000_301),
    asks(header, undefined, undefined, 1_699_999_699),
    asks(signRequest(other, 'log.example/a', 'sealed/0/3', 1_700_000_000)),
    asks(header.replace('1700000000', '1700000001')),
    asks(undefined),
    asks('Bearer x'),
  ])
    assert.equal(refused, undefined);
});
