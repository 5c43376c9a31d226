// src/server/routes/caseRoutes.ts —— 案件:boards, the case page, the forms, and drafts judged without being recorded
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { isPlainDate } from '../../base/dates.ts';
import { listCases, listDeadlines } from '../../casework/boards.ts';
import { viewCase } from '../../casework/caseView.ts';
import { type FormView, tryAct, viewForm } from '../../casework/formView.ts';
import { leaveOut, withholderOf, withholdIn, worksOn } from '../../casework/withheld.ts';
import type { CaseFile, Procedure } from '../../law/engine.ts';
import { publicFields } from '../../law/particulars/field.ts';
import { procedureNamed, procedureOf } from '../../law/procedures/inForce.ts';
import { mayHold, type Viewer } from '../../law/procedures/moves.ts';
import { stagesOf } from '../../law/standing.ts';
import { isStep, type StepId, stepNames } from '../../law/vocabulary.ts';
import { cursor, idParameter, json, problemHook, problems, searched } from '../openapi.ts';
import { notFound } from '../problems.ts';
import { casesOnly, type Env, type Signed } from '../sessionGuard.ts';
import type { Heming } from '../wiring.ts';
import { actorsOf } from './actors.ts';
import { actRoute, draft } from './actRoute.ts';

export type Routes = OpenAPIHono<Env>;

/** Case routes, behind the guard. */
export function caseRoutes(heming: Heming): Routes {
  const app: Routes = new OpenAPIHono<Env>({ defaultHook: problemHook });
  for (const path of ['/api/cases', '/api/cases/*', '/api/deadlines']) app.use(path, casesOnly);
  boards(app, heming);
  casePage(app, heming);
  forms(app, heming);
  actRoute(app, heming);
  return app;
}

const viewer = (signed: Signed) => ({ id: signed.person.id, posts: signed.posts });

/** The procedures of the listed cases, with the stages of each, which the board shows a case's place in. */
const coursesOf = (cases: readonly { procedure: string }[]) =>
  Object.fromEntries(
    [...new Set(cases.map(({ procedure }) => procedure))].flatMap((key) => {
      const law = procedureNamed(key);
      return law ? [[key, { name: law.name, stages: stagesOf(law) }]] : [];
    }),
  );

function boards(app: Routes, { casework }: Heming): void {
  const { db, agency } = casework;
  const view = z.enum(['all', 'mine', 'turn', 'due', 'closed']).default('turn');
  const list = async ({ person, posts, registers }: Signed, query: Pick<Parameters<typeof listCases>[1], 'view' | 'after' | 'text'>) => {
    const page = await listCases(db, { agency, ...query, person: person.id, actors: actorsOf(posts) });
    const handlers = new Set(page.cases.flatMap((each) => each.handlers));
    const names = Object.fromEntries([...handlers].map((id) => [id, registers.person(id)?.name ?? '（已离任）']));
    return { ...page, names, courses: coursesOf(page.cases) };
  };
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cases',
      summary: '案件看板',
      request: { query: z.strictObject({ view, after: cursor.optional() }) },
      responses: { 200: json('{ cases: CaseListed[], next?, names, courses }'), ...problems(400, 401, 403) },
    }),
    async (c) => c.json(await list(c.var.signed, c.req.valid('query')), 200),
  );
  // What is searched for is often a name: it travels in a body, and never in an address.
  const asked = z.strictObject({ view, q: searched, after: cursor.optional() });
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/cases/search',
      summary: '在案件看板中搜索',
      request: { body: { required: true, content: { 'application/json': { schema: asked } } } },
      responses: { 200: json('{ cases: CaseListed[], next?, names, courses }'), ...problems(400, 401, 403, 413, 415) },
    }),
    async (c) => {
      const { q: text, ...query } = c.req.valid('json');
      return c.json(await list(c.var.signed, { ...query, text }), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/deadlines',
      summary: '期限看板',
      request: { query: z.object({ after: cursor.optional() }) },
      responses: { 200: json('running deadlines, nearest first'), ...problems(400, 401, 403) },
    }),
    async (c) => {
      const page = await listDeadlines(db, agency, c.req.valid('query').after);
      const names = Object.fromEntries(page.deadlines.map(({ step }) => [step, isStep(step) ? stepNames[step] : step]));
      return c.json({ ...page, today: c.var.signed.today as string, names }, 200);
    },
  );
}

