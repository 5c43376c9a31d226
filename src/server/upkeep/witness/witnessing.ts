// src/server/upkeep/witnessing.ts —— 送请见证:every signed checkpoint goes to the witnesses until the newest is cosigned; no act waits for it
import { newToken } from '../../../base/ids.ts';
import { cosignedBy, endTurn, keepCosignature, newestCheckpoint, type SignedNote, takeTurn } from '../../../ledger/keep/cosignatures.ts';
import { overTiles } from '../../../ledger/keep/head.ts';
import type { Log } from '../../../ledger/log.ts';
import { proveConsistency } from '../../../ledger/proof/merkle.ts';
import { parseVkey } from '../../../ledger/proof/note.ts';
import { formatSubmission } from '../../../ledger/proof/witnessRequest.ts';
import type { Db } from '../../../store/database.ts';
import type { WitnessAddress } from '../../configuration.ts';
import { remembered, submit } from './askWitness.ts';

/** What is wrong with a witness: it does not answer; it does not know this log or its key; it holds another history; its answer is not signed by it. */
export type WitnessTrouble = 'unreachable' | 'notKnown' | 'contradicts' | 'badAnswer';
/** A witness as it stands: the size it has cosigned, and what is wrong, if anything. */
export type WitnessStatus = { name: string; size: number; trouble?: WitnessTrouble };
/** The running submission. `stop` waits for what is under way. */
export type Witnessing = { status(): WitnessStatus[]; stop(): Promise<void> };

type Options = { db: Db; log: Log; witnesses: readonly WitnessAddress[]; report: (sentence: string) => void; every?: number };

const [EVERY_MS, LONGEST_WAIT_MS] = [500, 60_000];
// A server that dies holds the turn for this long: so long the newest checkpoint waits for another server, or for its own next start.
const [TURN_S, RENEW_MS] = [10, 4000];

const says: Record<WitnessTrouble, string> = {
  unreachable: '没有答复，会一直再试；办案不受影响',
  notKnown: '不认识这个日志或者它的公钥，请把日志公钥告诉见证单位',
  contradicts: '说本日志与它见证过的不一致，请立即查明原因',
  badAnswer: '答复的签名不对，请核对 HEMING_WITNESSES 里的公钥',
};

/** Starts a loop for each witness; one that is slow or silent holds up no other. */
export function openWitnessing({ db, log, witnesses, report, every = EVERY_MS }: Options): Witnessing {
  const holder = newToken(12);
  const loops = witnesses.map((witness) => openLoop(witness));
  return {
    status: () => loops.map(({ status }) => ({ ...status })),
    stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))),
  };

  function openLoop(witness: WitnessAddress) {
    const vkey = parseVkey(witness.vkey);
    const task = `witness ${vkey.name}`;
    const status: WitnessStatus = { name: vkey.name, size: 0 };
    let [timer, running, stopped] = [undefined as NodeJS.Timeout | undefined, Promise.resolve(), false];
    let [wait, asked, turnUntil] = [every, false, 0];

    async function round(): Promise<void> {
      const trouble = await attempt().catch((): WitnessTrouble => 'unreachable');
      if (trouble !== undefined && trouble !== status.trouble) report(`见证单位“${vkey.name}”${says[trouble]}。`);
      if (trouble === undefined && status.trouble !== undefined) report(`见证单位“${vkey.name}”恢复正常。`);
      status.trouble = trouble;
      wait = trouble === undefined ? every : Math.min(Math.max(wait, 500) * 2, LONGEST_WAIT_MS);
      if (!stopped) timer = setTimeout(next, wait);
    }
    const next = () => {
      running = round();
    };

    async function attempt(): Promise<WitnessTrouble | undefined> {
      status.size = Math.max(status.size, await cosignedBy(db, log.agency, vkey.name));
      if (!asked) {
        const note = await remembered(witness, log.origin);
        if (note !== undefined && !(await log.confront(note))) return 'notKnown';
        asked = true;
      }
      if (log.status().refusal) return status.trouble;
      const newest = await newestCheckpoint(db, log.agency);
      if (!newest || newest.size <= status.size || !(await myTurn())) return undefined;
      return cosign(newest);
    }

    async function myTurn(): Promise<boolean> {
      if (Date.now() < turnUntil - RENEW_MS) return true;
      const mine = await takeTurn(db, log.agency, task, holder, TURN_S);
      turnUntil = mine ? Date.now() + TURN_S * 1000 : 0;
      return mine;
    }

    /** Submits from the size we believe it has; it says so when that is another, and then once more from there. */
    async function cosign(newest: SignedNote): Promise<WitnessTrouble | undefined> {
      let old = status.size;
      for (let tries = 0; tries < 3; tries++) {
        if (old > newest.size) return ahead();
        const proof = await overTiles(db, log.agency, newest.size, (nodes) => proveConsistency(old, newest.size, nodes));
        const { status: code, body, size } = await submit(witness, formatSubmission({ old, proof, checkpoint: newest.note }));
        if (code === 200) return keep(newest, body);
        if (size !== undefined) old = size;
        else if (code === 403 || code === 404) return 'notKnown';
        else if (code === 409 || code === 422) return contradicted();
        else return 'unreachable';
      }
      return 'unreachable'; // somebody else keeps submitting: the next round goes on from what they got
    }

    async function keep(newest: SignedNote, lines: string): Promise<WitnessTrouble | undefined> {
      try {
        await keepCosignature(db, log.agency, newest, vkey, lines);
      } catch (error) {
        if ((error as Error).name === 'NoteError') return 'badAnswer';
        throw error;
      }
      status.size = newest.size;
      return undefined;
    }

    /** It says it knows another history. Only a checkpoint of this log's own key is proof of that, and then the log stops by itself. */
    async function contradicted(): Promise<WitnessTrouble> {
      const note = await remembered(witness, log.origin);
      if (note !== undefined) await log.confront(note);
      return 'contradicts';
    }

    /** It has cosigned more than the newest checkpoint read here: another server of this log has just submitted, or this database was rolled back. */
    async function ahead(): Promise<WitnessTrouble | undefined> {
      const note = await remembered(witness, log.origin);
      const ours = note !== undefined && (await log.confront(note)) && !log.status().refusal;
      return ours ? undefined : 'contradicts';
    }

    next();
    return {
      status,
      async stop() {
        stopped = true;
        await running.finally(() => clearTimeout(timer));
        if (turnUntil > 0) await endTurn(db, log.agency, task, holder).catch(() => {}); // it runs out by itself
      },
    };
  }
}
