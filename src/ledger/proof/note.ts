// src/ledger/proof/note.ts —— 签名文本:signed notes, key texts and checkpoints (c2sp.org/signed-note, tlog-checkpoint, tlog-cosignature)
import { hashes, verify } from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { concat, fromBase64, sameBytes, toBase64, toHex, utf8 } from '../../base/bytes.ts';
import type { Hash } from './hash.ts';

/** Checks an Ed25519 signature (64 bytes) over a message with a raw public key; may throw on a key that is no point. */
export type Verify = (signature: Uint8Array, message: Uint8Array, key: Uint8Array) => boolean;

hashes.sha512 = sha512; // the synchronous half of the library has no SHA-512 of its own
let verifyEd25519: Verify = (signature, message, key) => verify(signature, message, key, { zip215: false });

/** Replaces the signature check of this runtime by a faster one with the same results (`hashNode.ts`). */
export const installVerify = (faster: Verify): void => {
  verifyEd25519 = faster;
};

/** Signature types: a log's Ed25519 note, a witness's time-stamped Ed25519 cosignature. */
export const NOTE_TYPE = 1;
export const COSIGNATURE_TYPE = 4;

/** A public key as a verifier knows it. */
export type Vkey = { name: string; id: Uint8Array; type: number; key: Uint8Array };
/** Who signs: its key text and the raw Ed25519 signature over bytes. */
export type Signer = { vkey: string; sign(message: Uint8Array): Uint8Array };
/** A signature that was checked; `time` (Unix seconds) only on a cosignature. */
export type Signature = { name: string; vkey: Vkey; time?: number };

/** A note that must not be believed; the message is a Chinese sentence for the reader. */
export class NoteError extends Error {
  override name = 'NoteError';
}

// Unicode white space and '+', which separate the parts of a key text.
const badName = /[\s\u0085+]|^$/u;
const keyId = (name: string, typed: Uint8Array) => sha256(concat(utf8(`${name}\n`), typed)).slice(0, 4);

/** The key text `name+id+base64(type ‖ key)` of an Ed25519 public key (32 bytes); throws RangeError on a bad name or length. */
export function formatVkey(name: string, key: Uint8Array, type: number = NOTE_TYPE): string {
  if (badName.test(name) || key.length !== 32) throw new RangeError(`不能用作公钥的名称或长度：${name}`);
  const typed = concat(Uint8Array.of(type), key);
  return `${name}+${toHex(keyId(name, typed))}+${toBase64(typed)}`;
}

/** Reads a key text; throws NoteError when it is damaged or of an unknown type. */
export function parseVkey(text: string): Vkey {
  const match = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text);
  const typed = match && attempt(() => fromBase64(match[3]!));
  if (!match || !typed || badName.test(match[1]!)) throw new NoteError('公钥文本的格式不对，请核对是否抄写完整');
  const [type, key] = [typed[0]!, typed.slice(1)];
  if ((type !== NOTE_TYPE && type !== COSIGNATURE_TYPE) || key.length !== 32) throw new NoteError('不认识这种公钥，只支持 Ed25519');
  const id = keyId(match[1]!, typed);
  if (toHex(id) !== match[2]) throw new NoteError('公钥文本前后不符，请核对是否抄写有误');
  return { name: match[1]!, id, type, key };
}

