// src/server/routes/recordRoutes.ts —— 文书、凭证、个人信息:each look and export leaves a trace
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { readFields } from '../../casework/caseView.ts';
import { procedureOf } from '../../casework/perform.ts';
import { registersFor } from '../../casework/surroundings.ts';
import { draftFor } from '../../publication/after/draftPublication.ts';
import { evidenceOf, partyOf } from '../../law/facts.ts';
import { listViews } from '../../evidence/custody.ts';
import { last } from '../../law/engine.ts';
import { readPaper } from './papers.ts';
import { idParameter, json, problemHook, problems } from '../openapi.ts';
import { notFound, Refused } from '../problems.ts';
import { type Env, requireCases, requirePost } from '../sessionGuard.ts';
import { logOperation, readOperations } from '../signIn/operationalLog.ts';
import type { Heming } from '../wiring.ts';

const actParameter = idParameter.extend({ n: z.coerce.number().int().positive().openapi({ param: { name: 'n', in: 'path' } }) });
const purpose = z.object({ purpose: z.string().trim().min(2, { error: '请写明查阅用途,至少2字' }).max(100) });

/** What was recorded, for reading: papers, receipts, personal data, the trail of who looked. */
export function recordRoutes(heming: Heming): OpenAPIHono<Env> {
  const { casework, log, renderer } = heming;
  const { db, agency } = casework;
  const app = new OpenAPIHono<Env>({ defaultHook: problemHook });
  app.use('/api/cases/*', async (c, next) => {
    requireCases(c.var.signed);
    await next();
  });
  const actOf = async (id: string, n: number) => {
    const { file } = await casework.files.load(db, id);
    const act = file.acts.find((each) => each.n === n);
    if (!act) throw notFound('没有这条记录。');
    return { file, act };
  };

  app.openapi(
    createRoute({ method: 'get', path: '/api/cases/{id}/acts/{n}/papers/{form}', summary: '文书 PDF', request: { params: actParameter.extend({ form: z.string().regex(/^[A-Z]+\d{2}\.pdf$/) }) }, responses: { 200: { description: 'PDF/A-2b', content: { 'application/pdf': { schema: z.any() } } }, ...problems(401, 403, 404, 500) } }),
    async (c) => {
      const { id, n, form } = c.req.valid('param');
      const { act } = await actOf(id, n);
      const paper = await readPaper(db, agency, act.id, form.replace('.pdf', ''));
      if (!paper) throw notFound('这一步没有这份文书。');
      await logOperation(db, { at: casework.clock(), agency, kind: 'dataExported', personId: c.var.signed.person.id, caseId: id, step: act.step, detail: { form: paper.form, n } });
      const bytes = await renderer.render(paper, { footer: `本机关执法日志公钥指纹:${heming.fingerprint}` });
      return new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(`${paper.title}${paper.number ?? ''}.pdf`)}`, 'cache-control': 'private, no-store' } });
    },
  );

  app.openapi(createRoute({ method: 'get', path: '/api/cases/{id}/acts/{n}/receipt', summary: '凭证', request: { params: actParameter }, responses: { 200: json('receipt with its disclosure and proof'), ...problems(401, 403, 404) } }), async (c) => {
    const { id, n } = c.req.valid('param');
    const { act } = await actOf(id, n);
    await logOperation(db, { at: casework.clock(), agency, kind: 'dataExported', personId: c.var.signed.person.id, caseId: id, step: act.step, detail: { what: 'receipt', n } });
    const receipt = await log.receipt(act.id);
    c.header('content-disposition', `attachment; filename="heming-${act.id}.json"`);
    return c.json(receipt, 200);
  });

  app.openapi(createRoute({ method: 'get', path: '/api/cases/{id}/acts/{n}/personal', summary: '一条记录的全部内容(留痕)', request: { params: actParameter, query: purpose }, responses: { 200: json('fields, uncut'), ...problems(400, 401, 403, 404) } }), async (c) => {
    const { id, n } = c.req.valid('param');
    const { file, act } = await actOf(id, n);
    const registers = await registersFor(db, agency, await casework.registers(db), file);
    await trace(c.var.signed.person.id, id, act.step, n);
    return c.json({ fields: readFields(procedureOf(file, c.var.signed.today).steps[act.step]?.fields ?? [], act.particulars, registers, new Set()) }, 200);
  });

  app.openapi(createRoute({ method: 'get', path: '/api/cases/{id}/personal', summary: '当事人全名等(留痕)', request: { params: idParameter, query: purpose }, responses: { 200: json('party, uncut'), ...problems(400, 401, 403, 404) } }), async (c) => {
    const { id } = c.req.valid('param');
    const { file } = await casework.files.load(db, id);
    if (file.acts.length === 0) throw notFound('没有这个案件。');
    await trace(c.var.signed.person.id, id, 'party', 0);
    return c.json({ party: partyOf(file) ?? null, suspect: last(file, 'clueRegistered')?.particulars.suspect ?? null }, 200);
  });
  const trace = (personId: string, caseId: string, step: string, n: number) => logOperation(db, { at: casework.clock(), agency, kind: 'personalDataViewed', personId, caseId, step, detail: { n } });

  app.openapi(createRoute({ method: 'get', path: '/api/cases/{id}/views', summary: '查阅记录', request: { params: idParameter }, responses: { 200: json('who looked at what, when and why'), ...problems(401, 403, 404) } }), async (c) => {
    const { id } = c.req.valid('param');
    const { file } = await casework.files.load(db, id);
    const snapshot = await casework.registers(db);
    const name = (person: string | undefined) => (person ? (snapshot.person(person)?.name ?? person) : '');
    const looks = (await Promise.all(evidenceOf(file).map((item) => listViews(db, { agency, item })))).flat().map((look) => ({ at: look.at, who: name(look.person_id), what: '证据', item: look.item_id, purpose: look.purpose, same: look.digest_ok }));
    const rows = await readOperations(db, { agency, caseId: id, limit: 200 });
    const traces = rows.map((row) => ({ at: row.at, who: name(row.personId), what: row.kind, step: row.step, detail: row.detail }));
    return c.json({ looks, traces }, 200);
  });

  app.openapi(createRoute({ method: 'get', path: '/api/publications/{id}/draft', summary: '拟公开文本', request: { params: idParameter }, responses: { 200: json('the paper as it would be published'), ...problems(401, 403, 404, 422) } }), async (c) => {
    requirePost(c.var.signed, 'publicityOfficer', 'legalReviewer', 'head', 'officer', 'sectionHead');
    const { file } = await casework.files.load(db, c.req.valid('param').id);
    if (!last(file, 'decisionMade')) throw new Refused(422, 'no-decision', '还没有决定', '作出处罚决定以后才有拟公开文本。');
    return c.json(await draftFor(db, agency, file), 200);
  });
  return app;
}
