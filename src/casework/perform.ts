// src/casework/perform.ts —— 办理:load → decide → append, in the log's own queue
// Crash points: nothing is written before the log's transaction; after its commit act, leaf, numbers and read models all exist.

import { sql } from 'kysely';
import { toBase64 } from '../base/bytes.ts';
import { type PlainDate, plainDate, shanghaiDate } from '../base/dates.ts';
import { isId } from '../base/ids.ts';
import { canonicalJson } from '../base/json.ts';
import { bindingOf, numbersFor } from '../law/binding.ts';
import { type Act, type CaseFile, decide, evolve, type Made, type Procedure, type RecordedAct } from '../law/engine.ts';
import { evidenceIn } from '../law/facts.ts';
import { papersFor } from '../law/papers/compose.ts';
import { paperFaults } from '../law/papers/whole/mandatory.ts';
import { type Field, type FormFault, type Particulars, parseParticulars } from '../law/particulars/field.ts';
import { withContent } from '../law/particulars/formContent.ts';
import { procedureOf, takesNumbers } from '../law/procedures/inForce.ts';
import { rejudge } from '../law/procedures/rejudge.ts';
import type { Reason, Registers } from '../law/registers.ts';
import { isStep, type StepId, stepNames } from '../law/vocabulary.ts';
import type { Log } from '../ledger/log.ts';
import type { Appended, Beside, Place } from '../ledger/writer.ts';
import type { ReadRegisters, RegisterSnapshot } from '../registers/registers.ts';
import type { Db } from '../store/database.ts';
import { freshBytes } from '../store/vault/randomBytes.ts';
import type { CaseFiles, LoadedCase } from './caseFiles.ts';
import { rowsOf } from './caseRow.ts';
import { readLastNumbers, type Taken, type Taking, takeNumbers } from './numbers.ts';
import { blinded, type Projection, type Recorded, type Written, writeRows, written } from './readModels.ts';
import { pseudonym, segmentsOf } from './segments.ts';
import { evidenceFacts, registersBeforehand, registersFor } from './surroundings.ts';

/** What casework works with; made once by the server. */
export type Casework = {
  agency: string;
  db: Db;
  log: Log;
  files: CaseFiles;
  registers: ReadRegisters;
  lawDigest: string;
  projections: Projection[];
  clock: () => Date;
};

/** An act as a client sends it. `id` is its idempotency key; `seen` the number of acts its author had before him. */
export type Submission = {
  id: string;
  caseId: string;
  step: string;
  on: string;
  by: string[];
  particulars: unknown;
  seen: number;
  enteredBy: string;
};
export type Since = { n: number; step: StepId; by: string[]; on: PlainDate; fields: string[] };
/** `rejudged`: earlier acts the law would refuse now that a record was corrected or voided. */
export type Performed =
  | { kind: 'recorded'; act: RecordedAct; n: number; replayed: boolean; rejudged: { n: number; step: StepId; reasons: Reason[] }[] }
  | { kind: 'refused'; step: StepId; reasons: Reason[] }
  | { kind: 'faulty'; faults: FormFault[] }
  | { kind: 'conflict'; since: Since[]; n: number }
  | { kind: 'reused' };

/**
 * What was read for a request before it came here: the registers, and what must still be true when the act is recorded (that its author
 * may act at all), as an SQL condition.
 */
export type Beforehand = { registers?: RegisterSnapshot; provided?: Beside };

/** What was provided beforehand no longer holds; nothing was recorded and nothing may be answered. */
export class NoLongerHolds extends Error {
  override name = 'NoLongerHolds';
}

/** Ends a work early with an answer that appends nothing. */
class Answer extends Error {
  readonly performed: Performed;
  constructor(performed: Performed) {
    super('nothing appended');
    this.performed = performed;
  }
}

/**
 * Records one act, or says why not: every refused reason, every fault of the form, or who was faster.
 * Durable with its leaf and read models when it answers `recorded`. Throws NoLongerHolds.
 */
