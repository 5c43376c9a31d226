// src/law/walk/testLightWalk.ts —— 随机走案，不论程序：seeded acts of any procedure through the real decide; for tests
import { defaultsFor } from '../../../stories/defaults.ts';
import { addDays, type PlainDate } from '../../base/dates.ts';
import { bindingOf } from '../binding.ts';
import { allOf, type CaseFile, decide, effective, evolve, type Gate, handlersOf, type Procedure, type RecordedAct } from '../engine.ts';
import type { Party } from '../facts.ts';
import { evidenceOf, openProposals } from '../facts.ts';
import { type Particulars, parseParticulars } from '../particulars/field.ts';
import type { Registers } from '../registers.ts';
import { nextOf } from '../standing.ts';
import type { StepId } from '../vocabulary.ts';
import { picker, seeded } from './testScene.ts';

const officers = ['panjin-p01', 'panjin-p02'];
const everyone = Array.from({ length: 16 }, (_, i) => `panjin-p${String(i + 1).padStart(2, '0')}`).concat('panjin-p24');
const one: Partial<Record<string, string>> = {
  sectionHead: 'panjin-p07',
  stater: 'panjin-p07',
  reviewer: 'panjin-p09',
  head: 'panjin-p11',
  issuer: 'panjin-p11',
  host: 'panjin-p15',
  publicityOfficer: 'panjin-p14',
  archivist: 'panjin-p13',
};

/** What an invariant sees: the counting acts before, and the act just recorded. It is stated over them alone, without asking a gate. */
export type Seen = { before: RecordedAct[]; act: RecordedAct; registers: Registers };
export type Invariants = Record<string, (seen: Seen) => string | false | undefined>;
/** A walk of one procedure. `extra` fills what the defaults leave open, `spoils` are values a form lets pass, `aside` steps worth trying. */
export type LightWalk = {
  law: Procedure;
  registers: Registers;
  party: Party;
  item: string;
  start: PlainDate;
  attempts: number;
  extra: (step: StepId, at: { file: CaseFile; on: PlainDate; random: () => number }) => Particulars;
  spoils: Particulars[];
  aside: StepId[];
  /** A day somebody was called to: calendars are kept. */
  calledOn?: (file: CaseFile) => PlainDate | undefined;
  invariants: Invariants;
};
export type Walked = { file: CaseFile; refused: Set<string>; broken: string[]; checked: Map<string, number> };

/** Walks once from a seed; the same seed walks the same way everywhere. */
export function walkLightly(of: LightWalk, seed: number): Walked {
  const random = seeded(seed);
  const out: Walked = { file: { id: `walk${seed}`, acts: [] }, refused: new Set(), broken: [], checked: new Map() };
  let today = of.start;
  for (let i = 0; i < of.attempts; i++) {
    const called = of.calledOn?.(out.file);
    if (called && called > today && random() < 0.3) today = called;
    if (random() < (called === today ? 0.02 : 0.35)) today = addDays(today, Math.floor(random() ** 2 * 9));
    const { file } = out;
    const act = draw(of, file, today, random);
    const parsed = parseParticulars(of.law.steps[act.step]!.fields, act.particulars);
    if (!parsed.ok) continue;
    const whole = { ...act, particulars: parsed.particulars };
    const at = { act: whole, file, registers: of.registers, today, enteredBy: act.by[0] ?? officers[0]! };
    const decision = decide(of.law, at);
    if ('refused' in decision) for (const { gate } of decision.refused) out.refused.add(gate);
    else record(of, out, whole, today, at.enteredBy, seed);
  }
  return out;
}

function record(
  of: LightWalk,
  out: Walked,
  act: Omit<RecordedAct, 'id' | 'n' | 'recordedAt' | 'recordedOn' | 'enteredBy'>,
  today: PlainDate,
  by: string,
  seed: number,
) {
  const n = out.file.acts.length + 1;
  const made = bindingOf(out.file, act, of.registers);
  const recorded: RecordedAct = {
    ...act,
    made,
    id: `${seed}-${n}`,
    n,
    recordedAt: `${today}T02:00:00.000Z`,
    recordedOn: today,
    enteredBy: by,
  };
  for (const [name, broken] of Object.entries(of.invariants)) {
    const wrong = broken({ before: effective(out.file), act: recorded, registers: of.registers });
    if (wrong === undefined) continue; // not about this step
    out.checked.set(name, (out.checked.get(name) ?? 0) + 1);
    if (wrong) out.broken.push(`walk ${seed}, act ${n} ${act.step}: ${name}: ${wrong}`);
  }
  out.file = evolve(out.file, recorded);
}

