// src/law/walk/testActs.ts —— 随机走案：plausible and implausible acts, drawn from a seed; for tests

import { defaultsFor } from '../../../stories/defaults.ts';
import { addDays, type PlainDate } from '../../base/dates.ts';
import { type Act, allOf, type CaseFile, effective, handlersOf, last, once, type Procedure } from '../engine.ts';
import { evidenceOf, openPreservation, openProposals } from '../facts.ts';
import type { Particulars } from '../particulars/field.ts';
import { penaltySteps } from '../procedures/penalty/words.ts';
import { accountOf } from '../reckoning/account.ts';
import { computeDue } from '../reckoning/days.ts';
import type { Registers } from '../registers.ts';
import { nextOf } from '../standing.ts';
import type { ChangeKind, StepId } from '../vocabulary.ts';
import { picker, type Scene } from './testScene.ts';
import { spoil } from './testSpoils.ts';

export type Submission = { act: Act; today: PlainDate; enteredBy: string };

const staff = {
  officers: ['panjin-p01', 'panjin-p02', 'panjin-p03', 'panjin-p04'],
  everyone: Array.from({ length: 16 }, (_, i) => `panjin-p${String(i + 1).padStart(2, '0')}`),
  byActor: {
    sectionHead: 'panjin-p07',
    stater: 'panjin-p07',
    reviewer: 'panjin-p09',
    head: 'panjin-p11',
    host: 'panjin-p15',
    publicityOfficer: 'panjin-p14',
    archivist: 'panjin-p13',
  },
};

/** The next act of a walk: mostly what comes next and well filled in, sometimes anything by anyone at any time. */
export function drawAct(
  law: Procedure,
  file: CaseFile,
  scene: Scene,
  registers: Registers,
  today: PlainDate,
  random: () => number,
): Submission {
  const pick = picker(random);
  const step =
    random() < 0.8
      ? likelyStep(law, file, registers, random)
      : pick(
          (Object.keys(law.steps) as StepId[])
            .filter((each) => each !== 'paperProposed' && each !== 'paperIssued') // their form asks what no walk knows
            .filter((each) => !(each in penaltySteps)) // they have walks of their own
            .filter((each) => each !== 'caseWithdrawn' || random() < 0.2), // an end ends the walk
        );
  const by = random() < 0.93 ? signersOf(law, file, step) : someone(random);
  const on = random() < 0.95 ? today : addDays(today, pick([-1, -1, -3, -30, 1]));
  const plausible = fill(law, file, scene, registers, step, on, by, random);
  const particulars = random() < 0.92 ? plausible : spoil(plausible, scene, random);
  const late = law.steps[step]!.late;
  if (on < today && late && random() < 0.8) particulars.backdateGround = pick(late);
  return { act: { step, on, by, particulars }, today, enteredBy: by[0] ?? 'panjin-p01' };
}

