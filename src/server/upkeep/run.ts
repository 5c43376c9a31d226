// src/server/upkeep/run.ts —— 运行:opens the system on its directory, loads the demo, opens every door, and closes all of it again

import type { Db } from '../../store/database.ts';
import { openApp } from '../app.ts';
import type { Configuration } from '../configuration.ts';
import { beforeDemo, loadDemo } from '../demo.ts';
import { openUploads } from '../routes/evidenceRoutes.ts';
import { openTime } from '../time.ts';
import { type Heming, openHeming } from '../wiring.ts';
import { openControl } from './control.ts';
import { type Listening, listen } from './listen.ts';
import { openMetrics } from './metrics.ts';
import { aloneWhileStarting } from './postgres/openDatabase.ts';
import { openSchedule, tasksOf } from './schedule.ts';
import { openTimestamping, type Timestamping } from './witness/timestamping.ts';
import { openWitnessing, type Witnessing } from './witness/witnessing.ts';

export type Running = { heming: Heming; base: string; stop(): Promise<void> };

/** Runs until stopped; `stop` lets requests finish, signs what is left and lets go of the directory. Nothing stays open when it throws. */
export async function run(configuration: Configuration): Promise<Running> {
  const time = openTime();
  const beforeLog = configuration.demo ? (db: Db) => beforeDemo(db, time) : undefined;
  const heming = await aloneWhileStarting(configuration, async () => {
    const opened = await openHeming(configuration, time.now, 'asAsked', beforeLog);
    try {
      if (configuration.demo) await loadDemo(opened, time);
    } catch (error) {
      await opened.close();
      throw error;
    }
    return opened;
  });
  let door: Listening | undefined;
  let witnessing: Witnessing | undefined;
  let timestamping: Timestamping | undefined;
  try {
    const control = openControl(heming);
    const uploads = await openUploads(heming);
    const log = configuration.requestLog ? (line: string) => void process.stdout.write(`${line}\n`) : undefined;
    const { witnesses } = heming.configuration;
    witnessing = openWitnessing({ db: heming.store.db, log: heming.log, witnesses, report: heming.warn });
    const stamped = { authority: heming.configuration.timestamps, witnessed: witnesses.length > 0 };
    timestamping = openTimestamping({ db: heming.store.db, log: heming.log, ...stamped, report: heming.warn });
    const metrics = openMetrics(heming, configuration.metricsToken);
    const app = await openApp(heming, { control: control.routes, uploads, log, witnessing, timestamping, metrics });
    door = await listen(app.fetch, { ...configuration, warn: heming.warn });
    await control.announce(door.base);
    const schedule = openSchedule(metrics.watching(tasksOf(heming, uploads)), { clock: heming.casework.clock, report: heming.report });
    const { base, stop } = door;
    return {
      heming,
      base,
      async stop() {
        await stop();
        await schedule.stop();
        await Promise.all([witnessing?.stop(), timestamping?.stop()]);
        await control.withdraw();
        await heming.close();
      },
    };
  } catch (error) {
    await door?.stop();
    await Promise.all([witnessing?.stop(), timestamping?.stop()]);
    await heming.close();
    throw error;
  }
}

/** A stop in order takes at most the grace of requests and one signing; after this the process ends with 1. */
const STOP_WITHIN_MS = 20_000;

/** Runs, says where, and ends the process in order on SIGTERM or SIGINT: running acts finish, what is left is signed, exit code 0. */
export async function runUntilTold(configuration: Configuration): Promise<void> {
  const { base, heming, stop } = await run(configuration);
  let stopping = false;
  const onSignal = () => {
    if (stopping) return;
    stopping = true;
    // What is acknowledged is durable already: a disk that no longer answers must not keep the process from ending.
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    stop().then(
      () => process.exit(0),
      (error) => {
        heming.report(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  const doors = `  公示门户  ${base}/\n  办案      ${base}/console/`;
  console.log(`鹤鸣已启动\n${doors}\n  日志公钥  ${heming.log.vkey}\n  公钥指纹  ${heming.fingerprint}`);
}
