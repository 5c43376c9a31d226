// src/server/commands/rebuild.ts —— 重建读模型:boards, deadlines, numbers and publications again from the log
import { rebuild } from '../../casework/rebuild.ts';
import { readConfiguration } from '../configuration.ts';
import { openHeming } from '../wiring.ts';

const heming = await openHeming(readConfiguration());
const { cases, acts } = await rebuild(heming.casework);
console.log(`已重建:${cases}件案件,${acts}条记录`);
await heming.close();
