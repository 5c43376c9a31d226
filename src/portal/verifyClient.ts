// src/portal/verifyClient.ts —— 在访客的浏览器里核验:fetches the receipt and holds this very page against it
// Without this script the server checks and says that it is not independent; nothing else on the page needs it.

import { verifyPage } from '../../verify/portalVerify.ts';
import { shanghaiMinute } from '../base/dates.ts';
import { readSegments } from '../ledger/disclose.ts';
import type { Receipt } from '../ledger/receipt.ts';
import { fourChecks, type Panel, panelClass, panelHtml } from '../ui/verifyPanel.ts';

/** What a page shows of a document: the texts in reading order, title and number, blocks of withheld runs, and words outside all of them. */
export type Shown = { runs: { path: string; text: string }[]; parts: Record<string, string>; hidden: string[]; loose: string };

type Fault = { name: 'order'; ok: boolean; says: string };

/** Checks that the page adds nothing to the document, leaves its order and names the withheld runs; `verifyPage` has checked the texts. */
export function checkShown(receipt: Receipt, { runs, parts, hidden, loose }: Shown): Fault {
  const segments = receipt.disclosure ? readSegments(receipt.disclosure) : [];
  const withheld = new Set(segments.flatMap((segment) => ('hidden' in segment ? [segment.path] : [])));
  const shape = segments.find((segment) => !('hidden' in segment) && /^paper\/[^/]+$/.test(segment.path));
  const original = (shape && 'value' in shape ? shape.value : {}) as Record<string, unknown>;
  const numbers = runs.map(({ path }) => Number(path.split('/').at(-1)));
  const faults = [
    ...(numbers.some((n, i) => i > 0 && n <= numbers[i - 1]!) ? ['文字的先后与原件不同'] : []),
    ...(Object.entries(parts).some(([name, text]) => original[name] !== text) ? ['标题、文号或者机关名称与原件不同'] : []),
    ...(hidden.some((path) => !withheld.has(path)) ? ['有没有隐去的文字被遮住'] : []),
    ...(loose === '' ? [] : ['文书里有不属于原件的文字']),
  ];
  return {
    name: 'order',
    ok: faults.length === 0,
    says: faults.length > 0 ? `${faults.join('，')}。` : '文字的先后与原件相同，没有添加。',
  };
}

/** Reads the document off the page. */
export function readShown(paper: Element): Shown {
  const all = (selector: string) => [...paper.querySelectorAll<HTMLElement>(selector)];
  const rest = paper.cloneNode(true) as Element;
  for (const element of rest.querySelectorAll('[data-path],[data-part],[data-hidden]')) element.remove();
  return {
    runs: all('[data-path]').map((element) => ({ path: element.dataset.path!, text: element.textContent ?? '' })),
    parts: Object.fromEntries(all('[data-part]').map((element) => [element.dataset.part!, element.textContent ?? ''])),
    hidden: all('[data-hidden]').map((element) => element.dataset.hidden!),
    loose: (rest.textContent ?? '').replace(/[\s问答]/g, ''),
  };
}

async function check(panel: HTMLElement): Promise<Panel> {
  const { receipt: address, vkey, number, phone } = panel.dataset;
  const paper = document.getElementById('paper');
  const response = await fetch(address!, { cache: 'no-store' }).catch(() => undefined);
  if (!response?.ok || !paper)
    return {
      state: 'unable',
      why: response?.status === 410 ? '这份公示刚刚撤回或者期满，请刷新本页。' : '没有取到回执，请检查网络后再试。',
    };
  const receipt = (await response.json()) as Receipt;
  const shown = readShown(paper);
  // The same path twice would let a false text hide behind a true one: joined, it equals neither.
  const texts: Record<string, string> = {};
  for (const { path, text } of shown.runs) texts[path] = path in texts ? `${texts[path]}\n${text}` : text;
  const { ok, pending, checks, proves, doesNotProve } = verifyPage(receipt, vkey!, texts);
  if (pending) return { state: 'unable', why: '日志还没有为这份登记签名，通常不超过一秒。' };
  const order = checkShown(receipt, shown);
  return {
    ...{ state: ok && order.ok ? 'passed' : 'failed', by: 'browser', checks: fourChecks([...checks, order]), proves, doesNotProve },
    ...{ at: shanghaiMinute(new Date()), number: number!, phone: phone! },
  };
}

function draw(panel: HTMLElement, state: Panel): void {
  panel.className = `verify noprint ${panelClass(state)}`;
  panel.innerHTML = panelHtml(state);
}

async function verify(panel: HTMLElement): Promise<void> {
  draw(panel, { state: 'checking' });
  draw(panel, await check(panel).catch((): Panel => ({ state: 'unable', why: '回执读不出来，请稍后再试。' })));
  panel.focus({ preventScroll: true });
}

if (typeof document !== 'undefined') {
  const panel = document.getElementById('verify');
  panel?.addEventListener('click', (event) => {
    if (!(event.target as Element).closest('[data-verify]')) return;
    event.preventDefault();
    void verify(panel);
  });
}
