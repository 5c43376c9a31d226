// src/casework/withheld.ts —— 案件页上的隐去:personal data is cut out of every text shown in passing, typed free text included
import { type CaseFile, handlersOf, type Procedure } from '../law/engine.ts';
import { publicNames, replacementFor, splitEntities } from '../law/reckoning/masks.ts';
import type { PersonId } from '../law/registers.ts';
import { personalData } from './personalData.ts';

const CUT = '〔已隐去〕';

/** Cuts the personal data of one case out of a text. */
export type Withhold = (text: string) => string;

/** Makes the cutter of a case: what its forms mark as personal, wherever it was typed, and numbers that look personal. */
export function withholderOf(law: Procedure, file: CaseFile): Withhold {
  const entities = personalData(law, file);
  const names = publicNames(entities.filter(({ mask }) => mask === 'personName').map(({ text }) => text));
  return (text) =>
    splitEntities(text, entities)
      .map((run) => (run.mask ? (replacementFor(run, names) ?? CUT) : run.text))
      .join('');
}

// Digests and ids are no numbers of anybody, whatever digits stand in them.
const machineMade = /^([0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z.:/]*)$/;

/** The same cutter over every string of a JSON value. */
export function withholdIn<T>(value: T, withhold: Withhold): T {
  if (typeof value === 'string') return (machineMade.test(value) ? value : withhold(value)) as T;
  if (Array.isArray(value)) return value.map((each) => withholdIn(each, withhold)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withholdIn(member, withhold)])) as T;
}

/** Is this person a handler of the case, or has he signed or entered an act of it? */
export const worksOn = (file: CaseFile, person: PersonId): boolean =>
  handlersOf(file).includes(person) || file.acts.some(({ by, enteredBy }) => by.includes(person) || enteredBy === person);

/** Leaves out the members of a value that hold personal data: half a name must not be prefilled and recorded as one. */
export function leaveOut<T extends object>(value: T, withhold: Withhold): Partial<T> {
  const clean = Object.entries(value).filter(([, member]) => JSON.stringify(withholdIn(member, withhold)) === JSON.stringify(member));
  return Object.fromEntries(clean) as Partial<T>;
}
