// src/portal/decision/decisionPage.ts —— 决定页:the document is the page; what was withheld, how it went, how to challenge and to verify it
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { chineseDate, type PlainDate, weekdayName } from '../../base/dates.ts';
import type { ResultListed } from '../../publication/after/readResults.ts';
import type { LastDay } from '../../publication/after/remedyDates.ts';
import { panelClass, panelHtml } from '../../ui/verifyPanel.ts';
import type { Visit } from '../deps.ts';
import type { Html, Page } from '../frame/page.ts';
import { missingPage } from '../pages/absent.ts';
import { kindOf, tag } from '../pages/pieces.ts';
import type { Ground } from './paperText.ts';
import { type Decision, readDecision } from './readDecision.ts';
import { checkHere } from './serverCheck.ts';

type Result = ResultListed & { act_id: string; n: number };

/** The page of a shown decision; with `check` the server's own check is in the panel. */
export async function decisionPage(visit: Visit, result: Result, check: boolean): Promise<Page> {
  const decision = await readDecision(visit.db, visit.agency, result.public_id, result.n);
  if (!decision) return missingPage();
  const receipt = `/results/${result.public_id}/receipt.json`;
  const panel = check ? await checkHere(visit, result) : ({ state: 'unchecked', receipt } as const);
  const kind = kindOf(visit, result.item_code);
  const pieces = await piecesOf(decision);
  const short = /第\d+号/.exec(result.decision_number)?.[0] ?? result.decision_number;
  return {
    title: `${result.cause}${kind}决定`,
    at: 'results',
    crumbs: [{ name: '执法结果', href: '/results' }, { name: short }],
    pubDate: result.published_on,
    script: true,
    main: html`<div class="wrap">
<header class="title"><p class="mute s">${kind}决定</p><h1>${result.title}</h1></header>
<div class="split">
<aside class="stack" aria-label="要点和核验">
${facts(result, decision)}
<section class="verify noprint ${panelClass(panel)}" id="verify" aria-labelledby="v" aria-live="polite" tabindex="-1" data-receipt="${receipt}" data-vkey="${visit.log.vkey}" data-witnesses="${visit.witnesses.join(' ')}" data-number="${result.decision_number}" data-phone="${visit.registers.agency.complaint.phone}">${raw(panelHtml(panel))}</section>
<p class="printonly s">核验这份打印件：打开<span class="mono">${visit.origin}/results/${result.public_id}</span>，与网上公示比对。文字指纹<code>${pieces.print}</code></p>
${pieces.remedies}
</aside>
<div class="stack">
<p class="note s noprint">以下是决定书公开版。色块是隐去的内容；虚线框里的字是替代文字，<strong>非原文</strong>；旁边的数字指向<a href="#redact">隐去说明</a>。其余文字与当事人收到的决定书一致。</p>
${raw(decision.article)}
${pieces.redactions}
<h2 id="time">办案过程</h2>
${pieces.timeline}
</div>
</div>
</div>`,
  };
}

type Pieces = Record<'remedies' | 'redactions' | 'timeline' | 'print', HtmlEscapedString>;
const drawn = new WeakMap<Decision, Pieces>();
/** What depends on the decision alone, drawn once for as long as it is remembered. */
async function piecesOf(decision: Decision): Promise<Pieces> {
  const known = drawn.get(decision);
  if (known) return known;
  const [below, withheld, course] = await Promise.all([remedies(decision), redactions(decision.grounds), timeline(decision)]);
  const pieces = {
    remedies: raw(String(below)),
    redactions: raw(String(withheld)),
    timeline: raw(String(course)),
    print: raw(decision.print.replace(/[0-9a-f]{16}/g, '$& ')),
  };
  drawn.set(decision, pieces);
  return pieces;
}

