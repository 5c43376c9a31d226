// src/server/commands/logExport.ts —— 导出日志:the C2SP static layout, for mirrors, CDNs and any other tool of that world
import { exportLog } from '../../ledger/export.ts';
import { readConfiguration } from '../configuration.ts';
import { openHeming } from '../wiring.ts';

const [directory] = process.argv.slice(2);
if (!directory) {
  console.error('用法:npm run log-export -- 目录');
  process.exit(2);
}
const heming = await openHeming(readConfiguration());
await heming.log.sign();
const { size, written } = await exportLog(heming.log, directory);
console.log(`已导出:日志${size}条,新写${written}个文件`);
await heming.close();
