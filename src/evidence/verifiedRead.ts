// src/evidence/verifiedRead.ts —— 逐块核验:the bytes that leave are the bytes that were hashed

import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { BlobStore, ByteRange } from './blobStore.ts';
import { CHUNK, leavesFit, verifyChunk } from './digestStream.ts';
import { EvidenceRefused } from './refusal.ts';

/** What was committed about stored bytes. */
export type Committed = { digest: string; size: number; chunkRoot: string };

/** The refusal of R45: stored bytes are no longer those taken in. */
export const originalDiffers = (): EvidenceRefused =>
  new EvidenceRefused(
    'original-differs',
    409,
    '证据文件与入库摘要不一致，已停止提供',
    '文件在入库之后被改动、截断或丢失，不能再作为原件使用。已记入查阅记录；请立即报告系统管理员，从备份恢复后重新核验。',
  );

/** Chunk leaves that fit the committed root: those kept beside the object, else computed anew and kept; refuses 'original-differs'. */
export async function trustedLeaves(blobs: BlobStore, committed: Committed): Promise<Uint8Array> {
  const kept = await blobs.chunks(committed.digest);
  if (kept && leavesFit(kept, committed.chunkRoot)) return kept;
  const leaves = await wholeLeaves(blobs, committed);
  await blobs.keepChunks(committed.digest, leaves).catch(() => {}); // a full disk stops no reading
  return leaves;
}

/** Hashes the whole object and gives its leaves; refuses 'original-differs'. */
export async function wholeLeaves(blobs: BlobStore, committed: Committed): Promise<Uint8Array> {
  const { state, found } = await blobs.verify(committed.digest);
  if (state !== 'same' || found?.size !== committed.size || found.chunkRoot !== committed.chunkRoot) throw originalDiffers();
  return found.chunks;
}

/** Streams a range (all bytes without one); each chunk is hashed in memory before any byte of it is yielded. Fails with 'original-differs'. */
export async function* readVerified(
  blobs: BlobStore,
  committed: Committed,
  leaves: Uint8Array,
  range?: ByteRange,
): AsyncGenerator<Uint8Array> {
  const { start, end } = range ?? { start: 0, end: committed.size - 1 };
  for (let index = Math.floor(start / CHUNK); index * CHUNK <= end; index++) {
    const from = index * CHUNK;
    const to = Math.min(from + CHUNK, committed.size) - 1;
    const chunk = await buffer(Readable.from(await blobs.get(committed.digest, { start: from, end: to })));
    if (!verifyChunk(chunk, index, leaves)) throw originalDiffers();
    yield chunk.subarray(Math.max(start - from, 0), end - from + 1);
  }
}

/** Reads an HTTP Range header of one range; undefined when absent, not in bytes or malformed (then all is served); refuses 'range-unsatisfiable' (416). */
export function parseRange(header: string | null | undefined, size: number): ByteRange | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const [first, last] = [match[1]!, match[2]!];
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && first !== '' && Number(last) < Number(first)) return undefined;
  if (start >= size || (first === '' && Number(last) === 0))
    throw new EvidenceRefused('range-unsatisfiable', 416, '请求的范围超出文件', `文件共 ${size} 字节。`);
  return { start, end };
}

/** Cuts a range to the chunk it starts in and the next one, so that an answer to "from here on" never hashes a whole recording; players ask on. */
export const boundedRange = ({ start, end }: ByteRange): ByteRange => ({
  start,
  end: Math.min(end, (Math.floor(start / CHUNK) + 2) * CHUNK - 1),
});
