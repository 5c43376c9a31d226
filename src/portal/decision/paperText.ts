// src/portal/decision/paperText.ts —— 决定书的网页文字:every run under its path, every withheld one a visible block that names what it was
import type { Block, Cell, ReadPaper, ReadRun } from '../../law/papers/paper.ts';
import { escapeHtml } from '../../ui/escape.ts';

/** A reason for withholding, numbered in order of first appearance; `first` is the anchor of its first block. */
export type Ground = { no: number; as: string; ground: string; count: number; replaced: boolean };
export type PaperText = { article: string; grounds: Ground[] };

/** The paper as markup. `instead` gives the words shown in place of a withheld run: marked, not part of the original. */
export function paperText(paper: ReadPaper, instead: Record<string, string>): PaperText {
  const grounds = new Map<string, Ground>();
  const read = (run: ReadRun) => ('hidden' in run ? block(run, grounds, instead[run.path]) : shown(run));
  const blocks = (paper.blocks as Block[]).map((each) => blockHtml(each, read as Write)).join('');
  const { agency, title, number } = paper;
  const head = `<p class="org" data-part="agency">${escapeHtml(agency)}</p><h2 id="d" data-part="title">${escapeHtml(title)}</h2>`;
  const no = number === undefined ? '' : `<p class="no" data-part="number">${escapeHtml(number)}</p>`;
  return { article: `<article class="doc" id="paper" aria-labelledby="d">${head}${no}${blocks}</article>`, grounds: [...grounds.values()] };
}

type Write = (run: unknown) => string;

const shown = ({ text, path }: { text: string; path: string }) =>
  `<span data-path="${escapeHtml(path)}">${breakable(escapeHtml(text))}</span>`;

// A formula may break at its signs, or the line before it is stretched; the text itself stays as it is.
const breakable = (text: string) => text.replace(/[×=]/g, '$&<wbr>');

function block(run: Extract<ReadRun, { hidden: true }>, grounds: Map<string, Ground>, words: string | undefined): string {
  const { as, ground, path } = run;
  const key = `${as}\n${ground}`;
  const found = grounds.get(key) ?? { no: grounds.size + 1, as, ground, count: 0, replaced: false };
  grounds.set(key, { ...found, count: found.count + 1, replaced: found.replaced || words !== undefined });
  const what = words
    ? `<span class="alt"><span class="vh">${escapeHtml(as)}已隐去，以下是替代文字，非原文：</span>${escapeHtml(words)}</span>`
    : `<span class="bar"><span class="vh">已隐去：</span>${escapeHtml(as)}</span>`;
  const ref = `<a class="ref" href="#y${found.no}" aria-label="隐去说明${found.no}">${found.no}</a>`;
  return `<span class="rd" data-hidden="${escapeHtml(path)}">${what}${ref}</span>`;
}

function blockHtml(each: Block, read: Write): string {
  const runs = (pieces: readonly unknown[] = []) => pieces.map(read).join('');
  switch (each.kind) {
    case 'heading':
      return `<h3>${read(each.text)}</h3>`;
    case 'paragraph':
      return `<p${each.flush ? ' class="flush"' : ''}>${runs(each.runs)}</p>`;
    case 'list':
      return listHtml(each, read);
    case 'form':
      return `<table class="grid">${each.rows.map((row) => `<tr>${row.map((cell) => cellHtml(cell, read)).join('')}</tr>`).join('')}</table>`;
    case 'dialogue':
      return `<dl>${each.turns.map((turn) => `<dt>${turn.asks ? '问' : '答'}</dt><dd>${runs(turn.runs)}</dd>`).join('')}</dl>`;
    case 'opinion':
      return `<h3>${read(each.label)}</h3><p>${runs(each.runs)}</p><p class="sign">${each.signers.map(read).join(' ')} ${read(each.date)}</p>`;
    case 'signature':
      return `<p class="sign${each.seal ? ' sealed' : ''}">${each.lines.map(read).join('<br>')}<br>${read(each.date)}</p>`;
    case 'signLines':
      return `<p class="flush">${each.labels.map(read).join(' ')}</p>`;
    case 'note':
      return `<p class="flush small">${read(each.text)}</p>`;
  }
}

function cellHtml({ label, runs = [], span = 1 }: Cell, read: Write): string {
  return `${label ? `<th scope="row">${read(label)}</th>` : ''}<td colspan="${span * 2 - (label ? 1 : 0)}">${runs.map(read).join('')}</td>`;
}

function listHtml({ head, rows, widths }: Extract<Block, { kind: 'list' }>, read: Write): string {
  const total = widths.reduce((sum, width) => sum + width, 0);
  const columns = widths.map((width) => `<col class="w${Math.round((20 * width) / total)}">`).join('');
  const heads = head.map((each) => `<th scope="col">${read(each)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell.map(read).join('')}</td>`).join('')}</tr>`).join('');
  return `<div class="scroll" role="group" aria-label="证据清单" tabindex="0"><table class="list"><colgroup>${columns}</colgroup><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table></div>`;
}
