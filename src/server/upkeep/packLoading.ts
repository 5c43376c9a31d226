// src/server/upkeep/packLoading.ts —— 装入数据包:a pack that changes the registers is a leaf of the log, in the transaction of the change
import { sql } from 'kysely';
import { newId } from '../../base/ids.ts';
import type { Casework } from '../../casework/perform.ts';
import { rebuild } from '../../casework/rebuild.ts';
import type { Log } from '../../ledger/log.ts';
import { type Loaded, loadPack } from '../../registers/load.ts';
import type { Pack } from '../../registers/packShapes.ts';
import type { Db } from '../../store/database.ts';

/** Type of the leaf that says which pack changed the registers, and by how many rows. */
export const PACK_LOADED = 'packLoaded';

class Rehearsed extends Error {}

/** What loading would do, taken back again: the leaf must say it before anything is written. */
async function rehearse(db: Db, pack: Pack, at: string): Promise<Loaded> {
  let loaded: Loaded | undefined;
  const work = async (tx: Db) => {
    loaded = await loadPack(tx, pack, { by: 'system', at });
    throw new Rehearsed();
  };
  await db
    .transaction()
    .execute(work)
    .catch((error) => {
      if (!(error instanceof Rehearsed)) throw error;
    });
  return loaded!;
}

/**
 * Boards, deadlines and publications as the lists of a new pack make them, in its transaction. Where a payload is damaged they stay as they
 * were and the operator is told: a pack must not keep the server from starting.
 */
export const rebuilding =
  (casework: Casework, warn: (says: string) => void) =>
  async (tx: Db): Promise<void> => {
    await sql`savepoint rebuilding`.execute(tx);
    try {
      await rebuild(casework, tx);
    } catch {
      await sql`rollback to savepoint rebuilding`.execute(tx);
      warn('数据包已装入，但看板和期限没有能够按它重算。请先运行 npm run fsck 查明原因，再运行 npm run rebuild。');
    }
  };

/**
 * Loads a pack into the registers, and does with its transaction what `beside` says (the first pack has no case to rewrite). Crash point: change and leaf are one transaction, so neither is there without the other. A log that
 * takes no more entries leaves the registers as they are.
 */
export async function loadWithLeaf(db: Db, log: Log, pack: Pack, clock: () => Date, beside?: (tx: Db) => Promise<void>): Promise<void> {
  if (log.status().refusal) return;
  const at = clock().toISOString();
  const { digest, added } = await rehearse(db, pack, at);
  const load = (tx: Db) => loadPack(tx, pack, { by: 'system', at });
  if (added === 0) return void (await load(db)); // at most the digest of a pack that says the same
  const segments = Object.entries({ digest, added }).map(([path, value]) => ({ path, value }));
  await log.run(async () => ({
    append: [{ type: PACK_LOADED, id: newId(), at, by: 'system', segments }],
    write: async (tx) => {
      if ((await load(tx)).added !== added) throw new Error('装入数据包时名册被别处改动，请重新启动');
      await beside?.(tx);
    },
    result: () => undefined,
  }));
}
