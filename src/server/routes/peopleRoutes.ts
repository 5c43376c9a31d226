// src/server/routes/peopleRoutes.ts —— 账号与权利的变更:who may ask for which, and what it says in the log
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { isPlainDate, plainDate } from '../../base/dates.ts';
import { type Post, posts } from '../../law/registers.ts';
import { actTypes } from '../../law/vocabulary.ts';
import {
  ChangeRefused,
  cancelCertificate,
  endPost,
  grantPost,
  recordCertificate,
  refuseUnknown,
  resumeCertificate,
  suspendCertificate,
} from '../../registers/changes.ts';
import { always, type Hand, recordEntries, touchRegisters } from '../../registers/load.ts';
import type { Db } from '../../store/database.ts';
import { problemHook, problems, shaped } from '../openapi.ts';
import { type Env, only } from '../sessionGuard.ts';
import { createAccount, newPassword, resetPassword, setDisabled } from '../signIn/accounts.ts';
import { removeFactor } from '../signIn/factor/secondFactor.ts';
import { randomPassword } from '../signIn/passwords.ts';
import { endSessions } from '../signIn/sessions.ts';
import type { Heming } from '../wiring.ts';
import type { Routes } from './caseRoutes.ts';
import { type Changer, changer, idempotencyKey } from './changing.ts';

const person = z.object({
  id: z
    .string()
    .regex(/^[\w-]{1,64}$/, { error: '人员编号的格式不对' })
    .openapi({ param: { name: 'id', in: 'path' } }),
});
const date = z.string().refine(isPlainDate, { error: '没有这一天，请按“2026-03-02”的样子填写' });
const words = (max: number, says: string) =>
  z
    .string({ error: says })
    .trim()
    .min(2, { error: says })
    .max(max, { error: `最多${max}字` })
    .refine((text) => !/[\u0000-\u001f\u007f\ud800-\udfff]/u.test(text), { error: '含有不能记录的字符，请删去后重填' });
const why = words(200, '请写明理由，至少2字');
const post = z.enum(Object.keys(posts) as [Post], { error: '没有这个岗位' });
const number = words(60, '请填写证号');
// A password is shown once and kept nowhere: whoever asks again under the same key learns that it was done, and resets again if need be.
const once = z.object({ password: z.string().nullable(), replayed: z.boolean() });

/** Routes of the administrators, behind the guard: accounts by the system administrator, posts and certificates by the security administrator. */
export function peopleRoutes(heming: Heming): Routes {
  const app: Routes = new OpenAPIHono<Env>({ defaultHook: problemHook });
  const change = changer(heming);
  accounts(app, heming, change);
  persons(app, heming, change);
  postsHeld(app, heming, change);
  certificates(app, heming, change);
  return app;
}

const keyOf = (c: { req: { valid(target: 'header'): z.infer<typeof idempotencyKey> } }): string =>
  c.req.valid('header')['idempotency-key'].toLowerCase();

const posted = <Shape extends z.ZodType>(by: Post, path: string, summary: string, schema: Shape) => ({
  ...{ method: 'post' as const, path: `/api/people/{id}/${path}` as const, summary },
  middleware: only(by),
  request: { params: person, headers: idempotencyKey, body: { required: true, content: { 'application/json': { schema } } } },
});
const refusals = problems(400, 401, 403, 413, 415, 422, 503);
const done = { 204: { description: '已办理' }, ...refusals };

function accounts(app: Routes, { casework: { agency } }: Heming, change: Changer): void {
  app.openapi(
    createRoute({
      ...posted('systemAdmin', 'account', '建立账号（口令只显示一次）', z.strictObject({ login: z.string().max(40) })),
      responses: { 200: shaped('the one-time password', once), ...refusals },
    }),
    async (c) => {
      const { id: personId } = c.req.valid('param');
      const { login } = c.req.valid('json');
      const password = randomPassword();
      const work = async (tx: Db, { at }: Hand) => {
        await refuseUnknown(tx, agency, personId);
        await createAccount(tx, { agency, personId, login, password, mustChange: true, at });
      };
      const { replayed } = await change(c.var.signed, {
        key: keyOf(c),
        type: 'accountMade',
        about: 'account',
        said: { person: personId, login },
        work,
      });
      return c.json({ password: replayed ? null : password, replayed }, 200);
    },
  );
  app.openapi(
    createRoute({
      ...posted('systemAdmin', 'reset-password', '重置口令（结束其全部会话）', z.strictObject({})),
      responses: { 200: shaped('the one-time password', once), ...refusals },
    }),
    async (c) => {
      const { id: personId } = c.req.valid('param');
      const { password, hash } = await newPassword();
      const work = (tx: Db, hand: Hand) => resetPassword(tx, { agency, personId, hash, ...hand });
      const reset = await change(c.var.signed, {
        key: keyOf(c),
        type: 'passwordReset',
        about: 'account',
        said: { person: personId },
        work,
      });
      return c.json({ password: reset.replayed ? null : password, replayed: reset.replayed }, 200);
    },
  );
  for (const [path, type, disabled] of [
    ['disable', 'accountDisabled', true],
    ['enable', 'accountEnabled', false],
  ] as const)
    app.openapi(
      createRoute({ ...posted('systemAdmin', path, disabled ? '停用账号' : '重新启用账号', z.strictObject({ why })), responses: done }),
      async (c) => {
        const { id: personId } = c.req.valid('param');
        const work = (tx: Db, hand: Hand) => setDisabled(tx, { agency, personId, disabled, ...hand });
        await change(c.var.signed, {
          key: keyOf(c),
          type,
          about: 'account',
          said: { person: personId, why: c.req.valid('json').why },
          work,
        });
        return c.body(null, 204);
      },
    );
  app.openapi(
    createRoute({
      ...posted('systemAdmin', 'reset-second-factor', '重置动态口令（结束其全部会话）', z.strictObject({ why })),
      responses: done,
    }),
    async (c) => {
      const { id: person } = c.req.valid('param');
      if (person === c.var.signed.person.id) throw new ChangeRefused('不能重置自己的动态口令，请由其他系统管理员办理，或者用备用码登录');
      const said = { person, ...c.req.valid('json') };
      const work = (tx: Db, { at }: Hand) => removeFactor(tx, { agency, personId: person }, { at });
      await change(c.var.signed, { key: keyOf(c), type: 'secondFactorReset', about: 'account', said, work });
      return c.body(null, 204);
    },
  );
}

