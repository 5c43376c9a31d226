// src/server/routes/registerRoutes.ts —— 名册、监督:items, articles, people and their rights, what was refused
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { plainDate } from '../../base/dates.ts';
import { newId } from '../../base/ids.ts';
import { caseTables } from '../../casework/tables.ts';
import { articleText } from '../../law/articles/texts.ts';
import { posts, type Post } from '../../law/registers.ts';
import { type Cite, fullCite, statutes } from '../../law/statutes.ts';
import { endPost, grantPost, suspendCertificate } from '../../registers/changes.ts';
import { searchItems } from '../../registers/searchItems.ts';
import { sql } from 'kysely';
import type { Db } from '../../store/database.ts';
import { json, problemHook, problems } from '../openapi.ts';
import { notFound } from '../problems.ts';
import { type Env, requirePost, type Signed } from '../sessionGuard.ts';
import { resetPassword, setDisabled } from '../signIn/accounts.ts';
import { logOperation, readOperations } from '../signIn/operationalLog.ts';
import { endSessions } from '../signIn/sessions.ts';
import type { Heming } from '../wiring.ts';

const person = z.object({ id: z.string().max(64).openapi({ param: { name: 'id', in: 'path' } }) });
const date = z.string().refine((text) => { try { plainDate(text); return true; } catch { return false; } }, { error: '没有这一天,请按“2026-03-02”的样子填写' });
const why = z.string().trim().min(2, { error: '请写明理由' }).max(200);
const body = <Shape extends z.ZodType>(schema: Shape) => ({ required: true, content: { 'application/json': { schema } } });

