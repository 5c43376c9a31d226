// src/law/procedures/coercion/decided.ts —— 一案作出的决定：what a case decided, as another case that enforces it needs to know
import type { PlainDate } from '../../../base/dates.ts';
import { allOf, type CaseFile, last, type Procedure, type RecordedAct } from '../../engine.ts';
import { madeOf, undoneBy } from '../../facts.ts';
import { accountOf, dayOfService, fineDecided, gainsDecided, serviceInForce } from '../../reckoning/account.ts';
import type { DecidedElsewhere, Registers } from '../../registers.ts';
import type { StepId } from '../../vocabulary.ts';
import { importedOf } from '../imported/facts.ts';

/** Handed over with themselves. */
const servedAtOnce: readonly StepId[] = ['onSpotDecided', 'goodsSeized', 'correctionOrdered'];
const penal: readonly StepId[] = ['decisionMade', 'onSpotDecided'];

/** The decisions of the case and its orders to correct, each by its number; of an imported one, what its old file says. */
export function decisionsMade(law: Procedure, file: CaseFile, registers: Registers): DecidedElsewhere[] {
  const old = importedOf(file);
  if (old)
    return old.decisionNumber ? [{ number: old.decisionNumber, on: old.decidedOn, fine: old.fine || undefined, imported: true }] : [];
  const steps: StepId[] = [...(law.decision ? [law.decision.step] : []), 'correctionOrdered'];
  return allOf(file, ...steps).flatMap((act) =>
    Object.entries(madeOf(act).numbers ?? {}).flatMap(([key, number]) =>
      key === 'case' || key === 'clue'
        ? []
        : [{ number, on: act.on, servedOn: serviceOf(law, file, act), ...bindingNow(file, act, registers) }],
    ),
  );
}

function serviceOf(law: Procedure, file: CaseFile, act: RecordedAct): PlainDate | undefined {
  if (servedAtOnce.includes(act.step)) return act.on;
  if (act.step === 'decisionMade') {
    const served = serviceInForce(file);
    return served && served.n > act.n ? dayOfService(served) : undefined;
  }
  const serving = Object.entries(law.steps).flatMap(([id, step]) =>
    step.documents?.includes('G07') && step.after?.includes(act.step) ? [id as StepId] : [],
  );
  const served = allOf(file, ...serving).findLast(({ n }) => n > act.n);
  return served && dayOfService(served);
}

/** Does it still bind, and is what it imposed paid? A decision made anew takes the place of the one before. */
function bindingNow(file: CaseFile, act: RecordedAct, registers: Registers): Pick<DecidedElsewhere, 'undone' | 'paid' | 'fine' | 'gains'> {
  if (act.step === 'correctionOrdered') return {};
  const replaced = last(file, act.step)?.n !== act.n;
  if (!penal.includes(act.step)) return { undone: replaced };
  const undone = replaced || ['revoked', 'void'].includes(String(undoneBy(file)?.particulars.kind ?? ''));
  const account = accountOf(file, registers, file.acts.at(-1)!.recordedOn);
  return { undone, paid: !undone && account?.owed === 0, fine: fineDecided(file), gains: gainsDecided(file) };
}