function likelyStep(law: Procedure, file: CaseFile, registers: Registers, random: () => number): StepId {
  const pick = picker(random);
  if (file.acts.length === 0) return 'clueRegistered';
  const next = nextOf(law, file, registers).next.map(({ step }) => step);
  const aside: StepId[] = [];
  const add = (when: boolean, ...steps: StepId[]) => when && aside.push(...steps);
  add(unsigned(file).length > 0, 'countersigned', 'countersigned');
  add(once(file, 'caseFiled') && !once(file, 'siteExamined'), 'siteExamined', 'siteExamined', 'interviewRecorded');
  add(once(file, 'siteExamined') && !once(file, 'appraisalReceived'), 'appraisalReceived', 'appraisalReceived');
  add(
    once(file, 'caseFiled') && random() < 0.08,
    'preservationProposed',
    'preservationApproved',
    'evidencePreserved',
    'evidenceCollected',
    'recusalRequested',
    'recusalDecided',
  );
  add(once(file, 'clueVerified') && !once(file, 'caseFiled') && random() < 0.05, 'filingDeclined');
  add(once(file, 'caseFiled') && random() < 0.05, 'crimeReported');
  add(once(file, 'crimeTransferred') && random() < 0.5, 'policeDeclined');
  add(once(file, 'investigationConcluded') && random() < 0.1, 'reviewReturned');
  add(once(file, 'filingProposed') && random() < 0.03, 'filingReturned', 'handlerReplaced');
  add(once(file, 'decisionServed') && random() < 0.05, 'serviceFoundDefective', 'enforcementEnded');
  add(
    once(file, 'noticeServed') && !once(file, 'decisionMade') && random() < 0.4,
    'statementReceived',
    'statementWaived',
    'hearingRequested',
    'hearingWaived',
    'hearingAbandoned',
    'noticeServed',
  );
  add(once(file, 'statementReceived') && !once(file, 'decisionMade') && random() < 0.1, 'investigationConcluded');
  add(once(file, 'caseFiled') && random() < 0.012, 'caseWithdrawn');
  add(once(file, 'decisionServed') && !once(file, 'performanceSettled'), 'paymentReceived');
  add(once(file, 'decisionMade') && random() < 0.08, 'litigationNoted', 'decisionRevoked');
  add(once(file, 'clueVerified') && random() < 0.08, 'recordChangeProposed');
  add(openProposals(file, 'corrected').length > 0, 'actCorrected');
  add(openProposals(file, 'voided').length > 0, 'actVoided');
  add(openProposals(file, 'backdated').length > 0, 'backdatingApproved');
  add(openPreservation(file) !== undefined, 'preservationApproved', 'evidencePreserved');
  return next.length > 0 && (aside.length === 0 || random() < 0.6)
    ? pick(next)
    : pick(aside.length > 0 ? aside : (['paymentReceived', 'decisionPublished', 'caseArchived'] as StepId[]));
}

function signersOf(law: Procedure, file: CaseFile, step: StepId): string[] {
  const actor = law.steps[step]!.actor;
  const handlers = handlersOf(file);
  const officers = handlers.length >= 2 ? handlers.slice(0, 2) : staff.officers.slice(0, 2);
  if (step === 'countersigned')
    return unsigned(file)
      .slice(0, 1)
      .map(({ id }) => id);
  if (actor === 'officers') return officers;
  if (step === 'transferDecided' && file.acts.length % 3 === 0) return ['panjin-p12']; // a deputy
  if (actor === 'officer' || actor === 'party' || actor === 'authority') return officers.slice(0, 1);
  if (actor === 'cosigner' || actor === 'proposer' || actor === 'issuer') return officers.slice(0, 1);
  return [staff.byActor[actor]];
}

function someone(random: () => number): string[] {
  const pick = picker(random);
  return Array.from({ length: Math.floor(random() * 3) }, () => pick(staff.everyone));
}

const unsigned = (file: CaseFile) => {
  const signed = allOf(file, 'countersigned').flatMap((act) =>
    ((act.particulars.acts as { act: number }[] | undefined) ?? []).map((row) => `${row.act}/${act.by[0]}`),
  );
  return effective(file).flatMap((act) =>
    [
      ...new Set([
        ...act.by,
        ...(act.step === 'jointlyDiscussed' ? ([...(act.particulars.members as string[]), act.particulars.recorder] as string[]) : []),
      ]),
    ]
      .filter((id) => id !== act.enteredBy && !signed.includes(`${act.n}/${id}`))
      .map((id) => ({ n: act.n, id })),
  );
};

