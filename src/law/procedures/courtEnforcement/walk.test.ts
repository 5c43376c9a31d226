// src/law/procedures/courtEnforcement/walk.test.ts —— 申请法院执行随机走案：in its window, after the demand, on the reviewed draft, never above the principal

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, addMonths, type PlainDate, plainDate } from '../../../base/dates.ts';
import type { CaseFile, RecordedAct } from '../../engine.ts';
import { sampleRegisters } from '../../papers/sample/registers.ts';
import type { Particulars } from '../../particulars/field.ts';
import { nearestWorkingDay, workingDaysBetween } from '../../reckoning/days.ts';
import type { Registers } from '../../registers.ts';
import type { StepId } from '../../vocabulary.ts';
import { assertAllTested, assertArrivals, assertNextStep } from '../../walk/testArrivals.ts';
import { type Invariants, type LightWalk, lawWithout, walkLightly } from '../../walk/testLightWalk.ts';
import { picker, seeded } from '../../walk/testScene.ts';
import { courtEnforcement } from './table.ts';

const party = { kind: 'person' as const, name: '高演示', citizenId: '21112219850615012X', address: '演示镇演示村', phone: '13800000021' };
const of = (before: RecordedAct[], ...steps: StepId[]) => before.findLast((act) => steps.includes(act.step));
const said = (before: RecordedAct[], step: StepId): Particulars => of(before, step)?.particulars ?? {};
const on =
  (steps: StepId[], check: Invariants[string]): Invariants[string] =>
  (seen) =>
    steps.includes(seen.act.step) ? check(seen) : undefined;
const paid = (before: RecordedAct[]) =>
  before.filter(({ step }) => step === 'paymentReceived').reduce((all, act) => all + Number(act.particulars.amount), 0);
const owed = (before: RecordedAct[]) => Math.max(0, Number(said(before, 'courtEnforcementProposed').principal) - paid(before));
/** When the remedies are over, by the proposal alone. */
function remediesOver(before: RecordedAct[]): PlainDate {
  const { decisionServedOn, courses, deferredTo } = said(before, 'courtEnforcementProposed') as {
    decisionServedOn: PlainDate;
    courses?: { kind: string; to?: PlainDate }[];
    deferredTo?: PlainDate;
  };
  const [course] = courses ?? [];
  const remedy = course?.kind === 'reconsideration' && course.to ? addDays(course.to, 15) : addMonths(decisionServedOn, 6);
  return [remedy, course?.to, deferredTo].reduce<PlainDate>((all, day) => (day !== undefined && day > all ? day : all), remedy);
}
const refusedBy = (before: RecordedAct[]) => {
  const ruling = of(before, 'courtRuled');
  const found = ruling ? (ruling.particulars.outcome === 'refused' ? ruling : undefined) : of(before, 'courtDeclined');
  return found &&
    !before.some(
      (act) =>
        act.n > found.n && (act.step === 'courtAccepted' || (act.step === 'courtReviewDecided' && act.particulars.outcome !== 'upheld')),
    )
    ? found
    : undefined;
};

