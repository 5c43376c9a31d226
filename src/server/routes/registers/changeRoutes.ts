// src/server/routes/registers/changeRoutes.ts —— 名册变更:proposed by one, approved by another, each a leaf of the log
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Post } from '../../../law/registers.ts';
import { ChangeRefused } from '../../../registers/changes.ts';
import type { Hand } from '../../../registers/load.ts';
import { composeChange } from '../../../registers/signed/compose.ts';
import { changeLeaves, foldLeaf } from '../../../registers/signed/fold.ts';
import { approvers, type ChangedList, type ChangeKind, changedLists, changeKinds, proposers } from '../../../registers/signed/lists.ts';
import { changeTables } from '../../../registers/signed/table.ts';
import type { Db } from '../../../store/database.ts';
import { idParameter, problemHook, problems, shaped } from '../../openapi.ts';
import { Refused } from '../../problems.ts';
import { type Env, only } from '../../sessionGuard.ts';
import type { Heming } from '../../wiring.ts';
import type { Routes } from '../caseRoutes.ts';
import { changer, idempotencyKey } from '../changing.ts';
import { approve, openChange } from './approval.ts';
import { words } from './words.ts';

export const listName = z.enum(Object.keys(changedLists) as [ChangedList], { error: '没有这个名册，请从列表中选择' });
const asked = z.strictObject({
  list: listName,
  key: z.string().regex(/^[\w.-]{1,64}$/, { error: '条目的标识不对，请从列表中选择' }),
  kind: z.enum(Object.keys(changeKinds) as [ChangeKind], { error: '没有这种变更，请从列表中选择' }),
  from: z.string().max(10).optional(),
  content: z.unknown().optional(),
  reason: words(500, '请写明变更的理由'),
  document: words(200, '请写明依据文件的名称或者文号'),
});
const why = z.strictObject({ why: words(500, '请写明理由') });
const opinion = z.strictObject({ why: words(500, '请写明审批意见').optional() });

const mayPropose = [...new Set(Object.values(proposers).flat())] as Post[];
const refusals = problems(400, 401, 403, 404, 413, 415, 422, 503);
const done = { 204: { description: '已办理' }, ...refusals };
const body = <Shape extends z.ZodType>(schema: Shape) => ({ required: true, content: { 'application/json': { schema } } });

/** Proposals and their fates, behind the guard. */
export function changeRoutes(heming: Heming): Routes {
  const app: Routes = new OpenAPIHono<Env>({ defaultHook: problemHook });
  propose(app, heming);
  decide(app, heming);
  return app;
}

function propose(app: Routes, heming: Heming): void {
  const { casework } = heming;
  const change = changer(heming);
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/register-changes',
      summary: '提出名册变更',
      middleware: only(...mayPropose),
      request: { headers: idempotencyKey, body: body(asked) },
      responses: { 201: shaped('the proposal', z.object({ id: z.string() })), ...refusals },
    }),
    async (c) => {
      const { signed } = c.var;
      const given = c.req.valid('json');
      const said = { ...given, from: given.from || undefined };
      if (!signed.posts.some((post) => proposers[said.list].includes(post)))
        throw new Refused(403, 'no-right', '没有权限', `您的岗位不能提出“${changedLists[said.list]}”的变更。`);
      const id = c.req.valid('header')['idempotency-key'].toLowerCase();
      await change(signed, {
        key: id,
        type: changeLeaves.proposed,
        about: 'register',
        // What was asked comes first; the content that stands for it is composed on the registers of the moment.
        said: {
          ...{ list: said.list, key: said.key, kind: said.kind, from: said.from },
          reason: said.reason,
          document: said.document,
          asked: said.content,
        },
        inside: async (tx, { by }) => {
          const composed = composeChange(await casework.registers(tx), said, signed.today);
          await refuseSecond(tx, casework.agency, said);
          const more = { before: composed.before, content: composed.content };
          const leaf = { id, type: changeLeaves.proposed, said: { by, ...said, ...more } };
          return { more, work: (write, { at }) => foldLeaf(write, casework.agency, { ...leaf, at }) };
        },
      });
      return c.json({ id }, 201);
    },
  );
}

/** One entry has one open proposal: two approved one after the other would each replace what the other was judged by. */
async function refuseSecond(tx: Db, agency: string, { list, key }: { list: string; key: string }): Promise<void> {
  const open = await changeTables(tx)
    .selectFrom('register_change')
    .select('id')
    .where('agency', '=', agency)
    .where('list', '=', list)
    .where('key', '=', key)
    .where('state', '=', 'proposed')
    .executeTakeFirst();
  if (open) throw new ChangeRefused('这一条已有待批准的变更，请先批准、退回或者撤回它');
}

function decide(app: Routes, heming: Heming): void {
  const { casework } = heming;
  const { agency } = casework;
  const change = changer(heming);
  const posted = <Shape extends z.ZodType>(path: string, summary: string, by: readonly Post[], schema: Shape) =>
    createRoute({
      ...{ method: 'post' as const, path: `/api/register-changes/{id}/${path}` as const, summary, middleware: only(...by) },
      request: { params: idParameter, headers: idempotencyKey, body: body(schema) },
      responses: done,
    });
  app.openapi(posted('approve', '批准名册变更', approvers, opinion), async (c) => {
    const { id } = c.req.valid('param');
    const { signed } = c.var;
    await change(signed, {
      key: c.req.valid('header')['idempotency-key'].toLowerCase(),
      type: changeLeaves.approved,
      about: 'register',
      said: { change: id, why: c.req.valid('json').why },
      inside: (tx, hand) => approve(casework, tx, { id, hand, today: signed.today, why: c.req.valid('json').why }),
    });
    return c.body(null, 204);
  });
  const ends = [
    { path: 'reject', summary: '退回名册变更', by: approvers, type: changeLeaves.rejected, own: false },
    { path: 'withdraw', summary: '撤回自己提出的名册变更', by: mayPropose, type: changeLeaves.withdrawn, own: true },
  ] as const;
  for (const { path, summary, by, type, own } of ends)
    app.openapi(posted(path, summary, by, why), async (c) => {
      const { id } = c.req.valid('param');
      const said = { change: id, why: c.req.valid('json').why };
      await change(c.var.signed, {
        ...{ key: c.req.valid('header')['idempotency-key'].toLowerCase(), type, about: 'register', said },
        inside: async (tx: Db, hand: Hand) => {
          await openChange(tx, agency, id, own ? { by: hand.by } : { notBy: hand.by });
          const leaf = { id, type, said: { by: hand.by, ...said } };
          return { more: {}, work: (write: Db, { at }: Hand) => foldLeaf(write, agency, { ...leaf, at }) };
        },
      });
      return c.body(null, 204);
    });
}
