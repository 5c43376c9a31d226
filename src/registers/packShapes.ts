// src/registers/packShapes.ts —— 数据包的样子:the shape of each file of an agency's folder
import { z } from 'zod';
import { isPlainDate, type PlainDate } from '../base/dates.ts';
import { payrolls } from '../law/clearance.ts';
import { type Confirmed, confirmedKinds, type ParameterKey, type Post, posts } from '../law/registers.ts';
import { actTypes, type PartyKind, partyKinds } from '../law/vocabulary.ts';
import { levyFiles } from './levyShapes.ts';

const date = z.custom<PlainDate>(isPlainDate, '应为真实存在的日期，写作 YYYY-MM-DD');
const partyKind = z.enum(Object.keys(partyKinds) as PartyKind[]);
const text = z.string().trim().min(1, '不能为空').max(2000, '最多2000字');
const texts = z.array(text);
const amount = z.number().nonnegative('不能为负数');
const names = <T extends string>(record: Record<T, unknown>) => z.enum(Object.keys(record) as [T, ...T[]]);
const post = names<Post>(posts);
const actType = names(actTypes);

const citation = z.strictObject({ law: text, article: text, gist: text });
const basis = z.strictObject({
  ...citation.shape,
  version: text.optional(),
  role: z.enum(['basis', 'procedure', 'breach', 'penalty', 'amount', 'definition', 'superseded']),
  status: z.enum(['confirmed', 'excerpt', 'memory', 'needsUpdate', 'superseded']),
});

const range = { min: amount.optional(), max: amount.optional() };
const sanction = z
  .strictObject({
    kind: text,
    mode: z.enum(['may', 'must']),
    basis: z.enum(['multiple', 'range', 'perArea', 'perTree', 'perVolume', 'fixed']).optional(),
    base: text.optional(),
    ...range,
    unit: text.optional(),
    object: text.optional(),
    condition: text.optional(),
  })
  .refine((it) => it.min === undefined || it.max === undefined || it.min <= it.max, '下限不能高于上限');
const tier = z
  .strictObject({
    tier: text,
    when: text,
    fineMin: amount.optional(),
    fineMax: amount.optional(),
    unit: text.optional(),
    condition: text.optional(),
    source: text,
  })
  .refine((it) => it.fineMin === undefined || it.fineMax === undefined || it.fineMin <= it.fineMax, '下限不能高于上限');
const threshold = z.strictObject({ measure: text, atLeast: z.number().positive('应大于零'), unit: text, says: text, basis: text });

const dayUnit = z.enum(['workingDay', 'calendarDay', 'month']);
const timeLimit = z.strictObject({
  days: z.int().positive().nullable(),
  months: z.int().positive().optional(),
  unit: dayUnit.nullable(),
  source: text,
  from: text.optional(),
  extension: z.strictObject({ days: z.int().positive(), unit: dayUnit, approver: text }).optional(),
  excluded: texts.optional(),
  note: text.optional(),
});

/** items.json: one enforcement item, as published. Beyond law's `Item` it holds what the public list shows. */
export const itemShape = z.strictObject({
  code: z.string().regex(/^[A-Z0-9-]{3,40}$/, '事项编码只能用大写字母、数字和短横线，3至40位'),
  name: text,
  nameEn: text.optional(),
  actType,
  typeName: text,
  breach: z.array(citation),
  penalty: z.array(citation),
  sanctions: z.array(sanction),
  correctiveOrders: texts,
  tiers: z.array(tier),
  crime: z.strictObject({ name: text, texts, thresholds: z.array(threshold), source: text }).optional(),
  reviewTriggers: texts,
  recordingSteps: z.array(z.strictObject({ step: text, level: z.enum(['required', 'requiredForMajor', 'advised']), mode: text })),
  usable: z.boolean(),
  whyUnusable: text.optional(),
  publishedFrom: date,
  parties: z.array(partyKind).min(1, '至少写一种对象').optional(),
  confirms: z.enum(Object.keys(confirmedKinds) as Confirmed[]).optional(),
  basis: z.array(basis).min(1, '至少写一条依据'),
  subject: text,
  level: text,
  role: text,
  target: text,
  timeLimit,
  charge: z.strictObject({
    has: z.boolean(),
    item: text.optional(),
    basis: text.optional(),
    rate: text.optional(),
    see: text.optional(),
    note: text.optional(),
  }),
  publicity: z.strictObject({ phase: text, days: z.int().positive(), unit: dayUnit, channels: texts, precondition: text.optional() }),
  delegation: text,
  reviewAlways: z.boolean(),
  /** For other acts: the kinds of the light flow it may run as, or `dispute`; nothing where no procedure here serves it. */
  handledAs: texts.optional(),
  inRecordingList: z.boolean(),
  randomInspection: z.boolean(),
  simpleProcedure: z.boolean(),
  relatedInspection: text.optional(),
  verification: z.enum(['confirmed', 'partly', 'needsUpdate']),
  note: text.optional(),
});
export type ItemRecord = z.infer<typeof itemShape>;

