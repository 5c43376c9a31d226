// src/law/papers/others/approvals.ts —— CF12 先行登记保存证据审批表、G17 涉嫌犯罪案件移送书
import { chineseDate } from '../../../base/dates.ts';
import { fullCite } from '../../articles/statutes.ts';
import { allOf, last } from '../../engine.ts';
import type { Paper } from '../paper.ts';
import { closing, contact, type Matter, opinion, paper } from '../pieces/matter.ts';
import { nameRun } from '../pieces/party.ts';
import { blank, cell, flush, heading, paragraph, wide } from '../pieces/words.ts';

/** What the officers asked to preserve and why, and the head's approval before it is done (处罚法第56条). */
export function preservationApproval(matter: Matter): Paper {
  const proposed = allOf(matter.file, 'preservationProposed').findLast((act) => act.n < matter.act.n);
  const asked = proposed?.particulars ?? {};
  return paper(matter, 'CF12', '先行登记保存证据审批表', 'form', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('案件编号', matter.caseNo), cell('案由', matter.says(matter.cause))],
        [cell('当事人', nameRun(matter.party)), cell('提请日期', proposed ? chineseDate(proposed.on) : blank)],
        [{ ...wide('拟登记保存的物品', asked.goods ? matter.says(asked.goods) : blank), tall: true }],
        [{ ...wide('理由', asked.reason ? matter.states(asked.reason) : blank), tall: true }],
        [wide('依据', fullCite('处罚法§56'))],
      ],
    },
    opinion(matter, '承办人意见', proposed && { ...proposed, particulars: { opinion: '提请批准先行登记保存' } }),
    opinion(matter, '行政机关负责人决定', matter.act),
  ]);
}

/** The case goes to the public security organ, with its facts and materials (移送规定第6条). */
export function crimeTransfer(matter: Matter): Paper {
  const { organ } = matter.act.particulars as { organ: string };
  const report = last(matter.file, 'crimeReported')?.particulars ?? {};
  const decided = last(matter.file, 'transferDecided');
  const materials = String(report.materials ?? '')
    .split(/[\n；;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return paper(matter, 'G17', '涉嫌犯罪案件移送书', 'letter', [
    flush(matter.says(organ), '：'),
    paragraph(
      '本机关在办理',
      nameRun(matter.party),
      '涉嫌',
      matter.goesOn(matter.cause),
      `一案（案件编号：${matter.caseNo}）中，发现该行为涉嫌构成犯罪。依据${fullCite('移送规定§5')}的规定，`,
      `经本机关负责人${decided ? `于${chineseDate(decided.on)}` : ''}批准，现将案件移送你机关处理。`,
    ),
    heading('一、涉嫌的罪名'),
    paragraph(matter.states(report.crime ?? '')),
    heading('二、涉嫌犯罪的事实和依据'),
    paragraph(matter.states(report.facts ?? '')),
    heading('三、移送的理由'),
    paragraph(matter.states(decided?.particulars.reason ?? '')),
    heading('四、移送的材料'),
    ...materials.map((line, i) => paragraph(`${i + 1}．`, matter.states(line))),
    paragraph('请在收到后在回执上签字；决定立案或者不立案的，请依法书面通知本机关，不立案的退回案卷材料。'),
    paragraph(contact(matter)),
    closing(matter),
    { kind: 'signLines', labels: ['接收机关（回执）', '接收人签名', '接收日期'] },
  ]);
}
