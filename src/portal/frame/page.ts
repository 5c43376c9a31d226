// src/portal/frame/page.ts —— 每一页的框架:skip link, name, modes, navigation, crumbs, footer with the key's fingerprint
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { RegisterSnapshot } from '../../registers/registers.ts';
import type { Visit } from '../deps.ts';
import { telephone } from '../pages/pieces.ts';
import { crane } from './marks.ts';
import type { View } from './view.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
/** A page: its title, where it stands, and its main part. `script` asks for the verification script. */
export type Page = {
  title: string;
  at: Section;
  crumbs?: { name: string; href?: string }[];
  main: Html;
  wide?: boolean;
  script?: boolean;
  pubDate?: string;
};

const sections = {
  home: { name: '首页', href: '/' },
  items: { name: '执法事项', href: '/items' },
  officers: { name: '执法人员', href: '/officers' },
  procedure: { name: '办案流程', href: '/procedures' },
  results: { name: '执法结果', href: '/results' },
  verify: { name: '怎样核验', href: '/how-to-verify' },
} as const;
type Section = keyof typeof sections | 'none';

/** The whole document. */
export async function renderPage(visit: Visit, page: Page): Promise<HtmlEscapedString> {
  const { registers, view, assets } = visit;
  const site = `${registers.agency.name}行政执法公示`;
  const { text, contrast } = view;
  const frame = await frameOf(visit, page);
  return html`<!doctype html>
<html lang="zh-CN"${text ? raw(' data-text="large"') : ''}${contrast ? raw(` data-contrast="${contrast}"`) : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${page.title} - ${site}</title>
<meta name="SiteName" content="${site}">
<meta name="SiteIDCode" content="${registers.agency.site.siteCode}">
<meta name="ColumnName" content="行政执法公示">
<meta name="ArticleTitle" content="${page.title}">
<meta name="PubDate" content="${page.pubDate ?? visit.today}">
<meta name="ContentSource" content="${registers.agency.name}">
<link rel="icon" href="${assets.icon}">
<link rel="stylesheet" href="${assets.tokens}">
<link rel="stylesheet" href="${assets.portal}">${
    page.script && assets.verify
      ? html`
<script src="${assets.verify}" defer></script>`
      : ''
  }
</head>
<body${page.wide ? raw(' class="wide"') : ''}>
<a class="skip" href="#main">跳到正文</a>${isDemo(registers) ? demoStrip : ''}
${frame.head}
${crumbs(page)}<main id="main" tabindex="-1">
${page.main}
</main>
${frame.foot}
</body>
</html>`;
}

type Frame = { head: HtmlEscapedString; foot: HtmlEscapedString };
const frames = new WeakMap<RegisterSnapshot, Map<string, Frame>>();
/** What stands around every page of a section, drawn once for each state of the registers and each way of looking. */
async function frameOf(visit: Visit, page: Page): Promise<Frame> {
  const { registers, view, fingerprint } = visit;
  const drawn = frames.get(registers) ?? new Map<string, Frame>();
  frames.set(registers, drawn);
  const kind = [page.at, page.wide === true, view.text, view.contrast, fingerprint].join(' ');
  const known = drawn.get(kind);
  if (known) return known;
  const [above, below] = await Promise.all([head(registers, view, page), foot(visit, page.wide)]);
  const frame = { head: raw(String(above)), foot: raw(String(below)) };
  drawn.set(kind, frame);
  return frame;
}

const demoStrip = raw(
  '<aside class="strip" aria-label="演示说明"><p class="wrap">演示：人员、企业、案件、文号和电话均为虚构。</p></aside>',
);

const demo = new WeakMap<RegisterSnapshot, boolean>();
/** Is this an installation with the pack's invented people? */
function isDemo(registers: RegisterSnapshot): boolean {
  const known = demo.get(registers);
  if (known !== undefined) return known;
  const found = registers.people().some((person) => person.demo === true);
  demo.set(registers, found);
  return found;
}

function head(registers: RegisterSnapshot, view: View, { at, wide }: Page): Html {
  const links = Object.entries(sections).map(
    ([key, { name, href }]) => html`<li><a href="${href}"${key === at ? raw(' aria-current="page"') : ''}>${name}</a></li>`,
  );
  return html`<header class="head${wide ? ' noprint' : ''}">
<div class="wrap">
<a class="brand" href="/">${crane}<span><span class="b1">${registers.agency.name}</span><span class="b2">行政执法公示</span></span></a>
<ul class="modes">${modes(view)}<li><a href="/about#access">无障碍说明</a></li></ul>
</div>
<nav class="nav" aria-label="主导航"><ul class="wrap">${links}</ul></nav>
</header>`;
}

function modes({ text, contrast }: View): Html[] {
  const link = (query: string, name: string) =>
    html`<li><a href="/view?${query}" rel="nofollow" referrerpolicy="same-origin">${name}</a></li>`;
  return [
    text ? link('text=normal', '退出长者模式') : link('text=large', '长者模式'),
    ...(contrast !== 'more' ? [link('contrast=more', contrast ? '白底黑字' : '高对比')] : []),
    ...(contrast === 'more' ? [link('contrast=dark', '黑底黄字')] : []),
    ...(contrast ? [link('contrast=normal', '恢复颜色')] : []),
  ];
}

function crumbs({ crumbs: trail }: Page): Html | string {
  if (!trail) return '';
  const steps = [{ name: '首页', href: '/' }, ...trail].map(({ name, href }) =>
    href ? html`<li><a href="${href}">${name}</a></li>` : html`<li aria-current="page">${name}</li>`,
  );
  return html`<nav class="crumb wrap" aria-label="当前位置"><ol>${steps}</ol></nav>`;
}

function foot({ registers, fingerprint }: Visit, wide = false): Html {
  const { name, phone, hours, site } = registers.agency;
  return html`<footer class="foot${wide ? ' noprint' : ''}" id="foot">
<div class="wrap">
<div class="stack">
<ul class="links"><li><a href="/about">关于本站</a></li><li><a href="/about#access">无障碍说明</a></li><li><a href="/how-to-verify">怎样核验</a></li><li><a href="/#help">投诉与救济</a></li><li><a href="/notice-board">打印公开栏</a></li></ul>
<p>主办单位：${name}<br>技术支持：${site.support}<br>联系电话：${telephone(phone)}<br>办公时间：${hours}</p>
<p class="ids"><span>网站标识码：${site.siteCode}</span><span>${site.icp}</span><span>${site.police}</span>${site.note ? html`<br>${site.note}。` : ''}</p>
<p class="ids">执法日志公钥指纹：<code class="print">${fingerprint}</code><br>与送达文书、公开栏上印的一致，才是本局的日志。<a href="/how-to-verify#key">怎样核对</a></p>
</div>
<p class="seal">党政机关<br>网站标识<br>（示例）</p>
</div>
</footer>`;
}
