// src/portal/pages/absent.ts —— 没有、撤回、期满、维护:what a reader is told instead of a page
import { html } from 'hono/html';
import type { ResultListed } from '../../publication/after/readResults.ts';
import type { Assets } from '../frame/assets.ts';
import type { Html, Page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';
import { pairs, tag } from './pieces.ts';

const search = html`<form class="search" role="search" action="/results"><label for="q">按事项、文书号查执法结果</label><div class="field"><input id="q" name="q" type="search" autocomplete="off"><button class="btn">搜索</button></div></form>`;

/** 404 */
export const missingPage = (): Page => ({
  title: '没有这一页',
  at: 'none',
  crumbs: [{ name: '没有这一页' }],
  main: html`<div class="wrap"><header class="title"><h1>没有这一页</h1><p class="lead">网址可能抄错了，也可能这一页已经移走。您可以在这里查，也可以看<a href="/results">最近公开的结果</a>。</p></header><div class="lead">${search}</div></div>`,
});

/** 410 after the term of publication (R43): nothing of the decision is repeated. */
export const expiredPage = (): Page => ({
  title: '公示期已满',
  at: 'results',
  crumbs: [{ name: '执法结果', href: '/results' }, { name: '公示期已满' }],
  main: html`<div class="wrap"><header class="title"><h1>公示期已满</h1><p class="lead">这份决定的公示期已满，依照信用修复管理办法停止公示，内容不再显示。决定本身的效力不受影响。</p></header><ul class="dash lead"><li>您是当事人的，可以到本局查阅案卷。</li><li><a href="/results">查看正在公示的结果</a></li></ul></div>`,
});

/** 410 after withdrawal: number, day, reason and authority stay; the text is gone (处罚法第48条). */
export const withdrawnPage = (result: ResultListed): Page => ({
  title: '已撤回的处罚决定公示',
  at: 'results',
  crumbs: [{ name: '执法结果', href: '/results' }, { name: '已撤回' }],
  main: html`<div class="wrap"><header class="title"><p class="mute s">行政处罚决定</p><h1>这份公示已经撤回</h1><p class="lead">行政处罚决定被依法变更、撤销、确认违法或者确认无效的，三个工作日内撤回公示，并公开说明理由（行政处罚法第四十八条）。当事人和决定内容不再显示。</p></header>
<section class="facts lead" aria-labelledby="k"><h2 id="k">撤回说明</h2>${pairs([
    ['文书号', result.decision_number],
    ['执法事项', html`<a href="/items/${result.item_code ?? ''}">${result.item_name ?? ''}</a>`],
    ['原公开日期', result.published_on],
    ['撤回日期', result.withdrawn_on ?? ''],
    ['撤回原因', result.withdrawn_reason ?? ''],
    ...(result.withdrawn_by ? [['依据', result.withdrawn_by] as const] : []),
    ['状态', tag('bad', '已撤回')],
  ])}</section><p class="more"><a href="/results">查看其他执法结果</a></p></div>`,
});

/** 503: made without the database, which may be what is missing. */
export function unavailablePage(assets: Assets, { text, contrast }: View): Html {
  return html`<!doctype html><html lang="zh-CN" data-text="${text ?? ''}" data-contrast="${contrast ?? ''}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>网站正在维护</title><link rel="stylesheet" href="${assets.tokens}"><link rel="stylesheet" href="${assets.portal}"></head><body><main id="main"><div class="wrap"><header class="title"><h1>网站正在维护</h1><p class="lead">请过几分钟再试。急事请打政务服务热线12345。</p></header><p><a class="btn" href="/">回到首页</a></p></div></main></body></html>`;
}
