// src/law/papers/others/decisions.ts —— CF04 不予立案（撤销案件）审批表、CF22 复核意见书、CF28 决定审批表、CF38 结案报告
import { chineseDate } from '../../../base/dates.ts';
import { fullCite } from '../../articles/statutes.ts';
import { last, once, type RecordedAct } from '../../engine.ts';
import { madeOf, reportOf } from '../../facts.ts';
import { caseWithdrawn } from '../../particulars/decision.ts';
import { statementReceived, statementRechecked } from '../../particulars/notice.ts';
import { clueSources } from '../../vocabulary.ts';
import type { Block, Cell, Paper, Run } from '../paper.ts';
import { factParagraphs } from '../pieces/evidence.ts';
import { handlers, type Matter, opinion, paper } from '../pieces/matter.ts';
import { nameRun } from '../pieces/party.ts';
import { breachArticles, discretionParagraphs, penaltyBasis, penaltyContent } from '../pieces/penalty.ts';
import { blank, cell, chosen, runs, wide } from '../pieces/words.ts';

/** Paragraphs as the lines of one cell. */
const inCell = (blocks: Block[]): Run[] =>
  blocks.flatMap((block, i) => (block.kind === 'paragraph' ? [...(i > 0 ? runs('\n') : []), ...block.runs] : []));
const tall = (each: Cell): Cell => ({ ...each, tall: true });
const table = (rows: Cell[][]): Block => ({ kind: 'form', columns: 2, rows });
const saying = (act: RecordedAct | undefined, words: unknown) => act && { ...act, particulars: { opinion: words } };

const caseRows = (matter: Matter): Cell[][] => [
  [cell('案件编号', matter.caseNo || blank), cell('案由', matter.cause ? matter.says(matter.cause) : blank)],
  [wide('当事人', matter.party.name ? nameRun(matter.party) : blank)],
];

/** No case is filed, or a filed one is withdrawn: the reason, and the head's decision (处罚法第54、57条). */
export function noFilingApproval(matter: Matter): Paper {
  const withdrawn = matter.act.step === 'caseWithdrawn';
  const clue = last(matter.file, 'clueRegistered')?.particulars ?? {};
  const verified = last(matter.file, 'clueVerified');
  const { reason, ground } = matter.act.particulars as { reason: string; ground?: string };
  return paper(matter, 'CF04', withdrawn ? '撤销案件审批表' : '不予立案审批表', 'form', [
    table([
      ...caseRows(matter),
      [
        cell('案件来源', clueSources[clue.source as keyof typeof clueSources] ?? blank),
        cell('情形', withdrawn ? chosen(caseWithdrawn, 'ground', ground) || blank : '不符合立案标准'),
      ],
      [tall(wide('简要案情', clue.summary ? matter.states(clue.summary) : blank))],
      [tall(wide(withdrawn ? '撤销案件的理由' : '不予立案的理由', matter.states(reason)))],
      [wide('依据', fullCite(withdrawn ? '处罚法§57' : '处罚法§54'))],
    ]),
    opinion(matter, '承办人意见', withdrawn ? undefined : saying(verified, verified?.particulars.finding)),
    opinion(matter, '承办机构负责人意见', undefined),
    opinion(matter, '行政机关负责人决定', saying(matter.act, withdrawn ? '同意撤销案件' : '不予立案')),
  ]);
}

/** What the party stated and what came of checking it: adopted or not, and why (处罚法第45条). */
export function recheckOpinion(matter: Matter): Paper {
  const stated = last(matter.file, 'statementReceived');
  const { finding, adopted, changes, reason } = matter.act.particulars as Record<string, unknown>;
  return paper(matter, 'CF22', '陈述申辩复核意见书', 'form', [
    table([
      ...caseRows(matter),
      [
        cell('陈述申辩日期', stated ? chineseDate(stated.on) : blank),
        cell('形式', chosen(statementReceived, 'form', stated?.particulars.form) || blank),
      ],
      [tall(wide('陈述申辩内容', stated ? matter.states(stated.particulars.content) : blank))],
      [tall(wide('复核情况', matter.states(finding)))],
      [
        cell('是否采纳', chosen(statementRechecked, 'adopted', adopted)),
        cell('是否改变认定', changes === undefined ? blank : changes === true ? '是' : '否'),
      ],
      [tall(wide('理由', matter.states(reason)))],
    ]),
    opinion(
      matter,
      '承办人意见',
      saying(matter.act, `已按${fullCite('处罚法§45')}的规定复核，建议${chosen(statementRechecked, 'adopted', adopted)}`),
    ),
    opinion(matter, '承办机构负责人意见', undefined),
  ]);
}

/** What the head has before him when he decides, and his decision (处罚法第57条). */
export function decisionApproval(matter: Matter): Paper {
  const report = reportOf(matter.file)!;
  const concluded = last(matter.file, 'investigationConcluded');
  const discussed = last(matter.file, 'jointlyDiscussed');
  return paper(matter, 'CF28', '行政处罚决定审批表', 'form', [
    table([
      ...caseRows(matter),
      [wide('承办人', handlers(matter))],
      [tall(wide('违法事实', inCell(factParagraphs(matter, report.facts))))],
      [wide('违反的法律条款', breachArticles(matter.item))],
      [wide('处罚依据条款', penaltyBasis(matter))],
      [tall(wide('裁量情节与档次', inCell(discretionParagraphs(matter, report))))],
      [tall(wide('处罚种类和内容', inCell(penaltyContent(matter, report))))],
      ...(discussed ? [[wide('集体讨论', `${chineseDate(discussed.on)}：`, matter.states(discussed.particulars.conclusion))]] : []),
    ]),
    opinion(matter, '承办人意见', concluded),
    opinion(matter, '承办机构负责人意见', last(matter.file, 'reportEndorsed')),
    opinion(matter, '法制机构意见', last(matter.file, 'legalReviewed')),
    opinion(matter, '行政机关负责人决定', matter.act),
  ]);
}

/** What was decided, how it was performed, and that the case is closed (处罚法第47条). */
export function closingReport(matter: Matter): Paper {
  const { file } = matter;
  const proposed = last(file, 'closingProposed');
  const decided = last(file, 'decisionMade');
  const report = reportOf(file);
  const settled = last(file, 'performanceSettled');
  const kind = once(file, 'noPenaltyDecided') ? '不予处罚' : once(file, 'enforcementEnded') ? '终结执行' : '执行完毕';
  const filed = last(file, 'caseFiled');
  return paper(matter, 'CF38', '行政处罚结案报告', 'form', [
    table([
      ...caseRows(matter),
      [wide('承办人', handlers(matter))],
      [cell('立案日期', filed ? chineseDate(filed.on) : blank), cell('处罚决定', decided ? chineseDate(decided.on) : blank)],
      [wide('决定书文号', madeOf(decided).numbers?.CF29 ?? blank)],
      [tall(wide('处罚种类和内容', report && decided ? inCell(penaltyContent(matter, report)) : blank))],
      [tall(wide('执行情况', matter.states(proposed?.particulars.result ?? '')))],
      ...(settled ? [[wide('改正、恢复情况', matter.states(settled.particulars.correction))]] : []),
      [cell('结案方式', kind), cell('结案日期', chineseDate(matter.act.on))],
    ]),
    opinion(matter, '承办人意见', proposed),
    opinion(matter, '行政机关负责人决定', matter.act),
  ]);
}
