// src/server/routes/bodies.ts —— 请求正文:JSON only, of a declared and bounded length, before anything of it is read
import type { MiddlewareHandler } from 'hono';
import { Refused } from '../problems.ts';
import type { Env } from '../sessionGuard.ts';

/** Most bytes of a JSON body; an act with all its texts stays far below. */
export const BODY_LIMIT = 1_048_576;

/** Refuses bodies that are too long (413), of undeclared length (411) or no JSON (415). Uploads have limits of their own. */
export const boundedBodies: MiddlewareHandler<Env> = async (c, next) => {
  const { method } = c.req;
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return next();
  const length = c.req.header('content-length');
  if (c.req.header('transfer-encoding') !== undefined && length === undefined)
    throw new Refused(411, 'length', '没有申报长度', '请求正文须申报长度（Content-Length），请刷新页面后重试。');
  if (Number(length ?? 0) > BODY_LIMIT)
    throw new Refused(413, 'too-large', '内容太长', '一次提交的内容不得超过1MB。长篇材料请作为证据文件上传。');
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (Number(length ?? 0) > 0 && type !== 'application/json')
    throw new Refused(415, 'media-type', '格式不对', '请求正文须为 JSON（Content-Type: application/json）。');
  return next();
};
