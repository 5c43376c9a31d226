// src/publication/after/results.ts —— 执法结果:kept in the transaction of the act that publishes, withdraws or corrects
import { sql } from 'kysely';
import { personalData } from '../../casework/personalData.ts';
import type { Projection, Recorded } from '../../casework/readModels.ts';
import { parseDoc, type Segment } from '../../ledger/proof/disclose.ts';
import type { LedgerTables } from '../../ledger/tables.ts';
import { type Db, tables } from '../../store/database.ts';
import { type PublicationRow, publicationTables } from '../tables.ts';
import { extrasOf, redact } from './redact.ts';
import { publicationOf, resultRow } from './resultRow.ts';

/** The payload of an event with its salts; undefined when it was lawfully erased or never was. */
export async function readSealed(db: Db, agency: string, id: string): Promise<{ segments: Segment[]; salts: Uint8Array } | undefined> {
  const row = await tables<LedgerTables>(db)
    .selectFrom('log_entry as e')
    .innerJoin('log_payload as p', (join) => join.onRef('p.agency', '=', 'e.agency').onRef('p.idx', '=', 'e.idx'))
    .innerJoin('log_salt as s', (join) => join.onRef('s.agency', '=', 'e.agency').onRef('s.idx', '=', 'e.idx'))
    .select(['p.doc', 's.salts'])
    .where('e.agency', '=', agency)
    .where('e.id', '=', id)
    .executeTakeFirst();
  return row && { segments: parseDoc(row.doc), salts: row.salts };
}

/** Names of counties and districts to which an address may be cut, where the agency's record has them. */
export const placesOf = (agency: object): string[] =>
  ((agency as { divisions?: { name: string }[] }).divisions ?? []).map(({ name }) => name);

/** The published row of the case as it now stands, or undefined where nothing is published. */
async function rowFor(tx: Db, { agency, law, after, registers, n }: Omit<Recorded, 'act' | 'segments'>) {
  const publication = publicationOf(law, after);
  if (!publication) return undefined;
  const sealed = publication.withdrawn ? undefined : await readSealed(tx, agency, publication.decided.id);
  const text =
    sealed &&
    redact(sealed.segments, sealed.salts, {
      extras: extrasOf(publication.redacted?.particulars),
      entities: personalData(law, after),
      places: placesOf(registers.agency),
    });
  const shown = text && { disclosure: text.disclosure, instead: text.instead };
  return resultRow({ agency, law, file: after, registers, n }, publication, shown);
}

/** The results read model. Each act that bears on a publication makes its row anew from the whole case, so that a rebuild gives the same. */
export const resultsProjection: Projection = {
  name: 'results',
  touches: (step) => ['decisionPublished', 'publicationWithdrawn', 'decisionServed', 'actCorrected', 'actVoided'].includes(step),
  async apply(tx, recorded) {
    const row = await rowFor(tx, recorded);
    await publicationTables(tx)
      .deleteFrom('publication')
      .where('agency', '=', recorded.agency)
      .where('case_id', '=', recorded.after.id)
      .execute();
    if (row) await insert(tx, row);
  },
  async clear(tx, agency) {
    await publicationTables(tx).deleteFrom('publication').where('agency', '=', agency).execute();
  },
};

async function insert(tx: Db, row: PublicationRow): Promise<void> {
  const columns = Object.keys(row) as (keyof PublicationRow)[];
  const value = (name: keyof PublicationRow) => {
    if (name === 'terms') return sql`${row.terms}::tsvector`;
    if (name === 'doc') return sql`${row.doc === null ? null : JSON.stringify(row.doc)}::jsonb`;
    return sql`${row[name]}`;
  };
  await sql`insert into publication (${sql.join(columns.map((name) => sql.ref(name)))}) values (${sql.join(columns.map(value))})`.execute(
    tx,
  );
}
