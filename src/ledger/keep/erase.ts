// src/ledger/keep/erase.ts —— 依法删除:payload and salts go, the leaf stays, and the erasure itself is a leaf
import { sql } from 'kysely';
import { newId } from '../../base/ids.ts';
import { type Db, tables } from '../../store/database.ts';
import type { LedgerTables } from '../tables.ts';
import type { Appended, Work } from '../writer.ts';
import { ownEvents, PAYLOAD_ERASED } from './ownEvents.ts';

/** What to erase and why; `approver` and `by` are pseudonyms, `ground` the legal ground in words. */
export type Erasure = { id: string; ground: string; approver: string; by: string };

/** An erasure that was not carried out; the message is a Chinese sentence. */
export class ErasureRefused extends Error {
  override name = 'ErasureRefused';
}

/** The work that erases the payload of one event and says so in the log; what `beside` writes stands or falls with it. */
export const eraseWork =
  (
    agency: string,
    { id, ground, approver, by }: Erasure,
    clock: () => Date,
    beside: (tx: Db) => Promise<unknown> = async () => {},
  ): Work<Appended> =>
  async (tx) => {
    if (ground.trim() === '' || approver.trim() === '') throw new ErasureRefused('删除须写明依据和批准人');
    const log = tables<LedgerTables>(tx);
    const target = await log
      .selectFrom('log_entry as e')
      .innerJoin('log_payload as p', (join) => join.onRef('p.agency', '=', 'e.agency').onRef('p.idx', '=', 'e.idx'))
      .select(['e.idx', 'e.type'])
      .where('e.agency', '=', agency)
      .where('e.id', '=', id)
      .executeTakeFirst();
    if (!target) throw new ErasureRefused('没有这条记录，或者它的内容已经删除');
    if (ownEvents.has(target.type)) throw new ErasureRefused('日志自身的记录不能删除');
    const said = { index: target.idx, id, ground, approver };
    const segments = Object.entries(said).map(([path, value]) => ({ path, value }));
    return {
      append: [{ type: PAYLOAD_ERASED, id: newId(), at: clock().toISOString(), by, segments }],
      write: async (inner, [appended]) => {
        await deletePayload(inner, agency, target.idx, appended!.id);
        await beside(inner);
      },
      result: ([appended]) => appended!,
    };
  };

/** Deletes payload and salts of an event, which only an erasure may (the triggers see to it). */
export async function deletePayload(tx: Db, agency: string, idx: number, erasure: string): Promise<void> {
  const log = tables<LedgerTables>(tx);
  await log.insertInto('log_erasure').values({ agency, idx, id: erasure }).execute();
  await sql`select set_config('heming.erasing', ${erasure}, true)`.execute(tx);
  await log.deleteFrom('log_payload').where('agency', '=', agency).where('idx', '=', idx).execute();
  await log.deleteFrom('log_salt').where('agency', '=', agency).where('idx', '=', idx).execute();
  await sql`select set_config('heming.erasing', '', true)`.execute(tx); // the rest of the batch erases nothing
}
