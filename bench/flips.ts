// bench/flips.ts —— 翻位演习:every single bit of a small log, one after another; each must be found, and its place named
import { lookAtAll } from '../src/server/faults/bitFlips.ts';
import { openFlippedLog } from '../src/server/faults/flippedLog.ts';
import type { Bench, Line } from './measure.ts';

/** `npm run bench -- flips`: exhaustive, some minutes; npm test takes headers, a payload and a sample of the rest. */
export const flipsBench: Bench = async ({ say }) => {
  const log = await openFlippedLog();
  const lines: Line[] = [];
  try {
    for (const [table, flips] of Object.entries(log.flips)) {
      say(`翻位演习：${table}，${flips.length}位`);
      const { looked, impossible, missed } = await lookAtAll(log.db, flips, log.look);
      for (const one of missed) say(`✗ ${one}`);
      const what = `翻位演习：${table}`;
      const against = `翻了${looked}位，另有${impossible}位这一列存不下`;
      lines.push({ what, value: `没有指明${missed.length}位`, against, ratio: missed.length, limit: { atMost: 0 } });
    }
  } finally {
    await log.close();
  }
  return lines;
};
