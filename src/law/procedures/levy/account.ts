// src/law/procedures/levy/account.ts —— 征收的账：what the standard gives, what was decided, granted, paid, refunded and is still owed
import { addDays, type PlainDate } from '../../../base/dates.ts';
import { type Fen, yuan } from '../../../base/money.ts';
import { allOf, type CaseFile, last, type RecordedAct } from '../../engine.ts';
import { itemCodeOf } from '../../facts.ts';
import { type Computation, computeDue } from '../../reckoning/days.ts';
import { computeLevy, type Levy, type LevyRule, type Plot } from '../../reckoning/levies.ts';
import type { Registers } from '../../registers.ts';

/** The standard a case is levied by: the one in force when the occupation was approved (the duty arises then), else when it was declared. */
export function ruleOf(file: CaseFile, registers: Registers): LevyRule | undefined {
  const declared = last(file, 'levyDeclared');
  const code = itemCodeOf(file);
  return declared && code ? registers.levy(code, (declared.particulars.approvedOn as PlainDate | undefined) ?? declared.on) : undefined;
}

/** The assessment in force: the latest before the decision, or the latest of all while nothing is decided. */
export function assessmentOf(file: CaseFile): RecordedAct | undefined {
  const decided = last(file, 'levyDecided');
  return allOf(file, 'levyAssessed').findLast((act) => !decided || act.n < decided.n);
}
/** The plots as assessed, before that as declared. */
export const plotsInForce = (file: CaseFile): Plot[] =>
  ((assessmentOf(file) ?? last(file, 'levyDeclared'))?.particulars.plots as Plot[] | undefined) ?? [];

