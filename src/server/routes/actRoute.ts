// src/server/routes/actRoute.ts —— 办理:the one route for every act, and how each outcome is answered

import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { NoLongerHolds, type Performed, perform, type Since } from '../../casework/perform.ts';
import { procedureOf, procedures } from '../../law/procedures/inForce.ts';
import { mayHold } from '../../law/procedures/moves.ts';
import { posts } from '../../law/registers.ts';
import { isStep, type StepId, stepNames } from '../../law/vocabulary.ts';
import { idParameter, problems, shaped } from '../openapi.ts';
import { Refused } from '../problems.ts';
import type { Env, Signed } from '../sessionGuard.ts';
import { logOperation } from '../signIn/operationalLog.ts';
import type { Heming } from '../wiring.ts';
import { idempotencyKey } from './changing.ts';

const MAX_DEPTH = 12;
/** Is a JSON value nested no deeper than any form? Asked without recursion: what is asked about may be a million brackets. */
function isShallow(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return false;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return true;
}

/** An act while it is typed. */
export const draft = z.strictObject({
  step: z.string().max(60),
  on: z.string().max(10),
  by: z.array(z.string().max(64)).max(20),
  particulars: z.record(z.string().max(60), z.unknown()).refine(isShallow, { error: '内容的层次太深，请刷新页面后重新填写' }).default({}),
});
const submission = draft.extend({ seen: z.int().min(0) });
const reason = z.object({ gate: z.string(), basis: z.string(), says: z.string(), detail: z.string().optional() });
const recorded = z.object({
  kind: z.literal('recorded'),
  n: z.number(),
  act: z.object({ id: z.string(), n: z.number(), step: z.string(), numbers: z.record(z.string(), z.string()) }),
  replayed: z.boolean(),
  rejudged: z.array(z.object({ n: z.number(), name: z.string(), reasons: z.array(reason) })),
  receipt: z.enum(['待签发', '已签发']),
});
const route = createRoute({
  method: 'post',
  path: '/api/cases/{id}/acts',
  summary: '办理一步（所有环节同一接口）',
  request: {
    params: idParameter,
    headers: idempotencyKey,
    body: { required: true, content: { 'application/json': { schema: submission } } },
  },
  responses: {
    201: shaped('recorded: with its leaf, numbers and read models', recorded),
    200: shaped('already recorded under this key', recorded),
    ...problems(400, 401, 403, 409, 413, 415, 422, 503, 507),
  },
});

/** Adds the route. Refused acts go to the operational log, with their gates and without their content. */
export function actRoute(app: OpenAPIHono<Env>, heming: Heming): void {
  const { casework } = heming;
  app.openapi(route, async (c) => {
    const body = c.req.valid('json');
    const caseId = c.req.valid('param').id;
    const fact = isStep(body.step) && procedures.some((law) => law.steps[body.step as StepId]?.fact);
    let signed = fact ? await c.var.signInAgain() : c.var.signed;
    const id = c.req.valid('header')['idempotency-key'].toLowerCase();
    const go = async (left: number): Promise<Performed> => {
      if (fact) await requireHolder(heming, signed, caseId, body.step as StepId);
      try {
        return await perform(casework, { ...body, caseId, id, enteredBy: signed.person.id }, signed);
      } catch (error) {
        if (!(error instanceof NoLongerHolds) || left === 0) throw error;
        signed = await c.var.signInAgain(); // 401 when the session is over; else the registers moved on
        return go(left - 1);
      }
    };
    const performed = await go(2);
    c.set('act', { step: isStep(body.step) ? body.step : 'unknown', outcome: performed.kind });
    if (performed.kind === 'recorded') return c.json(await answerRecorded(heming, performed), performed.replayed ? 200 : 201);
    if (performed.kind === 'refused')
      await noteRefused(heming, { signed, caseId, step: performed.step, gates: performed.reasons.map(({ gate }) => gate) });
    throw await refusalOf(heming, performed);
  });
}

/** Facts pass no gate about posts, since what a party did cannot be refused; who may enter them is asked here (deny by default). */
async function requireHolder({ casework }: Heming, signed: Signed, caseId: string, step: StepId): Promise<void> {
  const { file } = await casework.files.load(casework.db, caseId);
  const law = procedureOf(file, signed.today);
  const rule = law.steps[step];
  if (!rule?.fact || mayHold(law, step, { id: signed.person.id, posts: signed.posts })) return;
  await noteRefused({ casework }, { signed, caseId, step, gates: ['post'] });
  const allowed = law.actors[rule.actor].posts.map((post) => posts[post]).join('、');
  throw new Refused(403, 'no-right', '没有权限', `“${stepNames[step]}”由${allowed}记录，您没有这个岗位。`);
}

const noteRefused = ({ casework }: Pick<Heming, 'casework'>, it: { signed: Signed; caseId: string; step: string; gates: string[] }) =>
  logOperation(casework.db, {
    at: casework.clock(),
    agency: casework.agency,
    kind: 'actRefused',
    personId: it.signed.person.id,
    caseId: it.caseId,
    step: it.step,
    gates: it.gates,
  });

type Of<Kind extends Performed['kind']> = Extract<Performed, { kind: Kind }>;

async function answerRecorded({ log }: Heming, { act, n, replayed, rejudged }: Of<'recorded'>): Promise<z.infer<typeof recorded>> {
  // A checkpoint follows within the second; a repeated submission may come after it.
  const signed = replayed && (await log.receipt(act.id))?.proof;
  return {
    kind: 'recorded',
    n,
    act: { id: act.id, n: act.n, step: act.step, numbers: act.made?.numbers ?? {} },
    replayed,
    rejudged: rejudged.map((each) => ({ n: each.n, name: stepNames[each.step], reasons: each.reasons })),
    receipt: signed ? '已签发' : '待签发',
  };
}

async function refusalOf(heming: Heming, performed: Exclude<Performed, Of<'recorded'>>): Promise<Refused> {
  switch (performed.kind) {
    case 'refused': {
      const { step, reasons } = performed;
      return new Refused(422, 'refused', `现在不能“${stepNames[step]}”`, `有${reasons.length}个理由，见下。`, { step, reasons });
    }
    case 'faulty':
      return new Refused(422, 'form', '表单有误', `请改正${performed.faults.length}处后再提交。`, { faults: performed.faults });
    case 'conflict':
      return conflictOf(heming, performed);
    case 'reused':
      return new Refused(422, 'idempotency', '重复的提交编号', '这个提交编号已用于另一次办理，请刷新页面后重新提交。');
  }
}

/** Names who was faster, with which step and which fields, so that the draft can be checked and sent again. */
async function conflictOf({ casework }: Heming, { since, n }: Of<'conflict'>): Promise<Refused> {
  const registers = await casework.registers(casework.db);
  const named = (act: Since) => act.by.map((id) => registers.person(id)?.name ?? '（已离任）');
  const acts = since.map((act) => ({
    n: act.n,
    step: act.step,
    name: stepNames[act.step],
    by: named(act),
    on: act.on,
    fields: act.fields,
  }));
  const told = acts.map((act) => `${act.by.join('、')}办理了“${act.name}”`).join('；');
  return new Refused(409, 'conflict', '别人先办理了一步', `${told || '案件已有变化'}。您的草稿还在，请核对后再提交。`, { since: acts, n });
}
