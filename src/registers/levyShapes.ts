// src/registers/levyShapes.ts —— 征收标准、主体资格的样子:the shape of levies.json and acting.json
import { z } from 'zod';
import { isPlainDate, type PlainDate } from '../base/dates.ts';
import { actTypes } from '../law/vocabulary.ts';

const date = z.custom<PlainDate>(isPlainDate, '应为真实存在的日期，写作 YYYY-MM-DD');
const text = z.string().trim().min(1, '不能为空').max(2000, '最多2000字');
const mark = z.enum(['C', 'X', 'M', 'V', 'D']);
const sourced = { basis: text, mark };
const figure = z.number().positive('应大于零').max(1e6, '过大，请核对');
const term = z.strictObject({ ...sourced, amount: z.int().positive(), unit: z.enum(['workingDay', 'calendarDay']) });
const actType = z.enum(Object.keys(actTypes) as [keyof typeof actTypes]);

/** levies.json: one standard of a levy, in force from a day until the next of the same item. */
export const levyShape = z.strictObject({
  item: text,
  name: text,
  from: date,
  occupies: z.array(text).min(1, '至少写一种占用'),
  rates: z.array(z.strictObject({ ...sourced, land: text, name: text, yuan: figure })).min(1, '至少写一种地类的标准'),
  multipliers: z.array(z.strictObject({ ...sourced, factor: text, name: text, times: figure, unless: text.optional() })),
  relief: z.array(
    z.strictObject({
      ...sourced,
      ground: text,
      name: text,
      allows: z.array(z.enum(['exempted', 'reduced', 'deferred'])).min(1, '至少写一种'),
      cites: z.boolean().optional(),
    }),
  ),
  noticeDays: term.optional(),
  payDays: term,
  largest: z.strictObject({ ...sourced, squareMetres: z.int().positive() }),
  collector: text.optional(),
});

/** acting.json: who may do acts of a type. */
export const actingRuleShape = z.strictObject({
  ...sourced,
  actType,
  from: date,
  agency: z.boolean(),
  authorised: z.boolean(),
  entrusted: z.enum(['never', 'byLetter']),
});
/** acting.json: an authorised or entrusted organisation, by its unit in organisation.json: never a person. */
export const actingBodyShape = z
  .strictObject({
    ...sourced,
    unit: text,
    kind: z.enum(['authorised', 'entrusted']),
    from: date,
    until: date,
    letter: text,
    publishedOn: date.optional(),
    actTypes: z.array(actType).min(1, '至少写一种行为'),
    items: z.array(text).optional(),
  })
  .refine((it) => it.from < it.until, 'until 是不再有效的第一日，应晚于 from');

export const levyFiles = {
  'levies.json': z.strictObject({ note: text, levies: z.array(levyShape) }),
  'acting.json': z.strictObject({ note: text, rules: z.array(actingRuleShape), bodies: z.array(actingBodyShape) }),
} as const;
