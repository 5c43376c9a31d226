// src/law/procedures/coercion/demand.ts —— 催告、陈述申辩、据以执行的决定：what every enforcement begins with（强制法§34—§38、§54）
import type { PlainDate } from '../../../base/dates.ts';
import { type At, type CaseFile, condition, formGate, gate, last, matterAct, once, resting } from '../../engine.ts';
import type { Field } from '../../particulars/field.ts';
import { serviceFields } from '../../particulars/notice.ts';
import { dutyKinds } from '../performance/words.ts';
import { oldDecision } from './standing.ts';

/** The decision that is enforced, and the duty it lays down. */
export const enforcedDecision: Field[] = [
  { key: 'decidedCase', label: '据以执行的案件编号', kind: 'text', max: 60, required: true, help: '作出该决定的案件的编号' },
  { key: 'decisionNo', label: '决定书文号', kind: 'text', max: 80, required: true },
  ...oldDecision,
  { key: 'decidedOn', label: '决定日期', kind: 'date', required: true },
  { key: 'decisionServedOn', label: '决定书送达日期', kind: 'date', required: true },
  { key: 'dutyKind', label: '义务种类', kind: 'choice', options: dutyKinds, required: true },
  { key: 'duty', label: '决定要求履行的义务', kind: 'longText', max: 2000, min: 2, required: true },
  { key: 'dutyDue', label: '决定规定的履行期限', kind: 'date', required: true },
  { key: 'unfulfilled', label: '不履行的情况', kind: 'longText', max: 2000, min: 2, required: true },
  { key: 'evidence', label: '证明没有履行的证据', kind: 'evidence', min: 1, required: true },
];

export const demandServed: Field[] = [
  {
    key: 'demanded',
    label: '应当履行的义务',
    kind: 'longText',
    max: 2000,
    required: true,
    known: (file) => {
      const duty = matterAct(file)?.particulars.duty;
      return duty ? { value: duty, source: '据以执行的决定' } : undefined;
    },
  },
  { key: 'demandedBy', label: '履行期限', kind: 'date', required: true },
  { key: 'demandedWay', label: '履行方式', kind: 'text', max: 300, required: true },
  {
    key: 'amount',
    label: '金额（元）',
    kind: 'money',
    min: 1,
    help: '涉及金钱给付的必须填写',
    known: (file) => {
      const principal = matterAct(file)?.particulars.principal;
      return principal ? { value: principal, source: '据以执行的决定' } : undefined;
    },
  },
  { key: 'payWay', label: '给付方式', kind: 'text', max: 200, help: '涉及金钱给付的必须填写，如缴至哪一代收机构、账号' },
  { key: 'rightsTold', label: '催告书写明了陈述权和申辩权', kind: 'yes', mustBeYes: true, required: true },
  ...serviceFields,
];

/** 复核：what the party said, and what comes of it. */
export const statementRechecked: Field[] = [
  { key: 'finding', label: '复核情况', kind: 'longText', max: 3000, required: true },
  {
    key: 'adopted',
    label: '是否采纳',
    kind: 'choice',
    options: { adopted: '成立，予以采纳，不再执行或者变更执行', notAdopted: '不成立，不予采纳' },
    required: true,
  },
  { key: 'reason', label: '理由', kind: 'longText', max: 2000, required: true },
];

export const dutyFulfilled: Field[] = [
  { key: 'finding', label: '核实情况', kind: 'longText', max: 2000, min: 2, required: true },
  { key: 'fulfilledOn', label: '履行日期', kind: 'date', required: true },
  { key: 'evidence', label: '证明已经履行的材料', kind: 'evidence', min: 1, required: true },
];

export const partySpoke = condition('当事人陈述申辩', (file) => once(file, 'statementReceived'));

const proposalOf = ({ act, file }: At) => (act.particulars.dutyDue ? act.particulars : (matterAct(file)?.particulars ?? {}));

/** Nothing is enforced before its day is over. */
export const dutyOverdue = formGate(
  'dutyOverdue',
  '强制法§34',
  '当事人在行政机关决定的期限内不履行义务的',
  (at) => !proposalOf(at).dutyDue || at.act.on > (proposalOf(at).dutyDue as string),
  (at) => `决定规定的履行期限到${proposalOf(at).dutyDue}，还没有届满。`,
);
/** The dates of the decision stand in their order. */
export const decisionInOrder = formGate(
  'decisionInOrder',
  '强制法§34',
  '行政机关依法作出行政决定后',
  ({ act }) => {
    const { decidedOn, decisionServedOn, dutyDue } = act.particulars as Record<string, string | undefined>;
    return (
      (!decidedOn || !decisionServedOn || decidedOn <= decisionServedOn) &&
      (!decisionServedOn || decisionServedOn <= act.on) &&
      (!decisionServedOn || !dutyDue || decisionServedOn <= dutyDue)
    );
  },
  () => '决定日期、送达日期、履行期限应当依次在后，送达不得晚于今天，请核对。',
);
/** §35: money is demanded with its sum and the way to pay it. */
export const demandComplete = formGate(
  'demandComplete',
  '强制法§35',
  '涉及金钱给付的，应当有明确的金额和给付方式',
  ({ act, file }) =>
    act.particulars.demanded === undefined ||
    matterAct(file)?.particulars.dutyKind !== 'money' ||
    (Boolean(act.particulars.amount) && Boolean(act.particulars.payWay)),
  () => '请填写金额和给付方式。',
);
/** A demand gives time. */
export const demandGivesTime = formGate(
  'demandGivesTime',
  '强制法§35',
  '催告应当以书面形式作出，并载明下列事项',
  ({ act }) => act.particulars.demandedBy === undefined || (act.particulars.demandedBy as string) > act.on,
  ({ act }) => `履行期限应当晚于催告之日（${act.on}）。`,
);
/** The time the demand gave is over. */
export const demandRanOut = resting(
  ['demandServed'],
  gate(
    'demandRanOut',
    '强制法§37',
    '经催告，当事人逾期仍不履行行政决定，且无正当理由的',
    ({ act, file }) => act.on > (demandedUntil(file) ?? ''),
    ({ file }) => `催告的履行期限到${demandedUntil(file)}，期满仍不履行的才能执行。`,
  ),
);
const demandedUntil = (file: CaseFile) => last(file, 'demandServed')?.particulars.demandedBy as PlainDate | undefined;
/** What the party says with reason is followed: nothing is enforced against it. */
export const statementNotUpheld = resting(
  ['statementRechecked'],
  gate(
    'statementNotUpheld',
    '强制法§36',
    '当事人提出的事实、理由或者证据成立的，行政机关应当采纳',
    ({ file }) => last(file, 'statementRechecked')?.particulars.adopted !== 'adopted',
    () => '复核认为当事人的意见成立，不得再按原来的内容执行；请重新催告，或者终结执行。',
  ),
);
