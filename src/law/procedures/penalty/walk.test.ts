// src/law/procedures/penalty/walk.test.ts —— 普通程序随机走案：sent papers, other sanctions, no penalty, deferral, demand and amended decisions

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, type PlainDate, plainDate } from '../../../base/dates.ts';
import { evidenceOf, type Party } from '../../facts.ts';
import { sampleRegisters } from '../../papers/sample/registers.ts';
import type { Particulars } from '../../particulars/field.ts';
import { accountOf } from '../../reckoning/account.ts';
import type { Registers } from '../../registers.ts';
import type { StepId } from '../../vocabulary.ts';
import { assertArrivals } from '../../walk/testArrivals.ts';
import { type LightWalk, lawWithout, walkLightly } from '../../walk/testLightWalk.ts';
import { picker, seeded } from '../../walk/testScene.ts';
import { penaltyOrdinary } from '../penaltyOrdinary.ts';
import { invariants, sending } from './testInvariants.ts';

const person: Party = {
  kind: 'person',
  name: '高苇（演示）',
  citizenId: '211122197802280039',
  address: '演示镇演示村',
  phone: '13800000021',
};
function walkOf(seed: number): LightWalk {
  const registers: Registers = {
    ...sampleRegisters('高苇（演示）'),
    evidence: (id) => (id.startsWith('e') ? { id, name: id, mediaType: 'image/jpeg', digest: id, size: 1, takenBy: [] } : undefined),
  };
  const scene = picker(seeded(seed + 7000));
  const proposal = scene(['fine', 'other', 'none', 'fine']);
  const others = [
    { kind: 'gains', received: 180_000, refunded: scene([0, 30_000]), how: '按收款记录', evidence: ['e1'] },
    { kind: 'goods', object: '野大豆植株1株', value: 20_000, how: '按鉴定', evidence: ['e1'] },
    ...scene([[], [{ kind: 'revocation', object: '采集证' }]]),
  ];
  return {
    ...{
      law: penaltyOrdinary,
      registers,
      party: person,
      item: 'PJLS-CF-047',
      start: plainDate('2025-03-03') as PlainDate,
      attempts: 170,
      invariants,
    },
    aside: [
      'evidenceCollected',
      'siteExamined',
      'interviewRecorded',
      'appraisalReceived',
      'addressConfirmed',
      'noticeDispatched',
      'decisionDispatched',
      'serviceFailed',
      'statementReceived',
      'statementWaived',
      'hearingWaived',
      'paymentReceived',
      'deferralRequested',
      'lateFineImposed',
      'lateFineImposed',
      'lateFineImposed',
      'performanceDemanded',
      'performanceDemanded',
      'performanceDemanded',
      'enforcementNamed',
      'decisionAmended',
      'noticeServed',
      'decisionServed',
    ],
    extra: (step, { file, on: day, random }) => {
      const pick = picker(random);
      const account = accountOf(file, registers, day);
      const sentBy = (served: 'noticeServed' | 'decisionServed') =>
        file.acts.findLast((act) => act.step === sending[served] && act.n > (file.acts.findLast((each) => each.step === served)?.n ?? 0));
      const served = (which: 'noticeServed' | 'decisionServed'): Particulars => {
        const sent = sentBy(which);
        const method =
          sent && random() < 0.85
            ? (sent.particulars.method as string)
            : pick(['direct', 'direct', 'direct', 'mailed', 'electronic', 'announced']);
        const at = ['direct', 'left'].includes(method) ? day : pick([day, addDays(day, -1), addDays(day, -9)]);
        return { method, servedAt: `${at} 09:00`, paper: ['e9'], system: '电子邮箱 demo@example.invalid', through: '盘锦市看守所' };
      };
      const sendIt = (): Particulars => ({
        method: pick(['mailed', 'electronic', 'announced', 'forwarded', 'entrusted']),
        paper: random() < 0.3 ? ['e8'] : undefined,
      });
      const extras: Partial<Record<StepId, () => Particulars>> = {
        clueVerified: () => ({ evidence: ['e1'] }),
        evidenceCollected: () => ({ evidence: ['e1'] }),
        filingProposed: () => ({ handlers: ['panjin-p01', 'panjin-p02'], cause: '未按采集证采集野生植物' }),
        siteExamined: () => ({ recording: ['e2'] }),
        appraisalReceived: () => ({
          evidence: ['e3'],
          quantity: '1',
          quantityUnit: '株',
          measure: '国家二级保护野生植物株数',
          baseAmount: 150_000,
          baseMeasure: '其他',
        }),
        investigationConcluded: () => ({
          proposal: random() < 0.1 ? undefined : proposal,
          ...(proposal === 'none'
            ? { ground: pick(['minorCorrected', 'notEstablished', 'noFault']), groundProof: random() < 0.8 ? ['e1'] : undefined }
            : {}),
          others: random() < 0.85 ? others : others.slice(0, 1),
          sanction: 1,
          tier: pick(['一般', '较轻（从轻）']),
          fine: pick([400_000, 500_000]),
          facts: [{ text: '当事人超量采集并出售', evidence: evidenceOf(file).slice(0, 1) }],
          appraisal: file.acts.findLast((act) => act.step === 'appraisalReceived')?.n,
          restoreBy: undefined,
          correction: undefined,
        }),
        majorityStated: () => ({ isMajor: true }),
        statementReceived: () => ({ paper: ['e5'] }),
        statementWaived: () => ({ paper: ['e5'] }),
        hearingWaived: () => ({ paper: ['e6'] }),
        addressConfirmed: () => ({ electronic: random() < 0.8, paper: ['e7'] }),
        serviceFailed: () => ({ what: pick(['notice', 'decision']), paper: ['e7'] }),
        noticeDispatched: sendIt,
        decisionDispatched: sendIt,
        noticeServed: () => served('noticeServed'),
        decisionServed: () => served('decisionServed'),
        publicationJudged: () => ({ publish: false }),
        paymentReceived: () => ({
          of: random() < 0.5 ? 'gains' : undefined,
          amount: Math.max(1, Math.floor((account?.owed ?? 100) * pick([1, 0.5]))),
        }),
        performanceSettled: () => ({ others: random() < 0.7 ? '已收缴、已吊销' : undefined }),
        deferralRequested: () => ({ paper: ['e5'] }),
        deferralDecided: () => {
          const left = (account?.fine ?? 2) - (account?.paid ?? 0);
          const half = Math.max(1, Math.floor(left / 2));
          const parts = [
            { by: addDays(day, 30), amount: half },
            { by: addDays(day, pick([60, 60, 10])), amount: Math.max(1, left - half + pick([0, 0, 100])) },
          ];
          return { outcome: pick(['instalments', 'deferred', 'refused']), until: addDays(day, pick([40, -1])), parts };
        },
        lateFineImposed: () => ({ amount: (account?.late.late ?? 0) + pick([0, 0, 9_999_999]) || 1 }),
        performanceDemanded: () => ({ amount: account?.owed || undefined, by: addDays(day, pick([30, 3])) }),
        decisionAmended: () => ({ kind: pick(['corrected', 'changed', 'revoked']), newFine: pick([100_000, 450_000, 9_999_999]) }),
        litigationNoted: () => ({ from: day, to: day }),
        decisionRevoked: () => ({ paper: ['e5'], kind: 'revoked' }),
        enforcementEnded: () => ({ paper: ['e5'] }),
        partyEducated: () => ({ whom: pick(['party', 'party', 'guardian']) }),
        policeDeclined: () => ({ paper: ['e5'] }),
        policeFiled: () => ({ paper: ['e5'] }),
        goodsHandedOver: () => ({ paper: ['e5'] }),
        recusalRequested: () => ({ about: 'panjin-p09' }),
        recusalDecided: () => ({ about: 'panjin-p09', outcome: 'refused' }),
        caseWithdrawn: () => ({ ground: 'tooYoung' }),
      };
      return extras[step]?.() ?? {};
    },
    spoils: [
      { groundProof: undefined },
      { others: [{ kind: 'warning' }] },
      { others: [{ kind: 'gains', received: 1000, refunded: 1000, how: '退赔', evidence: ['e1'] }] },
      { system: '别的系统' },
      { others: undefined },
      { proposal: 'other' },
      { proposal: 'none' },
    ],
  };
}

