// src/casework/otherCases.ts —— 他案怎么说:what the cases named by this one say about joining and splitting, read for one decision

import type { CaseFile } from '../law/engine.ts';
import { allOf, last, matterAct } from '../law/engine.ts';
import { decisionsMade } from '../law/procedures/coercion/decided.ts';
import { procedureOf } from '../law/procedures/inForce.ts';
import type { OtherCase } from '../law/registers.ts';
import { type RegisterSnapshot, withCase } from '../registers/registers.ts';
import type { Db } from '../store/database.ts';
import { openCaseFiles } from './caseFiles.ts';
import { caseTables } from './tables.ts';

const links = ['caseJoined', 'caseMerged', 'caseSplit', 'splitOriginNoted', 'violationHandedOver'] as const;
const statements = (file: CaseFile): OtherCase['says'] =>
  allOf(file, ...links).map(({ step, particulars }) => ({ step, about: String(particulars.otherCase ?? '') }));

/** Where a form names another case: to join it, to come from its inspection, to enforce its decision. */
const naming = ['otherCase', 'inspectionNo', 'decidedCase', 'breachCase', 'penaltyCase'] as const;

function saidBy(number: string, file: CaseFile, snapshot: RegisterSnapshot): OtherCase {
  const registers = withCase(snapshot, { evidence: () => undefined, priorFines: () => [] });
  const first = file.acts.at(-1);
  return { number, says: statements(file), decisions: first ? decisionsMade(procedureOf(file, first.recordedOn), file, registers) : [] };
}

/** Reads the cases this file names, and the one a submitted act names; most cases name none and cost no query. */
export async function otherCasesOf(
  db: Db,
  agency: string,
  snapshot: RegisterSnapshot,
  file: CaseFile,
  particulars?: unknown,
): Promise<(no: string) => OtherCase | undefined> {
  const matter = matterAct(file)?.particulars ?? {};
  const disposed = last(file, 'goodsDisposed')?.particulars ?? {};
  const asked = (particulars ?? {}) as Record<string, unknown>;
  const corrected = (asked.corrected ?? {}) as Record<string, unknown>;
  const named = [
    ...statements(file).map(({ about }) => about),
    ...[asked, corrected, matter, disposed].flatMap((of) => naming.map((key) => of[key])),
  ];
  const numbers = new Set(named.filter((each): each is string => typeof each === 'string' && each !== ''));
  const found = new Map<string, OtherCase>();
  for (const number of numbers) {
    const row = await caseTables(db)
      .selectFrom('case_row')
      .select('case_id')
      .where('agency', '=', agency)
      .where('case_number', '=', number)
      .executeTakeFirst();
    if (row) found.set(number, saidBy(number, (await openCaseFiles(agency).load(db, row.case_id)).file, snapshot));
  }
  return (no) => found.get(no);
}
