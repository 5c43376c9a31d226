// src/ledger/vouching/sealing.ts —— 封存:a payload as a mirror may keep it, readable only with the log's own key
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { concat, sameBytes, utf8 } from '../../base/bytes.ts';
import type { LogKey } from '../keys.ts';
import { parseVkey } from '../proof/note.ts';

/** A payload with its salts, as the database stores them. */
export type Payload = { doc: Uint8Array; salts: Uint8Array };
/** Seals and opens the payloads of one log; both are bound to the event's place and leaf. */
export type Sealing = {
  seal(index: number, leaf: Uint8Array, payload: Payload): Uint8Array;
  /** Throws RangeError when it was sealed by another key, for another place, or was changed. */
  open(index: number, leaf: Uint8Array, sealed: Uint8Array): Payload;
};

const [VERSION, NONCE, TAG, HEAD] = [1, 12, 16, 5];

/** The sealing of a log. Its key is derived from the log's own: whoever can go on with the log after a disaster can read the mirror, and
 * nobody else. Layout: version ‖ key id (4) ‖ nonce (12) ‖ AES-256-GCM of (length of doc ‖ doc ‖ salts) ‖ tag (16). */
export function sealingOf({ vkey, secret }: Pick<LogKey, 'vkey' | 'secret'>): Sealing {
  const { name, id } = parseVkey(vkey);
  const key = Buffer.from(hkdfSync('sha256', secret, utf8(name), 'heming-mirror-seal/v1', 32));
  const head = concat(Uint8Array.of(VERSION), id);
  const place = (index: number, leaf: Uint8Array) => concat(utf8(`${name}\n${index}\n`), leaf);
  return {
    seal(index, leaf, { doc, salts }) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(place(index, leaf));
      const length = Buffer.alloc(4);
      length.writeUInt32BE(doc.length);
      return concat(head, nonce, cipher.update(concat(length, doc, salts)), cipher.final(), cipher.getAuthTag());
    },
    open(index, leaf, sealed) {
      const bytes = Buffer.from(sealed);
      if (bytes.length < HEAD + NONCE + 4 + TAG || !sameBytes(bytes.subarray(0, HEAD), head))
        throw new RangeError('封存件不是用这个日志的密钥封的');
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(HEAD, HEAD + NONCE), { authTagLength: TAG });
      cipher.setAAD(place(index, leaf)).setAuthTag(bytes.subarray(-TAG));
      try {
        const plain = Buffer.concat([cipher.update(bytes.subarray(HEAD + NONCE, -TAG)), cipher.final()]);
        const end = 4 + plain.readUInt32BE();
        return { doc: new Uint8Array(plain.subarray(4, end)), salts: new Uint8Array(plain.subarray(end)) };
      } catch {
        throw new RangeError('封存件被改动过，或者不是这一条的');
      }
    },
  };
}
