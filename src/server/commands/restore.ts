// src/server/commands/restore.ts —— 恢复:into an empty data directory, then the same checks as any start
import { readConfiguration } from '../configuration.ts';
import { restore } from '../upkeep/backup.ts';
import { CommandRefused, command, usage, withHeming } from '../upkeep/command.ts';
import { recoverTail } from '../upkeep/witness/recoverTail.ts';

const [source] = process.argv.slice(2);
if (!source) usage('用法：HEMING_DATA=空目录 npm run restore -- 备份目录');
await command(async () => {
  const configuration = readConfiguration();
  const manifest = await restore(configuration, source);
  const { size, refusal } = await withHeming(async ({ log }) => log.status());
  if (refusal?.code === 'rolledBack' && configuration.witnesses.length > 0) {
    console.log(`备份里的日志有${size}条，见证单位知道的更多，正在从它们的副本取回……`);
    return recoverTail();
  }
  if (refusal) throw new CommandRefused(`已恢复，但日志核对不一致，服务将只能查阅：${refusal.message}`);
  console.log(`已恢复到 ${configuration.data}：日志${size}条（备份时${manifest.size}条）。请再运行 npm run fsck 全面核对。`);
});
