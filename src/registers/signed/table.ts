// src/registers/signed/table.ts —— 名册变更的表:what was proposed, by whom it was decided and what it moved; folded from the log
import { type Kysely, sql } from 'kysely';
import type { Db, Migrations } from '../../store/database.ts';
import { tables } from '../../store/database.ts';

/** A running deadline that a change moved: old and new last day, as counted (`strict`) and after 顺延 (`rolled`). */
export type MovedDeadline = {
  case: string;
  step: string;
  says: string;
  old: { strict: string; rolled: string };
  new: { strict: string; rolled: string };
};
export type ChangeState = 'proposed' | 'approved' | 'rejected' | 'withdrawn';

/** One change. `asked_from`: the day it was proposed for (none: the day of approval); `effective_on`: the day it is in force from. */
export type ChangeRow = {
  agency: string;
  id: string;
  list: string;
  key: string;
  kind: string;
  asked_from: string | null;
  before: unknown;
  content: unknown;
  reason: string;
  document: string;
  proposed_at: string;
  proposed_by: string;
  state: ChangeState;
  decided_at: string | null;
  decided_by: string | null;
  decided_why: string | null;
  effective_on: string | null;
  version: string | null;
  checked: number | null;
  moved: MovedDeadline[];
};

export const changeTables = (db: Db) => tables<{ register_change: ChangeRow }>(db);

export const signedMigrations: Migrations = {
  '0131-register-change': {
    async up(db: Kysely<unknown>) {
      await sql`create table register_change (
        agency text not null, id uuid not null, list text not null, key text not null, kind text not null, asked_from date,
        before jsonb not null, content jsonb not null, reason text not null, document text not null,
        proposed_at timestamptz not null, proposed_by text not null,
        state text not null check (state in ('proposed', 'approved', 'rejected', 'withdrawn')),
        decided_at timestamptz, decided_by text, decided_why text, effective_on date, version text, checked int4,
        moved jsonb not null default '[]', primary key (agency, id))`.execute(db);
      await sql`create unique index register_change_open on register_change (agency, list, key) where state = 'proposed'`.execute(db);
      await sql`create index register_change_at on register_change (agency, proposed_at desc, id)`.execute(db);
    },
  },
};
