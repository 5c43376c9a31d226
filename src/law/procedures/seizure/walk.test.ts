// src/law/procedures/seizure/walk.test.ts —— 查封扣押随机走案：the goods balance, the period and the approvals hold after every recorded act

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, daysBetween, type PlainDate, plainDate } from '../../../base/dates.ts';
import { type CaseFile, last } from '../../engine.ts';
import { sampleRegisters } from '../../papers/sample/registers.ts';
import type { Particulars } from '../../particulars/field.ts';
import type { Registers } from '../../registers.ts';
import type { StepId } from '../../vocabulary.ts';
import { assertAllTested, assertArrivals, assertNextStep } from '../../walk/testArrivals.ts';
import { type LightWalk, lawWithout, walkLightly } from '../../walk/testLightWalk.ts';
import { picker, seeded } from '../../walk/testScene.ts';
import { seizure } from './table.ts';
import { invariants } from './testInvariants.ts';

const party = { kind: 'person' as const, name: '阎演示', citizenId: '21112219850615012X', address: '演示镇演示村', phone: '13800000041' };
const registers: Registers = {
  ...sampleRegisters('阎演示'),
  otherCase: (no) =>
    no === '盘林湿案〔2026〕0002号'
      ? {
          number: no,
          says: [],
          decisions: [{ number: '盘林湿罚决〔2026〕第001号', on: plainDate('2026-03-01'), servedOn: plainDate('2026-03-02') }],
        }
      : undefined,
  evidence: (id) => (id.startsWith('e') ? { id, name: id, mediaType: 'image/jpeg', digest: id, size: 1, takenBy: [] } : undefined),
};

function walkOf(seed: number): LightWalk {
  const scene = picker(seeded(seed + 9000));
  const urgent = scene([true, false, false]);
  const premises = scene([true, false, false]);
  return {
    law: seizure,
    registers,
    party,
    item: 'PJLS-QZ-001',
    start: plainDate('2026-03-02'),
    attempts: 130,
    invariants,
    aside: [
      'goodsDisposed',
      'goodsDisposed',
      'testingNoticed',
      'appraisalReceived',
      'seizureExtended',
      'goodsSold',
      'keepingEntrusted',
      'seizureDeclined',
      'seizureDisallowed',
      'recusalRequested',
    ],
    extra: (step, { file, on: day, random }) => extraFor(step, file, day, random, { urgent, premises }),
    spoils: [
      { item: 'PJLS-CF-001' },
      { item: 'PJLS-QZ-013' },
      { related: false },
      { necessities: true },
      { sealedElsewhere: true },
      { period: 40 },
      { days: 40 },
      { handover: 'later' },
      { keepingCostBy: 'party' },
      { testCostBy: 'party' },
      { recording: undefined },
      { penaltyNo: undefined },
      { moves: [{ no: 1, quantity: '99', disposal: 'confiscated', basis: '示例' }] },
      { moves: [{ no: 7, quantity: '1', disposal: 'destroyed', basis: '示例' }] },
      { handlers: ['panjin-p01', 'panjin-p05'] },
    ],
  };
}

