// src/server/routes/registers/readRoutes.ts —— 名册和它的变更:every list as of a day, proposals with before and after, what they moved
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { isPlainDate, plainDate, shanghaiDate } from '../../../base/dates.ts';
import type { Casework } from '../../../casework/perform.ts';
import { caseTables } from '../../../casework/tables.ts';
import type { Post } from '../../../law/registers.ts';
import { type StepId, stepNames } from '../../../law/vocabulary.ts';
import { ChangeRefused } from '../../../registers/changes.ts';
import type { RegisterSnapshot } from '../../../registers/registers.ts';
import { type ChangedList, changedLists } from '../../../registers/signed/lists.ts';
import { type ChangeRow, changeTables, type MovedDeadline } from '../../../registers/signed/table.ts';
import type { Db } from '../../../store/database.ts';
import { cursor, idParameter, json, problemHook, problems } from '../../openapi.ts';
import { notFound } from '../../problems.ts';
import { type Env, only, seesCases } from '../../sessionGuard.ts';
import type { Heming } from '../../wiring.ts';
import type { Routes } from '../caseRoutes.ts';
import { effectOf } from './approval.ts';
import { listName } from './changeRoutes.ts';

/** Who reads proposals: whoever may propose, approve or oversee. */
const readers: Post[] = ['systemAdmin', 'securityAdmin', 'auditAdmin', 'supervisor', 'head', 'sectionHead', 'legalReviewer'];
const PAGE = 50;

/** Lists and changes for reading, behind the guard. */
export function registerReadRoutes(heming: Heming): Routes {
  const app: Routes = new OpenAPIHono<Env>({ defaultHook: problemHook });
  lists(app, heming);
  changeList(app, heming);
  changeOpened(app, heming);
  return app;
}

function lists(app: Routes, { casework }: Heming): void {
  const on = z.string().refine(isPlainDate, { error: '没有这一天，请按“2026-03-02”的样子填写' }).optional();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/registers/{list}',
      summary: '名册：某一天有效的内容和各个版本的起始日期',
      middleware: only(...readers),
      request: {
        params: z.object({ list: listName.openapi({ param: { name: 'list', in: 'path' }, type: 'string' }) }),
        query: z.object({ on }),
      },
      responses: {
        200: json('{ on, entries: { key, content, from, versions: { from, recordedAt, by }[] }[] }'),
        ...problems(400, 401, 403),
      },
    }),
    async (c) => {
      const { list } = c.req.valid('param');
      const asked = c.req.valid('query').on;
      const day = asked === undefined ? c.var.signed.today : plainDate(asked);
      const registers = await casework.registers(casework.db);
      const entries = registers.entryKeys(list).map((key) => {
        const versions = registers.entryVersions(list, key);
        const held = versions.findLast(({ from }) => from <= day);
        const told = versions.map(({ from, recordedAt, by }) => ({ from, recordedAt, by: nameOf(registers, by) }));
        return { key, content: held?.content ?? null, from: held?.from ?? null, versions: told };
      });
      return c.json({ on: day as string, entries }, 200);
    },
  );
}

function changeList(app: Routes, { casework }: Heming): void {
  const { db, agency } = casework;
  const state = z.enum(['proposed', 'approved', 'rejected', 'withdrawn'], { error: '没有这种状态' }).optional();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/register-changes',
      summary: '名册变更一览',
      middleware: only(...readers),
      request: { query: z.object({ state, list: listName.optional(), after: cursor.optional() }) },
      responses: { 200: json('{ changes: without their contents; next? }, newest first'), ...problems(400, 401, 403) },
    }),
    async (c) => {
      const query = c.req.valid('query');
      const rows = await listChanges(db, agency, query);
      const registers = await casework.registers(db);
      const end = rows.at(-1);
      const told = rows.map(({ before: _, content: __, ...row }) => ({
        ...tell(registers, row, c.var.signed.person.id),
        moved: row.moved.length,
      }));
      return c.json({ changes: told, ...(rows.length === PAGE && end ? { next: `${instant(end.proposed_at)}~${end.id}` } : {}) }, 200);
    },
  );
}

