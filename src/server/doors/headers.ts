// src/server/doors/headers.ts —— 每个回答的安全标头:what a browser may do with our pages, door by door
import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import type { Configuration } from '../configuration.ts';

const policyOf = (directives: Record<string, string>): string =>
  Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

/** Nothing but what is named; no door may be framed by another site, and no page sends a form or a base address elsewhere. */
const nothing = { 'default-src': "'none'", 'base-uri': "'none'", 'form-action': "'none'", 'frame-ancestors': "'none'" };
const own = { 'style-src': "'self'", 'img-src': "'self'", 'font-src': "'self'", 'script-src': "'self'", 'connect-src': "'self'" };

/** The public's pages: complete without a script; the one script they have is our own file and asks our own log. */
const portalPolicy = policyOf({ ...nothing, ...own, 'form-action': "'self'" });
/** The desk: its styles are files too (antd's made at build time); blobs are previews of evidence and papers just read. */
const consolePolicy = policyOf({
  ...nothing,
  ...own,
  ...{
    'img-src': "'self' blob: data:",
    'media-src': "'self' blob:",
    'frame-src': 'blob:',
    'form-action': "'self'",
    'worker-src': "'self' blob:",
  },
});
/** What is no page; a picture, a film or a paper opened by itself is still shown, and nothing in it runs. */
const dataPolicy = policyOf({ ...nothing, 'img-src': "'self'", 'media-src': "'self'", 'object-src': "'self'" });

const common = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
const sensors = ['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'magnetometer', 'microphone', 'payment', 'usb'];
const permissions = (allowed: string[]) => sensors.map((name) => `${name}=(${allowed.includes(name) ? 'self' : ''})`).join(', ');
const overTls = { 'strict-transport-security': 'max-age=31536000' };

type Door = 'portal' | 'console' | 'field' | 'data';
/** The door a path belongs to. */
export function doorOf(path: string): Door {
  if (/^\/(api|control)\//.test(path) || /^\/(healthz|metrics)$/.test(path)) return 'data';
  if (path.startsWith('/log/')) return 'data';
  if (path === '/console' || path.startsWith('/console/')) return 'console';
  return path === '/field' || path.startsWith('/field/') ? 'field' : 'portal';
}

/** The headers of a door's answers. The public log may be read by pages of other sites: that is what it is for. */
export function securityHeaders(path: string, tls: boolean): Record<string, string> {
  const door = doorOf(path);
  const csp = { portal: portalPolicy, console: consolePolicy, field: consolePolicy, data: dataPolicy }[door];
  return {
    ...common,
    ...(path.startsWith('/log/') ? { 'cross-origin-resource-policy': 'cross-origin' } : {}),
    'content-security-policy': csp,
    'permissions-policy': permissions(door === 'field' ? ['camera', 'microphone', 'geolocation'] : []),
    ...(tls ? overTls : {}),
  };
}

/** Sets them on Node's own response before anything is answered: asking c.res for its headers afterwards would copy every answer whole. */
export function headersOf({ tls }: Pick<Configuration, 'tls'>): MiddlewareHandler {
  const doors = new Map<string, [string, string][]>();
  return (c, next) => {
    const { path } = c.req;
    const kind = `${doorOf(path)}${path.startsWith('/log/')}`;
    let headers = doors.get(kind);
    if (!headers) {
      headers = Object.entries(securityHeaders(path, tls));
      doors.set(kind, headers);
    }
    const { outgoing } = c.env as unknown as HttpBindings;
    for (const [name, value] of headers) outgoing.setHeader(name, value);
    return next();
  };
}