const all = Array.from({ length: 110 }, (_, seed) => ({ ...walkLightly(walkOf(seed), seed) }));

test('service, other sanctions, no penalty, money and amended decisions: the invariants hold after every recorded act', () => {
  assert.deepEqual(all.flatMap(({ broken }) => broken).slice(0, 5), []);
  const checked = new Set(all.flatMap((walk) => [...walk.checked.keys()]));
  assert.deepEqual(
    Object.keys(invariants).filter((name) => !checked.has(name)),
    [],
  );
});

test('the walks arrive: sent, served, not penalised, taught, decided, deferred, demanded, amended, closed', () => {
  const goals: StepId[] = [
    'noticeDispatched',
    'noticeServed',
    'decisionDispatched',
    'decisionServed',
    'serviceFailed',
    'noPenaltyDecided',
    'partyEducated',
    'decisionMade',
    'deferralDecided',
    'lateFineImposed',
    'performanceDemanded',
    'decisionAmended',
    'performanceSettled',
    'caseClosed',
  ];
  assertArrivals(goals, all);
  const ways = new Set(
    all.flatMap(({ file }) =>
      file.acts.flatMap((act) => (act.step === 'noticeServed' || act.step === 'decisionServed' ? [act.particulars.method] : [])),
    ),
  );
  assert.ok(ways.size >= 3, [...ways].join(' '));
});

test('a report without a fine decides none, and money confiscated is owed until it is paid', () => {
  let seen = 0;
  for (const { file } of all) {
    const decided = file.acts.findLast((act) => act.step === 'decisionMade');
    const served = decided && file.acts.findLast((act) => act.step === 'decisionServed' && act.n > decided.n);
    const defective = served && file.acts.some((act) => act.step === 'serviceFoundDefective' && act.n > served.n);
    if (!decided || !served || defective || (decided.made!.bound!.subject as { 处理建议: Particulars }).处理建议.proposal !== 'other')
      continue;
    seen += 1;
    const account = accountOf(file, walkOf(0).registers, plainDate('2026-06-01'));
    assert.deepEqual(
      { fine: account?.fine, late: account?.late.late },
      { fine: 0, late: 0 },
      file.acts.map(({ step, particulars }) => `${step} ${String(particulars.kind ?? '')}`).join(' '),
    );
    assert.ok(account!.owed >= 0);
  }
  assert.ok(seen > 0);
});

test('the invariants do bite: take a gate away and a walk breaks one', () => {
  for (const id of ['sentBefore', 'electronicAgreed', 'announcedLast', 'excused', 'changedLighter', 'deferralPlanned', 'demandDue']) {
    const broken: string[] = [];
    for (let seed = 0; seed < 250 && broken.length === 0; seed++)
      broken.push(...walkLightly({ ...walkOf(seed), law: lawWithout(penaltyOrdinary, id) }, seed).broken);
    assert.ok(broken.length > 0, `without ${id} no walk broke anything`);
  }
});
