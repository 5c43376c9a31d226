// src/law/papers/whole/owed.ts —— 文书齐不齐：which papers the done steps owed, and which of them are in the file

import { type CaseFile, effective, type Procedure, type RecordedAct, type Step } from '../../engine.ts';
import { madeOf } from '../../facts.ts';
import type { Particulars } from '../../particulars/field.ts';
import type { Registers } from '../../registers.ts';
import type { StepId } from '../../vocabulary.ts';
import { mayLack } from '../compose.ts';
import { papersOf } from './issued.ts';

/** One paper a done step owed. `of`: the code of the paper a service receipt is about. */
export type OwedPaper = { form: string; name: string; step: StepId; n: number; there: boolean; of?: string };

/** Every paper the counting acts owed by the procedure's table, and the receipt of each that has to be served (forms.json). */
export function papersOwed(law: Procedure, file: CaseFile, registers: Pick<Registers, 'form'>): OwedPaper[] {
  const acts = effective(file);
  const nameOf = (form: string) => registers.form(form)?.name ?? form;
  const byHand = (act: RecordedAct, form: string) =>
    acts.some((later) => later.n > act.n && later.step === 'paperIssued' && later.particulars.form === form);
  return acts.flatMap((act): OwedPaper[] => {
    const issued = papersOf(law, act);
    const lackable = mayLack(file, act);
    const documents = (law.steps[act.step]?.documents ?? []).filter((form) => issued.includes(form) || isOwed(form, act, lackable));
    const owed = documents.map((form) => ({
      ...{ form, name: nameOf(form), step: act.step, n: act.n },
      there: issued.includes(form) || byHand(act, form),
    }));
    const served = issued.filter((form) => registers.form(form)?.serviceReceiptRequired === true);
    const receipts = served.map((form) => ({
      ...{ form: 'G07', name: nameOf('G07'), step: act.step, n: act.n, of: form },
      there: hasReceipt(law, acts, act, form, registers),
    }));
    return [...owed, ...receipts];
  });
}

/** The steps whose papers the step serves. */
const servedBy = (step: Step | undefined): readonly StepId[] => step?.serves ?? step?.after ?? [];

/** A notice of the right to a hearing is owed where there is the right; of forms that stand for each other the composer has chosen one. */
const isOwed = (form: string, act: RecordedAct, lackable: readonly string[]): boolean =>
  form === 'CF20' ? madeOf(act).hearable === true : !lackable.includes(form);

/** Was the paper served: by the act itself, by the step that follows it, or by a receipt written by hand that names it? */
function hasReceipt(law: Procedure, acts: RecordedAct[], act: RecordedAct, form: string, registers: Pick<Registers, 'form'>): boolean {
  if (papersOf(law, act).includes('G07')) return true;
  const title = registers.form(form)?.name.replace(/（[^）]*）/g, '') ?? form;
  const names = [madeOf(act).numbers?.[form], title].filter((name) => name !== undefined);
  return acts.some((later) => {
    if (later.n <= act.n || !papersOf(law, later).includes('G07')) return false;
    if (later.step !== 'paperIssued') return servedBy(law.steps[later.step]).includes(act.step);
    const told = String(((later.particulars.content ?? {}) as Particulars).serveDoc ?? '');
    return names.some((name) => told.replace(/（[^）]*）/g, '').includes(name) || told.includes(name));
  });
}
