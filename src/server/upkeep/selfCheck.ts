// src/server/upkeep/selfCheck.ts —— 夜间自查:the log recomputed and originals re-hashed while the system runs, the result kept for whoever oversees
import { type Kysely, sql } from 'kysely';
import { scrub } from '../../evidence/scrub.ts';
import { fsck } from '../../ledger/fsck.ts';
import { type Db, type Migrations, tables } from '../../store/database.ts';
import { compareEvidence } from '../commands/compareEvidence.ts';
import { checkpointFileOf } from '../configuration.ts';
import type { Heming } from '../wiring.ts';

/** What is checked: the log with its payloads and evidence rows, whole each night; originals, as many as the night allows. */
type Kind = 'log' | 'originals';
/** The last result: `checked` counts entries or originals; `says` are Chinese sentences without personal data, at most `SHOWN`. */
export type Checked = { at: string; ok: boolean; checked: number; says: string[] };
type CheckTables = { self_check: { agency: string; kind: Kind; at: string; ok: boolean; checked: number; says: string[]; next: string } };

export const selfCheckMigrations: Migrations = {
  '0092-self-check': {
    async up(db: Kysely<unknown>) {
      await sql`create table self_check (agency text not null, kind text not null, at timestamptz not null, ok boolean not null,
        checked int8 not null, says text[] not null, next text not null, primary key (agency, kind))`.execute(db);
    },
  },
};

const SHOWN = 20;
/** Bytes of originals a night: an hour or two of an ordinary disk; the next night goes on where this one stopped. */
const NIGHTLY_BYTES = 200 * 2 ** 30;

const checks = (db: Db) => tables<CheckTables>(db);

async function keep(db: Db, agency: string, kind: Kind, { at, ok, checked, says }: Checked, next = ''): Promise<void> {
  const row = { at, ok, checked, says: says.slice(0, SHOWN), next };
  await checks(db)
    .insertInto('self_check')
    .values({ agency, kind, ...row })
    .onConflict((conflict) => conflict.columns(['agency', 'kind']).doUpdateSet(row))
    .execute();
}

/** Recomputes the log and compares evidence rows with the leaves that took them in. */
async function checkLog({ casework: { agency }, configuration, log, store: { db } }: Heming): Promise<Omit<Checked, 'at'>> {
  const { entries, failures } = await fsck(db, { agency, vkey: log.vkey, checkpointFile: checkpointFileOf(configuration, agency) });
  const says = failures.map((failure) => failure.says);
  for await (const sentence of compareEvidence(db, agency)) says.push(sentence);
  return { ok: says.length === 0, checked: entries, says };
}

const wrong = { missing: '不见了', differs: '与入库摘要不一致', leavesDiffer: '完好，旁边的分块摘要不对（下次查阅时自动重算）' };

/** Re-hashes originals from where the night before stopped, up to `bytes`; `next` is where to go on, '' after the last. */
async function checkOriginals({ store: { db }, blobs }: Heming, from: string, bytes: number) {
  const says: string[] = [];
  let [checked, read, next] = [0, 0, ''];
  for await (const { digest, size, state } of scrub(db, blobs, from)) {
    checked += 1;
    if (state !== 'same') says.push(`证据文件 ${digest.slice(0, 16)}… ${wrong[state]}`);
    read += size;
    if (read >= bytes) {
      next = digest;
      break;
    }
  }
  return { ok: says.length === 0, checked, says, next };
}

/** One night's check; its findings are kept and said to the operator. */
export async function selfCheck(heming: Heming, now: Date, bytes = NIGHTLY_BYTES): Promise<void> {
  const { agency } = heming.casework;
  const { db } = heming.store;
  const at = now.toISOString();
  const log = await checkLog(heming);
  await keep(db, agency, 'log', { at, ...log });
  const before = await checks(db)
    .selectFrom('self_check')
    .select('next')
    .where('agency', '=', agency)
    .where('kind', '=', 'originals')
    .executeTakeFirst();
  const { next, ...originals } = await checkOriginals(heming, before?.next ?? '', bytes);
  await keep(db, agency, 'originals', { at, ...originals }, next);
  if (!log.ok || !originals.ok)
    heming.warn(
      `夜间自查发现${log.says.length + originals.says.length}处问题：${[...log.says, ...originals.says][0]}。请运行 npm run fsck。`,
    );
}

/** The last results, without what was never checked. */
export async function readChecks(db: Db, agency: string): Promise<{ [kind: string]: Checked }> {
  const rows = await checks(db)
    .selectFrom('self_check')
    .select(['kind', 'at', 'ok', 'checked', 'says'])
    .where('agency', '=', agency)
    .execute();
  return Object.fromEntries(rows.map(({ kind, at, ok, checked, says }) => [kind, { at: new Date(at).toISOString(), ok, checked, says }]));
}
