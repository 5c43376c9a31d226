// src/console/parts/days.ts —— 日子的说法:dates and what is left, in the words and the unit of the statute
import { daysBetween, isPlainDate, type PlainDate, shanghaiDate, shanghaiMinute, weekdayName } from '../../base/dates.ts';

/** 2026-09-29 → 09-29, with the year where it differs from today's. */
export const shortDate = (date: string, today: string): string => (date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date);

/** 周二; empty for no date. */
export const weekdayOf = (date: string): string => (isPlainDate(date) ? weekdayName(date) : '');

/** An instant as 09-24 16:05 in Shanghai. */
export const shortInstant = (instant: string, today: string): string => {
  const minute = shanghaiMinute(instant);
  return `${shortDate(minute.slice(0, 10), today)} ${minute.slice(11)}`;
};
/** The Shanghai date and time of day of an instant, apart. */
export const dayAndTime = (instant: string): [string, string] => [shanghaiDate(instant), shanghaiMinute(instant).slice(11)];

/** 工作日 or 日, as the statute counts. */
export const unitName = (unit: string | null): string => (unit === 'workingDay' ? '个工作日' : '日');

export type Nearness = 'late' | 'soon' | 'ahead';
/** 逾期3日, 今天, 明天, 还有5日. Counted in calendar days: the working days are in the computation, which opens. */
export function leftOf(due: string, today: string): { near: Nearness; says: string } {
  const left = daysBetween(today as PlainDate, due as PlainDate);
  if (left < 0) return { near: 'late', says: `逾期${-left}日` };
  if (left === 0) return { near: 'soon', says: '今天到期' };
  if (left === 1) return { near: 'soon', says: '明天到期' };
  return { near: 'ahead', says: `还有${left}日` };
}
/** The class that colours a nearness; words say it too. */
export const nearClass = (near: Nearness): string => (near === 'ahead' ? '' : near);
