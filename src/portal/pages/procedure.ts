// src/portal/pages/procedure.ts —— 办案流程:the picture of what the system enforces, the same in words, and the standards
import { html, raw } from 'hono/html';
import type { PlainDate } from '../../base/dates.ts';
import type { Procedure } from '../../law/engine.ts';
import type { Chart } from '../../law/procedures/flowchart.ts';
import { procedureInForce, proceduresInForce } from '../../law/procedures/inForce.ts';
import type { Registers } from '../../law/registers.ts';
import { type ActType, actTypes } from '../../law/vocabulary.ts';
import { drawChart } from '../../publication/before/drawChart.ts';
import { type ChartStep, chartOf, chartWords } from '../../publication/before/flowchart.ts';
import { hearingThresholds, reviewCatalogue, type Standard } from '../../publication/before/standards.ts';
import type { RegisterSnapshot } from '../../registers/registers.ts';
import type { Visit } from '../deps.ts';
import type { Html, Page } from '../frame/page.ts';
import { tag } from './pieces.ts';

type Kept = { law: Procedure; chart: Chart; svg?: Promise<string> };
const kept = new WeakMap<RegisterSnapshot, Map<string, Kept>>();

/** A procedure's place among the addresses: /procedures/penalty, /procedures/permit. */
export const slugOf = ({ id }: Pick<Procedure, 'id'>): string => id.replace(/\.ordinary$/, '').replaceAll('.', '-');

/** The chart of a procedure in force today, made once a day for each state of the registers. */
export function chartNow(
  { registers, today }: Pick<Visit, 'registers' | 'today'>,
  law = procedureInForce('penalty.ordinary', today),
): Kept {
  const charts = kept.get(registers) ?? new Map<string, Kept>();
  kept.set(registers, charts);
  const key = `${today} ${law.id}`;
  const held = charts.get(key);
  if (held) return held;
  if (charts.size > 0 && ![...charts.keys()].some((each) => each.startsWith(today))) charts.clear();
  const made: Kept = { law, chart: chartOf(law, asLawSees(registers), today) };
  charts.set(key, made);
  return made;
}

/** The procedures that serve items of an act type, the fullest first. */
export const proceduresFor = (actType: string, today: PlainDate): Procedure[] =>
  proceduresInForce(today)
    .filter(({ actTypes }) => actTypes.some((each) => each === actType))
    .toSorted((a, b) => Object.keys(b.steps).length - Object.keys(a.steps).length);

// A chart asks for calendar and parameters only; evidence and fines belong to cases.
const asLawSees = (registers: RegisterSnapshot): Registers =>
  ({ ...registers, evidence: () => undefined, priorFines: () => [] }) as unknown as Registers;

/** Every procedure in force, by act type. */
export function proceduresPage({ today }: Visit): Page {
  const laws = proceduresInForce(today);
  const kinds = (Object.entries(actTypes) as [ActType, string][]).flatMap(([kind, name]) => {
    const own = laws.filter((law) => law.actTypes[0] === kind);
    return own.length > 0 ? [{ name, own }] : [];
  });
  const row = (law: Procedure) => {
    const steps = Object.values(law.steps).filter((each) => !each.inner);
    return html`<tr><th scope="row"><a class="t-main" href="/procedures/${slugOf(law)}">${law.name}</a></th><td class="n nb" data-l="步骤">${steps.length}个</td><td class="n nb" data-l="期限">${steps.filter((each) => each.within).length}个</td></tr>`;
  };
  return {
    title: '办案流程',
    at: 'procedure',
    crumbs: [{ name: '办案流程' }],
    main: html`<div class="wrap"><header class="title"><h1>办案流程</h1><p class="lead">本局办理每一类执法行为的步骤、先后和期限。图和文字由办案系统实际执行的规则生成，谁也不能手工修改。期限到哪一天，可以用<a href="/tools/deadline">期限计算器</a>算。</p></header>
${kinds.map(({ name, own }) => html`<section class="sec"><header><h2>${name}</h2></header><table class="cards"><caption class="vh">${name}</caption><thead><tr><th scope="col">程序</th><th scope="col" class="n">步骤</th><th scope="col" class="n">期限</th></tr></thead><tbody>${own.map(row)}</tbody></table></section>`)}
</div>`,
  };
}

