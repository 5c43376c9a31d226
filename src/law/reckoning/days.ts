// src/law/reckoning/days.ts —— 期间:first and last day of a statutory period, with every day accounted for
import { addDays, chineseDate, type PlainDate, weekday, weekdayName } from '../../base/dates.ts';
import { type Cite, parseCite, shortCite, statutes } from '../articles/statutes.ts';
import type { Calendar } from '../registers.ts';

export type DayUnit = 'workingDay' | 'calendarDay';
/**
 * A period of `amount` days. `unit` is only for data parameters; without it the statute of `basis` decides. A `firm` one ends on its last
 * day whatever day that is: hours, and limits on what is taken from the party.
 */
export type Term = { amount: number; basis: Cite; unit?: DayUnit; firm?: true };
/** A stretch of days, both ends included, that a statute takes out of a period (强制法第25条、许可法第45条). */
export type Pause = { from: PlainDate; to: PlainDate; why: string };
export type NotedDay = { date: PlainDate; why: string };
export type Computation = {
  from: PlainDate; // 起算之日,不计入
  firstDay: PlainDate; // 第一日
  amount: number;
  unit: DayUnit;
  basis: Cite;
  unitBasis?: Cite; // the article that says how days are counted
  strict: PlainDate; // the last day, as counted
  rolled: PlainDate; // the last day after 节假日顺延; equals `strict` for working days
  rolledWhy?: string;
  remindOn: PlainDate; // last working day not later than `strict`: the agency is warned by it
  excluded: NotedDay[]; // days of the period that were not counted
  included: NotedDay[]; // 调休 working days that were counted
  calendarVersion: string;
  unverified: string[]; // years the calendar has no data for: the result is 待核
};

/** One day of the calendar. `known` is false when its year has no data; then only the weekday speaks. */
export type DayKind = { working: boolean; known: boolean; makeUp: boolean; why: string };

/** Is the date a working day, and why (holiday, 调休 or weekday)? */
export function dayKind(date: PlainDate, calendar: Calendar): DayKind {
  const year = calendar.years[date.slice(0, 4)];
  const known = year !== undefined;
  const makeUp = year?.workdays[date];
  if (makeUp !== undefined) return { working: true, known, makeUp: true, why: `${weekdayName(date)}，${makeUp}` };
  const holiday = year?.holidays[date];
  if (holiday !== undefined) return { working: false, known, makeUp: false, why: holiday };
  const rest = weekday(date) === 0 || weekday(date) === 6;
  return { working: !rest, known, makeUp: false, why: weekdayName(date) };
}

/** The first working day on or after the date (step 1), or the last on or before it (step -1). */
export function nearestWorkingDay(date: PlainDate, step: 1 | -1, calendar: Calendar): PlainDate {
  let day = date;
  while (!dayKind(day, calendar).working) day = addDays(day, step);
  return day;
}

/** Number of working days d with from < d ≤ to; 0 when `to` is not later. */
export function workingDaysBetween(from: PlainDate, to: PlainDate, calendar: Calendar): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (dayKind(day, calendar).working) count += 1;
  return count;
}

/** How the statute counts a period of so many days, with the article that says so. */
export function unitOf(term: Term): { unit: DayUnit; unitBasis?: Cite } {
  if (term.unit) return { unit: term.unit };
  const name = parseCite(term.basis).statute;
  const statute = statutes[name];
  const unit = statute.workingDays(term.amount) ? 'workingDay' : 'calendarDay';
  return 'daysArticle' in statute ? { unit, unitBasis: `${name}§${statute.daysArticle}` as Cite } : { unit };
}

/**
 * The last day of a period that starts on `from`; the day of `from` is never counted (民诉法第85条), nor are days inside `pauses`.
 * Throws RangeError unless the amount is a whole number of at least one day.
 */
export function computeDue(from: PlainDate, term: Term, calendar: Calendar, pauses: Pause[] = []): Computation {
  if (pauses.length > 0) return compute(from, term, calendar, pauses);
  const known = computed.get(calendar) ?? new Map<string, Computation>();
  computed.set(calendar, known);
  const name = `${from} ${term.amount} ${term.unit} ${term.firm} ${term.basis}`;
  const found = known.get(name) ?? compute(from, term, calendar, pauses);
  if (known.size >= 5000) known.clear();
  known.set(name, found);
  return found;
}

// The same few terms are asked again and again, at every act and on every page. A calendar is never changed in place.
const computed = new WeakMap<Calendar, Map<string, Computation>>();

