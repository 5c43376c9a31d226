// src/law/engine.ts —— 此行为现在合法吗，发生过什么；到期的、下一步的、公众看的，见 reckoning/deadlines、procedures/moves、procedures/flowchart
// A procedure is a partial order of duties plus a few absolute prohibitions; this file runs the table and knows no rule itself.
import type { PlainDate } from '../base/dates.ts';
import type { Cite } from './articles/statutes.ts';
import type { Field, Particulars } from './particulars/field.ts';
import type { Pause, Term } from './reckoning/days.ts';
import type { PersonId, Post, Reason, Registers } from './registers.ts';
import { type ActorId, type ActType, type BackdateGround, matterSteps, type StageId, type StepId, stepNames } from './vocabulary.ts';

/** An act as submitted: what, when it happened (Asia/Shanghai), who signs it, and its particulars. */
export type Act = { step: StepId; on: PlainDate; by: PersonId[]; particulars: Particulars };
/** An act in the file. Two times: `on` it happened, `recordedAt` (ISO instant) and `recordedOn` (Shanghai date) it was recorded. */
export type RecordedAct = Act & { id: string; n: number; recordedAt: string; recordedOn: PlainDate; enteredBy: PersonId; made?: Made };
/** What the system adds at recording: document and case numbers, and the draft a review, notice or decision is bound to. */
export type Made = {
  numbers?: Record<string, string>;
  /** Codes of the papers the act issued, as they were committed with it. */
  papers?: string[];
  bound?: { digest: string; subject: Record<string, unknown> };
  hearable?: boolean;
  /** Entries of the review catalogue a case stated "not major" hits nevertheless. */
  hits?: string[];
  publishEnds?: PlainDate;
  /** The day the paper counts as served, where that is not the day of the record (民诉法§90, §91, §94, §95). */
  servedOn?: PlainDate;
};
/** A case is the list of its acts, and nothing else. */
export type CaseFile = { id: string; acts: RecordedAct[] };

/** What a rule may look at. `today` is the day of recording. */
export type At = { act: Act; file: CaseFile; registers: Registers; today: PlainDate; enteredBy: PersonId };

/** A claim that must hold, with the article and the sentence the user reads. `detail` says what exactly fails and what to do. */
export type Gate = {
  id: string;
  basis: Cite;
  says: string;
  holds: (at: At) => boolean;
  detail?: (at: At) => string | undefined;
  /** True when the claim is about what the form says and cannot be asked before it is filled in; a step's name when only that step's form says it. */
  ofForm?: true | StepId;
  /** Steps without which there is nothing to judge yet. */
  rests?: StepId[];
};
/** `usual`: it holds in the common course, and the citizen's flowchart draws the step as one of it. */
export type Condition = { says: string; usual?: true; holds: (file: CaseFile, registers: Registers) => boolean };
/** One running of a term: from when, and when what it is for was done. `late`: a term of hours was missed, whatever the days say. */
export type Run = { from: PlainDate; metOn?: PlainDate; late?: boolean };
export type Within = {
  /** Its length; `file` where an extension or the kind of case changes it. */
  term: (registers: Registers, on: PlainDate, file?: CaseFile) => Term;
  from: StepId;
  says: string;
  /** An alarm of its own: it runs though the step is owed to nobody. */
  always?: true;
  /** Where the step itself does not say it all: several runnings, or a term met by a fact. Otherwise from `from` to the step. */
  runs?: (file: CaseFile, registers: Registers) => Run[];
  /** Stretches the statute takes out of the term, and only those it names (强制法§25、许可法§45). */
  pauses?: (file: CaseFile, registers: Registers) => Pause[];
};

export type Numbers = Readonly<Record<string, string>>;

