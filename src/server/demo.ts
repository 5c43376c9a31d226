// src/server/demo.ts —— 演示:plays the stories through the real engine at first start, then makes the demo accounts
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { readStories, type StorySubmission, submissionsOf } from '../../stories/readStory.ts';
import { newId } from '../base/ids.ts';
import { perform } from '../casework/perform.ts';
import { root } from './configuration.ts';
import { takeIn } from './routes/evidenceRoutes.ts';
import { demoAccountList, prepareDemoAccounts } from './signIn/demoAccounts.ts';
import type { Heming } from './wiring.ts';

/** Loads the demo into an empty log; says who can sign in. Does nothing when cases exist already. */
export async function loadDemo(heming: Heming): Promise<void> {
  const { casework } = heming;
  const clock = casework.clock;
  const registers = await casework.registers(heming.store.db);
  const submissions = (await readStories(join(root, 'stories'), registers))
    .filter((story) => story.demo)
    .flatMap((story) => submissionsOf(story))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  if (heming.log.status().size <= 1) {
    const seen = new Map<string, number>();
    const cases = new Map<string, string>();
    for (const submission of submissions) await play(heming, submission, cases, seen);
    casework.clock = clock;
    console.log(`演示案件已装入:${cases.size}件`);
  }
  const accounts = await prepareDemoAccounts(heming.store.db, registers, clock(), heming.configuration.data);
  if (accounts.length > 0) console.log(`\n${demoAccountList(accounts, clock())}\n(同一份名单保存在数据目录的 demo-passwords.txt)\n`);
}

/** One line of a story: the clock stands at its moment, evidence is taken in first, then the act is performed like any other. */
async function play(heming: Heming, line: StorySubmission, cases: Map<string, string>, seen: Map<string, number>): Promise<void> {
  const { casework } = heming;
  const caseId = cases.get(line.caseKey) ?? newId(Date.parse(line.at));
  cases.set(line.caseKey, caseId);
  casework.clock = () => new Date(line.at);
  const ids = new Map<string, string>();
  for (const { name, path } of line.evidence) {
    const bytes = await readFile(join(heming.configuration.pack, path));
    const stored = await heming.blobs.put(Readable.from([bytes]));
    const mediaType = path.endsWith('.mp4')
      ? 'video/mp4'
      : path.endsWith('.webm')
        ? 'video/webm'
        : path.endsWith('.png')
          ? 'image/png'
          : path.endsWith('.pdf')
            ? 'application/pdf'
            : 'image/jpeg';
    const taken = await takeIn(heming, {
      agency: casework.agency,
      personId: line.enteredBy,
      caseId,
      name: `${name}${basename(path).slice(basename(path).lastIndexOf('.'))}`,
      mediaType,
      stored,
      claims: { filename: name, sha256: stored.digest, caseId },
    });
    ids.set(name, taken.item);
  }
  const performed = await perform(casework, {
    id: newId(Date.parse(line.at)),
    caseId,
    step: line.step,
    on: line.on,
    by: line.by,
    enteredBy: line.enteredBy,
    particulars: line.particulars((name) => ids.get(name) ?? name),
    seen: seen.get(caseId) ?? 0,
  });
  if (performed.kind !== 'recorded')
    throw new Error(`演示案件“${line.caseKey}”的“${line.step}”(${line.on})没有记录:${JSON.stringify(performed)}`);
  seen.set(caseId, performed.n);
}
