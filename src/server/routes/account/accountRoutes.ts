// src/server/routes/account/accountRoutes.ts —— 账号与安全:one's own second factor, latest sign-ins, and who changed what about the account
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { problemHook, problems, shaped } from '../../openapi.ts';
import type { Env } from '../../sessionGuard.ts';
import { accountOf } from '../../signIn/accounts.ts';
import { mustHaveFactor } from '../../signIn/factor/policy.ts';
import { recoveryCodesLeft } from '../../signIn/factor/recovery.ts';
import { accountChangesOf, signInsOf } from '../../signIn/history.ts';
import type { Heming } from '../../wiring.ts';
import type { Routes } from '../caseRoutes.ts';

const account = z.object({
  login: z.string(),
  passwordSetAt: z.string(),
  factor: z.object({ required: z.boolean(), since: z.string().nullable(), recoveryCodesLeft: z.number() }),
  signIns: z.array(z.object({ at: z.string(), ok: z.boolean() })),
  changes: z.array(z.object({ at: z.string(), what: z.string(), by: z.string().openapi({ description: 'a name; 本人 for oneself' }) })),
});
const SHOWN = 10;

/** What a person is told about his own account, behind the guard. */
export function accountRoutes(heming: Heming): Routes {
  const { agency, db, registers } = heming.casework;
  const app: Routes = new OpenAPIHono<Env>({ defaultHook: problemHook });
  app.openapi(
    createRoute({
      ...{ method: 'get', path: '/api/account', summary: '我的账号：动态口令、最近登录、账号变更' },
      responses: { 200: shaped('只有本人的', account), ...problems(401, 403) },
    }),
    async (c) => {
      const { person, posts } = c.var.signed;
      const owner = { agency, personId: person.id };
      const { login, password_set_at: passwordSetAt, totp_since: since } = await accountOf(db, owner);
      const known = await registers(db);
      const required = mustHaveFactor(heming.configuration.secondFactor, posts);
      const factor = { required, since, recoveryCodesLeft: await recoveryCodesLeft(db, owner) };
      const signIns = (await signInsOf(db, owner, SHOWN)).map(({ at, kind }) => ({ at, ok: kind === 'signedIn' }));
      const changes = (await accountChangesOf(db, owner, SHOWN)).map(({ at, by, detail }) => ({
        ...{ at, what: String(detail.type ?? '') },
        by: by === person.id ? '本人' : ((by && known.person(by)?.name) ?? '管理员'),
      }));
      return c.json({ login, passwordSetAt, factor, signIns, changes }, 200);
    },
  );
  return app;
}
