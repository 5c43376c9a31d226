// src/law/papers/investigationReport.ts —— CF18 案件调查终结报告
import { chineseDate } from '../../base/dates.ts';
import { fullCite } from '../articles/statutes.ts';
import { last } from '../engine.ts';
import { evidenceOf, type Report, reportOf, unquotedEvidence, unquotedRecords } from '../facts.ts';
import { crimeReached } from '../gates/crime.ts';
import { investigationConcluded } from '../particulars/investigation.ts';
import { noPenaltyGrounds } from '../procedures/penalty/words.ts';
import { clueSources } from '../vocabulary.ts';
import type { Block, Paper, Run } from './paper.ts';
import { evidenceList, evidenceNamed, factParagraphs, proofsOf, recordsNamed } from './pieces/evidence.ts';
import { handlers, type Matter, opinion, paper } from './pieces/matter.ts';
import { partyLines } from './pieces/party.ts';
import { breachParagraph, discretionParagraphs, penaltyBasis, penaltyContent } from './pieces/penalty.ts';
import { cell, chosen, heading, minute, ordinal, paragraph, runs, wide } from './pieces/words.ts';

/** The handlers' report: facts with their evidence, articles, computation of the fine, proposal (处罚法第57条). */
export function investigationReport(matter: Matter): Paper {
  const report = reportOf(matter.file)!;
  const sections: [string, Block[]][] = [
    ['当事人基本情况', partyLines(matter.party)],
    ['案件来源和调查经过', [course(matter)]],
    ['违法事实', factParagraphs(matter, report.facts)],
    ['证据', [evidenceList(matter, evidenceOf(matter.file), 'origin')]],
    ['事实与证据对照', [matrix(matter, report), unquoted(matter)]],
    ['违反的法律条款和处罚依据', [breachParagraph(matter, '当事人'), paragraph(`处罚依据：${penaltyBasis(matter)}。`)]],
    ['裁量', discretionParagraphs(matter, report)],
    ['新旧法比较', [lawsCompared(matter, report)]],
    ['刑事追诉标准对照', crimeCheck(matter, report)],
    ['处理建议', proposed(matter, report)],
  ];
  return paper(matter, 'CF18', '案件调查终结报告', 'letter', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [wide('案件编号', matter.caseNo)],
        [wide('案由', matter.says(matter.cause))],
        [cell('立案日期', filedOn(matter)), cell('终结日期', chineseDate(report.on))],
      ],
    },
    ...sections.flatMap(([title, blocks], i) => [heading(`${ordinal(i)}、${title}`), ...blocks]),
    opinion(matter, '承办人意见', matter.act),
    opinion(matter, '承办机构负责人意见', undefined),
    opinion(matter, '行政机关负责人决定', undefined),
  ]);
}

/** What is to be done: the penalty, or none and why. */
const proposed = (matter: Matter, report: Report): Block[] =>
  report.proposal === 'none'
    ? [paragraph(`建议不予行政处罚：${noPenaltyGrounds[report.ground!].name}（${fullCite(noPenaltyGrounds[report.ground!].basis)}）。`)]
    : [
        paragraph('建议对当事人作出如下处理：'),
        ...penaltyContent(matter, report),
        ...(report.whyNotOrdered ? [paragraph('应当并处而没有并处的理由：', matter.states(report.whyNotOrdered))] : []),
      ];

const filedOn = (matter: Matter): string => {
  const filed = last(matter.file, 'caseFiled');
  return filed ? chineseDate(filed.on) : '';
};
const course = (matter: Matter): Block => {
  const finding = last(matter.file, 'clueVerified')?.particulars.finding;
  const clue = last(matter.file, 'clueRegistered')?.particulars;
  return paragraph(
    clue ? `案件来源：${clueSources[clue.source as keyof typeof clueSources]}，于${minute(clue.receivedAt as string)}获取线索。` : '',
    ...(finding ? [matter.goesOn(finding), '。'] : []),
    `本案于${filedOn(matter)}立案，由${handlers(matter)}承办，于${chineseDate(matter.act.on)}调查终结。`,
  );
};

/** One row for each fact, so that a fact without evidence would be seen at once. */
function matrix(matter: Matter, report: Report): Block {
  const rows = report.facts.map((fact, i): Run[][] => [runs(ordinal(i)), matter.states(fact.text), runs(proofsOf(matter, fact))]);
  return { kind: 'list', head: ['序号', '违法事实', '证明该事实的证据'], widths: [1, 8, 4], rows };
}

function unquoted(matter: Matter): Block {
  const ids = unquotedEvidence(matter.file);
  const records = recordsNamed(matter, unquotedRecords(matter.file));
  if (ids.length === 0 && records === '') return paragraph('未引用的证据：无，入卷证据、笔录均已引用。');
  return paragraph('入卷而未引用的证据：', evidenceNamed(matter, ids), ids.length > 0 && records ? '、' : '', records, '。');
}

function lawsCompared(matter: Matter, report: Report): Block {
  const outcome = chosen(investigationConcluded, 'lawComparison', report.lawComparison);
  return paragraph(`${outcome}。`, report.comparisonNote ? matter.states(report.comparisonNote) : '');
}

/** Every threshold of the item, with what it was compared to. */
function crimeCheck(matter: Matter, report: Report): Block[] {
  const crime = matter.item?.crime;
  const reached = crimeReached(matter.file, matter.registers);
  const rows = (crime?.thresholds ?? []).map((each): Run[][] => [
    runs(each.says),
    runs(each.basis),
    runs(reached.some((other) => other.measure === each.measure) ? '已达到' : '未达到'),
  ]);
  const list: Block[] = rows.length > 0 ? [{ kind: 'list', head: ['追诉标准', '依据', '对照结果'], widths: [4, 6, 2], rows }] : [];
  const opening = crime ? `本案对照${crime.name}的追诉标准。` : '本事项没有对应的刑事追诉标准。';
  return [paragraph(opening), ...list, paragraph('对照情况：', matter.states(report.crimeNote))];
}
