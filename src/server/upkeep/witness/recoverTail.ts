// src/server/upkeep/witness/recoverTail.ts —— 补齐日志:asks the witnesses in turn, appends what is lost, rebuilds, and says what people must see to

import { shanghaiMinute } from '../../../base/dates.ts';
import { rebuild } from '../../../casework/rebuild.ts';
import { readConfiguration } from '../../configuration.ts';
import { CommandRefused, withHeming } from '../command.ts';
import { type FetchedTail, fetchTail } from './fetchTail.ts';

/** Completes a log that its witnesses know to be longer; throws CommandRefused when it cannot be completed, with what to do. */
export async function recoverTail(): Promise<void> {
  const { witnesses } = readConfiguration();
  if (witnesses.length === 0) throw new CommandRefused('没有配置见证单位（HEMING_WITNESSES），不知道从哪里取回。');
  const failures: string[] = [];
  let fetched: FetchedTail | undefined;
  for (const witness of witnesses) {
    const found = await withHeming((heming) => fetchTail(heming, witness)).catch((error) => {
      failures.push(`${witness.url}：${(error as Error).message}`);
      return undefined;
    });
    if (found) fetched = fetched ? joined(fetched, found) : found;
  }
  for (const failure of failures) console.log(`注意：${failure}`);
  if (!fetched) throw new CommandRefused('没有从任何见证单位取回内容。');
  const { from, size, erased, others } = fetched;
  console.log(
    from === size
      ? `见证单位的副本没有比数据库更多的登记（共${size}条）。`
      : `已取回第${from + 1}条至第${size}条，逐条与签过名的日志相符。`,
  );
  await withHeming(async ({ log, casework }) => {
    const { refusal } = log.status();
    if (refusal)
      throw new CommandRefused(
        `日志仍不能继续：${refusal.message}\n副本之后的登记如果确实找不回来，不要删减日志，请按 docs/witness.zh-CN.md“找不回来时”办理。`,
      );
    if (from === size) return;
    const { cases, acts } = await rebuild(casework);
    console.log(`已重建：${cases}件案件，${acts}条记录。请再运行 npm run fsck 全面核对，缺少的证据文件会逐件列出。`);
    if (erased > 0) console.log(`其中${erased}条的内容已依法删除，没有取回；这些记录编过的文号查不到了，请与纸质登记簿核对，不要重号。`);
    if (others.length > 0) console.log('以下登记不是办案步骤，效果要由人核对后重新办理（名册、账号、证据入库等）：');
    for (const { index, type, at } of others) console.log(`  第${index + 1}条 ${type} ${shanghaiMinute(at)}`);
  });
}

const joined = (one: FetchedTail, next: FetchedTail): FetchedTail => ({
  ...{ from: one.from, size: next.size, erased: one.erased + next.erased, others: [...one.others, ...next.others] },
});
