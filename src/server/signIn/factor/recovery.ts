// src/server/signIn/factor/recovery.ts —— 备用码:ten, each for one sign-in without the telephone; only their digests are kept
import { sql } from 'kysely';
import { utf8 } from '../../../base/bytes.ts';
import { sha256 } from '../../../base/digest.ts';
import type { Db } from '../../../store/database.ts';
import { randomPassword } from '../passwords.ts';
import { signInTables } from '../tables.ts';

/** How many a person is given. */
export const RECOVERY_CODES = 10;
export type Owner = { agency: string; personId: string };

// 78 random bits each: a plain digest is as good as a slow one, since nothing shorter than the whole can be guessed.
const digestOf = ({ agency, personId }: Owner, code: string) => sha256(utf8(`${agency}/${personId} ${code}`));

/** Ten new codes in clear, to be shown once. */
export const newRecoveryCodes = (): string[] => Array.from({ length: RECOVERY_CODES }, randomPassword);

/** A recovery code as it is compared: small letters in groups of four, however it was typed; undefined for what cannot be one. */
export function readRecoveryCode(typed: string): string | undefined {
  const letters = typed
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
  return letters.length === 16 ? letters.replaceAll(/(.{4})(?=.)/g, '$1-') : undefined;
}

/** Puts these codes in place of all the person had. */
export async function replaceRecoveryCodes(tx: Db, owner: Owner, codes: string[]): Promise<void> {
  const { agency, personId } = owner;
  await signInTables(tx).deleteFrom('recovery_code').where('agency', '=', agency).where('person_id', '=', personId).execute();
  const rows = codes.map((code) => ({ agency, person_id: personId, code_hash: digestOf(owner, code), used_at: null }));
  if (rows.length > 0) await signInTables(tx).insertInto('recovery_code').values(rows).execute();
}

/** Uses a code up; false when it is none of the person's, or used already. One statement: of two who try at once, one succeeds. */
export async function spendRecoveryCode(db: Db, owner: Owner, code: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await signInTables(db)
    .updateTable('recovery_code')
    .set({ used_at: now.toISOString() })
    .where('agency', '=', owner.agency)
    .where('person_id', '=', owner.personId)
    .where('code_hash', '=', digestOf(owner, code))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** How many codes are left. */
export async function recoveryCodesLeft(db: Db, { agency, personId }: Owner): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int4 as n from recovery_code
    where agency = ${agency} and person_id = ${personId} and used_at is null`.execute(db);
  return rows[0]!.n;
}
