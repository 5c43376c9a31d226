// src/casework/caseView.ts —— 案件页:everything an official needs to see of a case, with personal data cut until asked for

import type { PlainDate } from '../base/dates.ts';
import { shortCite } from '../law/articles/statutes.ts';
import { type Change, changesBetween, reviewOf, subjectDigest, subjectOf } from '../law/binding.ts';
import { effective, handlersOf, last, type RecordedAct } from '../law/engine.ts';
import {
  catalogueHits,
  evidenceIn,
  evidenceOf,
  itemOf,
  madeOf,
  partyOf,
  reportOf,
  unquotedEvidence,
  unquotedRecords,
} from '../law/facts.ts';
import { unsigned } from '../law/gates/countersigning.ts';
import { crimeReached } from '../law/gates/crime.ts';
import { major, reviewStands } from '../law/gates/review.ts';
import { papersOf } from '../law/papers/whole/issued.ts';
import { papersOwed } from '../law/papers/whole/owed.ts';
import { withContent } from '../law/particulars/formContent.ts';
import { procedureOf } from '../law/procedures/inForce.ts';
import { type Move, moves, type Viewer } from '../law/procedures/moves.ts';
import { accountOf } from '../law/reckoning/account.ts';
import { type ExplainedLine, explain } from '../law/reckoning/days.ts';
import { type Deadline, deadlines } from '../law/reckoning/deadlines.ts';
import type { EvidenceFacts, Reason } from '../law/registers.ts';
import { type Standing, standingOf } from '../law/standing.ts';
import { actorNames, type StepId, stages, stepNames } from '../law/vocabulary.ts';
import { causeShown, maskedParty, numbersOf } from './caseRow.ts';
import type { Casework } from './perform.ts';
import { cutPersonal, type ReadField, readFields } from './readFields.ts';
import { sanctionSays } from './sanctionChoices.ts';
import { registersFor } from './surroundings.ts';
import { withholderOf, withholdIn } from './withheld.ts';

export type NamedPerson = { id: string; name: string };
export type ActView = {
  n: number;
  id: string;
  step: StepId;
  name: string;
  stage: string;
  basis: string;
  fact: boolean;
  on: PlainDate;
  recordedAt: string;
  by: NamedPerson[];
  /** Ids of those who have still to confirm it as their own. */
  awaits: string[];
  enteredBy: NamedPerson;
  fields: ReadField[];
  evidence: string[];
  papers: { form: string; name: string; number?: string }[];
  numbers: Record<string, string>;
  voided: boolean;
  corrected: boolean;
};
export type MoveView = {
  step: StepId;
  name: string;
  actor: string;
  basis: string;
  cite: string;
  turn: 'mine' | 'others';
  fact: boolean;
  owed: boolean;
  reasons: Reason[];
  due?: DeadlineView;
  consequence?: string;
};
export type DeadlineView = {
  step: StepId;
  says: string;
  basis: string;
  cite: string;
  strict: PlainDate;
  rolled: PlainDate;
  unit: string;
  amount: number;
  from: PlainDate;
  state: Deadline['state'];
  doneOn?: PlainDate;
  lines: ExplainedLine[];
  days: { excluded: { date: string; why: string }[]; included: { date: string; why: string }[]; firstDay: string };
  unverified: string[];
};
export type CaseView = {
  id: string;
  n: number;
  today: PlainDate;
  agency: { name: string; id: string };
  caseNumber?: string;
  clueNumber?: string;
  decisionNumber?: string;
  cause: string;
  party: string;
  partyKind?: string;
  item?: { code: string; name: string };
  procedure: { id: string; name: string; version: string };
  handlers: NamedPerson[];
  majority?: { isMajor: boolean; isGrave: boolean; by: NamedPerson[]; on: PlainDate; reason: string };
  standing: Standing;
  acts: ActView[];
  moves: { mine: MoveView[]; others: MoveView[]; locked: MoveView[] };
  deadlines: DeadlineView[];
  evidence: (EvidenceFacts & { label: string; quoted: boolean; acts: number[] })[];
  matrix?: { facts: { text: string; evidence: string[]; records?: { act: number }[] }[]; unquoted: string[]; unquotedRecords: number[] };
  review?: { outcome: string; stands: boolean; digest?: string; changes: Change[] };
  account?: { fine: number; late: number; paid: number; owed: number; lateFormula: string };
  hits: string[];
  crime: string[];
  /** Papers the done steps owed and the file lacks, service receipts included (`of`: the paper not yet shown to be served). */
  missing: { form: string; name: string; of?: string; step: string; n: number }[];
};

