// src/casework/tables.ts —— 办案的表:read models, all rebuilt from the log by one command; numbers are never reused
import { type Kysely, sql } from 'kysely';
import { type Db, type Migrations, tables } from '../store/database.ts';

/** One row a case, for boards and search. Party names are masked here; the full name is in the log's payload only. */
export type CaseRow = {
  agency: string;
  case_id: string;
  n: number; // acts so far: the version an act must have seen
  procedure: string;
  clue_number: string | null;
  case_number: string | null;
  decision_number: string | null;
  cause: string;
  party: string; // 高某 / 某某公司
  party_kind: string | null;
  item_code: string | null;
  item_name: string | null;
  stage: string;
  stage_step: string;
  handlers: string[];
  turn: string[]; // actors whose move is next
  next_step: string | null;
  status: 'open' | 'closed' | 'ended';
  major: boolean | null;
  fine: number | null;
  filed_on: string | null;
  decided_on: string | null;
  due_on: string | null; // nearest running deadline, strict date
  due_says: string | null;
  due_basis: string | null;
  due_unit: string | null;
  evidence_count: number;
  opened_on: string;
  updated_at: string;
  terms: string; // tsvector of bigrams
  haystack: string; // what the bigrams were made from, for the exact re-check
};
export type DeadlineRow = {
  agency: string;
  case_id: string;
  step: string;
  says: string;
  basis: string;
  strict_on: string;
  rolled_on: string;
  unit: string;
  amount: number;
  from_on: string;
  unverified: boolean;
};
export type NumberRow = { agency: string; series: string; year: number; no: number; number: string; case_id: string; act_id: string };
export type PriorFineRow = {
  agency: string;
  case_id: string;
  party_key: string;
  item_code: string;
  case_number: string;
  act_from: string | null;
  act_to: string | null;
  fine: number;
};
export type CaseworkTables = { case_row: CaseRow; case_deadline: DeadlineRow; issued_number: NumberRow; prior_fine: PriorFineRow };

export const caseTables = (db: Db) => tables<CaseworkTables>(db);

const replaced = (columns: string): string =>
  columns
    .split(' ')
    .map((name) => `${name} = excluded.${name}`)
    .join(', ');
const rowColumns =
  'n procedure clue_number case_number decision_number cause party party_kind item_code item_name stage stage_step handlers turn next_step ' +
  'status major fine filed_on decided_on due_on due_says due_basis due_unit evidence_count opened_on updated_at terms haystack';
const fineColumns = 'party_key item_code case_number act_from act_to fine';
/** The columns of the room's tables, in their order. */
export const columnsOf = {
  case_row: `agency case_id ${rowColumns}`.split(' '),
  case_deadline: 'agency case_id step says basis strict_on rolled_on unit amount from_on unverified'.split(' '),
  prior_fine: `agency case_id ${fineColumns}`.split(' '),
  issued_number: 'agency series year no number case_id act_id'.split(' '),
};

const schema = [
  `create table case_row (
    agency text not null, case_id uuid not null, n int4 not null, procedure text not null,
    clue_number text, case_number text, decision_number text,
    cause text not null, party text not null, party_kind text, item_code text, item_name text,
    stage text not null, stage_step text not null, handlers text[] not null, turn text[] not null, next_step text,
    status text not null, major boolean, fine int8, filed_on date, decided_on date,
    due_on date, due_says text, due_basis text, due_unit text, evidence_count int4 not null,
    opened_on date not null, updated_at timestamptz not null, terms tsvector not null, haystack text not null,
    primary key (agency, case_id))`,
  'create index case_row_by_due on case_row (agency, status, due_on, case_id)',
  'create index case_row_by_update on case_row (agency, updated_at desc, case_id)',
  'create index case_row_by_turn on case_row using gin (turn)',
  'create index case_row_by_handler on case_row using gin (handlers)',
  'create index case_row_by_terms on case_row using gin (terms)',
  `create table case_deadline (
    agency text not null, case_id uuid not null, step text not null, says text not null, basis text not null,
    strict_on date not null, rolled_on date not null, unit text not null, amount int4 not null, from_on date not null, unverified boolean not null,
    primary key (agency, case_id, step))`,
  'create index case_deadline_by_day on case_deadline (agency, strict_on, case_id)',
  `create table issued_number (
    agency text not null, series text not null, year int4 not null, no int4 not null, number text not null, case_id uuid not null, act_id uuid not null,
    primary key (agency, series, year, no), unique (agency, number))`,
  `create table prior_fine (
    agency text not null, case_id uuid not null, party_key text not null, item_code text not null, case_number text not null,
    act_from date, act_to date, fine int8 not null, primary key (agency, case_id))`,
  'create index prior_fine_by_party on prior_fine (agency, party_key, item_code)',
  // A function, because its plans are kept, and because one call writes the rows of every case of a batch.
  // Each statement costs its start and end even when it finds nothing: hence the questions before them.
  `create function case_write(rows json, deadlines json, fines json, numbers json, known uuid[], unfined uuid[]) returns boolean
    language plpgsql as $$
    begin
      insert into case_row select * from json_populate_recordset(null::case_row, rows)
        on conflict (agency, case_id) do update set ${replaced(rowColumns)};
      if cardinality(known) > 0 then
        delete from case_deadline where agency = rows -> 0 ->> 'agency' and case_id = any (known);
      end if;
      if json_array_length(deadlines) > 0 then
        insert into case_deadline select * from json_populate_recordset(null::case_deadline, deadlines);
      end if;
      if cardinality(unfined) > 0 then
        delete from prior_fine where agency = rows -> 0 ->> 'agency' and case_id = any (unfined);
      end if;
      if json_array_length(fines) > 0 then
        insert into prior_fine select * from json_populate_recordset(null::prior_fine, fines)
          on conflict (agency, case_id) do update set ${replaced(fineColumns)};
      end if;
      if json_array_length(numbers) > 0 then
        insert into issued_number select * from json_populate_recordset(null::issued_number, numbers);
      end if;
      return true;
    end $$`,
];

// What case_write does, for a case that comes alone: rows as composite values cost less than JSON. Lists that hold nothing are null.
const oneCase = `create function case_write_one(one case_row, deadlines case_deadline[], fines prior_fine[], numbers issued_number[],
    known boolean, unfined boolean) returns boolean language plpgsql as $$
    begin
      insert into case_row values (one.*) on conflict (agency, case_id) do update set ${replaced(rowColumns)};
      if known then delete from case_deadline where agency = one.agency and case_id = one.case_id; end if;
      if deadlines is not null then insert into case_deadline select * from unnest(deadlines); end if;
      if unfined then delete from prior_fine where agency = one.agency and case_id = one.case_id; end if;
      if fines is not null then
        insert into prior_fine select * from unnest(fines) on conflict (agency, case_id) do update set ${replaced(fineColumns)};
      end if;
      if numbers is not null then insert into issued_number select * from unnest(numbers); end if;
      return true;
    end $$`;

/** Migrations of the room. */
export const caseworkMigrations: Migrations = {
  '0006-casework': {
    async up(db: Kysely<unknown>) {
      for (const statement of schema) await sql.raw(statement).execute(db);
    },
  },
  '0152-one-case': {
    async up(db: Kysely<unknown>) {
      await sql.raw(oneCase).execute(db);
    },
  },
};