export function fill(
  law: Procedure,
  file: CaseFile,
  scene: Scene,
  registers: Registers,
  step: StepId,
  on: PlainDate,
  by: string[],
  random: () => number,
): Particulars {
  const pick = picker(random);
  const usual = defaultsFor(step, { story: { item: 'PJLS-CF-001', party: scene.party }, on, by, evidence: evidenceOf(file) });
  const fresh = () => [`e${Math.floor(random() * 1e6)}`];
  const extra: Partial<Record<StepId, () => Particulars>> = {
    clueVerified: () => ({ evidence: fresh() }),
    filingProposed: () => ({
      actFrom: addDays(scene.actTo, -5),
      actTo: scene.actTo,
      handlers: staff.officers.slice(0, 2),
      longLimitation: scene.actTo < '2021-01-01',
    }),
    recusalRequested: () => ({ about: pick(staff.everyone) }),
    recusalDecided: () => ({
      about: pick([...handlersOf(file), 'panjin-p09']),
      outcome: pick(['granted', 'refused']),
      successor: 'panjin-p03',
    }),
    evidenceCollected: () => ({ evidence: fresh() }),
    siteExamined: () => ({ recording: fresh(), area: scene.area }),
    evidencePreserved: () => ({ recording: fresh(), startedAt: `${on} ${file.acts.length % 2 === 0 ? '08:10' : '16:30'}` }),
    appraisalReceived: () => ({ evidence: fresh(), area: scene.area, forestKind: 'publicWelfare', unitCost: 1000, coefficient: 2 }),
    countersigned: () => ({
      acts: unsigned(file)
        .filter(({ id }) => id === by[0])
        .map(({ n }) => ({ act: n })),
    }),
    investigationConcluded: () => ({
      tier: scene.tier,
      ...(random() < 0.07 ? { restoreBy: addDays(on, -5) } : {}),
      fine: Math.max(1, Math.floor(scene.fine * pick(once(file, 'statementReceived') ? [1, 1.1, 1.2] : [1, 1, 0.96, 1.04]))),
      lightening: scene.party.citizenId && scene.party.citizenId.slice(6, 10) > '2006' && random() < 0.8 ? ['minor'] : undefined,
      ...comparison(scene, random),
    }),
    majorityStated: () => ({ isMajor: random() < 0.75, isGrave: scene.grave }),
    legalReviewed: () => (random() < 0.15 ? { outcome: 'supplement' } : {}),
    policeDeclined: () => ({ paper: fresh() }),
    statementReceived: () => ({ paper: fresh() }),
    statementWaived: () => ({ paper: fresh() }),
    statementRechecked: () => ({ adopted: pick(['adopted', 'notAdopted', 'notAdopted']), changes: random() < 0.4 }),
    hearingWaived: () => ({ paper: fresh() }),
    hearingNoticed: () => ({
      host: pick(['panjin-p15', 'panjin-p15', 'panjin-p15', 'panjin-p01', 'panjin-p04']),
      hearingOn: addDays(computeDue(on, { amount: 7, basis: '处罚法§64' }, registers.calendar).strict, pick([0, 1, 1, 2, 5])),
    }),
    hearingHeld: () => ({ recording: fresh() }),
    hearingAbandoned: () => ({ paper: fresh() }),
    jointlyDiscussed: () => {
      const members = pick([
        ['panjin-p11', 'panjin-p12'],
        ['panjin-p11', 'panjin-p12'],
        ['panjin-p11', 'panjin-p12', 'panjin-p01'],
        ['panjin-p11', 'panjin-p07'],
      ]);
      const report = last(file, 'investigationConcluded')?.particulars;
      const agreed = {
        outcome: 'penalise',
        penaltyKind: '罚款',
        fine: Math.max(1, Number(report?.fine ?? 1) - (random() < 0.3 ? 100 : 0)),
      };
      const end = random() < 0.9 ? agreed : { outcome: 'further' };
      return { members, recorder: 'panjin-p09', views: members.map((who) => ({ who, view: '同意' })), ...end };
    },
    noticeServed: () => (random() < 0.12 ? left(random) : {}),
    decisionServed: () => (random() < 0.12 ? left(random) : {}),
    caseWithdrawn: () => ({
      ...pick([
        { ground: 'notEstablished' },
        { ground: 'notEstablished' },
        { ground: 'tooYoung' },
        { ground: 'expired' },
        { ground: 'transferred' },
      ]),
    }),
    handlerReplaced: () => ({ replaced: pick(handlersOf(file)), successor: pick(['panjin-p03', 'panjin-p04', 'panjin-p05']) }),
    crimeTransferred: () => ({ lateReason: '接收窗口当日下班' }),
    transferDecided: () => ({ outcome: random() < 0.8 ? 'approved' : 'refused' }),
    enforcementEnded: () => ({ paper: fresh() }),
    paymentReceived: () => ({ amount: Math.max(1, Math.floor((accountOf(file, registers, on)?.owed ?? 100_000) * pick([1, 1, 1, 0.5]))) }),
    litigationNoted: () => ({ from: on, to: random() < 0.7 ? addDays(on, 20) : undefined }),
    decisionRevoked: () => ({ paper: fresh(), ...(random() < 0.6 ? { remake: true, defect: pick(['facts', 'procedure']) } : {}) }),
    publicationJudged: () => (random() < 0.7 ? {} : { publish: false }),
    publicationCleared: () => ({ outcome: random() < 0.85 ? 'passed' : 'returned' }),
    recordChangeProposed: () => proposalOf(law, file, on, random),
    backdatingApproved: () => asProposed(file, 'backdated') ?? { step: pick(Object.keys(law.steps)), happenedOn: addDays(on, -3) },
    actCorrected: () => {
      const proposal = asProposed(file, 'corrected');
      const step = file.acts.find((act) => act.n === proposal?.act)?.step;
      return correctionOf(file, scene, random, random() < 0.9 ? step : undefined);
    },
    actVoided: () => asProposed(file, 'voided') ?? { act: pick(file.acts.map((act) => act.n)) },
  };
  return asked(law, step, { ...usual, ...extra[step]?.() });
}