function compute(from: PlainDate, term: Term, calendar: Calendar, pauses: Pause[]): Computation {
  if (!Number.isSafeInteger(term.amount) || term.amount < 1) throw new RangeError(`期间应当是不少于1的整日数：${term.amount}`);
  const { unit, unitBasis } = unitOf(term);
  const years = new Set<string>();
  const ask = (date: PlainDate): DayKind => {
    const kind = dayKind(date, calendar);
    if (!kind.known) years.add(date.slice(0, 4));
    return kind;
  };
  const counted = countDays(from, term.amount, unit, pauses, ask);
  const roll = unit === 'workingDay' || term.firm ? { rolled: counted.strict } : rollOver(counted.strict, ask);
  return {
    from,
    firstDay: addDays(from, 1),
    amount: term.amount,
    unit,
    basis: term.basis,
    unitBasis,
    ...counted,
    ...roll,
    remindOn: nearestWorkingDay(counted.strict, -1, calendar),
    calendarVersion: calendar.version,
    unverified: [...years].sort(),
  };
}

function countDays(from: PlainDate, amount: number, unit: DayUnit, pauses: Pause[], ask: (date: PlainDate) => DayKind) {
  const excluded: NotedDay[] = [];
  const included: NotedDay[] = [];
  let day = from;
  for (let left = amount; left > 0; ) {
    day = addDays(day, 1);
    const pause = pauses.find((each) => each.from <= day && day <= each.to);
    const kind = unit === 'workingDay' && !pause ? ask(day) : undefined;
    if (pause) excluded.push({ date: day, why: pause.why });
    else if (kind && !kind.working) excluded.push({ date: day, why: kind.why });
    else {
      left -= 1;
      if (kind?.makeUp) included.push({ date: day, why: kind.why });
    }
  }
  return { strict: day, excluded, included };
}

function rollOver(strict: PlainDate, ask: (date: PlainDate) => DayKind): { rolled: PlainDate; rolledWhy?: string } {
  const last = ask(strict);
  if (last.working) return { rolled: strict };
  let day = strict;
  while (!ask(day).working) day = addDays(day, 1);
  return { rolled: day, rolledWhy: `最后一日${chineseDate(strict)}是${last.why}，顺延至其后的第一个工作日` };
}

export type ExplainedLine = { label: string; text: string };

const short = (date: PlainDate) => date.slice(5);

/** Joins neighbouring days with one reason: 09-19 周六;09-25 至 09-27 中秋节。 Weekends are joined as 周六、周日. */
function inRanges(days: NotedDay[]): string {
  const ranges: { from: PlainDate; to: PlainDate; why: string }[] = [];
  for (const { date, why } of days) {
    const last = ranges.at(-1);
    const follows = last !== undefined && addDays(last.to, 1) === date;
    if (last && follows && last.why === why) last.to = date;
    else if (last && follows && last.why === '周六' && why === '周日') [last.to, last.why] = [date, '周六、周日'];
    else ranges.push({ from: date, to: date, why });
  }
  return ranges.map(({ from, to, why }) => `${from === to ? short(from) : `${short(from)} 至 ${short(to)}`} ${why}`).join('；');
}

function howCounted({ amount, unit, unitBasis, basis }: Computation): string {
  const said = unitBasis ? shortCite(unitBasis) : shortCite(basis);
  return unit === 'workingDay' ? `${amount}个工作日，不含法定节假日、休息日（${said}）` : `${amount}日，连续计算，不扣除节假日（${said}）`;
}

function dueText({ strict, rolled, rolledWhy, remindOn }: Computation): string {
  const day = (date: PlainDate) => `${chineseDate(date)}（${weekdayName(date)}）`;
  if (strict === rolled) return day(strict);
  return `${day(rolled)}；${rolledWhy}（民诉法第85条）。对本机关从严按${chineseDate(strict)}掌握，于前一个工作日${short(remindOn)}提醒`;
}

/** The lines 起算、怎么计日、不计入、计入、到期、依据、日历版本、待核 of a computed period; empty ones are left out. */
export function explain(computation: Computation): ExplainedLine[] {
  const { from, firstDay, excluded, included, basis, calendarVersion, unverified } = computation;
  const lines = [
    { label: '起算', text: `${chineseDate(from)}，当日不计，自${chineseDate(firstDay)}起算` },
    { label: '怎么计日', text: howCounted(computation) },
    { label: '不计入', text: inRanges(excluded) },
    { label: '计入', text: inRanges(included) },
    { label: '到期', text: dueText(computation) },
    { label: '依据', text: shortCite(basis) },
    { label: '日历版本', text: calendarVersion },
    {
      label: '待核',
      text: unverified.length > 0 ? `${unverified.join('、')}年节假日安排尚未录入，以上结果待核；请在日历中补录后重算` : '',
    },
  ];
  return lines.filter((line) => line.text !== '');
}