/** agency.json: law's `Agency`, and what the foot of the portal says. */
export const agencyShape = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, '机关标识只能用小写字母、数字和短横线，2至31位'),
  name: text,
  shortCode: text,
  uscc: text.optional(),
  kind: z.enum(['municipalDepartment', 'verticalAgency', 'justiceBureau']),
  region: text,
  government: text,
  court: text,
  address: text,
  phone: text,
  bank: z.strictObject({ name: text, address: text, account: text }),
  legalStatus: text,
  seal: z
    .strictObject({
      file: z.string().regex(/^[a-z0-9][a-z0-9-]*\.png$/, '印章图片的文件名只能用小写字母、数字和短横线，以 .png 结尾'),
      diameter: z.number().min(20, '印章直径应在20至60毫米之间').max(60, '印章直径应在20至60毫米之间').optional(),
      demo: z.boolean().optional(),
    })
    .optional(),
  divisions: z.array(z.strictObject({ code: text, name: text })),
  hours: text,
  complaint: z.strictObject({ phone: text, address: text, email: z.string() }),
  site: z.strictObject({
    sponsor: text,
    organiser: text,
    support: text,
    siteCode: z.string(),
    icp: z.string(),
    police: z.string(),
    note: text.optional(),
  }),
  unverified: texts,
});
export type AgencyRecord = z.infer<typeof agencyShape>;

const certificate = z
  .strictObject({ number: text, validFrom: date, validTo: date, actTypes: z.array(actType).min(1, '至少写一种执法类别') })
  .refine((it) => it.validFrom <= it.validTo, '有效期的起始日不能晚于截止日');
const heldPost = z
  .strictObject({ post, from: date, until: date.optional(), basis: text })
  .refine((it) => it.until === undefined || it.from < it.until, 'until 是不再担任的第一日，应晚于 from');
const annualCheck = z.strictObject({
  year: z.string().regex(/^20\d\d$/, '年度应为四位数字'),
  hours: z.number().nonnegative('不能为负数').max(2000, '学时最多2000'),
  passed: z.boolean(),
  on: date,
});
/** What decides whether a person may be an officer at all: 编制, retirement, area, annual checks. `from`: since when it is known so. */
export const qualificationShape = z.strictObject({
  payroll: names(payrolls),
  retiresOn: date.optional(),
  area: text.max(100, '最多100字').optional(),
  checks: z.array(annualCheck),
});
/** people.json: one person; `unit` is an id of organisation.json, `until` of a post the first day without it. */
export const personShape = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{2,40}$/, '人员标识只能用小写字母、数字和短横线'),
  login: z
    .string()
    .regex(/^[a-z][a-z0-9]{2,31}$/, '登录名只能用小写字母和数字，以字母开头，3至32位')
    .optional(),
  name: text,
  unit: text,
  position: text,
  demo: z.boolean().optional(),
  legalQualification: text.optional(),
  supervisionCertificate: text.optional(),
  chief: z.boolean().optional(),
  note: text.optional(),
  qualification: qualificationShape.extend({ from: date }).optional(),
  posts: z.array(heldPost),
  certificates: z.array(certificate),
});
export type PackPerson = z.infer<typeof personShape>;

