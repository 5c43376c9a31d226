// src/console/changes/calendarText.ts —— 日历的文字:a year's days typed a stretch a line, as the notice says them
import { addDays, isPlainDate, type PlainDate } from '../../base/dates.ts';
import { inStretches } from '../../law/reckoning/stretches.ts';

type Days = Record<string, string>;

/** A year as lines: `2026-10-01 至 2026-10-07 国庆节`. */
export function linesOf(days: Days): string {
  return inStretches(days)
    .map(({ from, to, why }) => (from === to ? `${from} ${why}` : `${from} 至 ${to} ${why}`))
    .join('\n');
}

const shape = /^(\S+?)(?:\s*(?:至|到|~|—)\s*(\d{4}-\d\d-\d\d))?\s+(\S.*)$/;

/** Reads lines back; a sentence says which line cannot be read, and why. */
export function readLines(text: string): Days | string {
  const days: Days = {};
  for (const [i, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '') continue;
    const [, first = '', end = first, why = ''] = shape.exec(line) ?? [];
    if (why === '') return `第${i + 1}行看不懂：“${line.slice(0, 30)}”。请写作“2027-02-05 至 2027-02-11 春节”`;
    const wrong = [first, end].find((day) => !isPlainDate(day));
    if (wrong !== undefined) return `第${i + 1}行：没有“${wrong.slice(0, 20)}”这一天`;
    if (end < first) return `第${i + 1}行：后一天早于前一天`;
    for (let day = first as PlainDate, n = 0; day <= end; day = addDays(day, 1), n += 1) {
      if (n > 60) return `第${i + 1}行：一段超过六十天，请核对`;
      if (days[day] !== undefined) return `第${i + 1}行：${day}写了两次`;
      days[day] = why;
    }
  }
  return days;
}
