// src/portal/pages/item.ts —— 一个执法事项:basis, who and how long, what a breach costs, how to challenge
import { html } from 'hono/html';
import { chartWords } from '../../publication/before/flowchart.ts';
import { sanctionText, tierRange, tiersAreExamples, timeLimitText } from '../../publication/before/items.ts';
import type { ItemRecord } from '../../registers/packShapes.ts';
import type { Visit } from '../deps.ts';
import type { Html, Page } from '../frame/page.ts';
import { itemShown, itemVersions, versionNote } from './itemVersions.ts';
import { pairs, tag, telephone } from './pieces.ts';
import { chartNow, proceduresFor, slugOf } from './procedure.ts';

/** The page of an item as of a day (today without one), or undefined where the list has none of that code. */
export async function itemPage(visit: Visit, code: string, on?: string): Promise<Page | undefined> {
  const shown = itemShown(visit, code, on);
  if (!shown) return undefined;
  const { item } = shown;
  const flow = steps(visit, item);
  return {
    title: item.name,
    at: 'items',
    crumbs: [{ name: '执法事项', href: '/items' }, { name: item.name }],
    pubDate: item.publishedFrom,
    main: html`<div class="wrap">
<header class="title"><p class="mute s">${item.typeName}，<span class="nb">${item.code}</span></p><h1>${item.name}</h1>${lead(item)}</header>
<div class="split">
<aside class="stack" aria-label="要点">${facts(visit, item)}${contents(item)}${await itemVersions(visit, shown)}</aside>
<div class="stack">
${versionNote(visit, shown)}${item.usable ? '' : html`<p class="note warn">这个事项的依据正在核对更新${item.whyUnusable ? `：${item.whyUnusable}` : ''}。更新之前，本局不依它办案。</p>`}
<h2 id="law">法律依据</h2>
${laws(item)}
${item.sanctions.length > 0 ? html`<h2 id="tiers">违反会怎样</h2>${consequences(item)}` : ''}
${flow}
${item.recordingSteps.length > 0 ? recording(item) : ''}
<h2 id="remedy">不服怎么办</h2>
<p>对决定不服的，可以自收到之日起60日内向${visit.registers.agency.government}申请行政复议，或者6个月内向${visit.registers.agency.court}提起行政诉讼。办理中遇到刁难、拖延，请<a href="/#help">投诉</a>。</p>
</div></div></div>`,
  };
}

const lead = (item: ItemRecord): Html | string => {
  const gist = (item.breach[0] ?? item.basis[0])?.gist;
  return gist ? html`<p class="lead">${gist}。</p>` : '';
};

function facts({ registers, today }: Visit, item: ItemRecord): Html {
  const { timeLimit, charge, publicity } = item;
  const unit = publicity.unit === 'workingDay' ? '个工作日' : '日';
  const rows: [string, unknown][] = [
    ['办理期限', timeLimitText(timeLimit) ?? '按法律规定'],
    ...(timeLimit.from ? [['起算', timeLimit.from] as [string, unknown]] : []),
    ['对象', item.target],
    ['谁来办', item.subject],
    ['收费', charge.has ? `依法缴纳${charge.item ?? ''}` : '不收费'],
    ['法制审核', item.reviewAlways ? '每件都审' : html`重大的须审，<a href="/procedures/penalty#standards">看标准</a>`],
    ['结果公开', `${publicity.days}${unit}内`],
    ['咨询', html`${telephone(registers.agency.phone)}`],
    ['版本', `${item.publishedFrom}起，${today}查询`],
  ];
  return html`<section class="facts" aria-labelledby="k"><h2 id="k">一眼看懂</h2>${pairs(rows)}</section>`;
}

const contents = (item: ItemRecord): Html =>
  html`<nav class="note" aria-label="本页目录"><ul><li><a href="#law">法律依据</a></li>${item.sanctions.length > 0 ? html`<li><a href="#tiers">违反会怎样</a></li>` : ''}${item.actType === 'penalty' ? html`<li><a href="#flow">怎样办案</a></li>` : ''}${item.recordingSteps.length > 0 ? html`<li><a href="#record">哪些环节录音录像</a></li>` : ''}<li><a href="#remedy">不服怎么办</a></li></ul></nav>`;

