// src/casework/caseRow.ts —— 案件看板的一行:folded from the case; nothing here is state of its own

import { type CaseFile, handlersOf, last, type Procedure } from '../law/engine.ts';
import { causeOf, evidenceOf, itemCodeOf, itemOf, madeOf, partyKeyOf, partyOf } from '../law/facts.ts';
import { importedOf } from '../law/procedures/imported/facts.ts';
import { actPeriodOf } from '../law/procedures/penalty/period.ts';
import { fineAsDecided, fineDecided } from '../law/reckoning/account.ts';
import { type Deadline, deadlines } from '../law/reckoning/deadlines.ts';
import { publicName } from '../law/reckoning/masks.ts';
import type { Registers } from '../law/registers.ts';
import { nextOf } from '../law/standing.ts';
import { bigrams } from '../store/search.ts';
import type { CaseRow, DeadlineRow, PriorFineRow } from './tables.ts';
import { withholderOf } from './withheld.ts';

/** Shows a party without revealing a natural person: 高某, or the organisation's name. */
export function maskedParty(file: CaseFile): string {
  const party = partyOf(file);
  if (!party) return (last(file, 'clueRegistered')?.particulars.suspect as string | undefined) ? '当事人待查明' : '—';
  return party.kind === 'person' ? publicName(party.name) : party.name;
}

/** The numbers a case is known by: of its first act, of its taking up, of its decision; an imported one by those of its old file. */
export function numbersOf({ opens, files, decision }: Procedure, file: CaseFile): { clue?: string; case?: string; decision?: string } {
  const old = importedOf(file);
  if (old) return { case: old.oldNumber, decision: old.decisionNumber };
  return {
    clue: firstNumber(madeOf(last(file, opens)).numbers),
    case: madeOf(last(file, files)).numbers?.case,
    decision: decision && numberOfDecision(madeOf(last(file, decision.step)).numbers, decision.form),
  };
}
/** Of a clue; of a permit, the receipt of the application. */
const firstNumber = (numbers: Record<string, string> = {}): string | undefined => numbers.clue ?? numbers.XK02;
/** A decision of another outcome is another form: then it is known by that form's number. */
const numberOfDecision = (numbers: Record<string, string> = {}, form: string): string | undefined =>
  numbers[form] ?? Object.values(numbers)[0];

/** Deadlines still to be met, earliest strict date first. They depend on the file alone, not on today. */
export const openDeadlines = (law: Procedure, file: CaseFile, registers: Registers): Deadline[] => {
  const today = file.acts.at(-1)!.recordedOn;
  return deadlines(law, file, registers, today)
    .filter((deadline) => deadline.doneOn === undefined)
    .sort((a, b) => (a.due.strict < b.due.strict ? -1 : 1));
};

/** The cause as lists show it; before filing the beginning of the clue. Cut first, shortened then: half a name is a name. */
export function causeShown(law: Procedure, file: CaseFile): string {
  const clue = last(file, law.opens)?.particulars.summary as string | undefined;
  const cause = withholderOf(law, file)(causeOf(file) ?? clue ?? '');
  return causeOf(file) === undefined ? [...cause].slice(0, 40).join('') : cause;
}

/** `unfined`: an earlier act may have left a fine that no longer stands. */
export type CaseRows = { row: CaseRow; deadlines: DeadlineRow[]; fine?: PriorFineRow; unfined: boolean };

/** The rows of a case. Every value is derived, so that `rebuild` gives the same. */
export function rowsOf(agency: string, law: Procedure, file: CaseFile, registers: Registers, n: number): CaseRows {
  const standing = nextOf(law, file, registers);
  const due = openDeadlines(law, file, registers);
  const party = partyOf(file);
  const item = itemOf(file, registers);
  const first = file.acts[0]!;
  const numbers = numbersOf(law, file);
  const cause = causeShown(law, file);
  const handlers = handlersOf(file);
  const masked = maskedParty(file);
  const haystack = [
    numbers.clue,
    numbers.case,
    numbers.decision,
    cause,
    masked,
    item?.name,
    item?.code,
    ...handlers.map((id) => registers.person(id)?.name),
  ]
    .filter(Boolean)
    .join('\n');
  const decided = law.decision && last(file, law.decision.step);
  const old = importedOf(file);
  const row: CaseRow = {
    agency,
    case_id: file.id,
    n,
    procedure: `${law.id}@${law.version}`,
    clue_number: numbers.clue ?? null,
    case_number: numbers.case ?? null,
    decision_number: numbers.decision ?? null,
    cause,
    party: masked,
    party_kind: party?.kind ?? null,
    item_code: item?.code ?? null,
    item_name: item?.name ?? null,
    stage: standing.stage,
    stage_step: standing.next[0]?.step ?? file.acts.at(-1)!.step,
    handlers,
    turn: [...new Set(standing.next.map((move) => move.actor))],
    next_step: standing.next[0]?.step ?? null,
    status: standing.status,
    major: (last(file, 'majorityStated')?.particulars.isMajor as boolean | undefined) ?? null,
    fine: old ? (old.fine ?? null) : decided ? (fineAsDecided(file) ?? null) : null,
    filed_on: old ? (old.filedOn ?? null) : (last(file, law.files)?.on ?? null),
    decided_on: old?.decidedOn ?? decided?.on ?? null,
    due_on: due[0]?.due.strict ?? null,
    due_says: due[0]?.says ?? null,
    due_basis: due[0]?.basis ?? null,
    due_unit: due[0] ? due[0].due.unit : null,
    evidence_count: evidenceOf(file).length,
    opened_on: first.on,
    updated_at: file.acts.at(-1)!.recordedAt,
    terms: bigrams(haystack),
    haystack,
  };
  const fine = fineRow(agency, file, numbers.case);
  // Voided decisions are among the acts, erased ones are what is missing from the count.
  const unfined = !fine && (file.acts.some((act) => act.step === 'decisionMade' || act.step === 'onSpotDecided') || file.acts.length < n);
  return { row, deadlines: due.map((deadline) => deadlineRow(agency, file.id, deadline)), fine, unfined };
}

const deadlineRow = (agency: string, caseId: string, { step, says, basis, due }: Deadline): DeadlineRow => ({
  agency,
  case_id: caseId,
  step,
  says,
  basis,
  strict_on: due.strict,
  rolled_on: due.rolled,
  unit: due.unit,
  amount: due.amount,
  from_on: due.from,
  unverified: due.unverified.length > 0,
});

/** The fine that bars another for the same act (处罚法§29); a revoked decision bars nothing. */
function fineRow(agency: string, file: CaseFile, caseNumber?: string): PriorFineRow | undefined {
  const [party, item] = [partyOf(file), itemCodeOf(file)];
  const old = importedOf(file);
  const fine = old ? old.fine : fineDecided(file);
  if (!party || !item || !fine) return undefined;
  const { actFrom, actTo } = old ?? actPeriodOf(file);
  return {
    agency,
    case_id: file.id,
    party_key: partyKeyOf(party),
    item_code: item,
    case_number: caseNumber ?? file.id,
    act_from: actFrom ?? null,
    act_to: actTo ?? null,
    fine,
  };
}
