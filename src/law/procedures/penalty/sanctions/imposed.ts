// src/law/procedures/penalty/imposed.ts —— 处罚了什么：the sanctions of the decision in words, for lists and titles
import type { Fen } from '../../../../base/money.ts';
import { type CaseFile, last } from '../../../engine.ts';
import { reportOf } from '../../../facts.ts';
import { sanctionKinds } from '../words.ts';
import { confiscatedMoney } from './sanctions.ts';
import { kindsOf } from './weight.ts';

/** 警告、罚款200元、没收违法所得1,500元: what was decided, in the order of 处罚法§9; empty where nothing was imposed. `sum` writes an amount. */
export function imposedIn(file: CaseFile, sum: (fen: Fen) => string): string {
  const spot = last(file, 'onSpotDecided')?.particulars as { penalty: string; fine?: Fen } | undefined;
  if (spot)
    return [...(spot.penalty === 'fine' ? [] : [sanctionKinds.warning]), ...(spot.fine ? [`罚款${sum(spot.fine)}`] : [])].join('、');
  const report = reportOf(file);
  if (!report) return '';
  const amounts: Record<string, Fen> = { 罚款: report.fine, [sanctionKinds.gains]: confiscatedMoney(report.others) };
  return kindsOf(report)
    .map((kind) => (amounts[kind] === undefined ? kind : `${kind}${sum(amounts[kind])}`))
    .join('、');
}
