// src/law/procedures/inspection/walk.test.ts —— 行政检查随机走案：the rules of 国办发〔2024〕54号 hold after every recorded act

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, type PlainDate, plainDate } from '../../../base/dates.ts';
import type { CaseFile, RecordedAct } from '../../engine.ts';
import { last } from '../../engine.ts';
import type { Party } from '../../facts.ts';
import { sampleRegisters } from '../../papers/sample/registers.ts';
import type { Particulars } from '../../particulars/field.ts';
import type { PriorInspection, Registers } from '../../registers.ts';
import type { StepId } from '../../vocabulary.ts';
import { assertAllTested, assertArrivals, assertNextStep } from '../../walk/testArrivals.ts';
import { type Invariants, type LightWalk, lawWithout, walkLightly } from '../../walk/testLightWalk.ts';
import { picker, seeded } from '../../walk/testScene.ts';
import { inspection } from './table.ts';

const farm: Party = {
  kind: 'organisation',
  name: '盘锦演示苇田农业有限公司',
  uscc: '91211100MA0DEM001J',
  representative: '周演示',
  address: '辽宁省盘锦市大洼区演示镇苇田路1号',
  phone: '0427-2000000',
};
const farmer: Party = { kind: 'person', name: '钟演示', citizenId: '21112219850615012X', address: '演示镇演示村', phone: '13800000021' };
const prior = (on: string, kind: PriorInspection['kind']): PriorInspection => ({ caseNo: `旧${on}`, on: plainDate(on), kind });
const pasts: PriorInspection[][] = [
  [],
  [prior('2026-01-10', 'routine'), prior('2025-12-01', 'routine')],
  [prior('2026-01-10', 'routine'), prior('2026-02-01', 'special')],
  [prior('2026-01-10', 'routine'), prior('2026-02-01', 'single'), prior('2026-02-02', 'single')],
];

const of = (before: RecordedAct[], ...steps: StepId[]) => before.findLast((act) => steps.includes(act.step));
const said = (before: RecordedAct[], step: StepId): Particulars => of(before, step)?.particulars ?? {};
const on =
  (steps: StepId[], check: Invariants[string]): Invariants[string] =>
  (seen) =>
    steps.includes(seen.act.step) ? check(seen) : undefined;
const onSite: StepId[] = ['inspectionNoticed', 'identityShown', 'siteInspected', 'siteMeasured', 'samplesTaken', 'rectificationRechecked'];
const isSingle = (source: unknown) => ['complaint', 'assigned', 'monitoring', 'trigger'].includes(String(source));

