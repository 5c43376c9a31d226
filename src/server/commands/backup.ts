// src/server/commands/backup.ts —— 备份:while the server runs (through it), or directly when it does not
import { DirectoryInUse } from '../../store/directoryLock.ts';
import { backUp } from '../upkeep/backup.ts';
import { readConfiguration } from '../configuration.ts';
import { askForBackup } from '../upkeep/control.ts';
import { openHeming } from '../wiring.ts';

const [target] = process.argv.slice(2);
if (!target) {
  console.error('用法:npm run backup -- 新目录\n备份含签名私钥,请存放在受控的地方。');
  process.exit(2);
}
const configuration = readConfiguration();
try {
  const { size, files } = await openHeming(configuration).then(
    async (heming) => {
      const manifest = await backUp(heming, target);
      await heming.close();
      return { size: manifest.size, files: Object.keys(manifest.files).length };
    },
    (error) => {
      if (error instanceof DirectoryInUse) return askForBackup(configuration, target);
      throw error;
    },
  );
  console.log(`备份完成:日志${size}条,${files}个文件,在 ${target}`);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
process.exit(0);
