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

/** One or two telling fields of an act, cut to a line's length; empty when it has none. */
export function gistOf(fields: readonly ReadField[]): string {
  const found = telling.flatMap((key) => fields.find((field) => field.key === key && !field.cut) ?? []).slice(0, 2);
  const text = found.map((field) => field.text.replace(/^1\. 事实[:：]/, '').replaceAll('\n', ' ')).join('；');
  return text.length > LONG ? `${text.slice(0, LONG)}……` : text;
}
