// src/ledger/proof/receipt.test.ts —— disclosure, receipts and portable proofs: what verifies, and what no edit gets past
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { concat, fromBase64, fromUtf8, sameBytes, toBase64, utf8 } from '../../base/bytes.ts';
import { newId } from '../../base/ids.ts';
import { commitmentOfDoc, sealDocFast } from '../hashNode.ts';
import { newSigner } from '../keys.ts';
import { commitmentOf, type Disclosure, disclose, formatDoc, parseDoc, readSegments, type Segment, seal, sealDoc } from './disclose.ts';
import { leafHash, nodeHash } from './hash.ts';
import { formatHeader, parseHeader } from './header.ts';
import { proveInclusion, rootOf } from './merkle.ts';
import { formatCheckpoint, NoteError, parseVkey, signNote } from './note.ts';
import { formatProof, parseProof, verifyProof } from './proof.ts';
import { KEY_CAVEAT, type Receipt, verifyReceipt } from './receipt.ts';

const json = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>;
const segmentsOf = (min: number) =>
  fc.uniqueArray(fc.record({ path: fc.string({ maxLength: 20 }), value: json }, { noNullPrototype: true }), {
    ...{ minLength: min, maxLength: 12, selector: ({ path }) => path },
  });

test('the fast hashes equal the portable ones', () => {
  const bytes = fc.uint8Array({ maxLength: 9000 });
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(fc.property(bytes, (entry) => assert.ok(sameBytes(leafHash(entry), sha256(concat(Uint8Array.of(0), entry))))));
  fc.assert(
    fc.property(hash, hash, (left, right) => assert.ok(sameBytes(nodeHash(left, right), sha256(concat(Uint8Array.of(1), left, right))))),
  );
});

test('the commitment of a stored payload equals the one it was sealed with, and no other bytes have it', () => {
  fc.assert(
    fc.property(segmentsOf(0), fc.nat(), (segments, at) => {
      const doc = utf8(formatDoc(segments));
      const { commitment, salts } = at % 2 === 0 ? sealDoc(formatDoc(segments)) : sealDocFast(formatDoc(segments));
      assert.ok(sameBytes(commitmentOf(disclose(segments, salts, () => false)), commitment));
      assert.ok(sameBytes(commitmentOfDoc(doc, salts)!, commitment));
      assert.deepEqual(parseDoc(doc), JSON.parse(JSON.stringify(segments)));
      if (segments.length === 0) return;
      assert.equal(commitmentOfDoc(doc, salts.slice(1)), undefined);
      assert.equal(commitmentOfDoc(doc, salts.slice(16)), undefined);
      const i = at % doc.length;
      const edited = commitmentOfDoc(doc.with(i, doc[i]! ^ 1), salts);
      assert.ok(!edited || !sameBytes(edited, commitment));
      assert.ok(!sameBytes(commitmentOfDoc(doc, salts.with(at % salts.length, salts[at % salts.length]! ^ 1))!, commitment));
    }),
  );
});

