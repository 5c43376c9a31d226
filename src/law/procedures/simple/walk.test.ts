// src/law/procedures/simple/walk.test.ts —— 当场处罚随机走案：limits, money and ends hold after every recorded act; a whole case takes few fields

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, daysBetween, type PlainDate, plainDate } from '../../../base/dates.ts';
import { effective, type RecordedAct } from '../../engine.ts';
import type { Party } from '../../facts.ts';
import { sampleRegisters } from '../../papers/sample/registers.ts';
import type { Field, Particulars } from '../../particulars/field.ts';
import { accountOf } from '../../reckoning/account.ts';
import { workingDaysBetween } from '../../reckoning/days.ts';
import { deadlines } from '../../reckoning/deadlines.ts';
import type { Registers } from '../../registers.ts';
import { standingOf } from '../../standing.ts';
import type { StepId } from '../../vocabulary.ts';
import { assertArrivals } from '../../walk/testArrivals.ts';
import { type Invariants, type LightWalk, lawWithout, walkLightly } from '../../walk/testLightWalk.ts';
import { picker, seeded } from '../../walk/testScene.ts';
import { penaltySimple } from './table.ts';

const person: Party = {
  kind: 'person',
  name: '高苇（演示）',
  citizenId: '211122197802280039',
  address: '演示镇演示村',
  phone: '13800000021',
};
const company: Party = {
  kind: 'organisation',
  name: '盘锦演示林场有限公司',
  uscc: '91211100MA0DEM001J',
  representative: '周演示',
  address: '演示镇',
  phone: '0427-2000000',
};
const of = (before: RecordedAct[], ...steps: StepId[]) => before.findLast((act) => steps.includes(act.step));
const said = (before: RecordedAct[], step: StepId): Particulars => of(before, step)?.particulars ?? {};
const on =
  (steps: StepId[], check: Invariants[string]): Invariants[string] =>
  (seen) =>
    steps.includes(seen.act.step) ? check(seen) : undefined;
const cash = (before: RecordedAct[]) => ['small', 'hard', 'remote'].includes(said(before, 'onSpotDecided').collection as string);
/** The fine as the acts have it: as decided, as changed last, none once revoked. */
function bound(before: RecordedAct[]): number {
  const undone = before.findLast(
    ({ step, particulars }) => ['decisionRevoked', 'decisionAmended'].includes(step) && particulars.kind !== 'corrected',
  );
  if (undone?.particulars.kind === 'changed') return (undone.particulars.newFine as number | undefined) ?? 0;
  return ['revoked', 'void'].includes(undone?.particulars.kind as string)
    ? 0
    : ((said(before, 'onSpotDecided').fine as number | undefined) ?? 0);
}
const paid = (before: RecordedAct[]) =>
  before
    .filter(({ step }) => step === 'paymentReceived')
    .reduce((sum, act) => sum + (act.particulars.amount as number), cash(before) ? Number(said(before, 'onSpotDecided').fine) : 0);

