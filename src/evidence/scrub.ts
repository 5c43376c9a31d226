// src/evidence/scrub.ts —— 巡检:re-hashing every original against what was recorded at intake, so that a loss is named and not found in court
import { sameBytes } from '../base/bytes.ts';
import { type Db, tables } from '../store/database.ts';
import type { BlobStore } from './blobStore.ts';
import type { EvidenceTables } from './tables.ts';

/** One original as found: 'same', 'differs', 'missing', or the same with chunk leaves beside it that are not ('leavesDiffer'; they are
 * mended by the next look); size in bytes as recorded. */
export type Scrubbed = { digest: string; size: number; state: 'same' | 'differs' | 'missing' | 'leavesDiffer' };

const none = new Uint8Array(0);

/** Re-hashes all originals whose digest follows `from`, in the order of their digests, a page of rows at a time. */
export async function* scrub(db: Db, blobs: BlobStore, from = ''): AsyncGenerator<Scrubbed> {
  for (let after = from; ; ) {
    const page = await tables<EvidenceTables>(db)
      .selectFrom('evidence_object')
      .select(['digest', 'size', 'chunk_root'])
      .where('digest', '>', after)
      .orderBy('digest')
      .limit(200)
      .execute();
    for (const { digest, size, chunk_root } of page) {
      const { state, found } = await blobs.verify(digest);
      if (state !== 'same') yield { digest, size, state };
      else if (found?.size !== size || found.chunkRoot !== chunk_root) yield { digest, size, state: 'differs' };
      else yield { digest, size, state: sameBytes((await blobs.chunks(digest)) ?? none, found.chunks) ? 'same' : 'leavesDiffer' };
    }
    if (page.length === 0) return;
    after = page.at(-1)!.digest;
  }
}

/** The names of objects no row speaks of: an upload that was refused, or has not been recorded yet. Never acknowledged, and never removed here. */
export async function* strayObjects(db: Db, blobs: BlobStore): AsyncGenerator<string> {
  for await (const digest of blobs.list()) {
    const row = await tables<EvidenceTables>(db)
      .selectFrom('evidence_object')
      .select('digest')
      .where('digest', '=', digest)
      .executeTakeFirst();
    if (!row) yield digest;
  }
}
