// src/law/procedures/penalty/walk.test.ts —— 普通程序随机走案：sent papers, other sanctions, no penalty, deferral, demand, court and amended decisions
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, daysBetween, type PlainDate, plainDate } from '../../../base/dates.ts';
import type { CaseFile, RecordedAct } from '../../engine.ts';
import { evidenceOf, type Party } from '../../facts.ts';
import { sampleRegisters } from '../../papers/sample/registers.ts';
import type { Particulars } from '../../particulars/field.ts';
import { accountOf } from '../../reckoning/account.ts';
import { workingDaysBetween } from '../../reckoning/days.ts';
import type { Registers } from '../../registers.ts';
import type { StepId } from '../../vocabulary.ts';
import { type Invariants, type LightWalk, lawWithout, walkLightly } from '../../walk/testLightWalk.ts';
import { picker, seeded } from '../../walk/testScene.ts';
import { penaltyOrdinary } from '../penaltyOrdinary.ts';

const person: Party = {
  kind: 'person',
  name: '高苇（演示）',
  citizenId: '211122197802280039',
  address: '演示镇演示村',
  phone: '13800000021',
};
const of = (before: RecordedAct[], ...steps: StepId[]) => before.findLast((act) => steps.includes(act.step));
const later = (before: RecordedAct[], than: RecordedAct | undefined, ...steps: StepId[]) =>
  before.filter((act) => steps.includes(act.step) && act.n > (than?.n ?? 0));
const said = (before: RecordedAct[], step: StepId): Particulars => of(before, step)?.particulars ?? {};
const on =
  (steps: StepId[], check: Invariants[string]): Invariants[string] =>
  (seen) =>
    steps.includes(seen.act.step) ? check(seen) : undefined;
const sending: Partial<Record<StepId, StepId>> = { noticeServed: 'noticeDispatched', decisionServed: 'decisionDispatched' };
const report = (before: RecordedAct[]) => said(before, 'investigationConcluded');
type Row = { kind: string; received?: number; refunded?: number; object?: string };
const rows = (of: Particulars) => (of.others ?? []) as Row[];

