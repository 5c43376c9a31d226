// src/law/procedures/permit/walk.test.ts —— 行政许可随机走案：shuffled lawful and unlawful acts; the invariants hold after each recorded one

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, daysBetween, type PlainDate, plainDate } from '../../../base/dates.ts';
import { type CaseFile, effective, last, type RecordedAct } from '../../engine.ts';
import type { Party } from '../../facts.ts';
import type { Particulars } from '../../particulars/field.ts';
import { deadlines } from '../../reckoning/deadlines.ts';
import type { StepId } from '../../vocabulary.ts';
import { assertAllTested, assertNextStep } from '../../walk/testArrivals.ts';
import { type LightWalk, lawWithout, walkLightly } from '../../walk/testLightWalk.ts';
import { picker, seeded } from '../../walk/testScene.ts';
import { permitOn } from './clock.ts';
import { permit } from './table.ts';
import { invariants, registers, validUntil, wd } from './testInvariants.ts';

const farmer: Party = {
  kind: 'person',
  name: '高苇（演示）',
  citizenId: '21112219850615012X',
  address: '辽宁省盘锦市盘山县演示镇演示村',
  phone: '13800000021',
};
const items = ['PJLS-XK-001', 'PJLS-XK-001', 'PJLS-XK-001', 'PJLS-XK-003', 'PJLS-XK-002'];
const twice = [1, 2].map((copies) => ({ material: '林权证', form: 'copy', copies }));
type Theme = { item: string; intake: string; plan: Particulars; met: boolean; spot: boolean; expiry: number; outside: boolean };
const no = { site: false, technical: false, expert: false, interested: false, contested: false, publicHearing: false };
const plans: Particulars[] = [
  { ...no, site: true },
  { ...no, site: true },
  { ...no, site: true, interested: true, contested: true },
  { ...no, interested: true },
  { ...no, contested: true },
  { ...no, contested: true },
  { ...no, publicHearing: true },
  { ...no, publicHearing: true },
  { ...no, technical: true },
  { ...no, expert: true, site: true },
];

function walkOf(seed: number): LightWalk {
  const scene = picker(seeded(seed + 9000));
  const theme: Theme = {
    item: scene(items),
    intake: scene(['complete', 'complete', 'complete', 'incomplete', 'incomplete', 'notOurs']),
    plan: scene(plans),
    met: scene([true, true, false]),
    spot: scene([false, false, false, false, true]),
    expiry: scene([40, 60, 200]),
    outside: scene([false, false, false, false, false, true]),
  };
  if (theme.spot) theme.item = scene(['PJLS-XK-007', 'PJLS-XK-007', theme.item]); // felling is never decided at once
  return {
    law: permit,
    registers,
    party: farmer,
    item: theme.item,
    start: plainDate('2025-03-03'),
    attempts: 260,
    invariants,
    calledOn: (file) => {
      const called = effective(file).findLast((act) => ['hearingNoticed', 'hearingHeld', 'hearingAbandoned'].includes(act.step));
      return called?.step === 'hearingNoticed' ? (called.particulars.hearingOn as PlainDate) : undefined;
    },
    aside: [
      'supplementReceived',
      'permitDeclined',
      'permitTerminated',
      'statementReceived',
      'hearingRequested',
      'hearingWaived',
      'specialTimeTold',
      'specialResultReceived',
      'periodExtended',
      'superiorDecided',
      'changeRequested',
      'renewalRequested',
      'renewalRequested',
      'revocationProposed',
      'revocationProposed',
      'permitCancelled',
      'holderInspected',
      'recusalRequested',
      'recusalDecided',
      'decisionRevoked',
    ],
    extra: (step, { file, on: day, random }) => extraFor(step, file, day, random, theme),
    spoils: [
      { item: 'PJLS-CF-001' },
      { item: 'PJLS-XK-017' },
      { handlers: ['panjin-p01', 'panjin-p05'] },
      { outcome: 'granted' },
      { outcome: 'refused' },
      { outcome: 'kept' },
      { outcome: 'revoked' },
      { competence: 'first' },
      { materials: [{ material: '林权证' }, { material: '林权证' }] },
      { quotaAsked: '99999' },
      { fee: 5000 },
      { validTo: '2031-01-01' },
      { from: '2025-01-01' },
      { basis: '科室意见' },
      { publish: false, ground: 'refused' },
      { host: 'panjin-p01' },
      { hearingWeighed: undefined },
      { who: 'applicant' },
      { ground: 'expired' },
      { ground: 'revoked' },
    ],
  };
}

