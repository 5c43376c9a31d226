// bench/crash/judge.ts —— 查验:opens the killed server's directory and compares it with what its clients were told
import { sql } from 'kysely';
import { committedItems } from '../../src/evidence/committed.ts';
import { scrub } from '../../src/evidence/scrub.ts';
import { fsck } from '../../src/ledger/fsck.ts';
import { type Configuration, readConfiguration } from '../../src/server/configuration.ts';
import { type Heming, openHeming } from '../../src/server/wiring.ts';

/** What clients were told is done. `open`: a case that takes evidence. */
export type Acknowledged = {
  acts: { id: string; caseId: string; n: number }[];
  evidence: { item: string; digest: string }[];
  open?: string;
};

/** The installation under test: in its directory, or in the database that DATABASE_URL names. */
export const configurationOf = (data: string): Configuration => {
  const { DATABASE_URL } = process.env;
  return { ...readConfiguration({ DATABASE_URL }), data, demo: true, port: 0 };
};

/** A Chinese sentence for each acknowledged thing that is missing, and for everything that does not hold together. Of the originals, those
 * acknowledged before number `since` are not hashed again. */
export async function judge(data: string, acknowledged: Acknowledged, since = 0): Promise<string[]> {
  const heming = await openHeming(configurationOf(data));
  try {
    const { log } = heming;
    const refusal = log.status().refusal;
    const report = await fsck(heming.store.db, { agency: log.agency, vkey: log.vkey });
    return [
      ...(refusal ? [refusal.message] : []),
      ...report.failures.map(({ says }) => says),
      ...(await missingActs(heming, acknowledged)),
      ...(await missingEvidence(heming, acknowledged, since)),
      ...(await unlikeRows(heming)),
    ];
  } finally {
    await heming.close();
  }
}

async function missingActs({ store }: Heming, { acts }: Acknowledged): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from json_to_recordset(${JSON.stringify(acts)}::json) as a(id uuid, "caseId" uuid, n int4)
    where not exists (select from log_entry e where e.id = a.id and e.case_id = a."caseId" and e.n = a.n)`.execute(store.db);
  return rows.map(({ id }) => `已确认的办理 ${id} 不见了`);
}

async function missingEvidence({ store, blobs, casework }: Heming, { evidence }: Acknowledged, since: number): Promise<string[]> {
  const { rows } = await sql<{ item: string }>`
    select a.item from json_to_recordset(${JSON.stringify(evidence)}::json) as a(item uuid, digest text)
    where not exists (select from evidence_item i where i.id = a.item and i.digest = a.digest)`.execute(store.db);
  const faults = rows.map(({ item }) => `已确认的证据 ${item} 不见了`);
  const fault = (digest: string, state: string) => state !== 'same' && faults.push(`证据文件 ${digest.slice(0, 16)} ${state}`);
  if (since === 0) for await (const { digest, state } of scrub(blobs, committedItems(store.db, casework.agency))) fault(digest, state);
  else for (const { digest } of evidence.slice(since)) fault(digest, (await blobs.verify(digest)).state);
  return faults;
}

/** Leaves, rows and numbers are of one commit: none may be ahead of the others, and no number may be skipped. */
async function unlikeRows({ store }: Heming): Promise<string[]> {
  const { rows } = await sql<{ says: string }>`
    select '看板与日志不一致：' || coalesce(l.case_id, r.case_id) as says
      from (select case_id, max(n) as n from log_entry where case_id is not null group by case_id) l
      full join case_row r on r.case_id = l.case_id where l.n is distinct from r.n
    union all select '文号不连续：' || series from issued_number group by series, year having count(*) <> max(no)
    union all select '证据没有记入日志：' || i.id from evidence_item i, (select count(*) as n from evidence_item) a,
      (select count(*) as n from log_entry where type = 'evidenceTakenIn') e where a.n <> e.n`.execute(store.db);
  return rows.map(({ says }) => says);
}
