// src/server/upkeep/witness/witnessing.ts —— 送请见证:every signed checkpoint goes to the witnesses until the newest is cosigned; no act waits for it
import { newToken } from '../../../base/ids.ts';
import type { Log } from '../../../ledger/log.ts';
import { parseVkey } from '../../../ledger/proof/note.ts';
import type { Db } from '../../../store/database.ts';
import type { WitnessAddress } from '../../configuration.ts';
import { type Dealing, giveTurnBack, submitNewest, type WitnessTrouble } from './submission.ts';

/** A witness as it stands: the size it has cosigned, and what is wrong, if anything. */
export type WitnessStatus = { name: string; size: number; trouble?: WitnessTrouble };
/** The running submission. `stop` waits for what is under way. */
export type Witnessing = { status(): WitnessStatus[]; stop(): Promise<void> };

type Options = { db: Db; log: Log; witnesses: readonly WitnessAddress[]; report: (sentence: string) => void; every?: number };

const [EVERY_MS, FIRST_RETRY_MS, LONGEST_RETRY_MS] = [500, 1000, 60_000];

const says: Record<WitnessTrouble, string> = {
  unreachable: '没有答复，会一直再试；办案不受影响',
  notKnown: '不认识这个日志或者它的公钥，请把日志公钥告诉见证单位',
  contradicts: '说本日志与它见证过的不一致，请立即查明原因',
  badAnswer: '答复的签名不对，请核对 HEMING_WITNESSES 里的公钥',
};

/** Starts a loop for each witness; one that is slow or silent holds up no other. */
export function openWitnessing({ db, log, witnesses, report, every = EVERY_MS }: Options): Witnessing {
  const holder = newToken(12);
  const loops = witnesses.map((witness) => {
    const vkey = parseVkey(witness.vkey);
    return openLoop({ db, log, witness, vkey, holder, size: 0, asked: false, turnUntil: 0 }, report, every);
  });
  return {
    status: () => loops.map((loop) => loop.status()),
    stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))),
  };
}

function openLoop(dealing: Dealing, report: (sentence: string) => void, every: number) {
  const { name } = dealing.vkey;
  let [timer, stopped] = [undefined as NodeJS.Timeout | undefined, false];
  let [trouble, wait] = [undefined as WitnessTrouble | undefined, every];
  let running: Promise<void>;

  async function round(): Promise<void> {
    const before = trouble;
    trouble = await submitNewest(dealing).catch((): WitnessTrouble => 'unreachable');
    if (trouble !== undefined && trouble !== before) report(`见证单位“${name}”${says[trouble]}。`);
    if (trouble === undefined && before !== undefined) report(`见证单位“${name}”恢复正常。`);
    wait = trouble === undefined ? every : before === undefined ? FIRST_RETRY_MS : Math.min(wait * 2, LONGEST_RETRY_MS);
    if (!stopped) timer = setTimeout(next, wait);
  }
  const next = () => {
    running = round();
  };
  next();
  return {
    status: (): WitnessStatus => ({ name, size: dealing.size, ...(trouble ? { trouble } : {}) }),
    async stop() {
      stopped = true;
      await running.finally(() => clearTimeout(timer));
      await giveTurnBack(dealing);
    },
  };
}