function changeOpened(app: Routes, { casework }: Heming): void {
  const { db, agency } = casework;
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/register-changes/{id}',
      summary: '一项名册变更：前后内容、移动的期限；待批准的，先算出会移动哪些',
      middleware: only(...readers),
      request: { params: idParameter },
      responses: { 200: json('{ change, moved, checked, obstacle? }'), ...problems(400, 401, 403, 404) },
    }),
    async (c) => {
      const { signed } = c.var;
      const row = await changeTables(db)
        .selectFrom('register_change')
        .selectAll()
        .where('agency', '=', agency)
        .where('id', '=', c.req.valid('param').id)
        .executeTakeFirst();
      if (!row) throw notFound('没有这项名册变更。');
      const registers = await casework.registers(db);
      const effect = row.state === 'proposed' ? await foreseen(casework, row) : { moved: row.moved, checked: row.checked ?? 0 };
      const moved = await withCases(db, agency, effect.moved, seesCases(signed.posts));
      const change = { ...tell(registers, row, signed.person.id), before: row.before, content: row.content };
      return c.json({ change, ...effect, moved }, 200);
    },
  );
}

/** What approving would move; a reason why it cannot be approved as it is stands in its place. */
async function foreseen(casework: Casework, row: ChangeRow): Promise<{ moved: MovedDeadline[]; checked: number; obstacle?: string }> {
  try {
    return await casework.db.transaction().execute(async (tx) => {
      const { moved, checked } = await effectOf(casework, tx, row, row.proposed_by, shanghaiDate(casework.clock()));
      return { moved, checked };
    });
  } catch (error) {
    if (!(error instanceof ChangeRefused)) throw error;
    return { moved: [], checked: 0, obstacle: error.message };
  }
}

type Query = { state?: ChangeRow['state']; list?: ChangedList; after?: string };
function listChanges(db: Db, agency: string, { state, list, after }: Query): Promise<ChangeRow[]> {
  let select = changeTables(db).selectFrom('register_change').selectAll().where('agency', '=', agency);
  if (state) select = select.where('state', '=', state);
  if (list) select = select.where('list', '=', list);
  const [at, id] = after?.split('~') ?? [];
  if (at && id) select = select.where((is) => is.or([is('proposed_at', '<', at), is.and([is('proposed_at', '=', at), is('id', '<', id)])]));
  return select.orderBy('proposed_at', 'desc').orderBy('id', 'desc').limit(PAGE).execute();
}

const instant = (at: string): string => new Date(at).toISOString();
const nameOf = (registers: RegisterSnapshot, by: string | null): string =>
  by === 'system' ? '机关数据包' : by === null ? '' : (registers.person(by)?.name ?? '（已离任）');

function tell(registers: RegisterSnapshot, row: Omit<ChangeRow, 'before' | 'content'>, reader: string) {
  const { id, list, key, kind, state, reason, document, version, checked } = row;
  return {
    ...{ id, list, listName: changedLists[list as ChangedList], key, name: entryName(registers, list as ChangedList, key), kind, state },
    ...{ reason, document, version, checked, from: row.effective_on ?? row.asked_from },
    ...{ proposedAt: instant(row.proposed_at), proposedBy: nameOf(registers, row.proposed_by), own: row.proposed_by === reader },
    ...{ decidedAt: row.decided_at && instant(row.decided_at), decidedBy: nameOf(registers, row.decided_by), decidedWhy: row.decided_why },
  };
}

function entryName(registers: RegisterSnapshot, list: ChangedList, key: string): string {
  if (list === 'calendar') return `${key}年`;
  const content = registers.entryVersions(list, key).findLast((version) => version.content !== null)?.content as
    | { name?: string }
    | undefined;
  return content?.name ?? key;
}

/** Names the cases for those who may see cases; for others a deadline is its day and its step. */
async function withCases(db: Db, agency: string, moved: MovedDeadline[], sees: boolean) {
  const named = moved.map((each) => ({ ...each, stepName: stepNames[each.step as StepId] ?? each.step }));
  if (!sees || moved.length === 0) return named.map(({ case: _, ...rest }) => rest);
  const rows = await caseTables(db)
    .selectFrom('case_row')
    .select(['case_id', 'case_number', 'clue_number', 'cause'])
    .where('agency', '=', agency)
    .where('case_id', 'in', [...new Set(moved.map((each) => each.case))])
    .execute();
  const byId = new Map(rows.map((row) => [row.case_id, row]));
  return named.map((each) => {
    const row = byId.get(each.case);
    return { ...each, number: row?.case_number ?? row?.clue_number ?? null, cause: row?.cause ?? '' };
  });
}
