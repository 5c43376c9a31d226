// src/law/gates/defence.ts —— 陈述申辩的效力：不得因申辩加重,采纳的要写入报告
import { type Fen, yuan } from '../../base/money.ts';
import { subjectOf } from '../binding.ts';
import { type At, allOf, type CaseFile, gate, resting } from '../engine.ts';
import { type Fact, madeOf, recordsOf, reportOf } from '../facts.ts';
import { heavierThan, type OtherSanction } from '../procedures/penalty/sanctions/sanctions.ts';

/** R13: never heavier because the party spoke up (处罚法§45). */
export const notHeavierThanNoticed = resting(
  ['noticeServed', 'investigationConcluded'],
  gate(
    'notHeavierThanNoticed',
    '处罚法§45',
    '行政机关不得因当事人陈述、申辩而给予更重的处罚',
    (at) => (reportOf(at.file)?.fine ?? 0) <= mostAllowed(at) && heavierSanction(at) === undefined,
    (at) =>
      heavierSanction(at) ??
      `告知的罚款是${yuan(mostAllowed(at))}元，现在是${yuan(reportOf(at.file)!.fine)}元。确有新的事实和证据的，请写入调查终结报告并重新告知。`,
  ),
);

type Basis = { area?: number; base?: Fen; trees?: number; volume?: number };

type Told = {
  证据?: { id: string }[];
  笔录?: number[];
  金额依据?: Basis;
  处理建议?: { fine: Fen; facts: Fact[]; sanction?: number; tier?: string; others?: OtherSanction[] };
};

const pairsOf = (text: string): Set<string> => {
  const plain = [...text.replace(/[\p{P}\p{S}\s\d]/gu, '')];
  return new Set(plain.slice(1).map((each, i) => plain[i]! + each));
};
/** Do two texts say the same but for wording, figures and punctuation? By their pairs of characters (Dice, from 0.75). */
function resembles(one: string, other: string): boolean {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return a.size + b.size === 0 || (2 * shared) / (a.size + b.size) >= 0.75;
}

/** A sanction heavier than what a notice told that the party answered, while nothing that matters is new. */
function heavierSanction({ file, registers }: At): string | undefined {
  const now = subjectOf(file, registers) as Told | undefined;
  const notices = allOf(file, 'noticeServed');
  for (const [i, notice] of notices.entries()) {
    const told = madeOf(notice).bound?.subject as Told | undefined;
    const next = notices[i + 1];
    const answered = allOf(file, 'statementReceived', 'hearingRequested').some(
      (act) => act.n > notice.n && act.n < (next?.n ?? file.acts.length + 1),
    );
    if (!told?.处理建议 || !answered || hasNewFact(told, now)) continue;
    const heavier = heavierThan(now?.处理建议?.others, told.处理建议.others);
    if (heavier) return `告知以后当事人提出了意见，现在拟给予的${heavier}比告知的重，又没有新的事实和证据。`;
  }
  return undefined;
}

/** The fine of the last notice, and of each earlier one the party answered as far as nothing that matters is new: telling again is no new fact. */
function mostAllowed({ file, registers }: At): Fen {
  const now = subjectOf(file, registers) as Told | undefined;
  const notices = allOf(file, 'noticeServed');
  const fines = notices.flatMap((notice, i) => {
    const told = madeOf(notice).bound?.subject as Told | undefined;
    const next = notices[i + 1];
    if (!told?.处理建议) return [];
    if (!next) return [told.处理建议.fine];
    const answered = allOf(file, 'statementReceived', 'hearingRequested').some((act) => act.n > notice.n && act.n < next.n);
    return answered ? [heaviestAfter(told, now)] : [];
  });
  return Math.min(...fines);
}

/**
 * How heavy a fine may be after the party answered. Heavier only for a fact that is new in substance and rests on evidence taken since; then
 * in proportion to what the amount is reckoned from, or freely where the new fact makes it another sanction or tier.
 */
function heaviestAfter(told: Told, now: Told | undefined): Fen {
  const [before, after] = [told.处理建议!, now?.处理建议];
  if (!after || !now) return before.fine;
  if (!hasNewFact(told, now)) return before.fine;
  if (after.sanction !== before.sanction || after.tier !== before.tier) return Number.POSITIVE_INFINITY;
  const [old, fresh] = [told.金额依据 ?? {}, now.金额依据 ?? {}];
  const grown = (['area', 'base', 'trees', 'volume'] as const).flatMap((key) => (old[key] && fresh[key] ? [fresh[key] / old[key]] : []));
  return Math.floor(before.fine * Math.max(1, ...grown));
}

/** A fact that is new in substance, resting on evidence or notes taken since. */
function hasNewFact(told: Told, now: Told | undefined): boolean {
  const known = new Set<string | number>([...(told.证据 ?? []).map((each) => each.id), ...(told.笔录 ?? [])]);
  const isNew = (fact: Fact) =>
    !(told.处理建议?.facts ?? []).some((each) => resembles(each.text, fact.text)) &&
    [...fact.evidence, ...recordsOf(fact)].some((proof) => !known.has(proof));
  return (now?.处理建议?.facts ?? []).some(isNew);
}

/** What of a statement was adopted is written into a new report, and so reviewed and told again, before anything rests on it. */
export const adoptionReported = gate(
  'adoptionReported',
  '处罚法§45',
  '当事人提出的事实、理由或者证据成立的，行政机关应当采纳',
  ({ file }) => !adoptionOpen(file),
  () => '采纳的意见改变了事实、裁量或者数额，还没有写入报告，请重新办理“调查终结”。',
);

/** An adopted statement changes the case, and no report has been written since. */
export const adoptionOpen = (file: CaseFile): boolean => {
  const adopted = allOf(file, 'statementRechecked').findLast((act) => act.particulars.changes === true);
  return adopted !== undefined && !allOf(file, 'investigationConcluded').some((act) => act.n > adopted.n);
};
