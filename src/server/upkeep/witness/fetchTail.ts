// src/server/upkeep/witness/fetchTail.ts —— 取回尾部:what a rolled-back database has lost comes back from a witness's mirror, bit by bit
import { fromUtf8, sameBytes } from '../../../base/bytes.ts';
import { openCheckpointFile } from '../../../ledger/keep/checkpointFile.ts';
import { readFrontier, readSize } from '../../../ledger/keep/head.ts';
import { keepCheckpoint } from '../../../ledger/keep/startCheck.ts';
import { leafHash } from '../../../ledger/proof/hash.ts';
import { parseHeader } from '../../../ledger/proof/header.ts';
import type { Frontier } from '../../../ledger/proof/merkle.ts';
import { openCheckpoint, parseVkey } from '../../../ledger/proof/note.ts';
import { parseRecords } from '../../../ledger/proof/records.ts';
import { parseBundle, TILE_WIDTH, tilePath, widthAt } from '../../../ledger/proof/tiles.ts';
import { signRequest } from '../../../ledger/proof/witnessRequest.ts';
import { appendReturned, MirrorMismatch, type Returned } from '../../../ledger/vouching/mirroring.ts';
import { checkpointFileOf, type WitnessAddress } from '../../configuration.ts';
import type { Heming } from '../../wiring.ts';
import { placeAt } from './askWitness.ts';

/** What came back: lengths before and after, how many had been erased, and the events that are no acts of cases, whose effects nobody replays. */
export type FetchedTail = { from: number; size: number; erased: number; others: { index: number; type: string; at: string }[] };

type Get = (path: string) => Promise<Uint8Array>;
const WAIT_MS = 60_000;

/** Fetches from a mirror what the database lacks and appends it. Every leaf is checked against a root this log signed before the first is
 * written. Crash point: bundles are written one by one; where it breaks off, the log is shorter than its witness knows, refuses to
 * go on, and this runs again. Throws MirrorMismatch with nothing written that does not fit. */
export async function fetchTail(heming: Heming, witness: WitnessAddress): Promise<FetchedTail> {
  const { log, sealing, store } = heming;
  const { db } = store;
  const get = askMirror(heming, witness);
  const note = fromUtf8(await get('checkpoint'));
  const { size, root, origin } = openCheckpoint(note, [parseVkey(log.vkey)]);
  const from = (await readSize(db, log.agency)) ?? 0;
  const fetched: FetchedTail = { from, size: Math.max(from, size), erased: 0, others: [] };
  if (origin !== log.origin || size <= from) return { ...fetched, size: from };

  const tree = await readFrontier(db, log.agency, from);
  const headers = await fetchHeaders(get, tree.clone(), size, root);
  for (let at = from; at < size; ) {
    const end = Math.min(size, (Math.floor(at / TILE_WIDTH) + 1) * TILE_WIDTH);
    const { records } = parseRecords(await get(`sealed/${Math.floor(at / TILE_WIDTH)}`));
    const events: Returned[] = [];
    for (; at < end; at++) {
      const [header, sealed] = [headers[at - from]!, records[at % TILE_WIDTH]];
      if (!sealed) throw new MirrorMismatch(`副本缺少第 ${at + 1} 条的内容`);
      const leaf = leafHash(header);
      const { caseId, type, at: when } = parseHeader(header);
      if (sealed.length === 0) fetched.erased += 1;
      if (caseId === undefined) fetched.others.push({ index: at, type, at: when });
      events.push({ header, leaf, ...(sealed.length > 0 ? { payload: sealing.open(at, leaf, sealed) } : {}) });
    }
    await appendReturned(db, log.agency, tree, events);
  }
  await keepSigned(heming, size, note);
  return fetched;
}

/** Asks a witness's mirror under the log's own signature. */
function askMirror({ log, signKey }: Heming, witness: WitnessAddress): Get {
  return async (path) => {
    const authorization = signRequest(signKey, log.origin, `mirror/${path}`, Math.floor(Date.now() / 1000));
    const place = `${placeAt(witness, log.origin)}/mirror/${path}`;
    const response = await fetch(place, { headers: { authorization }, signal: AbortSignal.timeout(WAIT_MS), redirect: 'error' });
    if (response.status === 404) throw new MirrorMismatch(`见证单位 ${witness.url} 没有这个日志的副本，或者副本不全`);
    if (!response.ok) throw new MirrorMismatch(`见证单位 ${witness.url} 答复 ${response.status}，没有交还副本`);
    return new Uint8Array(await response.arrayBuffer());
  };
}

/** The header bytes after the end of a tree, which they lead to the signed root; throws MirrorMismatch otherwise. */
async function fetchHeaders(get: Get, tree: Frontier, size: number, root: Uint8Array): Promise<Uint8Array[]> {
  const headers: Uint8Array[] = [];
  const from = tree.size;
  for (let n = Math.floor(from / TILE_WIDTH); n * TILE_WIDTH < size; n++) {
    const bundle = await get(tilePath({ level: 'entries', n, width: widthAt(size, 'entries', n) }));
    for (const entry of parseBundle(bundle).slice(Math.max(0, from - n * TILE_WIDTH))) {
      tree.push(leafHash(entry));
      headers.push(entry);
    }
  }
  if (tree.size === size && sameBytes(tree.root(), root)) return headers;
  throw new MirrorMismatch('副本的登记接在数据库后面，与日志签过名的不一致：数据库前面的部分被改动过，或者副本坏了。什么也没有写入');
}

/** The checkpoint that vouches for what came back is a checkpoint of this log like any other: file first, then database. */
async function keepSigned({ log, store, configuration }: Heming, size: number, note: string): Promise<void> {
  const text = note.slice(0, note.lastIndexOf('\n\n') + 2);
  const lines = note.slice(text.length).split('\n');
  const signed = { at: new Date().toISOString(), note: `${text}${lines.find((line) => isOwn(`${text}${line}\n`, log.vkey))}\n` };
  let known = false;
  const file = await openCheckpointFile(checkpointFileOf(configuration, log.agency), async (line) => {
    known ||= line?.note === signed.note;
  });
  if (!known) await file.append(signed);
  await file.close();
  await keepCheckpoint(store.db, log.agency, size, signed);
}

function isOwn(note: string, vkey: string): boolean {
  try {
    return openCheckpoint(note, [parseVkey(vkey)]) !== undefined;
  } catch {
    return false;
  }
}
