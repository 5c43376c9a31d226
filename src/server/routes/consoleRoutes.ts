// src/server/routes/consoleRoutes.ts —— 办案页面:the built console; every page of it is the same document
import { existsSync } from 'node:fs';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { notFound } from '../problems.ts';

const immutable = 'public, max-age=31536000, immutable';

/** Serves the bundle in `root`. Assets carry their digest in their names and never change; the document is asked for anew. */
export function consoleRoutes(root: string): Hono {
  const app = new Hono();
  app.get('/console', (c) => c.redirect('/console/'));
  if (existsSync(root)) bundle(app, root);
  app.get('/console/*', () => {
    throw notFound(existsSync(root) ? '没有这一页。' : '办案页面还没有构建，请运行 npm start。');
  });
  return app;
}

function bundle(app: Hono, root: string): void {
  const rewriteRequestPath = (path: string) => path.replace(/^\/console/, '');
  app.get('/console/assets/*', serveStatic({ root, rewriteRequestPath, onFound: (_, c) => c.header('cache-control', immutable) }));
  app.get('/console/assets/*', () => {
    throw notFound('没有这个文件，请刷新页面。');
  });
  app.get('/console/*', serveStatic({ root, rewriteRequestPath, onFound: (_, c) => c.header('cache-control', 'no-cache') }));
  app.get(
    '/console/*',
    serveStatic({ root, rewriteRequestPath: () => '/index.html', onFound: (_, c) => c.header('cache-control', 'no-cache') }),
  );
}
