// src/casework/importing/importCases.ts —— 导入历史案卷：every row a case of its own, whole or not at all; a report row by row
import { toHex, utf8 } from '../../base/bytes.ts';
import type { PlainDate } from '../../base/dates.ts';
import { sha256 } from '../../base/digest.ts';
import { canonicalJson } from '../../base/json.ts';
import { refusals } from '../../law/engine.ts';
import { type Particulars, parseParticulars } from '../../law/particulars/field.ts';
import { imported } from '../../law/procedures/imported/table.ts';
import type { Registers } from '../../law/registers.ts';
import { type Beforehand, type Casework, NoLongerHolds, type Performed, perform, type Submission } from '../perform.ts';
import { registersFor } from '../surroundings.ts';
import { columns } from './columns.ts';
import { NoTable, readTable, type TableRow } from './readTable.ts';

/** What became of a row. `already`: the same row was imported before. Faults name the column and what to do. */
export type RowReport = {
  row: number;
  oldNumber?: string;
  state: 'ready' | 'imported' | 'already' | 'faulty';
  faults?: { column: string; says: string }[];
};
export type ImportReport = {
  digest: string;
  rows: number;
  ready: number;
  imported: number;
  already: number;
  faulty: number;
  list: RowReport[];
};

/** Who imports and when; `dry`: nothing is recorded. `beforehand`: what must still be true when a row is recorded, and `again` asks for it
 * anew when it no longer is; it throws when the person may not go on, and the rows recorded so far stay. */
export type How = { by: string; today: PlainDate; dry: boolean; beforehand?: Beforehand; again?: () => Promise<Beforehand> };

/** How many rows are under way at once: they share the log's batches. */
const AT_ONCE = 64;
/** Rows that are in order are counted; of the others no more than these are listed. */
const LISTED = 2000;

