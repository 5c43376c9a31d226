// src/server/routes/registers/qualificationRoutes.ts —— 执法资格:编制、退休日期、区域 and the annual checks, each recorded with its leaf
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { isPlainDate, type PlainDate } from '../../../base/dates.ts';
import { canonicalJson } from '../../../base/json.ts';
import { type Payroll, payrolls, type Qualification } from '../../../law/clearance.ts';
import { ChangeRefused, refuseUnknown } from '../../../registers/changes.ts';
import { qualificationOn } from '../../../registers/clearance/facts.ts';
import { type Hand, recordEntries, touchRegisters } from '../../../registers/load.ts';
import type { Db } from '../../../store/database.ts';
import { problemHook, problems } from '../../openapi.ts';
import { type Env, only } from '../../sessionGuard.ts';
import type { Heming } from '../../wiring.ts';
import type { Routes } from '../caseRoutes.ts';
import { changer, idempotencyKey } from '../changing.ts';
import { words } from './words.ts';

const date = z
  .custom<PlainDate>(isPlainDate, { error: '没有这一天，请按“2026-03-02”的样子填写' })
  .openapi({ type: 'string', format: 'date' });
const why = words(200, '请写明依据');
const qualification = z.strictObject({
  payroll: z.enum(Object.keys(payrolls) as [Payroll], { error: '请选择编制情况' }),
  retiresOn: date.optional(),
  area: z.string().trim().min(2, { error: '请写明执法区域，至少2字' }).max(100, { error: '最多100字' }).optional(),
  why,
});
const check = z.strictObject({
  year: z.string().regex(/^20\d\d$/, { error: '年度应为四位数字，例如2025' }),
  hours: z.number({ error: '培训学时应为数字' }).min(0, { error: '培训学时不能为负数' }).max(2000, { error: '培训学时最多2000' }),
  passed: z.boolean({ error: '请选择是否合格' }),
  on: date,
  why,
});
const person = z.object({
  id: z
    .string()
    .regex(/^[\w-]{1,64}$/, { error: '人员编号的格式不对' })
    .openapi({ param: { name: 'id', in: 'path' } }),
});

/** Two routes of the security administrator, behind the guard. */
export function qualificationRoutes(heming: Heming): Routes {
  const app: Routes = new OpenAPIHono<Env>({ defaultHook: problemHook });
  const { casework } = heming;
  const { agency } = casework;
  const change = changer(heming);
  /** Records what a person's qualification becomes from today on; the leaf says the whole of it. */
  const record =
    (personId: string, today: PlainDate, become: (held: Qualification | undefined) => Qualification) => async (tx: Db, hand: Hand) => {
      if (personId === hand.by) throw new ChangeRefused('不能登记自己的执法资格，请由其他安全管理员办理');
      await refuseUnknown(tx, agency, personId);
      const held = qualificationOn(await casework.registers(tx), personId, today);
      const content = become(held);
      if (canonicalJson(content) === canonicalJson(held ?? null)) throw new ChangeRefused('和已登记的相同，不需要再登记');
      const work = async (write: Db, made: Hand) => {
        await touchRegisters(write, agency, made.at);
        await recordEntries(write, agency, [{ list: 'qualification', key: personId, from: today, content }], made);
      };
      return { more: { from: today, content }, work };
    };
  const posted = <Shape extends z.ZodType>(path: string, summary: string, schema: Shape) =>
    createRoute({
      ...{ method: 'post' as const, path: `/api/people/{id}/${path}` as const, summary, middleware: only('securityAdmin') },
      request: { params: person, headers: idempotencyKey, body: { required: true, content: { 'application/json': { schema } } } },
      responses: { 204: { description: '已办理' }, ...problems(400, 401, 403, 413, 415, 422, 503) },
    });
  const keyOf = (header: z.infer<typeof idempotencyKey>) => header['idempotency-key'].toLowerCase();
  app.openapi(posted('record-qualification', '登记编制、退休日期和执法区域', qualification), async (c) => {
    const { id } = c.req.valid('param');
    const { why: ground, ...given } = c.req.valid('json');
    const said = { person: id, ...given, why: ground };
    const inside = record(id, c.var.signed.today, (held) => ({ ...given, checks: held?.checks ?? [] }));
    await change(c.var.signed, { key: keyOf(c.req.valid('header')), type: 'qualificationRecorded', about: 'register', said, inside });
    return c.body(null, 204);
  });
  app.openapi(posted('record-annual-check', '登记年度审验和培训学时', check), async (c) => {
    const { id } = c.req.valid('param');
    const { why: ground, ...given } = c.req.valid('json');
    const { today } = c.var.signed;
    if (given.on > today) throw new ChangeRefused('审验日期不能晚于今天');
    const said = { person: id, ...given, why: ground };
    const become = (held: Qualification | undefined): Qualification => {
      if (!held) throw new ChangeRefused('请先登记编制、退休日期和执法区域');
      return {
        ...held,
        checks: [...held.checks.filter(({ year }) => year !== given.year), given].sort((a, b) => (a.year < b.year ? -1 : 1)),
      };
    };
    const inside = record(id, today, become);
    await change(c.var.signed, { key: keyOf(c.req.valid('header')), type: 'annualCheckRecorded', about: 'register', said, inside });
    return c.body(null, 204);
  });
  return app;
}