export type Step = {
  stage: StageId;
  actor: ActorId;
  basis: Cite;
  /** Prior steps, each owed only if it applies (its `when` holds and no `unless` took its place). */
  after?: StepId[];
  when?: Condition;
  /** Steps that take this one's place or leave no room for it: done, this one is neither owed nor possible. */
  unless?: StepId[];
  optional?: true;
  /** May happen again (evidence, payments); others happen once unless something they rest on changed. */
  repeats?: true;
  /** Steps after which this one may, and if owed must, be done anew. */
  renewedBy?: StepId[];
  /** It comes next again while this holds, though it happened (a review that did not pass, a notice that says something else). The gates say why. */
  redo?: (file: CaseFile) => boolean;
  /** Facts cannot be refused: only their form is checked. */
  fact?: true;
  gates?: Gate[];
  within?: Within;
  documents?: string[]; // form codes
  /** The steps whose papers it serves, where they are not the steps before it. */
  serves?: StepId[];
  /** 文种代字 of the numbers the act takes, by form code (or `clue`, `case`): each series is without gaps. A function where case or act decides. */
  numbers?: Numbers | ((at: Pick<At, 'act' | 'file' | 'registers'>) => Numbers);
  recording?: 'required' | 'advised';
  /** Still possible after the case is closed. */
  afterClosing?: true;
  /** Grounds on which it may be recorded on a later day than it happened; without any it is recorded on its day. */
  late?: readonly BackdateGround[];
  /** Inner step: not drawn on the citizen's flowchart. */
  inner?: true;
  fields: Field[];
};
export type ActorRule = { posts: Post[]; atLeast: number; gates: Gate[] };
export type Procedure = {
  id: string;
  version: string;
  name: string;
  inForceFrom: PlainDate;
  /** The act types of the items it serves. */
  actTypes: ActType[];
  /** Its first step, which no other procedure opens with: the procedure of a case is known by its first act. */
  opens: StepId;
  /** The step by which the authority takes the matter up (立案, 受理): its day counts, and its number is the number of the case. */
  files: StepId;
  /** The step that decides, and the form whose number is the number of the decision. */
  decision?: { step: StepId; form: string };
  /** Its cases come in by import only: nobody begins one, and there is no course of it to show. */
  byImport?: true;
  /** Steps that end a case beside `caseClosed`. */
  ends: StepId[];
  actors: Record<ActorId, ActorRule>;
  /** Gates every act passes (dates, closed case, identity). */
  always: Gate[];
  /** The only claims a fact must meet beside its form. */
  facts: Gate[];
  steps: Partial<Record<StepId, Step>>;
};

export const gate = (id: string, basis: Cite, says: string, holds: Gate['holds'], detail?: Gate['detail']): Gate => ({
  id,
  basis,
  says,
  holds,
  detail,
});
export const formGate = (id: string, basis: Cite, says: string, holds: Gate['holds'], detail?: Gate['detail']): Gate => ({
  id,
  basis,
  says,
  holds,
  detail,
  ofForm: true,
});
/** The claim, silent in an act out of order until these steps have happened. */
export const resting = (rests: StepId[], rule: Gate): Gate => ({ ...rule, rests });
export const condition = (says: string, holds: Condition['holds']): Condition => ({ says, holds });

// ---- what has happened -------------------------------------------------------------------------------------------------

/** Adds a lawful act. */
export const evolve = (file: CaseFile, act: RecordedAct): CaseFile => ({ ...file, acts: [...file.acts, act] });

const effectiveCache = new WeakMap<CaseFile, RecordedAct[]>();
/** The acts that count: voided ones dropped, corrected ones with their corrected particulars; the records of correction stay last in force. */
export function effective(file: CaseFile): RecordedAct[] {
  const known = effectiveCache.get(file);
  if (known) return known;
  const voided = new Set<number>();
  const corrected = new Map<number, Particulars>();
  for (const act of file.acts) {
    if (act.step === 'actVoided') voided.add(act.particulars.act as number);
    if (act.step === 'actCorrected') {
      const n = act.particulars.act as number;
      corrected.set(n, { ...corrected.get(n), ...(act.particulars.corrected as Particulars) });
    }
  }
  const acts = file.acts
    .filter((act) => !voided.has(act.n))
    .map((act) => (corrected.has(act.n) ? { ...act, particulars: { ...act.particulars, ...corrected.get(act.n) } } : act));
  effectiveCache.set(file, acts);
  return acts;
}

