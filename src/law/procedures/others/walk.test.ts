// src/law/procedures/others/walk.test.ts —— 其他行政行为、权属争议随机走案：each kind keeps to its row, who informed stays hidden, the government decides

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '../../../base/dates.ts';
import type { CaseFile, Procedure, RecordedAct } from '../../engine.ts';
import type { Party } from '../../facts.ts';
import { sampleRegisters } from '../../papers/sample/registers.ts';
import type { Particulars } from '../../particulars/field.ts';
import type { Registers } from '../../registers.ts';
import type { StepId } from '../../vocabulary.ts';
import { assertNextStep } from '../../walk/testArrivals.ts';
import { type Invariants, type LightWalk, lawWithout, type Walked, walkLightly } from '../../walk/testLightWalk.ts';
import { picker, seeded } from '../../walk/testScene.ts';
import { dispute } from '../dispute/table.ts';
import { others } from './table.ts';

const farm: Party = {
  kind: 'organisation',
  name: '盘锦演示第一林场',
  uscc: '91211103MA0DEM011Y',
  representative: '佟演示',
  address: '盘锦市盘山县演示镇',
  phone: '0427-4000006',
};
const informant = '于演示';
const latest = (before: RecordedAct[], ...steps: StepId[]) => before.findLast((act) => steps.includes(act.step));
const on =
  (steps: StepId[], check: Invariants[string]): Invariants[string] =>
  (seen) =>
    steps.includes(seen.act.step) ? check(seen) : undefined;
const ended =
  (law: Procedure): Invariants[string] =>
  ({ before, act }) => {
    const end = latest(before, 'caseClosed', ...law.ends);
    return end ? !(law.steps[act.step]?.afterClosing || law.steps[act.step]?.fact) && '终结后又办理' : undefined;
  };
const twoOfficers: Invariants[string] = ({ act, registers }) =>
  !(new Set(act.by).size >= 2 && act.by.every((id) => registers.certificate(id, act.on)?.actTypes.includes('other'))) && '人员不合格';
const itemOfKind: Record<string, string> = {
  recordFiling: 'PJLS-QT-003',
  correctionOrder: 'PJLS-QT-007',
  opinionLetter: 'PJLS-QT-005',
  reward: 'PJLS-QT-010',
  compensation: 'PJLS-QT-009',
  complaint: 'PJLS-QT-011',
};
const kindSaid = (before: RecordedAct[]) => String(latest(before, 'matterRegistered')?.particulars.kind);
const registersIn = (): Registers => ({
  ...sampleRegisters(farm.name),
  evidence: (id) => (id.startsWith('e') ? { id, name: id, mediaType: 'image/jpeg', digest: id, size: 1, takenBy: [] } : undefined),
});

const ofOthers: Invariants = {
  'two certified officers verify and recheck': on(['factsVerified', 'correctionChecked'], twoOfficers),
  'facts are verified before an answer, but for filings': on(
    ['answerProposed'],
    ({ before }) => kindSaid(before) !== 'recordFiling' && !latest(before, 'factsVerified') && '没有核查',
  ),
  'the head signs what the head must': on(
    ['answerSigned'],
    ({ before, act, registers }) =>
      ['correctionOrder', 'opinionLetter', 'reward', 'compensation'].includes(kindSaid(before)) &&
      !act.by.every((id) => registers.holds(id, 'head', act.on)) &&
      '不是负责人签发',
  ),
  'what comes out is of the kind': on(['answerSigned'], ({ before }) => {
    const outcome = String(latest(before, 'answerProposed')?.particulars.outcome);
    const fit: Record<string, string[]> = {
      recordFiling: ['recorded', 'notRecorded'],
      correctionOrder: ['ordered', 'notOrdered'],
      opinionLetter: ['agreed', 'disagreed'],
      reward: ['granted', 'refused'],
      compensation: ['granted', 'refused'],
      complaint: ['established', 'notEstablished'],
    };
    return !fit[kindSaid(before)]?.includes(outcome) && `${kindSaid(before)}不会${outcome}`;
  }),
  'R14 a major matter is signed after a passed review of the same answer': on(['answerSigned'], ({ before }) => {
    const proposed = latest(before, 'answerProposed')!;
    const review = latest(before, 'legalReviewed');
    return proposed.particulars.isMajor === true && !(review?.particulars.outcome === 'passed' && review.n > proposed.n) && '没有审核';
  }),
  'who informed is written once': ({ before, act }) => {
    const { anonymous, kind } = (latest(before, 'matterRegistered') ?? act).particulars;
    if (kind !== 'complaint' || anonymous === true) return undefined;
    return ['cause', 'summary', 'finding', 'content'].some((key) => String(act.particulars[key] ?? '').includes(informant)) && '泄露举报人';
  },
  'what is paid out is what was decided': on(
    ['awardPaid'],
    ({ before, act }) => act.particulars.amount !== latest(before, 'answerProposed')?.particulars.amount && '数额不同',
  ),
  'nobody is said not to have corrected before the day': on(
    ['correctionChecked'],
    ({ before, act }) =>
      act.particulars.result === 'notDone' &&
      act.on <= String(latest(before, 'answerProposed')?.particulars.dutyBy) &&
      '期满以前认定没有改正',
  ),
  'after an end nothing but archiving and the records': ended(others),
};

