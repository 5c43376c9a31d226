// src/law/gates/hearing.ts —— 听证的条件
import type { PlainDate } from '../../base/dates.ts';
import { type At, formGate, gate, last } from '../engine.ts';
import { investigatorsOf } from '../facts.ts';
import { computeDue } from '../reckoning/days.ts';
import type { Registers } from '../registers.ts';
import { unverifiedYears } from './decision.ts';

const noticePeriod = (on: PlainDate, registers: Registers) => computeDue(on, { amount: 7, basis: '处罚法§64' }, registers.calendar);
/** R12: seven working days between notice and hearing. */
export const hearingNoticedInTime = formGate(
  'hearingNoticedInTime',
  '处罚法§64',
  '行政机关应当在举行听证的七日前，通知当事人及有关人员听证的时间、地点',
  ({ act, registers }) => {
    const day = act.particulars.hearingOn as string | undefined;
    return day === undefined || (noticePeriod(act.on, registers).unverified.length === 0 && day > noticePeriod(act.on, registers).strict);
  },
  ({ act, registers }) =>
    unverifiedYears(noticePeriod(act.on, registers)) ??
    `今天通知的，听证最早在${noticePeriod(act.on, registers).strict}以后举行（七个工作日）。`,
);

export const hearingOnTheDay = gate(
  'hearingOnTheDay',
  '处罚法§64',
  '行政机关应当在举行听证的七日前，通知当事人及有关人员听证的时间、地点',
  ({ act, file }) => {
    const day = last(file, 'hearingNoticed')?.particulars.hearingOn as string | undefined;
    return day === undefined || act.on === day;
  },
  ({ file }) => `通知的听证日期是${last(file, 'hearingNoticed')?.particulars.hearingOn}，应当在当日举行；改期的，请重新通知听证。`,
);

const hostOf = ({ act, file }: At) =>
  (act.step === 'hearingNoticed' ? [act.particulars.host as string | undefined] : act.by)
    .filter((id): id is string => id !== undefined)
    .filter((id) => investigatorsOf(file).has(id) || file.acts.some((each) => each.step === 'legalReviewed' && each.by.includes(id)));

export const hostApart = gate(
  'hostApart',
  '处罚法§64',
  '听证由行政机关指定的非本案调查人员主持',
  (at) => hostOf(at).length === 0,
  (at) =>
    `${hostOf(at)
      .map((id) => at.registers.person(id)?.name ?? id)
      .join('、')}参加过本案调查或者审核，请另行指定。`,
);

export const hostQualified = formGate(
  'hostQualified',
  '处罚法§64',
  '听证由行政机关指定的非本案调查人员主持',
  ({ act, registers }) => act.particulars.host === undefined || registers.holds(act.particulars.host as string, 'hearingHost', act.on),
  () => '所选的人没有听证主持人岗位。',
);

export const heldByNamedHost = gate(
  'heldByNamedHost',
  '处罚法§64',
  '听证由行政机关指定的非本案调查人员主持',
  ({ act, file }) => {
    const host = last(file, 'hearingNoticed')?.particulars.host;
    return host === undefined || act.by.includes(host as string);
  },
  (at) =>
    `通知中指定的主持人是${at.registers.person(last(at.file, 'hearingNoticed')?.particulars.host as string)?.name ?? ''}；更换主持人的，请重新通知听证。`,
);
