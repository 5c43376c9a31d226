// stories/lawOf.ts —— 适用的程序：a story is of the procedure its first line begins
import { type PlainDate, plainDate } from '../src/base/dates.ts';
import type { Procedure } from '../src/law/engine.ts';
import { procedureOf } from '../src/law/procedures/inForce.ts';
import type { StepId } from '../src/law/vocabulary.ts';

/** The procedure of a story by its lines, in the version in force on the first one's day. */
export const lawOf = ([first]: readonly { step: StepId; on: PlainDate }[]): Procedure =>
  procedureOf({ id: '', acts: [] }, first?.on ?? plainDate('2025-01-01'), first?.step);
