// src/server/commands/stories.ts —— npm run stories：runs all stories, and checks that each claim of the law was seen from both sides
import { join } from 'node:path';
import { runAll } from '../../../stories/runAll.ts';
import { StoryFault } from '../../../stories/words.ts';
import { root } from '../configuration.ts';

try {
  const { runs, neverHeld, neverRefused, claims } = await runAll(join(root, 'stories'), join(root, 'agencies', 'panjin'));
  for (const { story, faults } of runs) {
    console.log(`${faults.length === 0 ? '✔' : '✖'} ${story.title}（${story.file}）`);
    for (const fault of faults) console.log(`  ${fault.message}`);
  }
  const covered = neverHeld.length === 0 && neverRefused.length === 0;
  if (neverHeld.length > 0) console.log(`✖ 没有案例符合过的规则：${neverHeld.join('、')}`);
  if (neverRefused.length > 0) console.log(`✖ 没有案例被其拒绝过的规则：${neverRefused.join('、')}`);
  if (covered) console.log(`✔ ${claims}条规则都有案例符合、有案例被拒绝`);
  const failed = runs.filter(({ faults }) => faults.length > 0).length;
  console.log(`\n${runs.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && covered ? 0 : 1;
} catch (error) {
  if (!(error instanceof StoryFault)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
