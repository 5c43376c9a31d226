// src/server/commands/compareEvidence.ts —— 核对证据登记:each evidence row against the leaf that took it in, column by column

import { canonicalJson } from '../../base/json.ts';
import type { EvidenceTables } from '../../evidence/tables.ts';
import { parseDoc } from '../../ledger/proof/disclose.ts';
import type { LedgerTables } from '../../ledger/tables.ts';
import { type Db, tables } from '../../store/database.ts';

const columns = {
  case: 'case_id',
  digest: 'digest',
  name: 'name',
  mediaType: 'media_type',
  by: 'uploaded_by',
  takenBy: 'taken_by',
  capturedOn: 'captured_on',
  capturedAt: 'captured_at',
  place: 'place',
  device: 'device',
  note: 'note',
  size: 'size',
  chunkRoot: 'chunk_root',
} as const;
const instant = (key: string, value: unknown) =>
  key === 'capturedAt' && typeof value === 'string' ? new Date(value).toISOString() : value;

/** What of the evidence rows does not agree with the log, in Chinese sentences: changed, missing and extra rows. */
export async function* compareEvidence(db: Db, agency: string): AsyncGenerator<string> {
  const rows = await tables<EvidenceTables>(db)
    .selectFrom('evidence_item as i')
    .innerJoin('evidence_object as o', 'o.digest', 'i.digest')
    .selectAll('i')
    .select(['o.size', 'o.chunk_root'])
    .where('i.agency', '=', agency)
    .execute();
  const left = new Map(rows.map((row) => [row.id, row]));
  const leaves = await tables<LedgerTables>(db)
    .selectFrom('log_entry as e')
    .leftJoin('log_payload as p', (join) => join.onRef('p.agency', '=', 'e.agency').onRef('p.idx', '=', 'e.idx'))
    .select(['e.idx', 'p.doc'])
    .where('e.agency', '=', agency)
    .where('e.type', '=', 'evidenceTakenIn')
    .orderBy('e.idx')
    .execute();
  let erased = 0;
  for (const { idx, doc } of leaves) {
    if (!doc) {
      erased += 1; // its row can no longer be told from an invented one
      continue;
    }
    const said = Object.fromEntries(parseDoc(doc).map(({ path, value }) => [path, value]));
    const row = left.get(said.item as string);
    left.delete(said.item as string);
    if (!row) {
      yield `序号 ${idx} 收取的证据，证据登记里没有这一件。`;
      continue;
    }
    const changed = Object.entries(columns).filter(
      ([key, column]) => canonicalJson(instant(key, said[key])) !== canonicalJson(instant(key, row[column])),
    );
    if (changed.length > 0) yield `序号 ${idx} 收取的证据，登记的${changed.map(([, column]) => column).join('、')}与日志不一致。`;
  }
  if (left.size > erased) yield `证据登记里有 ${left.size - erased} 件在日志里没有收取的记录：${[...left.keys()].join('、')}。`;
}
