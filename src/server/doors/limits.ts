// src/server/doors/limits.ts —— 限速:so many requests a minute of one source or session; more are told to wait
import type { MiddlewareHandler } from 'hono';
import type { Configuration, Rates } from '../configuration.ts';
import { Refused, respond } from '../problems.ts';
import { readToken } from '../signIn/requests.ts';
import { hashToken } from '../signIn/sessions.ts';
import { isForwarded, isLoopback, networkOf, peerOf, sourceOf } from './source.ts';

/** Sources remembered at most; beyond it the one unseen for longest is forgotten, which only gives it a full allowance again. */
const REMEMBERED = 50_000;
const MINUTE = 60_000;

/** Takes one of an allowance; returns 0, or the seconds to wait. */
export type Allowance = (key: string, now: number) => number;

/** A minute's allowance that refills evenly (a token bucket). Memory is bounded by `most` keys. */
export function allowance(perMinute: number, most = REMEMBERED): Allowance {
  const buckets = new Map<string, { left: number; at: number }>();
  return (key, now) => {
    const held = buckets.get(key) ?? { left: perMinute, at: now };
    const left = Math.min(perMinute, held.left + (Math.max(0, now - held.at) / MINUTE) * perMinute);
    buckets.delete(key);
    if (buckets.size >= most) buckets.delete(buckets.keys().next().value!);
    buckets.set(key, { left: left >= 1 ? left - 1 : left, at: now });
    return left >= 1 ? 0 : Math.ceil(((1 - left) * MINUTE) / perMinute / 1000);
  };
}

type Kind = keyof Rates;
type Options = { clock: () => number; warn: (sentence: string) => void };

/** Which allowance a request draws upon; undefined for those that have none: health, metrics, files that never change, reads of who is signed in. */
export function kindOf(method: string, path: string, hasQuery: boolean): Kind | undefined {
  if (path === '/api/sign-in') return 'signIn';
  if (/^\/(console|assets)(\/|$)/.test(path) || path === '/healthz' || path === '/metrics' || path.startsWith('/control/'))
    return undefined;
  if (path === '/api/deadline') return 'search'; // open to everyone
  if (path.startsWith('/api/')) return ['GET', 'HEAD', 'OPTIONS'].includes(method) || path.startsWith('/api/uploads') ? undefined : 'write';
  return hasQuery && !path.startsWith('/log/') ? 'search' : 'public';
}

const waits: Record<Kind, string> = {
  public: '访问得太频繁',
  search: '查询得太频繁',
  signIn: '登录试得太频繁',
  write: '提交得太频繁',
};

/**
 * Refuses with 429 what goes beyond the allowances. Requests from this machine itself have none: they are its operator's, or a proxy's
 * that was not declared (HEMING_TRUSTED_PROXY), and then one allowance for everyone would shut everyone out; that is warned of once.
 */
export function openLimits({ rates, trustedProxies, tls }: Configuration, { clock, warn }: Options): MiddlewareHandler {
  const trusted = new Set(trustedProxies);
  const allowances = new Map<Kind, Allowance>();
  for (const [kind, rate] of Object.entries(rates) as [Kind, number][]) if (rate > 0) allowances.set(kind, allowance(rate));
  let warned = false;
  return async (c, next) => {
    const source = sourceOf(c, trusted);
    if (source === undefined || isLoopback(source)) {
      if (!warned && isForwarded(c) && !trusted.has(peerOf(c) ?? '')) {
        warned = true;
        warn('请求是由本机的代理转来的，但没有设置 HEMING_TRUSTED_PROXY，限速没有起作用。请设置它，例如：HEMING_TRUSTED_PROXY=127.0.0.1');
      }
      return next();
    }
    const kind = kindOf(c.req.method, c.req.path, c.req.url.includes('?'));
    const take = kind && allowances.get(kind);
    if (!kind || !take) return next();
    const token = kind === 'write' ? readToken(c.req.header('cookie'), tls) : undefined;
    const wait = take(token ? Buffer.from(hashToken(token)).toString('base64') : networkOf(source), clock());
    if (wait === 0) return next();
    const { problem } = new Refused(429, 'too-many', '请稍候', `${waits[kind]}，请过${wait}秒再试。`, { wait });
    const response = respond(problem);
    response.headers.set('retry-after', String(wait));
    return response;
  };
}
