// src/law/standing.ts —— 办到哪一步:where a case stands, folded from its acts and the procedure
import type { PlainDate } from '../base/dates.ts';
import { type CaseFile, done, isOwed, last, missingBefore, once, type Procedure, type Step } from './engine.ts';
import type { Registers } from './registers.ts';
import { type ActorId, type StageId, type StepId, stages } from './vocabulary.ts';

export type Standing = {
  status: 'open' | 'closed' | 'ended';
  /** Owed steps whose prior steps are all done: whose turn it is. */
  next: { step: StepId; actor: ActorId; stage: StageId }[];
  stage: StageId;
  strip: { stage: StageId; name: string; state: 'done' | 'here' | 'todo' | 'notOwed'; on?: PlainDate }[];
};

/** What comes next, and at which stage. */
export function nextOf(law: Procedure, file: CaseFile, registers: Registers): Omit<Standing, 'strip'> {
  const status = once(file, 'caseClosed') ? 'closed' : law.ends.some((end) => once(file, end)) ? 'ended' : 'open';
  const next = stepsOf(law)
    .filter(([id, step]) => !step.fact && isOwed(law, file, id, registers) && (!done(law, file, id) || step.redo?.(file) === true))
    .filter(([id, step]) => missingBefore(law, file, id, registers).length === 0 && (status === 'open' || step.afterClosing))
    .map(([step, { actor, stage }]) => ({ step, actor, stage }));
  return { status, next, stage: next[0]?.stage ?? 'closing' };
}

const entries = new WeakMap<Procedure, [StepId, Step][]>();
function stepsOf(law: Procedure): [StepId, Step][] {
  const known = entries.get(law) ?? (Object.entries(law.steps) as [StepId, Step][]);
  entries.set(law, known);
  return known;
}

/** The stages a procedure has, in their order. */
export function stagesOf(law: Procedure): readonly StageId[] {
  const known = courses.get(law);
  if (known) return known;
  const own = new Set(stepsOf(law).map(([, { stage }]) => stage));
  const course = (Object.keys(stages) as StageId[]).filter((id) => own.has(id));
  courses.set(law, course);
  return course;
}
const courses = new WeakMap<Procedure, readonly StageId[]>();

/** Where the case stands: what comes next, at which stage, and the strip of stages. */
export function standingOf(law: Procedure, file: CaseFile, registers: Registers): Standing {
  const all = stepsOf(law);
  const { status, next, stage } = nextOf(law, file, registers);
  const strip = stagesOf(law).map((id) => ({ stage: id, name: stages[id], ...stateOf(id) }));
  return { status, next, stage, strip };

  function stateOf(id: StageId): { state: Standing['strip'][number]['state']; on?: PlainDate } {
    const steps = all.filter(
      ([step, rule]) =>
        rule.stage === id &&
        ![
          'backdatingApproved',
          'recordChangeProposed',
          'actCorrected',
          'actVoided',
          'countersigned',
          'paperProposed',
          'paperIssued',
        ].includes(step),
    );
    const acts = steps.flatMap(([step]) => last(file, step) ?? []);
    const on = acts
      .map((act) => act.on)
      .sort()
      .at(-1);
    if (status === 'open' && id === stage) return { state: 'here', on };
    const open = steps.some(([step]) => isOwed(law, file, step, registers) && !done(law, file, step));
    if (acts.length > 0 && (!open || status !== 'open')) return { state: 'done', on };
    const possible = status === 'open' && (open || (steps.some(([, rule]) => rule.optional || rule.when) && isAhead(id)));
    return { state: possible ? 'todo' : 'notOwed', on };
  }
  function isAhead(id: StageId): boolean {
    const order = Object.keys(stages);
    return order.indexOf(id) > order.indexOf(stage);
  }
}
