// src/server/commands/rebuild.ts —— 重建读模型:boards, deadlines, numbers and publications again from the log
import { rebuild } from '../../casework/rebuild.ts';
import { command, withHeming } from '../upkeep/command.ts';

await command(() =>
  withHeming(async ({ casework }) => {
    const { cases, acts } = await rebuild(casework);
    console.log(`已重建：${cases}件案件，${acts}条记录`);
  }),
);
