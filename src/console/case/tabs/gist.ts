// src/console/case/tabs/gist.ts —— 一条记录的要点:the words of an act that tell the most, on one line
import type { ReadField } from '../../wire/shapes.ts';

// In the order of how much they tell.
const telling = [
  'outcome',
  'summary',
  'finding',
  'findings',
  'facts',
  'cause',
  'content',
  'proves',
  'conclusion',
  'demand',
  'reason',
  'opinion',
  'majorReason',
  'statement',
  'detail',
  'result',
  'missing',
  'amount',
  'method',
  'place',
];
const LONG = 110;
const SHORT = 12;
// Rows of facts are told without their numbers and lists of evidence.
const plain = (text: string) =>
  text
    .replace(/(^|\n)\d+\. 事实[:：]/g, '$1')
    .replace(/ ?证明这个事实的证据[:：][^\n]*/g, '')
    .replaceAll('\n', '；')
    .trim();

/** The most telling field of an act, with the next where the first is short; cut to a line's length. */
export function gistOf(fields: readonly ReadField[]): string {
  const found = telling.flatMap((key) => fields.find((field) => field.key === key && !field.cut) ?? []).map((field) => plain(field.text));
  const text = (found[0]?.length ?? LONG) < SHORT && found[1] ? `${found[0]}；${found[1]}` : (found[0] ?? '');
  return text.length > LONG ? `${text.slice(0, LONG)}……` : text;
}
