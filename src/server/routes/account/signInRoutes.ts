// src/server/routes/account/signInRoutes.ts —— 登录、退出、改口令、我是谁
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { shanghaiDate } from '../../../base/dates.ts';
import { listCases } from '../../../casework/boards.ts';
import { proceduresInForce } from '../../../law/procedures/inForce.ts';
import { mayHold } from '../../../law/procedures/moves.ts';
import { dayKind } from '../../../law/reckoning/days.ts';
import { actTypes, stepNames } from '../../../law/vocabulary.ts';
import { problemHook, problems, shaped } from '../../openapi.ts';
import { Refused } from '../../problems.ts';
import { type Env, type Signed, seesCases } from '../../sessionGuard.ts';
import { changePassword } from '../../signIn/accounts.ts';
import { leastPassword, mustHaveFactor } from '../../signIn/factor/policy.ts';
import { logOperation } from '../../signIn/operationalLog.ts';
import { browserOf, clearedCookie, foreignWrite, readToken, sessionCookie } from '../../signIn/requests.ts';
import { endSessions, hashToken } from '../../signIn/sessions.ts';
import { signIn } from '../../signIn/signIn.ts';
import type { Heming } from '../../wiring.ts';
import { actorsOf } from '../actors.ts';
import type { Routes } from '../caseRoutes.ts';
import { changer, ownKey, ownKeyOf } from '../changing.ts';

const who = z.object({
  person: z.object({ id: z.string(), name: z.string(), unit: z.string(), position: z.string(), demo: z.boolean().optional() }),
  posts: z.array(z.string()),
  mustChange: z.boolean(),
  mustEnrol: z.boolean(),
  hasFactor: z.boolean(),
});
const typed = z.strictObject({ login: z.string().max(200), password: z.string().max(500), code: z.string().max(60).optional() });
const me = who.extend({
  today: z.string(),
  working: z.boolean(),
  agency: z.object({ id: z.string(), name: z.string() }),
  counts: z.object({ turn: z.number(), due: z.number() }),
  begins: z.array(z.object({ step: z.string(), name: z.string(), procedure: z.string(), kind: z.string() })),
});
const jsonBody = <Shape extends z.ZodType>(schema: Shape) => ({ body: { required: true, content: { 'application/json': { schema } } } });

/** Sign-in itself: the one /api route open to strangers. */
export function signInRoutes(heming: Heming): Routes {
  const { db } = heming.store;
  const { tls } = heming.configuration;
  const { agency, registers, clock } = heming.casework;
  const app: Routes = new OpenAPIHono<Env>({ defaultHook: problemHook });
  const route = createRoute({
    ...{ method: 'post', path: '/api/sign-in', summary: '登录', request: jsonBody(typed), security: [] },
    responses: { 200: shaped('已登录，会话在 Cookie 中', who), ...problems(400, 401, 403, 413, 415, 423) },
  });
  app.openapi(route, async (c) => {
    const foreign = foreignWrite({
      origin: c.req.header('origin'),
      secFetchSite: c.req.header('sec-fetch-site'),
      host: c.req.header('host'),
    });
    if (foreign) throw new Refused(403, 'foreign', '已拒绝', foreign);
    const now = clock();
    const browser = browserOf(c.req.header('user-agent'));
    const outcome = await signIn(db, () => registers(db), { ...c.req.valid('json'), browser, now });
    if (!outcome.ok) {
      const detail = { kind: outcome.kind };
      // A code still to be given is half a sign-in, not a failed one.
      if (outcome.kind !== 'code')
        await logOperation(db, { at: now, agency: outcome.agency ?? agency, kind: 'signInFailed', personId: outcome.personId, detail });
      throw new Refused(outcome.kind === 'locked' ? 423 : 401, `sign-in-${outcome.kind}`, '没有登录', outcome.says);
    }
    // The token is always a new one; a session this browser still had is over.
    const earlier = readToken(c.req.header('cookie'), tls);
    if (earlier) await endSessions(db, { tokenHash: hashToken(earlier), why: 'replaced', now });
    await logOperation(db, { at: now, agency: outcome.agency, kind: 'signedIn', personId: outcome.personId, detail: { by: outcome.by } });
    const snapshot = await registers(db);
    const { id, name, unit, position, demo } = snapshot.person(outcome.personId)!;
    c.header('set-cookie', sessionCookie(outcome.token, tls));
    c.header('cache-control', 'no-store');
    const posts = snapshot.postsOf(id, shanghaiDate(now));
    const { mustChange, hasFactor } = outcome;
    const first = { mustChange, hasFactor, mustEnrol: !hasFactor && mustHaveFactor(heming.configuration.secondFactor, posts) };
    return c.json({ person: { id, name, unit, position, demo }, posts: posts as string[], ...first }, 200);
  });
  return app;
}

