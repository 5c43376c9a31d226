// src/server/routes/looking/weeks.ts —— 每周的数:acts recorded, acts refused, deadlines gone by undone; and the acts of one week
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import { addDays, isPlainDate, type PlainDate, plainDate, weekday } from '../../../base/dates.ts';
import { caseTables } from '../../../casework/tables.ts';
import { stepNames } from '../../../law/vocabulary.ts';
import type { LedgerTables } from '../../../ledger/tables.ts';
import { type Db, tables } from '../../../store/database.ts';
import { json, problemHook, problems } from '../../openapi.ts';
import { type Env, only } from '../../sessionGuard.ts';
import { signInTables } from '../../signIn/tables.ts';
import type { Heming } from '../../wiring.ts';
import type { Routes } from '../caseRoutes.ts';

const WEEKS = 12;
const SHOWN = 200;
const steps = Object.keys(stepNames);
const mondayOf = (day: PlainDate): PlainDate => addDays(day, -((weekday(day) + 6) % 7));
const midnight = (day: PlainDate): string => new Date(`${day}T00:00:00+08:00`).toISOString();
/** Monday, in Shanghai, of an instant's column. */
const weekOf = (column: string) =>
  sql<string>`to_char(date_trunc('week', (${sql.ref(column)} at time zone 'UTC') + interval '8 hours'), 'YYYY-MM-DD')`;
const counted = sql<number>`count(*)::int4`;

/** The index of the first entry made at `at` or later: the log is in order of time, so a few looks at its key find it. */
async function indexAt(db: Db, agency: string, at: string): Promise<number> {
  const log = tables<LedgerTables>(db);
  const head = await log.selectFrom('log_head').select('size').where('agency', '=', agency).executeTakeFirst();
  let [low, high] = [0, Number(head?.size ?? 0)];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const entry = await log
      .selectFrom('log_entry')
      .select(sql<boolean>`at < ${at}::timestamptz`.as('before'))
      .where('agency', '=', agency)
      .where('idx', '=', middle)
      .executeTakeFirst();
    if (entry?.before) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Counts of the last weeks, oldest first. */
async function weeksOf(db: Db, agency: string, today: PlainDate) {
  const first = addDays(mondayOf(today), -7 * (WEEKS - 1));
  const acts = await tables<LedgerTables>(db)
    .selectFrom('log_entry')
    .select([weekOf('at').as('week'), counted.as('n')])
    .where('agency', '=', agency)
    .where('idx', '>=', await indexAt(db, agency, midnight(first)))
    .where('type', 'in', steps)
    .groupBy(sql`1`)
    .execute();
  const refused = await signInTables(db)
    .selectFrom('operational_log')
    .select([weekOf('at').as('week'), counted.as('n')])
    .where('agency', '=', agency)
    .where('kind', '=', 'actRefused')
    .where('at', '>=', midnight(first))
    .groupBy(sql`1`)
    .execute();
  const overdue = await caseTables(db)
    .selectFrom('case_deadline')
    .select([sql<string>`to_char(date_trunc('week', strict_on), 'YYYY-MM-DD')`.as('week'), counted.as('n')])
    .where('agency', '=', agency)
    .where('strict_on', '>=', first)
    .where('strict_on', '<', today)
    .groupBy(sql`1`)
    .execute();
  const of = (rows: { week: string; n: number }[], from: string) => rows.find((row) => row.week === from)?.n ?? 0;
  return Array.from({ length: WEEKS }, (_, i) => {
    const from = addDays(first, 7 * i);
    return { from, acts: of(acts, from), refused: of(refused, from), overdue: of(overdue, from) };
  });
}

/** Acts recorded in the week that begins on `from`, newest first, at most `SHOWN`, with the case each belongs to. */
async function actsOf(db: Db, agency: string, from: PlainDate) {
  const [low, high] = [await indexAt(db, agency, midnight(from)), await indexAt(db, agency, midnight(addDays(from, 7)))];
  const entries = await tables<LedgerTables>(db)
    .selectFrom('log_entry')
    .select(['at', 'type', 'case_id', 'n'])
    .where('agency', '=', agency)
    .where('idx', '>=', low)
    .where('idx', '<', high)
    .where('type', 'in', steps)
    .orderBy('idx', 'desc')
    .limit(SHOWN + 1)
    .execute();
  const ids = [...new Set(entries.flatMap(({ case_id }) => (case_id === null ? [] : [case_id])))];
  const rows = await caseTables(db)
    .selectFrom('case_row')
    .select(['case_id', 'case_number', 'clue_number', 'cause', 'party'])
    .where('agency', '=', agency)
    .where('case_id', 'in', ids.length > 0 ? ids : ['00000000-0000-0000-0000-000000000000'])
    .execute();
  const row = new Map(rows.map((each) => [each.case_id, each]));
  const acts = entries.slice(0, SHOWN).map(({ at, type, case_id, n }) => ({ at, step: type, n, ...row.get(case_id ?? '') }));
  return { acts, more: entries.length > SHOWN };
}

/** The weeks of oversight, behind the guard; counts name nobody, so the auditor sees them too. */
export function weekRoutes({ casework: { db, agency } }: Heming): Routes {
  const app: Routes = new OpenAPIHono<Env>({ defaultHook: problemHook });
  app.openapi(
    createRoute({
      ...{ method: 'get', path: '/api/oversight/weeks', summary: '最近十二周：办理、被拒、到期未办' },
      middleware: only('supervisor', 'head', 'auditAdmin', 'legalReviewer'),
      responses: { 200: json('{ weeks: from, acts, refused, overdue }, oldest first'), ...problems(401, 403) },
    }),
    async (c) => c.json({ weeks: await weeksOf(db, agency, c.var.signed.today) }, 200),
  );
  const from = z.string().refine((day) => isPlainDate(day) && weekday(day) === 1, { error: '请从图表里打开一周' });
  app.openapi(
    createRoute({
      ...{ method: 'get', path: '/api/oversight/acts', summary: '一周里记入案卷的行为' },
      middleware: only('supervisor', 'head', 'legalReviewer'),
      request: { query: z.object({ from }) },
      responses: { 200: json('{ acts, more }, newest first'), ...problems(400, 401, 403) },
    }),
    async (c) => c.json(await actsOf(db, agency, plainDate(c.req.valid('query').from)), 200),
  );
  return app;
}
