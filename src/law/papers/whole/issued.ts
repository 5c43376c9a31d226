// src/law/papers/whole/issued.ts —— 这条记录出了哪些文书
import type { Procedure, RecordedAct } from '../../engine.ts';
import { madeOf } from '../../facts.ts';

// What acts issued that were recorded before they said so themselves.
const withoutList = ['CF03', 'CF06', 'CF07', 'CF13', 'CF18', 'G21', 'CF19', 'CF20', 'CF29', 'G07'];

const applies = (form: string, act: RecordedAct): boolean => form !== 'CF20' || madeOf(act).hearable === true;
/** Codes of the papers an act of the file issued. */
export function papersOf(law: Procedure, act: RecordedAct): string[] {
  const documents = law.steps[act.step]?.documents ?? [];
  return madeOf(act).papers ?? documents.filter((form) => withoutList.includes(form) && applies(form, act));
}