const placesCache = new WeakMap<CaseFile, Map<StepId, number>>();
/** Where among the counting acts each step was done last. */
function places(file: CaseFile): Map<StepId, number> {
  const known = placesCache.get(file) ?? new Map(effective(file).map((act, place) => [act.step, place]));
  placesCache.set(file, known);
  return known;
}

/** Latest counting act of a step, or undefined. */
export function last(file: CaseFile, step: StepId): RecordedAct | undefined {
  const place = places(file).get(step);
  return place === undefined ? undefined : effective(file)[place];
}
/** All counting acts of the steps, oldest first. */
export const allOf = (file: CaseFile, ...steps: StepId[]): RecordedAct[] => effective(file).filter((act) => steps.includes(act.step));
/** Has the step happened (and counts)? */
export const once = (file: CaseFile, step: StepId): boolean => places(file).has(step);
/** Did one of `others` happen after the latest `step`? */
export function since(file: CaseFile, step: StepId, others: readonly StepId[]): boolean {
  const at = places(file);
  const place = at.get(step) ?? -1;
  return others.some((other) => (at.get(other) ?? -1) > place);
}
/** A step counts as done while nothing renewed it. */
export const done = (law: Procedure, file: CaseFile, step: StepId): boolean =>
  once(file, step) && !since(file, step, law.steps[step]?.renewedBy ?? []);

// ---- is this act lawful now? ---------------------------------------------------------------------------------------------

/** Is the step owed in this file: not optional, not replaced, its condition met? */
export function isOwed(law: Procedure, file: CaseFile, id: StepId, registers: Registers): boolean {
  const step = law.steps[id];
  return (
    step !== undefined &&
    !step.optional &&
    !(step.unless ?? []).some((other) => done(law, file, other)) &&
    (step.when?.holds(file, registers) ?? true)
  );
}

/**
 * Prior steps still missing. A conditional step that is owed must be done; one that is not owed does not stand in the way. What the prior
 * steps rest on must not have been voided either.
 */
export function missingBefore(law: Procedure, file: CaseFile, id: StepId, registers: Registers): StepId[] {
  const missing = new Set<StepId>();
  const seen = new Set<StepId>();
  const look = (step: StepId, stands: (prior: StepId) => boolean) => {
    for (const prior of law.steps[step]?.after ?? []) {
      if (seen.has(prior)) continue;
      seen.add(prior);
      const rule = law.steps[prior]!;
      if (!(isOwed(law, file, prior, registers) || (rule.optional === true && !rule.when))) continue;
      if (stands(prior)) look(prior, (each) => once(file, each));
      else missing.add(prior);
    }
  };
  look(id, (prior) => done(law, file, prior));
  return [...missing];
}

const ask = (gates: readonly Gate[], at: At): Reason[] =>
  gates.filter((rule) => !rule.holds(at)).map((rule) => ({ gate: rule.id, basis: rule.basis, says: rule.says, detail: rule.detail?.(at) }));

/** Has everything the claim is about happened, or is it said by this act itself? */
const canJudge = ({ rests = [] }: Gate, { act, file }: At): boolean => rests.every((step) => step === act.step || once(file, step));

