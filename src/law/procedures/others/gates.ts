// src/law/procedures/others/gates.ts —— 其他行政行为的条件
import { yuan } from '../../../base/money.ts';
import { reviewOf, subjectDigest } from '../../binding.ts';
import { type At, type CaseFile, condition, formGate, gate, last, resting } from '../../engine.ts';
import { itemOf } from '../../facts.ts';
import type { Registers } from '../../registers.ts';
import { kindOf, negative, type OtherKindId, type Outcome, otherKinds, outcomes, resultOf } from './kinds.ts';

export const takesFacts = condition('这一种类须核查事实', (file) => kindOf(file)?.takesFacts === true);
export const isOrder = condition('责令改正', (file) => kindOf(file)?.follows === 'recheck' && resultOf(file) === 'ordered');
export const isAward = condition('给予奖励、补偿', (file) => resultOf(file) === 'granted' && amountOf(file) > 0);
/** Somebody can be told: not after an anonymous report. */
export const tellable = condition('有可以告知的人', (file) => last(file, 'matterRegistered')?.particulars.anonymous !== true);
const amountOf = (file: CaseFile): number => (last(file, 'answerProposed')?.particulars.amount as number | undefined) ?? 0;

/** An item runs as the list says: a tenure dispute is for the government (森林法§22), an award is no letter of opinion. */
export const handledAsListed = formGate(
  'handledAsListed',
  '本局规定§19',
  '只办理执法事项清单中已经公布、依据现行有效的事项',
  (at) => whyNotHandled(at) === undefined,
  (at) => whyNotHandled(at),
);
function whyNotHandled({ act, registers }: At): string | undefined {
  const { item: code, kind } = act.particulars as { item?: string; kind?: string };
  const item = code === undefined ? undefined : registers.item(code, act.on);
  if (!item || kind === undefined || item.handledAs === undefined || item.handledAs.includes(kind)) return undefined;
  if (item.handledAs.includes('dispute')) return `“${item.name}”由人民政府处理，请用“林木、林地权属争议调处”办理（森林法第22条）。`;
  const names = item.handledAs.flatMap((each) => (Object.hasOwn(otherKinds, each) ? [otherKinds[each as OtherKindId].name] : []));
  return names.length > 0
    ? `“${item.name}”的种类是${names.join('、')}，请改选。`
    : `“${item.name}”在本系统没有相应的办理程序，不能按其他种类办理。`;
}

/** The kind decides what may come out. */
export const outcomeOfKind = formGate(
  'outcomeOfKind',
  '本局规定§82',
  '处理结果应当与本局规定的种类相符，不予办理的应当说明理由',
  (at) => whyNotOutcome(at) === undefined,
  (at) => whyNotOutcome(at),
);
function whyNotOutcome({ act, file }: At): string | undefined {
  const kind = kindOf(file);
  const { outcome, reason = '' } = act.particulars as { outcome?: Outcome; reason?: string };
  if (!kind || outcome === undefined) return undefined;
  if (!kind.outcomes.includes(outcome))
    return `“${kind.name}”的处理结果是${kind.outcomes.map((each) => outcomes[each]).join('或者')}，不是“${outcomes[outcome]}”。`;
  return negative.includes(outcome) && [...reason].length < 5 ? `“${outcomes[outcome]}”的，理由至少写五个字，并写明依据。` : undefined;
}

/** Who signs is written in the table of kinds. */
export const signedByRank = gate(
  'signedByRank',
  '本局规定§82',
  '处理结果按照种类由行政机关负责人或者承办机构负责人签发',
  ({ act, file, registers }) =>
    kindOf(file)?.signs !== 'head' || (act.by.length > 0 && act.by.every((id) => registers.holds(id, 'head', act.on))),
  ({ file }) => `“${kindOf(file)?.name}”由行政机关负责人签发。`,
);

/** What goes out is what was proposed and reviewed. */
export const signedAsProposed = formGate(
  'signedAsProposed',
  '本局规定§82',
  '处理结果应当与本局规定的种类相符，不予办理的应当说明理由',
  ({ act, file }) => act.particulars.content === undefined || act.particulars.content === last(file, 'answerProposed')?.particulars.content,
  () => '签发的内容与处理意见不同；要修改的，请退回承办人修改后重新提出。',
);

