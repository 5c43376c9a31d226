// src/law/procedures/performance/walk.test.ts —— 代履行、立即代履行随机走案：told, reminded, by day, under our eyes, at cost

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, addYears, type PlainDate, plainDate, weekday } from '../../../base/dates.ts';
import type { CaseFile, RecordedAct } from '../../engine.ts';
import { last } from '../../engine.ts';
import { sampleRegisters } from '../../papers/sample/registers.ts';
import type { Particulars } from '../../particulars/field.ts';
import { workingDaysBetween } from '../../reckoning/days.ts';
import type { Registers } from '../../registers.ts';
import type { StepId } from '../../vocabulary.ts';
import { assertArrivals, assertNextStep } from '../../walk/testArrivals.ts';
import { type Invariants, type LightWalk, lawWithout, walkLightly } from '../../walk/testLightWalk.ts';
import { picker } from '../../walk/testScene.ts';
import { immediatePerformance } from './immediate.ts';
import { performance } from './table.ts';

const party = { kind: 'person' as const, name: '康演示', citizenId: '21112219850615012X', address: '演示镇演示村', phone: '13800000042' };
const of = (before: RecordedAct[], ...steps: StepId[]) => before.findLast((act) => steps.includes(act.step));
const said = (before: RecordedAct[], step: StepId): Particulars => of(before, step)?.particulars ?? {};
const on =
  (steps: StepId[], check: Invariants[string]): Invariants[string] =>
  (seen) =>
    steps.includes(seen.act.step) ? check(seen) : undefined;
const sum = (rows: unknown) => ((rows as { amount: number }[] | undefined) ?? []).reduce((all, row) => all + row.amount, 0);
const stopped = (before: RecordedAct[]) =>
  of(before, 'enforcementSuspended', 'enforcementResumed')?.step === 'enforcementSuspended' ||
  of(before, 'agreementConcluded', 'agreementBroken')?.step === 'agreementConcluded';

/** What holds of both: the work itself. */
const work: Invariants = {
  'R28 not at night, not on a day off, unless it is said why': on(
    ['performanceCarriedOut', 'immediatelyPerformed'],
    ({ act, registers }) => {
      const hour = (key: string) =>
        Number(String(act.particulars[key]).slice(11, 13)) + Number(String(act.particulars[key]).slice(14, 16)) / 60;
      const off = workingDaysBetween(addDays(act.on, -1), act.on, registers.calendar) === 0;
      return (off || hour('startedAt') < 6 || hour('endedAt') > 22) && !act.particulars.urgentReason && '夜间或者休息日';
    },
  ),
  'never by force, never by cutting off water, power, heat or gas': on(
    ['performanceCarriedOut', 'immediatelyPerformed'],
    ({ act: { particulars } }) => (particulars.force === true || particulars.utilities === true) && '方式违法',
  ),
  'R29 two of us watch, and whoever worked and the party or a witness sign': on(
    ['performanceCarriedOut', 'immediatelyPerformed'],
    ({ act: { by, particulars } }) =>
      (new Set(by).size < 2 ||
        (particulars.finished === true &&
          !(particulars.performerSigned === true && (particulars.signed === 'signed' || particulars.witness)))) &&
      '签名不全',
  ),
  'nobody with an interest performs': on(
    ['performanceDecided', 'immediatelyPerformed'],
    ({ before, act }) => (act.particulars.interested === true || said(before, 'performanceDrafted').interested === true) && '有利害关系',
  ),
  'never more than the budget without a reason': on(['costCharged'], ({ before, act }) => {
    const draft = of(before, 'performanceDrafted');
    return draft && sum(act.particulars.costs) > sum(draft.particulars.costs) && !act.particulars.overrunReason ? '超过预算' : false;
  }),
  'costs are settled when paid, spared by law, or overdue and left to the court': on(['costSettled'], ({ before, act }) => {
    const charged = said(before, 'costCharged');
    const paid = before.filter(({ step }) => step === 'paymentReceived').reduce((all, each) => all + Number(each.particulars.amount), 0);
    const { how } = act.particulars;
    if (how === 'paid') return charged.exempt !== true && paid < sum(charged.costs) && '没有缴清';
    return (how === 'exempt' ? charged.exempt !== true : act.on <= String(charged.payBy)) && '不符';
  }),
};

