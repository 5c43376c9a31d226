// src/ui/paperView/paperHtml.ts —— 文书的网页样子:a paper, whole or with masks, as markup that escapes by construction
// A string and no component, so that the portal renders it without a script and the desk shows the same.
import type { Block, Cell, Paper, ReadPaper, ReadRun, Run } from '../../law/papers/paper.ts';
import { escapeHtml } from '../escape.ts';

/** Stands in a preview where something required is not yet written. */
export const GAP = '【此处待填】';

/** `marks` wraps each run in an element with its path, so that it can be chosen; `gaps` shows empty runs and GAP in red. */
export type PaperOptions = { marks?: boolean; gaps?: boolean };

type Piece = string | Run | ReadRun;

/** The paper as HTML under one element `.paper`. Withheld runs say what was withheld and why. */
export function paperHtml(paper: Paper | ReadPaper, options: PaperOptions = {}): string {
  const { agency, title, number, layout } = paper;
  const blocks = (paper.blocks as Block[]).map((block) => blockHtml(block, options)).join('');
  const head = `<header><p class="org">${escapeHtml(agency)}</p><p class="ttl">${escapeHtml(title)}</p></header>`;
  return `<article class="paper ${escapeHtml(layout)}">${head}${number ? `<p class="nb">${escapeHtml(number)}</p>` : ''}${blocks}</article>`;
}

function blockHtml(block: Block, options: PaperOptions): string {
  const text = (piece: Piece) => pieceHtml(piece, options);
  const runs = (pieces: readonly Piece[] = []) => pieces.map(text).join('');
  switch (block.kind) {
    case 'heading':
      return `<h3>${text(block.text)}</h3>`;
    case 'paragraph':
      return `<p${block.flush ? ' class="flush"' : ''}>${runs(block.runs)}</p>`;
    case 'form':
      return `<table class="paper-form">${block.rows.map((row) => `<tr>${row.map((cell) => cellHtml(cell, block.columns, options)).join('')}</tr>`).join('')}</table>`;
    case 'list':
      return listHtml(block, options);
    case 'dialogue':
      return `<dl class="talk">${block.turns.map((turn) => `<dt>${turn.asks ? '问' : '答'}</dt><dd>${runs(turn.runs)}</dd>`).join('')}</dl>`;
    case 'opinion':
      return `<section class="opinion"><h3>${text(block.label)}</h3><p>${runs(block.runs)}</p><p class="by">${block.signers.map(text).join('、')}　${text(block.date)}</p></section>`;
    case 'signature':
      return `<p class="sg">${block.lines.map(text).join('<br>')}<br>${text(block.date)}${block.seal ? '<span class="seal">（印章）</span>' : ''}</p>`;
    case 'signLines':
      return `<p class="lines">${block.labels.map((label) => `<span>${text(label)}<i></i></span>`).join('')}</p>`;
    case 'note':
      return `<p class="paper-note">${text(block.text)}</p>`;
  }
}

function cellHtml(cell: Cell, columns: number, options: PaperOptions): string {
  const span = cell.span ?? 1;
  const label = cell.label ? `<th scope="row">${pieceHtml(cell.label, options)}</th>` : '';
  const width = Math.max(1, Math.min(span, columns) * 2 - (cell.label ? 1 : 0));
  const value = `<td${width > 1 ? ` colspan="${width}"` : ''}${cell.tall ? ' class="tall"' : ''}>${(cell.runs ?? []).map((run) => pieceHtml(run, options)).join('')}</td>`;
  return `${label}${value}`;
}

function listHtml({ head, rows, widths }: Extract<Block, { kind: 'list' }>, options: PaperOptions): string {
  const total = widths.reduce((sum, width) => sum + width, 0);
  // Widths as an attribute: a style attribute would need leave from the content security policy.
  const columns = widths.map((width) => `<col width="${Math.round((100 * width) / total)}%">`).join('');
  const heads = head.map((each) => `<th scope="col">${pieceHtml(each, options)}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${row.map((cell) => `<td>${cell.map((run) => pieceHtml(run, options)).join('')}</td>`).join('')}</tr>`)
    .join('');
  return `<table class="paper-list"><colgroup>${columns}</colgroup><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table>`;
}

function pieceHtml(piece: Piece, options: PaperOptions): string {
  const run = typeof piece === 'string' ? { text: piece } : piece;
  const path = 'path' in run && options.marks ? ` data-path="${escapeHtml(run.path)}"` : '';
  if ('hidden' in run) {
    const why = run.ground ? `${run.as}，依据${run.ground}隐去` : `${run.as}，已隐去`;
    return `<span class="mask"${path} title="${escapeHtml(why)}">〔${escapeHtml(run.as || '已隐去')}〕</span>`;
  }
  const gap = '<span class="gap">待填</span>';
  if (run.text === '' && options.gaps) return gap;
  const plain = escapeHtml(run.text).replaceAll('\n', '<br>');
  const shown = options.gaps ? plain.replaceAll(GAP, gap) : plain;
  // A comma alone is nothing to withhold.
  return path && /[\p{L}\p{N}]/u.test(run.text)
    ? `<span class="run" role="button" tabindex="0" aria-pressed="false"${path}>${shown}</span>`
    : shown;
}