const invariants: Invariants = {
  'R27 applied for within three months of the remedies, not before': on(['courtApplied'], ({ before, act, registers }) => {
    const from = remediesOver(before);
    return (act.on <= from || act.on > nearestWorkingDay(addMonths(from, 3), 1, registers.calendar)) && '不在期限内';
  }),
  'R27 ten working days after the demand was served': on(['courtApplied'], ({ before, act, registers }) => {
    const demand = of(before, 'demandServed');
    return (!demand || workingDaysBetween(demand.on, addDays(act.on, -1), registers.calendar) < 10) && '催告没有期满';
  }),
  'no application while the party is suing, none once it has paid': on(
    ['courtApplied'],
    ({ before }) =>
      (said(before, 'courtEnforcementProposed').proceedings === 'pending' ||
        owed(before) === 0 ||
        of(before, 'dutyFulfilled') !== undefined) &&
      '不应申请',
  ),
  'R14 applied for on the very draft the review passed': on(['courtApplied'], ({ before }) => {
    const [draft, review] = [of(before, 'courtApplicationDrafted'), of(before, 'legalReviewed')];
    return !(draft && review && review.n > draft.n && review.particulars.outcome === 'passed') && '没有审核通过';
  }),
  'R26 the late fine never exceeds the principal, nor three per cent a day': on(['courtApplicationDrafted'], ({ before, act }) => {
    const { principal, dutyDue, lateTold, courses, deferredOn, deferredTo } = said(before, 'courtEnforcementProposed') as {
      principal: number;
      dutyDue: PlainDate;
      lateTold: boolean;
      courses?: { from: PlainDate; to?: PlainDate }[];
      deferredOn?: PlainDate;
      deferredTo?: PlainDate;
    };
    let days = 0;
    for (let day = addDays(dutyDue, 1); day <= act.on; day = addDays(day, 1)) {
      const paused = (courses ?? []).some(({ from, to }) => from <= day && day <= (to ?? day));
      if (!paused && !(deferredTo && deferredOn! <= day && day <= deferredTo)) days += 1;
    }
    const most = lateTold ? Math.min(principal, Math.round(principal * 0.03 * days)) : 0;
    return Number(act.particulars.lateFine ?? 0) > most && '超出';
  }),
  'the sum applied for is what is owed, with the papers of §55': on(['courtApplicationDrafted'], ({ before, act: { particulars } }) => {
    const materials = (particulars.materials as string[] | undefined) ?? [];
    const whole = ['application', 'decision', 'opinion', 'target'].every((each) => materials.includes(each));
    return (Number(particulars.owed ?? 0) !== owed(before) || !whole) && '金额或者材料不对';
  }),
  'money is demanded with its sum and the way to pay': on(
    ['demandServed'],
    ({ act: { particulars } }) => !(particulars.amount && particulars.payWay) && '没有金额',
  ),
  'a refusal is taken higher within fifteen days': on(['courtReviewApplied'], ({ before, act, registers }) => {
    const refusal = refusedBy(before);
    return (!refusal || act.on > nearestWorkingDay(addDays(refusal.on, 15), 1, registers.calendar)) && '逾期';
  }),
  'rests on a decision that is known here, or on the paper of an old one': on(
    ['courtEnforcementProposed'],
    ({ act: { particulars } }) => particulars.old !== true && particulars.decidedCase === '没有的案件' && '没有决定',
  ),
  'closed only when enforced or fulfilled': on(
    ['caseClosed'],
    ({ before }) => !of(before, 'enforcementEnded', 'dutyFulfilled') && '没有执行',
  ),
  'given up only on what the file shows': on(['enforcementForgone'], ({ before, act, registers }) => {
    const { ground, paper } = act.particulars as { ground: string; paper?: string[] };
    if (ground === 'missed')
      return (
        (of(before, 'courtApplied') !== undefined ||
          act.on <= nearestWorkingDay(addMonths(remediesOver(before), 3), 1, registers.calendar)) &&
        '没有超过期限'
      );
    return ((ground === 'refused' && !refusedBy(before)) || !paper?.length) && '没有依据';
  }),
};

