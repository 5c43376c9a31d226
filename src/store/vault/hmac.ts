// src/store/vault/hmac.ts —— HMAC:written out over one-shot hashes, because createHmac costs twenty times its hashing
import { hash } from 'node:crypto';

const BLOCK = 64;

/** SHA-256 of the padded key and what follows it. */
function digest(key: Uint8Array, pad: number, parts: readonly Uint8Array[]): Buffer {
  const input = Buffer.allocUnsafe(parts.reduce((sum, part) => sum + part.length, BLOCK)).fill(pad, 0, BLOCK);
  for (let i = 0; i < key.length; i++) input[i] = pad ^ key[i]!;
  let at = BLOCK;
  for (const part of parts) {
    input.set(part, at);
    at += part.length;
  }
  return hash('sha256', input, 'buffer');
}

/** HMAC-SHA-256 (RFC 2104) over the parts one after another, 32 bytes; the key is at most a block of 64 bytes. */
export const hmac = (key: Uint8Array, ...parts: Uint8Array[]): Buffer => digest(key, 0x5c, [digest(key, 0x36, parts)]);
