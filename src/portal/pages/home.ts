// src/portal/pages/home.ts —— 首页:the promise, search, three doors, what was published last, what the figures mean, how to complain

import { html } from 'hono/html';
import type { PlainDate } from '../../base/dates.ts';
import { proceduresInForce } from '../../law/procedures/inForce.ts';
import { latestResults, type ResultListed, type YearFigures, yearFigures } from '../../publication/after/readResults.ts';
import { itemCounts, itemsChangedOn } from '../../publication/before/items.ts';
import { officersOn } from '../../publication/before/officers.ts';
import type { Db } from '../../store/database.ts';
import type { Visit } from '../deps.ts';
import type { Html, Page } from '../frame/page.ts';
import { kindOf, outcome, pairs, stateTag, telephone } from './pieces.ts';

/** The front page. */
export async function homePage(visit: Visit): Promise<Page> {
  const { db, agency, today } = visit;
  const results = await latestResults(db, agency, today, 5);
  const figures = await figuresOf(db, agency, today);
  return {
    title: '首页',
    at: 'home',
    main: html`<div class="wrap">
${hero(results[0])}
${doors}
${latest(visit, results)}
${lists(visit)}
${numbers(figures, visit)}
${help(visit)}
</div>`,
  };
}

const kept = new Map<string, { figures: YearFigures; until: number }>();
/** Counting a year costs more than the rest of the page; a minute's age is said nowhere because it misleads nobody. */
async function figuresOf(db: Db, agency: string, today: PlainDate): Promise<YearFigures> {
  const key = `${agency} ${today}`;
  const held = kept.get(key);
  if (held && Date.now() < held.until) return held.figures;
  const figures = await yearFigures(db, agency, today.slice(0, 4), today);
  kept.clear();
  kept.set(key, { figures, until: Date.now() + 60_000 });
  return figures;
}

const hero = (newest: ResultListed | undefined): Html => {
  const example = newest && /〔.*/.exec(newest.decision_number)?.[0];
  return html`<section class="hero" aria-labelledby="t"><div class="hero-grid"><div>
<h1 id="t">公示的，就是执行的；<br>做过的，都能验证。</h1>
<p class="lead">这里公开本局的执法依据、执法人员、办案步骤和执法结果。每一份公开的决定，您都可以自己核验。</p>
<form class="search" role="search" action="/results">
<label for="q">查决定、查事项、查执法人员</label>
<div class="field"><input id="q" name="q" type="search" autocomplete="off" aria-describedby="qh"><button class="btn">搜索</button></div>
<p class="hint" id="qh">可以输入名称、文书号或者执法人员姓名，例如<a href="/results?q=林地">林地</a>${newest && example ? html`、<a href="/results/${newest.public_id}">${example}</a>` : ''}。</p>
</form>
</div><div class="facts"><h2>核验一份文书</h2><p class="s">收到的、下载的、别人转给您的决定书，凭文书号就能查：是不是本局作出的，有没有被改过。</p><p class="s gap"><a href="/how-to-verify">怎样核验</a></p></div></div>
</section>`;
};

const doors = html`<div class="doors">
<section class="door"><h2>事前公开</h2><p>执法之前，先讲清谁来执法、依据什么、按什么步骤和标准执法。</p><ul class="links"><li><a href="/items">执法事项和依据</a></li><li><a href="/procedures">办案流程图</a></li><li><a href="/tools/deadline">期限计算器</a></li><li><a href="/procedures/penalty#standards">听证和法制审核标准</a></li></ul></section>
<section class="door" id="during"><h2>事中公示</h2><p>执法当中，执法人员先出示证件，再告知事实、理由、依据和您的权利。</p><ul class="links"><li><a href="/officers">核对执法证件</a></li><li><a href="/procedures/penalty#rights">办案中您有哪些权利</a></li><li><a href="/#help">收到告知书怎么办</a></li></ul></section>
<section class="door"><h2>事后公开</h2><p>执法之后，按期公开结果；撤回的，写明日期和原因。</p><ul class="links"><li><a href="/results">行政处罚决定</a></li><li><a href="/how-to-verify">自己核验一份决定</a></li><li><a href="/notice-board">打印公开栏</a></li></ul></section>
</div>`;

