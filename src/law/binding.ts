// src/law/binding.ts —— 记录时由系统加上的:which numbers an act takes, and the exact draft a review, a notice or a decision is bound to

import { digestOf } from '../base/digest.ts';
import {
  type Act,
  type At,
  allOf,
  type CaseFile,
  effective,
  last,
  type Made,
  type Numbers,
  type Procedure,
  type RecordedAct,
} from './engine.ts';
import { catalogueHits, decisionOf, evidenceOf, fineInputsOf, isHearable, itemOf, madeOf, partyOf, reportOf } from './facts.ts';
import { coercionSubjects } from './procedures/coercion/subject.ts';
import { disputeSubject } from './procedures/dispute/subject.ts';
import { levySubject } from './procedures/levy/subject.ts';
import { matterSubject } from './procedures/others/subject.ts';
import { isSending, pending, servedOn } from './procedures/penalty/service/arrival.ts';
import { permitHits, permitSubject } from './procedures/permit/subject.ts';
import { computeDue } from './reckoning/days.ts';
import type { Registers } from './registers.ts';
import type { StepId } from './vocabulary.ts';

/** Series whose next number the act takes at recording, by key under `made.numbers`. */
export function numbersFor(law: Procedure, at: Pick<At, 'act' | 'file' | 'registers'>): Numbers {
  const { numbers = {} } = law.steps[at.act.step] ?? {};
  return typeof numbers === 'function' ? numbers(at) : numbers;
}

const bindingSteps: readonly StepId[] = [
  'reviewSubmitted',
  'legalReviewed',
  'revocationReviewed',
  'noticeDispatched',
  'noticeServed',
  'jointlyDiscussed',
  'decisionMade',
];

/** What is bound to the act: the exact draft it speaks of, whether the party may ask for a hearing, and how long a result is shown. */
export function bindingOf(file: CaseFile, act: Act, registers: Registers): Omit<Made, 'numbers'> {
  const made: Omit<Made, 'numbers'> = {};
  const subject = subjectOf(file, registers);
  if (bindingSteps.includes(act.step) && subject) made.bound = { digest: subjectDigest(file, registers)!, subject };
  const hits = act.step === 'majorityStated' && act.particulars.isMajor === false ? hitsOf(file, registers, act) : [];
  if (hits.length > 0) made.hits = hits;
  if (act.step === 'noticeServed' || act.step === 'noticeDispatched') made.hearable = isHearable(file, registers);
  const arrived = servedOn(file, act, registers);
  if (arrived) made.servedOn = arrived;
  // What was told is what the sent paper says, whatever came in while it was on its way.
  const sent = act.step === 'noticeServed' && isSending(act.particulars.method) ? pending(file, 'noticeServed')?.made : undefined;
  if (sent?.bound) Object.assign(made, { bound: sent.bound, hearable: sent.hearable });
  const decided = decisionOf(file)?.on;
  if (act.step === 'decisionPublished' && decided) {
    const serious = last(file, 'publicationJudged')?.particulars.creditClass === 'serious';
    const months = serious ? 36 : registers.parameter('publication.generalMonths', decided);
    // A permit is shown while it is valid.
    const validTo = last(file, 'decisionMade')?.particulars.validTo as Made['publishEnds'];
    made.publishEnds =
      validTo ??
      computeDue(decided, { amount: Math.round((months * 365) / 12), basis: '信用修复办法§3', unit: 'calendarDay' }, registers.calendar)
        .strict;
  }
  return made;
}

/** Entries of the review catalogue the case hits, as its procedure has it. */
const hitsOf = (file: CaseFile, registers: Registers, act: Act): string[] =>
  file.acts[0]?.step === 'permitApplied' ? permitHits(file, registers) : catalogueHits(file, registers, act.particulars.isGrave);

/** 文号: 盘林湿罚决〔2026〕第001号; clue and case numbers have four digits and no 第 (handbook §9.6). */
export function writeNumber(shortCode: string, series: string, year: number, no: number): string {
  if (series === '案' || series === '线') return `${shortCode}${series}〔${year}〕${String(no).padStart(4, '0')}号`;
  return `${shortCode}${series}〔${year}〕第${String(no).padStart(3, '0')}号`;
}

/** Everything a review looks at: particulars, evidence, amounts, articles. Change anything and the digest changes. */
export type Subject = Record<string, unknown>;

export function subjectOf(file: CaseFile, registers: Registers): Subject | undefined {
  const own = subjects[file.acts[0]?.step ?? 'clueRegistered'];
  return own ? own(file, registers) : penaltySubject(file, registers);
}
/** What is reviewed in a procedure that proposes no penalty, by the procedure's first step: undefined while there is nothing to review. */
const subjects: Partial<Record<StepId, (file: CaseFile, registers: Registers) => Subject | undefined>> = {
  levyDeclared: levySubject,
  matterRegistered: matterSubject,
  disputeFiled: disputeSubject,
  ...coercionSubjects,
  permitApplied: permitSubject,
};

function penaltySubject(file: CaseFile, registers: Registers): Subject | undefined {
  const report = reportOf(file);
  const item = itemOf(file, registers);
  if (!report || !item) return undefined;
  const { n: _n, on: _on, ...proposal } = report;
  return {
    当事人: partyOf(file),
    事项: item.code,
    违反条款: item.breach.map((each) => `${each.law}${each.article}`),
    处罚条款: item.penalty.map((each) => `${each.law}${each.article}`),
    违法时间: [last(file, 'filingProposed')?.particulars.actFrom ?? null, last(file, 'filingProposed')?.particulars.actTo ?? null],
    处理建议: proposal,
    金额依据: fineInputsOf(file).inputs,
    // The party's own paper changes nothing until its statement is adopted (below); evidence the investigators add does.
    证据: evidenceOf(file, false).map((id) => ({ id, digest: registers.evidence(id)?.digest ?? null })),
    // A note is evidence by itself, whether or not anything is attached to it.
    笔录: allOf(file, 'interviewRecorded', 'siteExamined', 'evidencePreserved', 'appraisalReceived').map((act) => act.n),
    更正: effective(file)
      .filter((act) => act.step === 'actCorrected' || act.step === 'actVoided')
      .map((act) => act.n),
    采纳申辩: allOf(file, 'statementRechecked')
      .filter((act) => act.particulars.adopted !== 'notAdopted')
      .map((act) => act.n),
    听证: allOf(file, 'hearingHeld').map((act) => act.n),
  };
}

export const subjectDigest = (file: CaseFile, registers: Registers): string | undefined => {
  const subject = subjectOf(file, registers);
  return subject && digestOf(subject);
};

export type Change = { path: string; before: unknown; after: unknown };

/** What differs between two subjects, leaf by leaf, for people to see. */
export function changesBetween(before: unknown, after: unknown, path = ''): Change[] {
  if (digestOf(before ?? null) === digestOf(after ?? null)) return [];
  const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  if (!isTree(before) || !isTree(after)) return [{ path, before, after }];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    changesBetween(before[key], after[key], path ? `${path}·${key}` : key),
  );
}

/** The decision that stands, the notice it must not exceed, and the review it rests on. */
export const reviewOf = (file: CaseFile): { outcome: string; digest?: string; subject?: Subject; act: RecordedAct } | undefined => {
  const act = last(file, 'legalReviewed');
  return act && { outcome: act.particulars.outcome as string, digest: madeOf(act).bound?.digest, subject: madeOf(act).bound?.subject, act };
};
