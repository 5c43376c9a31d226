// src/server/routes/signInRoutes.ts —— 登录、退出、改口令、我是谁
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { shanghaiDate } from '../../base/dates.ts';
import { listCases } from '../../casework/boards.ts';
import { dayKind } from '../../law/days.ts';
import type { Post } from '../../law/registers.ts';
import { actorsOf } from './actors.ts';
import { problemHook, problems } from '../openapi.ts';
import { Refused } from '../problems.ts';
import { type Env, seesCases } from '../sessionGuard.ts';
import { changePassword } from '../signIn/accounts.ts';
import { logOperation } from '../signIn/operationalLog.ts';
import { clearedCookie, foreignWrite, sessionCookie } from '../signIn/requests.ts';
import { endSessions, hashToken } from '../signIn/sessions.ts';
import { signIn } from '../signIn/signIn.ts';
import type { Heming } from '../wiring.ts';

const who = z.object({
  person: z.object({ id: z.string(), name: z.string(), unit: z.string(), position: z.string(), demo: z.boolean().optional() }),
  posts: z.array(z.string()),
  mustChange: z.boolean(),
});

/** Sign-in itself: the one /api route open to strangers. */
export function signInRoutes(heming: Heming): OpenAPIHono<Env> {
  const { db } = heming.store;
  const { tls } = heming.configuration;
  const { agency, registers, clock } = heming.casework;
  const app = new OpenAPIHono<Env>({ defaultHook: problemHook });
  app.openapi(
    createRoute({ method: 'post', path: '/api/sign-in', summary: '登录', request: { body: { required: true, content: { 'application/json': { schema: z.strictObject({ login: z.string().max(200), password: z.string().max(500) }) } } } }, responses: { 200: { description: '已登录', content: { 'application/json': { schema: who } } }, ...problems(401, 403, 423) } }),
    async (c) => {
      const foreign = foreignWrite({ origin: c.req.header('origin'), secFetchSite: c.req.header('sec-fetch-site'), host: c.req.header('host') });
      if (foreign) throw new Refused(403, 'foreign', '已拒绝', foreign);
      const now = clock();
      const outcome = await signIn(db, () => registers(db), { ...c.req.valid('json'), now });
      if (!outcome.ok) {
        await logOperation(db, { at: now, agency: outcome.agency ?? agency, kind: 'signInFailed', personId: outcome.personId, detail: { kind: outcome.kind } });
        throw new Refused(outcome.kind === 'locked' ? 423 : 401, `sign-in-${outcome.kind}`, '没有登录', outcome.says);
      }
      await logOperation(db, { at: now, agency: outcome.agency, kind: 'signedIn', personId: outcome.personId });
      const snapshot = await registers(db);
      const { id, name, unit, position, demo } = snapshot.person(outcome.personId)!;
      c.header('set-cookie', sessionCookie(outcome.token, tls));
      c.header('cache-control', 'no-store');
      return c.json({ person: { id, name, unit, position, demo }, posts: snapshot.postsOf(id, shanghaiDate(now)) as string[], mustChange: outcome.mustChange }, 200);
    },
  );
  return app;
}

/** Routes about oneself, behind the guard. */
export function selfRoutes(heming: Heming): OpenAPIHono<Env> {
  const { db } = heming.store;
  const { agency, registers, clock } = heming.casework;
  const app = new OpenAPIHono<Env>({ defaultHook: problemHook });
  app.openapi(
    createRoute({ method: 'get', path: '/api/me', summary: '我是谁', responses: { 200: { description: '登录的人', content: { 'application/json': { schema: who.extend({ today: z.string(), working: z.boolean(), agency: z.object({ id: z.string(), name: z.string() }), counts: z.object({ turn: z.number(), due: z.number() }) }) } } }, ...problems(401) } }),
    async (c) => {
      const { person, posts, mustChange, today } = c.var.signed;
      const snapshot = await registers(db);
      const counts = seesCases(posts) ? await countsFor(person.id, posts, today) : { turn: 0, due: 0 };
      const { id, name, unit, position, demo } = person;
      return c.json({ person: { id, name, unit, position, demo }, posts: posts as string[], mustChange, today: today as string, working: dayKind(today, snapshot.calendar).working, agency: { id: agency, name: snapshot.agency.name }, counts }, 200);
    },
  );
  app.openapi(createRoute({ method: 'post', path: '/api/sign-out', summary: '退出', responses: { 204: { description: '已退出' }, ...problems(401) } }), async (c) => {
    const { person, token } = c.var.signed;
    const now = clock();
    await endSessions(db, { tokenHash: hashToken(token), why: 'signedOut', now });
    await logOperation(db, { at: now, agency, kind: 'signedOut', personId: person.id });
    c.header('set-cookie', clearedCookie(heming.configuration.tls));
    return c.body(null, 204);
  });
  app.openapi(
    createRoute({ method: 'post', path: '/api/password', summary: '修改口令', request: { body: { required: true, content: { 'application/json': { schema: z.strictObject({ current: z.string().max(500), next: z.string().max(500) }) } } } }, responses: { 204: { description: '已修改' }, ...problems(401, 422) } }),
    async (c) => {
      const { person, token } = c.var.signed;
      await changePassword(db, { agency, personId: person.id, ...c.req.valid('json'), token, now: clock() });
      await logOperation(db, { at: clock(), agency, kind: 'accountChanged', personId: person.id, detail: { what: 'password' } });
      return c.body(null, 204);
    },
  );
  async function countsFor(person: string, posts: Post[], today: string) {
    const { cases: turn } = await listCases(db, { agency, view: 'turn', person, actors: actorsOf(posts), limit: 100 });
    const { cases: due } = await listCases(db, { agency, view: 'due', person, actors: [], limit: 100 });
    return { turn: turn.length, due: due.filter((each) => each.due_on !== null && each.due_on <= today).length };
  }
  return app;
}
