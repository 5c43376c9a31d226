// src/server/commands/logExport.ts —— 导出日志:the C2SP static layout, for mirrors, CDNs and any other tool of that world
import { parseArgs } from 'node:util';
import { exportLog } from '../../ledger/export.ts';
import { command, usage, withHeming } from '../upkeep/command.ts';

const USAGE =
  '用法：npm run log-export -- 目录 [--entries]\n  --entries  连同登记头一起导出。登记头会显示办案动向，不要公开，只交给经认证的镜像单位。';

function read(): { directory: string; entries: boolean } {
  try {
    const { values, positionals } = parseArgs({ options: { entries: { type: 'boolean', default: false } }, allowPositionals: true });
    if (positionals.length === 1) return { directory: positionals[0]!, entries: values.entries };
  } catch {
    // said below
  }
  return usage(USAGE);
}

const { directory, entries } = read();
await command(() =>
  withHeming(async ({ log }) => {
    if (!log.status().refusal) await log.sign();
    const { size, written } = await exportLog(log, directory, { entries });
    console.log(`已导出：日志${size}条，新写${written}个文件${entries ? '（含登记头，不要公开）' : ''}`);
  }),
);
