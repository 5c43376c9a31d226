// src/law/clearance.ts —— 执法人员清理:everyone against the conditions of an officer, each failure with its ground and what follows
import { addDays, addYears, chineseDate, type PlainDate } from '../base/dates.ts';

/** How a person is employed; only the first may enforce. */
export const payrolls = {
  established: '在编在职',
  contract: '合同制',
  dispatched: '劳务派遣',
  seconded: '借调',
  transferred: '已调离',
  retired: '已退休',
} as const;
export type Payroll = keyof typeof payrolls;

/** 年度审验: training hours of a year, and whether it was passed. */
export type AnnualCheck = { year: string; hours: number; passed: boolean; on: PlainDate };
export type Qualification = { payroll: Payroll; retiresOn?: PlainDate; area?: string; checks: AnnualCheck[] };
/** A certificate with what happened to it until the day of the check. */
export type CertificateFacts = {
  number: string;
  validFrom: PlainDate;
  validTo: PlainDate;
  actTypes: string[];
  state?: 'suspended' | 'cancelled';
};
/** What the registers say of a person on the day. `officer`: does he hold the post of an officer? */
export type OfficerFacts = { person: string; officer: boolean; certificates: CertificateFacts[]; qualification?: Qualification };
/** Figures that are parameters: hours of training, days of warning. `region`: where the agency is competent. */
export type ClearanceRules = { region: string; trainingHours: number; firstTrainingHours: number; warnDays: number };

/** 合格 · 提醒 · 待核实 · 不合格 · 不是执法人员. Whoever fails cannot act from that moment. */
export const clearanceOutcomes = {
  kept: '合格',
  warned: '合格，须及时换证',
  pending: '待核实',
  failed: '不合格',
  outside: '不是执法人员',
} as const;
export type ClearanceOutcome = keyof typeof clearanceOutcomes;

export const conditions = {
  payroll: '在编在职',
  age: '未到退休日期',
  certificate: '持有有效执法证',
  annualCheck: '年度审验合格',
  training: '培训学时达标',
  area: '执法区域相符',
  actTypes: '执法类别明确',
} as const;
export type Condition = keyof typeof conditions;

/** One condition that is not met, or not known to be. */
export type Ground = { condition: Condition; weight: 'warned' | 'pending' | 'failed'; says: string; followUp: string };
export type Cleared = { person: string; outcome: ClearanceOutcome; grounds: Ground[] };

const ground = (condition: Condition, weight: Ground['weight'], says: string, followUp: string): Ground => ({
  condition,
  weight,
  says,
  followUp,
});

/** Judges one person as of a day (处罚法§42: 由具有行政执法资格的执法人员实施). What is not recorded is 待核实, and never guessed. */
export function clear(facts: OfficerFacts, on: PlainDate, rules: ClearanceRules): Cleared {
  const { person, officer, certificates, qualification } = facts;
  const live = certificates.filter(({ state, validTo }) => state !== 'cancelled' && validTo >= on);
  if (!officer && live.length === 0) return { person, outcome: 'outside', grounds: [] };
  const grounds = [
    ...payrollOf(qualification, on),
    ...certificateOf(facts, on, rules),
    ...checksOf(facts, on, rules),
    ...scopeOf(qualification, live, rules),
  ];
  const outcome = (['failed', 'pending', 'warned'] as const).find((weight) => grounds.some((each) => each.weight === weight)) ?? 'kept';
  return { person, outcome, grounds };
}

function payrollOf(qualification: Qualification | undefined, on: PlainDate): Ground[] {
  if (!qualification) return [ground('payroll', 'pending', '没有登记编制情况', '由人事部门核实编制和在职情况，补登记')];
  const { payroll, retiresOn } = qualification;
  if (payroll === 'retired' || (retiresOn !== undefined && retiresOn <= on))
    return [
      ground('age', 'failed', retiresOn ? `已于${chineseDate(retiresOn)}到退休日期` : '已退休', '收回执法证，办理注销，免去执法人员岗位'),
    ];
  if (payroll === 'transferred') return [ground('payroll', 'failed', '已调离本机关', '收回执法证，办理注销，免去执法人员岗位')];
  if (payroll === 'established') return [];
  return [ground('payroll', 'failed', `${payrolls[payroll]}人员，不是在编在职人员`, '收回执法证，只能从事辅助工作')];
}

