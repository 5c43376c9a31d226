// src/server/upkeep/keys/sealExisting.ts —— 补封:what an earlier version wrote in clear is sealed, once, at the first start with a vault
import { sql } from 'kysely';
import { caseTables } from '../../../casework/tables.ts';
import { ownEvents } from '../../../ledger/keep/ownEvents.ts';
import type { Db } from '../../../store/database.ts';
import { type Vault, vaultOf, vaultTables } from '../../../store/vault/vault.ts';

const PAGE = 500;
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** Tables with texts to seal: their columns, and the one that names the case. */
const texts = [
  { table: 'evidence_item', columns: ['name', 'place', 'note'] },
  { table: 'evidence_view', columns: ['purpose'] },
  { table: 'personal_look', columns: ['purpose'] },
];

/** Has everything been sealed? Kept in the database, so that a restored older copy is sealed again. */
async function isDone(db: Db): Promise<boolean> {
  const row = await vaultTables(db).selectFrom('vault_state').select('sealed_all').executeTakeFirst();
  return row?.sealed_all === true;
}

/**
 * Seals what lies in clear, in one transaction: payloads, salts, texts beside the log. The log itself does not change: its commitments are
 * over the plain text. Afterwards the old rows are swept from the tables. Crash point: before COMMIT nothing has happened.
 */
export async function sealExisting(db: Db, say: (sentence: string) => void): Promise<void> {
  const vault = vaultOf(db);
  if (!vault || (await isDone(db))) return;
  const sealed = await db.transaction().execute(async (tx) => {
    const count = (await sealPayloads(tx, vault)) + (await sealTexts(tx, vault));
    await vaultTables(tx).insertInto('vault_state').values({ sealed_all: true }).execute();
    return count;
  });
  if (sealed === 0) return;
  const swept = ['log_payload', 'log_salt', ...texts.map(({ table }) => table), 'prior_fine'];
  for (const table of swept) await sql`vacuum full ${sql.table(table)}`.execute(db);
  await sql`checkpoint`.execute(db).catch(() => {}); // a right that the owner of a database on a server need not have
  say(`已将${sealed}条内容加密保存，日志和证明没有变化。以前做的备份里仍是未加密的，请妥善保管或者重新备份。`);
}

async function unguarded<T>(tx: Db, names: string[], work: () => Promise<T>): Promise<T> {
  for (const name of names) await sql`alter table ${sql.table(name)} disable trigger user`.execute(tx);
  const done = await work();
  for (const name of names) await sql`alter table ${sql.table(name)} enable trigger user`.execute(tx);
  return done;
}

type PayloadRow = { agency: string; idx: number; type: string; case_id: string | null; doc: Uint8Array; salts: Uint8Array };

const sealPayloads = (tx: Db, vault: Vault): Promise<number> =>
  unguarded(tx, ['log_payload', 'log_salt'], async () => {
    let [count, agency, idx] = [0, '', -1];
    for (;;) {
      const { rows } = await sql<PayloadRow>`
        select e.agency, e.idx, e.type, e.case_id, p.doc, s.salts from log_entry e
          join log_payload p on p.agency = e.agency and p.idx = e.idx join log_salt s on s.agency = e.agency and s.idx = e.idx
        where (e.agency, e.idx) > (${agency}, ${idx}::int8) order by e.agency, e.idx limit ${PAGE}`.execute(tx);
      if (rows.length === 0) return count;
      const open = rows.filter(({ type }) => !ownEvents.has(type));
      const values = open.map((row) => ({
        ...{ agency: row.agency, idx: row.idx },
        doc: base64(vault.seal(row.case_id, row.doc)),
        salts: base64(vault.seal(row.case_id, row.salts)),
      }));
      const given = sql`json_to_recordset(${JSON.stringify(values)}::json) as v(agency text, idx int8, doc text, salts text)`;
      await sql`update log_payload p set doc = decode(v.doc, 'base64') from ${given} where p.agency = v.agency and p.idx = v.idx`.execute(
        tx,
      );
      await sql`update log_salt s set salts = decode(v.salts, 'base64') from ${given} where s.agency = v.agency and s.idx = v.idx`.execute(
        tx,
      );
      count += open.length;
      ({ agency, idx } = rows.at(-1)!);
    }
  });

type TextRow = { id: string; case_id: string } & Record<string, string | null>;

async function sealTexts(tx: Db, vault: Vault): Promise<number> {
  let count = 0;
  for (const { table, columns } of texts)
    await unguarded(tx, [table], async () => {
      for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
        const { rows } = await sql<TextRow>`
          select id, case_id, ${sql.join(columns.map((name) => sql.ref(name)))} from ${sql.table(table)}
          where id > ${after}::uuid order by id limit ${PAGE}`.execute(tx);
        if (rows.length === 0) return;
        for (const row of rows) {
          const sets = columns
            .filter((name) => row[name] !== null)
            .map((name) => sql`${sql.ref(name)} = ${vault.sealText(row.case_id, row[name]!)}`);
          await sql`update ${sql.table(table)} set ${sql.join(sets)} where id = ${row.id}::uuid`.execute(tx);
        }
        count += rows.length;
        after = rows.at(-1)!.id;
      }
    });
  const fines = await caseTables(tx).selectFrom('prior_fine').select(['agency', 'case_id', 'party_key']).execute();
  for (const { agency, case_id, party_key } of fines)
    await caseTables(tx)
      .updateTable('prior_fine')
      .set({ party_key: vault.blind(party_key) })
      .where('agency', '=', agency)
      .where('case_id', '=', case_id)
      .execute();
  return count + fines.length;
}
