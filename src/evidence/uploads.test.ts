// src/evidence/uploads.test.ts —— files arrive over real HTTP: interrupted, killed, answered in vain, abandoned; nothing lost, nothing half-taken
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, utimesSync, writeSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { Upload } from 'tus-js-client';
import { findItem, listItems } from './custody.ts';
import {
  create,
  head,
  large,
  locationOf,
  lying,
  onFinished,
  photo,
  place,
  refused,
  send,
  sendAndBreak,
  sha,
  start,
  stop,
  store,
  TUS,
  upload,
  video,
} from './intake/testDesk.ts';

test('a file sent whole is stored, recognised by content and recorded as an item of its case', async () => {
  const { url, blobs } = await start(place());
  const claims = {
    filename: '便道录像.mp4',
    mediaType: 'video/mp4',
    caseId: 'case-whole',
    capturedOn: '2025-02-20',
    place: '林地北侧',
    takenBy: 'p1,p2',
  };
  const response = await upload(url, video, claims);
  assert.equal(response.status, 200);
  const answer = (await response.json()) as { item: string; existing: boolean; says: string };
  assert.deepEqual([answer.existing, answer.says], [false, '文件已入库。']);
  assert.equal(response.headers.get('heming-item'), answer.item);
  const item = await findItem(store.db, { agency: 'panjin', item: answer.item });
  assert.deepEqual(
    [item.digest, item.size, item.media_type, item.name, item.captured_on, item.place, item.taken_by, item.uploaded_by],
    [sha(video), video.length, 'video/mp4', '便道录像.mp4', '2025-02-20', '林地北侧', ['p1', 'p2'], 'p1'],
  );
  assert.equal((await blobs.verify(sha(video))).state, 'same');
});

test('an upload whose line broke goes on after a restart of the server, and the digest is the same', async () => {
  const home = place();
  const first = await start(home);
  const bytes = large(1);
  const location = locationOf(first.url, await create(first.url, bytes, { caseId: 'case-resume' }));
  await sendAndBreak(location, bytes, 1_000_000);
  await stop(first.server);
  const second = await start(home);
  const again = location.replace(first.url, second.url);
  const offset = Number((await head(again)).headers.get('upload-offset'));
  assert.ok(offset > 0 && offset <= 1_000_000, `offset ${offset}`);
  const done = await send(again, bytes.subarray(offset), offset);
  assert.equal(done.status, 200);
  assert.equal((await second.blobs.verify(sha(bytes))).state, 'same');
});

test('the tus client of the console resumes by itself after the line broke', async () => {
  const { url, blobs } = await start(place());
  const bytes = large(2);
  const about = { filename: '苇田.jpg', mediaType: 'image/jpeg', sha256: sha(bytes), caseId: 'case-client' };
  const common = { endpoint: `${url}/uploads`, metadata: about, headers: { 'x-person': 'p1' }, chunkSize: 512 * 1024, retryDelays: null };
  let left: string | null = null;
  await new Promise<void>((done) => {
    const broken = new Upload(bytes, {
      ...common,
      onChunkComplete: (_size, accepted) => {
        if (accepted < 1_000_000) return;
        left = broken.url;
        void broken.abort().then(() => done());
      },
    });
    broken.start();
  });
  const item = await new Promise<string | undefined>((done, fail) => {
    new Upload(bytes, {
      ...common,
      uploadUrl: left,
      onError: fail,
      onSuccess: ({ lastResponse }) => done(lastResponse.getHeader('heming-item')),
    }).start();
  });
  assert.equal((await findItem(store.db, { agency: 'panjin', item: item! })).digest, sha(bytes));
  assert.equal((await blobs.verify(sha(bytes))).state, 'same');
});

