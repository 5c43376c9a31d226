// src/law/papers/priorNotice.ts —— CF19 行政处罚事先告知书

import { fullCite } from '../articles/statutes.ts';
import { last } from '../engine.ts';
import { reportOf } from '../facts.ts';
import type { Paper } from './paper.ts';
import { evidenceList, factParagraphs, quotedEvidence } from './pieces/evidence.ts';
import { closing, contact, lastDay, type Matter, paper } from './pieces/matter.ts';
import { partyLines, you } from './pieces/party.ts';
import { breachParagraph, discretionParagraphs, penaltyBasis, penaltyContent } from './pieces/penalty.ts';
import { heading, paragraph } from './pieces/words.ts';

/** What is about to be decided, why, and the right to state one's case (处罚法第44、45条). */
export function priorNotice(matter: Matter): Paper {
  const report = reportOf(matter.file)!;
  const party = you(matter.party);
  const days = matter.registers.parameter('statement.days', matter.act.on);
  // A notice that is sent counts from a day nobody knows yet.
  const until =
    matter.act.step === 'noticeDispatched' ? '' : lastDay(matter, matter.act.on, { amount: days, basis: '处罚法§45', unit: 'workingDay' });
  return paper(matter, 'CF19', '行政处罚事先告知书', 'letter', [
    ...partyLines(matter.party),
    paragraph(
      `${party}涉嫌`,
      matter.goesOn(matter.cause),
      `一案（案件编号：${matter.caseNo}），本机关已经调查终结。依据${fullCite('处罚法§44')}的规定，现将拟作出行政处罚的内容及事实、理由、依据告知如下：`,
    ),
    heading('一、违法事实和证据'),
    ...factParagraphs(matter, report.facts),
    paragraph('证明以上事实的证据：'),
    evidenceList(matter, quotedEvidence(matter), 'proves'),
    heading('二、处罚依据和裁量理由'),
    breachParagraph(matter, party),
    paragraph(`拟处罚的依据是${penaltyBasis(matter)}。`),
    ...discretionParagraphs(matter, report),
    heading('三、拟作出的行政处罚'),
    paragraph(`本机关拟对${party}作出如下处理：`),
    ...penaltyContent(matter, report),
    heading('四、陈述、申辩的权利'),
    paragraph(
      `依据${fullCite('处罚法§44')}、${fullCite('处罚法§45').replace(/^《.*》/, '')}的规定，${party}依法享有陈述、申辩的权利。`,
      `${party}可以自收到本告知书之日起${days}个工作日内${until}，向本机关提出书面或者口头的陈述、申辩。`,
      '本机关将充分听取，对提出的事实、理由和证据进行复核，不因陈述、申辩而给予更重的处罚。期满未提出的，本机关将依法作出行政处罚决定。',
      matter.made.hearable ? `${party}有权要求听证，详见随本告知书送达的《行政处罚听证告知书》${hearingNo(matter)}。` : '',
    ),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}

const hearingNo = (matter: Matter): string => {
  const number = matter.made.numbers?.CF20 ?? last(matter.file, 'noticeServed')?.made?.numbers?.CF20;
  return number ? `（${number}）` : '';
};
