// src/ledger/proof/note.test.ts —— notes, keys and checkpoints against public examples and against damage
import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { concat, sameBytes, toBase64, utf8 } from '../../base/bytes.ts';
import { newSigner, openKey } from '../keys.ts';
import vectors from '../testdata/notes.vectors.json' with { type: 'json' };
import { leafHash } from './hash.ts';
import { rootOf } from './merkle.ts';
import {
  COSIGNATURE_TYPE,
  formatCheckpoint,
  formatVkey,
  NoteError,
  openCheckpoint,
  openNote,
  parseCheckpoint,
  parseVkey,
  signNote,
} from './note.ts';

test('notes signed by others open, unknown signatures are ignored', () => {
  for (const { vkey, note } of vectors.notes) {
    const { text, signatures } = openNote(note, [parseVkey(vkey)]);
    assert.ok(note.startsWith(`${text}\n— `));
    assert.deepEqual(
      signatures.map(({ name }) => name),
      [parseVkey(vkey).name],
    );
  }
});

test('the checkpoints of another log are of the tree its entries make', () => {
  const { entries, vkeys, checkpoints } = vectors.log;
  for (const note of checkpoints) {
    const { size, root } = openCheckpoint(note, vkeys.map(parseVkey));
    assert.ok(sameBytes(rootOf(entries.slice(0, size).map((word) => leafHash(utf8(word)))), root), String(size));
  }
});

test('a key text that was changed anywhere is refused', () => {
  const { vkey } = vectors.notes[1]!;
  for (let i = 0; i < vkey.length; i++) {
    const next = String.fromCharCode(vkey.charCodeAt(i) + 1);
    assert.throws(() => parseVkey(vkey.slice(0, i) + next + vkey.slice(i + 1)), NoteError, String(i));
    assert.throws(() => parseVkey(vkey.slice(0, i)), NoteError);
    if (i > 0) assert.throws(() => parseVkey(vkey.slice(i)), NoteError);
  }
  for (const bad of vectors.badKeys) assert.throws(() => parseVkey(bad), NoteError);
  for (const name of ['', 'a b', 'a+b', 'a\u3000b', 'a\n']) assert.throws(() => formatVkey(name, new Uint8Array(32)), RangeError);
});

test('a note gives its text back; any other text, or a known key with a wrong signature, is refused', () => {
  const [signer, other] = [newSigner('log.example/a'), newSigner('log.example/b')];
  const known = [parseVkey(signer.vkey)];
  const text = fc.string({ unit: 'grapheme', maxLength: 80 }).map((line) => `${line.replace(/[\x00-\x1f\ufffd\ud800-\udfff]/gu, '')}\n`);
  fc.assert(
    fc.property(text, fc.nat(), (body, at) => {
      const note = signNote(body, [other, signer]);
      assert.equal(openNote(note, known).text, body);
      const chars = [...body.slice(0, -1), '鹤'];
      chars[at % chars.length] = chars[at % chars.length] === '鸣' ? '鹤' : '鸣';
      assert.throws(() => openNote(`${chars.join('')}\n${note.slice(body.length)}`, known), NoteError);
    }),
    { numRuns: 40 },
  );
  const note = signNote('text\n', [signer]);
  assert.throws(() => openNote(note, [parseVkey(other.vkey)]), /没有找到/);
  const forged = note.replace(/[A-Za-z0-9+/=]+\n$/, `${toBase64(concat(known[0]!.id, new Uint8Array(64)))}\n`);
  assert.throws(
    () => openNote(`${forged}${signNote('text\n', [other]).slice('text\n\n'.length)}`, [...known, parseVkey(other.vkey)]),
    /签名不对/,
  );
});

test('malformed notes are refused, whatever is wrong with them', () => {
  const signer = newSigner('log.example/a');
  const known = [parseVkey(signer.vkey)];
  const good = signNote('text\n', [signer]);
  const line = good.slice('text\n\n'.length);
  assert.equal(openNote(`text\n\n${line.repeat(16)}`, known).signatures.length, 1);
  const bad = [
    '',
    'text\n',
    'text\n\n',
    good.slice(0, -1),
    `\u0001${good}`,
    `\ufffd${good}`,
    good.replace('— ', '- '),
    good.replace('log.example', 'log example'),
    `${good}Unexpected line.\n`,
    `text\n\n${line.repeat(65)}`,
    'text\n\n— log.example/a AAAA\n',
  ];
  for (const note of bad) assert.throws(() => openNote(note, known), NoteError, JSON.stringify(note));
  fc.assert(fc.property(fc.string(), (note) => void assert.throws(() => openNote(note, known), NoteError)));
});

test('a witness signs with its time, and a checkpoint needs the signature of its own log', () => {
  const log = newSigner('log.example/a');
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const witness = parseVkey(
    formatVkey('witness.example', new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)), COSIGNATURE_TYPE),
  );
  const text = formatCheckpoint({ origin: 'log.example/a', size: 7, root: new Uint8Array(32) });
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(1_800_000_000n);
  const signature = sign(null, utf8(`cosignature/v1\ntime 1800000000\n${text}`), privateKey);
  const line = `— witness.example ${toBase64(concat(witness.id, time, signature))}\n`;
  const checkpoint = openCheckpoint(signNote(text, [log]) + line, [parseVkey(log.vkey), witness]);
  assert.deepEqual(
    checkpoint.signatures.map(({ name, time: at }) => [name, at]),
    [
      ['log.example/a', undefined],
      ['witness.example', 1_800_000_000],
    ],
  );
  assert.throws(() => openCheckpoint(`${text}\n${line}`, [parseVkey(log.vkey), witness]), /日志自己没有/);
  time.writeBigUInt64BE(1_800_000_001n);
  const wrong = `— witness.example ${toBase64(concat(witness.id, time, signature))}\n`;
  assert.throws(() => openCheckpoint(signNote(text, [log]) + wrong, [parseVkey(log.vkey), witness]), /签名不对/);
});

test('a checkpoint text reads back as itself and nothing else is one', () => {
  const root32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const any = fc.record(
    { origin: fc.constantFrom('log.example/a', '盘锦 日志'), size: fc.maxSafeNat(), root: root32 },
    { noNullPrototype: true },
  );
  fc.assert(fc.property(any, (checkpoint) => assert.deepEqual(parseCheckpoint(formatCheckpoint(checkpoint)), checkpoint)));
  const root = toBase64(new Uint8Array(32));
  for (const text of [
    '',
    'a\n1\n',
    `a\n01\n${root}\n`,
    `a\n-1\n${root}\n`,
    `\n1\n${root}\n`,
    `a\n1\n${root}`,
    `a\n1\n${root}\n\n`,
    `a\n9007199254740993\n${root}\n`,
    `a\n1\n${root.slice(4)}\n`,
  ])
    assert.throws(() => parseCheckpoint(text), NoteError, JSON.stringify(text));
});

test('a key file is made once, for its owner only, and refused when others can read it', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'key-'));
  const file = join(directory, 'log.pem');
  const made = await openKey(file, 'log.example/a');
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.equal((await openKey(file, 'log.example/a')).vkey, made.vkey);
  await chmod(file, 0o644);
  await assert.rejects(openKey(file, 'log.example/a'), /别人也能读/);
  await rm(directory, { recursive: true });
});