const disposals = [
  { disposal: 'confiscated', basis: '示例依据' },
  { disposal: 'destroyed', basis: '示例依据' },
  { disposal: 'transferred', to: '示例机关' },
  { disposal: 'handedOver', to: '示例机构' },
];
const line = (random: () => number) => {
  const pick = picker(random);
  const no = pick([1, 1, 2]);
  return { no, quantity: no === 1 ? pick(['12.5', '5', '2.5']) : '1' };
};
function extraFor(
  step: StepId,
  file: CaseFile,
  day: PlainDate,
  random: () => number,
  theme: { urgent: boolean; premises: boolean },
): Particulars {
  const pick = picker(random);
  const seized = last(file, 'goodsSeized');
  const extras: Partial<Record<StepId, Particulars>> = {
    seizureProposed: { ...theme, handlers: ['panjin-p01', 'panjin-p02'], measure: pick(['seizeGoods', 'sealGoods']) },
    legalReviewed: { outcome: pick(['passed', 'passed', 'passed', 'rejected']) },
    goodsSeized: { recording: ['e1'] },
    seizureRatified: { lateReason: seized && daysBetween(seized.on, day) > 0 ? pick(['负责人出差', undefined]) : undefined },
    appraisalReceived: { institution: '演示鉴定所', opinion: '结论', evidence: ['e2'] },
    testingNoticed: { from: addDays(day, 1), to: addDays(day, pick([5, 12])), testCostBy: pick(['agency', 'agency', 'party']) },
    keepingEntrusted: { keepingCostBy: pick(['agency', 'party']) },
    seizureExtended: { days: pick([30, 15, 40]) },
    goodsSold: { moves: [line(random)], proceeds: 240_000, paper: ['e3'] },
    goodsDisposed: {
      moves: [{ ...line(random), ...pick(disposals) }],
      penaltyCase: pick(['盘林湿案〔2026〕0002号', '盘林湿案〔2026〕0002号', '没有的案件']),
      penaltyNo: pick(['盘林湿罚决〔2026〕第001号', undefined]),
      partyTold: true,
      proceeds: pick([undefined, undefined, 240_000]),
    },
    seizureReleased: {
      ground: pick(['noBreach', 'decided', 'expired', 'disallowed', 'other']),
      whole: pick([true, false]),
      moves: [line(random)],
    },
    goodsReturned: { moves: [line(random)], recording: ['e4'], proceeds: pick([undefined, undefined, 240_000, 250_000]) },
    evidenceCollected: { evidence: ['e5'] },
    publicationJudged: { publish: false },
    recordChangeProposed: {
      change: 'voided',
      act: pick([last(file, 'goodsSold')?.n, last(file, 'goodsSold')?.n, file.acts.at(-1)?.n]) ?? 1,
    },
    recusalRequested: { about: 'panjin-p02' },
    recusalDecided: { about: 'panjin-p02', successor: pick(['panjin-p03', 'panjin-p05']) },
    handlerReplaced: { replaced: 'panjin-p01', successor: 'panjin-p04' },
  };
  return extras[step] ?? {};
}

const walks = Array.from({ length: 200 }, (_, i) => walkLightly(walkOf(i + 1), i + 1));

test('R02, R05, R10, R14, R57 and the scope of seizures hold after every recorded act', () => {
  assert.deepEqual(walks.flatMap(({ broken }) => broken).slice(0, 10), []);
});

test('every invariant was put to the test', () => {
  assertAllTested(invariants, walks);
});

test('the walks arrive: declined, urgent and ratified or not, tested, extended, sold, disposed of, released, returned, closed', () => {
  const goals: StepId[] = [
    'seizureDeclined',
    'seizureRatified',
    'seizureDisallowed',
    'testingNoticed',
    'seizureExtended',
    'keepingEntrusted',
    'goodsSold',
    'goodsDisposed',
    'seizureReleased',
    'goodsReturned',
    'caseClosed',
    'actVoided',
  ];
  assertArrivals(goals, walks);
});

test('an open seizure always has a next step', () => {
  for (const { file } of walks) {
    assertNextStep(seizure, file, registers);
  }
});

test('the invariants do bite: take a gate away and a walk breaks one', () => {
  for (const id of [
    'ledgerStands',
    'seizedAfterApproval',
    'goodsThere',
    'goodsSettled',
    'withinPeriod',
    'withinThirtyDays',
    'extensionWithinThirty',
    'handedOverOnSpot',
    'twoToSeize',
    'qualifiedToSeize',
    'onlyRelated',
    'noNecessities',
    'notSealedTwice',
    'reviewAgreed',
    'confiscatedByDecision',
    'keepingCostOurs',
    'testCostOurs',
    'ratifiedInTime',
    'proceedsThere',
  ]) {
    let found = false;
    for (let seed = 1; seed <= 600 && !found; seed++) {
      const walk = walkOf(seed);
      found = walkLightly({ ...walk, law: lawWithout(walk.law, id) }, seed).broken.length > 0;
    }
    assert.ok(found, `without ${id} no walk broke anything`);
  }
});