function extraFor(step: StepId, file: CaseFile, day: PlainDate, random: () => number, theme: Theme): Particulars {
  const pick = picker(random);
  const first = last(file, 'intakeChecked') === undefined;
  const supplied = last(file, 'supplementReceived') !== undefined;
  const granted = last(file, 'examinationConcluded')?.particulars;
  const until = String(last(file, 'decisionMade')?.particulars.validTo ?? '');
  const basis =
    theme.item === 'PJLS-XK-001' || theme.item === 'PJLS-XK-003'
      ? '《中华人民共和国森林法》第五十八条'
      : '《中华人民共和国行政许可法》第三十一条';
  const extras: Partial<Record<StepId, Particulars>> = {
    permitApplied: {
      place: theme.outside ? '辽宁省锦州市演示镇' : '盘锦市盘山县演示镇',
      promised: random() < 0.95,
      ...(random() < 0.1 ? { materials: twice } : {}),
      item: pick([theme.item, theme.item, theme.item, theme.item, 'PJLS-CF-001']),
    },
    intakeChecked: {
      outcome: first
        ? theme.intake
        : supplied
          ? pick(['complete', 'complete', 'stillIncomplete'])
          : pick([theme.intake, 'corrected', 'complete']),
      withinTerritory: !theme.outside || random() < 0.2,
      stillMissing: [{ material: pick(['林权证', '采伐作业设计']) }],
    },
    supplementNoticed: {
      materials: [{ material: '林权证', fault: 'unclear', how: '重交', basis: pick([basis, basis, basis, '内部要求']) }],
    },
    permitAccepted: {
      competence: theme.item === 'PJLS-XK-002' ? 'first' : 'own',
      onTheSpot: theme.spot,
      joint: random() < 0.1,
      organs: '市自然资源局',
      category: theme.plan.technical ? 'verified' : 'ordinary',
    },
    permitDeclined: {
      ground: pick(['notOurs', 'stillIncomplete', 'notNeeded', 'falseMaterials']),
      rightOrgan: '锦州市林业主管部门',
      paper: ['e9'],
    },
    permitTerminated: { ground: pick(['withdrawn', 'notSupplied']), paper: random() < 0.5 ? ['e9'] : undefined },
    examinationPlanned: theme.plan,
    siteVerified: { recording: ['e1'] },
    specialTimeTold: {
      kind: theme.plan.technical ? 'quarantine' : theme.plan.expert ? 'expertReview' : 'hearing',
      from: addDays(day, pick([0, 1, 1, -2])),
      to: addDays(day, pick([5, 10, 20])),
    },
    specialResultReceived: {
      kind: theme.plan.technical ? 'quarantine' : 'expertReview',
      paper: ['e2'],
      result: theme.met ? 'passed' : 'failed',
    },
    hearingRequested: { who: pick(['applicant', 'interested']) },
    hearingWaived: { who: pick(['applicant', 'interested']), paper: ['e3'] },
    hearingNoticed: {
      way: theme.plan.publicHearing ? 'announced' : 'requested',
      hearingOn: addDays(day, pick([10, 12, 12, 5])),
      host: pick(['panjin-p15', 'panjin-p15', 'panjin-p15', 'panjin-p01', 'panjin-p04']),
    },
    hearingHeld: { recording: ['e4'] },
    hearingAbandoned: { paper: ['e5'] },
    examinationConcluded: {
      conditions: [{ condition: '权属清楚（森林法第五十八条）', met: theme.met, ground: '材料和核查' }],
      proposed: theme.met === random() < 0.9 ? 'granted' : 'refused',
      quotaAsked: pick(['45.5', '45.5', '45.5', '99999']),
      hearingWeighed: random() < 0.6 ? '根据听证笔录认定四至清楚' : undefined,
      validFrom: day,
      validTo: addDays(day, theme.expiry),
    },
    majorityStated: { isMajor: random() < 0.4 || !theme.met || theme.item === 'PJLS-XK-003' },
    periodExtended: { paper: ['e6'] },
    legalReviewed: { outcome: pick(['passed', 'passed', 'passed', 'rejected']) },
    decisionMade: granted
      ? {
          outcome: granted.proposed,
          permitContent: granted.permitContent,
          validFrom: granted.validFrom,
          validTo: granted.validTo,
          basis: pick(['《中华人民共和国森林法》第五十九条', '《中华人民共和国森林法》第五十九条', '会议纪要']),
          fee: pick([undefined, undefined, undefined, undefined, 5000]),
        }
      : { outcome: 'granted', permitContent: '准予', validFrom: day, validTo: addDays(day, theme.expiry) },
    publicationJudged: random() < 0.5 ? {} : { publish: false, ground: pick(['tradeSecret', 'refused']) },
    // Mostly left lying until the permit has expired.
    renewalDecided: {
      outcome: pick(['granted', 'refused']),
      validTo: addDays(day, pick([100, 200])),
      ...(day <= until && random() < 0.93 ? { opinion: undefined } : {}),
    },
    revocationProposed: {
      kind: pick(['revoked', 'withdrawn']),
      ground: pick(['fraud', 'fraud', 'procedureBroken']),
      harm: random() < 0.5,
      evidence: ['e7'],
    },
    revocationReviewed: { outcome: pick(['passed', 'passed', 'rejected']) },
    revocationDecided: {
      outcome: pick([String(last(file, 'revocationProposed')?.particulars.kind ?? 'revoked'), 'kept', 'kept', 'revoked', 'withdrawn']),
    },
    permitCancelled: { ground: pick(['expired', 'revoked', 'dissolved']), paper: random() < 0.5 ? ['e8'] : undefined },
    superiorDecided: { paper: ['e8'] },
    decisionRevoked: { paper: ['e8'], remake: random() < 0.8, defect: 'facts' },
    recusalRequested: { about: 'panjin-p02' },
    recusalDecided: { about: 'panjin-p02', outcome: pick(['granted', 'refused']), successor: pick(['panjin-p03', 'panjin-p05']) },
    handlerReplaced: { replaced: 'panjin-p01', successor: 'panjin-p04' },
  };
  return extras[step] ?? {};
}

