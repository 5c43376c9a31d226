// src/ledger/vouching/cosignatures.ts —— 见证签名与时间戳:what others have vouched for, beside the checkpoints and like them never changed
import { sql } from 'kysely';
import { fromBase64, sameBytes, toBase64 } from '../../base/bytes.ts';
import { type Db, tables } from '../../store/database.ts';
import { openNote, type Vkey } from '../proof/note.ts';
import type { LedgerTables } from '../tables.ts';

const vouching = (db: Db) => tables<LedgerTables>(db);

/** A checkpoint as it was signed, and its size. */
export type SignedNote = { size: number; note: string };

/** The newest signed checkpoint of a log, whichever server signed it; undefined before the first. */
export const newestCheckpoint = (db: Db, agency: string): Promise<SignedNote | undefined> =>
  vouching(db)
    .selectFrom('log_checkpoint')
    .select(['size', 'note'])
    .where('agency', '=', agency)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();

/** The largest size a witness has cosigned, as far as was kept; 0 before the first. */
export async function cosignedBy(db: Db, agency: string, name: string): Promise<number> {
  const query = vouching(db).selectFrom('log_cosignature').select('size').where('agency', '=', agency).where('name', '=', name);
  return (await query.orderBy('size', 'desc').limit(1).executeTakeFirst())?.size ?? 0;
}

/** Keeps the cosignature of `witness` out of the lines it answered with; throws NoteError when none of them is its valid one. */
export async function keepCosignature(db: Db, agency: string, { size, note }: SignedNote, witness: Vkey, lines: string): Promise<void> {
  openNote(note + lines, [witness]);
  const line = lines.split('\n').find((each) => isLineOf(each, witness))!;
  const row = { agency, size, name: witness.name, line: `${line}\n`, at: new Date().toISOString() };
  await vouching(db)
    .insertInto('log_cosignature')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const isLineOf = (line: string, { name, id }: Vkey) =>
  line.startsWith(`— ${name} `) && sameBytes(fromBase64(line.slice(name.length + 3)).slice(0, 4), id);

/** A checkpoint with the cosignatures it has got so far. */
export async function withCosignatures(db: Db, agency: string, { size, note }: SignedNote): Promise<string> {
  const query = vouching(db).selectFrom('log_cosignature').select('line').where('agency', '=', agency).where('size', '=', size);
  return note + (await query.orderBy('name').execute()).map(({ line }) => line).join('');
}

/** How many cosigned checkpoints after an event are looked at for the one most witnesses have signed. */
const LOOK_AT = 64;

/** The newest checkpoint that some witness has cosigned, without its cosignatures; undefined before the first. */
export const newestCosigned = (db: Db, agency: string): Promise<SignedNote | undefined> =>
  vouching(db)
    .selectFrom('log_cosignature as s')
    .innerJoin('log_checkpoint as c', (join) => join.onRef('c.agency', '=', 's.agency').onRef('c.size', '=', 's.size'))
    .select(['c.size', 'c.note'])
    .where('s.agency', '=', agency)
    .orderBy('s.size', 'desc')
    .limit(1)
    .executeTakeFirst();

/** What vouches best for an event: the first time-stamped checkpoint that covers it, else the first one most witnesses cosigned; undefined
 * when nobody but the log has. The first, because the earliest time proves most. */
export async function bestVouched(db: Db, agency: string, index: number): Promise<(SignedNote & { timestamp?: string }) | undefined> {
  const query = vouching(db).selectFrom('log_timestamp').select(['size', 'note', 'tsr']).where('agency', '=', agency);
  const stamped = await query.where('size', '>', index).orderBy('size').limit(1).executeTakeFirst();
  if (stamped) return { size: stamped.size, note: stamped.note, timestamp: toBase64(stamped.tsr) };
  const { rows } = await sql<SignedNote>`
    select c.size, c.note from log_checkpoint c join (
      select size, count(*) as witnesses from (
        select size from log_cosignature where agency = ${agency} and size > ${index} order by size limit ${LOOK_AT}) s
      group by size order by 2 desc, 1 limit 1) best on best.size = c.size
    where c.agency = ${agency}`.execute(db);
  return rows[0] && { size: rows[0].size, note: await withCosignatures(db, agency, rows[0]) };
}

/** The size that was time-stamped last, and when; undefined before the first. */
export const lastTimestamp = (db: Db, agency: string): Promise<{ size: number; at: string } | undefined> =>
  vouching(db)
    .selectFrom('log_timestamp')
    .select(['size', 'at'])
    .where('agency', '=', agency)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Keeps a time stamp (RFC 3161 response, DER) got at `at` over the bytes of a checkpoint with its cosignatures. */
export async function keepTimestamp(db: Db, agency: string, { size, note }: SignedNote, tsr: Uint8Array, at: Date): Promise<void> {
  const row = { agency, size, note, tsr, at: at.toISOString() };
  await vouching(db)
    .insertInto('log_timestamp')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes or keeps the turn for a task for `seconds`; false while another holds it. By the clock of the database, which all servers share. */
export async function takeTurn(db: Db, agency: string, task: string, holder: string, seconds: number): Promise<boolean> {
  const { rows } = await sql`
    insert into log_turn (agency, task, holder, until) values (${agency}, ${task}, ${holder}, now() + ${seconds} * interval '1 second')
    on conflict (agency, task) do update set holder = excluded.holder, until = excluded.until
      where log_turn.holder = excluded.holder or log_turn.until <= now()
    returning holder`.execute(db);
  return rows.length > 0;
}

/** Gives a turn back before it has run out. */
export async function endTurn(db: Db, agency: string, task: string, holder: string): Promise<void> {
  await sql`update log_turn set until = now() where agency = ${agency} and task = ${task} and holder = ${holder}`.execute(db);
}
