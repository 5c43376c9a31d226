// src/law/papers/pieces/words.ts —— 文书用语:runs, cells and the official way of writing dates, sums and areas
import { chineseDate, type PlainDate } from '../../../base/dates.ts';
import { type Fen, yuan, yuanInCapitals } from '../../../base/money.ts';
import type { Field } from '../../particulars/field.ts';
import { inUnits } from '../../reckoning/fines.ts';
import type { Block, Cell, MaskKind, Run } from '../paper.ts';

/** What a sentence is built of: plain words, one run, or the runs of a split text. */
export type Part = string | Run | Run[];

/** Joins parts into runs. Neighbouring plain words become one run; runs of a split text stay apart, so that each can be withheld alone. */
export function runs(...parts: Part[]): Run[] {
  const out: Run[] = [];
  let open = false; // is the last run plain words that may grow?
  for (const part of parts) {
    if (typeof part === 'string' && open) out.push({ text: out.pop()!.text + part });
    else if (typeof part === 'string') out.push({ text: part });
    else out.push(...[part].flat());
    open = typeof part === 'string';
  }
  return out.filter((run) => run.text !== '');
}

/** A run of one mask class; without a class it is plain. */
export const masked = (text: string, mask?: MaskKind): Run => (mask ? { text, mask } : { text });
/** A paragraph indented by two characters. */
export const paragraph = (...parts: Part[]): Block => ({ kind: 'paragraph', runs: runs(...parts) });
/** A paragraph without indent: salutation and particulars of the party. */
export const flush = (...parts: Part[]): Block => ({ kind: 'paragraph', runs: runs(...parts), flush: true });
/** A heading between paragraphs. */
export const heading = (text: string): Block => ({ kind: 'heading', text });
/** A cell of a form, one column wide. */
export const cell = (label: string, ...parts: Part[]): Cell => ({ label, runs: runs(...parts) });
/** A cell as wide as the two columns all forms have. */
export const wide = (label: string, ...parts: Part[]): Cell => ({ ...cell(label, ...parts), span: 2 });

/** What stands where a form asks for something the case does not have. */
export const blank = '——';

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
/** 0 → 一, 9 → 十, 10 → 十一, 19 → 二十: numbers of headings and facts, below a hundred. */
export function ordinal(index: number): string {
  const n = index + 1;
  if (n <= 10) return numerals[n - 1]!;
  const tens = n < 20 ? '十' : `${numerals[Math.floor(n / 10) - 1]}十`;
  return n % 10 === 0 ? tens : `${tens}${numerals[(n % 10) - 1]}`;
}

/** '2025-02-19 09:05' → 2025年2月19日9时05分 */
export const minute = (text: string): string =>
  `${chineseDate(text.slice(0, 10) as PlainDate)}${Number(text.slice(11, 13))}时${text.slice(14, 16)}分`;
/** From and to, the date once when both are of one day. */
export const fromTo = (from: string, to: string): string =>
  `${minute(from)}至${from.slice(0, 10) === to.slice(0, 10) ? `${Number(to.slice(11, 13))}时${to.slice(14, 16)}分` : minute(to)}`;

/** 535968 → 人民币伍仟叁佰伍拾玖元陆角捌分（￥5,359.68） */
export const sum = (fen: Fen): string => `人民币${yuanInCapitals(fen)}（￥${yuan(fen)}）`;

/** 33498 (1/100 ㎡) → 334.98㎡（约0.50亩） */
export const squareMetres = (area: number): string => `${inUnits(area, 100)}㎡（约${((area / 100) * (3 / 2000)).toFixed(2)}亩）`;

/** Takes the end mark and surrounding blanks off what somebody typed, so that the sentence can go on. */
export const openEnded = (text: string): string => text.trim().replace(/[。．.；;，,、]+$/u, '');
/** Ends what somebody typed with exactly one full stop, unless it ends a sentence itself. */
export const sentence = (text: string): string => (/[？！?!”」]$/u.test(text.trim()) ? text.trim() : `${openEnded(text)}。`);

const wideMarks: Record<string, string> = { ',': '，', ';': '；', ':': '：', '(': '（', ')': '）', '?': '？' };
/** Words of our own vocabulary in the punctuation of documents; never used on what people typed. */
export const official = (text: string): string => text.replace(/[,;:()?]/g, (mark) => wideMarks[mark]!);
/** A computation as documents write it: without blanks. */
export const tight = (text: string): string => text.replaceAll(' ', '');

/** The Chinese name of a chosen option of a step's field; empty when nothing was chosen. */
export function chosen(fields: readonly Field[], key: string, value: unknown): string {
  const field = fields.find((each) => each.key === key);
  return field?.kind === 'choice' && typeof value === 'string' ? official(field.options[value] ?? '') : '';
}
