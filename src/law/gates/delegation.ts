// src/law/gates/delegation.ts —— 授权代行：may somebody sign as the head, by a written authorisation of this case in force on the day?
import { type At, allOf } from '../engine.ts';

/** Is there an authorisation in the file that names him for this step, and is every asked day within it? */
export const isDelegated = ({ act, file, today }: Pick<At, 'act' | 'file' | 'today'>, id: string): boolean =>
  allOf(file, 'headDelegated').some(({ particulars }) => {
    const { delegate, from, until, matters } = particulars as { delegate: string; from: string; until: string; matters: string[] };
    return delegate === id && matters.includes(act.step) && [act.on, today].every((day) => from <= day && day <= until);
  });
