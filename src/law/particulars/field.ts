// src/law/particulars/field.ts —— 文书必载:one list of fields is the form, the payload and the template input
import { z } from 'zod';
import { isPlainDate } from '../../base/dates.ts';
import type { CaseFile } from '../engine.ts';
import type { MaskKind } from '../papers/paper.ts';
import { checkCitizenId, checkUscc } from '../reckoning/identifiers.ts';
import type { Registers } from '../registers.ts';

/** What an act states, by field key. Values are JSON. */
export type Particulars = Record<string, unknown>;

type Common = {
  key: string;
  label: string;
  required?: boolean;
  help?: string;
  /** Personal data of this class: withheld on publication, cut in lists. */
  mask?: MaskKind;
  /** Already known: shown with its source, not asked again (no datum is typed twice). */
  known?: (file: CaseFile, registers: Registers) => { value: unknown; source: string } | undefined;
  /** Asked only when the other answers say so. */
  only?: { key: string; is: readonly unknown[] };
};
type Kind =
  | { kind: 'text'; max?: number; pattern?: { test: RegExp; says: string } }
  | { kind: 'longText'; max?: number; min?: number }
  | { kind: 'date' }
  | { kind: 'minute' } // 'YYYY-MM-DD HH:MM'
  | { kind: 'money'; min?: number; max?: number } // 分
  | { kind: 'whole'; min?: number; max?: number }
  | { kind: 'area' } // 1/100 ㎡
  | { kind: 'yes'; mustBeYes?: boolean }
  | { kind: 'choice'; options: Record<string, string> }
  | { kind: 'choices'; options: Record<string, string>; min?: number }
  | { kind: 'person' | 'item' | 'act' }
  | { kind: 'people'; min?: number }
  | { kind: 'evidence'; min?: number; media?: boolean }
  | { kind: 'citizenId' | 'uscc' | 'phone' }
  | { kind: 'group'; fields: Field[] }
  | { kind: 'rows'; fields: Field[]; min?: number; max?: number }
  | { kind: 'data'; schema: z.ZodType }; // machine-made, never typed: bound digests, computations
export type Field = Common & Kind;

const required = '请填写';
const text = (max: number) =>
  z
    .string({ error: required })
    .transform((value) => value.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .max(max, { error: `最多${max}字` })
        .refine((value) => !/[\u0000-\u0008\u000b-\u001f\u007f\ud800-\udfff]/u.test(value), { error: '含有不能显示的字符，请删去后重填' }),
    );
const integer = (min: number, max: number, unit: string) =>
  z
    .int({ error: '请填写数字' })
    .min(min, { error: `不能小于${unit === '分' ? `${min / 100}元` : min}` })
    .max(max, { error: `不能大于${unit === '分' ? `${max / 100}元` : max}` });
const id = z.string({ error: '请选择' }).min(1, { error: '请选择' }).max(64, { error: '请从列表中选择' });
const unique = (values: string[]) => new Set(values).size === values.length;

function base(field: Field): z.ZodType {
  switch (field.kind) {
    case 'text': {
      const short = text(field.max ?? 200).refine((value) => !value.includes('\n'), { error: '只填一行' });
      return field.pattern
        ? short.refine((value) => value === '' || field.pattern!.test.test(value), { error: field.pattern.says })
        : short;
    }
    case 'longText':
      return text(field.max ?? 5000).refine((value) => value.length === 0 || value.length >= (field.min ?? 1), {
        error: `至少${field.min ?? 1}字`,
      });
    case 'date':
      return z.string({ error: '请选择日期' }).refine(isPlainDate, { error: '没有这一天，请按“2026-03-02”的样子填写' });
    case 'minute':
      return z
        .string({ error: '请填写时间' })
        .refine((value) => /^\d{4}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d$/.test(value) && isPlainDate(value.slice(0, 10)), {
          error: '没有这个时间，请按“2026-03-02 09:30”的样子填写',
        });
    case 'money':
      return integer(field.min ?? 0, field.max ?? 1e13, '分');
    case 'whole':
      return integer(field.min ?? 0, field.max ?? 1e9, '');
    case 'area':
      return integer(1, 1e12, '');
    case 'yes':
      return field.mustBeYes ? z.literal(true, { error: '须逐项确认后勾选' }) : z.boolean({ error: '请选择是或者否' });
    case 'choice':
      return z.enum(Object.keys(field.options), { error: '请从所列选项中选择' });
    case 'choices':
      return z
        .array(z.enum(Object.keys(field.options), { error: '请从所列选项中选择' }))
        .min(field.min ?? 0, { error: `至少选择${field.min}项` })
        .refine(unique, { error: '同一项选了两次' });
    case 'person':
    case 'item':
      return id;
    case 'act':
      return z.int({ error: '请选择一条记录' }).positive();
    case 'people':
      return z
        .array(id)
        .min(field.min ?? 0, { error: `至少${field.min}人` })
        .max(20)
        .refine(unique, { error: '同一人填了两次' });
    case 'evidence':
      return z
        .array(id)
        .min(field.min ?? 0, { error: `至少关联${field.min}份证据` })
        .max(200)
        .refine(unique, { error: '同一份证据选了两次' });
    case 'citizenId':
      return text(18).refine((value) => value === '' || checkCitizenId(value).ok, { error: '公民身份号码有误，请核对18位号码' });
    case 'uscc':
      return text(18).refine((value) => value === '' || checkUscc(value).ok, { error: '统一社会信用代码有误，请核对18位代码' });
    case 'phone':
      return text(20).refine((value) => value === '' || /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/.test(value), {
        error: '电话有误：手机11位，座机如“0427-1234567”',
      });
    case 'group':
      return schemaOf(field.fields);
    case 'rows':
      return z
        .array(schemaOf(field.fields))
        .min(field.min ?? 0, { error: `至少填写${field.min}行` })
        .max(field.max ?? 200, { error: `最多${field.max ?? 200}行` });
    case 'data':
      return field.schema;
  }
}

