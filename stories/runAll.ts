// stories/runAll.ts —— 全部案例：runs every story of an agency's pack and checks that each claim of the law was seen from both sides
import { procedures } from '../src/law/procedures/inForce.ts';
import { readPack } from '../src/registers/pack.ts';
import { namesOf, registersOf } from './packRegisters.ts';
import { readStories } from './readStory.ts';
import { claimsOf, runStory } from './runStory.ts';
import type { Story } from './story.ts';

/** `neverHeld`: claims no recorded act was asked; `neverRefused`: claims no 不得 line was refused by. */
export type StoriesRun = {
  runs: { story: Story; faults: Error[]; held: Set<string>; refusedBy: Set<string> }[];
  neverHeld: string[];
  neverRefused: string[];
  claims: number;
};

/** Runs all stories of a folder on a pack. Throws StoryFault where a story cannot be read. */
export async function runAll(storiesFolder: string, packFolder: string): Promise<StoriesRun> {
  const pack = await readPack(packFolder);
  const stories = await readStories(storiesFolder, namesOf(pack));
  const [held, refusedBy] = [new Set<string>(), new Set<string>()];
  const runs = stories.map((story) => {
    const run = runStory(story, registersOf(pack, story));
    for (const claim of run.held) held.add(claim);
    for (const claim of run.refusedBy) refusedBy.add(claim);
    return { story, faults: run.faults, held: run.held, refusedBy: run.refusedBy };
  });
  const claims = [...new Set(procedures.flatMap((law) => [...claimsOf(law)]))];
  return {
    runs,
    neverHeld: claims.filter((claim) => !held.has(claim)),
    neverRefused: claims.filter((claim) => !refusedBy.has(claim)),
    claims: claims.length,
  };
}
