// src/registers/signed/contents.ts —— 变更的内容:checked by the same shapes as a pack, every fault in Chinese
import type { z } from 'zod';
import { zhCN } from 'zod/locales';
import { type PlainDate, plainDate, weekday } from '../../base/dates.ts';
import { ChangeRefused } from '../changes.ts';
import { agencyShape, calendarYearShape, itemShape, parameterShape, unitShape } from '../packShapes.ts';
import type { RegisterSnapshot } from '../registers.ts';
import type { ChangedList } from './lists.ts';

const shapes: Record<ChangedList, z.ZodType> = {
  calendar: calendarYearShape,
  parameter: parameterShape,
  item: itemShape,
  agency: agencyShape,
  unit: unitShape,
};

/** Reads the new content of an entry; throws ChangeRefused naming up to ten faults. `key`: the entry it is for. */
export function readContent(snapshot: RegisterSnapshot, list: ChangedList, key: string, given: unknown): unknown {
  const { success, data, error } = shapes[list].safeParse(given, { error: zhCN().localeError });
  if (!success) {
    const faults = error.issues.slice(0, 10).map((issue) => {
      const says = issue.code === 'invalid_key' ? issue.issues[0]!.message : issue.message;
      return issue.path.length > 0 ? `${issue.path.map(String).join('.')}：${says}` : says;
    });
    throw new ChangeRefused(`内容有${error.issues.length}处问题：${faults.join('；')}`);
  }
  const faults = faultsOf[list](data as never, key, snapshot);
  if (faults.length > 0) throw new ChangeRefused(faults.slice(0, 10).join('；'));
  return data;
}

export type Days = z.infer<typeof calendarYearShape>;
const faultsOf: { [List in ChangedList]: (content: never, key: string, snapshot: RegisterSnapshot) => string[] } = {
  calendar: ({ holidays, workdays }: Days, year) => [
    ...(/^(19|20|21)\d\d$/.test(year) ? [] : ['年份应为四位数字，例如2027']),
    ...(Object.keys(holidays).length > 0 ? [] : ['请至少填写一个放假的日子']),
    ...Object.keys({ ...holidays, ...workdays }).flatMap((day) => (day.startsWith(`${year}-`) ? [] : [`${day}不在${year}年内，请核对`])),
    ...Object.keys(workdays).flatMap((day) => (day in holidays ? [`${day}既是放假又是上班，请只留一个`] : [])),
    ...Object.keys(workdays).flatMap((day) =>
      [0, 6].includes(weekday(plainDate(day))) ? [] : [`${day}不是周六或者周日，不需要写作调休上班`],
    ),
  ],
  parameter: ({ key }: { key: string }, asked) => (key === asked ? [] : ['参数的标识不能改']),
  item: (item: z.infer<typeof itemShape>, code, snapshot) => [
    ...(item.code === code ? [] : ['事项编码不能改，请另行增加事项']),
    ...(item.usable || item.whyUnusable ? [] : ['不能选用的事项要写明原因']),
    ...(item.actType === 'penalty' && item.usable && item.breach.length === 0 ? ['行政处罚事项要写明违反的条款'] : []),
    ...(item.actType === 'penalty' && item.usable && item.penalty.length === 0 ? ['行政处罚事项要写明处罚依据的条款'] : []),
    ...(item.relatedInspection && snapshot.entryVersions('item', item.relatedInspection).length === 0
      ? ['没有这个检查事项，请改正编码']
      : []),
  ],
  agency: (agency: z.infer<typeof agencyShape>, _key, snapshot) => [
    ...(agency.id === snapshot.agency.id ? [] : ['机关标识不能改']),
    ...(agency.shortCode === snapshot.agency.shortCode ? [] : ['文号简称不能在这里改：已编的文号用它，改了会断号']),
  ],
  unit: (unit: z.infer<typeof unitShape>, id) => (unit.id === id ? [] : ['机构标识不能改']),
};

/** The first day whose kind differs between two states of a year; of a year that had no data the first of January. */
export function firstChangedDay(year: string, before: Days | null, after: Days): PlainDate | undefined {
  if (!before) return plainDate(`${year}-01-01`);
  const days = new Set([before, after].flatMap(({ holidays, workdays }) => [...Object.keys(holidays), ...Object.keys(workdays)]));
  const told = (of: { holidays: Record<string, string>; workdays: Record<string, string> }, day: string) =>
    `${of.holidays[day] ?? ''}\n${of.workdays[day] ?? ''}`;
  const first = [...days].filter((day) => told(before, day) !== told(after, day)).sort()[0];
  return first === undefined ? undefined : plainDate(first);
}
