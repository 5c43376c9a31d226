// src/evidence/scrub.ts —— 巡检:re-hashing every original against what was recorded at intake, so that a loss is named and not found in court
import { type Db, tables } from '../store/database.ts';
import type { BlobStore } from './blobStore.ts';
import type { EvidenceTables } from './tables.ts';

/** One original as found: 'same', 'differs' or 'missing'; size in bytes as recorded. */
export type Scrubbed = { digest: string; size: number; state: 'same' | 'differs' | 'missing' };

/** Re-hashes all originals, in the order of their digests, a page of rows at a time. */
export async function* scrub(db: Db, blobs: BlobStore): AsyncGenerator<Scrubbed> {
  for (let after = ''; ; ) {
    const page = await tables<EvidenceTables>(db)
      .selectFrom('evidence_object')
      .select(['digest', 'size', 'chunk_root'])
      .where('digest', '>', after)
      .orderBy('digest')
      .limit(200)
      .execute();
    for (const { digest, size, chunk_root } of page) {
      const { state, found } = await blobs.verify(digest);
      const fits = found?.size === size && found.chunkRoot === chunk_root;
      yield { digest, size, state: state === 'same' && !fits ? 'differs' : state };
    }
    if (page.length === 0) return;
    after = page.at(-1)!.digest;
  }
}
