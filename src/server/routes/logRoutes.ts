// src/server/routes/logRoutes.ts —— 日志:checkpoint and hash tiles for everyone; entries for authenticated mirrors only
import { Hono } from 'hono';
import { parseTilePath } from '../../ledger/proof/tiles.ts';
import { notFound, Refused } from '../problems.ts';
import type { Heming } from '../wiring.ts';

/** C2SP tlog-tiles over HTTP. Headers show activity, so `tile/entries` is refused. */
export function logRoutes(heming: Heming): Hono {
  const { log } = heming;
  const app = new Hono();
  app.get('/log/:agency/checkpoint', async (c) => {
    const note = c.req.param('agency') === log.agency ? await log.cosigned() : undefined;
    if (!note) throw notFound('没有这个日志，或者还没有签发检查点。');
    return c.body(note, 200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=2' });
  });
  app.get('/log/:agency/tile/*', async (c) => {
    const path = c.req.path.slice(c.req.path.indexOf('/tile/') + 1);
    if (path.startsWith('tile/entries/'))
      throw new Refused(403, 'entries', '不对公众提供', '登记头会显示办案动向，只提供给经认证的镜像单位。');
    const tile = c.req.param('agency') === log.agency ? parseTilePath(path) : undefined;
    const bytes = tile && tile.level !== 'entries' ? await log.tile(tile.level, tile.n, tile.width) : undefined;
    if (!bytes) throw notFound('没有这一块。');
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      'content-type': 'application/octet-stream',
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });
  return app;
}
