// src/server/routes/describeOthers.ts —— 其余接口的说明:routes that are not made by the description are told to it here
import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { problems } from '../openapi.ts';
import type { Env } from '../sessionGuard.ts';
import { purposeCode } from './looking/purposes.ts';

const path = (name: string, example?: string) => z.string().openapi({ param: { name, in: 'path' }, example });
const tus = z.object({ 'tus-resumable': z.literal('1.0.0') });
const metadata =
  'filename, mediaType, sha256, caseId; optional capturedOn, capturedAt, place, device, note, takenBy (base64 values, tus 1.0)';
const text = { 'text/plain': { schema: z.string() } };
const bytes = { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } };

/** Registers uploads, originals, the public log and health, and the session cookie they ask for. */
export function describeOthers({ openAPIRegistry: registry }: OpenAPIHono<Env>): void {
  registry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: 'heming' });
  uploads(registry);
  const id = z.object({ id: path('id') });
  const purpose = z.object({ purpose: purposeCode });
  registry.registerPath({
    ...{ method: 'get', path: '/api/evidence/{id}', summary: '查阅证据原件（留痕）', request: { params: id, query: purpose } },
    responses: {
      200: { description: 'the original', content: bytes },
      206: { description: 'a range of it', content: bytes },
      ...problems(400, 401, 403, 404, 409, 416),
    },
  });
  const agency = path('agency');
  const open = { security: [] };
  registry.registerPath({
    ...{ method: 'get', path: '/log/{agency}/checkpoint', summary: '检查点', request: { params: z.object({ agency }) }, ...open },
    responses: { 200: { description: 'signed note (c2sp.org/tlog-checkpoint)', content: text }, ...problems(404) },
  });
  const tile = z.object({ agency, level: path('level', '0'), n: path('n', '000.p/3') });
  registry.registerPath({
    ...{
      method: 'get',
      path: '/log/{agency}/tile/{level}/{n}',
      summary: '指纹块（entries 不对公众提供）',
      request: { params: tile },
      ...open,
    },
    responses: { 200: { description: 'hashes (c2sp.org/tlog-tiles)', content: bytes }, ...problems(403, 404) },
  });
  const health = z.object({ ok: z.boolean(), log: z.object({ size: z.number(), signedSize: z.number(), refusal: z.string().optional() }) });
  const answer = (description: string) => ({ description, content: { 'application/json': { schema: health } } });
  registry.registerPath({
    ...{ method: 'get', path: '/healthz', summary: '运行状态', ...open },
    responses: { 200: answer('runs'), 503: answer('the log only reads') },
  });
}

function uploads(registry: OpenAPIHono<Env>['openAPIRegistry']): void {
  const id = z.object({ id: path('id') });
  const created = tus.extend({ 'upload-length': z.string(), 'upload-metadata': z.string().openapi({ description: metadata }) });
  registry.registerPath({
    ...{ method: 'post', path: '/api/uploads', summary: '开始上传证据', request: { headers: created } },
    responses: { 201: { description: 'Location: where to send' }, ...problems(400, 401, 403, 404, 413, 415, 422, 507) },
  });
  registry.registerPath({
    ...{
      method: 'patch',
      path: '/api/uploads/{id}',
      summary: '续传',
      request: { params: id, headers: tus.extend({ 'upload-offset': z.string() }) },
    },
    responses: {
      200: { description: 'taken in; Heming-Evidence: the item' },
      204: { description: 'received so far' },
      ...problems(400, 401, 403, 404, 409, 413, 415, 422, 507),
    },
  });
  registry.registerPath({
    ...{ method: 'head', path: '/api/uploads/{id}', summary: '查询上传进度', request: { params: id, headers: tus } },
    responses: { 200: { description: 'Upload-Offset' }, ...problems(401, 403, 404) },
  });
  registry.registerPath({
    ...{ method: 'delete', path: '/api/uploads/{id}', summary: '取消上传', request: { params: id, headers: tus } },
    responses: { 204: { description: 'gone' }, ...problems(401, 403, 404) },
  });
}