/** Flowchart and its text equivalent; for the ordinary penalty procedure also rights of the party, thresholds and catalogue. Undefined for no procedure. */
export async function procedurePage(visit: Visit, slug: string): Promise<Page | undefined> {
  const found = proceduresInForce(visit.today).find((law) => slugOf(law) === slug);
  if (!found) return undefined;
  const now = chartNow(visit, found);
  const { name } = now.law;
  const penalty = now.law.id === 'penalty.ordinary';
  now.svg ??= drawChart(now.chart, { title: `${name}流程图`, words: 'words' });
  const svg = await now.svg;
  const stages = chartWords(now.law, now.chart).map(
    ({ stage, steps }) => html`<section class="stage"><h3>${stage}</h3><ol class="steplist">${steps.map(step)}</ol></section>`,
  );
  const rules = now.chart.nodes.reduce((sum, { gates }) => sum + gates.length, 0);
  return {
    title: `${name}流程图`,
    at: 'procedure',
    crumbs: [{ name: '办案流程', href: '/procedures' }, { name }],
    main: html`<div class="wrap">
<header class="title"><h1>${name}怎样办</h1><p class="lead">一共${now.chart.nodes.length}个步骤、${rules}条“不得为之”的规定。下图由办案系统实际执行的规则画出：系统按它放行和拦阻，谁也不能手工修改。</p></header>
<figure class="flow" aria-label="${name}流程图"><div class="scroll" tabindex="0" role="group" aria-label="流程图，可以左右移动">${raw(svg)}</div><figcaption class="s mute">实线：必经步骤。虚线：只在出现该情形时。框里第二行是期限。<a href="#words">看文字说明</a></figcaption></figure>
<div class="sec" id="words"><header><h2>流程图的文字说明</h2><p>与图上的步骤、先后完全相同。法律条文写在每一步后面。</p></header><div class="stages">${stages}</div></div>
${penalty ? html`${rights(visit)}${standards(visit)}` : ''}
</div>`,
  };
}

const standards = ({ registers, today }: Visit): Html =>
  html`<div class="sec" id="standards"><header><h2>听证和法制审核标准</h2><p>达到标准的，必须告知听证权利、必须经过法制审核。</p></header><div class="stack">${standardsTable('可以要求听证的标准', hearingThresholds(registers, today))}${standardsTable('重大执法决定法制审核', reviewCatalogue(registers, today))}<p class="s mute">另外，经过听证的、经集体讨论的、涉及重大公共利益的决定，都要审核。裁量基准写在<a href="/items?type=penalty">每个处罚事项</a>的页上。</p></div></div>`;

const step = ({ id, name, actor, basis, term, occurs, gates, after }: ChartStep): Html =>
  html`<li id="step-${id}"><p><strong>${name}</strong> <span class="mute s">${actor}，${occurs}</span></p><p class="s">${after.length > 0 ? `在“${after.join('”“')}”之后。` : ''}${term ? `${term}。` : ''}<span class="mute">${basis}</span></p>${gates.length > 0 ? html`<details><summary class="s">不符合这${gates.length}条的，系统不放行</summary><ul class="dash s">${gates.map((says) => html`<li>${says}</li>`)}</ul></details>` : ''}</li>`;

function standardsTable(caption: string, rows: readonly Standard[]): Html {
  return html`<table class="cards"><caption>${caption}</caption><thead><tr><th scope="col">项目</th><th scope="col">标准</th><th scope="col">依据</th></tr></thead><tbody>${rows.map(({ name, value, basis, pending }) => html`<tr><th scope="row">${name.replace(/^.*：/, '')}</th><td class="nb" data-l="标准">${value}</td><td data-l="依据">${basis}${pending ? html` ${tag('wait', '待核定')}` : ''}</td></tr>`)}</tbody></table>`;
}

function rights({ registers, today }: Visit): Html {
  const days = registers.parameter('statement.days', today);
  return html`<div class="sec" id="rights"><header><h2>办案中您有哪些权利</h2><p>行政处罚法规定的当事人权利。</p></header><ol class="num lead">
<li><span><strong>看证件。</strong>执法人员两人以上，主动出示执法证；不出示的，您可以拒绝（第五十五条）。</span></li>
<li><span><strong>申请回避。</strong>执法人员与案件有利害关系的，您可以要求换人（第四十三条）。</span></li>
<li><span><strong>陈述和申辩。</strong>收到事先告知书后${days}个工作日内提出；不因申辩加重处罚（第四十五条）。</span></li>
<li><span><strong>要求听证。</strong>达到<a href="#standards">标准</a>的，收到告知后5个工作日内提出，不收费（第六十三条、第六十四条）。</span></li>
<li><span><strong>拿到文书。</strong>决定书写明事实、依据、救济途径，7个工作日内送达（第五十九条、第六十一条）。</span></li>
<li><span><strong>复议和诉讼。</strong>不服决定的，60日内申请复议，或者6个月内起诉。<a href="/#help">怎样申请</a></span></li>
</ol></div>`;
}