const names = [farm.name, '盘锦演示第二林场'];
const named = (act: RecordedAct, key: string) => ((act.particulars[key] ?? []) as { name: string }[]).map((row) => row.name);
const ofDispute: Invariants = {
  'two certified officers mediate and report': on(['mediationHeld', 'disputeReported', 'standstillTold'], twoOfficers),
  'everybody is told to leave things as they are before anything is mediated': on(['mediationHeld'], ({ before }) => {
    const told = latest(before, 'standstillTold');
    return !(told && names.every((name) => named(told, 'told').includes(name))) && '没有告知全部当事人';
  }),
  'a breach is pursued before the dispute goes on': on(['mediationHeld', 'awardSubmitted'], ({ before }) => {
    const breach = latest(before, 'standstillBroken');
    return breach !== undefined && (latest(before, 'breachHandedOn')?.n ?? 0) < breach.n && '没有移交查处';
  }),
  'a settlement bears everybody’s name': on(
    ['settlementSigned'],
    ({ act }) => !names.every((name) => named(act, 'signers').includes(name)) && '没有全部签名',
  ),
  'only a government decides, after it was asked': on(['awardMade'], ({ before, act, registers }) => {
    const organ = String(act.particulars.organ);
    return (!organ.endsWith('人民政府') || organ === registers.agency.name || !latest(before, 'awardSubmitted')) && '不是人民政府处理';
  }),
  'between units never a township': on(['disputeReported'], ({ act }) => act.particulars.government === 'township' && '单位之间报乡镇'),
  'R14 an award is submitted after a passed review of the same proposal': on(['awardSubmitted'], ({ before }) => {
    const review = latest(before, 'legalReviewed');
    const touched = latest(before, 'disputeReported', 'evidenceCollected', 'siteExamined', 'interviewRecorded');
    return !(review?.particulars.outcome === 'passed' && review.n > (touched?.n ?? 0)) && '没有审核';
  }),
  'served on everybody': on(
    ['awardServed'],
    ({ act }) => !names.every((name) => named(act, 'served').includes(name)) && '没有送达全部当事人',
  ),
  'after an end nothing but archiving and the records': ended(dispute),
};

const shared = { registers: registersIn(), party: farm, start: plainDate('2026-03-02') };
const staff = (pick: <T>(list: readonly T[]) => T): Partial<Record<StepId, Particulars>> => ({
  recusalRequested: { about: 'panjin-p02' },
  recusalDecided: { about: 'panjin-p02', successor: pick(['panjin-p03', 'panjin-p06']) },
  evidenceCollected: { evidence: ['e7'] },
  siteExamined: { recording: ['e4'], recorder: 'panjin-p01' },
  legalReviewed: { outcome: pick(['passed', 'passed', 'supplement']) },
});

function matterWalk(seed: number): LightWalk {
  const scene = picker(seeded(seed + 5000));
  const kind = scene(['recordFiling', 'correctionOrder', 'opinionLetter', 'reward', 'compensation', 'complaint']);
  const outcomes: Record<string, string[]> = {
    recordFiling: ['recorded', 'notRecorded'],
    correctionOrder: ['ordered'],
    opinionLetter: ['agreed'],
    reward: ['granted'],
    compensation: ['granted'],
    complaint: ['established'],
  };
  const major = scene([false, false, true]);
  return {
    ...{ ...shared, law: others, item: itemOfKind[kind]!, attempts: 90, invariants: ofOthers },
    aside: ['matterDeclined', 'answerReturned', 'reviewReturned', 'factsVerified', 'answerSigned'],
    extra: (step, { on: day, random, file }) => {
      const pick = picker(random);
      const extras: Partial<Record<StepId, Particulars>> = {
        ...staff(pick),
        matterRegistered: { kind, handlers: ['panjin-p01', 'panjin-p02'], informant, anonymous: scene([false, true]), suspect: undefined },
        answerProposed: {
          outcome: pick([...outcomes[kind]!, ...outcomes[kind]!, 'granted']),
          isMajor: major,
          amount: 200_000,
          reason: '符合规定的条件',
          dutyBy: pick([String(day), '2026-05-20', '2026-03-20']),
        },
        answerSigned: { content: latest(file.acts, 'answerProposed')?.particulars.content },
        answerTold: { way: pick(['served', 'phone']) },
        correctionChecked: { result: pick(['done', 'notDone']) },
        awardPaid: { amount: pick([200_000, 100]) },
      };
      return extras[step] ?? {};
    },
    spoils: [
      { content: `告知${informant}` },
      { finding: `${informant}反映属实，已经核查` },
      { item: 'PJLS-CF-001' },
      { summary: `${informant}来电反映填土` },
      { toldAt: '2020-01-01 09:00' },
    ],
  };
}

