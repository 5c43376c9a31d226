// src/law/papers/reviewOpinion.ts —— G21 重大执法决定法制审核意见书
import { chineseDate } from '../../base/dates.ts';
import { last } from '../engine.ts';
import { computeDue } from '../reckoning/days.ts';
import type { PersonId } from '../registers.ts';
import { type ReviewOutcome, type ReviewPoint, reviewOutcomes, reviewPoints } from '../vocabulary.ts';
import type { Block, Paper, Run } from './paper.ts';
import { closing, handlers, type Matter, nameOf, opinion, paper } from './pieces/matter.ts';
import { nameRun } from './pieces/party.ts';
import { blank, cell, official, ordinal, paragraph, runs, wide } from './pieces/words.ts';

type Review = { points: Record<ReviewPoint, { agrees: boolean; note?: string }>; outcome: ReviewOutcome; opinion: string };

/** The reviewer's opinion on exactly one draft, named by its digest (处罚法第58条). */
export function reviewOpinion(matter: Matter): Paper {
  const review = matter.act.particulars as Review;
  const outcome = reviewOutcomes[review.outcome];
  return paper(matter, 'G21', '重大执法决定法制审核意见书', 'form', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('案件编号', matter.caseNo), cell('当事人', nameRun(matter.party))],
        [wide('案由', matter.says(matter.cause))],
        [wide('承办人', handlers(matter))],
        ...periods(matter),
        [wide('审核人员', matter.act.by.map((id) => `${nameOf(matter, id)}（法律职业资格证号：${qualification(matter, id)}）`).join('、'))],
        [wide('送审稿文字指纹', 'SHA-256：', matter.made.bound?.digest ?? blank)],
      ],
    },
    points(matter, review),
    {
      kind: 'form',
      columns: 2,
      rows: [[wide('审核结论', `${official(outcome.name)}（${official(outcome.effect)}）`)]],
    },
    opinion(matter, '法制机构意见', matter.act),
    paragraph('本意见只针对上列文字指纹所对应的送审稿；送审稿的事实、证据、金额、条款有任何改动的，应当重新送审。'),
    closing(matter),
  ]);
}

/** When the material came in and until when the review had to be done, the extension for complicated cases apart. */
function periods(matter: Matter) {
  const { registers } = matter;
  const submitted = last(matter.file, 'reviewSubmitted')?.on ?? matter.act.on;
  const days = registers.parameter('review.days', submitted);
  const extra = registers.parameter('review.extraDays', submitted);
  const until = (amount: number) =>
    chineseDate(computeDue(submitted, { amount, basis: '辽宁审核办法', unit: 'workingDay' }, registers.calendar).rolled);
  return [
    [cell('收到材料日期', chineseDate(submitted)), cell('审核日期', chineseDate(matter.act.on))],
    [wide('审核期限', `${days}个工作日，至${until(days)}；情况复杂的延长${extra}个工作日，至${until(days + extra)}`)],
  ];
}

function points(matter: Matter, review: Review): Block {
  const rows = (Object.keys(reviewPoints) as ReviewPoint[]).map((point, i): Run[][] => {
    const { agrees, note } = review.points[point];
    return [
      runs(ordinal(i)),
      runs(official(reviewPoints[point])),
      runs(agrees ? '认可' : '不认可'),
      note ? matter.says(note) : runs(blank),
    ];
  });
  return { kind: 'list', head: ['序号', '审核要点', '结论', '说明'], widths: [1, 5, 2, 5], rows };
}

// The registers know the number of the qualification; the law's view of a person does not name it.
const qualification = (matter: Matter, id: PersonId): string => matter.registers.person(id)?.legalQualification ?? blank;
