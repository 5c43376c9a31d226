// src/server/commands/compareLists.ts —— 核对名册内容:every entry a person changed against the leaf that says it, every leaf against its entry
import { canonicalJson } from '../../base/json.ts';
import { entriesOf } from '../../registers/signed/compose.ts';
import { changeLeaves } from '../../registers/signed/fold.ts';
import { type ChangedList, changedLists } from '../../registers/signed/lists.ts';
import { registerTables } from '../../registers/tables.ts';
import type { Db } from '../../store/database.ts';

/** A leaf as it is compared: `said` undefined once its payload was lawfully erased, or is damaged. */
type Leaf = { type: string; at: number; said: Record<string, unknown> | undefined };
/** Leaves that say what an entry became. */
export const listLeaves = [changeLeaves.approved, 'qualificationRecorded', 'annualCheckRecorded'];

type Row = {
  list: string;
  key: string;
  valid_from: string;
  content: unknown;
  recorded_at: string;
  recorded_by: string;
  replaced_at: string | null;
};

const nameOf = ({ list, key, from }: { list: string; key: string; from: string }) =>
  `${changedLists[list as ChangedList] ?? '执法资格'}“${key}”自${from}起的内容`;
/** Two rows are the same entry in the same words, by the same hand, at the moment of the leaf. */
const told = (list: string, key: string, from: string, content: unknown, by: string, at: string | number) =>
  canonicalJson([list, key, from, content ?? null, by, new Date(at).toISOString()]);

/** What the approved leaves say there should be. A change made again on the same day replaces the first, and both stand in the table. */
function* expected(leaves: Leaf[]): Generator<{ name: string; row: string }> {
  for (const { type, at, said } of leaves) {
    if (said === undefined) continue;
    if (type !== changeLeaves.approved) {
      const { person: key, from, content } = said as { person: string; from: string; content: unknown };
      yield { name: nameOf({ list: 'qualification', key, from }), row: told('qualification', key, from, content, said.by as string, at) };
      continue;
    }
    for (const { list, key, from, content } of entriesOf(said as Parameters<typeof entriesOf>[0]))
      yield { name: nameOf({ list, key, from }), row: told(list, key, from, content, said.by as string, at) };
  }
}

/** A row that was replaced is followed by the row that replaced it, at that moment: otherwise somebody hid it. */
function* hidden(rows: Row[]): Generator<string> {
  const made = new Set(rows.map((row) => `${row.list}\n${row.key}\n${row.valid_from}\n${new Date(row.recorded_at).getTime()}`));
  for (const { list, key, valid_from: from, replaced_at: at } of rows)
    if (at !== null && !made.has(`${list}\n${key}\n${from}\n${new Date(at).getTime()}`))
      yield `${nameOf({ list, key, from })} 被隐去，没有取代它的内容`;
}

/** Chinese sentences naming each entry no leaf accounts for, each leaf whose entry is gone, and each entry hidden without a successor. */
export async function compareLists(db: Db, agency: string, all: readonly Leaf[]): Promise<string[]> {
  const rows: Row[] = await registerTables(db)
    .selectFrom('register_entry')
    .select(['list', 'key', 'valid_from', 'content', 'recorded_at', 'recorded_by', 'replaced_at'])
    .where('agency', '=', agency)
    .where('list', 'in', [...Object.keys(changedLists), 'qualification'])
    .orderBy('recorded_at')
    .execute();
  const ours = all.filter(({ type }) => listLeaves.includes(type));
  const unread = ours.some(({ said }) => said === undefined); // whose entry it was can no longer be told
  const said = [...expected(ours)];
  const found = rows.filter((row) => row.recorded_by !== 'system');
  const texts = new Set(found.map((row) => told(row.list, row.key, row.valid_from, row.content, row.recorded_by, row.recorded_at)));
  const leaves = new Set(said.map(({ row }) => row));
  return [
    ...found.flatMap(({ list, key, valid_from: from, ...row }) =>
      unread || leaves.has(told(list, key, from, row.content, row.recorded_by, row.recorded_at))
        ? []
        : [`${nameOf({ list, key, from })} 没有对应的变更记录`],
    ),
    ...said.flatMap(({ name, row }) => (texts.has(row) ? [] : [`日志里${name}在名册里找不到`])),
    ...hidden(rows),
  ];
}
