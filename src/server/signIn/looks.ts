// src/server/signIn/looks.ts —— 查阅记录:who looked at personal data of a case, when and why; it only grows
import { type Kysely, sql } from 'kysely';
import { newId } from '../../base/ids.ts';
import { type Db, type Migrations, tables } from '../../store/database.ts';
import { vaultOf } from '../../store/vault/vault.ts';

export type LookRow = {
  id: string;
  agency: string;
  case_id: string;
  person_id: string;
  at: string;
  what: string;
  n: number | null;
  purpose: string;
};
type LookTables = { personal_look: LookRow };

/** One look: `what` is a step, 'party' or 'paper'; `n` the act, if one; `purpose` in the looker's words. */
export type Look = { agency: string; caseId: string; personId: string; at: Date; what: string; n?: number; purpose: string };

/** Records a look before anything is shown. */
export async function recordLook(db: Db, { agency, caseId, personId, at, what, n, purpose }: Look): Promise<void> {
  const row = {
    id: newId(at.getTime()),
    agency,
    case_id: caseId,
    person_id: personId,
    at: at.toISOString(),
    what,
    n: n ?? null,
    purpose: vaultOf(db)?.sealText(caseId, purpose) ?? purpose,
  };
  await tables<LookTables>(db).insertInto('personal_look').values(row).execute();
}

/** Looks at a case, oldest first. */
export const listLooks = (db: Db, agency: string, caseId: string): Promise<LookRow[]> =>
  tables<LookTables>(db)
    .selectFrom('personal_look')
    .selectAll()
    .where('agency', '=', agency)
    .where('case_id', '=', caseId)
    .orderBy('at')
    .orderBy('id')
    .execute();

const schema = [
  sql`create table personal_look (
    id uuid primary key, agency text not null, case_id uuid not null, person_id text not null, at timestamptz not null,
    what text not null, n int4, purpose text not null check (purpose <> ''))`,
  sql`create index personal_look_of_case on personal_look (agency, case_id, at)`,
  sql`create function personal_look_keep() returns trigger language plpgsql as $$
    begin raise exception '查阅记录只能增加，不能修改或者删除'; end $$`,
  sql`create trigger keep before update or delete on personal_look for each row execute function personal_look_keep()`,
  sql`create trigger keep_all before truncate on personal_look for each statement execute function personal_look_keep()`,
];

export const lookMigrations: Migrations = {
  '0091-personal-look': {
    async up(db: Kysely<unknown>) {
      for (const statement of schema) await statement.execute(db);
    },
  },
};
