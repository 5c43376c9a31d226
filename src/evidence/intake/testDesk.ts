// src/evidence/intake/testDesk.ts —— 测试台:an upload server over real HTTP and the requests of a client, for the tests of this room
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { serve } from '@hono/node-server';
import { migrate, openMemoryStore } from '../../store/database.ts';
import { registerItem } from '../custody.ts';
import { openDiskStore } from '../diskStore.ts';
import { evidenceMigrations } from '../tables.ts';
import { createUploads, type UploadOptions } from '../uploads.ts';

/** A directory of this run. */
export const root = mkdtempSync(join(tmpdir(), 'heming-uploads-'));
/** A database with the room's tables. */
export const store = await openMemoryStore();
await migrate(store, evidenceMigrations);
const servers: Server[] = [];
/** Ends a server and its connections. */
export const stop = (server: Server) =>
  new Promise<void>((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
after(async () => {
  await Promise.all(servers.map(stop));
  await store.close();
  rmSync(root, { recursive: true, force: true });
});

/** Bytes of a demo file. */
export const demo = (name: string) => readFileSync(new URL(`../../../agencies/panjin/demo/${name}`, import.meta.url));
/** A real photo. */
export const photo = demo('reed-marsh-overview.jpg');
/** A real video. */
export const video = demo('farm-road-walk-through.mp4');
/** A photo with bytes after its end: large enough to be interrupted, and different each time. */
export const large = (seed: number, size = 3_000_000) => Buffer.concat([photo, Buffer.alloc(size, `seed ${seed} `)]);
/** Hex SHA-256. */
export const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const authorise: UploadOptions['authorise'] = async (request, caseId) => {
  const personId = request.headers.get('x-person');
  if (!personId) return { status: 401, title: '请先登录', detail: '登录后才能上传证据。' };
  if (caseId === 'closed') return { status: 403, title: '案件已办结', detail: '已办结的案件不能再添加证据。' };
  return { personId, agency: 'panjin' };
};
/** Records the item as the server does. */
export const onFinished: UploadOptions['onFinished'] = ({ personId, agency, caseId, name, mediaType, stored, claims }) =>
  store.db
    .transaction()
    .execute((tx) =>
      registerItem(tx, { ...claims, agency, caseId, name, mediaType, stored, uploadedBy: personId, at: new Date().toISOString() }),
    );

let count = 0;
/** A fresh home directory. */
export const place = () => join(root, String(count++));
/** An upload server over real HTTP; again on the same home: a restart. */
export const start = async (home: string, more: Partial<UploadOptions> = {}) => {
  const blobs = await openDiskStore(join(home, 'originals'));
  const directory = join(home, 'partials');
  const uploads = await createUploads({ path: '/uploads', directory, blobs, authorise, onFinished, ...more });
  const server = await new Promise<Server>((ready) => {
    const made = serve({ fetch: uploads.handle, port: 0, hostname: '127.0.0.1' }, () => ready(made as Server));
  });
  servers.push(server);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, uploads, blobs, directory };
};

/** Headers of each request. */
export const TUS = { 'tus-resumable': '1.0.0', 'x-person': 'p1' };
type Claimed = Record<string, string | undefined>;
/** tus metadata. */
export const metadata = (claims: Claimed) =>
  Object.entries(claims)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} ${Buffer.from(value!).toString('base64')}`)
    .join(',');
/** Announces a file. */
export const create = (url: string, bytes: Uint8Array, claims: Claimed, headers: Record<string, string> = {}) => {
  const all = { filename: '苇田.jpg', mediaType: 'image/jpeg', sha256: sha(bytes), caseId: 'case-1', ...claims };
  const declared = { 'upload-length': String(bytes.length), 'upload-metadata': metadata(all) };
  return fetch(`${url}/uploads`, { method: 'POST', headers: { ...TUS, ...declared, ...headers } });
};
/** Sends bytes from an offset. */
export const send = (location: string, bytes: Uint8Array, offset = 0, headers: Record<string, string> = {}) =>
  fetch(location, {
    method: 'PATCH',
    headers: { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream', ...headers },
    body: new Uint8Array(bytes),
  });
/** Asks how far the upload is. */
export const head = (location: string, headers: Record<string, string> = {}) =>
  fetch(location, { method: 'HEAD', headers: { ...TUS, ...headers } });
/** Where to send. */
export const locationOf = (url: string, response: Response) => new URL(response.headers.get('location')!, url).href;
/** Announces and sends. */
export const upload = async (url: string, bytes: Uint8Array, claims: Claimed = {}) => {
  const created = await create(url, bytes, claims);
  return created.status === 201 ? send(locationOf(url, created), bytes) : created;
};
/** Sends the beginning of a PATCH and cuts the line. */
export const sendAndBreak = (location: string, bytes: Uint8Array, sent: number) =>
  new Promise<void>((done) => {
    const headers = { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream', 'content-length': bytes.length };
    const request = httpRequest(location, { method: 'PATCH', headers });
    request.on('error', () => done());
    request.on('close', () => done());
    request.write(bytes.subarray(0, sent), () => setTimeout(() => request.destroy(), 50));
  });
/** Asserts an RFC 9457 problem in Chinese and returns it. */
export const refused = async (response: Response, status: number, code: string) => {
  assert.equal(response.status, status);
  assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
  const problem = (await response.json()) as { type: string; title: string; status: number; detail: string; errors?: { field: string }[] };
  assert.equal(problem.type, `urn:heming:evidence:${code}`);
  assert.equal(problem.status, status);
  assert.match(`${problem.title}${problem.detail}`, /^[^a-z]*[一-鿿]/);
  return problem;
};
/** Half-arrived files. */
export const lying = (home: string) => readdirSync(join(home, 'partials'));
/** Number of files in the originals store (two an original). */
export const originals = (home: string) =>
  readdirSync(join(home, 'originals'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
