// src/evidence/scrub.ts —— 巡检:re-hashing originals against what was committed at intake, so that a loss is named and not found in court
import { sameBytes } from '../base/bytes.ts';
import { type Db, tables } from '../store/database.ts';
import type { BlobStore } from './blobStore.ts';
import type { EvidenceTables } from './tables.ts';
import type { Committed } from './verifiedRead.ts';

/** One original as found: 'same', 'differs', 'missing', or the same with chunk leaves beside it that are not ('leavesDiffer'; they are
 * mended by the next look). */
export type Scrubbed<T extends Committed = Committed> = T & { state: 'same' | 'differs' | 'missing' | 'leavesDiffer' };

const none = new Uint8Array(0);

/** Re-hashes originals against what was committed about them; each digest once. Give it what the leaves say, not what a row says. */
export async function* scrub<T extends Committed>(
  blobs: BlobStore,
  originals: AsyncIterable<T> | Iterable<T>,
): AsyncGenerator<Scrubbed<T>> {
  const seen = new Set<string>();
  for await (const original of originals) {
    const { digest, size, chunkRoot } = original;
    if (seen.has(digest)) continue;
    seen.add(digest);
    const { state, found } = await blobs.verify(digest);
    if (state !== 'same') yield { ...original, state };
    else if (found?.size !== size || found.chunkRoot !== chunkRoot) yield { ...original, state: 'differs' };
    else yield { ...original, state: sameBytes((await blobs.chunks(digest)) ?? none, found.chunks) ? 'same' : 'leavesDiffer' };
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
