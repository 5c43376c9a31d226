// src/publication/before/drawChart.ts —— 画流程图:a chart laid out by Graphviz and drawn with the portal's own tokens
import { instance, type Viz } from '@viz-js/viz';
import type { Chart } from '../../law/procedures/flowchart.ts';
import type { StepId } from '../../law/vocabulary.ts';

// Sizes in points; Graphviz knows no Chinese font, so every box is measured here.
const [NAME, SMALL, LINE, PAD] = [15, 12.5, 19, 9];
const widthOf = (text: string, size: number) =>
  [...text].reduce((sum, char) => sum + (char.codePointAt(0)! > 0x2e80 ? size : size * 0.58), 0);

type Box = { id: StepId; lines: string[]; width: number; height: number; dashed: boolean; group: boolean };
/** The main line: certain steps, drawn one under another. */
const isSpine = (node: Chart['nodes'][number]) => !node.dashed;

const boxOf = (node: Chart['nodes'][number]): Box => {
  const lines = [node.name, ...(node.term ? [`${node.term.split(/[:：]/)[1] ?? ''}内`] : [])];
  const width = Math.max(widthOf(lines[0]!, NAME), widthOf(lines[1] ?? '', SMALL)) + 2 * PAD;
  return { id: node.id, lines, width: Math.max(width, 92), height: lines.length * LINE + PAD, dashed: node.dashed, group: isSpine(node) };
};

/** Steps that hang side by side from one step and lead nowhere further are put into one frame: five boxes abreast fit no page. */
function bundles({ nodes, edges }: Chart): StepId[][] {
  const leaves = nodes.filter(({ id, dashed }) => dashed && !edges.some(({ from }) => from === id));
  const parents = (id: StepId) => edges.filter(({ to }) => to === id).map(({ from }) => from);
  const groups = Map.groupBy(leaves, ({ id }) => (parents(id).length === 1 ? parents(id)[0]! : ''));
  return [...groups].filter(([parent, group]) => parent !== '' && group.length >= 4).map(([, group]) => group.map(({ id }) => id));
}

/** The chart in Graphviz's language. */
function dotOf(chart: Chart): string {
  const boxes = new Map(chart.nodes.map((node) => [node.id, boxOf(node)]));
  const bundled = bundles(chart);
  const inside = new Map(bundled.flatMap((ids) => ids.map((id) => [id, ids] as const)));
  const box = ({ id, width, height, group }: Box) =>
    `${id} [width=${(width / 72).toFixed(3)} height=${(height / 72).toFixed(3)}${group ? ' group=spine' : ''}]`;
  const loose = chart.nodes.filter(({ id }) => !inside.has(id)).map(({ id }) => box(boxes.get(id)!));
  const framed = bundled.map(
    (ids, i) =>
      `subgraph cluster_${i} { margin=10; ${ids.map((id) => box(boxes.get(id)!)).join('; ')}; ${ids.map((id) => id).join(' -> ')} [style=invis] }`,
  );
  const drawn = new Set<string>();
  // The certain steps first: with `ordering=out` they run down the left edge, where a narrow screen begins.
  const certain = (edge: Chart['edges'][number]) => Number(boxes.get(edge.from)!.group && boxes.get(edge.to)!.group);
  const edges = chart.edges
    .toSorted((a, b) => certain(b) - certain(a))
    .flatMap(({ from, to }) => {
      const frame = inside.get(to);
      const [end, head] = frame ? [frame[0]!, ` lhead=cluster_${bundled.indexOf(frame)}`] : [to, ''];
      if (drawn.has(`${from} ${end}`)) return [];
      drawn.add(`${from} ${end}`);
      const [a, b] = [boxes.get(from)!, boxes.get(to)!];
      return [`${from} -> ${end} [weight=${a.group && b.group ? 20 : 1}${head}]`];
    });
  return `digraph { compound=true; rankdir=TB; ordering=out; nodesep=0.22; ranksep=0.3; node [shape=box fixedsize=true label=""]; ${[...loose, ...framed, ...edges].join('; ')} }`;
}

