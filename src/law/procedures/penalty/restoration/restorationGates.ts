// src/law/procedures/penalty/restoration/restorationGates.ts —— 责令改正、恢复的复查：every day set is looked after, or enforced
import type { PlainDate } from '../../../../base/dates.ts';
import {
  type At,
  allOf,
  type CaseFile,
  condition,
  formGate,
  gate,
  last,
  once,
  type RecordedAct,
  type Run,
  since,
} from '../../../engine.ts';
import { reportOf, undoneBy } from '../../../facts.ts';

/** A day set for correcting or restoring, by which act: an order of its own, the decision once served, an extension. */
type Order = { by: PlainDate; n: number; ofDecision: boolean };
function ordersOf(file: CaseFile): Order[] {
  const own = allOf(file, 'correctionOrdered').map((act) => ({ by: act.particulars.by as PlainDate, n: act.n, ofDecision: false }));
  const decided = last(file, 'decisionMade');
  const [by, fell] = [reportOf(file)?.restoreBy, undoneBy(file)];
  const stands = decided && once(file, 'decisionServed') && !since(file, 'decisionServed', ['decisionMade']);
  const counts = stands && by && (fell === undefined || fell.particulars.kind === 'changed');
  return counts ? [...own, { by, n: decided.n, ofDecision: true }] : own;
}
const rechecks = (file: CaseFile, n: number): RecordedAct[] => allOf(file, 'restorationRechecked').filter((act) => act.n > n);
/** Orders whose last recheck after them found neither what was ordered nor what is done instead. */
const openOrders = (file: CaseFile): Order[] =>
  ordersOf(file).filter(({ n }) => {
    const outcome = rechecks(file, n).at(-1)?.particulars.outcome;
    return outcome === undefined || outcome === 'extended';
  });

/** An order waits for its recheck. */
export const restorationOpen = condition('责令改正、恢复而还没有复查清楚', (file) => openOrders(file).length > 0);
export const recheckAgain = (file: CaseFile): boolean => openOrders(file).length > 0;

/** From each day set, by an order or an extension, to the recheck after it. */
export const restorationRuns = (file: CaseFile): Run[] => {
  const later = allOf(file, 'restorationRechecked').flatMap(({ particulars, n }) =>
    typeof particulars.newBy === 'string' ? [{ by: particulars.newBy as PlainDate, n }] : [],
  );
  return [...ordersOf(file), ...later].map(({ by, n }) => ({ from: by, metOn: rechecks(file, n)[0]?.on }));
};

const dueOf = (file: CaseFile): string =>
  (last(file, 'restorationRechecked')?.particulars.newBy as string | undefined) ??
  openOrders(file)
    .map(({ by }) => by)
    .sort()[0] ??
  '';

/** Not restored is said after the day; what the decision ordered is not decided once more; more time lies ahead. */
export const recheckFits = formGate(
  'recheckFits',
  '处罚法§28',
  '行政机关实施行政处罚时，应当责令当事人改正或者限期改正违法行为',
  (at) => recheckFault(at) === undefined,
  (at) => recheckFault(at),
);
function recheckFault({ act, file }: At): string | undefined {
  const { outcome, newBy, follows } = act.particulars as { outcome?: string; newBy?: string; follows?: string };
  if (newBy !== undefined && newBy <= act.on) return `延长至${newBy}，应当晚于${act.on}。`;
  if (outcome !== 'notRestored') return undefined;
  if (act.on <= dueOf(file)) return `改正（恢复）期限到${dueOf(file)}，还没有届满，不能认定没有改正。`;
  const decided = openOrders(file).some(({ ofDecision }) => ofDecision);
  return follows === 'decided' && decided
    ? '处罚决定已经责令改正，没有改正的，应当代履行或者申请人民法院强制执行，请写明案号。'
    : undefined;
}

/** Performed, and closed, only when what was ordered was found done, or is being done in the party's place. */
export const restorationSettled = gate(
  'restorationSettled',
  '处罚法§66',
  '行政处罚决定依法作出后，当事人应当在行政处罚决定书载明的期限内，予以履行',
  ({ file }) => openOrders(file).length === 0,
  ({ file }) =>
    `责令改正、恢复的期限到${dueOf(file)}，请由两名以上执法人员办理“复查恢复情况”；没有恢复的，写明已经启动的代履行或者申请强制执行的案号。`,
);
