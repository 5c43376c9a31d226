// src/law/walk/walks.test.ts —— 随机走案：shuffled legal and illegal acts; the invariants of the handbook hold after each recorded one
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, plainDate } from '../../base/dates.ts';
import { bindingOf } from '../binding.ts';
import { type CaseFile, decide, evolve, type Gate, type Procedure, type RecordedAct } from '../engine.ts';
import { parseParticulars } from '../particulars/field.ts';
import { penaltyOrdinary } from '../procedures/penaltyOrdinary.ts';
import { accountOf } from '../reckoning/account.ts';
import { computeDue } from '../reckoning/days.ts';
import { deadlines } from '../reckoning/deadlines.ts';
import { standingOf } from '../standing.ts';
import type { StepId } from '../vocabulary.ts';
import { drawAct } from './testActs.ts';
import { counting } from './testFacts.ts';
import { invariants } from './testInvariants.ts';
import { drawScene, registersIn, type Scene, seeded } from './testScene.ts';

const walks = 180;
const attempts = 190;
type Walked = { file: CaseFile; scene: Scene; refused: Set<string>; faulty: number };

function walk(law: Procedure, seed: number, broken: string[], checked = new Map<string, number>()): Walked {
  const random = seeded(seed);
  const scene = drawScene(random);
  const registers = registersIn(scene);
  const refused = new Set<string>();
  let [file, today, faulty]: [CaseFile, ReturnType<typeof plainDate>, number] = [
    { id: `walk${seed}`, acts: [] },
    plainDate('2025-02-10'),
    0,
  ];
  for (let i = 0; i < attempts; i++) {
    // Calendars are kept: who was called to a hearing comes on its day and stays for it.
    const called = counting(file.acts).findLast(
      (act) => act.step === 'hearingNoticed' || act.step === 'hearingHeld' || act.step === 'hearingAbandoned',
    );
    const day = called?.step === 'hearingNoticed' ? plainDate(called.particulars.hearingOn as string) : undefined;
    if (day !== undefined && day > today && random() < 0.3) today = day;
    if (random() < (day === today ? 0.02 : 0.35)) today = addDays(today, Math.floor(random() ** 2 * 9));
    const { act, enteredBy } = drawAct(law, file, scene, registers, today, random);
    if (file.acts.length === 0 && act.step !== 'clueRegistered') continue;
    const parsed = parseParticulars(law.steps[act.step]!.fields, act.particulars);
    if (!parsed.ok) {
      faulty += 1;
      continue;
    }
    const at = { act: { ...act, particulars: parsed.particulars }, file, registers, today, enteredBy };
    const decision = decide(law, at);
    if ('refused' in decision) {
      assert.ok(decision.refused.length > 0);
      for (const reason of decision.refused) refused.add(reason.gate);
      continue;
    }
    const n = file.acts.length + 1;
    const made = bindingOf(file, at.act, registers);
    const recorded: RecordedAct = {
      ...at.act,
      made,
      id: `${seed}-${n}`,
      n,
      recordedAt: `${today}T02:00:00.000Z`,
      recordedOn: today,
      enteredBy,
    };
    for (const [name, invariant] of Object.entries(invariants)) {
      if (invariant.steps && !invariant.steps.includes(act.step)) continue;
      const wrong = invariant.broken({ before: counting(file.acts), act: recorded, scene, registers });
      checked.set(name, (checked.get(name) ?? 0) + 1);
      if (wrong) broken.push(`walk ${seed}, act ${n} ${act.step}: ${name}: ${wrong}`);
    }
    file = evolve(file, recorded);
  }
  return { file, scene, refused, faulty };
}

const broken: string[] = [];
const checked = new Map<string, number>();
const law = penaltyOrdinary;
const all = Array.from({ length: walks }, (_, i) => walk(law, i + 1, broken, checked));
const reached = (step: StepId) => all.filter(({ file }) => counting(file.acts).some((act) => act.step === step)).length;

test('R01–R05, R09, R11–R15, R19, R21–R26, R40–R42, R59 hold after every recorded act', () => {
  assert.deepEqual(broken.slice(0, 10), []);
});

test('the walks arrive: cases closed, published, withdrawn, heard, transferred, revoked, archived', () => {
  const goals: StepId[] = [
    'caseFiled',
    'decisionMade',
    'caseClosed',
    'decisionPublished',
    'caseWithdrawn',
    'hearingHeld',
    'jointlyDiscussed',
    'policeDeclined',
    'preservedGoodsDisposed',
    'publicationWithdrawn',
    'performanceSettled',
    'caseArchived',
    'actCorrected',
    'actVoided',
    'backdatingApproved',
    'recusalDecided',
    'filingDeclined',
    'transferDecided',
    'caseReopened',
    'handlerReplaced',
    'filingReturned',
    'serviceFoundDefective',
    'enforcementEnded',
  ];
  const counts = Object.fromEntries(goals.map((step) => [step, reached(step)]));
  for (const [step, count] of Object.entries(counts)) assert.ok(count > 0, `${step}: ${JSON.stringify(counts)}`);
  assert.ok(counts.caseClosed! >= 10 && counts.decisionMade! >= 30, JSON.stringify(counts));
});

