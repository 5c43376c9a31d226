// src/server/commands/rotateKeys.ts —— 换密钥:npm run rotate-keys, while the server is stopped
import { keysOf } from '../configuration.ts';
import { command, withHeming } from '../upkeep/command.ts';
import { rotateKeys } from '../upkeep/keys/rotateKeys.ts';

await command(() =>
  withHeming(async ({ store, log, casework, configuration }) => {
    const folder = keysOf(configuration);
    const { from, to, dataKeys } = await rotateKeys({ db: store.db, log, folder, clock: casework.clock });
    await log.sign();
    console.log(`主密钥已更换：${from.join('、')} → ${to}，重新包裹数据密钥${dataKeys - 1}把，新启用1把，已记入日志。`);
    console.log(`请备份 ${folder}；以前的备份要用它们自己带的密钥才能打开。`);
  }),
);
