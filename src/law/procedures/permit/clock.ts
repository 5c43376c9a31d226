// src/law/procedures/permit/clock.ts —— 受理日、办理期限、不计算在期限内的时间、听证和陈述申辩的期限、许可的效力
import { addDays, daysBetween, type PlainDate } from '../../../base/dates.ts';
import { allOf, type CaseFile, effective, last, type RecordedAct, type Run } from '../../engine.ts';
import { itemOf } from '../../facts.ts';
import { type Computation, computeDue, type Pause, type Term } from '../../reckoning/days.ts';
import { ends } from '../../reckoning/windows.ts';
import type { Registers } from '../../registers.ts';
import { type SpecialKind, specialKinds } from './words.ts';

/** 当场或者五日内一次告知 (许可法§32) */
const intakeTerm: Term = { amount: 5, basis: '许可法§32' };

/** What the agency has to answer: the application, or what was supplied after everything was told. */
export function receiptOf(file: CaseFile): RecordedAct | undefined {
  const noticed = last(file, 'supplementNoticed');
  return allOf(file, 'supplementReceived').findLast((act) => noticed && act.n > noticed.n) ?? last(file, 'permitApplied');
}
/** The five working days in which everything is to be told at once, from the application. */
export function intakeWindow(file: CaseFile, registers: Registers): Computation | undefined {
  const applied = last(file, 'permitApplied');
  return applied && computeDue(applied.on, intakeTerm, registers.calendar);
}
/**
 * 逾期不告知的，自收到申请材料之日起即为受理: the day it is deemed accepted, or undefined. A window computed without the year's holidays
 * makes nothing deemed.
 */
export function deemedOn(file: CaseFile, registers: Registers, today: PlainDate): PlainDate | undefined {
  const window = intakeWindow(file, registers);
  if (!window || window.unverified.length > 0) return undefined;
  const told = (['supplementNoticed', 'permitAccepted', 'permitDeclined'] as const).some((step) => {
    const act = allOf(file, step)[0];
    return act !== undefined && act.on <= window.rolled;
  });
  // 不需要许可的、不属于职权范围的, the law does not deem accepted: they are told so and declined.
  const ours = !['notNeeded', 'notOurs'].includes(last(file, 'intakeChecked')?.particulars.outcome as string);
  return ours && !told && today > window.rolled ? window.from : undefined;
}
/** The day the term of the decision runs from: of acceptance, or of receipt where acceptance came after five working days. */
export function acceptedOn(file: CaseFile, registers: Registers): PlainDate | undefined {
  const accepted = last(file, 'permitAccepted');
  const receipt = receiptOf({ ...file, acts: file.acts.filter((act) => act.n < (accepted?.n ?? 0)) });
  if (!accepted || !receipt) return undefined;
  const due = computeDue(receipt.on, intakeTerm, registers.calendar);
  return accepted.on > due.rolled && due.unverified.length === 0 ? receipt.on : accepted.on;
}

/** What ends a special procedure: the hearing itself, or the result of its kind. */
function endOf(file: CaseFile, told: RecordedAct): RecordedAct | undefined {
  const { kind } = told.particulars as { kind: SpecialKind };
  if (kind === 'hearing') return allOf(file, 'hearingHeld', 'hearingAbandoned').find((act) => act.n > told.n);
  return allOf(file, 'specialResultReceived').find((act) => act.n > told.n && act.particulars.kind === kind);
}
/**
 * The ledger of suspensions (许可法§45): only what the article names, only from the day it was told in writing, no longer than told, and
 * no longer than it took. A procedure still running counts until the day told.
 */
export const pausesOf = (file: CaseFile): Pause[] =>
  allOf(file, 'specialTimeTold').flatMap((told) => {
    const { kind, from, to } = told.particulars as { kind: SpecialKind; from: PlainDate; to: PlainDate };
    const ended = endOf(file, told)?.on;
    const first = [from, told.on].sort().at(-1)!;
    const final = ended !== undefined && ended < to ? ended : to;
    return final < first ? [] : [{ from: first, to: final, why: `${specialKinds[kind]}所需时间（许可法第45条）` }];
  });
/** Special procedures that were told and have not ended. */
export const openSpecials = (file: CaseFile): SpecialKind[] =>
  allOf(file, 'specialTimeTold')
    .filter((told) => endOf(file, told) === undefined && told.particulars.kind !== 'hearing')
    .map((told) => told.particulars.kind as SpecialKind);

