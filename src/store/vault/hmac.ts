// src/store/vault/hmac.ts —— HMAC:written out over one-shot hashes, because createHmac costs twenty times its hashing
import { hash } from 'node:crypto';

const BLOCK = 64;
const pad = (key: Uint8Array, byte: number): Uint8Array => Uint8Array.from({ length: BLOCK }, (_, i) => (key[i] ?? 0) ^ byte);
const digest = (...parts: Uint8Array[]): Buffer => hash('sha256', Buffer.concat(parts), 'buffer');

/** HMAC-SHA-256 (RFC 2104) over the parts one after another, 32 bytes; the key is at most a block of 64 bytes. */
export const hmac = (key: Uint8Array, ...parts: Uint8Array[]): Buffer => digest(pad(key, 0x5c), digest(pad(key, 0x36), ...parts));
