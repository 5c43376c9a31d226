// src/law/procedures/permit/validity.ts —— 许可现在有效吗：validity folded from the file, deemed renewal included
import { addDays, daysBetween, type PlainDate } from '../../../base/dates.ts';
import { allOf, type CaseFile, last, type RecordedAct, type Run } from '../../engine.ts';

/** 有效期至 of a permit without limit, as the double-publicity standard writes it. */
export const noLimit = '2099-12-31' as PlainDate;

export type PermitState = 'valid' | 'renewed' | 'deemedRenewed' | 'expired' | 'revoked' | 'withdrawn' | 'cancelled';
export type Permit = { state: PermitState; from: PlainDate; to: PlainDate };

type Term = { from: PlainDate; to: PlainDate; how: 'valid' | 'renewed' | 'deemedRenewed' };
const answerTo = (file: CaseFile, asked: RecordedAct): RecordedAct | undefined =>
  allOf(file, 'renewalDecided').find((act) => act.n > asked.n);

/** 届满三十日前 (许可法§50), thirty calendar days: the applicant's time, not the agency's. */
export const askedInTime = (asked: PlainDate, validTo: PlainDate): boolean => daysBetween(asked, validTo) >= 30;

/** The terms of the permit one after another, as far as they had come about on the day. */
function termsOf(file: CaseFile, on: PlainDate): Term[] {
  const decided = last(file, 'decisionMade');
  const { outcome, validFrom, validTo } = (decided?.particulars ?? {}) as { outcome?: string; validFrom?: PlainDate; validTo?: PlainDate };
  if (outcome !== 'granted' || !validFrom || !validTo) return [];
  const terms: Term[] = [{ from: validFrom, to: validTo, how: 'valid' }];
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
