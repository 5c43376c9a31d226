// src/ledger/keep/append.ts —— 追加:drafts become leaves, and a flush writes them all with one statement
import { type RawBuilder, sql } from 'kysely';
import { utf8 } from '../../base/bytes.ts';
import { isId } from '../../base/ids.ts';
import { type Db, tables } from '../../store/database.ts';
import { vaultOf } from '../../store/vault/vault.ts';
import { sealDocFast } from '../hashNode.ts';
import { formatDoc, type Sealed, type Segment } from '../proof/disclose.ts';
import { leafHash } from '../proof/hash.ts';
import { formatHeader, isInstant } from '../proof/header.ts';
import type { LedgerTables } from '../tables.ts';
import type { Head } from './head.ts';
import { ownEvents } from './ownEvents.ts';

/** An event to be appended. `by` is a pseudonym; nothing here but the segments may identify a person. */
export type EventDraft = { type: string; id: string; at: string; by: string; caseId?: string; segments: Segment[] };
/** An appended event; `at` may be up to 2 s later than the draft's, never earlier than the event before it. */
export type Appended = { index: number; id: string; n?: number; leaf: Uint8Array; at: string };
/** A draft that was found good and sealed. */
export type Prepared = Omit<EventDraft, 'segments'> & { doc: string; sealed: Sealed };

