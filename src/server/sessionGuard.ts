// src/server/sessionGuard.ts —— 门卫:who is asking, may they, and is it our own page
import type { MiddlewareHandler } from 'hono';
import { type PlainDate, shanghaiDate } from '../base/dates.ts';
import type { Post } from '../law/registers.ts';
import { Refused } from './problems.ts';
import { foreignWrite, readToken } from './signIn/requests.ts';
import { authenticate, endings, type SignedIn } from './signIn/sessions.ts';
import type { Heming } from './wiring.ts';

export type Signed = SignedIn & { token: string; today: PlainDate };
export type Env = { Variables: { signed: Signed } };

const businessPosts: Post[] = [
  'officer',
  'sectionHead',
  'legalReviewer',
  'head',
  'hearingHost',
  'archivist',
  'publicityOfficer',
  'supervisor',
];
/** Administrators hold no business role (R51): they see no case. */
export const seesCases = (posts: readonly Post[]): boolean => posts.some((post) => businessPosts.includes(post));

/** Deny by default: every /api route but sign-in passes here; writes must come from our own pages. */
export function guard(heming: Heming): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { tls } = heming.configuration;
    if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) {
      const foreign = foreignWrite({
        origin: c.req.header('origin'),
        secFetchSite: c.req.header('sec-fetch-site'),
        host: c.req.header('host'),
      });
      if (foreign) throw new Refused(403, 'foreign', '已拒绝', foreign);
    }
    const token = readToken(c.req.header('cookie'), tls);
    if (!token) throw new Refused(401, 'sign-in', '请登录', '请先登录。');
    const now = heming.casework.clock();
    const { db } = heming.store;
    const signed = await authenticate(db, (_, stamp) => heming.casework.registers(db, stamp), token, now);
    if (!signed) throw new Refused(401, 'sign-in', '请登录', '请先登录。');
    if ('ended' in signed)
      throw new Refused(401, 'session-ended', '请重新登录', `会话已结束:${endings[signed.ended]}。请重新登录,您填写的内容仍保留在本机。`);
    if (signed.mustChange && !['/api/password', '/api/me', '/api/sign-out'].includes(c.req.path))
      throw new Refused(403, 'must-change', '请先修改口令', '这是管理员重置的口令,请先修改后再使用。');
    c.set('signed', { ...signed, token, today: shanghaiDate(now) });
    c.header('cache-control', 'no-store');
    await next();
  };
}

/** Lets pass who holds one of the posts today; asked before a request is even read. */
export const only =
  (...posts: Post[]): MiddlewareHandler<Env> =>
  async (c, next) => {
    if (!c.var.signed.posts.some((post) => posts.includes(post)))
      throw new Refused(403, 'no-right', '没有权限', '您的岗位不能办理这一项。');
    await next();
  };
/** Lets pass who may see cases. */
export const casesOnly: MiddlewareHandler<Env> = async (c, next) => {
  if (!seesCases(c.var.signed.posts)) throw new Refused(403, 'no-right', '没有权限', '管理员岗位不接触案件。');
  await next();
};
