// src/console/act/writing/awaiting.ts —— 等我确认的:records a colleague entered with me as co-signer, which I have not confirmed
import type { CaseView } from '../../wire/shapes.ts';

/** Numbers of the acts the person co-signed but did not enter, less those he has confirmed. */
export function awaiting(view: Pick<CaseView, 'acts'>, person: string): number[] {
  const confirmed = new Set(
    view.acts
      .filter((act) => act.step === 'countersigned' && !act.voided && act.enteredBy.id === person)
      .flatMap((act) => act.fields.flatMap((field) => [...field.text.matchAll(/第(\d+)条/g)].map(([, n]) => Number(n)))),
  );
  return view.acts
    .filter((act) => act.by.length > 1 && !act.voided && act.enteredBy.id !== person && act.by.some((each) => each.id === person))
    .map((act) => act.n)
    .filter((n) => !confirmed.has(n));
}
