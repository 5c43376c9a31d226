// src/ledger/proof/witnessRequest.ts —— 见证请求:what a log sends to a witness (c2sp.org/tlog-witness), and how the two prove who asks
import { fromBase64, toBase64, utf8 } from '../../base/bytes.ts';
import type { Hash } from './hash.ts';
import { NoteError, openSignature, parseVkey, type Signer, type Vkey } from './note.ts';

/** A submission: the size the witness last cosigned, the consistency proof from it, and the signed checkpoint verbatim. */
export type Submission = { old: number; proof: Hash[]; checkpoint: string };

/** Proof lines a submission may have. */
export const MAX_PROOF_LINES = 63;
/** Type of a 409 answer whose body is the size the witness has cosigned. */
export const SIZE_TYPE = 'text/x.tlog.size';

/** The body of `add-checkpoint`. */
export const formatSubmission = ({ old, proof, checkpoint }: Submission): string =>
  [`old ${old}`, ...proof.map(toBase64), '', checkpoint].join('\n');

/** Reads the body of `add-checkpoint`; throws NoteError when it is none. */
export function parseSubmission(body: string): Submission {
  const at = body.indexOf('\n\n');
  const [first, ...lines] = body.slice(0, Math.max(at, 0)).split('\n');
  const old = Number(/^old (0|[1-9]\d{0,15})$/.exec(first!)?.[1] ?? Number.NaN);
  if (at < 0 || !Number.isSafeInteger(old) || lines.length > MAX_PROOF_LINES) throw new NoteError('提交的格式不对');
  return { old, proof: lines.map(readHash), checkpoint: body.slice(at + 2) };
}

function readHash(line: string): Hash {
  const hash = /^[A-Za-z0-9+/]{43}=$/.test(line) ? attempt(() => fromBase64(line)) : undefined;
  if (!hash) throw new NoteError('提交的一致性证明里有认不出的一行');
  return hash;
}

/** Reads the size in a 409 answer; undefined when it is none. */
export function parseSize(body: string): number | undefined {
  const match = /^(0|[1-9]\d{0,15})\n$/.exec(body);
  return match && Number.isSafeInteger(Number(match[1])) ? Number(match[1]) : undefined;
}

/** How far two clocks may differ, in seconds, for a signed request to be believed. */
const CLOCK_SLACK_S = 300;
const SCHEME = 'Heming-Signed';

// The first line keeps this apart from everything else these keys sign: a cosignature begins with its own, a checkpoint with its origin.
const signedText = (time: number, origin: string, path: string) => utf8(`heming-mirror/v1\n${time}\n${origin}\nGET ${path}\n`);

/** The Authorization header of a GET for `path` (as the log's mirror interface names it) of the log `origin`, signed at `time` (Unix seconds). */
export function signRequest(signer: Signer, origin: string, path: string, time: number): string {
  const { name } = parseVkey(signer.vkey);
  return `${SCHEME} ${name} ${time} ${toBase64(signer.sign(signedText(time, origin, path)))}`;
}

/** Which of the keys signed this request, `now` in Unix seconds; undefined when none did or its time is off by more than five minutes. */
export function whoAsks(header: string | undefined, keys: readonly Vkey[], origin: string, path: string, now: number): Vkey | undefined {
  const match = new RegExp(`^${SCHEME} ([^ ]+) (\\d{1,12}) ([A-Za-z0-9+/=]{88})$`).exec(header ?? '');
  const signature = match && attempt(() => fromBase64(match[3]!));
  if (!match || !signature || Math.abs(Number(match[2]) - now) > CLOCK_SLACK_S) return undefined;
  return keys.find((key) => key.name === match[1] && openSignature(key, signedText(Number(match[2]), origin, path), signature));
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
