// src/law/reckoning/account.ts —— 罚款的账：what is owed, paid and late, what defers it and what pauses it
import type { PlainDate } from '../../base/dates.ts';
import type { Fen } from '../../base/money.ts';
import { allOf, type CaseFile, last, type RecordedAct, since } from '../engine.ts';
import { decisionOf, madeOf, type Report, reportOf, undoneBy } from '../facts.ts';
import { confiscatedMoney } from '../procedures/penalty/sanctions/sanctions.ts';
import type { Registers } from '../registers.ts';
import { type Computation, computeDue } from './days.ts';
import { type LateFine, type LatePause, lateFine } from './fines.ts';

/** The service of the decision in force, unless it was found defective; a decision made on the spot is handed over with it. */
export const serviceInForce = (file: CaseFile): RecordedAct | undefined =>
  last(file, 'onSpotDecided') ??
  (since(file, 'decisionServed', ['serviceFoundDefective', 'decisionMade', 'caseReopened']) ? undefined : last(file, 'decisionServed'));

/** The day from which terms run: that of service, which for a paper sent is not the day it became known. */
export const dayOfService = (act: RecordedAct): PlainDate => madeOf(act).servedOn ?? act.on;

/** 十五日内缴纳(处罚法§67), counted from service. */
export function paymentDue(file: CaseFile, registers: Registers): Computation | undefined {
  const served = serviceInForce(file);
  return served && computeDue(dayOfService(served), { amount: 15, basis: '处罚法§67' }, registers.calendar);
}

/** What the decision itself imposed, whatever became of it: the fine, and money confiscated. */
const imposed = (file: CaseFile): { fine: Fen; gains: Fen } | undefined => {
  const decided = decisionOf(file);
  if (!decided) return undefined;
  if (decided.step === 'onSpotDecided') return { fine: (decided.particulars.fine as Fen | undefined) ?? 0, gains: 0 };
  const bound = (madeOf(decided).bound?.subject as { 处理建议?: Pick<Report, 'fine' | 'others'> } | undefined)?.处理建议 ?? reportOf(file);
  return { fine: bound?.fine ?? 0, gains: confiscatedMoney(bound?.others) };
};
/** The fine as the decision had it; undefined before it. */
export const fineAsDecided = (file: CaseFile): Fen | undefined => imposed(file)?.fine;

/** Does nothing of the decision bind any more? 确认违法 does not annul: only revoked and void decisions do. */
const annulled = (file: CaseFile): boolean => ['revoked', 'void'].includes((undoneBy(file)?.particulars.kind as string | undefined) ?? '');

/** The fine that binds: as decided, as changed since, none once the decision is revoked. */
export function fineDecided(file: CaseFile): Fen | undefined {
  const undone = undoneBy(file)?.particulars;
  if (undone?.kind === 'changed') return (undone.newFine as Fen | undefined) ?? 0;
  return annulled(file) ? 0 : imposed(file)?.fine;
}
/** Money confiscated that binds (没收违法所得). */
export const gainsDecided = (file: CaseFile): Fen => (annulled(file) ? 0 : (imposed(file)?.gains ?? 0));

export type Part = { amount: Fen; by?: PlainDate };
export type Deferral = { act: RecordedAct; parts: Part[]; until: PlainDate };

/** The deferral or the instalments in force for the present decision (处罚法§66); undefined where none was granted. */
export function deferralOf(file: CaseFile): Deferral | undefined {
  const act = allOf(file, 'deferralDecided').findLast(
    (each) => each.particulars.outcome !== 'refused' && each.n > (decisionOf(file)?.n ?? 0) && each.n > (undoneBy(file)?.n ?? 0),
  );
  if (!act) return undefined;
  const { outcome, until, parts } = act.particulars as { outcome: string; until?: PlainDate; parts?: Part[] };
  if (outcome === 'deferred') return { act, parts: [{ amount: Number.POSITIVE_INFINITY, by: until! }], until: until! };
  return { act, parts: parts!, until: parts!.at(-1)!.by! };
}