const invariants: Invariants = {
  'R06 at most 200元 for people and 3,000元 for organisations, a warning or a fine': on(['onSpotDecided'], ({ act }) => {
    const { fine = 0, party, penalty } = act.particulars as { fine?: number; party: Party; penalty: string };
    return (
      (fine > (party.kind === 'organisation' ? 300_000 : 20_000) || !['warning', 'fine', 'both'].includes(penalty)) && '超过当场处罚的限度'
    );
  }),
  'R02 two officers with certificates': on(
    ['onSpotDecided'],
    ({ act, registers }) =>
      !(new Set(act.by).size >= 2 && act.by.every((id) => registers.certificate(id, act.on)?.actTypes.includes('penalty'))) && '人员不合格',
  ),
  'R21 in the article for this kind of party, below it only with a ground': on(['onSpotDecided'], ({ act }) => {
    const { fine, item, party, lightening = [] } = act.particulars as { fine?: number; item: string; party: Party; lightening?: string[] };
    if (fine === undefined) return false;
    const [min, max] =
      item === 'PJLS-CF-044'
        ? party.kind === 'person'
          ? [20_000, 300_000]
          : [1_000_000, 5_000_000]
        : party.kind === 'person'
          ? [20_000, 200_000]
          : [200_000, 500_000];
    return (fine > max! || (fine < min! && lightening.length === 0)) && '超出法定幅度';
  }),
  'evidence, and an answer to what the party says': on(['onSpotDecided'], ({ act }) => {
    const { recording = [], evidence = [], statement, answer } = act.particulars as Record<string, string[] & string>;
    return (recording.length + evidence.length === 0 || (statement && !answer)) && '没有证据或者没有复核';
  }),
  'R07 cash only for 100元, or with a reason': on(['onSpotDecided'], ({ act }) => {
    const { collection, fine, collectionReason, receipt } = act.particulars as {
      collection?: string;
      fine?: number;
      collectionReason?: string;
      receipt?: string;
    };
    if (!collection || collection === 'bank') return false;
    return !(receipt && (collection === 'small' ? fine! <= 10_000 : collectionReason)) && '违法当场收缴';
  }),
  'R08 all the cash, to the agency and then to the bank': on(['cashHandedIn', 'cashBanked'], ({ before, act }) => {
    const whole = act.particulars.amount === said(before, 'onSpotDecided').fine;
    return !(whole && cash(before) && (act.step === 'cashHandedIn' || of(before, 'cashHandedIn'))) && '交款不符';
  }),
  'recorded later only with a number printed before': on(
    ['onSpotDecided'],
    ({ act }) => act.on < act.recordedOn && !act.particulars.preprinted && '没有预印编号',
  ),
  'closed when reported, paid, and published where it must be': on(['caseClosed'], ({ before }) => {
    const open = !of(before, 'onSpotReported') || (cash(before) && !of(before, 'cashBanked'));
    const owing = paid(before) < bound(before) && !of(before, 'enforcementEnded');
    const unpublished = said(before, 'onSpotReported').influence === true && !of(before, 'decisionPublished', 'publicationApproved');
    return (open || owing || unpublished) && '未了先结';
  }),
  'our own change makes the fine lighter, and nothing is changed that fell': on(['decisionAmended'], ({ before, act }) => {
    const fell = before.findLast(
      ({ step, particulars }) => step === 'decisionRevoked' || (step === 'decisionAmended' && particulars.kind === 'revoked'),
    );
    const stands = !fell || (fell.step === 'decisionRevoked' && fell.particulars.kind === 'changed');
    return (!stands || (act.particulars.kind === 'changed' && Number(act.particulars.newFine) >= bound(before))) && '变更不当';
  }),
  'a delivered decision is neither corrected nor voided': on(
    ['actVoided', 'actCorrected'],
    ({ before, act }) => before.find((each) => each.n === act.particulars.act)?.step === 'onSpotDecided' && '改动已交付的决定',
  ),
  'after the end nothing but archive, money, remedies and records': ({ before, act }) => {
    const rule = penaltySimple.steps[act.step];
    return of(before, 'caseClosed', 'onSpotEnded') ? !(rule?.afterClosing || rule?.fact) && '终结后又办理' : undefined;
  },
};

function walkOf(seed: number): LightWalk {
  const scene = picker(seeded(seed + 4000));
  const party = scene([person, person, company]);
  const item = party === company ? 'PJLS-CF-046' : scene(['PJLS-CF-044', 'PJLS-CF-044', 'PJLS-CF-046']);
  const registers: Registers = {
    ...sampleRegisters('高苇（演示）'),
    evidence: (id) => (id.startsWith('e') ? { id, name: id, mediaType: 'image/jpeg', digest: id, size: 1, takenBy: [] } : undefined),
  };
  return {
    ...{ law: penaltySimple, registers, party, item, start: plainDate('2025-04-01') as PlainDate, attempts: 70, invariants },
    aside: [
      'paymentReceived',
      'paymentReceived',
      'litigationNoted',
      'decisionAmended',
      'deferralRequested',
      'performanceDemanded',
      'recusalRequested',
    ],
    extra: (step, { file, on: day, random }) => {
      const pick = picker(random);
      const light = random() < 0.3;
      const owed = accountOf(file, registers, day)?.owed ?? 0;
      const extras: Partial<Record<StepId, Particulars>> = {
        onSpotDecided: {
          recording: random() < 0.9 ? ['e1'] : undefined,
          whyNoRecording: '没有电',
          evidence: random() < 0.2 ? ['e2'] : undefined,
          fine: light
            ? pick([5_000, 10_000])
            : party === company
              ? pick([200_000, 300_000, 310_000])
              : pick([20_000, 20_000, 15_000, 30_000]),
          lightening: light ? ['remedied'] : undefined,
          collection: pick(['bank', 'bank', 'small', 'hard', 'remote']),
          collectionReason: random() < 0.8 ? '当事人流动，事后难以找到' : undefined,
          statement: random() < 0.3 ? '不知道是防火期' : undefined,
          answer: random() < 0.8 ? '意见不成立' : undefined,
          preprinted: random() < 0.5 ? '预印0012' : undefined,
        },
        onSpotReported: { influence: random() < 0.25 },
        cashHandedIn: { amount: file.acts.find((act) => act.step === 'onSpotDecided')?.particulars.fine },
        cashBanked: { amount: file.acts.find((act) => act.step === 'onSpotDecided')?.particulars.fine },
        paymentReceived: { amount: Math.max(1, Math.floor(owed * pick([1, 1, 0.5]))) },
        litigationNoted: { from: day, to: random() < 0.7 ? day : undefined },
        decisionRevoked: { paper: ['e3'], kind: pick(['revoked', 'changed']), newFine: 5_000 },
        decisionAmended: { kind: pick(['corrected', 'changed', 'revoked']), newFine: pick([5_000, 19_000, 400_000]) },
        deferralRequested: { paper: ['e4'] },
        deferralDecided: { until: plainDate('2026-01-10') },
        enforcementEnded: { paper: ['e5'] },
        lateFineImposed: { amount: accountOf(file, registers, day)?.late.late || 1 },
        performanceDemanded: { amount: owed || undefined, by: plainDate('2026-12-01') },
        recusalRequested: { about: 'panjin-p01' },
        recusalDecided: { about: 'panjin-p01', outcome: 'refused' },
      };
      return extras[step] ?? {};
    },
    spoils: [
      { fine: 20_100 },
      { fine: 300_100 },
      { fine: 4_000_000 },
      { penalty: 'warning' },
      { penalty: 'fine' },
      { item: 'PJLS-CF-040' },
      { amount: 1 },
      { statement: '有话说', answer: undefined },
      { occurredAt: '2027-01-01 09:00' },
      { recording: ['unknown'] },
      { collection: 'small' },
      { newFine: 9_999_999 },
      { lightening: undefined },
      { collectionReason: undefined },
    ],
  };
}