const ordered: Invariants = {
  ...work,
  'only duties others can perform, whose neglect does harm, once their day is over': on(
    ['performanceProposed'],
    ({ act: { particulars, on: day } }) =>
      (particulars.dutyKind === 'money' || particulars.harm === 'none' || String(particulars.dutyDue) >= day) && '不能代履行',
  ),
  'rests on a decision that is known here, or on the paper of an old one': on(
    ['performanceProposed'],
    ({ act: { particulars } }) => particulars.old !== true && '没有决定',
  ),
  'no structure is pulled down that nobody announced': on(
    ['performanceDecided'],
    ({ before }) =>
      said(before, 'performanceProposed').isStructure === true &&
      !before.some((act) => act.step === 'paperIssued' && act.particulars.form === 'QZ22') &&
      '没有公告',
  ),
  'drafted and decided after the time the demand gave, never against a statement that was upheld': on(
    ['performanceDrafted', 'performanceDecided'],
    ({ before, act }) => {
      const demand = of(before, 'demandServed');
      const upheld = said(before, 'statementRechecked').adopted === 'adopted';
      return (!demand || act.on <= String(demand.particulars.demandedBy) || upheld) && '催告没有期满';
    },
  ),
  'R14 decided on the very draft the review passed': on(['performanceDecided'], ({ before }) => {
    const [draft, review] = [of(before, 'performanceDrafted'), of(before, 'legalReviewed')];
    return !(draft && review && review.n > draft.n && review.particulars.outcome === 'passed') && '没有审核通过';
  }),
  'R29 three working days between the last demand and the work': on(['performanceCarriedOut'], ({ before, act, registers }) => {
    const reminded = of(before, 'performanceReminded');
    return (
      (!reminded || !of(before, 'decisionServed') || workingDaysBetween(reminded.on, addDays(act.on, -1), registers.calendar) < 3) &&
      '没有三日前催告'
    );
  }),
  'nothing goes on while it is suspended or agreed upon': on(
    ['performanceDrafted', 'performanceDecided', 'performanceReminded', 'performanceCarriedOut'],
    ({ before }) => stopped(before) && '中止或者有协议',
  ),
  'nothing goes on once the party did it itself': on(
    ['performanceDecided', 'decisionServed', 'performanceReminded', 'performanceCarriedOut'],
    ({ before }) => of(before, 'dutyFulfilled') !== undefined && '已经履行',
  ),
  'an agreement harms nobody and spares only late fines': on(
    ['agreementConcluded'],
    ({ act: { particulars } }) => (particulars.harms === true || particulars.reduces === 'principal') && '协议违法',
  ),
  'given up after three years only of inability': on(['enforcementTerminated'], ({ before, act }) => {
    const halt = of(before, 'enforcementSuspended', 'enforcementResumed');
    const long = halt?.step === 'enforcementSuspended' && halt.particulars.ground === 'unable' && act.on >= addYears(halt.on, 3);
    return act.particulars.ground === 'threeYears' && !long && '不满三年';
  }),
  'closed over finished work that is paid for, or a duty fulfilled': on(['caseClosed'], ({ before }) => {
    const finished = said(before, 'performanceCarriedOut').finished === true && of(before, 'costSettled') !== undefined;
    return !finished && !of(before, 'dutyFulfilled') && '没有完毕';
  }),
};
const atOnce: Invariants = {
  ...work,
  'R29 only in public places, only what the party cannot clear': on(
    ['immediatePerformanceProposed'],
    ({ act: { particulars } }) => (particulars.placeKind === 'other' || particulars.partyCan === true) && '不能立即代履行',
  ),
  'decided by a head before it is done, by the minute': on(['immediatelyPerformed'], ({ before, act }) => {
    const decided = of(before, 'immediatePerformanceDecided');
    return (!decided || String(act.particulars.startedAt) < String(decided.particulars.approvedAt)) && '没有决定';
  }),
  'an absent party is told before the case closes': on(['caseClosed'], ({ before }) => {
    const away =
      said(before, 'immediatePerformanceProposed').present === false ||
      before.some((act) => act.step === 'immediatelyPerformed' && act.particulars.partyPresent === 'absent');
    return away && !of(before, 'absentPartyNoticed') && '没有通知';
  }),
};

