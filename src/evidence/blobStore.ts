// src/evidence/blobStore.ts —— 原件库:write-once storage of originals by their SHA-256; disk here, S3-compatible stores later
import type { Digests } from './digestStream.ts';
import { EvidenceRefused } from './refusal.ts';

/** Bytes `start` to `end`, both inclusive, counted from 0. */
export type ByteRange = { start: number; end: number };

/** Digests of stored bytes; `existed` when the same content was already there and nothing was written. */
export type StoredBlob = Digests & { existed: boolean };

/** What re-hashing found: 'same', 'differs' from its name, or 'missing'. `found` is what the bytes hash to now. */
export type Verification = { state: 'same' | 'differs' | 'missing'; found?: Digests };

/** A content-addressed, write-once store. All failures a person can act on are `EvidenceRefused`. */
export type BlobStore = {
  /** Stores a stream durably (synced before it resolves). Refuses 'digest-differs' when `expected` is not the content's digest; nothing stays behind then. */
  put(source: AsyncIterable<Uint8Array>, expected?: string): Promise<StoredBlob>;
  /** Takes a whole file over, durably, whose digests were just computed from it. Gives it a second name where the disk can, else copies it;
   * the caller drops the first name afterwards and never writes to it again. Safe to repeat. */
  adopt(path: string, found: Digests): Promise<StoredBlob>;
  /** Streams the stored bytes, NOT verified; refuses 'original-missing'. Serve only through `readVerified`. */
  get(digest: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array>>;
  /** Is there an object of this name? Says nothing about its bytes. */
  has(digest: string): Promise<boolean>;
  /** Re-hashes the whole object. */
  verify(digest: string): Promise<Verification>;
  /** The chunk leaves kept beside the object (derived: check them against the committed root); undefined when lost. */
  chunks(digest: string): Promise<Uint8Array | undefined>;
  /** Writes the chunk leaves anew, after they were lost or changed; computed from bytes that were found right. */
  keepChunks(digest: string, chunks: Uint8Array): Promise<void>;
  /** The names of all objects there are, in no order. */
  list(): AsyncIterable<string>;
};

/** The refusal of bytes that are not those announced. */
export const digestDiffers = (expected: string, found: string): EvidenceRefused =>
  new EvidenceRefused(
    'digest-differs',
    422,
    '文件内容与上传前计算的摘要不一致',
    `收到的内容可能不完整或在传输中被改动（应为 ${expected.slice(0, 16)}…，实为 ${found.slice(0, 16)}…）。文件未入库，请从原设备重新上传。`,
  );
