// src/law/procedures/levy/walk.test.ts —— 征收随机走案：what is levied is what the standard gives, and nothing is paid, remitted or refunded beyond it

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '../../../base/dates.ts';
import type { CaseFile, RecordedAct } from '../../engine.ts';
import type { Party } from '../../facts.ts';
import { sampleRegisters } from '../../papers/sample/registers.ts';
import type { Particulars } from '../../particulars/field.ts';
import type { Registers } from '../../registers.ts';
import type { StepId } from '../../vocabulary.ts';
import { assertAllTested, assertArrivals, assertNextStep } from '../../walk/testArrivals.ts';
import { type Invariants, type LightWalk, lawWithout, walkLightly } from '../../walk/testLightWalk.ts';
import { picker, seeded } from '../../walk/testScene.ts';
import { levyAccountOf, refundOf } from './account.ts';
import { levy } from './table.ts';

const company: Party = {
  kind: 'organisation',
  name: '盘锦演示公路建设有限公司',
  uscc: '91211103MA0DEM011Y',
  representative: '佟演示',
  address: '盘锦市兴隆台区演示路11号',
  phone: '0427-4000000',
};
type Row = { land: string; factors?: string[]; area: string; unit: string };
const latest = (before: RecordedAct[], ...steps: StepId[]) => before.findLast((act) => steps.includes(act.step));
const on =
  (steps: StepId[], check: Invariants[string]): Invariants[string] =>
  (seen) =>
    steps.includes(seen.act.step) ? check(seen) : undefined;

/** The levy of rows, reckoned anew in floating numbers from the published standards alone: 分. */
function feeOf(rows: Row[]): number {
  const rate: Record<string, number> = { arbor: 10, shrub: 6, suitable: 3, importantWetland: 200 };
  return rows.reduce((sum, { land, factors = [], area, unit }) => {
    const metres = Math.round(Number(area) * ({ squareMetre: 1, mu: 666.67, hectare: 10_000 }[unit] ?? 0) * 100) / 100;
    const wet = factors.some((each) => ['coastal', 'peat', 'mangrove'].includes(each)) ? 3 : 1;
    const commercial = factors.includes('commercial') && !factors.includes('urban') ? 2 : 1;
    const times = (factors.includes('publicWelfare') ? 2 : 1) * (factors.includes('urban') ? 2 : 1) * commercial * wet;
    return sum + Math.round(metres * rate[land]! * times * 100);
  }, 0);
}
const decidedAmount = (before: RecordedAct[]) => {
  const decided = latest(before, 'levyDecided');
  return (
    (before.findLast((act) => act.step === 'levyAssessed' && act.n < (decided?.n ?? 0))?.particulars.amount as number | undefined) ?? 0
  );
};
const total = (acts: RecordedAct[], step: StepId) =>
  acts.filter((act) => act.step === step).reduce((sum, act) => sum + ((act.particulars.amount as number | undefined) ?? 0), 0);
const grantedOf = (before: RecordedAct[], decided: StepId, proposed: StepId) =>
  before
    .filter((act) => act.step === decided && act.particulars.outcome === 'granted')
    .map((act) => before.findLast((each) => each.step === proposed && each.n < act.n)!);

