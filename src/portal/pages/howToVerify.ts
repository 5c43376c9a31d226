// src/portal/pages/howToVerify.ts —— 怎样核验:what a check proves and what not, on the page, by receipt, without trusting this site
import { html } from 'hono/html';
import type { Visit } from '../deps.ts';
import type { Page } from '../frame/page.ts';
import { telephone } from './pieces.ts';

/** The guide to verification, with the log's key and its fingerprint. */
export function howToVerifyPage({ log, fingerprint, agency, registers, witnesses }: Visit): Page {
  return {
    title: '怎样核验一份决定',
    at: 'verify',
    crumbs: [{ name: '怎样核验' }],
    main: html`<div class="wrap">
<header class="title"><h1>怎样核验一份决定</h1><p class="lead">本局每办一步，都当时记进一本只能往后加、不能改的日志。公开的决定附有回执，谁都可以用它查：网上的文字是不是当时签的那一份。</p></header>
<div class="sec" id="page"><header><h2>在网页上核验</h2><p>最省事，约一秒。</p></header><ol class="num lead">
<li><span>打开<a href="/results">一份决定</a>，按“核验这份决定”。</span></li>
<li><span>您的浏览器下载回执，自己重算四项：页面文字、文字指纹、日志收录、日志签名。</span></li>
<li><span>四项都通过，显示“核验通过”，并写明这说明什么、不能说明什么。</span></li>
</ol></div>
<div class="sec" id="number"><header><h2>手里只有文书</h2><p>纸质件、截图、别人转来的文件。</p></header><div class="stack"><form class="search lead first" role="search" action="/results"><label for="q">文书号</label><div class="field"><input id="q" name="q" type="search" autocomplete="off" aria-describedby="qh"><button class="btn">查这份文书</button></div><p class="hint" id="qh">例如：${registers.agency.shortCode}罚决〔2026〕第001号，或者只输入001号</p></form><p>查到以后，逐字比对，再按上面的办法核验。查不到的，可能依法不公开，也可能公示期已满，请打${telephone(registers.agency.phone)}询问。</p></div></div>
<div class="sec" id="yourself"><header><h2>不相信本站，自己查</h2><p>不用本站的程序，也不联网。</p></header><div class="stack"><ol class="num"><li><span>在决定页上下载回执（一个JSON文件）。</span></li><li><span>取得鹤鸣的源代码，在没有联网的电脑上运行<code>npm run verify -- 回执文件</code>。</span></li><li><span>用<code>--policy</code>写上您从<a href="#key">纸面上抄来的公钥</a>，不要用本站给的。</span></li></ol><p>日志采用公开的格式：RFC 6962、C2SP tlog-tiles、tlog-checkpoint、tlog-proof。认得这些格式的任何工具都能查，不必用我们的。</p><p>日志的检查点在<a href="/log/${agency}/checkpoint">/log/${agency}/checkpoint</a>，任何人都可以定期取走留存；日后对不上，就说明日志被改过。</p></div></div>
<div class="sec" id="key"><header><h2>日志公钥</h2><p>与送达文书页脚、办公场所公开栏上印的核对。</p></header><div class="stack"><dl class="kv"><dt>指纹</dt><dd><code class="print">${fingerprint}</code></dd><dt>日志名称</dt><dd><code>${log.origin}</code></dd><dt>公钥全文</dt><dd><code>${log.vkey}</code></dd></dl><p class="s mute">指纹是公钥的SHA-256的前32位十六进制数。网页可以被人替换，纸上印的不容易，所以以纸上的为准。</p>${witnesses.length > 0 ? html`<h3>见证单位</h3><p>日志每签一次名，下列见证单位就核对它有没有改过以前的内容，没有才一并签名。回执里带着这些签名。</p><dl class="kv">${witnesses.map((vkey) => html`<dt>${vkey.split('+')[0]}</dt><dd><code>${vkey}</code></dd>`)}</dl>` : ''}</div></div>
<div class="sec" id="means"><header><h2>核验说明什么</h2><p>两边同样重要。</p></header><div class="two"><div class="stack"><h3>这说明</h3><ul class="dash"><li>公开的文字与当时记入日志的原件逐字相同。</li><li>隐去的只是隐去，没有改写、增加或者抽掉。</li><li>原件不晚于回执写明的时间记入日志。</li><li>从那时起日志没有改动这一条。</li></ul></div><div class="stack"><h3>这不能说明</h3><ul class="dash"><li>事实认定是否正确，处罚是否恰当。</li><li>隐去的内容写了什么。</li><li>公钥就是本局的，除非您与纸上的核对过。</li><li>决定后来有没有变更、撤销，请看决定页的状态。</li></ul></div></div></div>
</div>`,
  };
}
