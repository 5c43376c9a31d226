// src/law/reckoning/account.ts —— 罚款的账：what is owed, paid and late, and what pauses it
import type { PlainDate } from '../../base/dates.ts';
import type { Fen } from '../../base/money.ts';
import { allOf, type CaseFile, last, once, type RecordedAct, since } from '../engine.ts';
import { madeOf, publicationRevoked, reportOf } from '../facts.ts';
import type { Registers } from '../registers.ts';
import { type Computation, computeDue } from './days.ts';
import { type LateFine, type LatePause, lateFine } from './fines.ts';

/** The service of the decision in force, unless it was found defective. */
export const serviceInForce = (file: CaseFile): RecordedAct | undefined =>
  since(file, 'decisionServed', ['serviceFoundDefective', 'decisionMade', 'caseReopened']) ? undefined : last(file, 'decisionServed');

/** 十五日内缴纳(处罚法§67), counted from service. */
export function paymentDue(file: CaseFile, registers: Registers): Computation | undefined {
  const served = serviceInForce(file);
  return served && computeDue(served.on, { amount: 15, basis: '处罚法§67' }, registers.calendar);
}

/** The fine that binds: as decided, as changed by another organ, none once the decision is revoked. */
export function fineDecided(file: CaseFile): Fen | undefined {
  if (!once(file, 'decisionMade')) return undefined;
  const undone = publicationRevoked(file) ? last(file, 'decisionRevoked')!.particulars : undefined;
  if (undone?.kind === 'changed') return (undone.newFine as Fen | undefined) ?? 0;
  // 确认违法 does not annul: only revoked and void decisions fine nobody.
  if (undone?.kind === 'revoked' || undone?.kind === 'void') return 0;
  const bound = madeOf(last(file, 'decisionMade')).bound?.subject as { 处理建议?: { fine: Fen } } | undefined;
  return bound?.处理建议?.fine ?? reportOf(file)?.fine;
}

export type Account = { fine: Fen; paid: Fen; late: LateFine; owed: Fen; settledOn?: PlainDate };

/** The account of the fine as of a day: late fine runs until the fine itself is paid in full. */
export function accountOf(file: CaseFile, registers: Registers, asOf: PlainDate): Account | undefined {
  const fine = fineDecided(file);
  const due = paymentDue(file, registers);
  if (fine === undefined || !due) return undefined;
  const payments = allOf(file, 'paymentReceived').toSorted((a, b) => (a.on < b.on ? -1 : 1));
  let paid = 0;
  let settledOn = fine === 0 ? last(file, 'decisionRevoked')?.on : undefined;
  for (const payment of payments) {
    paid += payment.particulars.amount as Fen;
    if (paid >= fine) settledOn ??= payment.on;
  }
  const pauses: LatePause[] = proceedingsOf(file).map(({ from, to }) => ({ from, to, why: '复议或者诉讼期间' }));
  const late = lateFine(fine, due.rolled, settledOn ?? asOf, pauses);
  return { fine, paid, late, owed: Math.max(0, fine + late.late - paid), settledOn };
}

export type Proceeding = { kind: string; from: PlainDate; to?: PlainDate; notedOn: PlainDate };

/** Each reconsideration or suit once, as last noted: its end is noted under the same kind and day of acceptance. */
export function proceedingsOf(file: CaseFile): Proceeding[] {
  const found = new Map<string, Proceeding>();
  for (const { on, particulars } of allOf(file, 'litigationNoted')) {
    const { kind, from, to } = particulars as { kind: string; from: PlainDate; to?: PlainDate };
    const before = found.get(`${kind} ${from}`);
    found.set(`${kind} ${from}`, { kind, from, to: to ?? before?.to, notedOn: on });
  }
  return [...found.values()];
}
