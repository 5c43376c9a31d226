// src/evidence/tables.ts —— 证据的表:objects, items of a case, and who looked when; none of them can be changed
import { type Kysely, sql } from 'kysely';
import type { Migrations } from '../store/database.ts';

/** Stored bytes, once for all agencies; size in bytes, digests in lower-case hex. */
export type EvidenceObject = { digest: string; size: number; chunk_root: string; media_type: string; stored_at: string };

/** An object as evidence in a case of an agency. */
export type EvidenceItem = {
  id: string;
  agency: string;
  case_id: string;
  digest: string;
  name: string;
  media_type: string;
  captured_on: string | null;
  captured_at: string | null;
  place: string | null;
  device: string | null;
  note: string | null;
  taken_by: string[];
  uploaded_by: string;
  uploaded_at: string;
};

/** One access to an item: who, when, why, which bytes, and whether they were still the ones taken in (handbook §4.8, R45). */
export type EvidenceView = {
  id: string;
  agency: string;
  item_id: string;
  case_id: string;
  person_id: string;
  at: string;
  purpose: string;
  range: string | null;
  digest_ok: boolean;
};

/** The room's tables, for `tables<EvidenceTables>(db)`. */
export type EvidenceTables = { evidence_object: EvidenceObject; evidence_item: EvidenceItem; evidence_view: EvidenceView };

const schema = [
  sql`create table evidence_object (
    digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
    size int8 not null check (size > 0),
    chunk_root text not null check (chunk_root ~ '^[0-9a-f]{64}$'),
    media_type text not null,
    stored_at timestamptz not null
  )`,
  sql`create table evidence_item (
    id uuid primary key,
    agency text not null,
    case_id text not null,
    digest text not null references evidence_object,
    name text not null,
    media_type text not null,
    captured_on date,
    captured_at timestamptz,
    place text,
    device text,
    note text,
    taken_by text[] not null,
    uploaded_by text not null,
    uploaded_at timestamptz not null,
    unique (agency, case_id, digest)
  )`,
  sql`create table evidence_view (
    id uuid primary key,
    agency text not null,
    item_id uuid not null references evidence_item,
    case_id text not null,
    person_id text not null,
    at timestamptz not null,
    purpose text not null check (purpose <> ''),
    range text,
    digest_ok boolean not null
  )`,
  sql`create index evidence_view_of_item on evidence_view (agency, item_id, at)`,
  sql`create function evidence_refuse() returns trigger language plpgsql as
    $$ begin raise exception '证据记录只能追加，不得修改或删除（%）', tg_table_name; end $$`,
];

const guards = ['evidence_object', 'evidence_item', 'evidence_view'].flatMap((table) => [
  sql`create trigger append_only before update or delete on ${sql.table(table)} for each row execute function evidence_refuse()`,
  sql`create trigger no_truncate before truncate on ${sql.table(table)} execute function evidence_refuse()`,
]);

/** Migrations of the room. */
export const evidenceMigrations: Migrations = {
  '0002-evidence': {
    async up(db: Kysely<unknown>) {
      for (const statement of [...schema, ...guards]) await statement.execute(db);
    },
  },
};
