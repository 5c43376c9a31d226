// src/server/commands/erase.ts —— 依法删除:removes the payload of one record on a legal ground; itself a leaf of the log
import { shanghaiDate } from '../../base/dates.ts';
import { isId } from '../../base/ids.ts';
import { rebuild } from '../../casework/rebuild.ts';
import { CommandRefused, command, usage, withHeming } from '../upkeep/command.ts';

const [id, ground, approver] = process.argv.slice(2);
if (!id || !ground || !approver)
  usage('用法：npm run erase -- 记录编号 "依据，如：个人信息保护法第四十七条" 批准人编号\n删除不可恢复；登记头和删除记录仍在日志中。');
await command(() =>
  withHeming(async ({ casework, log, store }) => {
    if (!isId(id)) throw new CommandRefused('记录编号的格式不对，请从凭证或者案件页复制。');
    const registers = await casework.registers(store.db);
    if (!registers.holds(approver, 'head', shanghaiDate(casework.clock())))
      throw new CommandRefused('批准人须是行政机关负责人，请核对人员编号。');
    // What was derived from the erased text goes with it, or nothing does: board rows, and a publication of it.
    const appended = await log.erase({ id, ground, approver, by: 'erasure' }, (tx) => rebuild(casework, tx));
    console.log(`已删除记录${id}的内容，删除本身记为日志第${appended.index + 1}条；看板和公示已重新生成`);
  }),
);
