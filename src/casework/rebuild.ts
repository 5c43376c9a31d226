// src/casework/rebuild.ts —— 重建:every read model again from headers and payloads, in one transaction

import { writeNumber } from '../law/binding.ts';
import { type CaseFile, evolve } from '../law/engine.ts';
import { procedureOf } from '../law/procedures/inForce.ts';
import { parseDoc } from '../ledger/proof/disclose.ts';
import type { LedgerTables } from '../ledger/tables.ts';
import { rebuildClearances } from '../registers/clearance/table.ts';
import type { RegisterSnapshot } from '../registers/registers.ts';
import { rebuildChanges } from '../registers/signed/fold.ts';
import { type Db, tables } from '../store/database.ts';
import type { LoadedCase } from './caseFiles.ts';
import type { Casework } from './perform.ts';
import { clearRows, writeCase } from './readModels.ts';
import { registersFor } from './surroundings.ts';
import { caseTables, type NumberRow } from './tables.ts';

/** Rebuilds all read models of the agency, in the transaction given or one of its own; returns how many cases and acts were folded. */
export async function rebuild(casework: Casework, db: Db = casework.db): Promise<{ cases: number; acts: number }> {
  const { agency } = casework;
  const work = async (tx: Db) => {
    // Nobody appends meanwhile, in this or another process: what he wrote would be missing here or be there twice.
    await tables<LedgerTables>(tx).selectFrom('log_head').select('size').where('agency', '=', agency).forUpdate().execute();
    await clearRows(tx, agency);
    for (const projection of casework.projections) await projection.clear(tx, agency);
    const snapshot = await casework.registers(tx);
    let [cases, acts] = [0, 0];
    for await (const { file, n } of casework.files.all(tx)) {
      if (file.acts.length === 0) continue;
      await foldCase(casework, tx, snapshot, { file, n });
      for (const act of file.acts) await writeNumbers(tx, agency, snapshot.agency.shortCode, file.id, act);
      acts += file.acts.length;
      cases += 1;
    }
    await rebuildChanges(tx, agency);
    await rebuildClearances(tx, agency);
    return { cases, acts };
  };
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}

/** Writes the rows of one case, and what other rooms keep of it, each act in its turn. The case's running deadlines must be gone before. */
export async function foldCase(
  { agency, projections }: Pick<Casework, 'agency' | 'projections'>,
  tx: Db,
  snapshot: RegisterSnapshot,
  { file, n }: Pick<LoadedCase, 'file' | 'n'>,
): Promise<void> {
  const registers = await registersFor(tx, agency, snapshot, file);
  const law = procedureOf(file, file.acts[0]!.on);
  await writeCase(tx, { agency, law, after: file, act: file.acts.at(-1)!, n, segments: [], registers });
  if (!file.acts.some(({ step }) => projections.some((projection) => projection.touches(step)))) return;
  const segments = await segmentsOfCase(tx, agency, file.id);
  let after: CaseFile = { id: file.id, acts: [] };
  for (const act of file.acts) {
    after = evolve(after, act);
    for (const projection of projections)
      if (projection.touches(act.step))
        await projection.apply(tx, { agency, law, after, act, n: act.n, segments: segments.get(act.id) ?? [], registers });
  }
}

async function segmentsOfCase(tx: Db, agency: string, caseId: string) {
  const rows = await tables<LedgerTables>(tx)
    .selectFrom('log_entry as e')
    .innerJoin('log_payload as p', (join) => join.onRef('p.agency', '=', 'e.agency').onRef('p.idx', '=', 'e.idx'))
    .select(['e.id', 'p.doc'])
    .where('e.agency', '=', agency)
    .where('e.case_id', '=', caseId)
    .execute();
  return new Map(rows.map((row) => [row.id, parseDoc(row.doc)]));
}

/** Numbers are facts of acts: 盘林湿罚决〔2026〕第001号 gives back its series, year and count. */
async function writeNumbers(tx: Db, agency: string, shortCode: string, caseId: string, act: CaseFile['acts'][number]): Promise<void> {
  const rows = Object.values(act.made?.numbers ?? {}).map((number): NumberRow => {
    const match = /^(.+)〔(\d{4})〕第?0*(\d+)号$/.exec(number.slice(shortCode.length));
    if (!match || writeNumber(shortCode, match[1]!, Number(match[2]), Number(match[3])) !== number)
      throw new RangeError(`文号“${number}”的格式不对`);
    return { agency, series: match[1]!, year: Number(match[2]), no: Number(match[3]), number, case_id: caseId, act_id: act.id };
  });
  if (rows.length > 0) await caseTables(tx).insertInto('issued_number').values(rows).execute();
}