const registers: Registers = {
  ...sampleRegisters('康演示'),
  evidence: (id) => (id.startsWith('e') ? { id, name: id, mediaType: 'image/jpeg', digest: id, size: 1, takenBy: [] } : undefined),
};
const spoils: Particulars[] = [{ dutyDue: '2026-12-31' }, { item: 'PJLS-QZ-001' }, { recording: undefined }];
const times = (day: PlainDate, random: () => number) => {
  const [from, to] = picker(random)([
    ['09:30', '11:10'],
    ['09:30', '11:10'],
    ['09:30', '11:10'],
    ['20:30', '23:10'],
    ['04:30', '07:10'],
  ] as const);
  return { startedAt: `${day} ${from}`, endedAt: `${day} ${to}` };
};
function extraFor(step: StepId, file: CaseFile, day: PlainDate, random: () => number): Particulars {
  const pick = picker(random);
  const rarely = <T>(usual: T, odd: T): T => (random() < 0.15 ? odd : usual);
  let workday = addDays(day, 12);
  while (weekday(workday) === 0 || weekday(workday) === 6) workday = addDays(workday, 1);
  const done = {
    ...times(day, random),
    recording: ['e1'],
    finished: pick([true, true, false]),
    urgentReason: pick([undefined, undefined, '情况紧急']),
    partyPresent: pick(['present', 'present', 'absent']),
    signed: 'signed',
    witness: pick([undefined, '何演示']),
    force: rarely(false, true),
    utilities: rarely(false, true),
    performerSigned: rarely(true, false),
    interested: rarely(false, true),
  };
  const signed = done.partyPresent === 'absent' ? 'absent' : 'signed';
  const costs = (last(file, 'performanceDrafted')?.particulars.costs ?? [{ what: '工程', how: '结算', amount: 748_000 }]) as {
    amount: number;
  }[];
  const extras: Partial<Record<StepId, Particulars>> = {
    performanceProposed: {
      handlers: ['panjin-p01', 'panjin-p02'],
      evidence: ['e1'],
      paper: ['e1'],
      old: rarely(true, false),
      ...pick<Particulars>([
        ...Array.from({ length: 3 }, () => ({ dutyKind: rarely('restore', 'money') })),
        { dutyKind: 'remove', isStructure: true },
        { dutyKind: 'remove', isStructure: false },
      ]),
      harm: rarely('resources', 'none'),
    },
    demandServed: { demandedBy: addDays(day, pick([2, 8])) },
    statementRechecked: { adopted: pick(['notAdopted', 'notAdopted', 'adopted']) },
    performanceDrafted: { performOn: workday, interested: rarely(false, true) },
    legalReviewed: { outcome: rarely('passed', 'rejected') },
    performanceCarriedOut: { ...done, signed },
    immediatePerformanceProposed: {
      handlers: ['panjin-p01', 'panjin-p02'],
      present: pick([true, false]),
      placeKind: rarely('road', 'other'),
      partyCan: rarely(false, true),
    },
    immediatelyPerformed: { ...done, signed },
    costCharged: {
      costs: pick([costs, costs, costs.map((row) => ({ ...row, amount: row.amount + 100 }))]),
      overrunReason: pick([undefined, '材料涨价']),
      payBy: addDays(day, 3),
      exempt: pick([false, false, true]),
    },
    paymentReceived: { amount: pick([748_000, 100]) },
    costSettled: { how: pick(['paid', 'exempt', 'court']) },
    dutyFulfilled: { evidence: ['e2'] },
    enforcementSuspended: { ground: pick(['unable', 'claimed']) },
    enforcementTerminated: { ground: pick(['died', 'lost', 'threeYears']), paper: ['e3'] },
    agreementConcluded: { paper: ['e4'], reduces: rarely('late', 'principal'), harms: rarely(false, true) },
    agreementBroken: { evidence: ['e5'] },
    evidenceCollected: { evidence: ['e6'] },
    publicationJudged: { publish: false },
  };
  return extras[step] ?? {};
}