/** What the standard gives for the plots, line by line; undefined where it cannot be computed. */
export function levyFor(file: CaseFile, registers: Registers, plots: readonly Plot[]): Levy | undefined {
  const rule = ruleOf(file, registers);
  if (!rule || plots.length === 0) return undefined;
  try {
    return computeLevy(rule, plots);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}
export const computedOf = (file: CaseFile, registers: Registers): Levy | undefined => levyFor(file, registers, plotsInForce(file));

/** Reliefs and refunds the head granted, each with the proposal it granted. */
function granted(file: CaseFile, decided: 'reliefDecided' | 'refundDecided', proposed: 'reliefProposed' | 'refundProposed'): RecordedAct[] {
  return allOf(file, decided)
    .filter((act) => act.particulars.outcome === 'granted')
    .flatMap((act) => allOf(file, proposed).findLast((proposal) => proposal.n < act.n) ?? []);
}
export const reliefsOf = (file: CaseFile): RecordedAct[] => granted(file, 'reliefDecided', 'reliefProposed');
export const refundsOf = (file: CaseFile): RecordedAct[] => granted(file, 'refundDecided', 'refundProposed');

const sumOf = (acts: readonly RecordedAct[]): Fen => acts.reduce((sum, act) => sum + ((act.particulars.amount as Fen | undefined) ?? 0), 0);

export type LevyAccount = {
  /** As decided. */
  decided: Fen;
  /** What is to be paid in the end: as decided, less relief and refunds; nothing once the decision is revoked. */
  target: Fen;
  paid: Fen;
  refunded: Fen;
  owed: Fen;
  /** Last day to pay: the term from service, or as deferred. */
  due?: Computation;
  dueOn?: PlainDate;
  settledOn?: PlainDate;
};

/** The account of a levy; undefined before it is decided. */
export function levyAccountOf(file: CaseFile, registers: Registers): LevyAccount | undefined {
  const assessed = assessmentOf(file);
  if (!last(file, 'levyDecided') || !assessed) return undefined;
  const decided = assessed.particulars.amount as Fen;
  const payments = allOf(file, 'paymentReceived').toSorted((a, b) => (a.on < b.on ? -1 : 1));
  const refunded = sumOf(allOf(file, 'refundPaid'));
  let target = decidedAfterAll(file, decided);
  for (const act of reliefsOf(file)) {
    const before = sumOf(payments.filter((payment) => payment.n < act.n));
    if (act.particulars.kind === 'exempted') target = Math.min(target, before);
    if (act.particulars.kind === 'reduced') target -= act.particulars.amount as Fen;
  }
  target = Math.max(0, target - sumOf(refundsOf(file)));
  let paid = 0;
  let settledOn = target === 0 ? (payments.at(-1)?.on ?? last(file, 'levyDecided')?.on) : undefined;
  for (const payment of payments) {
    paid += payment.particulars.amount as Fen;
    if (paid - refunded >= target) settledOn ??= payment.on;
  }
  const due = dueOf(file, registers);
  const deferred = reliefsOf(file).findLast((act) => act.particulars.kind === 'deferred')?.particulars.until as PlainDate | undefined;
  return { decided, target, paid, refunded, owed: Math.max(0, target - (paid - refunded)), due, dueOn: deferred ?? due?.rolled, settledOn };
}

/** Another organ's judgement: revoked or void levies nothing, changed levies what it says. */
function decidedAfterAll(file: CaseFile, decided: Fen): Fen {
  const undone = allOf(file, 'decisionRevoked').findLast((act) => act.n > (last(file, 'levyDecided')?.n ?? 0))?.particulars;
  if (undone?.kind === 'revoked' || undone?.kind === 'void') return 0;
  return undone?.kind === 'changed' ? ((undone.newFine as Fen | undefined) ?? 0) : decided;
}

function dueOf(file: CaseFile, registers: Registers): Computation | undefined {
  const served = last(file, 'levyServed');
  const rule = ruleOf(file, registers);
  if (!served || !rule) return undefined;
  return computeDue(served.on, { amount: rule.payDays.amount, unit: rule.payDays.unit, basis: '本局规定§76' }, registers.calendar);
}
/** Is the day after the last day to pay? */
export const isOverdue = (account: LevyAccount, on: PlainDate): boolean => account.dueOn !== undefined && on >= addDays(account.dueOn, 1);

/** The request for relief or refund nobody has decided yet. */
export function openRequest(file: CaseFile, asked: 'reliefRequested' | 'refundRequested'): RecordedAct | undefined {
  const request = last(file, asked);
  const answers = asked === 'reliefRequested' ? allOf(file, 'reliefDecided') : allOf(file, 'refundDecided');
  return request && !answers.some((act) => act.n > request.n) ? request : undefined;
}

/** What goes back: everything paid where nothing came of the occupation, else what was paid beyond the levy on what was really occupied. */
export function refundOf(file: CaseFile, registers: Registers, plots: readonly Plot[]): { amount: Fen; formula: string } | undefined {
  const request = last(file, 'refundRequested');
  const account = levyAccountOf(file, registers);
  if (!request || !account) return undefined;
  const held = account.paid - account.refunded;
  const whole = ['notApproved', 'notCarriedOut'].includes(request.particulars.ground as string);
  if (whole) return { amount: held, formula: `如数退还已缴的${yuan(held)}元` };
  const levy = levyFor(file, registers, plots);
  if (!levy) return undefined;
  // Relief granted before stays granted: only what the smaller area takes off the decided levy goes back.
  const owed = Math.max(0, levy.amount - (account.decided - account.target - sumOf(refundsOf(file))));
  return {
    amount: Math.max(0, held - owed),
    formula: `已缴${yuan(held)}元 - 按实际占用应缴${yuan(owed)}元 = ${yuan(Math.max(0, held - owed))}元`,
  };
}

const noticeForms: Record<string, { form: string; series: string }> = {
  wetlandOccupation: { form: 'ZS02', series: '征湿' },
  forestOccupation: { form: 'ZS01', series: '征林' },
  forestTemporary: { form: 'ZS01', series: '征林' },
};
/** The notice of this levy: its form, and the series its number comes from. */
export const noticeOf = (file: CaseFile) =>
  noticeForms[last(file, 'levyDeclared')?.particulars.occupation as string] ?? noticeForms.forestOccupation!;
