// src/evidence/digestStream.ts —— 摘要:one pass over a file gives its flat SHA-256 and the RFC 6962 root over 4 MiB chunks
import { createHash } from 'node:crypto';
import { sameBytes, toHex } from '../base/bytes.ts';
import { rootOf } from '../ledger/proof/merkle.ts';

/** Bytes in a chunk (4 MiB); the last chunk of a file may be shorter. */
export const CHUNK = 4 * 1024 * 1024;

/** What a file commits to: hex SHA-256, bytes, hex root over its chunks, and the chunk leaves (32 bytes each, in order). */
export type Digests = { digest: string; size: number; chunkRoot: string; chunks: Uint8Array };

const leafHash = () => createHash('sha256').update(Uint8Array.of(0));

/** A running digest: `update` in order, `finish` once. Holds one hash state and 32 bytes a chunk, never the content. */
export function startDigest(): { update(bytes: Uint8Array): void; finish(): Digests } {
  const flat = createHash('sha256');
  const leaves: Uint8Array[] = [];
  let chunk = leafHash();
  let [size, filled] = [0, 0];
  const closeChunk = () => {
    leaves.push(chunk.digest());
    chunk = leafHash();
    filled = 0;
  };
  return {
    update(bytes) {
      flat.update(bytes);
      size += bytes.length;
      for (let at = 0; at < bytes.length; ) {
        const part = bytes.subarray(at, at + CHUNK - filled);
        chunk.update(part);
        filled += part.length;
        at += part.length;
        if (filled === CHUNK) closeChunk();
      }
    },
    finish() {
      if (filled > 0) closeChunk();
      const chunks = new Uint8Array(Buffer.concat(leaves));
      return { digest: flat.digest('hex'), size, chunkRoot: chunkRootOf(chunks), chunks };
    },
  };
}

/** The digests of a byte stream, however it is cut into pieces; rethrows the stream's own error. */
export async function digestStream(source: AsyncIterable<Uint8Array>): Promise<Digests> {
  const running = startDigest();
  for await (const bytes of source) running.update(bytes);
  return running.finish();
}

const HASH = 32;

/** Hex RFC 6962 root over chunk leaves (32 bytes each); SHA-256 of nothing when there is none. Throws RangeError on a torn list. */
export function chunkRootOf(chunks: Uint8Array): string {
  if (chunks.length % HASH !== 0) throw new RangeError('分块摘要的长度不是 32 字节的整数倍');
  return toHex(rootOf(Array.from({ length: chunks.length / HASH }, (_, i) => chunks.subarray(i * HASH, (i + 1) * HASH))));
}

/** Are these leaves the ones `chunkRoot` commits to? */
export const leavesFit = (chunks: Uint8Array, chunkRoot: string): boolean =>
  chunks.length % HASH === 0 && chunkRootOf(chunks) === chunkRoot;

/** Are these the bytes of chunk `index`? `chunks` are the leaves; check them first against the committed root with `chunkRootOf`. */
export function verifyChunk(bytes: Uint8Array, index: number, chunks: Uint8Array): boolean {
  const leaf = chunks.subarray(index * HASH, (index + 1) * HASH);
  return leaf.length === HASH && sameBytes(leafHash().update(bytes).digest(), leaf);
}
