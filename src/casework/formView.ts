// src/casework/formView.ts —— 办理一步的表单:fields come from the particulars; this adds what is already known and what already locks it

import type { PlainDate } from '../base/dates.ts';
import { shortCite } from '../law/articles/statutes.ts';
import { bindingOf } from '../law/binding.ts';
import { type At, effective, refusals } from '../law/engine.ts';
import { catalogueHits, isHearable, reportOf } from '../law/facts.ts';
import { isSealed } from '../law/gates/otherPaper.ts';
import { documentsOf, papersFor } from '../law/papers/compose.ts';
import { knownFor } from '../law/papers/form/fromCase.ts';
import type { Paper } from '../law/papers/paper.ts';
import { matterOf } from '../law/papers/pieces/matter.ts';
import { paperFaults } from '../law/papers/whole/mandatory.ts';
import { type FormFault, parseParticulars, publicFields } from '../law/particulars/field.ts';
import { askedOf, withContent } from '../law/particulars/formContent.ts';
import { openedBy, procedureOf } from '../law/procedures/inForce.ts';
import { signersFor, type Viewer } from '../law/procedures/moves.ts';
import type { computeDue } from '../law/reckoning/days.ts';
import { hearingWindow, statementWindow } from '../law/reckoning/windows.ts';
import type { Reason } from '../law/registers.ts';
import { posts } from '../law/registers.ts';
import { type ActType, actorNames, isStep, type StepId, stepNames } from '../law/vocabulary.ts';
import { type CaseView, type NamedPerson, viewCase } from './caseView.ts';
import type { Casework } from './perform.ts';
import { type SanctionChoice, sanctionChoices } from './sanctionChoices.ts';
import { registersFor } from './surroundings.ts';

/** What the form of a step needs: known values with their source, choices drawn from the case, and reasons that already lock it. */
export type FormView = {
  step: StepId;
  /** The act types of the items this procedure serves: what may be chosen from the list. */
  actTypes: ActType[];
  name: string;
  basis: string;
  cite: string;
  actor: string;
  fact: boolean;
  atLeast: number;
  consequence?: string;
  signers: NamedPerson[];
  candidates: NamedPerson[];
  known: Record<string, { value: unknown; source: string }>;
  reasons: Reason[];
  evidence: CaseView['evidence'];
  people: (NamedPerson & { posts: string[]; unit: string })[];
  sanctions?: SanctionChoice[];
  windows: { statement?: DeadlineLite; hearing?: DeadlineLite };
  hearable: boolean;
  hits: string[];
  targets: { n: number; name: string; on: string }[];
  report?: unknown;
  /** Forms of the list a person may write by hand here, with what each asks and what the case already says of it. */
  papers?: HandForm[];
  today: PlainDate;
  n: number;
};
export type HandForm = { code: string; name: string; sealed: boolean; fields: Record<string, unknown>[]; known: Record<string, string> };
type DeadlineLite = { strict: PlainDate; rolled: PlainDate };

