// src/registers/tables.ts —— 册的表:effective-dated lists; a row is superseded or ended, never deleted
import { type Kysely, sql } from 'kysely';
import type { Db, Migrations } from '../store/database.ts';
import { tables } from '../store/database.ts';
import { clearanceMigrations } from './clearance/table.ts';
import { signedMigrations } from './signed/table.ts';

/** Lists whose entries are JSON as the pack has them. */
export type ListName =
  | 'agency'
  | 'unit'
  | 'person'
  | 'item'
  | 'form'
  | 'parameter'
  | 'calendar'
  | 'levy'
  | 'actingRule'
  | 'actingBody'
  | 'qualification';

export type RegisterTables = {
  /** `stamp` changes with every change of the agency's registers; readers compare it before they trust what they hold. */
  register_version: { agency: string; stamp: string; pack_digest: string; changed_at: string };
  /** In force from `valid_from` until the next entry of the same key. `replaced_at`: the row was itself corrected. */
  register_entry: {
    id: string;
    agency: string;
    list: string;
    key: string;
    valid_from: string;
    content: unknown;
    recorded_at: string;
    recorded_by: string;
    replaced_at: string | null;
  };
  /** `valid_until` is the first day without the post. */
  post_held: {
    id: string;
    agency: string;
    person_id: string;
    post: string;
    valid_from: string;
    valid_until: string | null;
    basis: string;
    granted_at: string;
    granted_by: string;
    ended_at: string | null;
    ended_by: string | null;
    why_ended: string | null;
  };
  /** `valid_to` is the last valid day, as printed on the certificate. */
  certificate: {
    agency: string;
    number: string;
    person_id: string;
    valid_from: string;
    valid_to: string;
    act_types: string[];
    recorded_at: string;
    recorded_by: string;
  };
  /** 暂扣 or 注销; `valid_until` of a suspension is the first day it no longer holds. */
  certificate_state: {
    id: string;
    agency: string;
    number: string;
    state: string;
    valid_from: string;
    valid_until: string | null;
    why: string;
    recorded_at: string;
    recorded_by: string;
    lifted_at: string | null;
    lifted_by: string | null;
  };
};

/** The registers' own view of a database or transaction. */
export const registerTables = (db: Db): Kysely<RegisterTables> => tables<RegisterTables>(db);

const create = [
  sql`create table register_version (
    agency text primary key, stamp text not null, pack_digest text not null, changed_at timestamptz not null)`,
  sql`create table register_entry (
    id uuid primary key, agency text not null, list text not null, key text not null, valid_from date not null, content jsonb not null,
    recorded_at timestamptz not null, recorded_by text not null, replaced_at timestamptz)`,
  sql`create unique index register_entry_current on register_entry (agency, list, key, valid_from) where replaced_at is null`,
  sql`create table post_held (
    id uuid primary key, agency text not null, person_id text not null, post text not null, valid_from date not null, valid_until date,
    basis text not null, granted_at timestamptz not null, granted_by text not null,
    ended_at timestamptz, ended_by text, why_ended text, check (valid_until is null or valid_until >= valid_from))`,
  sql`create index post_held_person on post_held (agency, person_id)`,
  sql`create table certificate (
    agency text not null, number text not null, person_id text not null, valid_from date not null, valid_to date not null,
    act_types text[] not null, recorded_at timestamptz not null, recorded_by text not null,
    primary key (agency, number), check (valid_from <= valid_to))`,
  sql`create table certificate_state (
    id uuid primary key, agency text not null, number text not null, state text not null check (state in ('suspended', 'cancelled')),
    valid_from date not null, valid_until date, why text not null, recorded_at timestamptz not null, recorded_by text not null,
    lifted_at timestamptz, lifted_by text, foreign key (agency, number) references certificate,
    check (valid_until is null or valid_until >= valid_from))`,
  // Only the columns named in the trigger's arguments may change, and a delete never passes.
  sql`create function register_keep() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and to_jsonb(new) - tg_argv = to_jsonb(old) - tg_argv then return new; end if;
      raise exception '名册只能增补和终止，不能删改（%）', tg_table_name;
    end $$`,
];

const mayChange = {
  register_entry: ['replaced_at'],
  post_held: ['valid_until', 'ended_at', 'ended_by', 'why_ended'],
  certificate: [],
  certificate_state: ['valid_until', 'lifted_at', 'lifted_by'],
};

async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of create) await statement.execute(db);
  for (const [table, columns] of Object.entries(mayChange)) {
    const name = sql.table(table);
    const list = sql.join(columns.map((column) => sql.lit(column)));
    await sql`create trigger keep before update or delete on ${name} for each row execute function register_keep(${list})`.execute(db);
    await sql`create trigger keep_all before truncate on ${name} for each statement execute function register_keep()`.execute(db);
  }
}

export const registerMigrations: Migrations = { '0003-registers': { up }, ...signedMigrations, ...clearanceMigrations };
