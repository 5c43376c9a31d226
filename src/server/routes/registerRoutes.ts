// src/server/routes/registerRoutes.ts —— 名册:items, articles, people with their posts and certificates
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { type Cite, fullCite, statutes } from '../../law/articles/statutes.ts';
import { articleText } from '../../law/articles/texts.ts';
import { posts } from '../../law/registers.ts';
import { actTypes } from '../../law/vocabulary.ts';
import { searchItems } from '../../registers/searchItems.ts';
import { json, problemHook, problems, searched, shaped } from '../openapi.ts';
import { notFound } from '../problems.ts';
import { type Env, only } from '../sessionGuard.ts';
import { signInTables } from '../signIn/tables.ts';
import type { Heming } from '../wiring.ts';
import type { Routes } from './caseRoutes.ts';

/** Registers for reading, behind the guard. */
export function registerRoutes(heming: Heming): Routes {
  const app: Routes = new OpenAPIHono<Env>({ defaultHook: problemHook });
  itemsAndArticles(app, heming);
  people(app, heming);
  return app;
}

function itemsAndArticles(app: Routes, { casework }: Heming): void {
  const type = z.enum(Object.keys(actTypes) as [string], { error: '没有这类执法行为' });
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/items',
      summary: '执法事项',
      request: { query: z.object({ q: searched.default(''), type: type.optional() }) },
      responses: { 200: json('{ items: Item[] }, unusable ones with the reason'), ...problems(400, 401) },
    }),
    async (c) => {
      const { q, type: actType } = c.req.valid('query');
      return c.json({ items: searchItems(await casework.registers(casework.db), q, { on: c.var.signed.today, actType, limit: 200 }) }, 200);
    },
  );
  const cite = z
    .string()
    .max(40)
    .openapi({ param: { name: 'cite', in: 'path' }, example: '处罚法§58' });
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/articles/{cite}',
      summary: '法条原文',
      request: { params: z.object({ cite }) },
      responses: {
        200: shaped('text is null where only the title is kept', z.object({ title: z.string(), text: z.string().nullable() })),
        ...problems(400, 401, 404),
      },
    }),
    (c) => {
      const asked = c.req.valid('param').cite;
      const [statute = ''] = asked.split('§');
      const whole = ['三项制度意见', '双公示通知', '辽宁审核办法'].includes(asked); // cited without an article
      if (!Object.hasOwn(statutes, statute) || !(whole || /§\d+$/.test(asked))) throw notFound('没有这一条。');
      return c.json({ title: fullCite(asked as Cite), text: articleText(asked as Cite) ?? null }, 200);
    },
  );
}

function people(app: Routes, { casework }: Heming): void {
  const { db, agency } = casework;
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/people',
      summary: '人员、岗位、执法证',
      middleware: only('systemAdmin', 'securityAdmin', 'auditAdmin', 'supervisor', 'head', 'sectionHead', 'legalReviewer'),
      responses: { 200: json('{ people, units, today }'), ...problems(401, 403) },
    }),
    async (c) => {
      const { signed } = c.var;
      const registers = await casework.registers(db);
      const accounts = await signInTables(db)
        .selectFrom('account')
        .select(['person_id', 'login', 'disabled', 'totp_since'])
        .where('agency', '=', agency)
        .execute();
      const account = new Map(accounts.map((row) => [row.person_id, row]));
      // Logins are half of a key: only those who keep accounts see them.
      const keepsAccounts = signed.posts.includes('systemAdmin');
      const listed = registers.people().map(({ id, name, unit, position, demo }) => ({
        ...{ id, name, unit, position, demo, certificates: registers.certificates(id) },
        posts: registers.postHistory(id).map((held) => ({ ...held, name: posts[held.post] })),
        certificate: registers.certificate(id, signed.today) ?? null,
        ...(keepsAccounts
          ? { login: account.get(id)?.login, disabled: account.get(id)?.disabled, hasFactor: !!account.get(id)?.totp_since }
          : {}),
      }));
      const units = registers.units(signed.today).map(({ id, name }) => ({ id, name }));
      return c.json({ people: listed, units, today: signed.today as string }, 200);
    },
  );
}
