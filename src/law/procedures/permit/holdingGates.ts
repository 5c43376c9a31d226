// src/law/procedures/permit/holdingGates.ts —— 变更、延续、撤销、撤回、注销 的条件（许可法§7、§8、§49、§50、§69、§70）
import { type At, allOf, type CaseFile, condition, formGate, gate, last, once, resting } from '../../engine.ts';
import { type Computation, computeDue } from '../../reckoning/days.ts';
import type { Registers } from '../../registers.ts';
import { isDeemedRenewed, permitOn } from './clock.ts';
import { revocationPending } from './subject.ts';

export const granted = condition('准予许可的', (file) => last(file, 'decisionMade')?.particulars.outcome === 'granted');
export const changeAsked = condition('被许可人申请变更', (file) => once(file, 'changeRequested'));
export const renewalAsked = condition('被许可人申请延续', (file) => once(file, 'renewalRequested'));
export const revocationAsked = condition('提请撤销或者撤回许可', (file) => revocationPending(file));

/** Decisions on a permit already granted. */
export const followUps = ['changeDecided', 'renewalDecided', 'revocationDecided', 'permitCancelled'] as const;
/** One of them, that took a number, has not been served. */
export const toServe = condition('变更、延续、撤销、撤回、注销的决定还没有送达', (file) => {
  const served = last(file, 'holdingServed')?.n ?? 0;
  return allOf(file, ...followUps).some((act) => act.n > served && Object.keys(act.made?.numbers ?? {}).length > 0);
});

const standing = ['valid', 'renewed', 'deemedRenewed'];
const stateNames = {
  valid: '有效',
  renewed: '已延续',
  deemedRenewed: '视为准予延续',
  expired: '已经届满',
  revoked: '已被撤销',
  withdrawn: '已被撤回',
  cancelled: '已经注销',
};
const stateOf = ({ act, file }: At): keyof typeof stateNames | undefined => permitOn(file, act.on)?.state;

/** Only a permit in force is changed. */
export const permitInForce = resting(
  ['decisionMade'],
  gate(
    'permitInForce',
    '许可法§49',
    '被许可人要求变更行政许可事项的，应当向作出行政许可决定的行政机关提出申请；符合法定条件、标准的，行政机关应当依法办理变更手续',
    (at) => standing.includes(stateOf(at) ?? ''),
    (at) => `许可${stateNames[stateOf(at) ?? 'expired']}，不能变更。`,
  ),
);

// ---- 延续 -----------------------------------------------------------------------------------------------------------------------

/** After the expiry nothing is left to renew, unless it was renewed by law. */
export const renewedBeforeExpiry = resting(
  ['renewalRequested'],
  gate(
    'renewedBeforeExpiry',
    '许可法§50',
    '行政机关应当根据被许可人的申请，在该行政许可有效期届满前作出是否准予延续的决定',
    (at) => standing.includes(stateOf(at) ?? ''),
    (at) =>
      `许可${stateNames[stateOf(at) ?? 'expired']}（有效期至${permitOn(at.file, at.act.on)?.to}），不能延续；需要继续从事的，请重新申请。`,
  ),
);
/** R33: what the law renewed, a late refusal does not take away. */
export const deemedStays = formGate(
  'deemedStays',
  '许可法§50',
  '逾期未作决定的，视为准予延续',
  ({ act, file }) => act.particulars.outcome !== 'refused' || !isDeemedRenewed(file, act.on),
  ({ act, file }) => `有效期届满以前没有作出决定，已经视为准予延续到${permitOn(file, act.on)?.to}，不得再不予延续。`,
);
export const renewedLonger = formGate(
  'renewedLonger',
  '本局规定§42',
  '延续后的终止日期应当晚于原来的终止日期',
  ({ act, file }) => {
    const before = permitOn(file, last(file, 'renewalRequested')?.on ?? act.on)?.to;
    return act.particulars.validTo === undefined || before === undefined || (act.particulars.validTo as string) > before;
  },
  ({ act, file }) => `原来的有效期至${permitOn(file, last(file, 'renewalRequested')?.on ?? act.on)?.to}。`,
);

// ---- 撤销、撤回 -------------------------------------------------------------------------------------------------------------------

