// src/server/commands/lawIndex.ts —— npm run law-index：writes docs/law-index.md and docs/glossary.md
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runAll } from '../../../stories/runAll.ts';
import { lookThrough } from '../../../stories/sightings.ts';
import { glossary, lawIndex } from '../../law/lawIndex.ts';
import { procedures } from '../../law/procedures/inForce.ts';
import { root } from '../configuration.ts';

const run = await runAll(join(root, 'stories'), join(root, 'agencies', 'panjin'));
await writeFile(join(root, 'docs', 'law-index.md'), lawIndex(procedures, await lookThrough(root, run)));
await writeFile(join(root, 'docs', 'glossary.md'), glossary());
console.log('已写入 docs/law-index.md、docs/glossary.md');
