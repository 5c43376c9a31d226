// src/server/commands/erase.ts —— 依法删除:removes the payload of one record on a legal ground; itself a leaf of the log
import { readConfiguration } from '../configuration.ts';
import { openHeming } from '../wiring.ts';

const [id, ground, approver] = process.argv.slice(2);
if (!id || !ground || !approver) {
  console.error('用法:npm run erase -- 记录编号 "依据,如:个人信息保护法第四十七条" 批准人编号\n删除不可恢复;登记头和删除记录仍在日志中。');
  process.exit(2);
}
const heming = await openHeming(readConfiguration());
try {
  const today = heming.casework.clock().toISOString().slice(0, 10);
  const registers = await heming.casework.registers(heming.store.db);
  if (!registers.holds(approver, 'head', today as never)) throw new Error('批准人须是行政机关负责人,请核对人员编号。');
  const appended = await heming.log.erase({ id, ground, approver, by: 'erasure' });
  console.log(`已删除记录${id}的内容,删除本身记为日志第${appended.index}条`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await heming.close();
}