test('every invariant was put to the test', () => {
  const never = Object.keys(invariants).filter((name) => !checked.get(name));
  assert.deepEqual(never, []);
});

test('the walks are refused for most reasons the law knows', () => {
  const gates = new Set(all.flatMap(({ refused }) => [...refused]));
  assert.ok(gates.size > 60, `${gates.size}: ${[...gates].join(' ')}`);
});

test('R16, R39, R41: a late act is recorded and counted late, one in time is not', () => {
  const seen = { late: 0, met: 0 };
  for (const { file, scene } of all) {
    const acts = counting(file.acts);
    const on = (step: StepId) => acts.findLast((act) => act.step === step)?.on;
    const found = deadlines(law, file, registersIn(scene), plainDate('2026-06-01'));
    const { calendar } = registersIn(scene);
    const [filed, decided] = [on('caseFiled'), on('decisionMade')];
    const first = acts.find((act) => act.step === 'decisionMade')?.on; // the term from filing is met by the first decision
    if (filed && first) {
      const isLate = first > computeDue(filed, { amount: 90, basis: '处罚法§60' }, calendar).rolled;
      assert.equal(found.find((each) => each.step === 'decisionMade')?.state, isLate ? 'late' : 'met');
      seen[isLate ? 'late' : 'met'] += 1;
    }
    const published = acts.find((act) => act.step === 'decisionPublished')?.on; // published again after an error is not late for that
    if (decided && published) {
      const isLate = published > computeDue(decided, { amount: 7, basis: '处罚法§61' }, calendar).rolled;
      assert.equal(found.find((each) => each.step === 'decisionPublished')?.state, isLate ? 'late' : 'met');
    }
  }
  assert.ok(seen.met > 0 && seen.late > 0, JSON.stringify(seen));
});

test('R26: the late fine never exceeds the fine, on any day', () => {
  let asked = 0;
  for (const { file, scene } of all)
    for (const day of ['2025-06-01', '2025-09-01', '2026-05-01']) {
      const account = accountOf(file, registersIn(scene), plainDate(day));
      if (!account) continue;
      asked += 1;
      assert.ok(account.late.late <= account.fine && account.owed <= 2 * account.fine && account.owed >= 0);
    }
  assert.ok(asked > 50);
});

test('where a case stands follows from its acts alone: an open case always has a next step', () => {
  for (const { file, scene } of all) {
    const standing = standingOf(law, file, registersIn(scene));
    if (standing.status === 'open') assert.ok(standing.next.length > 0, file.acts.map((act) => act.step).join(' '));
    assert.deepEqual(standingOf(law, { ...file, acts: [...file.acts] }, registersIn(scene)), standing);
  }
});

/** The procedure without one gate. */
function without(id: string): Procedure {
  const less = (gates: Gate[]) => gates.filter((gate) => gate.id !== id);
  const actors = Object.fromEntries(Object.entries(law.actors).map(([name, actor]) => [name, { ...actor, gates: less(actor.gates) }]));
  const steps = Object.fromEntries(Object.entries(law.steps).map(([name, step]) => [name, { ...step, gates: less(step.gates ?? []) }]));
  return { ...law, always: less(law.always), facts: less(law.facts), actors: actors as Procedure['actors'], steps };
}

test('the invariants do bite: take a gate away and a walk breaks one', () => {
  const gates = [
    'reviewPassed',
    'statementTimeOver',
    'twoOfficers',
    'qualified',
    'notRecused',
    'notFuture',
    'caseOpen',
    'withinTier',
    'byHead',
    'belowCrimeThreshold',
    'leavingProved',
    'paidInFull',
    'servedDecisionStays',
    'countersignedByAll',
    'proposed',
    'withdrawalShown',
    'adoptionReported',
    'discussionAgrees',
    'backdateGrounded',
    'receiverFits',
    'recorderPresent',
    'restoreDated',
  ];
  for (const id of gates) {
    const found: string[] = [];
    for (let seed = 1; seed <= 900 && found.length === 0; seed++) walk(without(id), seed, found);
    assert.ok(found.length > 0, `without ${id} no walk broke anything`);
  }
});