const isJoint = (file: CaseFile | undefined) => file !== undefined && last(file, 'permitAccepted')?.particulars.joint === true;
/** Twenty days, or what the item's law says; forty-five together. */
function plainTerm(registers: Registers, file?: CaseFile): Term {
  const limit = file && itemOf(file, registers)?.timeLimit;
  const own = limit?.unit === 'workingDay' && limit.days ? limit.days : 20;
  return { amount: isJoint(file) ? 45 : own, basis: '许可法§42' };
}
/** Longer by ten days, together by fifteen, once the extension was approved and told before the term ran out (许可法§42). */
export function decisionTerm(registers: Registers, on: PlainDate, file?: CaseFile): Term {
  const plain = plainTerm(registers, file);
  const told = file && last(file, 'extensionTold')?.on;
  if (!told || told > computeDue(on, plain, registers.calendar, pausesOf(file)).rolled) return plain;
  return { ...plain, amount: plain.amount + (isJoint(file) ? 15 : 10) };
}
const metBy = (file: CaseFile, ...steps: RecordedAct['step'][]) => allOf(file, ...steps)[0]?.on;
/** From acceptance to the decision. */
export const decisionRuns = (file: CaseFile, registers: Registers): Run[] => {
  const from = acceptedOn(file, registers);
  return from ? [{ from, metOn: metBy(file, 'decisionMade') }] : [];
};
/** From acceptance to forwarding (许可法§43). */
export const forwardRuns = (file: CaseFile, registers: Registers): Run[] => {
  const from = acceptedOn(file, registers);
  return from ? [{ from, metOn: metBy(file, 'firstReviewForwarded') }] : [];
};
/** The last day for the decision as it stands now. */
export function decisionDue(file: CaseFile, registers: Registers): Computation | undefined {
  const from = acceptedOn(file, registers);
  return from && computeDue(from, decisionTerm(registers, from, file), registers.calendar, pausesOf(file));
}

/** Five days from being told the right to a hearing (许可法§47): counted as working days, the reading that favours whoever asks. */
export function hearingWindow(file: CaseFile, registers: Registers): Computation | undefined {
  const told = last(file, 'hearingTold');
  return told && computeDue(told.on, { amount: 5, basis: '许可法§47' }, registers.calendar);
}
/** Time of the interested persons to state their case; the law names no days (许可法§36), a parameter does. */
export function statementWindow(file: CaseFile, registers: Registers): Computation | undefined {
  const told = last(file, 'interestedNotified');
  const amount = told && registers.parameter('statement.days', told.on);
  return told && computeDue(told.on, { amount: amount!, basis: '许可法§36', unit: 'workingDay' }, registers.calendar);
}
/** Both waived in writing after they were told. */
export const hearingWaived = (file: CaseFile): boolean => {
  const told = last(file, 'hearingTold');
  const by = allOf(file, 'hearingWaived')
    .filter((act) => told && act.n > told.n && act.on >= told.on)
    .map((act) => act.particulars.who);
  return ['applicant', 'interested'].every((who) => by.includes(who));
};
/** A hearing asked for in time that has neither been held nor come to an end. */
export function hearingOpen(file: CaseFile, registers: Registers): boolean {
  const window = hearingWindow(file, registers);
  const acts = effective(file);
  // Held, or called to and not attended: that ends every request before it. A request that is taken back ends only itself.
  const ended = acts.findLast(
    (act, i) =>
      act.step === 'hearingHeld' || (act.step === 'hearingAbandoned' && act.particulars.why !== 'withdrawn' && ends(acts.slice(0, i), act)),
  );
  const since = (act: RecordedAct) => act.n > (ended?.n ?? 0);
  const asked = allOf(file, 'hearingRequested').filter((act) => since(act) && window !== undefined && act.on <= window.rolled);
  const takenBack = allOf(file, 'hearingAbandoned').filter((act) => since(act) && act.particulars.why === 'withdrawn');
  return asked.length > takenBack.length;
}
/** From each request in time to the hearing: twenty days (许可法§47). */
export const hearingRuns = (file: CaseFile, registers: Registers): Run[] => {
  const window = hearingWindow(file, registers);
  const asked = allOf(file, 'hearingRequested').find((act) => window && act.on <= window.rolled);
  return asked ? [{ from: asked.on, metOn: allOf(file, 'hearingHeld', 'hearingAbandoned').find((act) => act.n > asked.n)?.on }] : [];
};

