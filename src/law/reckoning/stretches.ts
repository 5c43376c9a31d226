// src/law/reckoning/stretches.ts —— 连续的日子:days of a calendar year with their names, joined as the notice says them
import { addDays, type PlainDate } from '../../base/dates.ts';

export type Stretch = { from: PlainDate; to: PlainDate; why: string };

/** Neighbouring days of one name become one stretch, both ends included; in order of their days. */
export function inStretches(days: Record<string, string>): Stretch[] {
  const stretches: Stretch[] = [];
  for (const [date, why] of Object.entries(days).sort(([a], [b]) => (a < b ? -1 : 1)) as [PlainDate, string][]) {
    const last = stretches.at(-1);
    if (last && last.why === why && addDays(last.to, 1) === date) last.to = date;
    else stretches.push({ from: date, to: date, why });
  }
  return stretches;
}