export async function perform(casework: Casework, submission: Submission, beforehand: Beforehand = {}): Promise<Performed> {
  const { step } = submission;
  if (!isStep(step)) return { kind: 'faulty', faults: [{ path: 'step', label: '环节', says: '没有这个环节' }] };
  if (!isId(submission.id) || !isId(submission.caseId))
    return { kind: 'faulty', faults: [{ path: 'id', label: '编号', says: '编号格式不对，请刷新页面后重试' }] };
  const asked: Asked = { casework, submission, step, provided: beforehand.provided };
  const ahead = await readAhead(asked, beforehand.registers);
  try {
    return await casework.log.run((tx, place) => decideInside(asked, tx, place.epoch), {
      key: takesNumbers(step) || casework.projections.some((each) => each.alone?.(step)) ? undefined : submission.caseId,
      quick: ahead && { caseId: submission.caseId, decide: (place) => decideQuickly(asked, ahead, place) },
    });
  } catch (error) {
    if (error instanceof Answer) return error.performed;
    // The key was used in another case: the database knows every id, the case's own file does not.
    if (isTaken(error)) return { kind: 'reused' };
    throw error;
  }
}

const isTaken = (error: unknown): boolean => {
  const { code, constraint } = (error ?? {}) as { code?: string; constraint?: string };
  return code === '23505' && (constraint ?? '').startsWith('log_entry');
};

type Asked = { casework: Casework; submission: Submission; step: StepId; provided?: Beside };
type Known = { loaded: LoadedCase; snapshot: RegisterSnapshot; registers: Registers & RegisterSnapshot };

/** What a quick decision needs, read before the log's queue is entered; undefined for acts that other rooms write rows for. */
async function readAhead({ casework, submission, step }: Asked, given?: RegisterSnapshot): Promise<Known | undefined> {
  const { agency, db, files } = casework;
  const { caseId, seen, particulars } = submission;
  const none: LoadedCase = { file: { id: caseId, acts: [] }, n: 0 };
  const loaded = files.recall(caseId) ?? (seen === 0 ? none : await files.load(db, caseId));
  if (casework.projections.some((projection) => projection.touches(step))) return undefined;
  const snapshot = given ?? (await casework.registers(db));
  const evidence = mayCite(loaded.file, particulars) ? await evidenceFacts(db, agency, caseId) : undefined;
  return { loaded, snapshot, registers: registersBeforehand(snapshot, evidence) };
}

/** Is any evidence named in the file or the form? Guessing wrong costs time only. */
const mayCite = (file: CaseFile, particulars: unknown): boolean =>
  file.acts.some((act) => evidenceIn(act).length > 0) ||
  ['evidence', 'recording', 'proof', 'paper', 'facts', 'content'].some((key) => key in Object(particulars));

/** Only what will be recorded is decided here: a refusal is for the transaction, which asks the database once more. */
function decideQuickly(asked: Asked, known: Known, place: Place) {
  const { loaded } = known;
  const { counters } = asked.casework.files;
  const opens = place.n === undefined && loaded.n === 0;
  if (!opens && place.n !== loaded.n) return undefined;
  const judged = judge(asked, known);
  const taken = takeNumbers(takingOf(asked, known, judged), counters.last(place));
  if (!taken) return undefined;
  const record = compose(asked, known, judged, taken);
  let after: LoadedCase | undefined;
  return {
    append: [record.draft],
    opens,
    provided: asked.provided,
    beside: [{ together: written, what: { ...record.rows, numbers: taken.rows } satisfies Written }],
    accepted: () => counters.take(place, taken.rows),
    meanwhile: ([appended]: Appended[]) => {
      after = extended(asked, known, record, appended!);
    },
    result: ([appended]: Appended[]) =>
      settle(asked, record, taken, { epoch: place.epoch, after: after ?? extended(asked, known, record, appended!) }),
  };
}

/** The whole decision in the log's transaction, on what the database says now. */
async function decideInside(asked: Asked, tx: Db, epoch: number) {
  const { casework, submission, step, provided } = asked;
  if (provided) {
    const { rows } = await sql<{ holds: boolean }>`select ${provided.together([provided.what])} as holds`.execute(tx);
    if (!rows[0]!.holds) throw new NoLongerHolds('what was provided no longer holds');
  }
  const loaded = await casework.files.load(tx, submission.caseId);
  const snapshot = await casework.registers(tx);
  const known: Known = {
    loaded,
    snapshot,
    registers: await registersFor(tx, casework.agency, snapshot, loaded.file, submission.particulars),
  };
  const judged = judge(asked, known);
  const taking = takingOf(asked, known, judged);
  const taken = takeNumbers(taking, await readLastNumbers(tx, casework.agency, taking.series, taking.on))!;
  const record = compose(asked, known, judged, taken);
  return {
    append: [record.draft],
    write: async (db: Db) => {
      await writeRows(db, record.rows, taken.rows);
      for (const projection of casework.projections) if (projection.touches(step)) await projection.apply(db, record.recorded);
    },
    result: ([appended]: Appended[]) => settle(asked, record, taken, { epoch, after: extended(asked, known, record, appended!) }),
  };
}

