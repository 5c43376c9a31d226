// src/law/procedures/penalty/serviceGates.ts —— 送达的条件：when each way counts, and which way needs what before it
import { chineseDate } from '../../../../base/dates.ts';
import { type At, allOf, formGate, last } from '../../../engine.ts';
import { dispatchMethods } from '../words.ts';
import { announcedUntil, dispatchOf, isServed, pending } from './arrival.ts';

const methodOf = ({ act }: At) => act.particulars.method as keyof typeof dispatchMethods | 'direct' | 'left' | undefined;
const sentFor = (at: At) => (isServed(at.act.step) ? pending(at.file, at.act.step) : undefined);
const hasPaper = ({ act }: At) => ((act.particulars.paper as string[] | undefined) ?? []).length > 0;
const isSent = (at: At) => methodOf(at) !== undefined && methodOf(at)! in dispatchMethods;

/** What is served by sending was sent: the paper, its day and its way are in the file before its arrival is. */
export const sentBefore = formGate(
  'sentBefore',
  '民诉法§91',
  '直接送达诉讼文书有困难的，可以委托其他人民法院代为送达，或者邮寄送达',
  (at) => !isSent(at) || sentFor(at)?.particulars.method === methodOf(at),
  (at) =>
    sentFor(at)
      ? `寄送时的方式是${dispatchMethods[sentFor(at)!.particulars.method as keyof typeof dispatchMethods]}，请按寄送的方式记录，或者重新寄送。`
      : '还没有寄送的记录，请先记录寄送，送达以后再记录送达日期。',
);

/** R20: electronic only with a signed confirmation that names the system. */
export const electronicAgreed = formGate(
  'electronicAgreed',
  '处罚法§61',
  '当事人同意并签订确认书的，行政机关可以采用传真、电子邮件等方式，将行政处罚决定书等送达当事人',
  (at) => {
    if (methodOf(at) !== 'electronic') return true;
    const confirmed = last(at.file, 'addressConfirmed')?.particulars;
    return confirmed?.electronic === true && confirmed.system === at.act.particulars.system;
  },
  ({ file }) =>
    last(file, 'addressConfirmed')?.particulars.electronic === true
      ? `确认书写明的系统是“${last(file, 'addressConfirmed')!.particulars.system}”，只能送到这个系统。`
      : '当事人没有签署同意电子送达的送达地址确认书，请用其他方式送达。',
);

/** The day of arrival lies between sending and record. */
const arrivalFits = (at: At): boolean => {
  const day = (at.act.particulars.servedAt as string | undefined)?.slice(0, 10);
  const sent = sentFor(at);
  return day === undefined || sent === undefined || (day >= sent.on && day <= at.act.on);
};
const arrivalSays = (at: At) => `送达日期应当在寄送（${sentFor(at)?.on ?? ''}）以后、记录（${at.act.on}）以前，请核对凭证。`;
export const mailedByReceipt = formGate(
  'mailedByReceipt',
  '民诉法§91',
  '邮寄送达的，以回执上注明的收件日期为送达日期',
  (at) => !['mailed', 'entrusted'].includes(methodOf(at) ?? '') || arrivalFits(at),
  arrivalSays,
);
export const arrivedInSystem = formGate(
  'arrivedInSystem',
  '民诉法§90',
  '采用前款方式送达的，以送达信息到达受送达人特定系统的日期为送达日期',
  (at) => methodOf(at) !== 'electronic' || arrivalFits(at),
  arrivalSays,
);
export const forwardedBySignature = formGate(
  'forwardedBySignature',
  '民诉法§94',
  '代为转交的机关、单位收到诉讼文书后，必须立即交受送达人签收，以在送达回证上的签收日期，为送达日期',
  (at) => methodOf(at) !== 'forwarded' || arrivalFits(at),
  arrivalSays,
);

/** Announcement is the last way: the party is not to be found, or another way failed for this paper. */
export const announcedLast = formGate(
  'announcedLast',
  '民诉法§95',
  '受送达人下落不明，或者用本节规定的其他方式无法送达的，公告送达',
  (at) => {
    if (methodOf(at) !== 'announced') return true;
    const what = at.act.step === dispatchOf.noticeServed ? 'notice' : 'decision';
    return hasPaper(at) || allOf(at.file, 'serviceFailed').some((act) => act.particulars.what === what);
  },
  () => '公告送达须先有其他方式送达未成的记录，或者关联证明当事人下落不明的材料。',
);
/** Thirty days have to pass. */
export const announcementOver = formGate(
  'announcementOver',
  '民诉法§95',
  '自发出公告之日起，经过三十日，即视为送达',
  (at) => {
    const sent = sentFor(at);
    return methodOf(at) !== 'announced' || sent === undefined || at.act.on >= announcedUntil(sent.on, at.registers);
  },
  (at) => `公告自${chineseDate(sentFor(at)!.on)}发出，到${chineseDate(announcedUntil(sentFor(at)!.on, at.registers))}才视为送达。`,
);

/** Asked of every record of service, whatever its way. */
export const arrival = [sentBefore, electronicAgreed, mailedByReceipt, arrivedInSystem, forwardedBySignature, announcementOver];
/** Asked when a paper is put on its way. */
export const dispatch = [electronicAgreed, announcedLast];
