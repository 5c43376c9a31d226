// src/law/walk/testFacts.ts —— 案情的另一种算法：facts of a case read from the plain list of acts, by no code of the law's; for tests
import people from '../../../agencies/panjin/people.json' with { type: 'json' };
import { addDays, fullYears, type PlainDate, plainDate } from '../../base/dates.ts';
import type { RecordedAct } from '../engine.ts';
import { workingDaysBetween } from '../reckoning/days.ts';
import type { Registers } from '../registers.ts';
import type { StepId } from '../vocabulary.ts';
import type { Scene } from './testScene.ts';

/** What an invariant looks at: the acts that counted when this one was recorded, oldest first, and the act. */
export type Look = { before: RecordedAct[]; act: RecordedAct; scene: Scene; registers: Registers };
/** Acts without the voided ones, corrected ones as corrected. */
export function counting(acts: RecordedAct[]): RecordedAct[] {
  const gone = acts.filter((act) => act.step === 'actVoided').map((act) => act.particulars.act);
  return acts
    .filter((act) => !gone.includes(act.n))
    .map((act) => {
      const changes = acts.filter((each) => each.step === 'actCorrected' && each.particulars.act === act.n);
      return { ...act, particulars: Object.assign({}, act.particulars, ...changes.map((each) => each.particulars.corrected as object)) };
    });
}

/** Latest of the steps among the acts. */
export const lastOf = (acts: RecordedAct[], ...steps: StepId[]) => acts.findLast((act) => steps.includes(act.step));
/** Acts of the steps later than the given one. */
export const after = (acts: RecordedAct[], act: RecordedAct | undefined, ...steps: StepId[]) =>
  acts.filter((each) => steps.includes(each.step) && each.n > (act?.n ?? 0));
/** Steps of the investigators. */
export const inspectors: StepId[] = [
  'clueVerified',
  'filingProposed',
  'evidenceCollected',
  'interviewRecorded',
  'siteExamined',
  'preservationProposed',
  'evidencePreserved',
  'correctionOrdered',
  'crimeReported',
  'investigationConcluded',
  'reviewSubmitted',
  'noticeServed',
  'statementRechecked',
];
/** Steps two officers sign: inquiry, telling and serving; papers asked for and handed on inside the office are one handler's. */
export const byTwo: StepId[] = [
  ...inspectors.filter((step) => step !== 'filingProposed' && step !== 'reviewSubmitted'),
  'decisionServed',
  'performanceSettled',
];
/** Steps a head signs. */
export const byHead: StepId[] = [
  'caseFiled',
  'filingDeclined',
  'recusalDecided',
  'preservationApproved',
  'preservedGoodsDisposed',
  'transferDecided',
  'handlerReplaced',
  'caseReopened',
  'jointlyDiscussed',
  'decisionMade',
  'caseWithdrawn',
  'publicationApproved',
  'caseClosed',
  'backdatingApproved',
];
/** What the party or another organ does. */
export const facts: StepId[] = [
  'recusalRequested',
  'appraisalReceived',
  'policeDeclined',
  'statementReceived',
  'statementWaived',
  'hearingRequested',
  'hearingWaived',
  'hearingAbandoned',
  'paymentReceived',
  'litigationNoted',
  'enforcementEnded',
  'decisionRevoked',
];

/** Held the post on the day, by the pack alone. */
export const postHeld = (id: string, post: string, on: string) =>
  people.people.some(
    (person) =>
      person.id === id &&
      (person.posts as { post: string; from: string; until?: string }[]).some(
        (held) => held.post === post && held.from <= on && (held.until === undefined || on < held.until),
      ),
  );
/** Held a certificate on the day, by the pack alone. */
export const certified = (id: string, on: string) =>
  people.people.some((person) => person.id === id && person.certificates.some((each) => each.validFrom <= on && on <= each.validTo));
/** Everyone who investigated. */
export const investigators = (acts: RecordedAct[]) =>
  new Set([
    ...acts.filter((act) => inspectors.includes(act.step)).flatMap((act) => act.by),
    ...((lastOf(acts, 'filingProposed')?.particulars.handlers as string[] | undefined) ?? []),
  ]);
/** When the act ended. */
export const actTo = (acts: RecordedAct[]) => lastOf(acts, 'filingProposed')?.particulars.actTo as PlainDate | undefined;
/** Completed years when the act ended. */
export const age = (scene: Scene, acts: RecordedAct[]) => {
  const id = scene.party.citizenId;
  const on = actTo(acts);
  return id && on ? fullYears(plainDate(`${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`), on) : undefined;
};
/** The five or so working days of the party are over on the day. */
export const daysOver = (from: PlainDate, days: number, on: PlainDate, { calendar }: Registers) =>
  workingDaysBetween(from, addDays(on, -1), calendar) >= days;
/** The fine a report proposes, 分. */
export const fineOf = (report: RecordedAct | undefined) => (report?.particulars.fine as number | undefined) ?? 0;
/** Area in 1/100 ㎡: as appraised, else as examined. */
export const areaOf = (acts: RecordedAct[]) =>
  (
    lastOf(
      acts.filter((act) => act.particulars.area !== undefined),
      'appraisalReceived',
    ) ?? lastOf(acts, 'siteExamined')
  )?.particulars.area as number | undefined;
/** 恢复费用 in 分: area × 10元 × 2. */
export const cost = (acts: RecordedAct[]) => (lastOf(acts, 'appraisalReceived') ? ((areaOf(acts) ?? 0) / 100) * 2000 : 0);
/** The report in force before the nth act. */
export const reportBefore = (acts: RecordedAct[], n: number) =>
  lastOf(
    acts.filter((act) => act.n < n),
    'investigationConcluded',
  );
/** A hearing may be asked for: 5,000元 for people, 50,000元 for companies. */
export const isHearable = (scene: Scene, report: RecordedAct | undefined) =>
  fineOf(report) >= (scene.party.kind === 'person' ? 500_000 : 5_000_000);
/** Steps that bring evidence into the file. */
export const evidenceSteps: StepId[] = [
  'clueVerified',
  'evidenceCollected',
  'interviewRecorded',
  'siteExamined',
  'evidencePreserved',
  'appraisalReceived',
  'hearingHeld',
];

/** What binds: the fine decided, as changed by us or another organ, nothing once the decision is undone. */
export function decidedFine(acts: RecordedAct[], decided: RecordedAct): number {
  const undone = after(acts, decided, 'decisionRevoked', 'decisionAmended').findLast((act) => act.particulars.kind !== 'corrected');
  if (undone?.particulars.kind === 'changed') return (undone.particulars.newFine as number | undefined) ?? 0;
  return undone ? 0 : (decided.made!.bound!.subject as { 处理建议: { fine: number } }).处理建议.fine;
}

/** Hearings asked for within five working days of the notice before them, neither held nor ended since. */
export function openRequests({ before, registers, scene }: Look): RecordedAct[] {
  return before.filter((request) => {
    if (request.step !== 'hearingRequested') return false;
    const notice = lastOf(
      before.filter((act) => act.n < request.n),
      'noticeServed',
    );
    const inTime = notice && isHearable(scene, reportBefore(before, notice.n)) && !daysOver(notice.on, 5, request.on, registers);
    return inTime && after(before, request, 'hearingHeld', 'hearingAbandoned').length === 0;
  });
}
