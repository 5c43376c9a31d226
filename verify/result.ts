// verify/result.ts —— 核验结果:what a verifier says about one file
import type { Checkpoint } from '../src/ledger/proof/note.ts';
import type { Policy } from './policy.ts';

/** Whom to believe: a policy (or keys typed in by the reader); without one the file's own word for its key, marked as such. `tsa` are root
 * certificates (PEM) of time-stamping authorities. */
export type Trust = { policy?: Policy; tsa?: string[] };

/** One sentence about one thing that was checked. */
export type Line = { ok: boolean; says: string };

/** The outcome for one file; `checkpoints` are those whose signature was checked, `shows` the facts established. */
export type Result = { lines: Line[]; caveats: string[]; shows: string[]; checkpoints: Checkpoint[] };

/** A failed result with one sentence. */
export const failed = (says: string): Result => ({ lines: [{ ok: false, says }], caveats: [], shows: [], checkpoints: [] });
