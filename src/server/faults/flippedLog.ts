// src/server/faults/flippedLog.ts —— for tests: a small log with everything a log can have, all its bits, and what fsck says of one flipped
import { newId } from '../../base/ids.ts';
import { fsck } from '../../ledger/fsck.ts';
import { openLog } from '../../ledger/log.ts';
import { append, draft, newLogOptions, openTestBed } from '../../ledger/testdata/testLog.ts';
import type { Db } from '../../store/database.ts';
import { type Flip, flipsOf } from './bitFlips.ts';

/** The log's flips by the part of it they are in. */
export type FlippedLog = { db: Db; flips: Record<string, Flip[]>; look(tx: Db, flip: Flip): Promise<string[]>; close(): Promise<void> };

/** Two cases, an event of none, an erasure, and a checkpoint after each. */
export async function openFlippedLog(): Promise<FlippedLog> {
  const bed = await openTestBed();
  const options = newLogOptions(bed.directory);
  const { agency, checkpointFile } = options;
  const log = await openLog(bed.db, options);
  const [one, other, erased] = [newId(), newId(), draft()];
  await append(log, draft({ caseId: one }), draft({ caseId: other }), draft({ caseId: one }));
  await log.sign();
  await append(log, erased, draft({ caseId: other }));
  await log.erase({ id: erased.id, ground: '保存期限届满', approver: 'head1', by: 'p2' });
  await log.sign();
  await log.close();
  const flips: Record<string, Flip[]> = {};
  const entry = ({ idx }: Record<string, unknown>) => new RegExp(`序号 ${idx}\\D`);
  for (const table of ['log_entry', 'log_payload', 'log_salt', 'log_erasure'])
    flips[table] = await flipsOf(bed.db, { table, keys: ['agency', 'idx'], named: entry });
  flips.log_checkpoint = await flipsOf(bed.db, { table: 'log_checkpoint', keys: ['agency', 'size'], named: () => /长度 \d+ 的检查点/ });
  flips.log_head = await flipsOf(bed.db, { table: 'log_head', keys: ['agency'], named: () => /日志|检查点/ });
  const check = { agency, vkey: options.signKey.vkey };
  return {
    db: bed.db,
    flips,
    async look(tx, { table, column }) {
      // The file tells a checkpoint's time and whether it is gone; fsck waits for its newest line, so it is looked into only for these.
      const file = table === 'log_checkpoint' && ['at', 'agency'].includes(column) ? { checkpointFile } : {};
      return (await fsck(tx, { ...check, ...file })).failures.map(({ says }) => says);
    },
    close: () => bed.close(),
  };
}
