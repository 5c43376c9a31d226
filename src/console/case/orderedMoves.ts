// src/console/case/orderedMoves.ts —— 现在可以做的,按该先做的排
import type { CaseView, MoveView, Reason } from '../wire/shapes.ts';

const inner = ['actCorrected', 'actVoided', 'backdatingApproved', 'recordChangeProposed', 'countersigned'];
export type MoveClass = 'owed' | 'may' | 'fact' | 'inner';

/** Reasons the form itself mends: who else signs is chosen there. */
const ofSigners = ['twoOfficers'];

/** The page with such reasons taken away; a move of mine that had no other is open to me. */
export function withoutSigners(view: CaseView): CaseView {
  const strip = (move: MoveView): MoveView => ({ ...move, reasons: move.reasons.filter((reason) => !ofSigners.includes(reason.gate)) });
  const locked = view.moves.locked.map(strip);
  const opened = locked.filter((move) => move.reasons.length === 0);
  const still = locked.filter((move) => move.reasons.length > 0);
  return {
    ...view,
    moves: { mine: [...opened.filter((move) => move.turn === 'mine'), ...view.moves.mine], others: view.moves.others, locked: still },
  };
}
/** The reasons that cannot be mended on the form. */
export const beyondForm = (reasons: readonly Reason[]): Reason[] => reasons.filter((reason) => !ofSigners.includes(reason.gate));

type Of = Pick<CaseView, 'standing' | 'moves'>;

/**
 * What kind of move it is: owed by the procedure and not yet done, possible, a fact that came in, or an inner correction. Confirming a
 * record is owed by the colleague another step waits for, by name.
 */
export function classOf(view: Of, move: MoveView, viewer: string): MoveClass {
  if (move.step === 'countersigned' && awaits(view, viewer)) return 'owed';
  if (inner.includes(move.step)) return 'inner';
  if (move.fact) return 'fact';
  return view.standing.next.some((next) => next.step === move.step) ? 'owed' : 'may';
}
const awaits = (view: Of, viewer: string): boolean =>
  view.moves.locked.some((move) => move.reasons.some((reason) => reason.gate === 'countersignedByAll' && reason.detail?.includes(viewer)));

/** Owed first (nearest deadline first, as the server sorted them), then what may be done, facts, corrections: the order of the number keys. */
export const orderedMoves = (view: Of, viewer: string): MoveView[] =>
  (['owed', 'may', 'fact', 'inner'] as const).flatMap((kind) => view.moves.mine.filter((move) => classOf(view, move, viewer) === kind));

/** What others must do next; a step that may merely be repeated is not awaited. */
export const awaitedOf = (view: Of): MoveView[] =>
  view.moves.others.filter((move) => view.standing.next.some((next) => next.step === move.step));

/** What cannot be done yet; a step whose place another has taken, or whose case has ended, will never be owed and is not listed. */
export const lockedOf = (view: Of): MoveView[] =>
  view.moves.locked.filter((move) => !move.reasons.some((reason) => reason.gate.startsWith('unless:') || reason.gate === 'caseOpen'));
