// src/law/procedures/seizure/gates.ts —— 查封、扣押的条件：scope, spot, period

import { condition, formGate, gate, last, once, resting } from '../../engine.ts';
import { approvalDated, approvedBefore } from '../../gates/approvedBefore.ts';
import { reviewedAlways } from '../coercion/power.ts';
import { lastDayOf, owedBack, undecided } from './ledger.ts';
import { releaseGrounds } from './words.ts';

// ---- conditions --------------------------------------------------------------------------------------------------------------

const proposal = (file: Parameters<typeof last>[0]) => last(file, 'seizureProposed')?.particulars;
export const urgent = condition('情况紧急，当场实施', (file) => proposal(file)?.urgent === true);
export const notUrgent = condition('不属于紧急情形', (file) => proposal(file)?.urgent === false);
/** The catalogue: whole items, premises of a business, goods worth the limit. What is urgent is done first and approved after (强制法§19). */
export const toReview = condition('列入法制审核目录，不属于紧急情形', (file, registers) => {
  const proposed = last(file, 'seizureProposed');
  if (!proposed || proposed.particulars.urgent === true) return false;
  const worth = (proposed.particulars.value as number | undefined) ?? 0;
  return (
    reviewedAlways.holds(file, registers) ||
    proposed.particulars.premises === true ||
    worth >= registers.parameter('review.seizure', proposed.on) * 100
  );
});
export const extended = condition('延长了期限', (file) => once(file, 'seizureExtended'));
export const disposed = condition('作出过处理决定', (file) => once(file, 'goodsDisposed'));
export const somethingHeld = condition('还有查封、扣押的财物没有处理', undecided);
export const somethingOwedBack = condition('有已经解除、应当退还的财物', owedBack);
export const sealed = condition('采取的是查封', (file) => String(proposal(file)?.measure ?? '').startsWith('seal'));

// ---- scope (强制法§23) ---------------------------------------------------------------------------------------------------------

export const onlyRelated = formGate(
  'onlyRelated',
  '强制法§23',
  '查封、扣押限于涉案的场所、设施或者财物，不得查封、扣押与违法行为无关的场所、设施或者财物',
  ({ act }) => act.particulars.related !== false,
  () => '与涉嫌的违法行为无关，请从拟查封、扣押的范围中去掉。',
);
export const noNecessities = formGate(
  'noNecessities',
  '强制法§23',
  '不得查封、扣押公民个人及其所扶养家属的生活必需品',
  ({ act }) => act.particulars.necessities !== true,
  () => '请从拟查封、扣押的范围中去掉生活必需品。',
);
export const notSealedTwice = formGate(
  'notSealedTwice',
  '强制法§23',
  '当事人的场所、设施或者财物已被其他国家机关依法查封的，不得重复查封',
  ({ act }) => act.particulars.sealedElsewhere !== true,
  () => '请与已经查封的机关联系，不得再次查封。',
);
export const withinThirtyDays = formGate(
  'withinThirtyDays',
  '强制法§25',
  '查封、扣押的期限不得超过三十日',
  ({ act }) => ((act.particulars.period as number | undefined) ?? 1) <= 30,
  ({ act }) => `填写的是${act.particulars.period}日，请改为三十日以内；到期仍不能处理的，可以依法延长一次。`,
);

// ---- on the spot (强制法§18、§19、§24、§26) ------------------------------------------------------------------------------------------

const approvedFirst = '实施前须向行政机关负责人报告并经批准';
/** Not by the day alone: by the minute. What is urgent is ratified afterwards instead. */
export const seizedAfterApproval = approvedBefore('seizedAfterApproval', '强制法§18', approvedFirst, 'seizureApproved', 'startedAt');
export const seizureApprovalDated = approvalDated('seizureApprovalDated', '强制法§18', approvedFirst);
export const handedOverOnSpot = formGate(
  'handedOverOnSpot',
  '强制法§24',
  '制作并当场交付查封、扣押决定书和清单',
  ({ act: { particulars } }) =>
    particulars.handover === undefined ||
    (particulars.handover === 'party' && particulars.partyPresent !== 'absent') ||
    (particulars.handover === 'left' && Boolean(particulars.witness)),
  ({ act: { particulars } }) =>
    particulars.handover === 'left'
      ? '当事人拒收或者未到场的，须有见证人，请写明见证人。'
      : particulars.handover === 'party'
        ? '当事人未到场，不能当场交付当事人；请选择由见证人见证、留在现场。'
        : '决定书和清单必须当场交付，不得事后补送。',
);
export const keepingCostOurs = formGate(
  'keepingCostOurs',
  '强制法§26',
  '因查封、扣押发生的保管费用由行政机关承担',
  ({ act }) => act.particulars.keepingCostBy !== 'party',
  () => '保管费用不得向当事人收取，请改为由本机关承担。',
);
/** Only what is sealed may be kept by a third person; what is seized the agency keeps itself. */
export const entrustedOnlySealed = gate(
  'entrustedOnlySealed',
  '强制法§26',
  '对查封的场所、设施或者财物，行政机关可以委托第三人保管',
  (at) => !once(at.file, 'seizureProposed') || sealed.holds(at.file, at.registers),
  () => '扣押的财物由本机关保管，不能委托第三人保管。',
);