type Judged = { act: Act; law: Procedure; now: Date; today: PlainDate };

/** Throws Answer unless the act will be recorded. */
function judge({ casework, submission, step }: Asked, { loaded: { file, n }, snapshot, registers }: Known): Judged {
  const replayed = file.acts.find((act) => act.id === submission.id);
  if (replayed) throw new Answer(answerReplay(procedureOf(file, replayed.on), replayed, submission, n, snapshot));
  const now = casework.clock();
  const today = shanghaiDate(now);
  const law = procedureOf(file, today, step);
  if (submission.seen !== n) throw new Answer({ kind: 'conflict', n, since: sinceSeen(law, file, submission.seen) });
  const act = readAct(law, file, submission, step, today, snapshot);
  checkPeople(law, act, snapshot);
  const decision = decide(law, { act, file, registers, today, enteredBy: submission.enteredBy });
  if ('refused' in decision) throw new Answer({ kind: 'refused', step, reasons: decision.refused });
  return { act, law, now, today };
}

const takingOf = ({ casework, submission }: Asked, { loaded: { file }, snapshot, registers }: Known, { act, law }: Judged): Taking => ({
  agency: casework.agency,
  shortCode: snapshot.agency.shortCode,
  caseId: file.id,
  actId: submission.id,
  on: act.on,
  series: numbersFor(law, { act, file, registers }),
});

/** Everything the act becomes: its event, its place in the file, the rows of its case. */
function compose({ casework, submission, step }: Asked, known: Known, { act, law, now, today }: Judged, { numbers, rows }: Taken) {
  const { file, n, caseKey } = known.loaded;
  const { registers } = known;
  const { enteredBy } = submission;
  const bound: Made = { ...bindingOf(file, act, registers), ...(rows.length > 0 ? { numbers } : {}) };
  const papers = papersFor({ file, act, made: bound, registers, law });
  const faults = law.steps[step]?.fact ? [] : paperFaults({ file, act, made: bound, registers, law }, papers);
  if (faults.length > 0) throw new Answer({ kind: 'refused', step, reasons: faults });
  const made: Made = { ...bound, ...(papers.length > 0 ? { papers: papers.map(({ form }) => form) } : {}) };
  const at = now.toISOString();
  const recordedAct: RecordedAct = { ...act, id: submission.id, n: n + 1, recordedAt: at, recordedOn: today, enteredBy, made };
  const newKey = caseKey ? undefined : toBase64(freshBytes(32));
  const segments = segmentsOf(
    act,
    made,
    papers,
    { enteredBy, recordedOn: today, procedure: `${law.id}@${law.version}`, lawDigest: casework.lawDigest },
    newKey,
  );
  const by = pseudonym((caseKey ?? newKey)!, enteredBy);
  const after = evolve(file, recordedAct);
  const recorded: Recorded = { agency: casework.agency, law, after, act: recordedAct, n: n + 1, segments, registers };
  const corrects = step === 'actCorrected' || step === 'actVoided';
  const rejudged = corrects
    ? rejudge(law, after, registers).map((found) => ({ n: found.act.n, step: found.act.step, reasons: found.reasons }))
    : [];
  return {
    draft: { type: step, id: submission.id, at, by, caseId: file.id, segments },
    rows: blinded(casework.db, rowsOf(casework.agency, law, after, registers, n + 1)),
    recorded,
    rejudged,
  };
}

type Composed = ReturnType<typeof compose>;

/** The case with the act, as it will be read from the log. */
const extended = (
  { casework: { files } }: Asked,
  { loaded }: Known,
  { recorded: { segments } }: Composed,
  { id, at }: Appended,
): LoadedCase => files.extended(loaded, { id, at, segments });

/** After the commit: the case and its numbers are remembered, so that the next act upon it need not ask. */
function settle(
  { casework: { files } }: Asked,
  { recorded: { act, n }, rejudged }: Composed,
  { rows }: Taken,
  { epoch, after }: { epoch: number; after: LoadedCase },
): Performed {
  files.remember(after);
  files.counters.committed(epoch, rows);
  return { kind: 'recorded', act, n, replayed: false, rejudged };
}

type Forms = Pick<Registers, 'form'>;
/** What the step asks; of a paper written by hand what its form asks. */
const fieldsOf = (law: Procedure, step: StepId, particulars: unknown, forms: Forms): readonly Field[] =>
  withContent(law.steps[step]?.fields ?? [], particulars, forms);

