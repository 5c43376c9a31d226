// src/law/procedures/permit/hearingGates.ts —— 听证、陈述申辩 的条件（许可法§36、§46—§48）
import { type At, formGate, gate, last, once, resting } from '../../engine.ts';
import * as hearing from '../../gates/hearing.ts';
import type { Computation } from '../../reckoning/days.ts';
import { hearingOpen, hearingWaived, hearingWindow, statementWindow } from './clock.ts';
import { restated } from './intakeGates.ts';

export const toldBoth = formGate(
  'toldBoth',
  '许可法§47',
  '行政机关在作出行政许可决定前，应当告知申请人、利害关系人享有要求听证的权利',
  ({ act }) => act.particulars.to === undefined || (act.particulars.to as string[]).length === 2,
  () => '申请人和利害关系人都应当告知。',
);

export const permitHearingNoticed = restated(
  'permitHearingNoticed',
  '许可法§48',
  '行政机关应当于举行听证的七日前将举行听证的时间、地点通知申请人、利害关系人，必要时予以公告',
  hearing.hearingNoticedInTime,
);
export const permitHearingDay = restated(
  'permitHearingDay',
  '许可法§48',
  '行政机关应当于举行听证的七日前将举行听证的时间、地点通知申请人、利害关系人，必要时予以公告',
  hearing.hearingOnTheDay,
);
const host = '行政机关应当指定审查该行政许可申请的工作人员以外的人员为听证主持人';
export const permitHostApart = restated('permitHostApart', '许可法§48', host, hearing.hostApart);
export const permitHostQualified = restated('permitHostQualified', '许可法§48', host, hearing.hostQualified);
export const permitHeldByHost = restated('permitHeldByHost', '许可法§48', host, hearing.heldByNamedHost);

/** A public hearing is announced; one on request rests on a request. */
export const hearingWayFits = formGate(
  'hearingWayFits',
  '许可法§46',
  '行政机关应当向社会公告，并举行听证',
  ({ act, file }) => {
    const { way } = act.particulars;
    const planned = last(file, 'examinationPlanned')?.particulars.publicHearing === true;
    return way === undefined || !planned || way === 'announced';
  },
  () => '审查方案认定须公告听证，请选择“公告听证”并写明公告在哪里发布。',
);

const waits = (window: Computation | undefined): string | undefined =>
  window && window.unverified.length > 0 ? `${window.unverified.join('、')}年的节假日安排还没有录入，期限待核，请先录入。` : undefined;
const isOver = (window: Computation | undefined, on: string): boolean =>
  window === undefined || (window.unverified.length === 0 && on > window.rolled);

/** Who is concerned has had time to speak. */
export const interestedHeard = gate(
  'interestedHeard',
  '许可法§36',
  '申请人、利害关系人有权进行陈述和申辩。行政机关应当听取申请人、利害关系人的意见',
  ({ act, file, registers }: At) => isOver(statementWindow(file, registers), act.on),
  ({ file, registers }: At) =>
    waits(statementWindow(file, registers)) ?? `利害关系人陈述申辩的期限到${statementWindow(file, registers)?.rolled}，期满以后再作决定。`,
);

/** Nobody is cut short of the five days to ask for a hearing. */
export const hearingChance = resting(
  ['hearingTold'],
  gate(
    'hearingChance',
    '许可法§47',
    '申请人、利害关系人在被告知听证权利之日起五日内提出听证申请的，行政机关应当在二十日内组织听证',
    ({ act, file, registers }: At) =>
      !once(file, 'hearingTold') ||
      hearingWaived(file) ||
      (!hearingOpen(file, registers) && once(file, 'hearingHeld')) ||
      isOver(hearingWindow(file, registers), act.on),
    ({ file, registers }: At) =>
      waits(hearingWindow(file, registers)) ??
      `要求听证的期限到${hearingWindow(file, registers)?.rolled}；申请人、利害关系人都书面放弃的除外。`,
  ),
);
