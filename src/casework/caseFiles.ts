// src/casework/caseFiles.ts —— 调卷:the acts of a case, read from the log; only what is new since the last reading is fetched
import { utf8 } from '../base/bytes.ts';
import type { CaseFile, RecordedAct } from '../law/engine.ts';
import { formatDoc, parseDoc, type Segment } from '../ledger/proof/disclose.ts';
import type { LedgerTables } from '../ledger/tables.ts';
import { type Db, tables } from '../store/database.ts';
import { isShared } from '../store/turns.ts';
import { type Counters, openCounters } from './numbers.ts';
import { actFrom, isOfAct } from './segments.ts';

export type LoadedCase = { file: CaseFile; n: number; caseKey?: string };

/** Keeps recent cases in memory. Safe with several processes: the tail is always asked of the database. */
export type CaseFiles = {
  load(db: Db, caseId: string): Promise<LoadedCase>;
  /** The case as last seen here, without asking; another process may know more. */
  recall(caseId: string): LoadedCase | undefined;
  /** The case an act was decided on, with that act as the log holds it. */
  extended(base: LoadedCase, act: { id: string; at: string; segments: readonly Segment[] }): LoadedCase;
  /** Keeps a case whose last act was just committed. */
  remember(loaded: LoadedCase): void;
  counters: Counters;
  /** Every case of the log, one after another, in no promised order. */
  all(db: Db): AsyncIterable<LoadedCase>;
};

const REMEMBERED = 2000;

/** Opens the case files of an agency. */
export function openCaseFiles(agency: string): CaseFiles {
  const known = new Map<string, LoadedCase>();

  async function load(db: Db, caseId: string): Promise<LoadedCase> {
    const cached = known.get(caseId);
    const rows = await readTail(db, agency, caseId, cached?.n ?? 0);
    if (cached && rows.length === 0) return cached;
    if (cached && erasedElsewhere(cached, rows)) {
      known.delete(caseId);
      return load(db, caseId);
    }
    const loaded = append(
      cached ?? { file: { id: caseId, acts: [] }, n: 0 },
      rows.filter(({ n }) => n! > (cached?.n ?? 0)),
    );
    // A transaction that later rolls back must not leave its rows here: only what a plain connection sees is remembered.
    if (!db.isTransaction) keep(loaded);
    return loaded;
  }

  function keep(loaded: LoadedCase): void {
    const { id } = loaded.file;
    if ((known.get(id)?.n ?? 0) > loaded.n) return; // someone else was faster
    known.delete(id);
    known.set(id, loaded);
    if (known.size > REMEMBERED) known.delete(known.keys().next().value!);
  }

  // Through the same text as the log's, so that a remembered act is the one that would be read.
  const extended: CaseFiles['extended'] = (base, { id, at, segments }) =>
    append(base, [{ id, n: base.n + 1, at, doc: utf8(formatDoc(segments.filter(({ path }) => isOfAct(path)))) }]);

  async function* all(db: Db): AsyncIterable<LoadedCase> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const ids = await tables<LedgerTables>(db)
        .selectFrom('log_entry')
        .select('case_id')
        .distinct()
        .where('agency', '=', agency)
        .where('case_id', '>', after)
        .orderBy('case_id')
        .limit(200)
        .execute();
      if (ids.length === 0) return;
      for (const { case_id } of ids) yield append({ file: { id: case_id!, acts: [] }, n: 0 }, await readTail(db, agency, case_id!, 0));
      after = ids.at(-1)!.case_id!;
    }
  }
  return { load, recall: (caseId) => known.get(caseId), extended, remember: keep, counters: openCounters(), all };
}

type TailRow = { id: string; n: number | null; at: string; doc: Uint8Array | null };

/** Another process erased what is remembered here: it must not be shown from memory. */
const erasedElsewhere = (cached: LoadedCase, rows: TailRow[]): boolean =>
  rows.some(({ id, n, doc }) => doc === null && n! <= cached.n && cached.file.acts.some((act) => act.id === id));

/** Events after `after`; where other processes may erase, also those before it whose payload is gone. */
const readTail = (db: Db, agency: string, caseId: string, after: number): Promise<TailRow[]> =>
  tables<LedgerTables>(db)
    .selectFrom('log_entry as e')
    .leftJoin('log_payload as p', (join) => join.onRef('p.agency', '=', 'e.agency').onRef('p.idx', '=', 'e.idx'))
    .select(['e.id', 'e.n', 'e.at', 'p.doc'])
    .where('e.agency', '=', agency)
    .where('e.case_id', '=', caseId)
    .where((e) => (after > 0 && isShared(db) ? e.or([e('e.n', '>', after), e('p.doc', 'is', null)]) : e('e.n', '>', after)))
    .orderBy('e.n')
    .execute();

function append(base: LoadedCase, rows: TailRow[]): LoadedCase {
  const acts: RecordedAct[] = [...base.file.acts];
  let { caseKey } = base;
  for (const row of rows) {
    if (!row.doc) continue; // lawfully erased: a tombstone, the entry stays in the log
    const segments = parseDoc(row.doc);
    caseKey ??= segments.find((segment) => segment.path === 'caseKey')?.value as string | undefined;
    acts.push(actFrom(segments, { id: row.id, n: row.n!, at: new Date(row.at).toISOString() }));
  }
  return { file: { id: base.file.id, acts }, n: rows.at(-1)?.n ?? base.n, caseKey };
}