const invariants: Invariants = {
  'R01 a published inspection item': on(['inspectionProposed', 'inspectionApproved'], ({ before, act, registers }) => {
    const code = (act.particulars.item ?? said(before, 'inspectionProposed').item) as string;
    const item = registers.item(code, act.on);
    return !(item?.usable && item.actType === 'inspection' && item.publishedFrom <= act.on) && '事项不可用';
  }),
  'R02 two different officers whose certificates say 检查': on(onSite, ({ act, registers }) => {
    const fit = (id: string) =>
      registers.certificate(id, act.on)?.actTypes.includes('inspection') && registers.holds(id, 'officer', act.on);
    return !(new Set(act.by).size >= 2 && act.by.every(fit)) && '人员不合格';
  }),
  'whoever proposes holds a certificate that says 检查': on(
    ['inspectionProposed'],
    ({ act, registers }) => !act.by.every((id) => registers.certificate(id, act.on)?.actTypes.includes('inspection')) && '没有检查类执法证',
  ),
  'R53 no more planned inspections of a subject than the cap': on(['inspectionApproved'], ({ before, act, registers }) => {
    const { source, plannedOn } = said(before, 'inspectionProposed') as { source?: string; plannedOn: PlainDate };
    const done = registers.inspectionsThisYear('', plannedOn).filter((each) => each.kind !== 'single').length;
    return !isSingle(source) && done >= registers.parameter('inspection.yearlyCap', act.on) && '超过上限';
  }),
  'approved before entering, or reported to the head for a single cause': on(
    ['inspectionNoticed', 'identityShown', 'siteInspected'],
    ({ before }) => {
      const report = of(before, 'urgentEntryReported');
      const urgent = report && isSingle(said(before, 'inspectionProposed').source);
      return !of(before, 'inspectionApproved') && !urgent && '没有批准';
    },
  ),
  'nothing is concluded on an urgent entry the head has not ratified': on(
    ['inspectionConcluded'],
    ({ before }) => of(before, 'urgentEntryReported') !== undefined && !of(before, 'urgentEntryRatified') && '没有补批',
  ),
  'notice before the visit, and the visit not before the day told': on(['identityShown', 'siteInspected'], ({ before, act }) => {
    const told = said(before, 'inspectionNoticed').inspectAt as string | undefined;
    return (told === undefined || act.on < told.slice(0, 10)) && '没有通知或者提前';
  }),
  'certificates shown before the record begins': on(['siteInspected'], ({ before, act }) => {
    const { mode } = said(before, 'inspectionProposed');
    const shown = said(before, 'identityShown').arrivedAt as string | undefined;
    return (mode === 'onSite' || mode === 'joint') && (shown === undefined || String(act.particulars.startedAt) < shown) && '没有亮证';
  }),
  'who refuses is not recorded as inspected': on(
    ['siteInspected'],
    ({ before }) => said(before, 'identityShown').admitted === 'refused' && '拒绝检查',
  ),
  'only approved points': on(['siteInspected'], ({ before, act }) => {
    const texts = (points: unknown) => ((points ?? []) as { text: string }[]).map(({ text }) => text);
    const approved = texts(said(before, 'inspectionProposed').points);
    return texts(act.particulars.points).some((text) => !approved.includes(text)) && '超出批准的内容';
  }),
  'film, or a reason why there is none': on(
    ['identityShown', 'siteInspected'],
    ({ act }) => !(act.particulars.recording as string[] | undefined)?.length && !act.particulars.whyNoRecording && '没有音像记录',
  ),
  'the outcome is what the record says': on(['inspectionConcluded'], ({ before, act }) => {
    const problems = before.some(
      (each) =>
        each.step === 'siteInspected' && (each.particulars.points as { finding: string }[]).some(({ finding }) => finding === 'problem'),
    );
    const refused = said(before, 'identityShown').admitted === 'refused';
    return (problems || refused) === (act.particulars.outcome === 'fine') && '结果不一致';
  }),
  'an order is served while its day is still to come': on(
    ['rectificationOrdered', 'hazardOrdered'],
    ({ before, act }) => String(said(before, 'inspectionConcluded').orderBy) <= act.on && '期限已过',
  ),
  'an order is rechecked, and what was not put right is handed over, before the case closes': on(['caseClosed'], ({ before }) => {
    const recheck = of(before, 'rectificationRechecked');
    if (of(before, 'rectificationOrdered', 'hazardOrdered') && (!recheck || recheck.particulars.outcome === 'extended')) return '没有复查';
    const pursue =
      ['penalty', 'both'].includes(String(said(before, 'inspectionConcluded').outcome)) || recheck?.particulars.outcome === 'notCorrected';
    return pursue && !of(before, 'violationHandedOver') && '没有移交';
  }),
  'after an end nothing but archiving, publishing and the records': ({ before, act }) => {
    const end = of(before, 'caseClosed', 'inspectionDeclined', 'inspectionCancelled');
    const still = inspection.steps[act.step]?.afterClosing || ['recusalRequested'].includes(act.step) || inspection.steps[act.step]?.fact;
    return end ? !still && '终结后又办理' : undefined;
  },
  'who decides was no inspector': on(['inspectionApproved', 'outcomeEndorsed', 'caseClosed'], ({ before, act }) => {
    const handlers = (said(before, 'inspectionProposed').handlers ?? []) as string[];
    return act.by.some((id) => handlers.includes(id)) && '自己批自己';
  }),
};

function walkOf(seed: number): LightWalk {
  const scene = picker(seeded(seed + 5000));
  const party = scene([farm, farm, farmer]);
  const past = scene(pasts);
  const fire = scene([true, false, false]);
  const sources = scene([['plan'], ['special'], ['complaint'], ['monitoring', 'plan']]);
  const single = isSingle(sources[0]);
  const problem = scene([true, false]);
  const registers: Registers = {
    ...sampleRegisters('高苇（演示）'),
    evidence: (id) => (id.startsWith('e') ? { id, name: id, mediaType: 'image/jpeg', digest: id, size: 1, takenBy: [] } : undefined),
    inspectionsThisYear: (_, day) => past.filter((each) => each.on.slice(0, 4) === day.slice(0, 4)),
  };
  return {
    ...{
      law: inspection,
      registers,
      party,
      item: fire ? 'PJLS-JC-009' : 'PJLS-JC-008',
      start: plainDate('2026-03-02'),
      attempts: 150,
      invariants,
    },
    aside: [
      ...(single ? (['urgentEntryReported', 'urgentEntryReported', 'urgentEntryReported', 'urgentEntryReported'] as StepId[]) : []),
      'inspectionDeclined',
      'inspectionCancelled',
      'siteMeasured',
      'inspectionInterviewed',
      'recusalRequested',
      'publicationJudged',
    ],
    extra: (step, { file, on: day, random }) => extraFor(step, file, day, random, { sources, problem, fire }),
    spoils: [
      { item: 'PJLS-CF-001' },
      { item: 'PJLS-JC-011' },
      { handlers: ['panjin-p01', 'panjin-p24'] },
      { place: '沈阳市演示路1号' },
      { points: [{ text: '财务账册', finding: 'fine' }] },
      { recording: undefined },
      { outcome: 'fine' },
      { outcome: 'correct' },
      { orderBy: '2026-01-01' },
      { startedAt: '2026-01-01 08:00' },
      { scan: 'notEnterprise' },
      { plannedOn: '2026-01-01' },
      { inspectAt: '2026-01-01 09:30' },
    ],
  };
}

