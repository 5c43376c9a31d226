// src/server/signIn/tables.ts —— 账号、会话、操作日志的表:accounts and sessions may change, the operational log only grows
import { type Generated, type Kysely, sql } from 'kysely';
import { type Db, type Migrations, tables } from '../../store/database.ts';

export type SignInTables = {
  account: {
    agency: string;
    person_id: string;
    login: string;
    password_hash: string;
    must_change: boolean;
    disabled: boolean;
    password_set_at: string;
    created_at: string;
    /** The second factor's secret, sealed; the one still to be confirmed; since when; the last step whose code was accepted. */
    totp_secret: string | null;
    totp_pending: string | null;
    totp_pending_at: string | null;
    totp_since: string | null;
    totp_last_step: Generated<number>;
    /** When the password was set for which the log need have no leaf: a demo account's, or one set before such leaves were written. */
    before_leaves: string | null;
  };
  recovery_code: { agency: string; person_id: string; code_hash: Uint8Array; used_at: string | null };
  /** Failures by the digest of what was typed as login, known or not: so an unknown login is locked out exactly like a known one. */
  sign_in_attempt: { login_digest: Uint8Array; failed_count: number; locked_until: string | null; last_at: string };
  session: {
    token_hash: Uint8Array;
    /** What names the session to people; the hash of its token names it to nobody. */
    id: Generated<string>;
    browser: string;
    agency: string;
    person_id: string;
    created_at: string;
    last_seen_at: string;
    expires_at: string;
    ended_at: string | null;
    why_ended: string | null;
  };
  operational_log: {
    id: string;
    at: string;
    agency: string;
    kind: string;
    person_id: string | null;
    case_id: string | null;
    step: string | null;
    gates: string[];
    detail: unknown;
  };
};

/** The sign-in room's view of a database or transaction. */
export const signInTables = (db: Db): Kysely<SignInTables> => tables<SignInTables>(db);

const accounts = [
  sql`create table account (
    agency text not null, person_id text not null, login text not null unique, password_hash text not null, must_change boolean not null,
    disabled boolean not null default false, password_set_at timestamptz not null, created_at timestamptz not null,
    primary key (agency, person_id))`,
  sql`create table sign_in_attempt (
    login_digest bytea primary key, failed_count int not null, locked_until timestamptz, last_at timestamptz not null)`,
  sql`create table session (
    token_hash bytea primary key, agency text not null, person_id text not null, created_at timestamptz not null,
    last_seen_at timestamptz not null, expires_at timestamptz not null, ended_at timestamptz, why_ended text,
    foreign key (agency, person_id) references account)`,
  sql`create index session_open on session (agency, person_id) where ended_at is null`,
];

// The only way out is prune, and even prune cannot take a row younger than six months: the trigger looks at the row itself.
const log = [
  sql`create table operational_log (
    id uuid primary key, at timestamptz not null, agency text not null, kind text not null, person_id text, case_id text, step text,
    gates text[] not null default '{}', detail jsonb not null default '{}')`,
  sql`create index operational_log_at on operational_log (agency, at desc, id)`,
  sql`create function operational_log_keep() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' and current_setting('heming.pruning', true) = 'on' and old.at < now() - interval '6 months' then return old; end if;
      raise exception '操作日志只能增加，不能修改或者删除';
    end $$`,
  sql`create trigger keep before update or delete on operational_log for each row execute function operational_log_keep()`,
  sql`create trigger keep_all before truncate on operational_log for each statement execute function operational_log_keep()`,
  sql`create function operational_log_prune(months int) returns bigint language plpgsql as $$
    declare gone bigint;
    begin
      if months is null or months < 6 then raise exception '操作日志至少保存6个月'; end if;
      perform set_config('heming.pruning', 'on', true);
      delete from operational_log where at < now() - make_interval(months => months);
      get diagnostics gone = row_count;
      perform set_config('heming.pruning', 'off', true);
      return gone;
    end $$`,
];

// A function, because its plan is kept: planned anew in the statement of each act it cost a tenth of the act.
const standing = [
  sql`create function sessions_stand(hashes bytea[], stamps text[]) returns boolean language plpgsql stable as $$
    begin
      return cardinality(hashes) = (select count(*) from session s join account a on a.agency = s.agency and a.person_id = s.person_id
        join register_version v on v.agency = s.agency
        where s.token_hash = any (hashes) and v.stamp = all (stamps) and s.ended_at is null and not a.disabled and not a.must_change);
    end $$`,
];

const secondFactor = [
  sql`alter table account add totp_secret text, add totp_pending text, add totp_pending_at timestamptz, add totp_since timestamptz,
    add totp_last_step int4 not null default 0, add check ((totp_secret is null) = (totp_since is null)),
    add check ((totp_pending is null) = (totp_pending_at is null))`,
  sql`create table recovery_code (
    agency text not null, person_id text not null, code_hash bytea not null, used_at timestamptz,
    primary key (agency, person_id, code_hash), foreign key (agency, person_id) references account)`,
  sql`alter table session add id uuid not null default gen_random_uuid() unique, add browser text not null default ''`,
  sql`create index operational_log_who on operational_log (agency, person_id, at desc) where kind in ('signedIn', 'signInFailed')`,
  sql`create index operational_log_whom on operational_log (agency, (detail ->> 'person'), at desc) where kind = 'accountChanged'`,
];

// What sessions_stand asks of several, asked of one: most acts come alone.
const oneSession = [
  sql`create function session_stands(hash bytea, judged_by text) returns boolean language plpgsql stable as $$
    begin
      return exists (select from session s join account a on a.agency = s.agency and a.person_id = s.person_id
        join register_version v on v.agency = s.agency
        where s.token_hash = hash and v.stamp = judged_by and s.ended_at is null and not a.disabled and not a.must_change);
    end $$`,
];

const beforeLeaves = [sql`alter table account add before_leaves timestamptz`, sql`update account set before_leaves = password_set_at`];

const steps = (statements: { execute(db: Kysely<unknown>): Promise<unknown> }[]) => ({
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await statement.execute(db);
  },
});

export const signInMigrations: Migrations = {
  '0004-accounts': steps(accounts),
  '0005-operational-log': steps(log),
  '0008-sessions-stand': steps(standing),
  '0121-second-factor': steps(secondFactor),
  '0122-account-before-leaves': steps(beforeLeaves),
  '0151-session-stands': steps(oneSession),
};
