// src/server/commands/restore.ts —— 恢复:into an empty data directory, then the same checks as any start
import { restore } from '../upkeep/backup.ts';
import { readConfiguration } from '../configuration.ts';
import { openHeming } from '../wiring.ts';

const [source] = process.argv.slice(2);
if (!source) {
  console.error('用法:HEMING_DATA=空目录 npm run restore -- 备份目录');
  process.exit(2);
}
try {
  const configuration = readConfiguration();
  const manifest = await restore(configuration, source);
  const heming = await openHeming(configuration);
  const { size, refusal } = heming.log.status();
  await heming.close();
  if (refusal) throw new Error(`已恢复,但日志核对不一致,服务将拒绝签名:${refusal.message}`);
  console.log(`已恢复到 ${configuration.data}:日志${size}条(备份时${manifest.size}条)。请再运行 npm run fsck 全面核对。`);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
process.exit(0);
