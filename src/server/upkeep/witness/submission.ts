// src/server/upkeep/witness/submission.ts —— 提交一次:from what a witness has cosigned to the newest checkpoint, as the protocol wants it

import { overTiles } from '../../../ledger/keep/head.ts';
import type { Log } from '../../../ledger/log.ts';
import { proveConsistency } from '../../../ledger/proof/merkle.ts';
import type { Vkey } from '../../../ledger/proof/note.ts';
import { formatSubmission } from '../../../ledger/proof/witnessRequest.ts';
import {
  cosignedBy,
  endTurn,
  keepCosignature,
  newestCheckpoint,
  type SignedNote,
  takeTurn,
} from '../../../ledger/vouching/cosignatures.ts';
import type { Db } from '../../../store/database.ts';
import type { WitnessAddress } from '../../configuration.ts';
import { remembered, submit } from './askWitness.ts';

/** What is wrong with a witness: it does not answer; it does not know this log or its key; it holds another history; its answer is not signed by it. */
export type WitnessTrouble = 'unreachable' | 'notKnown' | 'contradicts' | 'badAnswer';

/** A log, one of its witnesses, and how far they are: `size` is cosigned, `asked` once its memory was held against the log, `turnUntil` (ms)
 * while this server, the `holder`, is the one that submits. */
export type Dealing = {
  readonly db: Db;
  readonly log: Log;
  readonly witness: WitnessAddress;
  readonly vkey: Vkey;
  readonly holder: string;
  size: number;
  asked: boolean;
  turnUntil: number;
};

// A server that dies holds the turn for this long: so long the newest checkpoint waits for another server, or for its own next start.
const [TURN_S, RENEW_MS] = [10, 4000];
const TRIES = 3;

const taskOf = ({ vkey }: Dealing) => `witness ${vkey.name}`;

/** Submits the newest checkpoint if it is not cosigned yet and it is this server's turn; gives what was wrong, undefined when nothing was.
 * Throws when the witness cannot be reached. */
export async function submitNewest(dealing: Dealing): Promise<WitnessTrouble | undefined> {
  const { db, log, witness, vkey } = dealing;
  dealing.size = Math.max(dealing.size, await cosignedBy(db, log.agency, vkey.name));
  if (!dealing.asked) {
    const note = await remembered(witness, log.origin);
    if (note !== undefined && !(await log.confront(note))) return 'notKnown';
    dealing.asked = true;
  }
  if (log.status().refusal) return log.status().refusal!.code === 'rewritten' ? 'contradicts' : undefined;
  const newest = await newestCheckpoint(db, log.agency);
  if (!newest || newest.size <= dealing.size || !(await isMyTurn(dealing))) return undefined;
  return cosign(dealing, newest);
}

async function isMyTurn(dealing: Dealing): Promise<boolean> {
  const { db, log, holder } = dealing;
  if (Date.now() < dealing.turnUntil - RENEW_MS) return true;
  const mine = await takeTurn(db, log.agency, taskOf(dealing), holder, TURN_S);
  dealing.turnUntil = mine ? Date.now() + TURN_S * 1000 : 0;
  return mine;
}

/** Lets another server submit. */
export async function giveTurnBack(dealing: Dealing): Promise<void> {
  const { db, log, holder, turnUntil } = dealing;
  if (turnUntil > 0) await endTurn(db, log.agency, taskOf(dealing), holder).catch(() => {}); // it runs out by itself
}

/** Submits from the size we believe it has; it says so when that is another, and then once more from there. */
async function cosign(dealing: Dealing, newest: SignedNote): Promise<WitnessTrouble | undefined> {
  const { db, log, witness } = dealing;
  let old = dealing.size;
  for (let tries = 0; tries < TRIES; tries++) {
    if (old > newest.size) return ahead(dealing);
    const proof = await overTiles(db, log.agency, newest.size, (nodes) => proveConsistency(old, newest.size, nodes));
    const { status, body, size } = await submit(witness, formatSubmission({ old, proof, checkpoint: newest.note }));
    if (status === 200) return keep(dealing, newest, body);
    if (size !== undefined) old = size;
    else if (status === 403 || status === 404) return 'notKnown';
    else if (status === 409 || status === 422) return contradicted(dealing);
    else return 'unreachable';
  }
  return 'unreachable'; // somebody else keeps submitting: the next round goes on from what they got
}

async function keep(dealing: Dealing, newest: SignedNote, lines: string): Promise<WitnessTrouble | undefined> {
  try {
    await keepCosignature(dealing.db, dealing.log.agency, newest, dealing.vkey, lines);
  } catch (error) {
    if ((error as Error).name === 'NoteError') return 'badAnswer';
    throw error;
  }
  dealing.size = newest.size;
  return undefined;
}

/** It says it knows another history. Only a checkpoint of this log's own key is proof of that, and then the log stops by itself. */
async function contradicted({ witness, log }: Dealing): Promise<WitnessTrouble> {
  const note = await remembered(witness, log.origin);
  if (note !== undefined) await log.confront(note);
  return 'contradicts';
}

/** It has cosigned more than the newest checkpoint read here: another server of this log has just submitted, or this database was rolled back. */
async function ahead({ witness, log }: Dealing): Promise<WitnessTrouble | undefined> {
  const note = await remembered(witness, log.origin);
  const ours = note !== undefined && (await log.confront(note)) && !log.status().refusal;
  return ours ? undefined : 'contradicts';
}