const invariants: Invariants = {
  'what is served by sending was sent before, in the same way, and arrived in between': on(
    ['noticeServed', 'decisionServed'],
    ({ before, act }) => {
      const { method, servedAt } = act.particulars as { method: string; servedAt?: string };
      if (['direct', 'left'].includes(method)) return servedAt?.slice(0, 10) !== act.on && '当面送达的日期不符';
      const sent = of(before, sending[act.step]!);
      if (sent?.particulars.method !== method) return '没有寄送';
      if (method === 'announced') return daysBetween(sent.on, act.on) < 30 && '公告未满三十日';
      return !(servedAt! >= sent.on && servedAt!.slice(0, 10) <= act.on) && '送达日期不在寄送和记录之间';
    },
  ),
  'R20 electronically only with a signed confirmation that names the system': on(
    ['noticeDispatched', 'decisionDispatched', 'noticeServed', 'decisionServed'],
    ({ before, act }) => {
      if (act.particulars.method !== 'electronic') return false;
      const confirmed = said(before, 'addressConfirmed');
      return !(confirmed.electronic === true && confirmed.system === act.particulars.system) && '没有确认书';
    },
  ),
  'announced only when nothing else reached the party': on(['noticeDispatched', 'decisionDispatched'], ({ before, act }) => {
    if (act.particulars.method !== 'announced') return false;
    const what = act.step === 'noticeDispatched' ? 'notice' : 'decision';
    return !(act.particulars.paper || before.some((each) => each.step === 'serviceFailed' && each.particulars.what === what)) && '径行公告';
  }),
  'terms run from service, not from the record': on(['noticeServed', 'decisionServed'], ({ act }) => {
    const { method, servedAt } = act.particulars as { method: string; servedAt?: string };
    const day = ['direct', 'left', 'announced'].includes(method) ? undefined : servedAt?.slice(0, 10);
    return method !== 'announced' && act.made?.servedOn !== day && '起算日不符';
  }),
  'only sanctions of the item, none twice, gains above nothing': on(
    ['decisionMade', 'noticeServed', 'investigationConcluded'],
    ({ before, act }) => {
      const draft = act.step === 'investigationConcluded' ? act.particulars : report(before);
      const allowed = ['gains', 'goods', 'revocation'];
      const list = rows(draft);
      const alien = list.some(({ kind }) => !allowed.includes(kind));
      const twice = new Set(list.map(({ kind, object }) => `${kind} ${object}`)).size < list.length;
      return (
        (alien || twice || list.some(({ kind, received = 0, refunded = 0 }) => kind === 'gains' && received <= refunded)) && '处罚种类不当'
      );
    },
  ),
  'the decision takes nothing that the last notice did not tell': on(['decisionMade'], ({ before }) => {
    const told = (of(before, 'noticeServed')?.made?.bound?.subject as { 处理建议?: Particulars } | undefined)?.处理建议 ?? {};
    const kinds = new Set(rows(told).map(({ kind, object }) => `${kind} ${object}`));
    const gains = (list: Row[]) => list.reduce((sum, { received = 0, refunded = 0 }) => sum + received - refunded, 0);
    return (
      (rows(report(before)).some(({ kind, object }) => !kinds.has(`${kind} ${object}`)) ||
        gains(rows(report(before))) > gains(rows(told))) &&
      '没有告知'
    );
  }),
  'penalised or not penalised, as reported, never both': on(['decisionMade', 'noPenaltyDecided'], ({ before, act }) => {
    const none = report(before).proposal === 'none';
    const other = later(before, of(before, 'caseReopened'), act.step === 'decisionMade' ? 'noPenaltyDecided' : 'decisionMade');
    return (none !== (act.step === 'noPenaltyDecided') || other.length > 0) && '与报告不符';
  }),
  'nobody goes unpenalised on a bare word': on(['noPenaltyDecided'], ({ before }) => {
    const { ground, groundProof = [] } = report(before) as { ground?: string; groundProof?: string[] };
    return ground !== 'notEstablished' && groundProof.length === 0 && '没有证据';
  }),
  'who is not penalised is taught before the case is closed': on(['closingProposed'], ({ before }) => {
    const decided = of(before, 'noPenaltyDecided');
    return (
      decided &&
      !of(before, 'decisionMade') &&
      report(before).ground !== 'notEstablished' &&
      later(before, decided, 'partyEducated').length === 0 &&
      '没有教育'
    );
  }),
  'instalments are what is left, in days ahead': on(['deferralDecided'], ({ before, act, registers }) => {
    const { outcome, until, parts = [] } = act.particulars as { outcome: string; until?: string; parts?: { by: string; amount: number }[] };
    if (outcome === 'refused') return false;
    if (!of(before, 'deferralRequested')) return '没有申请';
    if (outcome === 'deferred') return until! <= act.on && '延期到过去';
    const file: CaseFile = { id: '', acts: before };
    const account = accountOf(file, registers, act.on)!;
    return (
      (parts.reduce((sum, { amount }) => sum + amount, 0) !== account.fine - account.paid ||
        parts.some(({ by }, i) => by <= (parts[i - 1]?.by ?? act.on))) &&
      '分期不符'
    );
  }),
  'R26 the late fine imposed is no more than the fine': on(['lateFineImposed'], ({ before, act }) => {
    const fine = (of(before, 'decisionMade')?.made?.bound?.subject as { 处理建议?: { fine: number } } | undefined)?.处理建议?.fine ?? 0;
    return Number(act.particulars.amount) > fine && '超过罚款';
  }),
  'R27 a demand asks for what is owed, after its day, with ten working days': on(['performanceDemanded'], ({ before, act, registers }) => {
    const account = accountOf({ id: '', acts: before }, registers, act.on)!;
    const { amount, by } = act.particulars as { amount?: number; by: PlainDate };
    return ((amount !== undefined && amount !== account.owed) || workingDaysBetween(act.on, by, registers.calendar) < 10) && '催告不当';
  }),
  'our own decision only lightens, and changes nothing that fell': on(['decisionAmended'], ({ before, act }) => {
    const decided = of(before, 'decisionMade')!;
    const undone = later(before, decided, 'decisionRevoked', 'decisionAmended').findLast(
      ({ particulars }) => particulars.kind !== 'corrected',
    );
    const fine = undone
      ? (undone.particulars.newFine as number | undefined)
      : (decided.made?.bound?.subject as { 处理建议: { fine: number } }).处理建议.fine;
    return (
      ((undone && undone.particulars.kind !== 'changed') ||
        (act.particulars.kind === 'changed' && Number(act.particulars.newFine) >= (fine ?? 0))) &&
      '变更不当'
    );
  }),
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
  const counts = Object.fromEntries(
    goals.map((step) => [step, all.filter(({ file }) => file.acts.some((act) => act.step === step)).length]),
  );
  for (const [step, count] of Object.entries(counts)) assert.ok(count > 0, `${step}: ${JSON.stringify(counts)}`);
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
    if (!decided || !served || defective || (decided.made?.bound?.subject as { 处理建议: Particulars }).处理建议.proposal !== 'other')
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