function draw(of: LightWalk, file: CaseFile, today: PlainDate, random: () => number) {
  const pick = picker(random);
  const byHand: StepId[] = ['paperProposed', 'paperIssued'];
  const step =
    file.acts.length === 0
      ? of.law.opens
      : random() < 0.82
        ? likely(of, file, random)
        : pick((Object.keys(of.law.steps) as StepId[]).filter((each) => !byHand.includes(each)));
  const alone = random() < 0.04; // one of two signs, the other does not
  const by =
    random() < 0.94
      ? signers(of.law, file, step).slice(0, alone ? 1 : 2)
      : Array.from({ length: Math.floor(random() * 3) }, () => pick(everyone));
  const on = random() < 0.95 ? today : addDays(today, pick([-1, -3, -30, 1]));
  const usual = defaultsFor(
    step,
    {
      story: { item: of.item, party: of.party },
      on,
      by: handlersOf(file).length > 1 ? handlersOf(file) : officers,
      evidence: evidenceOf(file),
    },
    of.law.opens,
  );
  const values: Particulars = { ...usual, ...inRecords(step, file, by), ...of.extra(step, { file, on, random }) };
  if (random() < 0.12) Object.assign(values, Object.fromEntries(Object.entries(pick(of.spoils)).filter(([key]) => key in values)));
  const late = of.law.steps[step]!.late;
  if (on < today && late && random() < 0.8) values.backdateGround = pick(late);
  return { step, on, by, particulars: asked(of.law, step, values) };
}

function likely(of: LightWalk, file: CaseFile, random: () => number): StepId {
  const pick = picker(random);
  if (unsigned(file).length > 0 && random() < 0.6) return 'countersigned';
  if (openProposals(file, 'voided').length > 0 && random() < 0.5) return 'actVoided';
  const next = nextOf(of.law, file, of.registers).next.map(({ step }) => step);
  return next.length > 0 && random() < 0.8 ? pick(next) : pick([...of.aside, 'recordChangeProposed']);
}

function signers(law: Procedure, file: CaseFile, step: StepId): string[] {
  const { actor } = law.steps[step]!;
  const pair = handlersOf(file).length >= 2 ? handlersOf(file).slice(0, 2) : officers;
  if (step === 'countersigned')
    return unsigned(file)
      .slice(0, 1)
      .map(({ id }) => id);
  return actor === 'officers' ? pair : one[actor] ? [one[actor]] : pair.slice(0, 1);
}

/** What steps about the records ask. */
function inRecords(step: StepId, file: CaseFile, by: string[]): Particulars {
  if (step === 'countersigned')
    return {
      acts: unsigned(file)
        .filter(({ id }) => id === by[0])
        .map(({ n }) => ({ act: n })),
    };
  if (step === 'recordChangeProposed') return { change: 'voided', act: file.acts.at(-1)?.n ?? 1 };
  if (step === 'actVoided') return { act: openProposals(file, 'voided')[0]?.particulars.act ?? 1 };
  return {};
}
const unsigned = (file: CaseFile) => {
  const signed = allOf(file, 'countersigned').flatMap((act) =>
    (act.particulars.acts as { act: number }[]).map((row) => `${row.act}/${act.by[0]}`),
  );
  return effective(file).flatMap((act) =>
    act.by.filter((id) => id !== act.enteredBy && !signed.includes(`${act.n}/${id}`)).map((id) => ({ n: act.n, id })),
  );
};

/** Leaves out what the step does not know or the other answers do not ask for. */
function asked(law: Procedure, step: StepId, values: Particulars): Particulars {
  const fields = new Map(law.steps[step]!.fields.map((field) => [field.key, field]));
  return Object.fromEntries(
    Object.entries(values).filter(([key, value]) => {
      const field = fields.get(key);
      return value !== undefined && field && (!field.only || field.only.is.includes(values[field.only.key] as never));
    }),
  );
}

/** The procedure without one gate. */
export function lawWithout(law: Procedure, id: string): Procedure {
  const less = (gates: Gate[] = []) => gates.filter((gate) => gate.id !== id);
  const actors = Object.fromEntries(Object.entries(law.actors).map(([name, actor]) => [name, { ...actor, gates: less(actor.gates) }]));
  const steps = Object.fromEntries(Object.entries(law.steps).map(([name, step]) => [name, { ...step, gates: less(step.gates) }]));
  return { ...law, always: less(law.always), facts: less(law.facts), actors: actors as Procedure['actors'], steps };
}
