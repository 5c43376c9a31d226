// src/law/papers/form/values.ts —— 把一项的值写成文字：what a field holds, as documents write it; personal data in runs of their own
import { chineseDate, type PlainDate } from '../../../base/dates.ts';
import type { Fen } from '../../../base/money.ts';
import type { Field, Particulars } from '../../particulars/field.ts';
import type { Item } from '../../registers.ts';
import { stepNames } from '../../vocabulary.ts';
import type { Block, Run } from '../paper.ts';
import { evidenceNamed } from '../pieces/evidence.ts';
import { type Matter, nameMask, nameOf, withCertificates } from '../pieces/matter.ts';
import { masksOperator } from '../pieces/party.ts';
import { blank, masked, minute, official, type Part, runs, squareMetres, sum } from '../pieces/words.ts';

/** Something a form states: a label and its words, or a list of its own; `long` stands in paragraphs. */
export type Entry = { key: string; label: string; runs: Run[]; long?: boolean; list?: Extract<Block, { kind: 'list' }> };

const isEmpty = (value: unknown) => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** The mask of a filled-in value: of the party's own data only what is private of its kind. */
function maskOf(matter: Matter, field: Field, value: string) {
  if (field.mask === 'personName') return nameMask(matter, value) ?? (masksOperator(matter.party) ? field.mask : undefined);
  return field.mask;
}

/** The words of one value. */
export function wordsOf(matter: Matter, field: Field, value: unknown): Run[] {
  if (isEmpty(value)) return runs(blank);
  if (field.mask && typeof value === 'string') return runs(masked(value, maskOf(matter, field, value)));
  switch (field.kind) {
    case 'yes':
      return runs(value === true ? '是' : '否');
    case 'choice':
      return runs(official(field.options[String(value)] ?? String(value)));
    case 'choices':
      return runs((value as string[]).map((each) => official(field.options[each] ?? each)).join('、'));
    case 'date':
      return runs(chineseDate(value as PlainDate));
    case 'minute':
      return runs(minute(value as string));
    case 'money':
      return runs(sum(value as Fen));
    case 'area':
      return runs(squareMetres(value as number));
    case 'item':
      return runs(itemNamed(matter, String(value))?.name ?? String(value));
    case 'person':
      return runs(nameOf(matter, value));
    case 'people':
      return runs(peopleNamed(matter, value as string[]));
    case 'evidence':
      return evidenceNamed(matter, value as string[]);
    case 'act':
      return runs(actNamed(matter, value as number));
    case 'group':
      return runs(...joined(entriesOf(matter, field.fields, value as Particulars)));
    case 'rows':
      return (value as Particulars[]).flatMap((row, i) => runs(`${i + 1}．`, ...joined(entriesOf(matter, field.fields, row)), '\n'));
    case 'data':
      return [];
    default:
      return matter.says(value);
  }
}

const itemNamed = (matter: Matter, code: string): Item | undefined => matter.registers.item(code, matter.act.on);
const actNamed = (matter: Matter, n: number) => {
  const act = matter.file.acts.find((each) => each.n === n);
  return act ? `${chineseDate(act.on)}“${stepNames[act.step]}”` : `第${n}条记录`;
};
/** Officers with their certificates; other people by name. */
const peopleNamed = (matter: Matter, ids: string[]) =>
  ids.map((id) => (matter.registers.certificate(id, matter.act.on) ? withCertificates(matter, [id]) : nameOf(matter, id))).join('、');
const joined = (entries: Entry[]): Part[] => entries.flatMap((entry, i): Part[] => [`${i === 0 ? '' : '；'}${entry.label}：`, entry.runs]);

/** What a form's answers state, in order; nothing for what was not asked or left empty. Rows of more than one column become lists. */
export function entriesOf(matter: Matter, fields: readonly Field[], values: Particulars): Entry[] {
  return fields.flatMap((field): Entry[] => {
    const value = values[field.key];
    if (isEmpty(value) || field.kind === 'data') return [];
    const entry = { key: field.key, label: labelled(field.label), runs: wordsOf(matter, field, value) };
    if (field.kind === 'rows') return [{ ...entry, list: listOf(matter, field.fields, value as Particulars[]) }];
    return [{ ...entry, ...(field.kind === 'longText' ? { long: true } : {}) }];
  });
}
/** A label as a document has it: 罚款（元） → 罚款, for the sum is written with its unit. */
const labelled = (label: string): string => official(label).replace(/（(元|㎡|已知时)）$/, '');

/** Rows as a list with numbers; longer columns get more room. */
function listOf(matter: Matter, fields: readonly Field[], rows: Particulars[]): Extract<Block, { kind: 'list' }> {
  const cells = rows.map((row, i) => [runs(String(i + 1)), ...fields.map((field) => wordsOf(matter, field, row[field.key]))]);
  const lengths = fields.map((field, column) =>
    Math.max(field.label.length, ...cells.map((row) => row[column + 1]!.reduce((sum, run) => sum + run.text.length, 0))),
  );
  return {
    kind: 'list',
    head: ['序号', ...fields.map((field) => labelled(field.label))],
    widths: [2, ...lengths.map((length) => Math.max(2, Math.min(8, length / 2 + 1)))],
    rows: cells,
  };
}