const all = Array.from({ length: 120 }, (_, seed) => ({ ...walkLightly(walkOf(seed), seed), registers: walkOf(seed).registers }));

test('R02, R06–R08, R21 and the ends of an on-the-spot case hold after every recorded act', () => {
  assert.deepEqual(all.flatMap(({ broken }) => broken).slice(0, 5), []);
  const checked = new Set(all.flatMap((walk) => [...walk.checked.keys()]));
  assert.deepEqual(
    Object.keys(invariants).filter((name) => !checked.has(name)),
    [],
  );
});

test('the walks arrive: decided, reported, cash banked, paid, published, amended, deferred, closed, archived', () => {
  const goals: StepId[] = [
    'onSpotDecided',
    'onSpotReported',
    'cashBanked',
    'paymentReceived',
    'decisionPublished',
    'decisionAmended',
    'amendmentServed',
    'deferralDecided',
    'caseClosed',
    'caseArchived',
  ];
  assertArrivals(goals, all);
});

test('an open case has a next step, or waits for the party’s money', () => {
  for (const { file, registers } of all) {
    const standing = standingOf(penaltySimple, file, registers);
    if (file.acts.length > 0 && standing.status === 'open')
      assert.ok(standing.next.length > 0, file.acts.map(({ step }) => step).join(' '));
  }
});

test('the report and the cash are late after two working days, and only then', () => {
  let seen = 0;
  for (const { file, registers } of all) {
    const [decided, reported] = [
      effective(file).find(({ step }) => step === 'onSpotDecided'),
      effective(file).findLast(({ step }) => step === 'onSpotReported'),
    ];
    if (!decided || !reported) continue;
    seen += 1;
    const found = deadlines(penaltySimple, file, registers, plainDate('2026-06-01')).find(({ step }) => step === 'onSpotReported');
    assert.equal(found?.state, workingDaysBetween(decided.on, addDays(reported.on, -1), registers.calendar) >= 2 ? 'late' : 'met');
    assert.ok(daysBetween(decided.on, reported.on) >= 0);
  }
  assert.ok(seen > 20);
});

test('the invariants do bite: take a gate away and a walk breaks one', () => {
  for (const id of [
    'onSpotLimit',
    'onSpotWithinArticle',
    'onSpotEvidenced',
    'onSpotAnswered',
    'collectedLawfully',
    'collectedOnRequest',
    'cashWhole',
    'onSpotPaid',
    'onSpotPublished',
    'changedLighter',
    'stillStands',
    'twoOfficers',
    'onSpotNumbered',
  ]) {
    const broken: string[] = [];
    for (let seed = 0; seed < 600 && broken.length === 0; seed++)
      broken.push(...walkLightly({ ...walkOf(seed), law: lawWithout(penaltySimple, id) }, seed).broken);
    assert.ok(broken.length > 0, `without ${id} no walk broke anything`);
  }
});

/** Fields somebody has to fill in: required, asked with a fine paid at the bank, and not already known. */
function toFill(fields: readonly Field[], values: Particulars): number {
  return fields
    .filter((field) => field.required && !field.known && (!field.only || field.only.is.includes(values[field.only.key] as never)))
    .reduce((count, field) => count + (field.kind === 'group' ? toFill(field.fields, (values[field.key] ?? {}) as Particulars) : 1), 0);
}
test('a whole on-the-spot case is seven acts and twenty-one fields, sixteen of them on the spot', () => {
  const { steps } = penaltySimple;
  const spot =
    toFill(steps.onSpotStarted!.fields, {}) +
    toFill(steps.onSpotDecided!.fields, { penalty: 'both', collection: 'bank', party: { kind: 'person' } });
  const acts: [StepId, Particulars][] = [
    ['countersigned', {}],
    ['onSpotReported', {}],
    ['paymentReceived', {}],
    ['caseClosed', {}],
    ['caseArchived', {}],
  ];
  const rest = acts.reduce((sum, [step, values]) => sum + toFill(steps[step]!.fields, values), 0);
  assert.deepEqual({ acts: acts.length + 2, spot, rest }, { acts: 7, spot: 16, rest: 5 });
});
