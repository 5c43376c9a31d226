// src/server/upkeep/requestLog.ts —— 访问日志:one line a request, without query strings, ids or anything a person typed
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';

/** Writes { at, level, method, route, status, ms } as one line of JSON; `route` is the pattern, never the address asked for. */
export const requestLog =
  (write: (line: string) => void): MiddlewareHandler =>
  async (c, next) => {
    const begin = performance.now();
    await next();
    const ms = Math.round((performance.now() - begin) * 10) / 10;
    const line = { at: new Date().toISOString(), level: 'info', method: c.req.method, route: routePath(c), status: c.res.status, ms };
    write(JSON.stringify(line));
  };
