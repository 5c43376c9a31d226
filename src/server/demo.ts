// src/server/demo.ts —— 演示:plays the stories through the real engine at first start, then makes the demo accounts
import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { readStories, type StorySubmission, submissionsOf } from '../../stories/readStory.ts';
import { newId } from '../base/ids.ts';
import { perform } from '../casework/perform.ts';
import { LOG_STARTED } from '../ledger/keep/ownEvents.ts';
import type { Db } from '../store/database.ts';
import { ConfigurationError, root } from './configuration.ts';
import { demoIsLoaded, noteDemoLoaded } from './installation.ts';
import { takeIn } from './routes/evidenceRoutes.ts';
import { demoAccountList, prepareDemoAccounts } from './signIn/demoAccounts.ts';
import type { Time } from './time.ts';
import { PACK_LOADED } from './upkeep/packLoading.ts';
import type { Heming } from './wiring.ts';

/** The log of a demonstration begins before its first story. */
const beginning = new Date('2024-12-01T00:00:00Z');
const mediaTypes: Record<string, string> = { '.mp4': 'video/mp4', '.webm': 'video/webm', '.png': 'image/png', '.pdf': 'application/pdf' };

/** Sets the clock back for a demonstration that has still to be played; to be called before the log is opened. */
export async function beforeDemo(db: Db, time: Time): Promise<void> {
  if (!(await demoIsLoaded(db))) time.stand(beginning);
}

/** Plays the stories into a new directory and says who can sign in. Crash point: a directory half played is refused, not patched up. */
export async function loadDemo(heming: Heming, time: Time): Promise<void> {
  const { configuration, casework, store } = heming;
  const registers = await casework.registers(store.db);
  if (!(await demoIsLoaded(store.db))) {
    if (await hasBegun(store.db))
      throw new ConfigurationError(`上次装入演示案件时中断了。请删除数据目录 ${configuration.data} 后重新启动。`);
    const stories = (await readStories(join(root, 'stories'), registers)).filter((story) => story.demo);
    const stage: Stage = { heming, time, cases: new Map() };
    // What a story says of days to come has not happened yet: the case stays where it stands today.
    const now = new Date().toISOString();
    const lines = stories.flatMap(submissionsOf).filter((line) => new Date(line.at).toISOString() <= now);
    for (const line of lines.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) await play(stage, line);
    time.stand();
    await noteDemoLoaded(store.db);
    console.log(`演示案件已装入：${stage.cases.size}件`);
  }
  time.stand();
  const accounts = await prepareDemoAccounts(store.db, registers, time.now(), configuration.data);
  if (accounts.length > 0) console.log(`\n${demoAccountList(accounts, time.now())}\n（同一份名单保存在数据目录的 demo-passwords.txt）\n`);
}

/** Is there anything in the log beside its own beginning and the loading of packs? */
async function hasBegun(db: Db): Promise<boolean> {
  const { rows } = await sql<{
    begun: boolean;
  }>`select exists (select from log_entry where type not in (${LOG_STARTED}, ${PACK_LOADED})) as begun`.execute(db);
  return rows[0]!.begun;
}

type Stage = { heming: Heming; time: Time; cases: Map<string, { id: string; seen: number; evidence: Map<string, string> }> };

/** One line of a story: the clock stands at its moment, evidence is taken in first, then the act is performed like any other. */
async function play({ heming, time, cases }: Stage, line: StorySubmission): Promise<void> {
  const { casework, blobs, configuration } = heming;
  const at = Date.parse(line.at);
  const known = cases.get(line.caseKey) ?? { id: newId(at), seen: 0, evidence: new Map<string, string>() };
  cases.set(line.caseKey, known);
  time.stand(new Date(at));
  for (const { name, path } of line.evidence) {
    const stored = await blobs.put(Readable.from([await readFile(join(configuration.pack, path))]));
    const kind = extname(basename(path));
    const claims = { filename: name, sha256: stored.digest, caseId: known.id };
    const arrival = {
      agency: casework.agency,
      personId: line.enteredBy,
      caseId: known.id,
      name: `${name}${kind}`,
      mediaType: mediaTypes[kind] ?? 'image/jpeg',
      stored,
      claims,
    };
    known.evidence.set(name, (await takeIn(heming, arrival)).item);
  }
  const particulars = line.particulars((name) => known.evidence.get(name) ?? name);
  const { step, on, by, enteredBy } = line;
  const performed = await perform(casework, { id: newId(at), caseId: known.id, step, on, by, enteredBy, particulars, seen: known.seen });
  if (performed.kind !== 'recorded') throw new Error(`演示案件“${line.caseKey}”的“${step}”（${on}）没有记录：${JSON.stringify(performed)}`);
  known.seen = performed.n;
}