type Laid = {
  bb: string;
  objects: { name: string; pos?: string; bb?: string }[];
  edges: { tail: number; head: number; pos: string; style?: string }[];
};

let viz: Promise<Viz> | undefined;

/**
 * The chart as inline SVG: solid boxes are certain, dashed ones occur only in some cases. Colours come from the page's classes.
 * `title` and `words` (id of the text equivalent) make it readable without seeing it.
 */
export async function drawChart(chart: Chart, { title, words }: { title: string; words: string }): Promise<string> {
  viz ??= instance();
  const laid = (await viz).renderJSON(dotOf(chart)) as Laid;
  const [, , width, height] = laid.bb.split(',').map(Number) as [number, number, number, number];
  const y = (up: number) => height - up;
  const boxes = new Map(chart.nodes.map((node) => [node.id, boxOf(node)]));
  const places = new Map(laid.objects.map(({ name, pos }) => [name, pos?.split(',').map(Number) as [number, number] | undefined]));
  const frames = laid.objects.filter(({ name, bb }) => name.startsWith('cluster') && bb);
  const nameOf = (i: number) => laid.objects[i]!.name;
  const dashed = ({ tail, head }: Laid['edges'][number]) => [tail, head].some((i) => boxes.get(nameOf(i) as StepId)?.dashed ?? true);
  const parts = [
    ...frames.map(({ bb }) => {
      const [x0, y0, x1, y1] = bb!.split(',').map(Number) as [number, number, number, number];
      return `<rect class="sid frame" x="${f(x0)}" y="${f(y(y1))}" width="${f(x1 - x0)}" height="${f(y1 - y0)}" rx="3"/>`;
    }),
    ...laid.edges.filter(({ style }) => style !== 'invis').map((edge) => drawEdge(edge.pos, y, dashed(edge))),
    ...chart.nodes.map(({ id }) => drawBox(boxes.get(id)!, places.get(id)!, y)),
  ];
  return `<svg class="chart" viewBox="-2 -2 ${f(width + 4)} ${f(height + 4)}" width="${f(width + 4)}" role="img" aria-labelledby="chart-title" aria-describedby="${words}"><title id="chart-title">${title}</title>${parts.join('')}</svg>`;
}

const f = (value: number) => String(Math.round(value * 10) / 10);

function drawBox({ id, lines, width, height, dashed }: Box, [x, up]: [number, number], y: (up: number) => number): string {
  const [left, top] = [x - width / 2, y(up) - height / 2];
  const kind = dashed ? 'sid' : id === 'caseFiled' || id === 'decisionMade' ? 'hot' : 'main';
  const base = top + PAD / 2 + LINE * 0.74;
  const text = lines.map((line, i) => `<text${i === 0 ? '' : ' class="m"'} x="${f(x)}" y="${f(base + i * LINE)}">${line}</text>`).join('');
  return `<g data-step="${id}"><rect class="${kind}" x="${f(left)}" y="${f(top)}" width="${f(width)}" height="${f(height)}" rx="2"/>${text}</g>`;
}

/** Graphviz writes a spline as `e,x,y p0 p1 p2 p3 …`: end point of the arrow, then Bézier points. */
function drawEdge(pos: string, y: (up: number) => number, dashed: boolean): string {
  const points = pos.split(' ');
  const end = points[0]!.startsWith('e,') ? points.shift()!.slice(2) : points.at(-1)!;
  const at = (point: string) => point.split(',').map(Number) as [number, number];
  const curve = points.map(at).map(([px, py]) => `${f(px)} ${f(y(py))}`);
  const [ex, ey] = at(end);
  const [lx, ly] = at(points.at(-1)!);
  const angle = Math.atan2(y(ey) - y(ly), ex - lx);
  const wing = (turn: number) => `${f(ex - 8 * Math.cos(angle + turn))} ${f(y(ey) - 8 * Math.sin(angle + turn))}`;
  const line = `M${curve[0]}C${curve.slice(1).join(' ')}`;
  return `<path${dashed ? ' class="sid"' : ''} d="${line}"/><path class="hd" d="M${f(ex)} ${f(y(ey))}L${wing(0.42)}L${wing(-0.42)}Z"/>`;
}
