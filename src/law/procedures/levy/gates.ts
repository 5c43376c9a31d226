// src/law/procedures/levy/gates.ts —— 申报、核定的条件

import type { PlainDate } from '../../../base/dates.ts';
import { yuan } from '../../../base/money.ts';
import { type At, formGate, gate, last } from '../../engine.ts';
import { publicationSettled } from '../../facts.ts';
import { inUnits } from '../../reckoning/fines.ts';
import { areaOf, computeLevy, conversion, isQuantity, type Levy, type LevyRule, type Plot, reliefOf } from '../../reckoning/levies.ts';
import { ruleOf } from './account.ts';
import { lands, occupations, reliefGrounds } from './words.ts';

const plotsOf = ({ act }: At): Plot[] => (act.particulars.plots as Plot[] | undefined) ?? [];
/** The standard for what the act itself says, or for the case. */
function ruleAt({ act, file, registers }: At): LevyRule | undefined {
  const { item, approvedOn } = act.particulars as { item?: string; approvedOn?: PlainDate };
  return act.step === 'levyDeclared' ? (item && registers.levy(item, approvedOn ?? act.on)) || undefined : ruleOf(file, registers);
}
const declared = ({ act, file }: At) => (act.step === 'levyDeclared' ? act.particulars : (last(file, 'levyDeclared')?.particulars ?? {}));

/** The standard in force knows the occupation and every kind of land. */
export const standardKnown = formGate(
  'standardKnown',
  '本局规定§71',
  '征收依照公布并在当日有效的征收标准进行',
  (at) => whyUnknown(at) === undefined,
  (at) => whyUnknown(at),
);
function whyUnknown(at: At): string | undefined {
  const { occupation, approvedOn } = declared(at) as { occupation?: keyof typeof occupations; approvedOn?: string };
  if (at.act.step === 'levyDeclared' && at.act.particulars.item === undefined) return undefined; // the form asks for it
  const rule = ruleAt(at);
  if (!rule) return `这一事项在批准之日${approvedOn ?? ''}没有可以适用的征收标准，请核对事项和日期，或者由本局录入标准。`;
  if (occupation && !rule.occupies.includes(occupation)) return `“${occupations[occupation]}”不缴纳${rule.name}，请核对事项和占用类型。`;
  const strange = plotsOf(at).find((plot) => !rule.rates.some((rate) => rate.land === plot.land));
  return strange && `${rule.name}没有“${lands[strange.land as keyof typeof lands] ?? strange.land}”的征收标准，请核对地类。`;
}

/** Who pays was allowed to occupy: 预交 comes after 审核同意 (条例§16), the wetland fee after approval (湿地法§21). */
export const approvedBefore = formGate(
  'approvedBefore',
  '本局规定§71',
  '申报的占用应当已经依法审核同意或者批准',
  ({ act }) => act.particulars.approvedOn === undefined || (act.particulars.approvedOn as string) <= act.on,
  ({ act }) => `审核同意（批准）日期${act.particulars.approvedOn}晚于登记日期${act.on}，请核对；没有批准的占用不征收，依法查处。`,
);

export const areasPlausible = formGate(
  'areasPlausible',
  '本局规定§71',
  '面积应当是大于零的数，超过规定限度的先核对单位',
  (at) => whyImplausible(at) === undefined,
  (at) => whyImplausible(at),
);
function whyImplausible(at: At): string | undefined {
  const zero = plotsOf(at).findIndex((plot) => !isQuantity(plot.area));
  if (zero >= 0) return `第${zero + 1}宗的面积“${plotsOf(at)[zero]!.area}”不是大于零的数，请核对。`;
  const most = ruleAt(at)?.largest;
  const total = plotsOf(at).reduce((sum, plot) => sum + areaOf(plot), 0);
  const approved = at.act.step === 'levyDeclared' ? ((at.act.particulars.approvedArea as number | undefined) ?? 0) : 0;
  const largest = Math.max(total, approved);
  if (!most || largest <= most.squareMetres * 100) return undefined;
  return `面积${inUnits(largest, 100)}㎡，超过${most.squareMetres}㎡（${most.basis}）。请核对是不是把亩、公顷当成了平方米，或者多写了位数。`;
}

/** 亩 and 公顷 are converted only when the form says so. */
export const conversionSaid = formGate(
  'conversionSaid',
  '本局规定§71',
  '面积以亩、公顷计的，应当写明换算',
  ({ act }) =>
    ((act.particulars.plots as Plot[] | undefined) ?? []).every((plot) => plot.unit === 'squareMetre') ||
    act.particulars.conversion === true,
  () => `有的地块以亩或者公顷计。请改以平方米填写，或者确认按${conversion}换算。`,
);