const decisionNo = '盘林罚决字〔2025〕第012号';
const registers: Registers = {
  ...sampleRegisters('高演示'),
  // The other case is named by the day its decision was served.
  otherCase: (no) =>
    /^\d{4}-/.test(no)
      ? { number: no, says: [], decisions: [{ number: decisionNo, on: plainDate(no), servedOn: plainDate(no), fine: 900_000 }] }
      : undefined,
  evidence: (id) => (id.startsWith('e') ? { id, name: id, mediaType: 'image/jpeg', digest: id, size: 1, takenBy: [] } : undefined),
};
function extraFor(step: StepId, file: CaseFile, day: PlainDate, random: () => number, served: PlainDate): Particulars {
  const pick = picker(random);
  const left = owed(file.acts.filter((act) => act.step !== 'actVoided'));
  const extras: Partial<Record<StepId, Particulars>> = {
    courtEnforcementProposed: {
      handlers: ['panjin-p01', 'panjin-p02'],
      evidence: ['e1'],
      ...pick([
        { old: true, paper: ['e1'] },
        { old: false, decidedCase: served },
        { old: false, decidedCase: '没有的案件' },
      ]),
      decidedOn: served,
      decisionServedOn: served,
      dutyDue: addDays(served, 15),
      ...pick<Particulars>([
        { proceedings: 'none' },
        { proceedings: 'none' },
        { proceedings: 'none' },
        { proceedings: 'pending', courses: [{ kind: 'suit', from: addDays(served, 20) }] },
        ...['reconsideration', 'suit'].map((kind) => ({
          proceedings: 'ended',
          courses: [{ kind, from: addDays(served, 20), to: addDays(day, pick([-30, -5, 20])) }],
        })),
      ]),
      ...pick<Particulars>([{}, {}, {}, { deferredOn: addDays(served, 10), deferredTo: addDays(day, 30) }]),
      lateTold: pick([true, true, false]),
    },
    demandServed: { demandedBy: addDays(day, 8), amount: pick([900_000, 900_000, 900_000, undefined]), payWay: '缴至代收机构' },
    statementRechecked: { adopted: pick(['notAdopted', 'notAdopted', 'adopted']) },
    courtApplicationDrafted: {
      owed: left === 0 ? undefined : pick([left, left, left, 800_000]),
      lateFine: pick([0, 0, 300_000, 900_000, 900_001]),
      materials: pick([
        ['application', 'decision', 'opinion', 'target'],
        ['application', 'decision', 'opinion', 'target'],
        ['application'],
      ]),
    },
    legalReviewed: { outcome: pick(['passed', 'passed', 'passed', 'rejected']) },
    paymentReceived: { amount: pick([100_000, 900_000]) },
    dutyFulfilled: { evidence: ['e2'] },
    courtAccepted: { paper: ['e3'] },
    courtDeclined: { paper: ['e3'] },
    courtRuled: { paper: ['e4'], outcome: pick(['granted', 'refused']) },
    courtReviewDecided: { paper: ['e5'], outcome: pick(['accepted', 'granted', 'upheld']) },
    enforcementEnded: { paper: ['e6'] },
    enforcementForgone: { ground: pick(['fulfilled', 'missed', 'refused', 'revoked']), paper: pick([['e7'], ['e7'], undefined]) },
    evidenceCollected: { evidence: ['e8'] },
  };
  return extras[step] ?? {};
}
function walkOf(seed: number): LightWalk {
  const scene = picker(seeded(seed + 3000));
  const start = plainDate('2026-03-02');
  const served = addDays(start, -scene([190, 190, 190, 170, 255, 280]));
  return {
    law: courtEnforcement,
    registers,
    party,
    item: 'PJLS-QZ-013',
    start,
    attempts: 140,
    invariants,
    aside: [
      'courtAccepted',
      'courtDeclined',
      'courtRuled',
      'courtReviewApplied',
      'courtReviewDecided',
      'enforcementEnded',
      'statementReceived',
      ...(seed % 4 === 0 ? (['paymentReceived', 'dutyFulfilled', 'enforcementForgone'] as const) : []),
    ] as StepId[],
    extra: (step, { file, on: day, random }) => extraFor(step, file, day, random, served),
    spoils: [{ item: 'PJLS-QZ-008' }, { payWay: undefined }, { handlers: ['panjin-p01', 'panjin-p05'] }],
  };
}
const walks = Array.from({ length: 220 }, (_, i) => walkLightly(walkOf(i + 1), i + 1));

test('R14, R26, R27 and the rules of applications to the court hold after every recorded act', () => {
  assert.deepEqual(walks.flatMap(({ broken }) => broken).slice(0, 10), []);
});

test('every invariant was put to the test', () => {
  assertAllTested(invariants, walks);
});

test('the walks arrive: applied, accepted, declined, ruled, taken higher, ended, fulfilled, given up, closed', () => {
  const goals: StepId[] = [
    'courtApplied',
    'courtAccepted',
    'courtDeclined',
    'courtRuled',
    'courtReviewApplied',
    'courtReviewDecided',
    'enforcementEnded',
    'dutyFulfilled',
    'enforcementForgone',
    'caseClosed',
  ];
  assertArrivals(goals, walks);
});

test('an open case always has a next step', () => {
  for (const { file } of walks) {
    assertNextStep(courtEnforcement, file, registers);
  }
});

test('the invariants do bite: take a gate away and a walk breaks one', () => {
  for (const id of [
    'withinThreeMonths',
    'remediesOver',
    'tenDaysAfterDemand',
    'noProceedingsPending',
    'reviewAgreed',
    'lateFineCapped',
    'owedAsKept',
    'materialsComplete',
    'demandComplete',
    'enforcedOrFulfilled',
    'forgoneGrounded',
    'decisionStands',
  ]) {
    let found = false;
    for (let seed = 1; seed <= 600 && !found; seed++) {
      const walk = walkOf(seed);
      found = walkLightly({ ...walk, law: lawWithout(walk.law, id) }, seed).broken.length > 0;
    }
    assert.ok(found, `without ${id} no walk broke anything`);
  }
});