const invariants: Invariants = {
  'R01 a published levy item, and an occupation that owes it': on(['levyDeclared'], ({ act, registers }) => {
    const item = registers.item(act.particulars.item as string, act.on);
    const wetland = act.particulars.occupation === 'wetlandOccupation';
    return (item?.actType !== 'levy' || wetland !== (item.code === 'PJLS-ZS-002')) && '事项不符';
  }),
  'R02 two certified officers assess': on(
    ['levyAssessed', 'levyServed', 'reliefProposed', 'refundProposed'],
    ({ act, registers }) =>
      !(new Set(act.by).size >= 2 && act.by.every((id) => registers.certificate(id, act.on)?.actTypes.includes('levy'))) && '人员不合格',
  ),
  'what is assessed is what the standard gives, or nothing where exempt': on(['levyAssessed'], ({ act }) => {
    const { plots, amount, relief } = act.particulars as { plots: Row[]; amount: number; relief?: string };
    return amount !== (relief === undefined ? feeOf(plots) : 0) && `核定${amount}，应为${feeOf(plots)}`;
  }),
  'never on more land than was approved, never in a unit not agreed to': on(['levyDeclared', 'levyAssessed'], ({ before, act }) => {
    const { plots, conversion } = act.particulars as { plots: Row[]; conversion?: boolean };
    const approved = (latest(before, 'levyDeclared') ?? act).particulars.approvedArea as number;
    const metres = plots.reduce((sum, row) => sum + Number(row.area) * ({ squareMetre: 1, mu: 666.67, hectare: 10_000 }[row.unit] ?? 0), 0);
    if (plots.some((row) => !(Number(row.area) > 0))) return '面积不大于零';
    if (plots.some((row) => row.unit !== 'squareMetre') && conversion !== true) return '没有写明换算';
    return metres * 100 > approved + 1 && '超过批准的面积';
  }),
  'no wetland fee for waterworks, nor where the wetland can be rebuilt': on(['levyAssessed'], ({ before, act }) => {
    const { waterworks, noRestoration } = act.particulars;
    return (
      latest(before, 'levyDeclared')?.particulars.occupation === 'wetlandOccupation' &&
      !(waterworks === false && noRestoration === true) &&
      '不应当缴'
    );
  }),
  'R14 large and exempt levies are decided after a passed review of the same assessment': on(['levyDecided'], ({ before }) => {
    const assessed = latest(before, 'levyAssessed')!;
    const large = (assessed.particulars.amount as number) >= 100_000_000 || assessed.particulars.relief !== undefined;
    const review = latest(before, 'legalReviewed');
    return large && !(review?.particulars.outcome === 'passed' && review.n > assessed.n) && '没有审核';
  }),
  'the head decides on what the section rechecked': on(['levyDecided'], ({ before }) => {
    const [assessed, endorsed] = [latest(before, 'levyAssessed'), latest(before, 'assessmentEndorsed')];
    return !(assessed && endorsed && endorsed.n > assessed.n) && '没有复核';
  }),
  'settled only when everything owed was paid': on(['levySettled'], ({ before }) => {
    if (latest(before, 'enforcementEnded')) return false;
    const revoked = latest(before, 'decisionRevoked');
    const base = revoked && ['revoked', 'void'].includes(revoked.particulars.kind as string) ? 0 : decidedAmount(before);
    const reliefs = grantedOf(before, 'reliefDecided', 'reliefProposed');
    if (reliefs.some((act) => act.particulars.kind === 'exempted')) return false;
    const owed = base - total(reliefs, 'reliefProposed') - total(grantedOf(before, 'refundDecided', 'refundProposed'), 'refundProposed');
    return total(before, 'paymentReceived') - total(before, 'refundPaid') < owed && '没有缴清';
  }),
  'never more is refunded than was paid, and only what the head granted': on(['refundPaid'], ({ before, act }) => {
    const granted = total(grantedOf(before, 'refundDecided', 'refundProposed'), 'refundProposed');
    const out = total(before, 'refundPaid') + (act.particulars.amount as number);
    return (out > granted || out > total(before, 'paymentReceived')) && '多退';
  }),
  'relief is granted on a proposal of another, reviewed since': on(['reliefDecided', 'refundDecided'], ({ before, act }) => {
    if (act.particulars.outcome !== 'granted') return false;
    const proposal = latest(before, act.step === 'reliefDecided' ? 'reliefProposed' : 'refundProposed');
    const review = before.findLast((each) => each.step === 'remissionReviewed' && each.particulars.outcome === 'passed');
    return (!proposal || proposal.by.some((id) => act.by.includes(id)) || !review || review.n < proposal.n) && '没有意见或者没有审核';
  }),
  'nobody is pressed before the term is over': on(
    ['levyDemanded'],
    ({ before, act }) => act.on <= latest(before, 'levyServed')!.on && '期满以前催缴',
  ),
  'after an end nothing but archiving and the records': ({ before, act }) => {
    const end = latest(before, 'caseClosed', 'levyEnded', 'jurisdictionTransferred');
    const rule = levy.steps[act.step];
    return end ? !(rule?.afterClosing || rule?.fact) && '终结后又办理' : undefined;
  },
};

