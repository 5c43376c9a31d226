// src/server/upkeep/askWitness.ts —— 问见证单位:one request to a witness, short, bounded, and judged only by what is signed
import { createHash } from 'node:crypto';
import { utf8 } from '../../../base/bytes.ts';
import { parseSize, SIZE_TYPE } from '../../../ledger/proof/witnessRequest.ts';
import type { WitnessAddress } from '../../configuration.ts';

/** What a witness said: its status, the body, and the size it has cosigned when it answered with that. */
export type Said = { status: number; body: string; size?: number };

const MAX_ANSWER = 64 * 1024;
const WAIT_MS = 10_000;
/** A start waits no longer than this for a witness. */
const START_WAIT_MS = 3000;

/** Where a witness keeps what it knows of a log. */
export const placeAt = ({ url }: Pick<WitnessAddress, 'url'>, origin: string): string =>
  `${url}/${createHash('sha256').update(utf8(origin)).digest('hex')}`;

/** Submits a body to `add-checkpoint`; throws when the witness cannot be reached. */
export async function submit({ url }: WitnessAddress, body: string): Promise<Said> {
  const signal = AbortSignal.timeout(WAIT_MS);
  const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body, signal, redirect: 'error' });
  const text = await readText(response);
  const stale = response.status === 409 && response.headers.get('content-type') === SIZE_TYPE;
  return { status: response.status, body: text, ...(stale ? { size: parseSize(text) } : {}) };
}

/** The checkpoint a witness remembers of a log; undefined when it has none. Throws when it cannot be reached or answers with an error. */
export async function remembered(witness: WitnessAddress, origin: string, wait = WAIT_MS): Promise<string | undefined> {
  const response = await fetch(`${placeAt(witness, origin)}/checkpoint`, { signal: AbortSignal.timeout(wait), redirect: 'error' });
  const text = await readText(response);
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`见证单位 ${witness.url} 答复 ${response.status}`);
  return text;
}

/** What all witnesses remember of a log, before it is opened; those that did not answer in three seconds are named. */
export async function askAll(witnesses: readonly WitnessAddress[], origin: string): Promise<{ notes: string[]; silent: string[] }> {
  const answers = await Promise.allSettled(witnesses.map((witness) => remembered(witness, origin, START_WAIT_MS)));
  const notes = answers.flatMap((answer) => (answer.status === 'fulfilled' && answer.value !== undefined ? [answer.value] : []));
  return { notes, silent: witnesses.filter((_, i) => answers[i]!.status === 'rejected').map(({ url }) => url) };
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_ANSWER) throw new Error('见证单位的答复太长');
  }
  return text + decoder.decode();
}
