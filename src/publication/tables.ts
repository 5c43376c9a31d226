// src/publication/tables.ts —— 公示的表:what the public may read, derived from the log and nothing else
import { type Kysely, sql } from 'kysely';
import type { Disclosure } from '../ledger/proof/disclose.ts';
import { type Db, type Migrations, tables } from '../store/database.ts';
import type { ProcessStep } from './after/process.ts';
import type { RemedyDates } from './after/remedyDates.ts';

/** What a shown decision carries: its disclosure, the words that stand for withheld runs (非原文, by path), the public steps, the remedies. */
export type PublishedDoc = {
  disclosure: Disclosure;
  instead: Record<string, string>;
  process: ProcessStep[];
  remedies: RemedyDates;
  /** First day on which credit repair may be asked for (信用修复办法). */
  repairFrom?: string;
};

/** One published decision. A withdrawn row keeps number, day, reason and authority; party, outcome and text are gone. */
export type PublicationRow = {
  agency: string;
  case_id: string;
  act_id: string; // the event decisionMade: what the receipt proves
  public_id: string;
  n: number; // act that last changed the row
  decision_number: string;
  title: string;
  cause: string;
  party_public: string | null;
  party_kind: string | null;
  item_code: string | null;
  item_name: string | null;
  decided_on: string;
  published_on: string;
  ends_on: string; // last day shown
  due_on: string; // last day to publish, strict
  used_days: number; // working days from decision to publication
  late: boolean;
  state: 'shown' | 'withdrawn';
  withdrawn_on: string | null;
  withdrawn_reason: string | null;
  withdrawn_by: string | null; // 盘锦市人民政府撤销(文书号)
  fine: number | null; // 分
  doc: PublishedDoc | null;
  terms: string; // tsvector of bigrams
  haystack: string;
};
export type PublicationTables = { publication: PublicationRow };

/** The room's own view of a database or transaction. */
export const publicationTables = (db: Db): Kysely<PublicationTables> => tables<PublicationTables>(db);

const schema = [
  `create table publication (
    agency text not null, case_id uuid not null, act_id uuid not null, public_id text not null, n int4 not null,
    decision_number text not null, title text not null, cause text not null, party_public text, party_kind text,
    item_code text, item_name text, decided_on date not null, published_on date not null, ends_on date not null, due_on date not null,
    used_days int4 not null, late boolean not null, state text not null check (state in ('shown', 'withdrawn')),
    withdrawn_on date, withdrawn_reason text, withdrawn_by text, fine int8, doc jsonb, terms tsvector not null, haystack text not null,
    primary key (agency, case_id), unique (agency, public_id),
    check (state = 'shown' or (doc is null and party_public is null and fine is null)))`,
  'create index publication_by_day on publication (agency, decided_on desc, decision_number desc)',
  'create index publication_by_item on publication (agency, item_code, decided_on desc, decision_number desc)',
  'create index publication_by_terms on publication using gin (terms)',
];

/** Migrations of the room. */
export const publicationMigrations: Migrations = {
  '0007-publication': {
    async up(db: Kysely<unknown>) {
      for (const statement of schema) await sql.raw(statement).execute(db);
    },
  },
};
