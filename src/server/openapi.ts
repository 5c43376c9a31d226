// src/server/openapi.ts —— 接口说明:shared pieces of the OpenAPI 3.1 document
import { type Hook, z } from '@hono/zod-openapi';
import type { Env } from './sessionGuard.ts';
import { respond } from './problems.ts';

export const problemShape = z.object({ type: z.string(), title: z.string(), status: z.number(), detail: z.string() }).catchall(z.unknown()).openapi('Problem');

/** Declares problem answers of a route. */
export const problems = <Status extends number>(...statuses: Status[]) =>
  Object.fromEntries(statuses.map((status) => [status, { description: '没有办成', content: { 'application/problem+json': { schema: problemShape } } }])) as Record<Status, { description: string; content: { 'application/problem+json': { schema: typeof problemShape } } }>;

/** A body or query that does not fit its schema. */
// biome-ignore lint/suspicious/noExplicitAny: the hook serves every route's input type
export const problemHook: Hook<any, Env, any, any> = (result) => {
  if (result.success) return undefined;
  const faults = result.error.issues.map((issue) => ({ path: issue.path.map(String).join('.'), says: issue.message }));
  return respond({ type: '/problems/request', title: '请求的格式不对', status: 400, detail: `请检查:${faults.map((fault) => fault.path || '内容').join('、')}。`, faults });
};

export const anything = z.unknown().openapi({ type: 'object' });
/** A JSON answer whose shape is told by the TypeScript type named in the description. */
export const json = (description: string) => ({ description, content: { 'application/json': { schema: z.any().openapi({ description }) } } });
export const idParameter = z.object({ id: z.string().uuid().openapi({ param: { name: 'id', in: 'path' } }) });
