// src/ledger/keep/receipts.ts —— 出具回执:from the rows of one event
import { toBase64 } from '../../base/bytes.ts';
import { type Db, tables } from '../../store/database.ts';
import { disclose, parseDoc, type Segment } from '../proof/disclose.ts';
import { proveInclusion } from '../proof/merkle.ts';
import { formatProof } from '../proof/proof.ts';
import type { Receipt } from '../proof/receipt.ts';
import type { LedgerTables } from '../tables.ts';
import { bestVouched, type SignedNote } from '../vouching/cosignatures.ts';
import { overTiles } from './head.ts';
import type { Signed } from './startCheck.ts';

/** Which segments to withhold, and what to say in their place. */
export type Hide = (segment: Segment, index: number) => false | { as: string; ground: string };

const showAll: Hide = () => false;

/** The receipt of event `id` under the signed checkpoint; undefined when the log has no such event. */
export async function makeReceipt(
  db: Db,
  { agency, origin, vkey, signed }: { agency: string; origin: string; vkey: string; signed: Signed },
  id: string,
  hide = showAll,
): Promise<Receipt | undefined> {
  const row = await tables<LedgerTables>(db)
    .selectFrom('log_entry as e')
    .leftJoin('log_payload as p', (join) => join.onRef('p.agency', '=', 'e.agency').onRef('p.idx', '=', 'e.idx'))
    .leftJoin('log_salt as s', (join) => join.onRef('s.agency', '=', 'e.agency').onRef('s.idx', '=', 'e.idx'))
    .select(['e.idx', 'e.header', 'p.doc', 's.salts'])
    .where('e.agency', '=', agency)
    .where('e.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { idx, doc, salts } = row;
  const text = doc && salts ? { disclosure: disclose(parseDoc(doc), salts, hide) } : { note: '正文已依法删除，登记仍在。' };
  if (idx >= signed.size) return { v: 1, agency, origin, vkey, header: toBase64(row.header), proof: null, ...text };
  const vouched = (await bestVouched(db, agency, idx)) ?? { size: signed.size, note: signed.note! };
  const proof = await proofOf(db, agency, idx, vouched);
  const stamp = vouched.timestamp === undefined ? {} : { timestamp: vouched.timestamp };
  return { v: 1, agency, origin, vkey, header: toBase64(row.header), proof, ...stamp, ...text };
}

async function proofOf(db: Db, agency: string, index: number, { size, note }: SignedNote): Promise<string> {
  const hashes = await overTiles(db, agency, size, (nodes) => proveInclusion(index, size, nodes));
  return formatProof({ index, hashes, checkpoint: note });
}
