// src/server/openapi.ts —— 接口说明:shared pieces of the OpenAPI 3.1 document
import { type Hook, z } from '@hono/zod-openapi';
import { isPlainDate } from '../base/dates.ts';
import { respond } from './problems.ts';
import type { Env } from './sessionGuard.ts';

export const problemShape = z
  .object({ type: z.string(), title: z.string(), status: z.number(), detail: z.string() })
  .catchall(z.unknown())
  .openapi('Problem');

/** Declares problem answers of a route. */
export const problems = <Status extends number>(...statuses: Status[]) =>
  Object.fromEntries(
    statuses.map((status) => [status, { description: '没有办成', content: { 'application/problem+json': { schema: problemShape } } }]),
  ) as Record<Status, { description: string; content: { 'application/problem+json': { schema: typeof problemShape } } }>;

type Issue = { code?: string; path: PropertyKey[]; message: string; keys?: string[]; maximum?: unknown; minimum?: unknown };
const hasHan = /\p{Script=Han}/u;
/** What to do about one fault; the schemas' own Chinese words where they have some. */
function saysOf({ code, message, keys, maximum, minimum }: Issue): string {
  if (hasHan.test(message)) return message;
  if (code === 'unrecognized_keys') return `没有这一项：${(keys ?? []).join('、')}`;
  if (code === 'too_big') return `最多${String(maximum)}`;
  if (code === 'too_small') return `至少${String(minimum)}`;
  if (code === 'invalid_type') return '没有填写，或者类型不对';
  return '格式不对';
}

/** A body, query, header or path that does not fit its schema: 400, every fault named. */
// biome-ignore lint/suspicious/noExplicitAny: the hook serves every route's input type
export const problemHook: Hook<any, Env, any, any> = (result) => {
  if (result.success) return undefined;
  const faults = (result.error.issues as Issue[]).map((issue) => ({ path: issue.path.map(String).join('.'), says: saysOf(issue) }));
  const detail = faults.map(({ path, says }) => (path && !hasHan.test(says) ? `${path}：${says}` : says)).join('；');
  return respond({ type: '/problems/request', title: '请求的格式不对', status: 400, detail: `${detail}。`, faults });
};

/** A JSON answer whose shape is told by the TypeScript type named in the description; it is always an object. */
export const json = (description: string) => ({
  description,
  content: { 'application/json': { schema: z.record(z.string(), z.unknown()).openapi({ description, type: 'object' }) } },
});
/** A JSON answer of a known shape. */
export const shaped = <Shape extends z.ZodType>(description: string, schema: Shape) => ({
  description,
  content: { 'application/json': { schema } },
});
export const idParameter = z.object({
  id: z.uuid({ error: '编号的格式不对，请从看板打开' }).openapi({ param: { name: 'id', in: 'path' } }),
});

const instantOrDay = String.raw`\d{4}-\d\d-\d\d(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?Z)?`;
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const cursorShape = new RegExp(`^${instantOrDay}~${uuid}(?:~[A-Za-z]{1,60})?$`);
/** Cursor of a list as it was given out: parts joined by ~, the first a day or an instant, the second a UUID; anything else is refused. */
export const cursor = z
  .string()
  .refine((text) => cursorShape.test(text) && isPlainDate(text.slice(0, 10)), { error: '翻页位置不对，请从第一页重新打开' });
/** Text a person searches for. */
export const searched = z
  .string()
  .max(100, { error: '最多100字' })
  .refine((text) => !/[\u0000-\u001f\u007f\ud800-\udfff]/u.test(text), { error: '含有不能搜索的字符' });
