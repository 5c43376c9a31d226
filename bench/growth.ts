// bench/growth.ts —— 日志越长,办理一步贵多少:the same acts after ten thousand and after a million events, and the restart in between
import { rm } from 'node:fs/promises';
import { sql } from 'kysely';
import { newId } from '../src/base/ids.ts';
import { perform } from '../src/casework/perform.ts';

import { type Heming, openHeming } from '../src/server/wiring.ts';
import { type Bench, type Line, median, timed } from './measure.ts';
import { openSystem, type System } from './system.ts';

const [SMALL, LARGE] = [10_000, 1_000_000];
const BATCH = 2_000; // events of one statement while filling
const ROUNDS = 12;
const ACTS = 50;
const LIMIT = 1.2;

/** Cost of an act at either length, each against bare inserts of the same moment; `npm run bench -- growth 100000` fills less. */
export const growthBench: Bench = async ({ args, say }) => {
  const large = Number(args[0] ?? LARGE);
  if (!Number.isInteger(large) || large <= SMALL) throw new Error(`请写一个大于${SMALL}的整数`);
  const system = await openSystem();
  const { data } = system.heming.configuration;
  try {
    const { db } = system.heming.store;
    await sql`create table bare_row (id int8 generated always as identity primary key, body text not null)`.execute(db);
    say(`日志增长：先写到${SMALL}条`);
    await fill(system.heming, SMALL);
    const small = await measure(system);
    say(`日志增长：再写到${large}条`);
    await fill(system.heming, large);
    const later = await measure(system);
    await system.heming.close();
    say('日志增长：重新启动');
    const began = performance.now();
    const reopened = await openHeming(system.heming.configuration);
    const seconds = (performance.now() - began) / 1000;
    await reopened.close();
    return linesOf(small, later, large, seconds);
  } finally {
    await system.close().catch(() => {}); // its database is closed already
    await rm(data, { recursive: true, force: true });
  }
};

/** Appends events as large as a short act until the log is `size` long; no case of theirs is ever looked at again. */
async function fill({ casework: { log } }: Heming, size: number): Promise<void> {
  const text = '遥感图斑显示林地内新修道路（演示）'.repeat(4);
  while (log.status().size < size) {
    const at = new Date().toISOString();
    const count = Math.min(BATCH, size - log.status().size);
    const append = Array.from({ length: count }, () => ({
      type: 'benchEvent',
      id: newId(),
      at,
      by: 'bench',
      caseId: newId(),
      segments: [{ path: 'text', value: text }],
    }));
    await log.run(async () => ({ append, result: () => undefined }));
  }
}

type Cost = { act: number; bare: number };

/** Medians of one act and of one bare insert, ms, in turn, one client. */
async function measure({ heming, officers, today }: System): Promise<Cost> {
  const clue = { source: 'satellite', receivedAt: `${today} 00:00`, place: '盘锦市大洼区演示村', summary: '林地内新修道路（演示）' };
  const [acts, bares]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    const bare = await timed(async () => {
      for (let i = 0; i < ACTS; i++) await sql`insert into bare_row (body) values (${'x'.repeat(200)})`.execute(heming.store.db);
    });
    const act = await timed(async () => {
      for (let i = 0; i < ACTS; i++) {
        const submission = {
          id: newId(),
          caseId: newId(),
          step: 'clueRegistered',
          on: today,
          by: [officers[0]],
          particulars: clue,
          seen: 0,
        };
        const performed = await perform(heming.casework, { ...submission, enteredBy: officers[0] });
        if (performed.kind !== 'recorded') throw new Error(`an act of the bench was not recorded: ${JSON.stringify(performed)}`);
      }
    });
    if (round < 2) continue; // warming up
    acts.push(act.ms / ACTS);
    bares.push(bare.ms / ACTS);
  }
  return { act: median(acts), bare: median(bares) };
}

const linesOf = (small: Cost, later: Cost, large: number, seconds: number): Line[] => [
  {
    what: `办理一步，日志${large}条时比${SMALL}条时（各自对同一时刻的单行插入）`,
    value: `${later.act.toFixed(2)} 毫秒，单行插入 ${later.bare.toFixed(2)}`,
    against: `${small.act.toFixed(2)} 毫秒，单行插入 ${small.bare.toFixed(2)}`,
    ratio: later.act / later.bare / (small.act / small.bare),
    limit: { atMost: LIMIT },
  },
  { what: `日志${large}条时重新启动（打开全部，未含监听）`, value: `${seconds.toFixed(1)} 秒`, against: '—' },
];
