// src/law/procedures/flowchart.ts —— 公众看到的流程图：drawn from the table that is enforced
import type { PlainDate } from '../../base/dates.ts';
import type { Cite } from '../articles/statutes.ts';
import type { Procedure, Step } from '../engine.ts';
import { computeDue } from '../reckoning/days.ts';
import type { Registers } from '../registers.ts';
import { actorNames, type StepId, stepNames } from '../vocabulary.ts';

export type Chart = {
  nodes: { id: StepId; name: string; actor: string; basis: Cite; term?: string; dashed: boolean; gates: string[] }[];
  edges: { from: StepId; to: StepId; label?: string }[];
};

/** The same object that `decide` enforces, drawn. No one can edit the picture. */
export function flowchart(law: Procedure, registers: Registers, on: PlainDate): Chart {
  const shown = (Object.entries(law.steps) as [StepId, Step][]).filter(([, step]) => !step.inner);
  const ids = new Set(shown.map(([id]) => id));
  const nodes = shown.map(([id, step]) => {
    const term = step.within?.term(registers, on);
    const unit = term && computeDue(on, term, registers.calendar).unit === 'workingDay' ? '个工作日' : '日';
    return {
      id,
      name: stepNames[id],
      actor: actorNames[step.actor],
      basis: step.basis,
      term: term && `${step.within!.says}：${term.amount}${unit}`,
      dashed: step.optional === true || (step.when !== undefined && step.when.usual !== true),
      gates: (step.gates ?? []).map((rule) => rule.says),
    };
  });
  // Inner steps are bridged, so that the drawn order is the enforced order.
  const bridge = (id: StepId, seen = new Set<StepId>()): StepId[] =>
    (law.steps[id]?.after ?? []).flatMap((prior) => {
      if (seen.has(prior)) return [];
      seen.add(prior);
      return ids.has(prior) ? [prior] : bridge(prior, seen);
    });
  const edges = shown.flatMap(([id, step]) =>
    [...new Set(bridge(id))].map((from) => ({ from, to: id, label: step.when?.usual ? undefined : step.when?.says })),
  );
  return { nodes, edges };
}