export type Account = {
  fine: Fen;
  paid: Fen;
  late: LateFine;
  /** Money confiscated and what was paid of it; it bears no late fine. */
  gains: Fen;
  gainsPaid: Fen;
  owed: Fen;
  settledOn?: PlainDate;
  deferredUntil?: PlainDate;
};

const ofGains = ({ particulars }: RecordedAct) => particulars.of === 'gains';

/** The account as of a day: late fine runs until the fine itself is paid in full, or each instalment by itself. */
export function accountOf(file: CaseFile, registers: Registers, asOf: PlainDate): Account | undefined {
  const fine = fineDecided(file);
  const due = paymentDue(file, registers);
  if (fine === undefined || !due) return undefined;
  const payments = paymentsOf(file);
  const paid = sum(payments.filter((each) => !ofGains(each)));
  const gains = gainsDecided(file);
  const gainsPaid = sum(payments.filter(ofGains));
  const deferral = deferralOf(file);
  const settledOn = fine === 0 ? (undoneBy(file)?.on ?? due.from) : paidUpTo(payments, fine);
  const late = lateOf(file, fine, due.rolled, asOf, deferral);
  const owed = Math.max(0, fine + late.late - paid) + Math.max(0, gains - gainsPaid);
  return { fine, paid, late, gains, gainsPaid, owed, settledOn, deferredUntil: deferral?.until };
}

const sum = (payments: RecordedAct[]): Fen => payments.reduce((total, each) => total + (each.particulars.amount as Fen), 0);
/** Payments by the day they were made; cash taken on the spot is one. */
function paymentsOf(file: CaseFile): RecordedAct[] {
  const spot = last(file, 'onSpotDecided');
  const cash = spot && ['small', 'hard', 'remote'].includes(spot.particulars.collection as string);
  const paid = allOf(file, 'paymentReceived').toSorted((a, b) => (a.on < b.on ? -1 : 1));
  return cash ? [{ ...spot, particulars: { amount: spot.particulars.fine } }, ...paid] : paid;
}
/** The day on which the payments of the fine reached the amount. */
function paidUpTo(payments: RecordedAct[], amount: Fen): PlainDate | undefined {
  let paid = 0;
  for (const each of payments) {
    if (ofGains(each)) continue;
    paid += each.particulars.amount as Fen;
    if (paid >= amount) return each.on;
  }
  return undefined;
}

/** Late fine (处罚法§72): of the whole fine, or of each instalment after its own day; together never more than the fine. */
function lateOf(file: CaseFile, fine: Fen, dueOn: PlainDate, asOf: PlainDate, deferral: Deferral | undefined): LateFine {
  const pauses: LatePause[] = proceedingsOf(file).map(({ from, to }) => ({ from, to, why: '复议或者诉讼期间' }));
  const payments = paymentsOf(file);
  const parts: Part[] = deferral?.parts ?? [{ amount: fine }];
  // Instalments are of what was left to pay when they were granted.
  let before = Math.max(0, fine - parts.reduce((total, { amount }) => total + amount, 0));
  const lates = parts.map(({ amount, by }) => {
    const part = Math.min(amount, Math.max(0, fine - before));
    before += part;
    const deferred = by && deferral ? [{ from: deferral.act.on, to: by, why: '批准延期、分期期间' }] : [];
    return lateFine(part, dueOn, (part === 0 ? dueOn : paidUpTo(payments, before)) ?? asOf, [...pauses, ...deferred]);
  });
  const [only] = lates;
  if (lates.length === 1) return only!;
  const late = lates.reduce((total, each) => total + each.late, 0);
  return {
    late,
    days: Math.max(...lates.map(({ days }) => days)),
    pausedDays: Math.max(...lates.map(({ pausedDays }) => pausedDays)),
    capped: lates.some(({ capped }) => capped),
    formula: lates
      .filter((each) => each.days > 0)
      .map(({ formula }, i) => `第${i + 1}笔${formula}`)
      .join('；'),
  };
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
