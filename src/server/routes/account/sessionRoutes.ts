// src/server/routes/account/sessionRoutes.ts —— 会话:one's own listed and ended; an administrator's view and ending of others', each a leaf
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { newId } from '../../../base/ids.ts';
import type { Hand } from '../../../registers/load.ts';
import type { Db } from '../../../store/database.ts';
import { problemHook, problems, shaped } from '../../openapi.ts';
import { type Env, only } from '../../sessionGuard.ts';
import { accountOf } from '../../signIn/accounts.ts';
import { endSession, listSessions } from '../../signIn/sessionList.ts';
import { endSessions, hashToken } from '../../signIn/sessions.ts';
import type { Heming } from '../../wiring.ts';
import type { Routes } from '../caseRoutes.ts';
import { changer, idempotencyKey, ownKey, ownKeyOf } from '../changing.ts';

const session = z.object({ id: z.string(), begun: z.string(), lastUsed: z.string(), browser: z.string(), current: z.boolean() });
const listed = z.object({ sessions: z.array(session) });
const sessionId = z.uuid({ error: '没有这次登录，请刷新页面' });
const done = { 204: { description: '已结束' }, ...problems(400, 401, 403, 413, 415, 422, 503) };
const person = z.object({
  id: z
    .string()
    .regex(/^[\w-]{1,64}$/, { error: '人员编号的格式不对' })
    .openapi({ param: { name: 'id', in: 'path' } }),
});

/** Routes about sessions, behind the guard. */
export function sessionRoutes(heming: Heming): Routes {
  const app: Routes = new OpenAPIHono<Env>({ defaultHook: problemHook });
  own(app, heming);
  others(app, heming);
  return app;
}

function own(app: Routes, heming: Heming): void {
  const { agency, db, clock } = heming.casework;
  const change = changer(heming);
  app.openapi(
    createRoute({
      ...{ method: 'get', path: '/api/sessions', summary: '我在哪些地方登录着' },
      responses: { 200: shaped('没有结束的会话', listed), ...problems(401) },
    }),
    async (c) => {
      const { person: me, token } = c.var.signed;
      return c.json({ sessions: await listSessions(db, { agency, personId: me.id }, clock(), hashToken(token)) }, 200);
    },
  );
  const id = z.object({ id: sessionId.openapi({ param: { name: 'id', in: 'path' } }) });
  app.openapi(
    createRoute({
      ...{ method: 'post', path: '/api/sessions/{id}/end', summary: '结束自己的一次登录', request: { params: id, headers: ownKey } },
      responses: done,
    }),
    async (c) => {
      const owner = { agency, personId: c.var.signed.person.id };
      const ending = c.req.valid('param').id;
      const said = { person: owner.personId, session: ending };
      const work = (tx: Db, { at }: Hand) => endSession(tx, owner, { id: ending, why: 'endedByOwner', at });
      await change(c.var.signed, { key: ownKeyOf(c), type: 'sessionsEnded', about: 'account', said, work });
      return c.body(null, 204);
    },
  );
  app.openapi(
    createRoute({
      ...{ method: 'post', path: '/api/sessions/end-others', summary: '结束自己的其他登录', request: { headers: ownKey } },
      responses: done,
    }),
    async (c) => {
      const { person: me, token } = c.var.signed;
      const work = (tx: Db, { at }: Hand) =>
        endSessions(tx, { agency, personId: me.id, why: 'endedByOwner', now: new Date(at), except: hashToken(token) });
      await change(c.var.signed, {
        key: ownKeyOf(c),
        type: 'sessionsEnded',
        about: 'account',
        said: { person: me.id, session: 'others' },
        work,
      });
      return c.body(null, 204);
    },
  );
}

function others(app: Routes, heming: Heming): void {
  const { agency, clock, db } = heming.casework;
  const change = changer(heming);
  app.openapi(
    createRoute({
      ...{ method: 'get', path: '/api/people/{id}/sessions', summary: '某人在哪些地方登录着（留痕）', middleware: only('systemAdmin') },
      request: { params: person },
      responses: { 200: shaped('没有结束的会话', listed), ...problems(400, 401, 403, 422, 503) },
    }),
    async (c) => {
      const { id: personId } = c.req.valid('param');
      await accountOf(db, { agency, personId });
      const work = (tx: Db) => listSessions(tx, { agency, personId }, clock(), hashToken(c.var.signed.token));
      const seen = await change(c.var.signed, { key: newId(), type: 'sessionsListed', about: 'account', said: { person: personId }, work });
      return c.json({ sessions: seen.replayed ? [] : seen.it }, 200);
    },
  );
  const why = z.string({ error: '请写明理由，至少2字' }).trim().min(2, { error: '请写明理由，至少2字' }).max(200, { error: '最多200字' });
  const schema = z.strictObject({ session: sessionId.optional(), why });
  app.openapi(
    createRoute({
      ...{ method: 'post', path: '/api/people/{id}/end-sessions', summary: '结束某人的登录', middleware: only('systemAdmin') },
      request: { params: person, headers: idempotencyKey, body: { required: true, content: { 'application/json': { schema } } } },
      responses: done,
    }),
    async (c) => {
      const { id: personId } = c.req.valid('param');
      const { session: one, why: reason } = c.req.valid('json');
      await accountOf(db, { agency, personId });
      const work = (tx: Db, { at }: Hand) =>
        one
          ? endSession(tx, { agency, personId }, { id: one, why: 'endedByAdmin', at })
          : endSessions(tx, { agency, personId, why: 'endedByAdmin', now: new Date(at) });
      const key = c.req.valid('header')['idempotency-key'].toLowerCase();
      const said = { person: personId, session: one ?? 'all', why: reason };
      await change(c.var.signed, { key, type: 'sessionsEnded', about: 'account', said, work });
      return c.body(null, 204);
    },
  );
}