const left = (random: () => number): Particulars => ({ method: 'left', proof: random() < 0.5 ? ['e1'] : undefined });
function comparison(scene: Scene, random: () => number): Particulars {
  const old = scene.actTo < '2020-07-01' && random() < 0.8;
  return old ? { lawComparison: 'newLighter', comparisonNote: '新法较轻' } : { lawComparison: 'same' };
}

const correctable: StepId[] = ['siteExamined', 'appraisalReceived', 'investigationConcluded', 'majorityStated', 'caseFiled'];
function proposalOf(law: Procedure, file: CaseFile, on: PlainDate, random: () => number): Particulars {
  const pick = picker(random);
  const change = pick(['corrected', 'corrected', 'voided', 'backdated']);
  if (change === 'backdated') return { change, step: pick(Object.keys(law.steps)), happenedOn: addDays(on, -pick([2, 3, 5])) };
  const targets = change === 'voided' ? file.acts : file.acts.filter((act) => correctable.includes(act.step));
  return { change, act: targets.length > 0 ? pick(targets).n : 1 };
}
/** What the open proposal of the kind asks for. */
function asProposed(file: CaseFile, change: ChangeKind): Particulars | undefined {
  const open = openProposals(file, change)[0]?.particulars;
  return open && Object.fromEntries(['act', 'step', 'happenedOn'].filter((key) => key in open).map((key) => [key, open[key]]));
}

function correctionOf(file: CaseFile, scene: Scene, random: () => number, only?: StepId): Particulars {
  const pick = picker(random);
  const targets: [StepId, Particulars][] = [
    ['siteExamined', { weather: '多云' }],
    ['siteExamined', { area: scene.area * 2 }],
    ['appraisalReceived', { area: scene.area * 2 }],
    ['investigationConcluded', { fine: Math.max(1, Math.floor(scene.fine / 2)) }],
    ['majorityStated', { isMajor: true }],
    ['caseFiled', { opinion: '同意立案' }],
  ];
  const fitting = targets.filter(([step]) => step === only);
  const [step, corrected] = pick(fitting.length > 0 ? fitting : targets);
  return { act: last(file, step)?.n ?? 1, corrected };
}

/** Leaves out what the other answers do not ask for. */
function asked(law: Procedure, step: StepId, values: Particulars): Particulars {
  const fields = law.steps[step]!.fields;
  return Object.fromEntries(
    Object.entries(values).filter(([key, value]) => {
      const only = fields.find((field) => field.key === key)?.only;
      return value !== undefined && (!only || only.is.includes(values[only.key] as never));
    }),
  );
}
