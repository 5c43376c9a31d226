// src/ledger/keep/fsckRows.ts —— 核对时的读取:rows in pages by key, so that a log of any length fits in memory
import { sql } from 'kysely';
import type { Db } from '../../store/database.ts';
import type { Run } from '../fsck.ts';

/** An entry with all that belongs to it; `at` as the header writes it, `erasure` the event that erased its payload. */
export type EntryRow = {
  idx: number;
  id: string;
  type: string;
  case_id: string | null;
  n: number | null;
  at: string;
  leaf_hash: Uint8Array;
  header: Uint8Array;
  doc: Uint8Array | null;
  salts: Uint8Array | null;
  erasure: string | null;
};

const PAGE = 1000;

/** The first `size` entries in order. */
export async function* readEntries(db: Db, run: Run, agency: string, size: number): AsyncGenerator<EntryRow[]> {
  for (let from = -1; ; ) {
    const { rows } = await run.timed(
      sql<EntryRow>`
        select e.idx, e.id, e.type, e.case_id, e.n, to_char(e.at at time zone 'UTC', case when e.at = date_trunc('milliseconds', e.at)
            then 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"' else 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' end) as at,
          e.leaf_hash, e.header, p.doc, s.salts, r.id as erasure
        from log_entry e
          left join log_payload p on p.agency = e.agency and p.idx = e.idx
          left join log_salt s on s.agency = e.agency and s.idx = e.idx
          left join log_erasure r on r.agency = e.agency and r.idx = e.idx
        where e.agency = ${agency} and e.idx > ${from} and e.idx < ${size} order by e.idx limit ${PAGE}`.execute(db),
    );
    if (rows.length === 0) return;
    yield rows;
    from = rows.at(-1)!.idx;
  }
}

/** All stored subtree hashes. */
export async function* storedHashes(db: Db, run: Run, agency: string): AsyncGenerator<{ level: number; n: number; hash: Uint8Array }[]> {
  let [level, n] = [0, -1];
  for (;;) {
    const { rows } = await run.timed(
      sql<{ level: number; n: number; hash: Uint8Array }>`
        select level, n, hash from log_hash where agency = ${agency} and (level, n) > (${level}::int2, ${n}::int8)
        order by level, n limit ${PAGE}`.execute(db),
    );
    if (rows.length === 0) return;
    yield rows;
    ({ level, n } = rows.at(-1)!);
  }
}

/** Type and payload of event `id` when the log holds it at or beyond index `from`. */
export async function eventBeyond(
  db: Db,
  run: Run,
  agency: string,
  id: string,
  from: number,
): Promise<{ type: string; doc: Uint8Array | null } | undefined> {
  const { rows } = await run.timed(
    sql<{ type: string; doc: Uint8Array | null }>`
      select e.type, p.doc from log_entry e left join log_payload p on p.agency = e.agency and p.idx = e.idx
      where e.agency = ${agency} and e.id = ${id} and e.idx >= ${from}`.execute(db),
  );
  return rows[0];
}

/** Names what lies beyond the length the head states, and payloads, salts and erasures that belong to no entry. */
export async function strays(db: Db, run: Run, agency: string): Promise<void> {
  // One statement each, so that a log that is growing contradicts itself nowhere.
  const beyond = await run.timed(
    sql<{ what: string }>`
      select '序号 ' || e.idx || ' 的记录' as what from log_head h join log_entry e using (agency) where h.agency = ${agency} and e.idx >= h.size
      union all select '长度 ' || c.size || ' 的检查点' from log_head h join log_checkpoint c using (agency)
        where h.agency = ${agency} and c.size > h.size
      union all select '第 ' || x.level || ' 层第 ' || x.n || ' 个指纹' from log_head h join log_hash x using (agency)
        where h.agency = ${agency} and (x.n + 1) * power(256::numeric, x.level) > h.size`.execute(db),
  );
  for (const { what } of beyond.rows) run.fail('length', `${what}超出了日志登记的长度。`);
  for (const table of ['log_payload', 'log_salt', 'log_erasure'] as const) {
    const { rows } = await run.timed(
      sql<{ idx: number }>`
        select x.idx from ${sql.table(table)} x where x.agency = ${agency}
          and not exists (select from log_entry e where e.agency = x.agency and e.idx = x.idx) order by x.idx`.execute(db),
    );
    for (const { idx } of rows) run.fail('orphan', `${table} 里有序号 ${idx} 的一行，日志里没有这一条。`);
  }
}
