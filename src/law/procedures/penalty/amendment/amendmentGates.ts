// src/law/procedures/penalty/amendmentGates.ts —— 更正、变更、撤销决定的条件
import { daysBetween, type PlainDate } from '../../../../base/dates.ts';
import { yuan } from '../../../../base/money.ts';
import { type At, allOf, type CaseFile, condition, formGate, gate, last, once, type Run } from '../../../engine.ts';
import { decisionOf, undoneBy } from '../../../facts.ts';
import { fineDecided } from '../../../reckoning/account.ts';
import { computeDue, type Term } from '../../../reckoning/days.ts';
import type { Registers } from '../../../registers.ts';

const mistakes = '发现有错误的，应当主动改正';

/** Our own decision can only become lighter: what is heavier needs notice and a new decision. */
export const changedLighter = formGate(
  'changedLighter',
  '处罚法§75',
  mistakes,
  ({ act, file }) => {
    const { kind, newFine } = act.particulars as { kind?: string; newFine?: number };
    return kind !== 'changed' || newFine === undefined || newFine < (fineDecided(file) ?? 0);
  },
  ({ file }) => `现在的罚款是${yuan(fineDecided(file) ?? 0)}元，变更只能减轻；应当加重的，撤销以后重新告知、重新决定。`,
);

/** What has fallen is not changed once more. */
export const stillStands = gate(
  'stillStands',
  '处罚法§75',
  mistakes,
  ({ file }) => {
    const undone = undoneBy(file);
    return decisionOf(file) !== undefined && (undone === undefined || undone.particulars.kind === 'changed');
  },
  () => '决定已经被撤销、确认违法或者确认无效，不能再更正、变更、撤销。',
);

/** 处罚法§60, or the day a court or the reviewing government set for the new decision. */
export const caseTerm = (registers: Registers, on: PlainDate, file?: CaseFile): Term => {
  const reopened = file && last(file, 'caseReopened');
  const by = reopened?.on === on ? (last(file!, 'decisionRevoked')?.particulars.remakeBy as PlainDate | undefined) : undefined;
  const amount = by && by > on ? daysBetween(on, by) : registers.parameter('penalty.caseDays', on);
  return { amount, basis: by ? '诉讼法§71' : '处罚法§60', unit: 'calendarDay' };
};

/** Every amendment reaches the party. */
export const amended = condition('作出更正、变更、撤销决定', (file) => once(file, 'decisionAmended'));

/** 三日 of 移送规定§12 from the notice that the police filed; of §9 from the notice that they did not. */
export const handoverRuns = (file: CaseFile): Run[] =>
  allOf(file, 'policeFiled').map(({ on, n }) => ({ from: on, metOn: allOf(file, 'goodsHandedOver').find((act) => act.n > n)?.on }));
export const contestRuns = (file: CaseFile): Run[] =>
  allOf(file, 'policeDeclined').map(({ on, n }) => ({ from: on, metOn: allOf(file, 'declineContested').find((act) => act.n > n)?.on }));
export const filedByPolice = condition('公安机关决定立案', (file) => once(file, 'policeFiled'));

/** 移送规定§9: within three days of the notice. */
export const contestedInTime = gate(
  'contestedInTime',
  '移送规定§9',
  '可以自接到不予立案通知书之日起3日内，提请作出不予立案决定的公安机关复议，也可以建议人民检察院依法进行立案监督',
  (at) => contestEnd(at) === undefined || at.act.on <= contestEnd(at)!,
  (at) => `三日到${contestEnd(at)}为止，已经超过。`,
);
const contestEnd = ({ file, registers }: At) => {
  const declined = last(file, 'policeDeclined');
  return declined && computeDue(declined.on, { amount: 3, basis: '移送规定§9' }, registers.calendar).rolled;
};