test('whatever is withheld, the commitment is rebuilt; any edit, drop, addition or exchange of segments breaks it', () => {
  fc.assert(
    fc.property(segmentsOf(2), fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), fc.nat(), (segments, hidden, at) => {
      const { commitment, salts } = seal(segments);
      const shown = disclose(segments, salts, (_, i) => hidden[i]! && { as: '姓名', ground: '依据' });
      assert.ok(sameBytes(commitmentOf(shown), commitment));
      assert.equal(readSegments(shown).length, segments.length);
      const list = shown.segments;
      const i = at % list.length;
      const one = list[i]!;
      const edited = 's' in one ? { s: one.s.replace(/"/, "'") } : { ...one, h: toBase64(sha256(utf8(one.h))) };
      const wrong = [list.with(i, edited), list.toSpliced(i, 1), list.toSpliced(i, 0, one), [...list.slice(1), list[0]!]];
      for (const probe of wrong) assert.ok(!sameBytes(commitmentOf({ segments: probe }), commitment));
    }),
  );
});

test('equal values get different hashes, so nobody can guess what was withheld', () => {
  const segments: Segment[] = ['a', 'b'].map((path) => ({ path, value: '211122199001010011' }));
  const hashes = () =>
    disclose(segments, seal(segments).salts, () => ({ as: '身份证号', ground: '依据' })).segments.map((each) => 'h' in each && each.h);
  assert.equal(new Set([...hashes(), ...hashes()]).size, 4);
  assert.notDeepEqual(seal(segments).commitment, seal(segments).commitment);
  assert.throws(() => disclose(segments, new Uint8Array(16), () => false), RangeError);
  assert.throws(() => formatDoc([{ path: 'x', value: undefined }]), TypeError);
});

test('header bytes read back as themselves, and nothing else is one', () => {
  const [id, caseId, at, c] = [newId(), newId(), '2025-02-19T08:00:00.000Z', new Uint8Array(32)];
  const header = { type: 't', id, at, org: 'a', by: 'p', caseId, n: 2, prev: new Uint8Array(32).fill(7), c };
  const text = formatHeader(header);
  assert.deepEqual(parseHeader(utf8(text)), header);
  assert.equal(
    text,
    `{"v":1,"t":"t","id":"${id}","at":"${at}","org":"a","by":"p","case":"${caseId}","n":2,"prev":"${toBase64(header.prev)}","c":"${toBase64(c)}"}`,
  );
  const raw = JSON.parse(text);
  const wrong = [
    { ...raw, v: 2 },
    { ...raw, n: 1 },
    { ...raw, n: 1.5 },
    { ...raw, prev: undefined },
    { ...raw, at: '2025-02-19' },
    { ...raw, c: 'AA==' },
    { ...raw, case: 'x' },
    { ...raw, by: '' },
    null,
    [],
    'x',
  ];
  for (const probe of wrong) assert.throws(() => parseHeader(utf8(JSON.stringify(probe))), RangeError, JSON.stringify(probe));
  assert.throws(() => parseHeader(Uint8Array.of(0xff)), RangeError);
});

/** A log of five leaves in memory, with the receipt of the third. */
function madeReceipt() {
  const signer = newSigner('log.example/a');
  const segments: Segment[] = [
    { path: 'paper/CF29/0/0', value: '行政处罚决定书' },
    { path: 'paper/CF29/1/0', value: '张某甲' },
  ];
  const { commitment, salts } = seal(segments);
  const header = formatHeader({ type: 'decisionMade', id: newId(), at: '2025-06-01T08:00:00.000Z', org: 'a', by: 'p', c: commitment });
  const leaves = [0, 1, 2, 3, 4].map((i) => leafHash(utf8(i === 2 ? header : `leaf ${i}`)));
  const checkpoint = signNote(formatCheckpoint({ origin: 'log.example/a', size: 5, root: rootOf(leaves) }), [signer]);
  const hashes = proveInclusion(2, 5, (level, n) => rootOf(leaves.slice(n * 2 ** level, (n + 1) * 2 ** level)));
  const disclosure = disclose(segments, salts, ({ value }) => value === '张某甲' && { as: '姓名', ground: '依据' });
  const proof = formatProof({ index: 2, hashes, checkpoint });
  const receipt: Receipt = { v: 1, agency: 'a', origin: 'log.example/a', header: toBase64(utf8(header)), disclosure, proof };
  return { signer, receipt, keys: { logs: [signer.vkey], trusted: true } };
}
const failing = (receipt: unknown, keys: { logs: string[]; trusted: boolean }) =>
  verifyReceipt(receipt, keys)
    .checks.filter(({ ok }) => !ok)
    .map(({ name }) => name);

test('a receipt verifies, and each kind of change fails the check that is about it', () => {
  const { receipt, keys } = madeReceipt();
  const good = verifyReceipt(receipt, keys);
  assert.deepEqual([good.ok, good.pending, good.caveats, good.facts!.index, good.facts!.size], [true, false, [], 2, 5]);
  const segments = receipt.disclosure!.segments;
  const edited = { ...receipt, disclosure: { segments: [{ s: (segments[0] as { s: string }).s.replace('处罚', '许可') }, segments[1]!] } };
  assert.deepEqual(failing(edited, keys), ['commitment']);
  assert.deepEqual(failing({ ...receipt, disclosure: { segments: segments.slice(1) } }, keys), ['commitment']);
  assert.deepEqual(failing({ ...receipt, disclosure: { segments: [{ s: '不是 JSON' }, segments[1]!] } }, keys), [
    'disclosure',
    'commitment',
  ]);
  const header = toBase64(utf8(fromUtf8(fromBase64(receipt.header)).replace('2025-06', '2025-05')));
  assert.deepEqual(failing({ ...receipt, header }, keys), ['inclusion']);
  assert.deepEqual(failing({ ...receipt, proof: receipt.proof!.replace('index 2', 'index 3') }, keys), ['inclusion']);
  assert.deepEqual(failing({ ...receipt, proof: receipt.proof!.replace('\n5\n', '\n6\n') }, keys), ['signature']);
  assert.deepEqual(failing({ ...receipt, proof: receipt.proof!.replace('\n5\n', '\n50\n') }, keys), ['inclusion', 'signature']);
  assert.deepEqual(failing(receipt, { logs: [newSigner('log.example/a').vkey], trusted: true }), ['signature']);
  assert.deepEqual(failing(receipt, { logs: ['坏钥匙'], trusted: true }), ['signature']);
  assert.deepEqual(failing({ ...receipt, agency: 'b' }, keys), ['identity']);
  assert.deepEqual(failing({ ...receipt, origin: 'log.example/b' }, keys), ['identity']);
  assert.deepEqual(failing({ ...receipt, proof: 'c2sp.org/tlog-proof@v1\n' }, keys), ['inclusion']);
});

test('a key from the server is named as unverified; an unsigned receipt is pending, not passed; without text it says so', () => {
  const { receipt, keys } = madeReceipt();
  assert.deepEqual(verifyReceipt(receipt, { ...keys, trusted: false }).caveats, [KEY_CAVEAT]);
  const waiting = verifyReceipt({ ...receipt, proof: null }, keys);
  assert.deepEqual([waiting.ok, waiting.pending], [false, true]);
  assert.match(waiting.caveats.join(), /待签发/);
  const erased = verifyReceipt({ ...receipt, disclosure: undefined }, keys);
  assert.equal(erased.ok, true);
  assert.match(erased.caveats.join(), /没有核对文字/);
});

test('no garbage makes the verifier throw or pass', () => {
  const { receipt, keys } = madeReceipt();
  fc.assert(fc.property(fc.anything(), (junk) => assert.equal(verifyReceipt(junk, keys).ok, false)));
  const fields = fc.constantFrom('v', 'agency', 'origin', 'header', 'disclosure', 'proof');
  fc.assert(
    fc.property(fields, fc.anything(), (field, junk) => {
      if (field === 'disclosure' && junk === undefined) return;
      assert.equal(verifyReceipt({ ...receipt, [field]: junk }, keys).ok, false);
    }),
  );
  const segment = fc.record({ segments: fc.array(fc.anything()) });
  fc.assert(fc.property(segment, (disclosure) => assert.equal(verifyReceipt({ ...receipt, disclosure }, keys).ok, false)));
});

test('a .tlog-proof reads back as itself, verifies its entry, and nothing else is one', () => {
  const { signer, receipt } = madeReceipt();
  const known = [parseVkey(signer.vkey)];
  const entry = fromBase64(receipt.header);
  assert.equal(formatProof(parseProof(receipt.proof!)), receipt.proof);
  assert.equal(verifyProof(receipt.proof!, entry, known).index, 2);
  assert.throws(() => verifyProof(receipt.proof!, entry.with(0, 1), known), /不在签名的日志里/);
  const extra = formatProof({ ...parseProof(receipt.proof!), extra: utf8('更多') });
  assert.match(extra, /^c2sp\.org\/tlog-proof@v1\nextra .*\nindex 2\n/);
  assert.deepEqual(parseProof(extra).extra, utf8('更多'));
  const long = toBase64(new Uint8Array(64));
  const bad = [
    'wrong-header\nindex 0\n\ncheckpoint\n',
    'c2sp.org/tlog-proof@v1\nextra !!notbase64!!\nindex 0\n\ncheckpoint\n',
    'c2sp.org/tlog-proof@v1\n\n\ncheckpoint\n',
    'c2sp.org/tlog-proof@v1\nindex notanumber\n\ncheckpoint\n',
    'c2sp.org/tlog-proof@v1\nindex -5\n\ncheckpoint\n',
    'c2sp.org/tlog-proof@v1\nindex 05\n\ncheckpoint\n',
    'c2sp.org/tlog-proof@v1\nindex 0\n!!notbase64!!\n\ncheckpoint\n',
    `c2sp.org/tlog-proof@v1\nindex 0\n${long}\n\ncheckpoint\n`,
    `c2sp.org/tlog-proof@v1\nindex 0\n${`${toBase64(new Uint8Array(32))}\n`.repeat(64)}\ncheckpoint\n`,
  ];
  for (const text of bad) assert.throws(() => parseProof(text), NoteError, text);
});

test('a disclosure survives JSON as it is', () => {
  const { receipt, keys } = madeReceipt();
  const again = JSON.parse(JSON.stringify(receipt)) as { disclosure: Disclosure };
  assert.equal(verifyReceipt(again, keys).ok, true);
});
