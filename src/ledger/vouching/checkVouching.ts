// src/ledger/vouching/checkVouching.ts —— 核对见证签名和时间戳:each one kept is still what was given for its checkpoint
import { utf8 } from '../../base/bytes.ts';
import { type Db, tables } from '../../store/database.ts';
import { openNote, type Vkey } from '../proof/note.ts';
import type { LedgerTables } from '../tables.ts';
import { openTimestamp } from './timestamp.ts';

const PAGE = 500;

/** Names, in Chinese, every cosignature and time stamp that does not fit its checkpoint. A witness whose key is not among `witnesses` (it may
 * have been given up since) is checked for the form of its line only. */
export async function* checkVouching(db: Db, agency: string, log: Vkey, witnesses: readonly Vkey[]): AsyncGenerator<string> {
  const rows = tables<LedgerTables>(db);
  for (let after = { size: -1, name: '' }; ; ) {
    const page = await rows
      .selectFrom('log_cosignature as s')
      .leftJoin('log_checkpoint as c', (join) => join.onRef('c.agency', '=', 's.agency').onRef('c.size', '=', 's.size'))
      .select(['s.size', 's.name', 's.line', 'c.note'])
      .where('s.agency', '=', agency)
      .where(({ eb, refTuple, tuple }) => eb(refTuple('s.size', 's.name'), '>', tuple(after.size, after.name)))
      .orderBy('s.size')
      .orderBy('s.name')
      .limit(PAGE)
      .execute();
    for (const { size, name, line, note } of page) {
      const witness = witnesses.find((vkey) => vkey.name === name);
      const fits = note !== null && line.startsWith(`— ${name} `) && opens(note + line, [log, ...(witness ? [witness] : [])]);
      if (!fits) yield `长度 ${size} 的检查点：见证单位“${name}”的签名与它不符。`;
    }
    if (page.length < PAGE) break;
    after = page.at(-1)!;
  }
  const stamps = await rows
    .selectFrom('log_timestamp')
    .select(['size', 'note', 'tsr'])
    .where('agency', '=', agency)
    .orderBy('size')
    .execute();
  for (const { size, note, tsr } of stamps) {
    const good = opens(note, [log]) && note.split('\n')[1] === String(size);
    if (!good || !(await stamped(tsr, note))) yield `长度 ${size} 的检查点：时间戳与它不符。`;
  }
}

/** Is every known key's signature on the note right, and are all known keys' there? */
function opens(note: string, known: Vkey[]): boolean {
  try {
    return openNote(note, known).signatures.length === known.length;
  } catch {
    return false;
  }
}

const stamped = (tsr: Uint8Array, note: string): Promise<boolean> =>
  openTimestamp(tsr, utf8(note)).then(
    () => true,
    () => false,
  );
