// src/console/case/orderedMoves.ts —— 现在可以做的,按该先做的排
import type { MoveView } from '../wire/shapes.ts';

const inner = ['actCorrected', 'actVoided', 'backdatingApproved', 'countersigned'];
export type MoveClass = 'owed' | 'may' | 'fact' | 'inner';

/** What kind of move it is: owed by the procedure, possible, a fact that came in, or an inner correction. */
export const classOf = (move: MoveView): MoveClass =>
  inner.includes(move.step) ? 'inner' : move.fact ? 'fact' : move.owed ? 'owed' : 'may';

/** Owed first (nearest deadline first, as the server sorted them), then what may be done, facts, corrections: the order of the number keys. */
export const orderedMoves = (moves: readonly MoveView[]): MoveView[] =>
  (['owed', 'may', 'fact', 'inner'] as const).flatMap((kind) => moves.filter((move) => classOf(move) === kind));
