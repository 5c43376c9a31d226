// src/casework/surroundings.ts —— 一案的名册:the registers with this case's evidence, the party's earlier fines and inspections

import type { PlainDate } from '../base/dates.ts';
import type { EvidenceTables } from '../evidence/tables.ts';
import type { CaseFile } from '../law/engine.ts';
import { partyKeyOf, partyOf } from '../law/facts.ts';
import type { EvidenceFacts, PriorFine, Registers } from '../law/registers.ts';
import { type RegisterSnapshot, withCase } from '../registers/registers.ts';
import { type Db, tables } from '../store/database.ts';
import { inspectionsOf } from './inspections.ts';
import { otherCasesOf } from './otherCases.ts';
import { blind } from './readModels.ts';
import { caseTables } from './tables.ts';

/** Registers as this case sees them. One query for its evidence, one more where a party is known. */
export async function registersFor(
  db: Db,
  agency: string,
  snapshot: RegisterSnapshot,
  file: CaseFile,
  particulars?: unknown,
): Promise<Registers & RegisterSnapshot & { evidenceList: EvidenceFacts[] }> {
  // Sent together they wait for the database once.
  const [evidence, fines, inspections, otherCase] = await Promise.all([
    evidenceFacts(db, agency, file.id),
    finesOf(db, agency, file),
    inspectionsOf(db, agency, file),
    otherCasesOf(db, agency, snapshot, file, particulars),
  ]);
  const registers = withCase(snapshot, {
    evidence: finder(evidence),
    priorFines: (key) => fines.filter((fine) => fine.key === key),
    inspectionsThisYear: (key, on) => inspections.filter((each) => each.key === key && each.on.slice(0, 4) === on.slice(0, 4)),
    otherCase,
  });
  return { ...registers, evidenceList: evidence };
}

const finder = (evidence: EvidenceFacts[]) => {
  const byId = new Map(evidence.map((item) => [item.id, item]));
  return (id: string) => byId.get(id);
};

/** Something was asked that was not read beforehand. */
export class NotRead extends Error {
  override name = 'NotRead';
}
const notRead = (): never => {
  throw new NotRead('not read beforehand');
};

/**
 * Registers for a decision that reads nothing more: evidence only where given, earlier fines and inspections not at all, for another case may
 * add one at any moment. What is not there throws NotRead when asked, so that nobody decides on "none".
 */
export const registersBeforehand = (snapshot: RegisterSnapshot, evidence?: EvidenceFacts[]): Registers & RegisterSnapshot =>
  withCase(snapshot, {
    evidence: evidence ? finder(evidence) : notRead,
    priorFines: notRead,
    inspectionsThisYear: notRead,
    otherCase: notRead,
  });

/** The evidence taken in for a case, oldest first. */
export async function evidenceFacts(db: Db, agency: string, caseId: string): Promise<EvidenceFacts[]> {
  const rows = await tables<EvidenceTables>(db)
    .selectFrom('evidence_item as i')
    .innerJoin('evidence_object as o', 'o.digest', 'i.digest')
    .select(['i.id', 'i.name', 'i.media_type', 'i.digest', 'o.size', 'i.captured_on', 'i.taken_by'])
    .where('i.agency', '=', agency)
    .where('i.case_id', '=', caseId)
    .orderBy('i.uploaded_at')
    .orderBy('i.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    mediaType: row.media_type,
    digest: row.digest,
    size: row.size,
    capturedOn: (row.captured_on ?? undefined) as PlainDate | undefined,
    takenBy: row.taken_by,
  }));
}

async function finesOf(db: Db, agency: string, file: CaseFile): Promise<(PriorFine & { key: string })[]> {
  const party = partyOf(file);
  if (!party) return [];
  const rows = await caseTables(db)
    .selectFrom('prior_fine')
    .selectAll()
    .where('agency', '=', agency)
    .where('party_key', '=', blind(db, partyKeyOf(party)))
    .where('case_id', '!=', file.id)
    .execute();
  return rows.map((row) => ({
    key: partyKeyOf(party),
    caseNo: row.case_number,
    itemCode: row.item_code,
    actFrom: (row.act_from ?? undefined) as PlainDate | undefined,
    actTo: (row.act_to ?? undefined) as PlainDate | undefined,
    fine: row.fine,
  }));
}
