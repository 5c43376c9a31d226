// src/ledger/vouching/mirroring.ts —— 供镜像:what an authenticated mirror may fetch, and how what it kept goes back, bit by bit as it was
import { sql } from 'kysely';
import { fromUtf8, sameBytes } from '../../base/bytes.ts';
import { type Db, tables } from '../../store/database.ts';
import { commitmentOfDoc } from '../hashNode.ts';
import { type Staged, writeStaged } from '../keep/append.ts';
import { deletePayload } from '../keep/erase.ts';
import { PAYLOAD_ERASED } from '../keep/ownEvents.ts';
import { parseDoc } from '../proof/disclose.ts';
import { type Hash, leafHash } from '../proof/hash.ts';
import { parseHeader } from '../proof/header.ts';
import type { Frontier } from '../proof/merkle.ts';
import { formatRecords } from '../proof/records.ts';
import type { LedgerTables } from '../tables.ts';
import type { Payload, Sealing } from './sealing.ts';

/** Bytes of payloads sealed for one answer; the first is always among them. */
const MOST_BYTES = 8 * 2 ** 20;

/** Sealed payloads from index `from`, before `to`, as records: as many as fit in one answer, at least one; empty records where erased. */
export async function sealedFrom(db: Db, agency: string, sealing: Sealing, from: number, to: number): Promise<Uint8Array> {
  const { rows } = await sql<{ idx: number; leaf_hash: Uint8Array; doc: Uint8Array | null; salts: Uint8Array | null }>`
    select s.idx, s.leaf_hash, p.doc, t.salts from (
      select e.idx, e.leaf_hash, sum(coalesce(length(q.doc), 0)) over (order by e.idx) as total
        from log_entry e left join log_payload q on q.agency = e.agency and q.idx = e.idx
        where e.agency = ${agency} and e.idx >= ${from} and e.idx < ${to}) s
      left join log_payload p on p.agency = ${agency} and p.idx = s.idx
      left join log_salt t on t.agency = ${agency} and t.idx = s.idx
      where s.total <= ${MOST_BYTES} or s.idx = ${from} order by s.idx`.execute(db);
  return formatRecords(
    rows.map(({ idx, leaf_hash, doc, salts }) => (doc && salts ? sealing.seal(idx, leaf_hash, { doc, salts }) : new Uint8Array())),
  );
}

/** Which payloads events from index `from` on have erased: the erased index and the erasing one, at most a thousand, in order of the latter. */
export async function erasedFrom(db: Db, agency: string, from: number, to: number): Promise<{ index: number; by: number }[]> {
  const query = tables<LedgerTables>(db)
    .selectFrom('log_erasure as r')
    .innerJoin('log_entry as e', (join) => join.onRef('e.agency', '=', 'r.agency').onRef('e.id', '=', 'r.id'))
    .select(['r.idx as index', 'e.idx as by'])
    .where('r.agency', '=', agency);
  return query.where('e.idx', '>=', from).where('e.idx', '<', to).orderBy('e.idx').limit(1000).execute();
}

/** An event as a mirror kept it; no payload when it was erased there. */
export type Returned = { header: Uint8Array; leaf: Hash; payload?: Payload };

/** What does not fit what the log signed; the message is a Chinese sentence. */
export class MirrorMismatch extends Error {
  override name = 'MirrorMismatch';
}

/** Appends events again after the tree's end, each exactly as it was, in one transaction: rows, tiles and erasures. The caller has checked
 * that the leaves lead to a root the log signed. Crash point: before COMMIT none of them is there. Throws MirrorMismatch, HeadMoved. */
export async function appendReturned(db: Db, agency: string, tree: Frontier, events: readonly Returned[]): Promise<void> {
  const staged: Staged = { size: tree.size, rows: [], hashes: [] };
  const erasures: { id: string; index: number }[] = [];
  for (const { header: bytes, leaf, payload } of events) {
    const index = tree.size;
    const header = parseHeader(bytes);
    if (!sameBytes(leafHash(bytes), leaf)) throw new MirrorMismatch(`副本第 ${index + 1} 条登记与日志不符`);
    if (payload && !sameBytes(commitmentOfDoc(payload.doc, payload.salts) ?? new Uint8Array(), header.c))
      throw new MirrorMismatch(`副本第 ${index + 1} 条的内容与登记时的文字指纹不符`);
    tree.push(leaf, (level, n, hash) => {
      if (level > 0 && level % 8 === 0) staged.hashes.push({ level: level / 8, n, hash });
    });
    const { id, type, at, caseId, n } = header;
    const row = { idx: index, id, type, case_id: caseId ?? null, n: n ?? null, at, leaf_hash: leaf, header: fromUtf8(bytes) };
    // An erased payload is an empty row until the event that erased it comes: only then may the row go.
    staged.rows.push({ ...row, doc: payload ? fromUtf8(payload.doc) : '', salts: payload?.salts ?? new Uint8Array() });
    if (type === PAYLOAD_ERASED && payload) erasures.push({ id, index: erasedIndex(payload, index) });
  }
  await db.transaction().execute(async (tx) => {
    await writeStaged(tx, agency, staged);
    for (const { id, index } of erasures) await deletePayload(tx, agency, index, id);
  });
}

function erasedIndex({ doc }: Payload, at: number): number {
  const index = parseDoc(doc).find(({ path }) => path === 'index')?.value;
  if (!Number.isSafeInteger(index) || (index as number) >= at) throw new MirrorMismatch(`副本第 ${at + 1} 条删除记录没有写明删除了哪一条`);
  return index as number;
}