function readAct(law: Procedure, file: CaseFile, submission: Submission, step: StepId, today: PlainDate, forms: Forms): Act {
  const faulty = (path: string, label: string, says: string): never => {
    throw new Answer({ kind: 'faulty', faults: [{ path, label, says }] });
  };
  const parsed = parseParticulars(fieldsOf(law, step, submission.particulars, forms), submission.particulars);
  if (!parsed.ok) throw new Answer({ kind: 'faulty', faults: parsed.faults });
  if (file.acts.length === 0 && step !== law.opens) faulty('step', '环节', `没有这个案件，请从“${stepNames[law.opens]}”开始`);
  let on = today;
  try {
    on = plainDate(submission.on);
  } catch {
    faulty('on', '发生日期', '没有这一天，请按“2026-03-02”的样子填写');
  }
  if (step === 'actCorrected') checkCorrection(law, file, parsed.particulars, forms);
  return { step, on, by: submission.by, particulars: parsed.particulars };
}

/** Everyone named, as signer or in the form, must be in the register: a name nobody bears would pass claims about persons. */
function checkPeople(law: Procedure, act: Act, snapshot: RegisterSnapshot): void {
  const faults: FormFault[] = act.by
    .filter((id) => !snapshot.person(id))
    .map(() => ({ path: 'by', label: '办理人', says: '名册里没有这个人，请从列表中选择' }));
  const visit = (fields: readonly Field[], values: Particulars, path: string[]): void => {
    for (const field of fields) {
      const value = values[field.key];
      const here = [...path, field.key];
      if (value === undefined) continue;
      if (field.kind === 'group') visit(field.fields, value as Particulars, here);
      if (field.kind === 'rows') for (const [i, row] of (value as Particulars[]).entries()) visit(field.fields, row, [...here, String(i)]);
      const named = field.kind === 'people' ? (value as string[]) : field.kind === 'person' ? [value as string] : [];
      if (named.some((id) => !snapshot.person(id)))
        faults.push({ path: here.join('.'), label: field.label, says: '名册里没有这个人，请从列表中选择' });
    }
  };
  visit(fieldsOf(law, act.step, act.particulars, snapshot), act.particulars, []);
  if (faults.length > 0) throw new Answer({ kind: 'faulty', faults });
}

/** A correction must leave a form that could have been submitted. */
function checkCorrection(law: Procedure, file: CaseFile, particulars: Particulars, forms: Forms): void {
  const target = file.acts.find((act) => act.n === particulars.act);
  if (!target) return; // the gate says so
  const corrected = { ...target.particulars, ...(particulars.corrected as Particulars) };
  const whole = parseParticulars(fieldsOf(law, target.step, corrected, forms), corrected);
  if (!whole.ok) throw new Answer({ kind: 'faulty', faults: whole.faults.map((fault) => ({ ...fault, path: `corrected.${fault.path}` })) });
  particulars.corrected = Object.fromEntries(Object.keys(particulars.corrected as Particulars).map((key) => [key, whole.particulars[key]]));
}

/** The same submission sent again is answered as the first was; another one under its key is not. */
function answerReplay(law: Procedure, act: RecordedAct, submission: Submission, n: number, forms: Forms): Performed {
  const { step, on, by, particulars } = submission;
  const parsed = parseParticulars(fieldsOf(law, act.step, particulars, forms), particulars);
  const said = (it: { step: string; on: string; by: string[]; particulars: Particulars }) =>
    canonicalJson({ step: it.step, on: it.on, by: it.by, particulars: it.particulars });
  // A correction keeps only what it changes, in its parsed form: its own text is not compared.
  const same =
    parsed.ok &&
    act.enteredBy === submission.enteredBy &&
    (act.step === 'actCorrected'
      ? act.step === step && act.on === on
      : said(act) === said({ step, on, by, particulars: parsed.particulars }));
  return same ? { kind: 'recorded', act, n, replayed: true, rejudged: [] } : { kind: 'reused' };
}

const sinceSeen = (law: Procedure, file: CaseFile, seen: number): Since[] =>
  file.acts
    .filter((act) => act.n > seen)
    .map(({ n, step, by, on, particulars }) => ({
      n,
      step,
      by,
      on,
      fields: (law.steps[step]?.fields ?? []).filter((field) => particulars[field.key] !== undefined).map((field) => field.label),
    }));