const registersIn = (): Registers => ({
  ...sampleRegisters(company.name),
  evidence: (id) => (id.startsWith('e') ? { id, name: id, mediaType: 'image/jpeg', digest: id, size: 1, takenBy: [] } : undefined),
});

function walkOf(seed: number): LightWalk {
  const scene = picker(seeded(seed + 7000));
  const wetland = scene([false, false, true]);
  const row: Row = wetland
    ? {
        land: 'importantWetland',
        factors: scene([[], ['coastal'], ['coastal', 'peat']]),
        area: scene(['100', '1500', '3000']),
        unit: 'squareMetre',
      }
    : {
        land: scene(['arbor', 'shrub', 'suitable']),
        factors: scene([[], ['publicWelfare'], ['urban', 'commercial']]),
        area: scene(['1.5', '20', '333.33']),
        unit: scene(['squareMetre', 'mu']),
      };
  const plots = [{ place: '演示地块', ...row }];
  const registers = registersIn();
  return {
    ...{
      law: levy,
      registers,
      party: company,
      item: wetland ? 'PJLS-ZS-002' : 'PJLS-ZS-001',
      start: plainDate('2026-03-02'),
      attempts: 170,
      invariants,
    },
    aside: [
      'paymentReceived',
      'reliefRequested',
      'reliefProposed',
      'refundRequested',
      'refundRequested',
      'refundProposed',
      'refundProposed',
      'refundProposed',
      'refundProposed',
      'levyEnded',
      'levyDemanded',
      'assessmentReturned',
      'assistanceRequested',
    ],
    extra: (step, { file, random }) => extrasOf(step, file, registers, picker(random), { wetland, plots }),
    spoils: [
      { amount: 100 },
      { plots: [{ ...plots[0]!, area: '0' }] },
      { item: wetland ? 'PJLS-ZS-001' : 'PJLS-ZS-002' },
      { sameFeePaid: true },
      { conversion: undefined },
      { noRestoration: false },
      { waterworks: true },
    ],
  };
}