const walks = Array.from({ length: 200 }, (_, i) => walkLightly(walkOf(i + 1), i + 1));
const reached = (test: (act: RecordedAct) => boolean) => walks.filter(({ file }) => file.acts.some(test)).length;

test('R01, R02, R04, R14, R30, R31, R33—R38 hold after every recorded act', () => {
  assert.deepEqual(walks.flatMap(({ broken }) => broken).slice(0, 10), []);
});

test('every invariant was put to the test', () => {
  assertAllTested(invariants, walks);
});

test('the walks arrive at every end: declined, terminated, granted, refused, forwarded, renewed, revoked, withdrawn, cancelled, archived', () => {
  const goals: StepId[] = [
    'supplementReceived',
    'permitDeclined',
    'permitTerminated',
    'hearingHeld',
    'specialResultReceived',
    'extensionTold',
    'firstReviewForwarded',
    'decisionServed',
    'decisionPublished',
    'changeDecided',
    'renewalDecided',
    'permitCancelled',
    'restorationVerified',
    'holderInspected',
    'caseReopened',
    'caseClosed',
    'caseArchived',
    'actVoided',
    'recusalDecided',
  ];
  const counts: Record<string, number> = Object.fromEntries(goals.map((step) => [step, reached((act) => act.step === step)]));
  for (const outcome of ['granted', 'refused'])
    counts[outcome] = reached((act) => act.step === 'decisionMade' && act.particulars.outcome === outcome);
  for (const outcome of ['revoked', 'withdrawn', 'kept'])
    counts[outcome] = reached((act) => act.step === 'revocationDecided' && act.particulars.outcome === outcome);
  for (const [what, count] of Object.entries(counts)) assert.ok(count > 0, `${what}: ${JSON.stringify(counts)}`);
  assert.ok(counts.caseClosed! >= 10 && counts.granted! >= 30, JSON.stringify(counts));
});

