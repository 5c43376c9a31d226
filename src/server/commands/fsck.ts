// src/server/commands/fsck.ts —— 查账:recomputes the log and compares every payload, row by row; exit 0 when all is sound
import { join } from 'node:path';
import { fsck } from '../../ledger/fsck.ts';
import { scrub } from '../../evidence/scrub.ts';
import { readConfiguration } from '../configuration.ts';
import { openHeming } from '../wiring.ts';

const configuration = readConfiguration();
const heming = await openHeming(configuration);
const { log, store, blobs, casework } = heming;
const checkpointFile = configuration.checkpoints ?? join(configuration.data, `checkpoints-${casework.agency}.txt`);
const report = await fsck(store.db, { agency: casework.agency, vkey: log.vkey, checkpointFile });
for (const failure of report.failures) console.log(`✗ ${failure.says}`);
let [files, bad] = [0, 0];
for await (const found of scrub(store.db, blobs)) {
  files += 1;
  if (found.state === 'same') continue;
  bad += 1;
  console.log(`✗ 证据文件 ${found.digest.slice(0, 16)}… ${found.state === 'missing' ? '不见了' : '与入库摘要不一致'}`);
}
console.log(`日志${report.entries}条,检查点${report.checkpoints}个,证据${files}件;${report.failures.length + bad === 0 ? '全部一致' : `发现${report.failures.length + bad}处问题`}`);
await heming.close();
process.exit(report.failures.length + bad === 0 ? 0 : 1);