const statuses: Record<string, string> = { excerpt: '见于公开摘录，待核对原文', memory: '待核对原文', needsUpdate: '待更新' };

function laws({ basis }: ItemRecord): Html {
  const rows = basis
    .filter(({ role }) => role !== 'superseded')
    .map(
      ({ law, article, gist, status }) =>
        html`<tr><th scope="row">${law}</th><td data-l="条款">${article}</td><td data-l="规定">${gist}${statuses[status] ? html` ${tag('wait', statuses[status])}` : ''}</td></tr>`,
    );
  return html`<table class="cards"><caption class="vh">法律依据</caption><thead><tr><th scope="col">法律法规</th><th scope="col">条款</th><th scope="col">规定了什么（概括）</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function consequences(item: ItemRecord): Html {
  const { correctiveOrders, sanctions, crime } = item;
  return html`<ul class="dash">${correctiveOrders.map((order) => html`<li>${order}</li>`)}${sanctions.map((sanction) => html`<li>${sanctionText(sanction)}</li>`)}</ul>
${item.tiers.length > 0 ? tiers(item) : ''}
${crime ? html`<p class="note s">达到刑事立案标准的（${crime.name}），移送公安机关，不以罚代刑。</p>` : ''}`;
}

function tiers(item: ItemRecord): Html {
  const examples = tiersAreExamples(item);
  const fined = item.tiers.filter(({ fineMin, fineMax }) => fineMin !== undefined || fineMax !== undefined);
  const rows = item.tiers.map(
    (tier) =>
      html`<tr><th scope="row" class="nb">${tier.tier}</th><td data-l="情形">${tier.when.replace('（示例）', '')}</td><td data-l="罚款">${tierRange(tier, tier === fined.at(-1))}</td></tr>`,
  );
  const base = item.sanctions.find((sanction) => sanction.base)?.base;
  return html`<table class="cards"><caption>处罚裁量基准${examples ? '（示例分档）' : ''}</caption><thead><tr><th scope="col">档次</th><th scope="col">适用情形</th><th scope="col">罚款${base ? `（${base}的倍数）` : ''}</th></tr></thead><tbody>${rows}</tbody></table>
${examples ? html`<p class="note warn s">分档是示例，按法定幅度的30%、70%划分。正式办案须换成辽宁省林业和草原行政处罚裁量基准。</p>` : ''}`;
}

function steps(visit: Visit, item: ItemRecord): Html {
  const [fullest, ...others] = proceduresFor(item.actType, visit.today);
  if (!fullest) return html`<h2 id="flow">怎样办</h2><p>这一类事项的流程图还没有公布。</p>`;
  const { law, chart } = chartNow(visit, fullest);
  const rows = chartWords(law, chart)
    .flatMap(({ steps: inStage }) => inStage)
    .filter(({ dashed }) => !dashed)
    .map(({ name, actor, term }) => html`<li><span><strong>${name}。</strong>由${actor}办理。${term ? `${term}内。` : ''}</span></li>`);
  const also = others.map((each) => html`，<a href="/procedures/${slugOf(each)}">${each.name}</a>`);
  return html`<h2 id="flow">怎样办</h2><p>下面是必经的步骤，由办案系统实际执行的规则生成，不能手工修改。完整的流程图：<a href="/procedures/${slugOf(law)}">${law.name}</a>${also}。</p><ol class="num">${rows}</ol>`;
}

const levels = { required: '应当', requiredForMajor: '重大案件应当', advised: '提倡' } as const;
const recording = ({ recordingSteps }: ItemRecord): Html =>
  html`<h2 id="record">哪些环节录音录像</h2><table class="cards"><caption class="vh">音像记录环节</caption><thead><tr><th scope="col">环节</th><th scope="col">要求</th><th scope="col">方式</th></tr></thead><tbody>${recordingSteps.map(({ step, level, mode }) => html`<tr><th scope="row">${step}</th><td data-l="要求">${levels[level]}</td><td data-l="方式">${mode}</td></tr>`)}</tbody></table>`;
