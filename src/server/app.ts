// src/server/app.ts —— 所有的门:portal /, console /console/, API /api, log /log, health
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Hono } from 'hono';
import { shanghaiDate } from '../base/dates.ts';
import { portal } from '../portal/portal.ts';
import { root } from './configuration.ts';
import { notFound, problemOf, respond } from './problems.ts';
import { caseRoutes } from './routes/caseRoutes.ts';
import { evidenceRoutes, openUploads } from './routes/evidenceRoutes.ts';
import { logRoutes } from './routes/logRoutes.ts';
import { recordRoutes } from './routes/recordRoutes.ts';
import { registerRoutes } from './routes/registerRoutes.ts';
import { selfRoutes, signInRoutes } from './routes/signInRoutes.ts';
import { type Env, guard } from './sessionGuard.ts';
import type { Heming } from './wiring.ts';

const policy = "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'; frame-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'; form-action 'self'";

/** Builds the whole HTTP application over an open system. */
export async function openApp(heming: Heming, control?: Hono): Promise<OpenAPIHono<Env>> {
  const { casework, log } = heming;
  const uploads = await openUploads(heming);
  const app = new OpenAPIHono<Env>();
  app.onError((error) => problemOf(error, heming.report));
  app.use(async (c, next) => {
    await next();
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'same-origin');
    c.header('content-security-policy', policy);
  });
  app.get('/healthz', (c) => {
    const { size, signedSize, refusal } = log.status();
    return c.json({ ok: refusal === undefined, log: { size, signedSize, refusal: refusal?.code } }, refusal ? 503 : 200);
  });

  app.route('/', signInRoutes(heming));
  app.doc31('/api/openapi.json', { openapi: '3.1.0', info: { title: '鹤鸣 Heming API', version: '0.1.0', description: '行政执法三项制度平台的接口。出错时返回 RFC 9457 问题文档。' } });
  app.use('/api/*', async (c, next) => (c.req.path === '/api/sign-in' || c.req.path === '/api/openapi.json' ? next() : guard(heming)(c, next)));
  for (const routes of [selfRoutes(heming), caseRoutes(heming), recordRoutes(heming), evidenceRoutes(heming, uploads), registerRoutes(heming)]) app.route('/', routes);
  app.all('/api/*', () => respond({ type: '/problems/not-found', title: '没有这个接口', status: 404, detail: '请查看 /api/openapi.json。' }));

  app.route('/', logRoutes(heming));
  if (control) app.route('/', control);
  const consoleRoot = join(root, 'dist', 'console');
  app.get('/console', (c) => c.redirect('/console/'));
  app.use('/console/*', serveStatic({ root: consoleRoot, rewriteRequestPath: (path) => path.replace(/^\/console/, ''), onFound: (path, c) => c.header('cache-control', path.includes('assets') ? 'public, max-age=31536000, immutable' : 'no-cache') }));
  app.get('/console/*', serveStatic({ root: consoleRoot, rewriteRequestPath: () => '/index.html' }));
  app.get('/console/*', () => {
    throw notFound(existsSync(consoleRoot) ? '没有这一页。' : '办案页面还没有构建,请运行 npm start。');
  });
  app.route('/', portal({ db: heming.store.db, agency: casework.agency, registers: () => casework.registers(heming.store.db), log, files: casework.files, today: () => shanghaiDate(casework.clock()), fingerprint: heming.fingerprint, assets: join(root, 'dist', 'portal') }));
  setInterval(() => uploads.sweep().catch(heming.report), 3_600_000).unref();
  return app;

}

