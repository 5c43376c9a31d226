// src/server/routes/oversightRoutes.ts —— 监督:what was refused, and cases stated not major against the catalogue
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { caseTables } from '../../casework/tables.ts';
import { withholderOf } from '../../casework/withheld.ts';
import { last, type RecordedAct } from '../../law/engine.ts';
import { procedureOf } from '../../law/procedures/inForce.ts';
import type { StepId } from '../../law/vocabulary.ts';
import type { LedgerTables } from '../../ledger/tables.ts';
import { type Db, tables } from '../../store/database.ts';
import { cursor, json, problemHook, problems } from '../openapi.ts';
import { type Env, only } from '../sessionGuard.ts';
import { readOperations } from '../signIn/operationalLog.ts';
import { readChecks } from '../upkeep/selfCheck.ts';
import type { Heming } from '../wiring.ts';
import type { Routes } from './caseRoutes.ts';

const PAGE = 100;

/** Oversight, behind the guard. */
export function oversightRoutes(heming: Heming): Routes {
  const app: Routes = new OpenAPIHono<Env>({ defaultHook: problemHook });
  refusedActs(app, heming);
  notMajor(app, heming);
  nightlyChecks(app, heming);
  changes(app, heming);
  return app;
}

function refusedActs(app: Routes, { casework }: Heming): void {
  const { db, agency } = casework;
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/oversight/refusals',
      summary: '被拒绝的行为',
      middleware: only('supervisor', 'head', 'auditAdmin', 'legalReviewer'),
      request: { query: z.object({ after: cursor.optional() }) },
      responses: { 200: json('{ refusals, next? }, newest first'), ...problems(400, 401, 403) },
    }),
    async (c) => {
      const [at, id] = c.req.valid('query').after?.split('~') ?? [];
      const rows = await readOperations(db, { agency, kind: 'actRefused', limit: PAGE, before: at && id ? { at, id } : undefined });
      const registers = await casework.registers(db);
      const end = rows.at(-1);
      const refusals = rows.map(({ detail: _, ...row }) => ({
        ...row,
        who: row.personId ? registers.person(row.personId)?.name : undefined,
      }));
      return c.json({ refusals, ...(rows.length === PAGE && end ? { next: `${end.at}~${end.id}` } : {}) }, 200);
    },
  );
}

const rowOf = (db: Db, agency: string, caseId: string) =>
  caseTables(db)
    .selectFrom('case_row')
    .select(['case_id', 'case_number', 'cause', 'party', 'fine', 'decided_on'])
    .where('agency', '=', agency)
    .where('case_id', '=', caseId)
    .executeTakeFirst();

/** The latest statements of 是否重大 and decisions on a transfer, from the log itself, by case; erased ones have no words to show. */
async function statementsOf(db: Db, agency: string): Promise<{ caseId: string; ids: string[] }[]> {
  const entries = await tables<LedgerTables>(db)
    .selectFrom('log_entry')
    .select(['id', 'case_id'])
    .where('agency', '=', agency)
    .where('type', 'in', ['majorityStated', 'transferDecided'] satisfies StepId[])
    .orderBy('idx', 'desc')
    .limit(1000)
    .execute();
  const byCase = Map.groupBy(entries, (entry) => entry.case_id ?? '');
  return [...byCase].map(([caseId, all]) => ({ caseId, ids: all.map((entry) => entry.id) }));
}

/** Why supervision looks at the act: catalogue entries it passed over, or a transfer to the police it refused (移送规定§5). */
function watched({ step, particulars, made }: RecordedAct): string[] {
  if (step === 'transferDecided') return particulars.outcome === 'refused' ? ['报告涉嫌犯罪，不批准移送公安机关'] : [];
  return particulars.isMajor === false ? (made?.hits ?? []) : [];
}

function notMajor(app: Routes, { casework }: Heming): void {
  const { db, agency } = casework;
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/oversight/not-major',
      summary: '目录命中而认定不属于重大的案件、报告涉嫌犯罪而不批准移送的案件',
      middleware: only('supervisor', 'head', 'legalReviewer'),
      responses: { 200: json('{ cases }, latest first'), ...problems(401, 403) },
    }),
    async (c) => {
      const snapshot = await casework.registers(db);
      const cases = [];
      for (const { caseId, ids } of await statementsOf(db, agency)) {
        const [{ file }, row] = [await casework.files.load(db, caseId), await rowOf(db, agency, caseId)];
        if (!row) continue;
        const withhold = withholderOf(procedureOf(file, c.var.signed.today), file);
        const counts = [last(file, 'majorityStated')?.id, last(file, 'transferDecided')?.id];
        // The hits stand in the act itself, as they were when it was signed: a later statement does not take it off the list.
        for (const stated of file.acts.filter((act) => ids.includes(act.id) && watched(act).length > 0)) {
          const by = stated.by.map((id) => snapshot.person(id)?.name ?? '（已离任）');
          const reason = withhold(String(stated.particulars.majorReason ?? stated.particulars.reason ?? ''));
          cases.push({ ...row, act: stated.n, hits: watched(stated), by, on: stated.on, reason, superseded: !counts.includes(stated.id) });
        }
      }
      return c.json({ cases }, 200);
    },
  );
}

/** What administrators did to accounts and registers, so that one of them cannot act unseen: to the others, the supervisor and the head. */
function changes(app: Routes, { casework }: Heming): void {
  const { db, agency } = casework;
  const kinds = z.enum(['accountChanged', 'registerChanged'], { error: '只能查账号变更或者名册变更' });
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/oversight/changes',
      summary: '管理员办理的变更：口令重置、账号、岗位、执法证',
      middleware: only('supervisor', 'head', 'systemAdmin', 'securityAdmin', 'auditAdmin'),
      request: { query: z.object({ kind: kinds.default('accountChanged'), after: cursor.optional() }) },
      responses: { 200: json('{ changes: at, what, who, whose; next? }, newest first'), ...problems(400, 401, 403) },
    }),
    async (c) => {
      const { kind, after } = c.req.valid('query');
      const [at, id] = after?.split('~') ?? [];
      const rows = await readOperations(db, { agency, kind, limit: PAGE, before: at && id ? { at, id } : undefined });
      const registers = await casework.registers(db);
      const nameOf = (person: unknown) => (typeof person === 'string' ? (registers.person(person)?.name ?? '（已离任）') : '');
      const told = rows.map(({ at: when, personId, detail }) => {
        const { type, person } = detail as { type?: string; person?: string };
        return { at: new Date(when).toISOString(), what: type ?? '', who: nameOf(personId), whose: nameOf(person) };
      });
      const end = rows.at(-1);
      return c.json({ changes: told, ...(rows.length === PAGE && end ? { next: `${end.at}~${end.id}` } : {}) }, 200);
    },
  );
}

function nightlyChecks(app: Routes, { casework }: Heming): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/oversight/checks',
      summary: '夜间自查的结果',
      middleware: only('supervisor', 'head', 'systemAdmin', 'securityAdmin', 'auditAdmin'),
      responses: { 200: json('{ log?, originals? }: at, ok, checked, says'), ...problems(401, 403) },
    }),
    async (c) => c.json({ ...(await readChecks(casework.db, casework.agency)) }, 200),
  );
}
