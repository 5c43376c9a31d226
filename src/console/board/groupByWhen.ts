// src/console/board/groupByWhen.ts —— 按期限分组:what is late, what is next, what can wait
import { addDays, type PlainDate } from '../../base/dates.ts';

export const whenNames = {
  late: '已逾期',
  near: '今天、明天',
  week: '七日内',
  month: '本月',
  later: '以后',
  none: '没有在走的期限',
} as const;
export type When = keyof typeof whenNames;

/** Which group a strict due date belongs to on a day; the month's rest counts only beyond the seven days. */
export function whenOf(due: string | null | undefined, today: string): When {
  if (!due) return 'none';
  if (due < today) return 'late';
  const on = (days: number) => addDays(today as PlainDate, days);
  if (due <= on(1)) return 'near';
  if (due <= on(7)) return 'week';
  return due.slice(0, 7) === today.slice(0, 7) ? 'month' : 'later';
}

/** Groups in the order of urgency, empty ones left out; within a group the nearest date first, else the order given. */
export function groupByWhen<T>(
  rows: readonly T[],
  dueOf: (row: T) => string | null | undefined,
  today: string,
): { when: When; rows: T[] }[] {
  const groups = Map.groupBy(rows, (row) => whenOf(dueOf(row), today));
  return (Object.keys(whenNames) as When[]).flatMap((when) => {
    const found = groups.get(when);
    return found ? [{ when, rows: found.toSorted((a, b) => (dueOf(a) ?? '').localeCompare(dueOf(b) ?? '')) }] : [];
  });
}