const isBlank = (value: unknown) =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);
const isAsked = (field: Field, values: Particulars) => !field.only || field.only.is.includes(values[field.only.key] as never);

const schemas = new WeakMap<readonly Field[], z.ZodType<Particulars>>();
/** The shape of a list of fields: trims and bounds, unknown keys refused. What must be filled in is asked by `missingIn`. */
function schemaOf(fields: readonly Field[]): z.ZodType<Particulars> {
  const known = schemas.get(fields);
  if (known) return known;
  const shape = Object.fromEntries(
    fields.map((field) => [field.key, z.preprocess((value) => (isBlank(value) ? undefined : value), base(field).optional())]),
  );
  const schema = z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? `表单没有这一项：${issue.keys.join('、')}` : '表单格式不对'),
  }) as unknown as z.ZodType<Particulars>;
  schemas.set(fields, schema);
  return schema;
}

type Issue = { path: PropertyKey[]; message: string };
const isTree = (value: unknown): value is Particulars => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Fields that are asked and empty, and fields that are not asked and filled, at any depth. */
function missingIn(fields: readonly Field[], values: unknown, path: PropertyKey[] = []): Issue[] {
  if (!isTree(values)) return [];
  return fields.flatMap((field): Issue[] => {
    const [value, here] = [values[field.key], [...path, field.key]];
    if (!isAsked(field, values)) return isBlank(value) ? [] : [{ path: here, message: '按其他各项的选择，这一项不需要填写，请清空' }];
    if (isBlank(value)) return field.required ? [{ path: here, message: `请填写“${field.label}”` }] : [];
    if (field.kind === 'group') return missingIn(field.fields, value, here);
    if (field.kind === 'rows' && Array.isArray(value)) return value.flatMap((row, i) => missingIn(field.fields, row, [...here, i]));
    return [];
  });
}

/** One fault of a form: where, and what to do. */
export type FormFault = { path: string; label: string; says: string };

const labelAt = (fields: readonly Field[], path: readonly PropertyKey[]): string => {
  const [head, ...rest] = path;
  const field = fields.find((each) => each.key === head);
  if (!field) return String(head ?? '');
  const inner = rest.filter((part) => typeof part === 'string');
  const row = rest.find((part) => typeof part === 'number');
  const deeper = 'fields' in field && inner.length > 0 ? `·${labelAt(field.fields, inner)}` : '';
  return `${field.label}${row === undefined || !('fields' in field) ? '' : `第${Number(row) + 1}行`}${deeper}`;
};

/** Parses particulars; returns clean values, or every fault with its place and what to do. */
export function parseParticulars(
  fields: readonly Field[],
  values: unknown,
): { ok: true; particulars: Particulars } | { ok: false; faults: FormFault[] } {
  const result = schemaOf(fields).safeParse(values ?? {});
  const issues: Issue[] = [...(result.error?.issues ?? []), ...missingIn(fields, values ?? {})];
  if (result.success && issues.length === 0) return { ok: true, particulars: dropBlank(result.data) };
  const faults = issues.map(({ path, message }) => ({ path: path.map(String).join('.'), label: labelAt(fields, path), says: message }));
  return { ok: false, faults };
}

const dropBlank = (values: Particulars): Particulars =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** The fields as a form needs them: plain JSON, without functions and schemas. */
export function publicFields(fields: readonly Field[]): Record<string, unknown>[] {
  return fields
    .filter((field) => field.kind !== 'data' || field.key === 'corrected')
    .map((field) => {
      const { known: _known, ...rest } = field as Field & { schema?: unknown };
      const { schema: _schema, ...plain } = rest as typeof rest & { schema?: unknown };
      const pattern = 'pattern' in plain && plain.pattern ? { source: plain.pattern.test.source, says: plain.pattern.says } : undefined;
      return { ...plain, ...(pattern ? { pattern } : {}), ...('fields' in plain ? { fields: publicFields(plain.fields) } : {}) };
    });
}
