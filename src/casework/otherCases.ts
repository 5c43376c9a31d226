// src/casework/otherCases.ts —— 他案怎么说:what the cases named by this one say about joining and splitting, read for one decision

import type { CaseFile } from '../law/engine.ts';
import { allOf } from '../law/engine.ts';
import type { OtherCase } from '../law/registers.ts';
import type { Db } from '../store/database.ts';
import { openCaseFiles } from './caseFiles.ts';
import { caseTables } from './tables.ts';

const links = ['caseJoined', 'caseMerged', 'caseSplit', 'splitOriginNoted', 'violationHandedOver'] as const;
const statements = (file: CaseFile): OtherCase['says'] =>
  allOf(file, ...links).map(({ step, particulars }) => ({ step, about: String(particulars.otherCase ?? '') }));

/** Reads the cases this file names, and the one a submitted act names; most cases name none and cost no query. */
export async function otherCasesOf(
  db: Db,
  agency: string,
  file: CaseFile,
  particulars?: unknown,
): Promise<(no: string) => OtherCase | undefined> {
  const { otherCase, inspectionNo } = (particulars ?? {}) as { otherCase?: unknown; inspectionNo?: unknown };
  const named = [...statements(file).map(({ about }) => about), otherCase, inspectionNo];
  const numbers = new Set(named.filter((each): each is string => typeof each === 'string' && each !== ''));
  const found = new Map<string, OtherCase>();
  for (const number of numbers) {
    const row = await caseTables(db)
      .selectFrom('case_row')
      .select('case_id')
      .where('agency', '=', agency)
      .where('case_number', '=', number)
      .executeTakeFirst();
    if (row) found.set(number, { number, says: statements((await openCaseFiles(agency).load(db, row.case_id)).file) });
  }
  return (no) => found.get(no);
}
