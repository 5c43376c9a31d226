// src/portal/portal.ts —— 门户:the public's pages; HTML from the server, complete without a script
import type { Socket } from 'node:net';
import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { findResult, receiptOf } from '../publication/after/readResults.ts';
import type { RegisterSnapshot } from '../registers/registers.ts';
import { decisionPage } from './decision/decisionPage.ts';
import type { PortalDeps, Visit } from './deps.ts';
import { openAssets } from './frame/assets.ts';
import { type Page, renderPage } from './frame/page.ts';
import { backTo, changeView, readView, VIEW_COOKIE, writeView } from './frame/view.ts';
import { aboutPage } from './pages/about.ts';
import { expiredPage, missingPage, unavailablePage, withdrawnPage } from './pages/absent.ts';
import { homePage } from './pages/home.ts';
import { howToVerifyPage } from './pages/howToVerify.ts';
import { itemPage } from './pages/item.ts';
import { itemsPage } from './pages/items.ts';
import { noticeBoardPage } from './pages/noticeBoard.ts';
import { officersPage } from './pages/officers.ts';
import { procedurePage, proceduresPage } from './pages/procedure.ts';
import { resultsPage } from './pages/results.ts';
import { calendarPage } from './tools/calendar.ts';
import { deadlinePage } from './tools/deadline.ts';

/** Registers are read again after this long: a certificate suspended now is off the list within seconds. */
const KEEP_MS = 3000;

/**
 * The address the reader's connection reached, never the one his request claims: a page is kept and printed, and a forged Host header
 * would lead its readers elsewhere. Behind a proxy the operator names the address.
 */
function connectedTo(c: Context): string {
  const socket = c.env.incoming.socket as Socket & { encrypted?: boolean };
  const known = reached.get(socket);
  if (known !== undefined) return known;
  const { localAddress = '127.0.0.1', localPort, encrypted } = socket;
  const address = localAddress.replace(/^::ffff:/, '');
  const { origin } = new URL(`http${encrypted ? 's' : ''}://${address.includes(':') ? `[${address}]` : address}:${localPort}`);
  reached.set(socket, origin);
  return origin;
}
const reached = new WeakMap<Socket, string>();

/** The public site of one agency. */
export function portal(deps: PortalDeps): Hono {
  const app = new Hono();
  const assets = openAssets(deps.assets);
  const registersNow = keep(() => deps.registers(deps.db));
  const visitOf = async (c: Context): Promise<Visit> => ({
    db: deps.db,
    agency: deps.agency,
    registers: await registersNow(),
    log: deps.log,
    today: deps.today(),
    fingerprint: deps.fingerprint,
    witnesses: deps.witnesses ?? [],
    assets,
    view: readView(getCookie(c, VIEW_COOKIE)),
    origin: deps.publicUrl ?? connectedTo(c),
  });
  const show = async (visit: Visit, page: Page, status: 200 | 404 | 410 | 503 = 200) => {
    const cache = status === 200 ? 'public, max-age=30' : 'no-store';
    // A plain string: html`` gives a String object, which would be answered by way of a stream. Plain headers: they are written as they are.
    const headers = { 'content-type': 'text/html; charset=UTF-8', vary: 'cookie', 'cache-control': cache };
    return new Response(String(await renderPage(visit, page)), { status, headers });
  };
  const page = (make: (visit: Visit, c: Context) => Page | undefined | Promise<Page | undefined>) => async (c: Context) => {
    const visit = await visitOf(c);
    const made = await make(visit, c);
    return made ? show(visit, made) : show(visit, missingPage(), 404);
  };

  app.onError((error, c) => {
    // Nothing of the error reaches the reader; the operator's log names it without its text, which may hold what was searched.
    console.error(JSON.stringify({ at: new Date().toISOString(), level: 'error', door: 'portal', name: error.name }));
    return c.html(unavailablePage(assets, readView(getCookie(c, VIEW_COOKIE))), 503, { 'retry-after': '60', 'cache-control': 'no-store' });
  });

  app.get('/assets/:name', (c) => {
    const asset = assets.find(c.req.param('name'));
    if (!asset) return c.notFound();
    const cache = asset.immutable ? 'public, max-age=31536000, immutable' : 'no-cache';
    return c.body(asset.body, 200, { 'content-type': asset.type, 'cache-control': cache });
  });
  app.get('/view', (c) => {
    const view = changeView(readView(getCookie(c, VIEW_COOKIE)), c.req.query('text'), c.req.query('contrast'));
    setCookie(c, VIEW_COOKIE, writeView(view), { path: '/', maxAge: 31_536_000, sameSite: 'Lax', httpOnly: true });
    c.header('cache-control', 'no-store');
    return c.redirect(backTo(c.req.header('referer'), c.req.header('host')), 303);
  });

  app.get('/', page(homePage));
  app.get(
    '/items',
    page((visit, c) => itemsPage(visit, c.req.query())),
  );
  app.get(
    '/items/:code',
    page((visit, c) => itemPage(visit, c.req.param('code')!, c.req.query('on'))),
  );
  app.get(
    '/officers',
    page((visit, c) => officersPage(visit, c.req.query('q') ?? '')),
  );
  app.get('/procedures', page(proceduresPage));
  app.get(
    '/procedures/:slug',
    page((visit, c) => procedurePage(visit, c.req.param('slug')!)),
  );
  app.get(
    '/results',
    page((visit, c) => resultsPage(visit, c.req.query())),
  );
  app.get(
    '/tools/deadline',
    page((visit, c) => deadlinePage(visit, c.req.query())),
  );
  app.get(
    '/calendar',
    page((visit, c) => calendarPage(visit, c.req.query())),
  );
  app.get('/notice-board', page(noticeBoardPage));
  app.get('/how-to-verify', page(howToVerifyPage));
  app.get('/about', page(aboutPage));

  app.get('/results/:publicId', async (c) => {
    const visit = await visitOf(c);
    const found = await findResult(deps.db, deps.agency, c.req.param('publicId'), visit.today);
    if (found.kind === 'unknown') return show(visit, missingPage(), 404);
    if (found.kind === 'expired') return show(visit, expiredPage(), 410);
    if (found.kind === 'withdrawn') return show(visit, withdrawnPage(found.result), 410);
    return show(visit, await decisionPage(visit, found.result, c.req.query('check') !== undefined));
  });
  app.get('/results/:publicId/receipt.json', async (c) => {
    const publicId = c.req.param('publicId');
    const found = await findResult(deps.db, deps.agency, publicId, deps.today());
    c.header('cache-control', 'no-store');
    if (found.kind === 'unknown') return c.json({ title: '没有这份决定', status: 404 }, 404);
    const receipt = found.kind === 'shown' && (await receiptOf(deps.db, deps.log, deps.agency, publicId, found.result.act_id));
    if (!receipt) return c.json({ title: found.kind === 'expired' ? '公示期已满' : '已撤回，不再提供', status: 410 }, 410);
    c.header('content-disposition', `attachment; filename="receipt-${publicId}.json"`);
    return c.json(receipt);
  });
  app.get('*', async (c) => show(await visitOf(c), missingPage(), 404));
  return app;
}

function keep(read: () => Promise<RegisterSnapshot>): () => Promise<RegisterSnapshot> {
  let held: { snapshot: Promise<RegisterSnapshot>; until: number } | undefined;
  return () => {
    if (held && Date.now() < held.until) return held.snapshot;
    const snapshot = read();
    const taken = { snapshot, until: Date.now() + KEEP_MS };
    held = taken;
    snapshot.catch(() => {
      if (held === taken) held = undefined;
    });
    return snapshot;
  };
}
