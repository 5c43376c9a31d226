// src/law/procedures/confirmation/walk.test.ts —— 行政确认随机走案：what is confirmed is what was surveyed, by whom the law says

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PlainDate, plainDate } from '../../../base/dates.ts';
import type { RecordedAct } from '../../engine.ts';
import type { Party } from '../../facts.ts';
import { sampleRegisters } from '../../papers/sample/registers.ts';
import type { Particulars } from '../../particulars/field.ts';
import type { Registers } from '../../registers.ts';
import type { StepId } from '../../vocabulary.ts';
import { assertAllTested, assertArrivals, assertNextStep } from '../../walk/testArrivals.ts';
import { type Invariants, type LightWalk, lawWithout, walkLightly } from '../../walk/testLightWalk.ts';
import { picker, seeded } from '../../walk/testScene.ts';
import { confirmation } from './table.ts';

const village: Party = {
  kind: 'organisation',
  name: '盘山县演示镇演示村村民委员会（演示）',
  uscc: '92211104MA0DEM005M',
  representative: '村演示',
  address: '辽宁省盘锦市盘山县演示镇演示村',
  phone: '0427-5000000',
};
const of = (before: RecordedAct[], ...steps: StepId[]) => before.findLast((act) => steps.includes(act.step));
const said = (before: RecordedAct[], step: StepId): Particulars => of(before, step)?.particulars ?? {};
const on =
  (steps: StepId[], check: Invariants[string]): Invariants[string] =>
  (seen) =>
    steps.includes(seen.act.step) ? check(seen) : undefined;
const itemOf = (before: RecordedAct[]) => String(said(before, 'confirmationStarted').item);
const age = (before: RecordedAct[]) => Number(said(before, 'expertsAppraised').treeAge ?? 0);

const invariants: Invariants = {
  'R01 a published confirmation item': on(['confirmationStarted'], ({ act, registers }) => {
    const item = registers.item(act.particulars.item as string, act.on);
    return !(item?.usable && item.actType === 'confirmation' && item.publishedFrom <= act.on) && '事项不可用';
  }),
  'R02 two certified people survey': on(['confirmationSurveyed', 'confirmationServed'], ({ act, registers }) => {
    const fit = (id: string) => registers.certificate(id, act.on)?.actTypes.includes('confirmation');
    return !(new Set(act.by).size >= 2 && act.by.every(fit)) && '人员不合格';
  }),
  'whoever begins holds a certificate that says 确认': on(
    ['confirmationStarted'],
    ({ act, registers }) =>
      !act.by.every((id) => registers.certificate(id, act.on)?.actTypes.includes('confirmation')) && '没有确认类执法证',
  ),
  'what was applied for is surveyed only once accepted': on(
    ['confirmationSurveyed'],
    ({ before }) => said(before, 'confirmationStarted').initiation === 'applied' && !of(before, 'confirmationAccepted') && '没有受理',
  ),
  'missing papers are asked for once': on(
    ['confirmationSupplementAsked'],
    ({ before }) => of(before, 'confirmationSupplementAsked') !== undefined && '两次补正',
  ),
  'a tree is the city’s between three and five hundred years': on(
    ['confirmationConcluded'],
    ({ before, act }) =>
      itemOf(before) === 'PJLS-QR-001' &&
      act.particulars.outcome === 'confirmed' &&
      !(age(before) >= 300 && age(before) < 500) &&
      '不是二级古树',
  ),
  'two experts appraise a tree or a question': on(['confirmationConcluded'], ({ before }) => {
    const experts = (said(before, 'expertsAppraised').experts ?? []) as { name: string }[];
    return (
      ['PJLS-QR-001', 'PJLS-QR-003'].includes(itemOf(before)) && new Set(experts.map(({ name }) => name)).size < 2 && '没有两名鉴定人员'
    );
  }),
  'replanting that died is not accepted': on(['confirmationConcluded'], ({ before, act }) => {
    const { regeneration, survival } = said(before, 'confirmationSurveyed');
    return regeneration === 'planted' && act.particulars.outcome === 'confirmed' && !(Number(survival) >= 85) && '成活率不足';
  }),
  'a tree is served after the city’s own government approved': on(['confirmationServed'], ({ before, registers }) => {
    if (itemOf(before) !== 'PJLS-QR-001' || said(before, 'confirmationConcluded').outcome !== 'confirmed') return false;
    const { organ, outcome } = said(before, 'governmentApproved');
    return (organ !== registers.agency.government || outcome !== 'approved') && '没有政府批准';
  }),
  'the head decides on what the section endorsed': on(['confirmationDecided'], ({ before }) => {
    const [concluded, endorsed] = [of(before, 'confirmationConcluded'), of(before, 'confirmationEndorsed')];
    return !(concluded && endorsed && endorsed.n > concluded.n) && '没有审核';
  }),
  'after an end nothing but archiving and the records': ({ before, act }) => {
    const end = of(before, 'caseClosed', 'confirmationNotAccepted', 'confirmationWithdrawn');
    const rule = confirmation.steps[act.step];
    return end ? !(rule?.afterClosing || rule?.fact) && '终结后又办理' : undefined;
  },
};