/** An id of what it is made from, so that the same row is the same act and the same old number the same case. */
function idOf(...parts: string[]): string {
  const bytes = sha256(utf8(parts.join('\n'))).slice(0, 16);
  bytes[6] = 0x80 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = toHex(bytes);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

type Planned = { row: number; oldNumber?: string; caseId?: string; particulars?: Particulars; faults: { column: string; says: string }[] };

/**
 * Imports a file, or with `dry` only says what would become of each row. `by` signs every case (an archivist). Throws NoTable where the file
 * is no table of the template; a faulty row keeps no other row from being imported, and nothing of it is.
 */
export async function importCases(casework: Casework, bytes: Uint8Array, how: How): Promise<ImportReport> {
  const digest = toHex(sha256(bytes));
  const { headings, rows } = await readTable(bytes);
  const places = placesOf(headings);
  const snapshot = await casework.registers(casework.db);
  const registers = await registersFor(casework.db, casework.agency, snapshot, { id: '', acts: [] });
  const planned = withoutTwins(rows.map((row) => plan(row, places, { digest, casework, registers, ...how })));
  const list: RowReport[] = [];
  const queue = planned[Symbol.iterator]();
  const worker = async () => {
    for (const each of queue) list.push(await carryOut(casework, each, how));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  list.sort((a, b) => a.row - b.row);
  const count = (state: RowReport['state']) => list.filter((each) => each.state === state).length;
  const counts = { ready: count('ready'), imported: count('imported'), already: count('already'), faulty: count('faulty') };
  return {
    digest,
    rows: list.length,
    ...counts,
    list: list.filter(({ state }) => state !== 'ready' && state !== 'imported').slice(0, LISTED),
  };
}

/** Where each column of the template stands in the file. */
function placesOf(headings: string[]): Map<string, number> {
  const plain = (text: string) => text.replaceAll(/\s/g, '');
  const known = new Map(columns.map((column) => [plain(column.heading), column.key]));
  const strange = headings.filter((heading) => heading !== '' && !known.has(heading));
  const missing = columns.filter(({ required, heading }) => required && !headings.includes(plain(heading))).map(({ heading }) => heading);
  const twice = headings.filter((heading, i) => heading !== '' && headings.indexOf(heading) !== i);
  if (missing.length > 0) throw new NoTable(`第一行缺少这些列：${missing.join('、')}。请使用下载的模板。`);
  if (strange.length > 0) throw new NoTable(`第一行有不认识的列：${strange.join('、')}。请删去或者按模板改名，以免漏掉内容。`);
  if (twice.length > 0) throw new NoTable(`第一行有重复的列：${twice.join('、')}。`);
  return new Map(headings.flatMap((heading, i) => (known.has(heading) ? [[known.get(heading)!, i]] : [])));
}

type Under = { digest: string; casework: Casework; registers: Registers; by: string; today: PlainDate };

function plan({ row, cells }: TableRow, places: Map<string, number>, { digest, casework, registers, by, today }: Under): Planned {
  const particulars: Particulars = { sourceDigest: digest, sourceRow: row };
  const faults: Planned['faults'] = [];
  for (const { key, heading, required, read } of columns) {
    const cell = cells[places.get(key) ?? -1];
    if (cell === null || cell === undefined || String(cell).trim() === '') {
      if (required) faults.push({ column: heading, says: '没有填写' });
      continue;
    }
    const found = read(cell);
    if ('fault' in found) faults.push({ column: heading, says: found.fault });
    else put(particulars, key, found.value);
  }
  const oldNumber = particulars.oldNumber as string | undefined;
  const parsed = parseParticulars(imported.steps.caseImported!.fields, particulars);
  const headingOf = (path: string) => columns.find(({ key }) => key === path)?.heading ?? path;
  if (!parsed.ok && faults.length === 0) faults.push(...parsed.faults.map(({ path, says }) => ({ column: headingOf(path), says })));
  if (!parsed.ok || faults.length > 0) return { row, oldNumber, faults };
  const act = { step: 'caseImported' as const, on: today, by: [by], particulars: parsed.particulars };
  const reasons = refusals(imported, { act, file: { id: '', acts: [] }, registers, today, enteredBy: by });
  faults.push(...reasons.map(({ says, detail }) => ({ column: '', says: detail ?? says })));
  return { row, oldNumber, caseId: idOf('imported case', casework.agency, oldNumber!), particulars: parsed.particulars, faults };
}

function put(particulars: Particulars, key: string, value: unknown): void {
  const [head, inner] = key.split('.') as [string, string | undefined];
  if (inner === undefined) particulars[head] = value;
  else particulars[head] = { ...(particulars[head] as object | undefined), [inner]: value };
}

/** Which of two rows with one number is right nobody knows: neither is imported. */
function withoutTwins(planned: Planned[]): Planned[] {
  const rows = Map.groupBy(planned, ({ oldNumber }) => oldNumber);
  return planned.map((each) => {
    const twins = each.oldNumber === undefined ? [] : rows.get(each.oldNumber)!.filter(({ row }) => row !== each.row);
    if (twins.length === 0) return each;
    const says = `与第${twins.map(({ row }) => row).join('、')}行的案号相同，请核对后只留一行`;
    return { ...each, faults: [...each.faults, { column: '原案号', says }] };
  });
}

async function carryOut(casework: Casework, { row, oldNumber, caseId, particulars, faults }: Planned, how: How): Promise<RowReport> {
  const known = oldNumber === undefined ? {} : { oldNumber };
  if (faults.length > 0) return { row, ...known, state: 'faulty', faults };
  // Which file a row came from does not make it another case: the same words under the same number were imported already.
  const { sourceDigest: _digest, sourceRow: _row, ...said } = particulars!;
  const id = idOf('imported act', casework.agency, canonicalJson(said));
  const differs: RowReport = {
    row,
    ...known,
    state: 'faulty',
    faults: [{ column: '原案号', says: '这个案号已经导入过，内容与这一行不同；需要改的，请在案件页更正' }],
  };
  const { file } = await casework.files.load(casework.db, caseId!);
  if (file.acts.length > 0) return file.acts[0]!.id === id ? { row, ...known, state: 'already' } : differs;
  if (how.dry) return { row, ...known, state: 'ready' };
  const submission = { id, caseId: caseId!, step: 'caseImported', on: how.today, by: [how.by], particulars, seen: 0, enteredBy: how.by };
  const performed = await performHeld(casework, submission, how);
  if (performed.kind === 'recorded') return { row, ...known, state: performed.replayed ? 'already' : 'imported' };
  if (performed.kind === 'refused')
    return { row, ...known, state: 'faulty', faults: performed.reasons.map(({ says, detail }) => ({ column: '', says: detail ?? says })) };
  if (performed.kind === 'faulty')
    return { row, ...known, state: 'faulty', faults: performed.faults.map(({ label, says }) => ({ column: label, says })) };
  return differs;
}

/** Other rows may have found the session renewed meanwhile: each asks for itself, once. */
async function performHeld(casework: Casework, submission: Submission, how: How): Promise<Performed> {
  try {
    return await perform(casework, submission, how.beforehand);
  } catch (error) {
    if (!(error instanceof NoLongerHolds) || !how.again) throw error;
    how.beforehand = await how.again();
    return perform(casework, submission, how.beforehand);
  }
}
