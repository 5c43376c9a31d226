// src/server/routes/registers/clearanceRoutes.ts —— 执法人员清理:a run over everybody; whoever fails loses certificate and session in the same transaction
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { type ClearanceOutcome, clearanceOutcomes } from '../../../law/clearance.ts';
import type { Post } from '../../../law/registers.ts';
import { ChangeRefused, suspendCertificate } from '../../../registers/changes.ts';
import { judgeAll } from '../../../registers/clearance/facts.ts';
import {
  type ClearanceRow,
  type ClearedPerson,
  clearanceTables,
  foldClearance,
  OFFICERS_CLEARED,
} from '../../../registers/clearance/table.ts';
import type { Hand } from '../../../registers/load.ts';
import type { RegisterSnapshot } from '../../../registers/registers.ts';
import type { Db } from '../../../store/database.ts';
import { idParameter, json, problemHook, problems, shaped } from '../../openapi.ts';
import { notFound } from '../../problems.ts';
import { type Env, only } from '../../sessionGuard.ts';
import { logOperation } from '../../signIn/operationalLog.ts';
import { endSessions } from '../../signIn/sessions.ts';
import type { Heming } from '../../wiring.ts';
import type { Routes } from '../caseRoutes.ts';
import { changer, idempotencyKey } from '../changing.ts';
import { writeCsv } from './csv.ts';
import { words } from './words.ts';

const readers: Post[] = ['securityAdmin', 'auditAdmin', 'supervisor', 'head', 'sectionHead', 'legalReviewer'];
const body = z.strictObject({ document: words(200, '请写明清理的依据文件') });

/** Runs of the clearance and their reports, behind the guard. */
export function clearanceRoutes(heming: Heming): Routes {
  const app: Routes = new OpenAPIHono<Env>({ defaultHook: problemHook });
  run(app, heming);
  reports(app, heming);
  oneReport(app, heming);
  return app;
}

function run(app: Routes, heming: Heming): void {
  const { casework } = heming;
  const { agency } = casework;
  const change = changer(heming);
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/clearances',
      summary: '办理执法人员清理：不合格的，执法证即时暂扣、登录即时失效',
      middleware: only('securityAdmin'),
      request: { headers: idempotencyKey, body: { required: true, content: { 'application/json': { schema: body } } } },
      responses: { 201: shaped('the run', z.object({ id: z.string() })), ...problems(400, 401, 403, 413, 415, 422, 503) },
    }),
    async (c) => {
      const { signed } = c.var;
      const id = c.req.valid('header')['idempotency-key'].toLowerCase();
      const { document } = c.req.valid('json');
      await change(signed, {
        ...{ key: id, type: OFFICERS_CLEARED, about: 'register', said: { document } },
        inside: async (tx, { by }) => {
          const on = signed.today;
          const report = judgeAll(await casework.registers(tx), on);
          if (report.some(({ person, suspended }) => person === by && suspended.length > 0))
            throw new ChangeRefused('清理结果涉及您自己的执法证，请由另一位安全管理员办理');
          const failed = report.filter(({ outcome }) => outcome === 'failed');
          const beside = failed.flatMap(({ person, suspended, ...each }) =>
            suspended.map((number) => ({ type: 'certificateSuspended', said: { person, number, why: whyOf(each) } })),
          );
          const work = async (write: Db, { at }: Hand) => {
            await foldClearance(write, agency, { id, at, said: { by, document, on, report } });
            for (const { person, suspended, ...each } of failed) {
              for (const number of suspended)
                await suspendCertificate(write, { agency, personId: person, number, from: on, why: whyOf(each), by, at });
              await endSessions(write, { agency, personId: person, why: 'notCleared', now: new Date(at) });
            }
          };
          return { more: { on, report }, beside, work };
        },
      });
      return c.json({ id }, 201);
    },
  );
}

/** At most 200 characters, as a reason may be. */
const whyOf = ({ grounds }: Pick<ClearedPerson, 'grounds'>): string => {
  const says = grounds.filter(({ weight }) => weight === 'failed').map((each) => each.says);
  return `执法人员清理不合格：${says.join('；')}`.slice(0, 200);
};

