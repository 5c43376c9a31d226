// src/law/procedures/levy/moneyGates.ts —— 决定、催缴、减免缓、退还、缴清的条件
import { yuan } from '../../../base/money.ts';
import { reviewOf, subjectDigest } from '../../binding.ts';
import { type At, allOf, type CaseFile, condition, formGate, gate, last, type RecordedAct, resting } from '../../engine.ts';
import { isQuantity, type Plot, reliefOf } from '../../reckoning/levies.ts';
import type { Registers } from '../../registers.ts';
import { assessmentOf, isOverdue, type LevyAccount, levyAccountOf, openRequest, refundOf, ruleOf } from './account.ts';
import { reliefGrounds, reliefKinds } from './words.ts';

/** 缴多少、欠多少 as one sentence. */
const balance = (account: LevyAccount | undefined): string =>
  account
    ? `应缴${yuan(account.target)}元，已缴${yuan(account.paid)}元${account.refunded > 0 ? `，已退${yuan(account.refunded)}元` : ''}，还差${yuan(account.owed)}元。`
    : '还没有作出征收决定。';

/** A large or remitted assessment is reviewed before it is decided. */
export function reviewOwed(file: CaseFile, registers: Registers): boolean {
  const assessed = assessmentOf(file);
  if (!assessed || last(file, 'levyDecided')) return false;
  const { relief, amount } = assessed.particulars;
  return relief !== undefined || (amount as number) >= registers.parameter('review.levy', assessed.on) * 100;
}
export const majorLevy = condition('征收数额达到法制审核标准，或者免征', reviewOwed);

/** R14 for levies: the passed review is of exactly this assessment. */
export const levyReviewed = gate(
  'levyReviewed',
  '本局规定§75',
  '征收数额达到法制审核标准的，减征、免征、缓缴、退还的，未经法制审核或者审核未通过的，不得作出决定',
  ({ file, registers }) => {
    if (!reviewOwed(file, registers)) return true;
    const review = reviewOf(file);
    return review?.outcome === 'passed' && review.digest === subjectDigest(file, registers);
  },
  ({ file }) =>
    reviewOf(file) ? '审核没有通过，或者审核之后又有变化，请修改后重新提请法制审核。' : '还没有法制审核意见，请提请法制审核。',
);

/** The proposal to grant what was asked last, which nobody has decided yet. */
function openProposal(file: CaseFile): RecordedAct | undefined {
  const pairs = [
    ['reliefRequested', 'reliefProposed'],
    ['refundRequested', 'refundProposed'],
  ] as const;
  return pairs.flatMap(([asked, proposed]) => {
    const request = openRequest(file, asked);
    const proposal = last(file, proposed);
    return request && proposal && proposal.n > request.n ? [proposal] : [];
  })[0];
}
export const remissionProposed = condition('提出了同意减免缓、退还的意见', (file) => openProposal(file) !== undefined);
/** The reviewer sent the proposal back, and no other was made since. */
export const remissionReturned = (file: CaseFile): boolean => {
  const review = last(file, 'remissionReviewed');
  const proposal = openProposal(file);
  return proposal !== undefined && (review?.n ?? 0) < proposal.n;
};
/** Relief and refunds are always reviewed before they are granted; a new proposal makes the review void. */
export const remissionPassed = formGate(
  'remissionPassed',
  '本局规定§75',
  '征收数额达到法制审核标准的，减征、免征、缓缴、退还的，未经法制审核或者审核未通过的，不得作出决定',
  ({ act, file }) => {
    const review = last(file, 'remissionReviewed');
    const proposal = openProposal(file);
    return act.particulars.outcome !== 'granted' || !proposal || (review?.particulars.outcome === 'passed' && review.n > proposal.n);
  },
  ({ file }) =>
    last(file, 'remissionReviewed')
      ? '审核没有通过，或者审核之后又提出了新的意见，请重新审核。'
      : '还没有法制审核意见，请法制审核人员审核。',
);

/** The last review did not pass, and nothing was submitted since. */
export const levyReviewFailed = (file: CaseFile): boolean => {
  const review = last(file, 'legalReviewed');
  return review !== undefined && review.particulars.outcome !== 'passed' && (last(file, 'reviewSubmitted')?.n ?? 0) < review.n;
};

export const demandedWhenOverdue = gate(
  'demandedWhenOverdue',
  '本局规定§76',
  '缴款期限届满没有缴清的，应当书面催缴',
  ({ act, file, registers }) => {
    const account = levyAccountOf(file, registers);
    return account !== undefined && account.owed > 0 && isOverdue(account, act.on);
  },
  ({ file, registers }) => {
    const account = levyAccountOf(file, registers);
    return account && account.owed > 0
      ? `缴款期限到${account.dueOn ?? '送达后计算'}，还没有届满，不能催缴。`
      : `${balance(account)}不需要催缴。`;
  },
);

export const demandAmountRight = formGate(
  'demandAmountRight',
  '本局规定§76',
  '缴款期限届满没有缴清的，应当书面催缴',
  ({ act, file, registers }) =>
    act.particulars.owed === undefined ||
    (act.particulars.owed === levyAccountOf(file, registers)?.owed && ((act.particulars.payBy as string | undefined) ?? '9999') > act.on),
  ({ act, file, registers }) => `${balance(levyAccountOf(file, registers))}催缴的数额应当与此一致，限期应当晚于${act.on}。`,
);

export const paidInWhole = gate(
  'paidInWhole',
  '本局规定§76',
  '应缴数额全部缴清的，认定缴清',
  ({ file, registers }) => {
    const account = levyAccountOf(file, registers);
    return account?.owed === 0 || allOf(file, 'enforcementEnded').length > 0;
  },
  ({ file, registers }) => balance(levyAccountOf(file, registers)),
);

