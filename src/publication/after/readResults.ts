// src/publication/after/readResults.ts —— 查执法结果:list, one result, its receipt; nothing is shown after its term (R43)
import { CompiledQuery, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { isPlainDate, type PlainDate } from '../../base/dates.ts';
import type { Log } from '../../ledger/log.ts';
import type { Receipt } from '../../ledger/proof/receipt.ts';
import type { Db } from '../../store/database.ts';
import { matches } from '../../store/search.ts';
import { type PublicationRow, type PublicationTables, type PublishedDoc, publicationTables } from '../tables.ts';

/** Filters of the list; `after` continues a page. Anything malformed is ignored rather than answered with an error. */
export type ResultsQuery = { text?: string; item?: string; year?: string; after?: string; limit?: number };
export type ResultListed = Pick<
  PublicationRow,
  | 'public_id'
  | 'decision_number'
  | 'title'
  | 'cause'
  | 'party_public'
  | 'item_code'
  | 'item_name'
  | 'decided_on'
  | 'published_on'
  | 'ends_on'
  | 'due_on'
  | 'used_days'
  | 'late'
  | 'state'
  | 'withdrawn_on'
  | 'withdrawn_reason'
  | 'withdrawn_by'
  | 'fine'
>;
/** `count` is that of everything from the page's beginning on, capped: 1001 stands for “1000+”. */
export type ResultsPage = { results: ResultListed[]; count: number; next?: string };

const listed = [
  'public_id',
  'decision_number',
  'title',
  'cause',
  'party_public',
  'item_code',
  'item_name',
  'decided_on',
  'published_on',
  'ends_on',
  'due_on',
  'used_days',
  'late',
  'state',
  'withdrawn_on',
  'withdrawn_reason',
  'withdrawn_by',
  'fine',
] as const;

/** Counting stops here: beyond it the page says 1000+. */
export const COUNT_CAP = 1000;
const MAX_TEXT = 60;

type Rows = SelectQueryBuilder<PublicationTables, 'publication', object>;

/** A database text holds no NUL, and nobody searches for control characters. */
const clean = (text: string | undefined): string | undefined => text?.replace(/\p{Cc}/gu, ' ').trim();
const textOf = (query: ResultsQuery): string | undefined => clean(query.text)?.slice(0, MAX_TEXT) || undefined;

/** Everything but the words: agency, term, item, year, and where the page goes on. */
function narrowed<Q extends Rows>(select: Q, agency: string, today: PlainDate, query: ResultsQuery): Q {
  const [item, year] = [clean(query.item), query.year];
  let rows = select.where('agency', '=', agency).where('ends_on', '>=', today);
  if (item) rows = rows.where('item_code', '=', item);
  if (year && /^(19|20|21)\d\d$/.test(year))
    rows = rows.where('decided_on', '>=', `${year}-01-01`).where('decided_on', '<=', `${year}-12-31`);
  const [, day, number] = /^(\d{4}-\d\d-\d\d)~(.{1,60})$/.exec(clean(query.after) ?? '') ?? [];
  if (isPlainDate(day) && number) rows = rows.where(sql<boolean>`(decided_on, decision_number) < (${day}::date, ${number})`);
  return rows as Q;
}

const holds = (text: string) => matches(text, 'terms', 'haystack') as RawBuilder<boolean>;

/** One page of results, newest decision first, with the capped count. Withdrawn ones are listed without party and outcome. */
export async function listResults(db: Db, agency: string, today: PlainDate, query: ResultsQuery = {}): Promise<ResultsPage> {
  const limit = Math.min(query.limit ?? 20, 100);
  const text = textOf(query);
  const count = await countResults(db, agency, today, query);
  const walked = () =>
    narrowed(
      publicationTables(db)
        .selectFrom('publication')
        .select([...listed, 'agency', 'terms', 'haystack']),
      agency,
      today,
      query,
    );
  // Common words: walk the days and stop after a page, instead of sorting everything the index finds. `offset 0` keeps the planner to it.
  const byDays = () => walked().orderBy('decided_on', 'desc').orderBy('decision_number', 'desc').offset(0).as('publication');
  const from = text && count > COUNT_CAP ? db.selectFrom(byDays()) : publicationTables(db).selectFrom('publication');
  const plain = narrowed(from.select(listed) as unknown as ReturnType<typeof walked>, agency, today, query);
  const found = (await (text ? plain.where(holds(text)) : plain)
    .orderBy('decided_on', 'desc')
    .orderBy('decision_number', 'desc')
    .limit(limit + 1)
    .execute()) as ResultListed[];
  const results = found.slice(0, limit);
  const end = results.at(-1);
  return { results, count, ...(found.length > limit && end ? { next: `${end.decided_on}~${end.decision_number}` } : {}) };
}

/** The newest results, uncounted. */
export const latestResults = (db: Db, agency: string, today: PlainDate, limit: number): Promise<ResultListed[]> =>
  narrowed(publicationTables(db).selectFrom('publication').select(listed), agency, today, {})
    .orderBy('decided_on', 'desc')
    .orderBy('decision_number', 'desc')
    .limit(limit)
    .execute();

/** How many results match, counted up to the cap: 0…1000, or 1001 for “1000+”. */
export async function countResults(db: Db, agency: string, today: PlainDate, query: ResultsQuery = {}): Promise<number> {
  const text = textOf(query);
  const within = narrowed(publicationTables(db).selectFrom('publication').select('public_id'), agency, today, query);
  const some = (text ? within.where(holds(text)) : within).limit(COUNT_CAP + 1);
  const { rows } = await sql<{ n: number }>`select count(*)::int4 as n from (${some}) as found`.execute(db);
  return rows[0]?.n ?? 0;
}

/** What a public address answers: the result, a withdrawn one, one past its term, or nothing that ever was. */
export type Found =
  | { kind: 'shown' | 'withdrawn'; result: ResultListed & Pick<PublicationRow, 'act_id' | 'n'> }
  | { kind: 'expired' }
  | { kind: 'unknown' };

// Every page of a decision asks this: the text is made once.
const oneResult = `select ${[...listed, 'act_id', 'n'].join(', ')} from publication where agency = $1 and public_id = $2`;

/** Looks one result up without its text. */
export async function findResult(db: Db, agency: string, publicId: string, today: PlainDate): Promise<Found> {
  if (!/^[\w-]{12}$/.test(publicId)) return { kind: 'unknown' };
  const query = CompiledQuery.raw(oneResult, [agency, publicId]) as CompiledQuery<ResultListed & Pick<PublicationRow, 'act_id' | 'n'>>;
  const result = (await db.executeQuery(query)).rows[0];
  if (!result) return { kind: 'unknown' };
  if (result.ends_on < today) return { kind: 'expired' };
  return { kind: result.state, result };
}

/** The text of a result that is shown. */
export async function readDoc(db: Db, agency: string, publicId: string): Promise<PublishedDoc | undefined> {
  const row = await publicationTables(db)
    .selectFrom('publication')
    .select('doc')
    .where('agency', '=', agency)
    .where('public_id', '=', publicId)
    .executeTakeFirst();
  return row?.doc ?? undefined;
}

/** The citizen's file of a shown result: header and proof from the log, the disclosure as published. Undefined once the original is erased. */
export async function receiptOf(
  db: Db,
  log: Pick<Log, 'receipt'>,
  agency: string,
  publicId: string,
  actId: string,
): Promise<Receipt | undefined> {
  const doc = await readDoc(db, agency, publicId);
  // Withhold everything from the log's own disclosure: only what was published leaves the house.
  if (!doc) return undefined;
  const receipt = await log.receipt(actId, () => ({ as: '', ground: '' }));
  if (!receipt?.disclosure) return undefined;
  // The words shown in place of a withheld run are declared, so that whoever checks the page knows which it may show.
  const segments = doc.disclosure.segments.map((each) =>
    'h' in each && doc.instead[each.path] ? { ...each, instead: doc.instead[each.path]! } : each,
  );
  return { ...receipt, disclosure: { segments } };
}

/** Counts of a year for the front page, each with what it is counted against; days are working days from decision to publication. */
export type YearFigures = {
  decided: number;
  published: number;
  late: number;
  withdrawn: number;
  medianDays: number | null;
  mostDays: number | null;
};

/** Penalty decisions of a year: how many were made, published, late, withdrawn. */
export async function yearFigures(db: Db, agency: string, year: string, today: PlainDate): Promise<YearFigures> {
  const from = `${year}-01-01`;
  const { rows } = await sql<YearFigures>`
    select (select count(*)::int4 from case_row where agency = ${agency} and decided_on between ${from}::date and ${today}::date) as decided,
      count(*)::int4 as published, count(*) filter (where late)::int4 as late, count(*) filter (where state = 'withdrawn')::int4 as withdrawn,
      (percentile_disc(0.5) within group (order by used_days))::int4 as "medianDays", max(used_days)::int4 as "mostDays"
    from publication where agency = ${agency} and decided_on between ${from}::date and ${today}::date`.execute(db);
  return rows[0]!;
}