/** The form of a step for a viewer. Undefined for an unknown step or case (a new case is asked with an unused id and a procedure's first step). */
export async function viewForm(
  casework: Casework,
  caseId: string,
  step: string,
  viewer: Viewer,
  today: PlainDate,
): Promise<FormView | undefined> {
  if (!isStep(step)) return undefined;
  const { file, n } = await casework.files.load(casework.db, caseId);
  if (file.acts.length === 0 && !openedBy(step, today)) return undefined;
  const snapshot = await casework.registers(casework.db);
  const registers = await registersFor(casework.db, casework.agency, snapshot, file);
  const law = procedureOf(file, today, step);
  const rule = law.steps[step];
  if (!rule) return undefined;
  const signers = signersFor(law, file, step, viewer);
  const at: At = { act: { step, on: today, by: signers, particulars: {} }, file, registers, today, enteredBy: viewer.id };
  const actor = law.actors[rule.actor];
  const people = snapshot.people().map((person) => ({
    id: person.id,
    name: person.name,
    unit: person.unit,
    posts: snapshot.postsOf(person.id, today).map((post) => posts[post]),
  }));
  const named = (id: string) => ({ id, name: registers.person(id)?.name ?? id });
  const known = Object.fromEntries(
    rule.fields.flatMap((field) => {
      const found = field.known?.(file, registers);
      return found ? [[field.key, found]] : [];
    }),
  );
  const lite = (due: ReturnType<typeof computeDue> | undefined) => due && { strict: due.strict, rolled: due.rolled };
  const page = file.acts.length > 0 ? await viewCase(casework, caseId, viewer, today) : undefined;
  const move = page && [...page.moves.mine, ...page.moves.locked].find((each) => each.step === step);
  return {
    step,
    actTypes: law.actTypes,
    name: stepNames[step],
    basis: rule.basis,
    cite: shortCite(rule.basis),
    actor: actorNames[rule.actor],
    fact: rule.fact === true,
    atLeast: actor.atLeast,
    consequence: move?.consequence,
    signers: signers.map(named),
    candidates: people
      .filter((person) => actor.posts.some((post) => snapshot.holds(person.id, post, today)))
      .map(({ id, name }) => ({ id, name })),
    known,
    reasons: refusals(law, at, 'beforeForm'),
    evidence: page?.evidence ?? [],
    people,
    sanctions: step === 'investigationConcluded' ? sanctionChoices(file, registers) : undefined,
    windows: { statement: lite(statementWindow(file, registers)), hearing: lite(hearingWindow(file, registers)) },
    hearable: isHearable(file, registers),
    hits: catalogueHits(file, registers),
    targets: effective(file)
      .filter((act) => !['actCorrected', 'actVoided', 'recordChangeProposed', 'countersigned'].includes(act.step))
      .map((act) => ({ n: act.n, name: stepNames[act.step], on: act.on })),
    report: step === 'investigationConcluded' ? reportOf(file) : undefined,
    papers: rule.fields.some((field) => field.key === 'content' && field.kind === 'group') ? handForms() : undefined,
    today,
    n,
  };

  /** Every form of the list no step of this procedure makes. */
  function handForms(): HandForm[] {
    const matter = matterOf({ file, act: { step: 'paperIssued', on: today, by: [viewer.id], particulars: {} }, made: {}, registers, law });
    return snapshot.forms().flatMap((form) => {
      const at: At = {
        act: { step: 'paperIssued', on: today, by: [], particulars: { form: form.code } },
        file,
        registers,
        today,
        enteredBy: viewer.id,
      };
      if (rule!.gates?.some((gate) => gate.id === 'paperOfNoStep' && !gate.holds(at))) return [];
      return [
        { code: form.code, name: form.name, sealed: isSealed(form), fields: publicFields(askedOf(form)), known: knownFor(form, matter) },
      ];
    });
  }
}

export type Tried = { faults: FormFault[]; reasons: Reason[]; papers: Paper[] };

/** Judges a draft without recording it: faults of the form, every reason it would be refused for, and the papers it would issue (without numbers). */
export async function tryAct(
  casework: Casework,
  draft: { caseId: string; step: string; on: PlainDate; by: string[]; particulars: unknown; enteredBy: string },
  today: PlainDate,
): Promise<Tried | undefined> {
  if (!isStep(draft.step)) return undefined;
  const step: StepId = draft.step;
  const { file } = await casework.files.load(casework.db, draft.caseId);
  const registers = await registersFor(casework.db, casework.agency, await casework.registers(casework.db), file, draft.particulars);
  const law = procedureOf(file, today, step);
  const parsed = parseParticulars(withContent(law.steps[step]?.fields ?? [], draft.particulars, registers), draft.particulars);
  if (!parsed.ok) return { faults: parsed.faults, reasons: [], papers: [] };
  const act = { step, on: draft.on, by: draft.by, particulars: parsed.particulars };
  const reasons = refusals(law, { act, file, registers, today, enteredBy: draft.enteredBy });
  // Out of order there is nothing to preview: a paper speaks of what went before.
  const at = { file, act, made: bindingOf(file, act, registers), registers, law };
  // Who proposes a paper sees the one the head will issue.
  if (step === 'paperProposed' && reasons.length === 0)
    return { faults: [], reasons, papers: papersFor({ ...at, act: { ...act, step: 'paperIssued' } }) };
  const inOrder =
    documentsOf(at).length > 0 && !reasons.some((reason) => reason.gate.startsWith('after:') || reason.gate === 'paperOfNoStep');
  const papers = inOrder ? papersFor(at) : [];
  return { faults: [], reasons: [...reasons, ...paperFaults(at, papers)], papers };
}
