// witness/cosigning.ts —— 见证:add-checkpoint of c2sp.org/tlog-witness, one log at a time, remembered before it is answered
import { fromBase64, sameBytes } from '../src/base/bytes.ts';
import { emptyRoot } from '../src/ledger/proof/hash.ts';
import { verifyConsistency } from '../src/ledger/proof/merkle.ts';
import { type Checkpoint, cosign, openCheckpoint, peekCheckpoint, type Signer, type Vkey } from '../src/ledger/proof/note.ts';
import { parseSubmission, SIZE_TYPE, type Submission } from '../src/ledger/proof/witnessRequest.ts';

/** An answer over HTTP. */
export type Answer = { status: number; body: string | Uint8Array; type?: string };

/** Where the newest cosigned checkpoint of one log is kept. `keep` returns when it is durable; after it threw, `read` says what holds. */
export type Memory = { read(): Promise<string | undefined>; keep(note: string): Promise<void> };

/** The cosigner of one log. `refused` hears of checkpoints the log did sign but which do not continue what was cosigned. */
export type LogCosigner = { add(submission: Submission): Promise<Answer>; latest(): Promise<string | undefined> };

type Options = { log: Vkey; cosigner: Signer; memory: Memory; now: () => number; accepted?: () => void; refused?: (note: string) => void };

const refuse = (status: number, says: string): Answer => ({ status, body: `${says}\n` });

/** Opens the cosigner of one log; `now` gives Unix seconds. Requests are served one after the other: check and remembering are one step. */
export function openLogCosigner({ log, cosigner, memory, now, accepted, refused }: Options): LogCosigner {
  let last: Promise<unknown> = Promise.resolve();

  async function decide({ old, proof, checkpoint: note }: Submission): Promise<Answer> {
    let next: Checkpoint;
    try {
      next = openCheckpoint(note, [log]);
    } catch {
      return refuse(403, '没有这个日志的签名，或者签名不对');
    }
    if (old > next.size) return refuse(400, '原长度大于检查点的长度');
    // Read each time: after a failed write only the disk knows what holds.
    const before = await memory.read();
    const known = before === undefined ? { size: 0, root: emptyRoot() } : peekCheckpoint(before);
    if (old !== known.size) return { status: 409, body: `${known.size}\n`, type: SIZE_TYPE };
    if (
      !verifyConsistency(known.size, next.size, proof, known.root, next.root) ||
      (next.size === 0 && !sameBytes(next.root, emptyRoot()))
    ) {
      refused?.(note);
      return refuse(422, '与见证过的日志不一致');
    }
    const line = cosign(note, cosigner, now());
    await memory.keep(withCosignature(note, log, line)); // before the answer: what was said must be remembered
    accepted?.();
    return { status: 200, body: line };
  }

  return {
    add(submission) {
      const answer = last.then(() => decide(submission));
      last = answer.catch(() => {});
      return answer;
    },
    latest: () => memory.read(),
  };
}

/** Only the log's own line and ours are kept: whoever submits could add any number of others. The first line of a key is the one checked. */
function withCosignature(note: string, log: Vkey, line: string): string {
  const at = note.lastIndexOf('\n\n') + 2;
  const lines = note.slice(at).trimEnd().split('\n');
  const own = lines.find((each) => each.startsWith(`— ${log.name} `) && sameBytes(fromBase64(each.split(' ')[2]!).slice(0, 4), log.id));
  return `${note.slice(0, at)}${own}\n${line}`;
}

/** Answers one `add-checkpoint` body for whichever of the logs it is; the order of checks is the specification's. */
export async function addCheckpoint(body: string, logOf: (origin: string) => LogCosigner | undefined): Promise<Answer> {
  let submission: Submission;
  let origin: string;
  try {
    submission = parseSubmission(body);
    origin = peekCheckpoint(submission.checkpoint).origin;
  } catch (error) {
    return refuse(400, (error as Error).message);
  }
  const log = logOf(origin);
  return log ? log.add(submission) : refuse(404, '不认识这个日志');
}
