// src/server/routes/logRoutes.ts —— 日志:checkpoint and hash tiles for everyone; entries for authenticated mirrors only
import { type Context, Hono } from 'hono';
import { parseVkey } from '../../ledger/proof/note.ts';
import { parseTilePath } from '../../ledger/proof/tiles.ts';
import { whoAsks } from '../../ledger/proof/witnessRequest.ts';
import { erasedFrom, sealedFrom } from '../../ledger/vouching/mirroring.ts';
import { notFound, Refused } from '../problems.ts';
import type { Heming } from '../wiring.ts';

/** C2SP tlog-tiles over HTTP. Headers show activity, so `tile/entries` is for witnesses that mirror the log. */
export function logRoutes(heming: Heming): Hono {
  const { log, store } = heming;
  const { db } = store;
  const witnesses = heming.configuration.witnesses.map(({ vkey }) => parseVkey(vkey));
  const app = new Hono();
  app.get('/log/:agency/checkpoint', async (c) => {
    const note = c.req.param('agency') === log.agency ? await log.cosigned() : undefined;
    if (!note) throw notFound('没有这个日志，或者还没有签发检查点。');
    return c.body(note, 200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=2' });
  });
  app.get('/log/:agency/tile/*', async (c) => {
    const path = c.req.path.slice(c.req.path.indexOf('/tile/') + 1);
    if (path.startsWith('tile/entries/')) return entries(c, path);
    const tile = c.req.param('agency') === log.agency ? parseTilePath(path) : undefined;
    const bytes = tile && tile.level !== 'entries' ? await log.tile(tile.level, tile.n, tile.width) : undefined;
    if (!bytes) throw notFound('没有这一块。');
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      'content-type': 'application/octet-stream',
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });
  app.get('/log/:agency/sealed/:from/:to', async (c) => {
    const [from, to] = rangeOf(c, 'sealed');
    return bytesOf(c, await sealedFrom(db, log.agency, heming.sealing, from, to));
  });
  app.get('/log/:agency/erased/:from/:to', async (c) => {
    const [from, to] = rangeOf(c, 'erased');
    return c.json(await erasedFrom(db, log.agency, from, to), 200, { 'cache-control': 'no-store' });
  });

  /** Headers show activity and payloads hold personal data: both are for the witnesses, who sign what they ask for. */
  function forMirrors(c: Context, path: string): void {
    const now = Math.floor(Date.now() / 1000);
    if (c.req.param('agency') !== log.agency || !whoAsks(c.req.header('authorization'), witnesses, log.origin, path, now))
      throw new Refused(403, 'entries', '不对公众提供', '登记头会显示办案动向，只提供给经认证的镜像单位。');
  }
  async function entries(c: Context, path: string) {
    forMirrors(c, path);
    const tile = parseTilePath(path);
    const bytes = tile && (await log.entries(tile.n, tile.width));
    if (!bytes) throw notFound('没有这一块。');
    return bytesOf(c, bytes);
  }
  function rangeOf(c: Context, what: string): [from: number, to: number] {
    const [from, to] = [Number(c.req.param('from')), Number(c.req.param('to'))];
    forMirrors(c, `${what}/${c.req.param('from')}/${c.req.param('to')}`);
    if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || from >= to || to > log.status().signedSize)
      throw notFound('没有这一段。');
    return [from, to];
  }
  return app;
}

const bytesOf = (c: Context, bytes: Uint8Array) =>
  c.body(bytes as Uint8Array<ArrayBuffer>, 200, { 'content-type': 'application/octet-stream', 'cache-control': 'no-store' });
