// src/server/routes/registers/deadlineRoutes.ts —— 期限计算器的接口:open to everyone, answers nothing but days
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { shanghaiDate } from '../../../base/dates.ts';
import { offeredTerms, reckon } from '../../../law/reckoning/calculator.ts';
import { withCase } from '../../../registers/registers.ts';
import { json, problemHook, problems, shaped } from '../../openapi.ts';
import { Refused } from '../../problems.ts';
import type { Env } from '../../sessionGuard.ts';
import type { Heming } from '../../wiring.ts';
import type { Routes } from '../caseRoutes.ts';

const text = (max: number, description: string, example?: string) =>
  z
    .string()
    .max(max, { error: `最多${max}字` })
    .optional()
    .openapi({ description, example });
const stretch = (n: number) => ({
  [`why${n}`]: text(20, `第${n}段扣除的事由`),
  [`from${n}`]: text(10, `第${n}段扣除的第一日`),
  [`to${n}`]: text(10, `第${n}段扣除的最后一日`),
});
const query = z.object({
  term: text(100, '列表里的期限（见 /api/deadline-terms）', 'penalty.ordinary:decisionMade'),
  amount: text(5, '自己填的天数', '15'),
  statute: text(10, '自己填的期限按哪部法律计日', '强制法'),
  from: text(10, '起算之日，不计入', '2026-03-02'),
  ...stretch(1),
  ...stretch(2),
  ...stretch(3),
});
const noted = z.array(z.object({ date: z.string(), why: z.string() }));
const answer = z.object({
  term: z.object({ id: z.string().optional(), says: z.string(), starts: z.string().optional(), basis: z.string() }),
  due: z.object({
    ...{ from: z.string(), firstDay: z.string(), amount: z.number(), unit: z.enum(['workingDay', 'calendarDay']) },
    ...{ basis: z.string(), unitBasis: z.string().optional(), strict: z.string(), rolled: z.string(), rolledWhy: z.string().optional() },
    ...{ remindOn: z.string(), excluded: noted, included: noted, calendarVersion: z.string(), unverified: z.array(z.string()) },
  }),
  lines: z.array(z.object({ label: z.string(), text: z.string() })),
});

/** Two open routes: the list of terms, and one computation. */
export function deadlineRoutes({ casework }: Heming): Routes {
  const app: Routes = new OpenAPIHono<Env>({ defaultHook: problemHook });
  const registers = async () => withCase(await casework.registers(casework.db), { evidence: () => undefined, priorFines: () => [] });
  const today = () => shanghaiDate(casework.clock());
  app.openapi(
    createRoute({
      ...{ method: 'get', path: '/api/deadline-terms', summary: '期限计算器：现行程序里的期限（公开）', security: [] },
      responses: { 200: json('{ terms: { id, procedure, says, from, basis, amount, unit }[] }'), ...problems(429) },
    }),
    async (c) => c.json({ terms: offeredTerms(await registers(), today()) }, 200),
  );
  app.openapi(
    createRoute({
      ...{ method: 'get', path: '/api/deadline', summary: '期限计算器：算出最后一日和它的来历（公开）', security: [], request: { query } },
      responses: { 200: shaped('the computation; `unverified` years make it 待核', answer), ...problems(400, 429) },
    }),
    async (c) => {
      const found = reckon(c.req.valid('query'), await registers(), today());
      if ('faults' in found) {
        const detail = `${found.faults.map(({ says }) => says).join('；')}。`;
        throw new Refused(400, 'request', '还不能计算', detail, { faults: found.faults.map(({ field, says }) => ({ path: field, says })) });
      }
      const { term, due, lines } = found;
      return c.json({ term, due, lines }, 200);
    },
  );
  return app;
}
