// src/portal/pages/about.ts —— 关于本站、无障碍说明
import { html } from 'hono/html';
import type { Visit } from '../deps.ts';
import type { Page } from '../frame/page.ts';
import { telephone } from './pieces.ts';

/** About this site, and how it is made usable for everybody. */
export function aboutPage({ registers, agency }: Visit): Page {
  const { name, phone, complaint } = registers.agency;
  return {
    title: '关于本站和无障碍说明',
    at: 'none',
    crumbs: [{ name: '关于本站' }],
    main: html`<div class="wrap">
<header class="title"><h1>关于本站</h1><p class="lead">本站是${name}的行政执法公示平台，公开执法的依据、人员、步骤和结果。</p></header>
<div class="sec" id="what"><header><h2>公开什么</h2></header><div class="stack"><p>公开的内容直接来自办案系统：事项清单、人员名册、流程规则就是办案时执行的那一份，不另外维护。处罚决定依照行政处罚法第四十八条公开，公开前经过隐去、审查和批准。</p><p>公示期满的自动停止；决定被撤销、变更的，三个工作日内撤回并说明理由。</p><p>本站不记录您查了什么，除了您自己选的字号和颜色，不在您的电脑上存任何东西。</p></div></div>
<div class="sec" id="access"><header><h2>无障碍说明</h2><p>同样的内容，人人能用。</p></header><div class="stack"><ul class="dash"><li>不用脚本也能用：搜索、筛选、看决定都可以。脚本只用来在您的浏览器里核验。</li><li><a href="/view?text=large" rel="nofollow" referrerpolicy="same-origin">长者模式</a>：字大、单栏、按钮大，内容和顺序不变。</li><li>高对比：<a href="/view?contrast=more" rel="nofollow" referrerpolicy="same-origin">白底黑字</a>、<a href="/view?contrast=dark" rel="nofollow" referrerpolicy="same-origin">黑底黄字</a>；没有选的时候跟随您的系统。<a href="/view?text=normal&amp;contrast=normal" rel="nofollow" referrerpolicy="same-origin">全部恢复</a></li><li>全部可以用键盘操作，第一个链接是“跳到正文”。</li><li>流程图旁边有同样内容的文字说明；颜色从不单独表示意思。</li><li>每一页都可以打印；<a href="/notice-board">公开栏</a>可以打印成A3张贴。</li></ul><p>按WCAG 2.2的A级、AA级自动检查。读屏软件的真人测试还没有完成，遇到不好用的地方请告诉我们：${telephone(phone)}。</p></div></div>
<div class="sec" id="wrong"><header><h2>发现错误</h2></header><div class="stack"><p>公开的内容有错的，或者泄露了不该公开的信息，请马上打${telephone(complaint.phone)}。核实后立即改正（政府信息公开条例第六条、第四十一条）。</p><p class="s mute">供程序使用的数据：每份决定的回执是JSON文件；执法日志在<a href="/log/${agency}/checkpoint">/log/${agency}/checkpoint</a>。</p></div></div>
</div>`,
  };
}
