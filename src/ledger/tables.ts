// src/ledger/tables.ts —— 日志的表:append-only by trigger; only the head row changes, and only the erased rows go
import { type Kysely, sql } from 'kysely';
import type { Migrations } from '../store/database.ts';

/** Columns as they come back from the database. */
export type LedgerTables = {
  log_head: { agency: string; origin: string; size: number };
  log_entry: {
    agency: string;
    idx: number;
    id: string;
    type: string;
    case_id: string | null;
    n: number | null;
    at: string;
    leaf_hash: Uint8Array;
    header: Uint8Array;
  };
  log_hash: { agency: string; level: number; n: number; hash: Uint8Array };
  log_checkpoint: { agency: string; size: number; note: string; at: string };
  log_payload: { agency: string; idx: number; doc: Uint8Array };
  log_salt: { agency: string; idx: number; salts: Uint8Array };
  log_erasure: { agency: string; idx: number; id: string };
  log_cosignature: { agency: string; size: number; name: string; line: string; at: string };
  log_timestamp: { agency: string; size: number; note: string; tsr: Uint8Array; at: string };
};

// log_head      one row a log: its length and, while a batch is open, its lock
// log_hash      hash of each full subtree of 256^level leaves, so that every tile is one range of rows
// log_erasure   which payload was erased by which event, one each; a payload can be deleted only after its row and the event that names it
const create = [
  `create table log_head (agency text primary key, origin text not null unique, size int8 not null)`,
  `create table log_entry (agency text not null, idx int8 not null, id uuid not null unique, type text not null, case_id uuid, n int4,
     at timestamptz not null, leaf_hash bytea not null, header bytea not null, primary key (agency, idx), unique (agency, case_id, n))`,
  `create table log_hash (agency text not null, level int2 not null check (level >= 1), n int8 not null, hash bytea not null,
     primary key (agency, level, n))`,
  `create table log_checkpoint (agency text not null, size int8 not null, note text not null, at timestamptz not null,
     primary key (agency, size))`,
  `create table log_payload (agency text not null, idx int8 not null, doc bytea not null, primary key (agency, idx))`,
  `create table log_salt (agency text not null, idx int8 not null, salts bytea not null, primary key (agency, idx))`,
  `create table log_erasure (agency text not null, idx int8 not null, id uuid not null, primary key (agency, idx), unique (agency, id))`,
  `create function log_refuse() returns trigger language plpgsql as $$
     begin raise exception '日志只增不改：% 不接受 %', tg_table_name, tg_op using errcode = 'HM001'; end $$`,
  `create function log_head_grows() returns trigger language plpgsql as $$
     begin
       if new.agency <> old.agency or new.origin <> old.origin or new.size <= old.size then
         raise exception '日志只增不改：长度不能变小，名称不能改' using errcode = 'HM001';
       end if;
       return new;
     end $$`,
  `create function log_erased_only() returns trigger language plpgsql as $$
     begin
       if not exists (
         select from log_erasure r
           join log_entry e on e.agency = r.agency and e.id = r.id and e.type = 'payloadErased'
           join log_payload p on p.agency = e.agency and p.idx = e.idx
         where r.agency = old.agency and r.idx = old.idx and r.id::text = current_setting('heming.erasing', true)
           and ('["index",' || old.idx || ']') = any (string_to_array(convert_from(p.doc, 'UTF8'), chr(10)))) then
         raise exception '日志只增不改：% 只能依法删除（erase）', tg_table_name using errcode = 'HM001';
       end if;
       return old;
     end $$`,
  // A function, because its plans are kept: planning five inserts again for each act costs more than doing them.
  // The conditional update is the lock: it waits for whoever holds the row, then finds another size and answers false.
  `create function log_append(log text, size_before int8, rows json, hashes json) returns boolean language plpgsql as $$
     begin
       update log_head set size = size_before + json_array_length(rows) where agency = log and size = size_before;
       if not found then return false; end if;
       with r as materialized (select * from json_to_recordset(rows) as r(
         idx int8, id uuid, type text, case_id uuid, n int4, at timestamptz, leaf_hash text, header text, doc text, salts text)),
       entries as (insert into log_entry (agency, idx, id, type, case_id, n, at, leaf_hash, header)
         select log, r.idx, r.id, r.type, r.case_id, r.n, r.at, decode(r.leaf_hash, 'base64'), convert_to(r.header, 'UTF8') from r),
       payloads as (insert into log_payload (agency, idx, doc) select log, r.idx, convert_to(r.doc, 'UTF8') from r)
       insert into log_salt (agency, idx, salts) select log, r.idx, decode(r.salts, 'base64') from r;
       if json_array_length(hashes) > 0 then
         insert into log_hash (agency, level, n, hash)
           select log, h.level, h.n, decode(h.hash, 'base64') from json_to_recordset(hashes) as h(level int2, n int8, hash text);
       end if;
       return true;
     end $$`,
  ...['log_entry', 'log_hash', 'log_checkpoint', 'log_erasure'].map((table) => refuse(table, 'update or delete or truncate')),
  ...['log_payload', 'log_salt'].flatMap((table) => [
    refuse(table, 'update or truncate'),
    `create trigger ${table}_erased_only before delete on ${table} for each row execute function log_erased_only()`,
  ]),
  refuse('log_head', 'delete or truncate'),
  `create trigger log_head_grows before update on log_head for each row execute function log_head_grows()`,
];

