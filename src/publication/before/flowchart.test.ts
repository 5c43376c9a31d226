// src/publication/before/flowchart.test.ts —— 流程图:fewer lines, the same order; every step drawn, every step told
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '../../base/dates.ts';
import { sampleRegisters } from '../../law/papers/sample/registers.ts';
import { flowchart } from '../../law/procedures/flowchart.ts';
import { procedureInForce } from '../../law/procedures/inForce.ts';
import { drawChart } from './drawChart.ts';
import { chartOf, chartWords } from './flowchart.ts';

const on = plainDate('2025-07-01');
const registers = sampleRegisters('张伟');
const law = procedureInForce('penalty.ordinary', on);
const enforced = flowchart(law, registers, on);
const chart = chartOf(law, registers, on);

const reach = (from: string, edges: typeof chart.edges, seen = new Set<string>()): Set<string> => {
  for (const edge of edges) {
    if (edge.from !== from || seen.has(edge.to)) continue;
    seen.add(edge.to);
    reach(edge.to, edges, seen);
  }
  return seen;
};

test('省去的线都能由别的线推出：先后与执行的规则完全相同', () => {
  assert.ok(chart.edges.length < enforced.edges.length);
  for (const { id } of enforced.nodes) assert.deepEqual(reach(id, chart.edges), reach(id, enforced.edges), id);
});

test('只经过必经步骤推出的才省去：没有听证、没有申辩时，也看得出从告知到决定', () => {
  assert.ok(chart.edges.some(({ from, to }) => from === 'noticeServed' && to === 'decisionMade'));
});

test('画出的和文字说明的步骤，一个不多，一个不少', async () => {
  const svg = await drawChart(chart, { title: '图', words: 'words' });
  const ids = enforced.nodes.map(({ id }) => id).sort();
  assert.deepEqual([...svg.matchAll(/data-step="(\w+)"/g)].map(([, id]) => id).sort(), ids);
  const told = chartWords(law, chart).flatMap(({ steps }) => steps);
  assert.deepEqual(told.map(({ id }) => id as string).sort(), ids);
  for (const { id, gates } of told)
    assert.deepEqual(
      gates,
      (law.steps[id]!.gates ?? []).map(({ says }) => says),
    );
  assert.match(svg, /作出决定/);
  assert.match(svg, /90日内/);
});
