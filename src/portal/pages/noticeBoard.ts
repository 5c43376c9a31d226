// src/portal/pages/noticeBoard.ts —— 公开栏:one A3 sheet for the wall, drawn from the same lists
import { html, raw } from 'hono/html';
import { chineseDate } from '../../base/dates.ts';
import { latestResults } from '../../publication/after/readResults.ts';
import { chartWords } from '../../publication/before/flowchart.ts';
import { itemCounts } from '../../publication/before/items.ts';
import { officersOn } from '../../publication/before/officers.ts';
import { hearingThresholds } from '../../publication/before/standards.ts';
import type { Visit } from '../deps.ts';
import type { Html, Page } from '../frame/page.ts';
import { outcome, pairs, shortDay, telephone } from './pieces.ts';
import { chartNow } from './procedure.ts';
import { qrSvg } from './qr.ts';

const examples: Record<string, string> = {
  permit: '林木采伐、临时使用林地等',
  confirmation: '二级古树认定等',
  inspection: '湿地、防火、检疫等',
  penalty: '改变林地用途、毁坏林木等',
  coercion: '查封、扣押、代履行等',
  levy: '森林植被恢复费等',
  other: '备案、调处、奖励等',
};

/** The notice board, A3 landscape. */
export async function noticeBoardPage(visit: Visit): Promise<Page> {
  const { registers, today, fingerprint, origin } = visit;
  const { agency } = registers;
  const results = await latestResults(visit.db, visit.agency, today, 4);
  const officers = officersOn(registers, today);
  const counts = itemCounts(registers, today);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return {
    title: '行政执法公开栏',
    at: 'none',
    wide: true,
    main: html`<p class="wrap noprint s mute hintline">这是张贴在办公场所的A3横幅版式。用浏览器打印，纸张选A3横向。</p>
<div class="sheet">
<header><div><p class="mute">${agency.name}</p><h1>行政执法公开栏</h1></div><p class="mute">${chineseDate(today)}印制<br>内容以网上公示为准</p></header>
<div class="cols">
<div>${section(
      '执法主体',
      pairs([
        ['名称', agency.name],
        ['性质', agency.legalStatus],
        ['区域', `${agency.region}行政区域`],
        ['地址', agency.address],
        ['时间', agency.hours],
        ['电话', agency.phone],
      ]),
    )}${section(
      `执法事项（共${total}项）`,
      html`<table><caption class="vh">事项数量</caption><tbody>${counts.map(({ type, name, count }) => html`<tr><th scope="row">${name}</th><td class="n">${count}项</td><td>${examples[type] ?? ''}</td></tr>`)}</tbody></table>`,
    )}</div>
<div>${section(
      '执法人员（节选）',
      html`<table><caption class="vh">执法人员</caption><thead><tr><th scope="col">姓名</th><th scope="col">单位</th><th scope="col">执法证号</th></tr></thead><tbody>${officers.slice(0, 7).map(({ name, unit, number }) => html`<tr><th scope="row">${name}</th><td>${unit}</td><td class="nb">${number}</td></tr>`)}</tbody></table><p class="xs mute">全部${officers.length}人，请扫码查看。</p>`,
    )}${section(
      '执法人员必须做到',
      html`<ol class="num"><li>两人以上，主动出示执法证件。</li><li>告知事实、理由、依据和您的权利。</li><li>录音录像的，事先告诉您。</li><li>听取您的陈述和申辩，不因申辩加重处罚。</li><li>交给您盖章的文书。</li></ol>`,
    )}${section('执法日志公钥指纹', html`<p><code class="print">${fingerprint}</code></p><p class="xs mute">核验公开的决定时，与网页上的核对。</p>`)}</div>
<div>${section('处罚怎样办', steps(visit))}${section(
      '可以要求听证的标准',
      html`<table><caption class="vh">听证标准</caption><tbody>${hearingThresholds(registers, today)
        .filter(({ key }) => key.startsWith('hearing.fine'))
        .map(
          ({ name, value }) => html`<tr><th scope="row">${name.replace(/^.*：/, '')}</th><td class="n">${value}</td></tr>`,
        )}</tbody></table><p class="xs mute">标准待本局核定。收到告知后5个工作日内提出，不收费。</p>`,
    )}</div>
<div>${section(
      '最近公开的结果',
      results.length > 0
        ? html`<table><caption class="vh">最近结果</caption><tbody>${results.map((row) => html`<tr><th scope="row">${shortDay(row.published_on, today)}</th><td>${short(row.decision_number)} ${row.party_public ?? ''} ${row.cause}</td><td>${row.state === 'withdrawn' ? '已撤回' : outcome(row)}</td></tr>`)}</tbody></table>`
        : html`<p>现在没有公示中的决定。</p>`,
    )}${section(
      '不服、投诉',
      pairs([
        ['行政复议', `60日内，${agency.government}`],
        ['行政诉讼', `6个月内，${agency.court}`],
        ['投诉', html`12345；本局${telephone(agency.complaint.phone)}`],
      ]),
    )}${section(
      '扫码看全部、验真伪',
      html`<div class="qr">${raw(qrSvg(`${origin}/`, '二维码：打开网上公示'))}<p>全部事项、人员、决定和流程图都在网上。<br><span class="mono xs">${origin}</span></p></div>`,
    )}</div>
</div></div>`,
  };
}

const section = (title: string, body: unknown): Html => html`<section><h2>${title}</h2>${body}</section>`;
const short = (number: string) => /第\d+号/.exec(number)?.[0] ?? number;

/** The certain steps of the enforced procedure, in a line each. */
function steps(visit: Visit): Html {
  const { law, chart } = chartNow(visit);
  const rows = chartWords(law, chart)
    .flatMap(({ steps: inStage }) => inStage)
    .filter(({ dashed, id }) => !dashed && id !== 'clueRegistered' && id !== 'caseArchived')
    .map(
      ({ name, actor, term }) =>
        html`<li><span><strong>${name}。</strong>${actor}${term ? `，${term.replace(/^.*：/, '')}内` : ''}。</span></li>`,
    );
  return html`<ol class="num">${rows}</ol>`;
}