const walkOf = (seed: number): LightWalk => ({
  law: seed % 3 === 0 ? immediatePerformance : performance,
  registers,
  party,
  item: seed % 3 === 0 ? 'PJLS-QZ-010' : 'PJLS-QZ-008',
  start: plainDate('2026-03-02'),
  attempts: 150,
  invariants: seed % 3 === 0 ? atOnce : ordered,
  aside:
    seed % 3 === 0
      ? ['paymentReceived']
      : ([
          'statementReceived',
          'paymentReceived',
          'agreementBroken',
          'enforcementResumed',
          ...(seed % 5 === 0 ? (['enforcementSuspended', 'agreementConcluded', 'dutyFulfilled', 'enforcementTerminated'] as const) : []),
        ] as StepId[]),
  extra: (step, { file, on: day, random }) => extraFor(step, file, day, random),
  spoils,
});
const walks = Array.from({ length: 240 }, (_, i) => walkLightly(walkOf(i + 1), i + 1));

test('R14, R28, R29 and the rules of substitute performance hold after every recorded act', () => {
  assert.deepEqual(walks.flatMap(({ broken }) => broken).slice(0, 10), []);
});

test('every invariant was put to the test', () => {
  const never = [...Object.keys(ordered), ...Object.keys(atOnce)].filter((name) => !walks.some(({ checked }) => checked.get(name)));
  assert.deepEqual(never, []);
});

test('the walks arrive: decided, carried out, charged, settled, fulfilled, suspended, agreed, terminated, done at once, closed', () => {
  const goals: StepId[] = [
    'performanceDecided',
    'performanceCarriedOut',
    'costSettled',
    'dutyFulfilled',
    'enforcementResumed',
    'agreementBroken',
    'enforcementTerminated',
    'immediatelyPerformed',
    'absentPartyNoticed',
    'caseClosed',
  ];
  assertArrivals(goals, walks);
});

test('an open case always has a next step', () => {
  for (const [i, { file }] of walks.entries()) {
    assertNextStep(walkOf(i + 1).law, file, registers);
  }
});

test('the invariants do bite: take a gate away and a walk breaks one', () => {
  for (const id of [
    'notAtNight',
    'withoutForce',
    'utilitiesKept',
    'executionSigned',
    'costAtCost',
    'costCleared',
    'dutySubstitutable',
    'harmful',
    'demandRanOut',
    'statementNotUpheld',
    'reviewAgreed',
    'remindedInTime',
    'notSuspended',
    'agreementHarmless',
    'onlyLateReduced',
    'terminatedOnGround',
    'performedOrFulfilled',
    'publicPlaceObstructed',
    'partyCannotClear',
    'decisionStands',
    'structureAnnounced',
    'clearedAfterDecision',
  ]) {
    let found = false;
    for (let seed = 1; seed <= 600 && !found; seed++) {
      const walk = walkOf(seed);
      found = walkLightly({ ...walk, law: lawWithout(walk.law, id) }, seed).broken.length > 0;
    }
    assert.ok(found, `without ${id} no walk broke anything`);
  }
});
