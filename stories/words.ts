// stories/words.ts —— 案例用语：Chinese labels, options, names and sums of a story become the particulars of an act
import { parseYuan } from '../src/base/money.ts';
import { mediaKeys } from '../src/law/facts.ts';
import type { Field, Particulars } from '../src/law/particulars/field.ts';

/** A fault of a story, said with its file and line. */
export class StoryFault extends Error {
  constructor(file: string, line: number, says: string) {
    super(`stories/${file} 第${line}行：${says}`);
    this.name = 'StoryFault';
  }
}

/** Who may be named. */
export type Names = { people(): { id: string; name: string }[] };
/** What reading a value may look up: people by name, earlier records by step; `day` completes a bare time. */
export type Reading = { names: Names; fault: (says: string) => Error; day?: string; actNo?: (name: string) => number | undefined };

/** Reads a map of labels (or keys) by a list of fields. */
export function readFields(fields: readonly Field[], values: Record<string, unknown>, at: Reading): Particulars {
  return Object.fromEntries(
    Object.entries(values).map(([label, value]) => {
      const field = fieldNamed(fields, label, at);
      return [field.key, readOne(field, value, at)];
    }),
  );
}

/** The field a label means: its key or label, else the only one whose label begins with or contains it. */
function fieldNamed(fields: readonly Field[], label: string, at: Reading): Field {
  const exact = fields.find((field) => field.key === label || field.label === label);
  if (exact) return exact;
  for (const fits of [
    (field: Field) => field.label.split('（')[0] === label,
    (field: Field) => field.label.startsWith(label),
    (field: Field) => field.label.includes(label),
  ]) {
    const found = fields.filter((field) => field.key !== 'backdateGround' && fits(field)); // every step has it; it goes by its full name
    if (found.length === 1) return found[0]!;
    if (found.length > 1) throw at.fault(`“${label}”可能是：${found.map((field) => field.label).join('、')}，请写全`);
  }
  throw at.fault(`没有“${label}”这一项，可以写：${fields.map((field) => field.label).join('、')}`);
}

/** '甲、乙' or [甲, 乙] → ['甲', '乙'] */
export const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined || value === null || value === '' ? [] : String(value).split(/[、，,]\s*/);

/** The id of the person with this name. */
export function personNamed(name: string, names: Names, fault: Reading['fault']): string {
  const found = names.people().find((person) => person.name === name || person.id === name);
  if (!found) throw fault(`人员名册中没有“${name}”`);
  return found.id;
}

function readOne(field: Field, value: unknown, at: Reading): unknown {
  const wrong = (says: string) => at.fault(`“${field.label}”${says}，现在写的是“${String(value)}”`);
  switch (field.kind) {
    case 'yes':
      if (value === true || value === '是') return true;
      if (value === false || value === '否') return false;
      throw wrong('写“是”或者“否”');
    case 'choice':
      return optionNamed(field.options, String(value), wrong);
    case 'choices':
      return listOf(value).map((name) => optionNamed(field.options, name, wrong));
    case 'money': {
      const fen = parseYuan(String(value).replace(/元$/, ''));
      if (fen === undefined) throw wrong('写金额，如“9,000.00元”');
      return fen;
    }
    case 'area':
      return Math.round(Number.parseFloat(String(value)) * 100);
    case 'whole':
      return Number(value);
    case 'minute':
      return /^\d\d:\d\d$/.test(String(value)) ? `${at.day} ${value}` : String(value);
    case 'person':
      return personNamed(String(value), at.names, at.fault);
    case 'people':
      return listOf(value).map((name) => personNamed(name, at.names, at.fault));
    case 'evidence':
      return listOf(value);
    case 'act':
      return typeof value === 'number' ? value : (at.actNo?.(String(value)) ?? fail(wrong('写已有的环节名称，或者第几条')));
    case 'group':
      return readFields(field.fields, value as Record<string, unknown>, at);
    case 'rows':
      return (Array.isArray(value) ? value : [value]).map((row) => readFields(field.fields, row as Record<string, unknown>, at));
    case 'data':
      return value;
    default:
      return String(value);
  }
}
const fail = (error: Error): never => {
  throw error;
};

function optionNamed(options: Record<string, string>, name: string, wrong: (says: string) => Error): string {
  if (name in options) return name;
  const entries = Object.entries(options);
  const found = entries.filter(([, text]) => text === name);
  const near = found.length > 0 ? found : entries.filter(([, text]) => text.startsWith(name));
  if (near.length === 1) return near[0]![0];
  throw wrong(`从中选择：${entries.map(([, text]) => text).join('、')}`);
}

/** The pictures and recordings a form of the list names. */
const mapMedia = (content: Particulars, map: (name: string) => string): Particulars =>
  Object.fromEntries(
    Object.entries(content).map(([key, value]) => [
      key,
      (mediaKeys as readonly string[]).includes(key) && Array.isArray(value) ? value.map((name) => map(String(name))) : value,
    ]),
  );

/** Replaces every evidence name in particulars, rows and groups included. */
export function mapEvidence(fields: readonly Field[], values: Particulars, map: (name: string) => string): Particulars {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const field = fields.find((each) => each.key === key);
      if (field?.kind === 'evidence' && Array.isArray(value)) return [key, value.map((name) => map(String(name)))];
      if (key === 'content' && field?.kind === 'group') return [key, mapMedia(value as Particulars, map)];
      if (field?.kind === 'group') return [key, mapEvidence(field.fields, value as Particulars, map)];
      if (field?.kind === 'rows' && Array.isArray(value))
        return [key, value.map((row) => mapEvidence(field.fields, row as Particulars, map))];
      return [key, value];
    }),
  );
}
/** Every evidence name in particulars, in order. */
export function evidenceNamed(fields: readonly Field[], values: Particulars): string[] {
  const names: string[] = [];
  mapEvidence(fields, values, (name) => {
    names.push(name);
    return name;
  });
  return [...new Set(names)];
}