test('kill -9 in the middle of an upload loses nothing that was acknowledged', async () => {
  const home = place();
  const at = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
  const program = `
    import { serve } from '@hono/node-server';
    import { createUploads } from ${at('./uploads.ts')};
    import { openDiskStore } from ${at('./diskStore.ts')};
    const uploads = await createUploads({ path: '/uploads', directory: ${JSON.stringify(join(home, 'partials'))},
      blobs: await openDiskStore(${JSON.stringify(join(home, 'originals'))}),
      authorise: async () => ({ personId: 'p1', agency: 'panjin' }), onFinished: async () => ({ item: 'x', existing: false }) });
    serve({ fetch: uploads.handle, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log(port));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: new URL('../..', import.meta.url),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>((ready) => child.stdout.once('data', (line) => ready(String(line).trim())));
  const bytes = large(3);
  const url = `http://127.0.0.1:${port}`;
  const location = locationOf(url, await create(url, bytes, { caseId: 'case-kill' }));
  assert.equal((await send(location, bytes.subarray(0, 500_000))).headers.get('upload-offset'), '500000');
  const breaking = httpRequest(location, {
    method: 'PATCH',
    headers: {
      ...TUS,
      'upload-offset': '500000',
      'content-type': 'application/offset+octet-stream',
      'content-length': bytes.length - 500_000,
    },
  });
  breaking.on('error', () => undefined);
  await new Promise<void>((written) => breaking.write(bytes.subarray(500_000, 900_000), () => written()));
  const dead = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await dead;
  const next = await start(home);
  const again = location.replace(url, next.url);
  const offset = Number((await head(again)).headers.get('upload-offset'));
  assert.ok(offset >= 500_000 && offset <= 900_000, `offset ${offset}`);
  assert.equal((await send(again, bytes.subarray(offset), offset)).status, 200);
  assert.equal((await next.blobs.verify(sha(bytes))).state, 'same');
});

test('when the answer was lost, asking again tells the same item; nothing is sent or recorded twice', async () => {
  const home = place();
  const { url } = await start(home);
  const bytes = large(4, 10_000);
  const location = locationOf(url, await create(url, bytes, { caseId: 'case-lost' }));
  const { item } = (await (await send(location, bytes)).json()) as { item: string };
  const asked = await head(location);
  assert.deepEqual([asked.headers.get('upload-offset'), asked.headers.get('heming-item')], [String(bytes.length), item]);
  await refused(await fetch(location, { method: 'DELETE', headers: TUS }), 403, 'taken-in');
  assert.equal((await listItems(store.db, { agency: 'panjin', caseId: 'case-lost' })).length, 1);
  assert.deepEqual(lying(home), [`${location.slice(-32)}.done`]);
});

test('a crash between the last byte and the record is made good by the next question, not taken for success', async () => {
  const home = place();
  let failing = true;
  const reported: unknown[] = [];
  const { url } = await start(home, {
    onFinished: async (arrival) => {
      if (failing) throw new Error('database gone');
      return onFinished(arrival);
    },
    report: (error) => reported.push(error),
  });
  const bytes = large(5, 10_000);
  const location = locationOf(url, await create(url, bytes, { caseId: 'case-crash' }));
  await refused(await send(location, bytes), 500, 'upload-failed');
  assert.equal((await head(location)).status, 500);
  assert.match(String(reported[0]), /database gone/);
  failing = false;
  const asked = await head(location);
  assert.equal(asked.status, 200);
  const items = await listItems(store.db, { agency: 'panjin', caseId: 'case-crash' });
  assert.deepEqual(
    items.map(({ id }) => id),
    [asked.headers.get('heming-item')],
  );
});

test('what was hashed before a restart is hashed again from the disk: bytes changed meanwhile are found out', async () => {
  const home = place();
  const first = await start(home);
  const bytes = large(10);
  const location = locationOf(first.url, await create(first.url, bytes, { caseId: 'case-rehash' }));
  assert.equal((await send(location, bytes.subarray(0, 2_000_000))).status, 204);
  await stop(first.server);
  const part = openSync(join(first.directory, location.slice(-32)), 'r+');
  writeSync(part, 'x', 1_234_567);
  closeSync(part);
  const second = await start(home);
  const again = location.replace(first.url, second.url);
  assert.equal((await head(again)).headers.get('upload-offset'), '2000000');
  await refused(await send(again, bytes.subarray(2_000_000), 2_000_000), 422, 'digest-differs');
  assert.deepEqual(lying(home), []);
});

test('the sweep gives up what nobody touched for seven days and leaves the rest', async () => {
  const home = place();
  const { url, uploads, directory } = await start(home);
  const [old, young] = [locationOf(url, await create(url, photo, {})), locationOf(url, await create(url, photo, {}))];
  const eightDays = new Date(Date.now() - 8 * 86_400_000);
  for (const ending of ['', '.json']) utimesSync(join(directory, `${old.slice(-32)}${ending}`), eightDays, eightDays);
  assert.equal(await uploads.sweep(), 1);
  assert.equal(existsSync(join(directory, `${old.slice(-32)}.json`)), false);
  await refused(await send(old, photo), 404, 'upload-unknown');
  assert.equal((await send(young, photo)).status, 200);
});
