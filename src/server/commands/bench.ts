// src/server/commands/bench.ts —— 量一量:every figure a ratio against a peer measured in the same run; `npm run bench -- acts` runs one
import { acts } from '../../../bench/acts.ts';
import { backupBench } from '../../../bench/backup.ts';
import { cloneBench } from '../../../bench/clone.ts';
import { crashBench } from '../../../bench/crash.ts';
import { evidenceBench } from '../../../bench/evidence.ts';
import { failoverBench } from '../../../bench/failover.ts';
import { flipsBench } from '../../../bench/flips.ts';
import { fsckBench } from '../../../bench/fsck.ts';
import { growthBench } from '../../../bench/growth.ts';
import { importsBench } from '../../../bench/imports.ts';
import { lawBench } from '../../../bench/law.ts';
import { type Bench, type Line, tableOf, verdictOf } from '../../../bench/measure.ts';
import { papersBench } from '../../../bench/papers.ts';
import { readsBench } from '../../../bench/reads.ts';

/** By name; those in `onRequest` take minutes and run only when named. */
const benches: Record<string, Bench> = {
  acts,
  fsck: fsckBench,
  reads: readsBench,
  papers: papersBench,
  law: lawBench,
  imports: importsBench,
  backup: backupBench,
  crash: crashBench,
  evidence: evidenceBench,
  flips: flipsBench,
  failover: failoverBench,
  growth: growthBench,
  clone: cloneBench,
};
const onRequest = ['clone', 'imports', 'evidence', 'flips', 'growth', 'failover'];

const [named, ...args] = process.argv.slice(2);
if (named !== undefined && !(named in benches)) {
  console.error(`没有“${named}”这一项，可以运行的有：${Object.keys(benches).join('、')}`);
  process.exit(1);
}
const chosen = named === undefined ? Object.keys(benches).filter((name) => !onRequest.includes(name)) : [named];
const lines: Line[] = [];
for (const name of chosen) lines.push(...(await benches[name]!({ args, say: (text) => console.error(text) })));
console.log(tableOf(lines));
process.exit(lines.some((line) => verdictOf(line) === '未达到') ? 1 : 0);