/** 湿地法§11: nothing that others read names who informed. */
export const informantProtected = formGate(
  'informantProtected',
  '湿地法§11',
  '依法保护举报人、控告人的合法权益',
  (at) => leaks(at).length === 0,
  (at) => `“${leaks(at).join('”“')}”里有举报人的姓名或者电话，请删去后再记录；举报人只在登记时填写一次。`,
);
const told: Record<string, string> = {
  cause: '事由',
  summary: '内容',
  finding: '核查情况',
  content: '告知的内容',
  reason: '理由',
  place: '涉及地点',
  opinion: '意见',
};
function leaks({ act, file }: At): string[] {
  const of = act.step === 'matterRegistered' ? act.particulars : (last(file, 'matterRegistered')?.particulars ?? {});
  const secrets = [of.informant, of.informantPhone].filter((text): text is string => typeof text === 'string' && text.length > 1);
  return Object.entries(told).flatMap(([key, label]) =>
    secrets.some((secret) => String(act.particulars[key] ?? '').includes(secret)) ? [label] : [],
  );
}

/** Reviewed where the item always is, or the proposal says it is major. */
export const majorMatter = condition('重大的其他行政行为', isMajorMatter);
function isMajorMatter(file: CaseFile, registers: Registers): boolean {
  const item = itemOf(file, registers) as { reviewAlways?: boolean } | undefined;
  return (
    last(file, 'answerProposed') !== undefined &&
    (item?.reviewAlways === true || last(file, 'answerProposed')?.particulars.isMajor === true)
  );
}
export const matterReviewed = resting(
  ['answerProposed'],
  gate(
    'matterReviewed',
    '本局规定§85',
    '重大的其他行政行为，未经法制审核或者审核未通过的，不得签发',
    ({ file, registers }) => {
      if (!isMajorMatter(file, registers)) return true;
      const review = reviewOf(file);
      return review?.outcome === 'passed' && review.digest === subjectDigest(file, registers);
    },
    ({ file }) =>
      reviewOf(file) ? '审核没有通过，或者审核之后又有变化，请修改后重新提请法制审核。' : '还没有法制审核意见，请提请法制审核。',
  ),
);
export const matterReviewFailed = (file: CaseFile): boolean => {
  const review = last(file, 'legalReviewed');
  return review !== undefined && review.particulars.outcome !== 'passed' && (last(file, 'reviewSubmitted')?.n ?? 0) < review.n;
};

/** What has a paper of its own is served in writing; the time is of the day. */
export const toldInWriting = formGate(
  'toldInWriting',
  '本局规定§83',
  '处理结果应当在规定期限内告知；有文书的，应当书面送达',
  (at) => whyNotTold(at) === undefined,
  (at) => whyNotTold(at),
);
function whyNotTold({ act, file }: At): string | undefined {
  const { way, toldAt } = act.particulars as { way?: string; toldAt?: string };
  const kind = kindOf(file);
  if (kind?.form && way !== undefined && !['served', 'posted'].includes(way)) return `“${kind.name}”有文书，应当书面送达或者邮寄。`;
  return toldAt !== undefined && toldAt.slice(0, 10) !== act.on ? `告知时间${toldAt}与发生日期${act.on}不是同一天。` : undefined;
}

/** The order leaves time to correct, and is checked when the time is over. */
export const correctionTimely = formGate(
  'correctionTimely',
  '处罚法§28',
  '应当责令当事人改正或者限期改正违法行为',
  ({ act, file }) => {
    if (act.step === 'answerProposed') return act.particulars.dutyBy === undefined || (act.particulars.dutyBy as string) > act.on;
    const by = last(file, 'answerProposed')?.particulars.dutyBy as string | undefined;
    return act.particulars.result !== 'notDone' || by === undefined || act.on > by;
  },
  ({ act, file }) =>
    act.step === 'answerProposed'
      ? `改正期限${act.particulars.dutyBy}应当晚于今天${act.on}。`
      : `改正期限到${last(file, 'answerProposed')?.particulars.dutyBy}，期满以前不能认定没有改正。`,
);

export const paidAsDecided = formGate(
  'paidAsDecided',
  '本局规定§84',
  '奖励、补偿按照决定的数额发放',
  ({ act, file }) => act.particulars.amount === undefined || act.particulars.amount === amountOf(file),
  ({ act, file }) => `决定的是${yuan(amountOf(file))}元，现在填的是${yuan(act.particulars.amount as number)}元。`,
);
