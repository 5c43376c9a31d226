// src/console/act/writing/formModel.ts —— 表单的道理:what is asked, what is sent, what is still wrong; the same particulars as the server's
import { z } from 'zod';
import { type Field, type FormFault, type Particulars, parseParticulars } from '../../../law/particulars/field.ts';
import { GAP } from '../../../ui/paperView/paperHtml.ts';

/** Fields as they came over the wire, made whole: patterns compiled; machine-made data is checked by the server alone. */
export const reviveFields = (fields: readonly Field[]): Field[] => fields.map((field) => reviveKind(unanswered(field)));

/** "Asked while unanswered" is written with undefined, which JSON turns into null. */
const unanswered = (field: Field): Field =>
  field.only ? { ...field, only: { ...field.only, is: field.only.is.map((value) => value ?? undefined) } } : field;

function reviveKind(field: Field): Field {
  if (field.kind === 'data') return { ...field, schema: z.any() };
  if ('fields' in field) return { ...field, fields: reviveFields(field.fields) };
  if (field.kind !== 'text' || !field.pattern) return field;
  const { source, says } = field.pattern as unknown as { source: string; says: string };
  return { ...field, pattern: { test: new RegExp(source), says } };
}

/** Is the field asked, given the other answers? */
export const isAsked = (field: Field, values: Particulars): boolean => !field.only || field.only.is.includes(values[field.only.key]);

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** What is sent: nothing that is not asked, nothing blank; the server refuses leftovers. */
export function sentOf(fields: readonly Field[], values: Particulars): Particulars {
  const sent: Particulars = {};
  for (const field of fields) {
    const value = inner(field, values[field.key]);
    if (isAsked(field, values) && !isBlank(value)) sent[field.key] = value;
  }
  return sent;
}
function inner(field: Field, value: unknown): unknown {
  if (field.kind === 'group') return sentOf(field.fields, (value ?? {}) as Particulars);
  if (field.kind === 'rows') return ((value ?? []) as Particulars[]).map((row) => sentOf(field.fields, row));
  return value;
}

/** Every fault the form has by itself, before the server is asked. */
export function faultsOf(fields: readonly Field[], values: Particulars): FormFault[] {
  const parsed = parseParticulars(fields, sentOf(fields, values));
  return parsed.ok ? [] : parsed.faults;
}

/** The particulars with stand-ins for what is not yet written, so that the paper can be shown with its gaps. */
export function gappedOf(fields: readonly Field[], values: Particulars): Particulars {
  const gapped: Particulars = { ...values };
  for (const field of fields) {
    if (!field.required || !isAsked(field, values)) continue;
    if ((field.kind === 'text' || field.kind === 'longText') && isBlank(values[field.key])) gapped[field.key] = GAP;
    if (field.kind === 'yes' && field.mustBeYes) gapped[field.key] = true;
    if (field.kind === 'group') gapped[field.key] = gappedOf(field.fields, (values[field.key] ?? {}) as Particulars);
  }
  return sentOf(fields, gapped);
}

/** A copy with one value replaced; 'facts.0.text' reaches into rows and groups. `undefined` removes. */
export function setAt(values: Particulars, path: string, value: unknown): Particulars {
  const [head, ...rest] = path.split('.');
  if (rest.length === 0) return { ...values, [head!]: value };
  const child = values[head!];
  if (Array.isArray(child) || /^\d+$/.test(rest[0]!)) {
    const list = [...((child as unknown[]) ?? [])];
    const [i, ...deeper] = rest;
    list[Number(i)] = deeper.length === 0 ? value : setAt((list[Number(i)] ?? {}) as Particulars, deeper.join('.'), value);
    return { ...values, [head!]: list };
  }
  return { ...values, [head!]: setAt((child ?? {}) as Particulars, rest.join('.'), value) };
}

/** The faults at a field or beneath it. */
export const faultsAt = (faults: readonly FormFault[], path: string): FormFault[] =>
  faults.filter((fault) => fault.path === path || fault.path.startsWith(`${path}.`));
