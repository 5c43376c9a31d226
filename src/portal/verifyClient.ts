// src/portal/verifyClient.ts —— 在访客的浏览器里核验:fetches the receipt and holds this very page against it
// Without this script the server checks and says that it is not independent; nothing else on the page needs it.

import { verifyPage } from '../../verify/portalVerify.ts';
import { shanghaiMinute } from '../base/dates.ts';
import { type ReadSegment, readSegments } from '../ledger/proof/disclose.ts';
import type { Receipt } from '../ledger/proof/receipt.ts';
import { fourChecks, type Panel, panelClass, panelHtml } from '../ui/verifyPanel.ts';

/** A run as a page shows it; of a withheld one (`mark`) the words of its block and the number that leads to the ground. */
export type ShownRun = { path: string; text: string; mark?: string };
/** What a page shows of a document: shown and withheld runs in reading order, title and number, and words outside all of them. */
export type Shown = { runs: ShownRun[]; parts: Record<string, string>; loose: string };

type Fault = { name: 'order'; ok: boolean; says: string };

/** Checks that the page shows every run of the document once and in order, each withheld one as a block that says what was declared, and
 * adds nothing; `verifyPage` has checked the texts. */
export function checkShown(receipt: Receipt, { runs, parts, loose }: Shown): Fault {
  const segments = receipt.disclosure ? readSegments(receipt.disclosure) : [];
  const shape = segments.find((segment) => !('hidden' in segment) && /^paper\/[^/]+$/.test(segment.path));
  const original = (shape && 'value' in shape ? shape.value : {}) as Record<string, unknown>;
  const ofPaper = segments.filter(({ path }) => shape !== undefined && path.startsWith(`${shape.path}/`));
  const declared = new Map(ofPaper.map((segment) => [segment.path, segment]));
  const expected = ofPaper.map(({ path }) => path);
  const found = runs.map(({ path }) => path);
  const names = new Set([...Object.keys(parts), ...['agency', 'title', 'number'].filter((name) => name in original)]);
  const faults = [
    ...(shape ? [] : ['回执里没有这份文书']),
    ...(sameSet(expected, found) ? [] : ['有文字重复、缺少，或者隐去的地方没有标出']),
    ...(sameSet(expected, found) && expected.join('\n') !== found.join('\n') ? ['文字的先后与原件不同'] : []),
    ...([...names].some((name) => original[name] !== parts[name]) ? ['标题、文号或者机关名称与原件不同'] : []),
    ...(runs.some((run) => run.mark !== undefined && !('hidden' in (declared.get(run.path) ?? {}))) ? ['有没有隐去的文字被遮住'] : []),
    ...(runs.some((run) => !marked(run, declared.get(run.path))) ? ['隐去的地方写的与公开时说明的不同'] : []),
    ...(loose === '' ? [] : ['文书里有不属于原件的文字']),
  ];
  return {
    name: 'order',
    ok: faults.length === 0,
    says: faults.length > 0 ? `${faults.join('，')}。` : '文字的先后与原件相同，没有添加；隐去的地方都已标出。',
  };
}

const sameSet = (one: string[], other: string[]) => one.toSorted().join('\n') === other.toSorted().join('\n');

/** Does the block of a withheld run say what the receipt declares, with nothing before, between or after? */
function marked({ text, mark }: ShownRun, segment: ReadSegment | undefined): boolean {
  if (!segment || !('hidden' in segment)) return true;
  const { as = '', instead } = segment;
  const words = instead ? `${as}已隐去，以下是替代文字，非原文：${instead}` : `已隐去：${as}`;
  return text === words && /^\d{1,3}$/.test(mark ?? '');
}

/** Reads the document off the page; what is not visible is not shown. */
export function readShown(paper: Element): Shown {
  const all = (selector: string) => [...paper.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility(seen));
  const rest = paper.cloneNode(true) as Element;
  for (const element of rest.querySelectorAll('[data-path],[data-part],[data-hidden]')) element.remove();
  return {
    runs: all('[data-path],[data-hidden]').map(readRun),
    parts: joined(all('[data-part]').map((element) => [element.dataset.part!, element.textContent ?? ''])),
    loose: (rest.textContent ?? '').replace(/[\s问答]/g, ''),
  };
}

const seen = { opacityProperty: true, visibilityProperty: true };

function readRun(element: HTMLElement): ShownRun {
  const { path, hidden } = element.dataset;
  if (hidden === undefined) return { path: path!, text: element.textContent ?? '' };
  const words = element.cloneNode(true) as HTMLElement;
  const mark = words.querySelector('.ref');
  mark?.remove();
  return { path: hidden, text: words.textContent ?? '', mark: mark?.textContent ?? '' };
}

/** The same name twice would let a false text hide behind a true one: joined, it equals neither. */
function joined(pairs: [name: string, text: string][]): Record<string, string> {
  const texts = new Map<string, string>();
  for (const [name, text] of pairs) texts.set(name, texts.has(name) ? `${texts.get(name)}\n${text}` : text);
  return Object.fromEntries(texts);
}

async function check(panel: HTMLElement): Promise<Panel> {
  const { receipt: address, vkey, witnesses = '', number, phone } = panel.dataset;
  const paper = document.getElementById('paper');
  const response = await fetch(address!, { cache: 'no-store' }).catch(() => undefined);
  if (!response?.ok || !paper)
    return {
      state: 'unable',
      why: response?.status === 410 ? '这份公示刚刚撤回或者期满，请刷新本页。' : '没有取到回执，请检查网络后再试。',
    };
  const receipt = (await response.json()) as Receipt;
  const shown = readShown(paper);
  const texts = joined(shown.runs.flatMap(({ path, text, mark }) => (mark === undefined ? [[path, text]] : [])));
  const { ok, pending, checks, proves, doesNotProve } = verifyPage(receipt, vkey!, texts, witnesses.split(' '));
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