/** Builds the case page for a viewer. Undefined when there is no such case. */
export async function viewCase(casework: Casework, caseId: string, viewer: Viewer, today: PlainDate): Promise<CaseView | undefined> {
  const { file, n } = await casework.files.load(casework.db, caseId);
  if (file.acts.length === 0) return undefined;
  const snapshot = await casework.registers(casework.db);
  const registers = await registersFor(casework.db, casework.agency, snapshot, file);
  const law = procedureOf(file, today);
  const due = deadlines(law, file, registers, today).map(deadlineView);
  const person = (id: string): NamedPerson => ({ id, name: registers.person(id)?.name ?? '（已离任）' });
  const stated = last(file, 'majorityStated');
  const item = itemOf(file, registers);
  const account = accountOf(file, registers, today);
  const withhold = withholderOf(law, file);
  const numbers = numbersOf(law, file);
  return {
    id: file.id,
    n,
    today,
    agency: { id: casework.agency, name: registers.agency.name },
    caseNumber: numbers.case,
    clueNumber: numbers.clue,
    decisionNumber: numbers.decision,
    cause: causeShown(law, file),
    party: maskedParty(file),
    partyKind: partyOf(file)?.kind,
    item: item && { code: item.code, name: item.name },
    procedure: { id: law.id, name: law.name, version: law.version },
    handlers: handlersOf(file).map(person),
    majority: stated && {
      isMajor: stated.particulars.isMajor === true,
      isGrave: stated.particulars.isGrave === true,
      by: stated.by.map(person),
      on: stated.on,
      reason: withhold(stated.particulars.majorReason as string),
    },
    standing: standingOf(law, file, registers),
    acts: file.acts.map((act) => actView(act)),
    moves: sortMoves(moves(law, file, viewer, registers, today)),
    deadlines: due,
    evidence: evidenceViews(),
    matrix: reportOf(file) && {
      facts: withholdIn(reportOf(file)!.facts, withhold),
      unquoted: unquotedEvidence(file),
      unquotedRecords: unquotedRecords(file),
    },
    review: reviewView(),
    account:
      account && account.fine > 0
        ? {
            fine: account.fine,
            late: account.late.late,
            paid: account.paid,
            owed: account.owed,
            lateFormula: account.late.formula,
          }
        : undefined,
    hits: catalogueHits(file, registers),
    crime: crimeReached(file, registers).map((threshold) => threshold.says),
    missing: missingPapers(),
  };

  function missingPapers(): CaseView['missing'] {
    const named = (form: string | undefined) => form && (registers.form(form)?.name ?? form);
    return papersOwed(law, file, registers)
      .filter((owed) => !owed.there)
      .map(({ form, name, of, step, n }) => ({ form, name, of: named(of), step: stepNames[step], n }));
  }

  function fieldsOf(act: RecordedAct) {
    return withContent(law.steps[act.step]!.fields, act.particulars, registers);
  }

  function actView(act: RecordedAct): ActView {
    const step = law.steps[act.step]!;
    const counting = effective(file).find((each) => each.n === act.n);
    const made = madeOf(act);
    return {
      n: act.n,
      id: act.id,
      step: act.step,
      name: stepNames[act.step],
      stage: stages[step.stage],
      basis: step.basis,
      fact: step.fact === true,
      on: act.on,
      recordedAt: act.recordedAt,
      by: act.by.map(person),
      awaits: unsigned(file).find((each) => each.act.n === act.n)?.missing ?? [],
      enteredBy: person(act.enteredBy),
      fields: withholdIn(readFields(fieldsOf(act), (counting ?? act).particulars, registers, cutPersonal(file)).map(inWords), withhold),
      evidence: evidenceIn(act),
      papers: papersOf(law, act).map((form) => ({ form, name: registers.form(form)?.name ?? form, number: made.numbers?.[form] })),
      numbers: made.numbers ?? {},
      voided: counting === undefined,
      corrected: counting !== undefined && counting !== act && JSON.stringify(counting.particulars) !== JSON.stringify(act.particulars),
    };
  }

  /** The report names its sanction by its place in the item's list; people read it in words. */
  function inWords(field: ReadField): ReadField {
    const sanction = field.key === 'sanction' ? item?.sanctions[Number(field.text)] : undefined;
    return sanction ? { ...field, text: sanctionSays(sanction) } : field;
  }

  function sortMoves(all: Move[]): CaseView['moves'] {
    const over = ['caseClosed' as const, ...law.ends].some((end) => last(file, end));
    const views = all.map(
      (move): MoveView => ({
        ...move,
        name: stepNames[move.step],
        actor: actorNames[move.actor],
        cite: shortCite(move.basis),
        due: due.find((each) => each.step === move.step && each.state !== 'met'),
        consequence: consequenceOf(move.step),
      }),
    );
    const open = views.filter((move) => move.reasons.length === 0);
    // Inner corrections are always possible: they come last, out of the way of the work.
    const rank = (move: MoveView) =>
      ['actCorrected', 'actVoided', 'backdatingApproved', 'recordChangeProposed', 'countersigned', 'paperProposed', 'paperIssued'].includes(
        move.step,
      )
        ? 2
        : move.owed
          ? 0
          : 1;
    const byDue = (a: MoveView, b: MoveView) => rank(a) - rank(b) || (a.due?.strict ?? '9').localeCompare(b.due?.strict ?? '9');
    return {
      mine: open.filter((move) => move.turn === 'mine').sort(byDue),
      others: open.filter((move) => move.turn === 'others' && move.owed).sort(byDue),
      // When the case is over, only what is still owed is worth a reason.
      locked: views.filter((move) => move.reasons.length > 0 && (move.owed || (move.turn === 'mine' && !over))),
    };
  }

  /** Said before the click: what an act would undo. */
  function consequenceOf(step: StepId): string | undefined {
    const changesDraft: StepId[] = [
      'evidenceCollected',
      'interviewRecorded',
      'siteExamined',
      'evidencePreserved',
      'appraisalReceived',
      'statementReceived',
      'statementRechecked',
      'hearingHeld',
      'investigationConcluded',
      'actCorrected',
      'actVoided',
    ];
    if (
      major.holds(file, registers) &&
      reviewOf(file)?.outcome === 'passed' &&
      reviewStands({ file, registers }) &&
      !last(file, 'decisionMade') &&
      changesDraft.includes(step)
    )
      return '办理后，现有的法制审核意见不再适用，须重新审核。';
    return undefined;
  }

  function reviewView(): CaseView['review'] {
    const review = reviewOf(file);
    return (
      review && {
        outcome: review.outcome,
        digest: review.digest,
        stands: review.outcome === 'passed' && review.digest === subjectDigest(file, registers),
        changes: withholdIn(changesBetween(review.subject, subjectOf(file, registers)), withhold),
      }
    );
  }

  function evidenceViews(): CaseView['evidence'] {
    const order = evidenceOf(file);
    const quoted = new Set(reportOf(file)?.facts.flatMap((fact) => fact.evidence));
    return registers.evidenceList.map((each) => ({
      ...each,
      name: withhold(each.name),
      label: order.includes(each.id) ? `证${order.indexOf(each.id) + 1}` : '未入卷',
      quoted: quoted.has(each.id),
      acts: file.acts.filter((act) => evidenceIn(act).includes(each.id)).map((act) => act.n),
    }));
  }
}

const deadlineView = ({ step, says, basis, due, state, doneOn }: Deadline): DeadlineView => ({
  step,
  says,
  basis,
  cite: shortCite(basis),
  strict: due.strict,
  rolled: due.rolled,
  unit: due.unit,
  amount: due.amount,
  from: due.from,
  state,
  doneOn,
  lines: explain(due),
  days: { excluded: due.excluded, included: due.included, firstDay: due.firstDay },
  unverified: due.unverified,
});