const minutes = (text: unknown): number => Date.parse(`${String(text).replace(' ', 'T')}:00+08:00`) / 60_000;
/** Reporting late is recorded, never without its reason. */
export const ratifiedInTime = resting(
  ['goodsSeized'],
  formGate(
    'ratifiedInTime',
    '强制法§19',
    '行政执法人员应当在二十四小时内向行政机关负责人报告，并补办批准手续',
    ({ act, file }) => {
      const { approvedAt, lateReason } = act.particulars;
      const seized = last(file, 'goodsSeized')?.particulars.startedAt;
      return approvedAt === undefined || minutes(approvedAt) - minutes(seized) <= 24 * 60 || Boolean(lateReason);
    },
    ({ file }) => `实施时间是${last(file, 'goodsSeized')?.particulars.startedAt}，批准已超过二十四小时，请写明原因；该情形列为迟办。`,
  ),
);
/** Reported after it was done, approved after it was reported, on the day of the approval. */
export const ratifiedAfterwards = resting(
  ['goodsSeized'],
  formGate(
    'ratifiedAfterwards',
    '强制法§19',
    '情况紧急，需要当场实施行政强制措施的',
    ({ act, file }) => {
      const { reportedAt, approvedAt } = act.particulars as { reportedAt?: string; approvedAt?: string };
      const seized = String(last(file, 'goodsSeized')?.particulars.startedAt ?? '');
      return (
        reportedAt === undefined ||
        approvedAt === undefined ||
        (seized <= reportedAt && reportedAt <= approvedAt && approvedAt.startsWith(act.on))
      );
    },
    ({ act }) => `报告应当在实施以后、批准以前，批准时间应当在${act.on}当日，请核对。`,
  ),
);

// ---- the period (强制法§25、§27) ------------------------------------------------------------------------------------------------------

export const testCostOurs = formGate(
  'testCostOurs',
  '强制法§25',
  '检测、检验、检疫或者技术鉴定的费用由行政机关承担',
  ({ act }) => act.particulars.testCostBy !== 'party',
  () => '费用不得向当事人收取，请改为由本机关承担。',
);
/** A test counts from the day the party is told, to a day that is named. */
export const testingPeriodClear = formGate(
  'testingPeriodClear',
  '强制法§25',
  '检测、检验、检疫或者技术鉴定的期间应当明确，并书面告知当事人',
  ({ act }) => {
    const { from, to } = act.particulars as { from?: string; to?: string };
    return (from === undefined || from >= act.on) && (from === undefined || to === undefined || from <= to);
  },
  ({ act }) => `期间应当自告知之日（${act.on}）或者以后起，并且有明确的终了日；没有告知的日子不能扣除。`,
);
export const extensionWithinThirty = formGate(
  'extensionWithinThirty',
  '强制法§25',
  '可以延长，但是延长期限不得超过三十日',
  ({ act }) => ((act.particulars.days as number | undefined) ?? 1) <= 30,
  ({ act }) => `填写的是${act.particulars.days}日，请改为三十日以内。`,
);
/** What is to last longer, be tested, sold or confiscated is decided on before the time is up; after that it can only be released. */
export const withinPeriod = resting(
  ['goodsSeized'],
  gate(
    'withinPeriod',
    '强制法§27',
    '在本法第二十五条规定的期限内作出处理决定',
    ({ act, file, registers }) => {
      const end = lastDayOf(file, registers);
      return end === undefined || act.on <= end;
    },
    ({ file, registers }) => `查封、扣押的期限已于${lastDayOf(file, registers)}届满，应当解除；不能再延长、扣除期间、变卖或者没收。`,
  ),
);
/** Each ground of release is what the file shows. */
export const releaseGrounded = resting(
  ['goodsSeized'],
  formGate(
    'releaseGrounded',
    '强制法§28',
    '有下列情形之一的，行政机关应当及时作出解除查封、扣押决定',
    ({ act, file, registers }) => {
      const { ground } = act.particulars;
      if (ground === 'expired') return act.on >= (lastDayOf(file, registers) ?? '');
      if (ground === 'disallowed') return once(file, 'seizureDisallowed') && act.particulars.whole === true;
      return true;
    },
    ({ act, file, registers }) =>
      act.particulars.ground === 'expired'
        ? `期限到${lastDayOf(file, registers)}届满，还没有届满。`
        : `“${releaseGrounds.disallowed}”只用于负责人没有批准、并且全部解除的。`,
  ),
);
