// src/law/papers/others/orders.ts —— G09 责令改正违法行为通知书、CF14 先行登记保存证据处理决定书
import { chineseDate, type PlainDate } from '../../../base/dates.ts';
import { fullCite } from '../../articles/statutes.ts';
import { last } from '../../engine.ts';
import { madeOf } from '../../facts.ts';
import { preservedGoodsDisposed } from '../../particulars/investigation.ts';
import { remedies } from '../../reckoning/remedies.ts';
import type { Block, Paper, Run } from '../paper.ts';
import { closing, contact, type Matter, paper } from '../pieces/matter.ts';
import { partyLines, you } from '../pieces/party.ts';
import { breachParagraph } from '../pieces/penalty.ts';
import { blank, chosen, heading, paragraph, runs } from '../pieces/words.ts';

/** The order to correct, in the course of the case (处罚法第28条), with the remedies against it. */
export function correctionOrder(matter: Matter): Paper {
  const { demand, by } = matter.act.particulars as { demand: string; by: PlainDate };
  const party = you(matter.party);
  const found = last(matter.file, 'filingProposed')?.particulars.facts ?? '';
  return paper(matter, 'G09', '责令改正违法行为通知书', 'letter', [
    ...partyLines(matter.party),
    paragraph(`${party}涉嫌`, matter.goesOn(matter.cause), `一案（案件编号：${matter.caseNo}），本机关已经立案调查。经初步调查：`),
    paragraph(matter.states(found)),
    breachParagraph(matter, party),
    paragraph(
      `依据${fullCite('处罚法§28')}的规定，本机关责令${party}在${chineseDate(by)}前改正违法行为：`,
      matter.states(String(demand).replace(/^责令(当事人)?/, '')),
    ),
    paragraph(`期限届满后，本机关将进行复查。改正情况作为处理本案的依据；责令改正不代替依法应当给予的行政处罚。`),
    paragraph(remedies(matter.registers.agency, { document: '本通知书' }).text),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}

type Goods = { name: string; model?: string; quantity: number; unit: string; condition?: string };

/** What becomes of things preserved as evidence, within seven working days (处罚法第56条). */
export function goodsDisposal(matter: Matter): Paper {
  const kept = last(matter.file, 'evidencePreserved');
  const { disposal, detail } = matter.act.particulars as { disposal: string; detail: string };
  const number = madeOf(kept).numbers?.CF13;
  const party = you(matter.party);
  return paper(matter, 'CF14', '先行登记保存证据处理决定书', 'letter', [
    ...partyLines(matter.party),
    paragraph(
      `${party}涉嫌`,
      matter.goesOn(matter.cause),
      `一案（案件编号：${matter.caseNo}），本机关于${kept ? chineseDate(kept.on) : blank}对后附清单所列物品先行登记保存`,
      `${number ? `（《先行登记保存证据通知书》${number}）` : ''}。依据${fullCite('处罚法§56')}的规定，本机关决定处理如下：`,
    ),
    paragraph(`处理方式：${chosen(preservedGoodsDisposed, 'disposal', disposal)}。`),
    paragraph(matter.states(detail)),
    paragraph(contact(matter)),
    closing(matter),
    ...goodsOf(matter, (kept?.particulars.goods as Goods[] | undefined) ?? []),
    { kind: 'signLines', labels: ['当事人签名（捺指印）', '执法人员签名', '执法人员签名', '日期'] },
  ]);
}

function goodsOf(matter: Matter, goods: Goods[]): Block[] {
  const said = (text: string | undefined): Run[] => (text ? matter.says(text) : runs(blank));
  const rows = goods.map((each, i) => [
    runs(String(i + 1)),
    said(each.name),
    said(each.model),
    runs(`${each.quantity}`),
    said(each.unit),
    said(each.condition),
  ]);
  return [
    heading('物品清单'),
    { kind: 'list', head: ['序号', '名称', '规格、型号或者特征', '数量', '单位', '状况'], widths: [2, 5, 6, 2, 2, 4], rows },
  ];
}
