// src/console/case/ending.ts —— 案件怎样了结:closed, withdrawn, declined, or handed to the police; read from the acts that count
import type { StepId } from '../../law/vocabulary.ts';
import type { CaseView } from '../wire/shapes.ts';

const endings: Partial<Record<StepId, string>> = {
  caseClosed: '已结案',
  caseWithdrawn: '已撤销案件',
  filingDeclined: '不予立案',
  crimeTransferred: '已移送公安机关',
};

type Told = { says: string; n: number; on: string; by: string };
/** How and when the case ended, or went to the police; undefined while it simply runs. */
export function endingOf({ acts }: Pick<CaseView, 'acts'>): Told | undefined {
  const last = acts.findLast((act) => endings[act.step] && !act.voided);
  if (!last) return undefined;
  // Handed over and sent back: the case runs again.
  if (last.step === 'crimeTransferred' && acts.some((act) => act.step === 'policeDeclined' && act.n > last.n && !act.voided))
    return undefined;
  return { says: endings[last.step]!, n: last.n, on: last.on, by: last.by.map(({ name }) => name).join('、') };
}
