// src/law/procedures/inForce.ts —— 适用哪一种、哪一版程序:by the first act of the case and its date
import type { PlainDate } from '../../base/dates.ts';
import type { CaseFile, Procedure } from '../engine.ts';
import { last } from '../engine.ts';
import type { StepId } from '../vocabulary.ts';
import { confirmation } from './confirmation/table.ts';
import { courtEnforcement } from './courtEnforcement/table.ts';
import { dispute } from './dispute/table.ts';
import { imported } from './imported/table.ts';
import { inspection } from './inspection/table.ts';
import { levy } from './levy/table.ts';
import { others } from './others/table.ts';
import { penaltyOrdinary } from './penaltyOrdinary.ts';
import { immediatePerformance } from './performance/immediate.ts';
import { performance } from './performance/table.ts';
import { permit } from './permit/table.ts';
import { seizure } from './seizure/table.ts';
import { penaltySimple } from './simple/table.ts';

/** Every version of every procedure, newest last. */
export const procedures: readonly Procedure[] = [
  penaltyOrdinary,
  penaltySimple,
  seizure,
  performance,
  immediatePerformance,
  courtEnforcement,
  permit,
  inspection,
  confirmation,
  levy,
  others,
  dispute,
  imported,
];

/** The version of the procedure in force on the date. Throws RangeError where there is none. */
export function procedureInForce(id: string, on: PlainDate): Procedure {
  const found = procedures.findLast((procedure) => procedure.id === id && procedure.inForceFrom <= on);
  if (!found) throw new RangeError(`${on}没有施行中的程序“${id}”`);
  return found;
}

/** The version a case row names, as `permit@2021-07-15`; undefined where there is none. */
export const procedureNamed = (name: string): Procedure | undefined => procedures.find(({ id, version }) => name === `${id}@${version}`);

/** The procedures one may begin on the date, one version of each. */
export const proceduresInForce = (on: PlainDate): Procedure[] =>
  procedures.filter(
    (each) => !each.byImport && each.inForceFrom <= on && !procedures.some((other) => replaces(other, each) && other.inForceFrom <= on),
  );
const replaces = (other: Procedure, each: Procedure) => other.id === each.id && other.inForceFrom > each.inForceFrom;

const byOpening = Map.groupBy(procedures, ({ opens }) => opens);
/** The procedure that begins with the step; undefined for a step that opens none. */
export const openedBy = (step: StepId, on: PlainDate): Procedure | undefined =>
  byOpening.get(step)?.findLast(({ inForceFrom }) => inForceFrom <= on);

/**
 * The procedure of a case: by its first act, in the version in force when the matter was taken up. Before its first act, the one that
 * `opening` begins, or the ordinary penalty procedure, which then refuses whatever is not its first step.
 */
export function procedureOf(file: CaseFile, today: PlainDate, opening?: StepId): Procedure {
  const first = file.acts[0];
  const step = first?.step ?? opening;
  const begun = (step && openedBy(step, first?.on ?? today)) ?? procedureInForce(penaltyOrdinary.id, today);
  const taken = last(file, begun.files)?.on;
  return taken ? procedureInForce(begun.id, taken) : begun;
}

const numbering = new Set(procedures.flatMap(({ steps }) => Object.entries(steps).flatMap(([id, { numbers }]) => (numbers ? [id] : []))));
/** May the step take numbers? */
export const takesNumbers = (step: StepId): boolean => numbering.has(step);