function reports(app: Routes, { casework }: Heming): void {
  const { db, agency } = casework;
  const registers = () => casework.registers(db);
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/clearances',
      summary: '历次执法人员清理',
      middleware: only(...readers),
      responses: { 200: json('{ runs: { id, on, document, at, by, counts }[] }, newest first'), ...problems(401, 403) },
    }),
    async (c) => {
      const rows = await clearanceTables(db)
        .selectFrom('clearance')
        .selectAll()
        .where('agency', '=', agency)
        .orderBy('at', 'desc')
        .limit(100)
        .execute();
      const snapshot = await registers();
      return c.json({ runs: rows.map((row) => tell(snapshot, row)) }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/clearances/preview',
      summary: '按今天的名册预先检查，不办理',
      middleware: only(...readers),
      responses: { 200: json('{ on, people }'), ...problems(401, 403) },
    }),
    async (c) => {
      const snapshot = await registers();
      const on = c.var.signed.today;
      return c.json({ on: on as string, people: judgeAll(snapshot, on).map((each) => named(snapshot, each)) }, 200);
    },
  );
}

function oneReport(app: Routes, { casework }: Heming): void {
  const { db, agency } = casework;
  const registers = () => casework.registers(db);
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/clearances/{id}',
      summary: '一次清理的报告，和执法证现在的状态',
      middleware: only(...readers),
      request: { params: idParameter },
      responses: { 200: json('{ run, people: with certificates now }'), ...problems(400, 401, 403, 404) },
    }),
    async (c) => {
      const row = await rowOf(db, agency, c.req.valid('param').id);
      const snapshot = await registers();
      const people = row.report.map((each) => ({ ...named(snapshot, each), now: certificatesNow(snapshot, each, c.var.signed.today) }));
      return c.json({ run: tell(snapshot, row), people }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/clearances/{id}/report.csv',
      summary: '清理报告的表格（导出留痕）',
      middleware: only(...readers),
      request: { params: idParameter },
      responses: { 200: { description: 'UTF-8 CSV', content: { 'text/csv': { schema: z.string() } } }, ...problems(400, 401, 403, 404) },
    }),
    async (c) => {
      const { signed } = c.var;
      const row = await rowOf(db, agency, c.req.valid('param').id);
      const detail = { what: 'clearance', id: row.id, rows: row.report.length };
      await logOperation(db, { at: casework.clock(), agency, kind: 'dataExported', personId: signed.person.id, detail });
      c.header('content-disposition', `attachment; filename="clearance-${row.on_day}.csv"`);
      return c.body(csvOf(await registers(), row), 200, { 'content-type': 'text/csv; charset=utf-8' });
    },
  );
}

async function rowOf(db: Db, agency: string, id: string): Promise<ClearanceRow> {
  const row = await clearanceTables(db)
    .selectFrom('clearance')
    .selectAll()
    .where('agency', '=', agency)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('没有这一次清理。');
  return row;
}

const nameOf = (registers: RegisterSnapshot, id: string): string => registers.person(id)?.name ?? '（已离任）';
function tell(registers: RegisterSnapshot, { id, on_day, document, at, by, report }: ClearanceRow) {
  const counts = Object.fromEntries(
    (Object.keys(clearanceOutcomes) as ClearanceOutcome[]).map((outcome) => [
      outcome,
      report.filter((each) => each.outcome === outcome).length,
    ]),
  );
  return { id, on: on_day, document, at: new Date(at).toISOString(), by: nameOf(registers, by), counts };
}
function named(registers: RegisterSnapshot, { person, ...cleared }: ClearedPerson) {
  const { name = '（已离任）', unit = '', position = '', demo } = registers.person(person) ?? {};
  return { person, name, unit, position, demo, ...cleared };
}
/** What became of the suspended certificates since: 暂扣中, 已发还, 已注销. */
function certificatesNow(registers: RegisterSnapshot, { person, suspended }: ClearedPerson, today: string) {
  return suspended.map((number) => {
    const states = registers.certificates(person).find((each) => each.number === number)?.states ?? [];
    const holding = states.filter(({ from, until }) => from <= today && (until === undefined || today < until)).map(({ state }) => state);
    return { number, state: holding.includes('cancelled') ? '已注销' : holding.length > 0 ? '暂扣中' : '已发还' };
  });
}

const head = ['姓名', '单位', '职务', '结果', '不符合的条件', '后续办理', '当时暂扣的执法证'];
const csvOf = (registers: RegisterSnapshot, { report }: ClearanceRow): string =>
  writeCsv([
    head,
    ...report.map((each) => {
      const { name, unit, position, outcome, grounds, suspended } = named(registers, each);
      const say = (of: 'says' | 'followUp') => [...new Set(grounds.map((ground) => ground[of]))].join('；');
      return [name, unit, position, clearanceOutcomes[outcome], say('says'), say('followUp'), suspended.join('、')];
    }),
  ]);
