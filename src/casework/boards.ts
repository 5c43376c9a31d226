// src/casework/boards.ts —— 看板:case list and deadline list, keyset paging, no exact counts
import { type SelectQueryBuilder, sql } from 'kysely';
import type { ActorId } from '../law/vocabulary.ts';
import type { Db } from '../store/database.ts';
import { matches } from '../store/search.ts';
import { type CaseRow, type CaseworkTables, caseTables, type DeadlineRow } from './tables.ts';

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
  const text = query.text?.trim();
  let rows: CaseListed[] = [];
  // A word of many cases fills its page from the newest few hundred; asking the index for all of them first would cost ten times as much.
  if (text) rows = await pageOf(db.selectFrom(newest(db, query).limit(WALKED).as('case_row')), query, limit, text);
  if (rows.length <= limit) rows = await pageOf(caseTables(db).selectFrom('case_row'), query, limit, text);
  const cases = rows.slice(0, limit);
  const end = cases.at(-1);
  return { cases, next: rows.length > limit && end ? `${query.view === 'due' ? end.due_on : end.updated_at}~${end.case_id}` : undefined };
}

const newest = (db: Db, query: CaseQuery) =>
  narrowed(
    caseTables(db)
      .selectFrom('case_row')
      .select([...columns, 'agency', 'terms', 'haystack']),
    query,
  );

/** How many of the newest cases are looked through before the index is asked. */
const WALKED = 1000;

const byHandlers: readonly string[] = ['officer', 'officers'] satisfies ActorId[];
const texts = (all: readonly string[]) => sql`array[${sql.join(all.length > 0 ? all : [''])}]::text[]`;

type From = SelectQueryBuilder<CaseworkTables, 'case_row', object>;
const pageOf = (from: From, query: CaseQuery, limit: number, text: string | undefined): Promise<CaseListed[]> => {
  const select = narrowed(from.select(columns), query).limit(limit + 1);
  return (text ? select.where(matches(text, 'terms', 'haystack')) : select).execute() as Promise<CaseListed[]>;
};

/** Everything but the words: agency, view, where the page goes on, and the order. */
function narrowed<Q extends From>(from: Q, { agency, view, person, actors, after }: CaseQuery): Q {
  const byDue = view === 'due';
  let select = from.where('agency', '=', agency);
  if (view === 'closed') select = select.where('status', '!=', 'open');
  else if (view !== 'all') select = select.where('status', '=', 'open');
  if (view === 'mine') select = select.where(sql<boolean>`handlers @> array[${person}]::text[]`);
  if (view === 'turn') {
    select = select.where(sql<boolean>`turn && ${texts(actors)}`);
    // Officers' steps wait for the case's own handlers, once it has any.
    const others = actors.filter((actor) => !byHandlers.includes(actor));
    select = select.where(sql<boolean>`(turn && ${texts(others)} or cardinality(handlers) = 0 or handlers @> ${texts([person])})`);
  }
  if (byDue) select = select.where('due_on', 'is not', null);
  const [key, id] = after?.split('~') ?? [];
  if (key && id)
    select = byDue
      ? select.where(sql<boolean>`(due_on, case_id) > (${key}::date, ${id}::uuid)`)
      : select.where(sql<boolean>`(updated_at, case_id) < (${key}::timestamptz, ${id}::uuid)`);
  return (byDue ? select.orderBy('due_on').orderBy('case_id') : select.orderBy('updated_at', 'desc').orderBy('case_id', 'desc')) as Q;
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