/** A permit that has ended cannot be taken back again. */
export const permitProtected = resting(
  ['decisionMade'],
  gate(
    'permitProtected',
    '许可法§8',
    '公民、法人或者其他组织依法取得的行政许可受法律保护，行政机关不得擅自改变已经生效的行政许可',
    (at) => ['expired', ...standing].includes(stateOf(at) ?? ''),
    (at) => `许可${stateNames[stateOf(at) ?? 'expired']}，不能再撤销、撤回。`,
  ),
);

const proposal = (file: CaseFile) => (last(file, 'revocationProposed')?.particulars ?? {}) as Record<string, unknown>;
/** What was proposed is what is decided, or nothing. */
export const asProposed = formGate(
  'asProposed',
  '许可法§8',
  '行政机关不得擅自改变已经生效的行政许可',
  ({ act, file }) => {
    const { outcome } = act.particulars;
    return outcome === undefined || outcome === 'kept' || outcome === proposal(file).kind;
  },
  ({ file }) => `提请、告知和审核的是${proposal(file).kind === 'revoked' ? '撤销' : '撤回'}，请按提请决定，或者重新提请。`,
);
export const noGreatHarm = formGate(
  'noGreatHarm',
  '许可法§69',
  '依照前两款的规定撤销行政许可，可能对公共利益造成重大损害的，不予撤销',
  ({ act, file }) => act.particulars.outcome !== 'revoked' || proposal(file).harm !== true,
  () => '提请认定撤销可能对公共利益造成重大损害，请决定不予撤销。',
);
export const fraudFalls = formGate(
  'fraudFalls',
  '许可法§69',
  '被许可人以欺骗、贿赂等不正当手段取得行政许可的，应当予以撤销',
  ({ act, file }) => act.particulars.outcome !== 'kept' || proposal(file).ground !== 'fraud' || proposal(file).harm === true,
  () => '以欺骗、贿赂等不正当手段取得的，应当撤销；只有撤销可能对公共利益造成重大损害的除外。',
);

const holderWindow = (file: CaseFile, registers: Registers): Computation | undefined => {
  const told = last(file, 'holderNotified');
  const amount = told && registers.parameter('statement.days', told.on);
  return told && computeDue(told.on, { amount: amount!, basis: '许可法§7', unit: 'workingDay' }, registers.calendar);
};
/** The holder has had time to speak, and what was said was answered. */
export const holderHeard = resting(
  ['holderNotified'],
  gate(
    'holderHeard',
    '许可法§7',
    '公民、法人或者其他组织对行政机关实施行政许可，享有陈述权、申辩权',
    ({ act, file, registers }) => {
      const window = holderWindow(file, registers);
      const told = last(file, 'holderNotified');
      const spoken = allOf(file, 'statementReceived').some((each) => told && each.n > told.n && each.particulars.who === 'applicant');
      return spoken || (window !== undefined && window.unverified.length === 0 && act.on > window.rolled);
    },
    ({ file, registers }) => `被许可人陈述申辩的期限到${holderWindow(file, registers)?.rolled}，期满以后或者听取其意见以后再作决定。`,
  ),
);

// ---- 注销 -----------------------------------------------------------------------------------------------------------------------

const hasPaper = ({ act }: At) => ((act.particulars.paper as string[] | undefined) ?? []).length > 0;
const shownBy: Record<string, (at: At) => string | undefined> = {
  expired: (at) =>
    stateOf(at) === 'expired'
      ? undefined
      : `许可${stateNames[stateOf(at) ?? 'expired']}，有效期至${permitOn(at.file, at.act.on)?.to}，没有届满。`,
  revoked: (at) =>
    ['revoked', 'withdrawn'].includes(stateOf(at) ?? '') || at.file.acts.some((act) => act.step === 'decisionRevoked')
      ? undefined
      : '许可没有被撤销、撤回。',
};
/** A ground the file bears out. */
export const cancellationShown = formGate(
  'cancellationShown',
  '许可法§70',
  '有下列情形之一的，行政机关应当依法办理有关行政许可的注销手续',
  (at) => whyNot(at) === undefined,
  (at) => whyNot(at),
);
function whyNot(at: At): string | undefined {
  const { ground } = at.act.particulars as { ground?: string };
  if (ground === undefined) return undefined;
  if (stateOf(at) === 'cancelled') return '许可已经注销。';
  const shown = shownBy[ground];
  return shown ? shown(at) : hasPaper(at) ? undefined : '请关联证明这一情形的材料。';
}