function persons(app: Routes, { casework }: Heming, change: Changer): void {
  const { agency } = casework;
  const body = z.strictObject({
    name: words(60, '请填写姓名'),
    unit: z.string().max(64),
    position: words(60, '请填写职务'),
    legalQualification: words(60, '请填写法律职业资格证号').optional(), // 处罚法§58: who reviews for the first time needs it
  });
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/people',
      summary: '登记人员',
      middleware: only('systemAdmin'),
      request: { headers: idempotencyKey, body: { required: true, content: { 'application/json': { schema: body } } } },
      responses: { 201: shaped('the new person', z.object({ id: z.string() })), ...refusals },
    }),
    async (c) => {
      const content = { id: `${agency}-${keyOf(c)}`, ...c.req.valid('json') };
      const units = (await casework.registers(casework.db)).units(c.var.signed.today);
      if (!units.some((unit) => unit.id === content.unit)) throw new ChangeRefused('没有这个机构，请从列表中选择');
      const work = async (tx: Db, hand: Hand) => {
        await recordEntries(tx, agency, [{ list: 'person', key: content.id, from: always, content }], hand);
        await touchRegisters(tx, agency, hand.at);
      };
      await change(c.var.signed, {
        key: keyOf(c),
        type: 'personRegistered',
        about: 'register',
        said: { person: content.id, name: content.name, unit: content.unit, position: content.position },
        work,
      });
      return c.json({ id: content.id }, 201);
    },
  );
}

function postsHeld(app: Routes, { casework }: Heming, change: Changer): void {
  const { agency } = casework;
  app.openapi(
    createRoute({ ...posted('securityAdmin', 'end-post', '免去岗位', z.strictObject({ post, until: date, why })), responses: done }),
    async (c) => {
      const { id: personId } = c.req.valid('param');
      const said = c.req.valid('json');
      const work = async (tx: Db, hand: Hand) => {
        await endPost(tx, { agency, personId, post: said.post, from: plainDate(said.until), why: said.why, ...hand });
        const left = (await casework.registers(tx)).postsOf(personId, c.var.signed.today);
        if (left.length === 0) await endSessions(tx, { agency, personId, why: 'noPost', now: new Date(hand.at) });
      };
      await change(c.var.signed, { key: keyOf(c), type: 'postEnded', about: 'register', said: { person: personId, ...said }, work });
      return c.body(null, 204);
    },
  );
  app.openapi(
    createRoute({
      ...posted('securityAdmin', 'grant-post', '任命岗位', z.strictObject({ post, from: date, basis: why })),
      responses: done,
    }),
    async (c) => {
      const { id: personId } = c.req.valid('param');
      const said = c.req.valid('json');
      const work = (tx: Db, hand: Hand) =>
        grantPost(tx, { agency, personId, post: said.post, from: plainDate(said.from), why: said.basis, ...hand });
      await change(c.var.signed, { key: keyOf(c), type: 'postGranted', about: 'register', said: { person: personId, ...said }, work });
      return c.body(null, 204);
    },
  );
}

function certificates(app: Routes, { casework: { agency } }: Heming, change: Changer): void {
  const issued = z.strictObject({
    number,
    validFrom: date,
    validTo: date,
    actTypes: z.array(z.enum(Object.keys(actTypes) as [string], { error: '没有这类执法行为' })).max(7),
  });
  app.openapi(createRoute({ ...posted('securityAdmin', 'record-certificate', '登记执法证', issued), responses: done }), async (c) => {
    const { id: personId } = c.req.valid('param');
    const said = c.req.valid('json');
    if (personId === c.var.signed.person.id) throw new ChangeRefused('不能登记自己的执法证，请由其他管理员办理');
    const dates = { validFrom: plainDate(said.validFrom), validTo: plainDate(said.validTo) };
    const work = (tx: Db, hand: Hand) => recordCertificate(tx, { agency, personId, ...said, ...dates, ...hand });
    await change(c.var.signed, {
      key: keyOf(c),
      type: 'certificateRecorded',
      about: 'register',
      said: { person: personId, ...said },
      work,
    });
    return c.body(null, 204);
  });
  const states = [
    { path: 'suspend-certificate', summary: '暂扣执法证', type: 'certificateSuspended', act: suspendCertificate },
    { path: 'resume-certificate', summary: '发还执法证', type: 'certificateResumed', act: resumeCertificate },
    { path: 'cancel-certificate', summary: '注销执法证', type: 'certificateCancelled', act: cancelCertificate },
  ] as const;
  for (const { path, summary, type, act } of states)
    app.openapi(createRoute({ ...posted('securityAdmin', path, summary, z.strictObject({ number, why })), responses: done }), async (c) => {
      const { id: personId } = c.req.valid('param');
      const { number: held, why: reason } = c.req.valid('json');
      const work = (tx: Db, hand: Hand) => act(tx, { agency, personId, number: held, from: c.var.signed.today, why: reason, ...hand });
      await change(c.var.signed, { key: keyOf(c), type, about: 'register', said: { person: personId, number: held, why: reason }, work });
      return c.body(null, 204);
    });
}