/** Not more is levied on than was approved: what was occupied beyond it is no matter of a levy. */
export const areaWithinApproval = formGate(
  'areaWithinApproval',
  '本局规定§72',
  '核定的面积不得超过批准的面积',
  (at) => beyond(at) === undefined,
  (at) => beyond(at),
);
function beyond(at: At): string | undefined {
  const approved = declared(at).approvedArea as number | undefined;
  if (approved === undefined || !plotsOf(at).every((plot) => isQuantity(plot.area))) return undefined;
  const total = plotsOf(at).reduce((sum, plot) => sum + areaOf(plot), 0);
  if (total <= approved) return undefined;
  return `地块合计${inUnits(total, 100)}㎡，批准的是${inUnits(approved, 100)}㎡。请核对单位和面积；确实超过批准面积占用的，超出部分依法查处，不以征收代替。`;
}

/** 湿地法§21: only where restoring or rebuilding is impossible, and not for waterworks. */
export const wetlandFeeOwed = formGate(
  'wetlandFeeOwed',
  '湿地法§21',
  '没有条件恢复、重建的，应当缴纳湿地恢复费',
  (at) => whyNotOwed(at) === undefined,
  (at) => whyNotOwed(at),
);
function whyNotOwed(at: At): string | undefined {
  if (declared(at).occupation !== 'wetlandOccupation') return undefined;
  const { waterworks, noRestoration } = at.act.particulars;
  if (waterworks === undefined || noRestoration === undefined) return '占用湿地的，请写明是不是水工程占用、有没有条件恢复或者重建。';
  if (waterworks === true)
    return '因防洪、航道、港口或者其他水工程占用河道管理范围及蓄滞洪区内的湿地，不缴纳湿地恢复费，请办理“终止征收”。';
  return noRestoration === true ? undefined : '有条件恢复、重建的，应当恢复或者重建面积和质量相当的湿地，不以缴费代替，请办理“终止征收”。';
}

/** 湿地法§21 for wetlands; our own rule for the rest. */
export const feeOnce = formGate(
  'feeOnce',
  '本局规定§73',
  '已经缴纳相同性质恢复费用的，不得重复征收',
  ({ act }) => act.particulars.sameFeePaid !== true,
  () => '同一地块已经缴纳其他相同性质的恢复费用（湿地法第21条），请办理“终止征收”。',
);

/** Free of the levy only on a ground of the standard, with the law's article where the standard asks for it. */
export const exemptionGrounded = formGate(
  'exemptionGrounded',
  '本局规定§74',
  '减征、免征、缓缴只依照法律、法规和征收标准规定的情形，由行政机关负责人批准',
  (at) => at.act.particulars.relief === undefined || reliefOf(ruleAt(at), at.act.particulars.relief, 'exempted') !== undefined,
  (at) => `${ruleAt(at)?.name ?? '征收标准'}没有规定“${reliefGrounds[at.act.particulars.relief as keyof typeof reliefGrounds]}”免征。`,
);

/** The sum is the system's, never typed: any other is refused with the whole computation. */
export const assessedByStandard = formGate(
  'assessedByStandard',
  '本局规定§72',
  '核定的数额应当与按征收标准计算的一致',
  (at) => whyOtherwise(at) === undefined,
  (at) => whyOtherwise(at),
);
function whyOtherwise(at: At): string | undefined {
  const { amount, relief } = at.act.particulars as { amount?: number; relief?: string };
  const levy = computeHere(at);
  if (!levy || amount === undefined) return undefined; // the other claims say why it cannot be computed
  if (relief !== undefined) return amount === 0 ? undefined : `免征的，核定数额是0.00元，现在填的是${yuan(amount)}元。`;
  return amount === levy.amount
    ? undefined
    : `应当是${yuan(levy.amount)}元，现在填的是${yuan(amount)}元。${levy.lines.map((line) => `${line.label}：${line.text}`).join('；')}。`;
}
function computeHere(at: At): Levy | undefined {
  const rule = ruleAt(at);
  if (!rule || plotsOf(at).length === 0) return undefined;
  try {
    return computeLevy(rule, plotsOf(at));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

/** Closed only when the result is open to the public, or lawfully not. */
export const disclosureSettled = gate(
  'disclosureSettled',
  '本局规定§78',
  '征收结果应当公开，或者经批准不予公开，再行结案',
  ({ file }) => publicationSettled(file),
  () => '须先公示，或者经批准不予公示。',
);