function latest(visit: Visit, results: readonly ResultListed[]): Html {
  const { registers, today } = visit;
  const days = registers.parameter('publication.days', today);
  const rows = results.map((row) => {
    const gone = row.state === 'withdrawn';
    const says = gone
      ? `${row.decision_number}。${row.withdrawn_by ?? '原公示撤回'}。`
      : `${row.decision_number}，${row.party_public}。${outcome(row)}。`;
    return html`<li><time datetime="${row.published_on}">${gone ? row.withdrawn_on : row.published_on}</time><div><a href="/results/${row.public_id}">${row.cause}</a><p class="sub">${kindOf(visit, row.item_code)}，${says}</p></div>${stateTag(row)}</li>`;
  });
  return html`<section class="sec" id="latest" aria-labelledby="latest-h"><header><h2 id="latest-h">最近公开</h2><p>具有一定社会影响的处罚决定，作出后${days}个工作日内公开。</p></header><div>${results.length > 0 ? html`<ol class="rows">${rows}</ol><p class="more"><a href="/results">查看全部执法结果</a></p>` : html`<p>现在没有公示中的决定。</p>`}</div></section>`;
}

function lists({ registers, today }: Visit): Html {
  const counts = itemCounts(registers, today);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const says = counts.map(({ name, count }) => `${name.replace('行政', '')}${count}项`).join('，');
  const officers = officersOn(registers, today).length;
  const row = (href: string, name: string, about: string, count: string, day: string) =>
    html`<tr><th scope="row"><a class="t-main" href="${href}">${name}</a><br><span class="mute">${about}</span></th><td class="n nb" data-l="现有">${count}</td><td class="nb" data-l="最近更新">${day}</td></tr>`;
  return html`<section class="sec" id="lists" aria-labelledby="lists-h"><header><h2 id="lists-h">清单和流程</h2><p>清单有变动，二十个工作日内更新。每次改动都留有记录。</p></header><div><table class="cards"><caption class="vh">清单和流程</caption><thead><tr><th scope="col">清单</th><th scope="col" class="n">现有</th><th scope="col">最近更新</th></tr></thead><tbody>
${row('/items', '行政执法事项清单', says, `${total}项`, itemsChangedOn(registers, today) ?? '')}
${row('/officers', '行政执法人员清单', '姓名、单位、职务、执法证号和有效期；证件失效的当天移出', `${officers}人`, today)}
${row('/procedures', '办案流程图', '由办案系统实际执行的规则画出，不能手工修改', `${proceduresInForce(today).length}种`, '随规则更新')}
</tbody></table></div></section>`;
}

function numbers({ decided, published, late, withdrawn, medianDays, mostDays }: YearFigures, { registers, today }: Visit): Html {
  const days = registers.parameter('publication.days', today);
  const year = Number(today.slice(0, 4));
  const fig = (value: string, unit: string, name: string, says: unknown) =>
    html`<div class="fig"><b>${value}<small>${unit}</small></b><h3>${name}</h3><p>${says}</p></div>`;
  return html`<section class="sec" id="figures" aria-labelledby="figures-h"><header><h2 id="figures-h">数字说明什么</h2><p>${year}年1月1日至今天作出的处罚决定。每个数字都可以<a href="/results?year=${year}">追到每一件</a>。</p></header><div><div class="figs">
${fig(String(decided), '件', '作出行政处罚决定', `公开${published}件。其余${Math.max(0, decided - published)}件依法不公开，或者还在公开期限之内。`)}
${fig(medianDays === null ? '—' : String(medianDays), '个工作日', '多久公开（中位数）', `规定期限是${days}个工作日。${mostDays === null ? '今年还没有公开的决定。' : `最长${mostDays}个工作日。`}`)}
${fig(String(late), '件', '超过期限公开', late === 0 ? '今年没有超期公开的。' : html`每一件都在<a href="/results?year=${year}">结果</a>里标明“迟延公开”。`)}
${fig(String(withdrawn), '件', '决定被改变后撤回公示', '决定被撤销、变更的，3个工作日内撤回，原因公开。')}
</div></div></section>`;
}

function help({ registers }: Visit): Html {
  const { phone, complaint, government, court } = registers.agency;
  return html`<section class="sec" id="help" aria-labelledby="help-h"><header><h2 id="help-h">投诉与救济</h2><p>投诉不收费，也不影响您申请复议或者提起诉讼。</p></header><div><div class="two">
<div class="stack"><h3>对执法行为有意见</h3><p>执法人员不出示证件、态度粗暴、乱收费、乱检查，都可以投诉。</p>${pairs([
    ['热线', '12345（全天）'],
    ['本局', html`${telephone(phone)}`],
    ['投诉', html`${telephone(complaint.phone)}，${complaint.address}`],
  ])}</div>
<div class="stack"><h3>对决定不服</h3><p>收到事先告知书的，可以先陈述、申辩，符合条件的还可以要求听证。收到决定书的，有两条路：</p>${pairs([
    ['行政复议', `收到之日起60日内，向${government}申请，不收费`],
    ['行政诉讼', `收到之日起6个月内，向${court}起诉`],
    ['最后一日', '每份公开的决定页上都已经算好，遇节假日顺延'],
  ])}</div>
</div></div></section>`;
}
