// src/server/routes/account/secondFactorRoutes.ts —— 动态口令:enrolled by the person, confirmed by a code, given up, recovery codes renewed
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { qrModules } from '../../../portal/pages/qr.ts';
import type { Hand } from '../../../registers/load.ts';
import type { Db } from '../../../store/database.ts';
import { problemHook, problems, shaped } from '../../openapi.ts';
import type { Env, Signed } from '../../sessionGuard.ts';
import { AccountRefused } from '../../signIn/accounts.ts';
import { enrolmentUri } from '../../signIn/factor/codes.ts';
import { mustHaveFactor } from '../../signIn/factor/policy.ts';
import { beginFactor, confirmFactor, prove, removeFactor, renewRecoveryCodes } from '../../signIn/factor/secondFactor.ts';
import { hashToken } from '../../signIn/sessions.ts';
import type { Heming } from '../../wiring.ts';
import type { Routes } from '../caseRoutes.ts';
import { changer, ownKey, ownKeyOf } from '../changing.ts';

const proof = z.strictObject({ password: z.string().max(500), code: z.string().max(60).optional() });
const codes = z.object({ recoveryCodes: z.array(z.string()) });
const enrolment = z.object({ secret: z.string(), uri: z.string(), qr: z.object({ size: z.number(), path: z.string() }) });
const refusals = problems(400, 401, 403, 413, 415, 422, 503);

const posted = <Shape extends z.ZodType>(path: string, summary: string, schema: Shape) => ({
  ...{ method: 'post' as const, path: `/api/second-factor/${path}` as const, summary },
  request: { headers: ownKey, body: { required: true, content: { 'application/json': { schema } } } },
});

/** The code as an SVG path of unit squares, drawn here: no page loads a library for it, and no other server sees the secret. */
function qrOf(uri: string): { size: number; path: string } {
  const modules = qrModules(uri);
  const path = modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { size: modules.length, path };
}

/** Routes about one's own second factor, behind the guard. Each change is a leaf; what is secret is answered once and logged nowhere. */
export function secondFactorRoutes(heming: Heming): Routes {
  const { agency, db, clock } = heming.casework;
  const change = changer(heming);
  const app: Routes = new OpenAPIHono<Env>({ defaultHook: problemHook });
  const ownerOf = ({ person }: Signed) => ({ agency, personId: person.id });
  const changed = <T>(signed: Signed, key: string, type: string, prepare: () => Promise<(tx: Db, hand: Hand) => Promise<T>>) =>
    change(signed, { key, type, about: 'account', said: { person: signed.person.id }, prepare });
  app.openapi(
    createRoute({
      ...posted('begin', '开始绑定动态口令（密钥只在这里显示）', proof),
      responses: { 200: shaped('密钥、二维码', enrolment), ...refusals },
    }),
    async (c) => {
      const { secret, login } = await beginFactor(db, ownerOf(c.var.signed), c.req.valid('json'), clock());
      const uri = enrolmentUri(secret, login);
      return c.json({ secret, uri, qr: qrOf(uri) }, 200);
    },
  );
  app.openapi(
    createRoute({
      ...posted('confirm', '用一个动态口令确认绑定，从此登录须用', z.strictObject({ code: z.string().max(60) })),
      responses: { 200: shaped('备用码，只显示这一次', codes), ...refusals },
    }),
    async (c) => {
      const { signed } = c.var;
      const done = await changed(signed, ownKeyOf(c), 'secondFactorEnrolled', async () => {
        const confirmed = await confirmFactor(db, ownerOf(signed), c.req.valid('json').code, clock());
        return (tx, { at }) => confirmed(tx, at, hashToken(signed.token));
      });
      return c.json({ recoveryCodes: done.replayed ? [] : done.it }, 200);
    },
  );
  app.openapi(
    createRoute({
      ...posted('recovery-codes', '换一套备用码（原来的作废）', proof),
      responses: { 200: shaped('备用码，只显示这一次', codes), ...refusals },
    }),
    async (c) => {
      const owner = ownerOf(c.var.signed);
      const done = await changed(c.var.signed, ownKeyOf(c), 'recoveryCodesRenewed', async () => {
        await prove(db, owner, c.req.valid('json'), clock());
        return (tx) => renewRecoveryCodes(tx, owner);
      });
      return c.json({ recoveryCodes: done.replayed ? [] : done.it }, 200);
    },
  );
  app.openapi(
    createRoute({ ...posted('disable', '停用动态口令', proof), responses: { 204: { description: '已停用' }, ...refusals } }),
    async (c) => {
      const { signed } = c.var;
      if (mustHaveFactor(heming.configuration.secondFactor, signed.posts))
        throw new AccountRefused('您的岗位登录时须用动态口令，不能停用；换手机的，请重新绑定');
      const except = hashToken(signed.token);
      await changed(signed, ownKeyOf(c), 'secondFactorGivenUp', async () => {
        await prove(db, ownerOf(signed), c.req.valid('json'), clock());
        return (tx, { at }) => removeFactor(tx, ownerOf(signed), { at, except });
      });
      return c.body(null, 204);
    },
  );
  return app;
}