/** Routes about oneself, behind the guard. */
export function selfRoutes(heming: Heming): Routes {
  const { agency, registers, db } = heming.casework;
  const app: Routes = new OpenAPIHono<Env>({ defaultHook: problemHook });
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/me',
      summary: '我是谁',
      responses: { 200: shaped('登录的人，今天，待办数', me), ...problems(401) },
    }),
    async (c) => {
      const { person, posts, mustChange, hasFactor, today } = c.var.signed;
      const snapshot = await registers(db);
      const counts = await countsFor(heming, c.var.signed);
      const { id, name, unit, position, demo } = person;
      const day = { today: today as string, working: dayKind(today, snapshot.calendar).working };
      const mustEnrol = !hasFactor && mustHaveFactor(heming.configuration.secondFactor, posts);
      const self = { person: { id, name, unit, position, demo }, posts: posts as string[], mustChange, mustEnrol, hasFactor };
      return c.json({ ...self, ...day, agency: { id: agency, name: snapshot.agency.name }, counts, begins: begunBy(c.var.signed) }, 200);
    },
  );
  leaving(app, heming);
  return app;
}

/** What the person's posts let him begin: the first step of each procedure in force, with the act type it serves. */
const begunBy = ({ person, posts, today }: Signed) =>
  proceduresInForce(today)
    .filter((law) => mayHold(law, law.opens, { id: person.id, posts }))
    .map((law) => ({ step: law.opens, name: stepNames[law.opens], procedure: law.name, kind: actTypes[law.actTypes[0]!] }));

/** Up to 100 each: what is waiting for the person, and what is due by today. */
async function countsFor({ casework: { db, agency } }: Heming, { person, posts, today }: Signed): Promise<{ turn: number; due: number }> {
  if (!seesCases(posts)) return { turn: 0, due: 0 };
  const { cases: turn } = await listCases(db, { agency, view: 'turn', person: person.id, actors: actorsOf(posts), limit: 100 });
  const { cases: due } = await listCases(db, { agency, view: 'due', person: person.id, actors: [], limit: 100 });
  return { turn: turn.length, due: due.filter((each) => each.due_on !== null && each.due_on <= today).length };
}

function leaving(app: Routes, heming: Heming): void {
  const { agency, clock, db } = heming.casework;
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/sign-out',
      summary: '退出',
      responses: { 204: { description: '已退出' }, ...problems(401, 403) },
    }),
    async (c) => {
      const { person, token } = c.var.signed;
      const now = clock();
      await endSessions(db, { tokenHash: hashToken(token), why: 'signedOut', now });
      await logOperation(db, { at: now, agency, kind: 'signedOut', personId: person.id });
      c.header('set-cookie', clearedCookie(heming.configuration.tls));
      return c.body(null, 204);
    },
  );
  const change = z.strictObject({ current: z.string().max(500), next: z.string().max(500) });
  app.openapi(
    createRoute({
      ...{ method: 'post', path: '/api/password', summary: '修改口令', request: { ...jsonBody(change), headers: ownKey } },
      responses: { 204: { description: '已修改' }, ...problems(400, 401, 403, 413, 415, 422) },
    }),
    async (c) => {
      const { person, token, posts } = c.var.signed;
      const asked = { agency, personId: person.id, ...c.req.valid('json'), token, now: clock(), least: leastPassword(posts) };
      const prepare = () => changePassword(db, asked);
      const said = { person: person.id };
      await changer(heming)(c.var.signed, { key: ownKeyOf(c), type: 'passwordChanged', about: 'account', said, prepare });
      return c.body(null, 204);
    },
  );
}
