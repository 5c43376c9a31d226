// src/server/commands/fetchTail.ts —— 取回尾部:after an old backup or snapshot, what it lacks comes back from a witness's mirror
import { command } from '../upkeep/command.ts';
import { recoverTail } from '../upkeep/witness/recoverTail.ts';

await command(recoverTail);
