// src/law/procedures/inForce.ts —— 适用哪一版程序:chosen by the date the case began
import type { PlainDate } from '../../base/dates.ts';
import type { Procedure } from '../engine.ts';
import { penaltyOrdinary } from './penaltyOrdinary.ts';

/** Every version of every procedure, newest last. */
export const procedures: readonly Procedure[] = [penaltyOrdinary];

/** The version of the procedure in force on the date. Throws RangeError where there is none. */
export function procedureInForce(id: string, on: PlainDate): Procedure {
  const found = procedures.findLast((procedure) => procedure.id === id && procedure.inForceFrom <= on);
  if (!found) throw new RangeError(`${on}没有施行中的程序“${id}”`);
  return found;
}
