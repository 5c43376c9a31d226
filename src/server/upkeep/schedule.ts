// src/server/upkeep/schedule.ts —— 定时打扫:what nobody would remember to do; one task's failure stops no other
import { shanghaiDate, shanghaiMinute } from '../../base/dates.ts';
import type { Uploads } from '../../evidence/uploads.ts';
import { type Db, vacuum } from '../../store/database.ts';
import { inTurn, isShared } from '../../store/turns.ts';
import { takeTask } from '../installation.ts';
import { forgetOldAttempts } from '../signIn/attempts.ts';
import { pruneOperations } from '../signIn/operationalLog.ts';
import { forgetOldSessions } from '../signIn/sessions.ts';
import type { Heming } from '../wiring.ts';
import { selfCheck } from './selfCheck.ts';

/** A task and how often it is due. */
export type Task = { name: string; every: 'hour' | 'night'; run(now: Date): Promise<unknown> };
/** Runs what is due now and names it; `stop` waits for what is running. */
export type Schedule = { tick(): Promise<string[]>; stop(): Promise<void> };

const HOUR = 3_600_000;
/** Months the operational log is kept: twice what the database insists on. */
const KEEP_MONTHS = 12;

/** The system's own tasks. */
export const tasksOf = (heming: Heming, uploads: Pick<Uploads, 'sweep'>): Task[] => [
  { name: 'uploads', every: 'hour', run: () => uploads.sweep() }, // of this machine's disk
  ...[
    { name: 'attempts', every: 'hour' as const, run: (now: Date) => forgetOldAttempts(heming.store.db, now) },
    { name: 'sessions', every: 'night' as const, run: (now: Date) => forgetOldSessions(heming.store.db, now) },
    { name: 'operations', every: 'night' as const, run: () => pruneOperations(heming.store.db, KEEP_MONTHS) },
    { name: 'vacuum', every: 'night' as const, run: () => vacuum(heming.store) },
    { name: 'selfCheck', every: 'night' as const, run: (now: Date) => selfCheck(heming, now) },
  ].map((task) => byOne(heming.store.db, task)),
];

/** Of several processes on one database one does the task; the others wait for it and find it done. */
const byOne = (db: Db, task: Task): Task => {
  const term = task.every === 'hour' ? HOUR / 2 : 12 * HOUR;
  const run = async (now: Date) => {
    if (await takeTask(db, task.name, now, new Date(now.getTime() - term))) await task.run(now);
  };
  return isShared(db) ? { ...task, run: (now) => inTurn(db, `task ${task.name}`, () => run(now)) } : task;
};

/** Night is 02:00 to 05:00 in Shanghai, once a date; a server that is never up at night does it after three days. */
function isNight(now: Date, last: Date): boolean {
  const hour = Number(shanghaiMinute(now).slice(11, 13));
  const atNight = hour >= 2 && hour < 5 && shanghaiDate(now) !== shanghaiDate(last);
  return atNight || now.getTime() - last.getTime() > 72 * HOUR;
}

/** Starts the schedule; it looks every hour and keeps no process alive. */
export function openSchedule(tasks: Task[], { clock, report }: { clock: () => Date; report: (error: unknown) => void }): Schedule {
  let lastNight = clock();
  let running: Promise<string[]> = Promise.resolve([]);
  async function runDue(): Promise<string[]> {
    const now = clock();
    const night = isNight(now, lastNight);
    if (night) lastNight = now;
    const done: string[] = [];
    for (const task of tasks.filter(({ every }) => every === 'hour' || night)) {
      try {
        await task.run(now);
        done.push(task.name);
      } catch (error) {
        report(error);
      }
    }
    return done;
  }
  const tick = () => {
    running = running.then(runDue);
    return running;
  };
  const timer = setInterval(tick, HOUR);
  timer.unref();
  return {
    tick,
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
