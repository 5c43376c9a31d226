// src/server/app.ts —— 所有的门:portal /, console /console/, API /api, log /log, health

import { join } from 'node:path';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Hono } from 'hono';
import { shanghaiDate } from '../base/dates.ts';
import type { Uploads } from '../evidence/uploads.ts';
import { portal } from '../portal/portal.ts';
import { root } from './configuration.ts';
import { headersOf } from './doors/headers.ts';
import { openLimits } from './doors/limits.ts';
import { problemOf, respond } from './problems.ts';
import { accountRoutes } from './routes/account/accountRoutes.ts';
import { secondFactorRoutes } from './routes/account/secondFactorRoutes.ts';
import { sessionRoutes } from './routes/account/sessionRoutes.ts';
import { selfRoutes, signInRoutes } from './routes/account/signInRoutes.ts';
import { boundedBodies } from './routes/bodies.ts';
import { caseRoutes } from './routes/caseRoutes.ts';
import { consoleRoutes } from './routes/consoleRoutes.ts';
import { describeOthers } from './routes/describeOthers.ts';
import { evidenceRoutes, openUploads } from './routes/evidenceRoutes.ts';
import { importRoutes } from './routes/importRoutes.ts';
import { logRoutes } from './routes/logRoutes.ts';
import { paperExport } from './routes/looking/paperExport.ts';
import { purposeRoutes } from './routes/looking/purposes.ts';
import { weekRoutes } from './routes/looking/weeks.ts';
import { oversightRoutes } from './routes/oversightRoutes.ts';
import { peopleRoutes } from './routes/peopleRoutes.ts';
import { recordRoutes } from './routes/recordRoutes.ts';
import { registerRoutes } from './routes/registerRoutes.ts';
import { changeRoutes } from './routes/registers/changeRoutes.ts';
import { clearanceRoutes } from './routes/registers/clearanceRoutes.ts';
import { deadlineRoutes } from './routes/registers/deadlineRoutes.ts';
import { qualificationRoutes } from './routes/registers/qualificationRoutes.ts';
import { registerReadRoutes } from './routes/registers/readRoutes.ts';
import { type Env, guard } from './sessionGuard.ts';
import type { Metrics } from './upkeep/metrics.ts';
import { observe } from './upkeep/requestLog.ts';
import { readAlarm } from './upkeep/selfCheck.ts';
import type { Timestamping } from './upkeep/witness/timestamping.ts';
import type { Witnessing } from './upkeep/witness/witnessing.ts';
import type { Heming } from './wiring.ts';

/** What an application may be given: routes for commands on this machine, an upload desk already open, where requests are noted. */
export type AppOptions = {
  control?: Hono;
  uploads?: Uploads;
  log?: (line: string) => void;
  witnessing?: Pick<Witnessing, 'status'>;
  timestamping?: Pick<Timestamping, 'status'>;
  metrics?: Metrics;
};

/** Builds the whole HTTP application over an open system. */
export async function openApp(
  heming: Heming,
  { control, uploads, log, witnessing, timestamping, metrics }: AppOptions = {},
): Promise<OpenAPIHono<Env>> {
  const app = new OpenAPIHono<Env>();
  app.onError((error, c) => problemOf(error, (unforeseen) => heming.report(unforeseen, c.get('request'))));
  app.notFound(() => respond({ type: '/problems/not-found', title: '没有找到', status: 404, detail: '没有这个地址，请从首页进入。' }));
  if (log || metrics) app.use(observe(log, metrics?.answered));
  app.use(headersOf(heming.configuration));
  app.use(openLimits(heming.configuration, { clock: Date.now, warn: heming.warn }));
  app.get('/healthz', async (c) => {
    const { size, signedSize, refusal } = heming.log.status();
    c.header('cache-control', 'no-store');
    const witnesses = witnessing?.status() ?? [];
    const timestamps = timestamping?.status();
    // A witness or authority in trouble is an alarm; acts go on, so it is no failure.
    const vouched = { ...(witnesses.length > 0 ? { witnesses } : {}), ...(timestamps ? { timestamps } : {}) };
    // What the night found is an alarm too; the database may be out of reach, and this page must still answer.
    const checks = await readAlarm(heming.store.db, heming.casework.agency).catch(() => undefined);
    return c.json(
      { ok: refusal === undefined, log: { size, signedSize, refusal: refusal?.code }, checks, ...vouched },
      refusal ? 503 : 200,
    );
  });
  api(app, heming, uploads ?? (await openUploads(heming)));
  app.route('/', logRoutes(heming));
  if (control) app.route('/', control);
  if (metrics) app.route('/', metrics.routes);
  app.route('/', consoleRoutes(join(root, 'dist', 'console')));
  app.route('/', publicSite(heming));
  return app;
}

/** Everything under /api: sign-in and the description are open, all else is denied to who is not signed in, known routes or not. */
function api(app: OpenAPIHono<Env>, heming: Heming, uploads: Uploads): void {
  const inside = guard(heming);
  const open = new Set(['/api/sign-in', '/api/openapi.json', '/api/deadline', '/api/deadline-terms']);
  app.use('/api/*', async (c, next) => (open.has(c.req.path) ? next() : inside(c, next)));
  app.use('/api/*', async (c, next) =>
    c.req.path.startsWith('/api/uploads') || c.req.path === '/api/imports/cases' ? next() : boundedBodies(c, next),
  );
  const own = [signInRoutes, selfRoutes, accountRoutes, secondFactorRoutes, sessionRoutes];
  const rooms = [...own, caseRoutes, purposeRoutes, recordRoutes, paperExport, registerRoutes, peopleRoutes, oversightRoutes, weekRoutes];
  for (const routes of [...rooms, changeRoutes, registerReadRoutes, clearanceRoutes, qualificationRoutes, deadlineRoutes, importRoutes])
    app.route('/', routes(heming));
  app.route('/', evidenceRoutes(heming, uploads));
  describeOthers(app);
  const description = '行政执法三项制度平台的接口。出错时返回 RFC 9457 问题文档（application/problem+json），文字为中文。';
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: { title: '鹤鸣 Heming API', version: '0.1.0', description },
    security: [{ session: [] }],
  });
  app.all('/api/*', () =>
    respond({ type: '/problems/not-found', title: '没有这个接口', status: 404, detail: '请查看 /api/openapi.json。' }),
  );
}

const publicSite = ({ configuration, store, casework, log, fingerprint }: Heming): Hono =>
  portal({
    ...{ db: store.db, agency: casework.agency, log, files: casework.files, fingerprint, publicUrl: configuration.publicUrl },
    witnesses: configuration.witnesses.map(({ vkey }) => vkey),
    registers: () => casework.registers(store.db),
    today: () => shanghaiDate(casework.clock()),
    assets: join(root, 'dist', 'portal'),
  });