type Theme = { sources: string[]; problem: boolean; fire: boolean };
function extraFor(step: StepId, file: CaseFile, day: PlainDate, random: () => number, { sources, problem, fire }: Theme): Particulars {
  const pick = picker(random);
  const planned = (last(file, 'inspectionProposed')?.particulars.plannedOn as PlainDate | undefined) ?? day;
  const extras: Partial<Record<StepId, Particulars>> = {
    inspectionProposed: {
      handlers: ['panjin-p01', 'panjin-p02'],
      source: pick(sources),
      plannedOn: addDays(day, 2),
      mode: pick(['onSite', 'onSite', 'documents']),
    },
    urgentEntryReported: { reportedTo: pick(['panjin-p11', 'panjin-p11', 'panjin-p07']) },
    inspectionNoticed: { inspectAt: `${planned > day ? planned : addDays(day, 1)} 09:30` },
    identityShown: { recording: ['e1'], admitted: pick(['admitted', 'admitted', 'admitted', 'refused']) },
    siteInspected: {
      startedAt: `${day} ${pick(['09:40', '09:40', '09:40', '09:05'])}`,
      recording: ['e2'],
      points: problem
        ? [{ text: '排水、取土情况', finding: 'problem', note: '有取土坑一处' }]
        : [{ text: '排水、取土情况', finding: 'fine' }],
    },
    siteMeasured: { recording: ['e3'] },
    samplesTaken: { recording: ['e3'] },
    inspectionConcluded: {
      orderBy: addDays(day, pick([1, 3, 30, 30])),
      outcome: problem
        ? pick(['correct', 'correct', 'correct', 'penalty', 'both', 'forward', 'settled', ...(fire ? ['hazard', 'hazard'] : [])])
        : pick(['fine', 'fine', 'penalty']),
    },
    rectificationRechecked: { outcome: pick(['corrected', 'extended', 'extended', 'notCorrected']) },
    publicationJudged: random() < 0.5 ? {} : { publish: false },
    recusalRequested: { about: 'panjin-p02' },
    recusalDecided: { about: 'panjin-p02', successor: pick(['panjin-p03', 'panjin-p24']) },
    handlerReplaced: { replaced: 'panjin-p01', successor: 'panjin-p04' },
  };
  return extras[step] ?? {};
}

const walks = Array.from({ length: 220 }, (_, i) => walkLightly(walkOf(i + 1), i + 1));

test('R01, R02, R53 and the rules of inspection hold after every recorded act', () => {
  assert.deepEqual(walks.flatMap(({ broken }) => broken).slice(0, 10), []);
});

test('every invariant was put to the test', () => {
  assertAllTested(invariants, walks);
});

test('the walks arrive: declined, cancelled, refused, urgent, ordered, rechecked, forwarded, handed over, published, closed, archived', () => {
  const goals: StepId[] = [
    'inspectionDeclined',
    'inspectionCancelled',
    'urgentEntryRatified',
    'siteInspected',
    'rectificationOrdered',
    'hazardOrdered',
    'rectificationRechecked',
    'violationHandedOver',
    'inspectionForwarded',
    'inspectionResultNoticed',
    'decisionPublished',
    'caseClosed',
    'caseArchived',
    'actVoided',
    'recusalDecided',
  ];
  const counts = assertArrivals(goals, walks);
  assert.ok(counts.caseClosed! >= 10, JSON.stringify(counts));
});

test('an open inspection always has a next step', () => {
  for (const [i, { file }] of walks.entries()) {
    assertNextStep(inspection, file, walkOf(i + 1).registers);
  }
});

test('the invariants do bite: take a gate away and a walk breaks one', () => {
  for (const id of [
    'itemListed',
    'certified',
    'twoOnSite',
    'withinYearlyCap',
    'urgencyOfSingle',
    'onNoticedDay',
    'afterIdentity',
    'withinApproval',
    'inspectionFilmed',
    'conclusionFits',
    'orderStillRuns',
    'recheckFinished',
    'caseOpen',
  ]) {
    let found = false;
    for (let seed = 1; seed <= 400 && !found; seed++) {
      const walk = walkOf(seed);
      found = walkLightly({ ...walk, law: lawWithout(walk.law, id) }, seed).broken.length > 0;
    }
    assert.ok(found, `without ${id} no walk broke anything`);
  }
});
