// src/law/papers/hearingNotice.ts —— CF20 行政处罚听证告知书

import { fullCite } from '../articles/statutes.ts';
import { reportOf } from '../facts.ts';
import type { Paper } from './paper.ts';
import { factParagraphs } from './pieces/evidence.ts';
import { closing, contact, lastDay, type Matter, paper } from './pieces/matter.ts';
import { partyLines, you } from './pieces/party.ts';
import { breachParagraph, penaltyBasis, penaltyContent } from './pieces/penalty.ts';
import { heading, paragraph } from './pieces/words.ts';

/** The right to a hearing; only issued where the party has it (处罚法第63、64条). */
export function hearingNotice(matter: Matter): Paper {
  const report = reportOf(matter.file)!;
  const party = you(matter.party);
  const until = matter.act.step === 'noticeDispatched' ? '' : lastDay(matter, matter.act.on, { amount: 5, basis: '处罚法§64' });
  const notice = matter.made.numbers?.CF19;
  return paper(matter, 'CF20', '行政处罚听证告知书', 'letter', [
    ...partyLines(matter.party),
    paragraph(
      `${party}涉嫌`,
      matter.goesOn(matter.cause),
      `一案（案件编号：${matter.caseNo}），本机关已经调查终结，拟作出行政处罚的内容及事实、理由、依据见《行政处罚事先告知书》${notice ? `（${notice}）` : ''}。`,
    ),
    heading('一、违法事实'),
    ...factParagraphs(matter, report.facts),
    heading('二、处罚依据'),
    breachParagraph(matter, party),
    paragraph(`拟处罚的依据是${penaltyBasis(matter)}。`),
    heading('三、拟作出的行政处罚'),
    ...penaltyContent(matter, report),
    heading('四、要求听证的权利'),
    paragraph(
      `依据${fullCite('处罚法§63')}的规定，${party}有权要求听证。${party}要求听证的，应当依据${fullCite('处罚法§64')}的规定，`,
      `在收到本告知书后五日内（五个工作日${until}）以书面或者口头形式向本机关提出；逾期未提出的，视为放弃听证的权利。${party}不承担本机关组织听证的费用。`,
    ),
    paragraph(
      '听证由本机关指定的非本案调查人员主持，在举行的七日前通知时间、地点。',
      `${party}可以亲自参加听证，也可以委托一至二人代理；认为主持人与本案有直接利害关系的，有权申请回避。`,
    ),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}
