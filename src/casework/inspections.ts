// src/casework/inspections.ts —— 检查频次:inspections of each subject, kept with the act that approves, carries out or calls one off
import { type Kysely, sql } from 'kysely';
import type { PlainDate } from '../base/dates.ts';
import { allOf, type CaseFile, last, once } from '../law/engine.ts';
import { madeOf, partyKeyOf, partyOf } from '../law/facts.ts';
import { type InspectionSource, kindOf } from '../law/procedures/inspection/words.ts';
import type { PriorInspection } from '../law/registers.ts';
import { type Db, type Migrations, tables } from '../store/database.ts';
import { blind, type Projection } from './readModels.ts';

/** One row an inspection that counts; `subject_key` as `prior_fine.party_key`. */
type InspectionRow = {
  agency: string;
  case_id: string;
  subject_key: string;
  kind: PriorInspection['kind'];
  case_number: string;
  inspected_on: string;
};
type InspectionTables = { inspection_count: InspectionRow };
const rowsOf = (db: Db) => tables<InspectionTables>(db);

/** Migrations of the read model. */
export const inspectionMigrations: Migrations = {
  '0140-inspections': {
    async up(db: Kysely<unknown>) {
      await sql
        .raw(
          `create table inspection_count (
            agency text not null, case_id uuid not null, subject_key text not null, kind text not null, case_number text not null,
            inspected_on date not null, primary key (agency, case_id))`,
        )
        .execute(db);
      await sql.raw('create index inspection_count_by_subject on inspection_count (agency, subject_key, inspected_on)').execute(db);
    },
  },
};

/** An inspection counts from its approval (or urgent entry) on, in the year it was or will be carried out, unless it was called off before. */
function countedInspection(agency: string, file: CaseFile): InspectionRow | undefined {
  const party = partyOf(file);
  const proposed = last(file, 'inspectionProposed');
  if (!proposed || !party || !(once(file, 'inspectionApproved') || once(file, 'urgentEntryReported'))) return undefined;
  const visit = allOf(file, 'siteInspected', 'identityShown')[0];
  if (!visit && (once(file, 'inspectionCancelled') || once(file, 'inspectionDeclined'))) return undefined;
  const { source, plannedOn } = proposed.particulars as { source: InspectionSource; plannedOn: string };
  return {
    agency,
    case_id: file.id,
    subject_key: partyKeyOf(party),
    kind: kindOf[source],
    case_number: madeOf(proposed).numbers?.case ?? file.id,
    inspected_on: visit?.on ?? plannedOn,
  };
}

/** Acts that may change whether and when an inspection counts. */
const bearing = [
  'inspectionApproved',
  'inspectionDeclined',
  'urgentEntryReported',
  'identityShown',
  'siteInspected',
  'inspectionCancelled',
  'actCorrected',
  'actVoided',
];

/** Keeps the counts, made anew from the whole case each time, so that a rebuild gives the same. */
export const inspectionsProjection: Projection = {
  name: 'inspections',
  touches: (step) => bearing.includes(step),
  alone: (step) => ['inspectionApproved', 'identityShown'].includes(step),
  async apply(tx, { agency, law, after }) {
    if (law.id !== 'inspection') return;
    const row = countedInspection(agency, after);
    await rowsOf(tx).deleteFrom('inspection_count').where('agency', '=', agency).where('case_id', '=', after.id).execute();
    if (row)
      await rowsOf(tx)
        .insertInto('inspection_count')
        .values({ ...row, subject_key: blind(tx, row.subject_key) })
        .execute();
  },
  async clear(tx, agency) {
    await rowsOf(tx).deleteFrom('inspection_count').where('agency', '=', agency).execute();
  },
};

/** Inspections of the case's subject in other cases, all years, oldest first. */
export async function inspectionsOf(db: Db, agency: string, file: CaseFile): Promise<(PriorInspection & { key: string })[]> {
  const party = partyOf(file);
  if (!party || !once(file, 'inspectionProposed')) return [];
  const key = partyKeyOf(party);
  const rows = await rowsOf(db)
    .selectFrom('inspection_count')
    .selectAll()
    .where('agency', '=', agency)
    .where('subject_key', '=', blind(db, key))
    .where('case_id', '!=', file.id)
    .orderBy('inspected_on')
    .orderBy('case_id')
    .execute();
  return rows.map(({ case_number: caseNo, inspected_on: on, kind }) => ({ key, caseNo, on: on as PlainDate, kind }));
}
