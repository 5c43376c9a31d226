// src/server/routes/recordRoutes.ts —— 文书、凭证、个人信息:each look and export leaves a trace before anything is shown
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { shanghaiDate } from '../../base/dates.ts';
import { readFields } from '../../casework/readFields.ts';
import { registersFor } from '../../casework/surroundings.ts';
import { withholderOf, withholdIn, worksOn } from '../../casework/withheld.ts';
import { listItems, listViews } from '../../evidence/custody.ts';
import { type CaseFile, last, type RecordedAct } from '../../law/engine.ts';
import { partyOf } from '../../law/facts.ts';
import { withContent } from '../../law/particulars/formContent.ts';
import { procedureOf } from '../../law/procedures/inForce.ts';
import { draftFor } from '../../publication/after/draftPublication.ts';
import { placesOf } from '../../publication/after/results.ts';
import type { Db } from '../../store/database.ts';
import { idParameter, json, problemHook, problems } from '../openapi.ts';
import { notFound, Refused } from '../problems.ts';
import { casesOnly, type Env, only, type Signed } from '../sessionGuard.ts';
import { listLooks, recordLook } from '../signIn/looks.ts';
import { logOperation, readOperations } from '../signIn/operationalLog.ts';
import type { Heming } from '../wiring.ts';
import type { Routes } from './caseRoutes.ts';
import { purposeCode, purposeOf } from './looking/purposes.ts';
import { extrasOf, readPaper } from './papers.ts';

const actNumber = z
  .string()
  .regex(/^[1-9]\d{0,5}$/, { error: '记录序号的格式不对' })
  .transform(Number)
  .openapi({ type: 'integer', minimum: 1, param: { name: 'n', in: 'path' } });
const actParameter = idParameter.extend({ n: actNumber });
const purpose = z.object({ purpose: purposeCode });
/** Papers and receipts hold full names: their handlers and signers need not say why, everyone else must. */
const purposeOfOthers = z.object({ purpose: purposeCode.optional() });

/** What was recorded, for reading: papers, receipts, personal data, the trail of who looked. */
export function recordRoutes(heming: Heming): Routes {
  const app: Routes = new OpenAPIHono<Env>({ defaultHook: problemHook });
  app.use('/api/cases/*', casesOnly);
  papers(app, heming);
  receipts(app, heming);
  personalData(app, heming);
  looks(app, heming);
  publicationDraft(app, heming);
  return app;
}

async function actOf({ casework }: Heming, id: string, n: number) {
  const { file } = await casework.files.load(casework.db, id);
  const act = file.acts.find((each) => each.n === n);
  if (!act) throw notFound('没有这条记录。');
  return { file, act };
}

type Export = { file: CaseFile; act?: RecordedAct; purpose: string | undefined; detail: Record<string, unknown> };

/** Leaves the trace of an export before anything is shown: who took what, and the purpose if one was or had to be given. */
export async function noteExport(heming: Heming, signed: Signed, { file, act, purpose: code, detail }: Export): Promise<void> {
  const { agency, db, clock } = heming.casework;
  const [at, personId, caseId] = [clock(), signed.person.id, file.id];
  const why = code === undefined && worksOn(file, personId) ? undefined : await purposeOf(heming, { caseId, personId, code });
  await db.transaction().execute(async (tx) => {
    if (why !== undefined) await recordLook(tx, { agency, caseId, personId, at, what: act?.step ?? 'papers', n: act?.n, purpose: why });
    await logOperation(tx, {
      at,
      agency,
      kind: 'dataExported',
      personId,
      caseId,
      step: act?.step,
      detail: act ? { ...detail, n: act.n } : detail,
    });
  });
}

function papers(app: Routes, heming: Heming): void {
  const { casework, renderer } = heming;
  const form = z
    .string()
    .regex(/^[A-Z]+\d{2}\.pdf$/, { error: '文书代号的格式不对' })
    .openapi({ param: { name: 'form', in: 'path' } });
  const pdf = { description: 'PDF/A-2b', content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } } };
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cases/{id}/acts/{n}/papers/{form}',
      summary: '文书 PDF',
      request: { params: actParameter.extend({ form }), query: purposeOfOthers },
      responses: { 200: pdf, ...problems(400, 401, 403, 404, 500) },
    }),
    async (c) => {
      const { id, n, form: name } = c.req.valid('param');
      const { file, act } = await actOf(heming, id, n);
      const paper = await readPaper(casework.db, casework.agency, act.id, name.replace('.pdf', ''));
      if (!paper) throw notFound('这一步没有这份文书，或者它已依法删除。');
      await noteExport(heming, c.var.signed, { file, act, purpose: c.req.valid('query').purpose, detail: { form: paper.form } });
      const bytes = await renderer.render(paper, extrasOf(heming));
      const title = encodeURIComponent(`${paper.title}${paper.number ?? ''}.pdf`);
      const headers = { 'content-type': 'application/pdf', 'content-disposition': `inline; filename*=UTF-8''${title}` };
      return new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { ...headers, 'cache-control': 'private, no-store' } });
    },
  );
}

function receipts(app: Routes, heming: Heming): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cases/{id}/acts/{n}/receipt',
      summary: '凭证',
      request: { params: actParameter, query: purposeOfOthers },
      responses: { 200: json('Receipt: header, disclosure, proof （null: 待签发）'), ...problems(400, 401, 403, 404) },
    }),
    async (c) => {
      const { id, n } = c.req.valid('param');
      const { file, act } = await actOf(heming, id, n);
      await noteExport(heming, c.var.signed, { file, act, purpose: c.req.valid('query').purpose, detail: { what: 'receipt' } });
      const receipt = await heming.log.receipt(act.id);
      if (!receipt) throw notFound('没有这条记录。');
      c.header('content-disposition', `attachment; filename="heming-${act.id}.json"`);
      return c.json({ ...receipt }, 200);
    },
  );
}