/** Asked and answered before the case is settled: nobody's request lies open. */
export const requestsAnswered = gate(
  'requestsAnswered',
  '本局规定§76',
  '应缴数额全部缴清的，认定缴清',
  ({ file }) => !openRequest(file, 'reliefRequested') && !openRequest(file, 'refundRequested') && refundDue(file) === 0,
  ({ file }) =>
    refundDue(file) > 0 ? `批准退还的还有${yuan(refundDue(file))}元没有退还到账。` : '当事人申请减免缓或者退还，还没有决定，请先办理。',
);
const refundDue = (file: CaseFile): number => {
  const sum = (values: unknown[]) => values.reduce<number>((total, value) => total + ((value as number | undefined) ?? 0), 0);
  const approved = allOf(file, 'refundDecided')
    .filter((act) => act.particulars.outcome === 'granted')
    .map((act) => allOf(file, 'refundProposed').findLast((proposal) => proposal.n < act.n)?.particulars.amount);
  return sum(approved) - sum(allOf(file, 'refundPaid').map((act) => act.particulars.amount));
};

/** 减免缓 only on a ground of the standard, cited, within what is owed. */
export const reliefGrounded = formGate(
  'reliefGrounded',
  '本局规定§74',
  '减征、免征、缓缴只依照法律、法规和征收标准规定的情形，由行政机关负责人批准',
  ({ act, file, registers }) => {
    const { kind, ground } = act.particulars as { kind?: keyof typeof reliefKinds; ground?: string };
    return kind === undefined || ground === undefined || reliefOf(ruleOf(file, registers), ground, kind) !== undefined;
  },
  ({ act, file, registers }) => {
    const { kind, ground } = act.particulars as { kind: keyof typeof reliefKinds; ground: keyof typeof reliefGrounds };
    return `${ruleOf(file, registers)?.name ?? '征收标准'}没有规定“${reliefGrounds[ground]}”可以${reliefKinds[kind]}，不能提出同意的意见；请以“决定减免缓”答复不同意。`;
  },
);

export const reliefBounded = formGate(
  'reliefBounded',
  '本局规定§74',
  '减征的数额不得超过未缴的数额，缓缴的期限应当晚于原来的期限',
  (at) => whyUnbounded(at) === undefined,
  (at) => whyUnbounded(at),
);
function whyUnbounded({ act, file, registers }: At): string | undefined {
  const { kind, amount, until } = act.particulars as { kind?: string; amount?: number; until?: string };
  const account = levyAccountOf(file, registers);
  if (kind === 'reduced' && amount !== undefined && account && amount > account.owed)
    return `减征${yuan(amount)}元，超过未缴的${yuan(account.owed)}元；已经缴纳的，依法办理退还。`;
  if (kind === 'deferred' && until !== undefined && account?.dueOn && until <= account.dueOn)
    return `缓缴至${until}，不晚于原来的期限${account.dueOn}。`;
  return undefined;
}

/** The refund is the difference the account gives, in whole where nothing came of the occupation (条例§16第4项). */
export const refundComputed = formGate(
  'refundComputed',
  '本局规定§77',
  '退还的数额是已缴数额减去按实际占用应缴的数额；没有被批准、没有实施的，如数退还',
  (at) => whyNotRefund(at) === undefined,
  (at) => whyNotRefund(at),
);
function whyNotRefund({ act, file, registers }: At): string | undefined {
  const { amount, plots = [] } = act.particulars as { amount?: number; plots?: Plot[] };
  if (amount === undefined || !plots.every((plot) => isQuantity(plot.area))) return undefined; // the form and the areas say it
  const ground = last(file, 'refundRequested')?.particulars.ground;
  const partly = ground === 'areaShrank' || ground === 'mistaken';
  if (partly && plots.length === 0) return '请填写实际占用的地块，按征收标准重新计算。';
  const refund = refundOf(file, registers, plots);
  if (!refund) return '按填写的地块不能计算，请核对地类和面积。';
  if (refund.amount === 0) return '按实际占用计算，没有多缴，不能退还；请以“决定退还”答复不同意。';
  return amount === refund.amount ? undefined : `应当是${yuan(refund.amount)}元（${refund.formula}），现在填的是${yuan(amount)}元。`;
}

export const refundAsGranted = formGate(
  'refundAsGranted',
  '本局规定§77',
  '退款应当与批准的数额一致',
  ({ act, file }) => act.particulars.amount === undefined || act.particulars.amount === refundDue(file),
  ({ file }) => `批准退还、还没有到账的是${yuan(refundDue(file))}元，请核对。`,
);

/** A granted refund not yet paid out. */
export const refundGranted = condition('批准退还', (file) => refundDue(file) > 0);
export const reliefAsked = condition('当事人申请减免缓', (file) => openRequest(file, 'reliefRequested') !== undefined);
export const refundAsked = condition('当事人申请退还', (file) => openRequest(file, 'refundRequested') !== undefined);

/** A proposal is made before the head grants anything; to refuse, none is needed. */
export const grantedOnProposal = resting(
  ['levyDecided'],
  formGate(
    'grantedOnProposal',
    '本局规定§74',
    '减征、免征、缓缴只依照法律、法规和征收标准规定的情形，由行政机关负责人批准',
    ({ act, file }) => {
      const [asked, proposed] =
        act.step === 'reliefDecided' ? (['reliefRequested', 'reliefProposed'] as const) : (['refundRequested', 'refundProposed'] as const);
      return act.particulars.outcome !== 'granted' || (last(file, proposed)?.n ?? 0) > (last(file, asked)?.n ?? 0);
    },
    () => '还没有承办人对这次申请的审查意见，请先由承办人提出；不同意的，可以直接答复。',
  ),
);