function casePage(app: Routes, { casework }: Heming): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cases/{id}',
      summary: '案件页',
      request: { params: idParameter },
      responses: { 200: json('CaseView, personal data cut'), ...problems(400, 401, 403, 404) },
    }),
    async (c) => {
      const page = await viewCase(casework, c.req.valid('param').id, viewer(c.var.signed), c.var.signed.today);
      if (!page) throw notFound('没有这个案件，请从案件看板打开。');
      return c.json(page, 200);
    },
  );
}

/** What a form already knows, for this viewer: all of it for who works on the case, no personal data for who may only take the step on. */
function knownTo(
  who: Viewer,
  law: Procedure,
  file: CaseFile,
  { step, known, report, papers }: FormView,
): Pick<FormView, 'known' | 'report' | 'papers'> {
  const blankPapers = papers?.map((paper) => ({ ...paper, known: {} }));
  if (!mayHold(law, step, who)) return { known: {}, report: undefined, papers: blankPapers };
  if (worksOn(file, who.id)) return { known, report, papers };
  const withhold = withholderOf(law, file);
  const open = leaveOut({ known: {}, report }, withhold).report;
  return { known: leaveOut(known, withhold) as FormView['known'], report: open, papers: blankPapers };
}

/** Forms and their dry runs. They carry what the case already knows, so only those who may hold the step get that part. */
function forms(app: Routes, { casework }: Heming): void {
  const stepParameter = z
    .string()
    .max(60)
    .openapi({ param: { name: 'step', in: 'path' } });
  const lawOf = async (id: string, signed: Signed, step: StepId) => {
    const { file } = await casework.files.load(casework.db, id);
    return { file, law: procedureOf(file, signed.today, step) };
  };
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cases/{id}/forms/{step}',
      summary: '办理一步的表单',
      request: { params: idParameter.extend({ step: stepParameter }) },
      responses: { 200: json('FormView with its fields'), ...problems(400, 401, 403, 404) },
    }),
    async (c) => {
      const { id, step } = c.req.valid('param');
      const form = await viewForm(casework, id, step, viewer(c.var.signed), c.var.signed.today);
      if (!form) throw notFound('没有这个案件或者环节。');
      const { file, law } = await lawOf(id, c.var.signed, form.step);
      const known = knownTo(viewer(c.var.signed), law, file, form);
      return c.json({ ...form, ...known, fields: publicFields(law.steps[form.step]?.fields ?? []) }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/cases/{id}/checks',
      summary: '试判一个草稿，不记录',
      request: { params: idParameter, body: { required: true, content: { 'application/json': { schema: draft } } } },
      responses: { 200: json('{ faults, reasons, papers }'), ...problems(400, 401, 403, 404, 413, 415) },
    }),
    async (c) => {
      const { signed } = c.var;
      const body = c.req.valid('json');
      const { id } = c.req.valid('param');
      if (!isStep(body.step)) throw notFound('没有这个环节。');
      const { file, law } = await lawOf(id, signed, body.step);
      if (!law.steps[body.step]) throw notFound('没有这个环节。');
      const on = isPlainDate(body.on) ? body.on : signed.today;
      const tried = await tryAct(casework, { ...body, on, caseId: id, enteredBy: signed.person.id }, signed.today);
      if (!tried) throw notFound('没有这个环节。');
      if (!mayHold(law, body.step, viewer(signed))) return c.json({ ...tried, papers: [] }, 200);
      // Who signs must read what he signs; who only could, on another day or in another case, sees the paper as the case page shows it.
      const signs = body.by.includes(signed.person.id) && tried.reasons.length === 0;
      const papers = signs || worksOn(file, signed.person.id) ? tried.papers : withholdIn(tried.papers, withholderOf(law, file));
      return c.json({ ...tried, papers }, 200);
    },
  );
}
