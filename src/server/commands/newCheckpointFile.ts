// src/server/commands/newCheckpointFile.ts —— 重新开始检查点文件:on purpose, after the old file was lost; never while it is only somewhere else
import { beginCheckpointFile } from '../../ledger/keep/checkpointFile.ts';
import type { LedgerTables } from '../../ledger/tables.ts';
import { tables } from '../../store/database.ts';
import { checkpointFileOf } from '../configuration.ts';
import { logOperation } from '../signIn/operationalLog.ts';
import { CommandRefused, command, withHeming } from '../upkeep/command.ts';

await command(() =>
  withHeming(async ({ casework: { agency, clock }, configuration, log, store }) => {
    const { refusal, signedSize } = log.status();
    if (refusal && refusal.code !== 'noCheckpointFile') throw new CommandRefused(refusal.message);
    if (!refusal) throw new CommandRefused('检查点文件在用，没有问题，不需要重新开始。');
    const path = checkpointFileOf(configuration, agency);
    const lines = await tables<LedgerTables>(store.db)
      .selectFrom('log_checkpoint')
      .select(['at', 'note'])
      .where('agency', '=', agency)
      .orderBy('size')
      .execute();
    await beginCheckpointFile(
      path,
      lines.map(({ at, note }) => ({ at: new Date(at).toISOString(), note })),
    );
    await logOperation(store.db, {
      at: clock(),
      agency,
      kind: 'checkpointFileBegun',
      personId: 'commandLine',
      detail: { size: signedSize },
    });
    console.log(
      `已在 ${path} 重新开始，写入数据库里的检查点${lines.length}个，最近一个签到第 ${signedSize} 条。\n` +
        '请注意：旧文件一丢，“数据库被换成旧备份”就少了一个凭据。请与最近送达文书的回执或者见证单位的检查点核对条数，并把经过记入值班记录。',
    );
  }),
);
