// src/law/reckoning/deadlines.ts —— 什么到期：every term that runs or ran in a case, with its computation
import type { PlainDate } from '../../base/dates.ts';
import type { Cite } from '../articles/statutes.ts';
import { type CaseFile, done, isOwed, last, once, type Procedure, type Run, type Step, type Within } from '../engine.ts';
import type { Registers } from '../registers.ts';
import type { StepId } from '../vocabulary.ts';
import { type Computation, computeDue } from './days.ts';

export type Deadline = { step: StepId; says: string; basis: Cite; due: Computation; state: 'running' | 'met' | 'late'; doneOn?: PlainDate };

/**
 * Every term that runs or ran, with its computation. A late act is recordable and counted late: after the rolled date (节假日顺延);
 * who has to act is warned by the strict one (`due.remindOn`).
 */
export function deadlines(law: Procedure, file: CaseFile, registers: Registers, today: PlainDate): Deadline[] {
  const ended = law.ends.some((end) => once(file, end));
  return (Object.entries(law.steps) as [StepId, Step][]).flatMap(([id, step]) => {
    const { within } = step;
    if (!within) return [];
    return runsOf(law, file, id, within, registers).flatMap(({ from, metOn, late }) => {
      const pointless = (ended && !step.afterClosing) || (step.optional && once(file, 'caseClosed'));
      if (!metOn && !within.always && (pointless || !isOwed(law, file, id, registers))) return [];
      const term = within.term(registers, from, file);
      const due = computeDue(from, term, registers.calendar, within.pauses?.(file, registers));
      const state = late || (metOn ?? today) > due.rolled ? 'late' : metOn ? 'met' : 'running';
      return [{ step: id, says: within.says, basis: term.basis, due, state, doneOn: metOn } as const];
    });
  });
}

function runsOf(law: Procedure, file: CaseFile, id: StepId, within: Within, registers: Registers): Run[] {
  if (within.runs) return within.runs(file, registers);
  const from = last(file, within.from)?.on;
  return from ? [{ from, metOn: done(law, file, id) ? last(file, id)!.on : undefined }] : [];
}
