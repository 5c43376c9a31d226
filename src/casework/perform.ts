// src/casework/perform.ts —— 办理:load → decide → append, in the log's own queue
// Crash points: nothing is written before the log's transaction; after its commit act, leaf, numbers and read models all exist.

import { toBase64 } from '../base/bytes.ts';
import { type PlainDate, plainDate, shanghaiDate } from '../base/dates.ts';
import { isId } from '../base/ids.ts';
import { canonicalJson } from '../base/json.ts';
import { bindingOf } from '../law/binding.ts';
import { type Act, type CaseFile, decide, evolve, last, type Made, type Procedure, type RecordedAct, rejudge } from '../law/engine.ts';
import { isHearable } from '../law/facts.ts';
import { papersFor } from '../law/papers/compose.ts';
import { type Field, type FormFault, type Particulars, parseParticulars } from '../law/particulars/field.ts';
import { procedureInForce } from '../law/procedures/inForce.ts';
import type { Reason, Registers } from '../law/registers.ts';
import { isStep, type StepId } from '../law/vocabulary.ts';
import type { Log } from '../ledger/log.ts';
import type { RegisterSnapshot } from '../registers/registers.ts';
import type { Db } from '../store/database.ts';
import type { CaseFiles } from './caseFiles.ts';
import { takeNumbers, takesNumbers } from './numbers.ts';
import { type Projection, type Recorded, writeCase } from './readModels.ts';
import { pseudonym, segmentsOf } from './segments.ts';
import { registersFor } from './surroundings.ts';
import { caseTables, type NumberRow } from './tables.ts';