function facts(result: Result, { repairFrom }: Decision): Html {
  const [, series, rest] = /^(.*?)(〔.*)$/.exec(result.decision_number) ?? [undefined, result.decision_number, ''];
  const late = result.late ? html`<dt>公开期限</dt><dd>${tag('wait', '迟延公开')} 应当不晚于${result.due_on}</dd>` : '';
  return html`<section class="facts" aria-labelledby="k"><h2 id="k">要点</h2><dl class="kv"><dt>文书号</dt><dd><span class="nb">${series}</span><wbr><span class="nb">${rest}</span></dd><dt>当事人</dt><dd>${result.party_public ?? ''}${/某/.test(result.party_public ?? '') ? '（自然人）' : ''}</dd><dt>决定日期</dt><dd>${result.decided_on}</dd><dt>公开日期</dt><dd>${result.published_on}</dd>${late}<dt>公示到</dt><dd>${result.ends_on}，到期自动停止</dd>${repairFrom ? html`<dt>可申请信用修复</dt><dd>${repairFrom}起</dd>` : ''}<dt>状态</dt><dd>${tag('ok', '公示中')}</dd><dt>执法事项</dt><dd><a href="/items/${result.item_code ?? ''}">${result.item_name ?? result.item_code ?? ''}</a></dd></dl></section>`;
}

const lastDay = ({ last, why, unverified }: LastDay) =>
  html`<strong>到<span class="nb">${last}</span></strong>${why ? `（${why.replace(/，顺延至其后的第一个工作日$/, '，顺延')}）` : `（${weekdayName(last)}）`}${unverified ? '。该年节假日安排还没有公布，遇节假日顺延' : ''}`;

function remedies({ remedies: { organ, court, served, review, suit } }: Decision): Html {
  const body =
    review && suit
      ? html`<dl class="kv"><dt>行政复议</dt><dd>60日内，向${organ}申请，${lastDay(review)}</dd><dt>行政诉讼</dt><dd>6个月内，向${court}起诉，${lastDay(suit)}</dd></dl><p class="s mute">期限从当事人收到决定书（<span class="nb">${served}</span>）起算。行政复议不收费。<a href="/#help">怎样申请</a></p>`
      : html`<dl class="kv"><dt>行政复议</dt><dd>收到文书之日起60日内，向${organ}申请</dd><dt>行政诉讼</dt><dd>收到文书之日起6个月内，向${court}起诉</dd></dl><p class="s mute">文书还没有送达，送达后这里写明最后一日。<a href="/#help">怎样申请</a></p>`;
  return html`<section class="note stack" aria-labelledby="j"><h2 class="small-h" id="j">对决定不服</h2>${body}</section>`;
}

function redactions(grounds: readonly Ground[]): Html {
  const rest = html`<p class="s mute">案卷里的其他材料，依照政府信息公开条例第十六条第二款，不在这里公开。当事人可以到本局查阅。</p>`;
  if (grounds.length === 0) return html`<h2 id="redact">隐去说明</h2><p>决定书全文公开，没有隐去的内容。</p>${rest}`;
  const rows = grounds.map(
    ({ no, as, ground, count, replaced }) =>
      html`<tr id="y${no}"><th scope="row"><span class="mute">${no}</span> ${as}</th><td data-l="处数">${count}处</td><td data-l="显示">${replaced ? '替代文字，非原文' : '只显示隐去的是什么'}</td><td data-l="依据">${ground}</td></tr>`,
  );
  return html`<h2 id="redact">隐去说明</h2><table class="cards"><caption class="vh">隐去的内容、处数、怎样显示和依据</caption><thead><tr><th scope="col">隐去</th><th scope="col">处数</th><th scope="col">怎样显示</th><th scope="col">依据</th></tr></thead><tbody>${rows}</tbody></table>${rest}`;
}

function timeline({ process }: Decision): Html {
  const year = process[0]?.on.slice(0, 4);
  const day = (on: PlainDate) => (on.slice(0, 4) === year ? chineseDate(on).replace(/^\d+年/, '') : chineseDate(on));
  const rows = process.map(
    ({ on, name, says, key, late }, i) =>
      html`<li${raw(key ? ' class="key"' : '')}><time datetime="${on}">${i === 0 ? chineseDate(on) : day(on)}</time><strong>${name}${late ? html` ${tag('wait', '超期')}` : ''}</strong>${says ? html`<p>${says}</p>` : ''}</li>`,
  );
  return html`<ol class="line">${rows}</ol>`;
}
