// src/server/upkeep/selfCheck.ts —— 夜间自查:the log recomputed and originals re-hashed while the system runs, the result kept for whoever oversees
import { setTimeout } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { committedItems } from '../../evidence/committed.ts';
import { scrub } from '../../evidence/scrub.ts';
import { fsck } from '../../ledger/fsck.ts';
import { type Db, type Migrations, tables } from '../../store/database.ts';
import { compareEvidence } from '../commands/compareEvidence.ts';
import { compareRegisters } from '../commands/compareRegisters.ts';
import { checkpointFileOf } from '../configuration.ts';
import type { Heming } from '../wiring.ts';

/**
 * What is checked: the log with its payloads and evidence rows, whole each night; originals, as many as the night allows. 'pass' is how far
 * the round over the originals is that is under way, and what it has found.
 */
type Kind = 'log' | 'originals' | 'pass';
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

/** Recomputes the log, resting after each page for as long as it took, and compares evidence and rights with the leaves that made them. */
async function checkLog({ casework: { agency }, configuration, log, store: { db } }: Heming): Promise<Omit<Checked, 'at'>> {
  const { entries, failures } = await fsck(db, {
    ...{ agency, vkey: log.vkey, checkpointFile: checkpointFileOf(configuration, agency) },
    between: (ms) => setTimeout(ms),
  });
  const says = failures.map((failure) => failure.says);
  for await (const sentence of compareEvidence(db, agency)) says.push(sentence);
  says.push(...(await compareRegisters(db, agency)));
  return { ok: says.length === 0, checked: entries, says };
}

const wrong = { missing: '不见了', differs: '与入库摘要不一致', leavesDiffer: '完好，旁边的分块摘要不对（下次查阅时自动重算）' };

type Pass = Omit<Checked, 'at' | 'ok'> & { next: string };

/** Goes on with a round over the originals, each against its leaf, for so many bytes; `next` is the leaf to go on after, '' when the round is done. */
async function checkOriginals({ casework: { agency }, store: { db }, blobs }: Heming, pass: Pass, bytes: number): Promise<Pass> {
  const says = [...pass.says];
  let [checked, read] = [pass.checked, 0];
  const originals = committedItems(db, agency, pass.next === '' ? undefined : Number(pass.next));
  for await (const { index, digest, size, state } of scrub(blobs, originals)) {
    checked += 1;
    if (state !== 'same') says.push(`证据文件 ${digest.slice(0, 16)}… ${wrong[state]}`);
    read += size;
    if (read >= bytes) return { checked, says, next: String(index) };
  }
  return { checked, says, next: '' };
}

/** One night's check; its findings are kept and said to the operator. What a night found stands until a whole round found it mended. */
export async function selfCheck(heming: Heming, now: Date, bytes = NIGHTLY_BYTES): Promise<void> {
  const { agency } = heming.casework;
  const { db } = heming.store;
  const at = now.toISOString();
  const log = await checkLog(heming);
  await keep(db, agency, 'log', { at, ...log });
  const rows = await checks(db).selectFrom('self_check').selectAll().where('agency', '=', agency).execute();
  const before = (kind: Kind) => rows.find((row) => row.kind === kind);
  const under = before('pass');
  const pass = await checkOriginals(heming, under && under.next !== '' ? under : { checked: 0, says: [], next: '' }, bytes);
  const says = pass.next === '' ? pass.says : [...new Set([...(before('originals')?.says ?? []), ...pass.says])];
  await keep(db, agency, 'pass', { at, ok: pass.says.length === 0, ...pass }, pass.next);
  await keep(db, agency, 'originals', { at, ok: says.length === 0, checked: pass.checked, says });
  const found = [...log.says, ...says];
  if (found.length > 0) heming.warn(`夜间自查发现${found.length}处问题：${found[0]!.replace(/。$/, '')}。请运行 npm run fsck。`);
}

/** The last results, without what was never checked; `checked` counts the originals of the round under way. */
export async function readChecks(db: Db, agency: string): Promise<{ [kind: string]: Checked }> {
  const rows = await checks(db)
    .selectFrom('self_check')
    .select(['kind', 'at', 'ok', 'checked', 'says'])
    .where('agency', '=', agency)
    .where('kind', '!=', 'pass')
    .execute();
  return Object.fromEntries(rows.map(({ kind, at, ok, checked, says }) => [kind, { at: new Date(at).toISOString(), ok, checked, says }]));
}

/** The alarm for monitors: was all sound when last looked at, and when was the older look? Undefined before the first. No detail: anyone may ask. */
export async function readAlarm(db: Db, agency: string): Promise<{ ok: boolean; at: string } | undefined> {
  const found = Object.values(await readChecks(db, agency));
  return found.length === 0 ? undefined : { ok: found.every(({ ok }) => ok), at: found.map(({ at }) => at).sort()[0]! };
}
