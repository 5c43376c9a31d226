// src/portal/tools/calendar.ts —— 节假日安排:the calendar deadlines are counted by, as of any day, with its versions
import { html } from 'hono/html';
import { isPlainDate, type PlainDate, weekdayName } from '../../base/dates.ts';
import { inStretches, type Stretch } from '../../law/reckoning/stretches.ts';
import type { CalendarYear } from '../../law/registers.ts';
import type { Visit } from '../deps.ts';
import type { Html, Page } from '../frame/page.ts';

/** Holidays and make-up days year by year, newest first; `on` shows the calendar as it was in force on that day. */
export function calendarPage({ registers, today }: Visit, query: Record<string, string>): Page {
  const asked = query.on ?? '';
  const on = isPlainDate(asked) ? asked : today;
  const calendar = registers.calendarOn(on) ?? registers.calendar;
  const wrong = asked !== '' && !isPlainDate(asked);
  const years = Object.entries(calendar.years).sort(([a], [b]) => (a < b ? 1 : -1));
  return {
    title: '节假日安排',
    at: 'procedure',
    crumbs: [{ name: '期限计算器', href: '/tools/deadline' }, { name: '节假日安排' }],
    main: html`<div class="wrap">
<header class="title"><h1>节假日安排</h1><p class="lead">计算期限用的日历，按国务院办公厅每年的通知录入。没有列出的年份，算出的日期都标“待核”。</p></header>
<div class="sec"><aside class="stack">
<form class="filters" action="/calendar" aria-label="查某一天有效的日历"><div><label for="on">某一天有效的版本</label><input id="on" name="on" type="date" value="${on}">${wrong ? html`<p class="fault">没有“${asked.slice(0, 20)}”这一天，显示的是今天的版本。</p>` : ''}</div><div class="acts"><button class="btn">查看</button><a class="btn line" href="/calendar">今天</a></div></form>
${versions({ registers, on })}</aside>
<div class="stack"><p>${on}有效的是<strong>日历${calendar.version}</strong>。来源：${calendar.source}。</p>${years.map(([year, days]) => yearTable(year, days))}</div>
</div></div>`,
  };
}

function versions({ registers, on }: { registers: Visit['registers']; on: PlainDate }): Html {
  const all = registers.entryVersions('calendar', 'calendar').toReversed();
  const shown = all.find(({ from }) => from <= on);
  const rows = all.map((version) => {
    const { version: name, source } = version.content as { version: string; source: string };
    const since = version.from <= '1900-01-01' ? '最初的版本' : `${version.from}起`;
    const link = version.from <= '1900-01-01' ? '2000-01-01' : version.from;
    return html`<li>${version === shown ? html`<strong>${name}</strong>` : html`<a href="/calendar?on=${link}">${name}</a>`}，${since}<br><span class="s mute">${source}</span></li>`;
  });
  return html`<section aria-labelledby="v"><h2 id="v" class="s">各个版本</h2><ul class="dash">${rows}</ul></section>`;
}

function yearTable(year: string, { holidays, workdays }: CalendarYear): Html {
  const row = (kind: string) => (stretch: Stretch) =>
    html`<tr><th scope="row">${stretch.why}</th><td data-l="安排">${kind}</td><td data-l="日期">${words(stretch)}</td></tr>`;
  return html`<table class="cards"><caption>${year}年</caption><thead><tr><th scope="col">名称</th><th scope="col">安排</th><th scope="col">日期</th></tr></thead><tbody>${inStretches(holidays).map(row('放假'))}${inStretches(workdays).map(row('上班'))}</tbody></table>`;
}

const words = ({ from, to }: Stretch): string =>
  from === to
    ? `${from.slice(5)}（${weekdayName(from)}）`
    : `${from.slice(5)}（${weekdayName(from)}）至${to.slice(5)}（${weekdayName(to)}）`;