const items = ['PJLS-QR-001', 'PJLS-QR-001', 'PJLS-QR-002', 'PJLS-QR-003', 'PJLS-QR-004'];
function walkOf(seed: number): LightWalk {
  const scene = picker(seeded(seed + 9000));
  const item = scene(items);
  const registers: Registers = {
    ...sampleRegisters('高苇（演示）'),
    evidence: (id) => (id.startsWith('e') ? { id, name: id, mediaType: 'image/jpeg', digest: id, size: 1, takenBy: [] } : undefined),
  };
  const initiation = item === 'PJLS-QR-002' || item === 'PJLS-QR-003' ? 'applied' : 'ownMotion';
  return {
    ...{ law: confirmation, registers, party: village, item, start: plainDate('2026-03-02') as PlainDate, attempts: 110, invariants },
    aside: ['confirmationSupplementAsked', 'confirmationNotAccepted', 'recusalRequested', 'publicationJudged'],
    extra: (step, { random }) => {
      const pick = picker(random);
      const extras: Partial<Record<StepId, Particulars>> = {
        confirmationStarted: {
          handlers: ['panjin-p01', 'panjin-p02'],
          initiation,
          permitNo: item === 'PJLS-QR-002' ? '辽采〔2025〕001号' : undefined,
          evidence: ['e1'],
        },
        confirmationWithdrawn: { paper: ['e7'] },
        confirmationSurveyed: {
          recording: ['e2'],
          ...(item === 'PJLS-QR-002'
            ? {
                regeneration: pick(['planted', 'planted', 'natural', 'fellingOnly']),
                survival: pick([70, 84, 85, 92]),
                saplings: pick([100, 3200]),
                evenness: 65,
              }
            : {}),
        },
        expertsAppraised: { evidence: ['e3'], treeAge: item === 'PJLS-QR-001' ? pick([280, 299, 300, 330, 499, 500]) : undefined },
        confirmationConcluded: { outcome: pick(['confirmed', 'confirmed', 'refused']) },
        governmentApproved: {
          organ: pick(['盘锦市人民政府', '盘锦市人民政府', '盘山县人民政府']),
          paper: ['e5'],
          outcome: pick(['approved', 'approved', 'refused']),
        },
        publicationJudged: random() < 0.5 ? {} : { publish: false },
        recusalRequested: { about: 'panjin-p02' },
        recusalDecided: { about: 'panjin-p02', successor: pick(['panjin-p03', 'panjin-p06']) },
        handlerReplaced: { replaced: 'panjin-p01', successor: 'panjin-p04' },
      };
      return extras[step] ?? {};
    },
    spoils: [
      { item: 'PJLS-CF-001' },
      { handlers: ['panjin-p01', 'panjin-p05'] },
      { place: '鞍山市演示村' },
      { experts: [{ name: '林专家（演示）', title: '高级工程师', opinion: '同意' }] },
      { treeAge: undefined },
      { organ: '盘山县人民政府' },
      { permitNo: undefined },
      { recording: undefined },
    ],
  };
}
const walks = Array.from({ length: 140 }, (_, i) => walkLightly(walkOf(i + 1), i + 1));

test('the rules of confirmation hold after every recorded act', () => {
  assert.deepEqual(walks.flatMap(({ broken }) => broken).slice(0, 10), []);
});

test('every invariant was put to the test', () => {
  assertAllTested(invariants, walks);
});

test('the walks arrive: not accepted, withdrawn, approved by the government, served, published, closed, archived', () => {
  const goals: StepId[] = [
    'confirmationNotAccepted',
    'confirmationWithdrawn',
    'confirmationSupplementAsked',
    'governmentApproved',
    'confirmationServed',
    'decisionPublished',
    'caseClosed',
    'caseArchived',
  ];
  const counts = assertArrivals(goals, walks);
  assert.ok(counts.caseClosed! >= 10, JSON.stringify(counts));
});

test('an open confirmation always has a next step', () => {
  for (const [i, { file }] of walks.entries()) {
    assertNextStep(confirmation, file, walkOf(i + 1).registers);
  }
});

test('the invariants do bite: take a gate away and a walk breaks one', () => {
  for (const id of [
    'itemListed',
    'certified',
    'twoOnSite',
    'gradeOfCity',
    'twoExperts',
    'regenerationReached',
    'approvedByOwnGovernment',
    'approvalGranted',
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
