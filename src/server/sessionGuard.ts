// src/server/sessionGuard.ts —— 门卫:who is asking, may they, and is it our own page
import type { MiddlewareHandler } from 'hono';
import { type PlainDate, shanghaiDate } from '../base/dates.ts';
import type { Post } from '../law/registers.ts';
import type { Beside } from '../ledger/writer.ts';
import { Refused } from './problems.ts';
import { mustHaveFactor } from './signIn/factor/policy.ts';
import { foreignWrite, readToken } from './signIn/requests.ts';
import { authenticate, endings, rememberSessions, type SignedIn } from './signIn/sessions.ts';
import type { RequestVariables } from './upkeep/requestLog.ts';
import type { Heming } from './wiring.ts';

/** `provided`: what must still be true when a write commits. Who is known from an earlier request only is answered nothing before it was asked. */
export type Signed = SignedIn & { token: string; today: PlainDate; provided?: Beside };
/** `signInAgain` asks the database who it is, throwing what the guard would have thrown. */
export type Env = { Variables: RequestVariables & { signed: Signed; signInAgain: () => Promise<Signed> } };

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

const always = ['/api/password', '/api/me', '/api/sign-out'];
const enrolling = ['/api/account', '/api/second-factor/begin', '/api/second-factor/confirm'];

/** A password somebody else has seen is changed first; then whoever must have a second factor enrols. Until then nothing else is answered. */
function refuseUnfinished({ configuration }: Heming, { mustChange, hasFactor, posts }: SignedIn, path: string): void {
  if (always.includes(path)) return;
  if (mustChange) throw new Refused(403, 'must-change', '请先修改口令', '这是管理员重置的口令，请先修改后再使用。');
  if (!hasFactor && mustHaveFactor(configuration.secondFactor, posts) && !enrolling.includes(path))
    throw new Refused(403, 'must-enrol', '请先绑定动态口令', '您的岗位登录时须用动态口令，请先绑定后再使用。');
}

// Acts ask for the session in the statement that records them.
const asksAtCommit = (method: string, path: string): boolean => method === 'POST' && /^\/api\/cases\/[^/]+\/acts$/.test(path);

/** Deny by default: every /api route but sign-in passes here; writes must come from our own pages. */
export function guard(heming: Heming): MiddlewareHandler<Env> {
  const { db } = heming.store;
  const sessions = rememberSessions();
  async function signIn(token: string, path: string): Promise<Signed> {
    const now = heming.casework.clock();
    const signed = await authenticate(db, (_, stamp) => heming.casework.registers(db, stamp), token, now);
    if (!signed) throw new Refused(401, 'sign-in', '请登录', '请先登录。');
    if ('ended' in signed)
      throw new Refused(401, 'session-ended', '请重新登录', `会话已结束：${endings[signed.ended]}。请重新登录，您填写的内容仍保留在本机。`);
    refuseUnfinished(heming, signed, path);
    sessions.note(token, signed, now);
    return { ...signed, token, today: shanghaiDate(now), provided: sessions.recall(token, now)?.provided };
  }
  return async (c, next) => {
    const { method, path } = c.req;
    if (!['GET', 'HEAD', 'OPTIONS'].includes(method)) {
      const foreign = foreignWrite({
        origin: c.req.header('origin'),
        secFetchSite: c.req.header('sec-fetch-site'),
        host: c.req.header('host'),
      });
      if (foreign) throw new Refused(403, 'foreign', '已拒绝', foreign);
    }
    const token = readToken(c.req.header('cookie'), heming.configuration.tls);
    if (!token) throw new Refused(401, 'sign-in', '请登录', '请先登录。');
    const now = heming.casework.clock();
    const known = asksAtCommit(method, path) ? sessions.recall(token, now) : undefined;
    c.set('signInAgain', () => signIn(token, path));
    c.set('signed', known ? { ...known.signed, token, today: shanghaiDate(now), provided: known.provided } : await signIn(token, path));
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
