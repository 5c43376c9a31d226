// src/server/routes/caseRoutes.ts —— 案件:boards, the case page, forms, and the one route for every act
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { isPlainDate } from '../../base/dates.ts';
import { listCases, listDeadlines } from '../../casework/boards.ts';
import { viewCase } from '../../casework/caseView.ts';
import { tryAct, viewForm } from '../../casework/formView.ts';
import { type Performed, perform, procedureOf } from '../../casework/perform.ts';
import { type Field, publicFields } from '../../law/particulars/field.ts';
import { stepNames } from '../../law/vocabulary.ts';
import { actorsOf } from './actors.ts';
import { idParameter, json, problemHook, problems } from '../openapi.ts';
import { notFound, Refused } from '../problems.ts';
import { type Env, requireCases, type Signed } from '../sessionGuard.ts';
import { logOperation } from '../signIn/operationalLog.ts';
import type { Heming } from '../wiring.ts';

const draft = z.strictObject({
  step: z.string().max(60),
  on: z.string().max(10),
  by: z.array(z.string().max(64)).max(20),
  particulars: z.record(z.string().max(60), z.unknown()).default({}),
});
const submission = draft.extend({ seen: z.int().min(0) });

/** Case routes, behind the guard. */
export function caseRoutes(heming: Heming): OpenAPIHono<Env> {
  const { casework } = heming;
  const { db, agency } = casework;
  const app = new OpenAPIHono<Env>({ defaultHook: problemHook });
  app.use('/api/cases/*', async (c, next) => {
    requireCases(c.var.signed);
    await next();
  });
  const namesOf = async (ids: string[]) => {
    const snapshot = await casework.registers(db);
    return Object.fromEntries([...new Set(ids)].map((id) => [id, snapshot.person(id)?.name ?? '(已离任)']));
  };
  const viewer = (signed: Signed) => ({ id: signed.person.id, posts: signed.posts });

  app.openapi(
    createRoute({
      method: 'get', path: '/api/cases', summary: '案件看板',
      request: { query: z.object({ view: z.enum(['all', 'mine', 'turn', 'due', 'closed']).default('turn'), q: z.string().max(100).optional(), after: z.string().max(120).optional() }) },
      responses: { 200: json('CaseListed[] and the cursor of the next page'), ...problems(400, 401, 403) },
    }),
    async (c) => {
      requireCases(c.var.signed);
      const { view, q, after } = c.req.valid('query');
      const { person, posts } = c.var.signed;
      const page = await listCases(db, { agency, view, person: person.id, actors: actorsOf(posts), text: q, after });
      return c.json({ ...page, names: await namesOf(page.cases.flatMap((each) => each.handlers)) }, 200);
    },
  );

  app.openapi(createRoute({ method: 'get', path: '/api/cases/{id}', summary: '案件页', request: { params: idParameter }, responses: { 200: json('CaseView'), ...problems(401, 403, 404) } }), async (c) => {
    const page = await viewCase(casework, c.req.valid('param').id, viewer(c.var.signed), c.var.signed.today);
    if (!page) throw notFound('没有这个案件,请从案件看板打开。');
    return c.json(page, 200);
  });

  app.openapi(
    createRoute({ method: 'get', path: '/api/cases/{id}/forms/{step}', summary: '办理一步的表单', request: { params: idParameter.extend({ step: z.string().max(60) }) }, responses: { 200: json('FormView with its fields'), ...problems(401, 403, 404) } }),
    async (c) => {
      const { id, step } = c.req.valid('param');
      const form = await viewForm(casework, id, step, viewer(c.var.signed), c.var.signed.today);
      if (!form) throw notFound('没有这个案件或者环节。');
      const { file } = await casework.files.load(db, id);
      const law = procedureOf(file, c.var.signed.today);
      return c.json({ ...form, fields: publicFields(law.steps[form.step]?.fields ?? []) as unknown as Field[] }, 200);
    },
  );

  app.openapi(
    createRoute({ method: 'post', path: '/api/cases/{id}/checks', summary: '试判一个草稿,不记录', request: { params: idParameter, body: { required: true, content: { 'application/json': { schema: draft } } } }, responses: { 200: json('faults, reasons and a preview of the papers'), ...problems(400, 401, 403, 404) } }),
    async (c) => {
      const body = c.req.valid('json');
      const on = isPlainDate(body.on) ? body.on : c.var.signed.today;
      const tried = await tryAct(casework, { ...body, on, caseId: c.req.valid('param').id, enteredBy: c.var.signed.person.id }, c.var.signed.today);
      if (!tried) throw notFound('没有这个环节。');
      return c.json(tried, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post', path: '/api/cases/{id}/acts', summary: '办理一步(所有环节同一接口)',
      description: 'Header Idempotency-Key: a UUID of the draft; the same key records once.',
      request: { params: idParameter, headers: z.object({ 'idempotency-key': z.string().uuid() }), body: { required: true, content: { 'application/json': { schema: submission } } } },
      responses: { 201: json('recorded: n, act, rejudged'), 200: json('already recorded under this key'), ...problems(400, 401, 403, 409, 422, 503, 507) },
    }),
    async (c) => {
      const body = c.req.valid('json');
      const { person } = c.var.signed;
      const caseId = c.req.valid('param').id;
      const performed = await perform(casework, { ...body, caseId, id: c.req.valid('header')['idempotency-key'].toLowerCase(), enteredBy: person.id });
      return answer(performed, caseId, person.id, c);
    },
  );

  // biome-ignore lint/suspicious/noExplicitAny: the context of one openapi route
  async function answer(performed: Performed, caseId: string, personId: string, c: any) {
    switch (performed.kind) {
      case 'recorded': {
        const { id, n, made, step } = performed.act;
        const rejudged = performed.rejudged.map((each) => ({ n: each.n, name: stepNames[each.step], reasons: each.reasons }));
        return c.json({ kind: 'recorded', n: performed.n, act: { id, n, step, numbers: made?.numbers ?? {} }, replayed: performed.replayed, rejudged, receipt: '待签发' }, performed.replayed ? 200 : 201);
      }
      case 'refused':
        await logOperation(db, { at: casework.clock(), agency, kind: 'actRefused', personId, caseId, step: performed.step, gates: performed.reasons.map((reason) => reason.gate) });
        throw new Refused(422, 'refused', `现在不能“${stepNames[performed.step]}”`, `有${performed.reasons.length}个理由,见下。`, { step: performed.step, reasons: performed.reasons });
      case 'faulty':
        throw new Refused(422, 'form', '表单有误', `请改正${performed.faults.length}处后再提交。`, { faults: performed.faults });
      case 'conflict': {
        const names = await namesOf(performed.since.flatMap((act) => act.by));
        const since = performed.since.map((act) => ({ n: act.n, step: act.step, name: stepNames[act.step], by: act.by.map((id) => names[id]), on: act.on, fields: act.fields }));
        const told = since.map((act) => `${act.by.join('、')}办理了“${act.name}”`).join(';');
        throw new Refused(409, 'conflict', '别人先办理了一步', `${told || '案件已有变化'}。您的草稿还在,请核对后再提交。`, { since, n: performed.n });
      }
      case 'reused':
        throw new Refused(422, 'idempotency', '重复的提交编号', '这个提交编号已用于另一次办理,请刷新页面后重新提交。');
    }
  }

  app.openapi(createRoute({ method: 'get', path: '/api/deadlines', summary: '期限看板', request: { query: z.object({ after: z.string().max(160).optional() }) }, responses: { 200: json('running deadlines, nearest first'), ...problems(401, 403) } }), async (c) => {
    requireCases(c.var.signed);
    const page = await listDeadlines(db, agency, c.req.valid('query').after);
    return c.json({ ...page, today: c.var.signed.today as string, names: Object.fromEntries(page.deadlines.map((each) => [each.step, stepNames[each.step as keyof typeof stepNames]])) }, 200);
  });
  return app;
}