function personalData(app: Routes, heming: Heming): void {
  const { casework } = heming;
  const { db, agency } = casework;
  const trace = async (signed: Signed, caseId: string, what: string, code: string, n?: number) => {
    const at = casework.clock();
    const personId = signed.person.id;
    const why = await purposeOf(heming, { caseId, personId, code });
    await db.transaction().execute(async (tx) => {
      await recordLook(tx, { agency, caseId, personId, at, what, n, purpose: why });
      await logOperation(tx, {
        at,
        agency,
        kind: 'personalDataViewed',
        personId,
        caseId,
        step: what,
        detail: n === undefined ? {} : { n },
      });
    });
  };
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cases/{id}/acts/{n}/personal',
      summary: '一条记录的全部内容（留痕）',
      request: { params: actParameter, query: purpose },
      responses: { 200: json('{ fields: ReadField[] }, uncut'), ...problems(400, 401, 403, 404) },
    }),
    async (c) => {
      const { id, n } = c.req.valid('param');
      const { file, act } = await actOf(heming, id, n);
      const registers = await registersFor(db, agency, await casework.registers(db), file);
      await trace(c.var.signed, id, act.step, c.req.valid('query').purpose, n);
      const fields = withContent(procedureOf(file, c.var.signed.today).steps[act.step]?.fields ?? [], act.particulars, registers);
      return c.json({ fields: readFields(fields, act.particulars, registers, new Set()) }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cases/{id}/personal',
      summary: '当事人全名等（留痕）',
      request: { params: idParameter, query: purpose },
      responses: { 200: json('{ party, suspect }, uncut'), ...problems(400, 401, 403, 404) },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const { file } = await casework.files.load(db, id);
      if (file.acts.length === 0) throw notFound('没有这个案件。');
      await trace(c.var.signed, id, 'party', c.req.valid('query').purpose);
      return c.json({ party: partyOf(file) ?? null, suspect: last(file, 'clueRegistered')?.particulars.suspect ?? null }, 200);
    },
  );
}

function looks(app: Routes, { casework }: Heming): void {
  const { db, agency } = casework;
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cases/{id}/views',
      summary: '查阅记录',
      request: { params: idParameter },
      responses: { 200: json('{ looks, traces }: who looked at what, when and why'), ...problems(400, 401, 403, 404) },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const { file } = await casework.files.load(db, id);
      if (file.acts.length === 0) throw notFound('没有这个案件。');
      const registers = await casework.registers(db);
      const name = (person: string | undefined) => (person === undefined ? '' : (registers.person(person)?.name ?? '（已离任）'));
      const evidence = (await evidenceLooks(db, agency, id)).map(({ person, ...look }) => ({ ...look, who: name(person) }));
      const personal = (await listLooks(db, agency, id)).map(({ at, person_id, what, n, purpose: why }) => ({
        ...{ at, who: name(person_id), what: 'personalDataViewed', step: what, n: n ?? undefined, purpose: why, times: 1 },
      }));
      const rows = (await readOperations(db, { agency, caseId: id, limit: 200 })).filter(({ kind }) => kind !== 'personalDataViewed');
      const traces = rows.map((row) => ({ at: row.at, who: name(row.personId), what: row.kind, step: row.step, detail: row.detail }));
      const both = [...evidence, ...personal].sort((a, b) => a.at.localeCompare(b.at));
      return c.json({ looks: withholdIn(both, withholderOf(procedureOf(file, c.var.signed.today), file)), traces }, 200);
    },
  );
}

/** Looks at one original by one person on one day for one purpose are one line: a player asks for a recording piece by piece. */
async function evidenceLooks(db: Db, agency: string, caseId: string) {
  const items = await listItems(db, { agency, caseId });
  const views = (await Promise.all(items.map((item) => listViews(db, { agency, item: item.id })))).flat();
  const keyOf = (view: (typeof views)[number]) => [view.item_id, view.person_id, shanghaiDate(view.at), view.purpose].join('\n');
  return [...Map.groupBy(views, keyOf).values()].map((group) => {
    const first = group[0]!;
    const { at, item_id: item, person_id: person, purpose: why } = first;
    return {
      at,
      until: group.at(-1)!.at,
      times: group.length,
      person,
      what: 'evidenceViewed',
      item,
      purpose: why,
      same: group.every((view) => view.digest_ok),
    };
  });
}

function publicationDraft(app: Routes, { casework }: Heming): void {
  const { db, agency } = casework;
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/publications/{id}/draft',
      summary: '拟公开文本',
      middleware: only('publicityOfficer', 'legalReviewer', 'head', 'officer', 'sectionHead'),
      request: { params: idParameter },
      responses: {
        200: json('{ paper, hidden, instead, unknown }: the paper as it would be published'),
        ...problems(400, 401, 403, 404, 422),
      },
    }),
    async (c) => {
      const { file } = await casework.files.load(db, c.req.valid('param').id);
      if (file.acts.length === 0) throw notFound('没有这个案件。');
      const { decision } = procedureOf(file, c.var.signed.today);
      if (!decision || !last(file, decision.step)) throw new Refused(422, 'no-decision', '还没有决定', '作出决定以后才有拟公开文本。');
      const found = await draftFor(db, agency, file, placesOf((await casework.registers(db)).agency));
      if (!found) throw notFound('决定书的正文已依法删除。');
      return c.json(found, 200);
    },
  );
}
