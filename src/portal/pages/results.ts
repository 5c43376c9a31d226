// src/portal/pages/results.ts —— 执法结果:filters, a capped count, keyset paging
import { html, raw } from 'hono/html';
import type { PlainDate } from '../../base/dates.ts';
import { COUNT_CAP, listResults, type ResultListed, type ResultsQuery } from '../../publication/after/readResults.ts';
import { listItems } from '../../publication/before/items.ts';
import { officersOn } from '../../publication/before/officers.ts';
import type { RegisterSnapshot } from '../../registers/registers.ts';
import { escapeHtml } from '../../ui/escape.ts';
import type { Visit } from '../deps.ts';
import type { Html, Page } from '../frame/page.ts';
import { kindOf, outcome, shortDay, stateTag, tag } from './pieces.ts';

const PAGE = 20;

/** The list of results; `q` words, `item` code, `year`, `after` the place to go on from. */
export async function resultsPage(visit: Visit, asked: Record<string, string>): Promise<Page> {
  const { db, agency, today } = visit;
  const query: ResultsQuery = {
    text: asked.q?.slice(0, 60),
    item: asked.item?.slice(0, 40),
    year: asked.year,
    after: asked.after,
    limit: PAGE,
  };
  const { results, next, count: found } = await listResults(db, agency, today, query);
  const count = query.after ? undefined : found;
  const filtered = Boolean(query.text?.trim() || query.item || query.year);
  return {
    title: '执法结果',
    at: 'results',
    crumbs: [{ name: '执法结果' }],
    main: html`<div class="wrap">
<header class="title"><h1>执法结果</h1><p class="lead">本局作出的、依法应当公开的处罚决定。撤回的也留在这里，写明原因。</p></header>
<div class="sec">
${filters(visit, query)}
<section aria-labelledby="r"><h2 id="r">${count === undefined ? '更早的结果' : count > COUNT_CAP ? `找到${COUNT_CAP}+件` : `找到${count}件`}</h2>
<p class="hint under">${(count ?? 0) > COUNT_CAP ? `超过${COUNT_CAP}件不再逐件计数，加上事项或者年份可以缩小范围。` : ''}排序：决定日期，新的在前。</p>
${query.text?.trim() ? elsewhere(visit, query.text) : ''}
${results.length > 0 ? table(results, visit) : empty(query)}
${pager(results, next, query)}
${filtered ? '' : html`<p class="s mute more">只列依法应当公开、公示期没有满的处罚决定（行政处罚法第四十八条）。</p>`}
</section></div></div>`,
  };
}

const kept = new WeakMap<RegisterSnapshot, { today: string; options: string }>();
/** The penal items as options, made once a day for each state of the registers. */
function optionsOf(registers: RegisterSnapshot, today: PlainDate): string {
  const held = kept.get(registers);
  if (held?.today === today) return held.options;
  const options = listItems(registers, today, '', 'penalty')
    .map(({ code, name }) => `<option value="${escapeHtml(code)}">${escapeHtml(name)}</option>`)
    .join('');
  kept.set(registers, { today, options });
  return options;
}

function filters({ registers, today }: Visit, { text, item, year }: ResultsQuery): Html {
  const options = optionsOf(registers, today);
  const thisYear = Number(today.slice(0, 4));
  const years = [0, 1, 2, 3].map((back) => String(thisYear - back));
  const yearOptions = years.map((each) => html`<option value="${each}"${each === year ? ' selected' : ''}>${each}年</option>`);
  return html`<form class="filters" action="/results" aria-label="筛选">
<div><label for="q">事项、当事人或者文书号</label><input id="q" name="q" type="search" autocomplete="off" value="${text ?? ''}" aria-describedby="qh"><p class="hint" id="qh">两个字就能查，例如“林地”“017号”</p></div>
<div><label for="item">执法事项</label><select id="item" name="item"><option value="">全部处罚事项</option>${raw(item ? options.replace(`value="${escapeHtml(item)}"`, '$& selected') : options)}</select></div>
<div><label for="year">决定年份</label><select id="year" name="year"><option value="">全部年份</option>${yearOptions}</select></div>
<div class="acts"><button class="btn">筛选</button><a class="btn line" href="/results">清除</a></div>
</form>`;
}

/** What else the same words find: items and officers. */
function elsewhere({ registers, today }: Visit, words: string): Html | string {
  const items = listItems(registers, today, words).length;
  const officers = officersOn(registers, today, words).length;
  if (items + officers === 0) return '';
  const q = encodeURIComponent(words);
  const links = [
    ...(items > 0 ? [html`<a href="/items?q=${q}">执法事项${items}项</a>`] : []),
    ...(officers > 0 ? [html`<a href="/officers?q=${q}">执法人员${officers}人</a>`] : []),
  ];
  return html`<p class="note s">“${words}”还找到：${links.map((link, i) => (i === 0 ? link : html`、${link}`))}。</p>`;
}

function table(results: readonly ResultListed[], visit: Visit): Html {
  const { today } = visit;
  const rows = results.map((row) => {
    const gone = row.state === 'withdrawn';
    const note = gone
      ? html`<br><span class="mute xs"><span class="nb">${shortDay(row.withdrawn_on ?? '', today)}</span>撤回${row.withdrawn_by ? `：${row.withdrawn_by}` : ''}</span>`
      : html`<br><span class="mute xs">到<span class="nb">${row.ends_on}</span></span>${row.late ? html`<br>${tag('wait', '迟延公开')}` : ''}`;
    return html`<tr><td data-l="决定日期"><time class="nb" datetime="${row.decided_on}">${row.decided_on}</time></td><th scope="row"><a class="t-main" href="/results/${row.public_id}">${row.cause}</a><br><span class="mute">${kindOf(visit, row.item_code)} <span class="nb">${row.decision_number}</span></span></th><td data-l="当事人">${gone ? '不再显示' : row.party_public}</td><td data-l="结果"><span class="nb">${outcome(row)}</span></td><td data-l="状态"><span>${stateTag(row)}${note}</span></td></tr>`;
  });
  return html`<table class="cards"><caption class="vh">执法结果，每页${PAGE}件</caption><thead><tr><th scope="col">决定日期</th><th scope="col">事项和文书号</th><th scope="col">当事人</th><th scope="col">结果</th><th scope="col">状态</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function empty({ text, item, year }: ResultsQuery): Html {
  const what = text?.trim() ? `没有找到“${text.trim()}”` : item || year ? '没有找到符合条件的决定' : '现在没有公示中的决定';
  return html`<div class="note stack"><h3>${what}</h3><p>可能是文书号有误，也可能这件依法不公开，或者公示期已满。</p><ul class="dash"><li>只输入数字，例如“017”</li><li><a href="/results">清除全部筛选条件</a></li><li>您是当事人的，可以到本局查阅案卷</li></ul></div>`;
}

function pager(results: readonly ResultListed[], next: string | undefined, { text, item, year, after }: ResultsQuery): Html | string {
  if (!next && !after) return '';
  const kept = Object.entries({ q: text, item, year }).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const href = (more: [string, string][]) => `/results?${new URLSearchParams([...kept, ...more])}`;
  return html`<nav class="pager" aria-label="翻页">${next ? html`<a class="btn line" href="${href([['after', next]])}">更早的${PAGE}件</a>` : ''}${after ? html`<a href="${href([])}">回到最新</a>` : ''}${results.length > 0 ? html`<span class="mute s">本页最早：${results.at(-1)!.decided_on}</span>` : ''}</nav>`;
}
