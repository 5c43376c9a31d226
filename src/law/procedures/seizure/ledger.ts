// src/law/procedures/seizure/ledger.ts —— 查封扣押的账（R57）：every unit seized is held, returned, confiscated, destroyed, transferred or sold
import type { PlainDate } from '../../../base/dates.ts';
import type { Fen } from '../../../base/money.ts';
import { allOf, type CaseFile, last } from '../../engine.ts';
import { computeDue, type Pause, type Term } from '../../reckoning/days.ts';
import type { Registers } from '../../registers.ts';
import { type Disposal, testKinds } from './words.ts';

/** Quantities are in thousandths of the unit: timber is measured to 0.001 m³. */
export type Line = {
  no: number;
  name: string;
  unit: string;
  seized: number;
  sold: number;
  returned: number;
  /** Released and not yet given back. */
  released: number;
  held: number;
} & Record<Disposal, number>;
export type Goods = { name: string; model?: string; quantity: string; unit: string; feature?: string; keptAt?: string };
type Move = { no: number; quantity: string; disposal?: Disposal };

export const thousandths = (text: string): number => Math.round(Number(text) * 1000);
/** 12500 → 12.5 */
export const inUnits = (amount: number): string => String(amount / 1000);

export const goodsOf = (file: CaseFile): Goods[] => (last(file, 'goodsSeized')?.particulars.goods as Goods[] | undefined) ?? [];
const movesOf = (particulars: Record<string, unknown>): Move[] => (particulars.moves as Move[] | undefined) ?? [];

/** The goods ledger as the acts leave it. A release without lines releases all that is held. */
export function ledgerOf(file: CaseFile): Line[] {
  const lines = goodsOf(file).map(({ name, unit, quantity }, i): Line => {
    const seized = thousandths(quantity);
    return {
      no: i + 1,
      name,
      unit,
      seized,
      held: seized,
      sold: 0,
      returned: 0,
      released: 0,
      confiscated: 0,
      destroyed: 0,
      transferred: 0,
      handedOver: 0,
    };
  });
  for (const { step, particulars } of allOf(file, 'goodsSold', 'goodsDisposed', 'seizureReleased', 'goodsReturned')) {
    const whole = step === 'seizureReleased' && particulars.whole === true;
    for (const line of whole ? lines : []) line.released = line.held;
    for (const { no, quantity, disposal } of movesOf(particulars)) {
      const line = lines[no - 1];
      if (!line) continue;
      const amount = thousandths(quantity);
      if (step === 'seizureReleased') line.released += amount;
      else line.held -= amount;
      if (step === 'goodsSold') line.sold += amount;
      if (step === 'goodsDisposed' && disposal) line[disposal] += amount;
      if (step === 'goodsReturned') [line.returned, line.released] = [line.returned + amount, line.released - amount];
    }
  }
  return lines;
}

/** Proceeds of goods sold that are still with the agency, in 分. */
export function proceedsHeld(file: CaseFile): Fen {
  const sum = (step: 'goodsSold' | 'goodsDisposed' | 'goodsReturned') =>
    allOf(file, step).reduce((total, { particulars }) => total + ((particulars.proceeds as Fen | undefined) ?? 0), 0);
  return sum('goodsSold') - sum('goodsDisposed') - sum('goodsReturned');
}

/** Something is still held and nobody has decided what becomes of it. */
export const undecided = (file: CaseFile): boolean =>
  ledgerOf(file).some((line) => line.held > line.released) || (proceedsHeld(file) > 0 && !proceedsReleased(file));
/** Proceeds follow the goods: once the whole is released, they go back too. */
const proceedsReleased = (file: CaseFile): boolean => last(file, 'seizureReleased')?.particulars.whole === true;
/** Something released waits to be given back. */
export const owedBack = (file: CaseFile): boolean =>
  ledgerOf(file).some((line) => line.released > 0) || (proceedsHeld(file) > 0 && proceedsReleased(file));

/** The lines of a list that still stand open, as a clerk reads them: 1号松木原木12.5立方米. */
export const heldInWords = (file: CaseFile): string =>
  [
    ...ledgerOf(file).flatMap(({ no, name, unit, held }) => (held > 0 ? [`${no}号${name}${inUnits(held)}${unit}`] : [])),
    ...(proceedsHeld(file) > 0 ? [`变卖款${proceedsHeld(file) / 100}元`] : []),
  ].join('、');

/** What a list of movements gets wrong, or nothing: an unknown number, or more than is there to move. */
export function overdrawn(file: CaseFile, step: string, particulars: Record<string, unknown>): string | undefined {
  const lines = ledgerOf(file);
  const asked = new Map<number, number>();
  for (const { no, quantity } of movesOf(particulars)) asked.set(no, (asked.get(no) ?? 0) + thousandths(quantity ?? '0'));
  for (const [no, amount] of asked) {
    const line = lines[no - 1];
    if (!line) return `清单没有第${no}号；清单有${lines.length}项。`;
    const there = step === 'goodsReturned' ? line.released : line.held - line.released;
    const how = step === 'goodsReturned' ? '已解除而未退还' : '在库而未解除';
    if (amount > there) return `第${no}号${line.name}${how}的是${inUnits(there)}${line.unit}，填写的是${inUnits(amount)}${line.unit}。`;
  }
  return undefined;
}

/** Why the ledger of these acts cannot be true, or nothing: more went than came, or something went that is on no list. */
export function unbalanced(file: CaseFile): string | undefined {
  const lines = ledgerOf(file);
  const short = lines.find(({ held, released }) => held < 0 || released < 0 || released > held);
  if (short) return `第${short.no}号${short.name}的去向多于查封、扣押的数量。`;
  const unknown = allOf(file, 'goodsSold', 'goodsDisposed', 'seizureReleased', 'goodsReturned')
    .flatMap(({ particulars }) => movesOf(particulars))
    .find(({ no }) => !lines[no - 1]);
  if (unknown) return `第${unknown.no}号物品不在清单上。`;
  return proceedsHeld(file) < 0 ? '变卖所得款项的去向多于所得。' : undefined;
}

// ---- the period ------------------------------------------------------------------------------------------------------------

/** Time of tests that was told in writing and is not counted (强制法§25); it ends early when the result comes. */
export function testingPauses(file: CaseFile): Pause[] {
  return allOf(file, 'testingNoticed').map(({ n, particulars }) => {
    const { from, to, kind } = particulars as { from: PlainDate; to: PlainDate; kind: keyof typeof testKinds };
    const result = allOf(file, 'appraisalReceived').find((act) => act.n > n)?.on;
    return { from, to: result && result < to ? result : to, why: `${testKinds[kind]}期间` };
  });
}

/** The period as approved and extended; it ends on its last day, whatever day that is. */
export function periodOf(file: CaseFile): Term {
  const first = (last(file, 'seizureProposed')?.particulars.period as number | undefined) ?? 30;
  const more = (last(file, 'seizureExtended')?.particulars.days as number | undefined) ?? 0;
  return { amount: first + more, basis: '强制法§25', unit: 'calendarDay', firm: true };
}

/** The last day of the seizure, tests left out; undefined before it is carried out. */
export function lastDayOf(file: CaseFile, registers: Registers): PlainDate | undefined {
  const seized = last(file, 'goodsSeized');
  return seized && computeDue(seized.on, periodOf(file), registers.calendar, testingPauses(file)).strict;
}