test('R33: a permit asked to be renewed thirty days before and not answered is valid on the day after its expiry, in the fold too', () => {
  let deemed = 0;
  for (const { file } of walks) {
    // Without any answer, so that whatever was asked in time is renewed by law.
    const acts = effective(file).filter((act) => !['renewalDecided', 'revocationDecided', 'permitCancelled'].includes(act.step));
    const silent: CaseFile = { id: file.id, acts };
    const decided = last(silent, 'decisionMade');
    if (decided?.particulars.outcome !== 'granted') continue;
    for (const day of [30, 45, 70, 110, 210, 400].map((days) => addDays(decided.on, days))) {
      const then = validUntil(acts, day);
      const found = permitOn(silent, day);
      assert.equal(found?.to, then.to);
      assert.equal(found?.state === 'deemedRenewed', then.deemed && day <= then.to);
      deemed += then.deemed ? 1 : 0;
    }
  }
  assert.ok(deemed > 0);
});

test('R31: twenty working days from acceptance, and not one more than was told as excluded', () => {
  let counted = 0;
  for (const { file } of walks) {
    const acts = effective(file);
    const accepted = last(file, 'permitAccepted');
    const found = deadlines(permit, file, registers, plainDate('2026-12-01')).find((each) => each.says === '作出许可决定');
    if (!accepted || !found || accepted.particulars.joint === true || acts.some((act) => act.step === 'extensionTold')) continue;
    const longest = acts
      .filter((act) => act.step === 'specialTimeTold')
      .reduce((days, act) => days + daysBetween(act.particulars.from as PlainDate, act.particulars.to as PlainDate) + 1, 0);
    const span = wd(found.due.from, found.due.strict);
    assert.ok(span >= 20 && span <= 20 + longest, `${span} of 20 + ${longest}`);
    assert.ok(found.due.from <= accepted.on);
    counted += 1;
  }
  assert.ok(counted > 25, `${counted}`);
});

test('an open permit always has a next step', () => {
  for (const { file } of walks) {
    assertNextStep(permit, file, registers);
  }
});

test('the invariants do bite: take a gate away and a walk breaks one', () => {
  for (const id of [
    'supplementInTime',
    'asksOnlyRelated',
    'materialsNamedOnce',
    'onlyWhatWasTold',
    'itemListed',
    'competenceAsListed',
    'declineInTime',
    'conditionsDecide',
    'hearingWeighed',
    'hearingChance',
    'interestedHeard',
    'permitHostApart',
    'permitHearingNoticed',
    'quotaKept',
    'feeLawful',
    'refusalBased',
    'onTheSpotSameDay',
    'spotPossible',
    'permitReviewPassed',
    'extendBeforeDue',
    'deemedStays',
    'renewedBeforeExpiry',
    'permitProtected',
    'asProposed',
    'noGreatHarm',
    'fraudFalls',
    'holderHeard',
    'cancellationShown',
    'grantedIsPublic',
    'caseOpen',
  ]) {
    let found = false;
    for (let seed = 1; seed <= 300 && !found; seed++) {
      const walk = walkOf(seed);
      found = walkLightly({ ...walk, law: lawWithout(walk.law, id) }, seed).broken.length > 0;
    }
    assert.ok(found, `without ${id} no walk broke anything`);
  }
});