/** What casework works with; made once by the server. */
export type Casework = {
  agency: string;
  db: Db;
  log: Log;
  files: CaseFiles;
  registers: (db: Db) => Promise<RegisterSnapshot>;
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
 * Durable with its leaf and read models when it answers `recorded`.
 */
export async function perform(casework: Casework, submission: Submission): Promise<Performed> {
  if (!isStep(submission.step)) return { kind: 'faulty', faults: [{ path: 'step', label: '环节', says: '没有这个环节' }] };
  if (!isId(submission.id) || !isId(submission.caseId))
    return { kind: 'faulty', faults: [{ path: 'id', label: '编号', says: '编号格式不对,请刷新页面后重试' }] };
  // Warm the cache outside the transaction; inside only the tail is read.
  await casework.files.load(casework.db, submission.caseId);
  const queue = takesNumbers(submission.step) ? {} : { key: submission.caseId };
  try {
    return await casework.log.run(async (tx) => prepareAct(casework, tx, submission, submission.step as StepId), queue);
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

async function prepareAct(casework: Casework, tx: Db, submission: Submission, step: StepId) {
  const { agency, clock } = casework;
  const { file, n, caseKey } = await casework.files.load(tx, submission.caseId);
  const replayed = file.acts.find((act) => act.id === submission.id);
  if (replayed) throw new Answer(answerReplay(procedureOf(file, replayed.on), replayed, submission, n));
  const snapshot = await casework.registers(tx);
  const registers = await registersFor(tx, agency, snapshot, file);
  const now = clock();
  const today = shanghaiDate(now);
  const law = procedureOf(file, today);
  if (submission.seen !== n) throw new Answer({ kind: 'conflict', n, since: sinceSeen(law, file, submission.seen) });
  const act = readAct(law, file, submission, step, today);
  checkPeople(law, act, snapshot);
  const decision = decide(law, { act, file, registers, today, enteredBy: submission.enteredBy });
  if ('refused' in decision) throw new Answer({ kind: 'refused', step, reasons: decision.refused });

  const { numbers, rows } = await takeNumbers(tx, {
    agency,
    shortCode: snapshot.agency.shortCode,
    caseId: file.id,
    actId: submission.id,
    step,
    on: act.on,
    hearable: step === 'noticeServed' && isHearable(file, registers),
  });
  const made: Made = { ...bindingOf(file, act, registers), ...(rows.length > 0 ? { numbers } : {}) };
  const recordedAt = now.toISOString();
  const recorded: RecordedAct = {
    ...act,
    id: submission.id,
    n: n + 1,
    recordedAt,
    recordedOn: today,
    enteredBy: submission.enteredBy,
    made,
  };
  const newKey = caseKey ? undefined : toBase64(crypto.getRandomValues(new Uint8Array(32)));
  const segments = segmentsOf(
    act,
    made,
    papersFor({ file, act, made, registers }),
    { enteredBy: submission.enteredBy, recordedOn: today, procedure: `${law.id}@${law.version}`, lawDigest: casework.lawDigest },
    newKey,
  );
  const draft = {
    type: step,
    id: submission.id,
    at: recordedAt,
    by: pseudonym((caseKey ?? newKey)!, submission.enteredBy),
    caseId: file.id,
    segments,
  };
  const after = evolve(file, recorded);
  const rejudged =
    step === 'actCorrected' || step === 'actVoided'
      ? rejudge(law, after, registers).map((found) => ({ n: found.act.n, step: found.act.step, reasons: found.reasons }))
      : [];
  return {
    append: [draft],
    write: async (db: Db) => writeAll(casework, db, { agency, law, after, act: recorded, n: n + 1, segments, registers }, rows),
    result: (): Performed => ({ kind: 'recorded', act: recorded, n: n + 1, replayed: false, rejudged }),
  };
}

/** The procedure version in force when the case began. */
export const procedureOf = (file: CaseFile, today: PlainDate): Procedure =>
  procedureInForce('penalty.ordinary', last(file, 'caseFiled')?.on ?? file.acts[0]?.on ?? today);

function readAct(law: Procedure, file: CaseFile, submission: Submission, step: StepId, today: PlainDate): Act {
  const faulty = (path: string, label: string, says: string): never => {
    throw new Answer({ kind: 'faulty', faults: [{ path, label, says }] });
  };
  const fields = law.steps[step]?.fields ?? [];
  const parsed = parseParticulars(fields, submission.particulars);
  if (!parsed.ok) throw new Answer({ kind: 'faulty', faults: parsed.faults });
  if (file.acts.length === 0 && step !== 'clueRegistered') faulty('step', '环节', '没有这个案件,请从线索登记开始');
  let on = today;
  try {
    on = plainDate(submission.on);
  } catch {
    faulty('on', '发生日期', '没有这一天,请按“2026-03-02”的样子填写');
  }
  if (step === 'actCorrected') checkCorrection(law, file, parsed.particulars);
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
  visit(law.steps[act.step]?.fields ?? [], act.particulars, []);
  if (faults.length > 0) throw new Answer({ kind: 'faulty', faults });
}

/** A correction must leave a form that could have been submitted. */
function checkCorrection(law: Procedure, file: CaseFile, particulars: Particulars): void {
  const target = file.acts.find((act) => act.n === particulars.act);
  if (!target) return; // the gate says so
  const whole = parseParticulars(law.steps[target.step]?.fields ?? [], {
    ...target.particulars,
    ...(particulars.corrected as Particulars),
  });
  if (!whole.ok) throw new Answer({ kind: 'faulty', faults: whole.faults.map((fault) => ({ ...fault, path: `corrected.${fault.path}` })) });
  particulars.corrected = Object.fromEntries(Object.keys(particulars.corrected as Particulars).map((key) => [key, whole.particulars[key]]));
}

/** The same submission sent again is answered as the first was; another one under its key is not. */
function answerReplay(law: Procedure, act: RecordedAct, submission: Submission, n: number): Performed {
  const { step, on, by, particulars } = submission;
  const parsed = parseParticulars(law.steps[act.step]?.fields ?? [], particulars);
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

async function writeAll(casework: Casework, tx: Db, recorded: Recorded, numbers: NumberRow[]): Promise<void> {
  if (numbers.length > 0) await caseTables(tx).insertInto('issued_number').values(numbers).execute();
  await writeCase(tx, recorded);
  for (const projection of casework.projections) if (projection.touches(recorded.act.step)) await projection.apply(tx, recorded);
}

export type { Registers };
