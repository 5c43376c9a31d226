// src/registers/signed/fold.ts —— 变更由日志折出:each leaf of a change, in the order of the log, gives the same rows again
import { sql } from 'kysely';
import { parseDoc } from '../../ledger/proof/disclose.ts';
import type { LedgerTables } from '../../ledger/tables.ts';
import { type Db, tables } from '../../store/database.ts';
import { type ChangeRow, changeTables } from './table.ts';

/** Types of the leaves. */
export const changeLeaves = {
  proposed: 'registerChangeProposed',
  approved: 'registerChangeApproved',
  rejected: 'registerChangeRejected',
  withdrawn: 'registerChangeWithdrawn',
} as const;

/** A leaf of a change: its moment and what it says. */
export type ChangeLeaf = { id: string; type: string; at: string; said: Record<string, unknown> };

/** Leaves of the agency's changes in the order of the log; those whose payload was lawfully erased are left out. */
async function readChangeLeaves(db: Db, agency: string): Promise<ChangeLeaf[]> {
  const rows = await tables<LedgerTables>(db)
    .selectFrom('log_entry as e')
    .innerJoin('log_payload as p', (join) => join.onRef('p.agency', '=', 'e.agency').onRef('p.idx', '=', 'e.idx'))
    .select(['e.id', 'e.type', 'e.at', 'p.doc'])
    .where('e.agency', '=', agency)
    .where('e.type', 'in', Object.values(changeLeaves))
    .orderBy('e.idx')
    .execute();
  return rows.map(({ id, type, at, doc }) => ({
    ...{ id, type, at: new Date(at).toISOString() },
    said: Object.fromEntries(parseDoc(doc).map(({ path, value }) => [path, value])),
  }));
}

/** Writes what one leaf says into the table of changes. */
export async function foldLeaf(tx: Db, agency: string, { id, type, at, said }: ChangeLeaf): Promise<void> {
  const words = said as Record<string, string>;
  if (type === changeLeaves.proposed) {
    const { list, key, kind, from, reason, document, by } = words;
    await changeTables(tx)
      .insertInto('register_change')
      .values({
        ...{ agency, id, list: list!, key: key!, kind: kind!, asked_from: from ?? null, reason: reason!, document: document! },
        ...{ before: JSON.stringify(said.before ?? null), content: JSON.stringify(said.content ?? null) },
        ...{ proposed_at: at, proposed_by: by!, state: 'proposed', decided_at: null, decided_by: null, decided_why: null },
        ...{ effective_on: null, version: null, checked: null, moved: sql`'[]'::jsonb` as never },
      })
      .execute();
    return;
  }
  const state = (Object.entries(changeLeaves).find(([, leaf]) => leaf === type) ?? [])[0] as ChangeRow['state'];
  const head = said.head as { version: string } | undefined;
  await changeTables(tx)
    .updateTable('register_change')
    .set({
      ...{ state, decided_at: at, decided_by: words.by!, decided_why: words.why ?? null },
      ...(state === 'approved'
        ? {
            ...{ effective_on: words.effectiveOn!, version: head?.version ?? null, checked: said.checked as number },
            moved: sql`${JSON.stringify(said.moved ?? [])}::jsonb` as never,
          }
        : {}),
    })
    .where('agency', '=', agency)
    .where('id', '=', words.change!)
    .execute();
}

/** Makes the table of changes anew from the log; returns how many leaves it read. */
export async function rebuildChanges(tx: Db, agency: string): Promise<number> {
  await changeTables(tx).deleteFrom('register_change').where('agency', '=', agency).execute();
  const leaves = await readChangeLeaves(tx, agency);
  for (const leaf of leaves) await foldLeaf(tx, agency, leaf);
  return leaves.length;
}
