// src/server/routes/looking/purposes.ts —— 查阅用途:stated in a body before the look, so that no address ever carries what a person wrote
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { type Kysely, sql } from 'kysely';
import { isId, newId } from '../../../base/ids.ts';
import type { EvidenceTables } from '../../../evidence/tables.ts';
import { type Db, type Migrations, tables } from '../../../store/database.ts';
import { vaultOf } from '../../../store/vault/vault.ts';
import { problemHook, problems, shaped } from '../../openapi.ts';
import { notFound, Refused } from '../../problems.ts';
import { casesOnly, type Env } from '../../sessionGuard.ts';
import { absoluteHours } from '../../signIn/sessions.ts';
import type { Heming } from '../../wiring.ts';
import type { Routes } from '../caseRoutes.ts';

/** Purposes that need no stating: an address may carry their code, because it says nothing about anybody. */
export const usualPurposes = {
  handling: '办理本案',
  checkingFacts: '核对案情',
  drafting: '制作文书',
  legalReview: '法制审核',
  hearing: '听证准备',
  supervision: '监督检查',
  wholeRecord: '办案查看记录全文',
  wholeParty: '办案查看当事人',
  thumbnail: '案卷缩略图',
} as const;

type PurposeTables = {
  stated_purpose: { id: string; agency: string; case_id: string; person_id: string; at: string; purpose: string };
};
const own = (db: Db) => tables<PurposeTables>(db);

export const purposeMigrations: Migrations = {
  '0130-stated-purpose': {
    async up(db: Kysely<unknown>) {
      await sql`create table stated_purpose (
        id uuid primary key, agency text not null, case_id uuid not null, person_id text not null, at timestamptz not null,
        purpose text not null check (purpose <> ''))`.execute(db);
    },
  },
};

const fault = '请写明查阅用途，2至100字';
const stated = z
  .string({ error: fault })
  .trim()
  .min(2, { error: fault })
  .max(100, { error: fault })
  .refine((text) => !/[\u0000-\u001f\u007f\ud800-\udfff]/u.test(text), { error: '用途含有不能记录的字符' });

/** What an address carries: the code of a usual purpose, or the id of a stated one. */
export const purposeCode = z
  .string({ error: `${fault}。` })
  .max(40)
  .openapi({ description: `Id of a stated purpose (POST /api/purposes), or one of ${Object.keys(usualPurposes).join(', ')}` });

/** The words behind a code, for this person and this case; throws Refused when there are none, or they are older than a session may be. */
export async function purposeOf({ casework }: Heming, of: { caseId: string; personId: string; code: string | undefined }): Promise<string> {
  const { code = '', caseId, personId } = of;
  if (Object.hasOwn(usualPurposes, code)) return usualPurposes[code as keyof typeof usualPurposes];
  const since = new Date(casework.clock().getTime() - absoluteHours * 3_600_000).toISOString();
  const found = isId(code)
    ? await own(casework.db)
        .selectFrom('stated_purpose')
        .select('purpose')
        .where('id', '=', code)
        .where('agency', '=', casework.agency)
        .where('case_id', '=', caseId)
        .where('person_id', '=', personId)
        .where('at', '>', since)
        .executeTakeFirst()
    : undefined;
  if (!found) throw new Refused(400, 'purpose', '请写明查阅用途', `${fault}；写过的，请重新打开后再写一次。`);
  return found.purpose;
}

/** The case a look is about, asked for by the case or by one of its originals; throws Refused 404. */
async function caseOf({ casework: { agency, db, files } }: Heming, of: string): Promise<string> {
  const item = await tables<EvidenceTables>(db)
    .selectFrom('evidence_item')
    .select('case_id')
    .where('agency', '=', agency)
    .where('id', '=', of)
    .executeTakeFirst();
  if (item) return item.case_id;
  if ((await files.load(db, of)).file.acts.length === 0) throw notFound('没有这个案件或者证据。');
  return of;
}

/** The route, behind the guard. */
export function purposeRoutes(heming: Heming): Routes {
  const { agency, clock, db } = heming.casework;
  const app: Routes = new OpenAPIHono<Env>({ defaultHook: problemHook });
  app.use('/api/purposes', casesOnly);
  const of = z.uuid({ error: '编号的格式不对，请从案件页打开' }).openapi({ description: 'the case, or one of its originals' });
  const schema = z.strictObject({ of, purpose: stated });
  app.openapi(
    createRoute({
      ...{ method: 'post', path: '/api/purposes', summary: '写明查阅用途，之后的查阅凭编号' },
      request: { body: { required: true, content: { 'application/json': { schema } } } },
      responses: { 201: shaped('id for the looks that follow', z.object({ id: z.string() })), ...problems(400, 401, 403, 404, 413, 415) },
    }),
    async (c) => {
      const { of: asked, purpose: words } = c.req.valid('json');
      const case_id = await caseOf(heming, asked);
      const now = clock();
      const [id, at] = [newId(now.getTime()), now.toISOString()];
      const purpose = vaultOf(db)?.sealText(case_id, words) ?? words;
      const before = new Date(now.getTime() - absoluteHours * 3_600_000).toISOString();
      await db.transaction().execute(async (tx) => {
        await own(tx).deleteFrom('stated_purpose').where('at', '<', before).execute(); // no look refers to them; each keeps its own words
        await own(tx)
          .insertInto('stated_purpose')
          .values({ id, agency, case_id, person_id: c.var.signed.person.id, at, purpose })
          .execute();
      });
      return c.json({ id }, 201);
    },
  );
  return app;
}
