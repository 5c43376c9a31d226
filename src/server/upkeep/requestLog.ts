// src/server/upkeep/requestLog.ts —— 访问日志:one line a request, without query strings, ids or anything a person typed
import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { freshBytes } from '../../store/vault/randomBytes.ts';

/** A request that was answered: `route` is the pattern, never the address asked for; `act` what an act came to. */
export type Answered = { method: string; route: string; status: number; ms: number; act?: ActTold };
/** The step somebody submitted and what came of it. */
export type ActTold = { step: string; outcome: string };
/** Variables of every request. */
export type RequestVariables = { request: string; act?: ActTold };

/**
 * Gives each request a number, told in the answer's header `request-id`, and writes { at, level, request, method, route, status, ms } as one
 * line of JSON; `answered` hears the same.
 */
export const observe =
  (write?: (line: string) => void, answered?: (one: Answered) => void): MiddlewareHandler<{ Variables: RequestVariables }> =>
  async (c, next) => {
    const begin = performance.now();
    const request = freshBytes(8).toString('hex');
    c.set('request', request);
    (c.env as Partial<HttpBindings> | undefined)?.outgoing?.setHeader('request-id', request);
    await next();
    const ms = Math.round((performance.now() - begin) * 10) / 10;
    const one = { method: c.req.method, route: routePath(c), status: c.res.status, ms };
    write?.(JSON.stringify({ at: new Date().toISOString(), level: 'info', request, ...one }));
    answered?.({ ...one, act: c.get('act') });
  };
