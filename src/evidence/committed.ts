// src/evidence/committed.ts —— 入库时写进日志的摘要:what the leaves say of originals, to hold bytes and rows against
import { parseDoc } from '../ledger/proof/disclose.ts';
import type { LedgerTables } from '../ledger/tables.ts';
import { type Db, tables } from '../store/database.ts';
import type { Committed } from './verifiedRead.ts';

/** Event type of an intake. Its leaf has the id of the item, from version 0.2 on. */
export const TAKEN_IN = 'evidenceTakenIn';
const PAGE = 200;
const KNOWN = 10_000;

/** An original as its leaf names it; `index` is the leaf's place in the log. */
export type CommittedItem = Committed & { index: number; item: string };

const leaves = (db: Db, agency: string) =>
  tables<LedgerTables>(db)
    .selectFrom('log_entry as e')
    .leftJoin('log_payload as p', (join) => join.onRef('p.agency', '=', 'e.agency').onRef('p.idx', '=', 'e.idx'))
    .select(['e.idx', 'p.doc'])
    .where('e.agency', '=', agency)
    .where('e.type', '=', TAKEN_IN);

function itemOf({ idx, doc }: { idx: number; doc: Uint8Array | null }): CommittedItem | undefined {
  if (!doc) return undefined; // lawfully erased, and named nowhere any more
  const said = Object.fromEntries(parseDoc(doc).map(({ path, value }) => [path, value])) as Record<string, string>;
  return { index: idx, item: said.item!, digest: said.digest!, size: Number(said.size), chunkRoot: said.chunkRoot! };
}

/** Everything the log took in after an index, in its order, a page at a time; what was lawfully erased is left out. */
export async function* committedItems(db: Db, agency: string, after = -1): AsyncGenerator<CommittedItem> {
  for (let from = after; ; ) {
    const page = await leaves(db, agency).where('e.idx', '>', from).orderBy('e.idx').limit(PAGE).execute();
    for (const row of page) {
      const found = itemOf(row);
      if (found) yield found;
    }
    if (page.length < PAGE) return;
    from = page.at(-1)!.idx;
  }
}

/** Looks up what was committed about an item; undefined when the log names no such item. Leaves never change: found once is enough. */
export function openCommitted(db: Db, agency: string): (item: string) => Promise<Committed | undefined> {
  const known = new Map<string, CommittedItem>();
  return async (item) => {
    if (known.size > KNOWN) known.clear();
    const direct = known.has(item) ? undefined : await leaves(db, agency).where('e.id', '=', item).executeTakeFirst();
    const found = known.get(item) ?? (direct && itemOf(direct));
    if (found) known.set(item, found);
    else for await (const each of committedItems(db, agency)) known.set(each.item, each); // taken in by version 0.1
    return known.get(item);
  };
}
