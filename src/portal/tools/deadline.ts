// src/portal/tools/deadline.ts —— 期限计算器:when a statutory term ends, opened into its computation; the address holds dates and a term's name only
import { html } from 'hono/html';
import { chineseDate, type PlainDate, weekdayName } from '../../base/dates.ts';
import { type StatuteName, statutes } from '../../law/articles/statutes.ts';
import {
  allCauses,
  countedBy,
  type Fault,
  MOST_PAUSES,
  type OfferedTerm,
  offeredTerms,
  type Reckoned,
  reckon,
} from '../../law/reckoning/calculator.ts';
import { withCase } from '../../registers/registers.ts';
import type { Visit } from '../deps.ts';
import type { Html, Page } from '../frame/page.ts';
import { pairs, tag } from '../pages/pieces.ts';

type Query = Record<string, string>;

/** The form, and the answer to what the address asks. */
export function deadlinePage(visit: Visit, query: Query): Page {
  const { registers, today } = visit;
  const law = withCase(registers, { evidence: () => undefined, priorFines: () => [] });
  const asked = Object.values(query).some((value) => value !== '');
  const answer = asked ? reckon(query, law, today) : undefined;
  const faults = answer && 'faults' in answer ? answer.faults : [];
  const { version } = registers.calendar;
  return {
    title: '期限计算器',
    at: 'procedure',
    crumbs: [{ name: '办案流程', href: '/procedures' }, { name: '期限计算器' }],
    main: html`<div class="wrap">
<header class="title"><h1>期限计算器</h1><p class="lead">算一算法定期限到哪一天：当日不计、哪些日子不算、最后一日遇节假日怎样顺延，都写明依据。和本局办案用的是同一套规则、同一份日历。</p></header>
<div class="sec">
${form(visit, offeredTerms(law, today), query, faults)}
<section aria-labelledby="r" class="stack">${answer ? result(answer) : waiting()}
<p class="s mute">按日历${version}计算（<a href="/calendar">看节假日安排和它的各个版本</a>）。结果供参考，以文书载明的日期为准。</p></section>
</div></div>`,
  };
}

const waiting = (): Html =>
  html`<h2 id="r">怎样用</h2><ol class="num"><li><span>选一个期限，或者自己填天数和计日的法律。</span></li><li><span>填起算之日：收到文书、立案、受理的那一天。那一天不算在内。</span></li><li><span>有依法扣除的时间（听证、检测、鉴定等）的，填上起止日期。</span></li></ol>`;

function form({ today }: Visit, terms: OfferedTerm[], query: Query, faults: Fault[]): Html {
  const says = (field: string) => faults.filter((fault) => fault.field === field);
  const fault = (field: string) =>
    says(field).length > 0
      ? html`<p class="fault" id="e-${field}">${says(field)
          .map((each) => each.says)
          .join('；')}</p>`
      : '';
  const marks = (field: string) => (says(field).length > 0 ? html` aria-invalid="true" aria-describedby="e-${field}"` : '');
  const day = (field: string, label: string, value = query[field] ?? '') =>
    html`<div><label for="${field}">${label}</label><input id="${field}" name="${field}" type="date" min="1900-01-01" max="2199-12-31" value="${value}"${marks(field)}>${fault(field)}</div>`;
  const option = (value: string, name: string, chosen = '') =>
    html`<option value="${value}"${value === chosen ? ' selected' : ''}>${name}</option>`;
  const groups = [...Map.groupBy(terms, ({ procedure }) => procedure)].map(
    ([name, own]) => html`<optgroup label="${name}">${own.map((term) => option(term.id, termName(term), query.term))}</optgroup>`,
  );
  const laws = (Object.keys(countedBy) as StatuteName[]).map((name) =>
    option(name, statutes[name].title.replace(/^中华人民共和国/, ''), query.statute),
  );
  const stretches = Array.from({ length: MOST_PAUSES }, (_, i) => {
    const n = i + 1;
    const [why, first, end] = [`why${n}`, `from${n}`, `to${n}`];
    return html`<fieldset class="stretch"><legend class="s">第${n}段</legend><div><label for="${why}">事由</label><select id="${why}" name="${why}"${marks(why)}>${option('', '没有')}${allCauses.map((cause) => option(cause, cause, query[why]))}</select>${fault(why)}</div>${day(first, '第一日')}${day(end, '最后一日')}</fieldset>`;
  });
  const opened = ['why1', 'from1', 'to1', 'why2', 'from2', 'to2', 'why3', 'from3', 'to3'].some((field) => query[field]);
  return html`<form class="filters" action="/tools/deadline#r" aria-label="计算期限">
<div><label for="term">期限</label><select id="term" name="term"${marks('term')}>${option('', '请选择，或者在下面自己填')}${groups}</select>${fault('term')}</div>
<fieldset><legend>或者自己填</legend><div class="two"><div><label for="amount">天数</label><input id="amount" name="amount" inputmode="numeric" maxlength="4" autocomplete="off" value="${query.amount ?? ''}"${marks('amount')}>${fault('amount')}</div><div><label for="statute">按哪部法律计日</label><select id="statute" name="statute"${marks('statute')}>${option('', '请选择')}${laws}</select>${fault('statute')}</div></div></fieldset>
${day('from', '起算之日', query.from ?? (query.term || query.amount ? '' : today))}
<details${opened ? html` open` : ''}><summary>依法扣除的时间（没有就不填）</summary>${stretches}</details>
<div class="acts"><button class="btn">计算</button><a class="btn line" href="/tools/deadline">清除</a></div></form>`;
}

const termName = ({ says, amount, unit, from }: OfferedTerm): string =>
  `${says}：自${from}起${amount}${unit === 'workingDay' ? '个工作日' : '日'}`;

function result(answer: Reckoned): Html {
  if ('faults' in answer)
    return html`<div class="note warn stack" role="alert"><h2 id="r">还不能计算</h2><ul class="dash">${answer.faults.map(({ says }) => html`<li>${says}</li>`)}</ul></div>`;
  const { term, due, lines } = answer;
  const unverified = due.unverified.length > 0;
  return html`<h2 id="r">${term.says}</h2>
<p class="due"><strong>${chineseDate(due.rolled)}</strong>（${weekdayName(due.rolled)}）${unverified ? tag('wait', '待核') : ''}</p>
${due.strict === due.rolled ? '' : html`<p>从严算到${day(due.strict)}；那天休息，顺延到${day(due.rolled)}。约束本局的期限，本局按${chineseDate(due.strict)}掌握。</p>`}
${term.starts ? html`<p class="s mute">自“${term.starts}”之日起算。</p>` : ''}
${pairs(lines.map(({ label, text }) => [label, text] as const))}`;
}

const day = (date: PlainDate): string => `${chineseDate(date)}（${weekdayName(date)}）`;
