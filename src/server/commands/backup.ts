// src/server/commands/backup.ts —— 备份:while the server runs (through it), or directly when it does not
import { DirectoryInUse } from '../../store/directoryLock.ts';
import { readConfiguration } from '../configuration.ts';
import { backUp } from '../upkeep/backup.ts';
import { command, usage, withHeming } from '../upkeep/command.ts';
import { askForBackup, type BackedUp } from '../upkeep/control.ts';

const [target] = process.argv.slice(2);
if (!target) usage('用法：npm run backup -- 新目录\n备份含签名私钥，请存放在受控的地方。');

const direct = () =>
  withHeming(async (heming): Promise<BackedUp> => {
    const { size, refusal, files } = await backUp(heming, target);
    return { size, refusal, files: Object.keys(files).length };
  });

await command(async () => {
  const { size, refusal, files } = await direct().catch((error) => {
    if (error instanceof DirectoryInUse) return askForBackup(readConfiguration(), target);
    throw error;
  });
  console.log(`备份完成：日志${size}条，${files}个文件，在 ${target}`);
  if (refusal) console.log(`注意：备份的日志核对不一致，只能用来查明原因：${refusal}`);
});
