// src/portal/pages/pieces.ts —— 各页共用的小件:tags, key-value lists, result rows
import { html } from 'hono/html';
import type { ResultListed } from '../../publication/after/readResults.ts';
import { inYuan } from '../../publication/after/resultRow.ts';
import type { Visit } from '../deps.ts';
import type { Html } from '../frame/page.ts';

/** A word in a frame: state is word, shape and colour. */
export const tag = (kind: 'ok' | 'bad' | 'wait' | '', words: string): Html => html`<span class="tag ${kind}">${words}</span>`;

/** State of a result: 公示中 or 已撤回. */
export const stateTag = ({ state }: Pick<ResultListed, 'state'>): Html => (state === 'shown' ? tag('', '公示中') : tag('bad', '已撤回'));

/** What came of a decision, in a few words. */
export const outcome = ({ state, fine }: Pick<ResultListed, 'state' | 'fine'>): string =>
  state === 'withdrawn' ? '内容已撤回' : fine ? `罚款${inYuan(fine)}` : fine === 0 ? '未予罚款' : '见决定书';

/** What kind of act an item is: 行政处罚, 行政许可 … */
export const kindOf = ({ registers, today }: Pick<Visit, 'registers' | 'today'>, item: string | null): string =>
  (item ? registers.item(item, today)?.typeName : undefined) ?? '行政处罚';

/** Pairs of words, as a description list. */
export const pairs = (rows: readonly (readonly [string, unknown])[]): Html =>
  html`<dl class="kv">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;

/** 2026-11-12 → 11-12 within the same year. */
export const shortDay = (day: string, today: string): string => (day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day);

/** A telephone number that does not break, whatever remark stands behind it. */
export const telephone = (text: string): Html => {
  const [, number = '', remark = ''] = /^([\d-]*)(.*)$/s.exec(text) ?? [];
  return html`<span class="nb">${number}</span>${remark}`;
};
