// src/casework/boards.ts —— 看板:case list and deadline list, keyset paging, no exact counts
import { sql } from 'kysely';
import type { Db } from '../store/database.ts';
import { matches } from '../store/search.ts';
import { type CaseRow, caseTables, type DeadlineRow } from './tables.ts';

export type CaseQuery = {
  agency: string;
  view: 'all' | 'mine' | 'turn' | 'due' | 'closed';
  person: string;
  actors: string[];
  text?: string;
  after?: string;
  limit?: number;
};
export type CaseListed = Omit<CaseRow, 'terms' | 'haystack' | 'agency'>;

const columns = [
  'case_id',
  'n',
  'procedure',
  'clue_number',
  'case_number',
  'decision_number',
  'cause',
  'party',
  'party_kind',
  'item_code',
  'item_name',
  'stage',
  'stage_step',
  'handlers',
  'turn',
  'next_step',
  'status',
  'major',
  'fine',
  'filed_on',
  'decided_on',
  'due_on',
  'due_says',
  'due_basis',
  'due_unit',
  'evidence_count',
  'opened_on',
  'updated_at',
] as const;

/** One page of cases; `next` continues it. Ordered by nearest deadline (view `due`), else by latest change. */
export async function listCases(db: Db, query: CaseQuery): Promise<{ cases: CaseListed[]; next?: string }> {
  const limit = Math.min(query.limit ?? 50, 200);
  const byDue = query.view === 'due';
  let select = caseTables(db).selectFrom('case_row').select(columns).where('agency', '=', query.agency);
  if (query.view === 'closed') select = select.where('status', '!=', 'open');
  else if (query.view !== 'all') select = select.where('status', '=', 'open');
  if (query.view === 'mine') select = select.where(sql<boolean>`handlers @> array[${query.person}]::text[]`);
  if (query.view === 'turn')
    select = select.where(sql<boolean>`turn && ${sql`array[${sql.join(query.actors.length > 0 ? query.actors : [''])}]::text[]`}`);
  if (byDue) select = select.where('due_on', 'is not', null);
  if (query.text?.trim()) select = select.where(matches(query.text, 'terms', 'haystack'));
  const [key, id] = query.after?.split('~') ?? [];
  if (key && id)
    select = byDue
      ? select.where(sql<boolean>`(due_on, case_id) > (${key}::date, ${id}::uuid)`)
      : select.where(sql<boolean>`(updated_at, case_id) < (${key}::timestamptz, ${id}::uuid)`);
  select = byDue ? select.orderBy('due_on').orderBy('case_id') : select.orderBy('updated_at', 'desc').orderBy('case_id', 'desc');
  const rows = await select.limit(limit + 1).execute();
  const cases = rows.slice(0, limit);
  const end = cases.at(-1);
  return { cases, next: rows.length > limit && end ? `${byDue ? end.due_on : end.updated_at}~${end.case_id}` : undefined };
}

/** Running deadlines, nearest strict date first, with the case they belong to. */
export async function listDeadlines(
  db: Db,
  agency: string,
  after?: string,
  limit = 100,
): Promise<{
  deadlines: (Omit<DeadlineRow, 'agency'> & { cause: string; party: string; case_number: string | null; clue_number: string | null })[];
  next?: string;
}> {
  const [day, id, step] = after?.split('~') ?? [];
  let select = caseTables(db)
    .selectFrom('case_deadline as d')
    .innerJoin('case_row as c', (join) => join.onRef('c.agency', '=', 'd.agency').onRef('c.case_id', '=', 'd.case_id'))
    .select([
      'd.case_id',
      'd.step',
      'd.says',
      'd.basis',
      'd.strict_on',
      'd.rolled_on',
      'd.unit',
      'd.amount',
      'd.from_on',
      'd.unverified',
      'c.cause',
      'c.party',
      'c.case_number',
      'c.clue_number',
    ])
    .where('d.agency', '=', agency);
  if (day && id && step) select = select.where(sql<boolean>`(d.strict_on, d.case_id, d.step) > (${day}::date, ${id}::uuid, ${step})`);
  const rows = await select
    .orderBy('d.strict_on')
    .orderBy('d.case_id')
    .orderBy('d.step')
    .limit(limit + 1)
    .execute();
  const deadlines = rows.slice(0, limit);
  const end = deadlines.at(-1);
  return { deadlines, next: rows.length > limit && end ? `${end.strict_on}~${end.case_id}~${end.step}` : undefined };
}