/** Signs a text that ends in a newline with log keys; throws RangeError on a text a note cannot hold. */
export function signNote(text: string, signers: readonly Signer[]): string {
  if (!text.endsWith('\n') || hasControls(text)) throw new RangeError('签名文本须以换行结束，且不含控制字符');
  const lines = signers.map((signer) => {
    const { name, id } = parseVkey(signer.vkey);
    return `— ${name} ${toBase64(concat(id, signer.sign(utf8(text))))}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/** A witness's signature line over the text of a note, at `time` in Unix seconds (tlog-cosignature, Ed25519). */
export function cosign(note: string, cosigner: Signer, time: number): string {
  const { name, id, type } = parseVkey(cosigner.vkey);
  if (type !== COSIGNATURE_TYPE) throw new RangeError('这把密钥不是见证用的');
  const stamp = new Uint8Array(8);
  new DataView(stamp.buffer).setBigUint64(0, BigInt(time));
  const signature = cosigner.sign(utf8(`cosignature/v1\ntime ${time}\n${splitNote(note).text}`));
  return `— ${name} ${toBase64(concat(id, stamp, signature))}\n`;
}

/** Checks a note against known keys: its text and who signed. Throws NoteError when malformed, when a known key's signature is
 * wrong, or when no known key signed. Unknown signatures are ignored. */
export function openNote(note: string, known: readonly Vkey[]): { text: string; signatures: Signature[] } {
  const { text, lines } = splitNote(note);
  const signatures: Signature[] = [];
  for (const { name, id, signature } of lines) {
    const vkey = known.find((key) => key.name === name && sameBytes(key.id, id));
    if (!vkey || signatures.some((earlier) => earlier.vkey === vkey)) continue;
    signatures.push({ name, vkey, ...checkSignature(vkey, text, signature) });
  }
  if (signatures.length === 0) throw new NoteError('没有找到所信公钥的签名');
  return { text, signatures };
}

/** Is this the raw Ed25519 signature of the key over the bytes? */
export const openSignature = ({ key }: Vkey, message: Uint8Array, signature: Uint8Array): boolean =>
  signature.length === 64 && attempt(() => verifyEd25519(signature, message, key)) === true;

function checkSignature(vkey: Vkey, text: string, signature: Uint8Array): { time?: number } {
  const refuse = () => new NoteError(`“${vkey.name}”的签名不对：文本被改动过，或者不是它签的`);
  const check = (bytes: Uint8Array, message: string) => {
    if (!openSignature(vkey, utf8(message), bytes)) throw refuse();
  };
  if (vkey.type === NOTE_TYPE) {
    check(signature, text);
    return {};
  }
  if (signature.length !== 72) throw refuse();
  const time = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
  check(signature.subarray(8), `cosignature/v1\ntime ${time}\n${text}`);
  return { time };
}

type SignatureLine = { name: string; id: Uint8Array; signature: Uint8Array };

const malformed = () => new NoteError('签名文本的格式不对，文件可能不完整');
const MAX_SIGNATURES = 64;

// The text ends at the LAST blank line: a note may itself hold blank lines.
function splitNote(note: string): { text: string; lines: SignatureLine[] } {
  const at = note.lastIndexOf('\n\n');
  if (at < 0 || hasControls(note) || !note.endsWith('\n')) throw malformed();
  const lines = note.slice(at + 2, -1).split('\n');
  if (note.length === at + 2 || lines.length > MAX_SIGNATURES) throw malformed();
  return { text: note.slice(0, at + 1), lines: lines.map(parseSignatureLine) };
}

function parseSignatureLine(line: string): SignatureLine {
  const match = /^— ([^ ]+) ([A-Za-z0-9+/=]+)$/.exec(line);
  const bytes = match && attempt(() => fromBase64(match[2]!));
  if (!match || !bytes || badName.test(match[1]!) || bytes.length < 5) throw malformed();
  return { name: match[1]!, id: bytes.slice(0, 4), signature: bytes.slice(4) };
}

// A lone surrogate stands for bytes that were not UTF-8.
const hasControls = (text: string) => /[\x00-\x09\x0b-\x1f]|\p{Surrogate}|\ufffd/u.test(text);

/** The size and root a log vouches for. */
export type Checkpoint = { origin: string; size: number; root: Hash };

/** The text of a checkpoint: origin, size, root, one a line. */
export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${toBase64(root)}\n`;

/** Reads the text of a checkpoint; throws NoteError when it is none. Extension lines are allowed and ignored. */
export function parseCheckpoint(text: string): Checkpoint {
  const match = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/=]{44})\n([^\n]+\n)*$/.exec(text);
  const root = match && attempt(() => fromBase64(match[3]!));
  const size = Number(match?.[2]);
  if (!match || !root || root.length !== 32 || !Number.isSafeInteger(size)) throw new NoteError('日志检查点的格式不对');
  return { origin: match[1]!, size, root };
}

/** Checks a signed checkpoint against log and witness keys: the key whose name is the origin must have signed. */
export function openCheckpoint(note: string, known: readonly Vkey[]): Checkpoint & { signatures: Signature[] } {
  const { text, signatures } = openNote(note, known);
  const checkpoint = parseCheckpoint(text);
  const bySelf = signatures.some(({ vkey }) => vkey.type === NOTE_TYPE && vkey.name === checkpoint.origin);
  if (!bySelf) throw new NoteError('日志自己没有在这个检查点上签名');
  return { ...checkpoint, signatures };
}

/** Reads a signed checkpoint WITHOUT checking signatures, e.g. to say which log a file claims to come from. */
export const peekCheckpoint = (note: string): Checkpoint => parseCheckpoint(splitNote(note).text);

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
