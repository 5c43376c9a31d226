// src/server/commands/logExport.ts —— 导出日志:the C2SP static layout, for mirrors, CDNs and any other tool of that world
import { exportLog } from '../../ledger/export.ts';
import { command, usage, withHeming } from '../upkeep/command.ts';

const [directory] = process.argv.slice(2);
if (!directory) usage('用法：npm run log-export -- 目录');
await command(() =>
  withHeming(async ({ log }) => {
    await log.sign();
    const { size, written } = await exportLog(log, directory);
    console.log(`已导出：日志${size}条，新写${written}个文件`);
  }),
);