function certificateOf({ certificates }: OfficerFacts, on: PlainDate, { warnDays }: ClearanceRules): Ground[] {
  const inForce = certificates.filter(({ validFrom, validTo, state }) => state === undefined && validFrom <= on && on <= validTo);
  const fault = (says: string, followUp: string) => [ground('certificate', 'failed', says, followUp)];
  if (inForce.length > 0) {
    const last = inForce
      .map(({ validTo }) => validTo)
      .sort()
      .at(-1)!;
    const renewed = certificates.some(
      ({ validFrom, validTo, state }) => state === undefined && validFrom <= addDays(last, 1) && validTo > last,
    );
    if (renewed || last > addDays(on, warnDays)) return [];
    return [ground('certificate', 'warned', `执法证于${chineseDate(last)}到期`, '到期以前办理换证')];
  }
  if (certificates.length === 0) return fault('没有执法证', '参加培训和考试，取得执法证以前不得执法；不再从事执法的，免去执法人员岗位');
  if (certificates.some(({ state }) => state === 'suspended'))
    return fault('执法证在暂扣中', '暂扣原因消除后发还；超过规定期限的，收回注销');
  const ended = certificates
    .filter(({ validTo }) => validTo < on)
    .map(({ validTo }) => validTo)
    .sort()
    .at(-1);
  return ended
    ? fault(`执法证已于${chineseDate(ended)}到期`, '办理换证，换证以前不得执法')
    : fault('执法证没有生效或者已经注销', '核对证件；不再从事执法的，免去执法人员岗位');
}

/** The check that must have been passed is that of last year, once a person held a certificate in it. */
function checksOf({ certificates, qualification }: OfficerFacts, on: PlainDate, rules: ClearanceRules): Ground[] {
  const year = addYears(on, -1).slice(0, 4);
  const first = certificates.map(({ validFrom }) => validFrom).sort()[0];
  if (first === undefined || first.slice(0, 4) > year) return [];
  const check = qualification?.checks.findLast((each) => each.year === year);
  if (!check) return [ground('annualCheck', 'pending', `没有${year}年度审验的记录`, `补登记${year}年度审验结果和培训学时`)];
  const again = '参加补训和补考，合格以前不得执法';
  const needed = first.slice(0, 4) === year ? rules.firstTrainingHours : rules.trainingHours;
  return [
    ...(check.passed ? [] : [ground('annualCheck', 'failed', `${year}年度审验不合格`, again)]),
    ...(check.hours >= needed ? [] : [ground('training', 'failed', `${year}年度培训${check.hours}学时，不足${needed}学时`, again)]),
  ];
}

function scopeOf(qualification: Qualification | undefined, live: CertificateFacts[], { region }: ClearanceRules): Ground[] {
  const grounds: Ground[] = [];
  const none = live.filter(({ actTypes }) => actTypes.length === 0);
  if (none.length > 0) grounds.push(ground('actTypes', 'failed', `执法证${none[0]!.number}没有执法类别`, '核对证件上的执法类别，重新登记'));
  if (!qualification?.area) grounds.push(ground('area', 'pending', '没有登记执法区域', '按执法证核对执法区域，补登记'));
  else if (!qualification.area.includes(region))
    grounds.push(ground('area', 'failed', `执法区域为“${qualification.area}”，不在${region}`, '核对执法区域；不在本区域的，换发执法证'));
  return grounds;
}

/** Certificates that must be suspended when their holder fails: all that could still be used. */
export const toSuspend = ({ certificates }: OfficerFacts, on: PlainDate): string[] =>
  certificates.filter(({ state, validTo }) => state === undefined && validTo >= on).map(({ number }) => number);
