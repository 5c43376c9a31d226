// src/store/vault/envelope.ts —— 密封:personal data as the database holds it, AES-256-GCM under a key of its own for each case
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import { hmac } from './hmac.ts';
import { freshBytes } from './randomBytes.ts';

/** A key from which the keys of cases are derived; `id` is eight hex digits. */
export type DataKey = { id: string; secret: Uint8Array };

// Layout: magic (4) ‖ data key id (4) ‖ case id or zeros (16) ‖ nonce (12) ‖ ciphertext ‖ tag (16). The first 24 bytes are authenticated.
const MAGIC = Uint8Array.of(0x00, 0x48, 0x4d, 0x01); // a stored payload begins with “[”, never with a zero
const [HEAD, NONCE, TAG] = [24, 12, 16];
const PREFIX = '\u{200b}hm1:'; // a zero-width space: nobody types it at the beginning of a note

/** How many bytes an envelope is longer than what it holds. */
export const ENVELOPE_BYTES = HEAD + NONCE + TAG;

const LABEL = Buffer.from('heming-case/v1');

/** The key of one case (or of what belongs to none): HMAC-SHA-256 of its id. */
const caseKeyOf = ({ secret }: DataKey, scope: Uint8Array): KeyObject => createSecretKey(hmac(secret, LABEL, scope)); // a key object: a cipher asks bytes for much longer

const REMEMBERED = 2000;
/** Derives case keys and remembers the latest: deriving costs more than sealing a short text. */
export function openKeyring() {
  const known = new Map<string, KeyObject>();
  return (key: DataKey, scope: Uint8Array): KeyObject => {
    const name = `${key.id}${Buffer.from(scope).toString('latin1')}`;
    const found = known.get(name) ?? caseKeyOf(key, scope);
    known.delete(name);
    known.set(name, found);
    if (known.size > REMEMBERED) known.delete(known.keys().next().value!);
    return found;
  };
}
export type Keyring = ReturnType<typeof openKeyring>;

/** The scope of a case: the bytes of its UUID; zeros for what belongs to no case. */
const scopeOf = (caseId: string | null | undefined): Buffer =>
  Buffer.from((caseId ?? '').replaceAll('-', '').padEnd(32, '0').slice(0, 32), 'hex');

/** Seals bytes for a case. */
export function sealBytes(ring: Keyring, key: DataKey, caseId: string | null | undefined, plain: Uint8Array): Buffer {
  const scope = scopeOf(caseId);
  const head = Buffer.concat([MAGIC, Buffer.from(key.id, 'hex'), scope]);
  const nonce = freshBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', ring(key, scope), nonce).setAAD(head);
  return Buffer.concat([head, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Is this an envelope, by its first bytes? */
export const isSealed = (bytes: Uint8Array): boolean =>
  bytes[0] === 0 && bytes.length >= ENVELOPE_BYTES && bytes[1] === MAGIC[1] && bytes[2] === MAGIC[2] && bytes[3] === MAGIC[3];

/** The id of the data key an envelope needs. */
export const keyIdOf = (sealed: Uint8Array): string => Buffer.from(sealed.subarray(4, 8)).toString('hex');

/** Opens an envelope; undefined when the key is another one or a bit of it was changed. */
export function openBytes(ring: Keyring, key: DataKey, sealed: Uint8Array): Uint8Array | undefined {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length);
  const head = bytes.subarray(0, HEAD);
  const nonce = bytes.subarray(HEAD, HEAD + NONCE);
  const decipher = createDecipheriv('aes-256-gcm', ring(key, head.subarray(8)), nonce, { authTagLength: TAG });
  decipher.setAAD(head).setAuthTag(bytes.subarray(-TAG));
  try {
    const plain = Buffer.concat([decipher.update(bytes.subarray(HEAD + NONCE, -TAG)), decipher.final()]);
    return new Uint8Array(plain.buffer, plain.byteOffset, plain.length);
  } catch {
    return undefined;
  }
}

/** The envelope as a text column holds it. */
export const textOf = (sealed: Uint8Array): string => PREFIX + Buffer.from(sealed).toString('base64');
/** The envelope in a text, or undefined for a text that is none. */
export const fromText = (text: string): Uint8Array | undefined => {
  if (!text.startsWith(PREFIX)) return undefined;
  const bytes = Buffer.from(text.slice(PREFIX.length), 'base64');
  return isSealed(bytes) ? bytes : undefined;
};
