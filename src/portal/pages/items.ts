// src/portal/pages/items.ts —— 行政执法事项清单
import { html } from 'hono/html';
import { isActType, itemCounts, itemsChangedOn, listItems, timeLimitText } from '../../publication/before/items.ts';
import type { Visit } from '../deps.ts';
import type { Page } from '../frame/page.ts';
import { tag } from './pieces.ts';

/** The list of items; `q` finds by name, code or article, `type` is one of the seven kinds. */
export function itemsPage(visit: Visit, query: Record<string, string>): Page {
  const { registers, today } = visit;
  const words = (query.q ?? '').slice(0, 60);
  const type = isActType(query.type) ? query.type : undefined;
  const counts = itemCounts(registers, today);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const items = listItems(registers, today, words, type);
  const kinds = [{ type: '', name: '全部', count: total }, ...counts].map(
    ({ type: kind, name, count }) =>
      html`<label class="check"><input type="radio" name="type" value="${kind}"${kind === (type ?? '') ? ' checked' : ''}>${name}<span class="mute">${count}</span></label>`,
  );
  const rows = items.map(
    (item) =>
      html`<tr><th scope="row"><a class="t-main" href="/items/${item.code}">${item.name}</a><br><span class="mute">${item.typeName} <span class="nb">${item.code}</span></span>${item.usable ? '' : html` ${tag('wait', '依据待更新')}`}</th><td data-l="依据">${lawsOf(item.basis)}</td><td data-l="办理期限">${timeLimitText(item.timeLimit) ?? '按规定'}</td></tr>`,
  );
  const found = words || type ? `找到${items.length}项` : `共${items.length}项`;
  return {
    title: '行政执法事项清单',
    at: 'items',
    crumbs: [{ name: '执法事项' }],
    ...(itemsChangedOn(registers, today) ? { pubDate: itemsChangedOn(registers, today) } : {}),
    main: html`<div class="wrap">
<header class="title"><h1>行政执法事项清单</h1><p class="lead">本局依法可以办的事，都在这里：依据哪一条、谁来办、多长时间、违反了怎么罚。清单上没有的，本局不得办。</p></header>
<div class="sec">
<form class="filters" action="/items" aria-label="筛选"><div><label for="q">名称、编码或者条文</label><input id="q" name="q" type="search" autocomplete="off" value="${words}" aria-describedby="qh"><p class="hint" id="qh">例如：湿地、临时使用林地、第五十四条</p></div><fieldset><legend>类型</legend><div class="opts">${kinds}</div></fieldset><div class="acts"><button class="btn">筛选</button><a class="btn line" href="/items">清除</a></div></form>
<section aria-labelledby="r"><h2 id="r">${found}</h2>
${
  items.length > 0
    ? html`<table class="cards"><caption class="vh">行政执法事项</caption><thead><tr><th scope="col">事项</th><th scope="col">依据</th><th scope="col">办理期限</th></tr></thead><tbody>${rows}</tbody></table>`
    : html`<div class="note stack"><h3>没有找到“${words}”</h3><p>可能叫法不同，也可能不归本局管。</p><ul class="dash"><li>换短一点的词，例如“湿地”“林地”</li><li><a href="/items">看全部事项</a></li></ul></div>`
}
</section></div></div>`,
  };
}

const lawsOf = (basis: readonly { law: string }[]): string =>
  [...new Set(basis.map(({ law }) => law.replace(/^中华人民共和国/, '')))].slice(0, 2).join('、');
