// src/law/procedures/coercion/standing.ts —— 据以执行的决定还在不在：every enforcement rests on a decision of this agency that was made, served and still binds
import { yuan } from '../../../base/money.ts';
import { type At, formGate, matterAct } from '../../engine.ts';
import type { Field } from '../../particulars/field.ts';
import type { DecidedElsewhere, Registers } from '../../registers.ts';

/** A decision of a time before this system is vouched for by its paper (旧案). */
export const oldDecision: Field[] = [
  { key: 'old', label: '旧案：决定作出时还没有使用本系统', kind: 'yes', help: '本系统办理的案件不填' },
  { key: 'oldReason', label: '旧案的说明', kind: 'longText', max: 1000, min: 2, required: true, only: { key: 'old', is: [true] } },
  { key: 'paper', label: '旧案的决定书、送达回证', kind: 'evidence', min: 1, required: true, only: { key: 'old', is: [true] } },
];

type Rests = { caseNo?: string; number?: string; old?: boolean };
/** Why the decision named cannot be relied on, or the decision as its case has it (undefined for an old one). */
export function decisionRelied({ caseNo, number, old }: Rests, registers: Registers): { why: string } | { found?: DecidedElsewhere } {
  if (caseNo === undefined || number === undefined) return {};
  const other = registers.otherCase(caseNo);
  const decisions = other?.decisions ?? [];
  const found = decisions.find((each) => each.number === number);
  const oldOnly = decisions.every((each) => each.imported);
  if (old === true && oldOnly) return {};
  if (!other) return { why: `没有案件编号是“${caseNo}”的案件，请核对；使用本系统以前的案件，请勾选“旧案”，写明情况并关联决定书。` };
  if (!found) {
    const known = decisions.map((each) => each.number).join('、');
    return { why: `${caseNo}没有作出${number}决定${known ? `（该案的决定：${known}）` : ''}，请核对。` };
  }
  if (found.undone) return { why: `${number}决定已经被撤销、确认无效或者被新的决定代替，不能据以执行。` };
  if (found.imported) return { why: `${caseNo}是导入的历史案卷，没有送达记录，请勾选“旧案”，写明情况并关联决定书、送达回证。` };
  if (!found.servedOn) return { why: `${number}决定还没有有效送达，请先在${caseNo}办理送达。` };
  return { found };
}

const proposalOf = ({ act, file }: At) => (act.particulars.decidedCase ? act.particulars : (matterAct(file)?.particulars ?? {}));
/** The decision is there, was served, binds and is not paid; its dates and its sum are those of its own case. */
export const decisionStands = formGate(
  'decisionStands',
  '强制法§34',
  '行政机关依法作出行政决定后',
  (at) => whyNotStanding(at) === undefined,
  (at) => whyNotStanding(at),
);
function whyNotStanding(at: At): string | undefined {
  const said = proposalOf(at) as {
    decidedCase?: string;
    decisionNo?: string;
    old?: boolean;
    decidedOn?: string;
    decisionServedOn?: string;
    dutyKind?: string;
    principal?: number;
  };
  const relied = decisionRelied({ caseNo: said.decidedCase, number: said.decisionNo, old: said.old }, at.registers);
  if ('why' in relied) return relied.why;
  const { found } = relied;
  if (!found) return undefined;
  if (said.dutyKind === 'money' && found.paid) return `${found.number}决定的罚款已经缴清，没有可以执行的。`;
  if (said.decidedOn !== undefined && said.decidedOn !== found.on) return `${found.number}于${found.on}作出，请按该案的记录填写决定日期。`;
  if (said.decisionServedOn !== undefined && said.decisionServedOn !== found.servedOn)
    return `${found.number}于${found.servedOn}送达，请按该案的记录填写送达日期。`;
  const sums = [found.fine, found.fine !== undefined ? found.fine + (found.gains ?? 0) : undefined].filter((sum) => sum !== undefined);
  if (said.principal === undefined || sums.length === 0 || sums.includes(said.principal)) return undefined;
  return `${found.number}确定的金额是${yuan(sums.at(-1)!)}元，请按该案的记录填写。`;
}
