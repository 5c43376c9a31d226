// src/ledger/proof/hash.ts —— 文字指纹:RFC 6962 leaf and node hashes, equal in browser and server
import { sha256 } from '@noble/hashes/sha2.js';
import { concat } from '../../base/bytes.ts';

/** A SHA-256 value, 32 bytes. */
export type Hash = Uint8Array;

/** The two hashes of RFC 6962 §2.1; both return fresh 32-byte arrays. */
export type Hasher = { leaf(entry: Uint8Array): Hash; node(left: Hash, right: Hash): Hash };

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

// Pure JavaScript, because crypto.subtle is absent on a plain-http intranet.
let hasher: Hasher = {
  leaf: (entry) => sha256(concat(LEAF, entry)),
  node: (left, right) => sha256(concat(NODE, left, right)),
};

/** Replaces the hasher of this runtime by a faster one with the same results (`hashNode.ts`). */
export const installHasher = (faster: Hasher): void => {
  hasher = faster;
};

/** SHA-256(0x00 ‖ entry). */
export const leafHash = (entry: Uint8Array): Hash => hasher.leaf(entry);
/** SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Hash, right: Hash): Hash => hasher.node(left, right);
/** The root of a tree without leaves, SHA-256(""). */
export const emptyRoot = (): Hash => sha256(new Uint8Array());