const parameterKeys = {
  'clue.verifyDays': 1,
  'statement.days': 1,
  'hearing.fine.citizen': 1,
  'hearing.fine.soleTrader': 1,
  'hearing.fine.org': 1,
  'hearing.confiscation.citizen': 1,
  'hearing.confiscation.org': 1,
  'review.fine.citizen': 1,
  'review.fine.org': 1,
  'simple.fine.citizen': 1,
  'simple.fine.soleTrader': 1,
  'simple.fine.org': 1,
  'simple.collect': 1,
  'simple.reportDays': 1,
  'service.announceDays': 1,
  'review.confiscation.citizen': 1,
  'review.confiscation.org': 1,
  'review.days': 1,
  'review.extraDays': 1,
  'penalty.caseDays': 1,
  'archive.days': 1,
  'publication.days': 1,
  'publication.generalMonths': 1,
  'officer.trainingHours': 1,
  'officer.firstTrainingHours': 1,
  'officer.warnDays': 1,
  'backdate.hours': 1,
  'review.seizure': 1,
  'enforcement.nightFrom': 1,
  'enforcement.nightTo': 1,
  'inspection.yearlyCap': 1,
  'inspection.urgentDays': 1,
  'inspection.resultDays': 1,
  'inspection.recheckDays': 1,
  'confirmation.acceptDays': 1,
  'confirmation.days': 1,
  'tree.cityRaised': 1,
  'review.levy': 1,
  'others.days': 1,
  'others.recordDays': 1,
  'dispute.days': 1,
} as const satisfies Record<ParameterKey, 1>;
/** Every parameter the law asks for; a pack has to give each of them. */
export const allParameters = Object.keys(parameterKeys) as ParameterKey[];

/** parameters.json: a default with the day it starts and its ground; `mark` says how sure we are of it. */
export const parameterShape = z.strictObject({
  key: names<ParameterKey>(parameterKeys),
  name: text,
  value: amount,
  unit: z.enum(['日', '工作日', '元', '月', '小时', '次', '是否']),
  from: date,
  basis: text,
  mark: z.enum(['C', 'X', 'M', 'V', 'D']),
});
export type ParameterRecord = z.infer<typeof parameterShape>;

const days = z.record(date, text);
export const calendarYearShape = z.strictObject({ holidays: days, workdays: days });
/** calendar.json: holidays and make-up working days, year by year as the State Council announces them. */
export const calendarShape = z.strictObject({
  version: text,
  source: text,
  notices: z.record(z.string(), text),
  years: z.record(z.string().regex(/^\d{4}$/, '年份应为四位数字'), calendarYearShape),
});

export const unitShape = z.strictObject({
  id: text,
  name: text,
  kind: z.enum(['leadership', 'section', 'attached', 'branch']),
  parent: text.optional(),
  from: date,
  duties: text.optional(),
});
export type UnitRecord = z.infer<typeof unitShape>;
const group = z.strictObject({
  id: text,
  name: text,
  parent: text.optional(),
  chair: text.optional(),
  seat: text.optional(),
  members: text.optional(),
  units: texts.optional(),
  from: date,
});

const formField = z.strictObject({ key: text, label: text, type: text, required: z.boolean() });
/** forms.json: one document form of the list, with its fields. */
export const formShape = z.strictObject({
  code: text,
  name: text,
  en: text,
  actType: text,
  stage: text,
  external: z.boolean(),
  sealRequired: z.boolean(),
  serviceReceiptRequired: z.boolean(),
  docNumberAbbr: text.nullable(),
  docNumberExample: text.nullable(),
  legalBasis: text,
  avAdvised: z.string(),
  source: text,
  fields: z.array(formField),
  core: z.boolean(),
});
export type FormRecord = z.infer<typeof formShape>;

export const fileShapes = {
  'agency.json': agencyShape,
  'items.json': z.array(itemShape).min(1, '至少要有一个事项'),
  'forms.json': z.strictObject({
    numberFormat: text,
    fieldDictionary: z.record(z.string(), z.strictObject({ label: text, type: text })),
    forms: z.array(formShape),
  }),
  'parameters.json': z.strictObject({ marks: z.record(z.string(), text), parameters: z.array(parameterShape) }),
  'calendar.json': calendarShape,
  'organisation.json': z.strictObject({ units: z.array(unitShape), groups: z.array(group) }),
  'people.json': z.strictObject({ note: text.optional(), people: z.array(personShape) }),
  ...levyFiles,
} as const;
export type FileName = keyof typeof fileShapes;
/** The files of a pack, parsed. */
export type Pack = { [Name in FileName]: z.infer<(typeof fileShapes)[Name]> };
