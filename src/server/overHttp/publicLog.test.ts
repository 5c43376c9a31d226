// src/server/overHttp/publicLog.test.ts —— the public log over HTTP: what anyone may fetch recomputes to the signed root; headers stay inside
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { Frontier } from '../../ledger/proof/merkle.ts';
import { openCheckpoint, parseVkey } from '../../ledger/proof/note.ts';
import { tilePath, widthAt } from '../../ledger/proof/tiles.ts';
import { openCase } from './testCase.ts';
import { openTestServer, type TestServer } from './testServer.ts';

suite('the public log', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer();
    for (let i = 0; i < 5; i += 1) await openCase(server);
    await server.heming.log.sign();
  });
  after(() => server.close());
  const read = async (path: string) => {
    const response = await server.stranger.fetch(`/log/panjin/${path}`);
    assert.equal(response.status, 200, path);
    return { bytes: new Uint8Array(await response.arrayBuffer()), headers: response.headers };
  };

  test('the checkpoint is signed by the key of the log, and the tiles recompute to its root', async () => {
    const { bytes, headers } = await read('checkpoint');
    assert.match(headers.get('content-type')!, /^text\/plain/);
    const { size, root } = openCheckpoint(Buffer.from(bytes).toString(), [parseVkey(server.heming.log.vkey)]);
    assert.equal(size, server.heming.log.status().size);
    assert.equal(size, 7);
    const tile = await read(tilePath({ level: 0, n: 0, width: widthAt(size, 0, 0) }));
    assert.match(tile.headers.get('cache-control')!, /immutable/);
    const tree = new Frontier();
    for (let i = 0; i < size; i += 1) tree.push(tile.bytes.subarray(i * 32, i * 32 + 32));
    assert.deepEqual(Buffer.from(tree.root()), Buffer.from(root));
  });

  test('an older partial tile still answers; one beyond the signed log, of another log or of no shape does not', async () => {
    await read('tile/0/000.p/3');
    for (const path of [
      '/log/panjin/tile/0/000.p/9',
      '/log/panjin/tile/0/001',
      '/log/panjin/tile/1/000.p/1',
      '/log/other/checkpoint',
      '/log/other/tile/0/000.p/3',
      '/log/panjin/tile/0/0',
      '/log/panjin/tile/x',
      '/log/panjin/tile/../checkpoint2',
    ])
      assert.equal((await server.stranger.get(path)).status, 404, path);
  });

  test('entries are refused to everyone, signed in or not', async () => {
    for (const client of [server.stranger, server.as('zhaoyan'), server.as('zhanghe')]) {
      const refused = await client.get('/log/panjin/tile/entries/000.p/3');
      assert.deepEqual([refused.status, refused.body.type], [403, '/problems/entries']);
    }
  });

  test('health says how long the log is and how much of it is signed', async () => {
    const { body, status } = await server.stranger.get('/healthz');
    assert.deepEqual([status, body], [200, { ok: true, log: { size: 7, signedSize: 7 } }]);
  });
});
