// src/law/papers/owed.ts —— 文书齐不齐：which papers the done steps owed, and which of them are in the file

import type { CaseFile } from '../engine.ts';
import { effective, type Procedure, type RecordedAct } from '../engine.ts';
import { madeOf } from '../facts.ts';
import type { Particulars } from '../particulars/field.ts';
import type { Registers } from '../registers.ts';
import type { StepId } from '../vocabulary.ts';

/** One paper a done step owed. `of`: the code of the paper a service receipt is about. */
export type OwedPaper = { form: string; name: string; step: StepId; n: number; there: boolean; of?: string };

// What acts issued that were recorded before they said so themselves.
const withoutList = ['CF03', 'CF06', 'CF07', 'CF13', 'CF18', 'G21', 'CF19', 'CF20', 'CF29', 'G07'];

const applies = (form: string, act: RecordedAct): boolean => form !== 'CF20' || madeOf(act).hearable === true;
/** Codes of the papers an act of the file issued. */
export function papersOf(law: Procedure, act: RecordedAct): string[] {
  const documents = law.steps[act.step]?.documents ?? [];
  return madeOf(act).papers ?? documents.filter((form) => withoutList.includes(form) && applies(form, act));
}

/** Every paper the counting acts owed by the procedure's table, and the receipt of each that has to be served (forms.json). */
export function papersOwed(law: Procedure, file: CaseFile, registers: Pick<Registers, 'form'>): OwedPaper[] {
  const acts = effective(file);
  const nameOf = (form: string) => registers.form(form)?.name ?? form;
  const byHand = (act: RecordedAct, form: string) =>
    acts.some((later) => later.n > act.n && later.step === 'paperIssued' && later.particulars.form === form);
  return acts.flatMap((act): OwedPaper[] => {
    const issued = papersOf(law, act);
    const documents = (law.steps[act.step]?.documents ?? []).filter((form) => applies(form, act));
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

/** Was the paper served: by the act itself, by the step that follows it, or by a receipt written by hand that names it? */
function hasReceipt(law: Procedure, acts: RecordedAct[], act: RecordedAct, form: string, registers: Pick<Registers, 'form'>): boolean {
  if (papersOf(law, act).includes('G07')) return true;
  const title = registers.form(form)?.name.replace(/（[^）]*）/g, '') ?? form;
  const names = [madeOf(act).numbers?.[form], title].filter((name) => name !== undefined);
  return acts.some((later) => {
    if (later.n <= act.n || !papersOf(law, later).includes('G07')) return false;
    if (later.step !== 'paperIssued') return law.steps[later.step]?.after?.includes(act.step) === true;
    const told = String(((later.particulars.content ?? {}) as Particulars).serveDoc ?? '');
    return names.some((name) => told.replace(/（[^）]*）/g, '').includes(name) || told.includes(name));
  });
}
