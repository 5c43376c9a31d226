// src/console/case/dayCells.ts —— 日格:every day of a term, counted or struck, from what the computation already tells

import { addDays, daysBetween, type PlainDate, weekdayName } from '../../base/dates.ts';
import { leftOf, unitName } from '../parts/days.ts';
import type { DeadlineView } from '../wire/shapes.ts';

export type DayCell = {
  date: PlainDate;
  weekday: string;
  kind: 'start' | 'off' | 'swap' | 'day';
  note: string;
  today: boolean;
  due: boolean;
};

/** More days than this are told in ranges only: cells would hide the two that matter. */
const CELLS_AT_MOST = 20;

/** One cell a day from the day of the act to the last day, or none when there would be too many. */
export function dayCells(deadline: Pick<DeadlineView, 'from' | 'strict' | 'days' | 'amount'>, today: string): DayCell[] {
  const { from, strict, days } = deadline;
  if (deadline.amount > CELLS_AT_MOST || daysBetween(from, strict) > 2 * CELLS_AT_MOST) return [];
  const off = new Map(days.excluded.map((day) => [day.date, day.why]));
  const swapped = new Set(days.included.map((day) => day.date));
  let counted = 0;
  return Array.from({ length: daysBetween(from, strict) + 1 }, (_, i) => {
    const date = addDays(from, i);
    const common = { date, weekday: date === today ? '今天' : weekdayName(date), today: date === today, due: date === strict };
    if (i === 0) return { ...common, kind: 'start', note: '当日不计' };
    const why = off.get(date);
    if (why !== undefined) return { ...common, kind: 'off', note: why.startsWith('周') ? '休' : why };
    counted += 1;
    const note = date === strict ? `${counted} 期满` : String(counted);
    return swapped.has(date) ? { ...common, kind: 'swap', note: `调休 ${note}` } : { ...common, kind: 'day', note };
  });
}

/** Days that still count after today, in the term's own unit; undefined once the last day has passed. */
export function daysLeft(deadline: Pick<DeadlineView, 'strict' | 'days'>, today: string): number | undefined {
  if (today > deadline.strict) return undefined;
  const off = new Set(deadline.days.excluded.map((day) => day.date));
  let left = 0;
  for (let day = addDays(today as PlainDate, 1); day <= deadline.strict; day = addDays(day, 1)) if (!off.has(day)) left += 1;
  return left;
}

/** 还有2个工作日, in the term's own unit; 今天到期, 明天到期 and 逾期 as they are. */
export function leftWords(deadline: Pick<DeadlineView, 'strict' | 'days' | 'unit'>, today: string): string {
  const { near, says } = leftOf(deadline.strict, today);
  return near === 'ahead' ? `还有${daysLeft(deadline, today)}${unitName(deadline.unit)}` : says;
}