// ---- 许可现在有效吗：folded from the file, deemed renewal included ------------------------------------------------------------------

/** 有效期至 of a permit without limit, as the double-publicity standard writes it. */
export const noLimit = '2099-12-31' as PlainDate;

export type PermitState = 'valid' | 'renewed' | 'deemedRenewed' | 'expired' | 'revoked' | 'withdrawn' | 'cancelled';
export type Permit = { state: PermitState; from: PlainDate; to: PlainDate };

type Span = { from: PlainDate; to: PlainDate; how: 'valid' | 'renewed' | 'deemedRenewed' };
const answerTo = (file: CaseFile, asked: RecordedAct): RecordedAct | undefined =>
  allOf(file, 'renewalDecided').find((act) => act.n > asked.n);

/** 届满三十日前 (许可法§50), thirty calendar days: the applicant's time, not the agency's. */
export const askedInTime = (asked: PlainDate, validTo: PlainDate): boolean => daysBetween(asked, validTo) >= 30;

/** The terms of the permit one after another, as far as they had come about on the day. */
function termsOf(file: CaseFile, on: PlainDate): Span[] {
  const decided = last(file, 'decisionMade');
  const { outcome, validFrom, validTo } = (decided?.particulars ?? {}) as { outcome?: string; validFrom?: PlainDate; validTo?: PlainDate };
  if (outcome !== 'granted' || !validFrom || !validTo) return [];
  const terms: Span[] = [{ from: validFrom, to: validTo, how: 'valid' }];
  for (const asked of allOf(file, 'renewalRequested')) {
    const { from, to } = terms.at(-1)!;
    if (asked.on > to || asked.on > on) continue;
    const answer = answerTo(file, asked);
    const inTime = answer !== undefined && answer.on <= to && answer.on <= on;
    if (inTime && answer.particulars.outcome === 'granted')
      terms.push({ from: addDays(to, 1), to: answer.particulars.validTo as PlainDate, how: 'renewed' });
    else if (!inTime && on > to && askedInTime(asked.on, to))
      terms.push({ from: addDays(to, 1), to: addDays(to, daysBetween(from, to) + 1), how: 'deemedRenewed' });
  }
  return terms;
}

/** The permit on the day: its state and present term; undefined where none was granted. 逾期未作决定的，视为准予延续, for as long as before. */
export function permitOn(file: CaseFile, on: PlainDate): Permit | undefined {
  const term = termsOf(file, on).at(-1);
  if (!term) return undefined;
  const { from, to, how } = term;
  if (allOf(file, 'permitCancelled').some((act) => act.on <= on)) return { state: 'cancelled', from, to };
  const fell = allOf(file, 'revocationDecided').findLast((act) => act.particulars.outcome !== 'kept' && act.on <= on);
  if (fell) return { state: fell.particulars.outcome as 'revoked' | 'withdrawn', from, to };
  return { state: on > to ? 'expired' : how, from, to };
}

/** A request in time that was not answered before the expiry: renewed by law on the day after. */
export const isDeemedRenewed = (file: CaseFile, on: PlainDate): boolean => termsOf(file, on).at(-1)?.how === 'deemedRenewed';

/** From each request made before expiry to its answer; the term is the rest of the validity. */
export const renewalRuns = (file: CaseFile): Run[] =>
  allOf(file, 'renewalRequested').flatMap((asked) => {
    const validTo = permitOn(file, asked.on)?.to;
    return validTo && asked.on < validTo ? [{ from: asked.on, metOn: answerTo(file, asked)?.on }] : [];
  });
/** Days from the request to the expiry of the permit: the decision comes before. */
export const daysToExpiry = (file: CaseFile, asked: PlainDate): number => {
  const validTo = permitOn(file, asked)?.to;
  return validTo && asked < validTo ? daysBetween(asked, validTo) : 1;
};
/** The year in which forest land used for a time is to be restored, from the day its use ends (森林法§38). */
export const restorationRuns = (file: CaseFile): Run[] => {
  const decided = last(file, 'decisionMade');
  const to = decided && permitOn(file, decided.on)?.to;
  return to ? [{ from: to, metOn: last(file, 'restorationVerified')?.on }] : [];
};