function disputeWalk(seed: number): LightWalk {
  const scene = picker(seeded(seed + 6000));
  const agree = scene([true, false, false]);
  return {
    ...{ ...shared, law: dispute, item: 'PJLS-QT-001', attempts: 120, invariants: ofDispute },
    aside: [
      'standstillBroken',
      'standstillExcepted',
      'disputeWithdrawn',
      'disputeDeclined',
      'evidenceCollected',
      'settlementSigned',
      'mediationHeld',
    ],
    extra: (step, { random }) => {
      const pick = picker(random);
      const extras: Partial<Record<StepId, Particulars>> = {
        ...staff(pick),
        disputeFiled: { handlers: ['panjin-p01', 'panjin-p02'], evidence: ['e1'] },
        mediationHeld: { outcome: agree ? pick(['agreed', 'again']) : pick(['failed', 'again']) },
        settlementSigned: { paper: ['e2'] },
        disputeWithdrawn: { paper: ['e3'] },
        disputeReported: { evidence: ['e1'], government: pick(['county', 'county', 'township']) },
        awardMade: { paper: ['e4'], organ: pick(['盘锦市人民政府', '盘锦市人民政府', '盘锦市林业和湿地保护管理局']) },
      };
      return extras[step] ?? {};
    },
    spoils: [
      {
        told: [
          { name: farm.name, way: 'signed' },
          { name: '别人', way: 'signed' },
        ],
      },
      { signers: [{ name: farm.name }, { name: '别人' }] },
      {
        served: [
          { name: farm.name, servedAt: '2026-05-06 09:00', way: 'signed' },
          { name: '别人', servedAt: '2026-05-06 09:00', way: 'signed' },
        ],
      },
      { between: 'persons' },
    ],
  };
}

const matters = Array.from({ length: 140 }, (_, i) => walkLightly(matterWalk(i + 1), i + 1));
const disputes = Array.from({ length: 140 }, (_, i) => walkLightly(disputeWalk(i + 1), i + 1));
const reached = (walks: Walked[], steps: StepId[]) =>
  Object.fromEntries(steps.map((step) => [step, walks.filter(({ file }) => file.acts.some((act) => act.step === step)).length]));

test('the rules of the light flow and of disputes hold after every recorded act', () => {
  assert.deepEqual([...matters, ...disputes].flatMap(({ broken }) => broken).slice(0, 10), []);
});

test('every invariant was put to the test', () => {
  for (const [walks, invariants] of [
    [matters, ofOthers],
    [disputes, ofDispute],
  ] as const)
    assert.deepEqual(
      Object.keys(invariants).filter((name) => !walks.some(({ checked }) => checked.get(name))),
      [],
    );
});

test('the walks arrive: declined, told, corrected, paid, closed; settled, decided by the government, withdrawn, declined', () => {
  const counts = {
    ...reached(matters, ['matterDeclined', 'answerTold', 'correctionChecked', 'awardPaid', 'caseClosed', 'caseArchived']),
    ...Object.fromEntries(
      Object.entries(
        reached(disputes, [
          'settlementSigned',
          'awardServed',
          'disputeWithdrawn',
          'disputeDeclined',
          'breachHandedOn',
          'caseClosed',
          'caseArchived',
        ]),
      ).map(([step, count]) => [`dispute ${step}`, count]),
    ),
  };
  for (const [step, count] of Object.entries(counts)) assert.ok(count > 0, `${step}: ${JSON.stringify(counts)}`);
  assert.ok(counts.caseClosed! >= 10, JSON.stringify(counts));
});

test('an open matter and an open dispute always have a next step', () => {
  const look = (law: Procedure, files: CaseFile[]) => {
    for (const file of files) {
      assertNextStep(law, file, shared.registers);
    }
  };
  look(
    others,
    matters.map(({ file }) => file),
  );
  look(
    dispute,
    disputes.map(({ file }) => file),
  );
});

test('the invariants do bite: take a gate away and a walk breaks one', () => {
  const gates: [string, (seed: number) => LightWalk][] = [
    ['outcomeOfKind', matterWalk],
    ['signedByRank', matterWalk],
    ['informantProtected', matterWalk],
    ['correctionTimely', matterWalk],
    ['paidAsDecided', matterWalk],
    ['matterReviewed', matterWalk],
    ['standstillForAll', disputeWalk],
    ['settlementByAll', disputeWalk],
    ['levelOfGovernment', disputeWalk],
    ['governmentDecides', disputeWalk],
  ];
  for (const [id, of] of gates) {
    let found = false;
    for (let seed = 1; seed <= 500 && !found; seed++) {
      const walk = of(seed);
      found = walkLightly({ ...walk, law: lawWithout(walk.law, id) }, seed).broken.length > 0;
    }
    assert.ok(found, `without ${id} no walk broke anything`);
  }
});
