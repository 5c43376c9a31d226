// src/store/rows/recordText.ts —— 一行写成文字:a row as PostgreSQL reads a composite value, which costs it less than JSON
import { wireValue } from '../pglite/columnTypes.ts';

/** The text form of a composite value: the row's columns in the order named. Bytes are not for this. */
export function recordText(row: object, columns: readonly string[]): string {
  const cells = columns.map((column) => cellText((row as Record<string, unknown>)[column]));
  return `(${cells.join(',')})`;
}

function cellText(value: unknown): string {
  const text = wireValue(value);
  if (text === null) return '';
  if (typeof text !== 'string') throw new TypeError('bytes have no place in a row written as text');
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
