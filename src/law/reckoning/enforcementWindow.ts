// src/law/reckoning/enforcementWindow.ts —— 申请法院执行的期限：when three months begin to run, asked alike by the penalty case and by the case at the court
import { addDays, addMonths, daysBetween, type PlainDate } from '../../base/dates.ts';
import type { Calendar } from '../registers.ts';
import { type Computation, computeDue, type Term } from './days.ts';

/** A reconsideration (行政复议) or a suit; without `to` it is still pending. */
export type Course = { kind: string; from: PlainDate; to?: PlainDate };
export type Remedied = {
  servedOn: PlainDate;
  /** 当场作出的处罚决定: reconsideration comes before a suit (复议法§23), so that sixty days are all there is. */
  onTheSpot?: boolean;
  courses: readonly Course[];
  deferredUntil?: PlainDate;
};

/**
 * The day on which the remedies, the proceedings and a deferral granted are all over; undefined while proceedings are pending. Remedies: six
 * months from service (诉讼法§46), or sixty days where reconsideration comes first; once a reconsideration was decided, fifteen days from its
 * decision instead (诉讼法§45).
 */
export function windowOpensOn({ servedOn, onTheSpot, courses, deferredUntil }: Remedied): PlainDate | undefined {
  if (courses.some(({ to }) => to === undefined)) return undefined;
  const ends = (kind?: string) => courses.flatMap((each) => (kind === undefined || each.kind === kind ? (each.to ?? []) : []));
  const reviewed = ends('reconsideration').sort().at(-1);
  const unreviewed = onTheSpot ? addDays(servedOn, 60) : addMonths(servedOn, 6);
  const remedies = reviewed ? addDays(reviewed, 15) : unreviewed;
  return [remedies, ...ends(), deferredUntil ?? servedOn].sort().at(-1);
}

/** Three months from that day, as a term (强制法§53). */
export const threeMonths = (from: PlainDate): Term => ({
  amount: daysBetween(from, addMonths(from, 3)),
  basis: '强制法§53',
  unit: 'calendarDay',
});
/** Those three months, with their last day. */
export const threeMonthsFrom = (from: PlainDate, calendar: Calendar): Computation => computeDue(from, threeMonths(from), calendar);

/** What a reader is told of the sixty days: no court has confirmed the reckoning to us. */
export const spotNote = '当场处罚须先复议，按六十日计算，待核';