/** Why may this act not be done? Every reason at once, each with its article; empty when it is lawful. Facts are never refused on the merits. */
export function refusals(law: Procedure, at: At, scope: 'beforeForm' | 'whole' = 'whole'): Reason[] {
  const { act, file, registers } = at;
  const step = law.steps[act.step];
  if (!step) return [{ gate: 'stepKnown', basis: '本局规定§1', says: `${law.name}没有“${stepNames[act.step]}”环节` }];
  const asked = (gates: readonly Gate[]) =>
    ask(
      gates.filter((rule) => scope === 'whole' || (rule.ofForm !== true && rule.ofForm !== act.step)),
      at,
    );
  if (step.fact)
    return [...asked(law.facts), ...asked(law.actors[step.actor].gates), ...asked((step.gates ?? []).filter((rule) => rule.ofForm))];
  const missing = missingBefore(law, file, act.step, registers);
  const reasons = missing.map(
    (prior): Reason => ({ gate: `after:${prior}`, basis: law.steps[prior]!.basis, says: `须先${stepNames[prior]}` }),
  );
  if (step.when && !step.when.holds(file, registers))
    reasons.push({ gate: 'when', basis: step.basis, says: `只在${step.when.says}时才有这一环节` });
  const replacing = (step.unless ?? []).filter((other) => done(law, file, other));
  reasons.push(
    ...replacing.map(
      (other): Reason => ({ gate: `unless:${other}`, basis: step.basis, says: `已经${stepNames[other]}，不再需要这一环节` }),
    ),
  );
  if (!step.repeats && done(law, file, act.step))
    reasons.push({
      gate: 'once',
      basis: step.basis,
      says: `“${stepNames[act.step]}”已经办过`,
      detail: '需要更改时，请用“更正记录”或者“作废记录”。',
    });
  return [
    ...reasons,
    ...asked(law.always),
    ...asked(law.actors[step.actor].gates),
    // Out of order, a gate about something that is not there yet says nothing: it would only repeat "first do X".
    ...asked((step.gates ?? []).filter((rule) => missing.length === 0 || canJudge(rule, at))),
    ...(act.step === 'actCorrected' && scope === 'whole' ? newlyRefused(law, at) : []),
  ];
}

/** A correction may not make of an act what could not have been done: whatever the corrected act would now be refused for, it is refused for. */
function newlyRefused(law: Procedure, { act, file, registers }: At): Reason[] {
  const target = effective(file).find((each) => each.n === act.particulars.act);
  if (!target || !law.steps[target.step]) return [];
  const before: CaseFile = { id: file.id, acts: file.acts.filter((each) => each.n < target.n) };
  const judge = (each: RecordedAct) =>
    refusals(law, { act: each, file: before, registers, today: each.recordedOn, enteredBy: each.enteredBy });
  const known = new Set(judge(target).map((reason) => reason.gate));
  const corrected = { ...target, particulars: { ...target.particulars, ...(act.particulars.corrected as Particulars | undefined) } };
  return judge(corrected).filter((reason) => !known.has(reason.gate));
}

export type Decision = { recorded: Act } | { refused: Reason[] };
/** Decides one act: recorded, or refused with every reason. */
export function decide(law: Procedure, at: At): Decision {
  const refused = refusals(law, at);
  return refused.length > 0 ? { refused } : { recorded: at.act };
}

// ---- who handles the case ------------------------------------------------------------------------------------------------

/** The act that says whom and what the case is about: the latest of the matter steps. */
export const matterAct = (file: CaseFile): RecordedAct | undefined =>
  matterSteps.map((step) => last(file, step)).reduce((found, act) => (act && act.n > (found?.n ?? 0) ? act : found), undefined);

/** The case's handlers (承办人): named when filing was proposed, less who was recused or replaced, plus who took over; before that whoever verified the clue. */
export function handlersOf(file: CaseFile): PersonId[] {
  const proposed = matterAct(file);
  const named = proposed
    ? [...((proposed.particulars.handlers as PersonId[] | undefined) ?? []), ...proposed.by]
    : (last(file, 'clueVerified')?.by ?? last(file, 'clueRegistered')?.by ?? []);
  const handlers = new Set(named);
  for (const { particulars } of allOf(file, 'recusalDecided', 'handlerReplaced').filter((act) => act.particulars.outcome !== 'refused')) {
    handlers.delete((particulars.about ?? particulars.replaced) as PersonId);
    if (typeof particulars.successor === 'string') handlers.add(particulars.successor);
  }
  return [...handlers];
}