/** A draft the log does not accept; `code` names the rule, the message is a Chinese sentence. */
export class DraftRefused extends Error {
  override name = 'DraftRefused';
  readonly code: 'malformed' | 'clockSetBack' | 'clockAhead';
  constructor(code: DraftRefused['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Somebody else appended since the head was read. */
export class HeadMoved extends Error {
  override name = 'HeadMoved';
}

const CLOCK_SLACK_MS = 2000;
// 128 short words keep the header under its 2 KiB; a document of 8 MiB is more than any act.
const [MAX_WORD, MAX_DOC] = [128, 8 * 2 ** 20];

/** Checks and seals drafts that follow an event recorded at `lastAt`; throws DraftRefused. */
export function prepare(drafts: readonly EventDraft[], lastAt: string): Prepared[] {
  let previous = lastAt;
  return drafts.map(({ segments, ...draft }) => {
    checkWords(draft);
    if (previous > draft.at) {
      if (Date.parse(previous) - Date.parse(draft.at) > CLOCK_SLACK_MS)
        throw new DraftRefused('clockSetBack', `服务器时钟被调慢：上一条记录于 ${previous}，现在却是 ${draft.at}。请校准时钟后重试。`);
      draft = { ...draft, at: previous };
    }
    previous = draft.at;
    const doc = docOf(segments);
    if (doc.length > MAX_DOC) throw new DraftRefused('malformed', '一次记录的内容太长，请把文件作为证据上传');
    return { ...draft, doc, sealed: sealDocFast(doc) };
  });
}

function docOf(segments: readonly Segment[]): string {
  try {
    return formatDoc(segments);
  } catch (error) {
    throw error instanceof RangeError ? new DraftRefused('malformed', error.message) : error;
  }
}

function checkWords({ type, id, at, by, caseId }: Omit<EventDraft, 'segments'>): void {
  const word = (text: string) => typeof text === 'string' && text !== '' && text.length <= MAX_WORD;
  if (!word(type) || !word(by)) throw new DraftRefused('malformed', '记录的类型和经手人代号须为 1 至 128 个字');
  if (!isId(id) || (caseId !== undefined && !isId(caseId))) throw new DraftRefused('malformed', '记录编号和案件编号须为小写 UUID');
  if (!isInstant(at)) throw new DraftRefused('malformed', '记录时间须为带毫秒的 UTC 时间');
}

/** A row of the flush: the columns of entry, payload and salt together. */
type Row = {
  idx: number;
  id: string;
  type: string;
  case_id: string | null;
  n: number | null;
  at: string;
  leaf_hash: Uint8Array;
  header: string;
  doc: string;
  salts: Uint8Array;
};
type HashRow = { level: number; n: number; hash: Uint8Array };

/** Leaves in order, ready to be written after `size` others. */
export type Staged = { size: number; rows: Row[]; hashes: HashRow[] };

/** Opens an empty stage at the end of a head. */
export const openStage = (head: Head): Staged => ({ size: head.frontier.size, rows: [], hashes: [] });

/** Makes leaves of prepared drafts and moves the head past them; the tails of their cases must be in it. */
export function stage(agency: string, head: Head, staged: Staged, prepared: readonly Prepared[]): Appended[] {
  return prepared.map(({ doc, sealed, ...draft }) => {
    const index = head.frontier.size;
    const tail = draft.caseId === undefined ? undefined : head.tails.get(draft.caseId);
    const n = draft.caseId === undefined ? undefined : (tail?.n ?? 0) + 1;
    const header = formatHeader({ ...draft, org: agency, n, prev: tail?.leaf, c: sealed.commitment });
    const leaf = leafHash(utf8(header));
    head.frontier.push(leaf, (level, position, hash) => {
      if (level > 0 && level % 8 === 0) staged.hashes.push({ level: level / 8, n: position, hash });
    });
    head.lastAt = draft.at;
    if (draft.caseId !== undefined) head.tails.set(draft.caseId, { n: n!, leaf });
    const { id, type, at, caseId } = draft;
    const columns = { idx: index, id, type, case_id: caseId ?? null, n: n ?? null, at, leaf_hash: leaf, header };
    staged.rows.push({ ...columns, doc, salts: sealed.salts });
    return { index, id, leaf, at, ...(n === undefined ? {} : { n }) };
  });
}

/**
 * The call that writes staged leaves and advances the head row, false when the log is no longer as long as staged for. Payload and salts are
 * sealed where the database carries a vault; salts too, for with them a withheld name could be guessed from its published hash.
 */
export function appended(db: Db, agency: string, { size, rows, hashes }: Staged): RawBuilder<boolean> {
  const stored = rows.map(storing(db));
  const [only, ...others] = stored;
  if (only && others.length === 0 && hashes.length === 0) {
    const { id, type, case_id, n, at, leaf_hash, header, doc, salts } = only;
    return sql<boolean>`log_append_one(${agency}, ${size}, ${id}, ${type}, ${case_id}, ${n}, ${at}, ${leaf_hash}, ${header}, ${doc}, ${salts})`;
  }
  const leaves = stored.map((row) => ({
    ...row,
    leaf_hash: base64(row.leaf_hash),
    header: row.header.toString(),
    doc: row.sealed ? base64(row.doc) : row.doc.toString(),
    salts: base64(row.salts),
  }));
  const full = hashes.map((row) => ({ ...row, hash: base64(row.hash) }));
  return sql<boolean>`log_append(${agency}, ${size}, ${JSON.stringify(leaves)}::json, ${JSON.stringify(full)}::json)`;
}

/** The bytes of a row as they are stored. */
function storing(db: Db) {
  const vault = vaultOf(db);
  return (row: Row) => {
    const bytes = { ...row, header: Buffer.from(row.header), doc: Buffer.from(row.doc) };
    if (!vault || ownEvents.has(row.type)) return { ...bytes, sealed: false }; // what the log says of itself the database reads too
    return { ...bytes, doc: vault.seal(row.case_id, bytes.doc), salts: vault.seal(row.case_id, row.salts), sealed: true };
  };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');

/** Writes staged leaves in one statement; throws HeadMoved when the log is no longer as long as staged for. */
export async function writeStaged(tx: Db, agency: string, staged: Staged): Promise<void> {
  const { rows: answers } = await sql<{ grown: boolean }>`select ${appended(tx, agency, staged)} as grown`.execute(tx);
  if (!answers[0]!.grown) throw new HeadMoved();
}

/** Reads the last events of cases into the head. */
export async function loadTails(tx: Db, agency: string, head: Head, caseIds: readonly string[]): Promise<void> {
  if (caseIds.length === 0) return;
  const rows = await tables<LedgerTables>(tx)
    .selectFrom('log_entry')
    .distinctOn('case_id')
    .select(['case_id', 'n', 'leaf_hash'])
    .where('agency', '=', agency)
    .where('case_id', 'in', [...caseIds])
    .orderBy('case_id')
    .orderBy('n', 'desc')
    .execute();
  for (const caseId of caseIds) head.tails.set(caseId, { n: 0 });
  for (const { case_id, n, leaf_hash } of rows) head.tails.set(case_id!, { n: n!, leaf: leaf_hash });
}