/** Registers and oversight, behind the guard. Changes of rights are leaves of the log, in the same transaction. */
export function registerRoutes(heming: Heming): OpenAPIHono<Env> {
  const { casework } = heming;
  const { db, agency, clock } = casework;
  const app = new OpenAPIHono<Env>({ defaultHook: problemHook });

  app.openapi(createRoute({ method: 'get', path: '/api/items', summary: '执法事项', request: { query: z.object({ q: z.string().max(100).default(''), type: z.string().max(20).optional() }) }, responses: { 200: json('items, unusable ones with the reason'), ...problems(401) } }), async (c) => {
    const { q, type } = c.req.valid('query');
    return c.json({ items: searchItems(await casework.registers(db), q, { on: c.var.signed.today, actType: type, limit: 200 }) }, 200);
  });

  app.openapi(createRoute({ method: 'get', path: '/api/articles/{cite}', summary: '法条原文', request: { params: z.object({ cite: z.string().max(40).openapi({ param: { name: 'cite', in: 'path' } }) }) }, responses: { 200: json('title and text'), ...problems(401, 404) } }), (c) => {
    const { cite } = c.req.valid('param');
    const [statute] = cite.split('§');
    if (!statute || !(statute in statutes) || !/§\d+$/.test(cite)) throw notFound('没有这一条。');
    return c.json({ title: fullCite(cite as Cite), text: articleText(cite as Cite) ?? null }, 200);
  });

  app.openapi(createRoute({ method: 'get', path: '/api/people', summary: '人员、岗位、执法证', responses: { 200: json('people'), ...problems(401, 403) } }), async (c) => {
    const snapshot = await casework.registers(db);
    const people = snapshot.people().map((each) => ({ id: each.id, name: each.name, unit: each.unit, position: each.position, demo: each.demo, posts: snapshot.postHistory(each.id).map((held) => ({ ...held, name: posts[held.post] })), certificates: snapshot.certificates(each.id), certificate: snapshot.certificate(each.id, c.var.signed.today) ?? null }));
    return c.json({ people, today: c.var.signed.today as string }, 200);
  });

  app.openapi(createRoute({ method: 'post', path: '/api/people/{id}/reset-password', summary: '重置口令(结束其全部会话)', request: { params: person, body: body(z.strictObject({})) }, responses: { 200: json('the one-time password'), ...problems(401, 403, 422) } }), async (c) => {
    requirePost(c.var.signed, 'systemAdmin');
    const personId = c.req.valid('param').id;
    const password = await change(c.var.signed, 'passwordReset', { person: personId }, async (tx, hand) => resetPassword(tx, { agency, personId, ...hand }));
    return c.json({ password }, 200);
  });
  app.openapi(createRoute({ method: 'post', path: '/api/people/{id}/disable', summary: '停用账号', request: { params: person, body: body(z.strictObject({ why })) }, responses: { 204: { description: '已停用' }, ...problems(401, 403, 422) } }), async (c) => {
    requirePost(c.var.signed, 'systemAdmin');
    const personId = c.req.valid('param').id;
    await change(c.var.signed, 'accountDisabled', { person: personId, why: c.req.valid('json').why }, (tx, hand) => setDisabled(tx, { agency, personId, disabled: true, ...hand }));
    return c.body(null, 204);
  });
  app.openapi(createRoute({ method: 'post', path: '/api/people/{id}/end-post', summary: '免去岗位', request: { params: person, body: body(z.strictObject({ post: z.enum(Object.keys(posts) as [Post]), until: date, why })) }, responses: { 204: { description: '已免去' }, ...problems(401, 403, 422) } }), async (c) => {
    requirePost(c.var.signed, 'securityAdmin');
    const { post, until, why: reason } = c.req.valid('json');
    const personId = c.req.valid('param').id;
    await change(c.var.signed, 'postEnded', { person: personId, post, until, why: reason }, async (tx, hand) => {
      await endPost(tx, { agency, personId, post, from: plainDate(until), why: reason, ...hand });
      const left = (await casework.registers(tx)).postsOf(personId, c.var.signed.today);
      if (left.length === 0) await endSessions(tx, { agency, personId, why: 'noPost', now: new Date(hand.at) });
    });
    return c.body(null, 204);
  });
  app.openapi(createRoute({ method: 'post', path: '/api/people/{id}/grant-post', summary: '任命岗位', request: { params: person, body: body(z.strictObject({ post: z.enum(Object.keys(posts) as [Post]), from: date, basis: why })) }, responses: { 204: { description: '已任命' }, ...problems(401, 403, 422) } }), async (c) => {
    requirePost(c.var.signed, 'securityAdmin');
    const { post, from, basis } = c.req.valid('json');
    const personId = c.req.valid('param').id;
    await change(c.var.signed, 'postGranted', { person: personId, post, from, why: basis }, (tx, hand) => grantPost(tx, { agency, personId, post, from: plainDate(from), why: basis, ...hand }));
    return c.body(null, 204);
  });
  app.openapi(createRoute({ method: 'post', path: '/api/people/{id}/suspend-certificate', summary: '暂扣执法证', request: { params: person, body: body(z.strictObject({ number: z.string().max(60), why })) }, responses: { 204: { description: '已暂扣' }, ...problems(401, 403, 422) } }), async (c) => {
    requirePost(c.var.signed, 'securityAdmin');
    const { number, why: reason } = c.req.valid('json');
    await change(c.var.signed, 'certificateSuspended', { person: c.req.valid('param').id, number, why: reason }, (tx, hand) => suspendCertificate(tx, { agency, number, from: c.var.signed.today, why: reason, ...hand }));
    return c.body(null, 204);
  });

  app.openapi(createRoute({ method: 'get', path: '/api/oversight/refusals', summary: '被拒绝的行为', request: { query: z.object({ after: z.string().max(120).optional() }) }, responses: { 200: json('refused acts, newest first'), ...problems(401, 403) } }), async (c) => {
    requirePost(c.var.signed, 'supervisor', 'head', 'auditAdmin', 'legalReviewer');
    const [at, id] = c.req.valid('query').after?.split('~') ?? [];
    const rows = await readOperations(db, { agency, kind: 'actRefused', limit: 100, before: at && id ? { at, id } : undefined });
    const snapshot = await casework.registers(db);
    const end = rows.at(-1);
    return c.json({ refusals: rows.map((row) => ({ ...row, who: row.personId ? snapshot.person(row.personId)?.name : undefined })), next: rows.length === 100 && end ? `${end.at}~${end.id}` : undefined }, 200);
  });
  app.openapi(createRoute({ method: 'get', path: '/api/oversight/not-major', summary: '目录命中而认定不属于重大的案件', responses: { 200: json('cases'), ...problems(401, 403) } }), async (c) => {
    requirePost(c.var.signed, 'supervisor', 'head', 'legalReviewer');
    const limit = (await casework.registers(db)).parameter('review.fine.citizen', c.var.signed.today) * 100;
    const rows = await caseTables(db).selectFrom('case_row').select(['case_id', 'case_number', 'cause', 'party', 'fine', 'decided_on']).where('agency', '=', agency).where('major', '=', false).where(sql<boolean>`coalesce(fine, 0) >= ${limit}`).orderBy('updated_at', 'desc').limit(200).execute();
    return c.json({ cases: rows }, 200);
  });
  return app;

  /** One change of rights: done, logged as a leaf and noted in the operational log, all in one transaction. */
  async function change<T>(signed: Signed, type: string, said: Record<string, string>, work: (tx: Db, hand: { by: string; at: string }) => Promise<T>): Promise<T> {
    const at = clock();
    const hand = { by: signed.person.id, at: at.toISOString() };
    let made: T;
    const segments = [{ path: 'by', value: signed.person.id }, ...Object.entries(said).map(([path, value]) => ({ path, value }))];
    await casework.log.run(async () => ({
      append: [{ type, id: newId(), at: hand.at, by: 'administration', segments }],
      write: async (tx) => {
        made = await work(tx, hand);
        await logOperation(tx, { at, agency, kind: type.startsWith('p') && type !== 'passwordReset' ? 'registerChanged' : 'accountChanged', personId: signed.person.id, detail: { type, person: said.person ?? '' } });
      },
      result: () => undefined,
    }));
    return made!;
  }
}
