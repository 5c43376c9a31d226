// src/server/commands/fsck.ts —— 查账:recomputes the log and compares every payload, row by row; exit 0 when all is sound
import { committedItems } from '../../evidence/committed.ts';
import { scrub, strayObjects } from '../../evidence/scrub.ts';
import { fsck } from '../../ledger/fsck.ts';
import { parseVkey } from '../../ledger/proof/note.ts';
import { checkVouching } from '../../ledger/vouching/checkVouching.ts';
import { checkpointFileOf } from '../configuration.ts';
import { command, withHeming } from '../upkeep/command.ts';
import type { Heming } from '../wiring.ts';
import { compareEvidence } from './compareEvidence.ts';
import { compareReadModels } from './compareReadModels.ts';
import { compareRegisters } from './compareRegisters.ts';

const wrong = { missing: '不见了', differs: '与入库摘要不一致', leavesDiffer: '完好，旁边的分块摘要不对（下次查阅时自动重算）' };

async function scrubBlobs({ store, blobs, casework }: Heming): Promise<{ files: number; bad: number }> {
  let [files, bad] = [0, 0];
  for await (const { digest, state } of scrub(blobs, committedItems(store.db, casework.agency))) {
    files += 1;
    if (state === 'same') continue;
    bad += 1;
    console.log(`✗ 证据文件 ${digest.slice(0, 16)}… ${wrong[state]}`);
  }
  for await (const digest of strayObjects(store.db, blobs))
    console.log(`· 原件 ${digest.slice(0, 16)}… 没有登记：上传没有办完，或者被拒绝`);
  return { files, bad };
}

/** What is made of payloads cannot be compared where one of them does not open; the log's own failures have named it then. */
async function compared(unreadable: boolean, compare: () => Promise<string[]>): Promise<string[]> {
  try {
    return await compare();
  } catch (error) {
    if (!unreadable) throw error;
    console.log('· 有内容读不出来（见上面的序号），由它得出的登记没有核对。');
    return [];
  }
}

await command(() =>
  withHeming(async (heming) => {
    const { log, store, casework, configuration } = heming;
    const { agency } = casework;
    const report = await fsck(store.db, { agency, vkey: log.vkey, checkpointFile: checkpointFileOf(configuration, agency) });
    for (const failure of report.failures) console.log(`✗ ${failure.says}`);
    const { files, bad } = await scrubBlobs(heming);
    const unreadable = report.failures.some(({ code }) => code === 'payload');
    const items = await compared(unreadable, () => Array.fromAsync(compareEvidence(store.db, agency)));
    for (const says of items) console.log(`✗ ${says}`);
    let differing = items.length;
    for await (const says of checkVouching(
      store.db,
      agency,
      parseVkey(log.vkey),
      configuration.witnesses.map(({ vkey }) => parseVkey(vkey)),
    )) {
      differing += 1;
      console.log(`✗ ${says}`);
    }
    const stale = await compared(unreadable, () => compareReadModels(casework));
    for (const says of stale) console.log(`✗ ${says}`);
    const unaccounted = await compared(unreadable, () => compareRegisters(store.db, agency));
    for (const says of unaccounted) console.log(`✗ ${says}`);
    const found = report.failures.length + bad + differing + stale.length + unaccounted.length;
    const verdict = found === 0 ? '全部一致' : `发现${found}处问题`;
    console.log(`日志${report.entries}条（其中依法删除内容${report.erased}条），检查点${report.checkpoints}个，证据${files}件；${verdict}`);
    return found === 0 ? 0 : 1;
  }),
);
