// src/publication/after/remedyDates.ts —— 救济期限:the last days on which a decision may be challenged, computed from service
import { addMonths, type PlainDate } from '../../base/dates.ts';
import { computeDue, dayKind, nearestWorkingDay } from '../../law/reckoning/days.ts';
import { remedies } from '../../law/reckoning/remedies.ts';
import type { Agency, Calendar } from '../../law/registers.ts';

/** A last day; `why` tells of a 顺延, `unverified` that the calendar of that year is not known yet. */
export type LastDay = { last: PlainDate; why?: string; unverified: boolean };
/** Where and until when; the days are absent while the decision is not served. */
export type RemedyDates = { organ: string; court: string; served?: PlainDate; review?: LastDay; suit?: LastDay };

/** 复议 60日, 诉讼 6个月, both from the day of service (复议法第20条、诉讼法第46条). */
export function remedyDates(agency: Agency, calendar: Calendar, served?: PlainDate): RemedyDates {
  const { reviewOrgan, reviewDays, court, suitMonths } = remedies(agency);
  const where = { organ: reviewOrgan, court };
  if (!served) return where;
  const due = computeDue(served, { amount: reviewDays, basis: '复议法§20', unit: 'calendarDay' }, calendar);
  const review = { last: due.rolled, unverified: due.unverified.length > 0, ...(due.rolledWhy ? { why: due.rolledWhy } : {}) };
  return { ...where, served, review, suit: rolled(addMonths(served, suitMonths), calendar) };
}

function rolled(day: PlainDate, calendar: Calendar): LastDay {
  const kind = dayKind(day, calendar);
  const last = nearestWorkingDay(day, 1, calendar);
  return { last, unverified: !kind.known, ...(kind.working ? {} : { why: `${day}是${kind.why}，顺延` }) };
}
