// stories/sightings.ts —— 规则见于何处：source files, tests and stories by gate and by article, for the law index
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sightings } from '../src/law/lawIndex.ts';
import { procedures } from '../src/law/procedures/inForce.ts';
import type { StoriesRun } from './runAll.ts';
import { claimsOf } from './runStory.ts';

/** Looks through src/law and the stories. `root` is the repository's folder. */
export async function lookThrough(root: string, { runs }: StoriesRun): Promise<Sightings> {
  const [files, tests] = [new Map<string, string[]>(), new Map<string, string[]>()];
  const tables = new Map<string, string[]>();
  const ids = new Set(procedures.flatMap((law) => [...claimsOf(law)]));
  const names = (await readdir(join(root, 'src', 'law'), { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
  for (const name of names) {
    const path = `src/law/${name.replaceAll('\\', '/')}`;
    const text = await readFile(join(root, path), 'utf8');
    for (const law of procedures)
      if (text.includes(`id: '${law.id}'`) && path.startsWith('src/law/procedures/')) tables.set(law.id, [path]);
    const isTest = /\.test\.ts$|\/test[A-Z]|\/sample/.test(path);
    const found = new Set([...text.matchAll(/['"`]([a-zA-Z]+)['"`]/g)].map(([, id]) => id!).filter((id) => ids.has(id)));
    for (const [, cite] of text.matchAll(/'([\p{Script=Han}]+§\d+)'/gu)) found.add(cite!);
    const noted = isTest ? tests : files;
    for (const key of found) noted.set(key, [...(noted.get(key) ?? []), path]);
  }
  const stories = new Map(
    [...ids].map((id) => [
      id,
      {
        refused: runs.filter(({ refusedBy }) => refusedBy.has(id)).map(({ story }) => story.file),
        held: runs.filter(({ held }) => held.has(id)).length,
      },
    ]),
  );
  return { files, tests, tables, stories };
}