type Pick = <T>(list: readonly T[]) => T;
function extrasOf(
  step: StepId,
  file: CaseFile,
  registers: Registers,
  pick: Pick,
  { wetland, plots }: { wetland: boolean; plots: Row[] },
): Particulars {
  const account = levyAccountOf(file, registers);
  const relief = pick([undefined, undefined, undefined, undefined, wetland ? undefined : 'ruralWelfare']);
  const held = (account?.paid ?? 0) - (account?.refunded ?? 0);
  const smaller = plots.map((plot) => ({ ...plot, area: String(Number(plot.area) / 2) }));
  const whole = ['notApproved', 'notCarriedOut'].includes(
    String(file.acts.findLast((act) => act.step === 'refundRequested')?.particulars.ground),
  );
  const conversion = plots.some((plot) => plot.unit !== 'squareMetre') ? true : undefined;
  const extras: Partial<Record<StepId, Particulars>> = {
    levyDeclared: {
      handlers: ['panjin-p01', 'panjin-p02'],
      occupation: wetland ? 'wetlandOccupation' : pick(['forestOccupation', 'forestTemporary']),
      approvedArea: 2_000_000,
      plots,
      conversion,
    },
    levyAssessed: {
      plots,
      conversion,
      relief,
      amount: relief ? 0 : feeOf(plots),
      ...(wetland ? { waterworks: false, noRestoration: true } : {}),
    },
    levyEnded: { paper: ['e1'] },
    paymentReceived: { amount: pick([account?.owed || 100, account?.owed || 100, 5000]) },
    levyDemanded: { owed: account?.owed },
    reliefRequested: { paper: ['e2'], kind: pick(['exempted', 'reduced', 'deferred']) },
    reliefProposed: {
      kind: pick(['exempted', 'reduced', 'deferred']),
      amount: pick([100, Math.max(1, Math.floor((account?.owed ?? 0) / 2)), 10 ** 12]),
      until: '2026-12-31',
    },
    reliefDecided: { outcome: pick(['granted', 'refused']) },
    refundRequested: { paper: ['e3'], ground: pick(['notApproved', 'areaShrank', 'notCarriedOut']), noticedOn: '2026-03-20' },
    refundProposed: whole
      ? { amount: held }
      : { plots: smaller, conversion, amount: pick([refundOf(file, registers, smaller as never)?.amount || 77, 77]) },
    refundDecided: { outcome: 'granted' },
    refundPaid: { amount: pick([file.acts.findLast((act) => act.step === 'refundProposed')?.particulars.amount, 50]) },
    remissionReviewed: { outcome: pick(['passed', 'passed', 'returned']) },
    recusalRequested: { about: 'panjin-p02' },
    recusalDecided: { about: 'panjin-p02', successor: pick(['panjin-p03', 'panjin-p06']) },
    handlerReplaced: { replaced: 'panjin-p01', successor: 'panjin-p04' },
    decisionRevoked: { paper: ['e5'] },
    enforcementEnded: { paper: ['e6'] },
    siteExamined: { recording: ['e4'], recorder: 'panjin-p01' },
    evidenceCollected: { evidence: ['e7'] },
    assistanceRequested: {
      agency: '盘山县自然资源局',
      content: '查询地块权属登记',
      letterNo: '盘林湿协〔2026〕第001号',
      reason: '核定需要',
    },
    jurisdictionTransferred: {
      transferTo: '盘山县林业和湿地保护管理局',
      transferReason: '属于其管辖范围',
      transferMaterials: [{ name: '案卷' }],
      opinion: '移送',
    },
  };
  return extras[step] ?? {};
}
const walks = Array.from({ length: 120 }, (_, i) => walkLightly(walkOf(i + 1), i + 1));

test('the rules of the levies hold after every recorded act', () => {
  assert.deepEqual(walks.flatMap(({ broken }) => broken).slice(0, 10), []);
});

test('every invariant was put to the test', () => {
  assertAllTested(invariants, walks);
});

test('the walks arrive: settled, closed, archived, ended, reviewed, relieved, refunded, pressed', () => {
  const goals: StepId[] = [
    'levyServed',
    'levySettled',
    'caseClosed',
    'caseArchived',
    'levyEnded',
    'legalReviewed',
    'levyDemanded',
    'reliefDecided',
    'refundPaid',
    'assistanceRequested',
    'jurisdictionTransferred',
  ];
  const counts = assertArrivals(goals, walks);
  assert.ok(counts.caseClosed! >= 8, JSON.stringify(counts));
});

test('an open levy always has a next step, and its account never owes less than nothing', () => {
  for (const { file } of walks) {
    assertNextStep(levy, file, registersIn());
    const account = levyAccountOf(file, registersIn());
    if (account) assert.ok(account.owed >= 0 && account.target >= 0 && account.refunded <= account.paid);
  }
});

test('the invariants do bite: take a gate away and a walk breaks one', () => {
  for (const id of [
    'standardKnown',
    'twoOnSite',
    'assessedByStandard',
    'conversionSaid',
    'wetlandFeeOwed',
    'levyReviewed',
    'paidInWhole',
    'refundAsGranted',
    'caseOpen',
  ]) {
    let found = false;
    for (let seed = 1; seed <= 400 && !found; seed++) {
      const walk = walkOf(seed);
      found = walkLightly({ ...walk, attempts: 120, law: lawWithout(walk.law, id) }, seed).broken.length > 0;
    }
    assert.ok(found, `without ${id} no walk broke anything`);
  }
});