function refuse(table: string, events: string): string {
  return `create trigger ${table}_refuse before ${events} on ${table} for each statement execute function log_refuse()`;
}

// log_cosignature  a witness's signature line on a checkpoint, verbatim; `name` is the witness's
// log_timestamp    an RFC 3161 response over `note`, the checkpoint with the lines it had when it was stamped
// log_turn         who may speak to a witness just now: with several servers one does, until its turn has run out
const vouching = [
  `create table log_cosignature (agency text not null, size int8 not null, name text not null, line text not null, at timestamptz not null,
     primary key (agency, size, name))`,
  `create table log_timestamp (agency text not null, size int8 not null, note text not null, tsr bytea not null, at timestamptz not null,
     primary key (agency, size))`,
  `create table log_turn (agency text not null, task text not null, holder text not null, until timestamptz not null,
     primary key (agency, task))`,
  ...['log_cosignature', 'log_timestamp'].map((table) => refuse(table, 'update or delete or truncate')),
];

// `sealed` rows come with payload and salts in base64, as the vault sealed them; the function is otherwise the one before.
const sealing = `create or replace function log_append(log text, size_before int8, rows json, hashes json) returns boolean language plpgsql as $$
     begin
       update log_head set size = size_before + json_array_length(rows) where agency = log and size = size_before;
       if not found then return false; end if;
       with r as materialized (select * from json_to_recordset(rows) as r(
         idx int8, id uuid, type text, case_id uuid, n int4, at timestamptz, leaf_hash text, header text, doc text, salts text, sealed boolean)),
       entries as (insert into log_entry (agency, idx, id, type, case_id, n, at, leaf_hash, header)
         select log, r.idx, r.id, r.type, r.case_id, r.n, r.at, decode(r.leaf_hash, 'base64'), convert_to(r.header, 'UTF8') from r),
       payloads as (insert into log_payload (agency, idx, doc)
         select log, r.idx, case when r.sealed then decode(r.doc, 'base64') else convert_to(r.doc, 'UTF8') end from r)
       insert into log_salt (agency, idx, salts) select log, r.idx, decode(r.salts, 'base64') from r;
       if json_array_length(hashes) > 0 then
         insert into log_hash (agency, level, n, hash)
           select log, h.level, h.n, decode(h.hash, 'base64') from json_to_recordset(hashes) as h(level int2, n int8, hash text);
       end if;
       return true;
     end $$`;

// CASE, because a plan may otherwise read every payload as text before it looks at the type, and sealed ones are none.
const erasedOnly = `create or replace function log_erased_only() returns trigger language plpgsql as $$
     begin
       if not exists (
         select from log_erasure r
           join log_entry e on e.agency = r.agency and e.id = r.id
           join log_payload p on p.agency = e.agency and p.idx = e.idx
         where r.agency = old.agency and r.idx = old.idx and r.id::text = current_setting('heming.erasing', true)
           and case when e.type = 'payloadErased'
             then ('["index",' || old.idx || ']') = any (string_to_array(convert_from(p.doc, 'UTF8'), chr(10))) else false end) then
         raise exception '日志只增不改：% 只能依法删除（erase）', tg_table_name using errcode = 'HM001';
       end if;
       return old;
     end $$`;

// log_append_one  what log_append does, for a leaf that comes alone and completes no subtree: values instead of JSON cost half as much
// The trigger of the head is asked by its condition only, and few versions of that row lie in its page: each act looks through them.
const oneLeaf = [
  `create function log_append_one(log text, size_before int8, leaf_id uuid, leaf_type text, of_case uuid, of_n int4, leaf_at timestamptz,
     leaf bytea, leaf_header bytea, payload bytea, salt bytea) returns boolean language plpgsql as $$
     begin
       update log_head set size = size_before + 1 where agency = log and size = size_before;
       if not found then return false; end if;
       insert into log_entry (agency, idx, id, type, case_id, n, at, leaf_hash, header)
         values (log, size_before, leaf_id, leaf_type, of_case, of_n, leaf_at, leaf, leaf_header);
       insert into log_payload (agency, idx, doc) values (log, size_before, payload);
       insert into log_salt (agency, idx, salts) values (log, size_before, salt);
       return true;
     end $$`,
  `create or replace trigger log_head_grows before update on log_head for each row
     when (new.agency <> old.agency or new.origin <> old.origin or new.size <= old.size) execute function log_head_grows()`,
  `alter table log_head set (fillfactor = 10)`,
];

/** The tables of the log and the triggers that refuse to change it (SQLSTATE HM001). */
export const ledgerMigrations: Migrations = {
  '0001-ledger': {
    async up(db: Kysely<unknown>) {
      for (const statement of create) await sql.raw(statement).execute(db);
    },
  },
  '0110-vouching': {
    async up(db: Kysely<unknown>) {
      for (const statement of vouching) await sql.raw(statement).execute(db);
    },
  },
  '0113-sealed-payloads': {
    async up(db: Kysely<unknown>) {
      await sql.raw(sealing).execute(db);
      await sql.raw(erasedOnly).execute(db);
    },
  },
  '0150-one-leaf': {
    async up(db: Kysely<unknown>) {
      for (const statement of oneLeaf) await sql.raw(statement).execute(db);
    },
  },
};
