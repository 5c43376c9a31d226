// src/server/upkeep/witness/timestamping.ts —— 盖时间戳:every hour in which something was cosigned, an authority outside says when (RFC 3161)

import { utf8 } from '../../../base/bytes.ts';
import { newToken } from '../../../base/ids.ts';
import type { Log } from '../../../ledger/log.ts';
import {
  keepTimestamp,
  lastTimestamp,
  newestCheckpoint,
  newestCosigned,
  takeTurn,
  withCosignatures,
} from '../../../ledger/vouching/cosignatures.ts';
import { openTimestamp, timestampRequest } from '../../../ledger/vouching/timestamp.ts';
import type { Db } from '../../../store/database.ts';
import type { TimestampAddress } from '../../configuration.ts';

/** The length stamped last, when, and why the next stamp is wanting if it is. */
export type TimestampStatus = { size: number; at?: string; trouble?: string };
/** The running stamping; `tick` does at once what is due. */
export type Timestamping = { status(): TimestampStatus | undefined; tick(): Promise<void>; stop(): Promise<void> };

type Options = {
  db: Db;
  log: Log;
  authority?: TimestampAddress;
  witnessed: boolean;
  report: (sentence: string) => void;
  clock?: () => Date;
};

const HOUR = 3_600_000;
const LOOK_EVERY_MS = 60_000;
const WAIT_MS = 20_000;
const MAX_ANSWER = 256 * 1024;

/** Starts stamping; with `witnessed` it stamps cosigned checkpoints only. Acts never wait for it, and a silent authority is an alarm. */
export function openTimestamping({ db, log, authority, witnessed, report, clock = () => new Date() }: Options): Timestamping {
  if (!authority) return { status: () => undefined, tick: async () => {}, stop: async () => {} };
  const holder = newToken(12);
  const status: TimestampStatus = { size: 0 };
  let running: Promise<void> = Promise.resolve();

  async function stampWhatIsDue({ url, ca }: TimestampAddress): Promise<void> {
    const last = await lastTimestamp(db, log.agency);
    Object.assign(status, last ?? {});
    if (last && clock().getTime() - Date.parse(last.at) < HOUR) return;
    const next = await (witnessed ? newestCosigned : newestCheckpoint)(db, log.agency);
    if (!next || next.size <= (last?.size ?? 0) || !(await takeTurn(db, log.agency, 'timestamp', holder, 120))) return;
    const note = await withCosignatures(db, log.agency, next);
    const bytes = utf8(note);
    const { der, nonce } = timestampRequest(bytes);
    const headers = { 'content-type': 'application/timestamp-query' };
    const response = await fetch(url, { method: 'POST', headers, body: der, signal: AbortSignal.timeout(WAIT_MS), redirect: 'error' });
    if (!response.ok) throw new Error(`答复 ${response.status}`);
    const tsr = new Uint8Array(await response.arrayBuffer());
    if (tsr.length > MAX_ANSWER) throw new Error('答复太长');
    await openTimestamp(tsr, bytes, { nonce, ...(ca === undefined ? {} : { trusted: [ca] }) });
    await keepTimestamp(db, log.agency, { size: next.size, note }, tsr, clock());
    Object.assign(status, { size: next.size, at: clock().toISOString() });
  }

  async function attempt(): Promise<void> {
    try {
      await stampWhatIsDue(authority!);
      status.trouble = undefined;
    } catch (error) {
      const trouble = error instanceof Error ? error.message : String(error);
      if (status.trouble !== trouble) report(`时间戳没有盖成，会再试：${trouble}`);
      status.trouble = trouble;
    }
  }
  const tick = () => {
    running = running.then(attempt);
    return running;
  };
  const timer = setInterval(tick, LOOK_EVERY_MS);
  timer.unref();
  void tick();
  return {
    status: () => ({ ...status }),
    tick,
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
