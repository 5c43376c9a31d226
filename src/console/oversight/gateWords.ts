// src/console/oversight/gateWords.ts —— 被拒的理由:a gate's id told in its own sentence, with its article; from the same table that refuses
import type { Gate } from '../../law/engine.ts';
import { procedures } from '../../law/procedures/inForce.ts';
import { isStep, type StepId, stepNames } from '../../law/vocabulary.ts';

export type Words = { says: string; basis?: string };

const gates = new Map<string, Words>();
const bases = new Map<string, string>();
for (const law of procedures) {
  const all: Gate[] = [
    ...law.always,
    ...law.facts,
    ...Object.values(law.actors).flatMap((actor) => actor.gates),
    ...Object.values(law.steps).flatMap((step) => step?.gates ?? []),
  ];
  for (const { id, says, basis } of all) gates.set(id, { says, basis });
  for (const [step, rule] of Object.entries(law.steps)) bases.set(step, rule!.basis);
}

/** after:noticeServed → 须先事先告知; a gate → its sentence; an id no procedure knows any more as it is. */
export function gateWords(gate: string, of?: string): Words {
  const [kind, step = ''] = gate.split(':');
  const name = isStep(step) ? stepNames[step as StepId] : undefined;
  if (kind === 'after' && name) return { says: `须先${name}`, basis: bases.get(step) };
  if (kind === 'unless' && name) return { says: `已经${name}，不再需要这一环节`, basis: of && bases.get(of) };
  if (gate === 'once') return { says: '已经办过', basis: of && bases.get(of) };
  if (gate === 'when') return { says: '本案没有这一环节', basis: of && bases.get(of) };
  return gates.get(gate) ?? { says: gate };
}
