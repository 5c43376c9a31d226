// src/server/time.ts —— 时间:the machine's clock, which stands still only while the demonstration is being played
import { DraftRefused } from '../ledger/writer.ts';

/** Tells the time; `steady` throws DraftRefused when the time it told cannot be right, and is asked before anything is recorded. */
export type Clock = (() => Date) & { steady?: () => void };
/** The clock of the whole system. `stand` stops it at an instant; without one it runs again. */
export type Time = { now: Clock; stand(at?: Date): void };

/** What a mended clock may move at once. More, and legal dates might be wrong: nothing is recorded until a person has looked. */
const MOST_AHEAD_MS = 3_600_000;

type Sources = { wall: () => number; monotonic: () => number };

/**
 * Opens the clock. An act recorded too late a date by a clock gone ahead would stand for ever, and keep every later one out: so the wall
 * clock is held against the one that only counts. Waking from sleep looks the same; after either, whoever restarts has looked.
 */
export function openTime({ wall, monotonic }: Sources = { wall: Date.now, monotonic: () => performance.now() }): Time {
  let standing: Date | undefined;
  let [trusted, counted] = [wall(), monotonic()];
  const steady = () => {
    if (standing) return;
    const ahead = wall() - trusted - (monotonic() - counted);
    if (ahead > MOST_AHEAD_MS)
      throw new DraftRefused(
        'clockAhead',
        `服务器时钟在运行中突然快了${(ahead / 3_600_000).toFixed(1)}小时，在核对以前不记录任何办理，以免日期记错。时间不对的，请校准时钟后重试；时间是对的（例如机器休眠过），请重新启动服务。`,
      );
    // Small steps, forward or back, are what time servers make: they must not add up to a false alarm over months. Far back is not believed
    // either: the log refuses it by its last entry, and mended again it must not look like a leap ahead.
    if (ahead > -MOST_AHEAD_MS) [trusted, counted] = [wall(), monotonic()];
  };
  return {
    now: Object.assign(() => standing ?? new Date(wall()), { steady }),
    stand(at) {
      standing = at;
      if (!at) [trusted, counted] = [wall(), monotonic()];
    },
  };
}
