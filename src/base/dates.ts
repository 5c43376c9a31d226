// src/base/dates.ts —— 日期:calendar dates without a clock or a time zone surprise

/** A calendar date 'YYYY-MM-DD' in Asia/Shanghai. Only `plainDate` makes one, so every value is a real date. */
export type PlainDate = string & { readonly __date: 'PlainDate' };

const DAY = 86_400_000;
const toUtc = (date: PlainDate) => Date.parse(`${date}T00:00:00Z`);
const fromUtc = (ms: number) => new Date(ms).toISOString().slice(0, 10) as PlainDate;

/** Is the text a real calendar date between 1900 and 2199? */
export const isPlainDate = (text: unknown): text is PlainDate =>
  typeof text === 'string' &&
  /^(19|20|21)\d\d-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  fromUtc(toUtc(text as PlainDate)) === text;

/** Parses 'YYYY-MM-DD'. Throws RangeError when there is no such day (2025-02-30). */
export function plainDate(text: string): PlainDate {
  if (!isPlainDate(text)) throw new RangeError(`没有这一天：${text}`);
  return text;
}

/** The date `days` calendar days later (earlier when negative). */
export const addDays = (date: PlainDate, days: number): PlainDate => fromUtc(toUtc(date) + days * DAY);

/** Whole calendar days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => Math.round((toUtc(to) - toUtc(from)) / DAY);

/** 0 = Sunday … 6 = Saturday. */
export const weekday = (date: PlainDate): number => new Date(toUtc(date)).getUTCDay();

/** 周日 … 周六 */
export const weekdayName = (date: PlainDate): string => `周${'日一二三四五六'[weekday(date)]}`;

/** The same day `years` later; 29 February becomes 28 February in a common year. */
export function addYears(date: PlainDate, years: number): PlainDate {
  const moved = `${String(Number(date.slice(0, 4)) + years).padStart(4, '0')}${date.slice(4)}`;
  return isPlainDate(moved) ? moved : plainDate(`${moved.slice(0, 8)}28`);
}

/** The same day of the month `months` later, or that month's last day (民法典第202条). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const count = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const month = `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
  for (let day = Number(date.slice(8)); ; day--) {
    const text = `${month}-${String(day).padStart(2, '0')}`;
    if (isPlainDate(text)) return plainDate(text);
  }
}

/** Completed years from `birth` to `on` (周岁: a year is completed on the day after the birthday). */
export function fullYears(birth: PlainDate, on: PlainDate): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return on > addYears(birth, years) ? years : years - 1;
}

/** The Asia/Shanghai date of an instant (China keeps UTC+8 the year round). */
export const shanghaiDate = (instant: Date | string): PlainDate => fromUtc(new Date(instant).getTime() + 8 * 3_600_000);

/** 'YYYY-MM-DD HH:MM' in Asia/Shanghai. */
export const shanghaiMinute = (instant: Date | string): string =>
  new Date(new Date(instant).getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** 2026年11月13日 */
export const chineseDate = (date: PlainDate): string =>
  `${Number(date.slice(0, 4))}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;
