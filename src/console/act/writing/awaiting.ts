// src/console/act/writing/awaiting.ts —— 等我确认的:records a colleague entered with me as co-signer, which I have not confirmed
import type { CaseView } from '../../wire/shapes.ts';

/** Numbers of the acts that wait for the person's confirmation, as the server says. */
export const awaiting = (view: Pick<CaseView, 'acts'>, person: string): number[] =>
  view.acts.filter((act) => act.awaits.includes(person)).map((act) => act.n);
