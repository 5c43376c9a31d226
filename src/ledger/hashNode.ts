// src/ledger/hashNode.ts —— 服务器上的快速指纹与验签:the same results several times faster (import it once; it installs itself)
// A Buffer per digest is what costs: crypto.hash as a latin1 string, written into a pooled Buffer, avoids it.
import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import { toBase64Url, toHex } from '../base/bytes.ts';
import { freshBytes } from '../store/vault/randomBytes.ts';
import { SALT_BYTES, type Sealed } from './proof/disclose.ts';
import { emptyRoot, type Hash, installHasher } from './proof/hash.ts';
import { installVerify } from './proof/note.ts';

const nodeScratch = Buffer.alloc(65);
nodeScratch[0] = 1;
let leafScratch = Buffer.alloc(4096);

type Latin1Buffer = Buffer & { latin1Write(text: string, at: number, length: number): number }; // absent from the type declarations
const digestInto = (input: Buffer, out: Buffer, at: number): Buffer => {
  (out as Latin1Buffer).latin1Write(hash('sha256', input, 'latin1' as 'binary'), at, 32);
  return out;
};
const digest = (input: Buffer): Hash => digestInto(input, Buffer.allocUnsafe(32), 0);

/** SHA-256(0x00 ‖ entry) by the fast path. */
function leaf(entry: Uint8Array): Hash {
  if (entry.length >= leafScratch.length) leafScratch = Buffer.alloc(entry.length * 2);
  leafScratch[0] = 0;
  leafScratch.set(entry, 1);
  return digest(leafScratch.subarray(0, entry.length + 1));
}

/** SHA-256(0x01 ‖ left ‖ right) by the fast path. */
function node(left: Hash, right: Hash): Hash {
  nodeScratch.set(left, 1);
  nodeScratch.set(right, 33);
  return digest(nodeScratch);
}

// '["' + 22 characters of salt + '",' + what follows '[' in the stored line: the exact string a disclosure shows, without making it.
const LETTERS = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
const LINE_AT = 27;
let lineScratch = Buffer.alloc(4096);

function saltInto(scratch: Buffer, salts: Uint8Array, from: number): void {
  let out = 3;
  for (let i = from; i < from + 15; i += 3) {
    const three = (salts[i]! << 16) | (salts[i + 1]! << 8) | salts[i + 2]!;
    scratch[out++] = LETTERS[three >> 18]!;
    scratch[out++] = LETTERS[(three >> 12) & 63]!;
    scratch[out++] = LETTERS[(three >> 6) & 63]!;
    scratch[out++] = LETTERS[three & 63]!;
  }
  scratch[out++] = LETTERS[salts[from + 15]! >> 2]!;
  scratch[out] = LETTERS[(salts[from + 15]! & 3) << 4]!;
}

/** The commitment of a stored payload by the fast path; undefined when salts and lines differ in number. */
export function commitmentOfDoc(doc: Uint8Array, salts: Uint8Array): Hash | undefined {
  const bytes = Buffer.from(doc.buffer, doc.byteOffset, doc.length);
  const count = salts.length / SALT_BYTES;
  if (!Number.isInteger(count)) return undefined;
  if (count === 0) return bytes.length === 0 ? emptyRoot() : undefined;
  if (lineScratch.length < bytes.length + LINE_AT) lineScratch = Buffer.alloc((bytes.length + LINE_AT) * 2);
  lineScratch.write('\0["', 0, 'latin1');
  lineScratch.write('",', 25, 'latin1');
  const row = Buffer.allocUnsafe(1 + count * 32);
  let [seen, begin] = [0, 0];
  for (; begin <= bytes.length && seen < count; seen++) {
    if (bytes[begin] !== 0x5b) return undefined; // the line's '[' is implied in what is hashed, so it must be there
    const newline = bytes.indexOf(10, begin);
    const end = newline < 0 ? bytes.length : newline;
    saltInto(lineScratch, salts, seen * SALT_BYTES);
    lineScratch.set(bytes.subarray(begin + 1, end), LINE_AT);
    digestInto(lineScratch.subarray(0, LINE_AT + end - begin - 1), row, 1 + seen * 32);
    begin = end + 1;
  }
  return seen === count && begin === bytes.length + 1 ? reduce(row, count) : undefined;
}

/** Commits to a stored payload with fresh salts, by the fast path. */
export function sealDocFast(doc: string): Sealed {
  const bytes = Buffer.from(doc);
  const lines = doc === '' ? 0 : doc.split('\n').length;
  const salts = freshBytes(lines * SALT_BYTES);
  return { commitment: commitmentOfDoc(bytes, salts)!, salts };
}

/** The root over hashes in a row that starts at byte 1, in place: the byte before a pair is spent, so the node's prefix goes there. */
function reduce(row: Buffer, count: number): Hash {
  for (let left = count; left > 1; left = Math.ceil(left / 2)) {
    for (let i = 0; i < Math.floor(left / 2); i++) {
      row[i * 64] = 1;
      digestInto(row.subarray(i * 64, i * 64 + 65), row, 1 + i * 32);
    }
    if (left % 2 === 1) row.copy(row, 1 + (left - 1) * 16, 1 + (left - 1) * 32, 1 + left * 32);
  }
  return row.subarray(1, 33);
}

const keys = new Map<string, KeyObject>();

function keyOf(bytes: Uint8Array): KeyObject {
  const name = toHex(bytes);
  const known = keys.get(name) ?? createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(bytes) }, format: 'jwk' });
  keys.set(name, known);
  return known;
}

installHasher({ leaf, node });
installVerify((signature, message, key) => verify(null, message, keyOf(key), signature));
