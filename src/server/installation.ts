// src/server/installation.ts —— 安装:a directory is a demonstration or a real one, for ever
import { type Kysely, sql } from 'kysely';
import type { Db, Migrations } from '../store/database.ts';
import { ConfigurationError } from './configuration.ts';

export const serverMigrations: Migrations = {
  '0090-installation': {
    async up(db: Kysely<unknown>) {
      await sql`create table installation (only_one boolean primary key default true check (only_one), demo boolean not null, since timestamptz not null, demo_loaded_at timestamptz)`.execute(
        db,
      );
    },
  },
  '0114-tasks-done': {
    async up(db: Kysely<unknown>) {
      await sql`create table task_done (task text primary key, at timestamptz not null)`.execute(db);
    },
  },
};

/** Takes a task upon this process; false when one did it since `after`. */
export async function takeTask(db: Db, task: string, now: Date, after: Date): Promise<boolean> {
  const { rows } = await sql`insert into task_done as d (task, at) values (${task}, ${now.toISOString()})
    on conflict (task) do update set at = excluded.at where d.at < ${after.toISOString()} returning task`.execute(db);
  return rows.length === 1;
}

/** Marks a new directory as demonstration or real and says which it is; throws ConfigurationError when it was made as the other. */
export async function installation(db: Db, demo: boolean, how: 'asAsked' | 'asFound'): Promise<boolean> {
  await sql`insert into installation (demo, since) values (${demo}, now()) on conflict do nothing`.execute(db);
  const { rows } = await sql<{ demo: boolean }>`select demo from installation`.execute(db);
  const found = rows[0]!.demo;
  if (found === demo || how === 'asFound') return found;
  throw new ConfigurationError(
    demo
      ? '这个数据目录是正式安装，不能装入演示数据。请用 HEMING_DEMO=0 启动，或者换一个数据目录（HEMING_DATA）。'
      : '这个数据目录里有演示数据，不能作为正式安装使用。请换一个空的数据目录（HEMING_DATA）。',
  );
}

/** Has the demonstration been played to its end into this directory? Kept in the database, so that a restored copy knows it too. */
export async function demoIsLoaded(db: Db): Promise<boolean> {
  const { rows } = await sql<{ loaded: boolean }>`select demo_loaded_at is not null as loaded from installation`.execute(db);
  return rows[0]?.loaded === true;
}
/** Notes that it has. */
export const noteDemoLoaded = async (db: Db): Promise<void> => void (await sql`update installation set demo_loaded_at = now()`.execute(db));
