// src/law/procedures/moves.ts —— 下一步可以办什么、由谁办：every open step with all reasons that lock it
import type { PlainDate } from '../../base/dates.ts';
import type { Cite } from '../articles/statutes.ts';
import { type At, type CaseFile, done, handlersOf, isOwed, once, type Procedure, refusals, type Step } from '../engine.ts';
import { isDelegated } from '../gates/delegation.ts';
import type { PersonId, Post, Reason, Registers } from '../registers.ts';
import type { ActorId, StepId } from '../vocabulary.ts';

export type Move = { step: StepId; actor: ActorId; basis: Cite; turn: 'mine' | 'others'; reasons: Reason[]; fact: boolean; owed: boolean };

export type Viewer = { id: PersonId; posts: Post[] };

/** May this person sign (or, for facts, record) the step as far as posts go? */
export const mayHold = (law: Procedure, step: StepId, viewer: Viewer): boolean => {
  const rule = law.actors[law.steps[step]!.actor];
  return rule.posts.some((post) => viewer.posts.includes(post));
};

/** Every step that has not run its course, with all reasons that lock it, before any click. */
export function moves(law: Procedure, file: CaseFile, viewer: Viewer, registers: Registers, today: PlainDate): Move[] {
  const out: Move[] = [];
  for (const [id, step] of Object.entries(law.steps) as [StepId, Step][]) {
    if (!step.repeats && done(law, file, id)) continue;
    if (step.when && !step.when.holds(file, registers)) continue;
    if ((step.unless ?? []).some((other) => done(law, file, other))) continue;
    // A fact that has nothing to answer to yet is not offered (it is still recordable).
    if (step.fact && !(step.after ?? []).every((prior) => done(law, file, prior))) continue;
    if (step.fact && !step.afterClosing && once(file, 'caseClosed')) continue;
    const signers = signersFor(law, file, id, viewer);
    const at: At = { act: { step: id, on: today, by: signers, particulars: {} }, file, registers, today, enteredBy: viewer.id };
    const mine = mayHold(law, id, viewer) || (step.actor === 'head' && isDelegated(at, viewer.id));
    const personal = new Set(law.actors[step.actor].gates.map((rule) => rule.id));
    const reasons = refusals(law, at, 'beforeForm').filter((reason) => mine || !personal.has(reason.gate));
    out.push({
      step: id,
      actor: step.actor,
      basis: step.basis,
      turn: mine ? 'mine' : 'others',
      reasons,
      fact: step.fact === true,
      owed: isOwed(law, file, id, registers),
    });
  }
  return out;
}

/** Who would sign: the viewer, and for acts of two officers the case's other handlers. */
export function signersFor(law: Procedure, file: CaseFile, id: StepId, viewer: Viewer): PersonId[] {
  const rule = law.actors[law.steps[id]!.actor];
  if (rule.atLeast < 2) return [viewer.id];
  const handlers = handlersOf(file).filter((person) => person !== viewer.id);
  return [viewer.id, ...handlers].slice(0, Math.max(rule.atLeast, 1));
}
