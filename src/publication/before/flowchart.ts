// src/publication/before/flowchart.ts —— 流程图:drawn from the table that `decide` enforces; nobody can edit the picture

import type { PlainDate } from '../../base/dates.ts';
import { fullCite } from '../../law/articles/statutes.ts';
import type { Procedure } from '../../law/engine.ts';
import { type Chart, flowchart } from '../../law/procedures/flowchart.ts';
import type { Registers } from '../../law/registers.ts';
import { type StageId, type StepId, stages } from '../../law/vocabulary.ts';

/** The same steps in words, stage by stage: what the picture shows, for whoever cannot or does not want to see it. */
export type ChartStage = { stage: string; steps: ChartStep[] };
export type ChartStep = {
  id: StepId;
  name: string;
  actor: string;
  basis: string;
  term?: string;
  /** 必经步骤, or when it occurs. */
  occurs: string;
  dashed: boolean;
  gates: string[];
  after: string[];
};

/** The chart of a procedure as of a day, without edges that follow from others (the order stays the same). */
export function chartOf(law: Procedure, registers: Registers, on: PlainDate): Chart {
  const chart = flowchart(law, registers, on);
  return { ...chart, edges: withoutShortcuts(chart) };
}

/** Leaves out an edge whose end is also reached by a longer way over steps that never fall away. */
function withoutShortcuts({ nodes, edges }: Chart): Chart['edges'] {
  const next = Map.groupBy(edges, ({ from }) => from);
  const certain = new Set(nodes.filter(({ dashed }) => !dashed).map(({ id }) => id));
  const reaches = (from: StepId, to: StepId, seen = new Set<StepId>()): boolean =>
    (next.get(from) ?? []).some((edge) => {
      if (edge.to === to) return true;
      if (seen.has(edge.to) || !certain.has(edge.to)) return false;
      seen.add(edge.to);
      return reaches(edge.to, to, seen);
    });
  const isShortcut = ({ from, to }: Chart['edges'][number]) =>
    (next.get(from) ?? []).some((edge) => edge.to !== to && certain.has(edge.to) && reaches(edge.to, to));
  return edges.filter((edge) => !isShortcut(edge));
}

/** The ordered steps in words. */
export function chartWords(law: Procedure, chart: Chart): ChartStage[] {
  const byStage = Map.groupBy(chart.nodes, ({ id }) => law.steps[id]!.stage);
  return (Object.keys(stages) as StageId[])
    .filter((stage) => byStage.has(stage))
    .map((stage) => ({
      stage: stages[stage],
      steps: byStage.get(stage)!.map(({ id, name, actor, basis, term, dashed, gates }) => ({
        id,
        name,
        actor,
        basis: fullCite(basis),
        term: term?.replace(':', '：'),
        occurs: occursOf(law, id),
        dashed,
        gates,
        after: chart.edges.filter(({ to }) => to === id).map(({ from }) => chart.nodes.find((node) => node.id === from)!.name),
      })),
    }));
}

function occursOf(law: Procedure, id: StepId): string {
  const { when, optional, fact } = law.steps[id]!;
  if (when) return `在${when.says}时`;
  if (fact) return '当事人或者其他机关提出时';
  return optional ? '出现这一情形时' : '必经步骤';
}
