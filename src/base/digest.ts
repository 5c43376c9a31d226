// src/base/digest.ts —— 摘要:SHA-256 in any runtime, also on a plain-http intranet without crypto.subtle
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { toHex, utf8 } from './bytes.ts';
import { canonicalJson } from './json.ts';

/** SHA-256 of bytes. */
export const sha256 = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => nobleSha256(bytes) as Uint8Array<ArrayBuffer>;

/** Hex SHA-256 of the canonical JSON of a value: equal content, equal digest, whatever the key order. */
export const digestOf = (value: unknown): string => toHex(sha256(utf8(canonicalJson(value))));
