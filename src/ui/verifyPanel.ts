// src/ui/verifyPanel.ts —— 核验面板:one panel, four states; drawn by the server without a script and by the script in the visitor's browser
import { escapeHtml } from './escape.ts';

/** One named check with what was found. */
export type PanelCheck = { name: string; ok: boolean; says: string };
/** The panel: not yet checked, under way, passed, failed, or impossible now (待签发, network silent), which is no failure. */
export type Panel =
  | { state: 'unchecked'; receipt: string }
  | { state: 'checking' }
  | {
      state: 'passed' | 'failed';
      by: 'server' | 'browser';
      checks: PanelCheck[];
      proves: string[];
      doesNotProve: string[];
      at: string;
      number: string;
      phone: string;
    }
  | { state: 'unable'; why: string };

const ring = '<circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3.2 2.5"/>';
const tick =
  '<circle cx="12" cy="12" r="9.5" fill="none" stroke="currentColor" stroke-width="2"/><path d="m7.4 12.4 3.2 3.2 6-6.6" fill="none" stroke="currentColor" stroke-width="2.2"/>';
const cross =
  '<path d="M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8z" fill="none" stroke="currentColor" stroke-width="2"/><path d="m8.4 8.4 7.2 7.2m0-7.2-7.2 7.2" stroke="currentColor" stroke-width="2.2"/>';
const pause =
  '<circle cx="12" cy="12" r="9.5" fill="none" stroke="currentColor" stroke-width="2"/><path d="M9.6 8v8m4.8-8v8" stroke="currentColor" stroke-width="2.2"/>';

/** Which class the panel's element carries, beside `verify`. */
export const panelClass = ({ state }: Panel): string =>
  ({ unchecked: '', checking: '', passed: 'ok', failed: 'bad', unable: 'wait' })[state];

const head = (sign: string, words: string) =>
  `<h2 class="st" id="v"><svg viewBox="0 0 24 24" aria-hidden="true">${sign}</svg>${words}</h2>`;
const list = (items: readonly string[]) => `<ul class="dash">${items.map((item) => `<li>${escapeHtml(inPrint(item))}</li>`).join('')}</ul>`;
const wide: Record<string, string> = { ',': '，', ';': '；', ':': '：' };
/** A sentence in the punctuation of the page: full-width marks after Chinese, no blanks between Chinese and figures. */
const inPrint = (text: string) =>
  text
    .replace(/([\u4e00-\u9fff”])([,;:])/g, (_, before: string, sign: string) => before + wide[sign]!)
    .replace(/([\u4e00-\u9fff]) (\d)/g, '$1$2')
    .replace(/(\d) ([\u4e00-\u9fff])/g, '$1$2');
const table = (checks: readonly PanelCheck[]) =>
  `<ol class="steps">${checks.map(({ ok, name, says }) => `<li><b class="${ok ? 'y' : 'x'}">${ok ? '通过' : '未通过'}</b><span><strong>${escapeHtml(name)}</strong><br>${escapeHtml(says)}</span></li>`).join('')}</ol>`;

/** What stands in the panel. */
export function panelHtml(panel: Panel): string {
  switch (panel.state) {
    case 'unchecked':
      return `${head(ring, '还没有核验')}<p>核验会查这一页的文字是否出自已签署的原件、有没有被改过。大约一秒。</p><p><a class="btn" href="?check=1#verify" rel="nofollow" data-verify>核验这份决定</a></p><p class="mute">不放心本站的，可以<a href="${escapeHtml(panel.receipt)}" download>下载回执</a>，<a href="/how-to-verify#yourself">用独立的工具自己查</a>。</p>`;
    case 'checking':
      return `${head(ring, '正在核验')}<p>正在下载回执，并在您的浏览器里计算。</p>`;
    case 'unable':
      return `${head(pause, '暂时不能核验')}<p>${escapeHtml(panel.why)}这不表示这份决定有问题。</p><p><a class="btn line" href="?check=1#verify" rel="nofollow" data-verify>再核验一次</a></p>`;
    case 'passed':
      return `${head(tick, '核验通过')}<p>这份公示文字出自已签署的决定原件，没有改动。</p>${byWhom(panel.by)}<h3>这说明</h3>${list(panel.proves)}<h3>这不能说明</h3>${list(panel.doesNotProve)}<details><summary>查看四项检查</summary>${table(panel.checks)}</details><p class="mute">核验时间：${escapeHtml(panel.at)}</p>`;
    case 'failed':
      return `${head(cross, '核验没有通过')}<p>这一页的文字与日志里的原件不一致。<strong>请先不要采信这一页。</strong></p>${byWhom(panel.by)}${table(panel.checks)}<h3>您可以</h3><ol class="num"><li>打印或者截图，保存这一页。</li><li><a href="?">重新打开</a>，再核验一次。</li><li>仍不通过的，打投诉电话<span class="nb">${escapeHtml(panel.phone)}</span>，报编号<span class="mono">${escapeHtml(panel.number)}</span>。</li></ol><p class="mute">核验时间：${escapeHtml(panel.at)}</p>`;
  }
}

const byWhom = (by: 'server' | 'browser') =>
  by === 'server'
    ? '<p class="tagline"><span class="tag wait">本站代您核验，不等于独立核验</span></p>'
    : '<p class="tagline"><span class="tag ok">在您的浏览器里核验</span></p>';

type Found = { name: string; ok: boolean; says: string };

/** The four named checks out of the finer ones a verification gives; a check nobody made counts as failed. */
export function fourChecks(found: readonly Found[]): PanelCheck[] {
  const of = (name: string, parts: string[]) => {
    const made = parts.flatMap((part) => found.filter((check) => check.name === part));
    const wrong = made.filter(({ ok }) => !ok);
    const says = (wrong.length > 0 ? wrong : made.slice(0, 1)).map((check) => inPrint(check.says));

    return { name, ok: made.length > 0 && wrong.length === 0, says: says.join('') || '没有查到这一项。' };
  };
  return [
    of('页面文字与公开文本相同', ['page', 'order', 'disclosure', 'format']),
    of('文字指纹与原件登记的一致', ['commitment']),
    of('在日志之内', ['inclusion', 'identity']),
    of('日志签名有效', ['signature']),
  ];
}
