// src/portal/pages/officers.ts —— 行政执法人员清单
import { html } from 'hono/html';
import { officersOn } from '../../publication/before/officers.ts';
import type { Visit } from '../deps.ts';
import type { Page } from '../frame/page.ts';
import { telephone } from './pieces.ts';

/** Everyone with a valid certificate today; `words` narrows by name, unit or number. */
export function officersPage(visit: Visit, words: string): Page {
  const { registers, today } = visit;
  const query = words.slice(0, 40);
  const all = officersOn(registers, today);
  const officers = query.trim() ? officersOn(registers, today, query) : all;
  const rows = officers.map(
    ({ name, unit, position, number, validTo, acts }) =>
      html`<tr><th scope="row"><span class="t-main">${name}</span></th><td data-l="单位">${unit}</td><td data-l="职务">${position}</td><td data-l="执法证号"><span class="nb">${number}</span></td><td data-l="有效到"><span class="nb">${validTo}</span></td><td data-l="执法类别">${acts}</td></tr>`,
  );
  return {
    title: '行政执法人员清单',
    at: 'officers',
    crumbs: [{ name: '执法人员' }],
    main: html`<div class="wrap">
<header class="title"><h1>行政执法人员清单</h1><p class="lead">执法时必须有两人以上，主动出示执法证件。下面是${today}执法证有效的人员，一共${all.length}人；到期、暂扣、注销的当天移出。</p></header>
<div class="sec">
<form class="filters" action="/officers" aria-label="查执法人员"><div><label for="q">姓名、单位或者执法证号</label><input id="q" name="q" type="search" autocomplete="off" value="${query}"></div><div class="acts"><button class="btn">查找</button>${query ? html`<a class="btn line" href="/officers">清除</a>` : ''}</div><p class="hint">有人向您出示执法证的，可以在这里核对证号。清单上没有的，请打投诉电话${telephone(registers.agency.complaint.phone)}。</p></form>
<section aria-labelledby="r"><h2 id="r">${query ? html`找到${officers.length}人` : html`共${officers.length}人`}</h2>
${
  officers.length > 0
    ? html`<table class="cards"><caption class="vh">行政执法人员</caption><thead><tr><th scope="col">姓名</th><th scope="col">单位</th><th scope="col">职务</th><th scope="col">执法证号</th><th scope="col">有效到</th><th scope="col">执法类别</th></tr></thead><tbody>${rows}</tbody></table>`
    : html`<div class="note stack"><h3>没有找到“${query}”</h3><p>可能是姓名或者证号有误，也可能这个证件今天无效。</p><ul class="dash"><li>只输入姓名，或者证号的后几位</li><li><a href="/officers">看全部执法人员</a></li></ul></div>`
}
</section></div></div>`,
  };
}
