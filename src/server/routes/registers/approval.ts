// src/server/routes/registers/approval.ts —— 批准:the rows of the list, the deadlines it moves and the leaf that says both, in one transaction
import type { PlainDate } from '../../../base/dates.ts';
import { canonicalJson } from '../../../base/json.ts';
import { type Moves, movedBy } from '../../../casework/movedDeadlines.ts';
import type { Casework } from '../../../casework/perform.ts';
import { type Reach, rewriteCases } from '../../../casework/rewriteCases.ts';
import { ChangeRefused } from '../../../registers/changes.ts';
import { type Hand, recordEntries, touchRegisters } from '../../../registers/load.ts';
import { entriesOf, nextHead } from '../../../registers/signed/compose.ts';
import { type Days, firstChangedDay } from '../../../registers/signed/contents.ts';
import { changeLeaves, foldLeaf } from '../../../registers/signed/fold.ts';
import { type ChangedList, countsFromApproval } from '../../../registers/signed/lists.ts';
import { type ChangeRow, changeTables } from '../../../registers/signed/table.ts';
import type { Db } from '../../../store/database.ts';
import { notFound } from '../../problems.ts';
import type { Found } from '../changing.ts';

/** The proposal, still to be decided. `by`: only its proposer may; `notBy`: he may not. Throws Refused or ChangeRefused. */
export async function openChange(tx: Db, agency: string, id: string, who: { by: string } | { notBy: string }): Promise<ChangeRow> {
  const row = await changeTables(tx)
    .selectFrom('register_change')
    .selectAll()
    .where('agency', '=', agency)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('没有这项名册变更。');
  const decided = { approved: '已经批准', rejected: '已经退回', withdrawn: '已经撤回' };
  if (row.state !== 'proposed') throw new ChangeRefused(`这项变更${decided[row.state]}，不能再办理，请刷新页面`);
  if ('by' in who && row.proposed_by !== who.by) throw new ChangeRefused('只有提出的人可以撤回；不同意的，由有权批准的人退回');
  if ('notBy' in who && row.proposed_by === who.notBy) throw new ChangeRefused('不能审批自己提出的变更，请由另一位有权批准的人办理');
  return row;
}

type Effect = Moves & { effectiveOn: PlainDate; head?: ReturnType<typeof nextHead>; reach: Reach };

/** What approving the proposal today would do; reads and writes nothing that stays. Throws ChangeRefused where it may not be approved. */
export async function effectOf(casework: Casework, tx: Db, row: ChangeRow, by: string, today: PlainDate): Promise<Effect> {
  const list = row.list as ChangedList;
  const effectiveOn = (countsFromApproval(list) ? today : row.asked_from) as PlainDate;
  if (effectiveOn < today) throw new ChangeRefused(`提出的生效日期${effectiveOn}已经过去，请退回后重新提出`);
  const snapshot = await casework.registers(tx);
  const versions = snapshot.entryVersions(list, row.key);
  const inForce = versions.findLast(({ from }) => from <= effectiveOn)?.content ?? null;
  if (canonicalJson(inForce) !== canonicalJson(row.before)) throw new ChangeRefused('提出以后这一条又有变更，请退回后按现行内容重新提出');
  const head = list === 'calendar' ? nextHead(snapshot, row, effectiveOn) : undefined;
  // What begins later changes no term that runs today: a term is that of the day it started.
  if (effectiveOn > today) return { effectiveOn, head, reach: 'none', moved: [], checked: 0 };
  const since = list === 'calendar' ? firstChangedDay(row.key, row.before as Days | null, row.content as Days) : undefined;
  const reach: Reach = since ? { days: since } : list === 'parameter' || list === 'item' ? { acts: effectiveOn } : 'all';
  const entries = entriesOf({ list, key: row.key, effectiveOn, content: row.content, head });
  return { effectiveOn, head, reach, ...(await movedBy(casework, tx, entries, by, since)) };
}

/** Approves a proposal: what its leaf says, and the work beside it. Crash point: leaf, list, boards and deadlines are one transaction. */
export async function approve(
  casework: Casework,
  tx: Db,
  { id, hand, today, why }: { id: string; hand: Hand; today: PlainDate; why?: string },
): Promise<Found<void>> {
  const { agency } = casework;
  const row = await openChange(tx, agency, id, { notBy: hand.by });
  const { effectiveOn, head, moved, checked, reach } = await effectOf(casework, tx, row, hand.by, today);
  const { list, key, kind, before, content, reason, document, proposed_by: proposedBy } = row;
  const more = { list, key, kind, effectiveOn, before, content, head, reason, document, proposedBy, checked, moved };
  const said = { by: hand.by, change: id, why, ...more };
  const work = async (write: Db, made: Hand) => {
    await touchRegisters(write, agency, made.at);
    await recordEntries(write, agency, entriesOf(said), made);
    await foldLeaf(write, agency, { id, type: changeLeaves.approved, at: made.at, said });
    if (effectiveOn === today) await rewriteCases(casework, write, reach); // boards, deadlines and publications as the lists now make them
  };
  return { more, work };
}
